package eval

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"
	"unicode/utf8"
)

// Whatever the columns, mentions lie in the text, in order, and are not empty.
func FuzzReadCoNLL(f *testing.F) {
	f.Add([]byte("# doc a\nThe\tO\nSea\tB-LAW\nAct\tI-LAW\n\nIt\tO\n"))
	f.Add([]byte("-DOCSTART- -X- O O\n\nEU NNP I-NP I-ORG\n'' '' O O\n\" O\n' O\n\xff O\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for a, err := range ReadCoNLL(bytes.NewReader(data), "f") {
			if err != nil {
				continue
			}
			if !utf8.ValidString(a.Text) || a.Text == "" {
				t.Fatalf("text %q", a.Text)
			}
			end := 0
			for _, m := range a.Mentions {
				if m.Start < end || m.Start >= m.End || !fits(m.Span, a.Text) || m.Type == "" {
					t.Fatalf("mention %+v in %q", m, a.Text)
				}
				end = m.End
			}
		}
	})
}

// Whatever is annotated and predicted, measures lie between 0 and 1, and what
// is predicted as it is annotated has no mistakes.
func FuzzScore(f *testing.F) {
	for _, file := range []string{"testdata/gold.jsonl", "testdata/pred.jsonl"} {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for line := range bytes.Lines(data) {
			f.Add(line, line)
		}
	}
	f.Fuzz(func(t *testing.T, gold, pred []byte) {
		var a Article
		var p Prediction
		if json.Unmarshal(gold, &a) != nil || json.Unmarshal(pred, &p) != nil {
			return
		}
		for _, p := range []*Prediction{nil, &p, perfect(&a)} {
			names, quotes, coref, pronouns := NameScorer{Labels: Core, Loose: true}, QuoteScorer{}, CorefScorer{}, PronounScorer{}
			names.Add(&a, p)
			quotes.Add(&a, p)
			coref.Add(&a, p)
			pronouns.Add(&a, p)
			for _, x := range []Score{names.Scores().All, quotes.Scores().ContentWords, quotes.Scores().ContentHalf,
				quotes.Scores().Attribution, pronouns.Scores().All} {
				if x.Correct < 0 || x.Correct > x.Gold || x.Correct > x.Predicted {
					t.Fatalf("%+v", x)
				}
			}
			c := coref.Scores()
			for _, x := range []float64{c.MUC.Precision, c.MUC.Recall, c.CEAF.Precision, c.CEAF.Recall, c.CoNLL()} {
				if !(x >= 0 && x <= 1+1e-9) {
					t.Fatalf("%+v", c)
				}
			}
		}
		if p := perfect(&a); a.Attributions != nil {
			var s QuoteScorer
			s.Add(&a, p)
			if q := s.Scores(); q.ContentExact.Correct != q.ContentExact.Gold || q.SourceSpans.Correct != q.SourceSpans.Gold {
				t.Fatalf("%+v", q)
			}
		}
	})
}
