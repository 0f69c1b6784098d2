// Package parquet writes the tables of dictum.example/table as Parquet. It is a module of its own, so that importing
// Dictum does not bring what Parquet needs.
package parquet

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/parquet-go/parquet-go"

	"dictum.example/extract"
	"dictum.example/table"
)

// A Writer writes the tables as files of a folder: articles.parquet, entities.parquet and so on. It is made by Create,
// and not for several goroutines. Rows are written in groups, so that memory does not grow with the number of documents.
type Writer struct {
	tables []tableWriter
	err    error
}

// A tableWriter writes the rows of one table.
type tableWriter interface {
	add(r *table.Rows) error
	io.Closer
}

// groupRows is how many rows are held before they are written.
const groupRows = 50_000

// Create begins the files in a folder, which is made where there is none. Files of these names are written over.
func Create(folder string) (*Writer, error) {
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return nil, fmt.Errorf("parquet: %w", err)
	}
	w := &Writer{}
	begin(w, folder, "articles", func(r *table.Rows) []table.Article { return r.Articles })
	begin(w, folder, "entities", func(r *table.Rows) []table.Entity { return r.Entities })
	begin(w, folder, "mentions", func(r *table.Rows) []table.Mention { return r.Mentions })
	begin(w, folder, "quotes", func(r *table.Rows) []table.Quote { return r.Quotes })
	begin(w, folder, "facts", func(r *table.Rows) []table.Fact { return r.Facts })
	begin(w, folder, "events", func(r *table.Rows) []table.Event { return r.Events })
	begin(w, folder, "participants", func(r *table.Rows) []table.Participant { return r.Participants })
	if w.err != nil {
		return nil, errors.Join(w.err, w.Close())
	}
	return w, nil
}

// A file is a table in the making.
type file[Row any] struct {
	f    *os.File
	out  *parquet.GenericWriter[Row]
	rows func(*table.Rows) []Row
	held int
}

// begin adds a table to w.
func begin[Row any](w *Writer, folder, name string, rows func(*table.Rows) []Row) {
	f, err := os.Create(filepath.Join(folder, name+".parquet"))
	if err != nil {
		w.err = errors.Join(w.err, fmt.Errorf("parquet: %w", err))
		return
	}
	w.tables = append(w.tables, &file[Row]{f: f, out: parquet.NewGenericWriter[Row](f, parquet.Compression(&parquet.Zstd)), rows: rows})
}

func (f *file[Row]) add(r *table.Rows) error {
	rows := f.rows(r)
	if _, err := f.out.Write(rows); err != nil {
		return err
	}
	if f.held += len(rows); f.held < groupRows {
		return nil
	}
	f.held = 0
	return f.out.Flush()
}

func (f *file[Row]) Close() error { return errors.Join(f.out.Close(), f.f.Close()) }

// Add writes the rows of a document. After an error it does nothing more, and Close returns it.
func (w *Writer) Add(doc *extract.Document) error {
	if w.err != nil {
		return w.err
	}
	rows := table.Of(doc)
	valid(&rows)
	for _, t := range w.tables {
		if err := t.add(&rows); err != nil {
			w.err = fmt.Errorf("parquet: document %q: %w", doc.ID, err)
			return w.err
		}
	}
	return nil
}

// Close writes what is left. The files can be read when it returns nil.
func (w *Writer) Close() error {
	err := w.err
	for _, t := range w.tables {
		if closeErr := t.Close(); closeErr != nil {
			err = errors.Join(err, fmt.Errorf("parquet: %w", closeErr))
		}
	}
	w.tables = nil
	return err
}

// valid puts U+FFFD in place of what is no UTF-8, which Parquet's strings are.
func valid(r *table.Rows) {
	for _, a := range r.Articles {
		if !strings.Contains(a.Text, "\ufffd") && strings.ToValidUTF8(a.Text, "") == a.Text {
			return
		}
	}
	fix := func(s *string) { *s = strings.ToValidUTF8(*s, "\ufffd") }
	for i := range r.Articles {
		fix(&r.Articles[i].Text)
	}
	for i := range r.Mentions {
		fix(&r.Mentions[i].Text)
	}
	for i := range r.Entities {
		fix(&r.Entities[i].Roles)
	}
	for i := range r.Quotes {
		q := &r.Quotes[i]
		for _, s := range []*string{&q.Text, &q.Cue, &q.Source, &q.SpeakerName, &q.Role} {
			fix(s)
		}
	}
	for i := range r.Facts {
		fix(&r.Facts[i].Evidence)
		fix(&r.Facts[i].ObjectName)
	}
	for i := range r.Events {
		fix(&r.Events[i].Evidence)
		fix(&r.Events[i].Predicate)
	}
	for i := range r.Participants {
		fix(&r.Participants[i].Words)
		fix(&r.Participants[i].Name)
	}
}
