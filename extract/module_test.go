package extract

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Another module that imports the library, as the README tells its readers to:
// with a replace line, and with the README's program, whose output the README shows.
func TestOtherModule(t *testing.T) {
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	sums, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write := func(name, content string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("go.mod", fmt.Sprintf("module example.org/user\n\ngo 1.26\n\nrequire %s v0.0.0\n\nreplace %[1]s => %q\n", modulePath(t, root), root))
	write("go.sum", string(sums))
	write("main.go", block(t, string(readme), "```go\npackage main\n"))

	cmd := exec.CommandContext(t.Context(), "go", "run", ".")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOPROXY=off", "GOWORK=off", "GOSUMDB=off")
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, stderr.String())
	}
	if want := block(t, string(readme), "It prints\n\n```text\n"); want != string(out) {
		t.Errorf("the program prints\n%swant\n%s", out, want)
	}
}

// modulePath returns the path that the go.mod of the folder root declares.
func modulePath(t *testing.T, root string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		if path, ok := strings.CutPrefix(line, "module "); ok {
			return strings.TrimSpace(path)
		}
	}
	t.Fatal("go.mod declares no module")
	return ""
}

// block returns the content of the fenced block of Markdown that the mark opens,
// with the lines of the mark that lie in it.
func block(t *testing.T, markdown, mark string) string {
	t.Helper()
	_, rest, ok := strings.Cut(markdown, mark)
	content, _, closed := strings.Cut(rest, "```")
	if !ok || !closed {
		t.Fatalf("the README has no block that begins with %q", mark)
	}
	_, inside, _ := strings.Cut(mark, "```")
	_, inside, _ = strings.Cut(inside, "\n")
	return inside + content
}
