package graph

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"dictum.example/entity"
	"dictum.example/extract"
	"dictum.example/quote"
	"dictum.example/text"
)

// facts are what one document adds to the graph.
type facts struct {
	doc        *extract.Document
	iri        string // of the article
	key        string
	title      string // of the article, or ""
	digest     string // SHA-256 of the text
	date       string // of publication, YYYY-MM-DD, or ""
	nodes      []*node
	quotes     []*said
	roles      []role
	ties       []*tie
	happenings []*happening
	figures    []*figure
	positions  positions
	bare       bool // without annotations in RDF
}

// A node is an entity, or an unnamed source, in one article.
type node struct {
	iri      string
	class    class
	entity   entity.Type // empty for an unnamed source
	name     string
	aliases  []string
	same     []string        // other IRIs of what it is
	known    map[string]bool // the aliases
	mentions []text.Span
	unnamed  bool
	of       []*node // whom and what the words of an unnamed source name
	with     []*node // named in one paragraph with this, and later in the order of IRIs
}

// A said is a quote with its edges.
type said struct {
	*quote.Quote
	iri       string
	statement string // the IRI of what other articles quote too, or ""
	pieces    []text.Span
	speakers  []*node
	speaks    map[*node]bool // the speakers
	addressee *node
	about     []*node
	nested    []*said
}

// A role is what the article calls a person, and for which organisation.
type role struct {
	holder *node
	name   string // empty for a mere affiliation
	span   text.Span
	at     *node // or nil
}

// window bounds how many of the nodes before it in its paragraph a node is
// paired with, so that a long list of names does not give the square of its length.
const window = 24

// read collects the facts of doc.
func (o Options) read(doc *extract.Document) *facts {
	f := &facts{doc: doc, iri: o.Article(&doc.Article), positions: newPositions(doc.Text), bare: o.Bare}
	f.key = key(f.iri)
	f.title = title(doc)
	sum := sha256.Sum256([]byte(doc.Text))
	f.digest = hex.EncodeToString(sum[:])
	if y := doc.Published.Year(); !doc.Published.IsZero() && y >= 1 && y <= 9999 {
		f.date = doc.Published.Format(time.DateOnly)
	}
	r := reader{facts: f, options: o, base: o.base(), byEntity: map[*entity.Entity]*node{}, byIRI: map[string]*node{},
		quoteIRIs: map[string]int{}, said: map[*quote.Quote]*said{}}
	for _, e := range doc.Entities {
		r.node(e)
	}
	r.sortMentions()
	for _, q := range doc.Quotes {
		if s := r.quote(q); s != nil {
			f.quotes = append(f.quotes, s)
		}
	}
	for _, e := range doc.Entities {
		r.roles(e)
	}
	r.figures()
	r.happenings(doc)
	r.pair()
	return f
}

func title(doc *extract.Document) string {
	if t := oneLine(doc.Title); t != "" {
		return t
	}
	for _, b := range doc.Blocks {
		if b.Kind == text.Headline {
			return oneLine(b.Of(doc.Text))
		}
	}
	return ""
}

// A reader collects the facts of a document.
type reader struct {
	*facts
	options   Options
	base      string
	byEntity  map[*entity.Entity]*node
	byIRI     map[string]*node
	quoteIRIs map[string]int
	byValue   map[*entity.Entity]*figure
	counted   []counted              // numbers and amounts, in order
	said      map[*quote.Quote]*said // nil for one that has no place in the text
	mentions  []mention              // of all nodes, in order
}

type mention struct {
	text.Span
	node *node
	name bool
}

// node returns the node of e, or nil where e is nil, nameless or a value.
func (r *reader) node(e *entity.Entity) *node {
	if e == nil || isValue(e.Type) {
		return nil
	}
	if n := r.byEntity[e]; n != nil {
		return n
	}
	if oneLine(e.Name) == "" {
		return nil
	}
	iri := r.options.Entity(e, &r.doc.Article)
	n := r.byIRI[iri]
	if n == nil {
		n = &node{iri: iri, class: classOf(e.Type), entity: e.Type, name: oneLine(e.Name)}
		r.byIRI[iri] = n
		r.facts.nodes = append(r.facts.nodes, n)
	} else if name := oneLine(e.Name); name != n.name {
		n.alias(name)
	}
	r.byEntity[e] = n
	if e.Node != "" {
		n.link(e)
	}
	for _, a := range e.Aliases {
		n.alias(oneLine(a))
	}
	for _, m := range e.Mentions {
		if fits(m.Span, r.doc.Text) {
			n.mentions = append(n.mentions, m.Span)
			r.mentions = append(r.mentions, mention{m.Span, n, m.Kind == entity.Name})
		}
	}
	return n
}

// link notes by what other IRIs the world calls a node that has one of its own.
func (n *node) link(e *entity.Entity) {
	iris := make([]string, 0, 2)
	if validQID(e.QID) {
		iris = append(iris, Wikidata+e.QID)
	}
	if iri, ok := webIRI(e.Key); ok {
		iris = append(iris, iri)
	}
	for _, iri := range iris {
		if !slices.Contains(n.same, iri) {
			n.same = append(n.same, iri)
		}
	}
}

func (n *node) alias(a string) {
	if a == "" || a == n.name || n.known[a] {
		return
	}
	if n.known == nil {
		n.known = map[string]bool{}
	}
	n.known[a] = true
	n.aliases = append(n.aliases, a)
}

func fits(s text.Span, text string) bool {
	return 0 <= s.Start && s.Start < s.End && s.End <= len(text)
}

func (r *reader) sortMentions() {
	slices.SortStableFunc(r.mentions, func(a, b mention) int {
		return cmp.Or(a.Start-b.Start, a.End-b.End)
	})
}

// unnamed returns the node of the quote's source where that has no entity but
// says what sort of speaker it is, or nil.
func (r *reader) unnamed(q *quote.Quote) *node {
	c, ok := map[quote.SpeakerKind]class{
		quote.NamedPerson:   {label: "Person", rdf: "schema:Person"},
		quote.UnnamedPerson: {label: "Person", rdf: "schema:Person"},
		quote.UnnamedGroup:  {label: "Group", rdf: "d:Group"},
		quote.Organisation:  {label: "Organization", rdf: "schema:Organization"},
		quote.DocumentKind:  {label: "Work", rdf: "schema:CreativeWork"},
	}[q.SpeakerKind]
	if !ok || q.Source == nil {
		return nil
	}
	name := oneLine(q.Source.Text)
	if name == "" {
		return nil
	}
	iri := r.base + "source/" + r.key + "/" + segment(sameName(name), name)
	n := r.byIRI[iri]
	if n == nil {
		n = &node{iri: iri, class: c, name: name, unnamed: true}
		r.byIRI[iri] = n
		r.facts.nodes = append(r.facts.nodes, n)
	}
	r.within(q.Source.Span, func(m mention) {
		if !slices.Contains(n.of, m.node) {
			n.of = append(n.of, m.node)
		}
	})
	return n
}

// within calls f for each mention inside s, in order.
func (r *reader) within(s text.Span, f func(mention)) {
	i, _ := slices.BinarySearchFunc(r.mentions, s.Start, func(m mention, start int) int { return m.Start - start })
	for ; i < len(r.mentions) && r.mentions[i].Start < s.End; i++ {
		if s.Contains(r.mentions[i].Span) {
			f(r.mentions[i])
		}
	}
}

// quote returns q and its nested quotes with their edges, or nil where q has no
// place in the text or was met before.
func (r *reader) quote(q *quote.Quote) *said {
	if _, seen := r.said[q]; q == nil || seen {
		return nil
	}
	r.said[q] = nil
	s := &said{Quote: q}
	for _, piece := range q.Content {
		if fits(piece.Span, r.doc.Text) {
			s.pieces = append(s.pieces, piece.Span)
		}
	}
	if len(s.pieces) == 0 {
		return nil
	}
	r.said[q] = s
	s.iri = r.base + "quote/" + r.key + "/" + spanName(text.Span{Start: s.pieces[0].Start, End: s.pieces[len(s.pieces)-1].End})
	r.quoteIRIs[s.iri]++
	if n := r.quoteIRIs[s.iri]; n > 1 {
		s.iri += "-" + strconv.Itoa(n)
	}
	if q.Node != "" {
		s.statement = r.base + "statement/" + segment(q.Node, q.Node)
	}
	s.speak(r.node(q.Speaker))
	for _, e := range q.Joint {
		s.speak(r.node(e))
	}
	if len(s.speakers) == 0 {
		s.speak(r.unnamed(q))
	}
	s.addressee = r.node(q.Addressee)
	s.about = r.about(s)
	for _, inner := range q.Nested {
		if n := r.quote(inner); n != nil {
			s.nested = append(s.nested, n)
		}
	}
	return s
}

// speak adds a speaker, if n is one that is new.
func (s *said) speak(n *node) {
	if n == nil || s.speaks[n] {
		return
	}
	if s.speaks == nil {
		s.speaks = map[*node]bool{}
	}
	s.speaks[n] = true
	s.speakers = append(s.speakers, n)
}

// about returns the nodes that the content mentions. Its speakers count only
// where it names them: "I" is not what they speak about.
func (r *reader) about(s *said) []*node {
	var about []*node
	found := map[*node]bool{}
	for _, piece := range s.pieces {
		r.within(piece, func(m mention) {
			if !found[m.node] && (m.name || !s.speaks[m.node]) {
				found[m.node] = true
				about = append(about, m.node)
			}
		})
	}
	return about
}

func (r *reader) roles(e *entity.Entity) {
	n := r.node(e)
	if n == nil {
		return
	}
	at := r.node(e.Affiliation)
	if at == n {
		at = nil
	}
	if len(e.Roles) == 0 && at != nil {
		r.facts.roles = append(r.facts.roles, role{holder: n, at: at})
	}
	for _, x := range e.Roles {
		if name := oneLine(x.Text); name != "" {
			r.facts.roles = append(r.facts.roles, role{holder: n, name: name, span: x.Span, at: at})
		}
	}
}

// pair finds the nodes that one block names together.
func (r *reader) pair() {
	blocks := r.doc.Blocks
	if len(blocks) == 0 {
		blocks = []text.Block{{Span: text.Span{End: len(r.doc.Text)}}}
	}
	met := map[[2]*node]bool{}
	i := 0
	for _, b := range blocks {
		var here []*node
		inBlock := map[*node]bool{}
		for i < len(r.mentions) && r.mentions[i].Start < b.Start {
			i++
		}
		for ; i < len(r.mentions) && r.mentions[i].Start < b.End; i++ {
			n := r.mentions[i].node
			if inBlock[n] {
				continue
			}
			for _, m := range here[max(0, len(here)-window):] {
				pair := [2]*node{m, n}
				if n.iri < m.iri {
					pair = [2]*node{n, m}
				}
				if !met[pair] {
					met[pair] = true
					pair[0].with = append(pair[0].with, pair[1])
				}
			}
			inBlock[n] = true
			here = append(here, n)
		}
	}
}

func spanName(s text.Span) string { return strconv.Itoa(s.Start) + "-" + strconv.Itoa(s.End) }

// walk calls f for each quote and those nested in it, the outer first.
func walk(quotes []*said, f func(*said)) {
	for _, q := range quotes {
		f(q)
		walk(q.nested, f)
	}
}

// positions turn byte offsets into code points, as Web Annotation counts.
type positions struct {
	text  string
	marks []mark // the first rune at or after each multiple of step bytes
}

type mark struct{ bytes, runes int }

const step = 512

func newPositions(s string) positions {
	p := positions{text: s}
	n := 0
	for i := range s {
		if i >= len(p.marks)*step {
			p.marks = append(p.marks, mark{i, n})
		}
		n++
	}
	return p
}

// at returns the number of code points before byte offset i.
func (p positions) at(i int) int {
	if len(p.marks) == 0 {
		return 0
	}
	m := p.marks[min(i/step, len(p.marks)-1)]
	if i <= m.bytes {
		return m.runes
	}
	return m.runes + utf8.RuneCountInString(p.text[m.bytes:i])
}

// context returns up to n bytes of text on either side of s, on rune boundaries.
func around(s text.Span, doc string, n int) (before, after string) {
	from, to := max(0, s.Start-n), min(len(doc), s.End+n)
	for from < s.Start && !utf8.RuneStart(doc[from]) {
		from++
	}
	for to > s.End && to < len(doc) && !utf8.RuneStart(doc[to]) {
		to--
	}
	return doc[from:s.Start], doc[s.End:to]
}
