package resolve

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// fold returns s in lower case and without accents and stops.
func fold(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= 0x80 || c == '.' || 'A' <= c && c <= 'Z' {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	s = strings.ToLower(norm.NFD.String(s))
	return strings.Map(func(c rune) rune {
		switch {
		case c == '.' || unicode.Is(unicode.Mn, c):
			return -1
		case c == '’':
			return '\''
		}
		return c
	}, s)
}

// words returns the folded words of a name.
func words(name string) []string {
	var ws []string
	for w := range strings.FieldsSeq(name) {
		ws = appendWords(ws, w)
	}
	return ws
}

func appendWords(ws []string, w string) []string {
	for part := range strings.SplitSeq(fold(w), "-") {
		if part != "" {
			ws = append(ws, part)
		}
	}
	return ws
}

// distance returns the Levenshtein distance of a and b where it is at most most,
// else most+1. It compares bytes: folded names are mostly ASCII.
func distance(a, b string, most int) int {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > most || len(b) > 64 {
		return most + 1
	}
	var rows [2][65]int
	prev, cur := &rows[0], &rows[1]
	for j := range len(a) + 1 {
		prev[j] = j
	}
	for i := 1; i <= len(b); i++ {
		cur[0] = i
		least := i
		for j := 1; j <= len(a); j++ {
			d := prev[j-1]
			if a[j-1] != b[i-1] {
				d++
			}
			cur[j] = min(d, prev[j]+1, cur[j-1]+1)
			least = min(least, cur[j])
		}
		if least > most {
			return most + 1
		}
		prev, cur = cur, prev
	}
	return prev[len(a)]
}

// variants reports whether two words may be spellings of one foreign word
// ("Taleban", "Taliban").
func variants(a, b string) bool {
	n := min(len(a), len(b))
	if n > 5 && a != b && (a[0] == 'e' && b[0] == 'a' || a[0] == 'a' && b[0] == 'e') && a[1] == 'l' && a[1:] == b[1:] {
		return true // "ElKuwaiz", "Alkuwaiz"
	}
	if n < 5 || a[0] != b[0] {
		return false
	}
	most := 1
	if n >= 8 {
		most = 2
	}
	return a != b && distance(a, b, most) <= most
}
