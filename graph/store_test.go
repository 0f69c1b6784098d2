package graph_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/piprate/json-gold/ld"

	"dictum.example/extract"
	"dictum.example/graph"
)

// A server is a real store that a test starts.
type server struct {
	name string
	// command returns the command that serves at an address, nil where it is not installed.
	command func(t *testing.T, host, port string) *exec.Cmd
	// the paths of its services
	update, data, dump string
}

// servers are the stores that the tests know how to start. DICTUM_FUSEKI is the jar of Apache Jena Fuseki's server,
// jena-fuseki-server; oxigraph is looked for in the path and beside the Python that DICTUM_PYTHON names.
var servers = []server{
	{"fuseki", func(t *testing.T, _, port string) *exec.Cmd {
		jar := os.Getenv("DICTUM_FUSEKI")
		java, err := exec.LookPath("java")
		if err != nil || jar == "" {
			return nil
		}
		cmd := exec.Command(java, "-Xmx512m", "-jar", jar, "--localhost", "--port="+port, "--mem", "/news")
		cmd.Env = append(os.Environ(), "FUSEKI_BASE="+t.TempDir())
		return cmd
	}, "/news/update", "/news/data", "/news"},
	{"oxigraph", func(t *testing.T, host, port string) *exec.Cmd {
		path, err := exec.LookPath("oxigraph")
		if err != nil {
			path, err = exec.LookPath(filepath.Join(filepath.Dir(os.Getenv("DICTUM_PYTHON")), "oxigraph"))
		}
		if err != nil {
			return nil
		}
		return exec.Command(path, "serve", "--location", t.TempDir(), "--bind", net.JoinHostPort(host, port))
	}, "/update", "/store", "/store"},
}

// start starts a server and returns its address, or skips the test.
func (s server) start(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	host, port, _ := net.SplitHostPort(address)
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	cmd := s.command(t, host, port)
	if cmd == nil {
		t.Skipf("skipped: %s is not installed here", s.name)
	}
	var log bytes.Buffer
	cmd.Stdout, cmd.Stderr = &log, &log
	if err := cmd.Start(); err != nil {
		t.Skipf("skipped: %v", err)
	}
	t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
	})
	for range 600 {
		if answer, err := http.Get("http://" + address + s.dump); err == nil {
			answer.Body.Close()
			return "http://" + address
		}
		time.Sleep(100 * time.Millisecond)
	}
	cmd.Process.Kill()
	cmd.Wait()
	t.Fatalf("%s does not answer: %s", s.name, log.String())
	return ""
}

// quads returns the statements of N-Quads, sorted, in one notation. Oxigraph keeps whole numbers of all types as integers.
func quads(t *testing.T, data []byte) []string {
	t.Helper()
	set, err := ld.ParseNQuads(string(data))
	if err != nil {
		t.Fatal(err)
	}
	text, err := (&ld.NQuadRDFSerializer{}).Serialize(set)
	if err != nil {
		t.Fatal(err)
	}
	text = strings.ReplaceAll(text.(string), "#nonNegativeInteger>", "#integer>")
	lines := strings.FieldsFunc(text.(string), func(r rune) bool { return r == '\n' })
	slices.Sort(lines)
	return slices.Compact(lines)
}

// dump returns all that a store has.
func dump(t *testing.T, address string) []string {
	t.Helper()
	request, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Accept", "application/n-quads")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("%s: %v: %s", answer.Status, err, data)
	}
	return quads(t, data)
}

// software are the statements about who made the graphs, which stay when those go.
func software(line string) bool {
	return strings.Contains(line, "<https://dictum.example/id/software/dictum> <")
}

func without(lines []string, drop func(string) bool) []string {
	return slices.DeleteFunc(slices.Clone(lines), drop)
}

// storeDocuments are articles that name the same nodes, each once.
func storeDocuments(t *testing.T) []*extract.Document {
	docs := append(statements(), sampleDocument(t), natoDocument(), everyKind())
	for _, name := range oddNames {
		docs = append(docs, hostile(name))
	}
	seen := map[string]bool{}
	return slices.DeleteFunc(docs, func(d *extract.Document) bool {
		iri := graph.Options{}.Article(&d.Article)
		again := seen[iri]
		seen[iri] = true
		return again
	})
}

// statements returns two articles that quote one statement, of a person whom they name differently.
func statements() []*extract.Document {
	var docs []*extract.Document
	for i, name := range []string{"Dr. Mara Quist", "Mara Quist"} {
		doc := natoDocument()
		doc.URL, doc.ID = "", fmt.Sprint("s", i)
		doc.Quotes[0].Node = "q1"
		doc.Entities[1].Name, doc.Entities[1].Node = name, "n1"
		docs = append(docs, doc)
	}
	docs[0].Quotes[0].Text = "“NATO is"
	return docs
}

func TestStoreSPARQL(t *testing.T) {
	for _, s := range servers {
		t.Run(s.name, func(t *testing.T) {
			address := s.start(t)
			store := newStore(t, address+s.update, nil)
			docs := storeDocuments(t)
			put(t, store, docs...)
			all := quads(t, write(t, graph.NQuads, graph.Options{}, docs...))
			same(t, "put", all, dump(t, address+s.dump))
			slices.Reverse(docs)
			put(t, store, docs...)
			same(t, "put again, in another order", all, dump(t, address+s.dump))
			cutShort(t, s, address, docs)
			same(t, "puts that failed", all, dump(t, address+s.dump))

			half := len(docs) / 2
			remove(t, store, docs[:half]...)
			same(t, "removed", quads(t, write(t, graph.NQuads, graph.Options{}, docs[half:]...)), dump(t, address+s.dump))
			remove(t, store, docs...)
			same(t, "all removed", nil, without(dump(t, address+s.dump), software))
		})
	}
}

// cutShort changes articles through a net that fails, before and behind what the server reads, and puts them again.
func cutShort(t *testing.T, s server, address string, docs []*extract.Document) {
	t.Helper()
	changed := natoDocument()
	changed.Entities[0].Name = "North Atlantic Alliance"
	for _, net := range []*faulty{{after: 900}, {lost: true}} {
		bad := newStore(t, address+s.update, &http.Client{Transport: net})
		if err := bad.Put(t.Context(), changed); err == nil {
			t.Errorf("%+v: no error", net)
		}
		i := slices.IndexFunc(docs, func(d *extract.Document) bool { return d.URL == changed.URL })
		if net.after > 0 { // nothing has changed
			same(t, "cut", quads(t, write(t, graph.NQuads, graph.Options{}, docs...)), dump(t, address+s.dump))
		}
		put(t, newStore(t, address+s.update, nil), docs[i])
	}
}

func TestGraphStore(t *testing.T) {
	for _, s := range servers {
		t.Run(s.name, func(t *testing.T) {
			address := s.start(t)
			store := newStore(t, "gsp+"+address+s.data, nil)
			docs := storeDocuments(t)
			put(t, store, docs...)
			first := dump(t, address+s.dump)
			for _, line := range first {
				if !strings.Contains(line, "> <https://dictum.example/id/graph/") && !strings.Contains(line, " <https://dictum.example/id/graph/") {
					t.Fatalf("outside of an article's graph: %s", line)
				}
			}
			if n := len(quads(t, write(t, graph.NQuads, graph.Options{}, docs...))); len(first) < n/2 {
				t.Errorf("%d statements of %d", len(first), n)
			}
			slices.Reverse(docs)
			put(t, store, docs...)
			same(t, "put again", first, dump(t, address+s.dump))
			remove(t, store, docs...)
			remove(t, store, docs[0]) // is no error
			same(t, "removed", nil, dump(t, address+s.dump))
		})
	}
}

func newStore(t *testing.T, address string, client *http.Client) graph.Store {
	t.Helper()
	s, err := graph.NewStore(address, client, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func put(t *testing.T, s graph.Store, docs ...*extract.Document) {
	t.Helper()
	for _, d := range docs {
		if err := s.Put(t.Context(), d); err != nil {
			t.Fatalf("%q: %v", d.ID, err)
		}
	}
}

func remove(t *testing.T, s graph.Store, docs ...*extract.Document) {
	t.Helper()
	for _, d := range docs {
		if err := s.Remove(t.Context(), graph.Options{}.Article(&d.Article)); err != nil {
			t.Fatal(err)
		}
	}
}

func same(t *testing.T, what string, want, got []string) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		if len(diff) > 3000 {
			diff = diff[:3000]
		}
		t.Fatalf("%s (-want +got):\n%s", what, diff)
	}
}

// A faulty net cuts requests that change something: after some bytes, or so that the answer is lost.
type faulty struct {
	after int64
	lost  bool
}

var errNet = errors.New("the net failed")

func (f *faulty) RoundTrip(r *http.Request) (*http.Response, error) {
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "application/sparql-update") {
		return http.DefaultTransport.RoundTrip(r)
	}
	if f.after > 0 {
		r = r.Clone(r.Context())
		r.Body = io.NopCloser(io.MultiReader(io.LimitReader(r.Body, f.after), cutOff{}))
	}
	answer, err := http.DefaultTransport.RoundTrip(r)
	if err == nil && f.lost {
		io.Copy(io.Discard, answer.Body)
		answer.Body.Close()
		return nil, errNet
	}
	return answer, err
}

type cutOff struct{}

func (cutOff) Read([]byte) (int, error) { return 0, errNet }

func TestStoreRefused(t *testing.T) {
	for _, test := range []struct {
		name   string
		answer http.HandlerFunc
		want   string
	}{
		{"an error", func(w http.ResponseWriter, r *http.Request) {
			http.Error(w, "no room\nleft", http.StatusInsufficientStorage)
		},
			"507 Insufficient Storage: no room left"},
		{"no result", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "<html>") }, "no result of a query"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := httptest.NewServer(test.answer)
			defer s.Close()
			store := newStore(t, s.URL+"/update", nil)
			for _, err := range []error{store.Put(t.Context(), natoDocument()), store.Remove(t.Context(), "https://x.example/a")} {
				if err == nil || !strings.Contains(err.Error(), test.want) {
					t.Errorf("%v, want %q", err, test.want)
				}
			}
		})
	}
}

func TestStoreRequests(t *testing.T) {
	var seen []string
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		user, password, _ := r.BasicAuth()
		seen = append(seen, r.Method+" "+r.URL.String()+" "+user+":"+password)
		io.WriteString(w, `{"results":{"bindings":[]}}`)
	}))
	defer s.Close()
	at := func(prefix, path string) string {
		return prefix + "http://ann:secret@" + strings.TrimPrefix(s.URL, "http://") + path
	}
	for _, address := range []string{at("", "/news/update"), at("", "/sparql?x=1"), at("gsp+", "/data")} {
		if err := newStore(t, address, nil).Remove(t.Context(), "https://x.example/a"); err != nil {
			t.Error(err)
		}
	}
	want := []string{
		"POST /news/query ann:secret", "POST /news/update ann:secret", "POST /sparql?x=1 ann:secret", "POST /sparql?x=1 ann:secret",
		"DELETE /data?graph=https%3A%2F%2Fdictum.example%2Fid%2Fgraph%2F5189a0d6687e54f4d535 ann:secret",
	}
	if diff := cmp.Diff(want, seen); diff != "" {
		t.Error(diff)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := newStore(t, s.URL, nil).Remove(ctx, "https://x.example/a"); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want the context's error", err)
	}
}

func TestNewStoreRefuses(t *testing.T) {
	for _, address := range []string{"", "news", "ftp://x/update", "gsp+", "http://", "bolt://localhost"} {
		if s, err := graph.NewStore(address, nil, graph.Options{}); err == nil {
			t.Errorf("%q: %v", address, s)
		}
	}
	if _, err := graph.NewStore("http://localhost/update", nil, graph.Options{Base: "nonsense"}); !errors.Is(err, graph.ErrBase) {
		t.Errorf("%v, want ErrBase", err)
	}
}
