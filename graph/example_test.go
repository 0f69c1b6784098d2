package graph_test

import (
	"fmt"
	"log"
	"os"
	"strings"

	"dictum.example/entity"
	"dictum.example/extract"
	"dictum.example/graph"
	"dictum.example/quote"
	"dictum.example/text"
)

// Documents come from extract.Extractor; this one is made by hand.
func Example() {
	const article = "“It went well,” Ana Ruiz said."
	said := text.Span{Start: 0, End: 19}.Cut(article)
	name := text.Span{Start: 20, End: 28}.Cut(article)
	ana := &entity.Entity{ID: "e1", Type: entity.Person, Name: "Ana Ruiz",
		Mentions: []entity.Mention{{Excerpt: name, Type: entity.Person, Kind: entity.Name}}}
	doc := &extract.Document{
		Article:  extract.Article{ID: "1", Text: article},
		Entities: []*entity.Entity{ana},
		Quotes: []*quote.Quote{{Kind: quote.Direct, Text: said.Text, Content: []text.Excerpt{said}, Source: &name,
			Speaker: ana, SpeakerKind: quote.NamedPerson, Polarity: quote.Affirmed, Speech: true}},
	}

	var out strings.Builder
	w, err := graph.NewWriter(&out, graph.NQuads, graph.Options{})
	if err != nil {
		log.Fatal(err)
	}
	if err := w.Add(doc); err != nil {
		log.Fatal(err)
	}
	if err := w.Close(); err != nil {
		log.Fatal(err)
	}
	for line := range strings.Lines(out.String()) {
		if strings.Contains(line, "spokenByCharacter") || strings.Contains(line, "/text>") {
			fmt.Print(strings.ReplaceAll(line, "https://dictum.example/id/", "…"))
		}
	}
	// Output:
	// <…quote/c2121b1bb12d07da8033/0-19> <https://schema.org/text> "“It went well,”" <…graph/c2121b1bb12d07da8033> .
	// <…quote/c2121b1bb12d07da8033/0-19> <https://schema.org/spokenByCharacter> <…person/ana_ruiz> <…graph/c2121b1bb12d07da8033> .
}

func ExampleOptions_Entity() {
	article := &extract.Article{ID: "1"}
	for _, name := range []string{"J. K. Lund", "J.K. LUND"} {
		fmt.Println(graph.Options{}.Entity(&entity.Entity{Type: entity.Person, Name: name}, article))
	}
	// Output:
	// https://dictum.example/id/person/jk_lund
	// https://dictum.example/id/person/jk_lund
}

func ExampleNewCSV() {
	dir, err := os.MkdirTemp("", "graph")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	w, err := graph.NewCSV(dir, graph.Options{})
	if err != nil {
		log.Fatal(err)
	}
	if err := w.Close(); err != nil {
		log.Fatal(err)
	}
	header, err := os.ReadFile(dir + "/affiliated_with.csv")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%s", header)
	// Output: :START_ID(Entity),:END_ID(Entity),role,date:date,article
}
