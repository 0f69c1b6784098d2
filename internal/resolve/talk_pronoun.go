package resolve

import (
	"slices"
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/lexicon"
	"dictum.example/internal/pass"
	"dictum.example/quote"
	"dictum.example/text"
)

var unnamedBefore = sourcePass{pass.Pass{
	Name:    "unnamed-before",
	Purpose: "A pronoun may mean whom the quote before brings in without a name: A teacher said so. “…,” she said.",
}, func(t *Talk, s *Source) (Antecedent, bool) {
	return somebody(quote.UnnamedPerson), IsHeShe(t.words(s)) && t.isUnnamed(s)
}}

// isUnnamed reports whether a pronoun that is the source of a quote means somebody whom the quote before brings in, or goes on
// with, without a name. In another paragraph than that quote's it opens with a quotation.
func (t *Talk) isUnnamed(s *Source) bool {
	b := t.unnamed(s)
	if b == nil || b.Source.End > s.Start || !bringsIn(b.Source.Text) || !t.isNear(s, b) {
		return false
	}
	between := text.Span{Start: max(b.Source.End, s.Start-10*reach), End: s.Start}
	return !slices.ContainsFunc(t.In(between), func(r Ref) bool { return r.IsPersonName() && !t.doc.InPassage(r.Start) })
}

// unnamed returns the quote before that of a source, if its source is somebody without a name, or nil.
func (t *Talk) unnamed(s *Source) *quote.Quote {
	if s.Quote == 0 {
		return nil
	}
	if b := t.quotes[s.Quote-1]; b.Source != nil && b.SpeakerKind == quote.UnnamedPerson {
		return b
	}
	return nil
}

// isNear reports whether a quote's source is in the paragraph of that of quote b, or a quotation that opens the next one is
// attributed to it.
func (t *Talk) isNear(s *Source, b *quote.Quote) bool {
	block, last := t.layout.BlockAt(s.Start), t.layout.BlockAt(b.Source.Start)
	at := firstOf(t.quotes[s.Quote])
	return last == block || last == block-1 && at == t.layout.Blocks[block].Start && t.doc.InPassage(at)
}

// bringsIn reports whether a source is the first mention of somebody without a name, or a pronoun.
func bringsIn(source string) bool {
	first, _, _ := strings.Cut(strings.ToLower(source), " ")
	return lexicon.IndefiniteDeterminer.Has(first) || IsHeShe(source)
}

var spokenOf = sourcePass{pass.Pass{
	Name: "spoken-of", Purpose: "A pronoun behind the words of somebody unnamed does not mean whom those alone mention: " +
		"The guest thanked “Prince Karl.” He said …",
}, func(t *Talk, s *Source) (Antecedent, bool) {
	return somebody(quote.UnnamedPerson), IsHeShe(t.words(s)) && t.isSpokenOf(s)
}}

// isSpokenOf reports whether whom the pronoun before a quote was taken for was mentioned in others' quotes alone, the last of which
// somebody unnamed says.
func (t *Talk) isSpokenOf(s *Source) bool {
	e := t.known(s.Span)
	if e == nil || t.unnamed(s) == nil {
		return false
	}
	spoken := false
	for _, m := range e.Mentions {
		if m.Start >= s.Start {
			break
		}
		spoken = slices.ContainsFunc(t.quotes[s.before():s.Quote], func(b *quote.Quote) bool {
			return slices.ContainsFunc(b.Content, func(c text.Excerpt) bool { return c.Contains(m.Span) })
		})
		if !spoken {
			return false
		}
	}
	return spoken
}

// IsHeShe reports whether a word is the subject pronoun for one person.
func IsHeShe(s string) bool { return strings.EqualFold(s, "he") || strings.EqualFold(s, "she") }

var lastSpeaker = sourcePass{pass.Pass{
	Name: "last-speaker", Purpose: "A pronoun that stands for nobody known means who spoke last, the gender allowing.",
}, func(t *Talk, s *Source) (Antecedent, bool) {
	if !IsHeShe(t.words(s)) || t.known(s.Span) != nil {
		return Antecedent{}, false
	}
	return t.LastPerson(s), true
}}

// maxSince is how many paragraphs back somebody spoke last.
const maxSince = 4

// LastPerson returns who spoke last before a quote, in the paragraphs just before, where that may be whom a pronoun that is
// the quote's source means. A source without words means anybody.
func (t *Talk) LastPerson(s *Source) Antecedent {
	at := firstOf(t.quotes[s.Quote])
	block, gender := t.layout.BlockAt(at), UnknownGender
	if IsHeShe(t.words(s)) {
		gender = PronounGender(t.words(s))
	}
	var other *entity.Entity // who spoke last, of the other gender
	for k := s.Quote - 1; k >= s.before(); k-- {
		b := t.quotes[k]
		if !b.Speech {
			continue
		}
		if block-t.layout.BlockAt(lastOf(b)) > maxSince {
			break
		}
		switch b.SpeakerKind {
		case quote.UnnamedPerson:
			return somebody(quote.UnnamedPerson)
		case quote.NamedPerson:
			if gender.Agrees(t.Gender(b.Speaker)) {
				return Antecedent{Entities: []*entity.Entity{b.Speaker}, Kind: quote.NamedPerson}
			}
			if k == s.Quote-1 && block-t.layout.BlockAt(firstOf(b)) <= 1 && t.MayBe(b.Speaker, gender, at) {
				other = b.Speaker
			}
		}
	}
	if other != nil {
		return Antecedent{Entities: []*entity.Entity{other}, Kind: quote.NamedPerson}
	}
	return Antecedent{}
}

var lastBody = sourcePass{pass.Pass{
	Name: "last-body", Purpose: "“It” means the organisation or document that spoke last, if nobody else did since.",
}, func(t *Talk, s *Source) (Antecedent, bool) {
	if !t.quotes[s.Quote].Speech || !strings.EqualFold(t.words(s), "it") || t.known(s.Span) != nil {
		return Antecedent{}, false
	}
	return t.lastBody(s), true
}}

// lastBody returns the organisation or document that spoke last before a quote, not far from it, if nobody else did since.
func (t *Talk) lastBody(s *Source) Antecedent {
	block := t.layout.BlockAt(s.Start)
	for k := s.Quote - 1; k >= s.before(); k-- {
		b := t.quotes[k]
		if !b.Speech || b.SpeakerKind == "" {
			continue
		}
		if b.SpeakerKind != quote.Organisation && b.SpeakerKind != quote.DocumentKind || b.Source == nil ||
			block-t.layout.BlockAt(b.Source.Start) > 2 {
			break
		}
		return speakersOf(b)
	}
	return Antecedent{}
}
