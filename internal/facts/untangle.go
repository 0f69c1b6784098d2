package facts

import "dictum.example/internal/exact"

// untangle makes a tree of nodes of which each has its likeliest head: one root, and no heads that go round in a circle. Of what
// that asks to change it changes what costs least. Of each node, scores have all nodes as its head and the root behind them.
func untangle(nodes []node, scores []float32) {
	t := &tangle{nodes: nodes, scores: scores, state: make([]uint8, len(nodes))}
	t.root()
	for range nodes {
		v := t.circle()
		if v < 0 {
			return
		}
		t.open(v)
	}
}

// A tangle is nodes with heads that may form no tree.
type tangle struct {
	nodes  []node
	scores []float32
	state  []uint8 // of each node, whether the root is above it
}

const (
	unseen uint8 = iota
	onWay
	rooted
	circling // above it are heads that go round
)

// of returns the scores of the heads of node i, of which the last is the root's.
func (t *tangle) of(i int) []float32 {
	n := len(t.nodes)
	return t.scores[i*(n+1):][:n+1]
}

// root leaves one root: the node to which another head would add least.
func (t *tangle) root() {
	n, top, gain := len(t.nodes), 0, float32(0)
	for i := range t.nodes {
		scores := t.of(i)
		if g := scores[n] - scores[highest(scores[:n])]; i == 0 || g > gain {
			top, gain = i, g
		}
	}
	for i := range t.nodes {
		switch root := t.nodes[i].head < 0; {
		case i == top && !root:
			t.hang(i, n)
		case i != top && root:
			t.hang(i, highest(t.of(i)[:n]))
		}
	}
}

// hang gives node i another head, n for none.
func (t *tangle) hang(i, head int) {
	scores := t.of(i)
	sum := 0.0
	for _, v := range scores {
		if d := v - scores[head]; d > -16 {
			sum += exact.Exp(float64(min(d, 60)))
		}
	}
	t.nodes[i].head, t.nodes[i].p = head, float32(1/sum)
	if head == len(t.nodes) {
		t.nodes[i].head = -1
	}
}

// circle returns a node of a circle, or -1, and sets what is above each node.
func (t *tangle) circle() int {
	clear(t.state)
	found := -1
	for i := range t.nodes {
		k := i
		for ; k >= 0 && t.state[k] == unseen; k = t.nodes[k].head {
			t.state[k] = onWay
		}
		end := rooted
		if k >= 0 && t.state[k] != rooted {
			if t.state[k] == onWay {
				found = k
			}
			end = circling
		}
		for k := i; k >= 0 && t.state[k] == onWay; k = t.nodes[k].head {
			t.state[k] = end
		}
	}
	return found
}

// open gives one node of the circle that v is in a head outside of it, below the root.
func (t *tangle) open(v int) {
	at, to, least := -1, 0, float32(0)
	for i := v; ; {
		scores, cur := t.of(i), t.nodes[i].head
		for h := range t.nodes {
			if loss := scores[cur] - scores[h]; t.state[h] == rooted && (at < 0 || loss < least) {
				at, to, least = i, h, loss
			}
		}
		if i = cur; i == v {
			break
		}
	}
	if at >= 0 {
		t.hang(at, to)
	}
}
