package attribution

import (
	"regexp"
	"slices"
	"strings"

	"dictum.example/internal/doc"
	"dictum.example/internal/lexicon"
	"dictum.example/internal/resolve"
	"dictum.example/text"
)

// isSayingVerb reports whether a word is a verb of saying, as news has it between a speaker and a content.
func isSayingVerb(w string) bool {
	return lexicon.PlainSayingVerb.Has(w) || lexicon.AssertingVerb.Has(strings.ToLower(w))
}

var relayedSpeakerLast = step{Pass{
	Name: "relayed-speaker-last",
	Purpose: "A content that ends with who said it, and goes with whom that is known from, is of that speaker: " +
		"“It is late,” Smith said, according to the Post.",
}, withCue((*article).relayedLast)}

var (
	setting = regexp.MustCompile(`\b (?:in|at|on|during) [^,;:()“”"]{1,60}$`) // where something is said
	breaks  = regexp.MustCompile(`,(?:["”’]|'')*$|[?!]["”’]+$`)
)

// isRelaying reports whether a cue tells from whom it is known that somebody said something.
func isRelaying(cue string) bool {
	low := strings.ToLower(cue)
	return low == "according to" || lexicon.RelayingVerb.Has(low)
}

// isRelayed reports whether the cue of a group tells whom its content is known from, and stands behind it.
func isRelayed(g *group, p *piece, cue text.Excerpt) bool {
	return g.label == nil && g.mark == nil && p.End <= cue.Start && isRelaying(cue.Text)
}

func (a *article) relayedLast(g *group, p *piece, cue text.Excerpt) bool {
	if !isRelayed(g, p, cue) {
		return false
	}
	subjects := a.subjectsIn(text.Span{Start: max(p.Start, p.End-reach), End: p.End})
	for i, who := range slices.Backward(subjects) {
		if a.inPassage(who.Start) {
			continue
		}
		if strings.ContainsAny(a.text[who.End:p.End], "“”\".;:\n") {
			return false
		}
		if verb, before := a.verbOf(who, p.Span); a.saidBy(g, p, who, verb, before) {
			return true
		}
		if i == 0 || len(subjects)-i >= 4 {
			return false
		} // else it may be a name in what Smith is
	}
	return false
}

// subjectsIn returns the names in s of what may speak, and the pronouns for it, in order.
func (a *article) subjectsIn(s text.Span) []text.Span {
	var out []text.Span
	for _, r := range a.entities.In(s) {
		if resolve.MaySpeak(r.Type) {
			out = append(out, r.Span)
		}
	}
	for i, to := a.doc.TokensIn(s); i < to; i++ {
		if t := a.doc.At(i); t.Name == doc.None && t.Is(lexicon.SpeakingPronoun) {
			out = append(out, t.Span)
		}
	}
	slices.SortFunc(out, inOrder)
	return out
}

// verbOf returns what may be the verb of saying behind or before the name in a content, and where what stands before both ends.
func (a *article) verbOf(who, content text.Span) (verb text.Span, before int) {
	verb = a.trim(text.Span{Start: who.End, End: content.End})
	if m := setting.FindStringIndex(verb.Of(a.text)); m != nil { // "said in an interview"
		verb.End = verb.Start + m[0]
	}
	before = lastEnd(a.text, content.Start, who.Start)
	if verb.Len() == 0 || a.text[who.End] == ',' { // "said Smith, head of the Halden Bank"
		verb = text.Span{Start: before - len(lastField(a.text[content.Start:before])), End: before}
		before = lastEnd(a.text, content.Start, verb.Start)
	}
	return verb, before
}

// saidBy makes who and verb source and cue of the group, where these follow a content that ends before them.
func (a *article) saidBy(g *group, p *piece, who, verb text.Span, before int) bool {
	said := a.trim(text.Span{Start: p.Start, End: before})
	if !lexicon.PlainSayingVerb.Has(verb.Of(a.text)) || !breaks.MatchString(a.text[p.Start:before]) || wordsIn(said.Of(a.text)) == 0 {
		return false
	}
	g.label, g.mark, p.Span = &who, &verb, said
	if q := a.passageAt(before - 1); q != nil && q.End == before {
		p.End = before
	}
	return true
}
