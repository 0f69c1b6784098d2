package kernels

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// TestEqual compares each implementation with the pure Go one, bit for bit, over
// random shapes, with and without extremes.
func TestEqual(t *testing.T) {
	others(t, func(t *testing.T, impl implementation) {
		seeds := uint64(400)
		if testing.Short() {
			seeds = 40 // for an emulated CPU
		}
		for seed := range seeds {
			checkEqual(t, impl, seed, size)
		}
	})
}

func FuzzEqual(f *testing.F) {
	f.Add(uint64(1), uint16(1), uint16(1), uint16(1))
	f.Add(uint64(2), uint16(49), uint16(17), uint16(384))
	f.Add(uint64(3), uint16(6), uint16(16), uint16(8))
	f.Fuzz(func(t *testing.T, seed uint64, x, y, z uint16) {
		shape, n := [3]uint16{x, y, z}, 0
		next := func(*rand.Rand) int { n++; return 1 + int(shape[n%3]%400) }
		others(t, func(t *testing.T, impl implementation) { checkEqual(t, impl, seed, next) })
	})
}

// checkEqual runs every function of impl and of the pure Go implementation on
// the same input, drawn from the seed.
func checkEqual(t *testing.T, impl implementation, seed uint64, size func(*rand.Rand) int) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 0))
	draw := floats
	if seed%2 == 1 {
		draw = wild
	}
	rows, in, out := 1+(size(r)-1)%100, size(r), size(r)
	what := func(name string) string { return fmt.Sprintf("seed %d: %s of %d×%d×%d", seed, name, rows, out, in) }
	both := func(name string, n int, f func(impl implementation, dst []float32)) {
		t.Helper()
		got, want := floats(rand.New(rand.NewPCG(seed, 1)), n), floats(rand.New(rand.NewPCG(seed, 1)), n)
		f(impl, got)
		f(pure, want)
		same(t, what(name), got, want)
	}

	x, w, scales, bias := draw(r, rows*in), int8s(r, out*in), floats(r, out), floats(r, out)
	for _, act := range []Act{None, GELU} {
		both("Linear", rows*out, func(impl implementation, dst []float32) {
			p, err := pack(impl, w, scales, bias, out, in)
			if err != nil {
				t.Fatal(err)
			}
			var a Activations
			a.quantize(impl, x, rows, in)
			linear(impl, dst, &a, p, act)
		})
	}
	both("Quantize", rows*(in+1), func(impl implementation, dst []float32) {
		var a Activations
		a.quantize(impl, x, rows, in)
		row := make([]int8, in)
		for i := range rows {
			dst[i*(in+1)] = a.row(impl, row, i)
			for k, v := range row {
				dst[i*(in+1)+k+1] = float32(v)
			}
		}
	})
	p, err := PackF32(draw(r, out*in), bias, out, in)
	if err != nil {
		t.Fatal(err)
	}
	both("LinearF32", rows*out, func(impl implementation, dst []float32) { linearF32(impl, dst, x, rows, p, GELU) })

	residual, gamma, beta := draw(r, rows*in), floats(r, in), floats(r, in)
	both("LayerNorm", rows*in, func(impl implementation, dst []float32) {
		layerNorm(impl, dst, x, residual, gamma, beta, rows, in, 1e-12)
	})
	both("LayerNorm alone", rows*in, func(impl implementation, dst []float32) {
		layerNorm(impl, dst, x, nil, gamma, beta, rows, in, 1e-5)
	})
	both("Softmax", rows*in, func(impl implementation, dst []float32) {
		copy(dst, x)
		for i := range rows {
			impl.Softmax(dst[i*in:][:1+i%in])
		}
	})
	both("GELU", rows*in, func(impl implementation, dst []float32) {
		copy(dst, x)
		for i := range dst {
			dst[i] *= 4
		}
		impl.GELU(dst)
	})
	both("Transpose", rows*in, func(impl implementation, dst []float32) {
		impl.Transpose(dst, rows, x, in, rows, in, 0.5)
	})
	heads, dim := 1+size(r)%4, 1+size(r)%40
	hidden := heads * dim
	qkv := draw(r, rows*3*hidden)
	both("Attention", rows*hidden, func(impl implementation, dst []float32) {
		attention(impl, dst, qkv, qkv[hidden:], qkv[2*hidden:], 3*hidden, rows, heads, dim, new(Scratch))
	})
	for _, dim := range []int{dim, 32} {
		hidden := heads * dim
		qkv := draw(r, rows*3*hidden)
		if seed%3 == 0 { // scores far apart
			for i := range qkv {
				qkv[i] *= 5
			}
		}
		both("AttentionS8", rows*hidden, func(impl implementation, dst []float32) {
			attentionS8(impl, dst, qkv, qkv[hidden:], qkv[2*hidden:], 3*hidden, rows, heads, dim, new(Scratch))
		})
	}
}
