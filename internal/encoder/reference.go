package encoder

import (
	"fmt"
	"io/fs"
	"math"
	"slices"

	"dictum.example/internal/weights"
)

// A Reference is a model and what PyTorch computes with it, layer by layer.
type Reference struct {
	model       *weights.Model
	in          Input
	activations map[Precision][][]float32 // by layer, the embeddings first
}

// OpenReference opens NAME.model and NAME.golden, as train/golden.py writes them.
func OpenReference(fsys fs.FS, name string) (*Reference, error) {
	m, err := weights.Open(fsys, name+".model")
	if err != nil {
		return nil, err
	}
	golden, err := weights.Open(fsys, name+".golden")
	if err != nil {
		return nil, err
	}
	in, err := golden.Tensor("input", 4, weights.Any)
	if err != nil {
		return nil, err
	}
	r := &Reference{model: m, activations: map[Precision][][]float32{}}
	n := in.Shape[1]
	for i := range n {
		r.in.IDs = append(r.in.IDs, int32(in.F32[i]))
		r.in.Shapes = append(r.in.Shapes, uint8(in.F32[n+i]))
		r.in.Gaps = append(r.in.Gaps, uint8(in.F32[2*n+i]))
		r.in.Marks = append(r.in.Marks, uint8(in.F32[3*n+i]))
	}
	for p, name := range map[Precision]string{Float32: "float32", Stored: "int8"} {
		t, err := golden.Tensor(name, weights.Any, n, weights.Any)
		if err != nil {
			return nil, err
		}
		r.activations[p] = slices.Collect(slices.Chunk(t.F32, n*t.Shape[2]))
	}
	return r, nil
}

// A Difference is how far the encoder is from a Reference, and may be.
type Difference struct {
	What                  string // "embeddings", "layer 0", …, "forward pass"
	Largest, Root         float64
	MostLargest, MostRoot float64 // that are allowed
}

// OK reports whether the difference is as small as it must be.
func (d Difference) OK() bool { return d.Largest <= d.MostLargest && d.Root <= d.MostRoot }

func (d Difference) String() string {
	return fmt.Sprintf("%s: largest difference %.2g, root mean square %.2g", d.What, d.Largest, d.Root)
}

// Compare compares each layer, given the reference's input to it, and the whole.
//
// In int8, a difference in the last bit of an activation can move it by one of its 127 steps: rare, so the mean stays
// small where the largest does not. Over several layers such steps add up to the noise that int8 makes anyhow, which
// the reference shows by its distance from float32; two that are as far from it apart from one another are so by
// the square root of two more.
func (r *Reference) Compare(p Precision) ([]Difference, error) {
	e, err := New(r.model, p)
	if err != nil {
		return nil, err
	}
	want := r.activations[p]
	if len(want) != len(e.layers)+1 {
		return nil, fmt.Errorf("encoder: %d layers, the reference has %d", len(e.layers), len(want)-1)
	}
	largest, root := 5e-2, 1e-3
	if p == Float32 {
		largest, root = 1e-4, 1e-5
	}
	var out []Difference
	compare := func(what string, got, want []float32, noise float64) {
		d := Difference{What: what, MostLargest: max(largest, 8*noise), MostRoot: max(root, math.Sqrt2*noise)}
		d.Largest, d.Root = distance(got, want)
		out = append(out, d)
	}
	var s Scratch
	x := make([]float32, len(want[0]))
	e.embed(x, r.in)
	compare("embeddings", x, want[0], 0)
	for i := range e.layers {
		copy(x, want[i])
		e.attend(x, &e.layers[i], &s)
		e.feed(x, &e.layers[i], &s)
		compare(fmt.Sprintf("layer %d", i), x, want[i+1], 0)
	}
	got, err := e.Forward(nil, r.in, &s)
	if err != nil {
		return nil, err
	}
	last := len(want) - 1
	_, noise := distance(want[last], r.activations[Float32][last])
	compare("forward pass", got, want[last], noise)
	return out, nil
}

// distance returns the largest difference of two vectors and the root of their mean square.
func distance(a, b []float32) (largest, root float64) {
	if len(a) != len(b) {
		return math.Inf(1), math.Inf(1)
	}
	for i := range a {
		d := math.Abs(float64(a[i]) - float64(b[i]))
		if math.IsNaN(d) {
			return d, d
		}
		largest = max(largest, d)
		root += d * d
	}
	return largest, math.Sqrt(root / float64(len(a)))
}
