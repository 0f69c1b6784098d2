package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"time"

	"dictum.example/server"
)

// serveCommand is "dictum serve".
type serveCommand struct {
	Listen   string        `default:"127.0.0.1:8080" placeholder:"ADDRESS" help:"${serveListen}"`
	MaxBytes int           `default:"${serveText}" placeholder:"N" help:"Refuse texts of more than N bytes (${serveText})."`
	MaxBody  int           `default:"${serveBody}" placeholder:"N" help:"Refuse batches and web pages of more than N bytes (${serveBody})."`
	Queue    int           `placeholder:"N" help:"How many requests may wait; eight for each worker by default."`
	Timeout  time.Duration `default:"${serveTimeout}" placeholder:"D" help:"How long an article may wait and be read (${serveTimeout})."`
	Grace    time.Duration `default:"30s" placeholder:"D" help:"How long to wait for what was begun, when stopped (30s)."`
	Model    string        `placeholder:"FILE" help:"Model to use in place of the built-in one."`
	Names    []string      `placeholder:"FILE" sep:"none" help:"${readingNames}"`
	KB       []string      `name:"kb" placeholder:"FILE" sep:"none" help:"${readingKB}"`
	Workers  int           `short:"j" help:"Articles to read at the same time; as many as there are cores by default."`
}

// Help is what --help adds.
func (*serveCommand) Help() string {
	return `POST an article to /v1/read: a text, JSON with "text", or a batch of JSON lines. At / is a page to paste one into.

	curl --data-binary @article.txt -H 'Content-Type: text/plain' http://127.0.0.1:8080/v1/read

/openapi.json describes the rest. Each request is a line of JSON on standard error, without anything of the article.
SIGTERM or an interrupt ends it when all that was begun has been answered.

Exit status: 0 all that was begun was answered, 2 wrong command line, 3 it could not listen or gave up on requests.`
}

// Validate refuses what the command line can't mean.
func (c *serveCommand) Validate() error {
	for name, n := range map[string]int64{"--max-bytes": int64(c.MaxBytes), "--max-body": int64(c.MaxBody), "--timeout": int64(c.Timeout)} {
		if n <= 0 {
			return fmt.Errorf("%s must be more than 0", name)
		}
	}
	if c.Queue < 0 || c.Workers < 0 || c.Grace < 0 {
		return fmt.Errorf("--queue, --workers and --grace can't be less than 0")
	}
	return nil
}

// Run answers requests until it is interrupted.
func (c *serveCommand) Run(ctx context.Context, s *std) error {
	l, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return err
	}
	defer l.Close()
	r := reading{Model: c.Model, Names: c.Names, KB: c.KB, Workers: c.Workers, MaxBytes: c.MaxBytes}
	x, done, err := r.extractor()
	defer done()
	if err != nil {
		return err
	}
	log := slog.New(slog.NewJSONHandler(s.err, nil))
	log.Info("listening", "url", "http://"+l.Addr().String())
	h := server.New(x, server.Options{
		MaxText: c.MaxBytes, MaxBody: c.MaxBody, Workers: c.Workers, Queue: c.Queue, Timeout: c.Timeout, Logger: log,
	})
	if err := server.Serve(ctx, l, h, c.Grace); err != nil {
		return err
	}
	log.Info("stopped")
	return nil
}
