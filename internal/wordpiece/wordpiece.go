// Package wordpiece turns text into the vocabulary pieces that a BERT encoder
// reads: the uncased tokenizer of Devlin et al., "BERT: Pre-training of Deep
// Bidirectional Transformers" (2019), as HuggingFace's BertTokenizerFast
// implements it, with the place of every word in the original bytes.
//
// An uncased vocabulary hides what news shows by capitals. So each piece also
// carries the [Shape] of the word that it comes from.
//
// What the package leaves to others: sentences and blocks (package text), and
// the cutting of a long text into windows (internal/reader).
package wordpiece

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"dictum.example/text"
)

// The special tokens that a vocabulary must have.
const (
	unkToken = "[UNK]"
	clsToken = "[CLS]"
	sepToken = "[SEP]"
)

// maxWord is the length in characters, after normalisation, beyond which a word
// is not looked at but is [UNK]. It bounds the work that a word can cause.
const maxWord = 100

// ErrVocabulary is wrapped by the errors of [New].
var ErrVocabulary = errors.New("wordpiece: unusable vocabulary")

// A Word is the smallest unit that the tokenizer tells apart before it looks at
// the vocabulary: a run of characters between white space, or one punctuation
// mark, or one Chinese character.
type Word struct {
	// Span is the word's place in the text, on rune boundaries. It includes
	// accents written as combining marks after the last letter, and excludes
	// dropped characters at either end.
	text.Span
	// First is the index of the word's first piece, and N, at least 1, the
	// number of its pieces.
	First, N int
}

// Tokens are the words of a text and their pieces, in order. IDs and Shapes run
// in parallel, one element a piece.
type Tokens struct {
	Words  []Word
	IDs    []int32
	Shapes []Shape
}

// A Tokenizer cuts text into pieces. It is read-only: any number of goroutines
// may use one.
type Tokenizer struct {
	first    map[string]int32 // pieces that open a word
	next     map[string]int32 // pieces that continue one, without their "##"
	longest  int              // bytes of the longest piece
	unk      int32
	cls, sep int32
}

// New returns a tokenizer for a vocabulary whose entries stand at the index that
// is their id; entries that continue a word begin with "##". The vocabulary must
// have the entries [UNK], [CLS] and [SEP] and no entry twice.
func New(vocab []string) (*Tokenizer, error) {
	t := &Tokenizer{
		first: make(map[string]int32, len(vocab)),
		next:  make(map[string]int32, len(vocab)/4),
	}
	for id, piece := range vocab {
		table, key := t.first, piece
		if rest, ok := strings.CutPrefix(piece, "##"); ok && rest != "" {
			table, key = t.next, rest
		}
		n := len(table)
		if table[key] = int32(id); len(table) == n {
			return nil, fmt.Errorf("%w: %q is both entry %d and %d", ErrVocabulary, piece, slices.Index(vocab, piece), id)
		}
		t.longest = max(t.longest, len(key))
	}
	for token, id := range map[string]*int32{unkToken: &t.unk, clsToken: &t.cls, sepToken: &t.sep} {
		n, ok := t.first[token]
		if !ok {
			return nil, fmt.Errorf("%w: no %s among its %d entries", ErrVocabulary, token, len(vocab))
		}
		*id = n
	}
	return t, nil
}

// CLS returns the id of the token that opens every window.
func (t *Tokenizer) CLS() int32 { return t.cls }

// SEP returns the id of the token that closes every window.
func (t *Tokenizer) SEP() int32 { return t.sep }

// Tokenize cuts s into words and pieces, in time linear in its length. The
// ids are those of HuggingFace's BertTokenizerFast with do_lower_case and
// strip_accents, with these differences, both for text that nobody vouches for:
//
//   - a special token written out in the text, such as "[SEP]", is plain text;
//   - a byte that is not UTF-8 is read as U+FFFD, which is dropped like
//     a control character, so that the bytes around it make one word.
func (t *Tokenizer) Tokenize(s string) Tokens {
	c := cutter{
		Tokenizer: t,
		Tokens: Tokens{ // English news has about 5.2 bytes a word and 1.3 pieces a word
			Words:  make([]Word, 0, len(s)/5+1),
			IDs:    make([]int32, 0, len(s)/4+1),
			Shapes: make([]Shape, 0, len(s)/4+1),
		},
		text: s,
	}
	for i := 0; i < len(s); {
		i += c.read(i)
	}
	c.closeWord()
	return c.Tokens
}

// A cutter is the state of one Tokenize.
type cutter struct {
	*Tokenizer
	Tokens
	text  string
	open  bool         // the last of Words still grows
	chars int          // characters of the open word, after normalisation
	buf   [8 * 64]byte // backs word
	word  []byte       // the open word, normalised; its first maxWord characters
	nfd   [8 * 4]byte  // backs the decomposition of one rune
}

// read handles the character at offset i and returns its length in bytes.
func (c *cutter) read(i int) int {
	b := c.text[i]
	if b < utf8.RuneSelf {
		switch ascii[b] {
		case control:
		case space:
			c.closeWord()
		case mark:
			c.alone(i, i+1, rune(b))
		case letter:
			c.extend(i, i+1, rune(b))
		case capital:
			c.extend(i, i+1, rune(b)+'a'-'A')
		}
		return 1
	}
	r, size := utf8.DecodeRuneInString(c.text[i:])
	switch end := i + size; {
	case unicode.Is(dropped, r):
		// An accent belongs to the letter before it, whatever became of that.
		if n := len(c.Words); n > 0 && c.Words[n-1].End == i && unicode.Is(unicode.Mn, r) {
			c.Words[n-1].End = end
		}
	case unicode.IsSpace(r):
		c.closeWord()
	default:
		c.normalise(i, end, r)
	}
	return size
}

// normalise takes the accents off the rune r at [start, end), folds its case,
// and adds what is left of it to the words.
func (c *cutter) normalise(start, end int, r rune) {
	lone := unicode.Is(chinese, r)
	for _, d := range string(norm.NFD.AppendString(c.nfd[:0], c.text[start:end])) {
		switch d = unicode.ToLower(d); {
		case unicode.Is(dropped, d):
		case lone || unicode.Is(punctuation, d):
			c.alone(start, end, d)
		default:
			c.extend(start, end, d)
		}
	}
}

// extend appends the character r at [start, end) to the open word, or opens one.
func (c *cutter) extend(start, end int, r rune) {
	if !c.open {
		c.open, c.chars, c.word = true, 0, c.buf[:0]
		c.Words = append(c.Words, Word{Span: text.Span{Start: start}})
	}
	c.Words[len(c.Words)-1].End = end
	if c.chars++; c.chars <= maxWord {
		c.word = utf8.AppendRune(c.word, r)
	}
}

// alone adds the character r at [start, end) as a word of its own.
func (c *cutter) alone(start, end int, r rune) {
	c.closeWord()
	c.extend(start, end, r)
	c.closeWord()
}

// closeWord looks the open word up, if there is one.
func (c *cutter) closeWord() {
	if !c.open {
		return
	}
	c.open = false
	w := &c.Words[len(c.Words)-1]
	w.First = len(c.IDs)
	c.lookUp()
	w.N = len(c.IDs) - w.First

	shape := shapeOf(w.Of(c.text))
	c.Shapes = append(c.Shapes, shape)
	for range w.N - 1 {
		c.Shapes = append(c.Shapes, continued[shape])
	}
}

// lookUp appends the ids of the open word: at each place the longest piece that
// fits, or one [UNK] for the whole word where at some place none fits.
func (c *cutter) lookUp() {
	if c.chars > maxWord {
		c.IDs = append(c.IDs, c.unk)
		return
	}
	first := len(c.IDs)
	table := c.first
	for rest := c.word; len(rest) > 0; {
		n := min(len(rest), c.longest)
		for ; n > 0; n-- {
			if id, ok := table[string(rest[:n])]; ok {
				c.IDs = append(c.IDs, id)
				break
			}
		}
		if n == 0 {
			c.IDs = append(c.IDs[:first], c.unk)
			return
		}
		rest, table = rest[n:], c.next
	}
}

// The classes of ASCII characters.
const (
	letter = iota // and digits
	capital
	mark
	space
	control
)

var ascii = func() (class [utf8.RuneSelf]uint8) {
	for b := range class {
		switch r := rune(b); {
		case r == '\t' || r == '\n' || r == '\r' || r == ' ':
			class[b] = space
		case unicode.Is(dropped, r):
			class[b] = control
		case unicode.Is(punctuation, r):
			class[b] = mark
		case unicode.IsUpper(r):
			class[b] = capital
		}
	}
	return class
}()
