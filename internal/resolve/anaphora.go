package resolve

import (
	"regexp"
	"slices"
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/lexicon"
	"dictum.example/text"
)

// A class is what an expression tells of what it refers to.
type class uint8

const (
	notPronoun class = iota
	heShe
	it
	they
	personNominal
	orgNominal
	placeNominal
	pairNominal // "the two"
	numClasses
)

// A place in the clause that the form of a pronoun tells.
type grammar uint8

const (
	anySlot grammar = iota
	subjectSlot
	objectSlot
	possessiveSlot
	reflexiveSlot
)

type pronoun struct {
	class  class
	gender gender
	slot   grammar
}

var pronouns = map[string]pronoun{
	"he": {heShe, male, subjectSlot}, "him": {heShe, male, objectSlot}, "his": {heShe, male, possessiveSlot}, "himself": {heShe, male, reflexiveSlot},
	"she": {heShe, female, subjectSlot}, "her": {heShe, female, anySlot}, "hers": {heShe, female, possessiveSlot}, "herself": {heShe, female, reflexiveSlot},
	"it": {it, unknown, anySlot}, "its": {it, unknown, possessiveSlot}, "itself": {it, unknown, reflexiveSlot},
	"they": {they, unknown, subjectSlot}, "them": {they, unknown, objectSlot}, "their": {they, unknown, possessiveSlot},
	"theirs": {they, unknown, possessiveSlot}, "themselves": {they, unknown, reflexiveSlot},
}

// A mention is one place that refers to a referent.
type mention struct {
	text.Span
	kind entity.Kind
}

// A state is what the resolver remembers of a referent while it reads.
type state struct {
	count   int
	last    int // token of the last mention
	lastTo  int
	name    int // token of the last mention by name
	nameTo  int // 0 for none
	kind    entity.Kind
	class   class // of the last mention, where it was a pronoun
	subj    bool
	topic   bool // it opened its sentence
	prep    bool
	poss    bool
	lastPos int // counts the mentions of the article
	order   int // rank of the first mention

	theirs   bool // somebody whom "they" means
	somebody bool // came in as "a neighbour"

	voice trace // the last time that it was a source
	told  trace // the last mention outside quotations and contents
}

// A trace is a mention of a certain sort; the zero trace is none.
type trace struct {
	pos   int // as lastPos
	token int
	subj  bool
}

// An anaphor is a pronoun or a definite noun phrase with tokens [from, to).
type anaphor struct {
	from, to int
	head     int
	class    class
	gender   gender
	slot     grammar
	noun     string
	shown    bool // "this", "that"
	defined  bool // a phrase or clause follows that says which one
	named    bool // a name within it
}

// A resolver reads the article once and finds what its pronouns and definite
// nouns refer to.
type resolver struct {
	p       *page
	ms      []nameMention
	recent  []*referent // the last mentioned first
	speaker *referent
	source  int // the last source, by its index in the reading, that somebody was
	voice   int // position of the last mention that was a source
	named   int // referents seen so far
	clock   int
	choose  chooser
	space   []float32 // of the evidence of one candidate
}

// A chooser returns the index of the referent among the candidates, or none.
// The features of the latter choice are nobody.
type chooser func(r *resolver, a *anaphor, cands []candidate, nobody []feature) int

// A candidate is a referent with its features.
type candidate struct {
	ref      *referent
	features []feature
}

// memory bounds the referents that are remembered.
const memory = 40

// anaphora resolves the pronouns and definite nouns of the article.
func (p *page) anaphora(ms []nameMention, choose chooser) {
	r := &resolver{p: p, ms: ms, choose: choose, source: none}
	r.run()
}

func (r *resolver) run() {
	p := r.p
	for i := 0; i < len(p.tokens); {
		t := &p.tokens[i]
		if t.name != none {
			m := &r.ms[t.name]
			if m.ref != nil {
				r.mention(m.ref, mention{m.Span, entity.Name}, i, m.to, notPronoun)
			}
			i = m.to
			continue
		}
		if n := p.ownPronouns(i); n > 0 {
			if len(r.recent) > 0 && r.recent[0].typ == entity.Person && p.tokens[r.recent[0].last].sent == t.sent {
				r.recent[0].theirs = true
			}
			i += n
			continue
		}
		if n := r.p.at(i - 1).name; (t.low == "himself" || t.low == "herself") && n != none && r.ms[n].typ == entity.Person && r.ms[n].ref != nil {
			r.mention(r.ms[n].ref, mention{t.Span, entity.Pronoun}, i, i+1, heShe) // "Marsh himself"
			i++
			continue
		}
		if t.low == "it" && p.pleonastic(i) {
			i++
			continue
		}
		if pr, ok := pronouns[t.low]; ok {
			a := anaphor{from: i, to: i + 1, head: i, class: pr.class, gender: pr.gender, slot: p.slot(i, pr)}
			r.resolve(&a)
			if n, ok := p.nounPhrase(i); ok && pr.slot == possessiveSlot {
				i = r.phrase(&n)
			} else {
				i++
			}
			continue
		}
		if t.low == "who" {
			r.who(i)
			i++
			continue
		}
		if a, ok := p.nounPhrase(i); ok {
			i = r.phrase(&a)
			continue
		}
		if p.nounClass(i) == personNominal && p.pluralNoun(t) {
			a := anaphor{from: i, to: i + 1, head: i, class: personNominal, noun: t.low}
			r.nominal(&a)
		}
		i++
	}
}

// ownPronouns returns how many tokens from token i on say that somebody goes by "they/them",
// as a word of one token or of three, or 0.
func (p *page) ownPronouns(i int) int {
	t := &p.tokens[i]
	switch {
	case t.low == "they/them":
		return 1
	case t.low == "they" && p.at(i+1).word == "/" && p.at(i+2).low == "them":
		return 3
	}
	return 0
}

// phrase resolves a noun phrase, notes the names within it, and returns where it ends.
func (r *resolver) phrase(a *anaphor) int {
	r.nominal(a)
	for k := a.from; k < a.to; k++ {
		if n := r.p.tokens[k].name; n != none && r.ms[n].from == k && r.ms[n].ref != nil {
			r.mention(r.ms[n].ref, mention{r.ms[n].Span, entity.Name}, k, r.ms[n].to, notPronoun)
		}
	}
	return a.to
}

// slot tells a pronoun's place in its clause.
func (p *page) slot(i int, pr pronoun) grammar {
	if pr.slot != anySlot {
		return pr.slot
	}
	next := p.next(i+1, p.tokens[i].sent)
	if pr.class == it {
		if next.verb() {
			return subjectSlot
		}
		return objectSlot
	}
	// "her": before a noun or adjective it is possessive.
	if next.word == "" || next.punct() || next.tags != "" && (next.tags[0] == 'F' || next.tags[0] == 'R' || next.tags[0] == 'A') {
		return objectSlot
	}
	return possessiveSlot
}

// mention notes that the tokens [from, to) refer to a referent.
func (r *resolver) mention(x *referent, m mention, from, to int, c class) {
	if x.count == 0 {
		x.order = r.named
		r.named++
	}
	x.mentions = append(x.mentions, m)
	x.count++
	if r.p.kind(&r.p.tokens[from]) == text.Dateline {
		return // where a report is from does nothing in it
	}
	x.last, x.lastTo, x.kind, x.class = from, to, m.kind, c
	if m.kind == entity.Name {
		x.name, x.nameTo = from, to
	}
	if m.kind == entity.Name && x.typ == entity.Person {
		r.offices(x, from)
	}
	x.subj = r.p.subject(to)
	x.topic = r.p.opens(from)
	before := r.p.next(from-1, r.p.tokens[from].sent)
	if lexicon.Article.Has(before.low) {
		before = r.p.next(from-2, r.p.tokens[from].sent)
	}
	x.prep = lexicon.Preposition.Has(before.low) && before.low != "and" || before.low == "about" || before.low == "against"
	x.poss = r.p.at(to).possessive() && r.p.at(to).sent == r.p.tokens[from].sent
	r.clock++
	x.lastPos = r.clock
	t := &r.p.tokens[from]
	if !t.quote && t.cont == none && !x.poss {
		x.told = trace{r.clock, from, x.subj}
	}
	if r.voices(t, from, to, x.poss) {
		r.speaker, r.voice = x, r.clock
		x.voice = trace{r.clock, from, x.subj}
	}
	k := 0
	for k < len(r.recent) && r.recent[k] != x {
		k++
	}
	if k == len(r.recent) {
		if len(r.recent) < memory {
			r.recent = append(r.recent, nil)
		} else {
			k--
		}
	}
	copy(r.recent[1:k+1], r.recent[:k])
	r.recent[0] = x
}

// offices notes the nouns for persons before a name in the source that names its bearer:
// "jurist and former professor at the University of Havana Julio Ruiz".
func (r *resolver) offices(x *referent, from int) {
	src := r.p.tokens[from].src
	if src == none || src == r.source {
		return
	}
	k := from
	for n := 0; n < 14 && k > 0 && r.p.tokens[k-1].src == src; n++ {
		k--
		if t := &r.p.tokens[k]; t.possessive() || t.low == "for" || t.low == "to" || t.low == "with" || pronouns[t.low].slot == possessiveSlot {
			return
		}
	}
	for ; k < from; k++ {
		if r.p.personNoun(k) && !r.p.pluralNoun(&r.p.tokens[k]) {
			x.heads[noun(r.p.tokens[k].low)] = true
		}
	}
}

// voices reports whether a mention is whom a source names: the first in the source that
// owns nothing, or what stands beside a cue.
func (r *resolver) voices(t *token, from, to int, possessor bool) bool {
	if t.src != none {
		if possessor || t.src == r.source && r.p.at(from-1).low != "and" && r.p.at(from-1).word != "," || r.personAhead(from, to) {
			return false
		}
		r.source = t.src
		return true
	}
	return r.p.at(to).cue != none || r.p.at(from-1).cue != none && t.cont == none
}

// personAhead reports whether a mention is an institution, and a person's name right behind it
// ends their source: "a professor at the University of Havana Julio Ruiz".
func (r *resolver) personAhead(from, to int) bool {
	a, b := &r.p.tokens[from], r.p.at(to)
	return a.name != none && r.ms[a.name].typ != entity.Person && b.name != none && r.ms[b.name].typ == entity.Person && a.src == b.src
}

// who resolves a relative pronoun that is a source to the name before it.
func (r *resolver) who(i int) {
	p := r.p
	k := i - 1
	if p.at(k).word == "," {
		k--
	}
	t := p.at(k)
	if n := t.name; n != none && r.ms[n].typ == entity.Org {
		from := r.ms[n].from - 1
		if lexicon.Article.Has(p.at(from).low) {
			from--
		}
		if w := p.at(from).low; binds(w) || w == "at" || w == "with" || w == "from" { // "Marsh, head of the Halden Bank, who"
			for k = from; k > from-12 && p.next(k, t.sent).word != "" && (p.at(k).name == none || r.ms[p.at(k).name].typ != entity.Person); k-- {
			}
			t = p.next(k, t.sent)
		}
	}
	if n := t.name; n != none && t.sent == p.tokens[i].sent && r.ms[n].ref != nil && p.tokens[i].src != none &&
		r.ms[n].typ != entity.GPE && r.ms[n].typ != entity.Loc && r.ms[n].typ != entity.Fac {
		s := p.read.Sources[p.tokens[i].src]
		if s.Start == p.tokens[i].Start && s.End == p.tokens[i].End {
			r.mention(r.ms[n].ref, mention{p.tokens[i].Span, entity.Pronoun}, i, i+1, heShe)
		}
	}
}

// resolve finds what a pronoun or definite noun refers to.
func (r *resolver) resolve(a *anaphor) *referent {
	cands := r.candidates(a)
	nobody := r.nobody(a, cands)
	if len(cands) == 0 {
		return nil
	}
	k := r.habit(a, cands)
	if k < 0 {
		k = r.choose(r, a, cands, nobody)
	}
	if k < 0 || a.class == personNominal && lexicon.UniqueOfficeAbbreviation.Has(r.p.at(a.head).word) && !cands[k].ref.heads[a.noun] {
		return nil // "the PM" is who has the office, or nobody named
	}
	x := cands[k].ref
	kind := entity.Nominal
	if a.class <= they {
		kind = entity.Pronoun
		if t := &r.p.tokens[a.from]; x.gender == unknown && x.typ == entity.Person && a.class == heShe && !t.quote && t.cont == none {
			x.gender = a.gender // what is said may be of others
		}
	} else {
		x.heads[a.noun] = true
	}
	r.mention(x, mention{r.p.span(a.from, a.to), kind}, a.from, a.to, a.class)
	return x
}

// nominal resolves a noun phrase, or remembers it as somebody new.
func (r *resolver) nominal(a *anaphor) {
	definite := r.p.tokens[a.from].low == "the" || a.shown
	if definite && r.resolve(a) != nil {
		return
	}
	if x := r.owned(a); x != nil {
		r.mention(x, mention{r.p.span(a.from, a.to), entity.Nominal}, a.from, a.to, a.class)
		return
	}
	if a.class == placeNominal || a.class == pairNominal {
		return
	}
	x := &referent{gender: titleGender(a.noun), plural: r.p.pluralNoun(r.p.at(a.head)), heads: map[string]bool{a.noun: true}}
	x.somebody = lexicon.IndefiniteDeterminer.Has(r.p.tokens[a.from].low)
	if a.class == orgNominal {
		x.typ = entity.Org
	} else {
		x.typ = entity.Person
	}
	r.mention(x, mention{r.p.span(a.from, a.to), entity.Nominal}, a.from, a.to, a.class)
}

// owned returns the one person in sight with a name who is what "its director", "his lawyer" says, and not of another
// than "its"; or nil.
func (r *resolver) owned(a *anaphor) *referent {
	t := &r.p.tokens[a.from]
	if pr, ok := pronouns[t.low]; !ok || pr.slot != possessiveSlot && t.low != "her" || a.class != personNominal {
		return nil
	}
	var owner, found *referent
	if len(r.recent) > 0 && r.recent[0].last == a.from {
		owner = r.recent[0]
	}
	for _, x := range r.recent {
		if x == owner || len(x.names) == 0 || !x.heads[a.noun] || !r.fits(a, x) {
			continue
		}
		if found != nil {
			return nil
		}
		found = x
	}
	if found == nil || owner != nil && len(owner.names) > 0 && r.another(found, a.noun, owner) {
		return nil
	}
	return found
}

// another reports whether x is what the noun says of somebody else than the owner: "Lind's lawyer", "director of the Halden Museum".
func (r *resolver) another(x *referent, what string, owner *referent) bool {
	others := false
	for _, role := range x.roles {
		ws := words(role.Text)
		if !slices.Contains(ws, what) {
			continue
		}
		for _, w := range owner.forms[0] {
			if len(w) > 2 && slices.Contains(ws, w) {
				return false
			}
		}
		from, to := r.p.within(role.Span)
		for k := from; k < to; k++ {
			others = others || r.p.tokens[k].name != none
		}
	}
	return others
}

// nounPhrase reads a noun phrase that begins with a determiner at token i and
// whose noun is said of persons, organisations or places.
func (p *page) nounPhrase(i int) (anaphor, bool) {
	t := p.at(i)
	if !lexicon.Determiner.Has(t.low) || t.role {
		return anaphor{}, false
	}
	sent := t.sent
	a := anaphor{from: i, head: none, shown: t.low == "this" || t.low == "that" || t.low == "these" || t.low == "those"}
	if lexicon.PairNoun.Has(p.next(i+1, sent).low) {
		after := p.next(i+2, sent)
		if after.verb() || after.punct() || after.word == "" || p.next(i+1, sent).low != "two" || after.low == "men" || after.low == "women" || after.low == "leaders" {
			a.head, a.to, a.class, a.noun = i+1, i+2, pairNominal, p.at(i+1).low
			if after.low == "men" || after.low == "women" || after.low == "leaders" {
				a.to++
			}
			return a, t.low == "the"
		}
	}
	k := i + 1
	for n := 0; n < 7; n++ {
		u := p.next(k, sent)
		if u.word == "" || !p.phraseWord(k) || u.cue != none && a.head != none {
			break
		}
		if lexicon.SelectiveModifier.Has(u.low) && !p.firstOf(k) && (t.low == "the" || a.shown) { // "the first country" is any that was
			return a, false
		}
		if u.name != none {
			a.named = true
			k = p.nameEnd(k)
			continue
		}
		if p.nounClass(k) != notPronoun {
			a.head = k
		} else if u.tags != "" && u.tags[0] == 'N' && u.low == u.word && a.head != none {
			if !(u.tag('V') && strings.HasSuffix(u.low, "s")) {
				a.head = none // "the company car"
			}
		}
		k++
	}
	if a.head == none || p.at(a.head+1).name != none && p.at(a.head+1).sent == sent {
		return a, false
	}
	a.to = a.head + 1
	a.class = p.nounClass(a.head)
	a.noun = strings.TrimSuffix(p.at(a.head).low, ".")
	next := p.next(a.to, sent)
	a.defined = next.low == "of" || next.low == "that" || next.low == "which" || next.low == "who" || next.low == "whose" ||
		next.low == "for" || next.low == "in" || next.low == "at" || next.low == "from"
	a.gender = titleGender(a.noun)
	return a, true
}

// phraseWord reports whether token k may stand within a noun phrase.
func (p *page) phraseWord(k int) bool {
	t := p.at(k)
	if t.possessive() {
		return false
	}
	return p.modifier(k) || p.nounClass(k) != notPronoun || isAge(t.low) || t.tags != "" && t.tags[0] == 'V' && (strings.HasSuffix(t.low, "ed") || strings.HasSuffix(t.low, "ing")) && p.modifier(k+1)
}

func (p *page) nameEnd(i int) int {
	n := p.at(i).name
	for i < len(p.tokens) && p.tokens[i].name == n {
		i++
	}
	return i
}

// nounClass returns the class of the noun at token k, or notPronoun.
func (p *page) nounClass(k int) class {
	t := p.at(k)
	switch {
	case t.name == none && (p.offices[t.word] || lexicon.UniqueOfficeAbbreviation.Has(t.word)):
		return personNominal
	case t.name != none || t.role || lexicon.ThingNoun.Has(strings.TrimSuffix(t.low, "s")):
		return notPronoun
	case strings.HasSuffix(t.low, "-year-old") || t.low == "old" && p.at(k-1).word == "-":
		return personNominal
	case lexicon.PlaceNoun.Has(t.low):
		return placeNominal
	case lexicon.OrganisationNoun.Has(t.low):
		return orgNominal
	case p.personNoun(k):
		return personNominal
	}
	return notPronoun
}

// candidates returns the remembered referents that fit an anaphor, with features.
func (r *resolver) candidates(a *anaphor) []candidate {
	var fit []*referent
	for _, x := range r.recent {
		if r.fits(a, x) {
			fit = append(fit, x)
		}
	}
	// A name that follows in the sentence: "In his speech, Putin …".
	var ahead *referent
	if a.slot == possessiveSlot || a.slot == subjectSlot && a.class == heShe { // "It was Acme" is no such case
		ahead = r.ahead(a)
		for _, x := range fit {
			if x == ahead {
				ahead = nil
			}
		}
	}
	most := 0
	for _, x := range fit {
		most = max(most, x.count)
	}
	cands := make([]candidate, 0, len(fit)+1)
	for k, x := range fit {
		cands = append(cands, candidate{x, r.features(a, x, k, len(fit), most)})
	}
	if ahead != nil {
		cands = append(cands, candidate{ahead, r.aheadFeatures(a, len(fit))})
	}
	return cands
}

// ahead returns the first name after a pronoun in its sentence that fits it and
// that was not named before.
func (r *resolver) ahead(a *anaphor) *referent {
	sent := r.p.tokens[a.from].sent
	for k := a.to; k < a.to+14 && r.p.next(k, sent).word != ""; k++ {
		if n := r.p.tokens[k].name; n != none && r.ms[n].ref != nil && r.ms[n].ref.count == 0 && r.fits(a, r.ms[n].ref) {
			return r.ms[n].ref
		}
	}
	return nil
}

// fits reports whether an anaphor may refer to x at all.
func (r *resolver) fits(a *anaphor, x *referent) bool {
	person := x.typ == entity.Person
	if a.slot == objectSlot && x.subj && a.from-x.lastTo > 0 && a.from-x.lastTo <= 2 && r.p.tokens[x.last].sent == r.p.tokens[a.from].sent {
		return false // "Lind has seen her": principle B of Chomsky (1981)
	}
	if a.named && (a.class == placeNominal || a.class == personNominal && !r.speaks(a)) && !r.agrees(a, x) {
		return false
	}
	switch a.class {
	case heShe:
		return person && !x.plural && (x.gender == unknown || x.gender == a.gender)
	case personNominal:
		return person && (x.gender == unknown || a.gender == unknown || x.gender == a.gender) && x.plural == r.p.pluralNoun(r.p.at(a.head))
	case it:
		return !person && x.typ != entity.NORP && !x.plural
	case they:
		return true
	case orgNominal:
		return x.typ == entity.Org && x.plural == r.p.pluralNoun(r.p.at(a.head)) && !(a.named && r.elsewhere(a, x)) || x.typ == entity.NORP && a.noun == "group"
	case placeNominal:
		return x.typ == entity.GPE || x.typ == entity.Loc
	}
	return false
}

// elsewhere reports whether the name of a country or people within the phrase for an institution, "the Sudanese government", is not
// that of x's.
func (r *resolver) elsewhere(a *anaphor, x *referent) bool {
	if !lexicon.InstitutionWord.Has(a.noun) {
		return false
	}
	for k := a.from; k < a.to; k++ {
		n := r.p.tokens[k].name
		if n == none || r.ms[n].from != k || r.ms[n].typ != entity.GPE && r.ms[n].typ != entity.NORP {
			continue
		}
		name := r.ms[n].Of(r.p.text)
		country := placeKey(r.p.gaz, name)
		if d := r.p.gaz.Demonym(name); d != "" {
			country = placeKey(r.p.gaz, d)
		}
		if x.country == country {
			continue
		}
		word := fold(name)
		if x.country != "" || !slices.ContainsFunc(x.forms, func(f []string) bool { return slices.Contains(f, word) }) {
			return true
		}
	}
	return false
}

// agrees reports whether the name within a noun phrase fits what is known of x:
// "the Mexican president" is nobody whose office is in another country.
func (r *resolver) agrees(a *anaphor, x *referent) bool {
	for k := a.from; k < a.to; k++ {
		n := r.p.tokens[k].name
		if n == none || r.ms[n].from != k {
			continue
		}
		m := &r.ms[n]
		name := m.Of(r.p.text)
		if x.affiliation != nil {
			d := r.p.gaz.Demonym(name)
			if x.affiliation == m.ref || d != "" && x.affiliation.country == placeKey(r.p.gaz, d) {
				continue
			}
		}
		said := false
		for _, role := range x.roles {
			said = said || strings.Contains(role.Text, name)
		}
		if !said {
			return false
		}
	}
	return true
}

// habit chooses where news has a habit that the ranker's training texts lack, or
// returns none: "he" that opens a sentence is the person whose name opens the one before (centering: Grosz, Joshi and
// Weinstein 1995); whoever alone has the office that the phrase says, or goes by "they"; "the 34-year-old" is
// the person last spoken of, and "the company", bare, the one company in sight.
func (r *resolver) habit(a *anaphor, cands []candidate) int {
	switch a.class {
	case personNominal:
		if i := r.officer(a, cands); i != none {
			return i
		}
	case they:
		for i, c := range cands {
			if c.ref.theirs && r.p.tokens[a.from].block-r.p.tokens[c.ref.last].block <= 2 {
				return i
			}
		}
	}
	if a.named || a.defined || a.shown || a.class != personNominal && a.class != orgNominal {
		return none
	}
	age := a.class == personNominal && (strings.HasSuffix(a.noun, "-year-old") || a.noun == "old")
	business := a.class == orgNominal && sortOf[a.noun] != ""
	for i, c := range cands { // the latest first
		x := c.ref
		near := r.p.tokens[a.from].sent-r.p.tokens[x.last].sent <= 3
		if len(x.names) == 0 || !near || x.count == 0 {
			continue
		}
		if age {
			return i
		}
		if _, role := r.head(a, x); role == 2 && a.class == personNominal && a.to-a.from == 2 && !lexicon.GeneralPersonNoun.Has(a.noun) {
			return i
		}
		if business {
			switch r.p.sorts(a.noun, x) {
			case sortFits:
				return i
			}
		}
	}
	if a.class == orgNominal && a.to-a.from == 2 && lexicon.GeneralOrganisationNoun.Has(a.noun) && r.isSource(a) && a.definite(r.p) {
		return r.body(a, cands)
	}
	return none
}

// body returns the organisation that spoke last, or else the only one in sight, for "the agency said", where its name does not speak
// against that; or none.
func (r *resolver) body(a *anaphor, cands []candidate) int {
	only := none
	for i, c := range cands {
		x := c.ref
		away := r.p.tokens[a.from].sent - r.p.tokens[x.last].sent
		if x.typ != entity.Org || len(x.names) == 0 || x.count == 0 || r.p.sorts(a.noun, x) == sortDiffers || slices.ContainsFunc(x.forms[0], func(w string) bool { return lexicon.PressWord.Has(w) }) {
			continue
		}
		if x == r.speaker && away <= 6 {
			return i
		}
		if away <= 3 {
			if only != none {
				only = len(cands)
			} else {
				only = i
			}
		}
	}
	if only == len(cands) {
		return none
	}
	return only
}

// officer returns the one candidate whose title or office the phrase is, with all its words
// ("the commander of the navy"), or for a phrase of two words its noun; or else whoever
// unnamed came in as that before ("a neighbour", "the neighbour"); or none.
func (r *resolver) officer(a *anaphor, cands []candidate) int {
	if !a.definite(r.p) || lexicon.GeneralPersonNoun.Has(a.noun) {
		return none
	}
	end := a.to
	if a.defined && lexicon.Preposition.Has(r.p.at(a.to).low) {
		for k := a.to + 1; k < a.to+8 && r.p.next(k, r.p.tokens[a.from].sent).word != ""; k++ {
			t := &r.p.tokens[k]
			if !t.capital() && !lexicon.Article.Has(t.low) {
				break
			}
			end = k + 1
		}
	}
	from := a.from + 1
	for lexicon.StatusParticiple.Has(r.p.tokens[from].low) && from+1 < end { // "the incoming chairman of the board"
		from++
	}
	phrase := strings.ToLower(r.p.span(from, end).Of(r.p.text))
	best := none
	for i, c := range cands {
		x := c.ref
		if len(x.names) == 0 || x.count == 0 || !x.heads[a.noun] || x.deputy(a.noun) && !deputies.MatchString(phrase) {
			continue
		}
		fits := a.to-a.from == 2 && !a.defined || a.named && r.agrees(a, x)
		for _, role := range x.roles {
			fits = fits || strings.Contains(strings.ToLower(role.Text), phrase)
		}
		if !fits {
			continue
		}
		if best != none {
			return none
		}
		best = i
	}
	if best != none {
		return best
	}
	for i, c := range cands {
		if x := c.ref; len(x.names) == 0 && x.heads[a.noun] && x.somebody {
			return i
		}
	}
	return none
}

// deputies are the words of who stands in for the holder of an office.
var deputies = regexp.MustCompile(`(?i)\b(?:vice|deputy|assistant|acting|former|ex)\b`)

// deputy reports whether all the roles of x that have the noun are of a deputy.
func (x *referent) deputy(noun string) bool {
	of := false
	for _, role := range x.roles {
		if strings.Contains(strings.ToLower(role.Text), noun) {
			if !deputies.MatchString(role.Text) {
				return false
			}
			of = true
		}
	}
	return of
}

// definite reports whether the anaphor opens with "the" and more than its noun's article.
func (a *anaphor) definite(p *page) bool { return p.tokens[a.from].low == "the" && a.to > a.from+1 }

// ranker chooses the referent with the highest score, or none where nobody scores higher.
func ranker(r *resolver, a *anaphor, cands []candidate, nobody []feature) int {
	n := ranking()
	best, top := none, n.score(nobody, r.evidence(a, nil))
	for i, c := range cands {
		if s := n.score(c.features, r.evidence(a, c.ref)); s > top {
			best, top = i, s
		}
	}
	return best
}

func bucketOf(n int, bounds ...int) int {
	for i, b := range bounds {
		if n <= b {
			return i
		}
	}
	return len(bounds)
}
