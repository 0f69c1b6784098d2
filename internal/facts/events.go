package facts

import (
	"slices"
	"strings"

	"dictum.example/entity"
	"dictum.example/fact"
	"dictum.example/internal/lexicon"
	"dictum.example/text"
)

// A predicate is a word that tells an event.
type predicate struct {
	word    int
	noun    bool
	passive bool
	lemma   string
	kind    fact.EventKind
	// subject and object are words, or -1.
	subject, object int
	args            []argument
	place           []int
	when            *fact.Date
	p               float32
	polarity        fact.Polarity
	modality        fact.Modality
}

// An argument is a word that takes part in an event.
type argument struct {
	word int
	role fact.Role
	p    float32
}

// events returns the events of all sentences.
func (p *page) events() []*fact.Event {
	var out []*fact.Event
	for k := range p.trees.sentences {
		p.Watch.Look()
		g := p.grammar(k)
		for i := g.from; i < g.to; i++ {
			if x := g.find(i); x != nil {
				if e := g.event(x); e != nil {
					out = append(out, e)
				}
			}
		}
	}
	return out
}

// grammar returns what is known of sentence k.
func (p *page) grammar(k int) *grammar {
	if p.grammars == nil {
		p.grammars = make([]*grammar, len(p.trees.sentences))
	}
	if p.grammars[k] == nil {
		s := p.trees.sentences[k]
		p.grammars[k] = &grammar{page: p, stretch: s, children: p.children(s), predicates: map[int]*predicate{}}
	}
	return p.grammars[k]
}

// A grammar is one sentence.
type grammar struct {
	*page
	stretch
	children   [][]int // of each word, by its number less from
	predicates map[int]*predicate
}

func (p *page) children(s stretch) [][]int {
	out := make([][]int, s.to-s.from)
	for i := s.from; i < s.to; i++ {
		if h := p.trees.nodes[i].head; h >= s.from && h < s.to {
			out[h-s.from] = append(out[h-s.from], i)
		}
	}
	return out
}

func (g *grammar) node(i int) *node { return &g.trees.nodes[i] }

func (g *grammar) under(i int) []int { return g.children[i-g.from] }

// child returns the first word under i with one of the relations, or -1.
func (g *grammar) child(i int, rels ...string) int {
	for _, c := range g.under(i) {
		if slices.Contains(rels, g.node(c).rel) {
			return c
		}
	}
	return -1
}

// find looks whether word i is a predicate. Those above it are found first.
func (g *grammar) find(i int) *predicate {
	if x, ok := g.predicates[i]; ok {
		return x
	}
	g.predicates[i] = nil // while it is looked at
	var x *predicate
	switch n := g.node(i); {
	case strings.HasPrefix(n.tag, "VB"):
		x = g.verb(i)
	case n.tag == "NN" || n.tag == "NNS":
		x = g.noun(i)
	}
	if x == nil {
		return nil
	}
	g.predicates[i] = x
	g.modify(x)
	g.arguments(x)
	return x
}

// verb returns the predicate of a verb that is no auxiliary and no mere attribute.
func (g *grammar) verb(i int) *predicate {
	n := g.node(i)
	switch n.rel {
	case "aux", "aux:pass", "cop", "amod", "case", "mark", "fixed", "compound", "in", "discourse":
		return nil
	}
	if g.named(i) {
		return nil
	}
	x := &predicate{word: i, lemma: words().lemma("v", g.low(i)), subject: -1, object: -1, p: n.lp}
	if prt := g.particle(i); prt >= 0 {
		x.lemma += " " + g.low(prt)
	}
	if lexicon.EventlessVerb.Has(x.lemma) {
		return nil
	}
	bare := n.tag == "VBN" && (n.rel == "acl" || n.rel == "advcl") && g.child(i, "aux", "nsubj") < 0 // "the man arrested"
	x.passive = bare || g.child(i, "aux:pass", "nsubj:pass") >= 0
	return x
}

// particle returns the particle of a verb, or -1: "set up", "brushed Lind off", and no "down" of "struggles to down missiles".
func (g *grammar) particle(i int) int {
	k := g.child(i, "compound:prt")
	if k < i || k > i+1 && (k > i+5 || g.low(k-1) == "to" || g.node(k).tag != "RP") {
		return -1
	}
	return k
}

// named reports whether a word belongs to a name.
func (g *grammar) named(i int) bool {
	w := g.Profiles.Word(i)
	for _, r := range g.around(w) {
		if r.Kind == entity.Name && r.Overlaps(w) {
			return true
		}
	}
	return false
}

// around returns the mentions that may hold s: those that begin at most some bytes before it.
func (p *page) around(s text.Span) []ref {
	return p.in(text.Span{Start: max(0, s.Start-80), End: s.End})
}

// noun returns the predicate of a noun that tells an event.
func (g *grammar) noun(i int) *predicate {
	n := g.node(i)
	if n.rel == "compound" || n.rel == "in" || g.named(i) {
		return nil
	}
	lemma := words().lemma("n", g.low(i))
	kind := kindOf(words().nouns[lemma], nil)
	if kind == "" {
		return nil
	}
	return &predicate{word: i, noun: true, lemma: lemma, kind: kind, subject: -1, object: -1, p: 1}
}

// arguments finds who takes part.
func (g *grammar) arguments(x *predicate) {
	for _, c := range g.under(x.word) {
		g.argument(x, c)
	}
	if !x.noun && x.subject < 0 {
		g.inherit(x)
	}
	if x.kind == "" {
		x.kind = kindOf(words().verbs[x.lemma], g.objectWords(x))
	}
	g.locate(x)
}

// argument adds the word c under the predicate, and those that "and" joins to it.
func (g *grammar) argument(x *predicate, c int) {
	switch g.node(c).rel {
	case "obl", "obl:unmarked", "obl:tmod", "nmod", "nmod:unmarked":
		if !x.noun && g.measured(c) { // "killed at least 20 people"
			x.object = c
			g.add(x, c, fact.Patient)
			return
		}
		g.oblique(x, c, g.preposition(c))
	case "nmod:poss", "compound", "amod":
		if x.noun {
			g.possessor(x, c)
		}
	default:
		g.core(x, c)
	}
}

// core adds a subject, an object or the agent of a passive.
func (g *grammar) core(x *predicate, c int) {
	switch g.node(c).rel {
	case "nsubj":
		if !x.noun {
			x.subject = c
			g.add(x, c, onlyRole(x.passive, fact.Patient, fact.Agent))
		}
	case "nsubj:pass":
		x.subject = c
		g.add(x, c, fact.Patient)
	case "obj":
		x.object = c
		g.add(x, c, fact.Patient)
		g.besideAmount(x, c)
	case "iobj":
		g.add(x, c, fact.Recipient)
	case "obl:agent":
		g.add(x, c, fact.Agent)
	}
}

// besideAmount adds who gets the amount c, or gives it: "paid a million to Nordbank".
func (g *grammar) besideAmount(x *predicate, c int) {
	if r, ok := g.mention(c); !ok || !valued(r.entity.Type) {
		return
	}
	for _, k := range g.under(c) {
		if prep := g.preposition(k); prep == "to" || prep == "from" {
			g.oblique(x, k, prep)
		}
	}
}

// possessor adds what stands before a noun: "Lind's arrest", "the Nordbank takeover".
func (g *grammar) possessor(x *predicate, c int) {
	if g.node(c).rel == "nmod:poss" {
		g.add(x, c, onlyRole(lexicon.SufferedNoun.Has(x.lemma), fact.Patient, fact.Agent))
		return
	}
	if r, ok := g.mention(c); ok && !valued(r.entity.Type) {
		g.add(x, c, fact.Other)
	}
}

func onlyRole(ok bool, yes, no fact.Role) fact.Role {
	if ok {
		return yes
	}
	return no
}

// preposition returns the preposition before a word, or "".
func (g *grammar) preposition(c int) string {
	if k := g.child(c, "case"); k >= 0 {
		return g.low(k)
	}
	return ""
}

var (
	// ways are what other prepositions say of who stands behind them.
	ways = map[string]fact.Role{
		"with": fact.Partner, "to": fact.Recipient, "for": fact.Recipient, "from": fact.Source, "against": fact.Patient,
		"into": fact.Patient,
		"over": fact.Other, "between": fact.Other, "among": fact.Other, "about": fact.Other,
	}
)

// oblique adds a word with a preposition: when, where, or who takes part.
func (g *grammar) oblique(x *predicate, c int, prep string) {
	r, ok := g.mention(c)
	switch {
	case ok && r.Type == entity.Date:
		if x.when == nil && r.entity.Value != nil {
			x.when = date(r)
		}
	case g.placed(x, c, prep):
	case prep == "by":
		if ok && !sites.has(r.entity.Type) || x.passive || x.noun {
			g.add(x, c, fact.Agent)
		}
	default:
		if way := obliqueRole(x, prep, r, ok); way != "" {
			g.add(x, c, way)
		}
	}
}

// placed adds a place where the word c behind a preposition is one, or stands with the name of one.
func (g *grammar) placed(x *predicate, c int, prep string) bool {
	if !lexicon.PlacePreposition.Has(prep) {
		return false
	}
	at := c
	if r, ok := g.mention(c); !ok {
		at = g.site(c)
	} else if !sites.has(r.entity.Type) || prep == "on" && r.entity.Type == entity.GPE { // "blamed on Norway"
		at = -1
	}
	if at >= 0 {
		x.place = append(x.place, at)
	}
	return at >= 0
}

// obliqueRole returns the part that a word behind a preposition has, which is the mention r where there is one, or "".
func obliqueRole(x *predicate, prep string, r ref, ok bool) fact.Role {
	if prep == "on" && ok || prep == "of" && x.noun {
		return fact.Patient
	}
	way := ways[prep]
	if way == fact.Recipient && (!ok || !(sides | sites).has(r.entity.Type)) { // "for an hour", "to a halt"
		return fact.Other
	}
	return way
}

// site returns the word of the place that stands with a noun for one: "in the town of Halden", "in its capital, Oslo"; or -1.
func (g *grammar) site(c int) int {
	for _, k := range g.under(c) {
		switch n := g.node(k); {
		case n.rel == "nmod" && g.preposition(k) == "of", n.rel == "appos", n.rel == "nmod:unmarked", n.rel == "compound" && k == c-1:
			if r, ok := g.holding(k); ok && sites.has(r.entity.Type) {
				return k
			}
		}
	}
	return -1
}

// located are the kinds of event that happen where those are whom they befall: "killed a man in Halden".
var located = map[fact.EventKind]bool{fact.Death: true, fact.Injury: true, fact.Assault: true, fact.Arrest: true, fact.Crime: true,
	fact.Accident: true, fact.Disaster: true, fact.Fight: true}

// locate adds the places of whom the event befalls.
func (g *grammar) locate(x *predicate) {
	if !located[x.kind] || len(x.place) > 0 {
		return
	}
	for _, a := range x.args {
		for _, k := range g.under(a.word) {
			if g.node(k).rel == "nmod" {
				g.placed(x, k, g.preposition(k))
			}
		}
	}
}

// add adds a word and those that "and" joins to it.
func (g *grammar) add(x *predicate, c int, role fact.Role) {
	c = g.antecedent(c)
	if c < 0 || c == x.word {
		return
	}
	r, ok := g.mention(c)
	if ok && (r.entity.Type == entity.Date || r.entity.Type == entity.Time) || !ok && !nominal(g.node(c).tag) {
		return
	}
	n := g.node(c)
	x.args = append(x.args, argument{c, role, n.p * n.lp})
	for _, k := range g.under(c) {
		if m := g.node(k); m.rel == "conj" && !strings.HasPrefix(m.tag, "VB") && g.Profiles.Word(k).Start > g.Profiles.Word(c).Start {
			x.args = append(x.args, argument{k, role, m.p * m.lp})
		}
	}
}

// nominal reports whether a word of the tag can stand for somebody or something.
func nominal(tag string) bool {
	switch tag {
	case "DT", "IN", "TO", "RB", "CC", "MD", "WRB", "EX", "RP":
		return false
	}
	return true
}

// antecedent returns what a relative pronoun stands for, else the word itself; -1 for what stands for nothing.
func (g *grammar) antecedent(c int) int {
	switch g.low(c) {
	case "who", "which", "that", "whom":
		v := g.node(c).head
		for k := 0; v >= g.from && v < g.to && k < 4; k++ {
			if g.node(v).rel == "acl:relcl" {
				return g.node(v).head
			}
			v = g.node(v).head
		}
		return -1
	case "it", "there", "what", "this":
		if _, ok := g.mention(c); !ok {
			return -1
		}
	}
	return c
}

// inherit finds the subject of a verb that has none of its own.
func (g *grammar) inherit(x *predicate) {
	n := g.node(x.word)
	if n.head < g.from || n.head >= g.to || g.bids(x.word) {
		return
	}
	if g.first(x.word) {
		if x.subject = g.child(n.head, "nsubj"); x.subject < 0 {
			x.subject = n.head
		}
		g.add(x, x.subject, onlyRole(x.passive, fact.Patient, fact.Agent))
		return
	}
	switch n.rel {
	case "acl":
		g.inheritNoun(x, n)
	case "advcl":
		if !g.dangling(x.word) {
			g.inheritVerb(x, n)
		}
	case "conj", "xcomp":
		g.inheritVerb(x, n)
	}
}

// bids reports whether the verb i is one that bids somebody, and stands beside a verb that does not: "She said, take your time".
func (g *grammar) bids(i int) bool {
	n := g.node(i)
	if n.tag != "VB" || n.rel != "conj" && n.rel != "ccomp" && n.rel != "parataxis" || g.child(i, "mark", "aux") >= 0 {
		return false
	}
	switch g.node(n.head).tag {
	case "VBD", "VBZ", "VBP", "VBN":
		return true
	}
	return false
}

// inheritNoun takes the noun that a verb hangs on: "the man arrested in Halden", "the man running the bank"; of "the plan to
// leave" who plans.
func (g *grammar) inheritNoun(x *predicate, n *node) {
	role := onlyRole(x.passive, fact.Patient, fact.Agent)
	if n.tag != "VB" && g.child(x.word, "mark", "case") < 0 {
		x.subject = n.head
		g.add(x, n.head, role)
	} else if y := g.find(n.head); y != nil {
		g.borrow(x, y, role)
	}
}

// dangling reports whether the subject of an adverbial clause is not that of the clause above.
func (g *grammar) dangling(i int) bool {
	n := g.node(i)
	switch n.tag {
	case "VB":
		return false
	case "VBG":
		h := g.node(n.head)
		return (strings.HasPrefix(h.tag, "NN") || h.rel == "acl:relcl") && g.child(n.head, "cop") < 0
	}
	return g.child(i, "mark") >= 0
}

// inheritVerb takes the subject of the verb above, or its object: "told the board to leave".
func (g *grammar) inheritVerb(x *predicate, n *node) {
	y := g.find(n.head)
	if y == nil {
		y = g.helper(n.head)
	}
	if n.rel == "conj" && n.tag == "VBN" && y.passive && g.child(x.word, "aux") < 0 { // "was sacked and expelled"
		x.passive = true
	}
	role := onlyRole(x.passive, fact.Patient, fact.Agent)
	if n.rel == "xcomp" && y.object >= 0 {
		x.subject = y.object
		g.add(x, y.object, role)
		return
	}
	g.borrow(x, y, role)
	if n.rel != "advcl" && x.when == nil {
		x.when = y.when
	}
}

// borrow makes the subject of y that of x.
func (g *grammar) borrow(x, y *predicate, role fact.Role) {
	if y.subject >= 0 {
		x.subject = y.subject
		g.add(x, y.subject, role)
	}
}

// helper returns a verb or noun that tells no event, with its subject and object.
func (g *grammar) helper(i int) *predicate {
	x := &predicate{word: i, subject: -1, object: -1}
	if s := g.child(i, "nsubj", "nsubj:pass"); s >= 0 {
		x.subject = s
	}
	x.object = g.child(i, "obj")
	return x
}

// objectWords returns the words of the object, or of a passive's subject, as they are and in their dictionary form, and signs:
// "0" where there is none, "@" for a name, "@p" for a person, "!" for a passive, "^" for an infinitive that depends on it.
func (g *grammar) objectWords(x *predicate) []string {
	var out []string
	k := x.object
	if x.passive {
		k, out = x.subject, append(out, "!")
	}
	if g.child(x.word, "xcomp") >= 0 {
		out = append(out, "^")
	}
	if k < 0 {
		return append(out, "0")
	}
	if r, ok := g.mention(k); ok && r.entity.Type == entity.Person {
		out = append(out, "@p")
	} else if ok && r.Kind == entity.Name && !valued(r.entity.Type) {
		out = append(out, "@")
	}
	for _, c := range append([]int{k}, g.under(k)...) {
		low := g.low(c)
		out = append(out, low, words().lemma("n", low))
	}
	return out
}

// modify sets polarity and modality.
func (g *grammar) modify(x *predicate) {
	x.polarity, x.modality = fact.Affirmed, fact.Asserted
	for _, c := range g.under(x.word) {
		low := g.low(c)
		switch n := g.node(c); {
		case g.negates(c):
			x.polarity = fact.Negated
		case n.rel == "aux" && lexicon.FutureAuxiliary.Has(low):
			x.modality = fact.Planned
		case n.rel == "aux" && lexicon.PossibleAuxiliary.Has(low) || n.rel == "mark" && lexicon.SupposingWord.Has(low):
			x.modality = fact.Possible
		}
	}
	g.govern(x)
}

// negates reports whether the word c denies what it hangs on.
func (g *grammar) negates(c int) bool {
	low := g.low(c)
	switch g.node(c).rel {
	case "advmod", "det", "aux", "in":
		return lexicon.DenyingWord.Has(low) || strings.HasSuffix(low, "n't") || strings.HasSuffix(low, "n’t")
	case "nsubj", "nsubj:pass":
		return g.negative(c)
	}
	return false
}

// negative reports whether a subject is none: "no bank", "nobody".
func (g *grammar) negative(c int) bool {
	d := g.child(c, "det")
	return lexicon.DenyingWord.Has(g.low(c)) || d >= 0 && g.low(d) == "no"
}

// govern looks at the word above: "plans to buy", "failed to buy", "is accused of buying".
func (g *grammar) govern(x *predicate) {
	n := g.node(x.word)
	h := n.head
	if h < g.from || h >= g.to || x.modality != fact.Asserted {
		return
	}
	lemma := words().lemma("v", g.low(h))
	if strings.HasPrefix(g.node(h).tag, "NN") {
		lemma = words().lemma("n", g.low(h))
	}
	switch n.rel {
	case "xcomp", "acl", "advcl", "ccomp", "csubj":
		g.clause(x, n, lemma)
	case "conj":
		if !x.noun && n.tag == "VB" && g.child(x.word, "nsubj", "aux") < 0 {
			g.follow(x, h)
		}
	case "obj", "obl":
		if x.noun && (lexicon.IntendingWord.Has(lemma) || lexicon.DoubtingWord.Has(lemma)) {
			x.modality = fact.Possible
		}
	}
}

// clause sets what the word above says of the clause that hangs on it.
func (g *grammar) clause(x *predicate, n *node, above string) {
	to := g.infinitive(x.word)
	switch {
	case n.rel == "advcl" && !to: // "…, judging her": beside what is above
	case g.first(x.word): // "the first to win"
	case lexicon.FailingWord.Has(above):
		x.polarity = fact.Negated
	case n.rel == "ccomp":
	case lexicon.IntendingWord.Has(above) && to:
		x.modality = fact.Planned
	case lexicon.DoubtingWord.Has(above):
		x.modality = fact.Possible
	case to && n.rel != "xcomp" && n.rel != "csubj":
		x.modality = fact.Planned
	case n.rel == "xcomp" && !strings.HasPrefix(g.node(n.head).tag, "JJ"): // "not afraid to leave"
		g.follow(x, n.head)
	}
}

// infinitive reports whether the verb i is one: "to buy", "to be sold".
func (g *grammar) infinitive(i int) bool {
	if g.node(i).tag == "VB" {
		return true
	}
	for _, c := range g.under(i) {
		if rel := g.node(c).rel; (rel == "mark" || rel == "aux") && g.low(c) == "to" {
			return true
		}
	}
	return false
}

// first reports whether the verb i is an infinitive that hangs on a noun of an order: "the first woman to win".
func (g *grammar) first(i int) bool {
	n := g.node(i)
	return (n.rel == "acl" || n.rel == "advcl") && g.infinitive(i) && strings.HasPrefix(g.node(n.head).tag, "NN") && g.ranked(n.head)
}

// ranked reports whether the noun i is one of an order: "the first novel", "the youngest player".
func (g *grammar) ranked(i int) bool {
	return g.node(i).tag == "JJS" || lexicon.RankingWord.Has(g.low(i)) || slices.ContainsFunc(g.under(i), func(c int) bool {
		return g.node(c).tag == "JJS" || lexicon.RankingWord.Has(g.low(c))
	})
}

// follow takes over the modality and polarity of the word above.
func (g *grammar) follow(x *predicate, h int) {
	y := g.find(h)
	if y == nil {
		y = &predicate{word: h}
		if g.node(h).head != h {
			g.modify(y)
		}
	}
	x.modality, x.polarity = y.modality, y.polarity
}

// mention returns the mention that the word c is the head of, or that stands beside it: "its chief executive, Nora Lind".
func (g *grammar) mention(c int) (ref, bool) {
	if r, ok := g.holding(c); ok {
		return r, true
	}
	if g.node(c).tag == "NNS" { // several, of whom one is named: "allies, among them Nora Lind"
		return ref{}, false
	}
	for _, k := range g.under(c) {
		if n := g.node(k); n.rel == "appos" || n.rel == "flat" || n.rel == "nmod:unmarked" {
			if r, ok := g.holding(k); ok && r.Kind == entity.Name && r.entity.Type == entity.Person {
				return r, true
			}
		}
	}
	return ref{}, false
}

// holding returns the mention that ends with the word c or with what goes with it.
func (g *grammar) holding(c int) (ref, bool) {
	w := g.Profiles.Word(c)
	var best ref
	found := false
	for _, r := range g.around(w) {
		if !r.Contains(w) {
			continue
		}
		from, to := g.wordsOf(r.Span)
		if from < g.from || to > g.to || g.trees.head(from, to) != c && r.Kind != entity.Name {
			continue
		}
		if !found || r.Kind == entity.Name && best.Kind != entity.Name || r.Kind == best.Kind && r.Span.Len() < best.Span.Len() {
			best, found = r, true
		}
	}
	return best, found
}

// outside are the relations of words that hang on a noun and are no part of its phrase.
var outside = set(strings.Fields(`punct acl:relcl acl appos conj cc parataxis advcl discourse list dep cop nsubj aux mark ccomp csubj`))

func set(words []string) map[string]bool {
	m := map[string]bool{}
	for _, w := range words {
		m[w] = true
	}
	return m
}

// phrase returns the words that go with c: without relative clauses, appositions and what "and" joins to it.
func (g *grammar) phrase(c int) text.Span {
	r, ok := g.mention(c)
	amount := ok && valued(r.entity.Type)
	lo, hi := c, c
	var grow func(i, depth int)
	grow = func(i, depth int) {
		lo, hi = min(lo, i), max(hi, i)
		if depth > 12 {
			return
		}
		for _, k := range g.under(i) {
			if i == c && g.leaves(k, c, amount) || outside[g.node(k).rel] {
				continue
			}
			grow(k, depth+1)
		}
	}
	grow(c, 0)
	for lo < c && g.node(lo).rel == "case" && !leastOrMost(g.low(lo+1)) {
		lo++
	}
	return text.Span{Start: g.Profiles.Word(lo).Start, End: g.Profiles.Word(hi).End}
}

// measured reports whether "at least" or "at most" tells the number of c, and no preposition what it is to the verb.
func (g *grammar) measured(c int) bool {
	k := g.child(c, "nummod")
	return k > g.from && g.preposition(c) == "" && leastOrMost(g.low(k-1))
}

func leastOrMost(low string) bool { return low == "least" || low == "most" }

// leaves reports whether k, which hangs on c, leads out of its phrase: its preposition, or who gets the amount.
func (g *grammar) leaves(k, c int, amount bool) bool {
	switch g.node(k).rel {
	case "case":
		return k < c
	case "nmod":
		prep := g.preposition(k)
		return amount && (prep == "to" || prep == "from")
	}
	return false
}

// participant returns who an argument is.
func (g *grammar) participant(a argument) fact.Participant {
	out := fact.Participant{Words: g.phrase(a.word).Cut(g.Layout.Text), Role: a.role}
	if r, ok := g.mention(a.word); ok {
		if !valued(r.entity.Type) {
			out.Entity = r.entity
		}
		if r.Contains(g.Profiles.Word(a.word)) && !out.Words.Contains(r.Span) {
			out.Words = r.Excerpt
		}
		return out
	}
	out.Entity = g.bearerOf(out.Words.Span)
	return out
}

// names reports whether s names anybody: "Norwegian officials".
func (g *grammar) names(s text.Span) bool {
	return slices.ContainsFunc(g.in(s), func(r ref) bool { return r.Kind == entity.Name && r.End <= s.End })
}

// bearerOf returns the person whose role and name s holds: "Argentine ambassador Nora Lind".
func (g *grammar) bearerOf(s text.Span) *entity.Entity {
	for _, r := range g.in(s) {
		if r.Kind != entity.Name || r.entity.Type != entity.Person || r.End > s.End {
			continue
		}
		for _, role := range r.entity.Roles {
			if s.Contains(role.Span) {
				return r.entity
			}
		}
	}
	return nil
}

// valued reports whether t is the type of a value.
func valued(t entity.Type) bool {
	switch t {
	case entity.Date, entity.Time, entity.Percent, entity.Money, entity.Quantity, entity.Ordinal, entity.Cardinal:
		return true
	}
	return false
}

// leastSure is the confidence below which an argument is left out, and an event too.
const leastSure = .4

// event makes the event of a predicate, or returns nil where it tells nothing of anybody.
func (g *grammar) event(x *predicate) *fact.Event {
	if lexicon.PhaseVerb.Has(x.lemma) {
		return nil
	}
	w := g.Profiles.Word(x.word)
	if i := g.particle(x.word); i == x.word+1 {
		w.End = g.Profiles.Word(i).End
	}
	sentence := text.Span{Start: g.Profiles.Word(g.from).Start, End: g.Profiles.Word(g.to - 1).End}
	e := &fact.Event{Predicate: w.Cut(g.Layout.Text), Lemma: x.lemma, Kind: x.kind, Date: x.when, Evidence: sentence.Cut(g.Layout.Text),
		Polarity: x.polarity, Modality: x.modality, Claim: g.claim(w)}
	named := g.takePart(e, x)
	for _, c := range x.place {
		if r, ok := g.mention(c); ok {
			e.Places = append(e.Places, fact.Participant{Entity: r.entity, Words: r.Excerpt})
			named = true
		}
	}
	if len(e.Participants) == 0 || !named && (x.kind == "" || x.noun) || e.Confidence < leastSure {
		return nil
	}
	return e
}

// takePart adds the participants of x to e, and reports whether any is named.
func (g *grammar) takePart(e *fact.Event, x *predicate) (named bool) {
	sure, n := float64(x.p), 1.
	for _, a := range x.args {
		y := g.participant(a)
		if a.p < leastSure || y.Entity == nil && lexicon.VaguePronoun.Has(strings.ToLower(y.Words.Text)) || y.Words.Contains(e.Predicate.Span) ||
			slices.ContainsFunc(e.Participants, func(z fact.Participant) bool { return z.Words.Overlaps(y.Words.Span) }) {
			continue
		}
		named = named || y.Entity != nil || g.names(y.Words.Span)
		sure, n = sure+float64(a.p), n+1
		e.Participants = append(e.Participants, y)
		e.Amounts = append(e.Amounts, g.amounts(a.word, y.Words.Span)...)
	}
	slices.SortStableFunc(e.Participants, func(a, b fact.Participant) int { return a.Words.Start - b.Words.Start })
	e.Confidence = sure / n
	return named
}

// amounts returns the amounts in s that the word c is, or that count it.
func (g *grammar) amounts(c int, s text.Span) []*entity.Entity {
	var out []*entity.Entity
	for _, r := range g.in(s) {
		switch r.entity.Type {
		case entity.Money, entity.Percent, entity.Quantity, entity.Cardinal:
			from, to := g.wordsOf(r.Span)
			if from >= to || to > g.to {
				continue
			}
			if h := g.trees.head(from, to); from <= c && c < to || g.node(h).head == c && g.node(h).rel == "nummod" {
				out = append(out, r.entity)
			}
		}
	}
	return out
}
