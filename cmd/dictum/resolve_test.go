package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"dictum.example/internal/golden"
)

// What docs/identity.md shows.
func TestExplain(t *testing.T) {
	articles := filepath.Join(t.TempDir(), "articles.jsonl")
	err := os.WriteFile(articles, []byte(`{"id":"monday","text":"The Northern Harbour Authority (NHA) will close its terminal, chairwoman Angela Lindqvist said in Bergen."}
{"id":"tuesday","text":"Dockers in Bergen went on strike. “NHA must listen,” said Karl Oster, their leader. Lindqvist declined to comment."}
`), 0o644)
	if err != nil {
		t.Fatal(err)
	}
	code, docs, stderr := exec(t, "", "extract", "-f", "jsonl", articles)
	if code != 0 {
		t.Fatal(stderr)
	}
	code, got, stderr := exec(t, docs, "resolve", "--explain", "Angela Lindqvist", "-")
	if code != 0 {
		t.Fatal(stderr)
	}
	if !regexp.MustCompile(`^n[a-z2-7]{12}  Angela Lindqvist, PERSON, in 2 articles\n`).MatchString(got) || !strings.Contains(got, "Lindqvist in tuesday") {
		t.Error(got)
	}
	golden.Block(t, "../../docs/identity.md", "explain", got)
}
