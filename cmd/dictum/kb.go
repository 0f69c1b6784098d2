package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"syscall"

	"dictum.example/kb"
	"dictum.example/kb/wikidata"
)

// kbCommand is "dictum kb".
type kbCommand struct {
	Build kbBuildCommand `cmd:"" help:"Make a knowledge base of a dump of Wikidata."`
}

// kbBuildCommand is "dictum kb build".
type kbBuildCommand struct {
	Dump string `arg:"" help:"Wikidata's JSON dump, plain or compressed by gzip or bzip2; - for standard input."`
	Out  string `arg:"" help:"File to write."`

	Classes string `placeholder:"FILE" help:"What the items of classes are, as CSV with the header class,kind."`
	Obscure bool   `help:"Keep items without any article in a Wikipedia too."`
	Temp    string `placeholder:"FOLDER" help:"Where temporary files go."`
}

// Help is what --help adds.
func (*kbBuildCommand) Help() string {
	return `Dumps are at https://dumps.wikimedia.org/wikidatawiki/entities/ (latest-all.json.gz); their data is in the public domain (CC0).
Kinds are ` + kb.Kinds() + `, and unknown for classes to leave out.
Lines that are damaged are reported and passed over.

Exit status: 0 all went well, 1 some of the dump could not be read, 2 wrong command line.`
}

// Run builds the file beside its place and puts it there when it is whole.
func (c *kbBuildCommand) Run(s *std) (err error) {
	o := wikidata.Options{Obscure: c.Obscure, TempDir: c.Temp}
	if c.Classes != "" {
		if o.Classes, err = readClasses(c.Classes); err != nil {
			return err
		}
	}
	files, in := []string{c.Dump}, s.in
	if c.Dump != stdinName {
		f, err := os.Open(c.Dump)
		if err != nil {
			return err
		}
		defer f.Close()
		in = f
	}
	log := newReport(s, files)
	o.Damaged = func(e *wikidata.LineError) { log.failed(fmt.Sprintf("%s:%d", c.Dump, e.Line), e.Err) }
	b := kb.Builder{TempDir: c.Temp}
	defer func() { err = errors.Join(err, b.Close()) }()
	// An interrupt ends the import and so removes the temporary files, a second one the program.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	stats, err := wikidata.Import(ctx, &b, &meter{in, log}, o)
	if errors.Is(err, context.Canceled) {
		err = errors.New("interrupted; nothing was written")
	}
	if err != nil {
		return errors.Join(fmt.Errorf("%s: %w", c.Dump, err), ignoreReported(log.finish()))
	}
	if err := writeTable(&b, c.Out); err != nil {
		return err
	}
	c.summary(s.err, stats)
	return log.finish()
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

// A meter reports how far a file has been read.
type meter struct {
	io.Reader
	log *report
}

func (m *meter) Read(p []byte) (int, error) {
	n, err := m.Reader.Read(p)
	m.log.advance(int64(n))
	return n, err
}

// writeTable writes a table so that its file is either whole or not there.
func writeTable(b *kb.Builder, name string) error {
	f, err := os.CreateTemp(filepath.Dir(name), filepath.Base(name)+".*.part")
	if err != nil {
		return err
	}
	_, err = b.WriteTo(f)
	if err = errors.Join(err, f.Chmod(0o644), f.Close()); err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
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
