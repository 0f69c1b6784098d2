package value

import "strings"

// A lean tells on which side of the publication a date lies.
type lean int8

const (
	nearest lean = iota
	past
	future
	lastOne // strictly before
	nextOne // strictly after
)

// maxLean is how many tokens before a date may tell on which side it lies.
const maxLean = 12

// lean tells from the words around tokens [i, j) whether a date there lies
// ahead of the publication; other is for where they don't.
func (p *parser) lean(i, j int, other lean) lean {
	switch w := p.word(j); {
	case w == "will" || w == "would":
		return future
	case p.matches("year.to.date", i):
		return past
	}
	for k := i - 1; k >= 0 && k >= i-maxLean && !p.breaks(k); k-- {
		switch {
		case !p.is(k, letters):
		case p.matches("future.cue", k):
			return future
		case p.matches("past.cue", k):
			return past
		}
	}
	if p.matches("deadline", i) {
		return future
	}
	return other
}

// breaks reports whether token k sets what is before it apart.
func (p *parser) breaks(k int) bool {
	t := p.tok(k)
	return t.is(symbol) && (strings.ContainsRune(`;"”“—`, t.r) || t.r == '.' && !t.glued)
}
