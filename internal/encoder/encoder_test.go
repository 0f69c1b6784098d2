package encoder

import (
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"dictum.example/internal/kernels"
	"dictum.example/internal/weights"
)

func load(tb testing.TB, name string) *Reference {
	tb.Helper()
	r, err := OpenReference(os.DirFS(filepath.Dir(name)), filepath.Base(name))
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

func newEncoder(tb testing.TB, m *weights.Model, p Precision) *Encoder {
	tb.Helper()
	e, err := New(m, p)
	if err != nil {
		tb.Fatal(err)
	}
	return e
}

// TestReference compares each layer, given the reference's input to it, and the
// whole, with PyTorch.
func TestReference(t *testing.T) {
	r := load(t, "testdata/small")
	for _, p := range []Precision{Float32, Stored} {
		ds, err := r.Compare(p)
		if err != nil {
			t.Fatal(err)
		}
		if len(ds) != 4 {
			t.Errorf("%v: %d comparisons, want those of the embeddings, two layers and the whole", p, len(ds))
		}
		for _, d := range ds {
			if !d.OK() {
				t.Errorf("%v: %v", p, d)
			}
		}
	}
}

// TestReferenceDiffers sees to it that a comparison notices a value that is wrong.
func TestReferenceDiffers(t *testing.T) {
	for _, layer := range []int{0, 1, 2} {
		r := load(t, "testdata/small")
		r.activations[Stored][layer][5] += .5
		ds, err := r.Compare(Stored)
		if err != nil {
			t.Fatal(err)
		}
		if d := ds[layer]; d.OK() {
			t.Errorf("a wrong value is passed over: %v", d)
		}
	}
}

// TestForwardLengths looks whether scratch that served longer and shorter
// inputs changes anything.
func TestForwardLengths(t *testing.T) {
	r := load(t, "testdata/small")
	for _, p := range []Precision{Stored, Float32} {
		e := newEncoder(t, r.model, p)
		var s Scratch
		var dst []float32
		for _, n := range []int{19, 1, 2, 7, 19, 3} {
			in := Input{r.in.IDs[:n], r.in.Shapes[:n], r.in.Gaps[:n], r.in.Marks[:n]}
			var err error
			if dst, err = e.Forward(dst, in, &s); err != nil {
				t.Fatal(err)
			}
			fresh, err := e.Forward(nil, in, new(Scratch))
			if err != nil {
				t.Fatal(err)
			}
			if len(fresh) != n*e.Width() || !slices.Equal(dst, fresh) {
				t.Errorf("%v: %d pieces read differently with used scratch", p, n)
			}
		}
	}
}

// TestTapped compares the vectors after a layer with the output of an encoder that ends there.
func TestTapped(t *testing.T) {
	r := load(t, "testdata/small")
	e := newEncoder(t, r.model, Stored)
	var s Scratch
	if _, err := e.Forward(nil, r.in, &s); err != nil || len(s.Tapped()) > 0 {
		t.Fatalf("%d numbers after no layer, %v", len(s.Tapped()), err)
	}
	for tap := 1; tap <= len(e.layers); tap++ {
		whole, short := *e, *e
		whole.tap, whole.earlyTap, short.layers = tap, tap, e.layers[:tap]
		if _, err := whole.Forward(nil, r.in, &s); err != nil {
			t.Fatal(err)
		}
		want, err := short.Forward(nil, r.in, new(Scratch))
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(s.Tapped(), want) || !slices.Equal(s.Early(), want) {
			t.Errorf("the vectors after layer %d are not those of %d layers", tap, tap)
		}
	}
}

func TestForwardConcurrently(t *testing.T) {
	r := load(t, "testdata/small")
	e := newEncoder(t, r.model, Stored)
	want, err := e.Forward(nil, r.in, new(Scratch))
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			var s Scratch
			for range 20 {
				if got, err := e.Forward(nil, r.in, &s); err != nil || !slices.Equal(got, want) {
					t.Errorf("another result, %v", err)
					return
				}
			}
		})
	}
	group.Wait()
}

func TestForwardMakesNoGarbage(t *testing.T) {
	r := load(t, "testdata/small")
	for _, p := range []Precision{Stored, Float32} {
		e := newEncoder(t, r.model, p)
		var s Scratch
		var dst []float32
		if n := testing.AllocsPerRun(10, func() { dst, _ = e.Forward(dst, r.in, &s) }); n > 0 {
			t.Errorf("%v: %v allocations a pass", p, n)
		}
	}
}

func TestForwardRefuses(t *testing.T) {
	r := load(t, "testdata/small")
	e := newEncoder(t, r.model, Stored)
	for _, c := range []struct {
		name string
		in   Input
		want string
	}{
		{"nothing", Input{}, "0 pieces, want 1 to 24"},
		{"too long", Input{make([]int32, 25), make([]uint8, 25), make([]uint8, 25), make([]uint8, 25)}, "25 pieces"},
		{"not parallel", Input{make([]int32, 2), make([]uint8, 2), make([]uint8, 1), make([]uint8, 2)}, "1 gaps"},
		{"id", Input{[]int32{1, 60}, make([]uint8, 2), make([]uint8, 2), make([]uint8, 2)}, "piece 1 has the id 60 of 60"},
		{"negative id", Input{[]int32{-1}, []uint8{0}, []uint8{0}, []uint8{0}}, "id -1"},
		{"shape", Input{[]int32{1}, []uint8{10}, []uint8{0}, []uint8{0}}, "shape 10 of 10"},
		{"gap", Input{[]int32{1}, []uint8{0}, []uint8{3}, []uint8{0}}, "gap 3 of 3"},
		{"mark", Input{[]int32{1}, []uint8{0}, []uint8{0}, []uint8{255}}, "mark 255 of 4"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := e.Forward(nil, c.in, new(Scratch)); !errors.Is(err, ErrInput) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want one with %q", err, c.want)
			}
		})
	}
}

// TestForwardSurvivesAnyNumbers runs models that only a broken exporter writes.
func TestForwardSurvivesAnyNumbers(t *testing.T) {
	for _, v := range []float32{float32(math.NaN()), float32(math.Inf(1)), math.MaxFloat32, 0, 1e-45} {
		for _, p := range []Precision{Stored, Float32} {
			r := load(t, "testdata/small")
			for _, name := range r.model.Names() {
				tensor := anyTensor(t, r.model, name)
				for i := range tensor.F32 {
					tensor.F32[i] = v
				}
				for i := range tensor.I8 {
					tensor.I8[i] = -128
				}
			}
			if _, err := newEncoder(t, r.model, p).Forward(nil, r.in, new(Scratch)); err != nil {
				t.Error(err)
			}
		}
	}
}

// anyTensor returns the tensor of that name, of one or two dimensions.
func anyTensor(tb testing.TB, m *weights.Model, name string) weights.Tensor {
	tb.Helper()
	t, err := m.Tensor(name, weights.Any)
	if err != nil {
		if t, err = m.Tensor(name, weights.Any, weights.Any); err != nil {
			tb.Fatal(err)
		}
	}
	return t
}

func FuzzForward(f *testing.F) {
	r := load(f, "testdata/small")
	e := newEncoder(f, r.model, Stored)
	f.Add([]byte("\x01\x00\x00\x00\x11\x04\x01\x02\x02\x00\x00\x00"))
	f.Add([]byte{})
	f.Add([]byte("\x3c\x0a\x03\x04"))
	var s Scratch
	var dst []float32
	f.Fuzz(func(t *testing.T, data []byte) {
		var in Input
		for c := range slices.Chunk(data[:len(data)/4*4], 4) {
			in.IDs = append(in.IDs, int32(int8(c[0])))
			in.Shapes, in.Gaps, in.Marks = append(in.Shapes, c[1]), append(in.Gaps, c[2]), append(in.Marks, c[3])
		}
		x, err := e.Forward(dst, in, &s)
		if err != nil {
			if !errors.Is(err, ErrInput) {
				t.Fatal(err)
			}
			return
		}
		if dst = x; len(x) != len(in.IDs)*e.Width() {
			t.Fatalf("%d numbers for %d pieces", len(x), len(in.IDs))
		}
		for i, v := range x {
			if !(math.Abs(float64(v)) < 1e3) {
				t.Fatalf("number %d is %g", i, v)
			}
		}
	})
}

func TestNewRefuses(t *testing.T) {
	m, err := weights.Open(os.DirFS("testdata"), "small.golden")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := New(m, Stored); !errors.Is(err, weights.ErrManifest) {
		t.Errorf("got %v, want %v", err, weights.ErrManifest)
	}
	if _, err := NewLinear(m, "names", 9, 48, Stored); !errors.Is(err, weights.ErrTensor) {
		t.Errorf("got %v, want %v", err, weights.ErrTensor)
	}
}

func TestLinear(t *testing.T) {
	r := load(t, "testdata/small")
	const name = "layer.0.ffn.in"
	w, err := r.model.Tensor(name+".weight", 96, 48)
	if err != nil {
		t.Fatal(err)
	}
	bias, err := r.model.Float32s(name+".bias", 96)
	if err != nil {
		t.Fatal(err)
	}
	x := r.activations[Float32][0][:3*48]
	want := make([]float32, 3*96)
	for i := range want {
		row, o := i/96, i%96
		sum := float64(bias[o])
		for j := range 48 {
			sum += float64(x[row*48+j]) * float64(w.I8[o*48+j]) * float64(w.Scales[o])
		}
		want[i] = float32(sum)
	}
	for p, tolerance := range map[Precision]float64{Float32: 1e-5, Stored: 0.05} {
		l, err := NewLinear(r.model, name, weights.Any, weights.Any, p)
		if err != nil {
			t.Fatal(err)
		}
		var rows Rows
		rows.Set(x, 3, l.In())
		got := make([]float32, 3*l.Out())
		l.Apply(got, &rows)
		if d, _ := distance(got, want); !(d < tolerance) {
			t.Errorf("%v: differs by %g", p, d)
		}
	}
}

func BenchmarkForward(b *testing.B) {
	r := load(b, "testdata/small")
	for _, p := range []Precision{Stored, Float32} {
		e := newEncoder(b, r.model, p)
		var in Input
		n := min(256, e.MaxLen())
		for i := range n {
			in.IDs = append(in.IDs, r.in.IDs[i%len(r.in.IDs)])
		}
		in.Shapes, in.Gaps, in.Marks = make([]uint8, n), make([]uint8, n), make([]uint8, n)
		b.Run(fmt.Sprintf("%v/%s/%d", p, kernels.Implementation(), n), func(b *testing.B) {
			var s Scratch
			var dst []float32
			var err error
			for b.Loop() {
				if dst, err = e.Forward(dst, in, &s); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "pieces/s")
		})
	}
}

func ExampleEncoder_Forward() {
	m, err := weights.Open(os.DirFS("testdata"), "small.model")
	if err != nil {
		fmt.Println(err)
		return
	}
	e, err := New(m, Stored)
	if err != nil {
		fmt.Println(err)
		return
	}
	var s Scratch
	x, err := e.Forward(nil, Input{
		IDs:    []int32{1, 17, 2},
		Shapes: []uint8{0, 4, 0},
		Gaps:   []uint8{0, 1, 0},
		Marks:  []uint8{0, 0, 0},
	}, &s)
	fmt.Println(len(x)/e.Width(), "vectors of", e.Width(), err)
	// Output: 3 vectors of 48 <nil>
}
