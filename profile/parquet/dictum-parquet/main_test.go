package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	pq "github.com/parquet-go/parquet-go"

	"dictum.example/profile/parquet"
)

func TestConvert(t *testing.T) {
	const document = `{"id":"a","text":"Ana said so.","entities":[{"id":"e1","type":"PERSON","name":"Ana","mentions":[` +
		`{"start":0,"end":3,"type":"PERSON","kind":"name"}]}],` +
		`"quotes":[{"kind":"indirect","content":[{"start":9,"end":11}],"speaker":"e1"}]}` + "\n"
	dir := t.TempDir()
	from, to := filepath.Join(dir, "documents.jsonl"), filepath.Join(dir, "sources.parquet")
	if err := os.WriteFile(from, []byte(document), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := convert(from, to); err != nil {
		t.Fatal(err)
	}
	rows, err := pq.ReadFile[parquet.Row](to)
	if err != nil || len(rows) != 1 || rows[0].Name != "Ana" || rows[0].Quotes != 1 {
		t.Errorf("%v, %v", rows, err)
	}
	if err := os.WriteFile(from, []byte(document+"{"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := convert(from, filepath.Join(dir, "none.parquet")); err == nil || !strings.Contains(err.Error(), "document 2") {
		t.Errorf("a damaged file: %v", err)
	}
}
