// Command graph reads an article and prints a small knowledge graph of it as
// JSON-LD, in the vocabulary of schema.org: the people of the article, what they
// said, and about whom.
//
//	go run ./examples/graph [FILE]
//
// Package graph writes all that is known of an article, in six formats; this
// example shows how to make a graph of one's own. It names its nodes as that
// package does, so that the two fit together.
package main

import (
	"context"
	"encoding/json"
	"io"
	"log"
	"os"

	"dictum.example/entity"
	"dictum.example/extract"
	"dictum.example/graph"
	"dictum.example/quote"
	"dictum.example/text"
)

// A person is a node of the graph.
type person struct {
	ID    string   `json:"@id"`
	Type  string   `json:"@type"`
	Name  string   `json:"name"`
	Roles []string `json:"jobTitle,omitempty"`
}

// A quotation is a node with edges to who said it and whom it is about.
type quotation struct {
	Type   string `json:"@type"`
	Text   string `json:"text"`
	Person node   `json:"spokenByCharacter"`
	About  []node `json:"about,omitempty"`
}

// A node is a reference to one.
type node struct {
	ID string `json:"@id"`
}

func main() {
	file := "testdata/sample.txt"
	if len(os.Args) > 1 {
		file = os.Args[1]
	}
	if err := run(os.Stdout, file); err != nil {
		log.Fatal(err)
	}
}

func run(w io.Writer, file string) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	x, err := extract.New()
	if err != nil {
		return err
	}
	doc, err := x.ExtractArticle(context.Background(), extract.Article{ID: file, Text: string(data)})
	if err != nil {
		return err
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(map[string]any{"@context": "https://schema.org", "@graph": nodes(doc)})
}

// nodes returns the people of the document and what they said.
func nodes(doc *extract.Document) []any {
	iris := map[*entity.Entity]string{}
	var all []any
	for _, e := range doc.Entities {
		if e.Type != entity.Person {
			continue
		}
		iris[e] = graph.Options{}.Entity(e, &doc.Article)
		p := person{ID: iris[e], Type: "Person", Name: e.Name}
		for _, r := range e.Roles {
			p.Roles = append(p.Roles, r.Text)
		}
		all = append(all, p)
	}
	for _, q := range doc.Quotes {
		if iri, ok := iris[q.Speaker]; ok {
			all = append(all, quotation{Type: "Quotation", Text: q.Text, Person: node{iri}, About: about(q, doc, iris)})
		}
	}
	return all
}

// about returns the people that the quote mentions.
func about(q *quote.Quote, doc *extract.Document, iris map[*entity.Entity]string) []node {
	var found []node
	for _, e := range doc.Entities {
		if iris[e] != "" && mentions(q.Content, e) {
			found = append(found, node{iris[e]})
		}
	}
	return found
}

func mentions(content []text.Excerpt, e *entity.Entity) bool {
	for _, m := range e.Mentions {
		for _, c := range content {
			if c.Contains(m.Span) {
				return true
			}
		}
	}
	return false
}
