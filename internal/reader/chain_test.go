package reader

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// randomChain returns a chain with random scores for the labels of so many kinds of span.
func randomChain(rng *rand.Rand, kinds int) *chain {
	n := numLabels(kinds)
	normal := func(n int) []float32 {
		x := make([]float32, n)
		for i := range x {
			x[i] = float32(rng.NormFloat64())
		}
		return x
	}
	return newChain(normal(n*n), normal(n), normal(n))
}

// score returns the score of a path, which is -Inf where it is not legal.
func (c *chain) score(path []uint8, scores []float32) float64 {
	sum := c.start[path[0]] + c.stop[path[len(path)-1]]
	for i, y := range path {
		sum += float64(scores[i*c.labels+int(y)])
		if i > 0 {
			k := slices.IndexFunc(c.from[y], func(f step) bool { return f.from == path[i-1] })
			if k < 0 {
				return math.Inf(-1)
			}
			sum += c.from[y][k].score
		}
	}
	return sum
}

// TestChain compares the best path and the probabilities of its labels with those over all paths.
func TestChain(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	const n = 4
	var s chainScratch
	for range 20 {
		c := randomChain(rng, 1+rng.IntN(3))
		scores := make([]float32, n*c.labels)
		for i := range scores {
			scores[i] = rng.Float32() * 4
		}
		path, p := make([]uint8, n), make([]float32, n)
		c.path(path, scores, &s)
		c.marginals(p, path, scores, &s)
		total, best := 0.0, math.Inf(-1)
		var same [n]float64
		other := make([]uint8, n)
		for k := range int(math.Pow(float64(c.labels), n)) {
			for i := range other {
				other[i] = uint8(k % c.labels)
				k /= c.labels
			}
			v := c.score(other, scores)
			best = max(best, v)
			w := math.Exp(v)
			total += w
			for i := range other {
				if other[i] == path[i] {
					same[i] += w
				}
			}
		}
		if got := c.score(path, scores); math.Abs(got-best) > 1e-9 {
			t.Errorf("path %v has the score %g, the best %g", path, got, best)
		}
		for i := range p {
			if want := same[i] / total; math.Abs(float64(p[i])-want) > 1e-5 {
				t.Errorf("label %d of %v: probability %g, want %g", i, path, p[i], want)
			}
		}
	}
}
