package attribution

import (
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/gazetteer"
	"dictum.example/internal/lexicon"
	"dictum.example/internal/resolve"
	"dictum.example/quote"
	"dictum.example/text"
)

// lastPerson returns who spoke last before a quote, in the paragraphs just before, where
// that may be whom a pronoun that is the quote's source means.
func (a *article) lastPerson(u *utterance) speaker {
	block := a.Layout.BlockAt(u.Content[0].Start)
	gender := u.gender()
	var other *entity.Entity // who spoke last, of the other gender
	for k := u.i - 1; k >= max(0, u.i-lookBack); k-- {
		b := u.quotes[k]
		if !b.Speech {
			continue
		}
		if block-a.Layout.BlockAt(b.Content[len(b.Content)-1].Start) > 4 {
			break
		}
		switch b.SpeakerKind {
		case quote.UnnamedPerson:
			return unnamed(quote.UnnamedPerson)
		case quote.NamedPerson:
			if gender.Agrees(a.entities.Gender(b.Speaker)) {
				return person(b.Speaker)
			}
			if k == u.i-1 && block-a.Layout.BlockAt(b.Content[0].Start) <= 1 && a.entities.MayBe(b.Speaker, gender, u.Content[0].Start) {
				other = b.Speaker
			}
		}
	}
	if other != nil {
		return person(other)
	}
	return speaker{}
}

// gender returns the gender of the pronoun that is the quote's source.
func (u *utterance) gender() resolve.Gender {
	if u.Source == nil || !isHeShe(u.Source.Text) {
		return resolve.UnknownGender
	}
	return resolve.PronounGender(u.Source.Text)
}

var pair = sieve{Pass{
	Name: "pair", Purpose: "“They” means two who spoke together last, or who opened a sentence before it, if no others may be meant.",
}, func(a *article, u *utterance) (speaker, bool) {
	if !strings.EqualFold(u.Source.Text, "they") {
		return speaker{}, false
	}
	two := a.pair(u)
	return people(two), two != nil
}}

// pair returns the people whom "they", the source of a quote, means: those who spoke together last, in the same paragraph or the
// one before, if no others did since, or who open a sentence before it in its paragraph, if nothing else there is plural.
func (a *article) pair(u *utterance) []*entity.Entity {
	at := u.Source.Start
	block := a.Layout.BlockAt(at)
	for k := u.i - 1; k >= max(0, u.i-lookBack); k-- {
		b := u.quotes[k]
		if b.Source == nil || b.Source.End > at {
			continue
		}
		if block-a.Layout.BlockAt(b.Source.Start) > 1 || b.SpeakerKind == quote.UnnamedGroup || b.SpeakerKind == quote.Organisation {
			break
		}
		if len(b.Joint) > 0 {
			return speakersOf(b).entities
		}
	}
	if block < 0 {
		return nil
	}
	return a.pairBefore(at, a.Layout.Blocks[block].Start)
}

// maxSentences is how many sentences before a pronoun are looked at.
const maxSentences = 3

// pairBefore returns the two people who open a sentence of the block, before that of the offset, if no sentence since
// may have several others for its subject.
func (a *article) pairBefore(at, block int) []*entity.Entity {
	last := a.Layout.SentenceAt(at)
	for k := last - 1; k >= max(0, last-maxSentences) && a.Layout.Sentences[k].Start >= block; k-- {
		s := a.Layout.Sentences[k]
		s.End = min(s.End, at, s.Start+reach)
		if two := a.opensWithTwo(s); two != nil {
			return two
		}
		if opensPlural(nextWord(a.text, s.Start, s.End).Of(a.text)) {
			return nil
		}
	}
	return nil
}

// opensWithTwo returns the two people that a sentence begins with, "and" between them, or nil.
func (a *article) opensWithTwo(s text.Span) []*entity.Entity {
	refs := a.entities.In(s)
	if len(refs) < 2 || refs[0].Type != entity.Person || refs[1].Type != entity.Person || refs[0].Entity == refs[1].Entity {
		return nil
	}
	x, y := refs[0], refs[1]
	if a.inPassage(x.Start) || strings.TrimSpace(a.text[x.End:y.Start]) != "and" || a.isPossessor(y.End) {
		return nil
	}
	if first := strings.TrimSpace(a.text[s.Start:x.Start]); first != "" && first != "Both" {
		return nil
	}
	return []*entity.Entity{x.Entity, y.Entity}
}

// opensPlural reports whether a sentence that begins with the word may have several for its subject.
func opensPlural(w string) bool {
	switch low := strings.ToLower(w); {
	case low == "the", low == "other", low == "others":
		return true
	case lexicon.PluralPronoun.Has(low):
		return low != "they"
	default:
		return low != w && strings.HasSuffix(low, "s") && !isPossessive(low) && gazetteer.PersonNoun(strings.TrimSuffix(low, "s"))
	}
}
