package resolve

import (
	"strings"

	"dictum.example/internal/lexicon"
)

// maxPassive bounds the tokens between a name and the participle of what was done to the person.
const maxPassive = 6

// isHarmed reports whether the text tells that somebody did harm to the person whose name has the tokens [from, to).
func (p *page) isHarmed(from, to int) bool {
	return p.harmedBehind(to, p.At(from).Sentence) || p.harmedBefore(from)
}

// harmedBehind finds "Marsh, 41, was fatally stabbed", from token k on.
func (p *page) harmedBehind(k, sent int) bool {
	if age := p.InSentence(k+1, sent).Lower; p.InSentence(k, sent).Text == "," && (isAge(age) || age == "who") {
		k += 2
		if p.InSentence(k, sent).Text == "," {
			k++
		}
	}
	passive := false
	for end := k + maxPassive; k < end; k++ {
		t := p.InSentence(k, sent)
		switch {
		case t.Is(lexicon.BeForm):
			passive = true
		case passive && t.Is(lexicon.HarmedParticiple):
			return !p.isByLaw(k+1, sent)
		case t.Text == "", t.IsPunct(), t.Cue != none, t.Name != none:
			return false
		case !passive && !t.Is(lexicon.Auxiliary):
			return false
		}
	}
	return false
}

// isByLaw reports whether the agent of a passive, within few tokens from k on, is the police or an army.
func (p *page) isByLaw(k, sent int) bool {
	by := false
	for end := k + maxPassive; k < end; k++ {
		t := p.InSentence(k, sent)
		if t.Text == "" || t.IsPunct() {
			break
		}
		if by && (t.Is(lexicon.JusticeNoun) || lexicon.JusticeNoun.Has(strings.TrimSuffix(t.Lower, "s"))) {
			return true
		}
		by = by || t.Lower == "by"
	}
	return false
}

// harmedBefore finds "stabbed teacher Marsh" and "the murder of Marsh".
func (p *page) harmedBefore(from int) bool {
	sent := p.At(from).Sentence
	k := from - 1
	for n := 0; n < 3 && p.InSentence(k, sent).Text != "" && (p.personNoun(k) || p.shows(k, sent) || p.At(k).Lower == "dead"); n++ {
		k--
	}
	t, before := p.InSentence(k, sent), p.InSentence(k-1, sent)
	if t.Is(lexicon.HarmedParticiple) {
		return !before.Is(lexicon.BeForm)
	}
	return t.Is(lexicon.Preposition) && before.Is(lexicon.HarmNoun)
}

// isNoCulprit reports whether a noun for who is suspected of a crime, "the attacker", cannot be said of x: a victim, or
// somebody whose office is to judge or to search. A phrase with an age in it tells who is meant by the age.
func (r *resolver) isNoCulprit(a *anaphor, x *referent) bool {
	if !lexicon.CulpritNoun.Has(a.noun) || r.p.ageIn(a.from, a.to) != "" {
		return false
	}
	justice := false
	for head := range x.heads {
		if lexicon.CulpritNoun.Has(head) {
			return false
		}
		justice = justice || lexicon.JusticeNoun.Has(head)
	}
	return x.harmed || justice
}
