// Package parquet writes profiles of sources as Parquet. It is a module of its own, so that importing
// dictum.example/profile does not bring what Parquet needs.
package parquet

import (
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"

	"dictum.example/profile"
)

// A Row is a profile as the file has it: dates as YYYY-MM-DD, "" where there is none.
type Row struct {
	ID         string   `parquet:"id"`
	Name       string   `parquet:"name"`
	Kind       string   `parquet:"kind,dict"`
	Type       string   `parquet:"type,dict"`
	QID        string   `parquet:"qid"`
	Quotes     int64    `parquet:"quotes"`
	Statements int64    `parquet:"statements"`
	Direct     int64    `parquet:"direct"`
	Words      int64    `parquet:"words"`
	Articles   []string `parquet:"articles,list"`
	First      string   `parquet:"first"`
	Last       string   `parquet:"last"`
	Offices    []Office `parquet:"offices,list"`
	Gender     string   `parquet:"gender,dict"` // female, male or unknown
	Evidence   []Place  `parquet:"gender_evidence,list"`
}

// An Office is as profile.Office has it.
type Office struct {
	Name   string `parquet:"name"`
	First  string `parquet:"first"`
	Last   string `parquet:"last"`
	From   string `parquet:"from"`
	Until  string `parquet:"until"`
	Former bool   `parquet:"former"`
}

// A Place is as profile.Place has it.
type Place struct {
	Article string `parquet:"article"`
	Start   int64  `parquet:"start"`
	End     int64  `parquet:"end"`
}

// Write writes profiles to w.
func Write(w io.Writer, profiles []profile.Profile) error {
	out := parquet.NewGenericWriter[Row](w)
	for _, p := range profiles {
		if _, err := out.Write([]Row{row(p)}); err != nil {
			return fmt.Errorf("parquet: profile %q: %w", p.ID, err)
		}
	}
	if err := out.Close(); err != nil {
		return fmt.Errorf("parquet: %w", err)
	}
	return nil
}

func row(p profile.Profile) Row {
	r := Row{ID: p.ID, Name: p.Name, Kind: string(p.Kind), Type: string(p.Type), QID: p.QID,
		Quotes: int64(p.Quotes), Statements: int64(p.Statements), Direct: int64(p.Direct), Words: int64(p.Words),
		Articles: p.Articles, First: p.First, Last: p.Last, Gender: "unknown"}
	if p.Gender != "" {
		r.Gender = string(p.Gender)
	}
	for _, o := range p.Offices {
		r.Offices = append(r.Offices, Office(o))
	}
	for _, e := range p.Evidence {
		r.Evidence = append(r.Evidence, Place{e.Article, int64(e.Start), int64(e.End)})
	}
	return r
}
