package facts

import (
	"dictum.example/entity"
	"dictum.example/text"
)

// A pair is two mentions in one sentence, the first before the second.
type pair struct {
	a, b         ref
	aFrom, aTo   int // words of a
	bFrom, bTo   int
	aHead, bHead int
	up, down     []int // the way from a's head to b's
	top          int   // the word above both, or -1
	features     []uint16
}

const (
	// apartMost bounds the words between two mentions, and pairsEach the mentions behind one that it is paired with.
	apartMost = 45
	pairsEach = 14
)

// Blocks of features of a pair. train/facts reads the dump and not these names; a change here asks for a new training.
const (
	numTypes   = 13
	numKinds   = 4
	numHashes  = 256
	numWays    = 512
	fFirst     = uint16(0)
	fSecond    = fFirst + numTypes*numKinds
	fTypes     = fSecond + numTypes*numKinds
	fApart     = fTypes + numTypes*numTypes
	fMentions  = fApart + 10
	fBetween   = fMentions + 5
	fAhead     = fBetween + numHashes
	fOpening   = fAhead + numHashes
	fClosing   = fOpening + numHashes
	fBehind    = fClosing + numHashes
	fWay       = fBehind + numHashes
	fWayLength = fWay + numWays
	fTop       = fWayLength + 8
	fFirstRel  = fTop + numWays
	fSecondRel = fFirstRel + 64
	fStep      = fSecondRel + 64
	numFeature = fStep + 128
)

// typeNumber returns the number of a type among those that have relations, or -1.
func typeNumber(t entity.Type) int {
	switch t {
	case entity.Person:
		return 0
	case entity.Org:
		return 1
	case entity.GPE:
		return 2
	case entity.Loc:
		return 3
	case entity.Fac:
		return 4
	case entity.NORP:
		return 5
	case entity.Event:
		return 6
	case entity.Product:
		return 7
	case entity.WorkOfArt:
		return 8
	case entity.Law:
		return 9
	case entity.Date:
		return 10
	}
	return -1
}

func kindNumber(k entity.Kind) int {
	switch k {
	case entity.Name:
		return 0
	case entity.Nominal:
		return 1
	case entity.Pronoun:
		return 2
	}
	return 3
}

// pairs returns the pairs of mentions that may have to do with one another, sentence by sentence.
func (p *page) pairs() []pair {
	var out []pair
	for i, a := range p.refs {
		p.Watch.Step()
		ta := typeNumber(a.entity.Type)
		aFrom, aTo := p.wordsOf(a.Span)
		if ta < 0 || aFrom >= aTo {
			continue
		}
		sentence := p.trees.of[aFrom]
		n := 0
		for _, b := range p.refs[i+1:] {
			bFrom, bTo := p.wordsOf(b.Span)
			if bFrom >= bTo || b.Start < a.End {
				continue
			}
			if p.trees.of[bFrom] != sentence || bFrom-aTo > apartMost || n >= pairsEach {
				break
			}
			n++
			if tb := typeNumber(b.entity.Type); tb < 0 || a.entity == b.entity || ta == 10 && tb == 10 {
				continue
			}
			x := pair{a: a, b: b, aFrom: aFrom, aTo: aTo, bFrom: bFrom, bTo: bTo}
			p.describe(&x, n-1)
			out = append(out, x)
		}
	}
	return out
}

// describe sets the way between the two and the features; between is the number of mentions that stand between them.
func (p *page) describe(x *pair, between int) {
	t := p.trees
	x.aHead, x.bHead = t.head(x.aFrom, x.aTo), t.head(x.bFrom, x.bTo)
	x.up, x.top, x.down = t.path(x.aHead, x.bHead)
	ta, tb := uint16(typeNumber(x.a.entity.Type)), uint16(typeNumber(x.b.entity.Type))
	fs := append(make([]uint16, 0, 24),
		fFirst+ta*numKinds+uint16(kindNumber(x.a.Kind)), fSecond+tb*numKinds+uint16(kindNumber(x.b.Kind)), fTypes+ta*numTypes+tb,
		fApart+rank(x.bFrom-x.aTo, 0, 1, 2, 3, 5, 8, 12, 20, 30), fMentions+rank(between, 0, 1, 2, 4))
	if n := x.bFrom - x.aTo; n <= 4 {
		h := uint32(seed)
		for i := x.aTo; i < x.bFrom; i++ {
			h = hash(h, p.low(i))
		}
		fs = append(fs, fBetween+uint16(h%numHashes))
	}
	s := t.sentences[t.of[x.aFrom]]
	at := func(block uint16, i int) {
		w := "#"
		if i >= s.from && i < s.to {
			w = p.low(i)
		}
		fs = append(fs, block+uint16(hash(seed, w)%numHashes))
	}
	at(fAhead, x.aFrom-1)
	at(fOpening, x.aTo)
	at(fClosing, x.bFrom-1)
	at(fBehind, x.bTo)
	x.features = append(fs, p.way(x)...)
}

// way returns the features of the way between the two in the tree.
func (p *page) way(x *pair) []uint16 {
	t := p.trees
	if x.top < 0 {
		return []uint16{fWayLength + 7}
	}
	parser := learned().parser
	h := uint32(seed)
	steps := func(from int, way []int, mark string) {
		for _, w := range append([]int{from}, way...) {
			if w != x.top {
				h = hash(h, mark+t.nodes[w].rel)
			}
		}
	}
	steps(x.aHead, x.up, "^")
	steps(x.bHead, x.down, "_")
	fs := []uint16{fWay + uint16(h%numWays), fWayLength + rank(len(x.up)+len(x.down), 0, 1, 2, 3, 4, 6),
		fFirstRel + parser.relation(t.nodes[x.aHead].rel), fSecondRel + parser.relation(t.nodes[x.bHead].rel)}
	if x.top != x.aHead && x.top != x.bHead {
		fs = append(fs, fTop+uint16(hash(seed, p.low(x.top))%numWays))
	}
	for _, w := range x.up {
		fs = append(fs, fStep+parser.relation(t.nodes[w].rel))
	}
	for _, w := range x.down {
		fs = append(fs, fStep+64+parser.relation(t.nodes[w].rel))
	}
	return fs[:min(len(fs), 20)]
}

// relation returns the number of a relation, below 64.
func (p *parser) relation(name string) uint16 {
	for i, r := range p.relations {
		if r == name {
			return uint16(min(i, 63))
		}
	}
	return 63
}

// rank returns how many of the bounds are below v.
func rank(v int, bounds ...int) uint16 {
	for i, b := range bounds {
		if v <= b {
			return uint16(i)
		}
	}
	return uint16(len(bounds))
}

const seed = 2166136261

// hash adds a word to an FNV-1a hash.
func hash(h uint32, word string) uint32 {
	for i := range len(word) {
		h = (h ^ uint32(word[i])) * 16777619
	}
	return (h ^ ' ') * 16777619
}

// evidence returns the part of the text from the one mention to the other.
func (x *pair) evidence() text.Span { return span(x.a.Span, x.b.Span) }
