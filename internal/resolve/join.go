package resolve

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dictum.example/entity"
	"dictum.example/internal/lexicon"
	"dictum.example/text"
)

// join makes one name of those that the reading has in parts: "U.S." and "District
// Court", "Trinidad" and "Tobago", "Linde" and "Sons Ltd" around "&", "Ministry of Labour"
// before "and Social Affairs".
func (p *page) join(ms []nameMention) []nameMention {
	out := ms[:0]
	for _, m := range ms {
		p.coordinate(&m)
		if n := len(out); n > 0 {
			if t := p.joint(&out[n-1], &m); t != "" {
				a := &out[n-1]
				*a = nameMention{Span: text.Span{Start: a.Start, End: m.End}, from: a.from, to: m.to, typ: t, score: min(a.score, m.score), honor: a.honor}
				continue
			}
		}
		out = append(out, m)
	}
	return p.inOrder(out)
}

// joint returns the type of the one name that two make, or "" where they are two.
func (p *page) joint(a, b *nameMention) entity.Type {
	if p.At(a.from).Sentence != p.At(b.from).Sentence || p.At(a.from).Block != p.At(b.from).Block {
		return ""
	}
	gap := b.from - a.to
	place := a.typ == entity.GPE || a.typ == entity.Loc || a.typ == entity.NORP
	switch {
	case gap < 0 || gap > 2:
		return ""
	case gap == 0 && place && b.typ == entity.Org && a.End < b.Start:
		if last := p.At(b.to - 1); last.Is(lexicon.InstitutionWord) && last.IsCapitalised() || p.At(b.from).Is(lexicon.InstitutionWord) && p.At(b.from+1).Lower == "of" {
			return entity.Org
		}
	case gap == 0 && a.typ == entity.Person && b.typ == entity.Person && a.to-a.from == 1 && a.End < b.Start && strings.ContainsAny(a.Of(p.Text), "'’"):
		return entity.Person // "Alya’a" and "Samir Borhan": the network reads the given name as three words
	case gap == 1 && p.At(a.to).Text == "&" && a.typ == entity.Org:
		if last := strings.TrimSuffix(p.At(b.to-1).Lower, "."); lexicon.CorporateSuffix.Has(last) || lexicon.PartnershipSuffix.Has(last) {
			return entity.Org
		}
	}
	if a.typ == entity.Person || b.typ == entity.Person || b.to-a.from > 8 {
		return ""
	}
	for k := a.to; k < b.from; k++ {
		if w := p.Tokens[k].Lower; w != "of" && w != "and" && w != "the" && !(w == "," && gap == 1 && (b.to-b.from == 1)) {
			return ""
		}
	}
	whole := p.Text[a.Start:b.End]
	if gap == 1 && p.At(a.to).Text == "," {
		if low := strings.ReplaceAll(p.At(b.from).Lower, ".", ""); low != "dc" {
			return "" // "Paris, Texas" are two places
		}
	}
	if !p.gaz.Country(whole) && !(gap == 1 && p.Tokens[a.to].Text == ",") {
		return ""
	}
	return entity.Type(p.gaz.PlaceType(whole))
}

// coordinate extends a body's name over "and" and what it is over besides, where
// that is no name of its own.
func (p *page) coordinate(m *nameMention) {
	if m.typ != entity.Org || m.to-m.from < 3 || !p.At(m.from).Is(lexicon.BodyHead) && !p.At(m.from+1).Is(lexicon.BodyHead) || p.At(m.to).Lower != "and" {
		return
	}
	if of := p.At(m.from + 1).Lower; of != "of" && of != "for" && p.At(m.from+2).Lower != "of" {
		return
	}
	sent, k := p.At(m.from).Sentence, m.to+1
	for ; k < m.to+5; k++ {
		t := p.InSentence(k, sent)
		if t.Name != none || !t.IsCapitalised() || t.IsPunct() {
			break
		}
		if p.personNoun(k) || t.Is(lexicon.RankTitle) {
			return
		}
	}
	if t := p.InSentence(k, sent); k == m.to+1 || t.Name != none && p.Tokens[k-1].End < t.Start {
		return
	}
	m.to, m.End = k, p.Tokens[k-1].End
}

// overflow cuts names in two that the article has apart elsewhere: "Seoul Chung", where it
// speaks of Seoul, and of Chung. A country, or what the article names too, before a full name is enough: "United States Nora Lind".
func (p *page) overflow(ms []nameMention) []nameMention {
	type kinds struct{ person, other int }
	known := map[string]kinds{}
	for i := range ms {
		key := ms[i].Of(p.Text)
		k := known[key]
		switch ms[i].typ {
		case entity.Person:
			k.person++
		case entity.GPE, entity.Loc, entity.Org:
			k.other++
		}
		known[key] = k
	}
	var out []nameMention
	cut := false
	for _, m := range ms {
		split := none
		if n := m.to - m.from; n > 1 && n < 8 && (m.typ == entity.GPE || m.typ == entity.Loc || m.typ == entity.Org || m.typ == entity.Person) {
			for k := m.from + 1; k < m.to && split == none; k++ {
				head, tail := p.Text[m.Start:p.Tokens[k-1].End], p.Text[p.Tokens[k].Start:m.End]
				full := m.typ != entity.Person && m.to-k > 1 && known[tail].person > 0 && (known[head].other > 0 || p.gaz.Land(head))
				if (full || known[tail].person > 1 && known[head].other > 0) && (m.typ != entity.Person || isAcronym(head)) && p.Tokens[k-1].End < p.Tokens[k].Start {
					split = k
				}
			}
		}
		if split == none || p.gaz.PlaceType(m.Of(p.Text)) != "" {
			out = append(out, m)
			continue
		}
		cut = true
		head := entity.Org
		if t := entity.Type(p.gaz.PlaceType(p.Text[m.Start:p.Tokens[split-1].End])); t != "" {
			head = t
		}
		out = append(out,
			nameMention{Span: text.Span{Start: m.Start, End: p.Tokens[split-1].End}, from: m.from, to: split, typ: head, score: m.score},
			nameMention{Span: text.Span{Start: p.Tokens[split].Start, End: m.End}, from: split, to: m.to, typ: entity.Person, score: m.score})
	}
	if !cut {
		return ms
	}
	return p.inOrder(out)
}

// isAcronym reports whether a name is one word of two to six capitals.
func isAcronym(name string) bool {
	return len(name) > 1 && len(name) < 7 && strings.IndexFunc(name, func(c rune) bool { return !unicode.IsUpper(c) }) < 0
}

// headlines reads what is printed in capitals with what the rest of the article
// says: where the reading has one name for two, or another type, the article's names win.
func (p *page) headlines(ms []nameMention) []nameMention {
	shouts := p.shouted()
	if len(shouts) == 0 {
		return ms
	}
	type name struct {
		words []string
		types map[entity.Type]int
	}
	byFirst := map[string][]*name{}
	seen := map[string]*name{}
	for i := range ms {
		m := &ms[i]
		if shouts[p.At(m.from).Block] || m.to-m.from > 6 {
			continue
		}
		var ws []string
		for k := m.from; k < m.to; k++ {
			ws = append(ws, p.Tokens[k].Lower)
		}
		key := strings.Join(ws, " ")
		if len(ws) == 1 && (utf8.RuneCountInString(key) < 3 || lexicon.Tags(key) != "" || p.HasLower(key)) {
			continue
		}
		x := seen[key]
		if x == nil {
			x = &name{ws, map[entity.Type]int{}}
			seen[key] = x
			if len(byFirst[ws[0]]) < 16 {
				byFirst[ws[0]] = append(byFirst[ws[0]], x)
			}
		}
		x.types[m.typ]++
	}
	match := func(i int) (*name, int) {
		var best *name
		for _, x := range byFirst[p.Tokens[i].Lower] {
			if to := i + len(x.words); to <= len(p.Tokens) && p.Tokens[to-1].Block == p.Tokens[i].Block && (best == nil || len(x.words) > len(best.words)) {
				same := true
				for j, w := range x.words {
					same = same && p.Tokens[i+j].Lower == w
				}
				if same {
					best = x
				}
			}
		}
		if best == nil {
			return nil, 0
		}
		return best, len(best.words)
	}
	var found []nameMention
	for i := 0; i < len(p.Tokens); i++ {
		if !shouts[p.Tokens[i].Block] {
			continue
		}
		x, n := match(i)
		if x == nil {
			continue
		}
		var typ entity.Type
		for t, c := range x.types {
			if typ == "" || c > x.types[typ] || c == x.types[typ] && t < typ {
				typ = t
			}
		}
		found = append(found, nameMention{Span: text.Span{Start: p.Tokens[i].Start, End: p.Tokens[i+n-1].End}, from: i, to: i + n, typ: typ, score: 0.5})
		i += n - 1
	}
	// A name of the reading stays where it holds no more than one of the article's.
	k := 0
	var out []nameMention
	for _, m := range ms {
		if !shouts[p.At(m.from).Block] {
			out = append(out, m)
			continue
		}
		for k < len(found) && found[k].to <= m.from {
			out = append(out, found[k])
			k++
		}
		within := 0
		for k+within < len(found) && found[k+within].from < m.to {
			within++
		}
		if within == 1 && found[k].from >= m.from && found[k].to <= m.to {
			if found[k].from == m.from && found[k].to == m.to {
				m.typ = found[k].typ
			}
			out = append(out, m)
			k++
		} else if within == 0 {
			out = append(out, m)
		}
	}
	return p.inOrder(append(out, found[k:]...))
}

// shouted returns the blocks of two words and more that are in capitals, in an
// article that has others.
func (p *page) shouted() map[int]bool {
	type letters struct{ upper, lower, words int }
	n := map[int]*letters{}
	lower := 0
	for i := range p.Tokens {
		t := &p.Tokens[i]
		l := n[t.Block]
		if l == nil {
			l = &letters{}
			n[t.Block] = l
		}
		up := 0
		for _, c := range t.Text {
			if unicode.IsLower(c) {
				l.lower++
				lower++
			} else if unicode.IsUpper(c) {
				l.upper++
				up++
			}
		}
		if up > 1 {
			l.words++
		}
	}
	if lower == 0 {
		return nil
	}
	blocks := map[int]bool{}
	for b, l := range n {
		if l.words > 1 && l.lower*10 < l.upper {
			blocks[b] = true
		}
	}
	return blocks
}
