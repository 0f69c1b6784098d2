package attribution

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dictum.example/text"
)

// floating are the sieves for a quoted passage that the network took for no content: the first that knows what
// it belongs to decides.
var floating = []claim{openParagraph, sameParagraph, brokenOff, caption, headlineWords, alone}

// A claim is a sieve that tells which group passage i belongs to, an old or a new one, or nil.
type claim struct {
	Pass
	group func(a *article, i int) *group
}

// float gives the passages that no group has claimed to a group.
func (a *article) float() {
	for i := range a.passages {
		a.doc.Step()
		if q := &a.passages[i]; q.group == nil {
			q.group = a.claimant(i)
		}
	}
}

// claimant returns the group that claims passage i, which is now one of its pieces, or nil.
func (a *article) claimant(i int) *group {
	for _, c := range floating {
		if !a.runs(c.Pass) {
			continue
		}
		g := c.group(a, i)
		if g == nil {
			continue
		}
		if len(g.pieces) == 0 {
			a.groups = append(a.groups, g)
		}
		g.pieces = append(g.pieces, piece{Span: a.passages[i].Span, label: none, p: .5})
		g.signed = append(g.signed, c.Name)
		return g
	}
	return nil
}

var openParagraph = claim{Pass{
	Name: "open-paragraph", Purpose: "A quotation goes on in the next paragraph where it was left open at the end of the last.",
}, func(a *article, i int) *group {
	if i == 0 || !a.staysOpen(i-1) {
		return nil
	}
	return a.passages[i-1].group
}}

var sameParagraph = claim{Pass{
	Name: "same-paragraph", Purpose: "A sentence in quotation marks goes on with the content of the quotation before it in its paragraph.",
}, func(a *article, i int) *group {
	if !a.followsOn(i) || !a.isSentence(a.passages[i].Span) {
		return nil
	}
	return a.passages[i-1].group
}}

var brokenOff = claim{Pass{
	Name: "broken-off", Purpose: "A quotation goes on with one that broke off at a comma in the same sentence: “…,” she said, “…”",
}, func(a *article, i int) *group {
	if !a.followsOn(i) || !a.breaksOff(a.passages[i-1]) || !a.cueBetween(a.passages[i-1], a.passages[i]) {
		return nil
	}
	return a.passages[i-1].group
}}

var alone = claim{Pass{
	Name: "alone", Purpose: "A sentence in quotation marks that belongs to no other quotation is a content of its own.",
}, func(a *article, i int) *group {
	if !a.isSentence(a.passages[i].Span) {
		return nil
	}
	return &group{cue: none, source: none, p: .5}
}}

// followsOn reports whether passage i has a content before it in its paragraph.
func (a *article) followsOn(i int) bool {
	return i > 0 && a.passages[i-1].group != nil && a.Layout.BlockAt(a.passages[i-1].Start) == a.Layout.BlockAt(a.passages[i].Start)
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
	return a.opensSentence(s.Start)
}

// opensSentence reports whether a sentence may begin at the offset: the text, an item of a list, or what follows
// a sentence or a colon.
func (a *article) opensSentence(at int) bool {
	before := strings.TrimRightFunc(a.text[:at], unicode.IsSpace)
	block := a.Layout.Blocks[a.Layout.BlockAt(at)].Start
	if before == "" || at-block < 8 && strings.Trim(a.text[block:at], bullets) == "" {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(before)
	return strings.ContainsRune(".!?…:”\"’'", r)
}
