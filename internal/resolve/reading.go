package resolve

import (
	"dictum.example/entity"
	"dictum.example/internal/lexicon"
)

// leastScore is the score of a name of which the reading has none.
const leastScore = 1e-3

// labelled returns the names of the reading. A day of the week is none.
func (p *page) labelled([]nameMention) []nameMention {
	var ms []nameMention
	for _, l := range p.labels {
		t := entity.Type(l.Type)
		if t == "" || t.IsValue() {
			continue
		}
		from, to := p.TokensIn(l.Span)
		if from == to || to == from+1 && p.Tokens[from].Is(lexicon.Weekday) {
			continue
		}
		ms = append(ms, p.newName(from, to, t, max(l.Score, leastScore)))
	}
	return ms
}

// A run is the tokens [from, to).
type run struct{ from, to int }

// cut returns the names with those in the place of each that are made of its runs.
func (p *page) cut(ms []nameMention, runs func(m *nameMention) []run) []nameMention {
	out := make([]nameMention, 0, len(ms))
	for i := range ms {
		for _, r := range runs(&ms[i]) {
			if r.from < r.to {
				out = append(out, p.newName(r.from, r.to, ms[i].typ, ms[i].score))
			}
		}
	}
	return out
}

// cutAtBrackets cuts a name at a bracket that closes without having been opened: "NSRI)
// Shelly Beach" are two names. A bracket that closes right behind the name is its own:
// "Janata Dal (United)".
func (p *page) cutAtBrackets(ms []nameMention) []nameMention { return p.cut(ms, p.unbracketed) }

func (p *page) unbracketed(m *nameMention) []run {
	if m.typ == entity.Person {
		return []run{{m.from, m.to}}
	}
	var runs []run
	from, open := m.from, none
	for i := m.from; i < m.to; i++ {
		switch p.Tokens[i].Text {
		case "(":
			open = i
		case ")":
			if open == none {
				runs = append(runs, run{from, i})
				from = i + 1
			}
			open = none
		}
	}
	if open > from {
		if p.At(m.to).Text == ")" {
			return append(runs, run{from, m.to + 1})
		}
		runs = append(runs, run{from, open})
		from = open + 1
	}
	return append(runs, run{from, m.to})
}

// cutCoordinations cuts "Bill and Hillary Clinton" in two, and "Anwar c Croft b Cork" in three.
func (p *page) cutCoordinations(ms []nameMention) []nameMention { return p.cut(ms, p.uncoordinated) }

func (p *page) uncoordinated(m *nameMention) []run {
	var runs []run
	from := m.from
	for i := from + 1; m.typ == entity.Person && i+1 < m.to; i++ {
		if p.isDismissal(i) {
			runs = append(runs, run{from, i})
			for i+1 < m.to && p.Tokens[i].IsWritten(lexicon.CricketDismissal) {
				i++
			}
			from = i
			continue
		}
		if isAnd(p.Tokens[i].Lower) && p.Tokens[i-1].IsCapitalised() && p.Tokens[i+1].IsCapitalised() {
			return append(runs, run{from, i}, run{i + 1, m.to})
		}
	}
	return append(runs, run{from, m.to})
}

// cutAtSentences cuts a person's name at the end of a sentence: "said Karl. Nora said".
func (p *page) cutAtSentences(ms []nameMention) []nameMention { return p.cut(ms, p.bySentence) }

func (p *page) bySentence(m *nameMention) []run {
	for i := m.from + 1; m.typ == entity.Person && i+1 < m.to; i++ {
		if p.Tokens[i].Lower == "." && p.Tokens[i].Sentence != p.Tokens[i+1].Sentence {
			return []run{{m.from, i}, {i + 1, m.to}}
		}
	}
	return []run{{m.from, m.to}}
}

// isAnd reports whether a word in lower case joins two of a kind.
func isAnd(low string) bool { return low == "and" || low == "&" }
