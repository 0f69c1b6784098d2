package resolve

import (
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/lexicon"
)

// severalAges is the age of whom the text gives more than one.
const severalAges = "-"

// noteAge notes the age that stands beside a mention of x with tokens [from, to).
func (r *resolver) noteAge(x *referent, kind entity.Kind, from, to int) {
	if x.typ != entity.Person || kind == entity.Pronoun {
		return
	}
	age := r.p.ageIn(from, to)
	if age == "" {
		age = r.p.ageBehind(to, r.p.Tokens[from].Sentence)
	}
	if age == "" && kind == entity.Name {
		age = r.p.ageBefore(from)
	}
	switch {
	case age == "" || age == x.age:
	case x.age == "":
		x.age = age
	default:
		x.age = severalAges
	}
}

// ageAt returns the age that ends with token k, "34" of "34-year-old" as one token or as five, or "".
func (p *page) ageAt(k int) string {
	low := p.At(k).Lower
	if low == "old" && p.At(k-1).Text == "-" && p.At(k-2).Lower == "year" && p.At(k-3).Text == "-" {
		low = p.At(k - 4).Lower
	} else if age, ok := strings.CutSuffix(low, "-year-old"); ok {
		low = age
	} else {
		return ""
	}
	if !isAge(low) {
		return ""
	}
	return low
}

// ageIn returns the first age among the tokens [from, to), or "".
func (p *page) ageIn(from, to int) string {
	for k := from; k < to; k++ {
		if age := p.ageAt(k); age != "" {
			return age
		}
	}
	return ""
}

// ageBehind returns the age that follows a mention, from token k on: "Marsh, 34, left", "Marsh (34)", "Marsh, a 34-year-old clerk", or "".
func (p *page) ageBehind(k, sent int) string {
	open := p.InSentence(k, sent)
	if open.Text != "," && open.Text != "(" && !open.Is(lexicon.BeForm) {
		return ""
	}
	k++
	if t := p.InSentence(k, sent); t.Lower == "aged" {
		k++
	} else if t.Is(lexicon.Article) {
		return p.ageIn(k+1, p.phraseEnd(k+1, k+1+maxBeforeName, sent))
	}
	age, next := p.InSentence(k, sent), p.InSentence(k+1, sent)
	if !isAge(age.Lower) || next.Text != "" && (!next.IsPunct() || next.Text == "-" || next.Text == "%") {
		return ""
	}
	return age.Lower
}

// phraseEnd returns the first token from k on, or else to, that is a mark other than a hyphen, or of another sentence.
func (p *page) phraseEnd(k, to, sent int) int {
	for ; k < to; k++ {
		if t := p.InSentence(k, sent); t.Text == "" || t.IsPunct() && t.Text != "-" {
			return k
		}
	}
	return to
}

// maxBeforeName bounds the tokens between an age and the name that it stands before.
const maxBeforeName = 5

// ageBefore returns the age before the name at token from, with nothing but what describes the person between:
// "the 34-year-old clerk Marsh", or "".
func (p *page) ageBefore(from int) string {
	sent := p.At(from).Sentence
	for k := from - 1; k >= from-maxBeforeName; k-- {
		t := p.InSentence(k, sent)
		if age := p.ageAt(k); age != "" && t.Text != "" {
			return age
		}
		if t.Text == "" || t.IsPunct() || t.Cue != none || p.isFinite(k) || t.Is(lexicon.Preposition) || t.Is(lexicon.Article) {
			break
		}
	}
	return ""
}

// ofAnotherAge reports whether a phrase tells an age and the text another of x.
func (r *resolver) ofAnotherAge(a *anaphor, x *referent) bool {
	age := r.p.ageIn(a.from, a.to)
	return age != "" && x.age != "" && x.age != severalAges && x.age != age
}
