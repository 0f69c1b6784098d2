// Package golden compares what a program prints with what is on record: a golden
// file, or a block of a README. With the flag -update, tests rewrite the record.
package golden

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Update is the flag -update.
var Update = flag.Bool("update", false, "rewrite golden files and the outputs in READMEs")

// File compares got with the content of the file path.
func File(t testing.TB, path, got string) {
	t.Helper()
	if *Update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	compare(t, path, string(want), got)
}

// Block compares got with a fenced block of the Markdown file path: the one right
// after the comment <!-- output: name -->.
func Block(t testing.TB, path, name, got string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before, want, after, err := cutBlock(string(data), "<!-- output: "+name+" -->\n")
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	if *Update {
		if err := os.WriteFile(path, []byte(before+got+after), 0o644); err != nil {
			t.Fatal(err)
		}
		want = got
	}
	compare(t, path+", "+name, want, got)
}

// cutBlock returns the content of the fenced block after the mark, and what is
// before and after that content.
func cutBlock(markdown, mark string) (before, content, after string, err error) {
	_, rest, ok := strings.Cut(markdown, mark)
	if !ok {
		return "", "", "", fmt.Errorf("no %s", strings.TrimSpace(mark))
	}
	fence, _, _ := strings.Cut(rest, "\n")
	if !strings.HasPrefix(fence, "```") {
		return "", "", "", fmt.Errorf("no block after %s", strings.TrimSpace(mark))
	}
	rest = rest[len(fence)+1:]
	end := 0
	if !strings.HasPrefix(rest, "```") {
		end = strings.Index(rest, "\n```") + 1
		if end == 0 {
			return "", "", "", fmt.Errorf("no end of the block after %s", strings.TrimSpace(mark))
		}
	}
	return markdown[:len(markdown)-len(rest)], rest[:end], rest[end:], nil
}

func compare(t testing.TB, what, want, got string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}
