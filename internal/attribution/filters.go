package attribution

import (
	"strings"

	"dictum.example/internal/gazetteer"
	"dictum.example/internal/lexicon"
	"dictum.example/internal/resolve"
	"dictum.example/quote"
	"dictum.example/text"
)

// filters tell quotes that are none.
var filters = []filter{namedThing, ownName, citedPeople, placeLabel, unlikely, term, quotedSpeaker, leadIn, questionPut}

// A filter reports whether a quote is none. The next quote is nil behind the last.
type filter struct {
	Pass
	drops func(a *article, q, next *quote.Quote) bool
}

// isNone reports whether a filter drops a quote, which another one follows or nil.
func (a *article) isNone(q, next *quote.Quote) bool {
	for _, f := range filters {
		if a.runs(f.Pass) && f.drops(a, q, next) {
			return true
		}
	}
	return false
}

var namedThing = filter{Pass{
	Name:    "named-thing",
	Purpose: "A title or a word that is not the writer's is no quote where nobody is the source: a film called “The Long Night”.",
}, func(_ *article, q, _ *quote.Quote) bool {
	return q.Source == nil && q.Cue != nil && lexicon.NamingParticiple.Has(strings.TrimPrefix(strings.ToLower(q.Cue.Text), "the "))
}}

var ownName = filter{Pass{
	Name: "own-name", Purpose: "The name that somebody without one goes by is not said: a farmer who asked to be called “Rosa”.",
}, func(a *article, q, _ *quote.Quote) bool {
	if q.Kind == quote.Indirect || q.Source == nil || len(q.Content) != 1 || wordsIn(q.Text) > maxOwnName {
		return false
	}
	refs := a.entities.In(q.Content[0].Span)
	if len(refs) == 0 || !refs[len(refs)-1].IsPersonName() {
		return false
	}
	name := refs[len(refs)-1].Span
	if strings.Trim(a.text[name.End:q.Content[0].End], openingMarks+"”’».,") != "" {
		return false
	}
	k := a.Layout.SentenceAt(name.Start)
	if k < 0 {
		return false
	}
	start := max(a.Layout.Sentences[k].Start, name.Start-reach)
	end := start + len(strings.TrimRight(a.text[start:name.Start], openingMarks))
	from, to := a.doc.TokensIn(text.Span{Start: start, End: end})
	at, ok := resolve.GivesName(a.doc.Stretch(from, to))
	return ok && a.doc.Tokens[from+at].Start <= max(q.Content[0].Start, q.Source.Start)+maxPseudonym
}}

// maxOwnName is how many words a content has at most that is nothing but the name that somebody goes by.
const maxOwnName = 8

var citedPeople = filter{Pass{
	Name: "cited-people", Purpose: "Whom a statement is from is not what it says: citing two officials.",
}, func(_ *article, q, _ *quote.Quote) bool {
	return q.Kind == quote.Indirect && q.Cue != nil && cueOf(q.Cue.Text).ends(lexicon.CitingParticiple) && len(q.Content) == 1 &&
		gazetteer.PersonNoun(strings.ToLower(lastWord(q.Text)))
}}

var placeLabel = filter{Pass{
	Name: "place-label", Purpose: "The place where a story begins says nothing: “Muscat: …”.",
}, func(a *article, q, _ *quote.Quote) bool {
	return q.Kind == quote.Indirect && q.Cue != nil && strings.Trim(q.Cue.Text, ":—–- ") == "" &&
		(q.Source == nil || a.isPlace(q.Source.Span))
}}

var unlikely = filter{Pass{
	Name: "unlikely", Purpose: "What is not quoted and likely not right is no quote; statements are kept at less confidence than beliefs.",
}, func(_ *article, q, _ *quote.Quote) bool {
	if q.Kind != quote.Indirect {
		return false
	}
	return q.Confidence < leastConfidence(q.Speech)
}}

var term = filter{Pass{
	Name: "term", Purpose: "A word that somebody does not say is mentioned, and not said: does not define “dwelling”.",
}, func(a *article, q, _ *quote.Quote) bool {
	return q.Kind == quote.Direct && q.Polarity == quote.Declined && q.Cue != nil && len(q.Content) == 1 &&
		wordsIn(q.Text) == 1 && !a.isSentence(q.Content[0].Span)
}}

var quotedSpeaker = filter{Pass{
	Name:    "quoted-speaker",
	Purpose: "Who is quoted is no content where the next quote is what he says: quoting Smith, who said it was over.",
}, func(a *article, q, next *quote.Quote) bool {
	if next == nil || next.Source == nil || q.Cue == nil || len(q.Content) != 1 || !strings.EqualFold(next.Source.Text, "who") {
		return false
	}
	return cueOf(q.Cue.Text).ends(lexicon.CitingParticiple) &&
		strings.Trim(a.text[min(q.Content[0].End, next.Source.Start):next.Source.Start], ", ") == ""
}}

var leadIn = filter{Pass{
	Name:    "lead-in",
	Purpose: "A sentence that leads to a quotation says only what that is about: Smith criticised Jones. “He misled us,” he said.",
}, func(a *article, q, next *quote.Quote) bool {
	if next == nil || next.Kind != quote.Direct || q.Kind != quote.Indirect || len(q.Content) != 1 || wordsIn(q.Text) > 4 {
		return false
	}
	c := q.Content[0]
	if !a.leadsTo(c.Span, next.Content[0].Start) {
		return false
	}
	if refs := a.entities.In(c.Span); len(refs) > 0 {
		last := refs[len(refs)-1]
		return last.End == c.End && last.IsPersonName()
	}
	return wordsIn(q.Text) < 3 && !(q.Speech && q.Cue != nil && cueOf(q.Cue.Text).has(lexicon.SayingVerb))
}}

// leadsTo reports whether a sentence ends with s, and the next one begins at the offset.
func (a *article) leadsTo(s text.Span, next int) bool {
	k := a.Layout.SentenceAt(s.Start)
	return k >= 0 && k+1 < len(a.Layout.Sentences) && s.End >= a.Layout.Sentences[k].End-2 && next == a.Layout.Sentences[k+1].Start
}

var questionPut = filter{Pass{
	Name:    "question-put",
	Purpose: "The question of somebody unnamed that leads to an answer is none: Asked whether he would run, Smith said no.",
}, func(a *article, q, next *quote.Quote) bool {
	if next == nil || next.Source == nil || q.Source != nil || q.Cue == nil || q.Kind != quote.Indirect || !isPut(q.Cue.Text) {
		return false
	}
	return next.Source.Start > q.Cue.Start && a.Layout.SentenceAt(next.Source.Start) == a.Layout.SentenceAt(q.Cue.Start)
}}

// isPut reports whether a cue reports a question that was put to whom its answer comes from, as news does: "Asked whether …".
func isPut(cue string) bool {
	return isCapitalised(cue) && lexicon.QuestioningParticiple.Has(leading(cue))
}
