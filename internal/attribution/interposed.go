package attribution

import "strings"

var interposedSource = step{Pass{
	Name: "interposed-source", Purpose: "What follows “that, according to the report,” is of who says so: " +
		"Lind said that, according to the report, it was late.",
}, (*article).interposed}

// interposed gives a group whose content stands behind "that, according to …" the cue and source of the group whose content is "that".
func (a *article) interposed() {
	for i, g := range a.groups {
		a.doc.Step()
		if g.cue == none || g.source == none || len(g.pieces) != 1 || !strings.EqualFold(g.pieces[0].Of(a.text), "that") {
			continue
		}
		for _, next := range a.groups[i+1 : min(i+3, len(a.groups))] {
			if a.isInterposed(g, next) {
				next.cue, next.source, next.p = g.cue, g.source, min(g.p, next.p)
				a.sign(next)
				g.pieces = nil
				break
			}
		}
	}
}

// isInterposed reports whether the cue of next is an "according to" right behind the "that" of a group, and its content behind its source.
func (a *article) isInterposed(that, next *group) bool {
	if next.cue == none || next.source == none || next.label != nil || next.mark != nil {
		return false
	}
	cue, end := a.Cues[next.cue].Span, that.pieces[0].End
	return strings.EqualFold(cue.Of(a.text), "according to") && cue.Start > end && strings.Trim(a.text[end:cue.Start], ", ") == "" &&
		next.pieces[0].Start >= a.Sources[next.source].End
}
