//go:build amd64 && !purego

package avx2

import "golang.org/x/sys/cpu"

// VNNI is the implementation for CPUs with AVX-VNNI, whose products of bytes are exact sums of four. It has no state.
type VNNI struct{ Kernels }

// SupportedVNNI tells whether this machine can run VNNI.
func SupportedVNNI() bool { return Supported() && cpu.X86.HasAVXVNNI }

// Name returns "avxvnni".
func (VNNI) Name() string { return "avxvnni" }

// LinearS8 multiplies all rows by two panels after the next two, so that they stay in the nearest cache.
func (k VNNI) LinearS8(dst []float32, q []uint64, scales []float32, rows int, w []int8, wscales, bias []float32, out, in int) {
	ldw, terms, whole := panelLen(in), roundUp(in, run), out&^(outputs-1)
	for o := 0; o < whole; {
		panels := min(2, (whole-o)/outputs)
		for r := 0; r < rows; r += tileRows {
			tile := vnniTile[panels-1][min(tileRows, rows-r)-1]
			tile(&dst[r*out+o], out, &row(q, r, in)[0], terms, terms, &w[o/outputs*ldw], ldw, &scales[r], &wscales[o], &bias[o])
		}
		o += panels * outputs
	}
	if whole < out {
		k.lastPanel(dst, q, scales, rows, w, wscales, bias, whole, out, in)
	}
}

// The tiles by their number of panels less one, and of rows less one.
var vnniTile = [2][tileRows]func(dst *float32, ldd int, x *uint8, ldx int, k int, w *int8, ldw int, scales, wscales, bias *float32){
	{linearVNNI1x8, linearVNNI2x8, linearVNNI3x8, linearVNNI4x8, linearVNNI5x8, linearVNNI6x8},
	{linearVNNI1x16, linearVNNI2x16, linearVNNI3x16, linearVNNI4x16, linearVNNI5x16, linearVNNI6x16},
}
