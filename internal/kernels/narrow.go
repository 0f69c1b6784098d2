package kernels

import (
	"encoding/binary"
	"math"
	"unsafe"
)

// maxSum is what the magnitudes of four weights may sum to: times 255, it is below 1<<15.
const maxSum = 128

// narrow returns the weights with the rows that exceed maxSum scaled down to it, and the
// scales of the rows.
func narrow(w []int8, scales []float32, out, in int) ([]int8, []float32) {
	copied := false
	for o := range out {
		top := largestSum(w[o*in:][:in])
		if top <= maxSum {
			continue
		}
		if !copied {
			w, scales = append([]int8(nil), w...), append([]float32(nil), scales...)
			copied = true
		}
		row := w[o*in:][:in]
		whole := append([]int8(nil), row...)
		for f := float64(maxSum) / float64(top); ; f *= 0.99 {
			for i, v := range whole {
				row[i] = int8(math.RoundToEven(float64(v) * f))
			}
			if largestSum(row) <= maxSum {
				scales[o] = float32(float64(scales[o]) / f)
				break
			}
		}
	}
	return w, scales
}

// largestSum returns a bound of the sums of four magnitudes in a row: maxSum or less where none
// exceeds it, else the largest.
func largestSum(row []int8) int {
	const (
		signs = 0x8080808080808080
		bytes = 0x00ff00ff00ff00ff
		words = 0x0001000100010001
	)
	if len(row) == 0 {
		return 0
	}
	over := uint64(0)
	whole := unsafe.Slice((*byte)(unsafe.Pointer(&row[0])), len(row)&^7)
	for w := whole; len(w) >= 8; w = w[8:] {
		x := binary.LittleEndian.Uint64(w)
		m := (x & signs) >> 7
		x = (x ^ m*0xff) + m // magnitudes
		x = x&bytes + x>>8&bytes
		x += x >> 32
		over |= x + words*(1<<15-1-maxSum)
	}
	over &= words << 15 & (1<<32 - 1)
	if over == 0 && len(whole) == len(row) {
		return maxSum
	}
	top := 0
	for i := 0; i < len(row); i += 8 {
		var sums [2]int
		for k, v := range row[i:min(i+8, len(row))] {
			sums[k/2%2] += max(int(v), -int(v))
		}
		top = max(top, sums[0], sums[1])
	}
	return top
}
