package resolve

import (
	"regexp"
	"slices"
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/doc"
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
	for i := 0; i < len(p.Tokens); {
		t := &p.Tokens[i]
		if t.Name != none {
			m := &r.ms[t.Name]
			if m.ref != nil {
				r.mention(m.ref, mention{m.Span, entity.Name}, i, m.to, notPronoun)
			}
			i = m.to
			continue
		}
		if n := p.ownPronouns(i); n > 0 {
			if len(r.recent) > 0 && r.recent[0].typ == entity.Person && p.Tokens[r.recent[0].last].Sentence == t.Sentence {
				r.recent[0].theirs = true
			}
			i += n
			continue
		}
		if n := r.p.At(i - 1).Name; (t.Lower == "himself" || t.Lower == "herself") && n != none && r.ms[n].typ == entity.Person && r.ms[n].ref != nil {
			r.mention(r.ms[n].ref, mention{t.Span, entity.Pronoun}, i, i+1, heShe) // "Marsh himself"
			i++
			continue
		}
		if t.Lower == "it" && p.pleonastic(i) {
			i++
			continue
		}
		if pr, ok := pronouns[t.Lower]; ok {
			a := anaphor{from: i, to: i + 1, head: i, class: pr.class, gender: pr.gender, slot: p.slot(i, pr)}
			r.resolve(&a)
			if n, ok := p.nounPhrase(i); ok && pr.slot == possessiveSlot {
				i = r.phrase(&n)
			} else {
				i++
			}
			continue
		}
		if t.Lower == "who" {
			r.who(i)
			i++
			continue
		}
		if a, ok := p.nounPhrase(i); ok {
			i = r.phrase(&a)
			continue
		}
		if p.nounClass(i) == personNominal && p.pluralNoun(t) {
			a := anaphor{from: i, to: i + 1, head: i, class: personNominal, noun: t.Lower}
			r.nominal(&a)
		}
		i++
	}
}

// ownPronouns returns how many tokens from token i on say that somebody goes by "they/them",
// as a word of one token or of three, or 0.
func (p *page) ownPronouns(i int) int {
	t := &p.Tokens[i]
	switch {
	case t.Lower == "they/them":
		return 1
	case t.Lower == "they" && p.At(i+1).Text == "/" && p.At(i+2).Lower == "them":
		return 3
	}
	return 0
}

// phrase resolves a noun phrase, notes the names within it, and returns where it ends.
func (r *resolver) phrase(a *anaphor) int {
	r.nominal(a)
	for k := a.from; k < a.to; k++ {
		if n := r.p.Tokens[k].Name; n != none && r.ms[n].from == k && r.ms[n].ref != nil {
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
	next := p.InSentence(i+1, p.Tokens[i].Sentence)
	if pr.class == it {
		if next.IsVerb() {
			return subjectSlot
		}
		return objectSlot
	}
	// "her": before a noun or adjective it is possessive.
	if next.Text == "" || next.IsPunct() || next.Tags != "" && (next.Tags[0] == 'F' || next.Tags[0] == 'R' || next.Tags[0] == 'A') {
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
	if r.p.BlockKind(&r.p.Tokens[from]) == text.Dateline {
		return // where a report is from does nothing in it
	}
	x.last, x.lastTo, x.kind, x.class = from, to, m.kind, c
	if m.kind == entity.Name {
		x.name, x.nameTo = from, to
	}
	if m.kind == entity.Name && x.typ == entity.Person {
		r.offices(x, from)
	}
	x.subj = r.p.VerbFollows(to)
	x.topic = r.p.Opens(from)
	before := r.p.InSentence(from-1, r.p.Tokens[from].Sentence)
	if before.Is(lexicon.Article) {
		before = r.p.InSentence(from-2, r.p.Tokens[from].Sentence)
	}
	x.prep = before.Is(lexicon.Preposition) && before.Lower != "and" || before.Lower == "about" || before.Lower == "against"
	x.poss = r.p.At(to).IsPossessive() && r.p.At(to).Sentence == r.p.Tokens[from].Sentence
	r.clock++
	x.lastPos = r.clock
	t := &r.p.Tokens[from]
	if !t.Quoted && t.Content == none && !x.poss {
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
	src := r.p.Tokens[from].Source
	if src == none || src == r.source {
		return
	}
	k := from
	for n := 0; n < 14 && k > 0 && r.p.Tokens[k-1].Source == src; n++ {
		k--
		if t := &r.p.Tokens[k]; t.IsPossessive() || t.Lower == "for" || t.Lower == "to" || t.Lower == "with" || pronouns[t.Lower].slot == possessiveSlot {
			return
		}
	}
	for ; k < from; k++ {
		if r.p.personNoun(k) && !r.p.pluralNoun(&r.p.Tokens[k]) {
			x.heads[nounOf(r.p.Tokens[k].Lower)] = true
		}
	}
}

// voices reports whether a mention is whom a source names: the first in the source that
// owns nothing, or what stands beside a cue.
func (r *resolver) voices(t *doc.Token, from, to int, possessor bool) bool {
	if t.Source != none {
		if possessor || t.Source == r.source && r.p.At(from-1).Lower != "and" && r.p.At(from-1).Text != "," || r.personAhead(from, to) {
			return false
		}
		r.source = t.Source
		return true
	}
	return r.p.At(to).Cue != none || r.p.At(from-1).Cue != none && t.Content == none
}

// personAhead reports whether a mention is an institution, and a person's name right behind it
// ends their source: "a professor at the University of Havana Julio Ruiz".
func (r *resolver) personAhead(from, to int) bool {
	a, b := &r.p.Tokens[from], r.p.At(to)
	return a.Name != none && r.ms[a.Name].typ != entity.Person && b.Name != none && r.ms[b.Name].typ == entity.Person && a.Source == b.Source
}

// who resolves a relative pronoun that is a source to the name before it.
func (r *resolver) who(i int) {
	p := r.p
	k := i - 1
	if p.At(k).Text == "," {
		k--
	}
	t := p.At(k)
	if n := t.Name; n != none && r.ms[n].typ == entity.Org {
		from := r.ms[n].from - 1
		if p.At(from).Is(lexicon.Article) {
			from--
		}
		if w := p.At(from).Lower; binds(w) || w == "at" || w == "with" || w == "from" { // "Marsh, head of the Halden Bank, who"
			for k = from; k > from-12 && p.InSentence(k, t.Sentence).Text != "" && (p.At(k).Name == none || r.ms[p.At(k).Name].typ != entity.Person); k-- {
			}
			t = p.InSentence(k, t.Sentence)
		}
	}
	if n := t.Name; n != none && t.Sentence == p.Tokens[i].Sentence && r.ms[n].ref != nil && p.Tokens[i].Source != none &&
		r.ms[n].typ != entity.GPE && r.ms[n].typ != entity.Loc && r.ms[n].typ != entity.Fac {
		s := p.Reading.Sources[p.Tokens[i].Source]
		if s.Start == p.Tokens[i].Start && s.End == p.Tokens[i].End {
			r.mention(r.ms[n].ref, mention{p.Tokens[i].Span, entity.Pronoun}, i, i+1, heShe)
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
	if k < 0 || a.class == personNominal && r.p.At(a.head).IsWritten(lexicon.UniqueOfficeAbbreviation) && !cands[k].ref.heads[a.noun] {
		return nil // "the PM" is who has the office, or nobody named
	}
	x := cands[k].ref
	kind := entity.Nominal
	if a.class <= they {
		kind = entity.Pronoun
		if t := &r.p.Tokens[a.from]; x.gender == unknown && x.typ == entity.Person && a.class == heShe && !t.Quoted && t.Content == none {
			x.gender = a.gender // what is said may be of others
		}
	} else {
		x.heads[a.noun] = true
	}
	r.mention(x, mention{r.p.SpanOf(a.from, a.to), kind}, a.from, a.to, a.class)
	return x
}

// nominal resolves a noun phrase, or remembers it as somebody new.
func (r *resolver) nominal(a *anaphor) {
	definite := r.p.Tokens[a.from].Lower == "the" || a.shown
	if definite && r.resolve(a) != nil {
		return
	}
	if x := r.owned(a); x != nil {
		r.mention(x, mention{r.p.SpanOf(a.from, a.to), entity.Nominal}, a.from, a.to, a.class)
		return
	}
	if a.class == placeNominal || a.class == pairNominal {
		return
	}
	x := &referent{gender: titleGender(a.noun), plural: r.p.pluralNoun(r.p.At(a.head)), heads: map[string]bool{a.noun: true}}
	x.somebody = r.p.Tokens[a.from].Is(lexicon.IndefiniteDeterminer)
	if a.class == orgNominal {
		x.typ = entity.Org
	} else {
		x.typ = entity.Person
	}
	r.mention(x, mention{r.p.SpanOf(a.from, a.to), entity.Nominal}, a.from, a.to, a.class)
}

// owned returns the one person in sight with a name who is what "its director", "his lawyer" says, and not of another
// than "its"; or nil.
func (r *resolver) owned(a *anaphor) *referent {
	t := &r.p.Tokens[a.from]
	if pr, ok := pronouns[t.Lower]; !ok || pr.slot != possessiveSlot && t.Lower != "her" || a.class != personNominal {
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
		from, to := r.p.TokensIn(role.Span)
		for k := from; k < to; k++ {
			others = others || r.p.Tokens[k].Name != none
		}
	}
	return others
}

// nounPhrase reads a noun phrase that begins with a determiner at token i and
// whose noun is said of persons, organisations or places.
func (p *page) nounPhrase(i int) (anaphor, bool) {
	t := p.At(i)
	if !t.Is(lexicon.Determiner) || t.Title {
		return anaphor{}, false
	}
	sent := t.Sentence
	a := anaphor{from: i, head: none, shown: t.Lower == "this" || t.Lower == "that" || t.Lower == "these" || t.Lower == "those"}
	if p.InSentence(i+1, sent).Is(lexicon.PairNoun) {
		after := p.InSentence(i+2, sent)
		if after.IsVerb() || after.IsPunct() || after.Text == "" || p.InSentence(i+1, sent).Lower != "two" || after.Lower == "men" || after.Lower == "women" || after.Lower == "leaders" {
			a.head, a.to, a.class, a.noun = i+1, i+2, pairNominal, p.At(i+1).Lower
			if after.Lower == "men" || after.Lower == "women" || after.Lower == "leaders" {
				a.to++
			}
			return a, t.Lower == "the"
		}
	}
	k := i + 1
	for n := 0; n < 7; n++ {
		u := p.InSentence(k, sent)
		if u.Text == "" || !p.phraseWord(k) || u.Cue != none && a.head != none {
			break
		}
		if u.Is(lexicon.SelectiveModifier) && !p.opensFirstOffice(k) && (t.Lower == "the" || a.shown) { // "the first country" is any that was
			return a, false
		}
		if u.Name != none {
			a.named = true
			k = p.nameEnd(k)
			continue
		}
		if p.nounClass(k) != notPronoun {
			a.head = k
		} else if u.Tags != "" && u.Tags[0] == 'N' && u.Lower == u.Text && a.head != none {
			if !(u.HasTag('V') && strings.HasSuffix(u.Lower, "s")) {
				a.head = none // "the company car"
			}
		}
		k++
	}
	if a.head == none || p.At(a.head+1).Name != none && p.At(a.head+1).Sentence == sent {
		return a, false
	}
	a.to = a.head + 1
	a.class = p.nounClass(a.head)
	a.noun = strings.TrimSuffix(p.At(a.head).Lower, ".")
	next := p.InSentence(a.to, sent)
	a.defined = next.Lower == "of" || next.Lower == "that" || next.Lower == "which" || next.Lower == "who" || next.Lower == "whose" ||
		next.Lower == "for" || next.Lower == "in" || next.Lower == "at" || next.Lower == "from"
	a.gender = titleGender(a.noun)
	return a, true
}

// phraseWord reports whether token k may stand within a noun phrase.
func (p *page) phraseWord(k int) bool {
	t := p.At(k)
	if t.IsPossessive() {
		return false
	}
	return p.modifier(k) || p.nounClass(k) != notPronoun || isAge(t.Lower) || t.Tags != "" && t.Tags[0] == 'V' && (strings.HasSuffix(t.Lower, "ed") || strings.HasSuffix(t.Lower, "ing")) && p.modifier(k+1)
}

func (p *page) nameEnd(i int) int {
	n := p.At(i).Name
	for i < len(p.Tokens) && p.Tokens[i].Name == n {
		i++
	}
	return i
}

// nounClass returns the class of the noun at token k, or notPronoun.
func (p *page) nounClass(k int) class {
	t := p.At(k)
	switch {
	case t.Name == none && (p.offices[t.Text] || t.IsWritten(lexicon.UniqueOfficeAbbreviation)):
		return personNominal
	case t.Name != none || t.Title || lexicon.ThingNoun.Has(strings.TrimSuffix(t.Lower, "s")):
		return notPronoun
	case strings.HasSuffix(t.Lower, "-year-old") || t.Lower == "old" && p.At(k-1).Text == "-":
		return personNominal
	case t.Is(lexicon.PlaceNoun):
		return placeNominal
	case t.Is(lexicon.OrganisationNoun):
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
	sent := r.p.Tokens[a.from].Sentence
	for k := a.to; k < a.to+14 && r.p.InSentence(k, sent).Text != ""; k++ {
		if n := r.p.Tokens[k].Name; n != none && r.ms[n].ref != nil && r.ms[n].ref.count == 0 && r.fits(a, r.ms[n].ref) {
			return r.ms[n].ref
		}
	}
	return nil
}

// fits reports whether an anaphor may refer to x at all.
func (r *resolver) fits(a *anaphor, x *referent) bool {
	person := x.typ == entity.Person
	if a.slot == objectSlot && x.subj && a.from-x.lastTo > 0 && a.from-x.lastTo <= 2 && r.p.Tokens[x.last].Sentence == r.p.Tokens[a.from].Sentence {
		return false // "Lind has seen her": principle B of Chomsky (1981)
	}
	if a.named && (a.class == placeNominal || a.class == personNominal && !r.speaks(a)) && !r.agrees(a, x) {
		return false
	}
	switch a.class {
	case heShe:
		return person && !x.plural && (x.gender == unknown || x.gender == a.gender)
	case personNominal:
		return person && (x.gender == unknown || a.gender == unknown || x.gender == a.gender) && x.plural == r.p.pluralNoun(r.p.At(a.head))
	case it:
		return !person && x.typ != entity.NORP && !x.plural
	case they:
		return true
	case orgNominal:
		return x.typ == entity.Org && x.plural == r.p.pluralNoun(r.p.At(a.head)) && !(a.named && r.elsewhere(a, x)) || x.typ == entity.NORP && a.noun == "group"
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
		n := r.p.Tokens[k].Name
		if n == none || r.ms[n].from != k || r.ms[n].typ != entity.GPE && r.ms[n].typ != entity.NORP {
			continue
		}
		name := r.ms[n].Of(r.p.Text)
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
		n := r.p.Tokens[k].Name
		if n == none || r.ms[n].from != k {
			continue
		}
		m := &r.ms[n]
		name := m.Of(r.p.Text)
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
			if c.ref.theirs && r.p.Tokens[a.from].Block-r.p.Tokens[c.ref.last].Block <= 2 {
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
		near := r.p.Tokens[a.from].Sentence-r.p.Tokens[x.last].Sentence <= 3
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
		away := r.p.Tokens[a.from].Sentence - r.p.Tokens[x.last].Sentence
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
	if a.defined && r.p.At(a.to).Is(lexicon.Preposition) {
		for k := a.to + 1; k < a.to+8 && r.p.InSentence(k, r.p.Tokens[a.from].Sentence).Text != ""; k++ {
			t := &r.p.Tokens[k]
			if !t.IsCapitalised() && !t.Is(lexicon.Article) {
				break
			}
			end = k + 1
		}
	}
	from := a.from + 1
	for r.p.Tokens[from].Is(lexicon.StatusParticiple) && from+1 < end { // "the incoming chairman of the board"
		from++
	}
	phrase := strings.ToLower(r.p.SpanOf(from, end).Of(r.p.Text))
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
func (a *anaphor) definite(p *page) bool { return p.Tokens[a.from].Lower == "the" && a.to > a.from+1 }

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
