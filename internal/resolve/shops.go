package resolve

import (
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/lexicon"
)

// shops makes companies of the names in the possessive that are the subject of a verb, "Wendy's said", and gives
// them their ending where they have it again.
func (p *page) shops(ms []nameMention) []nameMention {
	names := map[string]bool{}
	for i := range ms {
		if p.isShop(&ms[i]) {
			names[ms[i].Of(p.Text)] = true
		}
	}
	if len(names) == 0 {
		return ms
	}
	for i := range ms {
		if m := &ms[i]; names[m.Of(p.Text)] && m.honor == "" && p.after(m).IsPossessive() {
			p.endAt(m, m.to+1)
			m.typ = entity.Org
		}
	}
	return ms
}

// isShop reports whether a name of one word in the possessive opens a sentence whose verb follows. The ending of
// "Olga's said so" may be a verb where somebody speaks.
func (p *page) isShop(m *nameMention) bool {
	if m.len() != 1 || m.honor != "" || !p.Opens(m.from) || p.At(m.from).Quoted || !p.after(m).IsPossessive() || !p.mayOwn(m) {
		return false
	}
	verb := p.InSentence(m.to+1, p.At(m.from).Sentence)
	if verb.IsCapitalised() {
		return false
	}
	isCompany := m.typ == entity.Org || p.gaz.OrgSort(m.Of(p.Text)+"'s") == "company"
	if isCompany && verb.HasTag('V') && isDetermined(p.InSentence(m.to+2, p.At(m.from).Sentence)) {
		return true // "Denny's closed a restaurant"
	}
	if verb.IsWritten(lexicon.PlainSayingVerb) || verb.IsWritten(lexicon.Modal) {
		return true
	}
	return verb.Tags == "V" && !isParticiple(verb.Lower)
}

// mayOwn reports whether a name may be a company's: of an organisation, or of a person that is no place.
func (p *page) mayOwn(m *nameMention) bool {
	return m.typ == entity.Org || m.typ == entity.Person && p.gaz.PlaceType(m.Of(p.Text)) == ""
}

// isParticiple reports whether a verb may be a participle before a noun: "Olga's injured knee", "Olga's winning goal".
func isParticiple(low string) bool {
	return strings.HasSuffix(low, "ed") || strings.HasSuffix(low, "en") || strings.HasSuffix(low, "ing")
}
