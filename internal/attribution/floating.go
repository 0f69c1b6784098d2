package attribution

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
		if q.group != nil {
			continue
		}
		p := piece{q.Span, none, .5}
		if q.group = a.goesOn(i); q.group != nil {
			q.group.pieces = append(q.group.pieces, p)
			continue
		}
		if !a.isSentence(q.Span) {
			continue
		}
		q.group = &group{pieces: []piece{p}, cue: none, source: none, p: .5}
		a.groups = append(a.groups, q.group)
	}
}

// bullets are what stands before the items of a list.
const bullets = "•▪◦‣●*–—- \u00a0\t"

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
	if block := a.Layout.Blocks[a.Layout.BlockAt(s.Start)].Start; before == "" || strings.Trim(a.text[block:max(block, min(s.Start, block+8))], bullets) == "" && s.Start-block < 8 {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(before)
	return strings.ContainsRune(".!?…:”\"’'", r)
}

// goesOn returns the group that passage i continues: of the passage before it,
// where that one was left open over the paragraph's end, broke off at a comma in
// the same sentence ("…,” she said, “…"), or was closed in the same paragraph.
func (a *article) goesOn(i int) *group {
	if i == 0 || a.passages[i-1].group == nil {
		return nil
	}
	last, q := a.passages[i-1], a.passages[i]
	switch {
	case a.staysOpen(i - 1):
		return last.group
	case a.Layout.BlockAt(last.Start) != a.Layout.BlockAt(q.Start):
		return nil
	case a.isSentence(q.Span), a.breaksOff(last) && a.cueBetween(last, q):
		return last.group
	}
	return nil
}

// cueBetween reports whether the cue of passage x stands between it and y, in one sentence.
func (a *article) cueBetween(x, y passage) bool {
	if x.group.cue == none || strings.ContainsAny(a.text[x.End:y.Start], ".!?") {
		return false
	}
	cue := a.Cues[x.group.cue]
	return x.End <= cue.Start && cue.End <= y.Start
}

// breaksOff reports whether a passage ends in a comma.
func (a *article) breaksOff(q passage) bool {
	inner := strings.TrimRightFunc(a.text[q.Open.End:q.Close.Start], unicode.IsSpace)
	return strings.HasSuffix(inner, ",") || strings.HasPrefix(a.text[q.End:], ",")
}
