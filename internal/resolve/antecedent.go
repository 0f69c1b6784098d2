package resolve

import (
	"slices"
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/lexicon"
)

// candidates returns the remembered referents that fit an anaphor, with features.
func (r *resolver) candidates(a *anaphor) []candidate {
	var fit []*referent
	for _, x := range r.recent {
		if r.fits(a, x) {
			fit = append(fit, x)
		}
	}
	// A name that follows in the sentence: "In his speech, Putin …".
	var ahead *referent
	if a.slot == possessiveSlot || a.slot == subjectSlot && a.class == heShe { // "It was Acme" is no such case
		ahead = r.ahead(a)
		for _, x := range fit {
			if x == ahead {
				ahead = nil
			}
		}
	}
	most := 0
	for _, x := range fit {
		most = max(most, x.count)
	}
	cands := make([]candidate, 0, len(fit)+1)
	for k, x := range fit {
		cands = append(cands, candidate{x, r.features(a, x, k, len(fit), most)})
	}
	if ahead != nil {
		cands = append(cands, candidate{ahead, r.aheadFeatures(a, len(fit))})
	}
	return cands
}

// ahead returns the first name after a pronoun in its sentence that fits it and
// that was not named before.
func (r *resolver) ahead(a *anaphor) *referent {
	sent := r.p.Tokens[a.from].Sentence
	for k := a.to; k < a.to+14 && r.p.InSentence(k, sent).Text != ""; k++ {
		if n := r.p.Tokens[k].Name; n != none && r.ms[n].ref != nil && r.ms[n].ref.count == 0 && r.fits(a, r.ms[n].ref) {
			return r.ms[n].ref
		}
	}
	return nil
}

// fits reports whether an anaphor may refer to x at all.
func (r *resolver) fits(a *anaphor, x *referent) bool {
	if r.bound(a, x) || a.named && r.namesAnother(a, x) {
		return false
	}
	switch a.class {
	case heShe:
		return x.typ == entity.Person && !x.plural && compatible(a.gender, x.gender)
	case it:
		return x.typ != entity.Person && x.typ != entity.NORP && !x.plural
	case they:
		return true
	}
	return r.fitsNominal(a, x)
}

// fitsNominal reports whether a definite noun may refer to x.
func (r *resolver) fitsNominal(a *anaphor, x *referent) bool {
	switch a.class {
	case personNominal:
		return r.fitsNoun(a, x)
	case orgNominal:
		return x.typ == entity.Org && r.sameNumber(a, x) || x.typ == entity.NORP && a.noun == "group"
	case placeNominal:
		return x.typ == entity.GPE || x.typ == entity.Loc
	}
	return false
}

// fitsNoun reports whether x is somebody of whom a noun for persons may be said.
func (r *resolver) fitsNoun(a *anaphor, x *referent) bool {
	return x.typ == entity.Person && compatible(a.gender, x.gender) && r.sameNumber(a, x) &&
		!r.ofAnotherAge(a, x) && !r.isNoCulprit(a, x) && !r.ofAnotherRank(a, x)
}

// namesAnother reports whether the name within a noun phrase tells that it is not x.
func (r *resolver) namesAnother(a *anaphor, x *referent) bool {
	switch a.class {
	case placeNominal:
		return !r.agrees(a, x)
	case personNominal:
		return !r.speaks(a) && !r.agrees(a, x)
	case orgNominal:
		return x.typ == entity.Org && (r.elsewhere(a, x) || r.ofAnotherCountry(a, x))
	}
	return false
}

// compatible reports whether two genders can be one person's.
func compatible(a, b gender) bool { return a == unknown || b == unknown || a == b }

// bound reports whether the pronoun is the object of the clause whose subject is x: "Lind has seen her"
// (principle B of Chomsky 1981).
func (r *resolver) bound(a *anaphor, x *referent) bool {
	return a.slot == objectSlot && x.subj && a.from-x.lastTo > 0 && a.from-x.lastTo <= 2 && r.sentencesSince(a, x) == 0
}

// sameNumber reports whether the noun is plural where x is.
func (r *resolver) sameNumber(a *anaphor, x *referent) bool {
	return x.plural == r.p.pluralNoun(r.p.At(a.head))
}

// elsewhere reports whether the name of a country or people within the phrase for an institution, "the Sudanese government", is not
// that of x's.
func (r *resolver) elsewhere(a *anaphor, x *referent) bool {
	if !lexicon.InstitutionWord.Has(a.noun) {
		return false
	}
	for k := a.from; k < a.to; k++ {
		n := r.p.Tokens[k].Name
		if n == none || r.ms[n].from != k || r.ms[n].typ != entity.GPE && r.ms[n].typ != entity.NORP {
			continue
		}
		name := r.ms[n].Of(r.p.Text)
		country := placeKey(r.p.gaz, name)
		if d := r.p.gaz.Demonym(name); d != "" {
			country = placeKey(r.p.gaz, d)
		}
		if x.country == country {
			continue
		}
		word := fold(name)
		if x.country != "" || !slices.ContainsFunc(x.forms, func(f []string) bool { return slices.Contains(f, word) }) {
			return true
		}
	}
	return false
}

// agrees reports whether the name within a noun phrase fits what is known of x:
// "the Mexican president" is nobody whose office is in another country.
func (r *resolver) agrees(a *anaphor, x *referent) bool {
	for k := a.from; k < a.to; k++ {
		n := r.p.Tokens[k].Name
		if n == none || r.ms[n].from != k {
			continue
		}
		m := &r.ms[n]
		name := m.Of(r.p.Text)
		if x.affiliation != nil {
			d := r.p.gaz.Demonym(name)
			if x.affiliation == m.ref || d != "" && x.affiliation.country == placeKey(r.p.gaz, d) {
				continue
			}
		}
		said := false
		for _, role := range x.roles {
			said = said || strings.Contains(role.Text, name)
		}
		if !said {
			return false
		}
	}
	return true
}
