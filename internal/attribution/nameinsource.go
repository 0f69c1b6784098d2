package attribution

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dictum.example/internal/lexicon"
	"dictum.example/text"
)

var nameInSource = step{Pass{
	Name: "name-in-source", Purpose: "A title or nickname between quotation marks, in what tells who speaks, is not said: " +
		"“It is late,” said Lind, author of “The Salt Road”.",
}, each((*article).unname)}

// unname takes from a group what its source holds, and the names that follow the source in its sentence.
func (a *article) unname(g *group) bool {
	if g.cue == none || g.source == none || g.label != nil || len(g.pieces) < 2 {
		return false
	}
	first := slices.MinFunc(g.pieces, func(x, y piece) int { return x.Start - y.Start })
	cue, source := a.Cues[g.cue].Span, a.Sources[g.source].Span
	if first.End > min(cue.Start, source.Start) || !a.isQuoted(first.Span) {
		return false
	}
	said := text.Span{Start: min(cue.Start, source.Start), End: max(cue.End, source.End)}
	before := len(g.pieces)
	g.pieces = slices.DeleteFunc(g.pieces, func(p piece) bool {
		return strictlyWithin(p.Span, source) || a.isNameBehind(p.Span, said)
	})
	return len(g.pieces) < before
}

// strictlyWithin reports whether s lies in t, behind its beginning.
func strictlyWithin(s, t text.Span) bool { return s.Start > t.Start && t.Contains(s) }

// isNameBehind reports whether s is a name between quotation marks in the rest of a sentence behind a cue and its source: "said
// Lind, whose song “Salt Road” came out in May".
func (a *article) isNameBehind(s, attribution text.Span) bool {
	if s.Start < attribution.End || a.Layout.SentenceAt(s.Start) != a.Layout.SentenceAt(attribution.Start) {
		return false
	}
	q := a.passageAt(s.Start)
	if q == nil || q.Span != s || !q.Closed() || !isNameLike(a.text[q.Open.End:q.Close.Start]) {
		return false
	}
	between := text.Span{Start: attribution.End, End: s.Start}
	words := strings.TrimRightFunc(between.Of(a.text), unicode.IsSpace)
	last, _ := utf8.DecodeLastRuneInString(words)
	return unicode.IsLetter(last) && !lexicon.Coordinator.Has(lastWord(words)) && !a.hasCue(between)
}

// isNameLike reports whether the words of s, but for articles, prepositions and conjunctions, begin with capitals, and it does not
// end as sentences do.
func isNameLike(s string) bool {
	s = strings.TrimSpace(s)
	if s == "" || strings.ContainsAny(s[len(s)-1:], ",!?") || !isCapitalised(s) {
		return false
	}
	for w := range strings.FieldsSeq(s) {
		if unicode.IsLower([]rune(w)[0]) && !lexicon.FunctionWord.Has(w) {
			return false
		}
	}
	return wordsIn(s) <= 8
}
