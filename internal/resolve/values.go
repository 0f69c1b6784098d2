package resolve

import (
	"slices"
	"sort"
	"time"

	"dictum.example/entity"
	"dictum.example/internal/value"
	"dictum.example/text"
)

// maxValueAliases bounds the forms of a value that are kept.
const maxValueAliases = 64

// A valueKey is what mentions of one value have in common: the value, or for one that is open
// the words.
type valueKey struct {
	typ  entity.Type
	val  value.Value
	text string
}

// A valueList gathers the entities of values, in the order of their first mentions.
type valueList struct {
	text     string
	entities []*entity.Entity
	byKey    map[valueKey]*entity.Entity
	names    []nameMention // in order; they win where a value overlaps them
	passed   int           // names that end before the last place that was asked for
}

// values returns the entities of the dates, times, numbers and amounts: one for
// each value. Names win where they overlap.
func (p *page) values(published time.Time, ms []nameMention) []*entity.Entity {
	found := value.Finder{Watch: p.Watch, Without: p.without}.Find(p.Reading.Layout, published)
	list := &valueList{text: p.Text, entities: p.ownValuesOf(found), byKey: map[valueKey]*entity.Entity{}, names: ms}
	if len(list.entities) > 0 {
		list.names = append(slices.Clone(ms), p.ownValues...)
		sort.SliceStable(list.names, func(i, j int) bool { return list.names[i].Start < list.names[j].Start })
	}
	k := 0
	for _, l := range p.labels {
		if !entity.Type(l.Type).IsValue() || l.Len() == 0 || l.Of(p.Text) == "" {
			continue
		}
		for ; k < len(found) && found[k].End <= l.Start; k++ {
			p.Step()
			list.add(found[k].Span, entity.Type(found[k].Type), &found[k].Value, found[k].Pass)
		}
		if k == len(found) || !found[k].Overlaps(l.Span) {
			list.add(l.Span, entity.Type(l.Type), nil, "labels")
		}
	}
	for ; k < len(found); k++ {
		p.Step()
		list.add(found[k].Span, entity.Type(found[k].Type), &found[k].Value, found[k].Pass)
	}
	return list.entities
}

// add adds a mention of a value that a pass found, of which v is nil where only the network found it,
// unless a name overlaps it. Mentions come in order.
func (x *valueList) add(s text.Span, t entity.Type, v *value.Value, pass string) {
	if !x.isFree(s) {
		return
	}
	name := s.Of(x.text)
	k := valueKey{typ: t}
	if v != nil {
		k.val = *v
	}
	if k.val.Open() {
		k.text = fold(name)
	}
	e := x.byKey[k]
	switch {
	case e == nil:
		e = &entity.Entity{Type: t, Name: name, Value: v}
		x.byKey[k] = e
		x.entities = append(x.entities, e)
	case name != e.Name && !slices.Contains(e.Aliases, name) && len(e.Aliases) < maxValueAliases:
		e.Aliases = append(e.Aliases, name)
	}
	e.Mentions = append(e.Mentions, entity.Mention{Excerpt: s.Cut(x.text), Type: t, Kind: entity.Val, Pass: pass})
}

// isFree reports whether no name overlaps s, which is not before a place that was asked for already.
func (x *valueList) isFree(s text.Span) bool {
	for x.passed < len(x.names) && x.names[x.passed].End <= s.Start {
		x.passed++
	}
	return x.passed == len(x.names) || !x.names[x.passed].Overlaps(s)
}
