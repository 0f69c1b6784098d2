package attribution

import (
	"regexp"
	"slices"
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/lexicon"
	"dictum.example/quote"
	"dictum.example/text"
)

// revising are the passes over all quotes once they have their speakers.
var revising = []revision{delayedIdentification, cataphora}

// A revision is a pass that gives quotes other speakers.
type revision struct {
	Pass
	revise func(a *article, quotes []*quote.Quote, by string)
}

var delayedIdentification = revision{Pass{
	Name:    "delayed-identification",
	Purpose: "The lead's “a bank executive” is the person whom the story then brings in by name and office.",
}, (*article).introduced}

// introduction is how many paragraphs after the first somebody may be introduced in.
const introduction = 4

// introduced gives a statement of the headline or the first paragraph whose source is described ("a company
// executive", "Iraq's foreign minister") the person whom the story then names: who speaks next, brought in by full
// name and office within a few paragraphs. Journalists call it delayed identification.
func (a *article) introduced(quotes []*quote.Quote, by string) {
	first := slices.IndexFunc(a.Layout.Blocks, func(b text.Block) bool { return b.Kind == text.Paragraph })
	if first < 0 {
		return
	}
	end := a.Layout.Blocks[first].End
	n := 0
	for n < len(quotes) && quotes[n].Content[0].Start < end {
		n++
	}
	next := slices.IndexFunc(quotes[n:], func(q *quote.Quote) bool { return q.Speech })
	if n == 0 || next < 0 {
		return
	}
	q := quotes[n+next]
	if !isIntroduction(q, end) || a.Layout.BlockAt(q.Source.Start) > first+introduction {
		return
	}
	for _, lead := range quotes[:n] {
		if lead.Source != nil && lead.Speech && lead.SpeakerKind == quote.UnnamedPerson && !lexicon.PersonPronoun.Has(lead.Source.Text) &&
			a.mayIntroduce(lead.Source.Span, q.Speaker) {
			s := person(q.Speaker)
			s.by = by
			setSpeakers(lead, s)
		}
	}
}

// isIntroduction reports whether the source of a quote brings in its speaker, behind the offset, by full name and with an office.
func isIntroduction(q *quote.Quote, lead int) bool {
	if q.Source == nil || q.SpeakerKind != quote.NamedPerson || len(q.Joint) > 0 || len(q.Speaker.Roles) == 0 {
		return false
	}
	first := q.Speaker.Mentions[0]
	return first.Start >= max(lead, q.Source.Start) && len(strings.Fields(first.Text)) > 1
}

// mayIntroduce reports whether a source that describes a person may mean one who is introduced later: a definite office is
// one of theirs, or that of any chief; "a source" stays one.
func (a *article) mayIntroduce(s text.Span, e *entity.Entity) bool {
	noun := strings.ToLower(lastWord(a.text[s.Start:a.headEnd(s)]))
	if lexicon.AnonymousNoun.Has(noun) {
		return false
	}
	opener := nextWord(a.text, s.Start, s.End).Of(a.text)
	if !strings.EqualFold(opener, "the") && !possessors.MatchString(s.Of(a.text)) || lexicon.ChiefNoun.Has(noun) {
		return true
	}
	return slices.ContainsFunc(e.Roles, func(r text.Excerpt) bool {
		return slices.Contains(strings.Fields(strings.ToLower(r.Text)), noun)
	})
}

// possessors is the beginning of a source that tells whose it is.
var possessors = regexp.MustCompile(`^(?:[\p{L}-]+ )*[\p{L}-]+['’]s? `)
