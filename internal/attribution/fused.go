package attribution

import (
	"slices"
	"strings"

	"dictum.example/internal/lexicon"
	"dictum.example/internal/resolve"
	"dictum.example/text"
)

var fusedSource = step{Pass{
	Name: "fused-source", Purpose: "A source that runs over the end of a sentence is cut there, and each cue has the part of its " +
		"sentence: “It is late,” said Karl. Nora added: “It is dark.”",
}, each((*article).cutSource)}

// cutSource gives a group the part of its source that stands in the sentence of its cue.
func (a *article) cutSource(g *group) bool {
	if g.cue == none || g.source == none || g.label != nil {
		return false
	}
	source := a.Sources[g.source].Span
	k := a.Layout.SentenceAt(a.Cues[g.cue].Start)
	if k < 0 {
		return false
	}
	s := a.Layout.Sentences[k]
	part := text.Span{Start: max(s.Start, source.Start), End: min(s.End, source.End)}
	other := text.Span{Start: source.Start, End: part.Start}
	if part.Start == source.Start {
		other = text.Span{Start: part.End, End: source.End}
	}
	part = a.trim(part)
	if part.Len() <= 0 || !a.namesPerson(part) || !a.namesPerson(other) {
		return false
	}
	g.label = &part
	return true
}

// namesPerson reports whether a person is named in s.
func (a *article) namesPerson(s text.Span) bool {
	if s.Len() <= 0 {
		return false
	}
	for _, r := range a.entities.In(s) {
		if r.IsPersonName() {
			return true
		}
	}
	return false
}

var quotedSubject = step{Pass{
	Name: "quoted-subject", Purpose: "Who is quoted by somebody as saying something says it: " +
		"Lind was quoted by the Post as saying that it was late.",
}, withCue((*article).quotesSubject)}

// quotesSubject gives a group whose source is who quotes somebody, "was quoted by the Post as saying", the one quoted for its source.
func (a *article) quotesSubject(g *group, _ *piece, _ text.Excerpt) bool {
	if g.source == none || g.label != nil {
		return false
	}
	source := a.Sources[g.source].Span
	k := a.Layout.SentenceAt(source.Start)
	if k < 0 || !a.goesOnSaying(source.End) {
		return false
	}
	before := text.Span{Start: max(a.Layout.Sentences[k].Start, source.Start-reach), End: source.Start}
	verb, ok := quotingVerb(before.Of(a.text))
	if !ok {
		return false
	}
	subject := a.subjectBefore(g, text.Span{Start: before.Start, End: before.Start + verb})
	if subject.Len() == 0 {
		return false
	}
	g.label = &subject
	return true
}

// quotingVerb returns where the passive begins that s ends with, "has been quoted by", and whether s ends with one.
func quotingVerb(s string) (start int, ok bool) {
	rest, ok := cutLastWord(s, isBy)
	if ok {
		rest, ok = cutLastWord(rest, lexicon.QuotedParticiple.Has)
	}
	if ok {
		rest, ok = cutLastWord(rest, lexicon.BeForm.Has)
	}
	if !ok {
		return 0, false
	}
	if more, ok := cutLastWord(rest, lexicon.Auxiliary.Has); ok {
		rest = more
	}
	return len(rest), true
}

// cutLastWord returns s without its last word and the space around that, and whether the word is one of those meant.
func cutLastWord(s string, means func(w string) bool) (rest string, ok bool) {
	s = strings.TrimRight(s, " \u00a0")
	w := lastField(s)
	return strings.TrimRight(s[:len(s)-len(w)], " \u00a0"), means(w)
}

// goesOnSaying reports whether "as" or a present participle follows the offset.
func (a *article) goesOnSaying(at int) bool {
	w := nextWord(a.text, at, min(len(a.text), at+reach)).Of(a.text)
	return w == "as" || len(w) > 4 && strings.HasSuffix(w, "ing")
}

// subjectBefore returns the mention that ends a span or has but an apposition behind it there, or an empty span. What stands in the
// span is no piece of the group from now on.
func (a *article) subjectBefore(g *group, s text.Span) text.Span {
	kept := slices.DeleteFunc(slices.Clone(g.pieces), func(p piece) bool { return p.End <= s.End })
	if len(kept) == 0 {
		return text.Span{}
	}
	for _, r := range a.entities.In(s) {
		between := strings.TrimSpace(a.text[r.End:max(r.End, s.End)])
		if resolve.MaySpeak(r.Type) && (between == "" || isApposition(between)) {
			g.pieces = kept
			return r.Span
		}
	}
	if w := lastField(s.Of(a.text)); lexicon.SpeakingPronoun.Has(strings.ToLower(w)) {
		g.pieces = kept
		return text.Span{Start: s.End - len(w), End: s.End}
	}
	return text.Span{}
}

// isApposition reports whether s stands between two commas.
func isApposition(s string) bool { return len(s) > 2 && s[0] == ',' && s[len(s)-1] == ',' }

var passiveAgents = step{Pass{
	Name: "passive-agents", Purpose: "What a passive cue has said by several is several quotes: " +
		"called “a liar” by Lind and “a fool” by Beck.",
}, (*article).splitAgents}

// splitAgents makes of the quoted passages behind a passive cue that have agents of their own groups of their own.
func (a *article) splitAgents() {
	for _, g := range a.groups {
		a.doc.Step()
		if g.cue != none {
			a.groups = append(a.groups, a.agentsOf(g)...)
			a.giveAgent(g)
		}
	}
}

// giveAgent gives a group whose source is the agent of the passive before it the one behind its passage: called “a joke” by Lind and
// hailed as “a triumph” by Beck.
func (a *article) giveAgent(g *group) {
	if g.source == none || g.label != nil {
		return
	}
	source, last := a.Sources[g.source].Span, g.pieces[len(g.pieces)-1].Span
	if source.End > a.Cues[g.cue].Start || last.Start < a.Cues[g.cue].End || !a.inPassage(last.End-1) {
		return
	}
	if _, by := cutLastWord(a.text[max(0, source.Start-reach):source.Start], isBy); !by {
		return
	}
	if who := a.agentBehind(last.End); who.Len() > 0 {
		g.label = &who
		a.sign(g)
	}
}

// isBy reports whether a word is "by".
func isBy(w string) bool { return w == "by" }

// agentsOf returns new groups for the passages that follow the first agent of g in its sentence: each behind "and" or a comma, and
// before "by" with who says it.
func (a *article) agentsOf(g *group) []*group {
	k := a.Layout.SentenceAt(a.Cues[g.cue].Start)
	if k < 0 {
		return nil
	}
	sentence := a.Layout.Sentences[k]
	var out []*group
	last := 0 // the end of the agent before
	for _, q := range a.passagesIn(text.Span{Start: a.Cues[g.cue].End, End: sentence.End}) {
		who := a.agentBehind(q.End)
		if who.Len() == 0 || last == 0 && !a.isAgent(g, who) {
			break
		}
		if last > 0 {
			if !coordinates(a.text[last:q.Start]) {
				break
			}
			out = append(out, a.saidByAgent(g, q.Span, who))
		}
		last = who.End
	}
	if len(out) > 0 {
		a.sign(g)
	}
	return out
}

// isAgent reports whether who is the agent of a group's cue: its source, or behind a passive.
func (a *article) isAgent(g *group, who text.Span) bool {
	if g.source != none {
		return a.Sources[g.source].Overlaps(who)
	}
	return isPassive(a.Cues[g.cue].Of(a.text))
}

// agentBehind returns who is named behind the "by" that follows the offset, a person or an organisation, or an empty span.
func (a *article) agentBehind(end int) text.Span {
	if s := a.agent(end); s.Len() > 0 {
		return s
	}
	limit := min(len(a.text), end+reach)
	by := nextWord(a.text, end, limit)
	if by.Of(a.text) != "by" {
		return text.Span{}
	}
	w := nextWord(a.text, by.End, limit)
	if w.Of(a.text) == "the" {
		w = nextWord(a.text, w.End, limit)
	}
	for _, r := range a.entities.In(text.Span{Start: w.Start, End: limit}) {
		if resolve.MaySpeak(r.Type) && r.Start == w.Start && !a.doc.IsPossessor(r.End) {
			return r.Span
		}
	}
	return text.Span{}
}

// coordinates reports whether s is no more than what joins the parts of a list, "and as" among them.
func coordinates(s string) bool {
	s = strings.TrimSpace(s)
	s = strings.TrimSpace(strings.TrimSuffix(s, "as"))
	return s == "," || lexicon.Coordinator.Has(strings.TrimLeft(s, ", "))
}

// saidByAgent makes the group of a passage that who says, with the cue of g, which it is taken from.
func (a *article) saidByAgent(g *group, s, who text.Span) *group {
	p := piece{Span: s, label: g.pieces[0].label, p: g.pieces[0].p}
	kept := g.pieces[:0:0]
	for _, x := range g.pieces {
		if !s.Contains(x.Span) {
			kept = append(kept, x)
		}
	}
	g.pieces = kept
	n := &group{pieces: []piece{p}, cue: g.cue, source: none, label: &who, p: g.p}
	a.sign(n)
	return n
}
