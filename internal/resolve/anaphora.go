package resolve

import (
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
	"he": {heShe, male, subjectSlot}, "him": {heShe, male, objectSlot}, "his": {heShe, male, possessiveSlot},
	"himself": {heShe, male, reflexiveSlot},
	"she":     {heShe, female, subjectSlot}, "her": {heShe, female, anySlot}, "hers": {heShe, female, possessiveSlot},
	"herself": {heShe, female, reflexiveSlot},
	"it":      {it, unknown, anySlot}, "its": {it, unknown, possessiveSlot}, "itself": {it, unknown, reflexiveSlot},
	"they": {they, unknown, subjectSlot}, "them": {they, unknown, objectSlot}, "their": {they, unknown, possessiveSlot},
	"theirs": {they, unknown, possessiveSlot}, "themselves": {they, unknown, reflexiveSlot},
}

// A mention is one place that refers to a referent.
type mention struct {
	text.Span
	kind entity.Kind
	pass string // that found what a pronoun or noun refers to
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
	harmed   bool // the victim of a crime or an accident

	age string // that the text states

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
	for i := 0; i < len(p.Tokens); {
		i = r.read(i)
	}
}

// expressions read an expression that refers to somebody or something, each of a kind. They
// return the token behind the one that begins with token i, or i where there is none.
var expressions = [...]func(r *resolver, i int) int{
	(*resolver).readName, (*resolver).readOwnPronouns, (*resolver).readEmphatic, (*resolver).readPleonastic,
	(*resolver).readPronoun, (*resolver).readRelative, (*resolver).readNounPhrase, (*resolver).readPlural,
}

// read reads the expression at token i, and returns where to go on.
func (r *resolver) read(i int) int {
	for _, read := range expressions {
		if next := read(r, i); next > i {
			return next
		}
	}
	return i + 1
}

func (r *resolver) readName(i int) int {
	n := r.p.Tokens[i].Name
	if n == none {
		return i
	}
	m := &r.ms[n]
	if m.ref != nil {
		r.mention(m.ref, mention{Span: m.Span, kind: entity.Name}, i, m.to, notPronoun)
	}
	return m.to
}

// readOwnPronouns reads what says that somebody goes by "they/them", a word of one token or of three.
func (r *resolver) readOwnPronouns(i int) int {
	p, t, end := r.p, &r.p.Tokens[i], i
	switch {
	case t.Lower == "they/them":
		end = i + 1
	case t.Lower == "they" && p.At(i+1).Text == "/" && p.At(i+2).Lower == "them":
		end = i + 3
	default:
		return i
	}
	if len(r.recent) > 0 && r.recent[0].typ == entity.Person && p.Tokens[r.recent[0].last].Sentence == t.Sentence {
		r.recent[0].theirs = true
	}
	return end
}

// readEmphatic reads the pronoun of "Marsh himself".
func (r *resolver) readEmphatic(i int) int {
	t, n := &r.p.Tokens[i], r.p.At(i-1).Name
	if t.Lower != "himself" && t.Lower != "herself" || n == none || r.ms[n].typ != entity.Person || r.ms[n].ref == nil {
		return i
	}
	r.mention(r.ms[n].ref, mention{t.Span, entity.Pronoun, emphaticPass.Name}, i, i+1, heShe)
	return i + 1
}

// readPleonastic passes over an "it" that refers to nothing.
func (r *resolver) readPleonastic(i int) int {
	if r.p.Tokens[i].Lower == "it" && r.p.pleonastic(i) {
		return i + 1
	}
	return i
}

func (r *resolver) readPronoun(i int) int {
	p := r.p
	pr, ok := pronouns[p.Tokens[i].Lower]
	if !ok {
		return i
	}
	a := anaphor{from: i, to: i + 1, head: i, class: pr.class, gender: pr.gender, slot: p.slot(i, pr)}
	r.resolve(&a)
	if n, ok := p.nounPhrase(i); ok && pr.slot == possessiveSlot {
		return r.nounPhrase(&n)
	}
	return i + 1
}

func (r *resolver) readNounPhrase(i int) int {
	if a, ok := r.p.nounPhrase(i); ok {
		return r.nounPhrase(&a)
	}
	return i
}

// readPlural reads a plural noun for persons without a determiner.
func (r *resolver) readPlural(i int) int {
	p := r.p
	if p.nounClass(i) != personNominal || !p.pluralNoun(&p.Tokens[i]) {
		return i
	}
	a := anaphor{from: i, to: i + 1, head: i, class: personNominal, noun: p.Tokens[i].Lower}
	r.nominal(&a)
	return i + 1
}

// nounPhrase resolves a noun phrase, notes the names within it, and returns where it ends.
func (r *resolver) nounPhrase(a *anaphor) int {
	r.nominal(a)
	for k := a.from; k < a.to; k++ {
		if n := r.p.Tokens[k].Name; n != none && r.ms[n].from == k && r.ms[n].ref != nil {
			r.mention(r.ms[n].ref, mention{Span: r.ms[n].Span, kind: entity.Name}, k, r.ms[n].to, notPronoun)
		}
	}
	return a.to
}

// readRelative resolves a relative pronoun that is a source to the name before it.
func (r *resolver) readRelative(i int) int {
	p, t := r.p, &r.p.Tokens[i]
	if t.Lower != "who" {
		return i
	}
	n := r.beforeRelative(i)
	if n == none || t.Source == none || p.Sources[t.Source] != t.Span {
		return i + 1
	}
	if m := &r.ms[n]; m.ref != nil && m.typ != entity.GPE && m.typ != entity.Loc && m.typ != entity.Fac {
		r.mention(m.ref, mention{t.Span, entity.Pronoun, relativePronounPass.Name}, i, i+1, heShe)
	}
	return i + 1
}

// maxRelative bounds the tokens between a person and the organisation before a relative pronoun.
const maxRelative = 12

// beforeRelative returns the name in the sentence that the relative pronoun at token i follows, or none: of "Marsh,
// head of the Halden Bank, who" the person.
func (r *resolver) beforeRelative(i int) int {
	p := r.p
	sent := p.Tokens[i].Sentence
	k := i - 1
	if p.At(k).Text == "," {
		k--
	}
	t := p.At(k)
	if n := t.Name; n != none && r.ms[n].typ == entity.Org {
		if from := p.governor(r.ms[n].from); from != none {
			k = from
			for k > from-maxRelative && p.InSentence(k, t.Sentence).Text != "" && p.personAt(r.ms, k, t.Sentence) == nil {
				k--
			}
			t = p.InSentence(k, t.Sentence)
		}
	}
	if t.Sentence != sent {
		return none
	}
	return t.Name
}

// governor returns the preposition between an office and the organisation that begins with token k, or none.
func (p *page) governor(k int) int {
	k--
	if p.At(k).Is(lexicon.Article) {
		k--
	}
	if w := p.At(k).Lower; binds(w) || w == "at" || w == "with" || w == "from" {
		return k
	}
	return none
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

// resolve finds what a pronoun or definite noun refers to.
func (r *resolver) resolve(a *anaphor) *referent {
	cands := r.candidates(a)
	nobody := r.nobody(a, cands)
	if len(cands) == 0 {
		return nil
	}
	k, pass := r.antecedent(a, cands, nobody)
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
	r.mention(x, mention{r.p.SpanOf(a.from, a.to), kind, pass}, a.from, a.to, a.class)
	return x
}
