package kernels

import (
	"math"

	"dictum.example/internal/kernels/generic"
)

// Scratch is the memory that Attention works in. The zero value is empty and
// grows on use. It serves one goroutine at a time.
type Scratch struct {
	keys, values, scores []float32
	head                 []uint64
}

// queryBlock is how many queries are scored at once, so that their scores and
// the head's values stay in the nearest caches.
const queryBlock = 24

// Attention computes softmax(q·kᵀ/√dim)·v for each head of one window of rows,
// and writes the heads side by side to the rows×(heads·dim) matrix dst. The rows
// of q, k and v are stride apart and hold heads·dim values each: they may be
// three parts of the rows of one matrix. dst must not overlap them.
func Attention(dst, q, k, v []float32, stride, rows, heads, dim int, s *Scratch) {
	attention(impl, dst, q, k, v, stride, rows, heads, dim, s)
}

// AttentionS8 is Attention in integers, with exact sums: queries are int8 with a scale a row, keys int8 with one a head; the weights
// that softmax gives have 13 bits, and values are integers within ±1023 with a scale a column. A window of more
// than 256 rows is left to Attention.
func AttentionS8(dst, q, k, v []float32, stride, rows, heads, dim int, s *Scratch) {
	attentionS8(impl, dst, q, k, v, stride, rows, heads, dim, s)
}

func attentionS8(impl implementation, dst, q, k, v []float32, stride, rows, heads, dim int, s *Scratch) {
	if rows > generic.MaxKeys {
		attention(impl, dst, q, k, v, stride, rows, heads, dim, s)
		return
	}
	if rows == 0 {
		return
	}
	hidden := width(heads, dim, stride)
	dst, q, k, v = window(dst, q, k, v, stride, rows, hidden)
	s.head = grow(s.head, impl.AttendLen(rows, dim))
	for at := 0; at < hidden; at += dim {
		impl.Attend(dst[at:], hidden, q[at:], k[at:], v[at:], stride, rows, dim, s.head)
	}
}

func attention(impl implementation, dst, q, k, v []float32, stride, rows, heads, dim int, s *Scratch) {
	if rows == 0 {
		return
	}
	hidden := width(heads, dim, stride)
	dst, q, k, v = window(dst, q, k, v, stride, rows, hidden)

	padded := pad(rows)
	s.keys = grow(s.keys, dim*padded)
	s.values = grow(s.values, rows*dim)
	s.scores = grow(s.scores, queryBlock*padded)
	clear(s.keys)
	scale := float32(1 / math.Sqrt(float64(dim)))
	for h := range heads {
		at := h * dim
		impl.Transpose(s.keys, padded, k[at:], stride, rows, dim, scale)
		for r := range rows {
			copy(s.values[r*dim:][:dim], v[at+r*stride:])
		}
		for r := 0; r < rows; r += queryBlock {
			m := min(queryBlock, rows-r)
			impl.MatMul(s.scores, padded, q[at+r*stride:], stride, s.keys, padded, m, padded, dim)
			for i := range m {
				impl.Softmax(s.scores[i*padded:][:rows])
			}
			impl.MatMul(dst[r*hidden+at:], hidden, s.scores, padded, s.values, dim, m, dim, rows)
		}
	}
}

// width returns how many values the heads of a row have. It panics where they are more than a row has room for.
func width(heads, dim, stride int) int {
	if heads <= 0 || dim <= 0 || stride < heads*dim {
		panic("kernels: heads do not fit the stride")
	}
	return heads * dim
}

// window cuts the matrices to their rows.
func window(dst, q, k, v []float32, stride, rows, hidden int) (_, _, _, _ []float32) {
	end := (rows-1)*stride + hidden
	return dst[:rows*hidden], q[:end], k[:end], v[:end]
}
