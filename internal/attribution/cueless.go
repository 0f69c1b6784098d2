package attribution

import (
	"strings"

	"dictum.example/entity"
	"dictum.example/text"
)

var agencyDash = step{Pass{
	Name: "agency-dash", Purpose: "The dash before the agency that ends a story is no cue: “It is late.” - Halden News",
}, withCue((*article).credit)}

// credit takes from a group the dash before the agency that ends its paragraph, and what is not quoted.
func (a *article) credit(g *group, _ *piece, cue text.Excerpt) bool {
	if g.source == none || strings.Trim(cue.Text, "—–- ") != "" || !a.isCredit(a.Sources[g.source].Span) {
		return false
	}
	g.detach()
	kept := g.pieces[:0]
	for _, p := range g.pieces {
		if a.isQuoted(p.Span) {
			kept = append(kept, p)
		}
	}
	g.pieces = kept
	return true
}

// isCredit reports whether s is an organisation that ends its paragraph: the agency of a story.
func (a *article) isCredit(s text.Span) bool {
	refs := a.entities.In(s)
	if len(refs) == 0 || refs[0].Start != s.Start {
		return false
	}
	for _, r := range refs {
		if r.Type != entity.Org {
			return false
		}
	}
	b, _ := a.blockOf(s.Start)
	return strings.Trim(a.text[s.End:b.End], " .)") == ""
}

var innerCue = step{Pass{
	Name: "inner-cue", Purpose: "A quotation that is a sentence is not attributed by a cue within it: “Customers are urged to wait.”",
}, withCue((*article).uncue)}

// uncue takes the cue from a group with a quotation that holds it.
func (a *article) uncue(g *group, _ *piece, cue text.Excerpt) bool {
	for _, q := range a.passagesIn(cue.Span) {
		if a.isSentence(q.Span) && g.covers(q.Span) {
			g.detach()
			return true
		}
	}
	return false
}
