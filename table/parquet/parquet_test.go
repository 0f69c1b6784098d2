package parquet

import (
	"bytes"
	"cmp"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/parquet-go/parquet-go"

	"dictum.example/extract"
	"dictum.example/table"
)

// documents are two, one of them with bytes that are no UTF-8.
func documents(t *testing.T) []*extract.Document {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "testdata", "sample.golden.json"))
	if err != nil {
		t.Fatal(err)
	}
	first := new(extract.Document)
	if err := json.Unmarshal(data, first); err != nil {
		t.Fatal(err)
	}
	return []*extract.Document{first, {Article: extract.Article{ID: "odd", Text: "a\xff"}}}
}

func written(t *testing.T) (folder string, docs []*extract.Document) {
	t.Helper()
	folder, docs = filepath.Join(t.TempDir(), "new"), documents(t)
	w, err := Create(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range docs {
		if err := w.Add(d); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return folder, docs
}

func read[Row any](t *testing.T, folder, name string) []Row {
	t.Helper()
	rows, err := parquet.ReadFile[Row](filepath.Join(folder, name+".parquet"))
	if err != nil {
		t.Fatal(name, err)
	}
	return rows
}

// What is written is read again.
func TestWriter(t *testing.T) {
	folder, docs := written(t)
	want := table.Of(docs[0])
	want.Articles = append(want.Articles, table.Article{Article: "odd", Text: "a\ufffd"})
	got := table.Rows{
		Articles: read[table.Article](t, folder, "articles"), Entities: read[table.Entity](t, folder, "entities"),
		Mentions: read[table.Mention](t, folder, "mentions"), Quotes: read[table.Quote](t, folder, "quotes"),
		Facts: read[table.Fact](t, folder, "facts"), Events: read[table.Event](t, folder, "events"),
		Participants: read[table.Participant](t, folder, "participants"),
	}
	if diff := gocmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("(-written +read):\n%s", diff)
	}
}

// DuckDB and pandas read the files, and find in them what is there.
func TestReaders(t *testing.T) {
	python := cmp.Or(os.Getenv("DICTUM_PYTHON"), "python3")
	if out, err := exec.Command(python, "-c", "import duckdb, pandas, pyarrow").CombinedOutput(); err != nil {
		t.Skipf("no DuckDB and pandas here: pip install -r testdata/requirements.txt, and name the python in DICTUM_PYTHON: %s", out)
	}
	folder, docs := written(t)
	csv, err := table.NewCSV(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range docs {
		if err := csv.Add(d); err != nil {
			t.Fatal(err)
		}
	}
	if err := csv.Close(); err != nil {
		t.Fatal(err)
	}
	var stderr bytes.Buffer
	cmd := exec.Command(python, filepath.Join("testdata", "read.py"), folder)
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, stderr.String())
	}
	got := map[string][4]int{}
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	rows := table.Of(docs[0])
	want := map[string][4]int{}
	for name, n := range map[string]int{"articles": 2, "entities": len(rows.Entities), "mentions": len(rows.Mentions),
		"quotes": len(rows.Quotes),
		"facts":  len(rows.Facts), "events": len(rows.Events), "participants": len(rows.Participants)} {
		want[name] = [4]int{n, n, n, n}
	}
	said := 0
	for _, q := range rows.Quotes {
		if q.Speaker != "" {
			said++
		}
	}
	want["said"] = [4]int{said, said, said, said}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestNowhere(t *testing.T) {
	if _, err := Create(filepath.Join("parquet_test.go", "x")); err == nil {
		t.Error("a folder in a file")
	}
}

func Example() {
	folder, err := os.MkdirTemp("", "")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(folder)
	w, err := Create(folder)
	if err != nil {
		panic(err)
	}
	// for doc, err := range x.All(ctx, articles) { … w.Add(doc) … }
	if err := w.Close(); err != nil {
		panic(err)
	}
	// Output:
}
