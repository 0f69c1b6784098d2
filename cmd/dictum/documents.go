package main

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"

	"dictum.example/extract"
)

// maxDocument bounds the JSON of one document.
const maxDocument = 1 << 30

var errNoJSON = errors.New("no JSON: it does not begin with a brace")

// documents gives the documents of the files to write, in order, each once.
func documents(ctx context.Context, s *std, files []string, write func(*extract.Document) error) error {
	log := newReport(s, files)
	ids := identities{}
	for _, name := range orStdin(files) {
		for doc, err := range documentsOf(ctx, name, s.in, log) {
			if err != nil {
				log.failure(err)
				continue
			}
			origin := cmp.Or(doc.Origin, place(name))
			id, repeated := ids.distinct(log, doc.ID, origin, &doc.Article)
			if doc.ID = id; repeated {
				continue
			}
			if err := log.written(doc, write(doc)); err != nil {
				return err
			}
		}
		if err := interrupted(ctx); err != nil {
			return err
		}
	}
	return log.finish()
}

// collected gives the documents of the files to add. The error is errReported where some, but not all, could not be
// read: what was added is worth writing then.
func collected(ctx context.Context, s *std, files []string, add func(*extract.Document) error) (worth bool, err error) {
	some := false
	err = documents(ctx, s, files, func(d *extract.Document) error {
		some = true
		return add(d)
	})
	return err == nil || some && errors.Is(err, errReported), err
}

// documentsOf yields the documents of a file that holds what "dictum extract" wrote as json
// or jsonl. One that can't be read yields an error and does not end the others.
func documentsOf(ctx context.Context, name string, stdin io.Reader, log *report) iter.Seq2[*extract.Document, error] {
	return func(yield func(*extract.Document, error) bool) {
		r, done, err := openInput(ctx, name, stdin, log)
		if err != nil {
			yield(nil, err)
			return
		}
		defer done()
		for part, err := range parts(r) {
			if err != nil {
				err = &extract.LineError{Name: place(name), Line: part.line, Err: err}
			}
			if err != nil && !yield(nil, err) || err == nil && !part.documents(place(name), yield) {
				return
			}
		}
	}
}

// A part of a file begins with a line that begins with a brace, as a document does, and
// ends before the next one. So damage in one does no harm to the next.
type part struct {
	line int
	json []byte // until the next part is read
}

// parts yields the parts of a file, and at last the error that r met with, if any.
func parts(r io.Reader) iter.Seq2[part, error] {
	return func(yield func(part, error) bool) {
		in := bufio.NewReaderSize(r, 1<<16)
		p := part{line: 1}
		give := func() bool {
			if len(bytes.TrimSpace(p.json)) == 0 {
				return true
			}
			return yield(p, nil)
		}
		start, _ := in.Peek(1 << 10)
		if bytes.HasPrefix(start, []byte("\ufeff")) {
			in.Discard(len("\ufeff"))
		} else if start = bytes.TrimSpace(start); len(start) > 0 && start[0] != '{' {
			yield(p, errNoJSON)
			return
		}
		for line, fresh := 1, true; ; {
			piece, err := in.ReadSlice('\n')
			if fresh && bytes.HasPrefix(piece, []byte("{")) {
				if !give() {
					return
				}
				p = part{line, p.json[:0]}
			}
			if len(p.json) <= maxDocument {
				p.json = append(p.json, piece...)
			}
			if fresh = err == nil; fresh {
				line++
			} else if err != bufio.ErrBufferFull {
				if give() && err != io.EOF {
					yield(part{line: line}, err)
				}
				return
			}
		}
	}
}

// documents yields the documents of a part, and reports whether more are wanted.
func (p part) documents(name string, yield func(*extract.Document, error) bool) bool {
	failed := func(err error) bool {
		return yield(nil, &extract.LineError{Name: name, Line: p.line, Err: err})
	}
	if len(p.json) > maxDocument {
		return failed(fmt.Errorf("a document of more than %d bytes", maxDocument))
	}
	for decode := json.NewDecoder(bytes.NewReader(p.json)); ; {
		var raw json.RawMessage
		if err := decode.Decode(&raw); err == io.EOF {
			return true
		} else if errors.Is(err, io.ErrUnexpectedEOF) {
			return failed(errors.New("unexpected end of JSON"))
		} else if err != nil {
			return failed(err)
		}
		doc := new(extract.Document)
		if err := json.Unmarshal(raw, doc); err != nil {
			if !failed(err) {
				return false
			}
		} else if !yield(doc, nil) {
			return false
		}
	}
}
