package reader

import (
	"encoding/binary"
	"errors"
	"math"
	"sort"

	"dictum.example/internal/wordpiece"
	"dictum.example/text"
)

// A Label is a span that the network marked.
type Label struct {
	text.Span
	// Type is an OntoNotes type for names, and empty for the parts of an attribution.
	Type string
	// Score is the probability of the label, in (0, 1].
	Score float32
	// Last is the probability of its last word's label, in (0, 1].
	Last float32
}

// A Link is one choice of partner for a span.
type Link struct {
	// To is the partner's index, or None.
	To int
	// P is the probability of the choice among all the span's choices.
	P float32
}

// None is the partner of a span that has none.
const None = -1

// A Reading is what the network says of a text: labelled spans, and for each
// content and cue the partners that it may belong to, with no decision taken.
// Spans of one list are in order and do not overlap.
type Reading struct {
	Layout   *text.Layout
	Names    []Label
	Sources  []Label
	Cues     []Label
	Contents []Label
	// CueSpeech holds, for each of Cues, the probability that it is one of saying.
	CueSpeech []float32
	// ContentCue holds, for each of Contents, its links into Cues (or to None),
	// the likeliest first.
	ContentCue [][]Link
	// CueSource holds, for each of Cues, its links into Sources (or to None),
	// the likeliest first.
	CueSource [][]Link
	// Vectors tell of each word what it refers to.
	Vectors Vectors
	// Profiles tell of each word what it is to the others.
	Profiles Profiles
}

// Vectors hold two vectors of each word: what the word as an anaphor looks for, and what it offers
// as an antecedent. They have no meaning but for the ranker that was trained with them. The zero
// value has none.
type Vectors struct {
	width  int
	starts []int  // bytes, of the words
	values []int8 // 2*width a word
}

// At returns the two vectors of the word at a byte of the text, or of the last one before it, as
// multiples of 1/127. They are nil where there is none.
func (v *Vectors) At(offset int) (anaphor, antecedent []int8) {
	i := sort.SearchInts(v.starts, offset+1) - 1
	if i < 0 {
		return nil, nil
	}
	both := v.values[2*i*v.width:][:2*v.width]
	return both[:v.width], both[v.width:]
}

// newVectors returns room for the vectors of n words, of which both have width values together.
func newVectors(n, width int) Vectors {
	return Vectors{width: width / 2, starts: make([]int, 0, n), values: make([]int8, 0, n*width)}
}

// append adds words and the numbers of their vectors, squashed to between -1 and 1.
func (v *Vectors) append(words []wordpiece.Word, xs []float32) {
	for _, w := range words {
		v.starts = append(v.starts, w.Start)
	}
	for _, x := range xs {
		v.values = append(v.values, squash(x))
	}
}

// Profiles hold, for each of the network's words, a vector that tells of its part in the sentence. They have
// no meaning but for what was trained with them. The zero value has no words.
type Profiles struct {
	width  int
	words  []text.Span
	values []int8 // width a word
}

// Len returns the number of words.
func (p *Profiles) Len() int { return len(p.words) }

// Width returns the number of values of a word.
func (p *Profiles) Width() int { return p.width }

// Word returns where word i stands.
func (p *Profiles) Word(i int) text.Span { return p.words[i] }

// Values returns the vector of word i, as multiples of 1/127. It must not be changed.
func (p *Profiles) Values(i int) []int8 { return p.values[i*p.width:][:p.width] }

// In returns the half-open range of the words that overlap s.
func (p *Profiles) In(s text.Span) (from, to int) {
	from = sort.Search(len(p.words), func(i int) bool { return p.words[i].End > s.Start })
	to = sort.Search(len(p.words), func(i int) bool { return p.words[i].Start >= s.End })
	return from, max(from, to)
}

// newProfiles returns room for the profiles of n words.
func newProfiles(n, width int) Profiles {
	return Profiles{words: make([]text.Span, 0, n), values: make([]int8, 0, n*width)}
}

// append adds words and the numbers of their profiles, squashed to between -1 and 1.
func (p *Profiles) append(words []wordpiece.Word, xs []float32) {
	for _, w := range words {
		p.words = append(p.words, w.Span)
	}
	if len(words) > 0 {
		p.width = len(xs) / len(words)
	}
	for _, x := range xs {
		p.values = append(p.values, squash(x))
	}
}

// squash returns x, brought to between -1 and 1, as a multiple of 1/127.
func squash(x float32) int8 {
	y := 127 * (x / (1 + float32(math.Abs(float64(x)))))
	return int8(math.RoundToEven(float64(y)))
}

// MarshalBinary writes the vectors in a form that UnmarshalBinary reads: for tools that keep
// what was read.
func (v Vectors) MarshalBinary() ([]byte, error) { return pack(v.width, v.starts, v.values), nil }

// UnmarshalBinary reads what MarshalBinary wrote. It fails where b is no such thing.
func (v *Vectors) UnmarshalBinary(b []byte) error {
	width, starts, values, ok := unpack(b)
	if !ok || len(values) != 2*width*len(starts) {
		return errors.New("reader: damaged vectors")
	}
	*v = Vectors{width, starts, values}
	return nil
}

// MarshalBinary writes the profiles in a form that UnmarshalBinary reads.
func (p Profiles) MarshalBinary() ([]byte, error) {
	places := make([]int, 0, 2*len(p.words))
	for _, w := range p.words {
		places = append(places, w.Start, w.End)
	}
	return pack(p.width, places, p.values), nil
}

// UnmarshalBinary reads what MarshalBinary wrote. It fails where b is no such thing.
func (p *Profiles) UnmarshalBinary(b []byte) error {
	width, places, values, ok := unpack(b)
	if !ok || len(places)%2 != 0 || len(values) != width*len(places)/2 {
		return errors.New("reader: damaged profiles")
	}
	words := make([]text.Span, len(places)/2)
	for i := range words {
		words[i] = text.Span{Start: places[2*i], End: places[2*i+1]}
	}
	*p = Profiles{width, words, values}
	return nil
}

// pack writes a width, places in a text, and values.
func pack(width int, places []int, values []int8) []byte {
	b := binary.AppendUvarint(nil, uint64(width))
	b = binary.AppendUvarint(b, uint64(len(places)))
	for _, x := range places {
		b = binary.AppendUvarint(b, uint64(x))
	}
	for _, x := range values {
		b = append(b, byte(x))
	}
	return b
}

// unpack reads what pack wrote; all that is left are values.
func unpack(b []byte) (width int, places []int, values []int8, ok bool) {
	ok = true
	next := func() int {
		x, n := binary.Uvarint(b)
		if n <= 0 || x > math.MaxInt32 {
			ok = false
			return 0
		}
		b = b[n:]
		return int(x)
	}
	width = next()
	for n := next(); ok && n > 0; n-- {
		places = append(places, next())
	}
	for _, x := range b {
		values = append(values, int8(x))
	}
	return width, places, values, ok
}
