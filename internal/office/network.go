package office

import (
	_ "embed"
	"fmt"
	"sync"

	"dictum.example/internal/encoder"
	"dictum.example/internal/weights"
)

// office.model holds what train/roles writes. It has the form of a model file, and nothing of the network.
//
//go:embed office.model
var file []byte

// A network is the tagger and the ranker. It is read-only and may be shared.
type network struct {
	around                 int // words on either side that the tagger sees of a word
	embed, tagHidden, tags *encoder.Linear

	beside               map[string]int // the words that the ranker knows, from 1
	featureRows          weights.Tensor
	holderHidden, holder *encoder.Linear
}

// learned returns the embedded network. What is wrong with it is a build error.
var learned = sync.OnceValue(func() *network {
	m, err := weights.Trust(file)
	if err == nil {
		var n *network
		if n, err = load(m); err == nil {
			return n
		}
	}
	panic(fmt.Sprintf("office: office.model: %v", err))
})

func load(m *weights.Model) (*network, error) {
	var c struct {
		Around int      `json:"around"`
		Beside []string `json:"beside"`
	}
	err := m.Config(&c)
	n := &network{around: c.Around, beside: map[string]int{}}
	for i, w := range c.Beside {
		n.beside[w] = i + 1
	}
	linear := func(name string, out, in int) *encoder.Linear {
		if err != nil {
			return nil
		}
		var l *encoder.Linear
		l, err = encoder.NewLinear(m, name, out, in, encoder.Stored)
		return l
	}
	if n.embed = linear("embed", weights.Any, weights.Any); err == nil {
		n.tagHidden = linear("tag_hidden", weights.Any, (2*c.Around+1)*n.embed.Out())
	}
	if err == nil {
		n.tags = linear("tag", numTags, n.tagHidden.Out())
		n.holderHidden = linear("holder_hidden", weights.Any, parts*n.embed.In())
	}
	if err == nil {
		n.holder = linear("holder", 1, n.holderHidden.Out())
		err = n.loadFeatures(m)
	}
	return n, err
}

func (n *network) loadFeatures(m *weights.Model) error {
	total := 0
	for _, size := range sizes(len(n.beside) + 1) {
		total += size
	}
	var err error
	if n.featureRows, err = m.Tensor("holder_features", total, n.holderHidden.Out()); err == nil && n.featureRows.I8 == nil {
		err = fmt.Errorf("holder_features is not of type i8")
	}
	return err
}
