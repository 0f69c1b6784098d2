package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"dictum.example/quote"
)

func TestRun(t *testing.T) {
	line, err := json.Marshal(map[string]string{"id": "x", "text": "“We will never resign,” Olga Marsh told reporters in Oslo on Monday."})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	file := filepath.Join(t.TempDir(), "articles.jsonl")
	if err := os.WriteFile(file, line, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := run(&out, file, ""); err != nil {
		t.Fatal(err)
	}
	var a article
	if err := json.Unmarshal(out.Bytes(), &a); err != nil {
		t.Fatal(err)
	}
	if a.ID != "x" || len(a.Quotes) != 1 {
		t.Fatalf("%q: %d quotes, want 1", a.ID, len(a.Quotes))
	}
	if q := a.Quotes[0]; q.Kind != quote.Direct || !q.Speech || q.Source == nil || len(q.Content) != 1 || len(q.Evidence) == 0 ||
		len(q.Statement) == 0 {
		t.Errorf("the quote is %+v", q)
	}
	if err := os.WriteFile(file, []byte("{"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := run(&out, file, ""); err == nil {
		t.Error("no error for what is no article")
	}
}
