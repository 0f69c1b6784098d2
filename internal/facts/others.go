package facts

import (
	"slices"
	"sort"

	"dictum.example/entity"
	"dictum.example/fact"
	"dictum.example/text"
)

// personal are the kinds that say where a person belongs. What stands in the noun phrase of somebody else says it of that one:
// "Minister Lind stands beside the Norwegian premier, Nora Berg" makes Berg a Norwegian.
var personal = map[fact.Kind]bool{fact.CitizenOf: true, fact.WorksFor: true, fact.HeadOf: true, fact.MemberOf: true}

// own reports whether the two of a pair may be told of as a kind says, the second of the first or the other way round: neither
// belongs to somebody else.
func (p *page) own(x *pair, kind fact.Kind, reverse bool) bool {
	if !personal[kind] {
		return true
	}
	s, o := x.a, x.b
	if reverse {
		s, o = o, s
	}
	return !p.ofOther(s, o) && (kind != fact.CitizenOf || nation(o.entity))
}

// ofOther reports whether the object of a pair belongs to the noun phrase or the role of another person than the subject.
func (p *page) ofOther(s, o ref) bool {
	return p.inRoleOfOther(s.entity, o) || p.modifiesOther(s, o)
}

// rolesNear bounds how many roles that begin before a mention are looked at.
const rolesNear = 12

// inRoleOfOther reports whether a mention stands in a role that other persons have, and the subject has not.
func (p *page) inRoleOfOther(subject *entity.Entity, o ref) bool {
	i := sort.Search(len(p.roles), func(i int) bool { return p.roles[i].Start > o.Start })
	other := false
	for _, r := range p.roles[max(0, i-rolesNear):i] {
		switch {
		case !r.Contains(o.Span):
		case r.entity == subject:
			return false
		default:
			other = other || !p.plural(r.Span)
		}
	}
	return other
}

// plural reports whether a role is that of several, of whom the subject may be one: "MPs".
func (p *page) plural(role text.Span) bool {
	from, to := p.wordsOf(role)
	return from < to && p.trees.nodes[p.trees.head(from, to)].tag == "NNS"
}

// modifiesOther reports whether a mention stands before a noun that is somebody else, or something that the subject is not.
func (p *page) modifiesOther(s, o ref) bool {
	from, to := p.wordsOf(o.Span)
	t := p.trees
	n := t.head(from, to)
	switch t.nodes[n].rel {
	case "amod", "compound", "nmod:poss", "nmod:unmarked":
	default:
		return false
	}
	h := t.nodes[n].head
	if h < to || t.nodes[h].tag == "NNS" {
		return false
	}
	for _, r := range p.phraseOf(h) {
		if r.entity != s.entity && r.entity.Type == entity.Person {
			return true
		}
	}
	return false
}

// phraseOf returns the mentions in the phrase of the noun h: those that hold it, and the names that stand beside it.
func (p *page) phraseOf(h int) []ref {
	g := p.grammar(p.trees.of[h])
	var out []ref
	words := []int{h}
	for _, k := range g.under(h) {
		switch g.node(k).rel {
		case "appos", "flat", "nmod:unmarked", "compound":
			words = append(words, k)
		}
	}
	if n := g.node(h); n.head >= 0 && slices.Contains([]string{"compound", "flat", "appos", "nmod:unmarked"}, n.rel) {
		words = append(words, n.head)
	}
	for _, w := range words {
		if r, ok := g.holding(w); ok {
			out = append(out, r)
		}
	}
	return out
}
