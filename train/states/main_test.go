package main

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"
)

func TestRun(t *testing.T) {
	dir := t.TempDir()
	articles, states := filepath.Join(dir, "a.jsonl"), filepath.Join(dir, "states")
	if err := os.WriteFile(articles, []byte(`{"id":"x","text":"Nora Lind left."}`+"\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := run(articles, states); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(states + ".jsonl")
	if err != nil {
		t.Fatal(err)
	}
	var l line
	if err := json.Unmarshal(data, &l); err != nil {
		t.Fatal(err)
	}
	if l.ID != "x" || len(l.Words) != 4 || l.Words[1] != [2]int{5, 9} {
		t.Errorf("words of %q: %v", l.ID, l.Words)
	}
	info, err := os.Stat(states)
	if err != nil {
		t.Fatal(err)
	}
	if n := info.Size(); n == 0 || n%int64(2*len(l.Words)) != 0 {
		t.Errorf("%d bytes of states for %d words", n, len(l.Words))
	}
}

func TestHalf(t *testing.T) {
	for x, want := range map[float32]uint16{
		0: 0, 1: 0x3c00, -1: 0xbc00, .5: 0x3800, 1.5: 0x3e00, 1e-9: 0, 1e9: 0x7bff, -1e9: 0xfbff, float32(math.Inf(1)): 0x7bff,
	} {
		if got := half(x); got != want {
			t.Errorf("half(%g) = %#x, want %#x", x, got, want)
		}
	}
}
