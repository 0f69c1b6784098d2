package resolve

import (
	"dictum.example/entity"
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
	name    string
	purpose string
	find    func(p *page, ms []nameMention, m *nameMention) []role
}

// rolePasses are in the order in which a person's roles are given, where several are found
// at one mention.
var rolePasses = []rolePass{
	{"title", "a title before the name: “Taliban Foreign Minister Muttaqi”", (*page).titleBefore},
	{"title-of-several", "a title before the names of several: “Presidents Marsh and Holm”", (*page).titleOfSeveral},
	{"apposition", "a noun phrase behind the name: “Muttaqi, the foreign minister,”", (*page).appositionAfter},
	{"apposition-before", "a noun phrase and a comma before the name: “the mayor, Olga Marsh”", (*page).appositionBefore},
	{"called", "a noun phrase with “named” or “identified as”: “a student named Marsh”", (*page).called},
	{"relative-clause", "a relative clause: “Marsh, who chairs the panel”", (*page).relative},
	{"predicate", "the predicate of a clause: “Marsh is the director of the board”", (*page).predicate},
}

// bareAffiliationPass ties a person to an organisation or place without naming an office.
const bareAffiliationPass = "bare-affiliation"

// roles finds the titles and offices of the persons among the names.
func (p *page) roles(ms []nameMention, places map[string]*referent) {
	for i := range ms {
		m := &ms[i]
		if m.typ != entity.Person || m.ref == nil {
			continue
		}
		for _, pass := range rolePasses {
			if p.leavesOut(pass.name) {
				continue
			}
			for _, r := range pass.find(p, ms, m) {
				if r.from < r.to {
					r.pass = pass.name
					p.addRole(m.ref, r, ms, places)
				}
			}
		}
		if m.ref.affiliation == nil && !p.leavesOut(bareAffiliationPass) {
			m.ref.affiliation = p.bareAffiliation(ms, m)
		}
	}
}
