package attribution

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dictum.example/internal/lexicon"
	"dictum.example/text"
)

// wordsIn counts the runs of letters and digits.
func wordsIn(s string) int {
	n, in := 0, false
	for _, r := range s {
		is := unicode.IsLetter(r) || unicode.IsNumber(r)
		if is && !in {
			n++
		}
		in = is
	}
	return n
}

// nextWord returns the next run of non-space in [at, end).
func nextWord(s string, at, end int) text.Span {
	rest := s[at:end]
	i := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsSpace(r) })
	if i < 0 {
		return text.Span{Start: end, End: end}
	}
	j := strings.IndexFunc(rest[i:], unicode.IsSpace)
	if j < 0 {
		return text.Span{Start: at + i, End: end}
	}
	return text.Span{Start: at + i, End: at + i + j}
}

// lastEnd returns where what stands in [start, end) ends, space apart.
func lastEnd(s string, start, end int) int {
	return start + len(strings.TrimRightFunc(s[start:end], unicode.IsSpace))
}

// lastWord returns the last run of non-space in s, without what is no letter or digit at its ends.
func lastWord(s string) string {
	f := strings.Fields(s)
	if len(f) == 0 {
		return ""
	}
	return strings.TrimFunc(f[len(f)-1], func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

// lastField returns the last run of non-space in s, which ends in none.
func lastField(s string) string { return s[strings.LastIndexFunc(s, unicode.IsSpace)+1:] }

// sortPieces puts the pieces of a content in the order of the text.
func sortPieces(pieces []piece) {
	slices.SortStableFunc(pieces, func(x, y piece) int { return x.Start - y.Start })
}

// allOf reports whether all words of s are of class c, in lower case.
func allOf(s string, c lexicon.Class) bool {
	for w := range strings.FieldsSeq(strings.ToLower(s)) {
		if !c.Has(w) {
			return false
		}
	}
	return true
}

// leading returns the letters and digits that s begins with, in lower case.
func leading(s string) string {
	end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
	if end < 0 {
		end = len(s)
	}
	return strings.ToLower(s[:end])
}

// isCapitalised reports whether s begins with an upper-case letter.
func isCapitalised(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}
