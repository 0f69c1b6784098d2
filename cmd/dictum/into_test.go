package main

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A store that knows nothing and keeps what it is asked to change.
type store struct {
	*httptest.Server
	changes []string
}

func newStore(t *testing.T) *store {
	s := &store{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if strings.HasPrefix(r.Header.Get("Content-Type"), "application/sparql-query") {
			io.WriteString(w, `{"results":{"bindings":[]}}`)
			return
		}
		s.changes = append(s.changes, r.Method+" "+r.URL.Path+"\n"+string(body))
	}))
	t.Cleanup(s.Close)
	return s
}

// TestInto runs the documented commands against a store; the tests of package graph have real ones.
func TestInto(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(root)
	n := 0
	for _, command := range documented(t, filepath.Join("docs", "graph.md")) {
		if !strings.HasPrefix(command, "dictum graph --into") {
			continue
		}
		n++
		s := newStore(t)
		var out, errs bytes.Buffer
		args := strings.Fields(strings.ReplaceAll(command, "http://localhost:3030", s.URL))
		if status := run(t.Context(), std{strings.NewReader(""), &out, &errs}, args[1:]); status != 0 || out.Len()+errs.Len() > 0 {
			t.Errorf("%s: status %d: %s%s", command, status, &out, &errs)
		}
		if len(s.changes) != 1 || strings.Contains(command, ".txt") != strings.Contains(s.changes[0], "https://schema.org/Quotation") {
			t.Errorf("%s: %d changes", command, len(s.changes))
		}
	}
	if n < 3 {
		t.Errorf("%d commands", n)
	}
}

// TestIntoFails ends with the first article that the store does not take.
func TestIntoFails(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, "full", http.StatusInsufficientStorage)
	}))
	defer s.Close()
	name := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(name, []byte("Rain fell."), 0o666); err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	status := run(t.Context(), std{strings.NewReader(""), &out, &errs}, []string{"graph", "--into", s.URL + "/update", name, name})
	if status != exitBroken || strings.Count(errs.String(), "507 Insufficient Storage: full") != 1 {
		t.Errorf("status %d: %s", status, &errs)
	}
}
