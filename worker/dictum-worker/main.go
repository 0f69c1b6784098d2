// Command dictum-worker reads the articles that come through NATS JetStream.
//
//	dictum-worker run [--url URL]
//	dictum-worker put [--url URL] ARTICLES.jsonl ...
//	dictum-worker get [--url URL] [--dead]
//
// run reads articles until it is interrupted; put puts articles into the queue; get writes the documents that are there,
// one a line, or the articles that were given up. It exits with 0 when all went well and 1 when not.
package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"strconv"
	"syscall"

	"github.com/alecthomas/kong"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"dictum.example/extract"
	"dictum.example/worker"
)

// commands are the subcommands.
type commands struct {
	URL string `default:"nats://127.0.0.1:4222" help:"Address of the NATS server."`

	Run runCommand `cmd:"" help:"Read the articles of the queue until interrupted."`
	Put putCommand `cmd:"" help:"Put articles into the queue."`
	Get getCommand `cmd:"" help:"Write the documents that are there."`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "dictum-worker:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, out io.Writer) error {
	var c commands
	parser, err := kong.New(&c, kong.Name("dictum-worker"), kong.Description("Reads the articles that come through NATS JetStream."),
		kong.Vars{"maxText": strconv.Itoa(extract.MaxText)})
	if err != nil {
		return err
	}
	command, err := parser.Parse(args)
	if err != nil {
		return err
	}
	server, err := nats.Connect(c.URL, nats.MaxReconnects(-1))
	if err != nil {
		return fmt.Errorf("%s: %w", c.URL, err)
	}
	defer server.Close()
	js, err := jetstream.New(server)
	if err != nil {
		return err
	}
	command.BindTo(ctx, (*context.Context)(nil))
	command.BindTo(js, (*jetstream.JetStream)(nil))
	command.BindTo(out, (*io.Writer)(nil))
	return command.Run()
}

type runCommand struct {
	Workers  int `short:"j" help:"Articles to read at the same time; as many as there are cores by default."`
	MaxBytes int `default:"${maxText}" help:"Refuse texts of more than this many bytes (${maxText})."`
	Tries    int `default:"5" help:"How often an article is tried before it is given up."`
}

// Run reads articles until ctx ends.
func (c *runCommand) Run(ctx context.Context, js jetstream.JetStream) error {
	x, err := extract.New(extract.WithWorkers(c.Workers), extract.WithMaxText(c.MaxBytes))
	if err != nil {
		return err
	}
	log := slog.New(slog.NewJSONHandler(os.Stderr, nil))
	log.Info("reading")
	return worker.New(x, js, worker.Options{Workers: c.Workers, MaxText: c.MaxBytes, Tries: c.Tries, Logger: log}).Run(ctx)
}

type putCommand struct {
	Files []string `arg:"" name:"file" help:"Articles, one a line."`
}

// Run publishes each line that is not empty.
func (c *putCommand) Run(ctx context.Context, js jetstream.JetStream) error {
	if err := worker.Setup(ctx, js); err != nil {
		return err
	}
	for _, name := range c.Files {
		if err := putFile(ctx, js, name); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

func putFile(ctx context.Context, js jetstream.JetStream, name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	for in := bufio.NewReader(f); ; {
		line, err := in.ReadBytes('\n')
		if line = bytes.TrimSpace(line); len(line) > 0 {
			if err := worker.Publish(ctx, js, line); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}

type getCommand struct {
	Dead bool `help:"The articles that were given up, in place of documents, each after its reason and a tab."`
}

// Run writes all messages that the stream has now.
func (c *getCommand) Run(ctx context.Context, js jetstream.JetStream, out io.Writer) error {
	name := worker.Documents
	if c.Dead {
		name = worker.DeadLetters
	}
	messages, err := js.OrderedConsumer(ctx, name, jetstream.OrderedConsumerConfig{})
	if err != nil {
		return err
	}
	info, err := messages.Info(ctx)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(out)
	for n := info.NumPending; n > 0; n-- {
		m, err := messages.Next()
		if err != nil {
			return errors.Join(err, w.Flush())
		}
		if c.Dead {
			fmt.Fprintf(w, "%s\t", m.Headers().Get(worker.HeaderReason))
		}
		fmt.Fprintf(w, "%s\n", m.Data())
	}
	return w.Flush()
}
