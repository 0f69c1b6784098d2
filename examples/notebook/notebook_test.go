package notebook

import (
	"cmp"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The notebook runs from its first cell to its last, and finds what its text says.
func TestNotebook(t *testing.T) {
	python := cmp.Or(os.Getenv("DICTUM_PYTHON"), "python3")
	if out, err := exec.Command(python, "-c", "import nbconvert, ipykernel, pandas, matplotlib").CombinedOutput(); err != nil {
		t.Skipf("skipped: no nbconvert and pandas here (requirements.txt), or DICTUM_PYTHON does not name them: %s", out)
	}
	dictum := filepath.Join(t.TempDir(), "dictum")
	if out, err := exec.Command("go", "build", "-o", dictum, "../../cmd/dictum").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	executed := filepath.Join(t.TempDir(), "executed.md")
	cmd := exec.CommandContext(t.Context(), python, "-m", "nbconvert", "--execute", "--to", "markdown", "--output", executed,
		"who-is-quoted.ipynb")
	cmd.Env = append(os.Environ(), "DICTUM="+dictum)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	got, err := os.ReadFile(executed)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"20 articles,", "Mara Quist", "![png]"} {
		if !strings.Contains(string(got), want) {
			t.Errorf("the executed notebook has no %q", want)
		}
	}
}
