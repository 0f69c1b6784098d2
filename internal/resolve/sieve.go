package resolve

import (
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/pass"
)

// A sieve finds the referents that a name may be of, among those of the names before it.
// Where it has decided, ok is true, even where it finds none; otherwise the next sieve is
// asked.
type sieve struct {
	pass.Pass
	find func(c *cluster, x *indexes, f *form) (refs []*referent, ok bool)
}

// A joining is how the names of one type are joined: by the first of the sieves that decides.
type joining struct {
	typ    entity.Type
	sieves []sieve
	note   func(c *cluster, x *indexes, f *form, r *referent) // makes a referent found by a name
}

// joinings are how names are joined, but for those of persons.
var joinings = []joining{
	{entity.Org, orgSieves, noteOrg},
	{entity.GPE, placeSieves, notePlace},
	{entity.Loc, placeSieves, notePlace},
	{entity.NORP, peopleSieves, notePeople},
	{entity.Fac, plainSieves, notePlain},
	{entity.Product, plainSieves, notePlain},
	{entity.Event, plainSieves, notePlain},
	{entity.WorkOfArt, plainSieves, notePlain},
	{entity.Law, plainSieves, notePlain},
	{entity.Language, plainSieves, notePlain},
}

// A form is a name in the way in which it is joined.
type form struct {
	*group
	name    string  // as the text has it first
	place   *string // the gazetteer's key for a place, once it is known: see placeOf
	country string  // that an institution's name begins with, or ""
	core    string  // the name without its country, or without the words for a company
}

// indexes hold the referents of one type by what they are found by.
type indexes struct {
	byName, byPlace, byPeople                  map[string]*referent
	byCore, byOrder, byPart, byAcronym, byNear index
	alias                                      map[string]string // short names in brackets: the long ones before
}

func (c *cluster) newIndexes(t entity.Type) *indexes {
	return &indexes{
		byName: map[string]*referent{}, byPlace: map[string]*referent{}, byPeople: map[string]*referent{},
		byCore: index{}, byOrder: index{}, byPart: index{}, byAcronym: index{}, byNear: index{}, alias: c.bracketed(t),
	}
}

// run joins the names of one type, the longest first. What several referents claim goes to
// the one nearest.
func (c *cluster) run(j joining) {
	gs := c.groups(j.typ)
	if len(gs) == 0 {
		return
	}
	x := c.newIndexes(j.typ)
	claimed := map[int]claim{}
	for _, g := range gs {
		f := &form{group: g, name: c.ms[g.mentions[0]].Of(c.p.Text)}
		refs, sieve := c.sift(j.sieves, x, f)
		if len(refs) > 1 {
			for _, i := range g.mentions {
				claimed[i] = claim{refs, sieve}
			}
			continue
		}
		var r *referent
		if len(refs) == 0 {
			r = c.start(g, j.typ)
			r.country = f.country
		} else {
			r = refs[0]
			c.join(r, g, sieve)
		}
		j.note(c, x, f, r)
	}
	c.nearest(claimed)
}

// sift returns what the first of the sieves that decides has found, and its name. A user's
// own names are asked of none: they join those of the same owner.
func (c *cluster) sift(sieves []sieve, x *indexes, f *form) ([]*referent, string) {
	for _, s := range sieves {
		if refs, ok := s.find(c, x, f); ok && f.owner == 0 && !c.p.leavesOut(s.Name) {
			return refs, s.Name
		}
	}
	return nil, ""
}

// A claim is the referents that a mention may be of, by one sieve.
type claim struct {
	refs  []*referent
	sieve string
}

// nearest joins mentions that several referents claim to the one last seen, or
// to the first to come.
func (c *cluster) nearest(claimed map[int]claim) {
	if len(claimed) == 0 {
		return
	}
	seen := map[*referent]int{}
	for i := range c.ms {
		if refs := claimed[i].refs; len(refs) > 0 {
			best := refs[0]
			for _, r := range refs[1:] {
				if a, b := seen[r], seen[best]; a > b || a == b && r.names[0] < best.names[0] {
					best = r
				}
			}
			c.add(best, i, claimed[i].sieve)
		}
		if r := c.ms[i].ref; r != nil {
			seen[r] = i + 1
		}
	}
}

// one returns a referent, if there is one.
func one(r *referent) ([]*referent, bool) {
	if r == nil {
		return nil, false
	}
	return []*referent{r}, true
}

// some returns the referents, if there are any.
func some(rs []*referent) ([]*referent, bool) { return rs, len(rs) > 0 }

// only returns the one referent, if there is one alone.
func only(rs []*referent) ([]*referent, bool) { return rs, len(rs) == 1 }

// The sieves that are of use to several types.

// plainSieves join names with the same words.
var plainSieves = []sieve{{sameNamePass, sameName}}

// The passes of sieves that stand in several lists.
var (
	sameNamePass   = pass.Pass{Name: "same-name", Purpose: "the same words: “Acme”, “ACME”"}
	inBracketsPass = pass.Pass{Name: "brackets", Purpose: "a short name in brackets behind the long one: “River Safety Board (RISB)”"}
	acronymPass    = pass.Pass{Name: "acronym", Purpose: "the first letters of a longer name: “Bureau of Coastal Trade”, “BCT”"}
	spellingPass   = pass.Pass{Name: "spelling", Purpose: "another spelling: “Talibanese Front”, “Talebanese Front”"}
)

func sameName(_ *cluster, x *indexes, f *form) ([]*referent, bool) { return one(x.byName[f.key]) }

func notePlain(_ *cluster, x *indexes, f *form, r *referent) { x.byName[f.key] = r }

// inBrackets finds a short name that stands in brackets behind its long form, "National
// Security Council (NSC)".
func inBrackets(_ *cluster, x *indexes, f *form) ([]*referent, bool) {
	return one(x.byName[x.alias[f.key]])
}

// respelt finds another spelling.
func respelt(c *cluster, x *indexes, f *form) ([]*referent, bool) {
	for _, r := range x.byNear[initials(f.words)] {
		if full := r.forms[0]; len(full) == len(f.words) && c.areSpellings(f.words, full) {
			return one(r)
		}
	}
	return nil, false
}

// noteCommon makes a referent found by the name, its acronyms, and other spellings of it.
func noteCommon(x *indexes, f *form, r *referent) {
	x.byName[f.key] = r
	x.byNear.add(initials(f.words), r)
	for _, a := range acronyms(f.words) {
		x.byAcronym.add(a, r)
	}
}

// bracketed returns the short names of a type that follow their long forms in brackets, and
// the long forms.
func (c *cluster) bracketed(t entity.Type) map[string]string {
	alias := map[string]string{}
	for i := 0; i+1 < len(c.ms); i++ {
		a, b := &c.ms[i], &c.ms[i+1]
		if a.typ != t || b.typ != t || b.len() != 1 || a.len() < 2 || !c.p.isInBrackets(a, b) {
			continue
		}
		short, long := c.p.form(b), c.p.form(a)
		if len(short) == 1 && abbreviates(short[0], long) {
			alias[short[0]] = strings.Join(long, " ")
		}
	}
	return alias
}

// isInBrackets reports whether a name stands in brackets behind another.
func (p *page) isInBrackets(a, b *nameMention) bool {
	gap := b.from - a.to
	return gap >= 1 && gap <= 2 && p.At(b.from-1).Text == "(" && p.At(b.to).Text == ")"
}
