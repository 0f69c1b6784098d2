package attribution

import (
	"strings"
	"unicode"

	"dictum.example/text"
)

var otherParagraphs = step{Pass{
	Name:    "other-paragraphs",
	Purpose: "What stands in other paragraphs than the cue's and belongs to the story before or after it is apart.",
}, each((*article).split)}

// split takes from a group the quotations that belong to the story before or after its
// cue: those of an earlier paragraph, where the cue opens what follows it ("“…”", and
// next "Jones said that …") or the story leads to them, and those of a later one that other
// paragraphs come before, or that asks the next question of an exchange. What a later paragraph says
// without marks is the story again, and is dropped, but for the items that a colon leads to, and for what stands in marks that
// opened before.
func (a *article) split(g *group) bool {
	if g.cue == none || len(g.pieces) < 2 {
		return false
	}
	home := a.Layout.BlockAt(a.Cues[g.cue].Start)
	here, opens := a.atHome(g, home)
	if !here {
		return false
	}
	kept := g.pieces[:0]
	for _, p := range g.pieces {
		block := a.Layout.BlockAt(p.Start)
		switch quoted := a.isQuoted(p.Span); {
		case quoted && a.isAway(block, home, opens):
			x := apart(p, .5)
			a.sign(x)
			a.groups = append(a.groups, x)
		case quoted || !a.isStoryAgain(block, home):
			kept = append(kept, p)
		}
	}
	changed := len(kept) < len(g.pieces)
	g.pieces = kept
	return changed
}

// atHome reports whether a group has a piece in its cue's paragraph, and whether the cue comes before all of those.
func (a *article) atHome(g *group, home int) (here, opens bool) {
	opens = true
	for _, p := range g.pieces {
		if a.Layout.BlockAt(p.Start) == home {
			here = true
			opens = opens && p.Start >= a.Cues[g.cue].End
		}
	}
	return here, opens
}

// isAway reports whether a quotation belongs to the story before or after the cue's paragraph, which the cue opens or not.
func (a *article) isAway(block, home int, opens bool) bool {
	if block < home {
		return opens || !a.runsOn(block, home-1)
	}
	return block > home && (!a.runsOn(home+1, block) || a.asks(home-1) && a.asks(block))
}

// isStoryAgain reports whether what a block says without marks is the story again, and not what the home block's cue attributes.
func (a *article) isStoryAgain(block, home int) bool {
	return block > home && !a.closesIn(home, block) &&
		!strings.HasSuffix(strings.TrimRightFunc(a.Layout.Blocks[home].Of(a.text), unicode.IsSpace), ":")
}

// closesIn reports whether a quotation that block home leaves open is closed in a later block.
func (a *article) closesIn(home, block int) bool {
	open := a.passagesIn(a.Layout.Blocks[home].Span)
	if len(open) == 0 || open[len(open)-1].Closed() {
		return false
	}
	s := a.Layout.Blocks[block].Of(a.text)
	closes, opens := strings.Index(s, "”"), strings.Index(s, "“")
	return strings.Count(s, `"`)%2 == 1 || closes >= 0 && (opens < 0 || closes < opens)
}

// maxRun is how many paragraphs a quotation is followed over.
const maxRun = 30

// runsOn reports whether the blocks from first to last all open with a quotation.
func (a *article) runsOn(first, last int) bool {
	if last-first > maxRun {
		return false
	}
	for b := first; b <= last; b++ {
		if !a.inPassage(a.Layout.Blocks[b].Start) {
			return false
		}
	}
	return true
}

// asks reports whether a block opens with a quoted question.
func (a *article) asks(block int) bool {
	if block < 0 {
		return false
	}
	q := a.passageAt(a.Layout.Blocks[block].Start)
	return q != nil && q.Closed() && strings.HasSuffix(strings.TrimRightFunc(a.text[q.Open.End:q.Close.Start], unicode.IsSpace), "?")
}

var openBefore = step{Pass{
	Name:    "open-before",
	Purpose: "A paragraph of a quotation that is no content, and is left open, belongs to the content of the next one.",
}, (*article).joinBefore}

func (a *article) joinBefore() {
	for i := len(a.passages) - 2; i >= 0; i-- {
		q, next := &a.passages[i], a.passages[i+1].group
		if q.group == nil && next != nil && a.staysOpen(i) {
			q.group = next
			next.pieces = append(next.pieces, piece{Span: q.Span, label: none, p: .5})
			a.sign(next)
		}
	}
}

var openBetween = step{Pass{
	Name:    "open-between",
	Purpose: "The contents of a quotation that stays open from one paragraph to the next are one, unless each has a cue.",
}, (*article).joinBetween}

func (a *article) joinBetween() {
	for i := 1; i < len(a.passages); i++ {
		x, y := a.passages[i-1].group, a.passages[i].group
		if x != nil && y != nil && x != y && a.staysOpen(i-1) && (x.cue == none || y.cue == none) {
			a.sign(a.merge(x, y))
		}
	}
}

// merge moves the pieces of y to x, or of x to y where y alone has a cue, and returns the group that has them.
func (a *article) merge(x, y *group) *group {
	if x.cue == none && y.cue != none {
		x, y = y, x
	}
	for _, p := range y.pieces {
		a.give(p.Span, x)
	}
	x.pieces, y.pieces = append(x.pieces, y.pieces...), nil
	return x
}

// staysOpen reports whether passage i is left open at its paragraph's end and the
// next one opens the next paragraph.
func (a *article) staysOpen(i int) bool {
	q, next := a.passages[i], a.passages[i+1]
	block := a.Layout.BlockAt(next.Start)
	return !q.Closed() && a.Layout.Blocks[block].Start == next.Start && a.Layout.BlockAt(q.Start) == block-1
}

// covers reports whether a piece of the group holds s.
func (g *group) covers(s text.Span) bool {
	for _, p := range g.pieces {
		if p.Contains(s) {
			return true
		}
	}
	return false
}
