package attribution

import (
	"slices"
	"strings"
	"unicode"

	"dictum.example/internal/lexicon"
	"dictum.example/quote"
)

// polarity tells from the cue whether the speaker says the content.
func polarity(cue string) quote.Polarity {
	c := cueOf(cue)
	switch {
	case c.refuses():
		return quote.Declined
	case c.has(lexicon.DenyingVerb):
		return quote.Denied
	case c.isNegated():
		return quote.Declined
	}
	return quote.Affirmed
}

// isTelling reports whether the cue takes the addressee for its object.
func isTelling(cue string) bool { return cueOf(cue).has(lexicon.TellingVerb) }

// isHearsay reports whether the cue names nobody who could be asked: "reportedly", "It is said".
func isHearsay(cue string) bool {
	c := cueOf(cue)
	return c.has(lexicon.HearsayAdverb) || c.hasPair(lexicon.BeForm, lexicon.HearsayParticiple)
}

// isAddressed reports whether the subject of a cue is asked, told or thought to do something, and says nothing: "is
// being asked", "is believed".
func isAddressed(cue string) bool { return cueOf(cue).isAddressed() }

// isPassive reports whether the subject of the cue is whom or what is spoken of, and not who says the content.
func isPassive(cue string) bool { return cueOf(cue).isPassive() }

// A cue is the words of a cue, in lower case. "not" is a word of its own.
type cue []string

var contractions = strings.NewReplacer("n't", " not", "n’t", " not")

func cueOf(s string) cue {
	return strings.FieldsFunc(contractions.Replace(strings.ToLower(s)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r)
	})
}

// has reports whether a word of the cue is of class c.
func (c cue) has(class lexicon.Class) bool { return slices.ContainsFunc(c, class.Has) }

// ends reports whether the last word of the cue is of class c.
func (c cue) ends(class lexicon.Class) bool { return len(c) > 0 && class.Has(c[len(c)-1]) }

// hasPair reports whether a word of class x stands before one of class y.
func (c cue) hasPair(x, y lexicon.Class) bool {
	for i := 1; i < len(c); i++ {
		if x.Has(c[i-1]) && y.Has(c[i]) {
			return true
		}
	}
	return false
}

// refuses reports whether the cue tells that the speaker does not speak: "declined to say", "did not immediately answer".
func (c cue) refuses() bool {
	if c.has(lexicon.RefusingVerb) {
		return true
	}
	for i, w := range c {
		if lexicon.Negation.Has(w) && slices.ContainsFunc(c[i+1:min(i+3, len(c))], lexicon.AnsweringVerb.Has) {
			return true
		}
	}
	return false
}

// isNegated reports whether the cue has a negation.
func (c cue) isNegated() bool {
	return c.has(lexicon.Negation) || strings.Contains(strings.Join(c, " ")+" ", "no longer ")
}

// isPassive reports whether the cue has a passive, "was dubbed", "being told", or is "known". In
// "is expected to say" the subject speaks.
func (c cue) isPassive() bool {
	for i, w := range c {
		if !lexicon.BeForm.Has(w) && !lexicon.BecomeForm.Has(w) {
			continue
		}
		k := c.pastAdverbs(i + 1)
		if k < len(c) && isPassiveParticiple(c[k]) {
			return k+2 >= len(c) || c[k+1] != "to"
		}
	}
	return len(c) > 0 && c[0] == "known" && (len(c) < 3 || c[1] != "to")
}

// isAddressed reports whether the cue ends with a passive verb of asking, telling or thinking.
func (c cue) isAddressed() bool {
	for i, w := range c {
		if !lexicon.BeForm.Has(w) {
			continue
		}
		k := c.pastAdverbs(i + 1)
		for k < len(c) && c[k] == "being" {
			k = c.pastAdverbs(k + 1)
		}
		if k == len(c)-1 && lexicon.AddressedParticiple.Has(c[k]) {
			return true
		}
	}
	return false
}

// pastAdverbs returns the index of the first word from the k-th on that is neither "not" nor an adverb.
func (c cue) pastAdverbs(k int) int {
	for k < len(c) && (c[k] == "not" || strings.HasSuffix(c[k], "ly")) {
		k++
	}
	return k
}

// isPassiveParticiple reports whether a word may be the participle of a passive.
func isPassiveParticiple(w string) bool {
	return lexicon.PassiveParticiple.Has(w) || len(w) > 2 && strings.HasSuffix(w, "ed")
}
