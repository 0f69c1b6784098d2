package page_test

import (
	"bytes"
	"path/filepath"
	"testing"

	"dictum.example/extract"
	"dictum.example/internal/golden"
	"dictum.example/internal/sample"
	"dictum.example/page"
)

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
	golden.File(t, filepath.Join("testdata", "sample.html"), string(render(t, doc)))
}
