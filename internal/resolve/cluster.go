package resolve

import (
	"slices"
	"sort"
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/pass"
	"dictum.example/text"
)

// A referent is somebody or something that the text speaks of.
type referent struct {
	entity     *entity.Entity // nil for one without a name
	typ        entity.Type
	gender     gender
	plural     bool
	owner      int        // whose own name it has, from 1
	forms      [][]string // distinct forms of the name, the fullest first
	names      []int      // indexes of its name mentions
	family     string     // the surname of a name that does not end with it: "park" of "Park Ji-hyun"
	mentions   []mention  // all of them, in order of discovery
	heads      map[string]bool
	suffix     string // "jr", "iii"
	country    string // of an institution, or the country itself: "russia"
	sort       string // of an organisation: "company", "media"; "-" for none that is known
	first      int    // first token
	roles      []text.Excerpt
	rolePasses []string // the passes that found them
	state

	affiliation *referent
}

// bucket bounds the number of candidates that are compared under one key, so
// that no text takes more than linear time.
const bucket = 48

// A cluster joins names to referents.
type cluster struct {
	p    *page
	ms   []nameMention
	refs []*referent

	owned map[int]*referent // by owner
}

// A group is all the mentions of one form of a name.
type group struct {
	words    []string
	suffix   string // "jr", which words has not
	key      string
	owner    int
	mentions []int
}

// cluster joins the names of the article that name the same: those of each type by the sieves
// for it, persons first.
func (p *page) cluster(ms []nameMention) []*referent {
	c := &cluster{p: p, ms: ms, owned: map[int]*referent{}}
	c.people()
	for _, j := range joinings {
		c.run(j)
	}
	for _, r := range c.refs {
		slices.Sort(r.names)
		r.first = ms[r.names[0]].from
	}
	sort.Slice(c.refs, func(i, j int) bool { return c.refs[i].first < c.refs[j].first })
	return c.refs
}

// groups returns the forms of the names of a type, a user's own before others and the
// longest first.
func (c *cluster) groups(t entity.Type) []*group {
	type key struct {
		words string
		owner int
	}
	byKey := map[key]*group{}
	var gs []*group
	for i := range c.ms {
		m := &c.ms[i]
		if m.typ != t {
			continue
		}
		ws := c.p.form(m)
		if len(ws) == 0 {
			ws = []string{m.Of(c.p.Text)}
		}
		k := key{strings.Join(ws, " "), m.owner}
		g := byKey[k]
		if g == nil {
			g = &group{words: ws, key: k.words, owner: m.owner}
			byKey[k] = g
			gs = append(gs, g)
		}
		g.mentions = append(g.mentions, i)
	}
	sort.SliceStable(gs, func(i, j int) bool {
		if a, b := gs[i].owner != 0, gs[j].owner != 0; a != b {
			return a
		}
		return len(gs[i].words) > len(gs[j].words)
	})
	return gs
}

var sameOwner = pass.Pass{Name: "same-owner", Purpose: "names of one thing in the user's own list"}

// start makes a referent of a form; the names of one owner have one.
func (c *cluster) start(g *group, t entity.Type) *referent {
	r, sieve := c.owned[g.owner], sameOwner.Name
	if r == nil {
		r, sieve = &referent{typ: t, owner: g.owner, heads: map[string]bool{}}, ""
		c.refs = append(c.refs, r)
		if g.owner != 0 {
			c.owned[g.owner] = r
		}
	}
	c.join(r, g, sieve)
	return r
}

// join adds all the mentions of a form to a referent, by a sieve.
func (c *cluster) join(r *referent, g *group, sieve string) {
	r.forms = append(r.forms, g.words)
	for _, i := range g.mentions {
		c.add(r, i, sieve)
	}
}

func (c *cluster) add(r *referent, i int, sieve string) {
	r.names = append(r.names, i)
	c.ms[i].ref, c.ms[i].sieve = r, sieve
}

// An index holds the referents under each key, the latest last.
type index map[string][]*referent

func (x index) add(key string, r *referent) {
	if rs := x[key]; len(rs) < bucket && !slices.Contains(rs, r) {
		x[key] = append(rs, r)
	}
}
