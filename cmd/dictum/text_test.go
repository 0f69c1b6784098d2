package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dictum.example/entity"
	"dictum.example/entity/value"
	"dictum.example/extract"
	"dictum.example/internal/golden"
	"dictum.example/internal/sample"
	"dictum.example/quote"
	"dictum.example/text"
)

// annotated is the sample article as annotated by hand.
func annotated(t *testing.T) *extract.Document {
	t.Helper()
	doc, err := sample.Document()
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func one(s string) *text.Excerpt { return &text.Excerpt{Text: s} }

// varied is a document with all that the text form knows to show.
func varied() *extract.Document {
	okoye := &entity.Entity{
		ID: "e1", Type: entity.Person, Name: "Maria Okoye",
		Mentions: []entity.Mention{{Kind: entity.Name}, {Kind: entity.Name}, {Kind: entity.Pronoun}},
		Roles:    []text.Excerpt{{Text: "the Harbour\nBoard’s chair"}, {Text: "The Harbour Board’s chair"}},
	}
	reyes := &entity.Entity{ID: "e2", Type: entity.Person, Name: "Tom\x1b[31m Reyes", Mentions: make([]entity.Mention, 1)}
	union := &entity.Entity{ID: "e3", Type: entity.Org, Name: "東京港湾労働組合", Mentions: make([]entity.Mention, 1)}
	okoye.Affiliation, reyes.Affiliation = union, union
	day := &entity.Entity{ID: "e4", Type: entity.Date, Name: "Thursday", Mentions: make([]entity.Mention, 1),
		Value: &value.Value{Timex: "2025-07-03"}}
	fee := &entity.Entity{ID: "e5", Type: entity.Money, Name: "€2m", Mentions: make([]entity.Mention, 1),
		Value: &value.Value{Number: "2000000", Currency: "EUR"}}
	return &extract.Document{
		Article: extract.Article{
			ID: "news.jsonl:3", Title: "Port  reopens\u202e", URL: "https://example.org/port",
			Published: time.Date(2025, 7, 4, 0, 0, 0, 0, time.UTC),
		},
		Entities: []*entity.Entity{okoye, reyes, union, day, fee},
		Quotes: []*quote.Quote{
			{Kind: quote.Direct, Text: "“Ships may\nenter.”", Speaker: okoye, Joint: []*entity.Entity{reyes}, Cue: one("said")},
			{Kind: quote.Direct, Text: "“We are open.”", Speaker: okoye},
			{
				Kind: quote.Indirect, Text: "whether anybody had told the board that the harbour would stay closed until the end of the " +
					"week",
				Speaker: okoye, Addressee: reyes, Cue: one("has repeatedly declined to say"),
				Nested: []*quote.Quote{{Kind: quote.Indirect, Text: "the harbour would stay closed", Source: one("anybody"),
					Cue: one("had told")}},
			},
			{Kind: quote.Indirect, Text: "it was loud", Source: one("A neighbour"), Cue: one("said")},
			{Kind: quote.Direct, Text: "“Never.”", Source: one("a neighbour"), Cue: one("added")},
			{Kind: quote.Direct, Text: "“Who knows?”"},
			{Kind: quote.Indirect, Text: "it will rain", Source: one("They"), Cue: one("said"), Speech: true},
			{Kind: quote.Indirect, Text: "it is late", Source: one("the report, which came on Friday"), Cue: one("says"), Speech: true},
			{Kind: quote.Indirect, Text: "it is dark", Source: one("The report"), Cue: one("adds"), Speech: true},
		},
	}
}

func TestText(t *testing.T) {
	tests := map[string]struct {
		docs  []*extract.Document
		width int
		color bool
	}{
		"sample":  {[]*extract.Document{annotated(t)}, 80, false},
		"varied":  {[]*extract.Document{varied()}, 60, false},
		"narrow":  {[]*extract.Document{varied()}, 1, false},
		"colour":  {[]*extract.Document{varied()}, 100, true},
		"several": {[]*extract.Document{{Article: extract.Article{ID: "a.txt"}}, {}, varied()}, 80, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			w := newTextWriter(&out, tt.width)
			w.color = tt.color
			for _, doc := range tt.docs {
				if err := w.write(doc); err != nil {
					t.Fatal(err)
				}
			}
			golden.File(t, filepath.Join("testdata", name+".golden"), out.String())
		})
	}
}

func TestTextKeepsItsWidth(t *testing.T) {
	for width := minWidth; width < 130; width++ {
		var out bytes.Buffer
		if err := newTextWriter(&out, width).write(annotated(t)); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(out.String()) {
			line = strings.TrimSuffix(line, "\n")
			if n := columns(line); n > width {
				t.Errorf("width %d: %d columns: %q", width, n, line)
			}
			if strings.TrimRight(line, " ") != line {
				t.Errorf("width %d: white space at the end of %q", width, line)
			}
		}
	}
}

func TestClean(t *testing.T) {
	tests := map[string]struct{ in, want string }{
		"plain":         {"Émile said “no”", "Émile said “no”"},
		"white space":   {" a\n\tb\u00a0c\u2028 ", "a b c"},
		"escape":        {"a\x1b]0;title\x07b", "a�]0;title�b"},
		"C1":            {"a\u009b31mb", "a�31mb"},
		"direction":     {"a\u202eb\u2069", "a�b�"},
		"NUL":           {"a\x00b", "a�b"},
		"invalid UTF-8": {"a\xff\xfeb", "a�b"},
		"joiner":        {"👩\u200d🚒", "👩\u200d🚒"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := clean(tt.in); got != tt.want {
				t.Errorf("clean(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}
