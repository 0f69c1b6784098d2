package page_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dictum.example/extract"
	"dictum.example/internal/sample"
	"dictum.example/page"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func render(t testing.TB, doc *extract.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := page.Write(&b, doc); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestSample(t *testing.T) {
	doc, err := sample.Document()
	if err != nil {
		t.Fatal(err)
	}
	got := render(t, doc)
	path := filepath.Join("testdata", "sample.html")
	if *update {
		if err := os.MkdirAll("testdata", 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}
