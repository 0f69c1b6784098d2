package facts

import (
	"slices"

	"dictum.example/entity"
	"dictum.example/text"
)

// NumFeatures is how many features the ranker of pairs knows.
const NumFeatures = int(numFeature)

// A Pair is two mentions in a sentence, the first before the second, that the ranker of pairs is asked about. It is made for those
// who train the ranker. Words are numbered as the network's profiles are.
type Pair struct {
	Mentions [2]PairMention
	Path     []int // the words between the heads in the tree
	Top      int   // the word above both heads, or -1
	Features []uint16
}

// A PairMention is a mention of a pair.
type PairMention struct {
	text.Span
	Entity   *entity.Entity
	From, To int // its words
	Head     int // the word that is its head
}

// Pairs returns the pairs of an article.
func Pairs(a Article) []Pair {
	p := newPage(a)
	p.parse(learned().parser)
	var out []Pair
	for _, x := range p.pairs() {
		out = append(out, Pair{
			Mentions: [2]PairMention{
				{x.a.Span, x.a.entity, x.aFrom, x.aTo, x.aHead},
				{x.b.Span, x.b.entity, x.bFrom, x.bTo, x.bHead},
			},
			Path: slices.Concat(x.up, x.down), Top: x.top, Features: x.features,
		})
	}
	return out
}
