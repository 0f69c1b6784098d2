package kernels

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// sumOf returns the largest sum of the four magnitudes that meet in one int16.
func sumOf(row []int8) int {
	top := 0
	for first := range row {
		if first%8 > 2 || first%2 > 0 {
			continue
		}
		sum := 0
		for _, k := range []int{0, 1, 4, 5} {
			if i := first + k; i < len(row) {
				sum += max(int(row[i]), -int(row[i]))
			}
		}
		top = max(top, sum)
	}
	return top
}

// TestNarrow checks that rows keep their weights where these are small enough, and their
// proportions where they are not.
func TestNarrow(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 500 {
		out, in := 1+r.IntN(4), 1+r.IntN(40)
		w, scales := int8s(r, out*in), floats(r, out)
		for i := range w {
			w[i] /= int8(1 + r.IntN(6)) // some rows fit
		}
		before := slices.Clone(w)
		got, gotScales := narrow(w, scales, out, in)
		if !slices.Equal(w, before) {
			t.Fatal("narrow changed its argument")
		}
		for o := range out {
			row, was := got[o*in:][:in], w[o*in:][:in]
			if top := sumOf(row); top > maxSum {
				t.Errorf("%d: four weights sum to %d", row, top)
			}
			if sumOf(was) <= maxSum {
				if !slices.Equal(row, was) || gotScales[o] != scales[o] {
					t.Errorf("%d became %d", was, row)
				}
				continue
			}
			for i, v := range row {
				// Half a step of the row, and rounding.
				step, want := float64(gotScales[o]), float64(was[i])*float64(scales[o])
				if math.Abs(float64(v)*step-want) > .501*math.Abs(step) {
					t.Errorf("%d × %g became %d × %g", was, scales[o], row, gotScales[o])
					break
				}
			}
		}
	}
}
