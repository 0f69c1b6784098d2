package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	tables "dictum.example/table"
)

// tablesCommand is "dictum tables".
type tablesCommand struct {
	Files  []string `arg:"" optional:"" name:"file" predictor:"file" help:"Documents that \"dictum extract\" or \"dictum resolve\" wrote."`
	Output string   `short:"o" required:"" placeholder:"FOLDER" predictor:"file" help:"Folder to write; it is made where there is none."`
}

// Help is what --help adds.
func (*tablesCommand) Help() string {
	return `Writes articles.csv, entities.csv, mentions.csv, quotes.csv, facts.csv, events.csv and participants.csv, which join by the ids of
articles and entities. docs/tables.md has the columns.

	dictum extract -f jsonl *.txt | dictum resolve | dictum tables -o tables

Exit status: 0 all went well, 1 some of the input could not be read, 2 wrong command line, 3 it broke off.`
}

// Run reads all the documents and writes their tables. The files are put in their places when they are whole.
func (c *tablesCommand) Run(ctx context.Context, s *std) error {
	var outputs []string
	for _, name := range tables.Names() {
		outputs = append(outputs, filepath.Join(c.Output, name+".csv"))
	}
	if err := keep(c.Files, outputs); err != nil {
		return err
	}
	out, err := tables.NewCSV(c.Output)
	if err != nil {
		return err
	}
	worth, err := collected(ctx, s, c.Files, out.Add)
	if !worth {
		return errors.Join(err, out.Discard())
	}
	if closeErr := out.Close(); closeErr != nil {
		return fmt.Errorf("writing: %w", closeErr)
	}
	return err
}
