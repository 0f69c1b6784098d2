package profile

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
)

// Columns are the names of the columns of Write.
func Columns() []string {
	return []string{"id", "name", "kind", "type", "qid", "quotes", "statements", "direct", "words", "articles", "article_ids",
		"first", "last", "offices", "gender", "gender_evidence"}
}

// Write writes profiles as CSV, with a header. Several values of a column are separated by semicolons; a gender that is
// not told is "unknown". Control characters become U+FFFD.
func Write(w io.Writer, profiles []Profile) error {
	out := csv.NewWriter(w)
	rows := [][]string{Columns()}
	for _, p := range profiles {
		rows = append(rows, p.row())
	}
	if err := out.WriteAll(rows); err != nil {
		return fmt.Errorf("profile: %w", err)
	}
	return nil
}

func (p *Profile) row() []string {
	gender := string(p.Gender)
	if gender == "" {
		gender = "unknown"
	}
	row := []string{p.ID, p.Name, string(p.Kind), string(p.Type), p.QID, strconv.Itoa(p.Quotes), strconv.Itoa(p.Statements),
		strconv.Itoa(p.Direct), strconv.Itoa(p.Words), strconv.Itoa(len(p.Articles)), joined(p.Articles), p.First, p.Last,
		joined(p.Offices), gender, joined(p.Evidence)}
	for i, cell := range row {
		row[i] = safe(cell)
	}
	return row
}

// joined joins values with semicolons, of which it leaves none in them.
func joined[T any](list []T) string {
	words := make([]string, len(list))
	for i, x := range list {
		words[i] = strings.ReplaceAll(fmt.Sprint(x), ";", ",")
	}
	return strings.Join(words, "; ")
}

// safe returns s valid and without control characters.
func safe(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return unicode.ReplacementChar
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}
