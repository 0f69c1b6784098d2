package facts

import (
	"slices"
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

// bucket returns the number of the bucket of a distance, which is less than longest either way.
func bucket(d int) int { return int(bucketOf[d+longest]) }

// bucketOf has the buckets of the distances from -longest on.
var bucketOf = func() (of [2 * longest]uint8) {
	for i := range of {
		at, _ := slices.BinarySearch(buckets[:], i-longest)
		of[i] = uint8(at)
	}
	return of
}()

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

// A parse is the memory that a sentence is parsed in; it serves one after the other.
type parse struct {
	rows                     encoder.Rows
	in                       []float32 // of the words, then of their relations
	words                    []float32 // what each word is, words.Out values a word
	deps, wants, far, hidden []float32
	bias, heads, scores      []float32 // heads: of each word, those that it may hang on, and the root
}

// room returns a slice of n values with the memory of x where that suffices. Its contents are undefined.
func room(x *[]float32, n int) []float32 {
	if cap(*x) < n {
		*x = make([]float32, n)
	}
	return (*x)[:n]
}

// parse appends the tree of n words, whose profiles and texts are given, to dst.
func (p *parser) parse(dst []node, n int, profile func(i int) []int8, word func(i int) string, s *parse) []node {
	if n == 0 {
		return dst
	}
	p.describe(n, profile, word, s)
	from := len(dst)
	dst = p.attach(dst, n, s)
	p.label(dst[from:], s)
	return dst
}

// describe computes what the words are.
func (p *parser) describe(n int, profile func(i int) []int8, word func(i int) string, s *parse) {
	in, width := p.inputs(n, profile, word, s), p.words.Out()
	s.rows.Set(in, n, len(in)/n)
	s.words = room(&s.words, n*width)
	p.words.Apply(s.words, &s.rows)
	for i := range n {
		relu(s.words[i*width:][:4*p.size])
	}
}

// attach appends nodes for n words, with their heads and tags, to dst.
func (p *parser) attach(dst []node, n int, s *parse) []node {
	size, width := p.size, p.words.Out()
	deps, wants, far := room(&s.deps, n*size), room(&s.wants, n*size), room(&s.far, n*numBuckets)
	bias, heads := room(&s.bias, n), room(&s.heads, n*(n+1))
	for i := range n {
		copy(deps[i*size:][:size], s.words[i*width:])
	}
	s.rows.Set(deps, n, size)
	p.arc.Apply(wants, &s.rows)
	p.distance.Apply(far, &s.rows)
	for j := range n {
		bias[j] = dot(p.bias, s.words[j*width+size:][:size])
	}
	rootBias := dot(p.bias, p.root)
	from := len(dst)
	for i := range n {
		want, scores := wants[i*size:][:size], heads[i*(n+1):][:n+1]
		scores[n] = dot(want, p.root) + rootBias
		for j := range n {
			scores[j] = dot(want, s.words[j*width+size:][:size]) + bias[j] + far[i*numBuckets+bucket(j-i)]
		}
		k, pr := best(scores)
		if k == n {
			k = -1
		}
		dst = append(dst, node{head: k, p: pr, tag: p.tags[highest(s.words[i*width+4*size:][:len(p.tags)])]})
	}
	untangle(dst[from:], heads)
	return dst
}

// inputs returns the profiles and the ends of words.
func (p *parser) inputs(n int, profile func(i int) []int8, word func(i int) string, s *parse) []float32 {
	ends := p.suffixes.Shape[1]
	width := p.profile + ends
	in := room(&s.in, n*width)
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

// label sets the relations of nodes whose heads are known.
func (p *parser) label(nodes []node, s *parse) {
	size, n, width := p.size, len(nodes), p.words.Out()
	wide := 3*size + numBuckets
	in := room(&s.in, n*wide)
	for i := range nodes {
		row := in[i*wide:][:wide]
		d, h, distance := s.words[i*width+2*size:][:size], p.relRoot, 0
		if k := nodes[i].head; k >= 0 {
			h, distance = s.words[k*width+3*size:][:size], k-i
		}
		copy(row, d)
		copy(row[size:], h)
		for k := range d {
			row[2*size+k] = float32(d[k] * h[k])
		}
		clear(row[3*size:])
		row[3*size+bucket(distance)] = 1
	}
	s.rows.Set(in, n, wide)
	hidden, scores := room(&s.hidden, n*size), room(&s.scores, n*len(p.relations))
	p.relHidden.Apply(hidden, &s.rows)
	relu(hidden)
	s.rows.Set(hidden, n, size)
	p.rel.Apply(scores, &s.rows)
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
	top := highest(scores)
	sum := 0.0
	for _, v := range scores {
		if d := v - scores[top]; d > -16 {
			sum += exact.Exp(float64(d))
		}
	}
	return top, float32(1 / sum)
}

// highest returns the index of the highest score.
func highest(scores []float32) int {
	top := 0
	for i, v := range scores {
		if v > scores[top] {
			top = i
		}
	}
	return top
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
