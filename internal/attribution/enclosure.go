package attribution

import (
	"strings"

	"dictum.example/text"
)

var enclosure = step{Pass{
	Name: "enclosure", Purpose: "A verb of saying that closes its sentence and has no content has for content what stands before it, " +
		"the attributions in that included: “The plan sends a message that it is over, Kamin said.”",
}, (*article).enclose}

// sureCue is the least certainty of a cue that must have a content.
const sureCue = .9

// enclose gives a cue of saying that closes its sentence and has no content what stands before it: the quotation, or
// else the sentence where it holds other attributions, whose place it takes.
func (a *article) enclose() {
	busy := make([]bool, len(a.Cues))
	bySentence := map[int][]*group{}
	for _, g := range a.groups {
		a.doc.Step()
		if g.cue != none {
			busy[g.cue] = true
		}
		i := a.Layout.SentenceAt(g.pieces[0].Start)
		bySentence[i] = append(bySentence[i], g)
	}
	for k, cue := range a.Cues {
		if busy[k] || cue.Score < sureCue || a.CueSpeech[k] < sureCue {
			continue
		}
		content, unclaimed := a.closes(k)
		inner := groupsWithin(bySentence[a.Layout.SentenceAt(content.Start)], content)
		if content.Len() > 0 && (unclaimed || len(inner) > 0) {
			a.groups = append(a.groups, a.encloses(k, content, inner, unclaimed))
		}
	}
}

// groupsWithin returns the groups that have pieces, all of them in s.
func groupsWithin(groups []*group, s text.Span) []*group {
	var in []*group
	for _, g := range groups {
		if len(g.pieces) > 0 && g.within(s) {
			in = append(in, g)
		}
	}
	return in
}

// encloses makes the group of cue k, whose content takes the place of the groups within it.
func (a *article) encloses(k int, content text.Span, inner []*group, unclaimed bool) *group {
	p := piece{Span: a.trim(content), label: none, p: a.Cues[k].Score}
	if unclaimed {
		p.p = .5
	}
	for _, g := range inner {
		p.p, p.label = min(p.p, g.pieces[0].p), g.pieces[0].label
		g.pieces = nil
	}
	source := a.CueSource[k][0]
	g := &group{pieces: []piece{p}, cue: k, source: source.To, p: source.P}
	a.sign(g)
	return g
}

// closes returns what stands before cue k and its source where these close a sentence, or an empty
// span; and whether it is a quotation that is no content yet.
func (a *article) closes(k int) (before text.Span, unclaimed bool) {
	cue, to := a.Cues[k].Span, a.CueSource[k][0].To
	i := a.Layout.SentenceAt(cue.Start)
	if i < 0 || to == none || !a.Layout.Sentences[i].Contains(a.Sources[to].Span) {
		return text.Span{}, false
	}
	source, sentence := a.Sources[to].Span, a.Layout.Sentences[i]
	before = text.Span{Start: sentence.Start, End: min(cue.Start, source.Start)}
	after := text.Span{Start: max(cue.End, source.End), End: sentence.End} // "on Tuesday"
	if before.Len() > 4*reach || !strings.Contains(before.Of(a.text), ",") || !a.isSetting(after) {
		return text.Span{}, false
	}
	return a.saidBefore(before)
}

// isSetting reports whether what follows a cue that closes a sentence tells no more than when or where: "on Tuesday".
func (a *article) isSetting(after text.Span) bool {
	return after.Len() <= 4*reach && wordsIn(after.Of(a.text)) <= 8 && !a.hasPiece(after)
}

// saidBefore returns the quotation that ends what stands before a cue, and whether it is no content yet; or all of it, where it
// ends with none; or an empty span.
func (a *article) saidBefore(before text.Span) (said text.Span, unclaimed bool) {
	quotations := a.passagesIn(before)
	if len(quotations) == 0 {
		if strings.HasSuffix(strings.TrimRight(before.Of(a.text), " \u00a0"), " as") {
			return text.Span{}, false // "Kamin said it was over, as Lee had asked"
		}
		return before, false
	}
	last := quotations[len(quotations)-1].Span
	switch {
	case !a.isSentence(last) || !before.Contains(last):
		return before, false
	case wordsIn(a.text[last.End:before.End]) > 0:
		return text.Span{}, false
	}
	return text.Span{Start: last.Start, End: before.End}, !a.hasPiece(last)
}
