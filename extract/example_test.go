package extract_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"strings"
	"time"

	"dictum.example/entity"
	"dictum.example/extract"
	"dictum.example/kb"
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
	for doc, err := range x.All(context.Background(), extract.Articles(articles...)) {
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
	// {"version":2,"id":"a1","text":"It rained.","blocks":[],"entities":[],"quotes":[],"facts":[],"events":[]}
}

// A user's own names, as ReadNames reads them from a file.
func ExampleWithNames() {
	list, err := extract.ReadNames(strings.NewReader(`name,type,id,aliases
Zandt & Holm,ORG,client:17,Zandt
The Long Winter,WORK_OF_ART,,
`))
	if err != nil {
		fmt.Println(err)
		return
	}
	x, err := extract.New(extract.WithNames(list...))
	if err != nil {
		fmt.Println(err)
		return
	}
	doc, err := x.Extract(context.Background(), "Zandt & Holm will publish The Long Winter. It is late, as Zandt's printers know.")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, e := range doc.Entities {
		fmt.Println(e.Type, e.Name, e.Key)
	}
	// Output:
	// ORG Zandt & Holm client:17
	// WORK_OF_ART The Long Winter
}

// staff is a knowledge base of a user's own.
type staff struct{}

func (staff) Lookup(name string) []kb.Entry {
	if name == "Maria Okoye" {
		return []kb.Entry{{ID: "staff:7", Kind: kb.Person, Prominence: kb.Certain}}
	}
	return nil
}

func ExampleWithKnowledgeBase() {
	x, err := extract.New(extract.WithKnowledgeBase(staff{}))
	if err != nil {
		fmt.Println(err)
		return
	}
	doc, err := x.Extract(context.Background(), `"Every crane has been checked," Maria Okoye told reporters.`)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(doc.Quotes[0].Speaker, doc.Quotes[0].Speaker.Key)
	// Output: Maria Okoye staff:7
}

func ExamplePasses() {
	for _, p := range extract.Passes() {
		if p.Stage == "roles" {
			fmt.Println(p.Name)
		}
	}
	// Output:
	// title
	// title-of-several
	// apposition
	// apposition-before
	// called
	// relative-clause
	// predicate
	// bare-affiliation
}
