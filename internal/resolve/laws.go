package resolve

import (
	"dictum.example/entity"
	"dictum.example/internal/lexicon"
)

// laws makes laws of the names that say by their last word that they are: "Voting Rights Act",
// "Geneva Convention", "Rome Statute of 1998".
func (p *page) laws(ms []nameMention) []nameMention {
	for i := range ms {
		if m := &ms[i]; p.isLaw(m) {
			m.typ = entity.Law
		}
	}
	return ms
}

// isLaw reports whether a name that is taken for an event's or an organisation's is a law's.
func (p *page) isLaw(m *nameMention) bool {
	if m.typ != entity.Event && m.typ != entity.Org {
		return false
	}
	if p.opensAsLaw(m) {
		return true
	}
	last := p.lawHead(m)
	head := p.At(last)
	if last <= m.from || m.typ != entity.Event && !head.IsCapitalised() {
		return false
	}
	if head.Lower == "convention" || head.Lower == "conventions" {
		return m.typ == entity.Event && p.gaz.PlaceType(p.SpanOf(m.from, last).Of(p.Text)) != ""
	}
	if !head.Is(lexicon.LawHead) {
		return false
	}
	return m.typ == entity.Event || !head.Is(lexicon.LooseLawHead) && !p.hasSmallWord(m)
}

// opensAsLaw reports whether a name says by its first word that it is a treaty's: "Treaty of Lisbon", "Convention on Cluster
// Munitions".
func (p *page) opensAsLaw(m *nameMention) bool {
	first, next := p.At(m.from), p.At(m.from+1).Lower
	if m.len() < 3 || !first.IsCapitalised() {
		return false
	}
	switch first.Lower {
	case "treaty", "protocol":
		return next == "of" || next == "on" || next == "to"
	case "convention":
		return next == "on" || next == "against"
	}
	return false
}

// lawHead returns the last token of a name but for the year that it is of.
func (p *page) lawHead(m *nameMention) int {
	last := m.to - 1
	if m.len() > 3 && isFigure(p.At(last).Text) && p.At(last-1).Lower == "of" {
		last -= 2
	}
	return last
}

// hasSmallWord reports whether a name has a preposition or conjunction: a body for a law is named so.
func (p *page) hasSmallWord(m *nameMention) bool {
	for k := m.from; k < m.to; k++ {
		if p.Tokens[k].Is(lexicon.SmallWord) {
			return true
		}
	}
	return false
}
