package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"dictum.example/extract"
	"dictum.example/internal/replace"
	"dictum.example/profile"
)

// profilesCommand is "dictum profiles".
type profilesCommand struct {
	Files  []string `arg:"" optional:"" name:"file" predictor:"file" help:"Documents that \"dictum extract\" or \"dictum resolve\" wrote."`
	Output string   `short:"o" placeholder:"FILE" help:"File to write; standard output by default."`
}

// Help is what --help adds.
func (*profilesCommand) Help() string {
	return `Writes a line of CSV for each source over all documents: how often it is quoted, with how many words, in which
articles, its offices with their days, and whether articles say he or she.

	dictum extract -f jsonl *.txt | dictum resolve | dictum profiles > sources.csv

Exit status: 0 all went well, 1 some of the input could not be read, 2 wrong command line, 3 it broke off.`
}

// Run reads all the documents and writes the profiles. A file is put in its place when it is whole.
func (c *profilesCommand) Run(ctx context.Context, s *std) error {
	if c.Output != "" {
		if err := keep(c.Files, []string{c.Output}); err != nil {
			return err
		}
	}
	sources := profile.NewCollector()
	failed := documents(ctx, s, c.Files, func(d *extract.Document) error {
		sources.Add(d)
		return nil
	})
	if failed != nil && !errors.Is(failed, errReported) {
		return failed
	}
	var table bytes.Buffer
	if err := profile.Write(&table, sources.Profiles()); err != nil {
		return err
	}
	return errors.Join(c.write(s.out, table.Bytes()), failed)
}

func (c *profilesCommand) write(stdout io.Writer, table []byte) error {
	if c.Output == "" {
		if _, err := stdout.Write(table); err != nil {
			return fmt.Errorf("writing: %w", err)
		}
		return nil
	}
	f, err := replace.Create(c.Output)
	if err != nil {
		return err
	}
	if _, err := f.Write(table); err != nil {
		return errors.Join(fmt.Errorf("writing: %w", err), f.Discard())
	}
	return f.Commit()
}
