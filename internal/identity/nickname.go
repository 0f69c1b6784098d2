package identity

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed nicknames.tsv
var nicknamesFile string

// nicknames are pairs of first names, in order of the alphabet, that one person bears.
var nicknames = sync.OnceValue(func() map[[2]string]bool {
	pairs := map[[2]string]bool{}
	for line := range strings.Lines(nicknamesFile) {
		if f := strings.Split(line, "\t"); len(f) == 3 {
			pairs[[2]string{f[0], f[1]}] = true
		}
	}
	return pairs
})

// isNickname reports whether one of two first names is short for the other.
func isNickname(a, b string) bool {
	if a > b {
		a, b = b, a
	}
	return nicknames()[[2]string{a, b}]
}

// fullNames returns the first names that w is short for, or that are short for it.
func fullNames(w string) []string { return relatedNames()[w] }

var relatedNames = sync.OnceValue(func() map[string][]string {
	related := map[string][]string{}
	for p := range nicknames() {
		related[p[0]] = append(related[p[0]], p[1])
		related[p[1]] = append(related[p[1]], p[0])
	}
	return related
})
