package graph

import (
	"bufio"
	"errors"
	"strings"
)

// turtle writes Turtle (https://www.w3.org/TR/turtle/), or, with graphs, TriG
// (https://www.w3.org/TR/trig/).
type turtle struct {
	out    *bufio.Writer
	base   string
	graphs bool
	begun  bool
	line   []byte
	labels labels
}

func (t *turtle) add(f *facts) error {
	t.begin()
	g := f.rdf(t.base)
	for _, r := range g.about {
		t.resource(r, "")
	}
	indent := ""
	if t.graphs {
		indent = "  "
		t.out.Write(append(t.appendNode(t.line[:0], g.iri), " {\n"...))
	}
	for _, r := range g.resources {
		t.resource(r, indent)
	}
	if t.graphs {
		t.out.WriteString("}\n\n")
	}
	return errors.Join(t.labels.add(f), t.out.Flush())
}

func (t *turtle) discard() error { return t.labels.close() }

func (t *turtle) close() error {
	t.begin()
	err := t.labels.each(func(r resource) { t.resource(r, "") })
	return errors.Join(err, t.labels.close(), t.out.Flush())
}

func (t *turtle) begin() {
	if t.begun {
		return
	}
	t.begun = true
	t.out.WriteString("@base <" + t.base + "> .\n")
	for _, p := range prefixes {
		t.out.WriteString("@prefix " + p.name + ": <" + p.iri + "> .\n")
	}
	t.out.WriteString("\n")
}

// resource writes r with one line a property.
func (t *turtle) resource(r resource, indent string) {
	if len(r.props) == 0 {
		return
	}
	b := append(t.line[:0], indent...)
	b = t.appendNode(b, r.iri)
	for i, p := range r.props {
		switch {
		case i > 0 && r.props[i-1].name == p.name:
			b = append(b, " ,\n"+indent+"       "...)
		case i > 0:
			b = append(b, " ;\n"+indent+"   "...)
		}
		if i == 0 || r.props[i-1].name != p.name {
			b = append(b, ' ')
			if p.name == "type" {
				b = append(b, 'a')
			} else {
				b = append(b, p.name...)
			}
		}
		b = append(b, ' ')
		b = t.appendValue(b, p)
	}
	t.line = append(b, " .\n"...)
	t.out.Write(t.line) // an error stays with out until Flush
}

func (t *turtle) appendValue(b []byte, p property) []byte {
	switch kind := properties[p.name]; kind {
	case nodes:
		return t.appendNode(b, p.value)
	case plain:
		return appendLiteral(b, p.value)
	case "xsd:boolean", "xsd:decimal":
		return append(b, p.value...)
	default:
		return append(append(appendLiteral(b, p.value), "^^"...), kind...)
	}
}

// appendNode appends an IRI in its shortest form: a prefixed name, or relative to the base.
func (t *turtle) appendNode(b []byte, iri string) []byte {
	s := short(iri, t.base)
	if expand(s) != s {
		return append(b, s...)
	}
	return appendIRI(b, s)
}

// short returns an IRI as a prefixed name, or relative to base, where it can.
func short(iri, base string) string {
	if q, ok := strings.CutPrefix(iri, Wikidata); ok && validQID(q) {
		return "wd:" + q
	}
	if rest, ok := strings.CutPrefix(iri, base); ok && relative(rest) {
		return rest
	}
	return iri
}

// relative reports whether s resolves to base and s: neither a scheme, an
// authority nor a dot segment.
func relative(s string) bool {
	first, rest, ok := strings.Cut(s, "/")
	return ok && first != "" && !strings.ContainsAny(first, ":.?#") && !strings.Contains("/"+rest, "/.")
}
