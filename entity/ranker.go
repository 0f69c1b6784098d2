package entity

import (
	_ "embed"
	"encoding/json"
	"sync"
)

// ranker.json holds the weights that train/coref/train.py writes.
//
//go:embed ranker.json
var rankerJSON []byte

// A network scores the features of a candidate: the sum of their rows, a
// rectifier, and a weighted sum.
type network struct {
	Rows [][]float32 `json:"rows"`
	Bias []float32   `json:"bias"`
	Out  []float32   `json:"out"`
}

var ranking = sync.OnceValue(func() *network {
	n := new(network)
	if err := json.Unmarshal(rankerJSON, n); err != nil || len(n.Rows) != int(numFeature) {
		panic("entity: ranker.json does not fit the features") // a build error
	}
	return n
})

// score returns how likely the features are those of the right choice, as a logit.
func score(fs []feature) float32 {
	n := ranking()
	var sum float32
	var hidden [64]float32
	h := hidden[:len(n.Bias)]
	copy(h, n.Bias)
	for _, f := range fs {
		for i, w := range n.Rows[f] {
			h[i] += w
		}
	}
	for i, v := range h {
		if v > 0 {
			sum += v * n.Out[i]
		}
	}
	return sum
}
