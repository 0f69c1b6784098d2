package table_test

import (
	"context"
	"encoding/csv"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dictum.example/entity"
	"dictum.example/extract"
	"dictum.example/fact"
	"dictum.example/quote"
	"dictum.example/table"
	"dictum.example/text"
)

func excerpt(s string, start, end int) text.Excerpt {
	return text.Excerpt{Span: text.Span{Start: start, End: end}, Text: s[start:end]}
}

// harbour is a document that has something for every table.
func harbour() *extract.Document {
	const s = `Mayor Ann Berg of Oslo, said "it, rained". She met Bo Lund.`
	ann := &entity.Entity{ID: "e1", Type: entity.Person, Name: "Ann Berg", Gender: entity.Female, Node: "n1", QID: "Q1", QIDConfidence: 0.5,
		Mentions: []entity.Mention{{Excerpt: excerpt(s, 6, 14), Type: entity.Person, Kind: entity.Name}}, Roles: []text.Excerpt{excerpt(s, 0, 5)}}
	oslo := &entity.Entity{ID: "e2", Type: entity.GPE, Name: "Oslo",
		Mentions: []entity.Mention{{Excerpt: excerpt(s, 18, 22), Type: entity.GPE, Kind: entity.Name}}}
	ann.Affiliation = oslo
	cue, source := excerpt(s, 24, 28), excerpt(s, 0, 22)
	q := &quote.Quote{Kind: quote.Direct, Text: `"it, rained"`, Content: []text.Excerpt{excerpt(s, 29, 41)}, Cue: &cue,
		Source: &source, Speaker: ann,
		SpeakerKind: quote.NamedPerson, Polarity: quote.Affirmed, Speech: true, Confidence: 0.75}
	return &extract.Document{
		Article: extract.Article{ID: "a1", Title: "Rain", Text: s, Published: time.Date(2025, 7, 4, 0, 0, 0, 0, time.UTC),
			Authors: []string{"X", "Y"}},
		Entities: []*entity.Entity{ann, oslo}, Quotes: []*quote.Quote{q},
		Facts: []*fact.Fact{{Kind: fact.HeadOf, Subject: ann, Object: oslo, Evidence: excerpt(s, 0, 22), Polarity: fact.Affirmed,
			Modality: fact.Asserted, Claim: q, Confidence: 1}},
		Events: []*fact.Event{{Predicate: excerpt(s, 47, 50), Lemma: "meet", Evidence: excerpt(s, 43, 59),
			Participants: []fact.Participant{{Entity: ann, Words: excerpt(s, 43, 46), Role: fact.Agent},
				{Words: excerpt(s, 51, 58), Role: fact.Partner}}}},
	}
}

func TestOf(t *testing.T) {
	got := table.Of(harbour())
	want := table.Rows{
		Articles: []table.Article{{Article: "a1", Title: "Rain", Published: "2025-07-04", Authors: "X; Y", Text: harbour().Text}},
		Entities: []table.Entity{
			{Article: "a1", Entity: "e1", Node: "n1", Type: "PERSON", Name: "Ann Berg", Gender: "female", QID: "Q1", QIDConfidence: 0.5,
				Affiliation: "e2", Roles: "Mayor", Mentions: 1},
			{Article: "a1", Entity: "e2", Type: "GPE", Name: "Oslo", Mentions: 1},
		},
		Mentions: []table.Mention{
			{Article: "a1", Entity: "e1", Start: 6, End: 14, Type: "PERSON", Kind: "name", Text: "Ann Berg"},
			{Article: "a1", Entity: "e2", Start: 18, End: 22, Type: "GPE", Kind: "name", Text: "Oslo"},
		},
		Quotes: []table.Quote{{Article: "a1", Quote: 1, Kind: "direct", Text: `"it, rained"`, Start: 29, End: 41, Cue: "said",
			Source: "Mayor Ann Berg of Oslo", Speaker: "e1", SpeakerName: "Ann Berg", SpeakerNode: "n1", SpeakerKind: "person", Gender: "female",
			Role: "Mayor", Polarity: "affirmed", Speech: true, Confidence: 0.75}},
		Facts: []table.Fact{{Article: "a1", Fact: 1, Kind: "head_of", Subject: "e1", SubjectName: "Ann Berg", SubjectNode: "n1", Object: "e2",
			ObjectName: "Oslo", End: 22, Evidence: "Mayor Ann Berg of Oslo", Polarity: "affirmed", Modality: "asserted", Claim: 1, Confidence: 1}},
		Events: []table.Event{{Article: "a1", Event: 1, Lemma: "meet", Predicate: "met", Start: 43, End: 59, Evidence: "She met Bo Lund."}},
		Participants: []table.Participant{
			{Article: "a1", Event: 1, Role: "agent", Entity: "e1", Name: "Ann Berg", Node: "n1", Words: "She"},
			{Article: "a1", Event: 1, Role: "partner", Name: "Bo Lund", Words: "Bo Lund"},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestCSV(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	w, err := table.NewCSV(dir)
	if err != nil {
		t.Fatal(err)
	}
	odd := harbour()
	odd.ID, odd.Title = "a2", "a \"b\",\n\xff"
	for _, d := range []*extract.Document{harbour(), odd} {
		if err := w.Add(d); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	want := map[string]int{"articles": 2, "entities": 4, "mentions": 4, "quotes": 2, "facts": 2, "events": 2, "participants": 4}
	for _, name := range table.Names() {
		f, err := os.Open(filepath.Join(dir, name+".csv"))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(f).ReadAll() // all of one length
		if err != nil || len(rows) != want[name]+1 {
			t.Errorf("%s: %d rows, %v", name, len(rows), err)
		}
		if name == "articles" && (rows[0][1] != "title" || rows[2][1] != "a \"b\",\n\ufffd") {
			t.Errorf("%q", rows)
		}
		f.Close()
	}
}

func TestDiscard(t *testing.T) {
	dir := t.TempDir()
	w, err := table.NewCSV(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Discard(); err != nil {
		t.Fatal(err)
	}
	if files, _ := os.ReadDir(dir); len(files) > 0 {
		t.Errorf("left: %v", files)
	}
	if _, err := table.NewCSV(filepath.Join("table_test.go", "x")); err == nil {
		t.Error("a folder in a file")
	}
}

func ExampleOf() {
	x, err := extract.New()
	if err != nil {
		log.Fatal(err)
	}
	doc, err := x.Extract(context.Background(), `"Every crane has been checked," Maria Okoye told reporters on Friday.`)
	if err != nil {
		log.Fatal(err)
	}
	for _, q := range table.Of(doc).Quotes {
		fmt.Println(strings.Join([]string{q.SpeakerName, q.Cue, q.Text}, " | "))
	}
	// Output:
	// Maria Okoye | told | "Every crane has been checked,"
}
