package main

import (
	"context"
	"errors"
	"io"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"dictum.example/extract"
	"dictum.example/mcpserver"
)

// mcpCommand is "dictum mcp".
type mcpCommand struct {
	Files []string `arg:"" optional:"" name:"file" help:"${mcpFiles}"`

	MaxBytes int      `default:"${serveText}" placeholder:"N" help:"Refuse texts of more than N bytes (${serveText})."`
	Model    string   `placeholder:"FILE" help:"Model to use in place of the built-in one."`
	Names    []string `placeholder:"FILE" sep:"none" help:"${readingNames}"`
	KB       []string `name:"kb" placeholder:"FILE" sep:"none" help:"${readingKB}"`
	Workers  int      `short:"j" help:"Parts of an article to read at the same time; as many as there are cores by default."`
}

// Help is what --help adds.
func (*mcpCommand) Help() string {
	return `An agent starts it and speaks the Model Context Protocol with it over standard input and output. It has three tools:
read_article, who_said and look_up. It ends with its input.

Exit status: 0 all went well, 1 some of the input could not be read, 2 wrong command line, 3 it broke off.`
}

// Validate refuses what the command line can't mean.
func (c *mcpCommand) Validate() error {
	if c.MaxBytes <= 0 || c.Workers < 0 {
		return errors.New("--max-bytes must be more than 0, and --workers can't be less")
	}
	return nil
}

// Run answers the agent until the input ends.
func (c *mcpCommand) Run(ctx context.Context, s *std) (err error) {
	r := reading{Model: c.Model, Names: c.Names, KB: c.KB, Workers: c.Workers, MaxBytes: c.MaxBytes}
	x, done, err := r.extractor()
	defer done()
	if err != nil {
		return err
	}
	var known []*extract.Document
	if len(c.Files) > 0 {
		if err := documents(ctx, s, c.Files, func(d *extract.Document) error {
			known = append(known, d)
			return nil
		}); err != nil {
			return err
		}
	}
	m, err := mcpserver.New(x, mcpserver.Options{MaxText: c.MaxBytes, Version: version()}, known...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, m.Close()) }()
	const others = 1 << 20 // in a message besides the text, which JSON may write in six times its bytes
	err = m.Run(ctx, &mcp.IOTransport{
		Reader: io.NopCloser(readUntil(ctx, s.in)), Writer: unclosed{s.out}, MaxLineLength: 6*c.MaxBytes + others,
	})
	if stopped := interrupted(ctx); stopped != nil {
		return stopped
	}
	return err
}

// unclosed is a writer that others close.
type unclosed struct{ io.Writer }

func (unclosed) Close() error { return nil }
