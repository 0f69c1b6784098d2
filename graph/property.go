package graph

import (
	"errors"
	"strconv"
	"strings"
	"unicode"

	"dictum.example/text"
)

// The property graph: what GraphML and the CSV files say. Nodes are merged from
// all articles, and so are the edges that count articles.

// A thing is an entity or unnamed source, of all articles.
type thing struct {
	iri, label, entity, name, qid string
	aliases                       []string
	unnamed                       bool
	articles, mentions            int
}

// An edgeKind is the type of an edge.
type edgeKind string

// The kinds of edge, each between two kinds of node.
const (
	saidEdge        edgeKind = "SAID"            // thing to quote
	toldEdge        edgeKind = "TOLD"            // quote to thing
	aboutEdge       edgeKind = "ABOUT"           // quote to thing
	quotedIn        edgeKind = "QUOTED_IN"       // quote to article
	nestedIn        edgeKind = "NESTED_IN"       // quote to quote
	mentionsEdge    edgeKind = "MENTIONS"        // article to thing; count of the mentions
	describedIn     edgeKind = "DESCRIBED_IN"    // thing to article; role and date
	affiliatedWith  edgeKind = "AFFILIATED_WITH" // thing to thing; role, date and article
	factEdge        edgeKind = "FACT"            // thing to thing; what the article says
	claimedEdge     edgeKind = "CLAIMED"         // the same; what somebody in it says
	associatedWith  edgeKind = "ASSOCIATED_WITH" // unnamed source to thing that its words name; article
	tells           edgeKind = "TELLS"           // article to value
	hasAmount       edgeKind = "HAS_AMOUNT"      // event to value
	takesPart       edgeKind = "TAKES_PART"      // thing to event; role
	happensAt       edgeKind = "HAPPENS_AT"      // event to thing
	claimedIn       edgeKind = "CLAIMED_IN"      // event to quote
	toldIn          edgeKind = "TOLD_IN"         // event to article
	mentionedWith   edgeKind = "MENTIONED_WITH"  // thing to thing; count of the articles
	nodeName                 = "name:"           // the prefixes of a node's features
	nodeClass                = "class:"
	nodeAlias                = "alias:"
	nodeSame                 = "same:"
	countOfArticles          = "articles"
	countOfMentions          = "mentions"
)

// An edge joins two nodes, named by their IRIs.
type edge struct {
	kind       edgeKind
	from, to   string
	role, date string
	article    string
	count      int
	// of facts
	fact, polarity, modality, standing string
	since, until, confidence, claim    string
}

// things merges nodes, and pairs of nodes, of all articles.
type things struct{ nodes, pairs *merger }

func newThings() things { return things{newMerger(), newMerger()} }

func (t things) add(f *facts) error {
	for _, n := range f.nodes {
		t.nodes.add(n.iri, nodeName+field(n.name), 1)
		t.nodes.add(n.iri, nodeClass+n.class.label+":"+field(string(n.entity)), 1)
		t.nodes.add(n.iri, countOfArticles, 1)
		t.nodes.add(n.iri, countOfMentions, len(n.mentions))
		for _, iri := range n.same {
			t.nodes.add(n.iri, nodeSame+iri, 1)
		}
		for _, a := range n.aliases {
			t.nodes.add(n.iri, nodeAlias+field(a), 1)
		}
		for _, m := range n.with {
			t.pairs.add(n.iri+" "+m.iri, countOfArticles, 1)
		}
	}
	return errors.Join(t.nodes.settle(), t.pairs.settle())
}

// eachNode calls f for each node, in the order of their IRIs.
func (t things) eachNode(f func(thing) error) error {
	return t.nodes.each(func(iri string, c counts) error {
		x := thing{iri: iri, name: c.label(iri), articles: c[countOfArticles], mentions: c[countOfMentions]}
		x.label, x.entity, _ = strings.Cut(c.most(nodeClass), ":")
		x.unnamed = x.entity == ""
		if qid, ok := strings.CutPrefix(iri, Wikidata); ok {
			x.qid = qid
		}
		if qid := c.most(nodeSame + Wikidata); validQID(qid) {
			x.qid = qid
		}
		x.aliases = c.otherNames(x.name)
		return f(x)
	})
}

// eachPair calls f for each pair of nodes that articles name together.
func (t things) eachPair(f func(edge) error) error {
	return t.pairs.each(func(key string, c counts) error {
		from, to, _ := strings.Cut(key, " ")
		return f(edge{kind: mentionedWith, from: from, to: to, count: c[countOfArticles]})
	})
}

func (t things) close() error { return errors.Join(t.nodes.close(), t.pairs.close()) }

// edges calls f for each edge of one article.
func (f *facts) edges(emit func(edge)) {
	for _, n := range f.nodes {
		emit(edge{kind: mentionsEdge, from: f.iri, to: n.iri, count: len(n.mentions)})
		for _, m := range n.of {
			emit(edge{kind: associatedWith, from: n.iri, to: m.iri, article: f.iri})
		}
	}
	walk(f.quotes, func(q *said) {
		for _, n := range q.speakers {
			emit(edge{kind: saidEdge, from: n.iri, to: q.iri})
		}
		if q.addressee != nil {
			emit(edge{kind: toldEdge, from: q.iri, to: q.addressee.iri})
		}
		for _, n := range q.about {
			emit(edge{kind: aboutEdge, from: q.iri, to: n.iri})
		}
		for _, inner := range q.nested {
			emit(edge{kind: nestedIn, from: inner.iri, to: q.iri})
		}
		emit(edge{kind: quotedIn, from: q.iri, to: f.iri})
	})
	for _, v := range f.figures {
		emit(edge{kind: tells, from: f.iri, to: v.iri})
	}
	f.happeningEdges(emit)
	for _, r := range f.roles {
		if r.name != "" {
			emit(edge{kind: describedIn, from: r.holder.iri, to: f.iri, role: field(r.name), date: f.date})
		}
		if r.at != nil {
			emit(edge{kind: affiliatedWith, from: r.holder.iri, to: r.at.iri, role: field(r.name), date: f.date, article: f.iri})
		}
	}
}

// quoteValues returns the values of q's columns, in the order of quoteColumns.
func quoteValues(q *said) []string {
	source, cue, confidence := "", "", ""
	if q.Source != nil {
		source = field(q.Source.Text)
	}
	if q.Cue != nil {
		cue = field(q.Cue.Text)
	}
	if q.Confidence > 0 && q.Confidence <= 1 {
		confidence = decimal(q.Confidence)
	}
	whole := text.Span{Start: q.pieces[0].Start, End: q.pieces[len(q.pieces)-1].End}
	return []string{q.iri, field(q.Text), q.statement, field(string(q.Kind)), field(string(q.Polarity)), strconv.FormatBool(q.Speech),
		source, cue, field(string(q.SpeakerKind)), confidence, strconv.Itoa(whole.Start), strconv.Itoa(whole.End)}
}

// field returns s on one line and as every format can write it.
func field(s string) string { return xmlSafe(oneLine(s)) }

// xmlSafe returns s valid, with U+FFFD for the control characters that XML 1.0
// has no way to write.
func xmlSafe(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\t' && r != '\n' && r != '\r' {
			return unicode.ReplacementChar
		}
		return r
	}, valid(s))
}
