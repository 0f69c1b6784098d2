package link

import (
	"slices"
	"strings"

	"dictum.example/internal/gazetteer"
	"dictum.example/kb"
)

// sounds are letters that stand for one another where names are spelt by ear or put into Latin letters, both ways.
var sounds = [][2]string{
	{"a", "e"}, {"e", "i"}, {"o", "u"}, {"a", "o"}, {"ou", "u"}, {"oo", "u"}, {"ee", "i"}, {"y", "i"}, {"y", "j"}, {"ph", "f"}, {"kh", "h"},
	{"gh", "g"}, {"dh", "d"}, {"th", "t"}, {"ck", "k"}, {"c", "k"}, {"q", "k"}, {"w", "v"}, {"z", "s"}, {"ts", "tz"}, {"sch", "sh"},
	{"tch", "ch"}, {"ie", "ei"}, {"ae", "a"}, {"oe", "o"}, {"ue", "u"}, {"iy", "y"}, {"sky", "ski"}, {"ov", "off"}, {"c", "ch"},
}

// Bounds of what is tried: words shorter than leastSpelt are spelt right, or are other words.
const (
	leastSpelt   = 5
	maxSpellings = 160
)

// spellings returns other ways to spell one word of a person's full name: with another letter for a sound, or one letter
// instead of two, or two instead of one.
func spellings(name string) []string {
	words := strings.Fields(kb.Fold(name))
	if len(words) < 2 || len(words) > 4 || suffixOf(words) != "" {
		return nil
	}
	var names []string
	for i := len(words) - 1; i >= 0; i-- { // surnames are misspelt more often than first names
		if given, family := gazetteer.Bearers(words[i]); len(words[i]) < leastSpelt || given+family > 0 {
			continue // spelt as many people spell it
		}
		for _, w := range respelt(words[i]) {
			if len(names) == maxSpellings {
				return names
			}
			names = append(names, strings.Join(slices.Concat(words[:i], []string{w}, words[i+1:]), " "))
		}
	}
	return names
}

// respelt returns the other spellings of a folded word, each once.
func respelt(word string) []string {
	var words []string
	add := func(w string) {
		if w != word && !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	for i := range len(word) {
		for _, s := range sounds {
			for k, from := range s {
				if strings.HasPrefix(word[i:], from) {
					add(word[:i] + s[1-k] + word[i+len(from):])
				}
			}
		}
		switch {
		case i == 0 || word[i] < 'a' || 'z' < word[i]:
		case word[i] == word[i-1]:
			add(word[:i] + word[i+1:])
		default:
			add(word[:i+1] + word[i:])
		}
	}
	return words
}
