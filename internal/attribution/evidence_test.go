package attribution

import (
	"bufio"
	"encoding/json"
	"flag"
	"os"
	"testing"
	"time"

	"dictum.example/internal/doc"
	"dictum.example/internal/encoder"
	"dictum.example/internal/model"
	"dictum.example/internal/reader"
	"dictum.example/internal/resolve"
	"dictum.example/quote"
	"dictum.example/text"
)

var (
	textFile     = flag.String("texts", "", "JSON lines of articles for TestEvidence")
	evidenceFile = flag.String("evidence", "", "`file` that TestEvidence writes for train/calibrate.py")
)

// TestConfidence sees to it that a quote of surer parts is more likely right, whatever it is
// like, and that what a label attributes is.
func TestConfidence(t *testing.T) {
	for _, kind := range []int{isDirect, isMixed, attributed} {
		for _, part := range []int{partsCertain, contentEnds, sourceEnds, cueEnds, sourceLinked} {
			last := 0.0
			for _, p := range []float64{0, .1, .5, .9, .99, 1} {
				e := evidence{attributed: 1, sourceWords: 1, contentWords: 2}
				e[kind] = 1
				e[part] = logit(p)
				c := e.confidence()
				if c <= last || c >= 1 {
					t.Errorf("evidence %d of kind %d at %g: confidence %g after %g", part, kind, p, c, last)
				}
				last = c
			}
		}
	}
	if c := (&evidence{labelled: 1}).confidence(); c < .8 {
		t.Errorf("a label's quote has confidence %g", c)
	}
}

func TestIsNone(t *testing.T) {
	a := &article{text: "It snows."}
	for _, tt := range []struct {
		name string
		q    quote.Quote
		want bool
	}{
		{"likely belief", quote.Quote{Kind: quote.Indirect, Confidence: leastBelief}, false},
		{"unlikely belief", quote.Quote{Kind: quote.Indirect, Confidence: leastBelief - .01}, true},
		{"statement as unlikely", quote.Quote{Kind: quote.Indirect, Speech: true, Confidence: leastBelief - .01}, false},
		{"unlikely statement", quote.Quote{Kind: quote.Indirect, Speech: true, Confidence: leastStatement - .01}, true},
		{"unlikely quotation", quote.Quote{Kind: quote.Direct, Confidence: .01}, false},
		{"unlikely quotation in part", quote.Quote{Kind: quote.Mixed, Confidence: .01}, false},
	} {
		if got := a.isNone(&tt.q, nil); got != tt.want {
			t.Errorf("%s: isNone = %t, want %t", tt.name, got, tt.want)
		}
	}
}

// TestEvidence writes the evidence for each quote that articles may have, whether it is
// kept or not.
func TestEvidence(t *testing.T) {
	if *textFile == "" || *evidenceFile == "" {
		t.Skip("needs -texts and -evidence")
	}
	in, err := os.Open(*textFile)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := os.Create(*evidenceFile)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	m, err := model.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	network, err := reader.New(m, encoder.Stored)
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 64<<20)
	for to := json.NewEncoder(out); lines.Scan(); {
		var article struct {
			ID   string `json:"id"`
			Text string `json:"text"`
		}
		if err := json.Unmarshal(lines.Bytes(), &article); err != nil {
			t.Fatal(err)
		}
		type candidate struct {
			Kind     quote.Kind     `json:"kind"`
			Content  []text.Excerpt `json:"content"`
			Source   *text.Excerpt  `json:"source"`
			Speech   bool           `json:"speech"`
			Evidence *evidence      `json:"evidence"`
		}
		found := []candidate{}
		r, err := network.Read(t.Context(), text.Parse(article.Text))
		if err != nil {
			t.Fatal(err)
		}
		d := doc.New(r)
		a := newArticle(d, resolve.Resolve(d, time.Time{}), map[string]bool{unlikely.Name: true})
		quotes := a.candidates()
		for i, q := range quotes {
			if a.isNone(q, after(quotes, i)) {
				continue
			}
			found = append(found, candidate{q.Kind, q.Content, q.Source, q.Speech, a.groups[i].evidence})
		}
		if err := to.Encode(map[string]any{"id": article.ID, "quotes": found}); err != nil {
			t.Fatal(err)
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
}
