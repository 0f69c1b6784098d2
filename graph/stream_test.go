package graph_test

import (
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"path/filepath"
	"runtime"
	"testing"

	"dictum.example/entity"
	"dictum.example/extract"
	"dictum.example/graph"
	"dictum.example/quote"
	"dictum.example/text"
)

// synthetic returns the n-th of an endless row of documents: ten people, half
// of them nobody else's, who say five things about organisations that all share.
func synthetic(n int) *extract.Document {
	random := rand.New(rand.NewPCG(uint64(n), 7))
	doc := &extract.Document{Article: extract.Article{ID: fmt.Sprint("article ", n)}}
	add := func(typ entity.Type, name string) *entity.Entity {
		start := len(doc.Text)
		doc.Text += name
		x := text.Excerpt{Span: text.Span{Start: start, End: len(doc.Text)}, Text: name}
		doc.Text += " said that something had happened to "
		e := &entity.Entity{ID: fmt.Sprint("e", len(doc.Entities)), Type: typ, Name: name,
			Mentions: []entity.Mention{{Excerpt: x, Type: typ, Kind: entity.Name}}}
		doc.Entities = append(doc.Entities, e)
		return e
	}
	for i := range 5 {
		who := add(entity.Person, fmt.Sprintf("Person %d of %d", i, n))
		add(entity.Person, fmt.Sprintf("Senator %d", random.IntN(500)))
		about := add(entity.Org, fmt.Sprintf("Company %d", random.IntN(2000)))
		content := about.Mentions[0].Excerpt
		doc.Quotes = append(doc.Quotes, &quote.Quote{Kind: quote.Indirect, Text: content.Text, Content: []text.Excerpt{content},
			Speaker: who, SpeakerKind: quote.NamedPerson, Speech: true, Confidence: 0.5})
	}
	return doc
}

var articles = flag.Int("articles", 3000, "how many articles TestMemory writes in each format; 100,000 take some minutes")

// TestMemory writes many articles and looks at the heap as it goes.
func TestMemory(t *testing.T) {
	const limit = 100 << 20
	for _, format := range []graph.Format{graph.NQuads, graph.JSONLD, graph.GraphML, graph.DOT, "csv"} {
		t.Run(string(format), func(t *testing.T) {
			w, err := newWriter(t, format)
			if err != nil {
				t.Fatal(err)
			}
			var most uint64
			for n := range *articles {
				if err := w.Add(synthetic(n)); err != nil {
					t.Fatal(err)
				}
				if n%1000 == 999 {
					most = max(most, heap())
				}
			}
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			t.Logf("%d articles: at most %d MiB on the heap", *articles, most>>20)
			if most > limit {
				t.Errorf("%d MiB on the heap", most>>20)
			}
		})
	}
}

func newWriter(t *testing.T, format graph.Format) (*graph.Writer, error) {
	if format == "csv" {
		return graph.NewCSV(t.TempDir(), graph.Options{})
	}
	return graph.NewWriter(io.Discard, format, graph.Options{})
}

// heap returns the bytes that are reachable.
func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// Articles that are read apart meet in the same nodes.
func TestTwoRunsMeet(t *testing.T) {
	a, b := synthetic(1), synthetic(2)
	together := lines(write(t, graph.NQuads, graph.Options{}, a, b))
	apart := lines(append(write(t, graph.NQuads, graph.Options{}, b), write(t, graph.NQuads, graph.Options{}, a)...))
	if fmt.Sprint(together) != fmt.Sprint(apart) {
		t.Error("two runs say something else than one")
	}
}

func TestTemporaryFilesAreRemoved(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	for _, format := range []graph.Format{graph.GraphML, graph.DOT} {
		write(t, format, graph.Options{}, synthetic(1))
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func BenchmarkAdd(b *testing.B) {
	doc := sampleDocument(b)
	for _, format := range graph.Formats() {
		b.Run(string(format), func(b *testing.B) {
			w, err := graph.NewWriter(io.Discard, format, graph.Options{})
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				if err := w.Add(doc); err != nil {
					b.Fatal(err)
				}
			}
			if err := w.Close(); err != nil {
				b.Fatal(err)
			}
		})
	}
}
