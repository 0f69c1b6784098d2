package facts

import (
	_ "embed"
	"fmt"
	"sync"

	"dictum.example/internal/encoder"
	"dictum.example/internal/weights"
)

// heads.model holds what train/facts writes: the parser and the ranker of pairs, over profiles of words. It has the form of
// a model file, and nothing of the network.
//
//go:embed heads.model
var headsModel []byte

// Heads are what is learned. They are read-only and may be shared.
type heads struct {
	parser *parser
	ranker *ranker
}

// learned returns the embedded heads. What is wrong with them is a build error.
var learned = sync.OnceValue(func() *heads {
	m, err := weights.Trust(headsModel)
	if err != nil {
		panic(fmt.Sprintf("facts: heads.model: %v", err))
	}
	h := new(heads)
	if h.parser, err = loadParser(m); err != nil {
		panic(fmt.Sprintf("facts: heads.model: %v", err))
	}
	if h.ranker, err = loadRanker(m, h.parser.profile); err != nil {
		panic(fmt.Sprintf("facts: heads.model: %v", err))
	}
	return h
})

// A loader loads layers and keeps the first error.
type loader struct {
	m   *weights.Model
	err error
}

func (l *loader) linear(name string, out, in int) *encoder.Linear {
	x, err := encoder.NewLinear(l.m, name, out, in, encoder.Stored)
	l.keep(err)
	return x
}

func (l *loader) float32s(name string, shape ...int) []float32 {
	x, err := l.m.Float32s(name, shape...)
	l.keep(err)
	return x
}

func (l *loader) table(name string, rows, width int) weights.Tensor {
	x, err := l.m.Tensor(name, rows, width)
	l.keep(err)
	if err == nil && x.I8 == nil {
		l.keep(fmt.Errorf("%s is not of type i8", name))
	}
	return x
}

func (l *loader) config(v any) { l.keep(l.m.Config(v)) }

func (l *loader) keep(err error) {
	if l.err == nil {
		l.err = err
	}
}
