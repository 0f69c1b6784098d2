package attribution

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dictum.example/internal/lexicon"
	"dictum.example/text"
)

var contents = step{Pass{
	Name: "contents", Purpose: "What the network labels as content is a piece.",
}, (*article).contents}

func (a *article) contents() {
	a.pieces = make([]piece, 0, len(a.Contents))
	for i, c := range a.Contents {
		a.pieces = append(a.pieces, piece{Span: c.Span, label: i, p: c.Score})
	}
}

var marks = step{Pass{
	Name:    "marks",
	Purpose: "Where contents cover most of a quoted passage, or some of one that is a sentence of its own, they cover all of it.",
}, (*article).snap}

// snap makes the ends of pieces agree with the quotation marks. The pieces of a passage that go with the same
// cue become one.
func (a *article) snap() {
	k := 0
	for _, q := range a.passages {
		a.doc.Step()
		for k < len(a.pieces) && a.pieces[k].End <= q.Start {
			k++
		}
		j := k
		covered := 0
		for ; j < len(a.pieces) && a.pieces[j].Start < q.End; j++ {
			covered += min(q.End, a.pieces[j].End) - max(q.Start, a.pieces[j].Start)
		}
		if j > k && (2*covered >= q.Len() || a.isSentence(q.Span)) {
			a.cover(q.Span, k, j)
		}
	}
}

// cover makes the pieces from k up to j, which overlap a passage, cover all of it.
func (a *article) cover(q text.Span, k, j int) {
	first, last := &a.pieces[k], &a.pieces[j-1]
	if first.Start > q.Start || last.End < q.End {
		first.Start, last.End = min(first.Start, q.Start), max(last.End, q.End)
		first.signed, last.signed = a.running, a.running
	}
	for ; k+1 < j && a.sameCue(first.label, a.pieces[k+1].label); j-- {
		next := a.pieces[k+1]
		first.End, first.p, first.signed = next.End, min(first.p, next.p), a.running
		a.pieces = slices.Delete(a.pieces, k+1, k+2)
	}
}

// sameCue reports whether two contents go with the same cue.
func (a *article) sameCue(c, d int) bool { return a.ContentCue[c][0].To == a.ContentCue[d][0].To }

var trimmed = step{Pass{
	Name: "trimmed", Purpose: "Space and punctuation at the ends are no part of a piece, and what says nothing is none.",
}, (*article).trimPieces}

func (a *article) trimPieces() {
	a.pieces = slices.DeleteFunc(a.pieces, func(p piece) bool { return a.saysNothing(a.trim(p.Span)) })
	for i := range a.pieces {
		a.doc.Step()
		a.pieces[i].Span = a.trim(a.pieces[i].Span)
	}
}

// saysNothing reports whether s is nothing that somebody says: function words, the condition on which somebody
// speaks, or the pronoun that is the subject of a cue.
func (a *article) saysNothing(s text.Span) bool {
	words := s.Of(a.text)
	return wordsIn(words) == 0 || isEmpty(words) || a.isPhrase("condition", s) || a.isSubject(s)
}

// isEmpty reports whether a piece says nothing: it is made of articles, prepositions
// and conjunctions alone.
func isEmpty(s string) bool {
	return allOf(s, lexicon.FunctionWord)
}

// isSubject reports whether a span behind a quotation is a pronoun that can only be who says it: "“…,” he will say".
func (a *article) isSubject(s text.Span) bool {
	if !lexicon.SpeakingPronoun.Has(strings.ToLower(s.Of(a.text))) {
		return false
	}
	end := lastEnd(a.text, max(0, s.Start-reach), s.Start)
	p := a.passageAt(end - 1)
	return p != nil && p.End == end
}

// trim takes white space, and punctuation that stands outside quotation marks, from the ends.
func (a *article) trim(s text.Span) text.Span {
	for s.Start < s.End {
		r, n := utf8.DecodeRuneInString(a.text[s.Start:])
		if !unicode.IsSpace(r) && !strings.ContainsRune(",;:•▪◦‣●", r) {
			break
		}
		s.Start += n
	}
	for s.Start < s.End {
		r, n := utf8.DecodeLastRuneInString(a.text[:s.End])
		if !unicode.IsSpace(r) && !(strings.ContainsRune(".,;:", r) && !a.inPassage(s.End-n) && !a.abbreviates(s.End)) {
			break
		}
		s.End -= n
	}
	return s
}

// abbreviates reports whether the stop that ends before the offset belongs to an
// abbreviation: "U.S.", "Jr.".
func (a *article) abbreviates(end int) bool {
	word := lastField(a.text[:end])
	return strings.HasSuffix(word, ".") && strings.Contains(strings.TrimSuffix(word, "."), ".")
}
