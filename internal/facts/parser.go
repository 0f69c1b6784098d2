package facts

import (
	"unicode"
	"unicode/utf8"

	"dictum.example/internal/encoder"
	"dictum.example/internal/exact"
	"dictum.example/internal/weights"
)

// A parser finds the grammatical relations between the words of a sentence, as Universal Dependencies name them: the head of each
// word is the likeliest by a biaffine score and the distance (Dozat and Manning, "Deep Biaffine Attention for Neural
// Dependency Parsing", ICLR 2017). train/facts/parser.py trains it.
type parser struct {
	tags, relations []string
	profile         int // values of a profile that the parser reads
	size            int // values of a word as dependent, and as head

	suffixes  weights.Tensor
	words     *encoder.Linear // of a word: dependent, head, the same for relations; then its tags
	arc       *encoder.Linear // of a dependent: what its head is like
	distance  *encoder.Linear // of a dependent: how far its head is
	bias      []float32       // of heads
	root      []float32
	relRoot   []float32
	relHidden *encoder.Linear
	rel       *encoder.Linear
	punct     uint8
	inside    uint8
}

// Buckets of distances, as train/facts/parser.py has them.
var buckets = [...]int{-40, -20, -10, -6, -4, -3, -2, -1, 0, 1, 2, 3, 4, 6, 10, 20, 40}

const numBuckets = len(buckets) + 1

// bucket returns the number of the bucket of a distance.
func bucket(d int) int {
	for i, b := range buckets {
		if d <= b {
			return i
		}
	}
	return len(buckets)
}

func loadParser(m *weights.Model) (*parser, error) {
	l := &loader{m: m}
	var c struct {
		Tags      []string `json:"tags"`
		Relations []string `json:"relations"`
		Profile   int      `json:"parser_profile"`
		Size      int      `json:"parser_size"`
		Ends      int      `json:"ends"`
	}
	l.config(&c)
	p := &parser{tags: c.Tags, relations: c.Relations, profile: c.Profile, size: c.Size}
	p.suffixes = l.table("suffixes", numSuffixes, c.Ends)
	p.words = l.linear("words", 4*c.Size+len(c.Tags), c.Profile+c.Ends)
	p.arc = l.linear("arc", c.Size, c.Size)
	p.distance = l.linear("distance", numBuckets, c.Size)
	p.bias = l.float32s("bias", c.Size)
	p.root = l.float32s("root", c.Size)
	p.relRoot = l.float32s("rel_root", c.Size)
	p.relHidden = l.linear("rel_hidden", c.Size, 3*c.Size+numBuckets)
	p.rel = l.linear("rel", len(c.Relations), c.Size)
	for i, r := range c.Relations {
		switch r {
		case "punct":
			p.punct = uint8(i)
		case "in":
			p.inside = uint8(i)
		}
	}
	return p, l.err
}

// longest bounds the words that are parsed as one sentence.
const longest = 100

// numSuffixes is the number of classes of ends of words.
const numSuffixes = 2048

// suffix returns the class of the end of a word.
func suffix(word string) int {
	shape := byte(0)
	switch r, _ := utf8.DecodeRuneInString(word); {
	case unicode.IsUpper(r):
		shape = 1
	case unicode.IsDigit(r):
		shape = 2
	case !unicode.IsLetter(r):
		shape = 3
	}
	h := uint32(2166136261)
	for _, c := range []byte(word[max(0, len(word)-3):]) {
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		h = (h ^ uint32(c)) * 16777619
	}
	h = (h ^ uint32(shape)) * 16777619
	h = (h ^ uint32(min(len(word), 4))) * 16777619
	return int(h % numSuffixes)
}

// A node is a word in a tree.
type node struct {
	head int // number of the head in the same tree, -1 for none
	rel  string
	tag  string
	p    float32 // probability of the head
	lp   float32 // probability of the relation
}

// parse returns the tree of n words, whose profiles and texts are given.
func (p *parser) parse(n int, profile func(i int) []int8, word func(i int) string) []node {
	if n == 0 {
		return nil
	}
	s := p.size
	var rows encoder.Rows
	in := p.inputs(n, profile, word)
	rows.Set(in, n, len(in)/n)
	width := p.words.Out()
	of := make([]float32, n*width)
	p.words.Apply(of, &rows)
	for i := range n {
		relu(of[i*width:][:4*s])
	}
	deps := make([]float32, n*s)
	for i := range n {
		copy(deps[i*s:][:s], of[i*width:])
	}
	rows.Set(deps, n, s)
	wants, far := make([]float32, n*s), make([]float32, n*numBuckets)
	p.arc.Apply(wants, &rows)
	p.distance.Apply(far, &rows)
	nodes := make([]node, n)
	scores := make([]float32, n+1)
	bias := make([]float32, n)
	for j := range n {
		bias[j] = dot(p.bias, of[j*width+s:][:s])
	}
	rootBias := dot(p.bias, p.root)
	for i := range n {
		want := wants[i*s:][:s]
		scores[n] = dot(want, p.root) + rootBias
		for j := range n {
			scores[j] = dot(want, of[j*width+s:][:s]) + bias[j] + far[i*numBuckets+bucket(j-i)]
		}
		k, pr := best(scores)
		if k == n {
			k = -1
		}
		t, _ := best(of[i*width+4*s:][:len(p.tags)])
		nodes[i] = node{head: k, p: pr, tag: p.tags[t]}
	}
	p.label(nodes, of, width)
	return nodes
}

// inputs returns the profiles and the ends of words.
func (p *parser) inputs(n int, profile func(i int) []int8, word func(i int) string) []float32 {
	ends := p.suffixes.Shape[1]
	width := p.profile + ends
	in := make([]float32, n*width)
	for i := range n {
		row := in[i*width:][:width]
		for k, v := range profile(i)[:p.profile] {
			row[k] = float32(v) * (1. / 127)
		}
		at := suffix(word(i))
		scale := p.suffixes.Scales[at]
		for k, v := range p.suffixes.I8[at*ends:][:ends] {
			row[p.profile+k] = float32(v) * scale
		}
	}
	return in
}

// label sets the relations of nodes whose heads are known; of has what each word is, width values a word.
func (p *parser) label(nodes []node, of []float32, width int) {
	s, n := p.size, len(nodes)
	wide := 3*s + numBuckets
	in := make([]float32, n*wide)
	for i := range nodes {
		row := in[i*wide:][:wide]
		d, h, distance := of[i*width+2*s:][:s], p.relRoot, 0
		if k := nodes[i].head; k >= 0 {
			h, distance = of[k*width+3*s:][:s], k-i
		}
		copy(row, d)
		copy(row[s:], h)
		for k := range d {
			row[2*s+k] = float32(d[k] * h[k])
		}
		row[3*s+bucket(distance)] = 1
	}
	var rows encoder.Rows
	rows.Set(in, n, wide)
	hidden, scores := make([]float32, n*s), make([]float32, n*len(p.relations))
	p.relHidden.Apply(hidden, &rows)
	relu(hidden)
	rows.Set(hidden, n, s)
	p.rel.Apply(scores, &rows)
	for i := range nodes {
		r, pr := best(scores[i*len(p.relations):][:len(p.relations)])
		nodes[i].rel, nodes[i].lp = p.relations[r], pr
	}
}

func relu(x []float32) {
	for i, v := range x {
		x[i] = max(v, 0)
	}
}

// best returns the index of the highest score, and its probability among all.
func best(scores []float32) (int, float32) {
	top := 0
	for i, v := range scores {
		if v > scores[top] {
			top = i
		}
	}
	sum := 0.0
	for _, v := range scores {
		if d := v - scores[top]; d > -16 {
			sum += exact.Exp(float64(d))
		}
	}
	return top, float32(1 / sum)
}

// dot returns the product of two vectors of a multiple of four values. The conversions forbid to fuse: same bits on all machines.
func dot(x, y []float32) float32 {
	var a, b, c, d float32
	for ; len(x) >= 4 && len(y) >= 4; x, y = x[4:], y[4:] {
		a += float32(x[0] * y[0])
		b += float32(x[1] * y[1])
		c += float32(x[2] * y[2])
		d += float32(x[3] * y[3])
	}
	return a + b + c + d
}
