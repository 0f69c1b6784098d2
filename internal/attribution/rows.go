package attribution

import (
	"slices"
	"sort"
	"strings"

	"dictum.example/internal/resolve"
	"dictum.example/text"
)

var ownCue = step{Pass{
	Name: "own-cue", Purpose: "A quotation right behind a cue and its source that have no other content is theirs, and not the next " +
		"cue's: " +
		"Said Lind: “It is late.” Added Beck: “It is dark.”",
}, (*article).ownCues}

// ownCues gives quotations whose cue follows them the cue without content that stands right before them.
func (a *article) ownCues() {
	busy := make([]bool, len(a.Cues))
	for _, g := range a.groups {
		if g.cue != none {
			busy[g.cue] = true
		}
	}
	for _, g := range a.groups {
		if g.cue == none || g.label != nil {
			continue
		}
		for _, p := range slices.Clone(g.pieces) {
			k := a.cueAhead(p.Span)
			if k == none || busy[k] || a.Cues[g.cue].Start >= p.End && a.sameSentence(a.Cues[g.cue].Start, p.Start) {
				continue
			}
			busy[k] = true
			source := a.CueSource[k][0]
			n := &group{pieces: []piece{p}, cue: k, source: source.To, p: source.P}
			g.pieces = slices.DeleteFunc(g.pieces, func(x piece) bool { return x == p })
			a.groups = append(a.groups, n)
			a.sign(n)
			busy[g.cue] = len(g.pieces) > 0
		}
	}
}

// cueAhead returns the cue in the sentence of a quotation that it follows, with the cue's source and perhaps a colon between, or none.
func (a *article) cueAhead(s text.Span) int {
	k := sort.Search(len(a.Cues), func(i int) bool { return a.Cues[i].End > s.Start }) - 1
	if k < 0 || !a.inPassage(s.Start) || !a.sameSentence(a.Cues[k].Start, s.Start) || a.CueSource[k][0].To == none {
		return none
	}
	source := a.Sources[a.CueSource[k][0].To].Span
	end := max(a.Cues[k].End, source.End)
	if source.End > s.Start || !a.sameSentence(source.Start, s.Start) || !isLead(a.text[end:s.Start]) {
		return none
	}
	return k
}

// maxApposition is how many words may describe a source before a colon.
const maxApposition = 8

// isLead reports whether s leads from a source to its quotation: a colon or comma, before a colon perhaps an apposition.
func isLead(s string) bool {
	s = strings.TrimSpace(s)
	if s == "" || s == ":" || s == "," {
		return true
	}
	return s[0] == ',' && strings.HasSuffix(s, ":") && !strings.ContainsAny(s[1:len(s)-1], ".:;“”\"") && wordsIn(s) <= maxApposition
}

var ownSubject = step{Pass{
	Name: "own-subject", Purpose: "The subject of a cue that closes its sentence with its content is its source, and nobody of the next " +
		"sentence: " +
		"The label says “organic”. A sticker reads “imported”.",
}, withCue((*article).subjectOfCue)}

// maxSubject is how many words a subject has that is taken for a source.
const maxSubject = 6

// subjectOfCue gives a group whose source stands in a later sentence than its cue and its content the subject of the cue.
func (a *article) subjectOfCue(g *group, p *piece, cue text.Excerpt) bool {
	if g.source == none || g.label != nil || p.Start < cue.End {
		return false
	}
	k := a.Layout.SentenceAt(cue.Start)
	if k < 0 || a.Sources[g.source].Start < a.Layout.Sentences[k].End {
		return false
	}
	s := a.Layout.Sentences[k]
	subject := a.trim(text.Span{Start: s.Start, End: cue.Start})
	words := wordsIn(subject.Of(a.text))
	if g.pieces[len(g.pieces)-1].End > s.End || words == 0 || words > maxSubject || strings.ContainsAny(subject.Of(a.text), ",;:“”\"") {
		return false
	}
	if first := strings.ToLower(nextWord(a.text, subject.Start, subject.End).Of(a.text)); !resolve.OpensPhrase(first) &&
		!isPossessive(first) &&
		a.entities.Opener(subject) == nil {
		return false
	}
	g.label = &subject
	return true
}

var agreement = step{Pass{
	Name: "agreement", Purpose: "Who says what somebody agrees with between commas says it too: Lind said, and Beck agreed, that it was " +
		"late.",
}, (*article).agree}

// agree makes, for a cue without content that another's clause interrupts, a quote with the content of that.
func (a *article) agree() {
	byCue := map[int]*group{}
	for _, g := range a.groups {
		if g.cue != none {
			byCue[g.cue] = g
		}
	}
	for k := range a.Cues {
		g := byCue[k+1]
		if byCue[k] != nil || g == nil || g.source == none || !a.isInterrupted(k, g) {
			continue
		}
		source := a.CueSource[k][0]
		n := &group{pieces: slices.Clone(g.pieces), cue: k, source: source.To, p: source.P}
		a.groups = append(a.groups, n)
		a.sign(n)
	}
}

// isInterrupted reports whether cue k, its source before it, is parted from the content of the next cue by nothing but that cue and
// its source, behind "and", between commas or dashes.
func (a *article) isInterrupted(k int, g *group) bool {
	to, cue, next := a.CueSource[k][0].To, a.Cues[k].Span, a.Cues[k+1].Span
	if to == none || to == g.source || a.CueSpeech[k] < .5 || a.Sources[to].End > cue.Start {
		return false
	}
	source := a.Sources[g.source].Span
	if source.Start < cue.End || source.End > next.Start || g.pieces[0].Start < next.End ||
		!a.sameSentence(a.Sources[to].Start, g.pieces[0].Start) {
		return false
	}
	return interrupts(a.text[cue.End:source.Start]) && isMark(a.text[next.End:g.pieces[0].Start]) &&
		wordsIn(a.text[source.End:next.Start]) <= 1
}

// interrupts reports whether s opens a clause that interrupts another: a comma or dash, and "and".
func interrupts(s string) bool {
	before, ok := strings.CutSuffix(strings.TrimSpace(s), "and")
	return ok && isMark(before)
}

// isMark reports whether s is a comma or dash and no word.
func isMark(s string) bool {
	return strings.Trim(s, " ,-–—\u00a0") == "" && strings.TrimSpace(s) != ""
}
