package kernels

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"testing"
)

// TestSameEverywhere compares a layer of an encoder with the bits that every
// implementation on every architecture gives.
func TestSameEverywhere(t *testing.T) {
	const want = uint64(0x20abb12ee06cef1b)
	each(t, func(t *testing.T, impl implementation) {
		r := rand.New(rand.NewPCG(8, 8))
		uniform := func(n int, size float32) []float32 {
			x := make([]float32, n)
			for i := range x {
				x[i] = (2*r.Float32() - 1) * size
			}
			return x
		}
		const rows, heads, dim = 53, 3, 32
		const hidden, inner = heads * dim, 4 * heads * dim
		layer := func(out, in int) *Weights {
			w, err := pack(impl, int8s(r, out*in), uniform(out, 1e-3), uniform(out, 1), out, in)
			if err != nil {
				t.Fatal(err)
			}
			return w
		}
		head, err := PackF32(uniform(9*hidden, 1), uniform(9, 1), 9, hidden)
		if err != nil {
			t.Fatal(err)
		}
		x, gamma, beta := uniform(rows*hidden, 3), uniform(hidden, 2), uniform(hidden, 1)
		wide, y := make([]float32, rows*inner), make([]float32, rows*hidden)
		var a Activations
		var s Scratch
		linear := func(dst, x []float32, out, in int, act Act) {
			w := layer(out, in)
			a.quantize(impl, x, rows, in)
			linear(impl, dst, &a, w, act)
		}
		linear(wide, x, 3*hidden, hidden, None)
		attention(impl, y, wide, wide[hidden:], wide[2*hidden:], 3*hidden, rows, heads, dim, &s)
		layerNorm(impl, x, y, x, gamma, beta, rows, hidden, 1e-12)
		attentionS8(impl, y, wide, wide[hidden:], wide[2*hidden:], 3*hidden, rows, heads, dim, &s)
		layerNorm(impl, x, y, x, gamma, beta, rows, hidden, 1e-12)
		linear(wide, x, inner, hidden, GELU)
		linear(y, wide, hidden, inner, None)
		layerNorm(impl, x, y, x, gamma, beta, rows, hidden, 1e-12)
		scores := make([]float32, rows*9)
		linearF32(impl, scores, x, rows, head, None)
		for i := range rows {
			impl.Softmax(scores[i*9:][:9])
		}

		h := fnv.New64a()
		for _, v := range append(x, scores...) {
			var b [4]byte
			binary.LittleEndian.PutUint32(b[:], math.Float32bits(v))
			h.Write(b[:])
		}
		if got := h.Sum64(); got != want {
			t.Errorf("hash is %#x, want %#x", got, want)
		}
	})
}
