package facts

import (
	"strings"

	"dictum.example/text"
)

// trees are the sentences of an article, parsed. Words are those of the profiles.
type trees struct {
	nodes     []node // of all words; heads are numbers of words
	sentences []stretch
	of        []int // the sentence of each word
	depth     []int // of each word below the root
}

// A stretch is the words [from, to) of a sentence, or of a part of a very long one.
type stretch struct{ from, to int }

// parse parses all sentences.
func (p *page) parse(parser *parser) {
	n := p.Profiles.Len()
	t := &trees{nodes: make([]node, 0, n), of: make([]int, n), depth: make([]int, n)}
	p.trees = t
	if p.Profiles.Width() < parser.profile {
		return
	}
	at, memory := 0, new(parse)
	upTo := func(to int) {
		for at < to {
			end := min(to, at+longest)
			p.parseStretch(parser, stretch{at, end}, memory)
			at = end
		}
	}
	for _, s := range p.Layout.Sentences {
		p.Watch.Look()
		_, to := p.Profiles.In(s)
		upTo(to)
	}
	upTo(n)
}

func (p *page) parseStretch(parser *parser, s stretch, memory *parse) {
	t := p.trees
	for i := s.from; i < s.to; i++ {
		t.of[i] = len(t.sentences)
	}
	t.sentences = append(t.sentences, s)
	t.nodes = parser.parse(t.nodes, s.to-s.from, func(i int) []int8 { return p.Profiles.Values(s.from + i) },
		func(i int) string { return p.word(s.from + i) }, memory)
	for i := s.from; i < s.to; i++ {
		if x := &t.nodes[i]; x.head >= 0 {
			x.head += s.from
		}
	}
	for i := s.from; i < s.to; i++ {
		t.depth[i] = t.depthOf(i)
	}
}

// depthOf returns how many words are above i; heads that go round in a circle are cut.
func (t *trees) depthOf(i int) int {
	d, k := 0, i
	for t.nodes[k].head >= 0 {
		if d++; d > longest {
			t.nodes[i].head = -1
			return 0
		}
		k = t.nodes[k].head
	}
	return d
}

// word returns the text of a word of the profiles.
func (p *page) word(i int) string { return p.Profiles.Word(i).Of(p.Layout.Text) }

// low returns the text of a word in lower case.
func (p *page) low(i int) string { return strings.ToLower(p.word(i)) }

// head returns the word of the words [from, to) that the others hang on.
func (t *trees) head(from, to int) int {
	best := to - 1
	for i := from; i < to; i++ {
		if h := t.nodes[i].head; h < from || h >= to {
			if best == to-1 || t.depth[i] < t.depth[best] {
				best = i
			}
			if t.depth[i] < t.depth[best] {
				best = i
			}
		}
	}
	return best
}

// path returns the way from word a to word b: the words up to the one above both, that one, and the words down to b; nil where
// there is none. Neither a nor b is among up and down.
func (t *trees) path(a, b int) (up []int, top int, down []int) {
	x, y := a, b
	for x != y {
		switch {
		case t.depth[x] >= t.depth[y]:
			x = t.nodes[x].head
			up = append(up, x)
		default:
			y = t.nodes[y].head
			down = append(down, y)
		}
		if x < 0 || y < 0 || len(up)+len(down) > 2*longest {
			return nil, -1, nil
		}
	}
	top = x
	trim := func(way []int) []int {
		for i, w := range way {
			if w == top {
				return way[:i]
			}
		}
		return way
	}
	return trim(up), top, trim(down)
}

// wordsOf returns the range of words that s holds.
func (p *page) wordsOf(s text.Span) (from, to int) { return p.Profiles.In(s) }
