package attribution

import (
	"slices"
	"strings"

	"dictum.example/internal/lexicon"
	"dictum.example/internal/resolve"
	"dictum.example/quote"
	"dictum.example/text"
)

// sourced are the sieves that tell who says a quote with a source.
var sourced = []sieve{
	recording,
	national,
	unnamedBefore,
	spokenOf,
	lastSpeaker,
	pair,
	titledPair,
	lastBody,
	interviewed,
	bareLabel,
	named,
}

var recording = sieve{Pass{
	Name: "recording", Purpose: "Who is shown or heard speaks, and not the recording: footage of Smith saying that it was over.",
}, func(a *article, u *utterance) (speaker, bool) {
	shown := behindRecording(u.Source.Text)
	if shown == 0 || u.Cue == nil || !strings.HasSuffix(nextWord(u.Cue.Text, 0, len(u.Cue.Text)).Of(u.Cue.Text), "ing") {
		return speaker{}, false
	}
	return a.named(text.Span{Start: u.Source.Start + shown, End: u.Source.End}), true
}}

// behindRecording returns where what a source shows or plays begins, behind "footage of", or 0.
func behindRecording(source string) int {
	before := ""
	for w := nextWord(source, 0, len(source)); w.End < len(source); w = nextWord(source, w.End, len(source)) {
		if word := strings.ToLower(w.Of(source)); word != "of" || !lexicon.RecordingNoun.Has(before) {
			before = word
			continue
		}
		return w.End + 1
	}
	return 0
}

var unnamedBefore = sieve{Pass{
	Name: "unnamed-before", Purpose: "A pronoun may mean whom the quote before brings in without a name: A teacher said so. “…,” she said.",
}, func(a *article, u *utterance) (speaker, bool) {
	return unnamed(quote.UnnamedPerson), isHeShe(u.Source.Text) && a.isUnnamed(u)
}}

// isUnnamed reports whether a pronoun that is the source of a quote means somebody whom the quote before brings in, or goes on
// with, without a name. In another paragraph than that quote's it opens with a quotation.
func (a *article) isUnnamed(u *utterance) bool {
	b := u.before()
	if b == nil || b.Source == nil || b.SpeakerKind != quote.UnnamedPerson || b.Source.End > u.Source.Start {
		return false
	}
	if !bringsIn(b.Source.Text) || !a.isNear(u, b) {
		return false
	}
	between := text.Span{Start: max(b.Source.End, u.Source.Start-10*reach), End: u.Source.Start}
	return !slices.ContainsFunc(a.entities.In(between), func(r resolve.Ref) bool {
		return r.IsPersonName() && !a.inPassage(r.Start)
	})
}

// isNear reports whether a quote's source is in the paragraph of that of quote b, or a quotation that opens the next one is
// attributed to it.
func (a *article) isNear(u *utterance, b *quote.Quote) bool {
	block, last := a.Layout.BlockAt(u.Source.Start), a.Layout.BlockAt(b.Source.Start)
	at := u.Content[0].Start
	return last == block || last == block-1 && at == a.Layout.Blocks[block].Start && a.inPassage(at)
}

// bringsIn reports whether a source is the first mention of somebody without a name, or a pronoun.
func bringsIn(source string) bool {
	first, _, _ := strings.Cut(strings.ToLower(source), " ")
	return lexicon.IndefiniteDeterminer.Has(first) || isHeShe(source)
}

var spokenOf = sieve{Pass{
	Name: "spoken-of", Purpose: "A pronoun behind the words of somebody unnamed does not mean whom those alone mention: " +
		"The guest thanked “Prince Karl.” He said …",
}, func(a *article, u *utterance) (speaker, bool) {
	return unnamed(quote.UnnamedPerson), isHeShe(u.Source.Text) && a.isSpokenOf(u, a.sourceNames(u))
}}

// isSpokenOf reports whether whom the pronoun before a quote was taken for was mentioned in others' quotes alone, the last of which
// somebody unnamed says.
func (a *article) isSpokenOf(u *utterance, s speaker) bool {
	b := u.before()
	if b == nil || len(s.entities) != 1 || b.SpeakerKind != quote.UnnamedPerson || b.Source == nil {
		return false
	}
	spoken := false
	for _, m := range s.entities[0].Mentions {
		if m.Start >= u.Source.Start {
			break
		}
		spoken = slices.ContainsFunc(u.quotes[max(0, u.i-lookBack):u.i], func(b *quote.Quote) bool {
			return slices.ContainsFunc(b.Content, func(c text.Excerpt) bool { return c.Contains(m.Span) })
		})
		if !spoken {
			return false
		}
	}
	return spoken
}

func isHeShe(s string) bool { return strings.EqualFold(s, "he") || strings.EqualFold(s, "she") }

var lastSpeaker = sieve{Pass{
	Name: "last-speaker", Purpose: "A pronoun that stands for nobody known means who spoke last, the gender allowing.",
}, func(a *article, u *utterance) (speaker, bool) {
	if !isHeShe(u.Source.Text) || a.sourceNames(u).isNamed() {
		return speaker{}, false
	}
	return a.lastPerson(u), true
}}

var lastBody = sieve{Pass{
	Name: "last-body", Purpose: "“It” means the organisation or document that spoke last, if nobody else did since.",
}, func(a *article, u *utterance) (speaker, bool) {
	if !u.Speech || !strings.EqualFold(u.Source.Text, "it") || a.sourceNames(u).isNamed() {
		return speaker{}, false
	}
	return a.lastBody(u), true
}}

// lastBody returns the organisation or document that spoke last before a quote, not far from it, if nobody else did since.
func (a *article) lastBody(u *utterance) speaker {
	block := a.Layout.BlockAt(u.Source.Start)
	for k := u.i - 1; k >= max(0, u.i-lookBack); k-- {
		b := u.quotes[k]
		if !b.Speech || b.SpeakerKind == "" {
			continue
		}
		if b.SpeakerKind != quote.Organisation && b.SpeakerKind != quote.DocumentKind || b.Source == nil ||
			block-a.Layout.BlockAt(b.Source.Start) > 2 {
			break
		}
		return speakersOf(b)
	}
	return speaker{}
}

var interviewed = sieve{Pass{
	Name: "interviewed", Purpose: "“A” in an interview is the person whom what comes before it mentions more than anybody else.",
}, func(a *article, u *utterance) (speaker, bool) {
	if !isAnswer(u.Source.Text) || a.sourceNames(u).isNamed() {
		return speaker{}, false
	}
	if a.answers == nil {
		s := a.interviewee(u.quotes)
		a.answers = &s
	}
	return *a.answers, true
}}

// interviewee returns who answers in an interview with "Q" and "A".
func (a *article) interviewee(quotes []*quote.Quote) speaker {
	first := quotes[slices.IndexFunc(quotes, func(q *quote.Quote) bool { return q.Source != nil && isQA(q.Source.Text) })].Source.Start
	best := a.entities.MostMentioned(first)
	if best == nil {
		return unnamed(quote.UnnamedPerson)
	}
	return person(best)
}

var bareLabel = sieve{Pass{
	Name: "bare-label", Purpose: "A label that names nobody known is a person: “TARR: …”.",
}, func(a *article, u *utterance) (speaker, bool) {
	s := a.sourceNames(u)
	isLabel := u.Kind == quote.Direct && (u.Cue == nil || strings.Trim(u.Cue.Text, ":.") == "")
	return unnamed(quote.UnnamedPerson), isLabel && !s.isNamed() && s.kind == quote.Organisation
}}

var named = sieve{Pass{
	Name: "named", Purpose: "The source names who speaks.",
}, func(a *article, u *utterance) (speaker, bool) {
	return a.sourceNames(u), true
}}

// sourceNames returns whom the quote's source names.
func (a *article) sourceNames(u *utterance) speaker {
	if u.named == nil {
		s := a.named(u.Source.Span)
		u.named = &s
	}
	return *u.named
}
