package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"dictum.example/extract"
	"dictum.example/kb"
)

// extractCommand is "dictum extract".
type extractCommand struct {
	reading

	Output string  `short:"o" placeholder:"FILE" help:"File to write; standard output by default."`
	Resume bool    `help:"${extractResume}"`
	Format string  `short:"f" enum:"text,json,jsonl,html" default:"text" help:"${extractFormat}"`
	Sure   float64 `default:"0.5" placeholder:"P" help:"Leave quotes that are less probable than P out of the text output (0.5)."`
	Width  int     `help:"Columns of the text output; those of the terminal by default, or 80."`
}

// reading is what commands that read articles have in common.
type reading struct {
	Files []string `arg:"" optional:"" name:"file" predictor:"file" help:"${readingFiles}"`

	Input     string    `short:"i" enum:"auto,text,jsonl,html,warc,feed" default:"auto" help:"${readingInput}"`
	Published time.Time `format:"2006-01-02" placeholder:"YYYY-MM-DD" help:"${readingPublished}"`
	Model     string    `placeholder:"FILE" predictor:"file" help:"Model to use in place of the built-in one."`
	Names     []string  `placeholder:"FILE" sep:"none" predictor:"file" help:"${readingNames}"`
	KB        []string  `name:"kb" placeholder:"FILE" sep:"none" predictor:"file" help:"${readingKB}"`
	Workers   int       `short:"j" help:"Articles to read at the same time; as many as there are cores by default."`
	Dates     string    `enum:"none,name,modified" default:"none" help:"${readingDates}"`
	Errors    string    `placeholder:"FILE" help:"${readingErrors}"`
	MaxBytes  int       `default:"${maxText}" placeholder:"N" help:"Refuse articles of more than N bytes (${maxText}); 0 for no limit."`

	done doneBefore // articles to leave out, or nil
}

// Help is what --help adds.
func (*extractCommand) Help() string {
	return `A line of JSONL is an object with "text", and if known "id", "title", "published" (2025-07-04, or RFC 3339) and "url".
Web pages (.html), web archives (.warc), feeds (.rss, .atom, .xml), and all of them compressed (.gz, .zst) are read too; a
folder stands for the files in it.
What can't be read is reported on standard error with its file and line, and does not stop the rest.

	dictum extract -o day.jsonl -f jsonl --errors errors.jsonl --resume crawl.warc.gz

Exit status: 0 all went well, 1 some of the input could not be read and all else was, 2 wrong command line, 3 the run broke off.`
}

// Validate refuses what the command line can't mean.
func (c *extractCommand) Validate() error {
	if c.Resume && (c.Output == "" || c.Format != "jsonl") {
		return errors.New("--resume needs --output and --format jsonl")
	}
	return nil
}

// Run reads all the articles and writes their documents in order.
func (c *extractCommand) Run(ctx context.Context, s *std) error {
	if c.Output == "" {
		return c.each(ctx, s, false, c.writer(s.out))
	}
	if err := keep(slices.Concat(c.Files, c.Names, c.KB, []string{c.Model}), []string{c.Output}); err != nil {
		return err
	}
	out, err := c.open()
	if err != nil {
		return err
	}
	err = c.each(ctx, &std{s.in, out, s.err}, false, c.writer(out))
	if err == nil {
		_, err = out.Write(nil) // an output without documents is a file too
	}
	return errors.Join(out.Close(), err)
}

// A lateFile is made, or emptied, when the first is written to it: until then there is nothing to put in the place
// of what it holds.
type lateFile struct {
	name string
	f    *os.File
}

func (l *lateFile) Write(p []byte) (int, error) {
	if l.f == nil {
		f, err := os.Create(l.name)
		if err != nil {
			return 0, err
		}
		l.f = f
	}
	return l.f.Write(p)
}

func (l *lateFile) Close() error {
	if l.f == nil {
		return nil
	}
	return l.f.Close()
}

// open opens the output, and finds what it holds already where that is to go on.
func (c *extractCommand) open() (io.WriteCloser, error) {
	if !c.Resume {
		return &lateFile{name: c.Output}, nil
	}
	out, done, err := resumed(c.Output)
	if err != nil {
		return nil, err
	}
	if c.done = done; c.Errors == "" {
		return out, nil
	}
	if err := done.reported(c.Errors); err != nil {
		return nil, errors.Join(err, out.Close())
	}
	return out, nil
}

// each reads all the articles, or each only once, and gives their documents to write, in
// order. A document that can't be written, with a *extract.DocumentError, is reported.
func (c *reading) each(ctx context.Context, s *std, once bool, write func(*extract.Document) error) error {
	x, done, err := c.extractor()
	defer done()
	if err != nil {
		return err
	}
	files, err := expanded(c.Files, c.Input)
	if err != nil {
		return err
	}
	log := newReport(s, files)
	if err := log.keep(c.Errors, c.done != nil, c.Files); err != nil {
		return err
	}
	in := &input{ctx: ctx, files: files, as: c.Input, date: dating{c.Dates, c.Published}, maxText: c.limit(), once: once, stdin: s.in,
		log: log, done: c.done}
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

// extractor returns the extractor, and what closes its tables, to be called whether there is an error or not.
func (c *reading) extractor() (x *extract.Extractor, done func(), err error) {
	var tables []*kb.Table
	done = func() {
		for _, t := range tables {
			t.Close()
		}
	}
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
			return nil, done, err
		}
		opts = append(opts, extract.WithNames(list...))
	}
	for _, name := range c.KB {
		t, err := kb.Open(name)
		if err != nil {
			return nil, done, err
		}
		tables = append(tables, t)
		opts = append(opts, extract.WithKnowledgeBase(t))
	}
	x, err = extract.New(opts...)
	return x, done, err
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
