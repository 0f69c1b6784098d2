package doc

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dictum.example/internal/lexicon"
	"dictum.example/internal/reader"
	"dictum.example/text"
)

// None is the index of what is not there.
const None = reader.None

// A Token is a word or a punctuation mark. Possessive endings and the tails of compounds
// are tokens of their own, whatever the layout has made of them.
type Token struct {
	text.Span
	Text  string
	Lower string // Text in lower case
	Tags  string // parts of speech, the likeliest first; "" where unknown

	Classes lexicon.Set // of Lower; see Is
	Written lexicon.Set // of Text; see IsWritten

	Sentence int // index among the document's sentences, or None
	Block    int // index among the document's blocks, or None
	Name     int // index of the name that covers the token, or None: as resolution counts them
	Cue      int // index of the reading's cue that covers the token, or None
	Source   int // index among the document's sources, or None
	Content  int // index of the reading's content, or None

	Quoted bool // within quotation marks, the opening one included
	Title  bool // within a title or office that belongs to a name

	punct bool
}

// outside stands for what is not there.
var outside = Token{Sentence: None, Block: None, Name: None, Cue: None, Source: None, Content: None, punct: true}

// newToken makes the token of a span of the text, with all that the word itself tells.
func newToken(s string, at text.Span) Token {
	t := outside
	t.Span, t.Text = at, at.Of(s)
	t.Lower = strings.ToLower(t.Text)
	t.Tags = lexicon.Tags(t.Lower)
	t.Classes = lexicon.Of(t.Lower)
	if t.Written = t.Classes; t.Lower != t.Text {
		t.Written = lexicon.Of(t.Text)
	}
	t.punct = strings.IndexFunc(t.Text, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }) < 0
	return t
}

// Is reports whether the word is of class c in lower case.
func (t *Token) Is(c lexicon.Class) bool { return t.Classes.Has(c) }

// IsWritten reports whether the word is of class c as it is written: for classes that hold
// capitals, and for words that are of a class in lower case only.
func (t *Token) IsWritten(c lexicon.Class) bool { return t.Written.Has(c) }

// IsCapitalised reports whether the token starts with an upper-case letter.
func (t *Token) IsCapitalised() bool {
	c, _ := utf8.DecodeRuneInString(t.Text)
	return unicode.IsUpper(c) || unicode.IsTitle(c)
}

// IsPunct reports whether the token has neither letter nor digit, as one that is not there.
func (t *Token) IsPunct() bool { return t.punct }

// IsPossessive reports whether the token is a possessive ending.
func (t *Token) IsPossessive() bool {
	return t.Lower == "'s" || t.Lower == "’s" || t.Text == "'" || t.Text == "’"
}

// HasTag reports whether c is among the token's parts of speech.
func (t *Token) HasTag(c byte) bool { return strings.IndexByte(t.Tags, c) >= 0 }

// IsVerb reports whether the token is likely a verb: a cue, or a verb by its commonest use,
// or by its ending where it is an unknown word.
func (t *Token) IsVerb() bool {
	if t.Cue != None {
		return true
	}
	if t.Tags != "" {
		return t.Tags[0] == 'V' || t.Tags[0] == 'A'
	}
	return len(t.Lower) > 4 && t.Lower == t.Text && strings.HasSuffix(t.Lower, "ed")
}
