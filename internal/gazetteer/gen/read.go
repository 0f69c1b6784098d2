package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
)

// A row gives a table's cells by the name of the column; of several names it takes
// the first column that there is and is not empty.
type row struct {
	columns []string
	cells   []string
}

func (r row) get(names ...string) string {
	for _, name := range names {
		if i := slices.Index(r.columns, name); i >= 0 && i < len(r.cells) && r.cells[i] != "" {
			return strings.TrimSpace(r.cells[i])
		}
	}
	return ""
}

// csvRows reads a CSV file with a header line; a missing file has no rows.
func (g *generator) csvRows(path string, yield func(row)) error {
	data, err := g.read(path)
	if err != nil || data == nil {
		return err
	}
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	records, err := r.ReadAll()
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	for i := 1; i < len(records); i++ {
		yield(row{columns: records[0], cells: records[i]})
	}
	return nil
}

// tsvRows reads tab-separated lines; columns names them where the file has no header.
func (g *generator) tsvRows(path string, columns []string, yield func(row)) error {
	data, err := g.read(path)
	if err != nil || data == nil {
		return err
	}
	for line := range strings.Lines(string(data)) {
		cells := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if columns == nil {
			for i := range cells {
				cells[i] = strings.TrimSpace(cells[i])
			}
			columns = cells
			continue
		}
		yield(row{columns: columns, cells: cells})
	}
	return nil
}

func (g *generator) jsonFile(path string, v any) error {
	data, err := g.read(path)
	if err != nil || data == nil {
		return err
	}
	if err := json.Unmarshal(data, v); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// read returns the bytes of a list, nil where the folder has no such file.
func (g *generator) read(path string) ([]byte, error) {
	data, err := os.ReadFile(filepath.Join(g.dir, path))
	if os.IsNotExist(err) {
		return nil, nil
	}
	return data, err
}

// glob returns the paths in the folder that match, in order.
func (g *generator) glob(pattern string) []string {
	paths, _ := filepath.Glob(filepath.Join(g.dir, pattern)) // fails only for a bad pattern
	for i, p := range paths {
		paths[i], _ = filepath.Rel(g.dir, p)
	}
	slices.Sort(paths)
	return paths
}

// aliases yields the rows of aliases.tsv of one type and source ("" for every source).
func (g *generator) aliases(typ, source string, yield func(qid, name string)) error {
	return g.tsvRows("aliases.tsv", nil, func(r row) {
		if r.get("type") == typ && (source == "" || r.get("source") == source) {
			yield(r.get("qid"), r.get("name"))
		}
	})
}

// isLatin tells whether all letters of a name are Latin, and there are at least two.
func isLatin(name string) bool {
	letters := 0
	for _, r := range name {
		switch {
		case unicode.Is(unicode.Latin, r):
			letters++
		case unicode.IsLetter(r):
			return false
		}
	}
	return letters >= 2
}

// startsUpper tells whether a name begins with a capital letter.
func startsUpper(name string) bool {
	for _, r := range name {
		return unicode.IsUpper(r)
	}
	return false
}

// isCode tells whether a name is a code of up to three capitals.
func isCode(name string) bool {
	if len(name) > 3 {
		return false
	}
	for _, r := range name {
		if r < 'A' || 'Z' < r {
			return false
		}
	}
	return name != ""
}

// cutParenthesis cuts a name before its first parenthesis, bracket or semicolon.
func cutParenthesis(name string) string {
	if i := strings.IndexAny(name, "([;"); i >= 0 {
		name = name[:i]
	}
	return strings.TrimSpace(name)
}
