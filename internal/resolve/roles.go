package resolve

import (
	"dictum.example/entity"
	"dictum.example/internal/pass"
)

// A role is a title or office with its tokens [from, to).
type role struct {
	from, to int
	heads    []string // the nouns that say what the person is
	after    bool     // it stands behind the name
	plural   bool     // its last word has the plural's "s", which one person's role has not
	pass     string   // the name of the pass that found it
}

// isRelational reports whether the role tells only what the person is to another.
func (o role) isRelational() bool { return len(o.heads) == 1 && isRelational(o.heads[0]) }

// A rolePass finds titles and offices that belong to a mention of a person by name.
type rolePass struct {
	pass.Pass
	find func(p *page, ms []nameMention, m *nameMention) []role
}

// rolePasses are in the order in which a person's roles are given, where several are found
// at one mention.
var rolePasses = []rolePass{
	{pass.Pass{Name: "title", Purpose: "a title before the name: “Taliban Foreign Minister Muttaqi”"}, (*page).titleBefore},
	{pass.Pass{Name: "title-of-several", Purpose: "a title before the names of several: “Presidents Marsh and Holm”"},
		(*page).titleOfSeveral},
	{pass.Pass{Name: "apposition", Purpose: "a noun phrase behind the name: “Muttaqi, the foreign minister,”"}, (*page).appositionAfter},
	{pass.Pass{Name: "apposition-before", Purpose: "a noun phrase and a comma before the name: “the mayor, Olga Marsh”"},
		(*page).appositionBefore},
	{pass.Pass{Name: "called", Purpose: "a noun phrase with “named” or “identified as”: “a student named Marsh”"}, (*page).called},
	{pass.Pass{Name: "relative-clause", Purpose: "a relative clause: “Marsh, who chairs the panel”"}, (*page).relative},
	{pass.Pass{Name: "predicate", Purpose: "the predicate of a clause: “Marsh is the director of the board”"}, (*page).predicate},
}

// bareAffiliation is asked where none of these ties the person to anything.
var bareAffiliation = pass.Pass{Name: "bare-affiliation",
	Purpose: "an organisation or place without an office: “Marsh of the Safety Board”"}

// roles finds the titles and offices of the persons among the names.
func (p *page) roles(ms []nameMention, places map[string]*referent) {
	for i := range ms {
		m := &ms[i]
		if m.typ != entity.Person || m.ref == nil {
			continue
		}
		for _, step := range rolePasses {
			if p.leavesOut(step.Name) {
				continue
			}
			for _, r := range step.find(p, ms, m) {
				if r.from < r.to {
					r.pass = step.Name
					p.addRole(m.ref, r, ms, places)
				}
			}
		}
		if m.ref.affiliation == nil && !p.leavesOut(bareAffiliation.Name) {
			m.ref.affiliation = p.bareAffiliation(ms, m)
		}
	}
}
