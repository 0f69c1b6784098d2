//go:build arm64 && !purego

package neon

import (
	"math"
	"unsafe"

	"golang.org/x/sys/cpu"

	"dictum.example/internal/kernels/generic"
)

// Kernels is the implementation. It has no state. Its methods trust the lengths
// that package kernels has checked. LayerNorm and Transpose are those of package generic.
type Kernels struct{ generic.Kernels }

// Supported tells whether this machine can run the package.
func Supported() bool { return cpu.ARM64.HasASIMD && cpu.ARM64.HasASIMDDP }

// Name returns "neon".
func (Kernels) Name() string { return "neon" }

const (
	tileRows = 4
	panel    = 16 // outputs, or columns, of a tile
	run      = 16 // terms of an unrolled loop
)

func roundUp(n, to int) int { return (n + to - 1) / to * to }

// PackedLen returns the length with outputs rounded up to panels and inputs to runs.
func (Kernels) PackedLen(out, in int) int { return roundUp(out, panel) * roundUp(in, run) }

// Pack writes the panels one after another. A panel holds, for each four inputs,
// their weights for each of its outputs.
func (Kernels) Pack(dst, w []int8, out, in int) {
	clear(dst)
	stride := roundUp(in, run)
	for o := range out {
		d := dst[o/panel*panel*stride+o%panel*4:]
		for row := w[o*in:][:in]; len(row) > 0; {
			n := copy(d[:4], row[:min(4, len(row))])
			row, d = row[n:], d[min(4*panel, len(d)):]
		}
	}
}

// QuantizedLen returns the number of words of rows of bytes rounded up to runs.
func (Kernels) QuantizedLen(rows, cols int) int { return rows * roundUp(cols, run) / 8 }

// row returns a row of quantised values.
func row(q []uint64, row, cols int) []int8 {
	words := roundUp(cols, run) / 8
	return unsafe.Slice((*int8)(unsafe.Pointer(unsafe.SliceData(q[row*words:][:words]))), 8*words)
}

// Quantize writes rows of bytes.
func (Kernels) Quantize(dst []uint64, scales, x []float32, rows, cols int) {
	whole := cols &^ 15
	for r := range rows {
		x, d := x[r*cols:][:cols], row(dst, r, cols)
		clear(d[cols:])
		top := generic.Largest(x[whole:])
		if whole > 0 {
			top = min(max(top, largest(&x[0], whole)), math.MaxFloat32)
		}
		if top < generic.Tiny {
			clear(d)
			scales[r] = 0
			continue
		}
		scales[r] = top / 127
		f := 127 / top
		if whole > 0 {
			quantize(&d[0], &x[0], whole, f)
		}
		for i := whole; i < cols; i++ {
			d[i] = int8(generic.Quantize(x[i], f))
		}
	}
}

// Unquantize copies a row out.
func (Kernels) Unquantize(dst []int8, q []uint64, r, cols int) {
	copy(dst, row(q, r, cols)[:cols])
}

// LinearS8 multiplies all rows by one panel after another, so that a panel stays in
// the nearest cache.
func (Kernels) LinearS8(dst []float32, q []uint64, scales []float32, rows int, w []int8, wscales, bias []float32, out, in int) {
	k := roundUp(in, run)
	var last struct {
		wscales, bias [panel]float32
		dst           [tileRows * panel]float32
	}
	for o := 0; o < out; o += panel {
		w, s, b := &w[o*k], wscales[o:], bias[o:]
		width := min(panel, out-o)
		if width < panel {
			copy(last.wscales[:], s)
			copy(last.bias[:], b)
			s, b = last.wscales[:], last.bias[:]
		}
		for r := 0; r < rows; r += tileRows {
			n := min(tileRows, rows-r)
			d, ldd := &dst[r*out+o], out
			if width < panel {
				d, ldd = &last.dst[0], panel
			}
			linear(n, d, ldd, &row(q, r, in)[0], k, w, &scales[r], &s[0], &b[0])
			if width < panel {
				for i := range n {
					copy(dst[(r+i)*out+o:][:width], last.dst[i*panel:])
				}
			}
		}
	}
}

// linear computes a tile of that many rows.
func linear(rows int, dst *float32, ldd int, x *int8, k int, w *int8, scales, wscales, bias *float32) {
	switch rows {
	case 4:
		linear4(dst, ldd, x, k, k, w, scales, wscales, bias)
	case 3:
		linear3(dst, ldd, x, k, k, w, scales, wscales, bias)
	case 2:
		linear2(dst, ldd, x, k, k, w, scales, wscales, bias)
	case 1:
		linear1(dst, ldd, x, k, k, w, scales, wscales, bias)
	}
}

// MatMul computes dst = a·b, the k terms of each sum in order.
func (k Kernels) MatMul(dst []float32, ldd int, a []float32, lda int, b []float32, ldb int, m, n, terms int) {
	whole := n &^ (panel - 1)
	for j := 0; j < whole; j += panel {
		for i := 0; i < m; i += tileRows {
			matMul(min(tileRows, m-i), &dst[i*ldd+j], ldd, &a[i*lda], lda, &b[j], ldb, terms)
		}
	}
	if whole < n && m > 0 {
		k.Kernels.MatMul(dst[whole:], ldd, a, lda, b[whole:], ldb, m, n-whole, terms)
	}
}

// matMul computes a tile of that many rows.
func matMul(rows int, dst *float32, ldd int, a *float32, lda int, b *float32, ldb int, k int) {
	switch rows {
	case 4:
		matMul4(dst, ldd, a, lda, b, ldb, k)
	case 3:
		matMul3(dst, ldd, a, lda, b, ldb, k)
	case 2:
		matMul2(dst, ldd, a, lda, b, ldb, k)
	case 1:
		matMul1(dst, ldd, a, lda, b, ldb, k)
	}
}

var geluTable = [...]float32{
	generic.GELUZero, generic.SqrtHalf, 4, 0.5, 1,
	generic.ErfP0, generic.ErfP1, generic.ErfP2, generic.ErfP3, generic.ErfP4, generic.ErfP5, generic.ErfP6,
	generic.ErfQ0, generic.ErfQ1, generic.ErfQ2, generic.ErfQ3, generic.ErfQ4,
}

// GELU applies x·Φ(x).
func (k Kernels) GELU(x []float32) {
	whole := len(x) &^ 3
	if whole > 0 {
		gelu(&x[0], whole, &geluTable)
	}
	k.Kernels.GELU(x[whole:])
}

var expTable = [...]float32{
	1, generic.ExpMin, generic.Log2E, generic.RoundBias, generic.Ln2Hi, generic.Ln2Lo,
	generic.Exp0, generic.Exp1, generic.Exp2, generic.Exp3, generic.Exp4, generic.Exp5,
}

// Softmax replaces a row by its softmax.
func (k Kernels) Softmax(x []float32) {
	whole := len(x) &^ 7
	if whole == 0 {
		k.Kernels.Softmax(x)
		return
	}
	rest := x[whole:]
	top := largestValue(&x[0], whole)
	for _, v := range rest {
		if v > top {
			top = v
		}
	}
	var lanes [8]float32
	exp(&x[0], whole, top, &expTable, &lanes)
	for i, v := range rest {
		rest[i] = generic.Exp(v - top)
		lanes[i] += rest[i]
	}
	f := 1 / generic.Total(&lanes)
	scale(&x[0], whole, f)
	for i := range rest {
		rest[i] *= f
	}
}
