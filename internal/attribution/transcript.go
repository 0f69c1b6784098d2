package attribution

import (
	"slices"
	"strings"

	"dictum.example/text"
)

var transcript = step{Pass{
	Name:    "transcript",
	Purpose: "Neighbouring lines with labels in capitals, with “Q” and “A” or with names of people are the turns of a talk.",
}, (*article).transcribe}

// maxTurn is over how many paragraphs a turn is followed, up to the next one.
const maxTurn = 12

// transcribe makes a group of each turn of a transcript or interview, with the paragraphs without a label up to the next one.
func (a *article) transcribe() {
	turns, speakers := a.turns()
	if speakers < 2 {
		return
	}
	for i, t := range turns {
		near := i > 0 && turns[i-1].index >= t.index-2 || i+1 < len(turns) && turns[i+1].index <= t.index+2
		if !near {
			continue
		}
		place, g := t.Span, t.turn(true)
		if i+1 < len(turns) && turns[i+1].index-t.index <= maxTurn {
			place.End = a.lengthen(g, place.End, a.Layout.Blocks[t.index+1:turns[i+1].index])
		}
		a.replace(place, g)
	}
}

// turns returns the lines that may be turns, and how many different labels they have.
func (a *article) turns() (turns []labelledLine, speakers int) {
	names := map[string]int{}
	for _, b := range a.labelledLines() {
		label := b.label.Of(a.text)
		if isQA(label) || isCapitals(label) || a.isPerson(b.label) {
			turns = append(turns, b)
			names[label]++
		}
	}
	turns = slices.DeleteFunc(turns, func(b labelledLine) bool { // "FORWARDS: Beck (Halden), Holm (Lund)"
		return names[b.label.Of(a.text)] == 1 && strings.Count(b.rest.Of(a.text), "(") > 1 && !a.isPerson(b.label)
	})
	return turns, len(names)
}

// lengthen adds to a turn that ends at the offset the paragraphs that follow it, but for what is in brackets, and returns where it ends.
func (a *article) lengthen(g *group, end int, blocks []text.Block) int {
	for _, b := range blocks {
		if b.Kind == text.Paragraph && b.Start >= end && !strings.ContainsAny(b.Of(a.text)[:1], "([") {
			g.pieces = append(g.pieces, piece{Span: b.Span, label: none, p: .9})
			end = b.End
		}
	}
	return end
}

var headline = step{Pass{
	Name: "headline", Purpose: "A headline that begins with a person's name and a colon says what that person says.",
}, (*article).headlines}

func (a *article) headlines() {
	for _, b := range a.labelledLines() {
		first := b.index == 0 || a.Layout.Blocks[b.index].Kind == text.Headline
		if first && a.isPerson(b.label) && !a.covered(b.rest) && !a.found.holds(b.Span) {
			a.replace(b.Span, b.turn(false))
		}
	}
}

// covered reports whether a group has a piece in s.
func (a *article) covered(s text.Span) bool {
	return slices.ContainsFunc(a.groups, func(g *group) bool { return g.touches(s) })
}
