package server

import (
	"bytes"
	"encoding/json"
	"fmt"
	"mime"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"dictum.example/internal/schema"
)

// A description is the OpenAPI document, against which answers are checked.
type description struct {
	paths    map[string]map[string]operation
	compiler *jsonschema.Compiler
	mu       sync.Mutex
}

type operation struct {
	Responses map[string]struct {
		Content map[string]struct{ Schema any }
		Headers map[string]any
	}
}

const descriptionURL = "https://dictum.example/openapi.json"

func described(t *testing.T) *description {
	t.Helper()
	var d struct {
		OpenAPI string
		Paths   map[string]map[string]operation
	}
	if err := json.Unmarshal(openAPI, &d); err != nil || !strings.HasPrefix(d.OpenAPI, "3.1.") {
		t.Fatal(d.OpenAPI, err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	for name, data := range map[string][]byte{descriptionURL: openAPI, "https://dictum.example/document.schema.json": schema.Document} {
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if err := c.AddResource(name, value); err != nil {
			t.Fatal(err)
		}
	}
	return &description{paths: d.Paths, compiler: c}
}

// seen are the answers that tests have had: route, status and type.
var seen sync.Map

// check checks an answer: its status, its type, its headers, and its body against the schema.
func (d *description) check(t *testing.T, answer *http.Response, body []byte) {
	t.Helper()
	method, path, status := strings.ToLower(answer.Request.Method), answer.Request.URL.Path, fmt.Sprint(answer.StatusCode)
	response, ok := d.paths[path][method].Responses[status]
	kind, _, err := mime.ParseMediaType(answer.Header.Get("Content-Type"))
	if _, known := response.Content[kind]; !ok || !known || err != nil {
		t.Errorf("%s %s: %s with %q is not described", method, path, status, kind)
		return
	}
	for name := range answer.Header {
		if _, known := response.Headers[name]; name == "Retry-After" && !known {
			t.Errorf("%s %s: %s with %s is not described", method, path, status, name)
		}
	}
	seen.Store(strings.Join([]string{method, path, status, kind}, " "), true)
	at := "/paths/" + strings.ReplaceAll(path, "/", "~1") + "/" + method + "/responses/" + status + "/content/" +
		strings.ReplaceAll(kind, "/", "~1") + "/schema"
	d.mu.Lock()
	schema, err := d.compiler.Compile(descriptionURL + "#" + at)
	d.mu.Unlock()
	if err != nil {
		t.Errorf("%s: %v", at, err)
		return
	}
	for _, value := range values(t, kind, body) {
		if err := schema.Validate(value); err != nil {
			t.Errorf("%s: %v in %s", at, err, body)
		}
	}
}

// values are the instances of the schema in a body: its lines, it itself, or it as a string.
func values(t *testing.T, kind string, body []byte) []any {
	t.Helper()
	if !strings.Contains(kind, "json") {
		return []any{string(body)}
	}
	parts := [][]byte{body}
	if kind == typeLines {
		parts = bytes.Split(bytes.TrimSpace(body), []byte("\n"))
	}
	var all []any
	for _, part := range parts {
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(part))
		if err != nil {
			t.Errorf("%v: %s", err, part)
		}
		all = append(all, value)
	}
	return all
}

// Every answer that is described is had here, but for that to a body which takes half a minute.
func TestDescribed(t *testing.T) {
	good, bad := New(extractor(t), Options{}), New(slowExtractor(t, panicking{}), Options{})
	c, failing := serve(t, good), serve(t, bad)
	for path := range described(t).paths {
		if path != "/v1/read" {
			c.ask("GET", path, "")
		}
	}
	post := func(c *client, kind, body string) {
		c.post(kind, body)
		c.with("Accept", "text/html").post(kind, body)
	}
	post(c, typeText, said)
	post(c, typeLines, "{\"text\":\"It rained.\"}\n{}\n")
	post(c, typeJSON, "{}")
	post(c.with("Origin", "https://evil.example"), typeText, said)
	post(c, typeText, strings.Repeat("x", DefaultMaxText+1))
	post(c, "image/png", "")
	post(failing, typeText, said)
	bad.options.Timeout = 1
	post(failing, typeText, said)
	bad.gate.hold(mostHeld)
	post(failing, typeText, said)
	close(bad.stopping)
	failing.ask("GET", "/readyz", "")
	failing.with("Accept", "text/html").ask("GET", "/readyz", "")
	for path, methods := range described(t).paths {
		for method, o := range methods {
			for status, response := range o.Responses {
				for kind := range response.Content {
					key := strings.Join([]string{method, path, status, kind}, " ")
					if _, ok := seen.Load(key); !ok && status != "408" {
						t.Errorf("none of %s", key)
					}
				}
			}
		}
	}
}
