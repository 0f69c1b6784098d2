package extract

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"dictum.example/internal/schema"
)

// strict returns the schema of documents, which has to describe every field.
func strict(t *testing.T) *jsonschema.Schema {
	t.Helper()
	var document any
	if err := json.Unmarshal(schema.Document, &document); err != nil {
		t.Fatal(err)
	}
	forbidMore(document)
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("document", document); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("document")
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

// forbidMore allows no properties but those that are described.
func forbidMore(schema any) {
	switch s := schema.(type) {
	case map[string]any:
		if _, ok := s["properties"]; ok {
			s["additionalProperties"] = false
		}
		for _, v := range s {
			forbidMore(v)
		}
	case []any:
		for _, v := range s {
			forbidMore(v)
		}
	}
}

func TestSchema(t *testing.T) {
	schema := strict(t)
	sample, err := os.ReadFile("../testdata/sample.golden.json")
	if err != nil {
		t.Fatal(err)
	}
	bad := &Document{Article: Article{ID: "b", Text: "It\xffrained."}}
	x, err := New()
	if err != nil {
		t.Fatal(err)
	}
	long, err := x.ExtractArticle(t.Context(),
		Article{ID: "l", Title: "T", URL: "u", Text: "OSLO - “It rained for two hours,” Mrs Anna Berg, head of " +
			"Nordbank, told Tom Reyes on 3 May 2025. She said that 40 to 70 percent of $3m was lost.\n\n- one\n- two\n\nNordbank will " +
			"dismiss Reyes, she said."})
	if err != nil {
		t.Fatal(err)
	}
	for name, doc := range map[string]any{"sample": json.RawMessage(sample), "full": full(),
		"empty": &Document{Article: Article{ID: "e"}}, "bad bytes": bad, "read": *long} {
		t.Run(name, func(t *testing.T) {
			data, err := json.Marshal(doc)
			if err != nil {
				t.Fatal(err)
			}
			instance, err := jsonschema.UnmarshalJSON(strings.NewReader(string(data)))
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(instance); err != nil {
				t.Errorf("%v in %.2000s", err, data)
			}
		})
	}
	for _, wrong := range []string{`{}`, `{"version":3,"id":"a","text":"","blocks":[],"entities":[],"quotes":[],"facts":[],"events":[]}`} {
		if instance, err := jsonschema.UnmarshalJSON(strings.NewReader(wrong)); err != nil || schema.Validate(instance) == nil {
			t.Errorf("%s is valid, %v", wrong, err)
		}
	}
}

// A value, and a part by itself, have the JSON of the whole.
func TestJSONOfParts(t *testing.T) {
	doc := full()
	whole, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	value, err := json.Marshal(*doc)
	if err != nil || string(value) != string(whole) {
		t.Errorf("the value has another JSON: %s, %v", value, err)
	}
	var parts struct{ Entities, Quotes []json.RawMessage }
	if err := json.Unmarshal(whole, &parts); err != nil {
		t.Fatal(err)
	}
	for i, e := range doc.Entities {
		for _, v := range []any{e, *e} {
			if got, err := json.Marshal(v); err != nil || string(got) != string(parts.Entities[i]) {
				t.Errorf("entity %d, %v: %s", i, err, cmp.Diff(string(parts.Entities[i]), string(got)))
			}
		}
	}
	for i, q := range doc.Quotes {
		for _, v := range []any{q, *q} {
			if got, err := json.Marshal(v); err != nil || string(got) != string(parts.Quotes[i]) {
				t.Errorf("quote %d, %v: %s", i, err, cmp.Diff(string(parts.Quotes[i]), string(got)))
			}
		}
	}
}

func TestVersions(t *testing.T) {
	old := `{"id":"a","text":"- one","blocks":[{"start":0,"end":5,"kind":"list-item"}],"entities":[],"quotes":[]}`
	var doc Document
	if err := json.Unmarshal([]byte(old), &doc); err != nil {
		t.Errorf("version 1: %v", err)
	}
	if data, err := json.Marshal(doc); err != nil || !strings.Contains(string(data), `"kind":"list_item"`) {
		t.Errorf("%s, %v", data, err)
	}
	if err := json.Unmarshal([]byte(`{"version":3,"id":"a","text":""}`), &doc); err == nil || !strings.Contains(err.Error(), "version: 3") {
		t.Errorf("version 3: %v", err)
	}
}
