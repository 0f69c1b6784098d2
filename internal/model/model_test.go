package model

import (
	"testing"

	"dictum.example/internal/weights"
)

// TestChecksum makes up for Embedded, which does not look at the checksum.
func TestChecksum(t *testing.T) {
	checked, err := weights.Parse(Data)
	if err != nil {
		t.Fatal(err)
	}
	m, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	if m.Sum() != checked.Sum() {
		t.Errorf("the sum of the embedded model is %x, want %x", m.Sum(), checked.Sum())
	}
}
