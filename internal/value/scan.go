package value

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

type tokenKind uint8

const (
	symbol tokenKind = iota // one rune that is neither letter, digit nor space
	letters
	digits // digits with single stops or commas between them
)

// A token is a run of letters, a number, or one other rune.
type token struct {
	start, end int
	kind       tokenKind
	glued      bool   // no white space before it
	upper      bool   // starts with a capital letter
	r          rune   // of a symbol
	lower      string // of letters, in lower case; of digits, as written
	lex        *lexeme
}

// longest is the length of the longest token that the grammar looks at; longer
// ones are never part of a value.
const longest = 40

// scan appends the tokens of s to toks, with offsets from base.
func scan(toks []token, s string, base int) []token {
	glued := false
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' {
			i += n
			glued = false
			continue
		}
		t := token{start: base + i, glued: glued, r: r}
		j := i + n
		switch {
		case r >= '0' && r <= '9':
			t.kind = digits
			j = numberEnd(s, j)
		case unicode.IsLetter(r):
			t.kind = letters
			t.upper = unicode.IsUpper(r)
			j = lettersEnd(s, j)
		}
		if t.kind != symbol && j-i <= longest {
			t.lower = s[i:j]
			if t.kind == letters {
				t.lower = strings.ToLower(t.lower)
				t.lex = lexicon[t.lower]
			}
		}
		t.end = base + j
		toks = append(toks, t)
		i, glued = j, true
	}
	return toks
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

func numberEnd(s string, i int) int {
	for i < len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			i++
		case (c == '.' || c == ',') && i+1 < len(s) && s[i+1] >= '0' && s[i+1] <= '9':
			i += 2
		default:
			return i
		}
	}
	return i
}
