package resolve

import (
	"regexp"
	"slices"
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/lexicon"
	"dictum.example/internal/pass"
	"dictum.example/quote"
	"dictum.example/text"
)

var bareOffice = pass.Pass{
	Name: "office-holder", Purpose: "An office without an article is of the one person named before who has it: ACC secretary said.",
}

// maxOffice is how many words an office without an article has.
const maxOffice = 6

// Office returns the person whose office a source is that describes somebody and names nobody, if one person has it.
func (t *Talk) Office(s *Source) (Antecedent, bool) {
	words := strings.Fields(strings.ToLower(t.text[s.Start:s.Head]))
	if t.without[bareOffice.Name] || len(words) == 0 || len(words) > maxOffice {
		return Antecedent{}, false
	}
	if OpensPhrase(words[0]) || lexicon.PersonPronoun.Has(words[0]) {
		return Antecedent{}, false
	}
	e := t.Holder(words, s.Start)
	if e == nil {
		return Antecedent{}, false
	}
	return Antecedent{Entities: []*entity.Entity{e}, Kind: quote.NamedPerson, Pass: bareOffice.Name}, true
}

// OpensPhrase reports whether a word opens a noun phrase of its own.
func OpensPhrase(w string) bool { return lexicon.Determiner.Has(w) || lexicon.SpecifierWord.Has(w) }

var delayedIdentification = pass.Pass{
	Name:    "delayed-identification",
	Purpose: "The lead's “a bank executive” is the person whom the story then brings in by name and office.",
}

// introduction is how many paragraphs after the first somebody may be introduced in.
const introduction = 4

// An Introduction tells whom the sources of the headline and the first paragraph mean that describe somebody: the person whom
// the story then names.
type Introduction struct {
	t      *Talk
	Lead   []*quote.Quote // of the headline and the first paragraph
	Person *entity.Entity
}

// Introduction returns who is introduced behind the lead, once all quotes have their speakers: who speaks next, brought in by full
// name and office within a few paragraphs. Journalists call it delayed identification. It returns nil where nobody is.
func (t *Talk) Introduction() *Introduction {
	first := slices.IndexFunc(t.layout.Blocks, func(b text.Block) bool { return b.Kind == text.Paragraph })
	if first < 0 || t.without[delayedIdentification.Name] {
		return nil
	}
	end := t.layout.Blocks[first].End
	n := 0
	for n < len(t.quotes) && firstOf(t.quotes[n]) < end {
		n++
	}
	next := slices.IndexFunc(t.quotes[n:], func(q *quote.Quote) bool { return q.Speech })
	if n == 0 || next < 0 {
		return nil
	}
	q := t.quotes[n+next]
	if !isIntroduction(q, end) || t.layout.BlockAt(q.Source.Start) > first+introduction {
		return nil
	}
	return &Introduction{t, t.quotes[:n], q.Speaker}
}

// isIntroduction reports whether the source of a quote brings in its speaker, behind the offset, by full name and with an office.
func isIntroduction(q *quote.Quote, lead int) bool {
	if q.Source == nil || q.SpeakerKind != quote.NamedPerson || len(q.Joint) > 0 || len(q.Speaker.Roles) == 0 {
		return false
	}
	first := q.Speaker.Mentions[0]
	return first.Start >= max(lead, q.Source.Start) && len(strings.Fields(first.Text)) > 1
}

// Means reports whether a source of the lead that describes a person may mean whom the story introduces: a definite office is
// one of theirs, or that of any chief; "a source" stays one.
func (x *Introduction) Means(s *Source) (Antecedent, bool) {
	words := s.Of(x.t.text)
	noun := strings.ToLower(lastWord(x.t.text[s.Start:s.Head]))
	if lexicon.PersonPronoun.Has(words) || lexicon.AnonymousNoun.Has(noun) {
		return Antecedent{}, false
	}
	a := people([]*entity.Entity{x.Person})
	a.Pass = delayedIdentification.Name
	if !strings.EqualFold(firstWord(words), "the") && !tellsWhose.MatchString(words) || lexicon.ChiefNoun.Has(noun) {
		return a, true
	}
	return a, slices.ContainsFunc(x.Person.Roles, func(r text.Excerpt) bool {
		return slices.Contains(strings.Fields(strings.ToLower(r.Text)), noun)
	})
}

// tellsWhose is the beginning of a source that tells whose it is.
var tellsWhose = regexp.MustCompile(`^(?:[\p{L}-]+ )*[\p{L}-]+['’]s? `)
