package text

// A BlockKind tells what a block of an article is.
type BlockKind uint8

// The kinds of block.
const (
	Paragraph BlockKind = iota
	Headline
	Dateline // "LONDON (Reuters) -", on the line of the paragraph that it opens
	Byline
	Caption
	Heading
	ListItem
)

// A Block is a run of text that is laid out as one: a line, or what a blank
// line ends. White space around it is left out.
type Block struct {
	Span
	Kind BlockKind
}

// A Layout is a text cut into blocks, sentences and words, each in order and
// free of overlaps. Every sentence lies within one block and every word within
// one sentence. A Layout is not changed after Parse and may be shared.
type Layout struct {
	Text      string
	Blocks    []Block
	Sentences []Span
	Words     []Span
}
