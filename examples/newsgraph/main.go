// Command newsgraph reads the articles of a folder, builds their knowledge
// graph, and answers ten questions on it.
//
//	go run ./examples/newsgraph [-o FILE] [FOLDER]
//
// The graph is written as N-Quads, to FILE where one is given. The questions are
// asked of those quads, with patterns like SPARQL's; any RDF store answers them too:
// the folder queries has them in SPARQL.
package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"time"

	"dictum.example/extract"
	"dictum.example/graph"
)

func main() {
	log.SetFlags(0)
	output := flag.String("o", "", "write the graph to this file, as N-Quads")
	flag.Parse()
	folder := "examples/newsgraph/articles"
	if flag.NArg() > 0 {
		folder = flag.Arg(0)
	}
	var quads bytes.Buffer
	if err := build(&quads, folder); err != nil {
		log.Fatal(err)
	}
	if *output != "" {
		if err := os.WriteFile(*output, quads.Bytes(), 0o666); err != nil {
			log.Fatal(err)
		}
	}
	if err := answer(os.Stdout, &quads); err != nil {
		log.Fatal(err)
	}
}

// build writes the graph of the articles in folder. An article's name begins
// with the day it was published.
func build(w io.Writer, folder string) error {
	names, err := filepath.Glob(filepath.Join(folder, "*.txt"))
	if err != nil {
		return err
	}
	x, err := extract.New()
	if err != nil {
		return err
	}
	g, err := graph.NewWriter(w, graph.NQuads, graph.Options{})
	if err != nil {
		return err
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		a := extract.Article{ID: filepath.Base(name), Text: string(text)}
		if day, err := time.Parse(time.DateOnly, a.ID[:min(len(a.ID), len(time.DateOnly))]); err == nil {
			a.Published = day
		}
		doc, err := x.ExtractArticle(context.Background(), a)
		if err != nil {
			return err
		}
		if err := g.Add(doc); err != nil {
			return err
		}
	}
	return g.Close()
}

// answer prints the questions with what the graph answers.
func answer(w io.Writer, quads io.Reader) error {
	s, err := load(quads)
	if err != nil {
		return err
	}
	for i, q := range questions {
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintln(w, q.text)
		for _, row := range s.ask(q) {
			fmt.Fprintln(w, "  "+row)
		}
	}
	return nil
}
