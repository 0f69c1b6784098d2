package eval

import (
	"encoding/json"
	"fmt"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// sample reads the annotated articles of the test data, and the predictions by id.
func sample(t testing.TB) ([]*Article, map[string]*Prediction) {
	t.Helper()
	gold, err := os.Open("testdata/gold.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer gold.Close()
	var articles []*Article
	for a, err := range ReadArticles(gold, "gold.jsonl") {
		if err != nil {
			t.Fatal(err)
		}
		articles = append(articles, a)
	}
	pred, err := os.Open("testdata/pred.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer pred.Close()
	predictions := map[string]*Prediction{}
	for p, err := range ReadPredictions(pred, "pred.jsonl") {
		if err != nil {
			t.Fatal(err)
		}
		predictions[p.ID] = p
	}
	return articles, predictions
}

// The figures of another program for the same files, in want.json: its pooled
// percents are to be met to the last digit. The articles have all that is
// awkward: boundaries at articles and possessives, typographic apostrophes, marks
// after letters, contents in pieces, doubled quotes, chains that share mentions,
// mentions within mentions, articles without a prediction.
func TestFigures(t *testing.T) {
	data, err := os.ReadFile("testdata/want.json")
	if err != nil {
		t.Fatal(err)
	}
	var tests []struct {
		Task, Labels string
		Loose, Named bool
		Figures      map[string]map[string]float64
	}
	if err := json.Unmarshal(data, &tests); err != nil {
		t.Fatal(err)
	}
	articles, predictions := sample(t)
	for _, tt := range tests {
		t.Run(fmt.Sprint(tt.Task, tt.Labels, " loose=", tt.Loose, " named=", tt.Named), func(t *testing.T) {
			names := NameScorer{Loose: tt.Loose}
			if tt.Labels != "" {
				if err := names.Labels.UnmarshalText([]byte(tt.Labels)); err != nil {
					t.Fatal(err)
				}
			}
			var quotes QuoteScorer
			coref := CorefScorer{Named: tt.Named}
			var pronouns PronounScorer
			for _, a := range articles {
				p := predictions[a.ID]
				names.Add(a, p)
				quotes.Add(a, p)
				coref.Add(a, p)
				pronouns.Add(a, p)
			}
			scores := map[string]any{"ner": names.Scores(), "quotes": quotes.Scores(), "coref": coref.Scores(), "gap": pronouns.Scores()}
			data, err := json.Marshal(scores[tt.Task])
			if err != nil {
				t.Fatal(err)
			}
			var got map[string]map[string]float64
			if err := json.Unmarshal(data, &got); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.Figures, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// perfect is what would be found if all that is annotated were.
func perfect(a *Article) *Prediction {
	p := &Prediction{ID: a.ID, Quotes: a.Attributions}
	for _, m := range a.Mentions {
		p.Entities = append(p.Entities, Entity{Type: m.Type, Mentions: []Mention{m}})
	}
	for _, c := range a.Chains {
		e := Entity{Type: "PERSON"}
		for _, m := range c.Mentions {
			e.Mentions = append(e.Mentions, Mention{Span: m})
		}
		p.Entities = append(p.Entities, e)
	}
	if x := a.Pronoun; x != nil {
		e := Entity{Mentions: []Mention{{Span: x.Span}}}
		if x.IsA {
			e.Mentions = append(e.Mentions, Mention{Span: x.A})
		}
		if x.IsB {
			e.Mentions = append(e.Mentions, Mention{Span: x.B})
		}
		p.Entities = append(p.Entities, e)
	}
	return p
}

func TestPerfect(t *testing.T) {
	articles, _ := sample(t)
	names, quotes, coref, pronouns := NameScorer{Labels: Core}, QuoteScorer{}, CorefScorer{}, PronounScorer{}
	for _, a := range articles {
		if a.ID == "coref" {
			continue // whose chains share a mention, so that nothing is perfect
		}
		p := perfect(a)
		for _, wrong := range [][]Miss{names.Add(a, p), quotes.Add(a, p), pronouns.Add(a, p)} {
			if len(wrong) > 0 {
				t.Errorf("%s: %+v", a.ID, wrong)
			}
		}
		coref.Add(a, p)
	}
	for name, f1 := range map[string]float64{
		"names": names.Scores().All.F1(), "attribution": quotes.Scores().Attribution.F1(),
		"coreference": coref.Scores().CoNLL(), "pronouns": pronouns.Scores().All.F1(),
	} {
		if f1 != 1 {
			t.Errorf("F1 of %s is %v", name, f1)
		}
	}
}

func TestMisses(t *testing.T) {
	articles, predictions := sample(t)
	names, quotes, pronouns := NameScorer{Loose: true}, QuoteScorer{}, PronounScorer{}
	got := map[string][]string{}
	for _, a := range articles {
		p := predictions[a.ID]
		for task, wrong := range map[string][]Miss{"names": names.Add(a, p), "quotes": quotes.Add(a, p), "pronouns": pronouns.Add(a, p)} {
			for _, m := range wrong {
				got[task] = append(got[task], fmt.Sprintf("%s: %s %s: %s (%s)", m.Article, m.Fault, m.Label, m.Text, m.Detail))
			}
		}
	}
	want := map[string][]string{
		"names": {
			"names: missed ORG: The Harbour Board (The Harbour Board’s chair, Maria Okoye, met the Élan)",
			"names: spurious ORG: Harbour Board’s (The Harbour Board’s chair, Maria Okoye, met the Élan)",
			"names: spurious FAC: Port Saíd (Maria Okoye, met the Élan Group in Port Saíd on 3 May. A Danish court fined Okoye's)",
			"names: missed GPE: Port Saíd (Maria Okoye, met the Élan Group in Port Saíd on 3 May. A Danish court fined Okoye's)",
			"names: spurious PERSON: Okoye (Saíd on 3 May. A Danish court fined Okoye's firm $2m. The “Sea Act” was)",
			"names: missed MONEY: $2m (May. A Danish court fined Okoye's firm $2m. The “Sea Act” was Norway’s law.)",
			"names: spurious MONEY: 2m (A Danish court fined Okoye's firm $2m. The “Sea Act” was Norway’s law.)",
			"names: missed LAW: Sea Act (court fined Okoye's firm $2m. The “Sea Act” was Norway’s law.)",
			"names: spurious WORK_OF_ART: Sea Act (court fined Okoye's firm $2m. The “Sea Act” was Norway’s law.)",
			"names: spurious GPE: Norway (firm $2m. The “Sea Act” was Norway’s law.)",
			"none: spurious PERSON: It (It rained.)",
		},
		"quotes": {
			"quotes: wrong speaker mixed: İzmir’s ΣΟΦΟΣ lied (speaker: Οδυσσεύς; annotated: ΟΔΥΣΣΕΥΣ)",
			"quotes: wrong source indirect: that snow fell (source: wrote; cue: A clerk)",
			"quotes: wrong source indirect: for calm (source: none; cue: hope)",
			"quotes: wrong speaker indirect: it had rained for so (speaker: none; annotated: Ana Lima)",
			"quotes: spurious indirect: hope for calm (source: Experts; cue: hope)",
			"quotes: spurious indirect: very many long days (source: Ana Lima; cue: denied)",
			"quotes: spurious indirect: taxes hurt (source: Critics; cue: say)",
			"unanswered: missed indirect: no (source: Both; cue: said)",
		},
		"pronouns": {
			"gap2: spurious she: Ada Wong (Ada Wong told Élise Roy that she had won.)",
			"gap2: missed she: Élise Roy (Ada Wong told Élise Roy that she had won.)",
			"gap3: spurious he: Jan Bos (Jan Bos met Piet Kok when he was ill.)",
			"gap3: spurious he: Piet Kok (Jan Bos met Piet Kok when he was ill.)",
			"gap4: spurious his: Piet Kok (Jan Bos met Piet Kok at his house.)",
			"gap5: missed himself: Jan Bos (Jan Bos hired Piet Kok himself.)",
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
