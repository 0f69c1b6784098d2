package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"
)

// An interruption is a signal that ended the work.
type interruption struct{ signal os.Signal }

func (interruption) Error() string { return "interrupted" }

// status returns the exit status: 128 and the signal's number, as shells have it.
func (i interruption) status() int {
	if n, ok := i.signal.(syscall.Signal); ok {
		return 128 + int(n)
	}
	return exitFailed
}

// untilInterrupted returns a context that ends with an interruption. A second signal
// ends the program.
func untilInterrupted() context.Context {
	ctx, cancel := context.WithCancelCause(context.Background())
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		s := <-signals
		signal.Stop(signals)
		cancel(interruption{s})
	}()
	return ctx
}

// A patient reader gives up when its context ends, even while it waits for input.
type patientReader struct {
	ctx  context.Context
	r    io.Reader
	buf  []byte
	left []byte // of buf, not yet given
	err  error
}

// readUntil returns r with the error of ctx when that ends. Nothing may be read from r
// after that: a read that waits for input is left waiting.
func readUntil(ctx context.Context, r io.Reader) io.Reader {
	return &patientReader{ctx: ctx, r: r, buf: make([]byte, 1<<16)}
}

func (p *patientReader) Read(to []byte) (int, error) {
	if len(p.left) == 0 && p.err == nil {
		if err := p.wait(); err != nil {
			return 0, err
		}
	}
	n := copy(to, p.left)
	if p.left = p.left[n:]; len(p.left) > 0 {
		return n, nil
	}
	return n, p.err
}

// wait reads the next bytes, or returns the error of the context.
func (p *patientReader) wait() error {
	if p.ctx.Err() != nil {
		return context.Cause(p.ctx)
	}
	arrived := make(chan struct{})
	var n int
	var err error
	go func() {
		defer close(arrived)
		n, err = p.r.Read(p.buf)
	}()
	select {
	case <-arrived:
		p.left, p.err = p.buf[:n], err
		return nil
	case <-p.ctx.Done():
		return context.Cause(p.ctx)
	}
}

// A stoppedWriter writes until its context ends.
type stoppedWriter struct {
	ctx context.Context
	w   io.Writer
}

func (s stoppedWriter) Write(p []byte) (int, error) {
	if s.ctx.Err() != nil {
		return 0, context.Cause(s.ctx)
	}
	return s.w.Write(p)
}

// openUntil opens a file, or gives up when ctx ends: a pipe waits for who writes to it.
func openUntil(ctx context.Context, name string) (*os.File, error) {
	type opened struct {
		f   *os.File
		err error
	}
	done := make(chan opened, 1)
	go func() {
		f, err := os.Open(name)
		done <- opened{f, err}
	}()
	select {
	case o := <-done:
		return o.f, o.err
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}
