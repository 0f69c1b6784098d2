package reader

import (
	"math"
	"math/rand/v2"
	"testing"
)

// randomChain returns a chain with random scores of legal steps.
func randomChain(rng *rand.Rand) *chain {
	c := new(chain)
	for a := range uint8(numPartLabels) {
		c.start[a], c.stop[a] = math.Inf(-1), math.Inf(-1)
		if begins(a) {
			c.start[a] = rng.NormFloat64()
		}
		if ends(a) {
			c.stop[a] = rng.NormFloat64()
		}
		for b := range uint8(numPartLabels) {
			c.step[a][b] = math.Inf(-1)
			if follows(a, b) {
				c.step[a][b] = rng.NormFloat64()
				c.from[b] = append(c.from[b], a)
			}
			c.weight[a][b] = math.Exp(c.step[a][b])
		}
	}
	return c
}

func (c *chain) score(path []uint8, scores []float32) float64 {
	sum := c.start[path[0]] + c.stop[path[len(path)-1]]
	for i, y := range path {
		sum += float64(scores[i*numPartLabels+int(y)])
		if i > 0 {
			sum += c.step[path[i-1]][y]
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
		c := randomChain(rng)
		scores := make([]float32, n*numPartLabels)
		for i := range scores {
			scores[i] = rng.Float32() * 4
		}
		path, p := make([]uint8, n), make([]float32, n)
		c.path(path, scores, &s)
		c.marginals(p, path, scores, &s)
		total, best := 0.0, math.Inf(-1)
		var same [n]float64
		other := make([]uint8, n)
		for k := range int(math.Pow(numPartLabels, n)) {
			for i := range other {
				other[i] = uint8(k % numPartLabels)
				k /= numPartLabels
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
