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
	antecedent,
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

var antecedent = sieve{Pass{
	Name: "antecedent", Purpose: "Whom a pronoun means, resolution tells: by who spoke before, where nothing else does.",
}, func(a *article, u *utterance) (speaker, bool) {
	who, ok := a.talk.Pronoun(&resolve.Source{Span: u.Source.Span, Quote: u.i})
	return meant(who), ok
}}

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
