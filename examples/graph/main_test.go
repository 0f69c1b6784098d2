package main

import (
	"bytes"
	"testing"

	"dictum.example/internal/golden"
)

// The README shows what the program prints.
func TestOutput(t *testing.T) {
	t.Chdir("../..")
	var out bytes.Buffer
	if err := run(&out, "testdata/sample.txt"); err != nil {
		t.Fatal(err)
	}
	golden.Block(t, "examples/graph/README.md", "graph", out.String())
}
