package resolve

import (
	"slices"
	"strings"

	"dictum.example/internal/lexicon"
)

// kinGender sets a person's gender by the noun that the article gives for whose relative it is, "his wife, Linh Tran", or by the
// pronoun behind the name that makes another the person's relative, "Bao Tran and his wife".
func (c *cluster) kinGender(r *referent) {
	names := slices.Sorted(slices.Values(r.names))
	for _, i := range names[:min(len(names), maxIntroductions)] {
		m := &c.ms[i]
		g := unknown
		if noun := c.kinBefore(m); noun != "" {
			g = titleGender(noun)
		} else if c.isKinOwner(m) {
			g = pronouns[c.p.At(m.to+1).Lower].gender
		}
		if g != unknown {
			r.gender = g
			return
		}
	}
}

// kinBefore returns the noun for a relative before a name and a comma, behind whose: "his wife, Linh Tran", or "".
func (c *cluster) kinBefore(m *nameMention) string {
	sent, k := c.p.Tokens[m.from].Sentence, m.from-1
	if c.p.InSentence(k, sent).Text != "," || !c.isKinBefore(m) {
		return ""
	}
	return c.p.InSentence(k-1, sent).Lower
}

// isKinOwner reports whether "and", a possessive pronoun and a noun for a relative follow a name: "Bao Tran and his wife".
func (c *cluster) isKinOwner(m *nameMention) bool {
	sent := c.p.Tokens[m.from].Sentence
	return c.p.InSentence(m.to, sent).Lower == "and" && pronouns[c.p.InSentence(m.to+1, sent).Lower].class == heShe &&
		isKin(c.p.InSentence(m.to+2, sent).Lower)
}

// hasWidow reports whether one of a person's first mentions is the possessor of a widow or widower, who speaks instead of the dead.
func (c *cluster) hasWidow(r *referent) bool {
	names := slices.Sorted(slices.Values(r.names))
	return slices.ContainsFunc(names[:min(len(names), maxIntroductions)], func(i int) bool {
		m := &c.ms[i]
		widow := c.p.InSentence(m.to+1, c.p.Tokens[m.from].Sentence).Lower
		return c.p.At(m.to).IsPossessive() && (widow == "widow" || widow == "widower")
	})
}

// isFamily reports whether several persons have the word, a surname, for the first of two: "Chen Wei and his daughter, Chen Yu".
func isFamily(word string, rs []*referent) bool {
	n := 0
	for _, r := range rs {
		switch full := r.forms[0]; {
		case len(full) != 2 || full[0] != word:
			return false
		default:
			n++
		}
	}
	return n > 1
}

// isKinOfAnother reports whether a name with an apposition that makes its bearer somebody's relative, "Lind, her ex-husband", is but
// half of the surname of r.
func (x *loneNames) isKinOfAnother(r *referent, n *loneName) bool {
	if !n.kin || len(n.words) != 1 {
		return false
	}
	name := x.ms[r.names[0]].Of(x.p.Text)
	parts := words(name[strings.LastIndexByte(name, ' ')+1:])
	return r.family == "" && len(parts) > 1 && slices.Contains(parts, n.words[0])
}

// ofAnotherRank reports whether a noun for a rank, "the bishop", cannot be said of x, who has another.
func (r *resolver) ofAnotherRank(a *anaphor, x *referent) bool {
	if !lexicon.RankNoun.Has(a.noun) || x.heads[a.noun] {
		return false
	}
	other := false
	for head := range x.heads {
		other = other || isRank(head)
	}
	for _, i := range x.names[:min(len(x.names), maxNames)] {
		honor := nounOf(r.ms[i].honor)
		if honor == a.noun {
			return false
		}
		other = other || isRank(honor)
	}
	for _, role := range x.roles {
		for _, w := range words(role.Text) {
			if nounOf(w) == a.noun {
				return false
			}
			other = other || isRank(nounOf(w))
		}
	}
	return other
}

// isRank reports whether a noun is one for a rank, be it of those that many hold.
func isRank(noun string) bool { return lexicon.RankNoun.Has(noun) || lexicon.LowRankNoun.Has(noun) }

// ofAnotherCountry reports whether the name of a country or people in a noun phrase for a company, "the Korean carmaker", is of
// none that the text ties x to, where several companies may be meant.
func (r *resolver) ofAnotherCountry(a *anaphor, x *referent) bool {
	isGroup := a.noun == "group" && r.p.sorts("company", x) == sortFits
	if a.class != orgNominal || lexicon.InstitutionWord.Has(a.noun) || !lexicon.CompanyNoun.Has(a.noun) && !isGroup {
		return false
	}
	country := r.countryIn(a)
	if country == "" || x.country == country {
		return false
	}
	return r.otherCompanies(a, x) && !r.isTiedTo(x, country)
}

// countryIn returns the country that a name within a noun phrase means, or "".
func (r *resolver) countryIn(a *anaphor) string {
	for k := a.from; k < a.to; k++ {
		if n := r.p.Tokens[k].Name; n != none && r.ms[n].from == k {
			if d := r.p.gaz.Demonym(r.ms[n].Of(r.p.Text)); d != "" {
				return placeKey(r.p.gaz, d)
			}
		}
	}
	return ""
}

// otherCompanies reports whether another organisation than x was named within the last sentences.
func (r *resolver) otherCompanies(a *anaphor, x *referent) bool {
	return slices.ContainsFunc(r.recent, func(y *referent) bool { return y != x && y.typ == x.typ && r.inSight(a, y) })
}

// isTiedTo reports whether a name for the country governs one of the names of x: "Korea's Hyundai", "German group BMW", "Hyundai of Korea".
func (r *resolver) isTiedTo(x *referent, country string) bool {
	return slices.ContainsFunc(x.names[:min(len(x.names), maxNames)], func(i int) bool {
		m := &r.ms[i]
		sent := r.p.Tokens[m.from].Sentence
		if t := r.p.InSentence(m.to, sent); t.Is(lexicon.Preposition) && t.Lower != "and" && r.isCountry(m.to+1, sent, country) {
			return true
		}
		for k := m.from - 1; k >= m.from-maxBeforeName; k-- {
			t := r.p.InSentence(k, sent)
			if r.isCountry(k, sent, country) {
				return true
			}
			if t.Text == "" || t.Name != none || t.IsPunct() && !t.IsPossessive() || t.Is(lexicon.Coordinator) || t.Is(lexicon.Preposition) {
				return false
			}
		}
		return false
	})
}

// isCountry reports whether token k of a sentence is in a name for the country or its people.
func (r *resolver) isCountry(k, sent int, country string) bool {
	n := r.p.InSentence(k, sent).Name
	if n == none {
		return false
	}
	name := r.ms[n].Of(r.p.Text)
	d := r.p.gaz.Demonym(name)
	return placeKey(r.p.gaz, name) == country || d != "" && placeKey(r.p.gaz, d) == country
}
