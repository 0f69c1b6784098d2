package corpus_test

import (
	"context"
	"fmt"
	"log"

	"dictum.example/corpus"
	"dictum.example/extract"
)

func Example() {
	x, err := extract.New()
	if err != nil {
		log.Fatal(err)
	}
	index, err := corpus.New(corpus.Options{}) // or Open, to keep it
	if err != nil {
		log.Fatal(err)
	}
	ctx := context.Background()
	for _, a := range []extract.Article{
		{ID: "monday", Text: "The Northern Harbour Authority (NHA) will close its terminal, chairwoman Angela Lindqvist said in Bergen."},
		{ID: "tuesday", Text: "Dockers in Bergen went on strike. “NHA must listen,” said Karl Oster. Lindqvist declined to comment."},
	} {
		doc, err := x.ExtractArticle(ctx, a)
		if err != nil {
			log.Fatal(err)
		}
		if err := index.Add(doc); err != nil {
			log.Fatal(err)
		}
	}
	for node, err := range index.Nodes(ctx) {
		if err != nil {
			log.Fatal(err)
		}
		if node.Articles > 1 {
			fmt.Println(node.Label, node.Names)
		}
	}
	// Output:
	// Northern Harbour Authority [NHA]
	// Angela Lindqvist [Lindqvist]
	// Bergen []
}
