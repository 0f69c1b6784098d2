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
