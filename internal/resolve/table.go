package resolve

import (
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/lexicon"
	"dictum.example/text"
)

// A cell is a name or a run of figures in a line of a table.
type cell struct {
	from, to int
	figures  int // how many; none for a name
}

// tables gives the names in tables of results what the line tells: "Arsenal 2 Leeds 0" has
// two sides, whether the reading has found them or not, and so has a line of
// standings. Elsewhere nothing changes.
func (p *page) tables(ms []nameMention) []nameMention {
	sport := false
	for i := range p.Tokens {
		if p.Tokens[i].Is(lexicon.SportWord) {
			sport = true
			break
		}
	}
	out := ms[:0:0]
	for _, m := range ms {
		if !p.heads(&m) {
			out = append(out, m)
		}
	}
	ms = out
	if !sport {
		return p.inOrder(ms)
	}
	ms = p.inOrder(ms)
	for i := 0; i+1 < len(ms); i++ { // "CLEVELAND AT DETROIT"
		if a, b := &ms[i], &ms[i+1]; b.from == a.to+1 && p.Tokens[a.to].Text == "AT" && a.typ == entity.GPE && b.typ == entity.GPE {
			a.typ, b.typ = entity.Org, entity.Org
		}
	}
	var cells []cell
	var found []nameMention
	flush := func() {
		found = append(found, p.sides(cells, ms)...)
		cells = cells[:0]
	}
	for i := 0; i < len(p.Tokens); {
		c, next := p.cell(i)
		if next == i { // neither name nor figure
			flush()
			i++
			continue
		}
		if c.figures == 0 && len(cells) > 0 && cells[len(cells)-1].figures == 0 { // two names in a row are no table
			flush()
		}
		if c.figures > 0 && len(cells) > 0 && cells[len(cells)-1].figures > 0 {
			cells[len(cells)-1].figures += c.figures
			cells[len(cells)-1].to = c.to
		} else {
			cells = append(cells, c)
		}
		i = next
	}
	flush()
	if len(found) == 0 {
		return ms
	}
	k, n := 0, len(found)
	for _, m := range ms { // the line wins
		for k < n && found[k].to <= m.from {
			k++
		}
		if k == n || found[k].from >= m.to {
			found = append(found, m)
		}
	}
	return p.inOrder(found)
}

// heads reports whether a name is nothing but the heads of a table's columns ("W L
// PCT GB"), or a division of a league in capitals.
func (p *page) heads(m *nameMention) bool {
	all := m.to-m.from > 1
	for k := m.from; k < m.to; k++ {
		all = all && p.Tokens[k].Is(lexicon.TableColumn)
	}
	last, next := p.At(m.to-1), p.At(m.to)
	if last.Text == "CAPS" && p.At(m.from-1).Lower == "in" && next.Text == ")" { // "(home team in CAPS)"
		return true
	}
	return all || last.Is(lexicon.LeaguePart) && last.Lower != "league" && shout(last.Text) || next.Is(lexicon.LeaguePart) && next.Lower != "league" && shout(next.Text) && next.Sentence == last.Sentence
}

// cell reads the name or figures that begin at token i; next is i where there is neither.
func (p *page) cell(i int) (c cell, next int) {
	block := p.Tokens[i].Block
	if figure(p.Tokens[i].Text) {
		n := 0
		for next = i; next < len(p.Tokens) && p.Tokens[next].Block == block; next++ {
			switch w := p.Tokens[next].Text; {
			case figure(w):
				n++
			case w == "-" || w == "/" || w == "." || w == "(" || w == ")":
				// "2 1/2", "(7-4)", "-" where a leader is behind nobody
			default:
				return cell{i, next, n}, next
			}
		}
		return cell{i, next, n}, next
	}
	for next = i; next < len(p.Tokens) && next-i < 4 && p.Tokens[next].Block == block; next++ {
		t := &p.Tokens[next]
		if t.Text == "." && next > i && p.Tokens[next-1].End == t.Start && t.Start-p.Tokens[next-1].Start < 4 && p.At(next+1).IsCapitalised() { // "ST. LOUIS"
			continue
		}
		if !t.IsCapitalised() || pronouns[t.Lower].class != notPronoun || t.Is(lexicon.Article) {
			break
		}
		if t.Is(lexicon.TableColumn) && strings.ToUpper(t.Text) == t.Text || t.Is(lexicon.LeaguePart) || next == i && t.Is(lexicon.CalendarWord) {
			return cell{}, i
		}
	}
	if next < len(p.Tokens) && p.Tokens[next].IsCapitalised() && p.Tokens[next].Block == block { // too long
		return cell{}, i
	}
	return cell{from: i, to: next}, next
}

func figure(w string) bool {
	return w[0] >= '0' && w[0] <= '9' || w[0] == '.' && len(w) > 1 && w[1] >= '0' && w[1] <= '9'
}

// sides returns the names of a table's cells that need another type or span. At
// least two names with figures behind them make a table.
func (p *page) sides(cells []cell, ms []nameMention) []nameMention {
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
	if rows < 2 || 2*persons >= rows || 3*labelled < rows {
		return nil
	}
	var out []nameMention
	for k := 0; k+1 < len(cells); k++ {
		c := cells[k]
		if c.figures > 0 || cells[k+1].figures == 0 {
			continue
		}
		m := nameMention{Span: p.SpanOf(c.from, c.to), from: c.from, to: c.to, typ: entity.Org, score: 0.5}
		m.End = p.tailEnd(m.Start, m.End)
		if c.to-c.from == 1 && p.Tokens[c.from].Name == none && lexicon.Tags(p.Tokens[c.from].Lower) != "" { // "Total 7"
			continue
		}
		if p.gaz.Country(m.Of(p.Text)) {
			m.typ = entity.GPE
		} else if n := p.Tokens[c.from].Name; n != none && ms[n].typ == entity.Person {
			continue
		}
		out = append(out, m)
	}
	return out
}

// retype gives the types that the places of names tell: behind the "c" and "b" of a
// scoreboard of cricket stand people, in the brackets of a dateline an agency.
func (p *page) retype(ms []nameMention) {
	for i := range ms {
		m := &ms[i]
		switch before := p.At(m.from - 1); {
		case before.Sentence == p.At(m.from).Sentence && p.dismissal(m.from-1):
			m.typ = entity.Person
		case before.Text == "(" && p.At(m.to).Text == ")" && p.BlockKind(before) == text.Dateline: // "LONDON (AP) -"
			m.typ = entity.Org
		}
	}
}

// dismissal reports whether token i is the lower-case letter of a way to be out.
func (p *page) dismissal(i int) bool {
	t := p.At(i)
	return t.IsWritten(lexicon.CricketDismissal) && p.At(i-1).IsCapitalised() || t.Text == "b" && p.At(i-1).IsWritten(lexicon.CricketDismissal)
}
