package eval

import (
	"encoding/binary"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"

	"dictum.example/text"
)

// words returns the words of s in order: runs of letters, numbers and
// underscores, joined by single apostrophes. Marks, as in decomposed accents,
// belong to none. This is what the regular expression \w+(?:['’]\w+)* finds in Python.
func words(s string) []text.Span {
	var all []text.Span
	apostrophe := -1 // where the last word ends with one, whose other side is yet to come
	start := -1
	for i, r := range s {
		switch {
		case inWord(r):
			if start < 0 {
				start = i
				if apostrophe == i && len(all) > 0 {
					start = all[len(all)-1].Start
					all = all[:len(all)-1]
				}
			}
			continue
		case start >= 0:
			all = append(all, text.Span{Start: start, End: i})
			start = -1
			apostrophe = -1
			if r == '\'' || r == '’' {
				apostrophe = i + utf8.RuneLen(r)
			}
		}
	}
	if start >= 0 {
		all = append(all, text.Span{Start: start, End: len(s)})
	}
	return all
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || r == '_' }

// A wordSet is a set of words of a text by index, in order.
type wordSet []int

// cover returns those of the words that overlap one of the spans.
func cover(words []text.Span, spans []text.Span) wordSet {
	var set wordSet
	for _, s := range spans {
		from := sort.Search(len(words), func(i int) bool { return words[i].End > s.Start })
		for i := from; i < len(words) && words[i].Start < s.End; i++ {
			set = append(set, i)
		}
	}
	slices.Sort(set)
	return slices.Compact(set)
}

// key returns a string that is the same for the same set.
func (a wordSet) key() string {
	var b []byte
	for _, i := range a {
		b = binary.AppendUvarint(b, uint64(i))
	}
	return string(b)
}

// shared returns how many words both sets have.
func (a wordSet) shared(b wordSet) int {
	n := 0
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			n++
			a, b = a[1:], b[1:]
		}
	}
	return n
}

// normal returns the words of a name in lower case, without articles.
func normal(name string) string {
	lower := cases.Lower(language.Und)
	var kept []string
	for _, s := range words(name) {
		switch w := lower.String(s.Of(name)); w {
		case "the", "a", "an":
		default:
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}
