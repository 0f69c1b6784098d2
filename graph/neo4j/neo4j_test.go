package neo4j_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"

	"dictum.example/entity"
	"dictum.example/extract"
	"dictum.example/graph"
	"dictum.example/graph/neo4j"
	"dictum.example/internal/sample"
	"dictum.example/quote"
	"dictum.example/text"
)

// start starts a real server and returns its address, or skips the test. DICTUM_NEO4J is a folder with the jars of
// org.neo4j:neo4j and org.neo4j.app:neo4j-server.
func start(t *testing.T) string {
	t.Helper()
	jars := os.Getenv("DICTUM_NEO4J")
	java, err := exec.LookPath("java")
	if err != nil || jars == "" {
		t.Skip("skipped: no java, or no DICTUM_NEO4J")
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	home := t.TempDir()
	settings := "server.bolt.listen_address=" + address + `
server.http.enabled=false
server.https.enabled=false
dbms.security.auth_enabled=false
dbms.usage_report.enabled=false
server.memory.pagecache.size=32m
`
	if err := errors.Join(l.Close(), os.WriteFile(filepath.Join(home, "neo4j.conf"), []byte(settings), 0o666)); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(java, "-Xmx512m", "-cp", filepath.Join(jars, "*"), "--add-opens=java.base/java.nio=ALL-UNNAMED",
		"--add-opens=java.base/java.io=ALL-UNNAMED", "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
		"org.neo4j.server.CommunityEntryPoint", "--home-dir="+home, "--config-dir="+home)
	if err := cmd.Start(); err != nil {
		t.Skipf("skipped: %v", err)
	}
	t.Cleanup(func() {
		cmd.Process.Signal(os.Interrupt)
		cmd.Wait()
	})
	for range 1200 {
		if c, err := net.Dial("tcp", address); err == nil {
			c.Close()
			return address
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatal("the server does not answer")
	return ""
}

// connect returns a driver that tries nothing again.
func connect(t *testing.T, address string) driver.DriverWithContext {
	t.Helper()
	d, err := driver.NewDriverWithContext("bolt://"+address, driver.NoAuth(), func(c *config.Config) { c.MaxTransactionRetryTime = 0 })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close(context.Background()) })
	return d
}

// dump returns all nodes and edges with what is said of them, sorted.
func dump(t *testing.T, d driver.DriverWithContext) []string {
	t.Helper()
	var lines []string
	for _, query := range []string{
		"MATCH (n) RETURN labels(n), n.id, properties(n)",
		"MATCH (a)-[r]->(b) RETURN type(r), a.id + ' ' + b.id, properties(r)",
	} {
		result, err := driver.ExecuteQuery(t.Context(), d, query, nil, driver.EagerResultTransformer)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range result.Records {
			if labels, ok := r.Values[0].([]any); ok {
				slices.SortFunc(labels, func(a, b any) int { return strings.Compare(a.(string), b.(string)) })
			}
			lines = append(lines, fmt.Sprint(r.Values...))
		}
	}
	slices.Sort(lines)
	return lines
}

// article returns a document in which somebody, by one of his names, speaks of NATO.
func article(id, name string) *extract.Document {
	said := name + " said NATO would pay."
	at := func(s string) text.Excerpt {
		i := strings.Index(said, s)
		return text.Span{Start: i, End: i + len(s)}.Cut(said)
	}
	who := &entity.Entity{ID: "e1", Type: entity.Person, Name: name, Node: "n1",
		Mentions: []entity.Mention{{Excerpt: at(name), Type: entity.Person, Kind: entity.Name}}}
	nato := &entity.Entity{ID: "e2", Type: entity.Org, Name: "NATO", QID: "Q7184",
		Mentions: []entity.Mention{{Excerpt: at("NATO"), Type: entity.Org, Kind: entity.Name}}}
	content := at("NATO would pay")
	return &extract.Document{Article: extract.Article{ID: id, Text: said, Published: time.Date(2025, 7, 4, 0, 0, 0, 0, time.UTC)},
		Entities: []*entity.Entity{who, nato},
		Quotes: []*quote.Quote{{Kind: quote.Indirect, Text: content.Text, Content: []text.Excerpt{content}, Speaker: who,
			SpeakerKind: quote.NamedPerson, Polarity: quote.Affirmed, Speech: true, Confidence: 0.9}}}
}

func documents(t *testing.T) []*extract.Document {
	t.Helper()
	doc, err := sample.Document()
	if err != nil {
		t.Fatal(err)
	}
	return []*extract.Document{
		article("a", "Quist"), article("b", "Mara Quist"), doc, article("c", "Mara Quist"), article("d", `Dr. "Q"; \ Quist`),
	}
}

func TestStore(t *testing.T) {
	address := start(t)
	d := connect(t, address)
	store := open(t, d)
	docs := documents(t)
	put(t, store, docs[2:]...)
	rest := dump(t, d)
	put(t, store, docs...)
	all := dump(t, d)
	if !slices.ContainsFunc(all, func(l string) bool { return strings.Contains(l, "node/n1") && strings.Contains(l, "name:Mara Quist") }) {
		t.Errorf("no Mara Quist:\n%s", strings.Join(all, "\n"))
	}
	slices.Reverse(docs)
	put(t, store, docs...)
	same(t, "put again", all, dump(t, d))
	for _, bytes := range []int64{0, 300, 4000, 9000} {
		cut(t, address, docs[0], bytes)
	}
	put(t, store, docs[0])
	same(t, "cut off and put again", all, dump(t, d))
	remove(t, store, docs[3:]...)
	same(t, "removed", rest, dump(t, d))
	remove(t, store, docs...)
	same(t, "all removed", nil, dump(t, d))
}

// cut changes an article through a net that fails after some bytes.
func cut(t *testing.T, address string, doc *extract.Document, bytes int64) {
	t.Helper()
	changed := *doc
	changed.Title = "Another title"
	net := newNet(t, address)
	store, err := neo4j.New(t.Context(), connect(t, net.address), "", graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	net.left.Store(bytes)
	net.broken.Store(true)
	if err := store.Put(t.Context(), &changed); err == nil && bytes < 1000 {
		t.Errorf("cut after %d bytes: no error", bytes)
	}
}

// A tcpNet passes on what goes to a server, until it breaks.
type tcpNet struct {
	address string
	broken  atomic.Bool
	left    atomic.Int64 // bytes until it does
}

func newNet(t *testing.T, server string) *tcpNet {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	n := &tcpNet{address: l.Addr().String()}
	go func() {
		for {
			in, err := l.Accept()
			if err != nil {
				return
			}
			out, err := net.Dial("tcp", server)
			if err != nil {
				in.Close()
				continue
			}
			go func() {
				io.Copy(in, out)
				in.Close()
			}()
			go n.pass(out, in)
		}
	}()
	return n
}

func (n *tcpNet) pass(out, in net.Conn) {
	defer out.Close()
	defer in.Close()
	buf := make([]byte, 256)
	for {
		k, err := in.Read(buf)
		if err != nil || n.broken.Load() && n.left.Add(-int64(k)) < 0 {
			return
		}
		if _, err := out.Write(buf[:k]); err != nil {
			return
		}
	}
}

func open(t *testing.T, d driver.DriverWithContext) *neo4j.Store {
	t.Helper()
	var last error
	for range 600 { // the port answers before the database does
		s, err := neo4j.New(t.Context(), d, "", graph.Options{})
		if err == nil {
			return s
		}
		last = err
		time.Sleep(200 * time.Millisecond)
	}
	t.Fatal(last)
	return nil
}

func put(t *testing.T, s *neo4j.Store, docs ...*extract.Document) {
	t.Helper()
	for _, d := range docs {
		if err := s.Put(t.Context(), d); err != nil {
			t.Fatal(err)
		}
	}
}

func remove(t *testing.T, s *neo4j.Store, docs ...*extract.Document) {
	t.Helper()
	for _, d := range docs {
		if err := s.Remove(t.Context(), graph.Options{}.Article(&d.Article)); err != nil {
			t.Fatal(err)
		}
	}
}

func same(t *testing.T, what string, want, got []string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" && len(want)+len(got) > 0 {
		t.Fatalf("%s (-want +got):\n%s", what, diff[:min(len(diff), 3000)])
	}
}
