package resolve

import (
	"sort"
	"strings"

	"dictum.example/entity"
	"dictum.example/text"
)

// datelines finds the places that open datelines and that the reading took for
// no names: "ROTTERDAM (Reuters) -".
func (p *page) datelines(ms []nameMention) []nameMention {
	for _, b := range p.Blocks {
		if b.Kind != text.Dateline {
			continue
		}
		from, end := p.TokensIn(b.Span)
		to := from
		for to < end && !p.Tokens[to].IsPunct() {
			to++
		}
		if from == to || p.hasName(from, to) {
			continue
		}
		if t := entity.Type(p.gaz.PlaceType(p.SpanOf(from, to).Of(p.Text))); t != "" {
			ms = append(ms, p.newName(from, to, t, 1))
		}
	}
	return ms
}

// hasName reports whether one of the tokens [from, to) belongs to a name.
func (p *page) hasName(from, to int) bool {
	for i := from; i < to; i++ {
		if p.Tokens[i].Name != none {
			return true
		}
	}
	return false
}

// reportDays gives the places that stand in capitals before the day of a report ("LONDON
// 1996-08-24") back to it, where the reading has them in another name or in none.
func (p *page) reportDays(ms []nameMention) []nameMention {
	places := p.placesOfReports()
	if len(places) == 0 {
		return ms
	}
	out := places
	k := 0
	for _, m := range ms {
		for k < len(places) && places[k].to <= m.from {
			k++
		}
		if k < len(places) && places[k].from < m.to && !p.cutBefore(&m, places[k].from) {
			continue
		}
		out = append(out, m)
	}
	return out
}

// cutBefore ends a name before a token, and reports whether anything is left of it.
func (p *page) cutBefore(m *nameMention, to int) bool {
	if m.from >= to {
		return false
	}
	for to-1 > m.from && p.Tokens[to-1].IsPunct() {
		to--
	}
	p.endAt(m, to)
	return true
}

// maxReportPlace is of how many words the place before the day of a report is at most.
const maxReportPlace = 3

// placesOfReports returns the places in capitals that stand before a day.
func (p *page) placesOfReports() []nameMention {
	var places []nameMention
	for i := range p.Tokens {
		t := &p.Tokens[i]
		if !isISODay(p.Text[t.Start:]) {
			continue
		}
		from := i
		for from > 0 && i-from < maxReportPlace && p.Tokens[from-1].Block == t.Block && isShouted(p.Tokens[from-1].Text) {
			from--
		}
		for from < i && p.gaz.PlaceType(p.SpanOf(from, i).Of(p.Text)) == "" {
			from++
		}
		if from < i {
			places = append(places, p.newName(from, i, entity.Type(p.gaz.PlaceType(p.SpanOf(from, i).Of(p.Text))), 1))
		}
	}
	return places
}

// isISODay reports whether s begins with a day as ISO 8601 has it.
func isISODay(s string) bool {
	if len(s) < 10 || s[4] != '-' || s[7] != '-' {
		return false
	}
	for _, i := range [...]int{0, 1, 2, 3, 5, 6, 8, 9} {
		if !isDigit(s[i]) {
			return false
		}
	}
	return len(s) == 10 || !isDigit(s[10])
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// isShouted reports whether w is in capitals.
func isShouted(w string) bool {
	return len(w) > 1 && strings.ToUpper(w) == w && strings.ToLower(w) != w
}

// bylines makes persons of the full names in bylines that are no known organisation's.
func (p *page) bylines(ms []nameMention) []nameMention {
	for i := range ms {
		m := &ms[i]
		if m.typ == entity.Org && m.len() > 1 && p.BlockKind(&p.Tokens[m.from]) == text.Byline && p.gaz.OrgSort(m.Of(p.Text)) == "" {
			m.typ = entity.Person
		}
	}
	return ms
}

// agencies makes organisations of the names in the brackets of datelines: "LONDON (AP) -".
func (p *page) agencies(ms []nameMention) []nameMention {
	for i := range ms {
		m := &ms[i]
		if before := p.At(m.from - 1); before.Text == "(" && p.At(m.to).Text == ")" && p.BlockKind(before) == text.Dateline {
			m.typ = entity.Org
		}
	}
	return ms
}

// withoutFragments leaves out names that were cut with their block: the "Afgh" at the end
// of a caption, where the article names Afghanistan.
func (p *page) withoutFragments(ms []nameMention) []nameMention {
	lone := p.loneWords(ms)
	return except(ms, func(m *nameMention) bool {
		word := m.Of(p.Text)
		// Those that begin with the word stand right behind it.
		first, after := lone.find(word)
		return m.len() == 1 && p.At(m.to).Block != p.At(m.from).Block && after-first == 1 && len(word) > 2 &&
			after < len(lone) && strings.HasPrefix(lone[after], word) && len(lone[after]) > len(word)+1
	})
}

// withoutPageTag leaves out a page's own tag: a word alone in the article's last block that
// stands nowhere else.
func (p *page) withoutPageTag(ms []nameMention) []nameMention {
	n := len(ms)
	if n == 0 {
		return ms
	}
	last := &ms[n-1]
	if last.len() != 1 || last.to != len(p.Tokens) || last.from == 0 || p.At(last.from-1).Block == p.At(last.from).Block {
		return ms
	}
	if first, after := p.loneWords(ms).find(last.Of(p.Text)); after-first != 1 {
		return ms
	}
	return ms[:n-1]
}

// sortedWords are words in the order of their bytes, each as often as it occurs.
type sortedWords []string

// loneWords returns the names of one word.
func (p *page) loneWords(ms []nameMention) sortedWords {
	var lone sortedWords
	for i := range ms {
		if ms[i].len() == 1 {
			lone = append(lone, ms[i].Of(p.Text))
		}
	}
	sort.Strings(lone)
	return lone
}

// find returns the half-open range of the word.
func (ws sortedWords) find(word string) (first, after int) {
	first = sort.SearchStrings(ws, word)
	after = sort.Search(len(ws), func(i int) bool { return ws[i] > word })
	return first, after
}

// except returns the names but for those that are to be left out.
func except(ms []nameMention, leaveOut func(m *nameMention) bool) []nameMention {
	out := ms[:0]
	for _, m := range ms {
		if !leaveOut(&m) {
			out = append(out, m)
		}
	}
	return out
}
