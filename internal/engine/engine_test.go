package engine_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"dictum.example/internal/doc"
	"dictum.example/internal/engine"
	"dictum.example/internal/reader"
	"dictum.example/text"
)

// reading makes by hand what the network reads of a sentence.
func reading(s, name, source, cue, content string) *reader.Reading {
	label := func(part string) reader.Label {
		i := strings.Index(s, part)
		return reader.Label{Span: text.Span{Start: i, End: i + len(part)}, Score: .9, Last: .9}
	}
	r := &reader.Reading{
		Layout: text.Parse(s), Names: []reader.Label{label(name)}, Sources: []reader.Label{label(source)},
		Cues: []reader.Label{label(cue)}, Contents: []reader.Label{label(content)}, CueSpeech: []float32{.9},
		ContentCue: [][]reader.Link{{{To: 0, P: .9}}}, CueSource: [][]reader.Link{{{To: 0, P: .9}}},
	}
	r.Names[0].Type = "PERSON"
	return r
}

func ExampleEngine() {
	s := "Olga Marsh came on Friday. “The road will stay shut,” she said."
	r := reading(s, "Olga Marsh", "she", "said", "“The road will stay shut,”")
	entities, quotes := engine.Engine{}.Read(doc.New(r), time.Date(2025, time.July, 4, 0, 0, 0, 0, time.UTC))
	for _, e := range entities {
		fmt.Println(e.ID, e.Type, e.Name, len(e.Mentions))
	}
	for _, q := range quotes {
		fmt.Println(q.Speaker, q.Source, q.Passes.Source, q.Passes.Speaker)
	}
	// Output:
	// e1 PERSON Olga Marsh 2
	// e2 DATE Friday 1
	// Olga Marsh she linked people
}

// Every pass has one stage, a name of its own there, and a purpose.
func TestStages(t *testing.T) {
	stages := map[string]bool{}
	for _, s := range engine.Stages() {
		if s.Name == "" || stages[s.Name] || len(s.Passes) == 0 {
			t.Errorf("stage %q", s.Name)
		}
		stages[s.Name] = true
		names := map[string]bool{}
		for _, p := range s.Passes {
			if p.Name == "" || p.Purpose == "" || names[p.Name] {
				t.Errorf("%s: pass %q, %q", s.Name, p.Name, p.Purpose)
			}
			names[p.Name] = true
		}
	}
}

// A pass that is left out makes nothing.
func TestWithout(t *testing.T) {
	s := "Olga Marsh came. “The road will stay shut,” she said."
	r := reading(s, "Olga Marsh", "she", "said", "“The road will stay shut,”")
	entities, quotes := engine.Engine{Without: map[string]bool{"labels": true, "linked": true, "beside": true}}.Read(doc.New(r), time.Time{})
	if len(entities) != 0 || len(quotes) != 1 || quotes[0].Source != nil {
		t.Errorf("%v, %+v", entities, quotes)
	}
}
