package graph

import (
	"bufio"
	"errors"
	"strings"
)

// nquads writes N-Quads (https://www.w3.org/TR/n-quads/) in canonical form.
type nquads struct {
	out  *bufio.Writer
	base string
	line []byte

	labels labels
}

func (n *nquads) add(f *facts) error {
	g := f.rdf(n.base)
	for _, r := range g.about {
		n.resource(r, "")
	}
	for _, r := range g.resources {
		n.resource(r, g.iri)
	}
	return errors.Join(n.labels.add(f), n.out.Flush())
}

func (n *nquads) discard() error { return n.labels.close() }

func (n *nquads) close() error {
	err := n.labels.each(func(r resource) { n.resource(r, "") })
	return errors.Join(err, n.labels.close(), n.out.Flush())
}

func (n *nquads) resource(r resource, graph string) {
	for _, p := range r.props {
		b := appendTriple(n.line[:0], r.iri, p)
		if graph != "" {
			b = append(b, ' ')
			b = appendIRI(b, graph)
		}
		n.line = append(b, " .\n"...)
		n.out.Write(n.line) // an error stays with out until Flush
	}
}

// appendTriple appends a statement without its end.
func appendTriple(b []byte, subject string, p property) []byte {
	b = append(appendIRI(b, subject), ' ')
	b = append(appendIRI(b, expand(p.name)), ' ')
	switch kind := properties[p.name]; kind {
	case nodes:
		return appendIRI(b, expand(p.value))
	case plain:
		return appendLiteral(b, p.value)
	default:
		b = append(appendLiteral(b, p.value), "^^"...)
		return appendIRI(b, expand(kind))
	}
}

// appendTriples appends the statements of resources, one a line.
func appendTriples(b []byte, resources ...resource) []byte {
	for _, r := range resources {
		for _, p := range r.props {
			b = append(appendTriple(b, r.iri, p), " .\n"...)
		}
	}
	return b
}

// expand returns the IRI of a prefixed name of ours; other IRIs as they are.
func expand(name string) string {
	if name == "type" {
		return rdfType
	}
	if prefix, local, ok := strings.Cut(name, ":"); ok && !strings.HasPrefix(local, "//") {
		for _, p := range prefixes {
			if p.name == prefix {
				return p.iri + local
			}
		}
	}
	return name
}

func appendIRI(b []byte, iri string) []byte {
	b = append(b, '<')
	b = append(b, iri...)
	return append(b, '>')
}

// appendLiteral appends s, valid UTF-8, in quotation marks.
func appendLiteral(b []byte, s string) []byte {
	const hex = "0123456789ABCDEF"
	b = append(b, '"')
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c == '\n':
			b = append(b, `\n`...)
		case c == '\r':
			b = append(b, `\r`...)
		case c == '\t':
			b = append(b, `\t`...)
		case c == '\b':
			b = append(b, `\b`...)
		case c == '\f':
			b = append(b, `\f`...)
		case c < ' ' || c == 0x7F:
			b = append(b, `\u00`...)
			b = append(b, hex[c>>4], hex[c&15])
		default:
			b = append(b, c)
		}
	}
	return append(b, '"')
}
