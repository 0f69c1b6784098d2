package resolve

import (
	"dictum.example/entity"
	"dictum.example/internal/lexicon"
)

// An affiliation is what the names within a role tie a person to.
type affiliation struct {
	place  *referent // a country, city or people
	unit   *referent // a part of an organisation
	org    *referent
	housed bool // org is where the person is
}

// affiliation returns the organisation that a role names, or else its country
// or group; not where the office leads to ("ambassador to Moscow"). The whole is
// preferred to its part ("head of the Loans Department at Nordbank"), and where
// somebody is to what about ("professor of Media Studies at Halden University").
func (p *page) affiliation(o role, ms []nameMention, places map[string]*referent) *referent {
	var a affiliation
	for k := o.from; k < o.to; k++ {
		n := p.Tokens[k].Name
		if n == none || ms[n].from != k || ms[n].ref == nil {
			continue
		}
		m, before := &ms[n], p.prepositionBefore(k, o.from)
		if p.leadsTo(o, m, before) {
			continue
		}
		switch m.typ {
		case entity.Org:
			a.addOrganisation(m.ref, before, p.isUnit(m))
		case entity.GPE, entity.NORP:
			if a.place == nil && before != "in" {
				a.place = p.countryOf(m, places)
			}
		}
	}
	switch {
	case a.org != nil:
		return a.org
	case a.unit != nil:
		return a.unit
	}
	return a.place
}

// prepositionBefore returns the word before token k, an article apart, in lower case; "" where the role
// begins with token k: "according to Treasury Secretary Yellen".
func (p *page) prepositionBefore(k, from int) string {
	if k == from {
		return ""
	}
	if p.At(k - 1).Is(lexicon.Article) {
		k--
	}
	return p.At(k - 1).Lower
}

// leadsTo reports whether a name within a role is where the office leads to, or is from, and not whose it is.
func (p *page) leadsTo(o role, m *nameMention, before string) bool {
	switch before {
	case "to", "against":
		return true
	case "from":
		if m.typ != entity.Org && !o.isRelational() {
			return true
		}
	}
	return p.At(m.to).Text == "-" && p.At(m.to+1).Lower == "based"
}

// addOrganisation considers an organisation behind the word before.
func (a *affiliation) addOrganisation(x *referent, before string, unit bool) {
	switch {
	case before == "in" && a.place != nil:
	case unit:
		if a.unit == nil {
			a.unit = x
		}
	case before == "at" && !a.housed || a.org == nil && (a.unit == nil || lexicon.Preposition.Has(before)):
		a.org, a.housed = x, before == "at"
	}
}

// countryOf returns the place that a name is of, or whose people it names where the article has that place too.
func (p *page) countryOf(m *nameMention, places map[string]*referent) *referent {
	if m.typ == entity.NORP {
		if d := p.gaz.Demonym(m.Of(p.Text)); d != "" && places[placeKey(p.gaz, d)] != nil {
			return places[placeKey(p.gaz, d)]
		}
	}
	return m.ref
}

// isUnit reports whether the name is that of a part of an organisation.
func (p *page) isUnit(m *nameMention) bool {
	return p.At(m.to-1).Is(lexicon.UnitNoun) || p.At(m.from).Is(lexicon.UnitNoun) && p.At(m.from+1).Lower == "of"
}

// bareAffiliation returns what ties the person without naming an office: "Olga Marsh of
// the River Safety Board", "Nordbank's Olga Marsh", "Olga Marsh (Nordbank)", "Olga Marsh, R-Ohio", and a
// line "Olga Marsh, Nordbank".
func (p *page) bareAffiliation(ms []nameMention, m *nameMention) *referent {
	sent := p.At(m.from).Sentence
	if x := p.owner(ms, m, sent); x != nil {
		return x
	}
	at := m.to // the word that ties them
	switch w := p.At(at).Text; {
	case (w == "," || w == "(") && partyLetter(p.InSentence(at+1, sent).Text) && p.InSentence(at+2, sent).Text == "-":
		if x := p.nameAt(ms, at+3, sent); x != nil && x.typ == entity.GPE {
			return x.ref
		}
		return nil
	case w == "," && p.InSentence(at+1, sent).Is(lexicon.AffiliationPreposition):
		at++
	}
	k := at + 1
	if p.InSentence(k, sent).Is(lexicon.Article) {
		k++
	}
	if x := p.nameAt(ms, k, sent); x != nil && p.ties(at, m, x) {
		return x.ref
	}
	return nil
}

// owner returns the organisation or place whose possessive stands before the name: "Nordbank's Olga Marsh".
func (p *page) owner(ms []nameMention, m *nameMention, sent int) *referent {
	if !p.InSentence(m.from-1, sent).IsPossessive() {
		return nil
	}
	if n := p.InSentence(m.from-2, sent).Name; n != none && (ms[n].typ == entity.Org || ms[n].typ == entity.GPE) {
		return ms[n].ref
	}
	return nil
}

// nameAt returns the name that begins with token i of the sentence, or nil.
func (p *page) nameAt(ms []nameMention, i, sent int) *nameMention {
	if n := p.InSentence(i, sent).Name; n != none && ms[n].from == i {
		return &ms[n]
	}
	return nil
}

// ties reports whether the word at token at ties the person named at m to x.
func (p *page) ties(at int, m, x *nameMention) bool {
	end := p.InSentence(x.to, p.At(m.from).Sentence).Text
	switch p.At(at).Lower {
	case "of":
		return x.typ == entity.Org || x.typ == entity.GPE && p.gaz.Country(x.Of(p.Text))
	case "from", "with":
		return x.typ == entity.Org
	case "(":
		return end == ")" && (x.typ == entity.Org || x.typ == entity.GPE)
	case ",":
		// Within a sentence that may as well be the next of a list.
		return x.typ == entity.Org && p.beginsLine(m.from) && (p.At(x.to).Block != p.At(m.from).Block || end == ":")
	}
	return false
}

// beginsLine reports whether nothing but marks stands before token i in its block.
func (p *page) beginsLine(i int) bool {
	b := p.At(i).Block
	for n := 0; n < 3 && p.At(i-1).Block == b && p.At(i-1).IsPunct(); n++ {
		i--
	}
	return p.At(i-1).Block != b
}
