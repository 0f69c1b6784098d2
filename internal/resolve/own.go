package resolve

import (
	"slices"
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/names"
	"dictum.example/internal/reader"
	"dictum.example/internal/value"
)

// ends returns where the matches start and end, in order.
func ends(own []names.Match) []int {
	var offsets []int
	for _, m := range own {
		offsets = append(offsets, m.Start, m.End)
	}
	return offsets
}

// withoutOverlaps returns the labels that none of the matches overlaps.
func withoutOverlaps(labels []reader.Label, own []names.Match) []reader.Label {
	kept := make([]reader.Label, 0, len(labels))
	k := 0
	for _, l := range labels {
		for k < len(own) && own[k].End <= l.Start {
			k++
		}
		if k == len(own) || !own[k].Overlaps(l.Span) {
			kept = append(kept, l)
		}
	}
	return kept
}

// ownNames puts the user's own names in the place of the names that they overlap. They
// are right as they are: nothing trims, types or joins them after that.
func (p *page) ownNames(ms []nameMention) []nameMention {
	if len(p.own) == 0 {
		return ms
	}
	mine := p.ownMentions()
	kept := notOver(ms, mine)
	for _, m := range mine {
		if m.typ.IsValue() {
			p.ownValues = append(p.ownValues, m)
		} else {
			kept = append(kept, m)
		}
	}
	return kept
}

// ownMentions returns the places of the user's own names.
func (p *page) ownMentions() []nameMention {
	var ms []nameMention
	for _, o := range p.own {
		from, to := p.TokensIn(o.Span)
		if from == to {
			continue
		}
		t := entity.Type(p.owners[o.Owner].Type)
		m := nameMention{Span: o.Span, from: from, to: to, typ: t, score: 1, owner: o.Owner + 1, pass: "own-names"}
		if t == entity.Person {
			m.honor = p.honorific(from)
		}
		ms = append(ms, m)
	}
	return ms
}

// notOver returns the names that none of the others, which are in order, overlaps.
func notOver(ms, others []nameMention) []nameMention {
	kept := make([]nameMention, 0, len(ms)+len(others))
	k := 0
	for _, m := range ms {
		for k < len(others) && others[k].to <= m.from {
			k++
		}
		if k == len(others) || others[k].from >= m.to {
			kept = append(kept, m)
		}
	}
	return kept
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
		e.Mentions = append(e.Mentions, entity.Mention{Excerpt: m.Cut(p.Text), Type: m.typ, Kind: entity.Val, Pass: m.pass})
		name := m.Of(p.Text)
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
