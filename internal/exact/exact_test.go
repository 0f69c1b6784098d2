package exact_test

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"testing"

	"dictum.example/internal/exact"
)

func TestSpecial(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, x := range []float64{0, 1, -1, inf, -inf, nan, 700, 709.79, 1e300, -745.1, -745.2, -1e300, 1e-300} {
		same(t, "Exp", x, exact.Exp(x), math.Exp(x))
		same(t, "Log", x, exact.Log(x), math.Log(x))
	}
}

func TestNearMath(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200_000 {
		x := r.Float64()*1400 - 700
		same(t, "Exp", x, exact.Exp(x), math.Exp(x))
		x = math.Exp(x)
		same(t, "Log", x, exact.Log(x), math.Log(x))
		x = 1 + (r.Float64()-0.5)/64
		same(t, "Log", x, exact.Log(x), math.Log(x))
	}
}

// same allows for some units of the last place.
func same(t *testing.T, name string, x, got, want float64) {
	t.Helper()
	if math.IsNaN(got) && math.IsNaN(want) || got == want {
		return
	}
	if d := math.Abs(got - want); !(d <= 4*(math.Nextafter(math.Abs(want), math.Inf(1))-math.Abs(want))) {
		t.Errorf("%s(%v) = %v, want %v", name, x, got, want)
	}
}

// TestSameEverywhere compares with the bits that every machine must return.
func TestSameEverywhere(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	h := fnv.New64a()
	for range 100_000 {
		x := float64(r.Float64()*80) - 40
		for _, y := range []float64{exact.Exp(x), exact.Log(math.Abs(x))} {
			binary.Write(h, binary.LittleEndian, y)
		}
	}
	if got, want := h.Sum64(), uint64(0xfa59cc33857bcbf5); got != want {
		t.Errorf("the hash of the results is %#x, want %#x", got, want)
	}
}

func BenchmarkExp(b *testing.B) {
	x, sum := -20.0, 0.0
	for b.Loop() {
		sum += exact.Exp(x)
		if x += 0.125; x > 0 {
			x = -20
		}
	}
	_ = sum
}
