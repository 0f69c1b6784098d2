package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// An interrupted import leaves no file behind.
func TestInterruptedBuild(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a process cannot interrupt itself there")
	}
	dir := t.TempDir()
	dump, feed := io.Pipe()
	go func() {
		io.WriteString(feed, "[\n")
		// Who reads the dump listens to interrupts.
		if self, err := os.FindProcess(os.Getpid()); err != nil || self.Signal(os.Interrupt) != nil {
			t.Error("no interrupt")
		}
		line := []byte(`{"type":"item","id":"Q1","labels":[],"aliases":[],"claims":[],"sitelinks":[]},` + "\n")
		for {
			if _, err := feed.Write(line); err != nil {
				return
			}
		}
	}()
	var out, errs bytes.Buffer
	status := run(std{dump, &out, &errs}, []string{"kb", "build", "--temp", dir, "-", filepath.Join(dir, "out.kb")})
	dump.Close()
	if status != exitFailed || !strings.Contains(errs.String(), "interrupt") {
		t.Errorf("status %d, %s", status, errs.String())
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left %v, error %v", left, err)
	}
}
