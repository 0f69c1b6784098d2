package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestRun has a document of each set that it can read; what the ranker is to choose is where the text has "He" or "the bank".
func TestRun(t *testing.T) {
	const text = "Peter Holm met Nora Lind and Olaf Marsh. He left."
	at := func(s string) [2]int { i := strings.Index(text, s); return [2]int{i, i + len(s)} }
	holm, marsh, he := at("Peter Holm"), at("Olaf Marsh"), at("He")
	span := func(s [2]int) map[string]any { return map[string]any{"start": s[0], "end": s[1]} }
	named := func(s [2]int, names ...string) map[string]any {
		return map[string]any{"start": s[0], "end": s[1], "names": append([]string{}, names...)}
	}
	typed := func(s [2]int) map[string]any { m := span(s); m["type"] = "person"; return m }
	for _, tt := range []struct {
		name string
		gold map[string]any
		want []string // the names that "He" may go by; "nobody"
	}{
		{"chains", map[string]any{
			"chains": [][][2]int{{holm}, {at("Nora Lind")}, {marsh, he}}, "types": []string{"person", "person", "person"},
			"named": []bool{true, true, true},
		}, []string{"Olaf Marsh"}},
		{"chains with the kinds of their mentions", map[string]any{
			"chains": [][][2]int{{holm, he}, {marsh}}, "types": []string{"person", "person"}, "named": []bool{true, true},
			"mentions": [][]string{{"name", "pronoun"}, {"name"}},
		}, []string{"Peter Holm"}},
		{"several things at once", map[string]any{
			"chains": [][][2]int{{holm}, {marsh}}, "types": []string{"person", "person"}, "named": []bool{true, true},
			"several": []any{map[string]any{"span": he}},
		}, nil},
		{"GAP", map[string]any{"pronoun": he, "a": holm, "b": marsh, "a_coref": true, "b_coref": false}, []string{"Peter Holm"}},
		{"GAP, neither", map[string]any{"pronoun": he, "a": holm, "b": marsh, "a_coref": false, "b_coref": false}, []string{"nobody"}},
		{"sources", map[string]any{"sources": []any{named(he, "Olaf Marsh")}}, []string{"Olaf Marsh"}},
		{"sources, nobody named", map[string]any{"sources": []any{named(he)}}, []string{"nobody"}},
		{"sources, elsewhere", map[string]any{"sources": []any{named(holm, "Peter Holm")}}, nil},
		{"names alone", map[string]any{"mentions": []any{typed(holm), typed(marsh)}}, []string{"nobody"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.gold["id"], tt.gold["text"] = "x", text
			line, err := json.Marshal(tt.gold)
			if err != nil {
				t.Fatal(err)
			}
			dir := t.TempDir()
			gold, choices := filepath.Join(dir, "gold"), filepath.Join(dir, "choices")
			if err := os.WriteFile(gold, line, 0o666); err != nil {
				t.Fatal(err)
			}
			o := options{read: tt.gold["sources"] != nil, choices: choices, entities: filepath.Join(dir, "entities")}
			if err := o.run(gold); err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(tt.want, rightNames(t, choices, text)); d != "" {
				t.Errorf("who is right (-want +got)\n%s", d)
			}
		})
	}
}

// rightNames returns what the lessons of a file say is right, by where it was last named.
func rightNames(t *testing.T, file, text string) []string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for line := range bytes.Lines(data) {
		var l lesson
		if err := json.Unmarshal(line, &l); err != nil {
			t.Fatal(err)
		}
		for _, k := range l.Right {
			if k == nobody {
				names = append(names, "nobody")
			} else {
				names = append(names, l.Places[k][1].Of(text))
			}
		}
	}
	return names
}

func TestEntities(t *testing.T) {
	const text = "Peter Holm left. Holm is 50."
	line, err := json.Marshal(map[string]any{"id": "x", "text": text, "mentions": []map[string]any{
		{"start": 0, "end": 10, "type": "person"}, {"start": 17, "end": 21, "type": "person"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		base bool
		want []int // how many mentions the persons have
	}{{false, []int{2}}, {true, []int{1, 1}}} {
		dir := t.TempDir()
		gold, entities := filepath.Join(dir, "gold"), filepath.Join(dir, "entities")
		if err := os.WriteFile(gold, line, 0o666); err != nil {
			t.Fatal(err)
		}
		o := options{base: tt.base, entities: entities}
		if err := o.run(gold); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(entities)
		if err != nil {
			t.Fatal(err)
		}
		var d foundDocument
		if err := json.Unmarshal(data, &d); err != nil {
			t.Fatal(err)
		}
		var got []int
		for _, e := range d.Entities {
			if e.Type == "PERSON" {
				got = append(got, len(e.Mentions))
			}
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("base %t: persons' mentions (-want +got)\n%s", tt.base, diff)
		}
	}
}

func TestAlign(t *testing.T) {
	const text = "Peter Holm of Halden Bank left."
	tokens := []token{{"Peter", "B-person"}, {"Holm", "I-person"}, {"of", "O"}, {"missing", "B-person"}, {"Halden", "B-organization"},
		{"Bank", "I-organization"}, {"left", "B-nothing"}}
	var got []string
	for _, l := range align(text, tokens) {
		got = append(got, l.Of(text)+" "+l.Type)
	}
	if d := cmp.Diff([]string{"Peter Holm PERSON", "Halden Bank ORG"}, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}
