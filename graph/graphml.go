package graph

import (
	"bufio"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"strconv"
	"strings"

	"dictum.example/internal/temp"
)

// graphml writes GraphML (http://graphml.graphdrawing.org/specification.html).
// Nodes come before edges, so edges wait in a temporary file.
type graphml struct {
	out    *bufio.Writer
	things things
	file   *os.File
	edges  *bufio.Writer
	begun  bool
}

// graphmlKeys are the attributes of nodes and edges: name, domain, type.
var graphmlKeys = [][3]string{
	{"iri", "node", "string"},
	{"label", "node", "string"},
	{"name", "node", "string"},
	{"type", "node", "string"},
	{"qid", "node", "string"},
	{"aliases", "node", "string"},
	{"unnamed", "node", "boolean"},
	{"articles", "node", "int"},
	{"mentions", "node", "int"},
	{"date", "node", "string"},
	{"from", "node", "string"},
	{"until", "node", "string"},
	{"number", "node", "string"},
	{"upper", "node", "string"},
	{"unit", "node", "string"},
	{"url", "node", "string"},
	{"kind", "node", "string"},
	{"polarity", "node", "string"},
	{"speech", "node", "boolean"},
	{"source", "node", "string"},
	{"cue", "node", "string"},
	{"speakerKind", "node", "string"},
	{"modality", "node", "string"},
	{"statement", "node", "string"},
	{"participants", "node", "string"},
	{"claimed", "node", "boolean"},
	{"confidence", "node", "double"},
	{"start", "node", "int"},
	{"end", "node", "int"},
	{"label", "edge", "string"},
	{"role", "edge", "string"},
	{"date", "edge", "string"},
	{"article", "edge", "string"},
	{"count", "edge", "int"},
	{"kind", "edge", "string"},
	{"polarity", "edge", "string"},
	{"modality", "edge", "string"},
	{"standing", "edge", "string"},
	{"from", "edge", "string"},
	{"until", "edge", "string"},
	{"confidence", "edge", "double"},
	{"quote", "edge", "string"},
}

func newGraphML(out *bufio.Writer) (*graphml, error) {
	file, err := temp.Create("", "dictum-graph-*")
	if err != nil {
		return nil, err
	}
	return &graphml{out: out, things: newThings(), file: file, edges: bufio.NewWriterSize(file, 1<<16)}, nil
}

func (g *graphml) add(f *facts) error {
	g.begin()
	g.node(f.iri, []string{"iri", "label", "name", "date", "url"},
		[]string{f.iri, "Article", field(f.title), f.date, field(f.doc.URL)})
	walk(f.quotes, func(q *said) {
		names := []string{"iri", "name", "statement", "kind", "polarity", "speech", "source", "cue", "speakerKind", "confidence",
			"start", "end"}
		g.node(q.iri, append(names, "label"), append(quoteValues(q), "Quote"))
	})
	for _, h := range f.happenings {
		names := []string{"iri", "name", "kind", "participants", "date", "polarity", "modality", "confidence", "claimed", "start", "end"}
		g.node(h.iri, append(names, "label"), append(happeningValues(h), "Happening"))
	}
	for _, v := range f.figures {
		names := []string{"iri", "name", "type", "from", "until", "number", "upper", "unit"}
		g.node(v.iri, append(names, "label"), append(figureValues(v), "Value"))
	}
	f.edges(func(e edge) { g.edge(g.edges, e) })
	return errors.Join(g.things.add(f), g.edges.Flush(), g.out.Flush())
}

func (g *graphml) close() error {
	g.begin()
	err := g.things.eachNode(func(t thing) error {
		g.node(t.iri, []string{"iri", "label", "name", "type", "qid", "aliases", "unnamed", "articles", "mentions"},
			[]string{t.iri, t.label, t.name, t.entity, t.qid, strings.Join(t.aliases, "; "), strconv.FormatBool(t.unnamed),
				strconv.Itoa(t.articles), strconv.Itoa(t.mentions)})
		return nil
	})
	if err == nil {
		_, err = g.file.Seek(0, io.SeekStart)
	}
	if err == nil {
		_, err = io.Copy(g.out, g.file)
	}
	if err == nil {
		err = g.things.eachPair(func(e edge) error { g.edge(g.out, e); return nil })
	}
	g.out.WriteString("</graph>\n</graphml>\n")
	return errors.Join(err, g.out.Flush(), g.discard())
}

func (g *graphml) discard() error { return errors.Join(g.things.close(), temp.Remove(g.file)) }

func (g *graphml) begin() {
	if g.begun {
		return
	}
	g.begun = true
	g.out.WriteString(xml.Header + `<graphml xmlns="http://graphml.graphdrawing.org/xmlns" ` +
		`xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ` +
		`xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">` + "\n")
	for _, k := range graphmlKeys {
		g.out.WriteString(`<key id="` + k[1] + "-" + k[0] + `" for="` + k[1] + `" attr.name="` + k[0] + `" attr.type="` + k[2] + `"/>` +
			"\n")
	}
	g.out.WriteString(`<graph edgedefault="directed">` + "\n")
}

// An id of GraphML is an NMTOKEN, which an IRI is not.
func graphmlID(iri string) string { return "n" + key(iri) }

func (g *graphml) node(iri string, names, values []string) {
	g.out.WriteString(`<node id="` + graphmlID(iri) + `">`)
	data(g.out, "node", names, values)
	g.out.WriteString("</node>\n")
}

func (g *graphml) edge(out *bufio.Writer, e edge) {
	out.WriteString(`<edge source="` + graphmlID(e.from) + `" target="` + graphmlID(e.to) + `">`)
	count := ""
	if e.count > 0 {
		count = strconv.Itoa(e.count)
	}
	data(out, "edge", []string{"label", "role", "date", "article", "count", "kind", "polarity", "modality", "standing", "from", "until",
		"confidence", "quote"},
		[]string{string(e.kind), e.role, e.date, e.article, count, e.fact, e.polarity, e.modality, e.standing, e.since, e.until,
			e.confidence, e.claim})
	out.WriteString("</edge>\n")
}

// data writes the attributes that have a value.
func data(out *bufio.Writer, domain string, names, values []string) {
	for i, v := range values {
		if v == "" {
			continue
		}
		out.WriteString(`<data key="` + domain + "-" + names[i] + `">`)
		xml.EscapeText(out, []byte(v)) // an error stays with out until Flush
		out.WriteString("</data>")
	}
}
