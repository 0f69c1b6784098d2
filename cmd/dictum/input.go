package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"dictum.example/extract"
)

const stdinName = "-"

// An input turns files into articles. What can't be read is reported and passed over.
type input struct {
	files     []string
	as        string // "auto", "text" or "jsonl"
	published time.Time
	stdin     io.Reader
	log       *report

	mu      sync.Mutex
	origins []origin // of the articles that are being read, in order
}

// An origin is where an article came from.
type origin struct {
	place string // file, or file:line
	size  int64  // bytes that it took up
}

// articles yields the articles of all files in order.
func (in *input) articles(yield func(extract.Article) bool) {
	files := in.files
	if len(files) == 0 {
		files = []string{stdinName}
	}
	for _, name := range files {
		if !in.file(name, yield) {
			return
		}
	}
}

// next returns the origin of the earliest article that it has not yet returned.
func (in *input) next() origin {
	in.mu.Lock()
	defer in.mu.Unlock()
	first := in.origins[0]
	in.origins = in.origins[1:]
	return first
}

// file yields the articles of one file, and reports whether more are wanted.
func (in *input) file(name string, yield func(extract.Article) bool) bool {
	r, place := in.stdin, "stdin"
	if name != stdinName {
		f, err := os.Open(name)
		if err != nil {
			in.log.failed(name, cause(err))
			return true
		}
		defer f.Close()
		r, place = f, name
	}
	if in.isJSONL(name) {
		return in.lines(r, place, yield)
	}
	data, err := io.ReadAll(r)
	if err != nil {
		in.log.failed(place, cause(err))
		return true
	}
	return in.give(extract.Article{ID: place, Text: string(data)}, origin{place, int64(len(data))}, yield)
}

// cause is err without the file's name, which the report gives.
func cause(err error) error {
	if e := (*os.PathError)(nil); errors.As(err, &e) {
		return e.Err
	}
	return err
}

func (in *input) isJSONL(name string) bool {
	if in.as != "auto" {
		return in.as == "jsonl"
	}
	ext := strings.ToLower(filepath.Ext(name))
	return ext == ".jsonl" || ext == ".ndjson"
}

// lines yields the articles of a JSONL file. A line may be as long as memory allows.
func (in *input) lines(r io.Reader, name string, yield func(extract.Article) bool) bool {
	lines := bufio.NewReaderSize(r, 1<<16)
	for n := 1; ; n++ {
		line, err := lines.ReadBytes('\n')
		if n == 1 {
			line = bytes.TrimPrefix(line, []byte("\ufeff"))
		}
		if len(bytes.TrimSpace(line)) > 0 && !in.line(line, fmt.Sprintf("%s:%d", name, n), yield) {
			return false
		}
		if err != nil {
			if err != io.EOF {
				in.log.failed(fmt.Sprintf("%s:%d", name, n), cause(err))
			}
			return true
		}
	}
}

func (in *input) line(line []byte, place string, yield func(extract.Article) bool) bool {
	var a extract.Article
	if err := json.Unmarshal(bytes.TrimSpace(line), &a); err != nil {
		in.log.failed(place, err)
		in.log.advance(int64(len(line)))
		return true
	}
	if a.ID == "" {
		a.ID = place
	}
	return in.give(a, origin{place, int64(len(line))}, yield)
}

func (in *input) give(a extract.Article, from origin, yield func(extract.Article) bool) bool {
	if a.Published.IsZero() {
		a.Published = in.published
	}
	in.mu.Lock()
	in.origins = append(in.origins, from)
	in.mu.Unlock()
	return yield(a)
}
