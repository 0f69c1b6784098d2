package attribution

import (
	"slices"

	"dictum.example/text"
)

// A Pass is a step of the engine, as the lists of its stages name it and as quotes are signed with it.
type Pass struct {
	// Name is what the pass is called; no two have the same.
	Name string
	// Purpose says in a sentence what it is for.
	Purpose string
}

// A Stage is a list of passes that do the same kind of work.
type Stage struct {
	Name   string
	Passes []Pass
}

// Stages returns all passes, in the order in which they run.
func Stages() []Stage {
	return []Stage{
		{"pieces of content", listed(cutting)},
		{"groups of pieces, cue and source", listed(grouping)},
		{"quotations over paragraphs", listed(joining)},
		{"quotations that are no content yet", listed(floating)},
		{"labels and signatures", listed(labelling)},
		{"source", listed(sourcing)},
		{"quotes that are none", listed(filters)},
		{"speaker, with a source", listed(sourced)},
		{"speaker, without a source", listed(unsourced)},
		{"whom a source names", listed(naming)},
		{"what sort of speaker a noun is", listed(kinds)},
		{"speakers, once all are known", listed(revising)},
		{"addressee", listed(addressing)},
	}
}

func (p Pass) pass() Pass { return p }

func listed[P interface{ pass() Pass }](list []P) []Pass {
	out := make([]Pass, len(list))
	for i, p := range list {
		out[i] = p.pass()
	}
	return out
}

// A step is a pass over the groups of an article.
type step struct {
	Pass
	run func(a *article)
}

// run runs the steps of a list in order. A group that is left without pieces is no more.
func (a *article) run(list []step) {
	for _, p := range list {
		if !a.runs(p.Pass) {
			continue
		}
		a.doc.Look()
		a.running = p.Name
		p.run(a)
		a.groups = slices.DeleteFunc(a.groups, func(g *group) bool { return len(g.pieces) == 0 })
	}
}

// runs reports whether a pass is not left out.
func (a *article) runs(p Pass) bool { return !slices.Contains(a.without, p.Name) }

// sign records that the step which runs had a hand in g.
func (a *article) sign(g *group) { g.signed = append(g.signed, a.running) }

// each makes a step of a function that corrects a group, and reports whether it did.
func each(correct func(a *article, g *group) bool) func(a *article) {
	return func(a *article) {
		for _, g := range a.groups {
			if correct(a, g) {
				a.sign(g)
			}
		}
	}
}

// withCue makes a step of a function that corrects a group with a cue, whose first piece it is given.
func withCue(correct func(a *article, g *group, p *piece, cue text.Excerpt) bool) func(a *article) {
	return each(func(a *article, g *group) bool {
		return g.cue != none && correct(a, g, &g.pieces[0], a.Cues[g.cue].Cut(a.text))
	})
}

// inOnePiece is like withCue, for groups with a cue whose content is in one piece.
func inOnePiece(correct func(a *article, g *group, p *piece, cue text.Excerpt) bool) func(a *article) {
	return withCue(func(a *article, g *group, p *piece, cue text.Excerpt) bool {
		return len(g.pieces) == 1 && correct(a, g, p, cue)
	})
}
