package graph_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/piprate/json-gold/ld"

	"dictum.example/extract"
	"dictum.example/graph"
	"dictum.example/internal/golden"
	"dictum.example/internal/sample"
)

func sampleDocument(t testing.TB) *extract.Document {
	t.Helper()
	doc, err := sample.Document()
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func write(t testing.TB, f graph.Format, o graph.Options, docs ...*extract.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := graph.NewWriter(&b, f, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, doc := range docs {
		if err := w.Add(doc); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

var extensions = map[graph.Format]string{
	graph.NQuads: "nq", graph.Turtle: "ttl", graph.TriG: "trig", graph.JSONLD: "jsonld", graph.GraphML: "graphml", graph.DOT: "dot",
	graph.FTM: "ftm.jsonl",
}

func TestSample(t *testing.T) {
	for _, f := range graph.Formats() {
		t.Run(string(f), func(t *testing.T) {
			golden.File(t, filepath.Join("testdata", "sample."+extensions[f]), string(write(t, f, graph.Options{}, sampleDocument(t))))
		})
	}
}

func TestSampleCSV(t *testing.T) {
	dir := writeCSV(t, graph.Options{}, sampleDocument(t))
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) != 24 {
		t.Fatalf("%d files: %v", len(files), err)
	}
	for _, file := range files {
		got, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		golden.File(t, filepath.Join("testdata", "sample-csv", filepath.Base(file)), string(got))
	}
}

// lines returns the sorted, distinct statements of canonical N-Quads.
func lines(nquads []byte) []string {
	l := strings.Split(strings.TrimSpace(string(nquads)), "\n")
	slices.Sort(l)
	return slices.Compact(l)
}

// expandJSONLD returns the statements of a JSON-LD text as json-gold reads them.
func expandJSONLD(t testing.TB, text []byte) []string {
	t.Helper()
	var doc any
	if err := json.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	options := ld.NewJsonLdOptions("")
	options.DocumentLoader = noNetwork{}
	read, err := ld.NewJsonLdProcessor().ToRDF(doc, options)
	if err != nil {
		t.Fatal(err)
	}
	var statements strings.Builder
	for name, quads := range read.(*ld.RDFDataset).Graphs {
		for _, q := range quads {
			fmt.Fprintf(&statements, "<%s> <%s> %s", q.Subject.GetValue(), q.Predicate.GetValue(), object(q.Object))
			if name != "@default" {
				fmt.Fprintf(&statements, " <%s>", name)
			}
			statements.WriteString(" .\n")
		}
	}
	return lines([]byte(statements.String()))
}

// object returns a node or literal in canonical N-Quads, which json-gold does
// not escape control characters in.
func object(n ld.Node) string {
	if ld.IsIRI(n) {
		return "<" + n.GetValue() + ">"
	}
	var b strings.Builder
	for _, r := range n.GetValue() {
		switch i := strings.IndexRune("\b\t\n\f\r\"\\", r); {
		case i >= 0:
			b.WriteString(`\` + `btnfr"\`[i:i+1])
		case r < ' ' || r == 0x7F:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	literal := `"` + b.String() + `"`
	if datatype := n.(ld.Literal).Datatype; datatype != ld.XSDString {
		literal += "^^<" + datatype + ">"
	}
	return literal
}

type noNetwork struct{}

func (noNetwork) LoadDocument(url string) (*ld.RemoteDocument, error) {
	return nil, fmt.Errorf("asked for %s", url)
}

func TestJSONLDSaysWhatNQuadsSays(t *testing.T) {
	docs := []*extract.Document{sampleDocument(t), hostile("a\\b\"c"), hostile("x")}
	want := lines(write(t, graph.NQuads, graph.Options{}, docs...))
	got := expandJSONLD(t, write(t, graph.JSONLD, graph.Options{}, docs...))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-nquads +jsonld):\n%s", diff)
	}
}

func TestNoDocuments(t *testing.T) {
	for _, f := range graph.Formats() {
		if got := write(t, f, graph.Options{}); f == graph.JSONLD && len(expandJSONLD(t, got)) != 1 {
			t.Errorf("%s: %s", f, got)
		}
	}
}

func TestErrors(t *testing.T) {
	if _, err := graph.NewWriter(io.Discard, "rdfxml", graph.Options{}); !errors.Is(err, graph.ErrFormat) {
		t.Errorf("unknown format: %v", err)
	}
	for _, base := range []string{"id/", "https://x.example/id", "ftp://x.example/", "https://x.example/a b/", "https://x.example/?q=/"} {
		if _, err := graph.NewWriter(io.Discard, graph.NQuads, graph.Options{Base: base}); !errors.Is(err, graph.ErrBase) {
			t.Errorf("base %q: %v", base, err)
		}
	}
	w, err := graph.NewWriter(io.Discard, graph.NQuads, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(w.Close(), w.Close()); err != nil {
		t.Error(err)
	}
	if err := w.Add(sampleDocument(t)); !errors.Is(err, graph.ErrClosed) {
		t.Errorf("Add after Close: %v", err)
	}
	full := errors.New("disk full")
	for _, f := range graph.Formats() {
		w, err := graph.NewWriter(failing{full}, f, graph.Options{})
		if err != nil {
			t.Fatal(err)
		}
		err = errors.Join(w.Add(sampleDocument(t)), w.Close())
		if !errors.Is(err, full) {
			t.Errorf("%s on a full disk: %v", f, err)
		}
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }
