// Command evidence writes what speaks for each quote that the library may find, kept or not, for
// train/calibrate.py to learn from.
//
//	go run ./train/evidence [-cache READINGS.gob] ARTICLES.jsonl >EVIDENCE.jsonl
//
// ARTICLES has "id" and "text" in each line. READINGS.gob keeps what the network reads, for the next time; after a change of the
// network, remove it.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"flag"
	"io"
	"log"
	"os"
	"path/filepath"
	"time"

	"dictum.example/bench/readings"
	"dictum.example/internal/attribution"
	"dictum.example/internal/doc"
	"dictum.example/internal/resolve"
	"dictum.example/quote"
	"dictum.example/text"
)

func main() {
	log.SetFlags(0)
	cache := flag.String("cache", "", "the `file` that keeps what the network reads")
	flag.Parse()
	if flag.NArg() != 1 {
		log.Fatal("usage: evidence [-cache READINGS.gob] ARTICLES.jsonl >EVIDENCE.jsonl")
	}
	if err := run(os.Stdout, flag.Arg(0), *cache); err != nil {
		log.Fatal("evidence: ", err)
	}
}

// An article is a line of the output.
type article struct {
	ID     string      `json:"id"`
	Quotes []candidate `json:"quotes"`
}

type candidate struct {
	Kind      quote.Kind         `json:"kind"`
	Content   []text.Excerpt     `json:"content"`
	Source    *text.Excerpt      `json:"source"`
	Cue       *text.Excerpt      `json:"cue"`
	Speech    bool               `json:"speech"`
	Statement map[string]float64 `json:"statement"`
	Evidence  map[string]float64 `json:"evidence"`
}

func run(w io.Writer, file, cache string) error {
	if cache == "" {
		dir, err := os.MkdirTemp("", "evidence")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		cache = filepath.Join(dir, "readings.gob")
	}
	articles, err := readings.Load(context.Background(), file, cache)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	lines := json.NewEncoder(out)
	for _, a := range articles {
		d := doc.New(a.Reading)
		found := []candidate{}
		z := resolve.Resolver{}.Names(d, time.Time{})
		for _, c := range attribution.Candidates(d, z) {
			found = append(found, candidate{c.Kind, c.Content, c.Source, c.Cue, c.Speech, c.Statement, c.Evidence})
		}
		if err := lines.Encode(article{a.ID, found}); err != nil {
			return err
		}
	}
	return out.Flush()
}
