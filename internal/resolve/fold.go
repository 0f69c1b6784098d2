package resolve

import (
	"strings"

	"dictum.example/kb"
)

// fold returns s as names are compared, as knowledge bases do; "&" stays what it is.
func fold(s string) string {
	if s == "&" || isPlain(s) {
		return s
	}
	return kb.Fold(strings.ReplaceAll(s, "´", "'")) // Unicode decomposes the accent into a space and a mark
}

// isPlain reports whether s has only lower-case letters of ASCII, which folding leaves as they are.
func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] < 'a' || s[i] > 'z' {
			return false
		}
	}
	return true
}

// words returns the folded words of a name.
func words(name string) []string {
	var ws []string
	for w := range strings.FieldsSeq(name) {
		ws = appendWords(ws, w)
	}
	return ws
}

// appendWords appends the folded words of a token: "Jean-Pierre" has two.
func appendWords(ws []string, w string) []string {
	for part := range strings.FieldsSeq(fold(w)) {
		ws = append(ws, part)
	}
	return ws
}
