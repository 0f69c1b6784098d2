package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dictum.example/extract"
	"dictum.example/internal/golden"
)

// built makes the folder once for all tests.
func built(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("builds the library for WebAssembly")
	}
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip(err)
	}
	// As npm lays out what it installs, so that the README's import finds it.
	dir := filepath.Join(t.TempDir(), "node_modules", "dictum")
	if err := build(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

// node runs a program beside the folder and returns what it prints.
func node(t *testing.T, dir, program string) string {
	t.Helper()
	name := filepath.Join(filepath.Dir(filepath.Dir(dir)), "program.mjs")
	if err := os.WriteFile(name, []byte(program), 0o666); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), "node", name).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return string(out)
}

const programs = `import { load } from "dictum"
const dictum = await load()
const articles = JSON.parse(%ARTICLES)
const out = articles.map((a) => {
	try { return dictum.read(a) } catch (error) { return { error: error.message } }
})
console.log(JSON.stringify(out))
process.exit()
`

// WebAssembly reads the same as the processor, and tells what it cannot read.
func TestNode(t *testing.T) {
	dir := built(t)
	sample, err := os.ReadFile("../../testdata/sample.txt")
	if err != nil {
		t.Fatal(err)
	}
	articles := []extract.Article{
		{ID: "a1", Text: string(sample)},
		{ID: "a2", Title: "Zürich", Text: "“Ça va,” Zoë Müller said in Zürich. 😀\n\n“Not yet,” she added."},
		{ID: "a3"},
	}
	given := []any{}
	for _, a := range articles {
		given = append(given, map[string]string{"id": a.ID, "title": a.Title, "text": a.Text})
	}
	given = append(given, map[string]any{"text": 5})

	var got []map[string]any
	decode(t, node(t, dir, strings.Replace(programs, "%ARTICLES", quoted(t, given), 1)), &got)
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	for i, a := range articles {
		doc, err := x.ExtractArticle(t.Context(), a)
		if err != nil {
			t.Fatal(err)
		}
		data, err := json.Marshal(doc)
		if err != nil {
			t.Fatal(err)
		}
		var want map[string]any
		decode(t, string(data), &want)
		if diff := cmp.Diff(want, got[i]); diff != "" {
			t.Errorf("%s: native, WebAssembly:\n%s", a.ID, diff)
		}
	}
	if told, _ := got[len(articles)]["error"].(string); !strings.Contains(told, `"text" is a number`) {
		t.Errorf("a text that is none: %q", told)
	}

	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	program := regexp.MustCompile("(?s)```js\n(.*?)```").FindSubmatch(readme)
	golden.Block(t, "README.md", "node", node(t, dir, string(program[1])))
}

// quoted returns the JSON of a value as a literal of JavaScript.
func quoted(t *testing.T, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	data, err = json.Marshal(string(data))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func decode(t *testing.T, data string, v any) {
	t.Helper()
	if err := json.NewDecoder(bytes.NewReader([]byte(data))).Decode(v); err != nil {
		t.Fatalf("%v: %s", err, data)
	}
}
