package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"dictum.example/extract"
)

// A report tells on standard error what fails and, on a terminal, how far the work is.
type report struct {
	mu    sync.Mutex
	err   io.Writer
	bar   *progressbar.ProgressBar // nil for none
	count int                      // of failures
	file  *errorFile               // nil for none
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

// failed reports what could not be read. An interruption is told once, at the end.
func (r *report) failed(place string, err error) { r.failedAt(place, parted(place), err) }

// failedAt is failed for a place that is known in parts.
func (r *report) failedAt(place string, where errorRecord, err error) {
	if stopped := (interruption{}); errors.As(err, &stopped) {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.count++
	r.record(where, err)
	r.tell(place, err.Error())
}

// failure reports an error that names its place itself.
func (r *report) failure(err error) {
	var line *extract.LineError
	var article *extract.ArticleError
	var file *fileError
	var at *placeError
	where := placeOf(err)
	switch {
	case errors.As(err, &line):
		r.failedAt(join(line.Name, line.Line), where, cause(line.Err))
	case errors.As(err, &article):
		r.failedAt(article.Origin, where, article.Err)
	case errors.As(err, &file):
		r.failedAt(file.name, where, file.err)
	case errors.As(err, &at):
		place := join(at.file, at.line)
		if at.url != "" {
			place += " (" + at.url + ")"
		}
		r.failedAt(place, where, at.err)
	default:
		r.failedAt("input", where, err)
	}
}

// written takes up the error of writing doc: one that lies in doc is reported, and any
// other returned.
func (r *report) written(doc *extract.Document, err error) error {
	unfit := (*extract.DocumentError)(nil)
	switch {
	case err == nil:
		return nil
	case errors.As(err, &unfit):
		r.failed(cmp.Or(doc.Origin, doc.ID), unfit)
		return nil
	}
	return fmt.Errorf("writing: %w", err)
}

// warn reports what is no failure.
func (r *report) warn(place, what string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.tell(place, "warning: "+what)
}

// note reports what is neither a failure nor wrong.
func (r *report) note(place, what string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.tell(place, what)
}

func (r *report) tell(place, what string) {
	if r.bar != nil {
		r.bar.Clear()
	}
	fmt.Fprintf(r.err, "dictum: %s: %s\n", clean(place), clean(what))
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
	err := r.file.close()
	if err == nil && r.count > 0 {
		err = errReported
	}
	return err
}
