package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dictum.example/text"
)

// float makes quotes of the passages that are sentences of their own and that
// the network took for no content: a quote goes on after its cue, over
// paragraphs, or has no cue at all.
func (a *article) float() {
	for i := range a.passages {
		q := &a.passages[i]
		if q.group != nil || !a.isSentence(q.Span) {
			continue
		}
		p := piece{q.Span, none, .5}
		if q.group = a.goesOn(i); q.group != nil {
			q.group.pieces = append(q.group.pieces, p)
			continue
		}
		q.group = &group{pieces: []piece{p}, cue: none, source: none, p: .5}
		a.groups = append(a.groups, q.group)
	}
}

// isSentence reports whether a passage is a sentence of its own, as against a
// word or phrase in quotation marks.
func (a *article) isSentence(s text.Span) bool {
	inner := strings.TrimFunc(s.Of(a.text), func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("\"“”„‟«»'‘’`", r)
	})
	first, _ := utf8.DecodeRuneInString(inner)
	last, _ := utf8.DecodeLastRuneInString(inner)
	if unicode.IsLower(first) || !strings.ContainsRune(".!?…,", last) {
		return false
	}
	before := strings.TrimRightFunc(a.text[:s.Start], unicode.IsSpace)
	if before == "" || a.Layout.Blocks[a.blockOf(s.Start)].Start == s.Start {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(before)
	return strings.ContainsRune(".!?…:”\"’'", r)
}

// goesOn returns the group that passage i continues: of the passage before it,
// where that one was left open over the paragraph's end or closed in the same paragraph.
func (a *article) goesOn(i int) *group {
	if i == 0 {
		return nil
	}
	before := a.passages[i-1]
	if before.group == nil {
		return nil
	}
	block, last := a.blockOf(a.passages[i].Start), a.blockOf(before.Start)
	if block == last || block == last+1 && !before.Closed() {
		return before.group
	}
	return nil
}
