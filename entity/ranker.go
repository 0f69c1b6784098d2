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

// Networks are the ranker's two: one for the pronouns and nouns that say who
// speaks, whose habits in news differ, and one for all others.
type networks struct {
	network
	Sources network `json:"sources"`
}

var ranking = sync.OnceValue(func() *networks {
	n := new(networks)
	if err := json.Unmarshal(rankerJSON, n); err != nil || len(n.Rows) != int(fVoice) || len(n.Sources.Rows) != int(numFeature) {
		panic("entity: ranker.json does not fit the features") // a build error
	}
	return n
})

// score returns how likely the features are those of the right choice, as a logit.
func (n *network) score(fs []feature) float32 {
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
