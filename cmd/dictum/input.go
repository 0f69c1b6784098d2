package main

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"regexp"
	"time"

	"dictum.example/extract"
)

const stdinName = "-"

// place returns how messages and articles call a file.
func place(name string) string {
	if name == stdinName {
		return "stdin"
	}
	return name
}

// An input turns files into articles. What can't be read is yielded as an error.
type input struct {
	ctx     context.Context
	files   []string
	as      string // "auto" or one of formats
	date    dating
	maxText int
	stdin   io.Reader
	log     *report
	once    bool        // leave out what came before
	done    doneBefore  // left out too
	skipped skipCounter // of the file that is read
}

// A fileError tells which file could not be read.
type fileError struct {
	name string
	err  error
}

func (e *fileError) Error() string { return e.name + ": " + e.err.Error() }
func (e *fileError) Unwrap() error { return e.err }

// articles yields the articles of all files in order.
func (in *input) articles(yield func(extract.Article, error) bool) {
	ids := identities{}
	for _, name := range orStdin(in.files) {
		for a, err := range in.file(name) {
			repeated := false
			if err == nil {
				in.date.set(&a, name)
				a.ID, repeated = ids.distinct(in.log, a.ID, a.Origin, &a)
			}
			if repeated && in.once || in.done.has(&a, err) {
				continue
			}
			if !yield(a, err) {
				return
			}
		}
	}
}

func orStdin(files []string) []string {
	if len(files) == 0 {
		return []string{stdinName}
	}
	return files
}

// file yields the articles of one file.
func (in *input) file(name string) iter.Seq2[extract.Article, error] {
	return func(yield func(extract.Article, error) bool) {
		r, done, err := openInput(in.ctx, name, in.stdin, in.log)
		if err != nil {
			yield(extract.Article{}, err)
			return
		}
		defer done()
		in.format(name)(in, r, place(name), yield)
	}
}

// openInput opens a file or standard input, whose progress log shows, until ctx ends. What is
// compressed with gzip or Zstandard is read as what it holds.
func openInput(ctx context.Context, name string, stdin io.Reader, log *report) (r io.Reader, done func(), err error) {
	raw, closed := stdin, func() {}
	if name != stdinName {
		f, err := openUntil(ctx, name)
		if err != nil {
			return nil, nil, &fileError{name, cause(err)}
		}
		raw, closed = f, func() { f.Close() }
	}
	in, free, err := decompressed(&meter{readUntil(ctx, raw), log})
	if err != nil {
		closed()
		return nil, nil, &fileError{place(name), err}
	}
	return in, func() { free(); closed() }, nil
}

// cause is err without the file's name, which the report gives.
func cause(err error) error {
	if e := (*os.PathError)(nil); errors.As(err, &e) {
		return e.Err
	}
	return err
}

// A meter reports how far a file has been read.
type meter struct {
	io.Reader
	log *report
}

func (m *meter) Read(p []byte) (int, error) {
	n, err := m.Reader.Read(p)
	m.log.advance(int64(n))
	return n, err
}

// A dating gives days of publication to articles that do not tell theirs.
type dating struct {
	by    string // "name", "modified" or "none"
	other time.Time
}

func (d dating) set(a *extract.Article, file string) {
	if !a.Published.IsZero() {
		return
	}
	switch d.by {
	case "name":
		a.Published = dateIn(file)
	case "modified":
		if info, err := os.Stat(file); err == nil && file != stdinName {
			year, month, day := info.ModTime().Date()
			a.Published = time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
		}
	}
	if a.Published.IsZero() {
		a.Published = d.other
	}
}

var dateRE = regexp.MustCompile(`(?:^|[^0-9])((?:1[89]|20)[0-9]{2})([-_./\\]?)(0[1-9]|1[0-2])([-_./\\]?)([0-2][0-9]|3[01])(?:[^0-9]|$)`)

// dateIn returns the last date in a path: news/2025/07/04/rain.txt, rain-20250704.txt.
func dateIn(name string) time.Time {
	var found time.Time
	for rest := name; ; {
		at := dateRE.FindStringSubmatchIndex(rest)
		if at == nil {
			return found
		}
		m := func(i int) string { return rest[at[2*i]:at[2*i+1]] }
		if day, err := time.Parse("20060102", m(1)+m(3)+m(5)); err == nil && m(2) == m(4) {
			found = day
		}
		rest = rest[at[3]:]
	}
}

// identities keeps apart articles that bear one id: of each id, what its first article
// holds, both as digests.
type identities map[uint64]uint64

// distinct returns id where it is that of no other article yet, and else one made of it
// and of the content; and whether the same article came before. Repeated ids are told.
func (ids identities) distinct(log *report, id, origin string, content *extract.Article) (distinct string, repeated bool) {
	sum := digest(content.Title, content.Text, content.URL)
	if first, known := ids[digest(id)]; known && first != sum {
		apart := fmt.Sprintf("%s~%016x", id, sum)
		log.warn(origin, fmt.Sprintf("the id %q came before, with another text; here it is %q", id, apart))
		id = apart
	}
	if _, repeated = ids[digest(id)]; repeated {
		log.warn(origin, fmt.Sprintf("the id %q came before, with the same text", id))
	}
	ids[digest(id)] = sum
	return id, repeated
}

func digest(parts ...string) uint64 {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	return binary.LittleEndian.Uint64(h.Sum(nil))
}
