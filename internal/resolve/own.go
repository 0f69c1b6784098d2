package resolve

import (
	"slices"
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/lexicon"
	"dictum.example/internal/names"
	"dictum.example/internal/reader"
	"dictum.example/internal/value"
	"dictum.example/text"
)

// cut cuts the tokens at the ends of the user's own names, so that each name has its
// tokens for itself.
func (p *page) cut(own []names.Match) {
	if len(own) == 0 {
		return
	}
	cuts := make([]int, 0, 2*len(own))
	for _, m := range own {
		cuts = append(cuts, m.Start, m.End)
	}
	tokens := make([]token, 0, len(p.tokens)+8)
	k := 0
	for _, t := range p.tokens {
		for k < len(cuts) && cuts[k] <= t.Start {
			k++
		}
		if k == len(cuts) || cuts[k] >= t.End {
			tokens = append(tokens, t)
			continue
		}
		at := t.Start
		for ; k < len(cuts) && cuts[k] < t.End; k++ {
			if cuts[k] > at { // two names may meet
				tokens = append(tokens, p.part(t, at, cuts[k]))
				at = cuts[k]
			}
		}
		tokens = append(tokens, p.part(t, at, t.End))
	}
	p.tokens = tokens
}

// withoutNames returns the reading without the names that the user's own overlap.
func withoutNames(r *reader.Reading, own []names.Match) *reader.Reading {
	kept := make([]reader.Label, 0, len(r.Names))
	k := 0
	for _, l := range r.Names {
		for k < len(own) && own[k].End <= l.Start {
			k++
		}
		if k == len(own) || !own[k].Overlaps(l.Span) {
			kept = append(kept, l)
		}
	}
	other := *r
	other.Names = kept
	return &other
}

// part returns the bytes from start to end of a token.
func (p *page) part(t token, start, end int) token {
	t.Span = text.Span{Start: start, End: end}
	t.word = t.Of(p.text)
	t.low = strings.ToLower(t.word)
	t.tags = lexicon.Tags(t.low)
	return t
}

// ownNames puts the user's own names in the place of the names that they overlap. They
// are right as they are: nothing trims, types or joins them after that.
func (p *page) ownNames(ms []nameMention) []nameMention {
	if len(p.own) == 0 {
		return ms
	}
	mine := make([]nameMention, 0, len(p.own))
	for _, o := range p.own {
		from, to := p.within(o.Span)
		if from == to {
			continue
		}
		m := nameMention{Span: o.Span, from: from, to: to, typ: entity.Type(p.owners[o.Owner].Type), score: 1, owner: o.Owner + 1}
		if m.typ == entity.Person {
			m.honor = p.honorific(from)
		}
		if m.typ.IsValue() {
			p.ownValues = append(p.ownValues, m)
		}
		mine = append(mine, m)
	}
	kept := make([]nameMention, 0, len(ms)+len(mine))
	k := 0
	for _, m := range ms {
		for k < len(mine) && mine[k].to <= m.from {
			k++
		}
		if k == len(mine) || mine[k].from >= m.to {
			kept = append(kept, m)
		}
	}
	for _, m := range mine {
		if !m.typ.IsValue() {
			kept = append(kept, m)
		}
	}
	return p.inOrder(kept)
}

// ownValuesOf makes the entities of the user's own names of dates, numbers and amounts,
// with the values that are found in their places.
func (p *page) ownValuesOf(found []value.Mention) []*entity.Entity {
	var es []*entity.Entity
	by := map[int]*entity.Entity{}
	k := 0
	for _, m := range p.ownValues {
		for k < len(found) && found[k].End <= m.Start {
			k++
		}
		e := by[m.owner]
		if e == nil {
			e = &entity.Entity{Type: m.typ}
			identify(e, p.owners[m.owner-1].ID)
			by[m.owner] = e
			es = append(es, e)
		}
		if e.Value == nil && k < len(found) && found[k].Span == m.Span && entity.Type(found[k].Type) == m.typ {
			e.Value = &found[k].Value
		}
		e.Mentions = append(e.Mentions, entity.Mention{Excerpt: m.Cut(p.text), Type: m.typ, Kind: entity.Val})
		name := m.Of(p.text)
		switch {
		case e.Name == "":
			e.Name = name
		case name != e.Name && len(e.Aliases) < maxValueAliases && !slices.Contains(e.Aliases, name):
			e.Aliases = append(e.Aliases, name)
		}
	}
	return es
}

// identify gives e an identifier: as QID where it is that of a Wikidata item, else as Key.
func identify(e *entity.Entity, id string) {
	if isItem(id) {
		e.QID = id
	} else if e.Key == "" {
		e.Key = strings.ToValidUTF8(id, "\uFFFD")
	}
}

// isItem reports whether id has the form of a Wikidata item's.
func isItem(id string) bool {
	digits, ok := strings.CutPrefix(id, "Q")
	return ok && digits != "" && len(digits) < 20 && digits[0] != '0' && strings.Trim(digits, "0123456789") == ""
}
