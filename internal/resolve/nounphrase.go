package resolve

import (
	"strings"

	"dictum.example/internal/doc"
	"dictum.example/internal/lexicon"
)

// maxNounPhrase bounds the tokens of a noun phrase behind its determiner, a name as one.
const maxNounPhrase = 7

// nounPhrase reads a noun phrase that begins with a determiner at token i and
// whose noun is said of persons, organisations or places.
func (p *page) nounPhrase(i int) (anaphor, bool) {
	t := p.At(i)
	if !t.Is(lexicon.Determiner) || t.Title {
		return anaphor{}, false
	}
	if a, ok := p.pairPhrase(i); ok {
		return a, t.Lower == "the"
	}
	a := anaphor{from: i, head: none, shown: t.Is(lexicon.Demonstrative)}
	if !p.phraseHead(&a) {
		return a, false
	}
	if next := p.At(a.head + 1); a.head == none || next.Name != none && next.Sentence == t.Sentence {
		return a, false
	}
	a.to = a.head + 1
	a.class = p.nounClass(a.head)
	a.noun = strings.TrimSuffix(p.At(a.head).Lower, ".")
	a.defined = p.InSentence(a.to, t.Sentence).Is(lexicon.DefiningWord)
	a.gender = titleGender(a.noun)
	return a, true
}

// pairPhrase reads "the two", "both men", "the duo" from the determiner at token i.
func (p *page) pairPhrase(i int) (anaphor, bool) {
	sent := p.At(i).Sentence
	noun, after := p.InSentence(i+1, sent), p.InSentence(i+2, sent)
	if !noun.Is(lexicon.PairNoun) {
		return anaphor{}, false
	}
	people := after.Is(lexicon.PairMember)
	if noun.Lower == "two" && !people && !after.IsVerb() && !after.IsPunct() {
		return anaphor{}, false
	}
	a := anaphor{from: i, to: i + 2, head: i + 1, class: pairNominal, noun: noun.Lower}
	if people {
		a.to++
	}
	return a, true
}

// phraseHead reads the words behind the determiner of a phrase and notes its noun, where it has one, and
// whether a name is in it. It reports whether the phrase means one that the reader knows: "the first
// country" is any that was.
func (p *page) phraseHead(a *anaphor) bool {
	first := p.At(a.from)
	k := a.from + 1
	for range maxNounPhrase {
		t := p.InSentence(k, first.Sentence)
		if t.Text == "" || !p.phraseWord(k) || a.head != none && p.endsPhraseAt(k) {
			break
		}
		if t.Is(lexicon.SelectiveModifier) && !p.opensFirstOffice(k) && (first.Lower == "the" || a.shown) {
			return false
		}
		if t.Name != none {
			a.named = true
			k = p.nameEnd(k)
			continue
		}
		if p.nounClass(k) != notPronoun {
			a.head = k
		} else if isCommonNoun(t) && !(t.HasTag('V') && strings.HasSuffix(t.Lower, "s")) {
			a.head = none // "the company car"
		}
		k++
	}
	return true
}

// endsPhraseAt reports whether token k, behind a noun, opens what is no more of its phrase: a cue, or a word that is mostly no noun,
// as "called" or "last".
func (p *page) endsPhraseAt(k int) bool {
	t := p.At(k)
	return t.Cue != none ||
		t.Tags != "" && t.Tags[0] != 'N' && t.Name == none && !t.IsPunct() && !p.inCompound(k) && p.nounClass(k) == notPronoun
}

// isCommonNoun reports whether the token is a noun in lower case by its commonest use.
func isCommonNoun(t *doc.Token) bool { return t.Tags != "" && t.Tags[0] == 'N' && t.Lower == t.Text }

// phraseWord reports whether token k may stand within a noun phrase.
func (p *page) phraseWord(k int) bool {
	t := p.At(k)
	switch {
	case t.IsPossessive():
		return false
	case p.modifier(k), p.nounClass(k) != notPronoun, isAge(t.Lower):
		return true
	}
	return t.Tags != "" && t.Tags[0] == 'V' && (strings.HasSuffix(t.Lower, "ed") || strings.HasSuffix(t.Lower, "ing")) && p.modifier(k+1)
}

// nameEnd returns the token behind the name that covers token i.
func (p *page) nameEnd(i int) int {
	n := p.At(i).Name
	for i < len(p.Tokens) && p.Tokens[i].Name == n {
		i++
	}
	return i
}

// nounClass returns the class of the noun at token k, or notPronoun.
func (p *page) nounClass(k int) class {
	t := p.At(k)
	switch {
	case t.Name == none && (p.offices[t.Text] || t.IsWritten(lexicon.UniqueOfficeAbbreviation)):
		return personNominal
	case t.Name != none || t.Title || lexicon.ThingNoun.Has(strings.TrimSuffix(t.Lower, "s")):
		return notPronoun
	case strings.HasSuffix(t.Lower, "-year-old") || t.Lower == "old" && p.At(k-1).Text == "-":
		return personNominal
	case t.Is(lexicon.PlaceNoun):
		return placeNominal
	case t.Is(lexicon.OrganisationNoun):
		return orgNominal
	case p.personNoun(k):
		return personNominal
	}
	return notPronoun
}
