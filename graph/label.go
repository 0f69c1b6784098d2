package graph

import "strings"

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
		for _, a := range n.aliases {
			l.nodes.add(n.iri, nodeAlias+a, 1)
		}
	}
	return l.nodes.settle()
}

// each calls f for each node with its labels, in the order of their IRIs.
func (l labels) each(f func(resource)) error {
	return l.nodes.each(func(iri string, c counts) error {
		r := resource{iri: iri}
		label := c.label()
		r.add("rdfs:label", label)
		r.add("skos:prefLabel", label)
		r.add("skos:altLabel", c.otherNames(label)...)
		f(r)
		return nil
	})
}

func (l labels) close() error { return l.nodes.close() }

// label returns the canonical name of a node: the one that most articles give, and of
// a person one in full, if any article gives that.
func (c counts) label() string {
	if strings.HasPrefix(c.most(nodeClass), "Person") {
		full := counts{}
		for name, n := range c {
			if strings.HasPrefix(name, nodeName) && strings.Contains(name, " ") {
				full[name] = n
			}
		}
		if len(full) > 0 {
			return full.most(nodeName)
		}
	}
	return c.most(nodeName)
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
