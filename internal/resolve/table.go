package resolve

import (
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/doc"
	"dictum.example/internal/lexicon"
)

// withoutColumnHeads leaves out names that are nothing but the heads of a table's columns ("W L
// PCT GB"), and divisions of a league in capitals.
func (p *page) withoutColumnHeads(ms []nameMention) []nameMention {
	return except(ms, func(m *nameMention) bool {
		return p.isCapsNote(m) || p.isColumnHeads(m) || p.isDivision(m.to-1) || p.after(m).Text != "" && p.isDivision(m.to)
	})
}

// isCapsNote reports whether a name is the note that tells how a table is printed: "(home team in CAPS)".
func (p *page) isCapsNote(m *nameMention) bool {
	return p.At(m.to-1).Text == "CAPS" && p.At(m.from-1).Lower == "in" && p.At(m.to).Text == ")"
}

func (p *page) isColumnHeads(m *nameMention) bool {
	for k := m.from; k < m.to; k++ {
		if !p.Tokens[k].Is(lexicon.TableColumn) {
			return false
		}
	}
	return m.len() > 1
}

// isDivision reports whether a token says in capitals which part of a league it is.
func (p *page) isDivision(i int) bool {
	t := p.At(i)
	return t.Is(lexicon.LeaguePart) && t.Lower != "league" && isShouted(t.Text)
}

// isSport reports whether the article has results of sport.
func (p *page) isSport() bool {
	for i := range p.Tokens {
		if p.Tokens[i].Is(lexicon.SportWord) {
			return true
		}
	}
	return false
}

// schedules makes teams of the towns in "CLEVELAND AT DETROIT".
func (p *page) schedules(ms []nameMention) []nameMention {
	if !p.isSport() {
		return ms
	}
	for i := 0; i+1 < len(ms); i++ {
		a, b := &ms[i], &ms[i+1]
		if b.from == a.to+1 && p.Tokens[a.to].Text == "AT" && a.typ == entity.GPE && b.typ == entity.GPE {
			a.typ, b.typ = entity.Org, entity.Org
		}
	}
	return ms
}

// A cell is a name or a run of figures in a line of a table.
type cell struct {
	from, to int
	figures  int // how many; none for a name
}

// tables gives the names in tables of results what the line tells: "Arsenal 2 Leeds 0" has
// two sides, whether the reading has found them or not, and so has a line of
// standings. Elsewhere nothing changes.
func (p *page) tables(ms []nameMention) []nameMention {
	if !p.isSport() {
		return ms
	}
	var found []nameMention
	for _, cells := range p.lines() {
		found = append(found, p.sides(cells, ms)...)
	}
	if len(found) == 0 {
		return ms
	}
	return append(notOver(ms, found), found...) // the line wins
}

// lines returns the runs of cells in which names and figures take turns.
func (p *page) lines() [][]cell {
	var lines [][]cell
	var line []cell
	flush := func() {
		if len(line) > 1 {
			lines = append(lines, line)
		}
		line = nil
	}
	for i := 0; i < len(p.Tokens); {
		c, next := p.cell(i)
		if next == i { // neither name nor figure
			flush()
			i++
			continue
		}
		i = next
		n := len(line)
		switch {
		case n == 0 || (line[n-1].figures == 0) != (c.figures == 0):
			line = append(line, c)
		case c.figures > 0:
			line[n-1].figures += c.figures
			line[n-1].to = c.to
		default: // two names in a row are no table
			flush()
			line = append(line, c)
		}
	}
	flush()
	return lines
}

// cell reads the name or figures that begin at token i; next is i where there is neither.
func (p *page) cell(i int) (c cell, next int) {
	if isFigure(p.Tokens[i].Text) {
		return p.figures(i)
	}
	return p.cellName(i)
}

// figures reads the figures that begin at token i, with the marks between them: "2 1/2",
// "(7-4)", "-" where a leader is behind nobody.
func (p *page) figures(i int) (c cell, next int) {
	n := 0
	for next = i; next < len(p.Tokens) && p.Tokens[next].Block == p.Tokens[i].Block; next++ {
		w := p.Tokens[next].Text
		if isFigure(w) {
			n++
		} else if len(w) != 1 || !strings.Contains("-/.()", w) {
			break
		}
	}
	return cell{i, next, n}, next
}

// maxSide is of how many words the name of a side is at most.
const maxSide = 4

// cellName reads the name that begins at token i: words in capitals, of which none is a table's own.
func (p *page) cellName(i int) (c cell, next int) {
	block := p.Tokens[i].Block
	for next = i; next < len(p.Tokens) && next-i < maxSide && p.Tokens[next].Block == block; next++ {
		t := &p.Tokens[next]
		if next > i && p.isShortened(next) {
			continue
		}
		if !t.IsCapitalised() || pronouns[t.Lower].class != notPronoun || t.Is(lexicon.Article) {
			break
		}
		if isTableWord(t) || next == i && t.Is(lexicon.CalendarWord) {
			return cell{}, i
		}
	}
	if next < len(p.Tokens) && p.Tokens[next].IsCapitalised() && p.Tokens[next].Block == block { // too long
		return cell{}, i
	}
	return cell{from: i, to: next}, next
}

// isTableWord reports whether a word is of the table, and of no side's name.
func isTableWord(t *doc.Token) bool {
	return t.Is(lexicon.TableColumn) && strings.ToUpper(t.Text) == t.Text || t.Is(lexicon.LeaguePart)
}

// isShortened reports whether token i is the stop of a short word before another name: "ST. LOUIS".
func (p *page) isShortened(i int) bool {
	t, before := &p.Tokens[i], &p.Tokens[i-1]
	return t.Text == "." && before.End == t.Start && before.Len() < 4 && p.At(i+1).IsCapitalised()
}

func isFigure(w string) bool {
	return isDigit(w[0]) || w[0] == '.' && len(w) > 1 && isDigit(w[1])
}

// sides returns the names of a line's cells that need another type or span. At
// least two names with figures behind them make a table.
func (p *page) sides(cells []cell, ms []nameMention) []nameMention {
	if !p.isTable(cells, ms) {
		return nil
	}
	var out []nameMention
	for k := 0; k+1 < len(cells); k++ {
		c := cells[k]
		if c.figures > 0 || cells[k+1].figures == 0 {
			continue
		}
		first := &p.Tokens[c.from]
		if c.to-c.from == 1 && first.Name == none && first.Tags != "" { // "Total 7"
			continue
		}
		m := p.newName(c.from, c.to, entity.Org, 0.5)
		m.End = p.tailEnd(m.Start, m.End)
		if p.gaz.Country(m.Of(p.Text)) {
			m.typ = entity.GPE
		} else if first.Name != none && ms[first.Name].typ == entity.Person {
			continue
		}
		out = append(out, m)
	}
	return out
}

// isTable reports whether two names or more have figures behind them, of which the reading has
// found some, and few are persons.
func (p *page) isTable(cells []cell, ms []nameMention) bool {
	rows, persons, labelled := 0, 0, 0
	for k := 0; k+1 < len(cells); k++ {
		if cells[k].figures > 0 || cells[k+1].figures == 0 {
			continue
		}
		rows++
		for i := cells[k].from; i < cells[k].to; i++ {
			if n := p.Tokens[i].Name; n != none {
				labelled++
				if ms[n].typ == entity.Person {
					persons++
				}
				break
			}
		}
	}
	return rows >= 2 && 2*persons < rows && 3*labelled >= rows
}

// dismissals makes persons of the names behind the "c" and "b" of a scoreboard of cricket.
func (p *page) dismissals(ms []nameMention) []nameMention {
	for i := range ms {
		if m := &ms[i]; p.before(m).Text != "" && p.isDismissal(m.from-1) {
			m.typ = entity.Person
		}
	}
	return ms
}

// isDismissal reports whether token i is the lower-case letter of a way to be out.
func (p *page) isDismissal(i int) bool {
	t, before := p.At(i), p.At(i-1)
	return t.IsWritten(lexicon.CricketDismissal) && before.IsCapitalised() || t.Text == "b" && before.IsWritten(lexicon.CricketDismissal)
}
