package graph_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dictum.example/entity"
	"dictum.example/extract"
	"dictum.example/graph"
	"dictum.example/quote"
	"dictum.example/text"
)

// python runs a command of testdata/readers.py and returns what it prints. It
// skips the test where Python or the tool is missing. DICTUM_PYTHON names the
// interpreter.
func python(t testing.TB, args ...string) []string {
	t.Helper()
	interpreter := os.Getenv("DICTUM_PYTHON")
	if interpreter == "" {
		interpreter = "python3"
	}
	cmd := exec.Command(interpreter, append([]string{"-W", "ignore", filepath.Join("testdata", "readers.py")}, args...)...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	var exit *exec.ExitError
	switch {
	case errors.Is(err, exec.ErrNotFound):
		t.Skipf("skipped: no %s", interpreter)
	case errors.As(err, &exit) && exit.ExitCode() == 77:
		t.Skipf("skipped: %s", bytes.TrimSpace(out))
	case err != nil:
		t.Fatalf("%v: %v\n%s%s", args, err, out, stderr.Bytes())
	}
	return strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
}

func temporary(t testing.TB, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

// oddNames are texts that break formats.
var oddNames = []string{
	`Ann "The Hammer" O’Neil`, `back\slash\`, "AC/DC <b>&amp;</b>", "🚀 \u200dé", "منى الطحاوي", "\u202eabc\u202c", "\x00\x01\x1b\x7f\u0085",
	"line\r\nbreak\ttab", strings.Repeat("long ", 2000), "\xff\xfe bad", "\ufffe\uffff\U0001FFFE", "'; DROP TABLE", "{{x}} ]]> --> ?>",
	"a;b,c|d", "\ufeffBOM", "%41%zz", "N{}<>^`|",
}

func corpus(t testing.TB) []*extract.Document {
	docs := []*extract.Document{sampleDocument(t), natoDocument(), everyKind()}
	for _, name := range append(oddNames, randomNames(40)...) {
		docs = append(docs, hostile(name))
	}
	return docs
}

// randomNames returns n texts of what breaks formats, the same ones each time.
func randomNames(n int) []string {
	parts := []string{`"`, `'`, `\`, "/", "<", ">", "&", "&amp;", "\x00", "\x0b", "\x1f", "\x7f", "\u0085", "\u2028", "\u00a0", "\n",
		"\r", "\t", "\xff",
		"\xc3", "\ufffd", "\uffff", "\ufdd0", "\ufeff", "\u202e", "🚀", "e\u0301", "é", "ß", "İ", "ى", "漢", "%", "%2F", "#", "?", "{",
		"}", "|", "^", "`",
		";", ",", ":", "]]>", "<!--", "@en", "^^<x>", "\\u0041", "a", "B", "7", ".", " ", "_", "-", "~"}
	random := rand.New(rand.NewPCG(3, 5))
	names := make([]string, n)
	for i := range names {
		for range 1 + random.IntN(12) {
			names[i] += parts[random.IntN(len(parts))]
		}
	}
	return names
}

// natoDocument is an article in which two people speak about NATO.
func natoDocument() *extract.Document {
	const article = "“NATO is ready,” Mara Quist said.\n\nTom Aldous denied that NATO would pay."
	at := func(s string) text.Excerpt {
		i := strings.Index(article, s)
		return text.Span{Start: i, End: i + len(s)}.Cut(article)
	}
	second := text.Span{Start: strings.LastIndex(article, "NATO"), End: strings.LastIndex(article, "NATO") + 4}.Cut(article)
	mention := func(x text.Excerpt, typ entity.Type) entity.Mention {
		return entity.Mention{Excerpt: x, Type: typ, Kind: entity.Name}
	}
	nato := &entity.Entity{ID: "e1", Type: entity.Org, Name: "NATO", QID: "Q7184",
		Mentions: []entity.Mention{mention(at("NATO"), entity.Org), mention(second, entity.Org)}}
	mara := &entity.Entity{ID: "e2", Type: entity.Person, Name: "Mara Quist",
		Mentions: []entity.Mention{mention(at("Mara Quist"), entity.Person)}}
	tom := &entity.Entity{ID: "e3", Type: entity.Person, Name: "Tom Aldous",
		Mentions: []entity.Mention{mention(at("Tom Aldous"), entity.Person)}}
	said, denied, s1, s2 := at("said"), at("denied"), at("Mara Quist"), at("Tom Aldous")
	return &extract.Document{
		Article:  extract.Article{URL: "https://news.example/2025/nato?id=7", Text: article, Title: "Two voices"},
		Entities: []*entity.Entity{nato, mara, tom},
		Quotes: []*quote.Quote{
			{Kind: quote.Direct, Text: "“NATO is ready,”", Content: []text.Excerpt{at("“NATO is ready,”")}, Cue: &said, Source: &s1,
				Speaker:     mara,
				SpeakerKind: quote.NamedPerson, Polarity: quote.Affirmed, Speech: true, Confidence: 0.97},
			{Kind: quote.Indirect, Text: "that NATO would pay", Content: []text.Excerpt{at("that NATO would pay")}, Cue: &denied,
				Source: &s2, Speaker: tom,
				SpeakerKind: quote.NamedPerson, Polarity: quote.Denied, Speech: true, Confidence: 0.8},
		},
	}
}

func TestRDFReaders(t *testing.T) {
	docs := corpus(t)
	quads := lines(write(t, graph.NQuads, graph.Options{}, docs...))
	triples := withoutGraphs(quads)
	for _, reader := range []string{"rdflib_quads", "pyoxigraph_quads"} {
		for _, f := range []graph.Format{graph.NQuads, graph.Turtle, graph.TriG, graph.JSONLD} {
			t.Run(reader+"/"+string(f), func(t *testing.T) {
				want := quads
				if f == graph.Turtle {
					want = triples
				}
				got := python(t, reader, temporary(t, "graph", write(t, f, graph.Options{}, docs...)), extensions[f])
				slices.Sort(got)
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("(-written +read):\n%s", diff)
				}
			})
		}
	}
}

var graphName = regexp.MustCompile(` <[^<> ]*> \.$`)

// withoutGraphs returns the statements of quads in one graph.
func withoutGraphs(quads []string) []string {
	var triples []string
	for _, q := range quads {
		if strings.Contains(q, "<https://dictum.example/id/graph/") && !strings.HasPrefix(q, "<https://dictum.example/id/graph/") {
			q = graphName.ReplaceAllString(q, " .")
		}
		triples = append(triples, q)
	}
	slices.Sort(triples)
	return slices.Compact(triples)
}

func TestQuery(t *testing.T) {
	path := temporary(t, "graph.nq", write(t, graph.NQuads, graph.Options{}, natoDocument(), sampleDocument(t)))
	want := []string{"Mara Quist\t“NATO is ready,”", "Tom Aldous\tthat NATO would pay"}
	for _, reader := range []string{"rdflib_query", "pyoxigraph_query"} {
		t.Run(reader, func(t *testing.T) {
			if diff := cmp.Diff(want, python(t, reader, path, filepath.Join("testdata", "about.rq"))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestShapes(t *testing.T) {
	conforming := write(t, graph.Turtle, graph.Options{}, sampleDocument(t), natoDocument())
	python(t, "shacl", temporary(t, "graph.ttl", conforming), "shapes.ttl")
}

func TestVocabulary(t *testing.T) {
	used := map[string]bool{}
	for _, term := range regexp.MustCompile(regexp.QuoteMeta(graph.Vocabulary)+`\w+`).FindAllString(string(write(t, graph.NQuads,
		graph.Options{}, corpus(t)...)), -1) {
		used[term] = true
	}
	defined := python(t, "vocabulary", "vocabulary.ttl")
	doc, err := os.ReadFile(filepath.Join("..", "docs", "graph.md"))
	if err != nil {
		t.Fatal(err)
	}
	for term := range used {
		if !slices.Contains(defined, term) {
			t.Errorf("vocabulary.ttl does not define %s", term)
		}
		if name := "`d:" + strings.TrimPrefix(term, graph.Vocabulary) + "`"; !bytes.Contains(doc, []byte(name)) {
			t.Errorf("docs/graph.md does not name %s", name)
		}
	}
	for _, term := range defined {
		if strings.HasPrefix(term, graph.Vocabulary) && !used[term] {
			t.Errorf("vocabulary.ttl defines %s, which nothing uses", term)
		}
	}
}

// TestRiot needs riot on the path, or the jars of jena-cmds, and slf4j-simple for
// its warnings, in the folder DICTUM_JENA.
func TestRiot(t *testing.T) {
	command := []string{"riot"}
	if jars := os.Getenv("DICTUM_JENA"); jars != "" {
		command = []string{"java", "-XX:TieredStopAtLevel=1", "-cp", filepath.Join(jars, "*"), "riotcmd.riot"}
	}
	if _, err := exec.LookPath(command[0]); err != nil {
		t.Skipf("skipped: no %s", command[0])
	}
	command = append(command, "--validate")
	for _, f := range []graph.Format{graph.NQuads, graph.Turtle, graph.TriG, graph.JSONLD} {
		command = append(command, temporary(t, "graph."+extensions[f], write(t, f, graph.Options{}, corpus(t)...)))
	}
	out, err := exec.Command(command[0], command[1:]...).CombinedOutput()
	if err != nil || bytes.Contains(out, []byte("WARN")) || bytes.Contains(out, []byte("ERROR")) {
		t.Errorf("%v\n%.4000s", err, out)
	}
}

// TestNetworkx compares what networkx reads with the CSV files.
func TestNetworkx(t *testing.T) {
	docs := corpus(t)
	got := python(t, "networkx_graph", temporary(t, "graph.graphml", write(t, graph.GraphML, graph.Options{}, docs...)))
	var want []string
	line := func(parts ...any) { want = append(want, fmt.Sprintf("%#v", parts)) }
	dir := writeCSV(t, graph.Options{}, docs...)
	for _, file := range []string{"articles", "entities", "quotes", "events", "values"} {
		for _, row := range readCSV(t, filepath.Join(dir, file+".csv"))[1:] {
			line("node", row[0], row[len(row)-1][strings.LastIndex(row[len(row)-1], ";")+1:], row[1])
		}
	}
	for _, m := range regexp.MustCompile(`--relationships=(\w+)=(\S+)`).FindAllStringSubmatch(graph.Neo4jImport, -1) {
		for _, row := range readCSV(t, filepath.Join(dir, m[2]))[1:] {
			role, count := "", 0.0
			switch m[1] {
			case "DESCRIBED_IN", "AFFILIATED_WITH", "TAKES_PART":
				role = row[2]
			case "MENTIONS", "MENTIONED_WITH":
				count, _ = strconv.ParseFloat(row[2], 64)
			}
			line("edge", row[0], m[1], row[1], role, count)
		}
	}
	for i := range got {
		var parts []any
		if err := json.Unmarshal([]byte(got[i]), &parts); err != nil {
			t.Fatal(err)
		}
		got[i] = fmt.Sprintf("%#v", parts)
	}
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-csv +networkx):\n%s", diff)
	}
}

// csvCounts returns how many nodes and edges the CSV files of docs have.
func csvCounts(t testing.TB, docs []*extract.Document) (nodes, edges int) {
	files, err := filepath.Glob(filepath.Join(writeCSV(t, graph.Options{}, docs...), "*.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range files {
		switch filepath.Base(path) {
		case "articles.csv", "entities.csv", "quotes.csv", "events.csv", "values.csv":
			nodes += len(readCSV(t, path)) - 1
		default:
			edges += len(readCSV(t, path)) - 1
		}
	}
	return nodes, edges
}

func writeCSV(t testing.TB, o graph.Options, docs ...*extract.Document) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "csv")
	w, err := graph.NewCSV(dir, o)
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
	return dir
}

func readCSV(t testing.TB, path string) [][]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return rows
}

// TestCSVJoins reads the files as Neo4j does: every end of an edge is a node of
// the file that its header names, and no node stands there twice.
func TestCSVJoins(t *testing.T) {
	dir := writeCSV(t, graph.Options{}, corpus(t)...)
	ids := map[string]map[string]bool{}
	for file, space := range map[string]string{"articles": "Article", "entities": "Entity", "quotes": "Quote", "events": "Event",
		"values": "Value"} {
		ids[space] = map[string]bool{}
		for _, row := range readCSV(t, filepath.Join(dir, file+".csv"))[1:] {
			if ids[space][row[0]] {
				t.Errorf("%s.csv: %s stands there twice", file, row[0])
			}
			ids[space][row[0]] = true
		}
	}
	header := regexp.MustCompile(`^:(?:START|END)_ID\((\w+)\)$`)
	for _, m := range regexp.MustCompile(`--relationships=(\w+)=(\S+)`).FindAllStringSubmatch(graph.Neo4jImport, -1) {
		rows := readCSV(t, filepath.Join(dir, m[2]))
		for end := range 2 {
			space := header.FindStringSubmatch(rows[0][end])
			if space == nil {
				t.Fatalf("%s: header %q", m[2], rows[0])
			}
			for _, row := range rows[1:] {
				if !ids[space[1]][row[end]] {
					t.Errorf("%s: %s is no %s", m[2], row[end], space[1])
				}
			}
		}
	}
}

func TestKuzu(t *testing.T) {
	dir := writeCSV(t, graph.Options{}, corpus(t)...)
	for _, test := range []struct{ name, query, want string }{
		{"who spoke about NATO", "MATCH (p:Entity)-[:SAID]->(q:Quote)-[:ABOUT]->(:Entity {name: 'NATO'}) RETURN p.name, q.text",
			"Mara Quist\t“NATO is ready,”\nTom Aldous\tthat NATO would pay"},
		{"roles as of a date", "MATCH (p:Entity {qid: 'Q58217'})-[r:AFFILIATED_WITH]->(o:Entity) RETURN r.role, o.name, r.date",
			"Russian Foreign Minister\tRussia\t2025-07-04"},
		{"everything arrived", "MATCH (n) RETURN count(n)", fmt.Sprint(first(csvCounts(t, corpus(t))))},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, strings.Join(python(t, "kuzu_query", dir, "kuzu.cypher", test.query), "\n")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func first(n, _ int) int { return n }

func TestGraphviz(t *testing.T) {
	if _, err := exec.LookPath("dot"); err != nil {
		t.Skip("skipped: no dot")
	}
	for name, docs := range map[string][]*extract.Document{"sample": {sampleDocument(t)}, "odd names": corpus(t)} {
		t.Run(name, func(t *testing.T) {
			out, err := exec.Command("dot", "-Tsvg",
				temporary(t, "graph.dot", write(t, graph.DOT, graph.Options{}, docs...))).CombinedOutput()
			if err != nil || bytes.Contains(out, []byte("Warning")) || bytes.Contains(out, []byte("Error")) {
				t.Fatalf("%v\n%.2000s", err, out)
			}
			for _, want := range []string{">Sergey Lavrov<", ">Dmitry Zhirnov<", "productive"} {
				if !bytes.Contains(out, []byte(want)) {
					t.Errorf("the drawing lacks %s", want)
				}
			}
		})
	}
}

// TestNeo4j runs import.sh. It needs the jars of org.neo4j:neo4j, neo4j-dbms and
// neo4j-import-tool, version 5, in the folder DICTUM_NEO4J: an installed
// neo4j-admin would write into the user's databases.
func TestNeo4j(t *testing.T) {
	jars := os.Getenv("DICTUM_NEO4J")
	if jars == "" {
		t.Skip("skipped: no DICTUM_NEO4J")
	}
	bin, home := t.TempDir(), t.TempDir()
	admin := fmt.Sprintf(`#!/bin/sh
export NEO4J_HOME='%s' NEO4J_CONF='%[1]s'
: > '%[1]s/neo4j.conf'
exec java -Xmx1g -XX:TieredStopAtLevel=1 --add-opens=java.base/java.nio=ALL-UNNAMED --add-opens=java.base/java.io=ALL-UNNAMED \
  --add-opens=java.base/sun.nio.ch=ALL-UNNAMED -cp '%s/*' org.neo4j.cli.AdminTool "$@"
`, home, jars)
	if err := os.WriteFile(filepath.Join(bin, "neo4j-admin"), []byte(admin), 0o777); err != nil {
		t.Fatal(err)
	}
	docs := corpus(t)
	nodes, edges := csvCounts(t, docs)
	cmd := exec.Command("sh", "import.sh")
	cmd.Dir = writeCSV(t, graph.Options{}, docs...)
	cmd.Env = append(os.Environ(), "PATH="+bin+":"+os.Getenv("PATH"))
	out, err := cmd.CombinedOutput()
	if want := fmt.Sprintf("%d nodes\n  %d relationships\n", nodes, edges); err != nil || !bytes.Contains(out, []byte(want)) {
		t.Errorf("%v: want %s\n%s", err, want, out[max(0, len(out)-3000):])
	}
}
