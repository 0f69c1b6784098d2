package table

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"

	"dictum.example/extract"
	"dictum.example/internal/replace"
)

// Names returns the names of the tables, in order.
func Names() []string {
	return []string{"articles", "entities", "mentions", "quotes", "facts", "events", "participants"}
}

// A CSV writes the tables as files of a folder: articles.csv, entities.csv and so on, each with a line of names.
// It is made by NewCSV, and not for several goroutines. Memory does not grow with the number of documents.
type CSV struct {
	files []*replace.File
	out   []*csv.Writer
	err   error
}

// NewCSV begins files in a folder, which is made where there is none. They are put in their places by Close.
func NewCSV(folder string) (*CSV, error) {
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return nil, fmt.Errorf("table: %w", err)
	}
	w := &CSV{}
	rows := reflect.ValueOf(Rows{})
	for i, name := range Names() {
		f, err := replace.Create(filepath.Join(folder, name+".csv"))
		if err != nil {
			return nil, errors.Join(fmt.Errorf("table: %w", err), w.Discard())
		}
		w.files = append(w.files, f)
		w.out = append(w.out, csv.NewWriter(f))
		w.err = errors.Join(w.err, w.out[i].Write(Columns(rows.Field(i).Type().Elem())))
	}
	return w, nil
}

// Columns returns the names of the columns of a type of row.
func Columns(row reflect.Type) []string {
	var out []string
	for i := range row.NumField() {
		name, _, _ := strings.Cut(row.Field(i).Tag.Get("parquet"), ",")
		out = append(out, name)
	}
	return out
}

// Add writes the rows of a document. After an error it does nothing more, and Close returns it.
func (w *CSV) Add(doc *extract.Document) error {
	rows := reflect.ValueOf(Of(doc))
	for i, out := range w.out {
		table := rows.Field(i)
		for r := 0; r < table.Len() && w.err == nil; r++ {
			w.err = out.Write(cells(table.Index(r)))
		}
	}
	if w.err != nil {
		return fmt.Errorf("table: %w", w.err)
	}
	return nil
}

// cells returns the cells of a row. What is no UTF-8 has U+FFFD in its place.
func cells(row reflect.Value) []string {
	out := make([]string, row.NumField())
	for i := range out {
		switch f := row.Field(i); f.Kind() {
		case reflect.String:
			out[i] = strings.ToValidUTF8(f.String(), "\ufffd")
		case reflect.Int64:
			out[i] = strconv.FormatInt(f.Int(), 10)
		case reflect.Float64:
			out[i] = strconv.FormatFloat(f.Float(), 'g', -1, 64)
		case reflect.Bool:
			out[i] = strconv.FormatBool(f.Bool())
		}
	}
	return out
}

// Close writes what is left and puts the files in their places. Where something could not be written, none is.
func (w *CSV) Close() error {
	for _, out := range w.out {
		out.Flush()
		w.err = errors.Join(w.err, out.Error())
	}
	if w.err != nil {
		return errors.Join(fmt.Errorf("table: %w", w.err), w.Discard())
	}
	var err error
	for _, f := range w.files {
		err = errors.Join(err, f.Commit())
	}
	w.files = nil
	return err
}

// Discard gives up, and leaves in their places what is there.
func (w *CSV) Discard() error {
	var err error
	for _, f := range w.files {
		err = errors.Join(err, f.Discard())
	}
	w.files = nil
	return err
}

var _ io.Closer = (*CSV)(nil)
