// Package gold holds no code: it is where the stand-off annotations are tested.
package gold

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// id is the form of an entity's id; label that of every other string but the
// article's own id: no word of a text has it with certainty, and none is allowed.
var (
	id    = regexp.MustCompile(`^[POLFGDET][0-9]+$`)
	label = regexp.MustCompile(`^[a-z][a-z_ ]{1,20}$`)
)

type article struct {
	Key      string `json:"key"`
	Ink      int    `json:"ink"`
	SHA256   string `json:"sha256"`
	Entities []struct {
		ID string `json:"id"`
	} `json:"entities"`
}

func TestAnnotations(t *testing.T) {
	listed := rows(t)
	files, err := filepath.Glob("annotations/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no annotations: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			key := strings.TrimSuffix(strings.TrimSuffix(filepath.Base(file), ".json"), ".b")
			check(t, file, key, listed)
		})
	}
}

// rows returns the articles listed, by key: set and id.
func rows(t *testing.T) map[string][2]string {
	t.Helper()
	data, err := os.ReadFile("articles.tsv")
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string][2]string{}
	for line := range strings.Lines(string(data)) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 6 {
			t.Fatalf("articles.tsv: %d fields in %q", len(f), line)
		}
		listed[f[0]] = [2]string{f[1], f[2]}
	}
	return listed
}

func check(t *testing.T, file, key string, listed map[string][2]string) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var a article
	var all map[string]any
	if err := json.Unmarshal(data, &a); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	if a.Key != key || listed[key] != [2]string{fmt.Sprint(all["set"]), fmt.Sprint(all["id"])} || len(a.SHA256) != 64 {
		t.Errorf("is %q, %v, %v, with the checksum %q", a.Key, all["set"], all["id"], a.SHA256)
	}
	w := walker{t: t, ink: float64(a.Ink), entities: map[string]bool{}}
	for _, e := range a.Entities {
		w.entities[e.ID] = true
	}
	for _, name := range []string{"entities", "mentions", "statements", "offices", "facts", "events", "unrelated"} {
		w.walk(name, all[name])
		delete(all, name)
	}
	for _, name := range []string{"version", "key", "set", "id", "ink", "sha256"} {
		delete(all, name)
	}
	if len(all) > 0 {
		t.Errorf("has more than is described: %v", all)
	}
}

// walker visits every value of an annotation.
type walker struct {
	t        *testing.T
	ink      float64
	entities map[string]bool
}

func (w walker) walk(path string, x any) {
	switch x := x.(type) {
	case []any:
		w.list(path, x)
	case map[string]any:
		for k, y := range x {
			w.walk(path+"."+k, y)
		}
	case string:
		if id.MatchString(x) && !w.entities[x] {
			w.t.Errorf("%s: no entity %s", path, x)
		} else if !id.MatchString(x) && !label.MatchString(x) {
			w.t.Errorf("%s: %q is neither an id nor a label", path, x)
		}
	case nil:
		w.t.Errorf("%s: null", path)
	}
}

// list checks a span, or each element of a list.
func (w walker) list(path string, x []any) {
	if len(x) == 2 {
		start, ok := x[0].(float64)
		end, ok2 := x[1].(float64)
		if ok && ok2 {
			if start < 0 || start >= end || end > w.ink {
				w.t.Errorf("%s: %v is no span within %v", path, x, w.ink)
			}
			return
		}
	}
	for i, y := range x {
		w.walk(fmt.Sprintf("%s[%d]", path, i), y)
	}
}
