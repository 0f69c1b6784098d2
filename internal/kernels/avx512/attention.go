//go:build amd64 && !purego

package avx512

import (
	"math"
	"unsafe"

	"dictum.example/internal/kernels/generic"
)

// Heads of another width are left to package generic.
const (
	headDim   = 32
	headBlock = 4 * tileRows // queries that are scored and mixed before the next
	keyGroup  = 64
	groupLen  = 4*keyGroup + headDim*keyGroup // bytes: what sums start from, and the keys
	noKey     = -(1 << 30)                    // the score of what fills a group up: its weight is 0
)

var queryTable = [5]float32{math.MaxFloat32, generic.Tiny, 127, generic.MinFactor, math.MaxFloat32}

// fractions are in the two registers of a permutation.
var fractions = generic.Fractions()

var packOrder = [8]uint64{0, 2, 4, 6, 1, 3, 5, 7}

// A head is the memory of one head, each part at a multiple of 64 bytes.
type head struct {
	keys, values, queries, scores, weights, factors, inverse, scales unsafe.Pointer
}

// place sets the parts in mem, if it has room, and returns its size in bytes.
func (h *head) place(mem unsafe.Pointer, rows int) uintptr {
	padded := uintptr(roundUp(rows, keyGroup))
	at := -uintptr(mem) & 63
	for _, p := range []struct {
		part *unsafe.Pointer
		size uintptr
	}{
		{&h.keys, padded / keyGroup * groupLen},
		{&h.values, padded * headDim * 2},
		{&h.queries, uintptr(rows) * headDim},
		{&h.scores, headBlock * padded * 4},
		{&h.weights, headBlock * padded * 2},
		{&h.factors, uintptr(rows) * 4},
		{&h.inverse, headBlock * 4},
		{&h.scales, headDim * 4},
	} {
		if mem != nil {
			*p.part = unsafe.Add(mem, at)
		}
		at += (p.size + 63) &^ 63
	}
	return at + 64
}

// AttendLen returns how many words Attend works in.
func (k Kernels) AttendLen(rows, dim int) int {
	if dim != headDim {
		return k.Kernels.AttendLen(rows, dim)
	}
	var h head
	return int(h.place(nil, rows)+7) / 8
}

// Attend computes one head of attention in int8.
func (k Kernels) Attend(dst []float32, ldd int, q, keys, v []float32, ld, rows, dim int, mem []uint64) {
	if dim != headDim {
		k.Kernels.Attend(dst, ldd, q, keys, v, ld, rows, dim, mem)
		return
	}
	var h head
	h.place(unsafe.Pointer(&mem[0]), rows)
	scales := (*[headDim]float32)(h.scales)
	scale := generic.ScoreScale(h.setKeys(keys, ld, rows), headDim)
	h.setValues(scales, v, ld, rows)
	queries((*int8)(h.queries), (*float32)(h.factors), &q[0], ld, rows, scale, &queryTable)

	padded := roundUp(rows, keyGroup)
	blocks := roundUp(rows, 32) / 32
	inverse := (*[headBlock]float32)(h.inverse)
	for r := 0; r < rows; r += headBlock {
		n := min(headBlock, rows-r)
		h.score(r, n, padded)
		weigh((*int16)(h.weights), (*int32)(h.scores), padded, n, blocks,
			(*float32)(unsafe.Add(h.factors, 4*r)), &inverse[0], &fractions, &packOrder)
		for i := 0; i < n; i += tileRows {
			mixTile[min(tileRows, n-i)-1](&dst[(r+i)*ldd], ldd, (*int16)(unsafe.Add(h.weights, 2*i*padded)), padded, 4*blocks,
				(*int16)(h.values), &inverse[i], scales)
		}
	}
}

// setKeys quantises the keys, group by group, and returns their scale.
func (h *head) setKeys(k []float32, ld, rows int) float32 {
	var lo, hi, mid [headDim]float32
	columnRange(&lo, &hi, &k[0], ld, rows)
	scale, factor := generic.Center(mid[:], lo[:], hi[:])
	for j := 0; j < rows; j += keyGroup {
		g := unsafe.Add(h.keys, j/keyGroup*groupLen)
		n := min(keyGroup, rows-j)
		start := (*[keyGroup]int32)(g)
		for i := range start {
			start[i] = 0
			if i >= n {
				start[i] = noKey
			}
		}
		keys((*uint8)(unsafe.Add(g, 4*keyGroup)), &k[j*ld], ld, n, &mid, factor)
	}
	return scale
}

// setValues quantises the values, pair by pair. The last row may be one of a pair with itself: what has no key weighs nothing.
func (h *head) setValues(scales *[headDim]float32, v []float32, ld, rows int) {
	var lo, hi, factors [headDim]float32
	columnRange(&lo, &hi, &v[0], ld, rows)
	generic.ValueScales(scales[:], factors[:], lo[:], hi[:])
	if rows > 1 {
		values((*int16)(h.values), &v[0], ld, rows/2, &factors)
	}
	if rows%2 == 1 {
		values((*int16)(unsafe.Add(h.values, (rows-1)*headDim*2)), &v[(rows-1)*ld], 0, 1, &factors)
	}
}

// score computes the scores of n queries from r on, a group of keys after another.
func (h *head) score(r, n, padded int) {
	for j := 0; j < padded; j += keyGroup {
		for i := 0; i < n; i += tileRows {
			scoreTile[min(tileRows, n-i)-1]((*int32)(unsafe.Add(h.scores, 4*(i*padded+j))), padded,
				(*int8)(unsafe.Add(h.queries, (r+i)*headDim)), (*uint8)(unsafe.Add(h.keys, j/keyGroup*groupLen)))
		}
	}
}

// The tiles by their number of rows less one.
var (
	scoreTile = [tileRows]func(dst *int32, ldd int, q *int8, k *uint8){score1, score2, score3, score4, score5, score6}
	mixTile   = [tileRows]func(dst *float32, ldd int, w *int16, ldw, quads int, v *int16, inverse *float32, scales *[32]float32){
		mix1, mix2, mix3, mix4, mix5, mix6,
	}
)
