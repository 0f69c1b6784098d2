//go:build amd64 && !purego

package avx512

import (
	"testing"

	"dictum.example/internal/kernels/generic"
)

// TestWeigh compares the weight of every step with the table's.
func TestWeigh(t *testing.T) {
	if !Supported() {
		t.Skip("this machine has no AVX-512 with VNNI")
	}
	const blocks = generic.WeightLimit/32 + 2
	scores, got := make([]int32, 32*blocks), make([]int16, 32*blocks)
	for i := range scores {
		scores[i] = int32(1000 - i)
	}
	factor, inverse := float32(1), float32(0)
	weigh(&got[0], &scores[0], len(scores), 1, blocks, &factor, &inverse, &fractions, &packOrder)
	total := 0
	for i, w := range got {
		want := int(generic.Weights[min(i, generic.WeightLimit)])
		if int(w) != want {
			t.Errorf("step %d: %d, want %d", i, w, want)
		}
		total += want
	}
	if inverse != 1/float32(total) {
		t.Errorf("1 over the sum is %g, want that of %d", inverse, total)
	}
}
