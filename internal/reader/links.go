package reader

import (
	"fmt"
	"slices"
	"sort"

	"dictum.example/internal/encoder"
	"dictum.example/internal/exact"
	"dictum.example/internal/weights"
	"dictum.example/text"
)

// near is how many partners on either side of a span are considered.
const near = 8

// pairFeatures is the number of features of what lies between two spans.
const pairFeatures = 49

func relu(x []float32) {
	for i, v := range x {
		x[i] = max(v, 0)
	}
}

// A linker scores how well a span goes with a partner: a content with a cue,
// a cue with a source. The child's and the partner's ends are projected to
// size values each; a layer with one hidden level reads both, their product, and
// what lies between them.
type linker struct {
	child, parent, hidden, out *encoder.Linear
	none                       []float32
	size                       int
}

func loadLinker(m *weights.Model, name string, hidden, size int, p encoder.Precision) (*linker, error) {
	l := &linker{size: size}
	for _, x := range []struct {
		to      **encoder.Linear
		name    string
		out, in int
	}{
		{&l.child, ".child", size, 2 * hidden},
		{&l.parent, ".parent", size, 2 * hidden},
		{&l.hidden, ".hidden", size, 3*size + pairFeatures},
		{&l.out, ".out", 1, size},
	} {
		var err error
		if *x.to, err = encoder.NewLinear(m, name+x.name, x.out, x.in, p); err != nil {
			return nil, err
		}
	}
	var err error
	if l.none, err = m.Float32s(name+".none", size); err != nil {
		return nil, fmt.Errorf("linker %s: %w", name, err)
	}
	return l, nil
}

// project returns the values of a span whose first and last word have the hidden states in ends.
func (l *linker) project(side *encoder.Linear, ends *encoder.Rows) []float32 {
	x := make([]float32, l.size)
	side.Apply(x, ends)
	relu(x)
	return x
}

// links returns, for each child, its choices among the partners near it and
// none, the likeliest first. Children and parents are in order.
func (l *linker) links(b *between, children, parents []run, us, vs [][]float32) [][]Link {
	out := make([][]Link, len(children))
	width := 3*l.size + pairFeatures
	in := make([]float32, (1+2*near)*width)
	hidden := make([]float32, (1+2*near)*l.size)
	scores := make([]float32, 1+2*near)
	var rows encoder.Rows
	// pair writes row i of in, and returns the place of its features.
	pair := func(i int, u, v []float32) []float32 {
		row := in[i*width:][:width]
		copy(row, u)
		copy(row[l.size:], v)
		for k := range u {
			row[2*l.size+k] = u[k] * v[k]
		}
		return row[3*l.size:]
	}
	for c, child := range children {
		at := sort.Search(len(parents), func(p int) bool { return parents[p].i >= child.i })
		features := pair(0, us[c], l.none)
		clear(features)
		features[pairFeatures-1] = 1
		choices := []Link{{To: None}}
		for p := max(0, at-near); p < min(len(parents), at+near); p++ {
			b.features(pair(len(choices), us[c], vs[p]), child, parents[p])
			choices = append(choices, Link{To: p})
		}
		n := len(choices)
		rows.Set(in, n, width)
		l.hidden.Apply(hidden, &rows)
		relu(hidden[:n*l.size])
		rows.Set(hidden, n, l.size)
		l.out.Apply(scores, &rows)
		for i := range choices {
			choices[i].P = scores[i]
		}
		normalise(choices)
		slices.SortStableFunc(choices, func(a, b Link) int {
			switch {
			case a.P > b.P:
				return -1
			case a.P < b.P:
				return 1
			}
			return 0
		})
		out[c] = choices
	}
	return out
}

// normalise turns scores into probabilities.
func normalise(x []Link) {
	top := x[0].P
	for _, c := range x {
		top = max(top, c.P)
	}
	sum := float32(0)
	for i := range x {
		x[i].P = float32(exact.Exp(float64(x[i].P - top)))
		sum += x[i].P
	}
	for i := range x {
		x[i].P /= sum
	}
}

// A between counts what stands between two spans of a text.
type between struct {
	counts [6][]int32 // lines, stops, cues, contents, sources, marks: how many before each word
	marks  []text.QuotationState
}

func newBetween(w *words, sources, cues, contents []run) *between {
	n := len(w.Words)
	b := &between{marks: w.marks}
	for k := range b.counts {
		b.counts[k] = make([]int32, n+1)
	}
	for i := range n {
		if w.gaps[i] == gapLine {
			b.counts[0][i+1]++
		}
		if w.stops[i] {
			b.counts[1][i+1]++
		}
		if w.marks[i] >= text.OpeningMark {
			b.counts[5][i+1]++
		}
	}
	for k, spans := range [][]run{cues, contents, sources} {
		for _, s := range spans {
			b.counts[2+k][s.i+1]++
		}
	}
	for _, c := range b.counts {
		for i := range n {
			c[i+1] += c[i]
		}
	}
	return b
}

// distances are the buckets of the number of words between two spans, by their exclusive upper bounds.
var distances = [...]int{1, 2, 3, 5, 9, 17, 33, 65, 129}

// features writes the features of the pair to f.
func (b *between) features(f []float32, child, parent run) {
	clear(f)
	first, second := child, parent
	bucket := 0
	if parent.i < child.i {
		first, second = parent, child
		bucket = len(distances) + 1
	}
	lo, hi := first.j, max(first.j, second.i)
	for _, d := range distances {
		if hi-lo >= d {
			bucket++
		}
	}
	f[bucket] = 1
	for k, c := range b.counts {
		end := hi
		if k == 0 { // the line break before the second span lies between the two
			end = min(hi+1, len(c)-1)
		}
		f[20+4*k+int(min(3, c[end]-c[lo]))] = 1
	}
	set := func(i int, on bool) {
		if on {
			f[i] = 1
		}
	}
	set(44, b.marks[child.i] >= text.InsideQuotation)
	set(45, b.marks[child.j-1] == text.ClosingMark)
	set(46, b.marks[parent.i] >= text.InsideQuotation)
	set(47, second.i < first.j)
}
