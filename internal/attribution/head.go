package attribution

import (
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/gazetteer"
	"dictum.example/internal/lexicon"
	"dictum.example/internal/resolve"
	"dictum.example/text"
)

// headEnd returns the end of the source's head: the noun or name before its
// complements, appositions and relative clauses.
func (a *article) headEnd(s text.Span) int {
	names := a.entities.In(s)
	at := s.Start
	before := "" // the word that ends there
	for at < s.End {
		w := nextWord(a.text, at, s.End)
		if w.Len() == 0 {
			break
		}
		for len(names) > 0 && names[0].End <= w.Start {
			names = names[1:]
		}
		if len(names) > 0 && names[0].Start <= w.Start && names[0].End > w.End && names[0].Kind == entity.Name {
			at, before = names[0].End, lastWord(names[0].Text) // "the University of Halden spokesman"
			continue
		}
		word := w.Of(a.text)
		if at > s.Start && isBracketed(word) && a.isHeadNext(w.End, s.End) { // "Coast Party (CP) lawmakers"
			at = w.End
			continue
		}
		if at > s.Start && a.endsHead(w, before, s.End) {
			return lastEnd(a.text, s.Start, w.Start)
		}
		if i := strings.IndexAny(word, headMarks); i > 0 {
			return w.Start + i
		}
		at, before = w.End, lastWord(word)
	}
	return lastEnd(a.text, s.Start, s.End)
}

// headMarks are the marks that a head ends before.
const headMarks = ",;:—–("

// endsHead reports whether the head of a source that ends at the offset ends before a word that follows it, and
// which another stands before.
func (a *article) endsHead(w text.Span, before string, end int) bool {
	word := w.Of(a.text)
	if strings.IndexAny(word, headMarks) == 0 {
		return true
	}
	low := strings.ToLower(word)
	if lexicon.HeadComplement.Has(low) || low == "and" && !a.goesOnAs(text.Span{Start: w.End, End: end}) {
		return true // but not "the former captain and club player"
	}
	return w.End < end && isParticiple(word) && isHead(before) && !isHead(word)
}

// isBracketed reports whether a word is in brackets.
func isBracketed(word string) bool { return word[0] == '(' && strings.HasSuffix(word, ")") }

// isHeadNext reports whether the next word is a noun, in lower case, of those that speak.
func (a *article) isHeadNext(at, end int) bool {
	next := nextWord(a.text, at, end).Of(a.text)
	return next == strings.ToLower(next) && isHead(lastWord(next))
}

// goesOnAs reports whether what follows "and" in a source is the rest of one person's description: a noun for one
// person closes it, and nothing opens another.
func (a *article) goesOnAs(rest text.Span) bool {
	first, last := strings.ToLower(nextWord(a.text, rest.Start, rest.End).Of(a.text)), lastWord(rest.Of(a.text))
	return !resolve.OpensPhrase(first) && !strings.ContainsAny(rest.Of(a.text), ",;:(") && wordsIn(rest.Of(a.text)) > 1 &&
		last == strings.ToLower(last) && !strings.HasSuffix(last, "s") && gazetteer.PersonNoun(last)
}

// isParticiple reports whether a word looks like one: "released", "citing", "seen".
func isParticiple(w string) bool {
	return lexicon.IrregularParticiple.Has(w) || len(w) > 4 && (strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "ing"))
}

// isHead reports whether a word is a noun of those that speak.
func isHead(w string) bool {
	low := strings.ToLower(w)
	return lexicon.DocumentNoun.Has(low) || lexicon.DocumentNoun.Has(strings.TrimSuffix(low, "s")) || gazetteer.PersonNoun(low) ||
		gazetteer.OrgNoun(low)
}
