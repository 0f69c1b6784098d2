package reader_test

import (
	"bufio"
	"encoding/json"
	"flag"
	"os"
	"slices"
	"testing"

	"dictum.example/internal/encoder"
	"dictum.example/internal/reader"
	"dictum.example/internal/weights"
	"dictum.example/text"
)

var (
	modelFile = flag.String("model", "", "model `file` for TestLabels")
	textFile  = flag.String("texts", "", "JSON lines of articles for TestLabels")
	labelFile = flag.String("labels", "", "their labels by train/predict.py --labels, for TestLabels")
)

// TestLabels compares the labels of whole articles with those that the
// network's float32 original gives in PyTorch.
func TestLabels(t *testing.T) {
	if *modelFile == "" || *textFile == "" || *labelFile == "" {
		t.Skip("needs -model, -texts and -labels")
	}
	data, err := os.ReadFile(*modelFile)
	if err != nil {
		t.Fatal(err)
	}
	m, err := weights.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	var config struct{ Names []string }
	if err := m.Config(&config); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name      string
		precision encoder.Precision
		want      float64
	}{{"int8", encoder.Stored, .995}, {"float32", encoder.Float32, .995}} {
		t.Run(tt.name, func(t *testing.T) {
			r, err := reader.New(m, tt.precision)
			if err != nil {
				t.Fatal(err)
			}
			same, all := compareLabels(t, r, config.Names)
			t.Logf("the same label on %d of %d word labels (%.3f %%)", same, all, 100*float64(same)/float64(all))
			if float64(same) < tt.want*float64(all) {
				t.Errorf("want %g %%", 100*tt.want)
			}
		})
	}
}

// A span is a label with its type's index.
type span struct {
	text.Span
	kind int
}

func typed(labels []reader.Label, kind int) []span {
	var out []span
	for _, l := range labels {
		out = append(out, span{l.Span, kind})
	}
	return out
}

func compareLabels(t *testing.T, r *reader.Reader, nameTypes []string) (same, all int) {
	texts, labels := openLines(t, *textFile), openLines(t, *labelFile)
	for texts.Scan() && labels.Scan() {
		var article struct{ ID, Text string }
		var want struct {
			ID    string
			Words [][2]int
			Names []int
			Parts []int
		}
		if err := json.Unmarshal(texts.Bytes(), &article); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(labels.Bytes(), &want); err != nil {
			t.Fatal(err)
		}
		if article.ID != want.ID {
			t.Fatalf("article %q, labels of %q", article.ID, want.ID)
		}
		got, err := r.Read(t.Context(), text.Parse(article.Text))
		if err != nil {
			t.Fatal(err)
		}
		parts := slices.Concat(typed(got.Sources, 0), typed(got.Cues, 1), typed(got.Contents, 2))
		slices.SortFunc(parts, func(a, b span) int { return a.Start - b.Start })
		var names []span
		for _, n := range got.Names {
			names = append(names, span{n.Span, slices.Index(nameTypes, n.Type)})
		}
		for k, list := range [][]span{names, parts} {
			wanted := want.Names
			if k == 1 {
				wanted = want.Parts
			}
			at := 0
			for i, w := range want.Words {
				for at < len(list) && list[at].End <= w[0] {
					at++
				}
				label := 0
				if at < len(list) && list[at].Start < w[1] {
					// the place in the span: 1 begins it, 2 is inside, 3 ends it, 4 is all of it
					switch begins, ends := list[at].Start >= w[0], list[at].End <= w[1]; {
					case begins && ends:
						label = 4
					case ends:
						label = 3
					case begins:
						label = 1
					default:
						label = 2
					}
					label += 4 * list[at].kind
				}
				all++
				if label == wanted[i] {
					same++
				}
			}
		}
	}
	return same, all
}

func openLines(t *testing.T, name string) *bufio.Scanner {
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	s := bufio.NewScanner(f)
	s.Buffer(nil, 64<<20)
	return s
}
