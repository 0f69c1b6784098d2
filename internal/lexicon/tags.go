package lexicon

import (
	_ "embed"
	"strings"
	"sync"
)

// tags.txt holds a word and its parts of speech a line; train/coref/lexicon.py writes it.
//
//go:embed tags.txt
var tagsFile string

var tags = sync.OnceValue(func() map[string]string {
	m := make(map[string]string, 8192)
	for line := range strings.Lines(tagsFile) {
		if word, tags, ok := strings.Cut(strings.TrimSpace(line), " "); ok {
			m[word] = tags
		}
	}
	return m
})

// Tags returns the parts of speech of a frequent word in lower case, a letter each and the
// likeliest first: N noun, V verb, A auxiliary, J adjective, R adverb and so on, and "" for a
// word that is not known.
func Tags(word string) string { return tags()[word] }
