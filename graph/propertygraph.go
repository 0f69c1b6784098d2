package graph

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"dictum.example/extract"
)

// A Node is a node that an article adds to a property graph: the article itself, its quotes, events and values, and the things
// that it names, which other articles may name too.
type Node struct {
	// ID is the IRI, Labels what sort of node it is.
	ID     string
	Labels []string
	// Properties have the columns of [NewCSV] that say something, as strings, whole numbers, floats, booleans, dates at midnight of
	// UTC and lists of strings. Of a thing they are what this article calls it.
	Properties map[string]any
	// Shared is set for things: only what all articles say of them together tells their name.
	Shared bool
}

// An Edge joins two nodes of an article.
type Edge struct {
	Kind, From, To string
	Properties     map[string]any
}

// Property returns what an article adds to a property graph, in the order of the article. Edges have the kinds and properties of
// [NewCSV], but that each MENTIONED_WITH is of this article alone, and counts no articles.
func (o Options) Property(doc *extract.Document) ([]Node, []Edge) {
	f := o.read(doc)
	nodes := []Node{newNode("articles", []string{f.iri, field(f.title), f.date, field(f.doc.URL), "Article"})}
	for _, n := range f.nodes {
		nodes = append(nodes, n.shared())
	}
	walk(f.quotes, func(q *said) { nodes = append(nodes, newNode("quotes", append(quoteValues(q), "Quote"))) })
	for _, h := range f.happenings {
		nodes = append(nodes, newNode("events", append(happeningValues(h), "Happening")))
	}
	for _, v := range f.figures {
		nodes = append(nodes, newNode("values", append(figureValues(v), "Value")))
	}
	var edges []Edge
	add := func(e edge) {
		row := e.columns()
		name := strings.ToLower(string(e.kind))
		edges = append(edges, Edge{Kind: string(e.kind), From: e.from, To: e.to, Properties: typed(csvFiles[name][2:], row)})
	}
	f.edges(add)
	for _, n := range f.nodes {
		for _, m := range n.with {
			edges = append(edges, Edge{Kind: string(mentionedWith), From: n.iri, To: m.iri, Properties: map[string]any{"article": f.iri}})
		}
	}
	return nodes, edges
}

// shared returns a thing with what the article calls it.
func (n *node) shared() Node {
	x := Node{ID: n.iri, Labels: []string{"Entity", n.class.label}, Shared: true, Properties: map[string]any{
		"name": field(n.name), "unnamed": n.unnamed, "mentions": int64(len(n.mentions)),
	}}
	if n.entity != "" {
		x.Properties["type"] = string(n.entity)
	}
	for _, iri := range append([]string{n.iri}, n.same...) {
		if qid, ok := strings.CutPrefix(iri, Wikidata); ok && validQID(qid) {
			x.Properties["qid"] = qid
		}
	}
	var aliases []string
	for _, a := range n.aliases {
		aliases = append(aliases, field(a))
	}
	if len(aliases) > 0 {
		x.Properties["aliases"] = aliases
	}
	return x
}

// newNode returns the node of a row of a CSV file of nodes: its IRI first, its label last.
func newNode(file string, row []string) Node {
	header := csvFiles[file]
	last := len(row) - 1
	return Node{ID: row[0], Labels: []string{row[last]}, Properties: typed(header[1:last], row[1:last])}
}

// typed returns the values of columns in the types that their headers give; what is empty is left out.
func typed(header, row []string) map[string]any {
	values := map[string]any{}
	for i, column := range header {
		if i >= len(row) || row[i] == "" {
			continue
		}
		name, typ, _ := strings.Cut(column, ":")
		var v any = row[i]
		var err error
		switch typ {
		case "int":
			v, err = strconv.ParseInt(row[i], 10, 64)
		case "double":
			v, err = strconv.ParseFloat(row[i], 64)
		case "boolean":
			v, err = strconv.ParseBool(row[i])
		case "date":
			v, err = time.Parse(time.DateOnly, row[i])
		}
		if err == nil {
			values[name] = v
		}
	}
	return values
}

// A Called is how often articles call a thing by each of its names.
type Called struct {
	Item   string // of Wikidata, or ""
	Person bool
	Names  map[string]int
}

// Label returns the one name by which a thing is called in all formats: the one that most articles give, of a person in full where
// any article does that, of a country the usual one.
func (c Called) Label() string {
	all := counts{nodeClass: 1}
	if c.Person {
		all = counts{nodeClass + "Person": 1}
	}
	if validQID(c.Item) {
		all[nodeSame+Wikidata+c.Item] = 1
	}
	for _, name := range slices.Sorted(maps.Keys(c.Names)) {
		all[nodeName+name] = c.Names[name]
	}
	return all.label("")
}

// Labels returns the labels that tell what sort of thing a node is, of which each has one.
func Labels() []string {
	labels := []string{classOf("").label}
	for _, c := range classes {
		if !slices.Contains(labels, c.label) {
			labels = append(labels, c.label)
		}
	}
	slices.Sort(labels)
	return labels
}
