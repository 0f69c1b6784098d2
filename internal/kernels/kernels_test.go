package kernels

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"dictum.example/internal/kernels/generic"
)

// each runs f once for each implementation that this machine can run.
func each(t *testing.T, f func(t *testing.T, impl implementation)) {
	for _, impl := range available() {
		t.Run(impl.Name(), func(t *testing.T) { f(t, impl) })
	}
}

// others runs f for each implementation but the pure Go one.
func others(t *testing.T, f func(t *testing.T, impl implementation)) {
	t.Helper()
	if len(available()) == 1 {
		t.Skip("this machine has the pure Go implementation only")
	}
	each(t, func(t *testing.T, impl implementation) {
		if impl != pure {
			f(t, impl)
		}
	})
}

var pure implementation = generic.Kernels{}

// sizes are widths and row counts around the edges of tiles.
var sizes = []int{1, 2, 3, 5, 6, 7, 8, 9, 12, 15, 16, 17, 31, 32, 33, 47, 48, 49, 96, 97, 384}

func size(r *rand.Rand) int { return sizes[r.IntN(len(sizes))] }

func floats(r *rand.Rand, n int) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(r.NormFloat64())
	}
	return x
}

// wild returns floats with every kind of extreme among them.
func wild(r *rand.Rand, n int) []float32 {
	extremes := []float32{0, float32(math.Copysign(0, -1)), math.MaxFloat32, -math.MaxFloat32, math.SmallestNonzeroFloat32,
		1e-31, -1e-30, 1e30, float32(math.Inf(1)), float32(math.Inf(-1)), float32(math.NaN())}
	x := floats(r, n)
	for i := range x {
		if r.IntN(8) == 0 {
			x[i] = extremes[r.IntN(len(extremes))]
		}
	}
	return x
}

func int8s(r *rand.Rand, n int) []int8 {
	x := make([]int8, n)
	for i := range x {
		x[i] = int8(r.IntN(256) - 128)
	}
	return x
}

func fill[T any](n int, v T) []T {
	x := make([]T, n)
	for i := range x {
		x[i] = v
	}
	return x
}

// same fails the test unless got and want are the same bits, any NaN being like
// another.
func same(t *testing.T, what string, got, want []float32) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d values, want %d", what, len(got), len(want))
	}
	for i := range want {
		if math.Float32bits(got[i]) != math.Float32bits(want[i]) && (got[i] == got[i] || want[i] == want[i]) {
			t.Fatalf("%s: value %d is %g (%#x), want %g (%#x)", what, i,
				got[i], math.Float32bits(got[i]), want[i], math.Float32bits(want[i]))
		}
	}
}

// near fails the test unless got is within tolerance of want everywhere.
func near(t *testing.T, what string, got []float32, want []float64, tolerance float64) {
	t.Helper()
	for i := range want {
		if d := math.Abs(float64(got[i]) - want[i]); !(d <= tolerance) {
			t.Fatalf("%s: value %d is %g, want %g (off by %g)", what, i, got[i], want[i], d)
		}
	}
}

func TestQuantize(t *testing.T) {
	inf, nan := float32(math.Inf(1)), float32(math.NaN())
	tests := []struct {
		name  string
		row   []float32
		scale float32
		want  []int8
	}{
		{"largest is 127", []float32{-254, 127, 0, 2}, 2, []int8{-127, 64, 0, 1}},
		{"half to even", []float32{127, 0.5, 1.5, 2.5, -0.5, -1.5, -2.5}, 1, []int8{127, 0, 2, 2, 0, -2, -2}},
		{"zero", []float32{0, 0, 0}, 0, []int8{0, 0, 0}},
		{"too small", []float32{1e-31, -1e-31, 0}, 0, []int8{0, 0, 0}},
		{"largest float", []float32{math.MaxFloat32, -math.MaxFloat32, 1}, math.MaxFloat32 / 127, []int8{127, -127, 0}},
		{"infinity", []float32{inf, -inf, 1}, math.MaxFloat32 / 127, []int8{127, -127, 0}},
		{"NaN", []float32{nan, 127, -1}, 1, []int8{0, 127, -1}},
		{"only NaN", []float32{nan, nan}, 0, []int8{0, 0}},
	}
	each(t, func(t *testing.T, impl implementation) {
		for _, tt := range tests {
			var a Activations
			a.quantize(impl, tt.row, 1, len(tt.row))
			got := make([]int8, len(tt.row))
			scale := a.row(impl, got, 0)
			if scale != tt.scale || fmt.Sprint(got) != fmt.Sprint(tt.want) {
				t.Errorf("%s: %d with scale %g, want %d with scale %g", tt.name, got, scale, tt.want, tt.scale)
			}
		}
	})
}

// TestLinearExact compares the product with one written out in int64.
func TestLinearExact(t *testing.T) {
	each(t, func(t *testing.T, impl implementation) {
		r := rand.New(rand.NewPCG(1, 1))
		for n := range 200 {
			rows, out, in := size(r)%50, size(r), size(r)
			x, w := floats(r, rows*in), int8s(r, out*in)
			if n%4 == 0 {
				in = 1536
				x, w = fill(rows*in, float32(n%8-2)), fill(out*in, int8(-128+n%256)) // the largest sums
			}
			scales, bias := floats(r, out), floats(r, out)
			p, err := pack(impl, w, scales, bias, out, in)
			if err != nil {
				t.Fatal(err)
			}
			var a Activations
			a.quantize(impl, x, rows, in)
			got := make([]float32, rows*out)
			linear(impl, got, &a, p, None)
			w, scales = narrow(w, scales, out, in)
			want := make([]float32, rows*out)
			row := make([]int8, in)
			for i := range rows {
				scale := a.row(impl, row, i)
				for o := range out {
					var s int64
					for k, v := range row {
						s += int64(v) * int64(w[o*in+k])
					}
					v := float32(float32(s)*scale) * scales[o]
					want[i*out+o] = float32(v) + bias[o]
				}
			}
			same(t, fmt.Sprintf("%d×%d×%d", rows, out, in), got, want)
		}
	})
}

// TestLinearF32 compares the product with one written out in float64.
func TestLinearF32(t *testing.T) {
	each(t, func(t *testing.T, impl implementation) {
		r := rand.New(rand.NewPCG(2, 2))
		for range 100 {
			rows, out, in := size(r)%50, size(r), size(r)
			x, w, bias := floats(r, rows*in), floats(r, out*in), floats(r, out)
			p, err := PackF32(w, bias, out, in)
			if err != nil {
				t.Fatal(err)
			}
			got := make([]float32, rows*out)
			linearF32(impl, got, x, rows, p, None)
			want := make([]float64, rows*out)
			for i := range rows {
				for o := range out {
					s := float64(bias[o])
					for k := range in {
						s += float64(x[i*in+k]) * float64(w[o*in+k])
					}
					want[i*out+o] = s
				}
			}
			near(t, fmt.Sprintf("%d×%d×%d", rows, out, in), got, want, 1e-4)
		}
	})
}

func TestGELU(t *testing.T) {
	each(t, func(t *testing.T, impl implementation) {
		var x []float32
		var want []float64
		for v := -12.0; v <= 12; v += 1.0 / 1024 {
			x = append(x, float32(v))
			want = append(want, v*0.5*math.Erfc(-v/math.Sqrt2))
		}
		impl.GELU(x)
		near(t, "GELU", x, want, 1e-6)
		inf := float32(math.Inf(1))
		x = []float32{inf, -inf, math.MaxFloat32, -math.MaxFloat32, float32(math.NaN()), 0, float32(math.Copysign(0, -1))}
		impl.GELU(x)
		same(t, "extremes", x, []float32{inf, 0, x[2], 0, float32(math.NaN()), 0, float32(math.Copysign(0, -1))})
		if !(x[2] > math.MaxFloat32/2) {
			t.Errorf("GELU of the largest float is %g", x[2])
		}
	})
}

func TestSoftmax(t *testing.T) {
	each(t, func(t *testing.T, impl implementation) {
		r := rand.New(rand.NewPCG(3, 3))
		for range 100 {
			rows, n := 1+r.IntN(3), size(r)
			stride := n + r.IntN(3)
			x := floats(r, rows*stride)
			want := make([]float64, rows*stride)
			for i := range rows {
				var s float64
				for j := range n {
					s += math.Exp(float64(x[i*stride+j]))
				}
				for j := range stride {
					if want[i*stride+j] = float64(x[i*stride+j]); j < n {
						want[i*stride+j] = math.Exp(want[i*stride+j]) / s
					}
				}
			}
			for i := range rows {
				impl.Softmax(x[i*stride:][:n])
			}
			near(t, fmt.Sprintf("%d of %d", n, stride), x, want, 1e-6)
		}
	})
}

func TestLayerNorm(t *testing.T) {
	each(t, func(t *testing.T, impl implementation) {
		r := rand.New(rand.NewPCG(4, 4))
		for n := range 100 {
			rows, cols := size(r)%10, size(r)
			x, residual, gamma, beta := floats(r, rows*cols), floats(r, rows*cols), floats(r, cols), floats(r, cols)
			if n%3 == 0 {
				residual = nil
			}
			want := make([]float64, rows*cols)
			for i := range rows {
				y := want[i*cols:][:cols]
				var mean, variance float64
				for j := range y {
					y[j] = float64(x[i*cols+j])
					if residual != nil {
						y[j] += float64(residual[i*cols+j])
					}
					mean += y[j] / float64(cols)
				}
				for _, v := range y {
					variance += (v - mean) * (v - mean) / float64(cols)
				}
				for j, v := range y {
					y[j] = (v-mean)/math.Sqrt(variance+1e-5)*float64(gamma[j]) + float64(beta[j])
				}
			}
			layerNorm(impl, x, x, residual, gamma, beta, rows, cols, 1e-5)
			near(t, fmt.Sprintf("%d×%d", rows, cols), x, want, 2e-4)
		}
	})
}

func TestAttention(t *testing.T) {
	each(t, func(t *testing.T, impl implementation) {
		r := rand.New(rand.NewPCG(5, 5))
		var s Scratch
		for range 40 {
			rows, heads, dim := size(r)%70, 1+r.IntN(4), []int{1, 8, 20, 32, 64}[r.IntN(5)]
			hidden := heads * dim
			stride := 3*hidden + r.IntN(3)
			qkv := floats(r, rows*stride)
			got := make([]float32, rows*hidden)
			if rows > 0 {
				attention(impl, got, qkv, qkv[hidden:], qkv[2*hidden:], stride, rows, heads, dim, &s)
			}
			near(t, fmt.Sprintf("%d×%d×%d", rows, heads, dim), got, slowAttention(qkv, stride, rows, heads, dim), 1e-5)
		}
	})
}

// TestAttentionS8 compares attention in int8 with the definition: it is off by less than the noise of its int8 inputs.
func TestAttentionS8(t *testing.T) {
	each(t, func(t *testing.T, impl implementation) {
		r := rand.New(rand.NewPCG(9, 9))
		var s Scratch
		for range 40 {
			rows, heads, dim := size(r)%70, 1+r.IntN(4), []int{1, 8, 20, 32, 32, 64, 100}[r.IntN(7)]
			hidden := heads * dim
			stride := 3*hidden + r.IntN(3)
			qkv := floats(r, rows*stride)
			got := make([]float32, rows*hidden)
			if rows > 0 {
				attentionS8(impl, got, qkv, qkv[hidden:], qkv[2*hidden:], stride, rows, heads, dim, &s)
			}
			near(t, fmt.Sprintf("%d×%d×%d", rows, heads, dim), got, slowAttention(qkv, stride, rows, heads, dim), 0.1)
		}
	})
}

// TestAttentionS8Long looks at what cannot be in int8: more rows than whose sums are exact.
func TestAttentionS8Long(t *testing.T) {
	each(t, func(t *testing.T, impl implementation) {
		const dim = 8
		for _, rows := range []int{generic.MaxKeys, generic.MaxKeys + 1} {
			qkv := fill(rows*3*dim, float32(1)) // the largest sums
			got := make([]float32, rows*dim)
			attentionS8(impl, got, qkv, qkv[dim:], qkv[2*dim:], 3*dim, rows, 1, dim, new(Scratch))
			near(t, fmt.Sprint(rows), got, fill(rows*dim, 1.0), 1e-5)
		}
	})
}

// slowAttention is the definition, in float64.
func slowAttention(qkv []float32, stride, rows, heads, dim int) []float64 {
	hidden := heads * dim
	at := func(part, row, h, d int) float64 { return float64(qkv[row*stride+part*hidden+h*dim+d]) }
	out := make([]float64, rows*hidden)
	p := make([]float64, rows)
	for h := range heads {
		for i := range rows {
			var s float64
			for j := range p {
				p[j] = 0
				for d := range dim {
					p[j] += at(0, i, h, d) * at(1, j, h, d)
				}
				p[j] = math.Exp(p[j] / math.Sqrt(float64(dim)))
				s += p[j]
			}
			for j := range p {
				for d := range dim {
					out[i*hidden+h*dim+d] += p[j] / s * at(2, j, h, d)
				}
			}
		}
	}
	return out
}

func TestPackErrors(t *testing.T) {
	tests := []struct {
		name                    string
		weights, scales, biases int
		out, in                 int
	}{
		{"no outputs", 0, 0, 0, 0, 4},
		{"no inputs", 0, 4, 4, 4, 0},
		{"negative", 4, 2, 2, -2, -2},
		{"too few weights", 7, 2, 2, 2, 4},
		{"too many weights", 9, 2, 2, 2, 4},
		{"too few scales", 8, 1, 2, 2, 4},
		{"too few biases", 8, 2, 1, 2, 4},
		{"sums could overflow", 2 * (maxIn + 1), 2, 2, 2, maxIn + 1},
	}
	for _, tt := range tests {
		_, err := Pack(make([]int8, tt.weights), make([]float32, tt.scales), make([]float32, tt.biases), tt.out, tt.in)
		if !errors.Is(err, ErrShape) {
			t.Errorf("%s: error is %v", tt.name, err)
		}
	}
	for _, n := range []int{0, 7, 9} {
		if _, err := PackF32(make([]float32, n), nil, 2, 4); !errors.Is(err, ErrShape) {
			t.Errorf("%d float32 weights for 2×4: error is %v", n, err)
		}
	}
	if _, err := PackF32(make([]float32, 8), make([]float32, 3), 2, 4); !errors.Is(err, ErrShape) {
		t.Errorf("3 float32 biases for 2 outputs: error is %v", err)
	}
}

func TestChoose(t *testing.T) {
	all := available()
	if got := choose(""); got != all[0] {
		t.Errorf("without a name, %s is chosen, not the fastest, %s", got.Name(), all[0].Name())
	}
	if got := choose("no such thing"); got != all[0] {
		t.Errorf("for an unknown name, %s is chosen, not the fastest, %s", got.Name(), all[0].Name())
	}
	for _, want := range all {
		if got := choose(want.Name()); got != want {
			t.Errorf("for %s, %s is chosen", want.Name(), got.Name())
		}
	}
}

// TestRows checks that a row's result does not depend on its neighbours, so that
// windows may be computed together.
func TestRows(t *testing.T) {
	each(t, func(t *testing.T, impl implementation) {
		r := rand.New(rand.NewPCG(6, 6))
		const rows, in, out = 103, 50, 35
		x := floats(r, rows*in)
		w, err := pack(impl, int8s(r, out*in), floats(r, out), nil, out, in)
		if err != nil {
			t.Fatal(err)
		}
		var a Activations
		together := make([]float32, rows*out)
		a.quantize(impl, x, rows, in)
		linear(impl, together, &a, w, GELU)
		alone := make([]float32, out)
		for i := range rows {
			a.quantize(impl, x[i*in:], 1, in)
			linear(impl, alone, &a, w, GELU)
			same(t, fmt.Sprintf("row %d", i), alone, together[i*out:][:out])
		}
	})
}

// TestNoGarbage checks that nothing is allocated once the buffers have grown.
func TestNoGarbage(t *testing.T) {
	each(t, func(t *testing.T, impl implementation) {
		r := rand.New(rand.NewPCG(7, 7))
		const rows, heads, dim = 29, 3, 11
		const hidden = heads * dim
		w, err := pack(impl, int8s(r, 3*hidden*hidden), floats(r, 3*hidden), nil, 3*hidden, hidden)
		if err != nil {
			t.Fatal(err)
		}
		f, err := PackF32(floats(r, hidden*hidden), nil, hidden, hidden)
		if err != nil {
			t.Fatal(err)
		}
		x, gamma := floats(r, rows*hidden), floats(r, hidden)
		qkv, dst := make([]float32, rows*3*hidden), make([]float32, rows*hidden)
		var a Activations
		var s Scratch
		n := testing.AllocsPerRun(10, func() {
			a.quantize(impl, x, rows, hidden)
			linear(impl, qkv, &a, w, GELU)
			attention(impl, dst, qkv, qkv[hidden:], qkv[2*hidden:], 3*hidden, rows, heads, dim, &s)
			attentionS8(impl, dst, qkv, qkv[hidden:], qkv[2*hidden:], 3*hidden, rows, heads, dim, &s)
			attentionS8(impl, dst, qkv, qkv, qkv, 3*hidden, rows, 1, 32, &s)
			layerNorm(impl, dst, dst, x, gamma, gamma, rows, hidden, 1e-12)
			linearF32(impl, x, dst, rows, f, GELU)
		})
		if n != 0 {
			t.Errorf("%g allocations", n)
		}
	})
}
