package generic

import "math"

// The matrix product computes three rows with one multiplication: the word
//
//	a + b<<21 + c<<42
//
// times w is a·w + (b·w)<<21 + (c·w)<<42, and such words can be added. A lane
// of 21 bits holds the sum of 63 products of two int8; after 48, which
// divides the usual widths, the lanes are taken apart.
const (
	laneRows = 3
	laneBits = 21
	laneRun  = 48
)

// PackedLen returns 0: row-major order is the layout.
func (Kernels) PackedLen(out, in int) int { return 0 }

// Pack does nothing.
func (Kernels) Pack(dst, w []int8, out, in int) {}

// QuantizedLen returns the number of words that rows×cols values take.
func (Kernels) QuantizedLen(rows, cols int) int { return (rows + laneRows - 1) / laneRows * cols }

// Quantize packs the rows of x, three to a word.
func (Kernels) Quantize(dst []uint64, scales, x []float32, rows, cols int) {
	clear(dst)
	for r := range rows {
		row := x[r*cols:][:cols]
		d := dst[r/laneRows*cols:][:len(row)]
		shift := r % laneRows * laneBits
		top := Largest(row)
		if top < Tiny {
			scales[r] = 0
			continue
		}
		scales[r] = top / 127
		f := 127 / top
		for i, v := range row {
			d[i] += uint64(int64(Quantize(v, f))) << shift
		}
	}
}

// Tiny is the magnitude below which a whole row counts as zero.
const Tiny = 1e-30

// Largest returns the largest finite magnitude that stands for the row: NaN is
// passed over and infinity cut.
func Largest(row []float32) float32 {
	var m float32
	for _, v := range row {
		if v = abs(v); v > m {
			m = v
		}
	}
	return min(m, math.MaxFloat32)
}

func abs(v float32) float32 { return math.Float32frombits(math.Float32bits(v) &^ (1 << 31)) }

// RoundBias is 1.5·2²³: added to a small float, it leaves the integer nearest to
// it, half to even, in the low bits.
const RoundBias = 3 << 22

// Quantize returns v·f as an integer within ±127.
func Quantize(v, f float32) int32 {
	v *= f
	switch {
	case v != v:
		return 0
	case v > 127:
		return 127
	case v < -127:
		return -127
	}
	return int32(math.Float32bits(v+RoundBias)) - roundBits
}

const roundBits = 0x4b400000 // of RoundBias

// Unquantize copies a row out.
func (Kernels) Unquantize(dst []int8, q []uint64, row, cols int) {
	for i, word := range q[row/laneRows*cols:][:cols] {
		dst[i] = int8(split(int64(word))[row%laneRows])
	}
}

// split takes the lanes of a word apart.
func split(s int64) [laneRows]int32 {
	a := s << (64 - laneBits) >> (64 - laneBits)
	s = (s - a) >> laneBits
	b := s << (64 - laneBits) >> (64 - laneBits)
	return [laneRows]int32{int32(a), int32(b), int32((s - b) >> laneBits)}
}

// LinearS8 multiplies the rows of q by the row-major w, six rows and two
// outputs at a time.
func (Kernels) LinearS8(dst []float32, q []uint64, scales []float32, rows int, w []int8, wscales, bias []float32, out, in int) {
	var sums [2][2 * laneRows]int32 // by output and row
	for r := 0; r < rows; r += 2 * laneRows {
		x0 := q[r/laneRows*in:][:in]
		x1 := x0
		if r+laneRows < rows {
			x1 = q[(r/laneRows+1)*in:][:in]
		}
		n := min(2*laneRows, rows-r)
		for o := 0; o < out; o += 2 {
			w0 := w[o*in:][:in]
			w1 := w0
			if o+1 < out {
				w1 = w[(o+1)*in:][:in]
			}
			product(&sums, x0, x1, w0, w1)
			for j := range min(2, out-o) {
				for i := range n {
					v := float32(float32(sums[j][i])*scales[r+i]) * wscales[o+j]
					dst[(r+i)*out+o+j] = float32(v) + bias[o+j]
				}
			}
		}
	}
}

// product sets sums to the products of two words of rows by two outputs.
func product(sums *[2][2 * laneRows]int32, x0, x1 []uint64, w0, w1 []int8) {
	*sums = [2][2 * laneRows]int32{}
	for len(x0) > 0 {
		n := min(laneRun, len(x0))
		s00, s01, s10, s11 := run(x0[:n], x1[:n], w0[:n], w1[:n])
		add(sums[0][:laneRows], s00)
		add(sums[0][laneRows:], s10)
		add(sums[1][:laneRows], s01)
		add(sums[1][laneRows:], s11)
		x0, x1, w0, w1 = x0[n:], x1[n:], w0[n:], w1[n:]
	}
}

// run sums the products of one run: sRO is of the row word R and the output O.
func run(x0, x1 []uint64, w0, w1 []int8) (s00, s01, s10, s11 int64) {
	x1, w0, w1 = x1[:len(x0)], w0[:len(x0)], w1[:len(x0)]
	for i, x := range x0 {
		a, b := int64(x), int64(x1[i])
		c, d := int64(w0[i]), int64(w1[i])
		s00 += a * c
		s01 += a * d
		s10 += b * c
		s11 += b * d
	}
	return
}

func add(sums []int32, s int64) {
	l := split(s)
	_ = sums[laneRows-1]
	sums[0] += l[0]
	sums[1] += l[1]
	sums[2] += l[2]
}
