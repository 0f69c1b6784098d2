package attribution

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dictum.example/quote"
	"dictum.example/text"
)

// quote makes the quote of a group, but for its speaker.
func (a *article) quote(g *group) *quote.Quote {
	q := &quote.Quote{Polarity: quote.Affirmed, Speech: true, Passes: quote.Passes{Content: signatures(g)}}
	certain := a.content(g, q)
	a.setCue(g, q)
	a.setSource(g, q)
	statement := a.setSpeech(g, q)
	g.confidence = a.evidence(g, q, certain, statement)
	q.Confidence = confidence(g.confidence)
	q.Nested = a.nestedIn(q)
	return q
}

// signatures returns the steps that had a hand in a group and its pieces, each once.
func signatures(g *group) []string {
	var out []string
	add := func(name string) {
		if name != "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	for _, p := range g.pieces {
		add(p.signed)
	}
	for _, name := range g.signed {
		add(name)
	}
	return out
}

// content gives a quote its content, and returns how likely it is one.
func (a *article) content(g *group, q *quote.Quote) float64 {
	var texts []string
	certain := float64(g.p)
	for _, p := range g.pieces {
		q.Content = append(q.Content, p.Cut(a.text))
		texts = append(texts, p.Of(a.text))
		certain *= float64(p.p)
	}
	q.Text = strings.Join(texts, " … ")
	q.Quoted = a.quoted(g.pieces)
	q.Kind = a.kind(g.pieces, q.Quoted)
	if g.verbatim {
		q.Kind = quote.Direct
	}
	return certain
}

// setCue gives a quote its cue, and what that tells.
func (a *article) setCue(g *group, q *quote.Quote) {
	switch {
	case g.mark != nil:
		q.Cue = excerpt(a.text, *g.mark)
	case g.cue != none:
		q.Cue = excerpt(a.text, a.Cues[g.cue].Span)
	}
	if g.cue != none {
		q.Polarity = polarity(q.Cue.Text)
	}
}

// nestedIn returns what the speaker quotes in turn: the closed passages inside the
// quoted content that are more than a word and end as sentences or clauses do.
// Who said it, the quoted words alone would tell; it is left open.
func (a *article) nestedIn(q *quote.Quote) []*quote.Quote {
	var out []*quote.Quote
	for _, c := range q.Quoted {
		i, _ := slices.BinarySearchFunc(a.doc.Nested, c.Start, func(n text.Quotation, at int) int { return n.Start - at })
		for ; i < len(a.doc.Nested) && a.doc.Nested[i].End <= c.End; i++ {
			if n := a.doc.Nested[i]; a.isClause(n) {
				x := n.Cut(a.text)
				out = append(out, &quote.Quote{Kind: quote.Direct, Text: x.Text, Content: []text.Excerpt{x}, Quoted: []text.Excerpt{x},
					Polarity: quote.Affirmed, Speech: true, Confidence: q.Confidence})
			}
		}
	}
	return out
}

// isClause reports whether a quotation is closed, has more than a word, and ends as sentences or clauses do.
func (a *article) isClause(n text.Quotation) bool {
	inner := strings.TrimRightFunc(a.text[n.Open.End:n.Close.Start], unicode.IsSpace)
	last, _ := utf8.DecodeLastRuneInString(inner)
	return n.Closed() && wordsIn(inner) >= 2 && strings.ContainsRune(".,!?…", last)
}

func excerpt(s string, at text.Span) *text.Excerpt {
	x := at.Cut(s)
	return &x
}

// quoted returns the parts of the pieces that stand inside quotation marks.
func (a *article) quoted(pieces []piece) []text.Excerpt {
	var out []text.Excerpt
	for _, p := range pieces {
		for _, q := range a.passagesIn(p.Span) {
			s := text.Span{Start: max(p.Start, q.Start), End: min(p.End, q.End)}
			if wordsIn(s.Of(a.text)) > 0 {
				out = append(out, s.Cut(a.text))
			}
		}
	}
	return out
}

// kind tells how much of the pieces is quoted: all words, some, or none.
func (a *article) kind(pieces []piece, quoted []text.Excerpt) quote.Kind {
	if len(quoted) == 0 {
		return quote.Indirect
	}
	all, inside := 0, 0
	for _, p := range pieces {
		all += wordsIn(p.Of(a.text))
	}
	for _, q := range quoted {
		inside += wordsIn(q.Text)
	}
	if inside >= all {
		return quote.Direct
	}
	return quote.Mixed
}
