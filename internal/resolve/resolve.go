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

// A Resolution is what an article speaks of: after [Resolver.Names] what it names, after [Resolution.Antecedents] whom its
// pronouns and nouns mean too, after [Resolution.Link] what knowledge bases know of them.
type Resolution struct {
	// Entities are in the order of their first mentions.
	Entities []*entity.Entity

	text    string
	refs    []Ref // by start, the longer first
	genders map[*entity.Entity]Gender
	state   *resolving
}

// A resolving is what the later stages of a Resolution go on from.
type resolving struct {
	*page
	base   kb.Base
	names  []nameMention
	refs   []*referent
	places map[string]*referent // by key
	values []*entity.Entity
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

// A Resolver finds the entities of articles with what its user knows besides. It is
// safe for concurrent use.
type Resolver struct {
	// Own are the names of the user. They are found wherever they stand, and win over those of the reading.
	Own *names.Dictionary
	// Base is asked before the embedded knowledge base, if it is not nil.
	Base kb.Base
	// Without names the passes that are not run: to measure what each is worth.
	Without map[string]bool
}

// Names finds what an article names, which of its names are of one person, organisation or place, and what roles persons
// have; and the dates, times, numbers and amounts. Dates are read against the day of publication where that is not zero. It
// never fails: what it cannot tell it leaves out.
func (v Resolver) Names(d *doc.Document, published time.Time) *Resolution {
	p := newPage(d, embedded{}, v.Own)
	p.without = v.Without
	s := &resolving{page: p, base: gazetteer.Default}
	if v.Base != nil {
		s.base = kb.Join(v.Base, s.base)
	}
	s.names = p.names()
	s.refs = p.cluster(s.names)
	s.places = p.placesOf(s.refs)
	p.roles(s.names, s.places)
	s.values = p.values(published, s.names)
	z := &Resolution{text: p.Text, state: s}
	for _, x := range s.refs {
		p.Look()
		x.entity = s.newEntity(x)
	}
	z.complete()
	return z
}

// placesOf returns the places that are named, by key.
func (p *page) placesOf(refs []*referent) map[string]*referent {
	places := map[string]*referent{}
	for _, x := range refs {
		if x.typ == entity.GPE {
			for _, ws := range x.forms {
				places[placeKey(p.gaz, strings.Join(ws, " "))] = x
			}
		}
	}
	return places
}

// newEntity makes the entity of a referent with its names.
func (s *resolving) newEntity(x *referent) *entity.Entity {
	e := &entity.Entity{Type: x.typ}
	for _, i := range x.names {
		m := &s.names[i]
		e.Mentions = append(e.Mentions, entity.Mention{
			Excerpt: m.Cut(s.Text), Type: x.typ, Kind: entity.Name, Pass: m.pass, Sieve: m.sieve,
		})
	}
	s.nameEntity(e, x, s.names)
	if x.owner != 0 {
		identify(e, s.owners[x.owner-1].ID)
	}
	return e
}

// Antecedents finds whom the pronouns and definite nouns of the article mean, the sources among them, which are in order, and
// what offices they tell.
func (z *Resolution) Antecedents(sources []text.Span) { z.antecedents(sources, ranker) }

func (z *Resolution) antecedents(sources []text.Span, choose chooser) {
	s := z.state
	s.SetSources(sources)
	s.anaphora(s.names, choose)
	s.learnedRoles(s.refs, s.names, s.places)
	for _, x := range s.refs {
		s.Look()
		s.tellMentions(x)
	}
	z.complete()
}

// tellMentions gives the entity of a referent all its mentions.
func (s *resolving) tellMentions(x *referent) {
	sort.SliceStable(x.mentions, func(i, j int) bool { return x.mentions[i].Start < x.mentions[j].Start })
	e := x.entity
	e.Mentions = make([]entity.Mention, 0, len(x.mentions))
	for _, m := range x.mentions {
		e.Mentions = append(e.Mentions, entity.Mention{Excerpt: m.Cut(s.Text), Type: x.typ, Kind: m.kind, Pass: m.pass})
	}
	signMentions(e, x, s.names)
}

// complete gives the entities what is known of their referents, and puts them and their mentions in order.
func (z *Resolution) complete() {
	z.Entities, z.refs, z.genders = nil, nil, map[*entity.Entity]Gender{}
	for _, x := range z.state.refs {
		e := x.entity
		e.Roles, e.RolePasses = x.roles, x.rolePasses
		if x.affiliation != nil && x.affiliation != x {
			e.Affiliation = x.affiliation.entity
		}
		if x.gender != unknown {
			z.genders[e] = Gender(x.gender)
		}
		z.Entities = append(z.Entities, e)
	}
	z.Entities = append(z.Entities, z.state.values...)
	sort.SliceStable(z.Entities, func(i, j int) bool { return z.Entities[i].Mentions[0].Start < z.Entities[j].Mentions[0].Start })
	for i, e := range z.Entities {
		z.state.Step()
		e.ID = "e" + strconv.Itoa(i+1)
		for k := range e.Mentions {
			z.refs = append(z.refs, Ref{&e.Mentions[k], e})
		}
	}
	sort.SliceStable(z.refs, func(i, j int) bool {
		a, b := z.refs[i].Span, z.refs[j].Span
		return a.Start < b.Start || a.Start == b.Start && a.End > b.End
	})
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
