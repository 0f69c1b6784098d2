package attribution

import (
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/gazetteer"
	"dictum.example/internal/lexicon"
	"dictum.example/internal/resolve"
	"dictum.example/text"
)

// maxBefore is how many mentions before a name are asked what governs it.
const maxBefore = 32

// isComplement reports whether a preposition governs the name at the offset, its
// titles apart: "a lawyer for Smith", "an aide to former mayor Smith". In "a professor at the
// University of Havana Julio Ruiz" none does, nor in "the minister of finance Julio Ruiz".
// The mentions are those of the source before the name.
func (a *article) isComplement(start int, before []resolve.Ref, at int) bool {
	w := &walk{article: a, start: max(start, at-reach), before: before[max(0, len(before)-maxBefore):], end: at, inTitle: true}
	adjacent := lastEnd(a.text, w.start, at)
	for ; w.more(); w.passed++ {
		if r := endsAt(w.before, w.end); r != nil && r.Type != entity.Person {
			if w.inTitle && w.end == adjacent {
				return false // an institution right before its officer's name
			}
			w.end, w.inTitle = max(w.start, r.Start), false
			continue
		}
		w.back()
		if strings.HasSuffix(w.word, ",") {
			return false
		}
		if governs, ok := w.governs(); ok {
			return governs
		}
		if w.inTitle && !w.title() {
			return false
		}
	}
	return false
}

// A walk goes backwards from a name over the words of a source that may govern it.
type walk struct {
	*article
	start, end int           // what is still before it
	before     []resolve.Ref // the mentions before the name
	passed     int           // how many words and names it has passed

	word, behind string // the last word that was passed, and the one behind it

	inTitle  bool // what was passed is a title of the name, or nothing
	courtesy bool // a title of courtesy or rank stands before the name, and no office before that
	office   bool // a noun for a person stands before the name
}

// more reports whether there is more before.
func (w *walk) more() bool {
	w.end = lastEnd(w.text, w.start, w.end)
	return w.end > w.start
}

// back passes a word.
func (w *walk) back() {
	w.behind, w.word = w.word, lastField(w.text[w.start:w.end])
	w.end -= len(w.word)
}

// left returns what is still before, space at its end apart.
func (w *walk) left() text.Span {
	return text.Span{Start: w.start, End: lastEnd(w.text, w.start, w.end)}
}

// governs reports whether the word that was passed is a preposition that governs the name, or whether it
// tells that none does; ok is false where it tells neither.
func (w *walk) governs() (governs, ok bool) {
	switch w.word {
	case "and": // "the secretary of the party and present Chief Minister Ruiz"
		return false, w.passed > 0 && w.office && w.isOffice(w.left(), w.before)
	case "of", "at", "in":
		return w.isOf(), true
	case "for": // "Minister for Health Dr. Ruiz", not "a lawyer for Dr. Ruiz"
		return !w.courtesy || w.passed < 2 || !w.isTitle(w.left()), true
	}
	governs = lexicon.GoverningPreposition.Has(w.word)
	return governs, governs
}

// isOf reports whether an "of" that was passed, an "at" or an "in", governs the name and not a part of its title.
func (w *walk) isOf() bool {
	if strings.EqualFold(w.behind, "justice") { // "Minister of Justice Ruiz"
		return !w.isTitle(w.left())
	}
	if r := endsAt(w.before, w.left().End); r != nil && r.IsPersonName() {
		return false // a body's name that was taken for a person's
	}
	return w.passed < 2 || !w.isTitle(w.left())
}

// title takes the word that was passed as part of the name's title, and reports whether it can be that.
func (w *walk) title() bool {
	noun := gazetteer.PersonNoun(strings.ToLower(w.word))
	short := resolve.IsCourtesy(w.word) || isCapitalised(w.word) && strings.HasSuffix(w.word, ".")
	switch w.passed {
	case 0:
		w.courtesy, w.office = short, noun
		return noun || short
	case 1:
		w.courtesy = w.courtesy && !noun
	}
	return true
}
