package resolve

import (
	"slices"

	"dictum.example/entity"
	"dictum.example/internal/lexicon"
)

// maxNameForms bounds the forms of a name that are looked at.
const maxNameForms = 4

// hasNameNoun chooses the one organisation in memory whose name has the phrase's noun for its head, and the words before
// it: "the council", "the city council" of the Halden City Council.
func (r *resolver) hasNameNoun(a *anaphor, cands []candidate) int {
	if a.class != orgNominal || a.named || a.shown || a.defined || lexicon.GeneralOrganisationNoun.Has(a.noun) {
		return none
	}
	only := none
	for i, c := range cands {
		if !r.isCalled(a, c.ref) {
			continue
		}
		if only != none {
			return none
		}
		only = i
	}
	return only
}

// isCalled reports whether a form of the name of x, an organisation, has the words of the phrase, and its noun for its head.
func (r *resolver) isCalled(a *anaphor, x *referent) bool {
	if x.typ != entity.Org || len(x.names) == 0 || x.count == 0 {
		return false
	}
	return slices.ContainsFunc(x.forms[:min(maxNameForms, len(x.forms))], func(form []string) bool {
		if len(form) < 2 || headOf(form) != a.noun {
			return false
		}
		for k := a.from + 1; k < a.head; k++ {
			if !slices.Contains(form, r.p.At(k).Lower) {
				return false
			}
		}
		return true
	})
}

// headOf returns the noun that the words of a name say what it is by: the last before a preposition, or the last.
func headOf(form []string) string {
	for k := 1; k < len(form); k++ {
		if lexicon.SmallWord.Has(form[k]) || lexicon.GoverningPreposition.Has(form[k]) {
			return form[k-1]
		}
	}
	return form[len(form)-1]
}
