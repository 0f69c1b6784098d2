package graph_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"dictum.example/graph"
)

// A statement of N-Quads, as its grammar has it, but for blank nodes and
// language tags, which we do not write.
var statement = regexp.MustCompile(`^<[^\x00-\x20<>"{}|^` + "`" + `\\]+> <[^\x00-\x20<>"{}|^` + "`" + `\\]+> ` +
	`(<[^\x00-\x20<>"{}|^` + "`" + `\\]+>|"([^\x00-\x1F\x7F"\\]|\\[tbnrf"\\]|\\u00[0-9A-F]{2})*"(\^\^<[^\x00-\x20<>"]+>)?)( ` +
	`<[^\x00-\x20<>"{}|^` + "`" + `\\]+>)? \.$`)

// FuzzFormats writes a document all of whose texts are the input: every format
// stays well formed, and the RDF ones say the same.
func FuzzFormats(f *testing.F) {
	addShort(f)
	f.Fuzz(func(t *testing.T, s string) {
		doc := hostile(s[:min(len(s), short)])
		quads := write(t, graph.NQuads, graph.Options{}, doc)
		if !utf8.Valid(quads) {
			t.Fatal("N-Quads are no UTF-8")
		}
		for line := range strings.Lines(string(quads)) {
			if !statement.MatchString(strings.TrimSuffix(line, "\n")) {
				t.Fatalf("not a statement: %q", line)
			}
		}
		wellFormed(t, write(t, graph.GraphML, graph.Options{}, doc))
		for _, format := range []graph.Format{graph.Turtle, graph.TriG, graph.DOT} {
			if !utf8.Valid(write(t, format, graph.Options{}, doc)) {
				t.Fatalf("%s is no UTF-8", format)
			}
		}
	})
}

// FuzzJSONLD reads JSON-LD back, which takes far longer than to write all the formats.
func FuzzJSONLD(f *testing.F) {
	addShort(f)
	f.Fuzz(func(t *testing.T, s string) {
		doc := hostile(s[:min(len(s), short)])
		quads := write(t, graph.NQuads, graph.Options{}, doc)
		if diff := cmp.Diff(lines(quads), expandJSONLD(t, write(t, graph.JSONLD, graph.Options{}, doc))); diff != "" {
			t.Fatalf("(-nquads +jsonld):\n%s", diff)
		}
	})
}

// short is how many bytes a text has at most, so that many are tried.
const short = 200

func addShort(f *testing.F) {
	for _, name := range oddNames {
		if len(name) <= short {
			f.Add(name)
		}
	}
}

func wellFormed(t *testing.T, text []byte) {
	t.Helper()
	decode := xml.NewDecoder(bytes.NewReader(text))
	for {
		if _, err := decode.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatalf("GraphML: %v", err)
		}
	}
}

// FuzzIRI asks of every IRI that it is one, and that folding a name again
// changes nothing.
func FuzzIRI(f *testing.F) {
	for _, name := range oddNames {
		f.Add(name)
	}
	valid := regexp.MustCompile(`^https?://([A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-F]{2})+$`)
	f.Fuzz(func(t *testing.T, s string) {
		doc := hostile(s)
		iris := []string{(graph.Options{}).Article(&doc.Article)}
		for _, e := range doc.Entities {
			iris = append(iris, graph.Options{}.Entity(e, &doc.Article), graph.Options{Apart: true}.Entity(e, &doc.Article))
		}
		for _, iri := range iris {
			if !valid.MatchString(iri) || len(iri) > 2000 {
				t.Errorf("%q", iri)
			}
		}
	})
}
