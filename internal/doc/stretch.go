package doc

import (
	"strings"
	"sync"
	"unicode"

	"dictum.example/internal/lexicon"
	"dictum.example/internal/pattern"
)

// A Stretch is some tokens of a document, as patterns are matched against them.
type Stretch struct {
	d        *Document
	from, to int
}

// Stretch returns the tokens [from, to), beyond which no pattern looks.
func (d *Document) Stretch(from, to int) Stretch { return Stretch{d, from, max(from, to)} }

// Len returns the number of tokens.
func (s Stretch) Len() int { return s.to - s.from }

// Word returns token i in lower case.
func (s Stretch) Word(i int) string { return s.d.Tokens[s.from+i].Lower }

// Glued reports whether no white space stands before token i.
func (s Stretch) Glued(i int) bool {
	k := s.from + i
	return k > 0 && s.d.Tokens[k-1].End == s.d.Tokens[k].Start
}

// Is reports whether token i is of class c, one of PatternNames.
func (s Stretch) Is(i int, c pattern.Class) bool {
	t := &s.d.Tokens[s.from+i]
	if c >= shapes {
		return tokenShapes[c-shapes].is(t)
	}
	return t.Is(lexicon.Class(c))
}

// Phrase reports false: a stretch has no phrases.
func (s Stretch) Phrase(int, pattern.Phrase) (end int, ok bool) { return 0, false }

// shapes is the number of the first class of tokens that is not the lexicon's.
const shapes = 1 << 8

// tokenShapes are the classes that the token itself tells.
var tokenShapes = []struct {
	name string
	is   func(*Token) bool
}{
	{"capital", (*Token).IsCapitalised},
	{"cue", func(t *Token) bool { return t.Cue != None }},
	{"name", func(t *Token) bool { return t.Name != None }},
	{"possessive", (*Token).IsPossessive},
	{"punct", (*Token).IsPunct},
	{"quoted", func(t *Token) bool { return t.Quoted }},
	{"source", func(t *Token) bool { return t.Source != None }},
	{"verb", (*Token).IsVerb},
}

// PatternNames are the classes that patterns over documents may name: those of the lexicon,
// of words in lower case (RankTitle is "rank-title"), and capital, cue, name, possessive,
// punct, quoted, source and verb.
var PatternNames = pattern.Names{Class: func(name string) (pattern.Class, bool) {
	c, ok := patternClasses()[name]
	return c, ok
}}

var patternClasses = sync.OnceValue(func() map[string]pattern.Class {
	classes := map[string]pattern.Class{}
	for c := lexicon.Class(1); !strings.HasPrefix(c.String(), "Class("); c++ {
		classes[hyphenated(c.String())] = pattern.Class(c)
	}
	for k, s := range tokenShapes {
		classes[s.name] = shapes + pattern.Class(k)
	}
	return classes
})

// hyphenated returns a name of Go as patterns have it: "RankTitle" is "rank-title".
func hyphenated(name string) string {
	var b strings.Builder
	for i, c := range name {
		if i > 0 && unicode.IsUpper(c) {
			b.WriteByte('-')
		}
		b.WriteRune(unicode.ToLower(c))
	}
	return b.String()
}
