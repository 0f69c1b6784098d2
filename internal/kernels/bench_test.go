package kernels

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// The shapes of MiniLM: windows of 256 pieces, 384 wide, 12 heads.
const (
	benchRows   = 256
	benchHidden = 384
	benchHeads  = 12
	benchFFN    = 1536
	benchLayers = 9
)

// bench runs f under each implementation, and reports pieces a second: f works
// on benchRows pieces.
func bench(b *testing.B, f func(b *testing.B, impl implementation) (op func())) {
	for _, impl := range available() {
		b.Run("impl="+impl.Name(), func(b *testing.B) {
			op := f(b, impl)
			op() // buffers grow
			b.ReportAllocs()
			for b.Loop() {
				op()
			}
			b.ReportMetric(float64(benchRows*b.N)/b.Elapsed().Seconds(), "pieces/s")
		})
	}
}

// linearLayer returns one int8 layer, ready to run.
func linearLayer(b *testing.B, impl implementation, rows, in, out int, act Act) func() {
	r := rand.New(rand.NewPCG(1, 2))
	w, err := pack(impl, int8s(r, out*in), floats(r, out), floats(r, out), out, in)
	if err != nil {
		b.Fatal(err)
	}
	x, dst := floats(r, rows*in), make([]float32, rows*out)
	var a Activations
	return func() {
		a.quantize(impl, x, rows, in)
		linear(impl, dst, &a, w, act)
	}
}

func BenchmarkLinear(b *testing.B) {
	for _, s := range []struct {
		in, out int
		act     Act
	}{{benchHidden, 3 * benchHidden, None}, {benchHidden, benchHidden, None}, {benchHidden, benchFFN, GELU},
		{benchFFN, benchHidden, None}} {
		b.Run(fmt.Sprintf("shape=%dx%d", s.in, s.out), func(b *testing.B) {
			bench(b, func(b *testing.B, impl implementation) func() {
				return linearLayer(b, impl, benchRows, s.in, s.out, s.act)
			})
		})
	}
}

// BenchmarkLinears runs every linear layer of the encoder, each with weights of
// its own, as a pass does.
func BenchmarkLinears(b *testing.B) {
	bench(b, func(b *testing.B, impl implementation) func() {
		var layers []func()
		for range benchLayers {
			layers = append(layers,
				linearLayer(b, impl, benchRows, benchHidden, 3*benchHidden, None),
				linearLayer(b, impl, benchRows, benchHidden, benchHidden, None),
				linearLayer(b, impl, benchRows, benchHidden, benchFFN, GELU),
				linearLayer(b, impl, benchRows, benchFFN, benchHidden, None))
		}
		return func() {
			for _, l := range layers {
				l()
			}
		}
	})
}

func BenchmarkPack(b *testing.B) {
	w := int8s(rand.New(rand.NewPCG(1, 2)), benchHidden*benchFFN)
	w, scales := narrow(w, make([]float32, benchFFN), benchFFN, benchHidden) // as the files have them
	for _, impl := range available() {
		b.Run("impl="+impl.Name(), func(b *testing.B) {
			b.SetBytes(int64(len(w)))
			for b.Loop() {
				if _, err := pack(impl, w, scales, nil, benchFFN, benchHidden); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkLinearF32(b *testing.B) {
	bench(b, func(b *testing.B, impl implementation) func() {
		r := rand.New(rand.NewPCG(1, 2))
		w, err := PackF32(floats(r, benchHidden*benchFFN), nil, benchFFN, benchHidden)
		if err != nil {
			b.Fatal(err)
		}
		x, dst := floats(r, benchRows*benchHidden), make([]float32, benchRows*benchFFN)
		return func() { linearF32(impl, dst, x, benchRows, w, None) }
	})
}

func BenchmarkQuantize(b *testing.B) {
	bench(b, func(b *testing.B, impl implementation) func() {
		x := floats(rand.New(rand.NewPCG(1, 2)), benchRows*benchFFN)
		var a Activations
		return func() { a.quantize(impl, x, benchRows, benchFFN) }
	})
}

func BenchmarkAttention(b *testing.B) {
	bench(b, func(b *testing.B, impl implementation) func() {
		qkv := floats(rand.New(rand.NewPCG(1, 2)), benchRows*3*benchHidden)
		dst := make([]float32, benchRows*benchHidden)
		var s Scratch
		return func() {
			attention(impl, dst, qkv, qkv[benchHidden:], qkv[2*benchHidden:], 3*benchHidden, benchRows, benchHeads,
				benchHidden/benchHeads, &s)
		}
	})
}

func BenchmarkAttentionS8(b *testing.B) {
	bench(b, func(b *testing.B, impl implementation) func() {
		qkv := floats(rand.New(rand.NewPCG(1, 2)), benchRows*3*benchHidden)
		dst := make([]float32, benchRows*benchHidden)
		var s Scratch
		return func() {
			attentionS8(impl, dst, qkv, qkv[benchHidden:], qkv[2*benchHidden:], 3*benchHidden, benchRows, benchHeads,
				benchHidden/benchHeads, &s)
		}
	})
}

func BenchmarkLayerNorm(b *testing.B) {
	bench(b, func(b *testing.B, impl implementation) func() {
		r := rand.New(rand.NewPCG(1, 2))
		x, residual, dst := floats(r, benchRows*benchHidden), floats(r, benchRows*benchHidden), make([]float32, benchRows*benchHidden)
		gamma, beta := floats(r, benchHidden), floats(r, benchHidden)
		return func() { layerNorm(impl, dst, x, residual, gamma, beta, benchRows, benchHidden, 1e-12) }
	})
}

func BenchmarkSoftmax(b *testing.B) {
	bench(b, func(b *testing.B, impl implementation) func() {
		x := floats(rand.New(rand.NewPCG(1, 2)), benchRows*benchRows)
		return func() {
			for i := range benchRows {
				impl.Softmax(x[i*benchRows:][:benchRows])
			}
		}
	})
}

func BenchmarkGELU(b *testing.B) {
	bench(b, func(b *testing.B, impl implementation) func() {
		r := rand.New(rand.NewPCG(1, 2))
		x, y := floats(r, benchRows*benchFFN), make([]float32, benchRows*benchFFN)
		return func() {
			copy(y, x)
			impl.GELU(y)
		}
	})
}
