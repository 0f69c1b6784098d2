package resolve

import (
	"sort"
	"strconv"
	"strings"
	"time"

	"dictum.example/entity"
	"dictum.example/internal/doc"
	"dictum.example/internal/gazetteer"
	"dictum.example/internal/names"
	"dictum.example/kb"
	"dictum.example/text"
)

// A Ref is a mention together with the entity that it refers to.
type Ref struct {
	*entity.Mention
	Entity *entity.Entity
}

// A Resolution is what an article speaks of. It must not be changed, and may be shared.
type Resolution struct {
	// Entities are in the order of their first mentions.
	Entities []*entity.Entity

	text    string
	refs    []Ref // by start, the longer first
	genders map[*entity.Entity]Gender
}

// A Gender is what the article and the name tell of a person's gender.
type Gender int8

// The genders. Most names of organisations and places have none.
const (
	UnknownGender Gender = iota
	Male
	Female
)

// Gender returns the gender by which the article's pronouns, titles and the
// given name speak of e.
func (z *Resolution) Gender(e *entity.Entity) Gender { return z.genders[e] }

// Plural reports whether "they" is the natural pronoun for e: a people or group.
func (z *Resolution) Plural(e *entity.Entity) bool { return e != nil && e.Type == entity.NORP }

// Resolve finds the entities of an article: it joins the names of the reading, and
// the pronouns and definite nouns that stand for them, and adds the dates, times,
// numbers and amounts of the text. Dates are read against the day of publication
// where that is not zero. Entities are linked to the embedded knowledge base. It never
// fails: what it cannot resolve it leaves out.
func Resolve(d *doc.Document, published time.Time) *Resolution {
	return Resolver{}.Resolve(d, published)
}

// A Resolver finds the entities of articles with what its user knows besides. It is
// safe for concurrent use.
type Resolver struct {
	// Names are found wherever they stand, and win over those of the reading.
	Names *names.Dictionary
	// Base is asked before the embedded knowledge base, if it is not nil.
	Base kb.Base
	// Without names the passes that are not run: to measure what each is worth.
	Without map[string]bool
}

// Resolve is like the function of this name.
func (v Resolver) Resolve(d *doc.Document, published time.Time) *Resolution {
	z := v.resolve(d, published, ranker)
	base := gazetteer.Default
	if v.Base != nil {
		base = kb.Join(v.Base, base)
	}
	z.link(base, d)
	return z
}

func (v Resolver) resolve(d *doc.Document, published time.Time, choose chooser) *Resolution {
	g := embedded{}
	p := newPage(d, g, v.Names)
	p.without = v.Without
	ms := p.names()
	refs := p.cluster(ms)
	places := map[string]*referent{}
	for _, x := range refs {
		if x.typ == entity.GPE {
			for _, ws := range x.forms {
				places[placeKey(g, strings.Join(ws, " "))] = x
			}
		}
	}
	p.roles(ms, places)
	p.anaphora(ms, choose)
	p.learnedRoles(refs, ms, places)
	return p.resolution(refs, ms, published)
}

// resolution makes the entities.
func (p *page) resolution(refs []*referent, ms []nameMention, published time.Time) *Resolution {
	z := &Resolution{text: p.Text, genders: map[*entity.Entity]Gender{}}
	for _, x := range refs {
		p.Look()
		sort.SliceStable(x.mentions, func(i, j int) bool { return x.mentions[i].Start < x.mentions[j].Start })
		e := &entity.Entity{Type: x.typ, Roles: x.roles, RolePasses: x.rolePasses}
		x.entity = e
		for _, m := range x.mentions {
			e.Mentions = append(e.Mentions, entity.Mention{Excerpt: m.Cut(p.Text), Type: x.typ, Kind: m.kind, Pass: m.pass})
		}
		signMentions(e, x, ms)
		p.nameEntity(e, x, ms)
		if x.owner != 0 {
			identify(e, p.owners[x.owner-1].ID)
		}
		z.Entities = append(z.Entities, e)
		if x.gender != unknown {
			z.genders[e] = Gender(x.gender)
		}
	}
	for _, x := range refs {
		if x.affiliation != nil && x.affiliation != x {
			x.entity.Affiliation = x.affiliation.entity
		}
	}
	z.Entities = append(z.Entities, p.values(published, ms)...)
	sort.SliceStable(z.Entities, func(i, j int) bool { return z.Entities[i].Mentions[0].Start < z.Entities[j].Mentions[0].Start })
	for i, e := range z.Entities {
		p.Step()
		e.ID = "e" + strconv.Itoa(i+1)
		for k := range e.Mentions {
			z.refs = append(z.refs, Ref{&e.Mentions[k], e})
		}
	}
	sort.SliceStable(z.refs, func(i, j int) bool {
		a, b := z.refs[i].Span, z.refs[j].Span
		return a.Start < b.Start || a.Start == b.Start && a.End > b.End
	})
	return z
}

// signMentions notes at the mentions by name which pass found them, and which sieve joined them.
func signMentions(e *entity.Entity, x *referent, ms []nameMention) {
	k := 0
	for _, i := range x.names {
		for k < len(e.Mentions) && e.Mentions[k].Start < ms[i].Start {
			k++
		}
		for j := k; j < len(e.Mentions) && e.Mentions[j].Span == ms[i].Span; j++ {
			e.Mentions[j].Pass, e.Mentions[j].Sieve = ms[i].pass, ms[i].sieve
		}
	}
}

// nameEntity gives an entity its fullest name and its other names.
func (p *page) nameEntity(e *entity.Entity, x *referent, ms []nameMention) {
	best, bestRank := "", [3]int{-1}
	seen := map[string]bool{}
	var all []string
	for _, i := range x.names {
		p.Step()
		name := strings.Join(strings.Fields(ms[i].Of(p.Text)), " ")
		if ms[i].virtual != "" {
			name = strings.Join(strings.Fields(ms[i].virtual), " ")
		}
		if seen[name] {
			continue
		}
		seen[name] = true
		all = append(all, name)
		rank := [3]int{len(p.form(&ms[i])), 0, 0}
		if strings.ToUpper(name) != name || strings.ToLower(name) == name {
			rank[1] = 1 // not in capitals only
		}
		if !strings.Contains(name, ".") {
			rank[2] = 1
		}
		if better(rank, bestRank) {
			best, bestRank = name, rank
		}
	}
	e.Name = best
	for _, name := range all {
		if name != best {
			e.Aliases = append(e.Aliases, name)
		}
	}
}

func better(a, b [3]int) bool {
	for i := range a {
		if a[i] != b[i] {
			return a[i] > b[i]
		}
	}
	return false
}

// In returns the mentions that lie in s, in the order of the text; of those that
// start at one place, the longest first.
func (z *Resolution) In(s text.Span) []Ref {
	i := sort.Search(len(z.refs), func(i int) bool { return z.refs[i].Start >= s.Start })
	var in []Ref
	for ; i < len(z.refs) && z.refs[i].Start < s.End; i++ {
		if z.refs[i].End <= s.End {
			in = append(in, z.refs[i])
		}
	}
	return in
}
