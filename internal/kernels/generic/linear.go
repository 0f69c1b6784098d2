package generic

import "math"

// The matrix product computes three rows with one multiplication: the word
//
//	a + b<<21 + c<<42
//
// times w is a·w + (b·w)<<21 + (c·w)<<42, and such words can be added. A lane of
// 21 bits holds the sum of 64 products of an activation, within ±127, and a
// weight; then the lanes are taken apart.
const (
	laneRows = 3
	laneBits = 21
	run      = 64
	step     = 8
)

// A tile is two words of rows: one step of columns of the first, then the same of
// the second, and so on. Columns are rounded up to runs.
const tileRows = 2 * laneRows

func tileLen(cols int) int { return 2 * ((cols + run - 1) / run * run) }

// at returns the place of a column in a tile, for its first word of rows.
func at(col int) int { return col/step*2*step + col%step }

// PackedLen returns 0: row-major order is the layout.
func (Kernels) PackedLen(out, in int) int { return 0 }

// Pack does nothing.
func (Kernels) Pack(dst, w []int8, out, in int) {}

// QuantizedLen returns the number of words of the tiles of rows×cols values.
func (Kernels) QuantizedLen(rows, cols int) int {
	return (rows + tileRows - 1) / tileRows * tileLen(cols)
}

// Quantize packs the rows of x, three to a word.
func (Kernels) Quantize(dst []uint64, scales, x []float32, rows, cols int) {
	clear(dst)
	for r := range rows {
		row := x[r*cols:][:cols]
		top := Largest(row)
		if top < Tiny {
			scales[r] = 0
			continue
		}
		scales[r] = top / 127
		f := 127 / top
		d := dst[r/tileRows*tileLen(cols)+r%tileRows/laneRows*step:]
		shift := r % laneRows * laneBits
		for ; len(row) > 0; d = d[min(2*step, len(d)):] {
			n := min(step, len(row))
			for i, v := range row[:n] {
				d[i] += uint64(int64(Quantize(v, f))) << shift
			}
			row = row[n:]
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
	case v > 127:
		return 127
	case v < -127:
		return -127
	case v != v:
		return 0
	}
	return int32(math.Float32bits(v+RoundBias)) - roundBits
}

const roundBits = 0x4b400000 // of RoundBias

// Unquantize copies a row out.
func (Kernels) Unquantize(dst []int8, q []uint64, row, cols int) {
	words := q[row/tileRows*tileLen(cols)+row%tileRows/laneRows*step:]
	for i := range cols {
		dst[i] = int8(split(int64(words[at(i)]))[row%laneRows])
	}
}

// split takes the lanes of a word apart.
func split(s int64) [laneRows]int32 {
	a := s << (64 - laneBits) >> (64 - laneBits)
	s = (s - a) >> laneBits
	b := s << (64 - laneBits) >> (64 - laneBits)
	return [laneRows]int32{int32(a), int32(b), int32((s - b) >> laneBits)}
}

// LinearS8 multiplies the rows of q by the row-major w, a tile of rows and two
// outputs at a time.
func (Kernels) LinearS8(dst []float32, q []uint64, scales []float32, rows int, w []int8, wscales, bias []float32, out, in int) {
	var sums [2][tileRows]int32 // by output and row
	for r := 0; r < rows; r += tileRows {
		x := q[r/tileRows*tileLen(in):][:tileLen(in)]
		n := min(tileRows, rows-r)
		for o := 0; o < out; o += 2 {
			w0 := w[o*in:][:in]
			w1 := w0
			if o+1 < out {
				w1 = w[(o+1)*in:][:in]
			}
			product(&sums, x, w0, w1)
			for j := range min(2, out-o) {
				scale, bias := wscales[o+j], bias[o+j]
				for i, s := range sums[j][:n] {
					v := float32(float32(float32(s)*scales[r+i]) * scale)
					dst[(r+i)*out+o+j] = v + bias
				}
			}
		}
	}
}

// product sets sums to the products of a tile of rows by two outputs.
func product(sums *[2][tileRows]int32, x []uint64, w0, w1 []int8) {
	*sums = [2][tileRows]int32{}
	for len(w0) >= run && len(w1) >= run && len(x) >= 2*run {
		accumulate(sums, (*[2 * run]uint64)(x), (*[run]int8)(w0), (*[run]int8)(w1))
		x, w0, w1 = x[2*run:], w0[run:], w1[run:]
	}
	if len(w0) > 0 {
		var last [2][run]int8
		copy(last[0][:], w0)
		copy(last[1][:], w1)
		accumulate(sums, (*[2 * run]uint64)(x), &last[0], &last[1])
	}
}

// accumulate adds the products of one run to sums.
func accumulate(sums *[2][tileRows]int32, x *[2 * run]uint64, w0, w1 *[run]int8) {
	s00, s01, s10, s11 := dot(x, w0, w1)
	add((*[laneRows]int32)(sums[0][:laneRows]), s00)
	add((*[laneRows]int32)(sums[0][laneRows:]), s10)
	add((*[laneRows]int32)(sums[1][:laneRows]), s01)
	add((*[laneRows]int32)(sums[1][laneRows:]), s11)
}

// dot sums the products of one run: sRO is of the row word R and the output O.
// Inlined, it would be left too few registers; with an index in place of the
// shrinking slices, it would spend its time on addresses.
//
//go:noinline
func dot(x *[2 * run]uint64, w0, w1 *[run]int8) (s00, s01, s10, s11 int64) {
	x0, v0, v1 := x[:], w0[:], w1[:]
	for len(x0) >= 2*step && len(v0) >= step && len(v1) >= step {
		a, b, c, d := int64(x0[0]), int64(x0[step+0]), int64(v0[0]), int64(v1[0])
		s00 += a * c
		s01 += a * d
		s10 += b * c
		s11 += b * d
		a, b, c, d = int64(x0[1]), int64(x0[step+1]), int64(v0[1]), int64(v1[1])
		s00 += a * c
		s01 += a * d
		s10 += b * c
		s11 += b * d
		a, b, c, d = int64(x0[2]), int64(x0[step+2]), int64(v0[2]), int64(v1[2])
		s00 += a * c
		s01 += a * d
		s10 += b * c
		s11 += b * d
		a, b, c, d = int64(x0[3]), int64(x0[step+3]), int64(v0[3]), int64(v1[3])
		s00 += a * c
		s01 += a * d
		s10 += b * c
		s11 += b * d
		a, b, c, d = int64(x0[4]), int64(x0[step+4]), int64(v0[4]), int64(v1[4])
		s00 += a * c
		s01 += a * d
		s10 += b * c
		s11 += b * d
		a, b, c, d = int64(x0[5]), int64(x0[step+5]), int64(v0[5]), int64(v1[5])
		s00 += a * c
		s01 += a * d
		s10 += b * c
		s11 += b * d
		a, b, c, d = int64(x0[6]), int64(x0[step+6]), int64(v0[6]), int64(v1[6])
		s00 += a * c
		s01 += a * d
		s10 += b * c
		s11 += b * d
		a, b, c, d = int64(x0[7]), int64(x0[step+7]), int64(v0[7]), int64(v1[7])
		s00 += a * c
		s01 += a * d
		s10 += b * c
		s11 += b * d
		x0, v0, v1 = x0[2*step:], v0[step:], v1[step:]
	}
	return
}

func add(sums *[laneRows]int32, s int64) {
	l := split(s)
	sums[0] += l[0]
	sums[1] += l[1]
	sums[2] += l[2]
}
