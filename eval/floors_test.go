package eval_test

import (
	"encoding/json"
	"math"
	"os"
	"testing"

	"dictum.example/eval"
	"dictum.example/extract"
	"dictum.example/internal/golden"
)

// TestFloors reads GUM's Wikinews articles, whose statements are annotated, and fails where a
// figure is below the one that is kept in floors.json. With -update the figures are written
// there: for a change that raises some, and whose falls were looked at.
func TestFloors(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 22 articles with the network")
	}
	got := figures(t, "testdata/wikinews.jsonl")
	data, err := json.MarshalIndent(got, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	if *golden.Update {
		if err := os.WriteFile("testdata/floors.json", append(data, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile("testdata/floors.json")
	if err != nil {
		t.Fatal(err)
	}
	var floors map[string]float64
	if err := json.Unmarshal(kept, &floors); err != nil {
		t.Fatal(err)
	}
	for name, floor := range floors {
		if got[name] < floor {
			t.Errorf("%s is %.1f %%, was %.1f %%", name, got[name], floor)
		}
	}
}

// figures extracts the annotated articles of a file and returns their scores, in percent to one digit.
func figures(t *testing.T, file string) map[string]float64 {
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	var quotes eval.QuoteScorer
	n := 0
	for a, err := range eval.ReadArticles(f, file) {
		if err != nil {
			t.Fatal(err)
		}
		doc, err := x.ExtractArticle(t.Context(), a.Article)
		if err != nil {
			t.Fatal(err)
		}
		quotes.Add(a, eval.FromDocument(doc))
		n++
	}
	if n == 0 {
		t.Fatal("no articles")
	}
	s := quotes.Scores()
	percent := func(x float64) float64 { return math.Floor(1000*x) / 10 }
	return map[string]float64{
		"attribution": percent(s.Attribution.F1()), "contents": percent(s.ContentHalf.F1()), "content words": percent(s.ContentWords.F1()),
		"source": percent(s.SourceOverlap.Accuracy()), "cue": percent(s.CueOverlap.Accuracy()), "speaker": percent(s.Speaker.Accuracy()),
	}
}
