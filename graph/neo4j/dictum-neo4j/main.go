// Command dictum-neo4j keeps the graph of documents, as "dictum extract" or "dictum resolve" wrote them as JSON lines, in Neo4j.
//
//	dictum-neo4j [-database NAME] [-base IRI] [-remove ARTICLE]... URL [DOCUMENTS.jsonl]
//
// URL is that of Bolt, such as neo4j://localhost:7687; NEO4J_USERNAME and NEO4J_PASSWORD in the environment are sent with it. Each article
// is written in one transaction, in place of what it was before; -remove takes one away, by its URL, or its id where it has none.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"os/signal"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"dictum.example/extract"
	"dictum.example/graph"
	"dictum.example/graph/neo4j"
)

func main() {
	log.SetFlags(0)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		log.Fatal("dictum-neo4j: ", err)
	}
}

func run(ctx context.Context, args []string) error {
	var removed []string
	flags := flag.NewFlagSet("dictum-neo4j", flag.ContinueOnError)
	database := flags.String("database", "", "`name` of the database; the default one without")
	base := flags.String("base", "", "`IRI` that the names of nodes begin with")
	flags.Func("remove", "take away an `article`", func(a string) error { removed = append(removed, a); return nil })
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() == 0 || flags.NArg() > 2 {
		return errors.New("usage: dictum-neo4j [-database NAME] [-base IRI] [-remove ARTICLE]... URL [DOCUMENTS.jsonl]")
	}
	auth := driver.NoAuth()
	if user := os.Getenv("NEO4J_USERNAME"); user != "" {
		auth = driver.BasicAuth(user, os.Getenv("NEO4J_PASSWORD"), "")
	}
	d, err := driver.NewDriverWithContext(flags.Arg(0), auth)
	if err != nil {
		return err
	}
	defer d.Close(ctx)
	options := graph.Options{Base: *base}
	store, err := neo4j.New(ctx, d, *database, options)
	if err != nil {
		return err
	}
	for _, a := range removed {
		if err := store.Remove(ctx, options.Named(a)); err != nil {
			return err
		}
	}
	if flags.NArg() == 1 {
		return nil
	}
	return read(ctx, flags.Arg(1), store)
}

func read(ctx context.Context, name string, store graph.Store) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	decode := json.NewDecoder(bufio.NewReader(f))
	for n := 1; ; n++ {
		d := new(extract.Document)
		if err := decode.Decode(d); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return fmt.Errorf("%s: document %d: %w", name, n, err)
		}
		if err := store.Put(ctx, d); err != nil {
			return fmt.Errorf("%s: document %d: %w", name, n, err)
		}
	}
}
