package value

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dictum.example/internal/pattern"
)

// A token is a run of letters, a number, or one other rune: a finer cut than the
// words of a layout, as "$3.5m" and "34-year-old" are single words there.
type token struct {
	start, end int
	glued      bool   // no white space before it
	r          rune   // the first rune
	lower      string // in lower case; "" where the token is too long to be looked at
	lex        *lexeme
	classes    classSet
}

func (t *token) is(c class) bool { return t.classes.has(c) }

// longest is the length of the longest token that the grammar looks at; longer
// ones are never part of a value.
const longest = 40

// scan reads the tokens of the sentence s, which begins at offset base of the text.
func (p *parser) scan(s string, base int) {
	p.toks = p.toks[:0]
	glued := false
	for i := 0; i < len(s); {
		p.watch.Step()
		r, n := utf8.DecodeRuneInString(s[i:])
		if unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' {
			i += n
			glued = false
			continue
		}
		j := tokenEnd(s, i+n, r)
		p.toks = append(p.toks, p.token(s[i:j], r, base+i, glued))
		i, glued = j, true
	}
	p.markCase()
}

// tokenEnd is the end of the token of s whose first rune is r and ends before i.
func tokenEnd(s string, i int, r rune) int {
	switch {
	case r >= '0' && r <= '9':
		return numberEnd(s, i)
	case unicode.IsLetter(r):
		return lettersEnd(s, i)
	}
	return i
}

func lettersEnd(s string, i int) int {
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) {
			break
		}
		i += n
	}
	return i
}

// numberEnd is the end of digits with single stops and commas between them.
func numberEnd(s string, i int) int {
	for i < len(s) {
		switch c := s[i]; {
		case isDigit(c):
			i++
		case (c == '.' || c == ',') && i+1 < len(s) && isDigit(s[i+1]):
			i += 2
		default:
			return i
		}
	}
	return i
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// noLexeme is what the grammar knows of a word that is in no table.
var noLexeme lexeme

func (p *parser) token(s string, r rune, start int, glued bool) token {
	t := token{start: start, end: start + len(s), glued: glued, r: r, lex: &noLexeme}
	if len(s) <= longest {
		t.lower = s
	} else {
		t.classes.add(tooLong)
	}
	switch {
	case r >= '0' && r <= '9':
		t.classes.add(digits)
		t.classes.addAll(digitClasses(t.lower))
	case unicode.IsLetter(r):
		t.classes.add(letters)
		if len(s) == 1 {
			t.classes.add(letter)
		}
		t.classes.addAll(caseClasses(s, r))
		t.lower = strings.ToLower(t.lower)
		t.classes.addAll(endingClasses(t.lower))
		if x := p.words[t.lower]; x != nil {
			t.lex = x
			t.classes.addAll(x.classes)
		}
	default:
		t.classes.add(symbol)
		t.classes.addAll(p.symbolClasses(r))
	}
	return t
}

// endingClasses tells what a word's ending makes likely.
func endingClasses(w string) (c classSet) {
	if len(w) < 4 {
		return c
	}
	switch w[len(w)-2:] {
	case "ly":
		c.add(adverbForm)
	case "ed":
		if len(w) > 4 {
			c.add(pastForm)
		}
	case "ss", "us", "is":
	default:
		if w[len(w)-1] == 's' {
			c.add(pluralForm)
		}
	}
	return c
}

// caseClasses tells how the word s, which begins with r, is capitalised.
func caseClasses(s string, r rune) (c classSet) {
	if !unicode.IsUpper(r) {
		return c
	}
	c.add(capital)
	if s == strings.ToUpper(s) {
		c.add(caps)
	} else {
		c.add(title)
	}
	return c
}

// digitClasses tells which years and days a numeral can be.
func digitClasses(s string) (c classSet) {
	if strings.ContainsAny(s, ".,") {
		return c
	}
	switch len(s) {
	case 1:
		c.add(one)
	case 2:
		c.add(two)
	case 3:
		c.add(three)
	case 4:
		c.add(four)
		if s[0] == '1' || s[0] == '2' {
			c.add(yearDigits)
		}
	}
	if n := atoi(s); len(s) <= 2 && n >= 1 && n <= 31 {
		c.add(dayDigits)
	}
	return c
}

func (p *parser) symbolClasses(r rune) (c classSet) {
	switch r {
	case '-', '‐', '‑':
		c.add(hyphen)
		c.add(dash)
	case '–', '—', '−':
		c.add(dash)
	case '’', '\'':
		c.add(apostrophe)
	}
	if strings.ContainsRune(`-‑/:_@'’&#+=~\.`, r) {
		c.add(joint)
	}
	if _, ok := p.signs[r]; ok {
		c.add(currencySign)
	}
	return c
}

// markCase tells where capital letters say something: not where all words begin alike.
func (p *parser) markCase() {
	upper, lower := false, false
	for k := range p.toks {
		if t := &p.toks[k]; t.is(letters) && t.end-t.start > 1 {
			upper = upper || t.is(capital)
			lower = lower || !t.is(capital)
		}
	}
	p.flat = !(upper && lower)
	for k := range p.toks {
		t := &p.toks[k]
		if p.flat {
			t.classes.add(flat)
		}
		if p.flat || t.is(capital) {
			t.classes.add(proper)
		}
	}
}

// noToken is what stands outside the sentence.
var noToken = token{lex: &noLexeme}

func (p *parser) tok(i int) *token {
	if i < 0 || i >= len(p.toks) {
		return &noToken
	}
	return &p.toks[i]
}

// word is the lower-case word at token i, or "" where none is.
func (p *parser) word(i int) string {
	if t := p.tok(i); t.is(letters) {
		return t.lower
	}
	return ""
}

func (p *parser) lex(i int) *lexeme { return p.tok(i).lex }

func (p *parser) is(i int, c class) bool { return p.tok(i).is(c) }

func (p *parser) isSym(i int, s string) bool {
	t := p.tok(i)
	return t.is(symbol) && t.lower == s
}

func (p *parser) glued(i int) bool { return p.tok(i).glued }

// source is token i as it is written.
func (p *parser) source(i int) string {
	t := p.tok(i)
	return p.text[t.start:t.end]
}

// tokens is how patterns see a sentence.
type tokens struct{ *parser }

var _ pattern.Tokens = tokens{}

func (p tokens) Len() int                       { return len(p.toks) }
func (p tokens) Word(i int) string              { return p.toks[i].lower }
func (p tokens) Is(i int, c pattern.Class) bool { return p.toks[i].is(class(c)) }
func (p tokens) Glued(i int) bool               { return p.toks[i].glued }

func (p tokens) Phrase(i int, k pattern.Phrase) (int, bool) { return p.phrases[k].end(p.parser, i) }
