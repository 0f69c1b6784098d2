package attribution

import (
	"strings"

	"dictum.example/text"
)

var caption = claim{Pass{
	Name: "caption",
	Purpose: "The words on a thing are a content of their own: a selfie captioned “Home at last”, " +
		"a banner reading “Ban the bomb”.",
}, func(a *article, i int) *group {
	q := a.passages[i]
	thing := a.bearer(q.Start)
	if !q.Closed() || thing.Len() == 0 {
		return nil
	}
	g := apart(piece{Span: q.Span}, .5)
	g.pieces = nil // the passage is added by whoever asks
	g.label = &thing
	return g
}}

// maxBearing is how many bytes before a quotation are looked at for what bears it.
const maxBearing = 80

// bearer returns what bears the words that begin at the offset: the noun phrase, or who posts it, before "captioned" or "reading"; or
// an empty span.
func (a *article) bearer(at int) text.Span {
	k := a.Layout.SentenceAt(at)
	if k < 0 {
		return text.Span{}
	}
	s := text.Span{Start: max(a.Layout.Sentences[k].Start, at-maxBearing), End: at}
	from, to := a.doc.TokensIn(s)
	tokens := a.doc.Stretch(from, to)
	for i := max(1, tokens.Len()-maxBearingTokens); i < tokens.Len(); i++ {
		if m, ok := phrases().Pattern("bearing").Match(tokens, i); ok {
			if x, y, ok := m.Capture("what"); ok {
				return text.Span{Start: a.doc.Tokens[from+x].Start, End: a.doc.Tokens[from+y-1].End}
			}
			return a.thingBefore(a.doc.Tokens[from+i].Start, s)
		}
	}
	return text.Span{}
}

// maxBearingTokens bounds the phrase between a thing and its words.
const maxBearingTokens = 4

// thingBefore returns the noun phrase that ends at the offset: from the last article in s, if that is not far.
func (a *article) thingBefore(at int, s text.Span) text.Span {
	before := a.text[s.Start:at]
	low := " " + strings.ToLower(before)
	start := -1
	for _, article := range []string{" a ", " an ", " the ", " his ", " her ", " their "} {
		start = max(start, strings.LastIndex(low, article))
	}
	if start < 0 {
		start = strings.LastIndexByte(strings.TrimRight(low, " "), ' ')
	}
	thing := a.trim(text.Span{Start: s.Start + max(0, start), End: at})
	if thing.Len() <= 0 || strings.HasSuffix(strings.TrimRight(before, " "), ",") || strings.ContainsAny(thing.Of(a.text), ",;:.“”\"") {
		return text.Span{}
	}
	return thing
}
