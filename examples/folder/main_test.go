package main

import (
	"bytes"
	"os"
	"testing"

	"dictum.example/internal/golden"
)

// The README shows what the program prints.
func TestOutput(t *testing.T) {
	var out bytes.Buffer
	if err := run(&out, os.DirFS("articles")); err != nil {
		t.Fatal(err)
	}
	golden.Block(t, "README.md", "folder", out.String())
}
