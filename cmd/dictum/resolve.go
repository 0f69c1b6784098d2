package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"slices"

	"dictum.example/corpus"
	"dictum.example/extract"
	"dictum.example/internal/temp"
)

// resolveCommand is "dictum resolve".
type resolveCommand struct {
	Files []string `arg:"" optional:"" name:"file" predictor:"file" help:"${resolveFiles}"`

	Index      string   `placeholder:"DIR" help:"${resolveIndex}"`
	Merge      float64  `placeholder:"P" default:"0.5" help:"How probable it must be that two names mean one thing (0.5)."`
	Rulings    string   `placeholder:"FILE" help:"${resolveRulings}"`
	Remove     []string `placeholder:"ARTICLE" sep:"none" help:"${resolveRemove}"`
	Statements bool     `help:"List the statements that are quoted in two places or more, and write no documents."`
	Explain    string   `placeholder:"NODE" help:"${resolveExplain}"`
}

// Help is what --help adds.
func (*resolveCommand) Help() string {
	return `Each entity of the documents that it writes has a "node": the id of one thing over all that was read.

	dictum extract -f jsonl *.txt | dictum resolve --index news > resolved.jsonl
	dictum graph --documents resolved.jsonl
	dictum resolve --index news --explain "Angela Merkel"

Exit status: 0 all went well, 1 some of the input could not be read, 2 wrong command line, 3 it broke off.`
}

// Validate refuses what the command line can't mean.
func (c *resolveCommand) Validate() error {
	if !(c.Merge > 0 && c.Merge <= 1) {
		return errors.New("--merge is a probability: more than 0 and at most 1")
	}
	if len(c.Remove) > 0 && c.Index == "" {
		return errors.New("--remove needs --index")
	}
	return nil
}

// Run reads all the documents and writes them with their nodes.
func (c *resolveCommand) Run(ctx context.Context, s *std) (err error) {
	debug.SetGCPercent(gcPercent)
	x, err := c.open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, x.Close()) }()
	if err := x.Remove(c.Remove...); err != nil {
		return err
	}
	kept, err := temp.Create("", "dictum-resolve-*")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, temp.Remove(kept)) }()
	var failed error
	if c.reads() {
		if failed = c.read(ctx, s, x, kept); failed != nil && !errors.Is(failed, errReported) {
			return failed
		}
	}
	if err := x.Resolve(ctx); err != nil {
		return err
	}
	if c.Explain != "" {
		return errors.Join(failed, explain(ctx, s.out, x, c.Explain))
	}
	if c.Statements {
		return errors.Join(failed, writeStatements(ctx, s.out, x))
	}
	return errors.Join(c.write(ctx, s.out, x, kept), failed)
}

// gcPercent lets the garbage grow to half of what is in use: an index of a million
// entities fits 1 GB.
const gcPercent = 50

// reads reports whether there are documents to read: standard input only where nothing
// else was asked for.
func (c *resolveCommand) reads() bool {
	return len(c.Files) > 0 || c.Explain == "" && len(c.Remove) == 0 && !(c.Statements && c.Index != "")
}

func (c *resolveCommand) open() (*corpus.Index, error) {
	o := corpus.Options{Merge: c.Merge}
	if c.Rulings != "" {
		f, err := os.Open(c.Rulings)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		if o.Rulings, err = corpus.ReadRulings(f); err != nil {
			return nil, fmt.Errorf("%s: %w", c.Rulings, err)
		}
	}
	if c.Index == "" {
		return corpus.New(o)
	}
	return corpus.Open(c.Index, o)
}

// batch is how many documents are added at once: each time, the index is on disk.
const batch = 200

// read adds the documents of the files, and keeps them for the second time.
func (c *resolveCommand) read(ctx context.Context, s *std, x *corpus.Index, kept io.Writer) error {
	out := bufio.NewWriter(kept)
	encode := json.NewEncoder(out)
	encode.SetEscapeHTML(false)
	docs := make([]*extract.Document, 0, batch)
	add := func() error {
		defer func() { docs = docs[:0] }()
		return x.Add(docs...)
	}
	err := documents(ctx, s, c.Files, func(d *extract.Document) error {
		if docs = append(docs, d); len(docs) == batch {
			if err := add(); err != nil {
				return err
			}
		}
		return encode.Encode(d)
	})
	return errors.Join(add(), out.Flush(), err)
}

// write writes what was kept with the nodes.
func (c *resolveCommand) write(ctx context.Context, w io.Writer, x *corpus.Index, kept io.ReadSeeker) error {
	if _, err := kept.Seek(0, io.SeekStart); err != nil {
		return err
	}
	out := bufio.NewWriterSize(w, 1<<16)
	encode := json.NewEncoder(out)
	encode.SetEscapeHTML(false)
	decode := json.NewDecoder(bufio.NewReaderSize(kept, 1<<16))
	for {
		d := new(extract.Document)
		if err := decode.Decode(d); errors.Is(err, io.EOF) {
			return out.Flush()
		} else if err != nil {
			return err
		}
		if err := x.Annotate(ctx, d); err != nil {
			return err
		}
		if err := encode.Encode(d); err != nil {
			return fmt.Errorf("writing: %w", err)
		}
	}
}

// explain says why the node with an id, or the nodes with a name, are what they are.
func explain(ctx context.Context, w io.Writer, x *corpus.Index, asked string) error {
	ids := []string{asked}
	if _, err := x.Explain(ctx, asked); errors.Is(err, corpus.ErrNode) {
		if ids = named(ctx, x, asked); len(ids) == 0 {
			return err
		}
	}
	for _, id := range ids {
		e, err := x.Explain(ctx, id)
		if err != nil {
			return err
		}
		if err := writeExplanation(w, e); err != nil {
			return err
		}
	}
	return nil
}

func named(ctx context.Context, x *corpus.Index, name string) (ids []string) {
	for n, err := range x.Nodes(ctx) {
		if err == nil && (n.Label == name || n.QID == name || slices.Contains(n.Names, name)) {
			ids = append(ids, n.ID)
		}
	}
	return ids
}

// writeStatements lists what is quoted in several places: the fullest wording, who said it, and each place with the
// speaker that the article gives.
func writeStatements(ctx context.Context, w io.Writer, x *corpus.Index) error {
	names := map[string]string{}
	for n, err := range x.Nodes(ctx) {
		if err != nil {
			return err
		}
		names[n.ID] = n.Label
	}
	called := func(node string) string { return cmp.Or(names[node], "(not known)") }
	out := bufio.NewWriter(w)
	for s, err := range x.Statements(ctx) {
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "%s  %s\n  %s\n", s.ID, clean(called(s.Speaker)), clean(s.Text))
		for _, p := range s.Places {
			fmt.Fprintf(out, "    %s:%d-%d  %s", p.Article, p.Start, p.End, clean(called(p.Speaker)))
			if p.Text != s.Text {
				fmt.Fprintf(out, "  %s", clean(p.Text))
			}
			fmt.Fprintln(out)
		}
	}
	return out.Flush()
}

func writeExplanation(w io.Writer, e *corpus.Explanation) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "%s  %s, %s", e.Node.ID, e.Node.Label, e.Node.Type)
	if e.Node.QID != "" {
		fmt.Fprintf(out, ", %s", e.Node.QID)
	}
	fmt.Fprintf(out, ", in %d articles\n", len(e.Articles))
	for _, m := range e.Merges {
		fmt.Fprintf(out, "\n  %.3f  %s = %s", m.P, m.A, m.B)
		if m.Article != "" {
			fmt.Fprintf(out, " in %s", m.Article)
		}
		if m.Ruled {
			fmt.Fprint(out, ", as you said")
		}
		fmt.Fprintln(out)
		for _, r := range m.Reasons {
			fmt.Fprintf(out, "         %+5.1f  %s\n", r.Odds, r.Text)
		}
	}
	return out.Flush()
}
