package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

func TestRun(t *testing.T) {
	const text = "Nora Lind, the president of Halden Bank, met Peter Holm in Oslo on Monday."
	line, err := json.Marshal(map[string]string{"id": "x", "text": text})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := run(&out, bytes.NewReader(line), "test"); err != nil {
		t.Fatal(err)
	}
	var a article
	if err := json.Unmarshal(out.Bytes(), &a); err != nil {
		t.Fatal(err)
	}
	if len(a.Pairs) == 0 || len(a.Entities) != len(a.Types) {
		t.Fatalf("%d pairs; %d entities, %d types", len(a.Pairs), len(a.Entities), len(a.Types))
	}
	for _, p := range a.Pairs {
		if p.A[1] > p.B[0] || p.A[2] >= len(a.Entities) || p.Words[0] >= p.Words[1] || len(p.Features) == 0 {
			t.Errorf("pair %+v", p)
		}
		for _, f := range p.Features {
			if int(f) >= a.Features {
				t.Errorf("feature %d of %d", f, a.Features)
			}
		}
	}
	if first := a.Pairs[0].A; text[first[0]:first[1]] != "Nora Lind" {
		t.Errorf("the first pair begins with %q", text[first[0]:first[1]])
	}
	if err := run(&out, strings.NewReader("{"), "test"); err == nil {
		t.Error("no error for what is no article")
	}
}
