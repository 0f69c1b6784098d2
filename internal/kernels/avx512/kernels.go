//go:build amd64 && !purego

package avx512

import (
	"math"
	"unsafe"

	"golang.org/x/sys/cpu"

	"dictum.example/internal/kernels/avx2"
	"dictum.example/internal/kernels/generic"
)

// Kernels is the implementation. It has no state. Its methods trust the lengths
// that package kernels has checked. LayerNorm and Transpose are those of package
// avx2.
type Kernels struct{ avx2.Kernels }

// Supported tells whether this machine can run the package.
func Supported() bool {
	return avx2.Supported() && cpu.X86.HasAVX512F && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512DQ &&
		cpu.X86.HasAVX512VL && cpu.X86.HasAVX512VNNI
}

// Name returns "avx512".
func (Kernels) Name() string { return "avx512" }

const (
	tileRows = 6
	panel    = 16 // outputs, or columns, of a register
	group    = 64 // outputs of a tile
	run      = 16 // terms of an unrolled loop
	packed   = 8  // outputs that are packed together
	bias     = 128
)

func roundUp(n, to int) int { return (n + to - 1) / to * to }

// last returns a mask of those of n values that a loop of sixteen leaves to its
// last turn: one to sixteen.
func last(n int) uint16 { return 0xffff >> ((panel - n%panel) % panel) }

// panelLen is the length of a packed panel: an int32 for each output, which its
// sum starts from, and the weights.
func panelLen(in int) int { return 4*panel + roundUp(in, run)*panel }

// PackedLen returns the length with outputs rounded up to panels.
func (Kernels) PackedLen(out, in int) int { return roundUp(out, panel) / panel * panelLen(in) }

// Pack writes whole groups of outputs one after another, then the panels that
// are left. Each begins with what its sums start from. Then it holds, for each
// four inputs, their weights for each of its outputs.
func (Kernels) Pack(dst, w []int8, out, in int) {
	if out%panel != 0 || in%run != 0 {
		clear(dst)
	}
	for o := 0; o < out; o += packed {
		at, width := place(o, out, in)
		avx2.PackRows(dst[at:], dst[at+4*width:], 4*width, w[o*in:][:min(packed, out-o)*in], in)
	}
}

// place returns where the first four bytes of an output are in a packed matrix,
// and the width of its group or panel in outputs.
func place(o, out, in int) (at, width int) {
	width = panel
	if o/group < out/group {
		width = group
	}
	return o/width*width/panel*panelLen(in) + o%width*4, width
}

// QuantizedLen returns the number of words of rows of bytes rounded up to runs.
func (Kernels) QuantizedLen(rows, cols int) int { return rows * roundUp(cols, run) / 8 }

// row returns a row of quantised values.
func row(q []uint64, row, cols int) []uint8 {
	words := roundUp(cols, run) / 8
	return unsafe.Slice((*uint8)(unsafe.Pointer(unsafe.SliceData(q[row*words:][:words]))), 8*words)
}

// Quantize writes rows of bytes, each 128 above its value.
func (Kernels) Quantize(dst []uint64, scales, x []float32, rows, cols int) {
	for r := range rows {
		x, f := x[r*cols:][:cols], float32(0)
		top := min(largest(&x[0], cols, last(cols)), math.MaxFloat32)
		if top < generic.Tiny {
			scales[r] = 0 // and a factor of 0 makes the row zero
		} else {
			scales[r], f = top/127, 127/top
		}
		quantize(&row(dst, r, cols)[0], &x[0], cols, f, last(cols))
	}
}

// Unquantize copies a row out.
func (Kernels) Unquantize(dst []int8, q []uint64, r, cols int) {
	for i, v := range row(q, r, cols)[:cols] {
		dst[i] = int8(int(v) - bias)
	}
}

// LinearS8 multiplies all rows by one group of outputs after another, so that
// its weights stay in the nearest caches.
func (Kernels) LinearS8(dst []float32, q []uint64, scales []float32, rows int, w []int8, wscales, bias []float32, out, in int) {
	k := roundUp(in, run)
	for o := 0; o < out; {
		at, width := place(o, out, in)
		mask := uint16(0xffff)
		if out-o < width {
			mask = last(out)
		}
		for r := 0; r < rows; r += tileRows {
			n, d, x := min(tileRows, rows-r)-1, &dst[r*out+o], &row(q, r, in)[0]
			if width == group {
				linearGroup[n](d, out, x, k, k, &w[at], &scales[r], &wscales[o], &bias[o])
			} else {
				linearPanel[n](d, out, x, k, k, &w[at], &scales[r], &wscales[o], &bias[o], mask)
			}
		}
		o += width
	}
}

// The tiles by their number of rows less one: of a group of outputs, and of a
// panel or a part of one.
var (
	linearGroup = [tileRows]func(dst *float32, ldd int, x *uint8, ldx int, k int, w *int8, scales, wscales, bias *float32){
		linear1x64, linear2x64, linear3x64, linear4x64, linear5x64, linear6x64,
	}
	linearPanel = [tileRows]func(dst *float32, ldd int, x *uint8, ldx int, k int, w *int8, scales, wscales, bias *float32, mask uint16){
		linear1x16, linear2x16, linear3x16, linear4x16, linear5x16, linear6x16,
	}
	matMulPair = [tileRows]func(dst *float32, ldd int, a *float32, lda int, b *float32, ldb int, k int){
		matMul1x32, matMul2x32, matMul3x32, matMul4x32, matMul5x32, matMul6x32,
	}
	matMulPanel = [tileRows]func(dst *float32, ldd int, a *float32, lda int, b *float32, ldb int, k int, mask uint16){
		matMul1x16, matMul2x16, matMul3x16, matMul4x16, matMul5x16, matMul6x16,
	}
)

// MatMul computes dst = a·b, the k terms of each sum in order, by two panels at
// a time.
func (Kernels) MatMul(dst []float32, ldd int, a []float32, lda int, b []float32, ldb int, m, n, terms int) {
	for j := 0; j < n; {
		width := min(panel, n-j)
		if n-j >= 2*panel {
			width = 2 * panel
		}
		for i := 0; i < m; i += tileRows {
			rows, d, a, b := min(tileRows, m-i)-1, &dst[i*ldd+j], &a[i*lda], &b[j]
			if width == 2*panel {
				matMulPair[rows](d, ldd, a, lda, b, ldb, terms)
			} else {
				matMulPanel[rows](d, ldd, a, lda, b, ldb, terms, last(width))
			}
		}
		j += width
	}
}

var geluTable = [...]float32{
	generic.GELUZero, generic.SqrtHalf, 4, 0.5, 1,
	generic.ErfP0, generic.ErfP1, generic.ErfP2, generic.ErfP3, generic.ErfP4, generic.ErfP5, generic.ErfP6,
	generic.ErfQ0, generic.ErfQ1, generic.ErfQ2, generic.ErfQ3, generic.ErfQ4,
}

// GELU applies x·Φ(x).
func (Kernels) GELU(x []float32) {
	if len(x) > 0 {
		gelu(&x[0], len(x), &geluTable, last(len(x)))
	}
}

var expTable = [...]float32{
	float32(math.Inf(-1)), 1, generic.ExpMin, generic.Log2E, generic.RoundBias, generic.Ln2Hi, generic.Ln2Lo,
	generic.Exp0, generic.Exp1, generic.Exp2, generic.Exp3, generic.Exp4, generic.Exp5,
}

// Softmax replaces a row by its softmax.
func (Kernels) Softmax(x []float32) {
	if len(x) > 0 {
		softmax(&x[0], len(x), &expTable, last(len(x)))
	}
}
