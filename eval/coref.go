package eval

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"sort"

	"dictum.example/text"
)

// A CorefScorer scores which mentions stand for the same entity, with the three
// measures of the CoNLL-2012 task (Pradhan et al., EMNLP-CoNLL 2012): MUC (Vilain
// et al., MUC-6 1995), B-cubed (Bagga and Baldwin, LREC 1998) and the
// entity-based CEAF (Luo, HLT/EMNLP 2005). Chains of one mention do not count.
//
// Where heads are annotated, a predicted mention stands for the shortest
// annotated one that it lies within and whose head it covers, so that "minister"
// is as good as "the minister who resigned".
type CorefScorer struct {
	// Named scores only chains of people, organisations and places that have a
	// name, and predicted entities of those types.
	Named bool

	muc, b3, ceaf sums
}

// CorefScores are the three measures.
type CorefScores struct {
	MUC, BCubed, CEAF ClusterScore
}

// CoNLL returns the mean of the three F1, in [0, 1].
func (s CorefScores) CoNLL() float64 { return (s.MUC.F1() + s.BCubed.F1() + s.CEAF.F1()) / 3 }

// MarshalJSON writes {"muc", "b_cubed", "ceaf_e", "conll": {"f1"}} in percent.
func (s CorefScores) MarshalJSON() ([]byte, error) {
	type f1 struct {
		F1 percent `json:"f1"`
	}
	return json.Marshal(struct {
		MUC    ClusterScore `json:"muc"`
		BCubed ClusterScore `json:"b_cubed"`
		CEAF   ClusterScore `json:"ceaf_e"`
		CoNLL  f1           `json:"conll"`
	}{s.MUC, s.BCubed, s.CEAF, f1{percent(100 * (s.MUC.F1() + s.BCubed.F1() + s.CEAF.F1()) / 3)}})
}

// sums are the numerators and denominators of precision and recall.
type sums struct {
	precision, predicted float64
	recall, gold         float64
}

func (s sums) score() ClusterScore {
	var out ClusterScore
	if s.predicted > 0 {
		out.Precision = s.precision / s.predicted
	}
	if s.gold > 0 {
		out.Recall = s.recall / s.gold
	}
	return out
}

// Scores returns the figures so far.
func (s *CorefScorer) Scores() CorefScores {
	return CorefScores{s.muc.score(), s.b3.score(), s.ceaf.score()}
}

var (
	namedChains   = map[string]bool{"person": true, "organization": true, "place": true}
	namedEntities = map[string]bool{"PERSON": true, "ORG": true, "GPE": true, "LOC": true, "FAC": true, "NORP": true}
)

// Add scores an article; without Chains it has no effect, and with no prediction
// nothing was found.
func (s *CorefScorer) Add(a *Article, p *Prediction) {
	if a.Chains == nil {
		return
	}
	gold, found := s.gold(a), s.found(a, p)
	of := [2]map[text.Span]int{members(gold), members(found)}
	n, d := links(found, of[0])
	s.muc.precision, s.muc.predicted = s.muc.precision+n, s.muc.predicted+d
	n, d = links(gold, of[1])
	s.muc.recall, s.muc.gold = s.muc.recall+n, s.muc.gold+d

	shared := sharing(gold, found)
	s.b3.precision += bCubed(of[1], of[0], func(f, g int) float64 { return ratio(shared[[2]int{g, f}], len(found[f])) })
	s.b3.recall += bCubed(of[0], of[1], func(g, f int) float64 { return ratio(shared[[2]int{g, f}], len(gold[g])) })
	s.b3.predicted += float64(len(of[1]))
	s.b3.gold += float64(len(of[0]))

	alike := make(map[[2]int]float64, len(shared))
	for pair, n := range shared {
		alike[pair] = float64(2*n) / float64(len(gold[pair[0]])+len(found[pair[1]]))
	}
	total := assign(alike)
	s.ceaf.precision += total
	s.ceaf.recall += total
	s.ceaf.predicted += float64(len(found))
	s.ceaf.gold += float64(len(gold))
}

// A cluster is a set of mentions.
type cluster map[text.Span]bool

func (s *CorefScorer) gold(a *Article) []cluster {
	var out []cluster
	for _, c := range a.Chains {
		if len(c.Mentions) < 2 || s.Named && !(c.Named && namedChains[c.Type]) {
			continue
		}
		made := cluster{}
		for _, m := range c.Mentions {
			made[m] = true
		}
		out = append(out, made)
	}
	return out
}

func (s *CorefScorer) found(a *Article, p *Prediction) []cluster {
	if p == nil {
		return nil
	}
	heads := newHeads(a.Chains)
	var out []cluster
	for _, e := range p.Entities {
		if s.Named && !namedEntities[e.Type] {
			continue
		}
		made := cluster{}
		for _, m := range e.Mentions {
			made[heads.stand(m.Span)] = true
		}
		if len(made) > 1 {
			out = append(out, made)
		}
	}
	return out
}

// heads are annotated mentions with their heads, by the start of the head.
type heads []headed

type headed struct {
	head, mention text.Span
	order         int
}

func newHeads(chains []Chain) heads {
	var out heads
	for _, c := range chains {
		for i := range min(len(c.Heads), len(c.Mentions)) {
			out = append(out, headed{c.Heads[i], c.Mentions[i], len(out)})
		}
	}
	slices.SortStableFunc(out, func(a, b headed) int { return cmp.Compare(a.head.Start, b.head.Start) })
	return out
}

// stand returns the annotated mention that a predicted one stands for, or itself.
func (h heads) stand(m text.Span) text.Span {
	var best *headed
	for i := sort.Search(len(h), func(i int) bool { return h[i].head.Start >= m.Start }); i < len(h) && h[i].head.Start <= m.End; i++ {
		x := &h[i]
		if !m.Contains(x.head) || !x.mention.Contains(m) {
			continue
		}
		if best == nil || cmp.Or(cmp.Compare(x.mention.Len(), best.mention.Len()), cmp.Compare(x.order, best.order)) < 0 {
			best = x
		}
	}
	if best == nil {
		return m
	}
	return best.mention
}

// members tells for each mention which cluster it is in: the last one.
func members(clusters []cluster) map[text.Span]int {
	of := map[text.Span]int{}
	for i, c := range clusters {
		for m := range c {
			of[m] = i
		}
	}
	return of
}

// links counts MUC's links within the clusters, and those that the other side has.
func links(clusters []cluster, of map[text.Span]int) (n, d float64) {
	for _, c := range clusters {
		parts := map[int]bool{}
		alone := 0
		for m := range c {
			if i, ok := of[m]; ok {
				parts[i] = true
			} else {
				alone++
			}
		}
		n += float64(len(c) - len(parts) - alone)
		d += float64(len(c) - 1)
	}
	return n, d
}

// sharing returns how many mentions an annotated and a predicted cluster share,
// where they share any.
func sharing(gold, found []cluster) map[[2]int]int {
	at := map[text.Span][]int{}
	for f, c := range found {
		for m := range c {
			at[m] = append(at[m], f)
		}
	}
	out := map[[2]int]int{}
	for g, c := range gold {
		for m := range c {
			for _, f := range at[m] {
				out[[2]int{g, f}]++
			}
		}
	}
	return out
}

// bCubed sums over the mentions of mine that the others have the share of their
// cluster that is in the others' one. The order of summands is fixed.
func bCubed(mine, others map[text.Span]int, share func(mine, other int) float64) float64 {
	order := slices.SortedFunc(maps.Keys(mine), func(a, b text.Span) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
	sum := 0.0
	for _, m := range order {
		if other, ok := others[m]; ok {
			sum += share(mine[m], other)
		}
	}
	return sum
}
