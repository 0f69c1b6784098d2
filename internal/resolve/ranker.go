package resolve

import (
	_ "embed"
	"encoding/json"
	"sync"
)

// ranker.json holds the weights that train/coref/train.py writes.
//
//go:embed ranker.json
var rankerJSON []byte

// A network scores the features of a candidate and the vectors of the words: the sum of the
// features' rows and of the weighted evidence, a rectifier, and a weighted sum.
type network struct {
	Rows     [][]float32 `json:"rows"`
	Evidence [][]float32 `json:"evidence"` // for each hidden value
	Bias     []float32   `json:"bias"`
	Out      []float32   `json:"out"`
}

var ranking = sync.OnceValue(func() *network {
	n := new(network)
	if err := json.Unmarshal(rankerJSON, n); err != nil || len(n.Rows) != int(numFeature) || len(n.Bias) > maxHidden ||
		len(n.Out) != len(n.Bias) || len(n.Evidence) != len(n.Bias) || len(n.Bias) == 0 {
		panic("entity: ranker.json does not fit the features") // a build error
	}
	return n
})

// maxHidden bounds the hidden values.
const maxHidden = 64

// score returns how likely the features and the evidence are those of the right choice, as a logit.
func (n *network) score(fs []feature, evidence []float32) float32 {
	var hidden [maxHidden]float32
	h := hidden[:len(n.Bias)]
	copy(h, n.Bias)
	for _, f := range fs {
		for i, w := range n.Rows[f] {
			h[i] += w
		}
	}
	var sum float32
	for i, v := range h {
		if v += dot(n.Evidence[i], evidence); v > 0 {
			sum += float32(v * n.Out[i])
		}
	}
	return sum
}

// dot returns the sum of the numbers of x, weighted by the first of w; both are fours. The conversions forbid to
// fuse: same bits on all machines.
func dot(w, x []float32) float32 {
	var a, b, c, d float32
	for ; len(x) >= 4 && len(w) >= 4; x, w = x[4:], w[4:] {
		a += float32(w[0] * x[0])
		b += float32(w[1] * x[1])
		c += float32(w[2] * x[2])
		d += float32(w[3] * x[3])
	}
	return a + b + c + d
}
