package kernels

import (
	"errors"
	"fmt"
)

// ErrShape is wrapped by the errors of Pack and PackF32.
var ErrShape = errors.New("kernels: lengths do not fit the shape")

// An Act is the activation function that a linear layer ends with.
type Act uint8

// Activation functions.
const (
	None Act = iota
	GELU     // x·Φ(x), the form with erf
)

// implementation is what each folder offers. The lengths are checked before it
// is called, so that assembly may trust them.
type implementation interface {
	Name() string

	// PackedLen is the length of a packed matrix, and Pack fills one.
	// A length of 0 means that row-major order is the layout.
	PackedLen(out, in int) int
	Pack(dst, w []int8, out, in int)

	// QuantizedLen is the length of quantised rows, Quantize fills them, and
	// Unquantize copies one row out as plain int8.
	QuantizedLen(rows, cols int) int
	Quantize(dst []uint64, scales, x []float32, rows, cols int)
	Unquantize(dst []int8, q []uint64, row, cols int)

	// LinearS8 computes dst[r,o] = (Σ q[r,i]·w[o,i])·scales[r]·wscales[o] + bias[o].
	LinearS8(dst []float32, q []uint64, scales []float32, rows int, w []int8, wscales, bias []float32, out, in int)

	// MatMul computes the m×n matrix dst = a·b with k terms summed in order.
	// Rows are lda, ldb and ldd apart.
	MatMul(dst []float32, ldd int, a []float32, lda int, b []float32, ldb int, m, n, k int)

	// Transpose writes the rows×cols matrix src, times scale, to dst with its
	// axes exchanged.
	Transpose(dst []float32, ldd int, src []float32, lds, rows, cols int, scale float32)

	// Attend computes one head of attention in int8, as package generic says, in the memory mem of
	// AttendLen words. There are at most generic.MaxKeys rows, and they are ldd and ld apart.
	Attend(dst []float32, ldd int, q, k, v []float32, ld, rows, dim int, mem []uint64)
	AttendLen(rows, dim int) int

	GELU(x []float32)
	LayerNorm(dst, x, residual, gamma, beta []float32, eps float32)
	Softmax(x []float32)
}

// Implementation names the implementation in use: "avx512", "avxvnni", "avx2", "neon" or "purego".
func Implementation() string { return impl.Name() }

// Weights is the matrix of a linear layer in int8, one scale an output, in the
// layout of the implementation in use. It is read-only.
type Weights struct {
	out, in int
	packed  []int8
	scales  []float32
	bias    []float32
}

// Pack returns the layer whose weights are the row-major out×in matrix w times
// the scale of each row. A nil bias is zero. Pack may retain its arguments, so
// they must not change afterwards.
//
// Rows are rounded to fewer steps where their weights are such that sums of products could
// exceed int16: of each eight inputs in a row, the magnitudes of the weights of the first, second, fifth
// and sixth may sum to no more than 128, and so may those of the other four.
// Such rows are seldom, train/modelfile.py writes none.
func Pack(w []int8, scales, bias []float32, out, in int) (*Weights, error) {
	return pack(impl, w, scales, bias, out, in)
}

func pack(impl implementation, w []int8, scales, bias []float32, out, in int) (*Weights, error) {
	switch {
	case out <= 0 || in <= 0 || in > maxIn || len(w)/in != out || len(w)%in != 0:
		return nil, fmt.Errorf("%w: %d weights for %d×%d", ErrShape, len(w), out, in)
	case len(scales) != out:
		return nil, fmt.Errorf("%w: %d scales for %d outputs", ErrShape, len(scales), out)
	case bias != nil && len(bias) != out:
		return nil, fmt.Errorf("%w: %d biases for %d outputs", ErrShape, len(bias), out)
	}
	if bias == nil {
		bias = make([]float32, out)
	}
	w, scales = narrow(w, scales, out, in)
	p := &Weights{out: out, in: in, packed: w, scales: scales, bias: bias}
	if n := impl.PackedLen(out, in); n > 0 {
		p.packed = make([]int8, n)
		impl.Pack(p.packed, w, out, in)
	}
	return p, nil
}

// maxIn keeps every int32 sum of products of two int8 from overflowing.
const maxIn = 1 << 16

// Out returns the number of outputs.
func (w *Weights) Out() int { return w.out }

// In returns the number of inputs.
func (w *Weights) In() int { return w.in }

// Activations is a matrix in int8, one scale a row, in the layout of the
// implementation in use. The zero value is empty; Quantize reuses its memory.
type Activations struct {
	rows, cols int
	q          []uint64
	scales     []float32
}

// Rows returns the number of rows.
func (a *Activations) Rows() int { return a.rows }

// Cols returns the number of columns.
func (a *Activations) Cols() int { return a.cols }

// Quantize sets a to the row-major rows×cols matrix x. The scale of a row is
// its largest magnitude over 127, and a value becomes x·(127/largest), rounded
// half to even. A NaN becomes 0, an infinity ±127, and a row whose largest
// magnitude is below 1e-30 becomes zero.
func (a *Activations) Quantize(x []float32, rows, cols int) { a.quantize(impl, x, rows, cols) }

func (a *Activations) quantize(impl implementation, x []float32, rows, cols int) {
	if rows < 0 || cols <= 0 {
		panic("kernels: negative shape")
	}
	x = x[:rows*cols]
	a.rows, a.cols = rows, cols
	a.q = grow(a.q, impl.QuantizedLen(rows, cols))
	a.scales = grow(a.scales, rows)
	if rows > 0 {
		impl.Quantize(a.q, a.scales, x, rows, cols)
	}
}

// Row copies a row's integers to dst, which must hold Cols of them, and returns
// its scale.
func (a *Activations) Row(dst []int8, row int) (scale float32) { return a.row(impl, dst, row) }

func (a *Activations) row(impl implementation, dst []int8, row int) float32 {
	impl.Unquantize(dst[:a.cols], a.q, row, a.cols)
	return a.scales[row]
}

// Linear computes the layer w on the rows of a, and writes them to dst, row by
// row: act((Σ a·w)·scale of the row·scale of the output + bias). The sum is
// exact; the rest is float32, in this order.
func Linear(dst []float32, a *Activations, w *Weights, act Act) { linear(impl, dst, a, w, act) }

func linear(impl implementation, dst []float32, a *Activations, w *Weights, act Act) {
	if a.cols != w.in {
		panic("kernels: width of the activations is not that of the layer")
	}
	dst = dst[:a.rows*w.out]
	if a.rows == 0 {
		return
	}
	for r := 0; r < a.rows; r += RowBlock {
		n := min(RowBlock, a.rows-r)
		d, q, scales := dst[r*w.out:][:n*w.out], a.q[impl.QuantizedLen(r, a.cols):], a.scales[r:]
		impl.LinearS8(d, q, scales, n, w.packed, w.scales, w.bias, w.out, w.in)
		if act == GELU {
			impl.GELU(d)
		}
	}
}

// RowBlock is how many rows a layer computes at once, so that they stay in the
// second cache. A caller that puts layers in a row does well to keep to it. It is a multiple of every implementation's tile.
const RowBlock = 48

// WeightsF32 is the matrix of a linear layer in float32. It is read-only.
type WeightsF32 struct {
	out, in, stride int
	t               []float32 // in×stride, the transpose
	bias            []float32
}

// PackF32 returns the layer whose weights are the row-major out×in matrix w. A
// nil bias is zero. It does not retain w.
func PackF32(w, bias []float32, out, in int) (*WeightsF32, error) {
	switch {
	case out <= 0 || in <= 0 || len(w)/in != out || len(w)%in != 0:
		return nil, fmt.Errorf("%w: %d weights for %d×%d", ErrShape, len(w), out, in)
	case bias != nil && len(bias) != out:
		return nil, fmt.Errorf("%w: %d biases for %d outputs", ErrShape, len(bias), out)
	}
	p := &WeightsF32{out: out, in: in, stride: pad(out), t: make([]float32, in*pad(out)), bias: bias}
	if bias == nil {
		p.bias = make([]float32, out)
	}
	for o := range out {
		for i, v := range w[o*in:][:in] {
			p.t[i*p.stride+o] = v
		}
	}
	return p, nil
}

// Out returns the number of outputs.
func (w *WeightsF32) Out() int { return w.out }

// In returns the number of inputs.
func (w *WeightsF32) In() int { return w.in }

// LinearF32 computes the layer w on the rows of x, row-major, and writes them to
// dst, which must not overlap x: act(Σ x·w + bias), the terms summed in order.
func LinearF32(dst, x []float32, rows int, w *WeightsF32, act Act) {
	linearF32(impl, dst, x, rows, w, act)
}

func linearF32(impl implementation, dst, x []float32, rows int, w *WeightsF32, act Act) {
	dst = dst[:rows*w.out]
	x = x[:rows*w.in]
	if rows == 0 {
		return
	}
	impl.MatMul(dst, w.out, x, w.in, w.t, w.stride, rows, w.out, w.in)
	for r := range rows {
		d := dst[r*w.out:][:w.out]
		for i, b := range w.bias[:len(d)] {
			d[i] += b
		}
	}
	if act == GELU {
		impl.GELU(dst)
	}
}

// LayerNorm normalises each row of x + residual to mean 0 and variance 1, then
// scales it by gamma and shifts it by beta, which are cols long. residual may be
// nil. dst may be x or residual.
func LayerNorm(dst, x, residual, gamma, beta []float32, rows, cols int, eps float32) {
	layerNorm(impl, dst, x, residual, gamma, beta, rows, cols, eps)
}

func layerNorm(impl implementation, dst, x, residual, gamma, beta []float32, rows, cols int, eps float32) {
	gamma, beta = gamma[:cols], beta[:cols]
	for r := range rows {
		lo, hi := r*cols, (r+1)*cols
		var res []float32
		if residual != nil {
			res = residual[lo:hi]
		}
		impl.LayerNorm(dst[lo:hi], x[lo:hi], res, gamma, beta, eps)
	}
}

// Softmax replaces the first n values of each row of x by their softmax; rows
// are stride apart, and values past n stay. A NaN counts as very unlikely.
func Softmax(x []float32, rows, stride, n int) {
	if n <= 0 {
		return
	}
	for r := range rows {
		impl.Softmax(x[r*stride:][:n])
	}
}

// grow returns s with length n, in its own memory where that suffices.
func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

// pad rounds n up to the width of a tile, in float32s.
func pad(n int) int { return (n + 15) &^ 15 }
