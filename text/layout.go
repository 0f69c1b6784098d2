package text

import (
	"fmt"
	"sort"
)

// A BlockKind tells what a block of an article is. The zero BlockKind is Paragraph.
type BlockKind uint8

// The kinds of block.
const (
	Paragraph BlockKind = iota
	Headline
	Dateline // "LONDON (Reuters) -", on the line of the paragraph that it opens, or a line with nothing but the date
	Byline   // "By Jane Doe, Staff Writer", "(Reporting by Jane Doe; Editing by John Roe)"
	Caption
	Heading
	ListItem
	BlockQuote // told by who gives the blocks (ParseBlocks), never by the lines of a text
)

var kindNames = [...]string{
	Paragraph: "paragraph",
	Headline:  "headline",
	Dateline:  "dateline",
	Byline:    "byline",
	Caption:   "caption",
	Heading:   "heading",
	ListItem:  "list_item",

	BlockQuote: "block_quote",
}

// String returns the kind's name in lower case: "headline", "list_item".
func (k BlockKind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return fmt.Sprintf("BlockKind(%d)", uint8(k))
}

// MarshalText returns the kind's name. It fails for a kind that has none.
func (k BlockKind) MarshalText() ([]byte, error) {
	if int(k) >= len(kindNames) {
		return nil, fmt.Errorf("text: no such block kind: %d", uint8(k))
	}
	return []byte(kindNames[k]), nil
}

// UnmarshalText sets k to the kind that name names, and fails where there is none.
func (k *BlockKind) UnmarshalText(name []byte) error {
	for i, n := range kindNames {
		if n == string(name) {
			*k = BlockKind(i)
			return nil
		}
	}
	return fmt.Errorf("text: no such block kind: %q", name)
}

// A Block is a run of text that is laid out as one: a line, or what a blank
// line ends. White space around it is left out.
type Block struct {
	Span
	Kind BlockKind `json:"kind"`
}

// A Layout is a text cut into blocks, sentences and words, each in order and
// free of overlaps. Every sentence lies within one block and every word within
// one sentence; every rune that is no white space lies in a word. A Layout is
// not changed after Parse and may be shared.
type Layout struct {
	Text      string
	Blocks    []Block
	Sentences []Span
	Words     []Span
	// Quotations are the passages between quotation marks, as the function of this name
	// finds them. They may lie in one another.
	Quotations []Quotation
}

// BlockAt returns the index of the block that holds the byte at offset, or -1.
func (l *Layout) BlockAt(offset int) int {
	i := sort.Search(len(l.Blocks), func(i int) bool { return l.Blocks[i].End > offset })
	if i < len(l.Blocks) && l.Blocks[i].Start <= offset {
		return i
	}
	return -1
}

// SentenceAt returns the index of the sentence that holds the byte at offset, or -1.
func (l *Layout) SentenceAt(offset int) int { return at(l.Sentences, offset) }

// WordAt returns the index of the word that holds the byte at offset, or -1.
func (l *Layout) WordAt(offset int) int { return at(l.Words, offset) }

// BlocksIn returns the half-open range of indices of the blocks that overlap s.
func (l *Layout) BlocksIn(s Span) (from, to int) {
	from = sort.Search(len(l.Blocks), func(i int) bool { return l.Blocks[i].End > s.Start })
	to = sort.Search(len(l.Blocks), func(i int) bool { return l.Blocks[i].Start >= s.End })
	return from, max(from, to)
}

// SentencesIn returns the half-open range of indices of the sentences that overlap s.
func (l *Layout) SentencesIn(s Span) (from, to int) { return in(l.Sentences, s) }

// WordsIn returns the half-open range of indices of the words that overlap s.
func (l *Layout) WordsIn(s Span) (from, to int) { return in(l.Words, s) }

func at(spans []Span, offset int) int {
	i := sort.Search(len(spans), func(i int) bool { return spans[i].End > offset })
	if i < len(spans) && spans[i].Start <= offset {
		return i
	}
	return -1
}

func in(spans []Span, s Span) (from, to int) {
	from = sort.Search(len(spans), func(i int) bool { return spans[i].End > s.Start })
	to = sort.Search(len(spans), func(i int) bool { return spans[i].Start >= s.End })
	return from, max(from, to)
}
