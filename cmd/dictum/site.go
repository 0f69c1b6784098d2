package main

import (
	"context"
	"fmt"

	"dictum.example/site"
)

// siteCommand is "dictum site".
type siteCommand struct {
	Files  []string `arg:"" optional:"" name:"file" predictor:"file" help:"Documents that \"dictum extract\" or \"dictum resolve\" wrote."`
	Output string   `short:"o" required:"" placeholder:"FOLDER" predictor:"file" help:"Folder to write; it is made where there is none."`
	Title  string   `placeholder:"TEXT" help:"What stands above the index."`
}

// Help is what --help adds.
func (*siteCommand) Help() string {
	return `Writes a folder of web pages, which needs no server: index.html with a search, a page for each article, and one for each person.

	dictum extract -f jsonl *.txt | dictum resolve | dictum site -o site

Exit status: 0 all went well, 1 some of the input could not be read, 2 wrong command line, 3 it broke off.`
}

// Run reads all the documents and writes their pages.
func (c *siteCommand) Run(ctx context.Context, s *std) error {
	out, err := site.Create(c.Output, site.Options{Title: c.Title})
	if err != nil {
		return err
	}
	worth, err := collected(ctx, s, c.Files, out.Add)
	if !worth {
		return err
	}
	if closeErr := out.Close(); closeErr != nil {
		return fmt.Errorf("writing: %w", closeErr)
	}
	return err
}
