//go:build amd64 && !purego

package avx2

import (
	"math"
	"unsafe"

	"dictum.example/internal/kernels/generic"
)

// Heads of another width are left to package generic.
const (
	headDim   = 32
	headBlock = 4 * tileRows // queries that are scored and mixed before the next
	groupLen  = 4*panel + 2*headDim*panel
	noKey     = -(1 << 30) // the score of what fills a panel up: its weight is 0
)

var queryTable = [5]float32{math.MaxFloat32, generic.Tiny, 127, generic.MinFactor, math.MaxFloat32}

// The fractions are those of weights that are to be halved.
var weightTable = [6][8]float32{
	halves(generic.Eighths), generic.SixtyFourths, all(math.Float32frombits(0xff800000)), all(.5), all(generic.WeightLimit), all(1),
}

func halves(x [8]float32) [8]float32 {
	for i := range x {
		x[i] /= 2
	}
	return x
}

// A head is the memory of one head, each part at a multiple of 64 bytes.
type head struct {
	keys, values, queries, scores, weights, factors unsafe.Pointer
}

// place sets the parts in mem, if it has room, and returns its size in bytes.
func (h *head) place(mem unsafe.Pointer, rows int) uintptr {
	padded := uintptr(roundUp(rows, panel))
	at := -uintptr(mem) & 63
	for _, p := range []struct {
		part *unsafe.Pointer
		size uintptr
	}{
		{&h.keys, padded / panel * groupLen},
		{&h.values, padded * headDim * 2},
		{&h.queries, uintptr(rows) * headDim * 2},
		{&h.scores, headBlock * padded * 4},
		{&h.weights, headBlock * padded * 2},
		{&h.factors, uintptr(rows) * 4},
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
		return k.generic.AttendLen(rows, dim)
	}
	var h head
	return int(h.place(nil, rows)+7) / 8
}

// Attend computes one head of attention in int8. Integers are 16 bits wide here, as the products of bytes are
// too large for the instruction that adds them up in pairs.
func (k Kernels) Attend(dst []float32, ldd int, q, keys, v []float32, ld, rows, dim int, mem []uint64) {
	if dim != headDim {
		k.generic.Attend(dst, ldd, q, keys, v, ld, rows, dim, mem)
		return
	}
	var h head
	h.place(unsafe.Pointer(&mem[0]), rows)
	var scales [headDim]float32
	scale := generic.ScoreScale(h.setKeys(keys, ld, rows), headDim)
	h.setValues(&scales, v, ld, rows)
	queries((*int16)(h.queries), (*float32)(h.factors), &q[0], ld, rows, scale, &queryTable)

	padded := roundUp(rows, panel)
	var inverse [headBlock]float32
	for r := 0; r < rows; r += headBlock {
		n := min(headBlock, rows-r)
		h.score(r, n, padded)
		weigh((*int16)(h.weights), (*int32)(h.scores), padded, n, padded/panel,
			(*float32)(unsafe.Add(h.factors, 4*r)), &inverse[0], &weightTable)
		h.mix(dst[r*ldd:], ldd, n, padded, &inverse, &scales)
	}
}

// setKeys quantises the keys, panel by panel, and returns their scale.
func (h *head) setKeys(k []float32, ld, rows int) float32 {
	var lo, hi, mid [headDim]float32
	columnRange(&lo, &hi, &k[0], ld, rows)
	scale, factor := generic.Center(mid[:], lo[:], hi[:])
	for j := 0; j < rows; j += panel {
		g := unsafe.Add(h.keys, j/panel*groupLen)
		n := min(panel, rows-j)
		start := (*[panel]int32)(g)
		for i := range start {
			start[i] = 0
			if i >= n {
				start[i] = noKey
			}
		}
		keys((*int16)(unsafe.Add(g, 4*panel)), &k[j*ld], ld, n, &mid, factor)
	}
	return scale
}

// setValues quantises the values, pair by pair. The last row may be one of a pair with itself: what has no key weighs nothing.
func (h *head) setValues(scales *[headDim]float32, v []float32, ld, rows int) {
	var lo, hi, factors [headDim]float32
	columnRange(&lo, &hi, &v[0], ld, rows)
	generic.ValueScales(scales[:], factors[:], lo[:], hi[:])
	upper := roundUp(rows, panel) * panel * 2
	if rows > 1 {
		values((*int16)(h.values), upper, &v[0], ld, rows/2, &factors)
	}
	if rows%2 == 1 {
		values((*int16)(unsafe.Add(h.values, (rows-1)*panel*2)), upper, &v[(rows-1)*ld], 0, 1, &factors)
	}
}

// score computes the scores of n queries from r on, a panel of keys after another.
func (h *head) score(r, n, padded int) {
	for j := 0; j < padded; j += panel {
		k := (*int16)(unsafe.Add(h.keys, j/panel*groupLen))
		for i := 0; i < n; i += tileRows {
			d := (*int32)(unsafe.Add(h.scores, 4*(i*padded+j)))
			q := (*int16)(unsafe.Add(h.queries, 2*(r+i)*headDim))
			switch min(tileRows, n-i) {
			case 6:
				score6(d, padded, q, k)
			case 5:
				score5(d, padded, q, k)
			case 4:
				score4(d, padded, q, k)
			case 3:
				score3(d, padded, q, k)
			case 2:
				score2(d, padded, q, k)
			case 1:
				score1(d, padded, q, k)
			}
		}
	}
}

// mix weighs the values for n queries.
func (h *head) mix(dst []float32, ldd, n, padded int, inverse *[headBlock]float32, scales *[headDim]float32) {
	quads := padded / 8
	for c := 0; c < headDim; c += panel {
		v, s := (*int16)(unsafe.Add(h.values, 2*c*padded)), &scales[c]
		for i := 0; i < n; i += tileRows {
			d, w, f := &dst[i*ldd+c], (*int16)(unsafe.Add(h.weights, 2*i*padded)), &inverse[i]
			switch min(tileRows, n-i) {
			case 6:
				mix6(d, ldd, w, padded, quads, v, f, s)
			case 5:
				mix5(d, ldd, w, padded, quads, v, f, s)
			case 4:
				mix4(d, ldd, w, padded, quads, v, f, s)
			case 3:
				mix3(d, ldd, w, padded, quads, v, f, s)
			case 2:
				mix2(d, ldd, w, padded, quads, v, f, s)
			case 1:
				mix1(d, ldd, w, padded, quads, v, f, s)
			}
		}
	}
}
