package extract_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"slices"
	"time"

	"dictum.example/entity"
	"dictum.example/extract"
	"dictum.example/text"
)

func Example() {
	x, err := extract.New()
	if err != nil {
		log.Fatal(err)
	}
	doc, err := x.Extract(context.Background(), `"Every crane has been checked," Maria Okoye told reporters on Friday.`)
	if err != nil {
		log.Fatal(err)
	}
	for _, q := range doc.Quotes {
		fmt.Printf("%v, %s, %v: %s\n", q.Speaker, q.Kind, q.Content[0].Span, q.Text)
	}
	// Output:
	// Maria Okoye, direct, [0:31]: "Every crane has been checked,"
}

// What is known of an article goes into its document. The day of publication
// is what days of the week are reckoned from.
func ExampleExtractor_ExtractArticle() {
	x, err := extract.New()
	if err != nil {
		log.Fatal(err)
	}
	doc, err := x.ExtractArticle(context.Background(), extract.Article{
		ID:        "a1",
		Text:      "The port will reopen on Monday, Maria Okoye said on Friday.",
		Published: time.Date(2025, 7, 5, 0, 0, 0, 0, time.UTC),
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, e := range doc.Entities {
		if e.Type == entity.Date {
			fmt.Println(doc.ID, e.Name, e.Value.Timex)
		}
	}
	// Output:
	// a1 Monday 2025-07-07
	// a1 Friday 2025-07-04
}

func ExampleExtractor_All() {
	x, err := extract.New()
	if err != nil {
		log.Fatal(err)
	}
	articles := []extract.Article{
		{ID: "first", Text: "“Ships may enter,” Maria Okoye said."},
		{ID: "second", Text: "It rained."},
	}
	for doc, err := range x.All(context.Background(), slices.Values(articles)) {
		if err != nil {
			log.Print(err) // one article; the others go on
			continue
		}
		fmt.Println(doc.ID, len(doc.Quotes))
	}
	// Output:
	// first 1
	// second 0
}

// A list of names in place of the model's.
type list map[string]entity.Type

func (names list) Recognize(_ context.Context, l *text.Layout) ([]entity.Mention, error) {
	var found []entity.Mention
	for _, w := range l.Words {
		if t, ok := names[w.Of(l.Text)]; ok {
			found = append(found, entity.Mention{Excerpt: w.Cut(l.Text), Type: t, Kind: entity.Name})
		}
	}
	return found, nil
}

func ExampleWithRecognizer() {
	x, err := extract.New(extract.WithRecognizer(list{"Zorblatt": entity.Org}))
	if err != nil {
		log.Fatal(err)
	}
	doc, err := x.Extract(context.Background(), "Shares of Zorblatt fell.")
	if err != nil {
		log.Fatal(err)
	}
	for _, e := range doc.Entities {
		fmt.Println(e.Type, e)
	}
	// Output:
	// ORG Zorblatt
}

func ExampleDocument_MarshalJSON() {
	doc := &extract.Document{
		Article:  extract.Article{ID: "a1", Text: "It rained."},
		Entities: []*entity.Entity{},
	}
	data, err := json.Marshal(doc)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(data))
	// Output:
	// {"id":"a1","text":"It rained.","blocks":[],"entities":[],"quotes":[]}
}
