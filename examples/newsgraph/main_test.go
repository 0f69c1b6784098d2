package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dictum.example/internal/golden"
)

// The README shows what the program prints, and a SPARQL engine answers the same.
func TestAnswers(t *testing.T) {
	var quads, out bytes.Buffer
	if err := build(&quads, "articles"); err != nil {
		t.Fatal(err)
	}
	if err := answer(&out, bytes.NewReader(quads.Bytes())); err != nil {
		t.Fatal(err)
	}
	golden.Block(t, "README.md", "answers", out.String())

	path := filepath.Join(t.TempDir(), "graph.nq")
	if err := os.WriteFile(path, quads.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	queries, err := filepath.Glob("queries/*.rq")
	if err != nil || len(queries) != len(questions) {
		t.Fatalf("%d queries: %v", len(queries), err)
	}
	s, err := load(&quads)
	if err != nil {
		t.Fatal(err)
	}
	for i, query := range queries {
		t.Run(filepath.Base(query), func(t *testing.T) {
			want, got := s.ask(questions[i]), sparql(t, path, query)
			if questions[i].count {
				for j, row := range want {
					want[j] = strings.Replace(strings.TrimSpace(row), " ", " | ", 1)
				}
			}
			slices.Sort(want)
			slices.Sort(got)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-here +pyoxigraph):\n%s", diff)
			}
		})
	}
}

// sparql returns the answers of pyoxigraph. DICTUM_PYTHON names a Python that has it.
func sparql(t *testing.T, quads, query string) []string {
	t.Helper()
	interpreter := os.Getenv("DICTUM_PYTHON")
	if interpreter == "" {
		interpreter = "python3"
	}
	out, err := exec.Command(interpreter, "../../graph/testdata/readers.py", "pyoxigraph_query", quads, query).Output()
	var exit *exec.ExitError
	switch {
	case errors.Is(err, exec.ErrNotFound):
		t.Skipf("skipped: no %s", interpreter)
	case errors.As(err, &exit) && exit.ExitCode() == 77:
		t.Skipf("skipped: %s", bytes.TrimSpace(out))
	case err != nil:
		t.Fatalf("%v: %s", err, out)
	}
	var rows []string
	for row := range strings.Lines(string(out)) {
		cells := strings.Split(strings.TrimSuffix(row, "\n"), "\t")
		rows = append(rows, strings.Join(slices.DeleteFunc(cells, func(c string) bool { return c == "" }), " | "))
	}
	return rows
}

func TestStore(t *testing.T) {
	s, err := load(strings.NewReader(`<a> <https://schema.org/name> "A \"B\"" <g> .
<a> <https://schema.org/name> "A \"B\"" <h> .
<a> <https://schema.org/about> <b> <g> .
<b> <https://schema.org/name> "C"^^<string> .
`))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		way  way
		want []string
	}{
		{"patterns", way{must: [][3]string{{"?x", "schema:about", "?y"}, {"?x", "schema:name", "?n"}, {"?y", "schema:name", `"C"`}},
			where: [][3]string{{"?n", "!=", `"D"`}}}, []string{`a | A "B"`}},
		{"path", way{must: [][3]string{{"?x", "schema:about/schema:name", "?n"}}}, []string{"a | C"}},
		{"alternatives", way{must: [][3]string{{"?x", "schema:about|schema:name", "?n"}}}, []string{`a | A "B"`, "a | b", "b | C"}},
		{"optional", way{must: [][3]string{{"?x", "schema:name", "?n"}}, may: [][3]string{{"?x", "schema:about/schema:name", "?y"}},
			where: [][3]string{{"?y", "=", ""}}}, []string{"b | C"}},
		{"order", way{must: [][3]string{{"?x", "schema:name", "?n"}, {"?y", "schema:name", "?m"}},
			where: [][3]string{{"?m", "<", "?n"}}}, []string{"b | C"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, s.ask(question{ways: []way{c.way}, show: []string{"?x", "?n"}})); diff != "" {
				t.Error(diff)
			}
		})
	}
	if _, err := load(strings.NewReader("nonsense\n")); err == nil {
		t.Error("nonsense is read")
	}
}
