package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dictum.example/text"
)

func TestCount(t *testing.T) {
	words := [][2]int{{0, 2}, {3, 5}, {6, 8}, {9, 11}, {12, 14}}
	spans := []span{{text.Span{Start: 0, End: 8}, 0}, {text.Span{Start: 12, End: 14}, 2}}
	for _, tt := range []struct {
		name string
		want []int
		same int
	}{
		{"all", []int{1, 2, 3, 0, 12}, 5},
		{"another type", []int{1, 2, 3, 0, 8}, 4},
		{"a span cut short", []int{1, 3, 0, 0, 12}, 3},
		{"none", []int{0, 0, 0, 0, 0}, 1},
	} {
		var c comparison
		if c.count(spans, words, tt.want); c.same != tt.same || c.all != len(words) {
			t.Errorf("%s: %d of %d are the same, want %d", tt.name, c.same, c.all, tt.same)
		}
	}
}

func TestRun(t *testing.T) {
	dir := t.TempDir()
	write := func(name, data string) string {
		name = filepath.Join(dir, name)
		if err := os.WriteFile(name, []byte(data), 0o666); err != nil {
			t.Fatal(err)
		}
		return name
	}
	articles := write("articles", `{"id":"x","text":"It snows."}`)
	for _, tt := range []struct {
		name, labels string
		same         bool
	}{
		{"the same", `{"id":"x","words":[[0,2],[3,8],[8,9]],"names":[0,0,0],"parts":[0,0,0]}`, true},
		{"others", `{"id":"x","words":[[0,2],[3,8],[8,9]],"names":[4,0,0],"parts":[0,0,0]}`, false},
		{"of another article", `{"id":"y"}`, false},
	} {
		var out bytes.Buffer
		err := run(&out, "", articles, write("labels", tt.labels))
		if (err == nil) != tt.same || tt.same && strings.Count(out.String(), "100.000 %") != 2 {
			t.Errorf("%s: %v\n%s", tt.name, err, &out)
		}
	}
}
