// Package encoder runs the transformer that reads the text: the forward pass of
// BERT (Devlin et al., 2019) with a few more tables of embeddings, from the
// pieces of one window to a vector for each.
//
// Read Forward first: it calls what follows in the order of the file, and the
// shapes are in the comments, n for the number of pieces and h for the width.
//
// The loops over numbers are in internal/kernels, the file's format is in
// internal/weights, and the meaning of the vectors is left to the heads in
// internal/reader.
package encoder

import (
	"errors"
	"fmt"

	"dictum.example/internal/kernels"
)

// ErrInput is wrapped by the errors of [Encoder.Forward].
var ErrInput = errors.New("encoder: unfit input")

// An Input is one window of pieces, with what opens and closes it. The four
// slices run in parallel.
type Input struct {
	IDs    []int32 // rows of the vocabulary
	Shapes []uint8 // case shapes, see wordpiece.Shape
	Gaps   []uint8 // what stands before the piece
	Marks  []uint8 // where the piece stands as to quotation marks
}

// An Encoder is read-only: any number of goroutines may use one, each with a
// [Scratch] of its own.
type Encoder struct {
	width, heads                       int
	eps                                float32
	word, position, shape, gap, marked table
	norm                               norm
	layers                             []layer
	tap, earlyTap                      int // how many layers come before the vectors of Tapped, and of Early
}

// A layer is one block of the transformer.
type layer struct {
	query, key, value, output *Linear // h×h
	attentionNorm             norm
	in, out                   *Linear // f×h, h×f
	ffnNorm                   norm
}

// A norm is the scale and shift of a layer normalisation.
type norm struct{ gamma, beta []float32 }

// Scratch is the memory that a forward pass works in. The zero value is ready,
// and grows to what the longest input takes. It serves one goroutine at a time.
type Scratch struct {
	query, key, value, context, sum []float32 // n×h
	inner                           []float32 // a block of rows × f
	tapped, early                   []float32 // n×h
	rows                            Rows
	attention                       kernels.Scratch
}

// Tapped returns the vectors that the last forward pass had after the layer that the model
// file's config calls "tap", as [Encoder.Forward] returns those after the last. They are
// overwritten by the next pass, and empty where the config names no layer.
func (s *Scratch) Tapped() []float32 { return s.tapped }

// Early is like Tapped, after the layer that the config calls "early".
func (s *Scratch) Early() []float32 { return s.early }

// Width returns the length of a vector.
func (e *Encoder) Width() int { return e.width }

// MaxLen returns the largest number of pieces in an input.
func (e *Encoder) MaxLen() int { return e.position.rows }

// Forward returns the vectors of the pieces of in, one after the other: row i
// holds the Width numbers of piece i. They are in dst's memory where it has room.
func (e *Encoder) Forward(dst []float32, in Input, s *Scratch) ([]float32, error) {
	if err := e.check(in); err != nil {
		return nil, err
	}
	dst = grow(dst, len(in.IDs)*e.width)
	e.embed(dst, in)
	for i := range e.layers {
		e.attend(dst, &e.layers[i], s)
		e.feed(dst, &e.layers[i], s)
		if i+1 == e.tap {
			s.tapped = append(s.tapped[:0], dst...)
		}
		if i+1 == e.earlyTap {
			s.early = append(s.early[:0], dst...)
		}
	}
	return dst, nil
}

// embed sets x, n×h, to the normalised sum of the embeddings of each piece.
func (e *Encoder) embed(x []float32, in Input) {
	clear(x)
	for i, id := range in.IDs {
		row := x[i*e.width:][:e.width]
		e.word.add(row, int(id))
		e.position.add(row, i)
		e.shape.add(row, int(in.Shapes[i]))
		e.gap.add(row, int(in.Gaps[i]))
		e.marked.add(row, int(in.Marks[i]))
	}
	e.norm.apply(x, x, nil, e)
}

// attend sets each row of x to norm(row + output(attention)), where attention
// mixes the values of all rows, head by head, by how their keys fit its query.
func (e *Encoder) attend(x []float32, l *layer, s *Scratch) {
	n := len(x) / e.width
	s.query = grow(s.query, len(x))
	s.key = grow(s.key, len(x))
	s.value = grow(s.value, len(x))
	s.context = grow(s.context, len(x))
	s.sum = grow(s.sum, len(x))

	s.rows.Set(x, n, e.width)
	l.query.Apply(s.query, &s.rows)
	l.key.Apply(s.key, &s.rows)
	l.value.Apply(s.value, &s.rows)
	attention := kernels.Attention
	if l.query.s8 != nil {
		attention = kernels.AttentionS8
	}
	attention(s.context, s.query, s.key, s.value, e.width, n, e.heads, e.width/e.heads, &s.attention)
	s.rows.Set(s.context, n, e.width)
	l.output.Apply(s.sum, &s.rows)
	l.attentionNorm.apply(x, s.sum, x, e)
}

// feed sets each row of x to norm(row + out(GELU(in(row)))), a block of rows after
// another, so that what is between the layers stays in a near cache.
func (e *Encoder) feed(x []float32, l *layer, s *Scratch) {
	n := len(x) / e.width
	s.inner = grow(s.inner, min(n, kernels.RowBlock)*l.in.Out())
	s.sum = grow(s.sum, len(x))

	for first := 0; first < n; first += kernels.RowBlock {
		rows := min(kernels.RowBlock, n-first)
		block := x[first*e.width:][:rows*e.width]
		sum, inner := s.sum[:len(block)], s.inner[:rows*l.in.Out()]
		s.rows.Set(block, rows, e.width)
		l.in.apply(inner, &s.rows, kernels.GELU)
		s.rows.Set(inner, rows, l.in.Out())
		l.out.Apply(sum, &s.rows)
		l.ffnNorm.apply(block, sum, block, e)
	}
}

// apply sets dst to the normalised rows of x + residual.
func (n norm) apply(dst, x, residual []float32, e *Encoder) {
	kernels.LayerNorm(dst, x, residual, n.gamma, n.beta, len(x)/e.width, e.width, e.eps)
}

// check reports whether all indices of in are within the tables.
func (e *Encoder) check(in Input) error {
	n := len(in.IDs)
	switch {
	case n < 1 || n > e.MaxLen():
		return fmt.Errorf("%w: %d pieces, want 1 to %d", ErrInput, n, e.MaxLen())
	case len(in.Shapes) != n || len(in.Gaps) != n || len(in.Marks) != n:
		return fmt.Errorf("%w: %d ids, but %d shapes, %d gaps, %d marks", ErrInput, n, len(in.Shapes), len(in.Gaps), len(in.Marks))
	}
	for i, id := range in.IDs {
		switch {
		case id < 0 || int(id) >= e.word.rows:
			return fmt.Errorf("%w: piece %d has the id %d of %d", ErrInput, i, id, e.word.rows)
		case int(in.Shapes[i]) >= e.shape.rows:
			return fmt.Errorf("%w: piece %d has the shape %d of %d", ErrInput, i, in.Shapes[i], e.shape.rows)
		case int(in.Gaps[i]) >= e.gap.rows:
			return fmt.Errorf("%w: piece %d has the gap %d of %d", ErrInput, i, in.Gaps[i], e.gap.rows)
		case int(in.Marks[i]) >= e.marked.rows:
			return fmt.Errorf("%w: piece %d has the mark %d of %d", ErrInput, i, in.Marks[i], e.marked.rows)
		}
	}
	return nil
}

// grow returns a slice of n elements, in the memory of s where that suffices.
func grow(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n)
	}
	return s[:n]
}
