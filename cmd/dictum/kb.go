package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"dictum.example/internal/replace"
	"dictum.example/kb"
	"dictum.example/kb/wikidata"
)

// kbCommand is "dictum kb".
type kbCommand struct {
	Build kbBuildCommand `cmd:"" help:"Make a knowledge base of a dump of Wikidata."`
}

// kbBuildCommand is "dictum kb build".
type kbBuildCommand struct {
	Dump string `arg:"" predictor:"file" help:"Wikidata's JSON dump, plain or compressed by gzip or bzip2; - for standard input."`
	Out  string `arg:"" predictor:"file" help:"File to write."`

	Classes string `placeholder:"FILE" help:"What the items of classes are, as CSV with the header class,kind."`
	Obscure bool   `help:"Keep items without any article in a Wikipedia too."`
	Temp    string `placeholder:"FOLDER" help:"Where temporary files go."`
}

// Help is what --help adds.
func (*kbBuildCommand) Help() string {
	return `Dumps are at https://dumps.wikimedia.org/wikidatawiki/entities/ (latest-all.json.gz); their data is in the public domain (CC0).
Kinds are ` + kb.Kinds() + `, and unknown for classes to leave out.
Lines that are damaged are reported and passed over.

Exit status: 0 all went well, 1 some of the dump could not be read, 2 wrong command line, 3 it broke off.`
}

// Run builds the file beside its place and puts it there when it is whole.
func (c *kbBuildCommand) Run(ctx context.Context, s *std) (err error) {
	if err := keep([]string{c.Dump, c.Classes}, []string{c.Out}); err != nil {
		return err
	}
	o := wikidata.Options{Obscure: c.Obscure, TempDir: c.Temp}
	if c.Classes != "" {
		if o.Classes, err = readClasses(c.Classes); err != nil {
			return err
		}
	}
	log := newReport(s, []string{c.Dump})
	in, done, err := openInput(ctx, c.Dump, s.in, log)
	if err != nil {
		return err
	}
	defer done()
	o.Damaged = func(e *wikidata.LineError) { log.failed(fmt.Sprintf("%s:%d", c.Dump, e.Line), e.Err) }
	b := kb.Builder{TempDir: c.Temp}
	defer func() { err = errors.Join(err, b.Close()) }()
	stats, err := wikidata.Import(ctx, &b, in, o)
	if err == nil {
		err = c.write(ctx, &b)
	}
	failed := log.finish()
	switch {
	case ctx.Err() != nil:
		return interrupted(ctx)
	case err != nil:
		return errors.Join(fmt.Errorf("%s: %w", c.Dump, err), ignoreReported(failed))
	}
	c.summary(s.err, stats)
	return failed
}

// write writes the file, which is either whole or not there.
func (c *kbBuildCommand) write(ctx context.Context, b *kb.Builder) error {
	f, err := replace.Create(c.Out)
	if err != nil {
		return err
	}
	if _, err := b.WriteTo(stoppedWriter{ctx, f}); err != nil {
		return errors.Join(err, f.Discard())
	}
	return f.Commit()
}

// ignoreReported leaves out what has been told.
func ignoreReported(err error) error {
	if errors.Is(err, errReported) {
		return nil
	}
	return err
}

func (c *kbBuildCommand) summary(w io.Writer, stats wikidata.Stats) {
	fmt.Fprintf(w, "dictum: %s: %d of %d items", c.Out, stats.Kept, stats.Items)
	kinds := make([]kb.Kind, 0, len(stats.ByKind))
	for k := range stats.ByKind {
		kinds = append(kinds, k)
	}
	slices.Sort(kinds)
	for _, k := range kinds {
		fmt.Fprintf(w, ", %s %d", k, stats.ByKind[k])
	}
	fmt.Fprintln(w)
}

func readClasses(name string) (map[string]kb.Kind, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	classes, err := wikidata.ReadClasses(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return classes, nil
}
