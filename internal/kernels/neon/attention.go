//go:build arm64 && !purego

package neon

import (
	"math"

	"dictum.example/internal/kernels/generic"
)

// Heads of another width are left to package generic.
const (
	headDim   = 32
	headBlock = 4 * tileRows // queries that are scored and mixed before the next
	noKey     = -(1 << 30)   // the score of what fills a panel up: its weight is 0
)

// fractions has the lower and the upper bytes of twice the weights.
var fractions = func() (f [2][64]uint8) {
	for i, v := range generic.Fractions() {
		f[0][i], f[1][i] = uint8(v), uint8(v>>8)
	}
	return f
}()

// A head is the memory of one head. Keys are four of their values, of sixteen keys, after the next four.
type head struct {
	keys, queries                  []int8
	values, weights                []int16
	scores                         []int32
	factors, inverse               []float32
	scales, lo, hi, mid, row, each []float32
}

// AttendLen returns how many words Attend works in.
func (k Kernels) AttendLen(rows, dim int) int {
	if dim != headDim {
		return k.Kernels.AttendLen(rows, dim)
	}
	padded := roundUp(rows, panel)
	bytes := padded*headDim*3 + rows*headDim + headBlock*padded*6 + 4*(rows+headBlock+6*headDim)
	return bytes/8 + 16
}

func newHead(mem []uint64, rows int) (h head) {
	padded := roundUp(rows, panel)
	h.keys, mem = generic.Carve[int8](mem, padded*headDim)
	h.queries, mem = generic.Carve[int8](mem, rows*headDim)
	h.values, mem = generic.Carve[int16](mem, padded*headDim)
	h.weights, mem = generic.Carve[int16](mem, headBlock*padded)
	h.scores, mem = generic.Carve[int32](mem, headBlock*padded)
	h.factors, mem = generic.Carve[float32](mem, rows)
	h.inverse, mem = generic.Carve[float32](mem, headBlock)
	for _, s := range []*[]float32{&h.scales, &h.lo, &h.hi, &h.mid, &h.row, &h.each} {
		*s, mem = generic.Carve[float32](mem, headDim)
	}
	return h
}

// Attend computes one head of attention in int8.
func (k Kernels) Attend(dst []float32, ldd int, q, keys, v []float32, ld, rows, dim int, mem []uint64) {
	if dim != headDim {
		k.Kernels.Attend(dst, ldd, q, keys, v, ld, rows, dim, mem)
		return
	}
	h := newHead(mem, rows)
	scale := generic.ScoreScale(h.setKeys(keys, ld, rows), headDim)
	h.setValues(v, ld, rows)
	h.setQueries(q, ld, rows, scale)
	padded := roundUp(rows, panel)
	for r := 0; r < rows; r += headBlock {
		n := min(headBlock, rows-r)
		h.score(r, n, padded)
		for i := range n {
			s := h.scores[i*padded:][:padded]
			for j := rows; j < padded; j++ {
				s[j] = noKey
			}
			total := weigh(&h.weights[i*padded], &s[0], padded/panel, h.factors[r+i], generic.WeightLimit, &fractions)
			h.inverse[i] = 1 / float32(total)
		}
		for c := 0; c < headDim; c += panel {
			for i := 0; i < n; i += tileRows {
				mixTile[min(tileRows, n-i)-1](&dst[(r+i)*ldd+c], ldd, &h.weights[i*padded], padded, padded/8, &h.values[c],
					&h.inverse[i], &h.scales[c])
			}
		}
	}
}

// setKeys quantises the keys and returns their scale.
func (h *head) setKeys(k []float32, ld, rows int) float32 {
	generic.Ranges(h.lo, h.hi, k, ld, rows)
	scale, factor := generic.Center(h.mid, h.lo, h.hi)
	var q [headDim]int8
	for j := range rows {
		for c, v := range k[j*ld:][:headDim] {
			h.row[c] = v - h.mid[c]
		}
		quantize(&q[0], &h.row[0], headDim, factor)
		d := h.keys[j/panel*panel*headDim+j%panel*4:]
		for c := 0; c < headDim; c += 4 {
			copy(d[c*panel:][:4], q[c:])
		}
	}
	return scale
}

// setValues quantises the values.
func (h *head) setValues(v []float32, ld, rows int) {
	generic.Ranges(h.lo, h.hi, v, ld, rows)
	generic.ValueScales(h.scales, h.each, h.lo, h.hi)
	for j := range rows {
		for c, x := range v[j*ld:][:headDim] {
			h.values[j*headDim+c] = int16(generic.RoundValue(x, h.each[c]))
		}
	}
}

// setQueries quantises the queries.
func (h *head) setQueries(q []float32, ld, rows int, scale float32) {
	for j := range rows {
		x := &q[j*ld]
		s, factor := generic.Scale(min(largest(x, headDim), math.MaxFloat32))
		quantize(&h.queries[j*headDim], x, headDim, factor)
		h.factors[j] = generic.ScoreFactor(s, scale)
	}
}

// score computes the scores of n queries from r on, a panel of keys after another.
func (h *head) score(r, n, padded int) {
	for j := 0; j < padded; j += panel {
		for i := 0; i < n; i += tileRows {
			scoreTile[min(tileRows, n-i)-1](&h.scores[i*padded+j], padded, &h.queries[(r+i)*headDim], &h.keys[j*headDim])
		}
	}
}

// The tiles by their number of rows less one.
var (
	scoreTile = [tileRows]func(dst *int32, ldd int, q, k *int8){score1, score2, score3, score4}
	mixTile   = [tileRows]func(dst *float32, ldd int, w *int16, ldw, octets int, v *int16, inverse, scales *float32){
		mix1, mix2, mix3, mix4,
	}
)
