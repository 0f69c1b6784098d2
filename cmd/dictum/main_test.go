package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"

	"dictum.example/extract"
	"dictum.example/internal/golden"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"dictum": main})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *golden.Update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
	})
}

// exec runs the command in this process.
func exec(t *testing.T, stdin string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	code = run(context.Background(), std{strings.NewReader(stdin), &out, &err}, args)
	return code, out.String(), err.String()
}

// What the README's first command prints, and the same as JSON.
func TestSample(t *testing.T) {
	t.Chdir("../..")
	for format, name := range map[string]string{"text": "sample.golden.txt", "json": "sample.golden.json"} {
		t.Run(format, func(t *testing.T) {
			code, got, stderr := exec(t, "", "extract", "--format", format, "testdata/sample.txt")
			if code != 0 || stderr != "" {
				t.Fatalf("exit status %d: %s", code, stderr)
			}
			golden.File(t, "testdata/"+name, got)
			if format == "text" {
				golden.Block(t, "README.md", "sample", got)
			}
		})
	}
}

// What docs/architecture.md shows of a sentence.
func TestSentence(t *testing.T) {
	t.Chdir("../..")
	code, got, stderr := exec(t, "", "explain", "--published", "2025-07-04", "testdata/sentence.txt")
	if code != 0 || stderr != "" {
		t.Fatalf("exit status %d: %s", code, stderr)
	}
	golden.Block(t, "docs/architecture.md", "sentence", got)
}

func TestManyArticlesInOrder(t *testing.T) {
	const n = 60
	var in strings.Builder
	for i := range n {
		fmt.Fprintf(&in, "{\"id\":%d,\"text\":\"%sAnna Berg said so.\"}\n", i, strings.Repeat("It rained. ", i*7%13))
	}
	code, stdout, stderr := exec(t, in.String(), "extract", "-i", "jsonl", "-f", "jsonl", "-j", "4")
	if code != 0 || stderr != "" {
		t.Fatalf("exit status %d: %s", code, stderr)
	}
	lines := strings.Split(strings.TrimSpace(stdout), "\n")
	if len(lines) != n {
		t.Fatalf("got %d lines, want %d", len(lines), n)
	}
	for i, line := range lines {
		var doc extract.Document
		if err := json.Unmarshal([]byte(line), &doc); err != nil {
			t.Fatal(err)
		}
		if doc.ID != fmt.Sprint(i) {
			t.Fatalf("line %d is article %q", i, doc.ID)
		}
	}
}

// A line may be longer than any buffer, and is one article all the same.
func TestLongLine(t *testing.T) {
	text := strings.Repeat("x", 5<<20)
	line, err := json.Marshal(extract.Article{ID: "long", Text: text})
	if err != nil {
		t.Fatal(err)
	}
	code, stdout, stderr := exec(t, string(line)+"\n{\"text\":\"It rained.\"}", "extract", "-i", "jsonl", "-f", "jsonl")
	if code != 0 || stderr != "" {
		t.Fatalf("exit status %d: %.1000s", code, stderr)
	}
	first, second, _ := strings.Cut(stdout, "\n")
	var doc extract.Document
	if err := json.Unmarshal([]byte(first), &doc); err != nil {
		t.Fatal(err)
	}
	if doc.ID != "long" || doc.Text != text {
		t.Errorf("the first document is %q with %d bytes", doc.ID, len(doc.Text))
	}
	if !strings.Contains(second, `"origin":"stdin:2"`) {
		t.Errorf("the second document is %.200s", second)
	}
}

// broken is a standard output that can't be written to.
type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, os.ErrClosed }

func TestOutputFails(t *testing.T) {
	for _, format := range []string{"text", "json", "jsonl"} {
		var stderr bytes.Buffer
		code := run(context.Background(), std{strings.NewReader("It rained."), broken{}, &stderr}, []string{"extract", "-f", format})
		if want := "dictum: writing: file already closed\n"; code != exitBroken || stderr.String() != want {
			t.Errorf("%s: exit status %d, %s", format, code, cmp.Diff(want, stderr.String()))
		}
	}
}
