package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dictum.example/graph"
)

// A store holds triples, by predicate. It is as small as an example may be: a
// real one is pyoxigraph, rdflib or Apache Jena.
type store map[string][][2]string

var statement = regexp.MustCompile(`^<([^>]*)> <([^>]*)> (?:<([^>]*)>|("(?:[^"\\]|\\.)*")\S*)`)

// load reads N-Quads. What two graphs say is kept once.
func load(r io.Reader) (store, error) {
	s := store{}
	seen := map[string]bool{}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		m := statement.FindStringSubmatch(lines.Text())
		if m == nil {
			return nil, fmt.Errorf("not a statement: %s", lines.Text())
		}
		if m[3] == "" {
			text, err := strconv.Unquote(m[4])
			if err != nil {
				return nil, fmt.Errorf("%w: %s", err, m[4])
			}
			m[3] = `"` + text + `"`
		}
		if key := m[1] + "\n" + m[2] + "\n" + m[3]; !seen[key] {
			seen[key] = true
			s[m[2]] = append(s[m[2]], [2]string{m[1], m[3]})
		}
	}
	return s, lines.Err()
}

var namespaces = map[string]string{
	"schema:": "https://schema.org/",
	"d:":      graph.Vocabulary,
	"rdf:":    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}

func expand(name string) string {
	for prefix, iri := range namespaces {
		if local, ok := strings.CutPrefix(name, prefix); ok {
			return iri + local
		}
	}
	return name
}

// ask returns the answers to q as lines, in order and each once.
func (s store) ask(q question) []string {
	bindings := []map[string]string{{}}
	for _, p := range q.patterns {
		var next []map[string]string
		for _, b := range bindings {
			next = append(next, s.match(p, b)...)
		}
		bindings = next
	}
	rows := map[string]int{}
	for _, b := range bindings {
		var cells []string
		for _, v := range q.show {
			cells = append(cells, plain(b[v]))
		}
		rows[strings.Join(cells, " | ")]++
	}
	found := slices.Sorted(maps.Keys(rows))
	if q.count {
		slices.SortStableFunc(found, func(a, b string) int { return cmp.Compare(rows[b], rows[a]) })
		for i, row := range found {
			found[i] = fmt.Sprintf("%2d %s", rows[row], row)
		}
	}
	return found
}

// plain returns a literal without its quotation marks.
func plain(value string) string {
	if text, ok := strings.CutPrefix(value, `"`); ok {
		return strings.TrimSuffix(text, `"`)
	}
	return value
}

// match returns b with each way to make pattern p true.
func (s store) match(p [3]string, b map[string]string) []map[string]string {
	if p[1] == "!=" {
		if b[p[0]] == p[2] {
			return nil
		}
		return []map[string]string{b}
	}
	var out []map[string]string
	for _, t := range s[expand(p[1])] {
		next := b
		for i, word := range []string{p[0], p[2]} {
			next = unify(word, t[i], next)
		}
		if next != nil {
			out = append(out, next)
		}
	}
	return out
}

// unify returns b with word, if it is a variable, bound to value; nil if they differ.
func unify(word, value string, b map[string]string) map[string]string {
	if b == nil {
		return nil
	}
	if !strings.HasPrefix(word, "?") {
		if expand(word) == value {
			return b
		}
		return nil
	}
	if bound, ok := b[word]; ok {
		if bound == value {
			return b
		}
		return nil
	}
	b = maps.Clone(b)
	b[word] = value
	return b
}
