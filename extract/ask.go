package extract

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"dictum.example/entity"
	"dictum.example/quote"
	"dictum.example/text"
)

// Entity returns the entity that has the name, or else the alias, in whatever case. Of
// several it is the one that is mentioned most often, and for none nil.
func (d *Document) Entity(name string) *entity.Entity {
	var best *entity.Entity
	rank := func(e *entity.Entity) int {
		if strings.EqualFold(e.Name, name) {
			return 2
		}
		if slices.ContainsFunc(e.Aliases, func(a string) bool { return strings.EqualFold(a, name) }) {
			return 1
		}
		return 0
	}
	most := 0
	for _, e := range d.Entities {
		if r := rank(e); r > most || r > 0 && r == most && len(e.Mentions) > len(best.Mentions) {
			best, most = e, r
		}
	}
	return best
}

// Mentions yields the mentions that lie within s, in the order of the text, each with
// its entity.
func (d *Document) Mentions(s text.Span) iter.Seq2[entity.Mention, *entity.Entity] {
	type mention struct {
		entity.Mention
		of *entity.Entity
	}
	return func(yield func(entity.Mention, *entity.Entity) bool) {
		var found []mention
		for _, e := range d.Entities {
			for _, m := range e.Mentions {
				if s.Contains(m.Span) {
					found = append(found, mention{m, e})
				}
			}
		}
		slices.SortStableFunc(found, func(a, b mention) int { return cmp.Or(a.Start-b.Start, b.End-a.End) })
		for _, m := range found {
			if !yield(m.Mention, m.of) {
				return
			}
		}
	}
}

// About returns the entities that the content of q mentions, in the order of the text and
// without dates and numbers. Who speaks counts only where the content names them: "I" is
// not what they speak about.
func (d *Document) About(q *quote.Quote) []*entity.Entity {
	var about []*entity.Entity
	seen := map[*entity.Entity]bool{}
	speakers := q.Speakers()
	for _, piece := range q.Content {
		for m, e := range d.Mentions(piece.Span) {
			if seen[e] || m.Kind == entity.Val || m.Kind != entity.Name && slices.Contains(speakers, e) {
				continue
			}
			seen[e] = true
			about = append(about, e)
		}
	}
	return about
}
