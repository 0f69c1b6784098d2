package main

import (
	"fmt"
	"io"
	"os"
	"sync"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// A report tells on standard error what fails and, on a terminal, how far the work is.
type report struct {
	mu    sync.Mutex
	err   io.Writer
	bar   *progressbar.ProgressBar // nil for none
	count int                      // of failures
}

// newReport returns the report of a run over the files. There is a progress bar
// where somebody sees it, and it does not get between lines of output.
func newReport(s *std, files []string) *report {
	r := &report{err: s.err}
	if len(files) == 0 || !isTerminal(s.err) || isTerminal(s.out) {
		return r
	}
	r.bar = progressbar.NewOptions64(totalSize(files),
		progressbar.OptionSetWriter(s.err),
		progressbar.OptionSetDescription("reading"),
		progressbar.OptionShowBytes(true),
		progressbar.OptionSetPredictTime(true),
		progressbar.OptionClearOnFinish(),
	)
	return r
}

func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// totalSize returns the bytes of all files, or -1 where that is not known.
func totalSize(files []string) int64 {
	total := int64(0)
	for _, name := range files {
		if name == stdinName {
			return -1
		}
		if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() {
			total += info.Size()
		}
	}
	return total
}

// failed reports what could not be read.
func (r *report) failed(place string, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.count++
	if r.bar != nil {
		r.bar.Clear()
	}
	fmt.Fprintf(r.err, "dictum: %s: %v\n", place, err)
}

// advance moves the bar on by n bytes of input.
func (r *report) advance(n int64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.bar != nil {
		r.bar.Add64(n)
	}
}

// finish takes the bar away and returns errReported if there were failures.
func (r *report) finish() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.bar != nil {
		r.bar.Finish()
	}
	if r.count > 0 {
		return errReported
	}
	return nil
}
