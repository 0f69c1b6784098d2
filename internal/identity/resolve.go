package identity

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/gazetteer"
)

// Options say how bold Resolve is.
type Options struct {
	// Merge is the least probability with which two names are taken for one thing.
	Merge float64
	// Rulings are the user's own decisions, which go before all others.
	Rulings []Ruling
}

// A Thing is somebody or something, with all the entities that are it.
type Thing struct {
	// Label is the name that most articles give, the longest of several, or the usual one of a country.
	Label string
	Type  entity.Type
	// QID is the item that most linked articles give, or "".
	QID string
	// Names are the other names, most frequent first.
	Names   []string
	Members []Named
	// Merges tell why the members are one thing.
	Merges []Merge
}

// A Named is an entity of an article, both by their IDs.
type Named struct{ Article, Entity string }

// A Merge is a decision that two names mean one thing.
type Merge struct {
	A, B string
	// Article names the article of B where B is only the name that this article gives.
	Article string
	P       float64
	// Ruled tells that the user said so.
	Ruled bool
	// Reasons are what spoke for and against, with the log odds that each was worth.
	Reasons []Feature
}

// Resolve decides what is one thing over all articles. The things follow from the set
// of the articles and the options: they do not depend on the articles' order. The error
// is the context's.
func Resolve(ctx context.Context, articles []*Article, o Options) ([]Thing, error) {
	cl, err := resolve(ctx, articles, learned(), o)
	if err != nil {
		return nil, err
	}
	return cl.things(), ctx.Err()
}

func resolve(ctx context.Context, articles []*Article, w *weights, o Options) (*clusters, error) {
	c := gather(ordered(articles), w)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	cl := newClusters(c)
	cl.rule(o.Rulings)
	pairs, err := c.pairs(ctx)
	if err != nil {
		return nil, err
	}
	cl.merge(pairs, o.Merge)
	return cl, cl.settleLone(ctx, o.Merge)
}

// ordered returns the articles in the order of their IDs.
func ordered(articles []*Article) []*Article {
	articles = slices.Clone(articles)
	slices.SortFunc(articles, func(a, b *Article) int { return strings.Compare(a.ID, b.ID) })
	return articles
}

// A group is a thing in the making.
type group struct {
	kind    kind
	root    int32 // of the cluster, or -1
	members []ref
}

// things lists the clusters with their lone names, and the lone names that belong to none.
func (cl *clusters) things() []Thing {
	byRoot := map[int32]*group{}
	for i, p := range cl.c.profiles {
		r := cl.root(int32(i))
		g := byRoot[r]
		if g == nil {
			g = &group{kind: p.kind, root: r}
			byRoot[r] = g
		}
		g.members = append(g.members, p.members...)
	}
	var strays []*lone
	for _, l := range cl.c.lone {
		if g := byRoot[l.node]; g != nil {
			g.members = append(g.members, l.ref)
		} else {
			strays = append(strays, l)
		}
	}
	all := append(slices.Collect(maps.Values(byRoot)), cl.groupStrays(strays)...)
	for _, g := range all {
		slices.SortFunc(g.members, compareRefs)
	}
	slices.SortFunc(all, func(x, y *group) int { return compareRefs(x.members[0], y.members[0]) })
	merges := map[int32][]Merge{}
	for _, m := range cl.merges {
		r := cl.root(m.a)
		merges[r] = append(merges[r], cl.public(m))
	}
	out := make([]Thing, len(all))
	for i, g := range all {
		out[i] = cl.thing(g)
		if g.root >= 0 {
			out[i].Merges = merges[g.root]
		}
	}
	return out
}

func (cl *clusters) thing(g *group) Thing {
	c := cl.c
	var labels, types, items counts
	t := Thing{Members: make([]Named, len(g.members))}
	for i, r := range g.members {
		m := c.member(r)
		t.Members[i] = Named{c.articles[r.article].ID, m.ID}
		n := 1
		if g.kind == human && !strings.Contains(m.Name, " ") {
			n = 0 // a name in full goes before a last name
		}
		labels.add(m.Name, n)
		types.add(string(m.Type), 1)
		if m.QID != "" {
			items.add(m.QID, 1)
		}
	}
	t.Type, t.QID = entity.Type(types.most()), items.most()
	t.Label = gazetteer.Label(t.QID, labels.all())
	slices.SortFunc(labels, func(x, y counted) int { return cmp.Or(cmp.Compare(y.n, x.n), strings.Compare(x.what, y.what)) })
	for _, l := range labels {
		if l.what != t.Label {
			t.Names = append(t.Names, l.what)
		}
	}
	return t
}

func (cl *clusters) public(m merge) Merge {
	out := Merge{A: cl.c.profiles[m.a].label, P: m.p, Ruled: m.ruled}
	if m.lone != nil {
		out.B, out.Article = cl.c.member(m.lone.ref).Name, cl.c.articles[m.lone.article].ID
	} else {
		out.B = cl.c.profiles[m.b].label
	}
	for _, f := range m.features {
		if x := (*cl.c.weights)[f.Name] * f.Value; x != 0 {
			out.Reasons = append(out.Reasons, Feature{f.Name, x})
		}
	}
	return out
}

func compareRefs(a, b ref) int {
	return cmp.Or(cmp.Compare(a.article, b.article), cmp.Compare(a.member, b.member))
}
