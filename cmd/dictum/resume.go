package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"dictum.example/extract"
)

// A doneBefore holds digests of the articles that an earlier run has written or reported. A nil one holds none.
type doneBefore map[uint64]bool

// has reports whether an article, or the error in its place, came in an earlier run.
func (d doneBefore) has(a *extract.Article, err error) bool {
	if d == nil {
		return false
	}
	if err == nil {
		return d[digest(a.Origin, a.ID)]
	}
	where := placeOf(err)
	return d.told(where.File, where.Line, where.URL)
}

// told reports whether an earlier run wrote a place to the file of errors.
func (d doneBefore) told(file string, line int, url string) bool {
	return d[digest("error", file, strconv.Itoa(line), url)]
}

// resumed opens an output to go on with, and returns what it holds. A last line that was cut is taken away.
func resumed(name string) (*os.File, doneBefore, error) {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o666)
	if err != nil {
		return nil, nil, err
	}
	done := doneBefore{}
	whole, err := eachLine(f, func(line []byte) error {
		var doc struct{ ID, Origin string }
		if err := json.Unmarshal(line, &doc); err != nil {
			return err
		}
		done[digest(doc.Origin, doc.ID)] = true
		return nil
	})
	if err == nil {
		err = f.Truncate(whole)
	}
	if err == nil {
		_, err = f.Seek(whole, io.SeekStart)
	}
	if err != nil {
		return nil, nil, errors.Join(fmt.Errorf("%s can't be gone on with: %w", name, err), f.Close())
	}
	return f, done, nil
}

// reported adds what a file of errors holds. There may be none yet.
func (d doneBefore) reported(name string) error {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o666)
	if err != nil {
		return err
	}
	whole, err := eachLine(f, func(line []byte) error {
		var e errorRecord
		if err := json.Unmarshal(line, &e); err != nil {
			return err
		}
		d[digest("error", e.File, strconv.Itoa(e.Line), e.URL)] = true
		if e.ID != "" {
			d[digest(join(e.File, e.Line), e.ID)] = true
		}
		return nil
	})
	if err == nil {
		err = f.Truncate(whole)
	}
	if err != nil {
		err = fmt.Errorf("%s can't be gone on with: %w", name, err)
	}
	return errors.Join(err, f.Close())
}

// eachLine gives all whole lines of r to do, and returns how many bytes these are.
func eachLine(r io.Reader, do func([]byte) error) (int64, error) {
	in := bufio.NewReaderSize(r, 1<<16)
	whole := int64(0)
	for n := 1; ; n++ {
		line, err := in.ReadBytes('\n')
		if err == io.EOF {
			return whole, nil
		} else if err != nil {
			return whole, err
		}
		if err := do(line); err != nil {
			return whole, fmt.Errorf("line %d: %w", n, err)
		}
		whole += int64(len(line))
	}
}

// An errorRecord is a line of the file that --errors names.
type errorRecord struct {
	File string `json:"file"`
	// Line counts the lines of JSONL, the records of an archive and the items of a feed.
	Line   int    `json:"line,omitempty"`
	URL    string `json:"url,omitempty"`
	ID     string `json:"id,omitempty"`
	Reason string `json:"reason"`
	// Skipped tells what is no failure: a page without an article, another language.
	Skipped bool `json:"skipped,omitempty"`
}

// placeOf returns where an error was met.
func placeOf(err error) errorRecord {
	var line *extract.LineError
	var article *extract.ArticleError
	var file *fileError
	var at *placeError
	switch {
	case errors.As(err, &line):
		return errorRecord{File: line.Name, Line: line.Line}
	case errors.As(err, &article):
		e := parted(article.Origin)
		e.ID = article.ID
		return e
	case errors.As(err, &file):
		return errorRecord{File: file.name}
	case errors.As(err, &at):
		return errorRecord{File: at.file, Line: at.line, URL: at.url}
	}
	return errorRecord{}
}

// parted returns the file and line of an origin: file:line.
func parted(origin string) errorRecord {
	if i := strings.LastIndexByte(origin, ':'); i >= 0 {
		if line, err := strconv.Atoi(origin[i+1:]); err == nil && line > 0 {
			return errorRecord{File: origin[:i], Line: line}
		}
	}
	return errorRecord{File: origin}
}

func join(file string, line int) string {
	if line == 0 {
		return file
	}
	return fmt.Sprintf("%s:%d", file, line)
}

// An errorFile is the file that --errors names.
type errorFile struct {
	f   *os.File
	err error // the first that writing met with
}

// keep has the report write what fails to a file, behind what it holds if it goes on. It refuses to write over an input.
func (r *report) keep(name string, goOn bool, inputs []string) error {
	if name == "" {
		return nil
	}
	if err := keep(inputs, []string{name}); err != nil {
		return err
	}
	how := os.O_WRONLY | os.O_CREATE | os.O_TRUNC
	if goOn {
		how = os.O_WRONLY | os.O_CREATE | os.O_APPEND
	}
	f, err := os.OpenFile(name, how, 0o666)
	if err == nil {
		r.file = &errorFile{f: f}
	}
	return err
}

func (e *errorFile) write(rec errorRecord) {
	if e == nil || e.err != nil {
		return
	}
	line, err := json.Marshal(rec)
	if err == nil {
		_, err = e.f.Write(append(line, '\n'))
	}
	e.err = err
}

func (e *errorFile) close() error {
	if e == nil {
		return nil
	}
	if err := errors.Join(e.err, e.f.Close()); err != nil {
		return fmt.Errorf("writing the errors: %w", err)
	}
	return nil
}

// record writes what failed to the file of errors.
func (r *report) record(where errorRecord, err error) {
	where.Reason = err.Error()
	r.file.write(where)
}

// skip writes what was left out to the file of errors.
func (r *report) skip(e errorRecord) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.file.write(e)
}
