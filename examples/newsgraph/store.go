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
	"time"

	"dictum.example/graph"
)

// A store holds triples, by predicate. It is as small as an example may be: a
// real one is pyoxigraph, rdflib or Apache Jena.
type store map[string][][2]string

var statement = regexp.MustCompile(`^<([^>]*)> <([^>]*)> (?:<([^>]*)>|("(?:[^"\\]|\\.)*")(\S*))`)

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
			if strings.HasSuffix(m[5], "#dateTime>") {
				text = text[:len(time.DateOnly)] // the day is enough for us
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
	"skos:":   "http://www.w3.org/2004/02/skos/core#",
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

// A binding is what the variables are bound to.
type binding map[string]string

// ask returns the answers to q as lines, in order and each once.
func (s store) ask(q question) []string {
	rows := map[string]int{}
	for _, w := range q.ways {
		for _, a := range s.answers(w) {
			rows[a.row(q.show)]++
		}
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

// row shows the variables that have a value, literals without their quotation marks.
func (a binding) row(show []string) string {
	var cells []string
	for _, v := range show {
		if value := a[v]; value != "" {
			cells = append(cells, plain(value))
		}
	}
	return strings.Join(cells, " | ")
}

// plain returns a literal without its quotation marks.
func plain(value string) string {
	if text, ok := strings.CutPrefix(value, `"`); ok {
		return strings.TrimSuffix(text, `"`)
	}
	return value
}

// answers returns the answers that one way gives.
func (s store) answers(w way) []binding {
	found := []binding{{}}
	for _, p := range w.must {
		found = s.join(found, p, false)
	}
	for _, p := range w.may {
		found = s.join(found, p, true)
	}
	return slices.DeleteFunc(found, func(a binding) bool {
		return slices.ContainsFunc(w.where, func(c [3]string) bool { return !a.holds(c) })
	})
}

// holds reports whether a comparison is true.
func (a binding) holds(c [3]string) bool {
	x, y := a.value(c[0]), a.value(c[2])
	switch c[1] {
	case "!=":
		return x != y
	case "<":
		return x < y
	}
	return x == y
}

func (a binding) value(word string) string {
	if strings.HasPrefix(word, "?") {
		return a[word]
	}
	return word
}

// join returns each binding with each way to make the pattern true, and itself where there is none and it may lack it.
func (s store) join(answers []binding, p [3]string, optional bool) []binding {
	var out []binding
	for _, a := range answers {
		more := s.follow(p, a)
		if len(more) == 0 && optional {
			more = []binding{a}
		}
		out = append(out, more...)
	}
	return out
}

// follow returns a with each way to make the pattern true, whose predicate may be alternatives of paths.
func (s store) follow(p [3]string, a binding) []binding {
	var out []binding
	for path := range strings.SplitSeq(p[1], "|") {
		found, subject := []binding{a}, p[0]
		steps := strings.Split(path, "/")
		for i, step := range steps {
			object := p[2]
			if i < len(steps)-1 {
				object = "?" + path + " " + strconv.Itoa(i) // a variable of the path's own
			}
			var next []binding
			for _, b := range found {
				next = append(next, s.match([3]string{subject, step, object}, b)...)
			}
			found, subject = next, object
		}
		for _, b := range found {
			maps.DeleteFunc(b, func(v, _ string) bool { return strings.HasPrefix(v, "?"+path+" ") })
		}
		out = append(out, found...)
	}
	return out
}

// match returns a with each way to make a pattern with one predicate true.
func (s store) match(p [3]string, a binding) []binding {
	var out []binding
	for _, t := range s[expand(p[1])] {
		if next := unify(p[2], t[1], unify(p[0], t[0], a)); next != nil {
			out = append(out, next)
		}
	}
	return out
}

// unify returns a with word, if it is a variable, bound to value; nil if they differ.
func unify(word, value string, a binding) binding {
	if a == nil {
		return nil
	}
	if !strings.HasPrefix(word, "?") {
		if expand(word) == value {
			return a
		}
		return nil
	}
	if bound, ok := a[word]; ok {
		if bound == value {
			return a
		}
		return nil
	}
	a = maps.Clone(a)
	a[word] = value
	return a
}
