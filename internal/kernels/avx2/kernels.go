//go:build amd64 && !purego

package avx2

import (
	"math"
	"unsafe"

	"golang.org/x/sys/cpu"

	"dictum.example/internal/kernels/generic"
)

// Kernels is the implementation. It has no state. Its methods trust the lengths
// that package kernels has checked.
type Kernels struct{ generic generic.Kernels }

// Supported tells whether this machine can run the package.
func Supported() bool { return cpu.X86.HasAVX2 }

// Name returns "avx2".
func (Kernels) Name() string { return "avx2" }

const (
	linearRows = 8 // of a tile of the int8 product
	outputs    = 8
	tileRows   = 6 // of a tile of the float32 product
	panel      = 16
	run        = 16 // terms of an unrolled loop
	bias       = 128
)

func roundUp(n, to int) int { return (n + to - 1) / to * to }

// panelLen is the length of a packed panel: an int32 for each output, which its
// sum starts from, and the weights.
func panelLen(in int) int { return 4*outputs + roundUp(in, run)*outputs }

// PackedLen returns the length with outputs rounded up to panels.
func (Kernels) PackedLen(out, in int) int { return roundUp(out, outputs) / outputs * panelLen(in) }

// Pack writes the panels one after another. A panel begins with what its sums start from. Then it holds, for each
// four inputs, their weights for each of its outputs.
func (Kernels) Pack(dst, w []int8, out, in int) {
	if out%outputs != 0 || in%run != 0 {
		clear(dst)
	}
	for o := 0; o < out; o += outputs {
		d := dst[o/outputs*panelLen(in):][:panelLen(in)]
		PackRows(d, d[4*outputs:], 4*outputs, w[o*in:][:min(outputs, out-o)*in], in)
	}
}

// PackRows packs the rows of w, 8 at most, in numbers each: the first four of all rows to the start of dst, the next four of all
// ldd bytes behind it. To sums it writes what the rows' sums of products start from.
func PackRows(sums, dst []int8, ldd int, w []int8, in int) {
	var sum [outputs]int32
	first := 0
	if whole := in &^ 31; len(w) == outputs*in && whole > 0 {
		_ = dst[(whole/4-1)*ldd:][:4*outputs]
		pack(&dst[0], ldd, &w[0], in, whole, &sum[0])
		first = whole
	}
	for k := range len(w) / in {
		row := w[k*in:][:in]
		for i := first; i < in; i++ {
			sum[k] += int32(row[i])
			dst[i/4*ldd+4*k+i%4] = row[i]
		}
		for i := range 4 {
			sums[4*k+i] = int8(-bias * sum[k] >> (8 * i))
		}
	}
}

// QuantizedLen returns the number of words of rows of bytes rounded up to runs.
func (Kernels) QuantizedLen(rows, cols int) int { return rows * roundUp(cols, run) / 8 }

// row returns a row of quantised values.
func row(q []uint64, row, cols int) []uint8 {
	words := roundUp(cols, run) / 8
	return unsafe.Slice((*uint8)(unsafe.Pointer(unsafe.SliceData(q[row*words:][:words]))), 8*words)
}

// Quantize writes rows of bytes, each 128 above its value. What rounds a row up is met by weights of zero.
func (Kernels) Quantize(dst []uint64, scales, x []float32, rows, cols int) {
	whole := cols &^ 15
	for r := range rows {
		x, d := x[r*cols:][:cols], row(dst, r, cols)
		clear(d[cols:])
		top := generic.Largest(x[whole:])
		if whole > 0 {
			top = min(max(top, largest(&x[0], whole)), math.MaxFloat32)
		}
		f := float32(0) // makes the row zero
		scales[r] = 0
		if top >= generic.Tiny {
			scales[r], f = top/127, 127/top
		}
		if whole > 0 {
			quantize(&d[0], &x[0], whole, f)
		}
		for i := whole; i < cols; i++ {
			d[i] = uint8(generic.Quantize(x[i], f) + bias)
		}
	}
}

// Unquantize copies a row out.
func (Kernels) Unquantize(dst []int8, q []uint64, r, cols int) {
	for i, v := range row(q, r, cols)[:cols] {
		dst[i] = int8(int(v) - bias)
	}
}

// LinearS8 multiplies all rows by one panel after another, so that a panel
// stays in the nearest cache.
func (k Kernels) LinearS8(dst []float32, q []uint64, scales []float32, rows int, w []int8, wscales, bias []float32, out, in int) {
	terms, whole := roundUp(in, run), out&^(outputs-1)
	for o := 0; o < whole; o += outputs {
		for r := 0; r < rows; r += linearRows {
			linear(min(linearRows, rows-r), &dst[r*out+o], out, &row(q, r, in)[0], terms, &w[o/outputs*panelLen(in)], &scales[r],
				&wscales[o], &bias[o])
		}
	}
	if whole < out {
		k.lastPanel(dst, q, scales, rows, w, wscales, bias, whole, out, in)
	}
}

// lastPanel computes the outputs from o on, fewer than a panel has, in memory of its own.
func (Kernels) lastPanel(dst []float32, q []uint64, scales []float32, rows int, w []int8, wscales, bias []float32, o, out, in int) {
	var s, b [outputs]float32
	var d [linearRows * outputs]float32
	copy(s[:], wscales[o:])
	copy(b[:], bias[o:])
	terms := roundUp(in, run)
	for r := 0; r < rows; r += linearRows {
		n := min(linearRows, rows-r)
		linear(n, &d[0], outputs, &row(q, r, in)[0], terms, &w[o/outputs*panelLen(in)], &scales[r], &s[0], &b[0])
		for i := range n {
			copy(dst[(r+i)*out+o:][:out-o], d[i*outputs:])
		}
	}
}

// linear computes a tile of that many rows.
func linear(rows int, dst *float32, ldd int, x *uint8, k int, w *int8, scales, wscales, bias *float32) {
	switch rows {
	case 8:
		linear8(dst, ldd, x, k, k, w, scales, wscales, bias)
	case 7:
		linear7(dst, ldd, x, k, k, w, scales, wscales, bias)
	case 6:
		linear6(dst, ldd, x, k, k, w, scales, wscales, bias)
	case 5:
		linear5(dst, ldd, x, k, k, w, scales, wscales, bias)
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
	if whole == n || m == 0 {
		return
	}
	if terms == 0 || len(b) < (terms-1)*ldb+whole+panel {
		k.generic.MatMul(dst[whole:], ldd, a, lda, b[whole:], ldb, m, n-whole, terms)
		return
	}
	// The rows of b go on for a whole panel, whatever stands there.
	var last [tileRows * panel]float32
	for i := 0; i < m; i += tileRows {
		rows := min(tileRows, m-i)
		matMul(rows, &last[0], panel, &a[i*lda], lda, &b[whole], ldb, terms)
		for r := range rows {
			copy(dst[(i+r)*ldd+whole:][:n-whole], last[r*panel:])
		}
	}
}

// matMul computes a tile of that many rows.
func matMul(rows int, dst *float32, ldd int, a *float32, lda int, b *float32, ldb int, k int) {
	switch rows {
	case 6:
		matMul6(dst, ldd, a, lda, b, ldb, k)
	case 5:
		matMul5(dst, ldd, a, lda, b, ldb, k)
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

// all returns eight lanes of v.
func all(v float32) [8]float32 { return [8]float32{v, v, v, v, v, v, v, v} }

var geluTable = [...][8]float32{
	all(generic.GELUZero), all(generic.SqrtHalf), all(4), all(0.5), all(1),
	all(generic.ErfP0), all(generic.ErfP1), all(generic.ErfP2), all(generic.ErfP3), all(generic.ErfP4), all(generic.ErfP5),
	all(generic.ErfP6),
	all(generic.ErfQ0), all(generic.ErfQ1), all(generic.ErfQ2), all(generic.ErfQ3), all(generic.ErfQ4),
}

// GELU applies x·Φ(x).
func (k Kernels) GELU(x []float32) {
	whole := len(x) &^ 7
	if whole > 0 {
		gelu(&x[0], whole, &geluTable)
	}
	k.generic.GELU(x[whole:])
}

// LayerNorm normalises one row.
func (k Kernels) LayerNorm(dst, x, residual, gamma, beta []float32, eps float32) {
	switch n := len(dst); {
	case n%8 != 0 || n == 0:
		k.generic.LayerNorm(dst, x, residual, gamma, beta, eps)
	case residual == nil:
		layerNorm(&dst[0], &x[0], &gamma[0], &beta[0], n, eps)
	default:
		layerNormSum(&dst[0], &x[0], &residual[0], &gamma[0], &beta[0], n, eps)
	}
}

var expTable = [...][8]float32{
	all(float32(math.Inf(-1))), all(1), all(generic.ExpMin), all(generic.Log2E), all(generic.RoundBias), all(generic.Ln2Hi),
	all(generic.Ln2Lo),
	all(generic.Exp0), all(generic.Exp1), all(generic.Exp2), all(generic.Exp3), all(generic.Exp4), all(generic.Exp5),
}

// masks holds, from element 8-n, a mask of the first n of eight lanes.
var masks = [16]int32{-1, -1, -1, -1, -1, -1, -1, -1}

// Softmax replaces a row by its softmax.
func (Kernels) Softmax(x []float32) {
	if len(x) > 0 {
		softmax(&x[0], len(x), &expTable, &masks[8-len(x)%8])
	}
}

// Transpose writes the rows×cols matrix src, times scale, to dst with its axes
// exchanged.
func (k Kernels) Transpose(dst []float32, ldd int, src []float32, lds, rows, cols int, scale float32) {
	wr, wc := rows&^7, cols&^7
	for r := 0; r < wr; r += 8 {
		for c := 0; c < wc; c += 8 {
			transpose(&dst[c*ldd+r], ldd, &src[r*lds+c], lds, scale)
		}
	}
	if wc < cols && wr > 0 {
		k.generic.Transpose(dst[wc*ldd:], ldd, src[wc:], lds, wr, cols-wc, scale)
	}
	if wr < rows {
		k.generic.Transpose(dst[wr:], ldd, src[wr*lds:], lds, rows-wr, cols, scale)
	}
}
