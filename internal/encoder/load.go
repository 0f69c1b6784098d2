package encoder

import (
	"cmp"
	"fmt"
	"sync"

	"dictum.example/internal/kernels"
	"dictum.example/internal/weights"
)

// A Precision says in which numbers linear layers are computed.
type Precision uint8

// Precisions.
const (
	// Stored computes each layer as the file has its weights: those of type i8
	// with int8 activations (one scale a row) and exact integer sums, which is
	// fast; those of type f32 in float32.
	Stored Precision = iota
	// Float32 computes every layer in float32, which is for comparison.
	Float32
)

// String returns "stored" or "float32".
func (p Precision) String() string { return [...]string{"stored", "float32"}[p] }

// config is what the encoder wants to know of the file's hyper-parameters. The
// rest is in the shapes of the tensors.
type config struct {
	Width  int     `json:"hidden"`
	Layers int     `json:"layers"`
	Tap    int     `json:"tap"`
	Early  int     `json:"early"`
	Heads  int     `json:"heads"`
	Inner  int     `json:"ffn"`
	Eps    float32 `json:"eps"`
}

func (c *config) valid() bool {
	return c.Width > 0 && c.Layers > 0 && c.Heads > 0 && c.Inner > 0 && c.Width%c.Heads == 0 && c.Eps > 0 &&
		0 <= c.Tap && c.Tap <= c.Layers && 0 <= c.Early && c.Early <= c.Layers
}

// New returns the encoder in m. Its errors wrap one of the sentinels of
// internal/weights.
func New(m *weights.Model, p Precision) (*Encoder, error) {
	var c config
	if err := m.Config(&c); err != nil {
		return nil, err
	}
	if !c.valid() {
		return nil, fmt.Errorf("encoder: %w: config is %+v", weights.ErrManifest, c)
	}
	l := loader{m: m, p: p, width: c.Width}
	e := &Encoder{
		width:    c.Width,
		heads:    c.Heads,
		tap:      c.Tap,
		earlyTap: c.Early,
		eps:      c.Eps,
		word:     l.table("embeddings.word"),
		position: l.table("embeddings.position"),
		shape:    l.table("embeddings.shape"),
		gap:      l.table("embeddings.gap"),
		marked:   l.table("embeddings.mark"),
		norm:     l.norm("embeddings.norm"),
	}
	// Packing the weights is most of the work, and layers are packed side by side.
	// A file may claim any number of them: one that is not there ends them, with an
	// error.
	for i := 0; i < c.Layers && (i == 0 || m.Has(layerName(i-1)+queryName+".weight")); i++ {
		e.layers = append(e.layers, layer{})
	}
	errs := []error{l.err}
	errs = append(errs, make([]error, len(e.layers))...)
	var packing sync.WaitGroup
	for i := range e.layers {
		packing.Go(func() { e.layers[i], errs[i+1] = newLayer(m, p, c, layerName(i)) })
	}
	packing.Wait()
	if err := cmp.Or(errs...); err != nil {
		return nil, err
	}
	return e, nil
}

func layerName(i int) string { return fmt.Sprintf("layer.%d.", i) }

const queryName = "attention.query"

// newLayer returns the layer whose tensors' names begin with name.
func newLayer(m *weights.Model, p Precision, c config, name string) (layer, error) {
	l := loader{m: m, p: p, width: c.Width}
	return layer{
		query:         l.linear(name+queryName, c.Width, c.Width),
		key:           l.linear(name+"attention.key", c.Width, c.Width),
		value:         l.linear(name+"attention.value", c.Width, c.Width),
		output:        l.linear(name+"attention.output", c.Width, c.Width),
		attentionNorm: l.norm(name + "attention.norm"),
		in:            l.linear(name+"ffn.in", c.Inner, c.Width),
		out:           l.linear(name+"ffn.out", c.Width, c.Inner),
		ffnNorm:       l.norm(name + "ffn.norm"),
	}, l.err
}

// A loader takes tensors from a model and keeps the first error.
type loader struct {
	m     *weights.Model
	p     Precision
	width int
	err   error
}

func (l *loader) table(name string) table {
	t, err := l.m.Tensor(name, weights.Any, l.width)
	if err != nil {
		l.fail(err)
		return table{}
	}
	return table{t.Shape[0], l.width, t}
}

func (l *loader) norm(name string) norm {
	gamma, err := l.m.Float32s(name+".weight", l.width)
	l.fail(err)
	beta, err := l.m.Float32s(name+".bias", l.width)
	l.fail(err)
	return norm{gamma, beta}
}

func (l *loader) linear(name string, out, in int) *Linear {
	w, err := NewLinear(l.m, name, out, in, l.p)
	l.fail(err)
	return w
}

func (l *loader) fail(err error) {
	if l.err == nil {
		l.err = err
	}
}

// A table holds the embeddings of one kind of input, a row for each value.
type table struct {
	rows, width int
	t           weights.Tensor
}

// add adds a row of the table to x.
func (t *table) add(x []float32, row int) {
	at := row * t.width
	if t.t.F32 != nil {
		for i, v := range t.t.F32[at:][:len(x)] {
			x[i] += v
		}
		return
	}
	scale := t.t.Scales[row]
	if t.t.I4 != nil {
		for i, b := range t.t.I4[at/2:][:len(x)/2] {
			x[2*i] += float32(float32(int(b&15)-8) * scale)
			x[2*i+1] += float32(float32(int(b>>4)-8) * scale)
		}
		return
	}
	for i, q := range t.t.I8[at:][:len(x)] {
		x[i] += float32(float32(q) * scale) // the conversion forbids to fuse: same bits on all machines
	}
}

// A Linear is one linear layer: Out numbers from In, each a weighted sum and
// a bias. It is read-only and may be shared.
type Linear struct {
	s8  *kernels.Weights // nil where the layer is computed in float32
	f32 *kernels.WeightsF32
}

// NewLinear returns the layer with the tensors name.weight, out×in, and
// name.bias; out and in may be [weights.Any].
func NewLinear(m *weights.Model, name string, out, in int, p Precision) (*Linear, error) {
	w, err := m.Tensor(name+".weight", out, in)
	if err != nil {
		return nil, err
	}
	out, in = w.Shape[0], w.Shape[1]
	bias, err := m.Float32s(name+".bias", out)
	if err != nil {
		return nil, err
	}
	if w.I8 != nil && p == Stored {
		s8, err := kernels.Pack(w.I8, w.Scales, bias, out, in)
		if err != nil {
			return nil, fmt.Errorf("encoder: %s: %w", name, err)
		}
		return &Linear{s8: s8}, nil
	}
	f32, err := kernels.PackF32(values(w), bias, out, in)
	if err != nil {
		return nil, fmt.Errorf("encoder: %s: %w", name, err)
	}
	return &Linear{f32: f32}, nil
}

// values returns the matrix w in float32.
func values(w weights.Tensor) []float32 {
	if w.F32 != nil {
		return w.F32
	}
	out := make([]float32, max(len(w.I8), 2*len(w.I4)))
	in := len(out) / len(w.Scales)
	t := table{len(w.Scales), in, w}
	for row := range w.Scales {
		t.add(out[row*in:][:in], row)
	}
	return out
}

// In returns the number of inputs.
func (l *Linear) In() int {
	if l.s8 != nil {
		return l.s8.In()
	}
	return l.f32.In()
}

// Out returns the number of outputs.
func (l *Linear) Out() int {
	if l.s8 != nil {
		return l.s8.Out()
	}
	return l.f32.Out()
}

// Apply sets dst to the layer's outputs for each of the rows, row by row. The
// rows must be In wide, dst must hold Out for each, and must not be their memory.
func (l *Linear) Apply(dst []float32, r *Rows) { l.apply(dst, r, kernels.None) }

func (l *Linear) apply(dst []float32, r *Rows, act kernels.Act) {
	if l.s8 != nil {
		kernels.Linear(dst, r.int8s(), l.s8, act)
		return
	}
	kernels.LinearF32(dst, r.x, r.n, l.f32, act)
}

// Rows are the inputs of linear layers. Layers that share them share the work
// of their quantisation. The zero value is empty; it may be set again and again.
type Rows struct {
	x      []float32
	n      int
	width  int
	q      kernels.Activations
	isInt8 bool // q is made from x
}

// Set makes r the n rows of the given width in x, which must not change while
// layers are applied to it.
func (r *Rows) Set(x []float32, n, width int) {
	r.x, r.n, r.width, r.isInt8 = x[:n*width], n, width, false
}

func (r *Rows) int8s() *kernels.Activations {
	if !r.isInt8 {
		r.q.Quantize(r.x, r.n, r.width)
		r.isInt8 = true
	}
	return &r.q
}
