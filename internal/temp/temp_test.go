package temp_test

import (
	"io"
	"os"
	"runtime"
	"testing"

	"dictum.example/internal/temp"
)

func TestFile(t *testing.T) {
	dir := t.TempDir()
	f, err := temp.Create(dir, "x-*")
	if err != nil {
		t.Fatal(err)
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 && runtime.GOOS != "windows" {
		t.Errorf("a file has a name while it is open: %v", left)
	}
	if _, err := f.WriteString("held"); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(f); err != nil || string(got) != "held" {
		t.Errorf("read %q, %v", got, err)
	}
	if err := temp.Remove(f); err != nil {
		t.Error(err)
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("a file is left: %v", left)
	}
}
