package identity

import "context"

// A Candidate is two groups of entities that may be one thing, with what speaks for and
// against it: what the weights are learned from.
type Candidate struct {
	Names    [2]string
	Members  [2][]Named
	Features []Feature
	// Group is 0 for two profiles. The candidates for one lone name have one number.
	Group int
	// Known is +1 or -1 where no annotation is needed to tell whether they are one.
	Known int
}

// Candidates returns all pairs that Resolve weighs.
func Candidates(articles []*Article, least float64) []Candidate {
	cl := newClusters(gather(ordered(articles), learned()))
	c := cl.c
	var out []Candidate
	pairs, _ := c.pairs(context.Background())
	for _, p := range pairs {
		a, b := c.profiles[p.a], c.profiles[p.b]
		out = append(out, Candidate{
			Names:    [2]string{a.label, b.label},
			Members:  [2][]Named{c.membersOf(a.members), c.membersOf(b.members)},
			Features: p.features,
		})
	}
	cl.merge(pairs, least)
	by := cl.bearers()
	for i, l := range c.lone {
		bs := by.of(cl, l)
		for _, b := range bs {
			var members []ref
			for _, x := range cl.parts[cl.root(b.root)] {
				members = append(members, c.profiles[x].members...)
			}
			out = append(out, Candidate{Names: [2]string{l.word, c.profiles[b.part].label}, Group: i + 1,
				Members:  [2][]Named{c.membersOf([]ref{l.ref}), c.membersOf(members)},
				Features: cl.loneFeatures(l, b, bs, func(root int32) company { return c.companyOf(members) })})
		}
	}
	return out
}

func (c *corpus) membersOf(rs []ref) []Named {
	ns := make([]Named, len(rs))
	for i, r := range rs {
		ns[i] = Named{c.articles[r.article].ID, c.member(r).ID}
	}
	return ns
}

// Pretended takes, in each article, the full name of every person for its last word
// alone, and returns the persons of the other articles whom that may mean. Roles and
// items, which the person's own articles would give away, are not among the features.
func Pretended(articles []*Article) []Candidate {
	cl := newClusters(gather(ordered(articles), learned()))
	by := cl.bearers()
	var out []Candidate
	group := 0
	for i, p := range cl.c.profiles {
		if p.kind != human || len(p.name.words) < 2 {
			continue
		}
		for _, r := range p.members {
			group++
			out = append(out, cl.pretend(int32(i), r, by, group)...)
		}
	}
	return out
}

func (cl *clusters) pretend(own int32, r ref, by bearersByWord, group int) []Candidate {
	c := cl.c
	p := c.profiles[own]
	word := p.name.words[len(p.name.words)-1]
	l := &lone{ref: r, word: word, name: name{words: []string{word}}}
	var bs []bearer
	for _, b := range by[word] {
		if b.part == own {
			if b.docs--; p.forms.of(word) > 0 {
				b.alias = max(0, b.alias-1)
			}
		}
		if b.docs > 0 {
			bs = append(bs, b)
		}
	}
	var out []Candidate
	for _, b := range bs {
		var others []ref
		for _, m := range c.profiles[b.part].members {
			if m.article != r.article {
				others = append(others, m)
			}
		}
		known := -1
		if b.part == own {
			known = 1
		}
		var fs []Feature
		for _, f := range cl.loneFeatures(l, b, bs, func(int32) company { return c.companyOf(others) }) {
			switch f.Name {
			case "lone.roles", "lone.item.same", "lone.item.other", "lone.here", "lone.gender.other":
			default:
				fs = append(fs, f)
			}
		}
		out = append(out, Candidate{Names: [2]string{word, c.profiles[b.part].label}, Group: group, Known: known, Features: fs})
	}
	return out
}
