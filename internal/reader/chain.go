package reader

import (
	"fmt"
	"math"

	"dictum.example/internal/exact"
	"dictum.example/internal/weights"
)

// Labels of words: 0 is O, and 1+4·kind+begin, 1+4·kind+inside, 1+4·kind+end and
// 1+4·kind+single begin a span of the kind (a type of name, a part of an
// attribution), go on with it, end it, and are a span of one word.
const (
	begin = iota
	inside
	end
	single
)

// numLabels returns how many labels there are for so many kinds of span.
func numLabels(kinds int) int { return 1 + 4*kinds }

// begins reports whether y may stand where no span is open.
func begins(y uint8) bool { return y == 0 || (y-1)%4 == begin || (y-1)%4 == single }

// ends reports whether no span is open after y.
func ends(y uint8) bool { return y == 0 || (y-1)%4 == end || (y-1)%4 == single }

// follows reports whether b may stand after a.
func follows(a, b uint8) bool {
	if ends(a) || begins(b) {
		return ends(a) && begins(b)
	}
	return (a-1)/4 == (b-1)/4
}

// A chain is a linear-chain conditional random field over the labels of spans
// (Lafferty, McCallum and Pereira, 2001). Its sequences are blocks.
type chain struct {
	labels      int
	start, stop []float64 // of a block's first and last label
	from        [][]step  // for each label, those that may stand before
}

// A step is a label that may stand before another one.
type step struct {
	from   uint8
	score  float64
	weight float64 // exp(score)
}

// loadChain reads the scores of the model file for the labels of so many kinds of
// span, and forbids what no legal sequence has.
func loadChain(m *weights.Model, name string, kinds int) (*chain, error) {
	n := numLabels(kinds)
	steps, err := m.Float32s(name+".transitions", n, n)
	if err != nil {
		return nil, err
	}
	start, err := m.Float32s(name+".start", n)
	if err != nil {
		return nil, err
	}
	stop, err := m.Float32s(name+".end", n)
	if err != nil {
		return nil, err
	}
	if n > math.MaxUint8 {
		return nil, fmt.Errorf("%w: %d kinds of span for %s", weights.ErrManifest, kinds, name)
	}
	return newChain(steps, start, stop), nil
}

// newChain returns a chain with the scores of steps (from, to), of first labels and of last ones.
func newChain(steps, start, stop []float32) *chain {
	n := len(start)
	c := &chain{n, make([]float64, n), make([]float64, n), make([][]step, n)}
	for a := range uint8(n) {
		c.start[a], c.stop[a] = math.Inf(-1), math.Inf(-1)
		if begins(a) {
			c.start[a] = float64(start[a])
		}
		if ends(a) {
			c.stop[a] = float64(stop[a])
		}
		for b := range uint8(n) {
			if follows(a, b) {
				s := float64(steps[int(a)*n+int(b)])
				c.from[b] = append(c.from[b], step{a, s, exact.Exp(s)})
			}
		}
	}
	return c
}

// chainScratch is the memory that a chain works in.
type chainScratch struct {
	back              []uint8
	at, next          []float64
	forward, emission []float64
}

// path writes the best path over rows of scores to dst, one label a row.
func (c *chain) path(dst []uint8, scores []float32, s *chainScratch) {
	m, n := c.labels, len(dst)
	if n == 0 {
		return
	}
	s.back = resize(s.back, n*m)
	s.at, s.next = resize(s.at, m), resize(s.next, m)
	at, next := s.at, s.next
	for y := range at {
		at[y] = c.start[y] + float64(scores[y])
	}
	for i := 1; i < n; i++ {
		row, back := scores[i*m:][:m], s.back[i*m:][:m]
		for y, from := range c.from {
			best, top := from[0].from, at[from[0].from]+from[0].score
			for _, f := range from[1:] {
				if v := at[f.from] + f.score; v > top {
					best, top = f.from, v
				}
			}
			next[y] = top + float64(row[y])
			back[y] = best
		}
		at, next = next, at
	}
	y := uint8(0)
	for k := range at {
		if at[k]+c.stop[k] > at[y]+c.stop[y] {
			y = uint8(k)
		}
	}
	for i := n - 1; i >= 0; i-- {
		dst[i] = y
		y = s.back[i*m+int(y)]
	}
}

// marginals writes to dst the probability of each row's label in path, by the
// forward–backward algorithm.
func (c *chain) marginals(dst []float32, path []uint8, scores []float32, s *chainScratch) {
	m, n := c.labels, len(path)
	if n == 0 {
		return
	}
	s.forward, s.emission = resize(s.forward, n*m), resize(s.emission, n*m)
	s.at, s.next = resize(s.at, m), resize(s.next, m)
	for i := range n {
		row := scores[i*m:][:m]
		top := row[argmax(row)]
		for y, v := range row {
			s.emission[i*m+y] = exact.Exp(float64(v - top))
		}
	}
	for i := range n {
		at, emission := s.forward[i*m:][:m], s.emission[i*m:][:m]
		for y, from := range c.from {
			sum := 0.0
			if i == 0 {
				sum = exact.Exp(c.start[y])
			} else {
				before := s.forward[(i-1)*m:][:m]
				for _, f := range from {
					sum += float64(before[f.from] * f.weight) // the conversion forbids to fuse: same bits on all machines
				}
			}
			at[y] = sum * emission[y]
		}
		toOne(at)
	}
	at, before := s.at, s.next
	for y := range at {
		at[y] = exact.Exp(c.stop[y])
	}
	for i := n - 1; ; i-- {
		sum, forward := 0.0, s.forward[i*m:][:m]
		for y := range at {
			sum += float64(forward[y] * at[y])
		}
		p := forward[path[i]] * at[path[i]] / sum
		dst[i] = float32(min(max(p, math.SmallestNonzeroFloat32), 1))
		if i == 0 {
			return
		}
		clear(before)
		for y, from := range c.from {
			v := float64(at[y] * s.emission[i*m+y])
			for _, f := range from {
				before[f.from] += float64(v * f.weight)
			}
		}
		toOne(before)
		at, before = before, at
	}
}

// toOne makes the values add up to one.
func toOne(x []float64) {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	for i := range x {
		x[i] /= sum
	}
}

// A run is a labelled run of words [i, j).
type run struct {
	i, j, kind int
	p          float32 // geometric mean of its labels' probabilities
	last       float32 // probability of its last label
}

// runs returns the spans of a legal path with their labels' probabilities, the first of whose words is offset.
func runs(path []uint8, p []float32, offset int) []run {
	var out []run
	first, sum := 0, 0.0
	for i, y := range path {
		if y == 0 {
			continue
		}
		if begins(y) {
			first, sum = i, 0
		}
		sum += exact.Log(float64(p[i]))
		if ends(y) {
			mean := float32(exact.Exp(sum / float64(i+1-first)))
			out = append(out, run{offset + first, offset + i + 1, int(y-1) / 4, mean, p[i]})
		}
	}
	return out
}

func argmax(x []float32) int {
	best := 0
	for i, v := range x {
		if v > x[best] {
			best = i
		}
	}
	return best
}

// resize returns a slice of n elements with x's memory where that suffices. Its contents are undefined.
func resize[T any](x []T, n int) []T {
	if cap(x) < n {
		return make([]T, n+n/4)[:n]
	}
	return x[:n]
}
