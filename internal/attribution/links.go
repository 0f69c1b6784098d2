package attribution

import (
	"dictum.example/text"
)

var links = step{Pass{
	Name: "links", Purpose: "The pieces that the network gives to one cue are a group, and a quotation without a cue is one of its own.",
}, (*article).link}

// link makes groups of the pieces that go with the same cue. What is neither quoted nor goes with a cue
// is dropped.
func (a *article) link() {
	byCue := map[int]*group{}
	for _, p := range a.pieces {
		a.doc.Step()
		to := a.ContentCue[p.label][0]
		switch {
		case to.To == none:
			if a.isQuoted(p.Span) {
				a.groups = append(a.groups, apart(p, to.P))
			}
			continue
		case a.isToldAnew(p, to.To):
			continue
		case byCue[to.To] == nil:
			source := a.CueSource[to.To][0]
			byCue[to.To] = &group{cue: to.To, source: source.To, p: source.P}
			a.groups = append(a.groups, byCue[to.To])
		}
		g := byCue[to.To]
		g.p *= to.P
		g.pieces = append(g.pieces, p)
	}
	for _, g := range a.groups {
		a.sign(g)
	}
}

// isToldAnew reports whether a piece of a headline goes with a cue of the story, which tells anew what the headline says.
func (a *article) isToldAnew(p piece, cue int) bool {
	b := a.Layout.BlockAt(p.Start)
	return b >= 0 && a.Layout.Blocks[b].Kind == text.Headline && b != a.Layout.BlockAt(a.Cues[cue].Start) && !a.isQuoted(p.Span)
}
