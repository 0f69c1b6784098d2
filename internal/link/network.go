package link

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"sync"
)

//go:embed weights.json
var weightsFile []byte

// A network of one hidden layer scores a candidate; none of them scores 0.
type network struct {
	Hidden [][]float32 `json:"hidden"` // a row for each hidden value: its weights, and its bias last
	Out    []float32   `json:"out"`    // the weights of the hidden values, and the bias last
	Direct []float32   `json:"direct"` // the weights of the features themselves
}

var net = sync.OnceValue(func() *network {
	n, err := parseNetwork(weightsFile)
	if err != nil {
		panic("link: the embedded weights are damaged: " + err.Error()) // a build error
	}
	return n
})

func parseNetwork(data []byte) (*network, error) {
	var n network
	if err := json.Unmarshal(data, &n); err != nil {
		return nil, err
	}
	if len(n.Direct) != numFeatures || len(n.Out) != len(n.Hidden)+1 {
		return nil, fmt.Errorf("weights of %d features and %d of %d hidden values, not %d", len(n.Direct), len(n.Out)-1, len(n.Hidden),
			numFeatures)
	}
	for i, h := range n.Hidden {
		if len(h) != numFeatures+1 {
			return nil, fmt.Errorf("%d weights of hidden value %d, not %d", len(h), i, numFeatures+1)
		}
	}
	return &n, nil
}

// score returns the logarithm of the odds of a candidate against none.
func (n *network) score(x []float32) float64 {
	sum := n.Out[len(n.Hidden)]
	for i, w := range n.Direct {
		sum += float32(w * x[i]) // rounded, so that all machines say the same
	}
	for i, h := range n.Hidden {
		v := h[numFeatures]
		for j, w := range h[:numFeatures] {
			v += float32(w * x[j])
		}
		if v > 0 {
			sum += float32(n.Out[i] * v)
		}
	}
	return float64(sum)
}
