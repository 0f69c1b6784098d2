package identity

import (
	"cmp"
	"slices"
)

// A merge joined two clusters, because of two of their profiles.
type merge struct {
	a, b     int32 // profiles; b is -1 for a lone name
	lone     *lone
	p        float64
	features []Feature
	ruled    bool // by the user
}

// clusters are profiles that are one thing.
type clusters struct {
	c      *corpus
	parent []int32
	parts  map[int32][]int32 // root: profiles
	apart  map[[2]int32]bool // profiles that the user holds apart
	merges []merge
}

func newClusters(c *corpus) *clusters {
	cl := &clusters{c: c, parent: make([]int32, len(c.profiles)), parts: map[int32][]int32{}, apart: map[[2]int32]bool{}}
	for i := range cl.parent {
		cl.parent[i] = int32(i)
		cl.parts[int32(i)] = []int32{int32(i)}
	}
	return cl
}

func (cl *clusters) root(i int32) int32 {
	for cl.parent[i] != i {
		cl.parent[i] = cl.parent[cl.parent[i]]
		i = cl.parent[i]
	}
	return i
}

func (cl *clusters) join(m merge) {
	a, b := cl.root(m.a), cl.root(m.b)
	if a > b {
		a, b = b, a
	}
	cl.merges = append(cl.merges, m)
	if a == b {
		return
	}
	cl.parent[b] = a
	cl.parts[a] = append(cl.parts[a], cl.parts[b]...)
	slices.Sort(cl.parts[a])
	delete(cl.parts, b)
}

// merge joins the pairs that are at least as probable as least, the most probable
// first, unless the clusters that they are in meanwhile cannot be one.
func (cl *clusters) merge(pairs []pair, least float64) {
	slices.SortStableFunc(pairs, func(x, y pair) int { return cmp.Compare(y.p, x.p) })
	scores := map[[2]int32]float64{}
	for _, p := range pairs {
		scores[[2]int32{p.a, p.b}] = p.p
	}
	for _, p := range pairs {
		if p.p < least {
			return
		}
		if a, b := cl.root(p.a), cl.root(p.b); a != b && cl.fit(a, b, scores) {
			cl.join(merge{a: p.a, b: p.b, p: p.p, features: p.features})
		}
	}
}

// maxParts bounds the pairs of two clusters that are looked at.
const maxParts = 12

// fit reports whether nothing forbids that two clusters are one: the user, names that
// one person does not bear, or pairs that the features tell apart.
func (cl *clusters) fit(a, b int32, scores map[[2]int32]float64) bool {
	against, n := 0, 0
	for _, x := range cl.parts[a] {
		for _, y := range cl.parts[b] {
			k := [2]int32{min(x, y), max(x, y)}
			if cl.apart[k] {
				return false
			}
			if n++; n > maxParts*maxParts { // the user's rulings are all looked at
				continue
			}
			if s, known := scores[k]; known && s < 0.1 || !known && cl.c.clash(cl.c.profiles[x], cl.c.profiles[y]) {
				against++
			}
		}
	}
	return 2*against <= min(n, maxParts*maxParts)/2
}

// clash reports whether two profiles that were not compared can hardly be one.
func (c *corpus) clash(p, q *profile) bool {
	if p.kind == human && q.kind == human {
		return c.relatePersons(p.name, q.name) == clashing
	}
	return p.generic && q.generic && p.nation != q.nation && p.nation != "" && q.nation != ""
}
