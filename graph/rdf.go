package graph

import (
	"strconv"
	"time"

	"dictum.example/text"
)

// Vocabulary is the namespace of the terms that schema.org, PROV and Web
// Annotation lack. docs/graph.md and vocabulary.ttl describe them.
const Vocabulary = "https://dictum.example/vocabulary#"

const rdfType = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

var prefixes = []struct{ name, iri string }{
	{"d", Vocabulary},
	{"oa", "http://www.w3.org/ns/oa#"},
	{"prov", "http://www.w3.org/ns/prov#"},
	{"rdfs", "http://www.w3.org/2000/01/rdf-schema#"},
	{"schema", "https://schema.org/"},
	{"skos", "http://www.w3.org/2004/02/skos/core#"},
	{"wd", Wikidata},
	{"xsd", "http://www.w3.org/2001/XMLSchema#"},
}

// The ranges of properties: nodes, plain strings, and typed values.
const (
	nodes = "@id"
	plain = ""
)

// properties are the properties that we write, with their ranges.
var properties = map[string]string{
	"d:addressee":               nodes,
	"d:agentText":               plain,
	"d:agent":                   nodes,
	"d:alliedWith":              nodes,
	"d:amount":                  nodes,
	"d:associatedWith":          nodes,
	"d:asOf":                    "xsd:date",
	"d:at":                      plain,
	"d:attacked":                nodes,
	"d:claimIn":                 nodes,
	"d:confidence":              "xsd:decimal",
	"d:cue":                     plain,
	"d:defeated":                nodes,
	"d:end":                     plain,
	"d:entityType":              plain,
	"d:eventKind":               plain,
	"d:factKind":                plain,
	"d:from":                    plain,
	"d:killed":                  nodes,
	"d:mentionedWith":           nodes,
	"d:met":                     nodes,
	"d:modality":                plain,
	"d:modifier":                plain,
	"d:number":                  plain,
	"d:object":                  nodes,
	"d:objectText":              plain,
	"d:of":                      nodes,
	"d:opposes":                 nodes,
	"d:originText":              plain,
	"d:origin":                  nodes,
	"d:participantText":         plain,
	"d:participant":             nodes,
	"d:participatedIn":          nodes,
	"d:partnerText":             plain,
	"d:partner":                 nodes,
	"d:patientText":             plain,
	"d:patient":                 nodes,
	"d:placeText":               plain,
	"d:polarity":                plain,
	"d:quoteKind":               plain,
	"d:recipientText":           plain,
	"d:recipient":               nodes,
	"d:role":                    nodes,
	"d:source":                  plain,
	"d:speakerKind":             plain,
	"d:speech":                  "xsd:boolean",
	"d:standing":                plain,
	"d:start":                   plain,
	"d:statement":               nodes,
	"d:subject":                 nodes,
	"d:timex":                   plain,
	"d:toll":                    nodes,
	"d:unit":                    plain,
	"d:until":                   plain,
	"d:upper":                   plain,
	"d:value":                   nodes,
	"d:verbatim":                plain,
	"d:wikidataProperty":        nodes,
	"oa:end":                    "xsd:nonNegativeInteger",
	"oa:exact":                  plain,
	"oa:hasBody":                nodes,
	"oa:hasSelector":            nodes,
	"oa:hasSource":              nodes,
	"oa:hasTarget":              nodes,
	"oa:motivatedBy":            nodes,
	"oa:prefix":                 plain,
	"oa:start":                  "xsd:nonNegativeInteger",
	"oa:suffix":                 plain,
	"prov:wasAttributedTo":      nodes,
	"prov:wasDerivedFrom":       nodes,
	"rdfs:label":                plain,
	"schema:about":              nodes,
	"schema:affiliation":        nodes,
	"schema:alternateName":      plain,
	"schema:alumniOf":           nodes,
	"schema:birthDate":          plain,
	"schema:birthPlace":         nodes,
	"schema:containedInPlace":   nodes,
	"schema:creator":            nodes,
	"schema:datePublished":      "xsd:dateTime",
	"schema:deathDate":          plain,
	"schema:deathPlace":         nodes,
	"schema:founder":            nodes,
	"schema:hasPart":            nodes,
	"schema:headline":           plain,
	"schema:homeLocation":       nodes,
	"schema:identifier":         plain,
	"schema:isPartOf":           nodes,
	"schema:location":           nodes,
	"schema:memberOf":           nodes,
	"schema:mentions":           nodes,
	"schema:name":               plain,
	"schema:nationality":        nodes,
	"schema:parent":             nodes,
	"schema:parentOrganization": nodes,
	"schema:relatedTo":          nodes,
	"schema:roleName":           plain,
	"schema:sameAs":             nodes,
	"schema:sha256":             plain,
	"schema:sibling":            nodes,
	"schema:spokenByCharacter":  nodes,
	"schema:spouse":             nodes,
	"schema:startDate":          plain,
	"schema:text":               plain,
	"schema:url":                plain,
	"schema:worksFor":           nodes,
	"skos:altLabel":             plain,
	"skos:prefLabel":            plain,
	"type":                      nodes,
}

// A resource is a subject with its properties, in order.
type resource struct {
	iri   string
	props []property
}

// A property has a name of properties, and as value an absolute IRI, a
// prefixed name of the vocabularies, or a literal's text, as its range says.
type property struct{ name, value string }

func (r *resource) add(name string, values ...string) {
	for _, v := range values {
		r.props = append(r.props, property{name, valid(v)})
	}
}

// A namedGraph is what one article says, and what is said about that.
type namedGraph struct {
	iri       string
	about     []resource // in the default graph
	resources []resource
}

// rdf returns the facts as a named graph.
func (f *facts) rdf(base string) namedGraph {
	b := rdfBuilder{facts: f, base: base, bare: f.bare, spans: map[text.Span]bool{}, mentions: map[text.Span]int{},
		bodies: map[mentioned]bool{}}
	g := namedGraph{iri: base + "graph/" + f.key}
	software := base + "software/dictum"
	g.about = []resource{
		{g.iri, []property{{"type", "prov:Bundle"}, {"prov:wasDerivedFrom", f.iri}, {"prov:wasAttributedTo", software}}},
		{software, []property{{"type", "prov:SoftwareAgent"}, {"schema:name", "Dictum"}}},
	}
	b.article()
	for _, n := range f.nodes {
		b.node(n)
	}
	walk(f.quotes, b.quote)
	for _, r := range f.roles {
		b.role(r)
	}
	for _, v := range f.figures {
		b.figure(v)
	}
	for _, t := range f.ties {
		b.tie(t)
	}
	for _, h := range f.happenings {
		b.happening(h)
	}
	g.resources = b.out
	return g
}

type rdfBuilder struct {
	*facts
	base     string
	bare     bool // without annotations
	out      []resource
	spans    map[text.Span]bool
	mentions map[text.Span]int // their annotations' indexes in out
	bodies   map[mentioned]bool
}

// A mentioned is a node at a place.
type mentioned struct {
	text.Span
	node *node
}

func (b *rdfBuilder) emit(r resource) { b.out = append(b.out, r) }

func (b *rdfBuilder) article() {
	a := resource{iri: b.iri}
	a.add("type", "schema:NewsArticle")
	if b.title != "" {
		a.add("schema:headline", b.title)
	}
	if b.date != "" {
		a.add("schema:datePublished", b.doc.Published.Format(time.RFC3339))
	}
	if b.doc.ID != "" {
		a.add("schema:identifier", b.doc.ID)
	}
	if b.doc.URL != "" {
		a.add("schema:url", b.doc.URL)
	}
	a.add("schema:sha256", b.digest)
	for _, n := range b.nodes {
		a.add("schema:mentions", n.iri)
	}
	for _, v := range b.figures {
		a.add("d:value", v.iri)
	}
	b.emit(a)
}

func (b *rdfBuilder) node(n *node) {
	r := resource{iri: n.iri}
	r.add("type", n.class.rdf)
	if n.unnamed {
		r.add("type", "d:UnnamedSource")
		r.add("prov:wasDerivedFrom", b.iri)
		for _, m := range n.of {
			r.add("d:associatedWith", m.iri)
		}
	} else {
		r.add("d:entityType", string(n.entity))
	}
	r.add("schema:name", n.name)
	r.add("schema:alternateName", n.aliases...)
	r.add("schema:sameAs", n.same...)
	for _, m := range n.with {
		r.add("d:mentionedWith", m.iri)
	}
	b.emit(r)
	for _, m := range n.mentions {
		b.mention(n, m)
	}
}

// mention annotates the place m with node n.
func (b *rdfBuilder) mention(n *node, m text.Span) {
	here := mentioned{m, n}
	if b.bare || b.bodies[here] {
		return
	}
	b.bodies[here] = true
	if i, ok := b.mentions[m]; ok {
		b.out[i].props = append(b.out[i].props, property{"oa:hasBody", n.iri})
		return
	}
	b.mentions[m] = len(b.out)
	a := resource{iri: b.base + "mention/" + b.key + "/" + spanName(m)}
	a.add("type", "oa:Annotation")
	a.add("oa:motivatedBy", "oa:identifying")
	a.add("oa:hasTarget", b.spanIRI(m))
	a.add("oa:hasBody", n.iri)
	b.emit(a)
	b.span(m)
}

func (b *rdfBuilder) quote(q *said) {
	r := resource{iri: q.iri}
	r.add("type", "schema:Quotation")
	r.add("schema:text", q.Text)
	r.add("d:quoteKind", string(q.Kind))
	for _, x := range q.Quoted {
		r.add("d:verbatim", x.Text)
	}
	for _, n := range q.speakers {
		r.add("schema:spokenByCharacter", n.iri)
	}
	if q.SpeakerKind != "" {
		r.add("d:speakerKind", string(q.SpeakerKind))
	}
	if q.Source != nil {
		r.add("d:source", q.Source.Text)
	}
	if q.Cue != nil {
		r.add("d:cue", q.Cue.Text)
	}
	if q.Polarity != "" {
		r.add("d:polarity", string(q.Polarity))
	}
	r.add("d:speech", strconv.FormatBool(q.Speech))
	if q.Confidence > 0 && q.Confidence <= 1 {
		r.add("d:confidence", decimal(q.Confidence))
	}
	if q.addressee != nil {
		r.add("d:addressee", q.addressee.iri)
	}
	for _, n := range q.about {
		r.add("schema:about", n.iri)
	}
	for _, n := range q.nested {
		r.add("schema:hasPart", n.iri)
	}
	optional(&r, "d:statement", q.statement)
	r.add("schema:isPartOf", b.iri)
	r.add("prov:wasDerivedFrom", b.iri)
	b.emit(r)
	b.places(q.iri, q.pieces...)
}

func (b *rdfBuilder) role(r role) {
	if r.at != nil {
		b.emit(resource{r.holder.iri, []property{{"schema:affiliation", r.at.iri}}})
	}
	if r.name == "" || !fits(r.span, b.doc.Text) {
		return
	}
	x := resource{iri: b.base + "role/" + b.key + "/" + spanName(r.span)}
	b.emit(resource{r.holder.iri, []property{{"d:role", x.iri}}})
	x.add("type", "schema:Role")
	x.add("schema:roleName", r.name)
	if r.at != nil {
		x.add("schema:affiliation", r.at.iri)
	}
	if b.date != "" {
		x.add("d:asOf", b.date)
	}
	x.add("prov:wasDerivedFrom", b.iri)
	b.emit(x)
	b.places(x.iri, r.span)
}

// places annotates spans with what stands there.
func (b *rdfBuilder) places(body string, spans ...text.Span) {
	if b.bare {
		return
	}
	a := resource{iri: body + "#annotation"}
	a.add("type", "oa:Annotation")
	a.add("oa:motivatedBy", "oa:describing")
	a.add("oa:hasBody", body)
	for _, s := range spans {
		a.add("oa:hasTarget", b.spanIRI(s))
	}
	b.emit(a)
	for _, s := range spans {
		b.span(s)
	}
}

func (b *rdfBuilder) spanIRI(s text.Span) string { return b.base + "span/" + b.key + "/" + spanName(s) }

// contextBytes is how much text a quote selector gives on either side.
const contextBytes = 32

// span writes the selectors of s, once.
func (b *rdfBuilder) span(s text.Span) {
	if b.spans[s] {
		return
	}
	b.spans[s] = true
	r := resource{iri: b.spanIRI(s)}
	r.add("type", "oa:SpecificResource")
	r.add("oa:hasSource", b.iri)
	r.add("oa:hasSelector", r.iri+"#position", r.iri+"#quote")
	b.emit(r)

	p := resource{iri: r.iri + "#position"}
	p.add("type", "oa:TextPositionSelector")
	p.add("oa:start", strconv.Itoa(b.positions.at(s.Start)))
	p.add("oa:end", strconv.Itoa(b.positions.at(s.End)))
	b.emit(p)

	q := resource{iri: r.iri + "#quote"}
	q.add("type", "oa:TextQuoteSelector")
	before, after := around(s, b.doc.Text, contextBytes)
	q.add("oa:exact", s.Of(b.doc.Text))
	q.add("oa:prefix", before)
	q.add("oa:suffix", after)
	b.emit(q)
}

// decimal returns x, in (0, 1], with up to four digits, as xsd:decimal is
// written canonically.
func decimal(x float64) string {
	s := strconv.FormatFloat(x, 'f', 4, 64)
	for s[len(s)-1] == '0' && s[len(s)-2] != '.' {
		s = s[:len(s)-1]
	}
	return s
}
