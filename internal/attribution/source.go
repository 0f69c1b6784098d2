package attribution

import (
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/lexicon"
	"dictum.example/internal/resolve"
	"dictum.example/quote"
	"dictum.example/text"
)

// sourcing are the sieves for a quote's source: the first that answers decides, be it that there is none.
var sourcing = []finder{givenSource, linkedSource, subjectBeside, agent}

// A finder is a sieve that finds the source of a group's quote. The span is empty where the quote has none.
type finder struct {
	Pass
	find func(a *article, g *group, q *quote.Quote) (source text.Span, ok bool)
}

// setSource gives a quote its source, and what that tells.
func (a *article) setSource(g *group, q *quote.Quote) {
	s, by := a.sourceOf(g, q)
	if s.Len() == 0 || g.cue != none && g.label == nil && s.End <= q.Cue.Start && isAddressed(q.Cue.Text) {
		return
	}
	q.Source = excerpt(a.text, s)
	q.Passes.Source = by
	if q.Polarity == quote.Affirmed && g.cue != none && isNobody(q.Source.Text) {
		q.Polarity = quote.Declined
	}
}

// sourceOf returns the source of a group's quote, or an empty span, and the sieve that found it.
func (a *article) sourceOf(g *group, q *quote.Quote) (source text.Span, by string) {
	for _, f := range sourcing {
		if !a.runs(f.Pass) {
			continue
		}
		if s, ok := f.find(a, g, q); ok {
			return s, f.Name
		}
	}
	return text.Span{}, ""
}

// isNobody reports whether a source begins with what says that nobody says it.
func isNobody(source string) bool {
	first := leading(source)
	return lexicon.NegativePronoun.Has(first) || first == "no" && leading(strings.TrimPrefix(source[len(first):], " ")) == "one"
}

var givenSource = finder{Pass{
	Name: "given", Purpose: "A label, a signature and what a step has found in the content are sources.",
}, func(_ *article, g *group, _ *quote.Quote) (text.Span, bool) {
	if g.label == nil {
		return text.Span{}, false
	}
	return *g.label, true
}}

var linkedSource = finder{Pass{
	Name: "linked", Purpose: "The source that the network gives to the cue is the quote's, but for the “it” of hearsay.",
}, func(a *article, g *group, _ *quote.Quote) (text.Span, bool) {
	if g.source == none {
		return text.Span{}, false
	}
	s := a.outside(a.Sources[g.source].Span)
	if words := s.Of(a.text); isEmpty(words) || strings.EqualFold(words, "it") && isHearsay(a.Cues[g.cue].Of(a.text)) {
		return text.Span{}, true
	}
	return s, true
}}

// outside returns the part of a source before the quoted passage that it runs into.
func (a *article) outside(s text.Span) text.Span {
	for _, q := range a.passagesIn(s) {
		if q.group != nil && q.Start > s.Start && q.End > s.End {
			return a.trim(text.Span{Start: s.Start, End: q.Start})
		}
	}
	return s
}

var subjectBeside = finder{Pass{
	Name:    "beside",
	Purpose: "The person named right before or behind a cue without a source is it, and so is the pronoun that is the cue's subject.",
}, func(a *article, g *group, _ *quote.Quote) (text.Span, bool) {
	if g.cue == none {
		return text.Span{}, false
	}
	s := a.beside(a.Cues[g.cue].Span)
	if g.touches(s) {
		return text.Span{}, true
	}
	return s, s.Len() > 0
}}

// beside returns the person right before or behind a cue to which the network gives no source, a name or
// the pronoun that is the cue's subject, or an empty span.
func (a *article) beside(cue text.Span) text.Span {
	if t := a.tokenBefore(cue.Start); t != nil && a.isSubject(t.Span) {
		return t.Span
	}
	k := a.Layout.SentenceAt(cue.Start)
	if k < 0 {
		return text.Span{}
	}
	s := a.Layout.Sentences[k]
	s.Start, s.End = max(s.Start, cue.Start-reach), min(s.End, cue.End+reach)
	for _, r := range a.entities.In(s) {
		before := r.End <= cue.Start && strings.TrimSpace(a.text[r.End:cue.Start]) == ""
		behind := r.Start >= cue.End && strings.TrimSpace(a.text[cue.End:r.Start]) == ""
		if (before || behind) && r.IsPersonName() && !a.inPassage(r.Start) {
			return r.Span
		}
	}
	return text.Span{}
}

var agent = finder{Pass{
	Name:    "agent",
	Purpose: "Who is named behind the “by” that follows the content of a passive cue is the source: dubbed “a liar” by Nora Lind.",
}, func(a *article, g *group, q *quote.Quote) (text.Span, bool) {
	if g.cue == none || !isPassive(q.Cue.Text) {
		return text.Span{}, false
	}
	s := a.agent(g.pieces[len(g.pieces)-1].End)
	return s, s.Len() > 0 && !g.touches(s)
}}

// agent returns who is named, with a title or none, behind the "by" that follows the offset, or an empty span.
func (a *article) agent(end int) text.Span {
	k := a.Layout.SentenceAt(end - 1)
	if k < 0 {
		return text.Span{}
	}
	limit := max(end, min(a.Layout.Sentences[k].End, end+reach))
	after := strings.TrimLeft(a.text[end:limit], " ")
	phrase, ok := strings.CutPrefix(after, "by ")
	if !ok {
		return text.Span{}
	}
	start := limit - len(phrase)
	if stop := strings.IndexAny(phrase, ",;:()“”\""); stop >= 0 {
		limit = start + stop
	}
	for _, r := range a.entities.In(text.Span{Start: start, End: limit}) {
		if r.IsPersonName() && !a.doc.IsPossessor(r.End) && (r.Start == start || resolve.IsTitled(a.text[start:r.Start])) {
			return text.Span{Start: start, End: r.End}
		}
	}
	return text.Span{}
}

// isPlace reports whether s is a place and nothing else, in a paragraph that it opens.
func (a *article) isPlace(s text.Span) bool {
	refs := a.entities.In(s)
	b, _ := a.blockOf(s.Start)
	return len(refs) == 1 && refs[0].Type == entity.GPE && refs[0].Span == s && b.Start == s.Start && b.Kind == text.Paragraph
}
