package generic

import "math"

// The matrix product computes four rows with one multiplication: the word
//
//	a + b<<16 + c<<32 + d<<48
//
// times w is a·w + (b·w)<<16 + (c·w)<<32 + (d·w)<<48, and such words can be added. A lane of
// 16 bits holds the sum of 8 products of an activation, within ±127, and a
// weight: the magnitudes of 8 weights sum to no more than 256 (package kernels sees to that). Then
// every other lane is added to a word of two sums of 32 bits, each 1<<15 too large.
const (
	laneRows = 4
	laneBits = 16
	run      = 8
	surplus  = 1 << (laneBits - 1)
	surplusS = surplus * (1 + 1<<laneBits + 1<<(2*laneBits) + 1<<(3*laneBits))
	others   = 0x0000ffff0000ffff
)

// A tile is four words of rows: one run of columns of the first, then the same of
// the others, and so on.
const (
	tileWords = 4
	tileRows  = tileWords * laneRows
	tileRun   = tileWords * run
)

func tileLen(cols int) int { return (cols + run - 1) / run * tileRun }

// at returns the place of a column in a tile, for its first word of rows.
func at(col int) int { return col/run*tileRun + col%run }

// PackedLen returns 0: row-major order is the layout.
func (Kernels) PackedLen(out, in int) int { return 0 }

// Pack does nothing.
func (Kernels) Pack(dst, w []int8, out, in int) {}

// QuantizedLen returns the number of words of the tiles of rows×cols values.
func (Kernels) QuantizedLen(rows, cols int) int {
	return (rows + tileRows - 1) / tileRows * tileLen(cols)
}

// Quantize packs the rows of x, four to a word.
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
		d := dst[r/tileRows*tileLen(cols)+r%tileRows/laneRows*run:]
		shift := r % laneRows * laneBits
		for ; len(row) > 0; d = d[min(tileRun, len(d)):] {
			n := min(run, len(row))
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
func Quantize(v, f float32) int32 { return round(v, f, 127) }

// round returns v·f as an integer within ±most.
func round(v, f float32, most int32) int32 {
	v = float32(v * f) // the conversion forbids to fuse: same bits on all machines
	switch {
	case v > float32(most):
		return most
	case v < -float32(most):
		return -most
	case v != v:
		return 0
	}
	return int32(math.Float32bits(v+RoundBias)) - roundBits
}

const roundBits = 0x4b400000 // of RoundBias

// Unquantize copies a row out.
func (Kernels) Unquantize(dst []int8, q []uint64, row, cols int) {
	words := q[row/tileRows*tileLen(cols)+row%tileRows/laneRows*run:]
	shift := row % laneRows * laneBits
	for i := range cols {
		w := words[at(i)]
		if shift > 0 {
			w += w << 1 & (1 << shift) // what a negative lane below has borrowed
		}
		dst[i] = int8(w >> shift)
	}
}

// LinearS8 multiplies the rows of q by the row-major w, a tile of rows and an
// output at a time.
func (Kernels) LinearS8(dst []float32, q []uint64, scales []float32, rows int, w []int8, wscales, bias []float32, out, in int) {
	for r := 0; r < rows; r += tileRows {
		x := q[r/tileRows*tileLen(in):][:tileLen(in)]
		n := min(tileRows, rows-r)
		for o := range out {
			sums := product(x, w[o*in:][:in])
			scale, bias := wscales[o], bias[o]
			for i, s := range sums[:n] {
				v := float32(float32(float32(s)*scales[r+i]) * scale)
				dst[(r+i)*out+o] = v + bias
			}
		}
	}
}

// product returns the products of a tile of rows by an output.
func product(x []uint64, w []int8) (sums [tileRows]int32) {
	var acc [2 * tileWords]uint64
	whole := len(w) / run * run
	dot(&acc, x[:whole*tileWords], w[:whole])
	if whole < len(w) {
		var last [run]int8
		copy(last[:], w[whole:])
		dot(&acc, x[whole*tileWords:], last[:])
	}
	over := int32(len(x) / tileRun * surplus)
	for i, a := range acc {
		// Two lanes of a word of rows: the first and the third, or the others.
		s := sums[i/2*laneRows+i%2:]
		s[0], s[2] = int32(uint32(a))-over, int32(uint32(a>>32))-over
	}
	return sums
}

// dot adds the products of whole runs to acc, two words for each word of rows.
func dot(acc *[2 * tileWords]uint64, x []uint64, w []int8) {
	for len(x) >= tileRun && len(w) >= run {
		c := int64(w[0])
		s0, s1, s2, s3 := int64(x[0])*c, int64(x[run])*c, int64(x[2*run])*c, int64(x[3*run])*c
		c = int64(w[1])
		s0 += int64(x[1]) * c
		s1 += int64(x[run+1]) * c
		s2 += int64(x[2*run+1]) * c
		s3 += int64(x[3*run+1]) * c
		c = int64(w[2])
		s0 += int64(x[2]) * c
		s1 += int64(x[run+2]) * c
		s2 += int64(x[2*run+2]) * c
		s3 += int64(x[3*run+2]) * c
		c = int64(w[3])
		s0 += int64(x[3]) * c
		s1 += int64(x[run+3]) * c
		s2 += int64(x[2*run+3]) * c
		s3 += int64(x[3*run+3]) * c
		c = int64(w[4])
		s0 += int64(x[4]) * c
		s1 += int64(x[run+4]) * c
		s2 += int64(x[2*run+4]) * c
		s3 += int64(x[3*run+4]) * c
		c = int64(w[5])
		s0 += int64(x[5]) * c
		s1 += int64(x[run+5]) * c
		s2 += int64(x[2*run+5]) * c
		s3 += int64(x[3*run+5]) * c
		c = int64(w[6])
		s0 += int64(x[6]) * c
		s1 += int64(x[run+6]) * c
		s2 += int64(x[2*run+6]) * c
		s3 += int64(x[3*run+6]) * c
		c = int64(w[7])
		s0 += int64(x[7]) * c
		s1 += int64(x[run+7]) * c
		s2 += int64(x[2*run+7]) * c
		s3 += int64(x[3*run+7]) * c
		add(acc, 0, s0)
		add(acc, 2, s1)
		add(acc, 4, s2)
		add(acc, 6, s3)
		x, w = x[tileRun:], w[run:]
	}
}

// add adds the lanes of s to two words of acc.
func add(acc *[2 * tileWords]uint64, i int, s int64) {
	t := uint64(s) + surplusS
	acc[i] += t & others
	acc[i+1] += t >> laneBits & others
}
