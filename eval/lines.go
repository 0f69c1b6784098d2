package eval

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
)

// A LineError tells which line of a file could not be read.
type LineError struct {
	// Name is the file's name, as the reader was told.
	Name string
	// Line counts from 1.
	Line int
	Err  error
}

// Error returns "name:line: " and what went wrong.
func (e *LineError) Error() string { return fmt.Sprintf("%s:%d: %v", e.Name, e.Line, e.Err) }

// Unwrap returns what went wrong.
func (e *LineError) Unwrap() error { return e.Err }

// ReadArticles yields the annotated articles of a file of JSON lines, as
// [Article.UnmarshalJSON] reads them. A line that can't be read yields a
// *LineError and does not end the others. An article without an id gets "name:line".
func ReadArticles(r io.Reader, name string) iter.Seq2[*Article, error] {
	return objects(r, name, func(a *Article, line int) error {
		a.Line = line
		if a.ID == "" {
			a.ID = fmt.Sprintf("%s:%d", name, line)
		}
		return nil
	})
}

var errNoID = errors.New("eval: prediction has no id")

// ReadPredictions yields the predictions of a file of JSON lines, as
// [Prediction.UnmarshalJSON] reads them. A line that can't be read, or has no id,
// yields a *LineError and does not end the others.
func ReadPredictions(r io.Reader, name string) iter.Seq2[*Prediction, error] {
	return objects(r, name, func(p *Prediction, line int) error {
		p.Line = line
		if p.ID == "" {
			return errNoID
		}
		return nil
	})
}

func objects[T any](r io.Reader, name string, finish func(x *T, line int) error) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		for line, err := range lines(r, name) {
			if err != nil {
				yield(nil, err)
				return
			}
			if len(line.text) == 0 {
				continue
			}
			x := new(T)
			err := json.Unmarshal(line.text, x)
			if err == nil {
				err = finish(x, line.number)
			}
			if err != nil {
				x, err = nil, &LineError{name, line.number, err}
			}
			if !yield(x, err) {
				return
			}
		}
	}
}

// A line is without the white space at its end.
type line struct {
	number int
	text   []byte // until the next line is read
}

// lines yields the lines of r, of any length, less a byte order mark, and at
// last the error that r met with, if any.
func lines(r io.Reader, name string) iter.Seq2[line, error] {
	return func(yield func(line, error) bool) {
		in := bufio.NewReaderSize(r, 1<<16)
		for n := 1; ; n++ {
			text, err := in.ReadBytes('\n')
			if err != nil && err != io.EOF {
				yield(line{}, &LineError{name, n, err})
				return
			}
			if n == 1 {
				text = bytes.TrimPrefix(text, []byte("\ufeff"))
			}
			if !yield(line{n, bytes.TrimRight(text, " \t\r\n")}, nil) || err == io.EOF {
				return
			}
		}
	}
}
