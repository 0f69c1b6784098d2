package attribution

import (
	"slices"

	"dictum.example/internal/pass"
	"dictum.example/text"
)

// A Pass is a step of the engine, as the lists of its stages name it and as quotes are signed with it.
type Pass = pass.Pass

// Quoting returns the passes of [Attributor.Find], in the order in which they run.
func Quoting() []pass.Stage {
	return []pass.Stage{
		{Name: "pieces of content", Passes: pass.List(cutting)},
		{Name: "groups of pieces, cue and source", Passes: pass.List(grouping)},
		{Name: "quotations over paragraphs", Passes: pass.List(joining)},
		{Name: "quotations that are no content yet", Passes: pass.List(floating)},
		{Name: "quotation marks that quote nothing", Passes: pass.List(dropping)},
		{Name: "labels and signatures", Passes: pass.List(labelling)},
		{Name: "source", Passes: pass.List(sourcing)},
		{Name: "quotes that are none", Passes: pass.List(filters)},
	}
}

// Speaking returns the passes of [Finding.Speakers], in the order in which they run.
func Speaking() []pass.Stage {
	return []pass.Stage{
		{Name: "speaker, with a source", Passes: pass.List(sourced)},
		{Name: "speaker, without a source", Passes: pass.List(unsourced)},
		{Name: "whom a source names", Passes: pass.List(naming)},
		{Name: "what sort of speaker a noun is", Passes: pass.List(kinds)},
		{Name: "addressee", Passes: pass.List(addressing)},
	}
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
func (a *article) runs(p Pass) bool { return !a.without[p.Name] }

// sign records that the step which runs had a hand in g.
func (a *article) sign(g *group) { g.signed = append(g.signed, a.running) }

// each makes a step of a function that corrects a group, and reports whether it did.
func each(correct func(a *article, g *group) bool) func(a *article) {
	return func(a *article) {
		for _, g := range a.groups {
			a.doc.Step()
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
