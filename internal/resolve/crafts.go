package resolve

import (
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/lexicon"
)

// crafts makes products of the names of ships, spacecraft, drugs and weapons, which were taken for those of something else, where the
// sentence says what they are: "the ferry Estonia", "Patriot missiles", "the Titanic sank".
func (p *page) crafts(ms []nameMention) []nameMention {
	names := map[string]bool{}
	for i := range ms {
		if m := &ms[i]; p.isCraft(m) {
			names[m.Of(p.Text)] = names[m.Of(p.Text)] || !p.gaz.Land(m.Of(p.Text))
			m.typ = entity.Product
		}
	}
	for i := range ms {
		if m := &ms[i]; names[m.Of(p.Text)] && m.honor == "" && m.typ != entity.Person {
			m.typ = entity.Product
		}
	}
	return ms
}

// isCraft reports whether the words around a name make it that of a ship, a drug or the like.
func (p *page) isCraft(m *nameMention) bool {
	before := p.before(m)
	isVessel := before.IsWritten(lexicon.VesselNoun) && p.InSentence(m.from-2, before.Sentence).Is(lexicon.Article)
	switch m.typ {
	case entity.Event, entity.WorkOfArt:
		if isVessel || before.IsWritten(lexicon.DrugNoun) || before.IsWritten(lexicon.WeaponNoun) || p.isWeapon(m.to) {
			return true
		}
	case entity.GPE, entity.Loc, entity.Fac:
		if isVessel {
			return true
		}
	case entity.Org, entity.Person:
	default:
		return false
	}
	return m.len() < 3 && m.honor == "" && before.Lower == "the" && !p.gaz.Land(m.Of(p.Text)) && p.sails(m)
}

// isWeapon reports whether token i is a noun for weapons.
func (p *page) isWeapon(i int) bool {
	return lexicon.WeaponNoun.Has(strings.TrimSuffix(p.At(i).Text, "s"))
}

// sails reports whether what follows a name, auxiliaries apart, is what ships do.
func (p *page) sails(m *nameMention) bool {
	for k := m.to; k < m.to+3; k++ {
		t := p.InSentence(k, p.At(m.from).Sentence)
		if t.IsWritten(lexicon.SailingVerb) {
			return true
		}
		if !t.IsWritten(lexicon.BeForm) && t.Text != "had" && t.Text != "has" {
			return false
		}
	}
	return false
}
