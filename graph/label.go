package graph

import (
	"maps"
	"strings"

	"dictum.example/internal/gazetteer"
)

// labels gather what articles call each node, for one canonical label of each, which
// is known only when all articles have been read.
type labels struct{ nodes *merger }

func newLabels() labels { return labels{newMerger()} }

func (l labels) add(f *facts) error {
	for _, n := range f.nodes {
		if n.unnamed {
			continue
		}
		l.nodes.add(n.iri, nodeName+n.name, 1)
		l.nodes.add(n.iri, nodeClass+n.class.label, 1)
		for _, iri := range n.same {
			l.nodes.add(n.iri, nodeSame+iri, 1)
		}
		for _, a := range n.aliases {
			l.nodes.add(n.iri, nodeAlias+a, 1)
		}
	}
	walk(f.quotes, func(q *said) {
		if q.statement == "" {
			return
		}
		l.nodes.add(q.statement, statementText+oneLine(q.Text), 1)
		for _, n := range q.speakers {
			if !n.unnamed {
				l.nodes.add(q.statement, statementBy+n.iri, 1)
			}
		}
	})
	return l.nodes.settle()
}

// each calls f for each node with its labels, in the order of their IRIs.
func (l labels) each(f func(resource)) error {
	return l.nodes.each(func(iri string, c counts) error {
		f(c.labelled(iri))
		return nil
	})
}

// labelled returns a node with its labels, or a statement with its fullest wording and its speaker.
func (c counts) labelled(iri string) resource {
	r := resource{iri: iri}
	if text := c.fullest(); text != "" {
		r.add("type", "d:Statement")
		r.add("schema:text", text)
		optional(&r, "schema:spokenByCharacter", c.most(statementBy))
		return r
	}
	label := c.label(iri)
	r.add("rdfs:label", label)
	r.add("skos:prefLabel", label)
	r.add("skos:altLabel", c.otherNames(label)...)
	return r
}

func (l labels) close() error { return l.nodes.close() }

// The prefixes of a statement's features.
const (
	statementText = "text:"
	statementBy   = "by:"
)

// fullest returns the longest wording of a statement, or "".
func (c counts) fullest() string {
	best := ""
	for _, text := range c.features(statementText) {
		if len(text) > len(best) {
			best = text
		}
	}
	return best
}

// label returns the canonical name of a node: the one that most articles give, and of a person one in full, if any
// article gives that. Where the node is a Wikidata item, names that mostly mean something else count less.
func (c counts) label(iri string) string {
	names := map[string]int{}
	for f, n := range c {
		if name, ok := strings.CutPrefix(f, nodeName); ok {
			names[name] = n
		}
	}
	if strings.HasPrefix(c.most(nodeClass), "Person") {
		full := maps.Clone(names)
		maps.DeleteFunc(full, func(name string, _ int) bool { return !strings.Contains(name, " ") })
		if len(full) > 0 {
			names = full
		}
	}
	item, ok := strings.CutPrefix(iri, Wikidata)
	if !ok {
		item = c.most(nodeSame + Wikidata)
	}
	return gazetteer.Label(item, maps.All(names))
}

// otherNames returns the names and aliases of a node without its label, in order.
func (c counts) otherNames(label string) []string {
	seen := map[string]bool{label: true}
	var others []string
	for _, name := range append(c.features(nodeName), c.features(nodeAlias)...) {
		if !seen[name] {
			seen[name] = true
			others = append(others, name)
		}
	}
	return others
}
