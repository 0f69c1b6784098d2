package resolve

import (
	"dictum.example/entity"
	"dictum.example/internal/doc"
	"dictum.example/internal/lexicon"
)

// storms takes the nouns before a storm's name in: "Tropical Storm Keith".
func (p *page) storms(ms []nameMention) []nameMention {
	for i := range ms {
		m := &ms[i]
		if p.isStormAsPerson(m) {
			m.typ = entity.Event
		}
		if from := p.stormStart(m); from < m.from {
			p.startAt(m, from)
			m.typ, m.honor = entity.Event, ""
		}
	}
	return ms
}

// stormStart returns the token at which the name of a storm begins, where it was taken for that of its last word alone.
func (p *page) stormStart(m *nameMention) int {
	sent := p.At(m.from).Sentence
	noun, kind := p.InSentence(m.from-1, sent), p.InSentence(m.from-2, sent)
	if m.len() != 1 || !isCapital(noun, lexicon.StormNoun) || noun.Name != none {
		return m.from
	}
	if isCapital(kind, lexicon.StormModifier) && kind.Name == none {
		return m.from - 2
	}
	if m.typ == entity.Event {
		return m.from - 1
	}
	return m.from
}

// isStormAsPerson reports whether a name of two words is a noun for a storm and a given name, taken for a person's: "Storm Brenda".
func (p *page) isStormAsPerson(m *nameMention) bool {
	if m.typ != entity.Person || m.len() != 2 || m.honor != "" || !isCapital(p.At(m.from), lexicon.StormNoun) {
		return false
	}
	given := p.At(m.from + 1).Lower
	return p.given(given) && !p.gaz.Surname(given)
}

// isCapital reports whether a word of a class is written with a capital.
func isCapital(t *doc.Token, c lexicon.Class) bool { return t.Is(c) && t.IsCapitalised() }
