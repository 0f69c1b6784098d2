package attribution

import (
	"embed"
	"sync"

	"dictum.example/internal/doc"
	"dictum.example/internal/pattern"
	"dictum.example/text"
)

//go:embed phrases.txt
var phraseFile embed.FS

// The patterns of phrases.txt, once they are asked for.
var phrases = sync.OnceValue(func() *pattern.Set {
	set, err := pattern.Load(phraseFile, doc.PatternNames, "phrases.txt")
	if err != nil {
		panic("attribution: " + err.Error()) // the file is embedded: a build error
	}
	return set
})

// phrase returns where the phrase of that name ends with which s begins, and whether there is one.
func (a *article) phrase(name string, s text.Span) (end int, ok bool) {
	from, to := a.doc.TokensIn(s)
	m, ok := phrases().Pattern(name).Match(a.doc.Stretch(from, to), 0)
	if !ok || m.End == 0 {
		return 0, false
	}
	return a.doc.Tokens[from+m.End-1].End, true
}

// isPhrase reports whether s begins with the phrase of that name.
func (a *article) isPhrase(name string, s text.Span) bool {
	_, ok := a.phrase(name, s)
	return ok
}
