package attribution

import (
	"slices"
	"strings"

	"dictum.example/internal/resolve"
	"dictum.example/quote"
)

// sourced are the sieves that tell who says a quote with a source.
var sourced = []sieve{
	antecedent,
	interviewed,
	bareLabel,
	named,
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
