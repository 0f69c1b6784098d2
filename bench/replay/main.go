// Replay makes documents of what the network once read, so that a change of the rules is
// tried on a thousand articles in seconds.
//
//	replay -articles FILE.jsonl -cache READINGS.gob > DOCUMENTS.jsonl
//
// FILE.jsonl has "id", "text" and "published" in each line. The readings are made at the first run, and
// kept in READINGS.gob; after a change of the network or of how text is cut into words, remove it.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"log"
	"os"

	"dictum.example/bench/readings"
	"dictum.example/extract"
	"dictum.example/internal/doc"
	"dictum.example/internal/engine"
	"dictum.example/internal/facts"
)

func main() {
	log.SetFlags(0)
	articles := flag.String("articles", "", "the articles, as JSON `lines`")
	cache := flag.String("cache", "", "the `file` that keeps what the network reads")
	flag.Parse()
	if err := run(*articles, *cache); err != nil {
		log.Fatal(err)
	}
}

func run(file, cache string) error {
	if file == "" || cache == "" {
		return errors.New("give -articles and -cache")
	}
	articles, err := readings.Load(context.Background(), file, cache)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(os.Stdout)
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	for _, a := range articles {
		d := doc.New(a.Reading)
		entities, quotes := engine.Engine{}.Read(d, a.Published)
		made := &extract.Document{
			Article: extract.Article{ID: a.ID, Text: a.Text, Published: a.Published},
			Blocks:  a.Reading.Layout.Blocks, Entities: entities, Quotes: quotes,
		}
		made.Facts, made.Events = facts.Find(facts.Article{
			Layout: a.Reading.Layout, Profiles: &a.Reading.Profiles, Entities: made.Entities, Quotes: made.Quotes,
		})
		if err := out.Encode(made); err != nil {
			return err
		}
	}
	return w.Flush()
}
