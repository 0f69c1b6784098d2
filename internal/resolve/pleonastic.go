package resolve

import "dictum.example/internal/lexicon"

// pleonastic reports whether the "it" at token i refers to nothing: "it is clear that", "it will take years to", "it
// turned out that" (after Lappin and Leass 1994).
func (p *page) pleonastic(i int) bool {
	sent := p.Tokens[i].Sentence
	word := func(k int) string { return p.InSentence(k, sent).Lower }
	k := i + 1
	be := false
	for n := 0; n < 4; n++ { // "may not be", "has long been", "'s also"
		switch w, next := word(k), word(k+1); {
		case lexicon.RaisingVerb.Has(w) && (next == "that" || next == "as" || next == "like" || next == "out" || next == "to" && word(k+2) == "me"):
			return true
		case lexicon.Copula.Has(w):
			be = true
		case lexicon.Auxiliary.Has(w) || lexicon.ClauseAdverb.Has(w):
		default:
			n = 4
			continue
		}
		k++
	}
	switch w := word(k); {
	case w == "take" || w == "takes" || w == "took" || w == "taken":
		for n := 1; n <= 6 && word(k+n) != ""; n++ {
			if lexicon.DurationNoun.Has(word(k + n)) {
				return true
			}
		}
		return false
	case !be:
		return false
	case w == "time" || (w == "only" || w == "when" || w == "until") && (w != "only" || lexicon.CleftWord.Has(word(k+1))):
		return true
	case w == "no" || w == "a" || w == "an" || w == "the" || w == "too" || w == "so" || w == "very" || w == "more" || w == "quite" || w == "almost":
		k++ // "it is no surprise that", "it is too early to"
	}
	w := word(k)
	if lexicon.CleftWord.Has(w) && word(k-1) == "only" {
		return true
	}
	if !lexicon.ImpersonalAdjective.Has(w) && !lexicon.ReportedParticiple.Has(w) {
		return false
	}
	for n := 1; n <= 2; n++ {
		switch next := word(k + n); {
		case next == "that" || next == "whether" || next == "if" || next == "how" || next == "why" || next == "what" || next == "who" || next == "where":
			return true
		case lexicon.ImpersonalAdjective.Has(w) && (next == "to" || next == "for" || next == "when"):
			return true
		case n == 1 && next == "enough":
		default:
			return false
		}
	}
	return false
}
