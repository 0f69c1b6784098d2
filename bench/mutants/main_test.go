package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A package whose tests notice one of its two conditions.
func TestTry(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the go command")
	}
	dir := t.TempDir()
	for name, src := range map[string]string{
		"go.mod":    "module m\n\ngo 1.26\n",
		"m.go":      "package m\n\nfunc f(a, b bool) int {\n\tif a && b {\n\t\treturn 1\n\t}\n\tif b {\n\t\treturn 2\n\t}\n\treturn 3\n}\n",
		"m_test.go": "package m\n\nimport \"testing\"\n\nfunc Test(t *testing.T) {\n\tif f(true, true) != 1 {\n\t\tt.Fail()\n\t}\n}\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(src), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var out strings.Builder
	if err := try(&out, dir, ".", 10, 1, time.Minute); err != nil {
		t.Fatal(err)
	}
	if got := out.String(); strings.Count(got, "never true") != 1 ||
		!strings.Contains(got, "m.go:7: never true, and no test fails: b\n") || !strings.Contains(got, "1 of 3 conditions") {
		t.Error(got)
	}
}

func TestOperands(t *testing.T) {
	all, err := conditions(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range all {
		if strings.Contains(c.text, " && ") && !strings.ContainsAny(c.text, "()") {
			t.Errorf("%q is more than an operand", c.text)
		}
	}
	if len(all) < 10 {
		t.Errorf("%d conditions are found", len(all))
	}
}
