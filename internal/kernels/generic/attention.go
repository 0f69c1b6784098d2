package generic

import (
	"math"
	"unsafe"
)

// Attention in int8, one head at a time. What all implementations compute:
//
// Keys have one scale a head, after the middle between the least and the largest value of each column is taken off them, which
// adds the same to all scores of a query. Queries have a scale a row, values one a column. The score of a query
// and a key is the exact sum of products. How far it lies below the query's largest, times the query's factor, rounded half to
// even, says by how many 64ths of a power of two the weight of the key is below the largest, 1<<13 - 1. The sum of the
// weights and those of their products with the values, integers within ±1023, are exact too.

// MaxKeys is how many keys a head may have: the sum of so many of the largest weights and values is below 1<<31.
const MaxKeys = 256

// MaxValue is the largest magnitude of a value's integer.
const MaxValue = 1023

const (
	steps     = 64 // of a power of two
	MinFactor = 1.0 / (1 << 20)
	// WeightLimit is how many steps below the largest score the weight is 0.
	WeightLimit = 14 * steps
)

// Twice the weight at step i below 64 is the integral part of Eighths[i/8] * SixtyFourths[i%8].
var (
	Eighths      = [8]float32{16382, 15022.3602, 13775.5651, 12632.2489, 11583.8233, 10622.4128, 9740.79548, 8932.34884}
	SixtyFourths = [8]float32{1, 0.989228013, 0.978572062, 0.968030897, 0.957603281, 0.947287991, 0.937083817, 0.926989563}
)

// Weights has the weight of each step below the largest score.
var Weights = makeWeights()

// Fractions returns twice the weights of the first 64 steps.
func Fractions() (f [steps]uint16) {
	for i := range f {
		f[i] = uint16(Eighths[i/8] * SixtyFourths[i%8])
	}
	return f
}

func makeWeights() (w [WeightLimit + 1]uint16) {
	f := Fractions()
	for i := range w {
		w[i] = (f[i%steps]>>(i/steps) + 1) >> 1
	}
	return w
}

// Scale returns the scale of integers within ±127 for values up to top, and the factor that makes them.
func Scale(top float32) (scale, factor float32) {
	if top < Tiny {
		return 0, 0
	}
	return top / 127, 127 / top
}

// Center sets mid to the middle between lo and hi, the range of each column of the keys, and returns their scale and
// factor. A column that has but NaN has an empty range.
func Center(mid, lo, hi []float32) (scale, factor float32) {
	top := float32(0)
	for i := range mid {
		l, h := float32(max(lo[i], -math.MaxFloat32)*.5), float32(min(hi[i], math.MaxFloat32)*.5)
		mid[i] = h + l
		top = max(top, h-l)
	}
	return Scale(top)
}

// ValueScales sets the scales and factors of the columns of the values whose range is lo to hi.
func ValueScales(scales, factors, lo, hi []float32) {
	for i := range scales {
		scales[i], factors[i] = 0, 0
		if top := min(max(hi[i], -lo[i]), math.MaxFloat32); top >= Tiny {
			scales[i], factors[i] = top/MaxValue, MaxValue/top
		}
	}
}

// ScoreScale returns what a key's scale is multiplied by for heads of a width: the steps of a score of 1.
func ScoreScale(scale float32, dim int) float32 {
	return scale * float32(steps*math.Log2E/math.Sqrt(float64(dim)))
}

// ScoreFactor returns the factor of a query from its scale and that of the scores.
func ScoreFactor(query, scale float32) float32 {
	return max(MinFactor, min(query*scale, math.MaxFloat32))
}

// Ranges sets lo and hi to the range of each column, without NaN.
func Ranges(lo, hi, x []float32, ldx, rows int) {
	for c := range lo {
		lo[c], hi[c] = math.MaxFloat32, -math.MaxFloat32
	}
	for r := range rows {
		for c, v := range x[r*ldx:][:len(lo)] {
			if v < lo[c] {
				lo[c] = v
			}
			if v > hi[c] {
				hi[c] = v
			}
		}
	}
}

// The products pack several rows in a word, as those of linear layers do: three queries, as a sum
// of depthQK products of int8 fits 21 bits, or two rows of weights. Four words go through a product at once.
const (
	words     = 4
	unroll    = 4
	queryLane = 21
	queryRows = 3 * words
	queryRun  = 64 // products of int8 whose sum fits a lane
	mixRows   = 2 * words
	rowBlock  = 2 * queryRows // a multiple of mixRows too
)

func roundUp(n, to int) int { return (n + to - 1) / to * to }

// A room is the memory that a head is computed in.
type room struct {
	keys    []int8  // rows × depth
	values  []int16 // dim × keys
	queries []int64 // depth × words
	weights []int64 // keys × words
	scores  []int32 // rowBlock × rows
	lo, hi  []float32
	mid     []float32
	factors []float32
	scales  []float32
}

// AttendLen returns how many words Attend works in.
func (Kernels) AttendLen(rows, dim int) int {
	depth, n := roundUp(dim, unroll), roundUp(rows, unroll)
	return (rows*depth+7)/8 + (dim*n+3)/4 + depth*words + n*words + (rowBlock*rows+1)/2 + (5*dim+1)/2 + 8
}

// Carve returns n values of the memory, and the rest of it.
func Carve[T any](mem []uint64, n int) (s []T, rest []uint64) {
	size := int(unsafe.Sizeof(*new(T)))
	used := (n*size + 7) / 8
	return unsafe.Slice((*T)(unsafe.Pointer(unsafe.SliceData(mem[:used]))), n), mem[used:]
}

func makeRoom(mem []uint64, rows, dim int) (m room) {
	depth, n := roundUp(dim, unroll), roundUp(rows, unroll)
	m.keys, mem = Carve[int8](mem, rows*depth)
	m.values, mem = Carve[int16](mem, dim*n)
	m.queries, mem = Carve[int64](mem, depth*words)
	m.weights, mem = Carve[int64](mem, n*words)
	m.scores, mem = Carve[int32](mem, rowBlock*rows)
	var all []float32
	all, _ = Carve[float32](mem, 5*dim)
	m.lo, m.hi, m.mid, m.factors, m.scales = all[:dim], all[dim:][:dim], all[2*dim:][:dim], all[3*dim:][:dim], all[4*dim:]
	clear(m.keys)
	clear(m.values)
	clear(m.queries)
	clear(m.weights)
	return m
}

// Attend computes one head, dst = softmax(q·kᵀ/√dim)·v in int8. Rows are ldd and ld apart, at most MaxKeys, and dim wide.
func (Kernels) Attend(dst []float32, ldd int, q, k, v []float32, ld, rows, dim int, mem []uint64) {
	m := makeRoom(mem, rows, dim)
	scale := m.setKeys(k, ld, rows)
	m.setValues(v, ld, rows)
	scale = ScoreScale(scale, dim)
	for r := 0; r < rows; r += rowBlock {
		n := min(rowBlock, rows-r)
		var factors [rowBlock]float32
		for i := 0; i < n; i += queryRows {
			m.score(m.scores[i*rows:], factors[i:], q[(r+i)*ld:], ld, min(queryRows, n-i), rows, scale)
		}
		for i := 0; i < n; i += mixRows {
			m.mix(dst[(r+i)*ldd:], ldd, m.scores[i*rows:], factors[i:], min(mixRows, n-i), rows)
		}
	}
}

// RoundValue returns v·f as an integer within ±MaxValue.
func RoundValue(v, f float32) int32 { return round(v, f, MaxValue) }

// setKeys quantises the keys and returns their scale.
func (m *room) setKeys(k []float32, ld, rows int) float32 {
	dim := len(m.mid)
	depth := roundUp(dim, unroll)
	Ranges(m.lo, m.hi, k, ld, rows)
	scale, factor := Center(m.mid, m.lo, m.hi)
	for r := range rows {
		d := m.keys[r*depth:][:dim]
		for c, v := range k[r*ld:][:dim] {
			d[c] = int8(Quantize(v-m.mid[c], factor))
		}
	}
	return scale
}

// setValues quantises the values.
func (m *room) setValues(v []float32, ld, rows int) {
	dim := len(m.mid)
	n := roundUp(rows, unroll)
	Ranges(m.lo, m.hi, v, ld, rows)
	ValueScales(m.scales, m.factors, m.lo, m.hi)
	for r := range rows {
		for c, x := range v[r*ld:][:dim] {
			m.values[c*n+r] = int16(RoundValue(x, m.factors[c]))
		}
	}
}

// score sets the scores of up to queryRows queries and their factors.
func (m *room) score(dst []int32, factors, q []float32, ld, n, rows int, scale float32) {
	dim := len(m.mid)
	depth := roundUp(dim, unroll)
	clear(m.queries)
	for i := range n {
		row := q[i*ld:][:dim]
		s, f := Scale(Largest(row))
		factors[i] = ScoreFactor(s, scale)
		word, shift := m.queries[i/3:], i%3*queryLane
		for c, v := range row {
			word[c*words] += int64(Quantize(v, f)) << shift
		}
	}
	for j := range rows {
		var sums [queryRows]int32
		key := m.keys[j*depth:][:depth]
		for c := 0; c < depth; c += queryRun {
			end := min(depth, c+queryRun)
			s0, s1, s2, s3 := dotWords(m.queries[c*words:], key[c:end])
			addThree(sums[:3], s0)
			addThree(sums[3:6], s1)
			addThree(sums[6:9], s2)
			addThree(sums[9:], s3)
		}
		for i, s := range sums[:n] {
			dst[i*rows+j] = s
		}
	}
}

// addThree adds the lanes of s to three sums.
func addThree(sums []int32, s int64) {
	const rest = 64 - queryLane
	_ = sums[2]
	low := s << rest >> rest
	s = (s - low) >> queryLane
	mid := s << rest >> rest
	sums[0] += int32(low)
	sums[1] += int32(mid)
	sums[2] += int32((s - mid) >> queryLane)
}

// mix weighs the values by the scores of up to mixRows queries.
func (m *room) mix(dst []float32, ldd int, scores []int32, factors []float32, n, rows int) {
	if n < mixRows {
		clear(m.weights)
	}
	var inverse [mixRows]float32
	for i := range n {
		total := weigh(m.weights[i/2:], scores[i*rows:][:rows], factors[i], i%2*32)
		inverse[i] = 1 / float32(total)
	}
	padded := roundUp(rows, unroll)
	for c, scale := range m.scales {
		s0, s1, s2, s3 := dotWords(m.weights, m.values[c*padded:][:padded])
		for i, s := range [words]int64{s0, s1, s2, s3} {
			low := int32(s)
			high := int32((s - int64(low)) >> 32)
			if 2*i < n {
				dst[2*i*ldd+c] = float32(float32(low)*inverse[2*i]) * scale
			}
			if 2*i+1 < n {
				dst[(2*i+1)*ldd+c] = float32(float32(high)*inverse[2*i+1]) * scale
			}
		}
	}
}

// weigh puts the weights of a row of scores into a lane of every word, and returns their sum.
func weigh(dst []int64, scores []int32, factor float32, shift int) (total int32) {
	top := scores[0]
	for _, s := range scores {
		top = max(top, s)
	}
	for j, s := range scores {
		d := float32(float32(top-s) * factor)
		if d > WeightLimit {
			d = WeightLimit
		}
		w := Weights[int32(math.Float32bits(d+RoundBias))-roundBits]
		total += int32(w)
		if shift == 0 {
			dst[j*words] = int64(w)
		} else {
			dst[j*words] += int64(w) << 32
		}
	}
	return total
}

// dotWords returns the sums of products of four words and a number for each.
func dotWords[T int8 | int16](x []int64, w []T) (s0, s1, s2, s3 int64) {
	for len(x) >= words*unroll && len(w) >= unroll {
		c := int64(w[0])
		s0 += x[0] * c
		s1 += x[1] * c
		s2 += x[2] * c
		s3 += x[3] * c
		c = int64(w[1])
		s0 += x[4] * c
		s1 += x[5] * c
		s2 += x[6] * c
		s3 += x[7] * c
		c = int64(w[2])
		s0 += x[8] * c
		s1 += x[9] * c
		s2 += x[10] * c
		s3 += x[11] * c
		c = int64(w[3])
		s0 += x[12] * c
		s1 += x[13] * c
		s2 += x[14] * c
		s3 += x[15] * c
		x, w = x[words*unroll:], w[unroll:]
	}
	return s0, s1, s2, s3
}
