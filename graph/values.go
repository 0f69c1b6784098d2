package graph

import (
	"slices"
	"strings"

	"dictum.example/entity"
	"dictum.example/fact"
	"dictum.example/text"
)

// A figure is a date, time, number or amount that the article gives: its value, and where it stands.
type figure struct {
	*entity.Entity
	iri   string
	spans []text.Span
}

// figures collects the values of the document. What is the same entity of the document is one node of its article.
func (r *reader) figures() {
	r.byValue = map[*entity.Entity]*figure{}
	for _, e := range r.doc.Entities {
		if e == nil || !isValue(e.Type) || oneLine(e.Name) == "" {
			continue
		}
		f := &figure{Entity: e}
		for _, m := range e.Mentions {
			if fits(m.Span, r.doc.Text) {
				f.spans = append(f.spans, m.Span)
			}
		}
		if len(f.spans) > 0 {
			f.iri = r.fresh("value/" + r.key + "/" + spanName(f.spans[0]))
			r.byValue[e] = f
			r.facts.figures = append(r.facts.figures, f)
		}
		if isAmount(e.Type) {
			for _, s := range f.spans {
				r.counted = append(r.counted, counted{s, f})
			}
		}
	}
	slices.SortStableFunc(r.counted, func(a, b counted) int { return a.Start - b.Start })
}

// amounts returns the figures that an event's predicate governs, and those in the words of who and what takes
// part in it: "at least 12 people died".
func (r *reader) amounts(e *fact.Event) (found []*figure) {
	add := func(f *figure) {
		if f != nil && !slices.Contains(found, f) {
			found = append(found, f)
		}
	}
	for _, x := range e.Amounts {
		add(r.byValue[x])
	}
	for _, p := range e.Participants {
		if p.Entity == nil {
			r.counts(p.Words.Span, add)
		}
	}
	return found
}

// maxLead is how many words may stand before the number that begins an expression: "at least 12 people".
const maxLead = 2

// counts calls f for the number or amount that begins the span, "more than" and the like before it.
func (r *reader) counts(s text.Span, f func(*figure)) {
	i, _ := slices.BinarySearchFunc(r.counted, s.Start, func(c counted, start int) int { return c.Start - start })
	if i == len(r.counted) || !s.Contains(r.counted[i].Span) {
		return
	}
	if c := r.counted[i]; len(strings.Fields(r.doc.Text[s.Start:c.Start])) <= maxLead {
		f(c.figure)
	}
}

// A counted is a number or amount at a place.
type counted struct {
	text.Span
	*figure
}

// isAmount reports whether values of type t tell how much or how many.
func isAmount(t entity.Type) bool {
	return t == entity.Cardinal || t == entity.Money || t == entity.Quantity || t == entity.Percent
}

// figure writes a value: its words, what they mean, and where they stand.
func (b *rdfBuilder) figure(f *figure) {
	r := resource{iri: f.iri}
	r.add("type", "d:Value")
	r.add("d:entityType", string(f.Type))
	r.add("schema:name", oneLine(f.Name))
	if v := f.Value; v != nil {
		optional(&r, "d:timex", v.Timex)
		optional(&r, "d:start", v.Start)
		optional(&r, "d:end", v.End)
		optional(&r, "d:number", v.Number)
		optional(&r, "d:upper", v.Upper)
		optional(&r, "d:unit", v.Currency+v.Unit)
		optional(&r, "d:modifier", v.Mod)
	}
	r.add("prov:wasDerivedFrom", b.iri)
	b.emit(r)
	b.places(f.iri, f.spans...)
}

// figureValues returns the values of a figure's columns.
func figureValues(f *figure) []string {
	row := []string{f.iri, field(f.Name), string(f.Type), "", "", "", "", ""}
	if v := f.Value; v != nil {
		row = append(row[:3], field(v.Start), field(v.End), field(v.Number), field(v.Upper), field(v.Currency+v.Unit))
	}
	return row
}
