package facts

import (
	"bufio"
	"encoding/json"
	"flag"
	"os"
	"testing"
	"time"

	"dictum.example/internal/attribution"
	"dictum.example/internal/doc"
	"dictum.example/internal/encoder"
	"dictum.example/internal/model"
	"dictum.example/internal/reader"
	"dictum.example/internal/resolve"
	"dictum.example/text"
)

// With -corpus.texts the test reads texts and writes what the ranker of pairs learns from (-corpus.pairs). See
// train/facts/README.md.
var (
	corpusTexts = flag.String("corpus.texts", "", "JSON lines of articles")
	corpusPairs = flag.String("corpus.pairs", "", "write the pairs of mentions, as JSON lines")
)

type dumpedPair struct {
	A  [3]int   `json:"a"` // start, end, number of the entity
	B  [3]int   `json:"b"`
	W  [4]int   `json:"w"` // words of a and of b
	H  [3]int   `json:"h"` // heads, and the word above both
	P  []int    `json:"p"` // the words between in the tree
	Fs []uint16 `json:"f"`
}

type dumpedDoc struct {
	ID       string       `json:"id"`
	Features int          `json:"features"`
	Entities [][][2]int   `json:"entities"`
	Types    []string     `json:"types"`
	Pairs    []dumpedPair `json:"pairs"`
}

func TestCorpus(t *testing.T) {
	if *corpusTexts == "" || *corpusPairs == "" {
		t.Skip("no -corpus.texts and -corpus.pairs")
	}
	m, err := model.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	net, err := reader.New(m, encoder.Stored)
	if err != nil {
		t.Fatal(err)
	}
	in, err := os.Open(*corpusTexts)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	file, err := os.Create(*corpusPairs)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	out := bufio.NewWriter(file)
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<26)
	spent := time.Duration(0)
	for lines.Scan() {
		var d struct{ ID, Text string }
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			t.Fatal(err)
		}
		l := text.Parse(d.Text)
		r, err := net.Read(t.Context(), l)
		if err != nil {
			t.Fatal(err)
		}
		annotated := doc.New(r)
		z := resolve.Resolve(annotated, time.Time{})
		p := newPage(Article{Layout: l, Profiles: &r.Profiles, Entities: z.Entities, Quotes: attribution.Attribute(annotated, z)})
		began := time.Now()
		p.parse(learned().parser)
		pairs := p.pairs()
		spent += time.Since(began)
		if err := json.NewEncoder(out).Encode(p.dump(d.ID, pairs)); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Flush(); err != nil || lines.Err() != nil {
		t.Fatal(err, lines.Err())
	}
	t.Log(spent)
}

func (p *page) dump(id string, pairs []pair) dumpedDoc {
	d := dumpedDoc{ID: id, Features: int(numFeature)}
	number := map[any]int{}
	for i, e := range p.Entities {
		number[e] = i
		var spans [][2]int
		for _, m := range e.Mentions {
			spans = append(spans, [2]int{m.Start, m.End})
		}
		d.Entities, d.Types = append(d.Entities, spans), append(d.Types, string(e.Type))
	}
	for _, x := range pairs {
		d.Pairs = append(d.Pairs, dumpedPair{
			A: [3]int{x.a.Start, x.a.End, number[x.a.entity]}, B: [3]int{x.b.Start, x.b.End, number[x.b.entity]},
			W: [4]int{x.aFrom, x.aTo, x.bFrom, x.bTo}, H: [3]int{x.aHead, x.bHead, x.top},
			P: append(append([]int{}, x.up...), x.down...), Fs: x.features,
		})
	}
	return d
}
