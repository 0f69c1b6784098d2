package identity

import (
	_ "embed"
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"

	"dictum.example/entity"
)

// A Feature is a fact that speaks for or against two profiles being one thing.
type Feature struct {
	Name  string
	Value float64
}

// weights are what each feature is worth, in log odds.
type weights map[string]float64

//go:embed weights.tsv
var weightsFile string

// learned are the weights that ship. train/identity says how they are made.
var learned = sync.OnceValue(func() *weights {
	w, err := parseWeights(weightsFile)
	if err != nil {
		panic("corpus: the embedded weights are damaged: " + err.Error()) // a build error
	}
	return &w
})

func parseWeights(s string) (weights, error) {
	w := weights{}
	n := 0
	for line := range strings.Lines(s) {
		n++
		name, value, ok := strings.Cut(strings.TrimSpace(line), "\t")
		x, err := strconv.ParseFloat(value, 64)
		if !ok || err != nil {
			return nil, fmt.Errorf("line %d: not a name and a number", n)
		}
		w[name] = x
	}
	return w, nil
}

// odds returns the log odds that the features give.
func (w weights) odds(fs []Feature) float64 {
	sum := 0.0
	for _, f := range fs {
		sum += float64(w[f.Name] * f.Value) // the conversion forbids to fuse: same bits on all machines
	}
	return sum
}

func probability(odds float64) float64 { return 1 / (1 + math.Exp(-odds)) }

// A list gathers features; those that say nothing are left out.
type list []Feature

func (l *list) add(name string, v float64) {
	if v != 0 {
		*l = append(*l, Feature{name, v})
	}
}

// compare returns what speaks for and against a and b being one, or nil where nothing
// makes them alike.
func (c *corpus) compare(a, b *profile, rivals int) []Feature {
	if a.key2 != "" && b.key2 != "" || !c.alike(a, b) {
		return nil // the user knows them apart, or there is nothing to compare
	}
	rel := c.relate(a, b)
	var fs list
	c.compareNames(&fs, a, b, rel)
	fs.add("rivals", math.Log2(1+float64(rivals)))
	c.compareArticles(&fs, a, b, rel)
	return fs
}

// compareNames adds how the names are alike, and what is known of them.
func (c *corpus) compareNames(fs *list, a, b *profile, rel relation) {
	name := relationFeature(a, b, rel)
	if organs(a, b, rel) {
		name = "organ"
	}
	fs.add(name, 1)
	fs.add("alias", math.Log2(1+float64(a.forms.of(b.name.key())+b.forms.of(a.name.key()))))
	fs.add("bracket", truth(inBrackets(a, b)))
	if rel != exact && a.known != "" && b.known != "" {
		other := "known.other"
		if a.kind == human {
			other = "known.two" // "George W. Bush", "George H.W. Bush"
		}
		fs.add("known.same", truth(a.known == b.known))
		fs.add(other, truth(a.known != b.known))
	}
	if a.kind == place && b.kind == place && rel != exact {
		fs.add("facility", truth(a.isFacility() != b.isFacility()))
	}
	if a.kind != b.kind {
		fs.add("place.known", truth(a.kind == place && a.item() != "" || b.kind == place && b.item() != ""))
	}
	same, differ := sameItem(a, b)
	prefix := ""
	if a.generic || b.generic { // links of these are often to another country's
		prefix = "organ."
	}
	fs.add(prefix+"item.same", truth(same))
	fs.add(prefix+"item.other", truth(differ))
}

// compareArticles adds what the articles say of both.
func (c *corpus) compareArticles(fs *list, a, b *profile, rel relation) {
	t := together(a, b)
	with := (1 - t) * shared(a.companyOf(c), b.companyOf(c), c.own(a, b))
	fs.add("company", with)
	switch rel {
	case headless, tailless, longer, vague:
		fs.add("together.part", t)
	default:
		fs.add("together", t)
	}
	sameNation, otherNation := nationsOf(a, b)
	fs.add("nation.same", (1-t)*sameNation)
	fs.add("nation.other", (1-t)*otherNation)
	if organs(a, b, rel) {
		fs.add("organ.company", with)
		fs.add("organ.unknown", truth((a.nation == "") != (b.nation == "")))
		fs.add("organ.other", truth(a.nation != "" && b.nation != "" && a.nation != b.nation))
	}
	fs.add("gender.other", truth(a.gender()*b.gender() < 0))
	fs.add("roles", overlap(a.roles, b.roles))
}

// organs reports whether a and b are organs of one name, of one country or of two.
func organs(a, b *profile, r relation) bool {
	return a.generic && b.generic && (r == exact || r == reordered)
}

// inBrackets reports whether an article gives one name in brackets after the other.
func inBrackets(a, b *profile) bool {
	return a.kind == b.kind && (a.shorts.of(b.name.key()) > 0 || b.shorts.of(a.name.key()) > 0)
}

// isFacility reports whether a place is mostly taken for a building, road or the like.
func (p *profile) isFacility() bool { return p.types.most() == string(entity.Fac) }

func relationFeature(a, b *profile, r relation) string {
	if a.kind == b.kind {
		return kindNames[a.kind] + "." + relationNames[r]
	}
	if a.kind > b.kind {
		a, b = b, a
	}
	return kindNames[a.kind] + "-" + kindNames[b.kind] + "." + relationNames[r]
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func sameItem(a, b *profile) (same, differ bool) {
	x, y := a.item(), b.item()
	return x != "" && x == y, x != "" && y != "" && x != y
}

// gender is positive for men, negative for women, 0 if the articles don't tell.
func (p *profile) gender() int {
	switch {
	case p.he > 2*p.she:
		return 1
	case p.she > 2*p.he:
		return -1
	}
	return 0
}

// together returns the share of the rarer one's articles that name both, as two.
func together(a, b *profile) float64 {
	n, i, j := 0, 0, 0
	for i < len(a.members) && j < len(b.members) {
		switch x, y := a.members[i].article, b.members[j].article; {
		case x < y:
			i++
		case y < x:
			j++
		default:
			n++
			for i < len(a.members) && a.members[i].article == x {
				i++
			}
			for j < len(b.members) && b.members[j].article == x {
				j++
			}
		}
	}
	return float64(n) / float64(min(a.docs, b.docs))
}

// nationsOf tells how far the articles about a and b are about the same countries.
func nationsOf(a, b *profile) (same, other float64) {
	if len(a.nations) == 0 || len(b.nations) == 0 {
		return 0, 0
	}
	s := overlap(a.nations, b.nations)
	return s, 1 - s
}

// own are the companions that a and b themselves are.
func (c *corpus) own(ps ...*profile) []int32 {
	var ns []int32
	for _, p := range ps {
		for _, w := range companions(p.kind, p.name) {
			if n, ok := c.numbers[w]; ok {
				ns = append(ns, n)
			}
		}
	}
	return ns
}
