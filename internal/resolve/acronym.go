package resolve

import (
	"strings"

	"dictum.example/internal/lexicon"
)

// initials returns the first bytes of the words.
func initials(ws []string) string {
	var b strings.Builder
	for _, w := range ws {
		b.WriteByte(w[0])
	}
	return b.String()
}

// acronyms returns the initials of a name, with and without its small words.
func acronyms(ws []string) []string {
	if len(ws) < 2 {
		return nil
	}
	var big, core []byte
	for _, w := range ws {
		if lexicon.SmallWord.Has(w) {
			continue
		}
		big = append(big, w[0])
		if !lexicon.CorporateSuffix.Has(w) {
			core = append(core, w[0])
		}
	}
	out := []string{initials(ws)}
	for _, a := range []string{string(big), string(core)} {
		if len(a) > 1 && a != out[0] {
			out = append(out, a)
		}
	}
	return out
}

// acronymLike reports whether a name is one word in capitals, at least two.
func acronymLike(name string) bool {
	n := 0
	for _, c := range name {
		switch {
		case c == '.':
		case c >= 'A' && c <= 'Z':
			n++
		default:
			return false
		}
	}
	return n > 1 && n < 8
}

// isMixedAcronym reports whether a name is one word of three to six letters, of which the first and the last are capitals and one or
// two between them are not: "MoD".
func isMixedAcronym(name string) bool {
	small := 0
	for i := range len(name) {
		switch c := name[i]; {
		case c >= 'A' && c <= 'Z':
		case c >= 'a' && c <= 'z' && i > 0 && i < len(name)-1:
			small++
		default:
			return false
		}
	}
	return len(name) > 2 && len(name) < 7 && (small == 1 || small == 2)
}

// mixedAcronym returns the initials of a name with those of its small words in lower case, "MoD" of "Ministry of Defence", or "".
func mixedAcronym(ws []string) string {
	var b []byte
	for _, w := range ws {
		c := w[0]
		if !lexicon.SmallWord.Has(w) && c >= 'a' && c <= 'z' {
			c -= 'a' - 'A'
		}
		b = append(b, c)
	}
	if s := string(b); isMixedAcronym(s) {
		return s
	}
	return ""
}

// maxAbbreviation is of how many letters an abbreviation is at most.
const maxAbbreviation = 10

// abbreviates reports whether the letters of short run through those of the
// long name and open with an initial of it.
func abbreviates(short string, long []string) bool {
	if short == "" || len(long) == 0 || len(short) > maxAbbreviation {
		return false
	}
	k := strings.Index(initials(long), short[:1])
	if k < 0 {
		return false
	}
	rest := strings.Join(long[k:], "")
	for i := range len(short) {
		j := strings.IndexByte(rest, short[i])
		if j < 0 {
			return false
		}
		rest = rest[j+1:]
	}
	return true
}
