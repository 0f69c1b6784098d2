package facts

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"dictum.example/entity"
	"dictum.example/entity/value"
	"dictum.example/fact"
	"dictum.example/internal/reader"
	"dictum.example/quote"
	"dictum.example/text"
)

var mark = regexp.MustCompile(`\[(\w+) ([A-Z_]+) |\{(\w+) |<|\]|\}|>`)

// article makes an article of marked text: "[n PERSON Nora Lind]" is a mention of the entity n, "{n chair of …}" a role of
// it, and "<…>" the content of a quote.
func article(t *testing.T, marked string) Article {
	t.Helper()
	var b strings.Builder
	var open []func(text.Span)
	byKey := map[string]*entity.Entity{}
	a := Article{Profiles: new(reader.Profiles)}
	last := 0
	var later []func(string)
	for _, m := range mark.FindAllStringSubmatchIndex(marked, -1) {
		b.WriteString(marked[last:m[0]])
		last = m[1]
		begin := b.Len()
		group := func(i int) string { return marked[m[2*i]:m[2*i+1]] }
		switch {
		case m[2] >= 0:
			key, typ := group(1), entity.Type(group(2))
			e := byKey[key]
			if e == nil {
				e = &entity.Entity{ID: key, Type: typ}
				byKey[key] = e
				a.Entities = append(a.Entities, e)
			}
			open = append(open, func(s text.Span) {
				s.Start = begin
				later = append(later, func(whole string) {
					e.Mentions = append(e.Mentions, entity.Mention{Excerpt: s.Cut(whole), Type: typ, Kind: entity.Name})
					if e.Name == "" {
						e.Name = s.Of(whole)
					}
					if typ == entity.Date {
						e.Value = &value.Value{Timex: s.Of(whole)}
					}
				})
			})
		case m[6] >= 0:
			key := group(3)
			open = append(open, func(s text.Span) {
				s.Start = begin
				later = append(later, func(whole string) { byKey[key].Roles = append(byKey[key].Roles, s.Cut(whole)) })
			})
		case marked[m[0]] == '<':
			open = append(open, func(s text.Span) {
				s.Start = begin
				later = append(later, func(whole string) {
					a.Quotes = append(a.Quotes, &quote.Quote{Content: []text.Excerpt{s.Cut(whole)}})
				})
			})
		default:
			open[len(open)-1](text.Span{End: begin})
			open = open[:len(open)-1]
		}
	}
	b.WriteString(marked[last:])
	for _, f := range later {
		f(b.String())
	}
	a.Layout = text.Parse(b.String())
	return a
}

// line returns a fact on one line.
func line(f *fact.Fact) string {
	s := fmt.Sprintf("%s %s", f.Subject.ID, f.Kind)
	if f.Words != nil {
		s += fmt.Sprintf(" %q", f.Words.Text)
	} else {
		s += " " + f.Object.ID
	}
	if f.Of != nil {
		s += " of " + f.Of.ID
	}
	if f.Standing != "" {
		s += " " + string(f.Standing)
	}
	for _, d := range []struct {
		name string
		date *fact.Date
	}{{"at", f.At}, {"from", f.From}, {"until", f.Until}} {
		if d.date != nil {
			s += fmt.Sprintf(" %s %v", d.name, d.date)
		}
	}
	if f.Modality != fact.Asserted {
		s += " " + string(f.Modality)
	}
	if f.Polarity == fact.Negated {
		s += " negated"
	}
	if f.Claim != nil {
		s += " claim"
	}
	return s
}
