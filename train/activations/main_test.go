package main

import (
	"io"
	"testing"
)

func TestRun(t *testing.T) {
	if err := run(io.Discard, "../../internal/encoder/testdata/small"); err != nil {
		t.Error(err)
	}
	if err := run(io.Discard, "no"); err == nil {
		t.Error("no error for a reference that is not there")
	}
}
