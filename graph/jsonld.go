package graph

import (
	"bufio"
	"encoding/json"
	"errors"
	"maps"
	"slices"
)

// jsonld writes JSON-LD (https://www.w3.org/TR/json-ld11/): a context, and one
// graph object for each article.
type jsonld struct {
	out   *bufio.Writer
	base  string
	begun bool
	line  []byte

	labels labels
}

func (j *jsonld) add(f *facts) error {
	separator := "\n"
	if j.begun {
		separator = ",\n"
	}
	if err := j.begin(); err != nil {
		return err
	}
	j.out.WriteString(separator)
	g := f.rdf(j.base)
	for _, r := range g.about[1:] {
		j.resource(r, "", "},\n")
	}
	j.resource(g.about[0], "", `,"@graph":[`)
	for i, r := range g.resources {
		end := "},"
		if i == len(g.resources)-1 {
			end = "}"
		}
		j.resource(r, "\n  ", end)
	}
	j.out.WriteString("\n]}")
	return errors.Join(j.labels.add(f), j.out.Flush())
}

func (j *jsonld) discard() error { return j.labels.close() }

func (j *jsonld) close() error {
	if err := j.begin(); err != nil {
		return err
	}
	err := j.labels.each(func(r resource) { j.resource(r, ",\n", "}") })
	j.out.WriteString("\n]}\n")
	return errors.Join(err, j.labels.close(), j.out.Flush())
}

func (j *jsonld) begin() error {
	if j.begun {
		return nil
	}
	j.begun = true
	context := map[string]any{"@version": 1.1, "id": j.base}
	for _, p := range prefixes {
		context[p.name] = p.iri
	}
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		if kind := properties[name]; kind != plain && name != "type" {
			context[name] = map[string]string{"@type": kind}
		}
	}
	text, err := json.MarshalIndent(context, "  ", "  ")
	if err != nil {
		return err
	}
	j.out.WriteString("{\n  \"@context\": ")
	j.out.Write(text)
	j.out.WriteString(",\n  \"@graph\": [")
	return nil
}

// resource writes r as an object between start and end, which closes it.
func (j *jsonld) resource(r resource, start, end string) {
	b := append(j.line[:0], start...)
	b = append(b, `{"@id":`...)
	b = appendJSON(b, j.node(r.iri))
	for i := 0; i < len(r.props); {
		n := i + 1
		for n < len(r.props) && r.props[n].name == r.props[i].name {
			n++
		}
		b = append(b, ',')
		b = j.appendProperty(b, r.props[i:n])
		i = n
	}
	j.line = append(b, end...)
	j.out.Write(j.line) // an error stays with out until Flush
}

// appendProperty appends the values of one property.
func (j *jsonld) appendProperty(b []byte, values []property) []byte {
	name := values[0].name
	key := name
	if name == "type" {
		key = "@type"
	}
	b = append(appendJSON(b, key), ':')
	if len(values) > 1 {
		b = append(b, '[')
	}
	for i, v := range values {
		if i > 0 {
			b = append(b, ',')
		}
		switch properties[name] {
		case nodes:
			b = appendJSON(b, j.node(v.value))
		case "xsd:boolean", "xsd:nonNegativeInteger":
			b = append(b, v.value...)
		default:
			b = appendJSON(b, v.value)
		}
	}
	if len(values) > 1 {
		b = append(b, ']')
	}
	return b
}

// node returns an IRI in its shortest form. Prefixed names are joined where
// relative IRIs are resolved, which some readers do on the unescaped path.
func (j *jsonld) node(iri string) string {
	if s := short(iri, j.base); s != iri && expand(s) == s {
		return "id:" + s
	}
	return short(iri, j.base)
}

func appendJSON(b []byte, s string) []byte {
	text, err := json.Marshal(s)
	if err != nil { // a string cannot fail
		return append(b, `""`...)
	}
	return append(b, text...)
}
