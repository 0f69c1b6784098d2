package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"time"

	"dictum.example/extract"
	"dictum.example/kb"
)

// extractCommand is "dictum extract".
type extractCommand struct {
	reading

	Format string  `short:"f" enum:"text,json,jsonl,html" default:"text" help:"${extractFormat}"`
	Sure   float64 `default:"0.5" placeholder:"P" help:"Leave quotes that are less probable than P out of the text output (0.5)."`
	Width  int     `help:"Columns of the text output; those of the terminal by default, or 80."`
}

// reading is what commands that read articles have in common.
type reading struct {
	Files []string `arg:"" optional:"" name:"file" predictor:"file" help:"${readingFiles}"`

	Input     string    `short:"i" enum:"auto,text,jsonl" default:"auto" help:"${readingInput}"`
	Published time.Time `format:"2006-01-02" placeholder:"YYYY-MM-DD" help:"${readingPublished}"`
	Model     string    `placeholder:"FILE" predictor:"file" help:"Model to use in place of the built-in one."`
	Names     []string  `placeholder:"FILE" sep:"none" predictor:"file" help:"${readingNames}"`
	KB        []string  `name:"kb" placeholder:"FILE" sep:"none" predictor:"file" help:"${readingKB}"`
	Workers   int       `short:"j" help:"Articles to read at the same time; as many as there are cores by default."`
	Dates     string    `enum:"none,name,modified" default:"none" help:"${readingDates}"`
	MaxBytes  int       `default:"${maxText}" placeholder:"N" help:"Refuse articles of more than N bytes (${maxText}); 0 for no limit."`
}

// Help is what --help adds.
func (*extractCommand) Help() string {
	return `A line of JSONL is an object with "text", and if known "id", "title", "published" (2025-07-04, or RFC 3339) and "url".
What can't be read is reported on standard error with its file and line, and does not stop the rest.

Exit status: 0 all went well, 1 some of the input could not be read, 2 wrong command line.`
}

// Run reads all the articles and writes their documents in order.
func (c *extractCommand) Run(ctx context.Context, s *std) error {
	return c.each(ctx, s, false, c.writer(s.out))
}

// each reads all the articles, or each only once, and gives their documents to write, in
// order. A document that can't be written, with a *extract.DocumentError, is reported.
func (c *reading) each(ctx context.Context, s *std, once bool, write func(*extract.Document) error) error {
	x, tables, err := c.extractor()
	defer func() {
		for _, t := range tables {
			t.Close()
		}
	}()
	if err != nil {
		return err
	}
	log := newReport(s, c.Files)
	in := &input{ctx: ctx, files: c.Files, as: c.Input, date: dating{c.Dates, c.Published}, maxText: c.limit(), once: once, stdin: s.in,
		log: log}
	for doc, err := range x.All(ctx, in.articles) {
		if ctx.Err() != nil {
			break
		}
		if err != nil {
			log.failure(err)
		} else if err := log.written(doc, write(doc)); err != nil {
			return err
		}
	}
	failed := log.finish()
	return cmp.Or(interrupted(ctx), failed)
}

// interrupted returns what ended ctx, or nil.
func interrupted(ctx context.Context) error {
	if ctx.Err() == nil {
		return nil
	}
	return context.Cause(ctx)
}

// limit returns the limit of a text as package extract has it.
func (c *reading) limit() int {
	if c.MaxBytes < 1 {
		return -1
	}
	return c.MaxBytes
}

// extractor returns the extractor, and the tables to close when it is no longer used.
func (c *reading) extractor() (x *extract.Extractor, tables []*kb.Table, err error) {
	opts := []extract.Option{extract.WithWorkers(c.Workers), extract.WithMaxText(c.limit())}
	if c.Model != "" {
		dir, name := filepath.Split(c.Model)
		if dir == "" {
			dir = "."
		}
		opts = append(opts, extract.WithModel(os.DirFS(dir), name))
	}
	for _, name := range c.Names {
		list, err := readNames(name)
		if err != nil {
			return nil, tables, err
		}
		opts = append(opts, extract.WithNames(list...))
	}
	for _, name := range c.KB {
		t, err := kb.Open(name)
		if err != nil {
			return nil, tables, err
		}
		tables = append(tables, t)
		opts = append(opts, extract.WithKnowledgeBase(t))
	}
	x, err = extract.New(opts...)
	return x, tables, err
}

func readNames(name string) ([]extract.Name, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return extract.ReadNames(f)
}

// writer returns the function that writes a document in the chosen format. Each
// document is out before the next one comes.
func (c *extractCommand) writer(w io.Writer) func(*extract.Document) error {
	switch c.Format {
	case "text":
		t := newTextWriter(w, c.Width)
		t.sure = c.Sure
		return t.write
	case "html":
		return htmlWriter(w)
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if c.Format == "json" {
		enc.SetIndent("", "  ")
	}
	return func(doc *extract.Document) error {
		out.Reset()
		if err := enc.Encode(doc); err != nil {
			return err
		}
		_, err := w.Write(out.Bytes())
		return err
	}
}
