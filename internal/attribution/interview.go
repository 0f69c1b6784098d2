package attribution

import (
	"strings"

	"dictum.example/text"
)

var interview = step{Pass{
	Name: "interview", Purpose: "The lines with one and the same label between unlabelled questions are the answers of an interview.",
}, (*article).interviews}

// interviews makes a group of each answer of one person, where a paragraph that asks stands before it.
func (a *article) interviews() {
	var answers []labelledLine
	for _, b := range a.labelledLines() {
		if b.index > 0 && a.endsAsking(b.index-1) && (a.isPerson(b.label) || isCapitals(b.label.Of(a.text))) && !a.found.holds(b.Span) {
			answers = append(answers, b)
		}
	}
	count := map[string]int{}
	for _, b := range answers {
		count[b.label.Of(a.text)]++
	}
	for i, b := range answers {
		if count[b.label.Of(a.text)] < 2 {
			continue
		}
		place, g := b.Span, b.turn(true)
		if i+1 < len(answers) && answers[i+1].index-b.index <= maxTurn {
			place.End = a.lengthen(g, place.End, a.Layout.Blocks[b.index+1:answers[i+1].index-1])
		}
		a.replace(place, g)
		a.found.places = append(a.found.places, a.Layout.Blocks[b.index-1].Span)
	}
}

// endsAsking reports whether a block ends with a question and has no label.
func (a *article) endsAsking(block int) bool {
	s := a.Layout.Blocks[block].Of(a.text)
	return strings.HasSuffix(s, "?") && endOfLabel(s) < 0 && a.Layout.Blocks[block].Kind != text.Dateline
}
