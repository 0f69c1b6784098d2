package attribution

import (
	"slices"
	"strings"
	"unicode"

	"dictum.example/text"
)

// replacements are groups that take the place of what the network found there.
type replacements struct {
	groups []*group
	places []text.Span
	sorted bool
}

// replace has a group take the place of what has a piece there.
func (a *article) replace(place text.Span, g *group) {
	a.sign(g)
	a.found.groups = append(a.found.groups, g)
	a.found.places = append(a.found.places, place)
}

// holds reports whether one of the places is s.
func (r *replacements) holds(s text.Span) bool { return slices.Contains(r.places, s) }

// touch reports whether a group has a piece in one of the places.
func (r *replacements) touch(g *group) bool {
	if !r.sorted {
		slices.SortFunc(r.places, func(x, y text.Span) int { return x.Start - y.Start })
		r.sorted = true
	}
	return slices.ContainsFunc(g.pieces, func(p piece) bool {
		i := firstAfter(r.places, p.Start, func(s text.Span) int { return s.End })
		return i < len(r.places) && r.places[i].Overlaps(p.Span)
	})
}

// A labelledLine is a block that begins with a label and a colon, or "Q" or "A" and a stop or a wide space.
type labelledLine struct {
	text.Span
	index       int // of the block
	label, rest text.Span
	bare        bool // no mark stands behind the label
}

// maxLabel is the length in bytes beyond which no label is looked for.
const maxLabel = 60

func (a *article) labelledLines() []labelledLine {
	var out []labelledLine
	for i, b := range a.Layout.Blocks {
		line := b.Span
		if b.Kind == text.Dateline && i+1 < len(a.Layout.Blocks) {
			line.End = a.Layout.Blocks[i+1].End // a label may look like a dateline
		}
		s := line.Of(a.text)
		colon := endOfLabel(s)
		if colon < 1 || colon+1 >= len(s) || s[colon+1] != ' ' && s[colon+1] != '\t' {
			continue
		}
		rest := strings.TrimLeft(s[colon+1:], " \t")
		if rest == "" {
			continue
		}
		label := len(s) - len(strings.TrimLeft(s, "\"“‘'")) // each paragraph of a long quotation has an opening mark
		out = append(out, labelledLine{Span: line, index: i,
			bare: s[colon] == ' ' || s[colon] == '\t', label: text.Span{Start: line.Start + min(label, colon), End: line.Start + colon},
			rest: text.Span{Start: line.End - len(rest), End: line.End}})
	}
	return out
}

// endOfLabel returns where the colon of a line's label stands, or the stop or the wide space behind "Q" and "A", or -1.
func endOfLabel(s string) int {
	if stop := strings.IndexByte(s[:min(len(s), 5)], '.'); stop > 0 && isQA(s[:stop]) { // "Q. Will you run?"
		return stop
	}
	if len(s) > 2 && isQA(s[:1]) && strings.Trim(s[1:3], " \t") == "" { // "Q    Will you run?"
		return 1
	}
	return strings.IndexByte(s[:min(len(s), maxLabel)], ':')
}

// turn returns the group of what a label introduces.
func (b *labelledLine) turn(verbatim bool) *group {
	g := apart(piece{Span: b.rest, label: none, p: .9}, 1)
	g.label, g.verbatim = &b.label, verbatim
	if !b.bare {
		g.mark = &text.Span{Start: b.label.End, End: b.label.End + 1}
	}
	return g
}

// isQA reports whether a label is that of a question or an answer, which may have a number: "Q", "A12".
func isQA(s string) bool {
	if s == "" || s[0] != 'Q' && s[0] != 'A' || len(s) > 4 {
		return false
	}
	return strings.Trim(s[1:], "0123456789") == ""
}

// isAnswer reports whether a label is that of an answer.
func isAnswer(s string) bool { return s != "" && s[0] == 'A' && isQA(s) }

// isCapitals reports whether a label has two letters or more, all of them
// capitals, in at most four words.
func isCapitals(s string) bool {
	letters := 0
	for _, r := range s {
		switch {
		case unicode.IsLower(r):
			return false
		case unicode.IsLetter(r):
			letters++
		case unicode.IsNumber(r):
			return false
		}
	}
	return letters >= 2 && len(strings.Fields(s)) <= 4
}

// isPerson reports whether the span is the name of a person and nothing else.
func (a *article) isPerson(s text.Span) bool {
	refs := a.entities.In(s)
	return len(refs) == 1 && refs[0].IsPersonName() && refs[0].Span == s
}
