// Package wikidata makes a knowledge base of a dump of Wikidata: of the people,
// organisations and places in it, with their English names.
//
// What an item is follows from its classes (P31), and from what those are classes of
// (P279). Which classes are people, cities or companies is learned from the dump: the
// built-in gazetteer knows many items, and what most of the items of one class are, the
// class is. [Options.Classes] says it of other classes.
//
// Dumps are at https://dumps.wikimedia.org/wikidatawiki/entities/; their data is in the
// public domain (CC0).
package wikidata

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"compress/gzip"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"sync"

	"dictum.example/kb"
)

// ErrDump is what errors of a dump wrap: it is none, or it was cut short.
var ErrDump = errors.New("wikidata: not a whole dump")

// A LineError tells which line of a dump could not be read.
type LineError struct {
	// Line counts from 1, after decompression.
	Line int64
	Err  error
}

// Error names the line and says what is wrong there.
func (e *LineError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }

// Unwrap returns the cause.
func (e *LineError) Unwrap() error { return e.Err }

// Options say what to take of a dump. The zero Options are good for most uses.
type Options struct {
	// Classes says what the items of a class (its Wikidata item) are, and those of its
	// subclasses, where that is not to be learned; Unknown leaves them out.
	Classes map[string]kb.Kind
	// Obscure keeps items without an article in any Wikipedia or sister project too.
	Obscure bool
	// Damaged is called with each line that can't be read and is passed over.
	Damaged func(*LineError)
	// TempDir is where temporary files go; os.TempDir() if it is "".
	TempDir string
}

// Stats tell what an import found.
type Stats struct {
	Items   int64 // in the dump
	Damaged int64 // lines
	Kept    int64 // items that are in the knowledge base
	ByKind  map[kb.Kind]int64
}

// ReadClasses reads classes for Options from CSV with the header "class,kind": the item
// of a class, and a kind of package kb or "unknown".
func ReadClasses(r io.Reader) (map[string]kb.Kind, error) {
	in := csv.NewReader(r)
	in.FieldsPerRecord = 2
	in.TrimLeadingSpace = true
	rows, err := in.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("wikidata: classes: %w", err)
	}
	if len(rows) == 0 || rows[0][0] != "class" || rows[0][1] != "kind" {
		return nil, errors.New(`wikidata: classes:1: no header "class,kind"`)
	}
	classes := map[string]kb.Kind{}
	for i, row := range rows[1:] {
		kind, ok := kb.ParseKind(row[1])
		if _, item := number(row[0]); !item || !ok && row[1] != "unknown" {
			return nil, fmt.Errorf("wikidata: classes: row %d: %q is no item, or %q none of %s", i+2, row[0], row[1], kb.Kinds())
		}
		classes[row[0]] = kind
	}
	return classes, nil
}

// maxLine bounds a line, so that a file without line ends does not fill the memory. The
// longest entities have some 10 MB.
const maxLine = 128 << 20

// Import adds the items of a dump to b. The dump is JSON as Wikidata publishes it, an
// array with one entity a line, or JSON Lines; plain, or compressed by gzip or bzip2.
// Lines that are damaged are passed over. A dump that ends early, and a file that is
// none, are an error that wraps ErrDump; what was added to b then is of no use.
//
// The dump is read on all cores. What is held in memory is the hierarchy of classes, some
// hundreds of megabytes for all of Wikidata; all else goes through temporary files.
func Import(ctx context.Context, b *kb.Builder, dump io.Reader, o Options) (Stats, error) {
	c, err := newCollector(o)
	if err != nil {
		return Stats{}, err
	}
	defer c.close()
	r, err := decompressed(dump)
	if err == nil {
		err = c.read(ctx, r)
	}
	if err == nil {
		err = c.emit(ctx, b)
	}
	return c.stats, err
}

// decompressed tells the compression of r by how it begins.
func decompressed(r io.Reader) (*bufio.Reader, error) {
	in := bufio.NewReaderSize(r, 1<<20)
	start, _ := in.Peek(3)
	switch {
	case bytes.HasPrefix(start, []byte{0x1f, 0x8b}):
		z, err := gzip.NewReader(in)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrDump, err)
		}
		return bufio.NewReaderSize(z, 1<<20), nil
	case string(start) == "BZh":
		return bufio.NewReaderSize(bzip2.NewReader(in), 1<<20), nil
	}
	return in, nil
}

// A batch is some lines of the dump, which one goroutine reads.
type batch struct {
	first int64 // number of the first line
	lines [][]byte
	items []item
	bad   []*LineError
	done  chan struct{}
}

const batchBytes = 1 << 20

// read reads all lines and collects their items in order.
func (c *collector) read(ctx context.Context, r *bufio.Reader) error {
	ctx, cancel := context.WithCancel(ctx)
	var group sync.WaitGroup
	defer group.Wait()
	defer cancel()
	n := runtime.GOMAXPROCS(0)
	queue, todo := make(chan *batch, 2*n), make(chan *batch, n)
	var readErr error // set before the queue is closed
	group.Go(func() {
		defer close(queue)
		defer close(todo)
		readErr = eachBatch(r, func(b *batch) bool {
			for _, to := range []chan *batch{queue, todo} {
				select {
				case to <- b:
				case <-ctx.Done():
					return false
				}
			}
			return true
		})
	})
	for range n {
		group.Go(func() {
			for b := range todo {
				b.decode()
				close(b.done)
			}
		})
	}
	for b := range queue {
		select {
		case <-b.done:
		case <-ctx.Done():
			return fmt.Errorf("wikidata: %w", ctx.Err())
		}
		if err := c.add(b); err != nil {
			return err
		}
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("wikidata: %w", err)
	}
	if readErr != nil {
		return readErr
	}
	if c.stats.Items == 0 {
		return fmt.Errorf("%w: it has no items", ErrDump)
	}
	return nil
}

// eachBatch cuts a dump into batches until give wants no more.
func eachBatch(r *bufio.Reader, give func(*batch) bool) error {
	b := &batch{first: 1, done: make(chan struct{})}
	size, line := 0, int64(0)
	var list brackets
	for {
		text, err := readLine(r)
		line++
		if list.take(text, line == 1) {
			text = nil
		}
		if err == nil || len(text) > 0 {
			b.lines = append(b.lines, text)
			size += len(text)
		}
		if err != nil || size >= batchBytes || len(b.lines) >= 4096 {
			if len(b.lines) > 0 && !give(b) {
				return nil
			}
			b, size = &batch{first: line + 1, done: make(chan struct{})}, 0
		}
		if err == io.EOF && list.complete() {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%w: %w", ErrDump, &LineError{line, cutShort(err)})
		}
	}
}

// cutShort returns the error of a dump that ends too early for io.EOF, and others as they are.
func cutShort(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// brackets are the lines around the items of a dump that is a JSON array.
type brackets struct{ opened, closed bool }

// take reports whether a line is one of the brackets.
func (b *brackets) take(line []byte, first bool) bool {
	switch trimmed := bytes.TrimSpace(line); {
	case first && string(bytes.TrimPrefix(trimmed, []byte("\ufeff"))) == "[":
		b.opened = true
		return true
	case string(trimmed) == "]":
		b.closed = true
		return true
	}
	return false
}

// complete reports whether the array that was opened is closed.
func (b *brackets) complete() bool { return !b.opened || b.closed }

// readLine reads a line; one that is too long comes cut, and so will not be JSON.
func readLine(r *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := r.ReadSlice('\n')
		if len(line)+len(part) <= maxLine {
			line = append(line, part...)
		}
		if err != bufio.ErrBufferFull {
			return line, err
		}
	}
}

func (b *batch) decode() {
	for i, line := range b.lines {
		line = bytes.TrimSuffix(bytes.TrimSpace(line), []byte(","))
		if len(line) == 0 {
			continue
		}
		it, ok, err := parse(line)
		switch {
		case err != nil:
			b.bad = append(b.bad, &LineError{b.first + int64(i), err})
		case ok:
			b.items = append(b.items, it)
		}
	}
	b.lines = nil
}

// number returns the number of an item's identifier.
func number(id string) (n uint32, ok bool) {
	digits, ok := strings.CutPrefix(id, "Q")
	if !ok || digits == "" || digits[0] == '0' || len(digits) > 10 {
		return 0, false
	}
	v := uint64(0)
	for i := range len(digits) {
		if digits[i] < '0' || digits[i] > '9' {
			return 0, false
		}
		v = v*10 + uint64(digits[i]-'0')
	}
	return uint32(v), v < 1<<32
}
