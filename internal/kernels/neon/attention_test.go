//go:build arm64 && !purego

package neon

import (
	"testing"

	"dictum.example/internal/kernels/generic"
)

// TestWeigh compares the weight of every step with the table's.
func TestWeigh(t *testing.T) {
	if !Supported() {
		t.Skip("this machine has no SDOT")
	}
	const blocks = generic.WeightLimit/16 + 2
	scores, got := make([]int32, 16*blocks), make([]int16, 16*blocks)
	for i := range scores {
		scores[i] = int32(1000 - i)
	}
	sum := weigh(&got[0], &scores[0], blocks, 1, generic.WeightLimit, &fractions)
	for i, w := range got {
		want := int32(generic.Weights[min(i, generic.WeightLimit)])
		if int32(w) != want {
			t.Errorf("step %d: %d, want %d", i, w, want)
		}
		sum -= want
	}
	if sum != 0 {
		t.Errorf("the sum is %d too large", sum)
	}
}
