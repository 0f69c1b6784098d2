package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// An interrupted import leaves no file behind.
func TestInterruptedBuild(t *testing.T) {
	dir := t.TempDir()
	dump, feed := io.Pipe()
	ctx, cancel := context.WithCancelCause(t.Context())
	go func() {
		io.WriteString(feed, "[\n")
		cancel(interruption{syscall.SIGTERM})
		line := []byte(`{"type":"item","id":"Q1","labels":[],"aliases":[],"claims":[],"sitelinks":[]},` + "\n")
		for {
			if _, err := feed.Write(line); err != nil {
				return
			}
		}
	}()
	var out, errs bytes.Buffer
	status := run(ctx, std{dump, &out, &errs}, []string{"kb", "build", "--temp", dir, "-", filepath.Join(dir, "out.kb")})
	dump.Close()
	if status != 128+int(syscall.SIGTERM) || !strings.Contains(errs.String(), "interrupt") {
		t.Errorf("status %d, %s", status, errs.String())
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left %v, error %v", left, err)
	}
}
