package graph_test

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"

	"dictum.example/entity"
	"dictum.example/extract"
	"dictum.example/graph"
	"dictum.example/quote"
	"dictum.example/text"
)

// Many of one kind take linear time: with the square of it this test has no end.
func TestManyOfOneKind(t *testing.T) {
	const many, article = 300_000, "Ana Ruiz said so."
	whole := text.Span{End: len(article)}.Cut(article)
	mention := entity.Mention{Excerpt: whole, Type: entity.Person, Kind: entity.Name}
	person := func(i int) *entity.Entity {
		return &entity.Entity{ID: fmt.Sprint(i), Type: entity.Person, Name: fmt.Sprint("Ana ", i), Mentions: []entity.Mention{mention}}
	}
	for name, fill := range map[string]func(*extract.Document){
		"aliases": func(d *extract.Document) {
			e := person(0)
			for i := range many {
				e.Aliases = append(e.Aliases, fmt.Sprint("Ruiz ", i))
			}
			d.Entities = []*entity.Entity{e}
		},
		"entities of one name": func(d *extract.Document) {
			for i := range many {
				e := person(0)
				e.Aliases = []string{fmt.Sprint("Ruiz ", i)}
				d.Entities = append(d.Entities, e)
			}
		},
		"entities in one place, speaking together": func(d *extract.Document) {
			q := &quote.Quote{Kind: quote.Direct, Text: whole.Text, Content: []text.Excerpt{whole}}
			for i := range many / 10 {
				d.Entities = append(d.Entities, person(i))
			}
			q.Joint = d.Entities
			d.Quotes = []*quote.Quote{q}
		},
	} {
		t.Run(name, func(t *testing.T) {
			doc := &extract.Document{Article: extract.Article{Text: article}}
			fill(doc)
			w, err := graph.NewWriter(io.Discard, graph.NQuads, graph.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if err := w.Add(doc); err != nil {
				t.Fatal(err)
			}
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// Graphviz refuses strings of 16 kB.
func TestDOTStringsAreShort(t *testing.T) {
	for _, s := range []string{strings.Repeat("&", 1<<15), strings.Repeat("long title ", 1<<12), strings.Repeat("\n\"\\", 1<<14)} {
		doc := hostile(s)
		var out bytes.Buffer
		w, err := graph.NewWriter(&out, graph.DOT, graph.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Add(doc); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		for _, quoted := range regexp.MustCompile(`"(?:[^"\\]|\\.)*"`).FindAllString(out.String(), -1) {
			if len(quoted) > 1<<14-2 {
				t.Errorf("a string of %d bytes: %.80s", len(quoted), quoted)
			}
		}
	}
}
