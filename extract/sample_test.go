package extract_test

import (
	"encoding/json"
	"os"
	"slices"
	"testing"

	"dictum.example/entity"
	"dictum.example/extract"
	"dictum.example/quote"
)

// TestSample compares the sample article with its annotation by hand: every name
// with its type, nothing that is none, and every quote with its kind and speaker.
func TestSample(t *testing.T) {
	var gold struct {
		NotEntities []string `json:"not_entities"`
		Entities    []struct {
			Name string
			Type entity.Type
			QID  string
		}
		Quotes []struct {
			Kind    quote.Kind
			Content [][2]int
			Speaker string
		}
	}
	data, err := os.ReadFile("../internal/sample/gold.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &gold); err != nil {
		t.Fatal(err)
	}
	article, err := os.ReadFile("../testdata/sample.txt")
	if err != nil {
		t.Fatal(err)
	}
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := x.Extract(t.Context(), string(article))
	if err != nil {
		t.Fatal(err)
	}
	find := func(name string) *entity.Entity {
		i := slices.IndexFunc(doc.Entities, func(e *entity.Entity) bool { return e.Name == name })
		if i < 0 {
			return nil
		}
		return doc.Entities[i]
	}
	for _, want := range gold.Entities {
		t.Run(want.Name, func(t *testing.T) {
			e := find(want.Name)
			if e == nil {
				t.Fatal("not found")
			}
			if e.Type != want.Type {
				t.Errorf("%s, want %s", e.Type, want.Type)
			}
			if want.QID != "" && e.QID != "" && e.QID != want.QID {
				t.Errorf("linked to %s, want %s", e.QID, want.QID)
			}
		})
	}
	for _, name := range gold.NotEntities {
		t.Run("no "+name, func(t *testing.T) {
			if e := find(name); e != nil {
				t.Errorf("found as %s", e.Type)
			}
		})
	}
	for _, want := range gold.Quotes {
		text := ""
		for _, s := range want.Content {
			text += string(article[s[0]:s[1]])
		}
		t.Run(text, func(t *testing.T) {
			i := slices.IndexFunc(doc.Quotes, func(q *quote.Quote) bool {
				return slices.Equal(words(doc.Text, spans(q.Content...)), words(doc.Text, want.Content))
			})
			if i < 0 {
				t.Fatal("not found")
			}
			if q := doc.Quotes[i]; q.Kind != want.Kind || q.Speaker.String() != want.Speaker {
				t.Errorf("%s by %q, want %s by %q", q.Kind, q.Speaker, want.Kind, want.Speaker)
			}
		})
	}
}
