package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"dictum.example/extract"
)

// silent is an input that waits for ever, and tells when somebody waits with it.
type silent struct{ waiting chan struct{} }

func (s silent) Read([]byte) (int, error) {
	close(s.waiting)
	select {}
}

// Whatever a command waits for, an interruption ends it, and nothing is left behind.
func TestInterruptedWhileWaiting(t *testing.T) {
	for _, args := range []string{
		"extract", "extract -i jsonl -f jsonl", "graph", "graph -f graphml -o OUT", "graph -f csv -o DIR",
		"graph --documents", "graph --documents -f dot -o OUT", "eval -", "eval -i conll -", "eval --pred - GOLD", "kb build - OUT",
	} {
		t.Run(args, func(t *testing.T) {
			dir := t.TempDir()
			t.Setenv("TMPDIR", dir)
			out, gold := filepath.Join(dir, "out"), filepath.Join(t.TempDir(), "gold.jsonl")
			for _, name := range []string{out, gold} {
				if err := os.WriteFile(name, []byte("old"), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			args := strings.NewReplacer("OUT", out, "DIR", filepath.Join(dir, "csv"), "GOLD", gold).Replace(args)
			ctx, cancel := context.WithCancelCause(t.Context())
			in := silent{make(chan struct{})}
			go func() {
				<-in.waiting
				cancel(interruption{syscall.SIGINT})
			}()
			var stdout, stderr bytes.Buffer
			status := run(ctx, std{in, &stdout, &stderr}, strings.Fields(args))
			if status != 130 || stderr.String() != "dictum: interrupted\n" {
				t.Errorf("status %d: %s", status, stderr.String())
			}
			if data, err := os.ReadFile(out); err != nil || string(data) != "old" {
				t.Errorf("the old file is now %q, %v", data, err)
			}
			filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
				if err == nil && !d.IsDir() && path != out {
					t.Errorf("%s is left", path)
				}
				return err
			})
		})
	}
}

// What has been written when an interruption comes is whole.
func TestInterruptedAmid(t *testing.T) {
	line := `{"text":"Ana Ruiz said so."}` + "\n"
	for _, tt := range []struct {
		args  string
		whole func(out []byte) error
	}{
		{"extract -i jsonl -f jsonl", func(out []byte) error {
			for line := range bytes.Lines(out) {
				if err := json.Unmarshal(line, new(extract.Document)); err != nil {
					return err
				}
			}
			return nil
		}},
		{"graph -i jsonl -f jsonld", func(out []byte) error { return json.Unmarshal(out, new(any)) }},
	} {
		t.Run(tt.args, func(t *testing.T) {
			ctx, cancel := context.WithCancelCause(t.Context())
			in, feed := io.Pipe()
			defer in.Close()
			go func() {
				for i := 0; ; i++ {
					if _, err := io.WriteString(feed, line); err != nil {
						return
					}
					if i == 40 {
						cancel(interruption{syscall.SIGINT})
					}
				}
			}()
			var stdout, stderr bytes.Buffer
			if status := run(ctx, std{in, &stdout, &stderr}, strings.Fields(tt.args)); status != 130 {
				t.Errorf("status %d: %s", status, stderr.String())
			}
			if err := tt.whole(stdout.Bytes()); err != nil {
				t.Errorf("cut: %v", err)
			}
		})
	}
}

func TestReadUntilKeepsAll(t *testing.T) {
	var want strings.Builder
	for i := range 100_000 {
		fmt.Fprintln(&want, i)
	}
	got, err := io.ReadAll(readUntil(t.Context(), strings.NewReader(want.String())))
	if err != nil || string(got) != want.String() {
		t.Errorf("%d bytes of %d, %v", len(got), want.Len(), err)
	}
}

func TestDateIn(t *testing.T) {
	for name, want := range map[string]string{
		"2025-07-04-rain.txt":           "2025-07-04",
		"rain_20250704.txt":             "2025-07-04",
		"news/2025/07/04/rain.txt":      "2025-07-04",
		"2024-01-01/rain-2025.07.04":    "2025-07-04",
		`news\2025\07\04\rain.txt`:      "2025-07-04",
		"2025_07_04":                    "2025-07-04",
		"rain.txt":                      "",
		"2025-07-4.txt":                 "",
		"2025-02-30.txt":                "",
		"2025-07_04.txt":                "",
		"120250704.txt":                 "",
		"202507041.txt":                 "",
		"20250704 and 20250705 and all": "2025-07-05",
	} {
		got := ""
		if d := dateIn(name); !d.IsZero() {
			got = d.Format(time.DateOnly)
		}
		if got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
