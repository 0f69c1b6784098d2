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
	for i := range p.tokens {
		if lexicon.SportWord.Has(p.tokens[i].low) {
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
		if a, b := &ms[i], &ms[i+1]; b.from == a.to+1 && p.tokens[a.to].word == "AT" && a.typ == entity.GPE && b.typ == entity.GPE {
			a.typ, b.typ = entity.Org, entity.Org
		}
	}
	var cells []cell
	var found []nameMention
	flush := func() {
		found = append(found, p.sides(cells, ms)...)
		cells = cells[:0]
	}
	for i := 0; i < len(p.tokens); {
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
		all = all && lexicon.TableColumn.Has(p.tokens[k].low)
	}
	last, next := p.at(m.to-1), p.at(m.to)
	if last.word == "CAPS" && p.at(m.from-1).low == "in" && next.word == ")" { // "(home team in CAPS)"
		return true
	}
	return all || lexicon.LeaguePart.Has(last.low) && last.low != "league" && shout(last.word) || lexicon.LeaguePart.Has(next.low) && next.low != "league" && shout(next.word) && next.sent == last.sent
}

// cell reads the name or figures that begin at token i; next is i where there is neither.
func (p *page) cell(i int) (c cell, next int) {
	block := p.tokens[i].block
	if figure(p.tokens[i].word) {
		n := 0
		for next = i; next < len(p.tokens) && p.tokens[next].block == block; next++ {
			switch w := p.tokens[next].word; {
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
	for next = i; next < len(p.tokens) && next-i < 4 && p.tokens[next].block == block; next++ {
		t := &p.tokens[next]
		if t.word == "." && next > i && p.tokens[next-1].End == t.Start && t.Start-p.tokens[next-1].Start < 4 && p.at(next+1).capital() { // "ST. LOUIS"
			continue
		}
		if !t.capital() || pronouns[t.low].class != notPronoun || lexicon.Article.Has(t.low) {
			break
		}
		if lexicon.TableColumn.Has(t.low) && strings.ToUpper(t.word) == t.word || lexicon.LeaguePart.Has(t.low) || next == i && lexicon.CalendarWord.Has(t.low) {
			return cell{}, i
		}
	}
	if next < len(p.tokens) && p.tokens[next].capital() && p.tokens[next].block == block { // too long
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
			if n := p.tokens[i].name; n != none {
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
		m := nameMention{Span: p.span(c.from, c.to), from: c.from, to: c.to, typ: entity.Org, score: 0.5}
		m.End = p.tailEnd(m.Start, m.End)
		if c.to-c.from == 1 && p.tokens[c.from].name == none && lexicon.Tags(p.tokens[c.from].low) != "" { // "Total 7"
			continue
		}
		if p.gaz.Country(m.Of(p.text)) {
			m.typ = entity.GPE
		} else if n := p.tokens[c.from].name; n != none && ms[n].typ == entity.Person {
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
		switch before := p.at(m.from - 1); {
		case before.sent == p.at(m.from).sent && p.dismissal(m.from-1):
			m.typ = entity.Person
		case before.word == "(" && p.at(m.to).word == ")" && p.kind(before) == text.Dateline: // "LONDON (AP) -"
			m.typ = entity.Org
		}
	}
}

// dismissal reports whether token i is the lower-case letter of a way to be out.
func (p *page) dismissal(i int) bool {
	t := p.at(i)
	return lexicon.CricketDismissal.Has(t.word) && p.at(i-1).capital() || t.word == "b" && lexicon.CricketDismissal.Has(p.at(i-1).word)
}
