package office

import (
	"slices"
	"strings"

	"dictum.example/internal/encoder"
)

const (
	far     = 40 // words from an office to a mention
	most    = 6  // mentions on either side
	between = 10 // words between whose mean the ranker sees
	parts   = 6  // profiles that it sees
)

// The sides of an office on which a mention can stand.
const (
	over = iota
	before
	after
	numSides
)

// distances are where a distance in words falls into the next bucket.
var distances = [...]int{0, 1, 2, 3, 5, 9, 15, 25}

// A pair is an office with a mention near it.
type pair struct {
	office   Span
	head     int // the word that is the office's noun
	mention  Mention
	side     int
	rank     int // among the mentions on that side, the nearest first
	from, to int // the words between the two
}

// binding are the prepositions that open what an office is over.
var binding = map[string]bool{"of": true, "for": true, "in": true, "to": true, "at": true, "with": true}

// head returns the word that is the noun of an office: the last before what a preposition opens.
func (o *Offices) head(s Span) int {
	for i := s.From + 1; i < s.To; i++ {
		if binding[o.low[i]] {
			return i - 1
		}
	}
	return s.To - 1
}

// pairs returns an office with each of the mentions near it.
func (o *Offices) pairs(s Span) []pair {
	head, counts := o.head(s), [numSides]int{}
	var out []pair
	take := func(m Mention, side, from, to int) {
		if counts[side] < most {
			out = append(out, pair{office: s, head: head, mention: m, side: side, rank: counts[side], from: from, to: to})
			counts[side]++
		}
	}
	next, _ := slices.BinarySearchFunc(o.mentions, s.To, func(m Mention, to int) int { return m.From - to })
	for k := next - 1; k >= max(0, next-4*most); k-- {
		switch m := o.mentions[k]; {
		case m.To > s.From:
			take(m, over, 0, 0)
		case s.From-m.To < far:
			take(m, before, m.To, s.From)
		}
	}
	for k := next; k < len(o.mentions) && o.mentions[k].From-s.To < far && counts[after] < most; k++ {
		take(o.mentions[k], after, s.To, o.mentions[k].From)
	}
	return out
}

// A group is the features of one sort, of which a pair has one.
type group int

const (
	sideGroup group = iota
	distanceGroup
	kindGroup
	rankGroup
	stopsGroup
	behindFirstGroup // the word behind the first of the two
	beforeLastGroup  // the word before the second
	beforeOfficeGroup
	behindOfficeGroup
	beforeMentionGroup
	behindMentionGroup
	pluralGroup
	numGroups
)

// sizes returns how many features the groups have, where so many words are known.
func sizes(words int) [numGroups]int {
	return [numGroups]int{numSides, numSides * (len(distances) + 1), 3 * numSides, most * numSides, 3,
		numSides * words, numSides * words, words, words, words, words, 2 * numSides}
}

// features returns those of a pair.
func (n *network) features(o *Offices, p *pair) [numGroups]int {
	words := len(n.beside) + 1
	f := [numGroups]int{
		sideGroup: p.side, distanceGroup: p.side*(len(distances)+1) + bucket(p.to-p.from),
		kindGroup: numSides*p.side + int(p.mention.Kind), rankGroup: most*p.side + p.rank, stopsGroup: min(o.stops(p), 2),
		behindFirstGroup: p.side * words, beforeLastGroup: p.side * words,
		beforeOfficeGroup: n.word(o, p.office.From-1), behindOfficeGroup: n.word(o, p.office.To),
		beforeMentionGroup: n.word(o, p.mention.From-1), behindMentionGroup: n.word(o, p.mention.To),
		pluralGroup: 2 * p.side,
	}
	if p.from < p.to {
		f[behindFirstGroup] += n.word(o, p.from)
		f[beforeLastGroup] += n.word(o, p.to-1)
	}
	if strings.HasSuffix(o.low[p.head], "s") {
		f[pluralGroup]++
	}
	start := 0
	for g, size := range sizes(words) {
		f[g] += start
		start += size
	}
	return f
}

func bucket(n int) int {
	b := 0
	for _, d := range distances {
		if n > d {
			b++
		}
	}
	return b
}

// stops returns how many sentences may end between the two of a pair.
func (o *Offices) stops(p *pair) int {
	n := 0
	for _, w := range o.low[p.from:p.to] {
		if w == "." || w == "!" || w == "?" {
			n++
		}
	}
	return n
}

// word returns the number of word i among those that the ranker knows, or 0.
func (n *network) word(o *Offices, i int) int {
	if i < 0 || i >= len(o.low) {
		return 0
	}
	return n.beside[o.low[i]]
}

// rank returns how likely the mentions of pairs are whose office it is, as logits.
func (n *network) rank(o *Offices, ps []pair) []float32 {
	width, h := n.holderHidden.In(), n.holderHidden.Out()
	in, hidden, out := make([]float32, len(ps)*width), make([]float32, len(ps)*h), make([]float32, len(ps))
	for i := range ps {
		describe(in[i*width:][:width], o, &ps[i])
	}
	var rows encoder.Rows
	rows.Set(in, len(ps), width)
	n.holderHidden.Apply(hidden, &rows)
	for i := range ps {
		row := hidden[i*h:][:h]
		for _, f := range n.features(o, &ps[i]) {
			for k, v := range n.featureRows.I8[f*h:][:h] {
				row[k] += float32(float32(v) * n.featureRows.Scales[f])
			}
		}
	}
	rectify(hidden)
	rows.Set(hidden, len(ps), h)
	n.holder.Apply(out, &rows)
	return out
}

// describe writes the profiles that the ranker sees of a pair: of the office's noun, of the mention, the product of both, of the words
// between, and of those on either side of the noun.
func describe(dst []float32, o *Offices, p *pair) {
	w := len(dst) / parts
	part := func(i int) []float32 { return dst[i*w:][:w] }
	add(part(0), o.words.Values(p.head), 1)
	add(part(1), o.words.Values(p.mention.From), .5)
	add(part(1), o.words.Values(p.mention.To-1), .5)
	for i, v := range part(0) {
		part(2)[i] = float32(v * part(1)[i])
	}
	to := min(p.to, p.from+between)
	for i := p.from; i < to; i++ {
		add(part(3), o.words.Values(i), 1/float32(to-p.from))
	}
	if p.head > 0 {
		add(part(4), o.words.Values(p.head-1), 1)
	}
	if p.head+1 < o.words.Len() {
		add(part(5), o.words.Values(p.head+1), 1)
	}
}
