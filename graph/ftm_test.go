package graph_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"dictum.example/graph"
)

// A schema is one of FollowTheMoney 4.11, of which testdata/ftm-schema.json has those that are written, with the properties that are.
type schema struct {
	Extends    []string `json:"extends"`
	Abstract   bool     `json:"abstract"`
	Required   []string `json:"required"`
	Properties map[string]struct {
		Type  string `json:"type"`
		Range string `json:"range"`
	} `json:"properties"`
}

type schemata map[string]schema

func (s schemata) isA(name, other string) bool {
	return name == other || slices.ContainsFunc(s[name].Extends, func(e string) bool { return s.isA(e, other) })
}

func (s schemata) property(name, property string) (typ, target string, ok bool) {
	if p, ok := s[name].Properties[property]; ok {
		return p.Type, p.Range, true
	}
	for _, e := range s[name].Extends {
		if typ, target, ok = s.property(e, property); ok {
			return typ, target, true
		}
	}
	return "", "", false
}

type ftmEntity struct {
	ID         string              `json:"id"`
	Schema     string              `json:"schema"`
	Properties map[string][]string `json:"properties"`
}

func ftmEntities(t *testing.T, data []byte) []ftmEntity {
	t.Helper()
	var all []ftmEntity
	decode := json.NewDecoder(bytes.NewReader(data))
	for {
		var e ftmEntity
		if err := decode.Decode(&e); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, e)
	}
}

// TestFTMSchema checks every property of every entity against the schemata.
func TestFTMSchema(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "ftm-schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	var known schemata
	if err := json.Unmarshal(data, &known); err != nil {
		t.Fatal(err)
	}
	entities := ftmEntities(t, write(t, graph.FTM, graph.Options{}, corpus(t)...))
	of, seen := map[string]string{}, map[string]bool{}
	for _, e := range entities {
		if s := of[e.ID]; s != "" && s != e.Schema {
			t.Errorf("%s is a %s and a %s", e.ID, s, e.Schema)
		}
		of[e.ID], seen[e.Schema] = e.Schema, true
	}
	for _, e := range entities {
		checkFTM(t, known, of, e)
	}
	for _, s := range []string{"Article", "Person", "Organization", "Address", "Documentation", "Note", "Event", "Employment"} {
		if !seen[s] {
			t.Errorf("no %s", s)
		}
	}
}

// checkFTM checks an entity, where of has the schemata of all by their ids.
func checkFTM(t *testing.T, known schemata, of map[string]string, e ftmEntity) {
	t.Helper()
	s, ok := known[e.Schema]
	if !ok || s.Abstract {
		t.Errorf("schema %s", e.Schema)
	}
	for _, name := range s.Required {
		if len(e.Properties[name]) == 0 {
			t.Errorf("%s %s has no %s", e.Schema, e.ID, name)
		}
	}
	for name, values := range e.Properties {
		typ, target, ok := known.property(e.Schema, name)
		if !ok || len(values) == 0 {
			t.Errorf("%s.%s: %q", e.Schema, name, values)
		}
		for _, v := range values {
			if typ == "entity" && !known.isA(of[v], target) {
				t.Errorf("%s.%s is a %q, want a %s", e.Schema, name, of[v], target)
			}
		}
	}
}
