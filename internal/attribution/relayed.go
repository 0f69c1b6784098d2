package attribution

import (
	"regexp"
	"slices"
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/lexicon"
	"dictum.example/internal/resolve"
	"dictum.example/text"
)

var apposedName = step{Pass{
	Name:    "apposed-name",
	Purpose: "The name at the content's beginning is the source's: “according to the collector, P. Kumaran, ten are missing”.",
}, inOnePiece((*article).apposed)}

func (a *article) apposed(g *group, p *piece, cue text.Excerpt) bool {
	if g.source == none || g.label != nil {
		return false
	}
	s := a.Sources[g.source].Span
	if s.Start < cue.End || p.Start < s.End || strings.Trim(a.text[s.End:p.Start], " \u00a0") != "," {
		return false
	}
	r := a.entities.Opener(text.Span{Start: p.Start, End: min(p.End, p.Start+reach)})
	if r == nil || !r.IsPersonName() || !strings.HasPrefix(a.text[r.End:], ",") {
		return false
	}
	rest := a.trim(text.Span{Start: r.End, End: p.End})
	if wordsIn(rest.Of(a.text)) == 0 {
		return false
	}
	g.label, p.Span = &text.Span{Start: s.Start, End: r.End}, rest
	return true
}

var relayedSpeakerFirst = step{Pass{
	Name: "relayed-speaker-first",
	Purpose: "A content that begins with who says it, and goes with whom that is known from, is of that speaker: " +
		"“King Karl stressed that it was late, according to the court.”",
}, withCue((*article).relayedFirst)}

func (a *article) relayedFirst(g *group, p *piece, cue text.Excerpt) bool {
	if !isRelayed(g, p, cue) {
		return false
	}
	refs := a.entities.In(text.Span{Start: p.Start, End: min(p.End, p.Start+reach)})
	if len(refs) == 0 || !refs[0].IsPersonName() {
		return false
	}
	who := refs[0].Span
	if title := a.text[p.Start:who.Start]; title != "" && !resolve.IsTitled(title) && !resolve.IsCourtesy(strings.TrimRight(title, " .")) {
		return false
	}
	verb := nextWord(a.text, who.End, p.End)
	rest := a.trim(text.Span{Start: verb.End, End: p.End})
	if who.End == verb.Start || !isSayingVerb(verb.Of(a.text)) || wordsIn(rest.Of(a.text)) == 0 {
		return false
	}
	g.label, g.mark, p.Span = &text.Span{Start: p.Start, End: who.End}, &verb, rest
	return true
}

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
	refs := a.entities.In(text.Span{Start: max(p.Start, p.End-reach), End: p.End})
	for i := range slices.Backward(refs) {
		who := refs[i].Span
		if refs[i].Kind == entity.Nominal || !resolve.MaySpeak(refs[i].Type) || a.inPassage(who.Start) {
			continue
		}
		if strings.ContainsAny(a.text[who.End:p.End], "“”\".;:\n") {
			return false
		}
		if verb, before := a.verbOf(who, p.Span); a.saidBy(g, p, who, verb, before) {
			return true
		}
		if i == 0 || len(refs)-i >= 4 {
			return false
		} // else it may be a name in what Smith is
	}
	return false
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

var quotedBehind = step{Pass{
	Name: "quoted-behind", Purpose: "Whom the cue quotes behind the content is the source: “…,” the Post quoted Smith as saying.",
}, inOnePiece((*article).citedBehind)}

func (a *article) citedBehind(g *group, p *piece, cue text.Excerpt) bool {
	if p.End > cue.Start || !cueOf(cue.Text).ends(lexicon.CitingVerb) {
		return false
	}
	refs := a.entities.In(text.Span{Start: cue.End, End: min(len(a.text), cue.End+reach)})
	if len(refs) == 0 || !resolve.MaySpeak(refs[0].Type) || wordsIn(a.text[cue.End:refs[0].Start]) >= 5 {
		return false
	}
	if !a.isPhrase("said-to-say", text.Span{Start: refs[0].End, End: min(len(a.text), refs[0].End+reach)}) {
		return false
	}
	g.label = &text.Span{Start: refs[0].Start, End: refs[0].End}
	return true
}

var quotedBefore = step{Pass{
	Name: "quoted-before", Purpose: "Whom the cue quotes at the content's beginning is the source: quoting Smith as saying “…”.",
}, inOnePiece((*article).citedBefore)}

func (a *article) citedBefore(g *group, p *piece, cue text.Excerpt) bool {
	if p.End <= cue.Start || !cueOf(cue.Text).ends(lexicon.CitingParticiple) {
		return false
	}
	r := a.entities.Opener(p.Span)
	if r == nil || !resolve.MaySpeak(r.Type) {
		return false
	}
	end, ok := a.phrase("quoted-as", text.Span{Start: r.End, End: p.End})
	if !ok {
		return false
	}
	rest := a.trim(text.Span{Start: end, End: p.End})
	if wordsIn(rest.Of(a.text)) == 0 {
		return false
	}
	g.label, p.Span = &text.Span{Start: r.Start, End: r.End}, rest
	return true
}
