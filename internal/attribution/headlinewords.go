package attribution

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"dictum.example/entity"
	"dictum.example/internal/doc"
	"dictum.example/internal/gazetteer"
	"dictum.example/internal/resolve"
	"dictum.example/text"
)

var headlineWords = claim{Pass{
	Name: "headline-words", Purpose: "What stands between marks in a headline is a content where a colon or dash parts it from the rest, " +
		"or a noun stands before lower case: ‘Never again’: survivors speak, Minister ‘furious’ at leak.",
}, func(a *article, i int) *group {
	if q := a.passages[i]; !q.Closed() || !a.isHeadlineAt(q.Start) || !a.standsApart(q.Span) {
		return nil
	}
	g := &group{cue: none, source: none, p: .5}
	who := a.dashed(a.passages[i].Span)
	if who.Len() == 0 {
		who = a.whoIsSo(a.passages[i].Start)
	}
	if who.Len() > 0 {
		g.label = &who
	}
	return g
}}

// dashed returns what follows a quotation and a dash or colon in its line, the first name or few words, or an empty span.
func (a *article) dashed(q text.Span) text.Span {
	b, _ := a.blockOf(q.Start)
	rest := text.Span{Start: min(q.End, b.End), End: b.End}
	m := parting.FindStringIndex(rest.Of(a.text))
	if m == nil || strings.TrimSpace(a.text[b.Start:q.Start]) != "" {
		return text.Span{}
	}
	who := a.trim(text.Span{Start: rest.Start + m[1], End: rest.End})
	r := a.entities.Opener(who)
	named := r != nil && resolve.MaySpeak(r.Type) && r.Span == who
	if !named && (a.text[q.End] == ':' || wordsIn(who.Of(a.text)) > maxSubject) {
		return text.Span{}
	}
	return who
}

// parting is what parts a quotation that opens a headline from who says it.
var parting = regexp.MustCompile(`^(?::| [—–-])\s+`)

var headlineAlone = sieve{Pass{
	Name: "headline-alone", Purpose: "Words between marks in a headline are of nobody whom another line names.",
}, func(a *article, u *utterance) (speaker, bool) {
	at := u.Content[0].Start
	return speaker{}, u.isBare() && a.isHeadlineAt(at) && a.standsApart(u.Content[0].Span)
}}

// isHeadlineAt reports whether the offset is in a headline or a heading, or in a line above the first paragraph that is no sentence.
func (a *article) isHeadlineAt(at int) bool {
	b, i := a.blockOf(at)
	if b.Kind == text.Headline || b.Kind == text.Heading {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(b.Of(a.text))
	return i <= maxHeadlineBlock && !strings.ContainsRune(".!?”\"", last) && b.Len() <= maxHeadlineLine && i+1 < len(a.Layout.Blocks)
}

const (
	maxHeadlineBlock = 2   // the last block that is looked at as a headline
	maxHeadlineLine  = 120 // bytes
)

// standsApart reports whether a quotation in a headline is parted from the rest by a colon or dash, or begins in lower case.
func (a *article) standsApart(q text.Span) bool {
	b, _ := a.blockOf(q.Start)
	if !b.Contains(q) {
		return false
	}
	behind, before := strings.TrimLeft(a.text[q.End:b.End], " "), strings.TrimRight(a.text[b.Start:q.Start], " ")
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(q.Of(a.text), "'‘’\"“”"))
	if unicode.IsLower(first) && b.Kind != text.Heading && a.isNounBefore(q.Start) || strings.HasSuffix(before, ":") {
		return true
	}
	sign, _ := utf8.DecodeRuneInString(behind)
	return before == "" && strings.ContainsRune(":-–—", sign)
}

// tokenBefore returns the token that ends before the offset in its line, with one space between, or nil.
func (a *article) tokenBefore(at int) *doc.Token {
	b, _ := a.blockOf(at)
	from, to := a.doc.TokensIn(text.Span{Start: b.Start, End: at})
	if from >= to || a.doc.Tokens[to-1].End+1 != at {
		return nil
	}
	return &a.doc.Tokens[to-1]
}

// isNounBefore reports whether a noun or name stands before the offset.
func (a *article) isNounBefore(at int) bool {
	t := a.tokenBefore(at)
	return t != nil && !t.IsPunct() && (t.Name != doc.None || t.Tags == "" || t.Tags[0] == 'N' || gazetteer.PersonNoun(t.Lower))
}

// whoIsSo returns the noun for a person or the name before the offset, of whom the words behind it are said, or an empty span.
func (a *article) whoIsSo(at int) text.Span {
	t := a.tokenBefore(at)
	switch {
	case t == nil || strings.HasSuffix(strings.TrimRight(a.text[:at], " "), ":"):
		return text.Span{}
	case t.Name == doc.None && gazetteer.PersonNoun(t.Lower):
		return t.Span
	}
	b, _ := a.blockOf(at)
	for _, r := range a.entities.In(text.Span{Start: b.Start, End: at}) {
		if r.End == t.End && r.Kind == entity.Name && resolve.MaySpeak(r.Type) {
			return r.Span
		}
	}
	return text.Span{}
}
