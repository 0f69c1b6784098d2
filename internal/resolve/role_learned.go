package resolve

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/doc"
	"dictum.example/internal/lexicon"
	"dictum.example/internal/office"
	"dictum.example/internal/pass"
	"dictum.example/text"
)

// What the tagger and the ranker must give.
const (
	minRole    = .2 // how likely a word of a role that a pass found belongs to an office, at the least
	minOffice  = .7 // how likely words are an office
	minUnknown = .8 // the same, where its noun is not known to be said of persons
	minHolder  = .5 // how likely somebody holds it
	minAmong   = .7 // the same, where its noun is a plural
	minBoth    = .5 // how likely it is an office, and his
)

var (
	unlikelyRoles = pass.Pass{Name: "unlikely-roles", Purpose: "leaves out the roles that the tagger takes for no office: “to hack Marsh”"}
	learnedRoles  = pass.Pass{Name: "learned-roles", Purpose: "offices as the tagger marks them, of whom the ranker gives them to"}
)

// learnedRoles leaves out the roles that are hardly offices, and adds the offices that no pass found, once it is known
// whom pronouns and nouns mean.
func (p *page) learnedRoles(refs []*referent, ms []nameMention, places map[string]*referent) {
	found := office.Find(p.Text, &p.Reading.Profiles, p.Look)
	if !found.Known() {
		return
	}
	if !p.leavesOut(unlikelyRoles.Name) {
		for _, r := range refs {
			p.dropUnlikely(r, found)
		}
	}
	if p.leavesOut(learnedRoles.Name) {
		return
	}
	found.Among(persons(refs, found))
	taken := rolePlaces(refs)
	for _, s := range found.Spans {
		p.Look()
		if s.Probability < minOffice || overlapsAny(taken, found.Place(s)) {
			continue
		}
		if o, ok := p.officeOf(ms, s, found); ok {
			for _, h := range holders(found.Holders(s), s.Probability, o.plural) {
				p.addLearned(refs[h.Person], o, ms, places)
			}
		}
	}
}

// holders returns who is taken to hold words that are so likely an office: one of those near it, or, where its noun is a plural, several.
func holders(near []office.Holder, likely float64, plural bool) []office.Holder {
	least := max(minHolder, minBoth/likely)
	if plural {
		least = max(least, minAmong)
	}
	n := 0
	for n < len(near) && near[n].Probability >= least && (n == 0 || plural) {
		n++
	}
	return near[:n]
}

// rolePlaces returns where the roles stand that are found already, in the order of the text.
func rolePlaces(refs []*referent) []text.Span {
	var out []text.Span
	for _, r := range refs {
		for _, role := range r.roles {
			out = append(out, role.Span)
		}
	}
	slices.SortFunc(out, func(a, b text.Span) int { return cmp.Or(a.Start-b.Start, a.End-b.End) })
	return out
}

// overlapsAny reports whether s overlaps one of the spans near it, which are in order.
func overlapsAny(spans []text.Span, s text.Span) bool {
	i := sort.Search(len(spans), func(i int) bool { return spans[i].Start >= s.End })
	return slices.ContainsFunc(spans[max(0, i-maxNearRoles):i], func(x text.Span) bool { return x.Overlaps(s) })
}

// maxNearRoles bounds how many roles before a place are looked at.
const maxNearRoles = 4

// persons returns the mentions of persons.
func persons(refs []*referent, found *office.Offices) []office.Mention {
	kinds := map[entity.Kind]office.Kind{entity.Name: office.Name, entity.Nominal: office.Nominal, entity.Pronoun: office.Pronoun}
	var out []office.Mention
	for k, r := range refs {
		if r.typ != entity.Person {
			continue
		}
		for _, m := range r.mentions {
			if x, ok := found.Mention(m.Span, k, kinds[m.kind]); ok {
				out = append(out, x)
			}
		}
	}
	return out
}

// dropUnlikely leaves out the roles of r that are hardly offices. A clause is none by its words, and stays.
func (p *page) dropUnlikely(r *referent, found *office.Offices) {
	n := 0
	for k, role := range r.roles {
		from, _ := p.TokensIn(role.Span)
		if !p.At(from).Is(lexicon.OfficeVerb) && !p.isTitleOf(r, role.Span) && found.Likeliest(role.Span) < minRole {
			continue
		}
		r.roles[n], r.rolePasses[n] = role, r.rolePasses[k]
		n++
	}
	r.roles, r.rolePasses = r.roles[:n], r.rolePasses[:n]
}

// isTitleOf reports whether a role is a title of one word with a capital right before a name of r: "Sheriff Cole", in "a day
// Sheriff Cole will not forget" too.
func (p *page) isTitleOf(r *referent, role text.Span) bool {
	from, to := p.TokensIn(role)
	if to != from+1 || !isCapital(p.At(from), lexicon.RankTitle) || p.Opens(from) {
		return false
	}
	next := p.At(to)
	return slices.ContainsFunc(r.mentions, func(m mention) bool { return m.kind == entity.Name && m.Start == next.Start })
}

// officeOf returns the role that an office is, with the names of what it is of on either side, and whether it may be one by its words.
func (p *page) officeOf(ms []nameMention, s office.Span, found *office.Offices) (o role, ok bool) {
	from, to := p.trimOffice(p.TokensIn(found.Place(s)))
	if from >= to {
		return o, false
	}
	head := p.officeHead(from, to)
	if !p.mayBeOffice(ms, head, s.Probability) {
		return o, false
	}
	o = role{from: p.nameStartOr(from), to: to, heads: []string{nounOf(p.At(head).Lower)}, pass: learnedRoles.Name}
	for n := 0; n < maxBodies && p.isBody(ms, o.from-1, from); n++ {
		o.from = p.nameStart(p.beforePossessive(o.from - 1))
	}
	o.to = p.pastBody(ms, to, p.At(from).Sentence)
	o.plural = p.pluralNoun(p.At(head)) || p.oneOf(p.At(head)) != ""
	return o, true
}

// trimOffice returns the tokens [from, to) without those that an office neither begins nor ends with.
func (p *page) trimOffice(from, to int) (int, int) {
	for from < to && (p.At(from).IsPunct() || p.At(from).Is(lexicon.Article) || p.At(from).Is(lexicon.Preposition) || p.isCourtesy(from)) {
		from++
	}
	for from < to && endsNoRole(p.At(to-1)) {
		to--
	}
	return from, to
}

// isCourtesy reports whether token i is a word of courtesy, and no office.
func (p *page) isCourtesy(i int) bool {
	_, polite := courtesy(strings.TrimSuffix(p.At(i).Lower, "."))
	return polite
}

// officeHead returns the token that is the noun of the office with tokens [from, to): the last before a preposition.
func (p *page) officeHead(from, to int) int {
	for k := from + 1; k < to; k++ {
		if p.At(k).Is(lexicon.Preposition) || p.At(k).Text == "," {
			return k - 1
		}
	}
	return to - 1
}

// mayBeOffice reports whether the noun at token head may be an office's that is so likely: no kin, nor a part of a person's name.
func (p *page) mayBeOffice(ms []nameMention, head int, likely float64) bool {
	t := p.At(head)
	low := nounOf(t.Lower)
	if isKin(low) || isRelational(low) || t.Is(lexicon.PassingNoun) || t.Is(lexicon.LooseModifier) {
		return false
	}
	if t.Name != none && ms[t.Name].typ == entity.Person {
		return false
	}
	if p.saidOfPersons(low) || p.oneOf(t) != "" {
		return true
	}
	return t.Name == none && likely >= minUnknown
}

// oneOf returns the singular, in lower case, of a plural noun in "s" for persons, or "".
func (p *page) oneOf(t *doc.Token) string {
	if one := strings.TrimSuffix(t.Lower, "s"); one != t.Lower && p.gaz.PersonNoun(one) && !t.Is(lexicon.SingularInS) {
		return one
	}
	return ""
}

// maxBodies bounds the names before an office that belong to it: "European Union’s French commissioner".
const maxBodies = 2

// nameStartOr returns where the name at token i begins, or i where there is none.
func (p *page) nameStartOr(i int) int {
	if p.At(i).Name == none {
		return i
	}
	return p.nameStart(i)
}

// beforePossessive returns the token before a possessive ending at token i, or i where there is none.
func (p *page) beforePossessive(i int) int {
	if p.At(i).IsPossessive() {
		return i - 1
	}
	return i
}

// isBody reports whether token k, or the one before a possessive ending there, ends the name of a body, place or people, in the
// sentence of token at.
func (p *page) isBody(ms []nameMention, k, at int) bool {
	t := p.InSentence(p.beforePossessive(k), p.At(at).Sentence)
	return t.Name != none && isBodyType(ms[t.Name].typ)
}

func isBodyType(t entity.Type) bool {
	return t == entity.Org || t == entity.GPE || t == entity.NORP || t == entity.Fac || t == entity.Loc
}

// pastBody returns the token behind what an office that ends before token k is of: "of the Bank of Norway".
func (p *page) pastBody(ms []nameMention, k, sent int) int {
	if n := p.InSentence(k-1, sent).Name; n != none {
		for p.InSentence(k, sent).Name == n {
			k++
		}
	}
	next := k
	if !binds(p.InSentence(next, sent).Lower) && p.At(next).Lower != "at" {
		return k
	}
	if next++; p.InSentence(next, sent).Is(lexicon.Article) {
		next++
	}
	n := p.InSentence(next, sent).Name
	if n == none || !isBodyType(ms[n].typ) {
		return k
	}
	for p.InSentence(next, sent).Name == n {
		next++
	}
	return next
}

// addLearned notes a role that was learned, and what it ties the person to.
func (p *page) addLearned(r *referent, o role, ms []nameMention, places map[string]*referent) {
	span := p.cutRole(o.from, o.to)
	if o.plural {
		if o.to-1 != p.officeHead(o.from, o.to) || p.oneOf(p.At(o.to-1)) == "" {
			return
		}
		span.End--
	}
	if len(r.roles) >= maxRoles || p.isOfName(r, o) {
		return
	}
	p.affiliate(r, o, ms, places)
	p.noteRole(r, span, o.pass)
}

// isOfName reports whether the role is no more than a name of the person.
func (p *page) isOfName(r *referent, o role) bool {
	return slices.ContainsFunc(r.mentions, func(m mention) bool {
		return m.kind == entity.Name && m.Contains(p.SpanOf(o.from, o.to))
	})
}
