package identity

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"dictum.example/internal/gazetteer"
	"dictum.example/kb"
)

// A lone name is a person's in one article that gives no more of it: "Trump".
type lone struct {
	ref
	word string
	name name
	node int32 // the cluster that it belongs to, once that is decided; else -1
	p    float64

	bearers int     // how many it could be of
	ruled   int32   // the profile that the user says it is of, from 1
	not     []int32 // the profiles that the user says it is not of
}

// A bearer is a cluster of which a lone name may be.
type bearer struct {
	root  int32
	part  int32 // the profile with the name
	how   string
	alias int
	docs  int
}

// bearersByWord are the clusters of persons by the words of their names, and by the
// other names that articles give them.
type bearersByWord map[string][]bearer

// maxBearers of a name are considered: those in most articles.
const maxBearers = 24

func (cl *clusters) bearers() bearersByWord {
	by := bearersByWord{}
	for i, p := range cl.c.profiles {
		if p.kind != human {
			continue
		}
		root := cl.root(int32(i))
		add := func(key, how string, alias int) {
			by[key] = append(by[key], bearer{root, int32(i), how, alias, p.docs})
		}
		last := len(p.name.words) - 1
		for j, w := range p.name.words {
			how := "lone.middle"
			switch j {
			case last:
				how = "lone.last"
			case 0:
				how = "lone.first"
			}
			add(w, how, p.forms.of(w))
			if len(w) >= leastMisspelt {
				add("~"+skeleton(w), "lone.misspelt", 0)
			}
		}
		for _, f := range p.forms {
			if !strings.Contains(f.what, " ") && !slices.Contains(p.name.words, f.what) {
				add(f.what, "lone.alias", int(f.n))
			}
		}
	}
	for w, bs := range by {
		by[w] = leading(bs)
	}
	return by
}

const leastMisspelt = 5

// leading keeps one bearer a cluster and of these the ones in most articles.
func leading(bs []bearer) []bearer {
	slices.SortFunc(bs, func(x, y bearer) int { return cmp.Or(y.docs-x.docs, int(x.part-y.part)) })
	seen := map[int32]int{}
	kept := bs[:0]
	for _, b := range bs {
		if i, ok := seen[b.root]; ok {
			kept[i].docs += b.docs
			kept[i].alias += b.alias
			continue
		}
		if len(kept) < maxBearers {
			seen[b.root] = len(kept)
			kept = append(kept, b)
		}
	}
	return kept
}

// settleLone gives each lone name to the bearer that it is of with probability least,
// or to the others of that name that no bearer claims.
func (cl *clusters) settleLone(ctx context.Context, least float64) error {
	by := cl.bearers()
	members := map[int32][]ref{} // by cluster
	companies := map[int32]company{}
	for i, p := range cl.c.profiles {
		r := cl.root(int32(i))
		members[r] = append(members[r], p.members...)
	}
	companyOf := func(root int32) company {
		v, ok := companies[root]
		if !ok {
			v = cl.c.companyOf(members[root])
			companies[root] = v
		}
		return v
	}
	for i, l := range cl.c.lone {
		if i%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		cl.settleOne(l, by, companyOf, least)
	}
	return nil
}

func (cl *clusters) settleOne(l *lone, by bearersByWord, companyOf func(int32) company, least float64) {
	l.node = -1
	if l.ruled > 0 {
		l.node = cl.root(l.ruled - 1)
		cl.merges = append(cl.merges, merge{a: l.ruled - 1, b: -1, lone: l, p: 1, ruled: true})
		return
	}
	bs := cl.allowed(l, by.of(cl, l))
	l.bearers = len(bs)
	best, all := -1, 1.0
	odds := make([]float64, len(bs))
	features := make([][]Feature, len(bs))
	for i, b := range bs {
		features[i] = cl.loneFeatures(l, b, bs, companyOf)
		odds[i] = math.Exp(cl.c.weights.odds(features[i]))
		all += odds[i]
		if best < 0 || odds[i] > odds[best] {
			best = i
		}
	}
	if best < 0 {
		return
	}
	if l.p = odds[best] / all; l.p >= least {
		l.node = cl.root(bs[best].root)
		cl.merges = append(cl.merges, merge{a: bs[best].part, b: -1, lone: l, p: l.p, features: features[best]})
	}
}

// of returns the bearers of a lone name, or else those of one spelt almost so.
func (by bearersByWord) of(cl *clusters, l *lone) []bearer {
	bs := by[l.word]
	if len(bs) > 0 || len(l.word) < leastMisspelt {
		return bs
	}
	for _, b := range by["~"+skeleton(l.word)] {
		if cl.likeWord(l.word, b.part) {
			bs = append(bs, b)
		}
	}
	return bs
}

// allowed drops the bearers that the user has ruled out.
func (cl *clusters) allowed(l *lone, bs []bearer) []bearer {
	if len(l.not) == 0 {
		return bs
	}
	out := map[int32]bool{}
	for _, i := range l.not {
		out[cl.root(i)] = true
	}
	return slices.DeleteFunc(slices.Clone(bs), func(b bearer) bool { return out[cl.root(b.root)] })
}

func (cl *clusters) likeWord(w string, part int32) bool {
	for _, x := range cl.c.profiles[part].name.words {
		if similar(w, x) {
			return true
		}
	}
	return false
}

func (cl *clusters) loneFeatures(l *lone, b bearer, all []bearer, companyOf func(int32) company) []Feature {
	c := cl.c
	m, a := c.member(l.ref), c.articles[l.article]
	docs := 0
	for _, x := range all {
		docs += x.docs
	}
	fs := []Feature{{b.how, 1}}
	add := func(name string, v float64) {
		if v != 0 {
			fs = append(fs, Feature{name, v})
		}
	}
	if b.how != "lone.last" {
		add("lone.given", truth(gazetteer.IsGivenName(l.word)))
	}
	add("lone.share", math.Log2(float64(b.docs)/float64(docs)))
	add("lone.known", math.Log2(1+float64(b.alias)))
	add("lone.often", math.Log2(float64(b.docs)))
	add("lone.company", shared(c.companyOf([]ref{l.ref}), companyOf(b.root), c.own(c.profiles[b.part])))
	men, women, roles, items, nations := cl.sum(b.root)
	if it := items.most(); it != "" && m.QID != "" {
		add("lone.item.same", truth(it == m.QID))
		add("lone.item.other", truth(it != m.QID))
	}
	he, she := m.He > 2*m.She, m.She > 2*m.He
	add("lone.gender.other", truth(he && women > 2*men || she && men > 2*women))
	add("lone.roles", overlap(rolesOf(m), roles))
	add("lone.here", truth(c.names(l.article, b.root, cl)))
	if n := a.nation(); n != "" && len(nations) > 0 {
		add("lone.nation.same", truth(nations.of(n) > 0))
		add("lone.nation.other", truth(nations.of(n) == 0))
	}
	return fs
}

func rolesOf(m *Member) (roles counts) {
	for _, r := range m.Roles {
		for _, w := range strings.Fields(kb.Fold(r)) {
			if !small[w] {
				roles.add(w, 1)
			}
		}
	}
	return roles
}

// sum adds up what the profiles of a cluster count.
func (cl *clusters) sum(root int32) (men, women int, roles, items, nations counts) {
	parts := cl.parts[cl.root(root)]
	if len(parts) == 1 {
		p := cl.c.profiles[parts[0]]
		return p.he, p.she, p.roles, p.qids, p.nations
	}
	for _, i := range parts {
		p := cl.c.profiles[i]
		men, women = men+p.he, women+p.she
		roles.addAll(p.roles)
		items.addAll(p.qids)
		nations.addAll(p.nations)
	}
	return men, women, roles, items, nations
}

// names reports whether an article names a member of a cluster.
func (c *corpus) names(article, root int32, cl *clusters) bool {
	for _, i := range cl.parts[cl.root(root)] {
		ms := c.profiles[i].members
		if _, ok := slices.BinarySearchFunc(ms, article, func(r ref, a int32) int { return int(r.article - a) }); ok {
			return true
		}
	}
	return false
}
