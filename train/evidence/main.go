// Command evidence writes what speaks for each quote that the library may find, kept or not, for
// train/calibrate.py to learn from.
//
//	go run ./train/evidence ARTICLES.jsonl >EVIDENCE.jsonl
//
// ARTICLES has "id" and "text" in each line.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"log"
	"os"
	"time"

	"dictum.example/extract"
	"dictum.example/internal/attribution"
	"dictum.example/internal/doc"
	"dictum.example/internal/encoder"
	"dictum.example/internal/model"
	"dictum.example/internal/reader"
	"dictum.example/internal/resolve"
	"dictum.example/quote"
	"dictum.example/text"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: evidence ARTICLES.jsonl >EVIDENCE.jsonl")
	}
	in, err := os.Open(os.Args[1])
	if err == nil {
		err = run(os.Stdout, in, os.Args[1])
	}
	if err != nil {
		log.Fatal("evidence: ", err)
	}
}

// An article is a line of the output.
type article struct {
	ID     string      `json:"id"`
	Quotes []candidate `json:"quotes"`
}

type candidate struct {
	Kind     quote.Kind     `json:"kind"`
	Content  []text.Excerpt `json:"content"`
	Source   *text.Excerpt  `json:"source"`
	Speech   bool           `json:"speech"`
	Evidence []float64      `json:"evidence"`
}

func run(w io.Writer, in io.Reader, name string) error {
	m, err := model.Embedded()
	if err != nil {
		return err
	}
	network, err := reader.New(m, encoder.Stored)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	lines := json.NewEncoder(out)
	for a, err := range extract.ReadArticles(in, name, -1) {
		if err != nil {
			return err
		}
		read, err := network.Read(context.Background(), text.Parse(a.Text))
		if err != nil {
			return err
		}
		d := doc.New(read)
		found := []candidate{}
		for _, c := range attribution.Candidates(d, resolve.Resolve(d, time.Time{})) {
			found = append(found, candidate{c.Kind, c.Content, c.Source, c.Speech, c.Evidence})
		}
		if err := lines.Encode(article{a.ID, found}); err != nil {
			return err
		}
	}
	return out.Flush()
}
