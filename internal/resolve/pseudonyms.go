package resolve

import (
	"dictum.example/entity"
	"dictum.example/internal/doc"
	"dictum.example/text"
)

// maxPseudonym is how many words a name between quotation marks has at most that somebody goes by.
const maxPseudonym = 3

// pseudonyms makes persons of the words between quotation marks that somebody without a name goes by: “a farmer who asked to be
// called "Rosa"”.
func (p *page) pseudonyms(ms []nameMention) []nameMention {
	if p.Reading.Layout == nil {
		return ms
	}
	taken := map[int]bool{} // the first tokens of such names
	var found []nameMention
	for _, q := range p.Reading.Layout.Quotations {
		from, to := p.TokensIn(text.Span{Start: q.Open.End, End: q.Close.Start})
		for to > from && p.At(to-1).IsPunct() {
			to--
		}
		if !q.Closed() || to == from || to > from+maxPseudonym || !p.areCapitals(from, to) || !p.isPseudonym(from-1) {
			continue
		}
		for k := from; k < to; k++ {
			taken[k] = true
		}
		m := p.newName(from, to, entity.Person, .9)
		found = append(found, m)
	}
	if len(found) == 0 {
		return ms
	}
	ms = except(ms, func(m *nameMention) bool { return taken[m.from] || taken[m.to-1] })
	return append(ms, found...)
}

// areCapitals reports whether each of the tokens [from, to) is a word with a capital.
func (p *page) areCapitals(from, to int) bool {
	for k := from; k < to; k++ {
		if !p.At(k).IsCapitalised() {
			return false
		}
	}
	return true
}

// maxNaming is how many tokens the phrase before such a name has at most.
const maxNaming = 12

// isPseudonym reports whether a phrase that gives somebody's name ends before token i, a quotation mark.
func (p *page) isPseudonym(i int) bool {
	sent, from := p.At(i).Sentence, i
	for from > 0 && i-from < maxNaming && p.Tokens[from-1].Sentence == sent {
		from--
	}
	s := p.Stretch(from, i)
	if start, ok := GivesName(s); ok && start > 0 {
		return true
	}
	for k := range s.Len() {
		if _, ok := aliasPatterns().Pattern("known-only").Match(s, k); ok {
			return k > 0 && p.personNoun(from+k-1) && !p.pluralNoun(p.At(from+k-1))
		}
	}
	return false
}

// GivesName returns where the phrase begins with which s ends and that gives the name of somebody who has none, such as "who asked to
// be called", and whether there is one.
func GivesName(s doc.Stretch) (start int, ok bool) {
	for k := range s.Len() {
		if _, ok := aliasPatterns().Pattern("pseudonym").Match(s, k); ok {
			return k, true
		}
	}
	return 0, false
}
