package reader

import (
	"math"

	"dictum.example/internal/weights"
)

// Labels of the parts of attributions: 0 is O, and 1+4·part+b, 1+4·part+in,
// 1+4·part+e and 1+4·part+s begin a span of the part, go on with it, end it, and
// are a span of one word.
const (
	begin = iota
	inside
	end
	single
	numPartLabels = 1 + 4*numParts
)

// A chain is a linear-chain conditional random field over the labels of the parts
// (Lafferty, McCallum and Pereira, 2001). Its sequences are blocks.
type chain struct {
	start, stop [numPartLabels]float64                // of a block's first and last label
	step        [numPartLabels][numPartLabels]float64 // from a label to the next one
	weight      [numPartLabels][numPartLabels]float64 // exp(step)
	from        [numPartLabels][]uint8                // the labels that may stand before
}

// loadChain reads the scores of the model file, and forbids what no legal sequence has.
func loadChain(m *weights.Model) (*chain, error) {
	step, err := m.Float32s("chain.transitions", numPartLabels, numPartLabels)
	if err != nil {
		return nil, err
	}
	start, err := m.Float32s("chain.start", numPartLabels)
	if err != nil {
		return nil, err
	}
	stop, err := m.Float32s("chain.end", numPartLabels)
	if err != nil {
		return nil, err
	}
	c := new(chain)
	for a := range uint8(numPartLabels) {
		c.start[a], c.stop[a] = math.Inf(-1), math.Inf(-1)
		if begins(a) {
			c.start[a] = float64(start[a])
		}
		if ends(a) {
			c.stop[a] = float64(stop[a])
		}
		for b := range uint8(numPartLabels) {
			c.step[a][b] = math.Inf(-1)
			if follows(a, b) {
				c.step[a][b] = float64(step[int(a)*numPartLabels+int(b)])
				c.from[b] = append(c.from[b], a)
			}
			c.weight[a][b] = math.Exp(c.step[a][b])
		}
	}
	return c, nil
}

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

// chainScratch is the memory that a chain works in.
type chainScratch struct {
	back     []uint8
	forward  []float64
	emission []float64
}

// path writes the best path over rows of scores to dst, one label a row.
func (c *chain) path(dst []uint8, scores []float32, s *chainScratch) {
	const m = numPartLabels
	n := len(dst)
	if n == 0 {
		return
	}
	s.back = resize(s.back, n*m)
	at := c.start
	for y := range at {
		at[y] += float64(scores[y])
	}
	for i := 1; i < n; i++ {
		var next [m]float64
		for y := range next {
			best := c.from[y][0]
			top := at[best] + c.step[best][y]
			for _, a := range c.from[y][1:] {
				if v := at[a] + c.step[a][y]; v > top {
					best, top = a, v
				}
			}
			next[y] = top + float64(scores[i*m+y])
			s.back[i*m+y] = best
		}
		at = next
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
	const m = numPartLabels
	n := len(path)
	if n == 0 {
		return
	}
	s.forward, s.emission = resize(s.forward, n*m), resize(s.emission, n*m)
	for i := range n {
		row := scores[i*m:][:m]
		top := row[argmax(row)]
		for y, v := range row {
			s.emission[i*m+y] = math.Exp(float64(v - top))
		}
	}
	var at [m]float64
	for y := range at {
		at[y] = math.Exp(c.start[y]) * s.emission[y]
	}
	for i := 0; ; i++ {
		toOne(&at)
		copy(s.forward[i*m:], at[:])
		if i == n-1 {
			break
		}
		var next [m]float64
		for y := range next {
			for _, a := range c.from[y] {
				next[y] += at[a] * c.weight[a][y]
			}
			next[y] *= s.emission[(i+1)*m+y]
		}
		at = next
	}
	for y := range at {
		at[y] = math.Exp(c.stop[y])
	}
	for i := n - 1; ; i-- {
		sum, forward := 0.0, s.forward[i*m:][:m]
		for y := range at {
			sum += forward[y] * at[y]
		}
		p := forward[path[i]] * at[path[i]] / sum
		dst[i] = float32(min(max(p, math.SmallestNonzeroFloat32), 1))
		if i == 0 {
			return
		}
		var before [m]float64
		for y := range at {
			v := at[y] * s.emission[i*m+y]
			for _, a := range c.from[y] {
				before[a] += v * c.weight[a][y]
			}
		}
		toOne(&before)
		at = before
	}
}

// toOne makes the values add up to one.
func toOne(x *[numPartLabels]float64) {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	for i := range x {
		x[i] /= sum
	}
}

// partRuns returns the spans of a legal path with their labels' probabilities, the first of whose words is offset.
func partRuns(path []uint8, p []float32, offset int) []run {
	var out []run
	first, sum := 0, 0.0
	for i, y := range path {
		if y == 0 {
			continue
		}
		if begins(y) {
			first, sum = i, 0
		}
		sum += math.Log(float64(p[i]))
		if ends(y) {
			mean := float32(math.Exp(sum / float64(i+1-first)))
			out = append(out, run{offset + first, offset + i + 1, int(y-1) / 4, mean})
		}
	}
	return out
}
