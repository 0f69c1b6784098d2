package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"dictum.example/extract"
	"dictum.example/graph"
)

// graphCommand is "dictum graph".
type graphCommand struct {
	reading

	Format    string `short:"f" enum:"nquads,turtle,trig,jsonld,graphml,dot,csv" default:"trig" help:"Output: nquads, turtle, trig or jsonld (RDF); graphml or dot; csv, a folder of files for Neo4j and Kuzu."`
	Output    string `short:"o" placeholder:"PATH" help:"File to write, or for csv the folder; standard output by default."`
	Base      string `placeholder:"IRI" help:"What the names of nodes without a Wikidata item begin with, in place of ${base}."`
	Apart     bool   `help:"Keep people and things without a Wikidata item apart by article, even where they share a name."`
	Documents bool   `help:"The files are what \"dictum extract\" wrote as json or jsonl, not articles."`
}

// Help is what --help adds.
func (*graphCommand) Help() string {
	return `Two articles that name one person, organisation or place share its node, in this run and in others.
Memory does not grow with the number of articles.

	dictum graph -f csv -o news *.txt     # news/import.sh loads it into Neo4j
	dictum graph -f dot FILE | dot -Tsvg > graph.svg

Exit status: 0 all went well, 1 some of the input could not be read, 2 wrong command line.`
}

// Validate refuses what the command line can't mean.
func (c *graphCommand) Validate() error {
	if c.Format == "csv" && c.Output == "" {
		return errors.New("--format csv needs --output, the folder to write")
	}
	return nil
}

// Run reads all the articles and writes their graph.
func (c *graphCommand) Run(s *std) (err error) {
	w, done, err := c.open(s.out)
	if err != nil {
		return err
	}
	if c.Documents {
		err = c.documents(s, w.Add)
	} else {
		err = c.each(s, w.Add)
	}
	closeErr := errors.Join(w.Close(), done())
	if closeErr != nil {
		return fmt.Errorf("writing: %w", closeErr)
	}
	return err
}

// open returns a writer of the chosen format, and what is to be called after it is closed.
func (c *graphCommand) open(stdout io.Writer) (w *graph.Writer, done func() error, err error) {
	options := graph.Options{Base: c.Base, Apart: c.Apart}
	if c.Format == "csv" {
		w, err = graph.NewCSV(c.Output, options)
		return w, func() error { return nil }, err
	}
	if c.Output == "" {
		w, err = graph.NewWriter(stdout, graph.Format(c.Format), options)
		return w, func() error { return nil }, err
	}
	f, err := os.Create(c.Output)
	if err != nil {
		return nil, nil, err
	}
	w, err = graph.NewWriter(f, graph.Format(c.Format), options)
	if err != nil {
		return nil, nil, errors.Join(err, f.Close())
	}
	return w, f.Close, nil
}

// documents gives the documents of the files to write, in order.
func (c *graphCommand) documents(s *std, write func(*extract.Document) error) error {
	log := newReport(s, c.Files)
	files := c.Files
	if len(files) == 0 {
		files = []string{stdinName}
	}
	for _, name := range files {
		r, place := s.in, "stdin"
		if name != stdinName {
			f, err := os.Open(name)
			if err != nil {
				log.failed(name, cause(err))
				continue
			}
			defer f.Close()
			r, place = f, name
		}
		if err := eachDocument(r, place, log, write); err != nil {
			return fmt.Errorf("writing: %w", err)
		}
	}
	return log.finish()
}

// eachDocument gives the documents of one file to write. What can't be read is
// reported; after a syntax error nothing more of the file is.
func eachDocument(r io.Reader, place string, log *report, write func(*extract.Document) error) error {
	decode := json.NewDecoder(bufio.NewReaderSize(r, 1<<16))
	for n := 1; ; n++ {
		start := decode.InputOffset()
		var raw json.RawMessage
		if err := decode.Decode(&raw); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			log.failed(fmt.Sprintf("%s, document %d", place, n), err)
			return nil
		}
		doc := new(extract.Document)
		if err := json.Unmarshal(raw, doc); err != nil {
			log.failed(fmt.Sprintf("%s, document %d", place, n), err)
		} else if err := write(doc); err != nil {
			return err
		}
		log.advance(decode.InputOffset() - start)
	}
}
