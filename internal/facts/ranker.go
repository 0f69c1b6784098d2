package facts

import (
	"strings"

	"dictum.example/entity"
	"dictum.example/fact"
	"dictum.example/internal/encoder"
	"dictum.example/internal/exact"
	"dictum.example/internal/lexicon"
	"dictum.example/internal/weights"
)

// A ranker tells what the two of a pair have to do with one another. It sees features of the pair and profiles of words: of both
// mentions, of those between them, of those on the way in the tree and of the one above both. train/facts/pairs.py trains it.
type ranker struct {
	kinds      []fact.Kind
	thresholds []float32
	from       int // the first value of a profile that the ranker reads
	profile    int // how many it reads
	features   weights.Tensor
	hidden     *encoder.Linear
	out        *encoder.Linear
}

func loadRanker(m *weights.Model, from int) (*ranker, error) {
	l := &loader{m: m}
	var c struct {
		Kinds      []fact.Kind `json:"kinds"`
		Thresholds []float32   `json:"thresholds"`
		Profile    int         `json:"pairs_profile"`
	}
	l.config(&c)
	r := &ranker{kinds: c.Kinds, thresholds: c.Thresholds, from: from, profile: c.Profile}
	r.features = l.table("pair_features", int(numFeature), weights.Any)
	r.hidden = l.linear("pair_hidden", weights.Any, 6*c.Profile)
	if l.err == nil {
		r.out = l.linear("pair_out", 2*len(c.Kinds), r.hidden.Out())
	}
	return r, l.err
}

// vectors adds the profiles of words to sums.
func (r *ranker) vector(p *page, i int) []int8 { return p.Profiles.Values(i)[r.from:][:r.profile] }

// mean adds to dst the mean of the profiles of the words, as multiples of 1.
func (r *ranker) mean(p *page, dst []float32, words ...int) {
	if len(words) == 0 {
		return
	}
	f := 1 / (127 * float32(len(words)))
	for _, w := range words {
		for k, v := range r.vector(p, w) {
			dst[k] += float32(float32(v) * f)
		}
	}
}

// together bounds how many pairs are scored at once.
const together = 64

// score calls f with the probabilities of each pair's kinds, and then of those the other way round.
func (r *ranker) score(p *page, pairs []pair, f func(x *pair, probability []float32)) {
	w, h := r.profile, r.hidden.Out()
	in := make([]float32, together*6*w)
	hidden := make([]float32, together*h)
	scores := make([]float32, together*2*len(r.kinds))
	var rows encoder.Rows
	for len(pairs) > 0 {
		p.Watch.Look()
		n := min(len(pairs), together)
		clear(in)
		for i := range pairs[:n] {
			r.describe(p, in[i*6*w:][:6*w], &pairs[i])
		}
		rows.Set(in, n, 6*w)
		r.hidden.Apply(hidden, &rows)
		for i := range pairs[:n] {
			row := hidden[i*h:][:h]
			for _, k := range pairs[i].features {
				scale := r.features.Scales[k]
				for j, v := range r.features.I8[int(k)*h:][:h] {
					row[j] += float32(float32(v) * scale)
				}
			}
		}
		relu(hidden[:n*h])
		rows.Set(hidden, n, h)
		r.out.Apply(scores, &rows)
		for i := range pairs[:n] {
			row := scores[i*2*len(r.kinds):][:2*len(r.kinds)]
			for k, v := range row {
				row[k] = float32(1 / (1 + exact.Exp(-float64(v))))
			}
			f(&pairs[i], row)
		}
		pairs = pairs[n:]
	}
}

// describe writes what the ranker sees of a pair.
func (r *ranker) describe(p *page, dst []float32, x *pair) {
	w := r.profile
	part := func(i int) []float32 { return dst[i*w:][:w] }
	r.mean(p, part(0), x.aHead, x.aTo-1)
	r.mean(p, part(1), x.bHead, x.bTo-1)
	a, b, product := part(0), part(1), part(2)
	for k := range product {
		product[k] = float32(a[k] * b[k])
	}
	var between [apartMost + 1]int
	n := 0
	for i := x.aTo; i < x.bFrom && n < len(between); i++ {
		between[n] = i
		n++
	}
	r.mean(p, part(3), between[:n]...)
	r.mean(p, part(4), append(x.up[:len(x.up):len(x.up)], x.down...)...)
	if x.top >= 0 {
		r.mean(p, part(5), x.top)
	}
}

type typeSet uint32

func types(ts ...entity.Type) typeSet {
	var s typeSet
	for _, t := range ts {
		s |= 1 << typeNumber(t)
	}
	return s
}

func (s typeSet) has(t entity.Type) bool { n := typeNumber(t); return n >= 0 && s>>n&1 == 1 }

var (
	people = types(entity.Person)
	sites  = types(entity.GPE, entity.Loc, entity.Fac)
	sides  = types(entity.Person, entity.Org, entity.GPE, entity.NORP)
)

// sorts are the types of subjects and objects that the kinds take.
var sorts = map[fact.Kind][2]typeSet{
	fact.WorksFor:       {people, types(entity.Org, entity.GPE, entity.Fac, entity.NORP)},
	fact.HeadOf:         {people, types(entity.Org, entity.GPE, entity.NORP, entity.Loc, entity.Fac)},
	fact.MemberOf:       {sides, types(entity.Org, entity.NORP)},
	fact.CitizenOf:      {people, types(entity.GPE, entity.NORP)},
	fact.LivesIn:        {people, sites},
	fact.BornIn:         {people, sites},
	fact.DiedIn:         {people, sites},
	fact.BirthDate:      {people, types(entity.Date)},
	fact.DeathDate:      {people, types(entity.Date)},
	fact.EducatedAt:     {people, types(entity.Org, entity.Fac)},
	fact.Spouse:         {people, people},
	fact.Parent:         {people, people},
	fact.Sibling:        {people, people},
	fact.Relative:       {people, people},
	fact.BasedIn:        {types(entity.Org), sites | types(entity.NORP)},
	fact.LocatedIn:      {sites, sites},
	fact.PartOf:         {types(entity.Org), types(entity.Org, entity.GPE, entity.NORP)},
	fact.SubsidiaryOf:   {types(entity.Org, entity.Product), types(entity.Org, entity.Person)},
	fact.Founded:        {types(entity.Person, entity.Org), types(entity.Org)},
	fact.Created:        {types(entity.Person, entity.Org), types(entity.WorkOfArt, entity.Product)},
	fact.Met:            {sides, sides},
	fact.Opposes:        {sides, sides},
	fact.AlliedWith:     {sides, sides},
	fact.Defeated:       {sides, sides},
	fact.Killed:         {types(entity.Person, entity.Org, entity.NORP), people},
	fact.EventPlace:     {types(entity.Event), sites},
	fact.EventDate:      {types(entity.Event), types(entity.Date)},
	fact.ParticipatedIn: {sides, types(entity.Event)},
}

// ties returns the facts that pairs of mentions tell, the likeliest of each pair.
func (p *page) ties(r *ranker) []*fact.Fact {
	var out []*fact.Fact
	r.score(p, p.pairs(), func(x *pair, probability []float32) {
		top := -1
		for k, pr := range probability {
			if (top < 0 || pr > probability[top]) && r.fits(x, k, pr) && p.own(x, r.kinds[k%len(r.kinds)], k >= len(r.kinds)) {
				top = k
			}
		}
		if top < 0 {
			return
		}
		s, o := x.a, x.b
		if top >= len(r.kinds) {
			s, o = o, s
		}
		out = append(out, p.tie(x, r.kinds[top%len(r.kinds)], s, o, probability[top]))
	})
	return out
}

// fits reports whether the k-th answer is likely enough and the types are those of its kind.
func (r *ranker) fits(x *pair, k int, pr float32) bool {
	kind, s, o := r.kinds[k%len(r.kinds)], x.a.entity.Type, x.b.entity.Type
	if k >= len(r.kinds) {
		s, o = o, s
	}
	return pr >= r.thresholds[k%len(r.kinds)] && sorts[kind][0].has(s) && sorts[kind][1].has(o) && (k < len(r.kinds) || !kind.Symmetric())
}

// tie makes the fact of a pair.
func (p *page) tie(x *pair, kind fact.Kind, s, o ref, pr float32) *fact.Fact {
	if kind == fact.Parent {
		s, o = p.generations(x, s, o)
	}
	f := &fact.Fact{Kind: kind, Subject: s.entity, Object: o.entity, Evidence: x.evidence().Cut(p.Layout.Text),
		Polarity: fact.Affirmed, Modality: fact.Asserted, Claim: p.claim(x.evidence()), Confidence: float64(pr)}
	if y := p.above(x.top); y != nil && acted[kind] {
		f.Polarity, f.Modality = y.polarity, y.modality
		if dated[kind] {
			f.At = y.when
		}
	}
	if held[kind] && p.over(x) {
		f.Standing = fact.Former
	}
	return f
}

var (
	// dated are the kinds that happen on a day.
	dated = map[fact.Kind]bool{fact.Met: true, fact.Killed: true, fact.Attacked: true, fact.Defeated: true, fact.BornIn: true,
		fact.DiedIn: true, fact.Spouse: true, fact.Founded: true}
	// acted are the kinds that a verb tells, which may be planned or denied.
	acted = map[fact.Kind]bool{fact.WorksFor: true, fact.HeadOf: true, fact.MemberOf: true, fact.Met: true, fact.Killed: true,
		fact.Attacked: true, fact.Defeated: true, fact.Spouse: true, fact.Founded: true, fact.AlliedWith: true, fact.Opposes: true,
		fact.SubsidiaryOf: true, fact.ParticipatedIn: true}
	// held are the kinds that may be over.
	held = map[fact.Kind]bool{fact.WorksFor: true, fact.HeadOf: true, fact.MemberOf: true, fact.Spouse: true, fact.LivesIn: true}
)

// generations returns the child and the parent of a pair, as the noun between the two tells: "A, son of B", "A's son B",
// "A, father of B", "A's father B".
func (p *page) generations(x *pair, s, o ref) (child, parent ref) {
	for i := x.aTo; i < x.bFrom; i++ {
		w := p.low(i)
		if !lexicon.ChildNoun.Has(w) && !lexicon.ParentNoun.Has(w) {
			continue
		}
		ofFirst := i+1 < x.bFrom && p.low(i+1) == "of" // the noun says what the first is
		if ofFirst == lexicon.ChildNoun.Has(w) {
			return x.a, x.b
		}
		return x.b, x.a
	}
	return s, o
}

// above returns the predicate that the word i is, or that is above it.
func (p *page) above(i int) *predicate {
	if i < 0 {
		return nil
	}
	g := p.grammar(p.trees.of[i])
	for k := 0; i >= g.from && i < g.to && k < 3; k++ {
		if strings.HasPrefix(g.node(i).tag, "VB") {
			return g.find(i)
		}
		i = g.node(i).head
	}
	return nil
}

// over reports whether a word before the two or between them says that it is over.
func (p *page) over(x *pair) bool {
	s := p.trees.sentences[p.trees.of[x.aFrom]]
	for i := max(s.from, x.aFrom-2); i < x.bTo && i < x.aFrom+12; i++ {
		if (i < x.aFrom || i >= x.aTo) && lexicon.FormerWord.Has(p.low(i)) && p.low(i) != "then" && p.low(i) != "past" && p.low(i) != "previous" {
			return true
		}
	}
	return false
}
