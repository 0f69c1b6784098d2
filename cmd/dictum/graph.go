package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"

	"dictum.example/extract"
	"dictum.example/graph"
	"dictum.example/internal/replace"
)

// graphCommand is "dictum graph".
type graphCommand struct {
	reading

	Format    string   `short:"f" enum:"nquads,turtle,trig,jsonld,graphml,dot,csv,ftm" default:"trig" help:"${graphFormat}"`
	Output    string   `short:"o" placeholder:"PATH" help:"File to write, or for csv the folder; standard output by default."`
	Into      string   `placeholder:"URL" help:"${graphInto}"`
	Remove    []string `placeholder:"ARTICLE" sep:"none" help:"${graphRemove}"`
	Base      string   `placeholder:"IRI" help:"What the names of nodes without a Wikidata item begin with, in place of ${base}."`
	Apart     bool     `help:"Keep people and things without a Wikidata item apart by article, even where they share a name."`
	Bare      bool     `name:"no-annotations" help:"RDF without the places in the text, which are most of it."`
	Documents bool     `help:"The files are what \"dictum extract\" wrote as json or jsonl, not articles."`
}

// Help is what --help adds.
func (*graphCommand) Help() string {
	return `Two articles that name one person, organisation or place share its node, in this run and in others.
Memory does not grow with the number of articles.

	dictum graph -f csv -o news *.txt     # news/import.sh loads it into Neo4j
	dictum graph -f dot FILE | dot -Tsvg > graph.svg
	dictum graph --into http://localhost:3030/news/update *.txt

Exit status: 0 all went well, 1 some of the input could not be read, 2 wrong command line, 3 it broke off.`
}

// Validate refuses what the command line can't mean.
func (c *graphCommand) Validate() error {
	switch {
	case c.Into != "" && c.Output != "":
		return errors.New("give --output or --into, not both")
	case c.Into == "" && len(c.Remove) > 0:
		return errors.New("--remove needs --into")
	case c.Into == "" && c.Format == "csv" && c.Output == "":
		return errors.New("--format csv needs --output, the folder to write")
	}
	return nil
}

// Run reads all the articles and writes their graph. A file is put in its place when it is
// whole, and left alone where nothing could be read.
func (c *graphCommand) Run(ctx context.Context, s *std) error {
	if err := c.keepInputs(); err != nil {
		return err
	}
	if c.Into != "" {
		return c.into(ctx, s)
	}
	out, err := c.open(s.out)
	if err != nil {
		return err
	}
	documents := 0
	add := func(doc *extract.Document) error {
		documents++
		return out.Add(doc)
	}
	err = c.read(ctx, s, add)
	if err != nil && (documents == 0 || !errors.Is(err, errReported)) {
		return errors.Join(err, out.giveUp())
	}
	if closeErr := out.finish(); closeErr != nil {
		return fmt.Errorf("writing: %w", closeErr)
	}
	return err
}

// read gives the documents to add, in order.
func (c *graphCommand) read(ctx context.Context, s *std, add func(*extract.Document) error) error {
	if c.Documents {
		return documents(ctx, s, c.Files, add)
	}
	return c.each(ctx, s, true, add)
}

// into writes the articles into a store, and takes others away.
func (c *graphCommand) into(ctx context.Context, s *std) error {
	options := c.options()
	store, err := graph.NewStore(c.Into, nil, options)
	if err != nil {
		return err
	}
	for _, name := range c.Remove {
		if err := store.Remove(ctx, options.Named(name)); err != nil {
			return err
		}
	}
	if len(c.Remove) > 0 && len(c.Files) == 0 {
		return nil
	}
	return c.read(ctx, s, func(doc *extract.Document) error { return store.Put(ctx, doc) })
}

func (c *graphCommand) options() graph.Options {
	return graph.Options{Base: c.Base, Apart: c.Apart, Bare: c.Bare}
}

// keepInputs refuses to write over what is read.
func (c *graphCommand) keepInputs() error {
	outputs := []string{c.Output}
	switch {
	case c.Output == "":
		return nil
	case c.Format == "csv":
		outputs = nil
		for _, name := range graph.CSVFiles() {
			outputs = append(outputs, filepath.Join(c.Output, name))
		}
	}
	return keep(slices.Concat(c.Files, c.Names, c.KB, []string{c.Model}), outputs)
}

// A graphOutput is a graph that is being written to a file, a folder or standard output.
type graphOutput struct {
	*graph.Writer
	file   *replace.File // or nil
	folder bool
}

func (c *graphCommand) open(stdout io.Writer) (graphOutput, error) {
	options := c.options()
	if c.Format == "csv" {
		w, err := graph.NewCSV(c.Output, options)
		return graphOutput{Writer: w, folder: true}, err
	}
	if c.Output == "" {
		w, err := graph.NewWriter(stdout, graph.Format(c.Format), options)
		return graphOutput{Writer: w}, err
	}
	f, err := replace.Create(c.Output)
	if err != nil {
		return graphOutput{}, err
	}
	w, err := graph.NewWriter(f, graph.Format(c.Format), options)
	if err != nil {
		return graphOutput{}, errors.Join(err, f.Discard())
	}
	return graphOutput{Writer: w, file: f}, nil
}

// finish ends the graph and puts its file in its place.
func (o graphOutput) finish() error {
	err := o.Close()
	switch {
	case o.file == nil:
		return err
	case err != nil:
		return errors.Join(err, o.file.Discard())
	}
	return o.file.Commit()
}

// giveUp leaves what is in place as it is. What went to standard output already is ended
// as its format has it.
func (o graphOutput) giveUp() error {
	switch {
	case o.file != nil:
		return errors.Join(o.Discard(), o.file.Discard())
	case o.folder:
		return o.Discard()
	}
	return o.Close()
}
