package mcpserver

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"unicode"

	"dictum.example/corpus"
	"dictum.example/entity"
	"dictum.example/extract"
)

// mostText is how many bytes the texts of all documents that are kept may have: they take some thirty times that.
const mostText = 32 << 20

var errFull = errors.New("no more articles can be kept: start anew")

// A shelf keeps the documents that were read, and what is one thing over them.
type shelf struct {
	mu        sync.Mutex
	index     *corpus.Index
	documents map[string]*extract.Document // by id
	order     []*extract.Document
	bytes     int
	changed   bool // since nodes were given
	nodes     []corpus.Node
}

// add keeps documents. One whose id came before takes its place.
func (s *shelf) add(documents ...*extract.Document) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, d := range documents {
		if s.bytes += len(d.Text); s.bytes > mostText {
			s.bytes -= len(d.Text)
			return errFull
		}
		if old := s.documents[d.ID]; old != nil {
			s.drop(old)
		}
		s.documents[d.ID] = d
		s.order = append(s.order, d)
	}
	s.changed = true
	return s.index.Add(documents...)
}

func (s *shelf) drop(old *extract.Document) {
	s.bytes -= len(old.Text)
	for i, d := range s.order {
		if d == old {
			s.order = append(s.order[:i], s.order[i+1:]...)
			return
		}
	}
}

// view calls f with the documents, whose entities have nodes, and the nodes. f must not keep them.
func (s *shelf) view(ctx context.Context, f func(documents []*extract.Document, nodes []corpus.Node) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.changed {
		if err := s.resolve(ctx); err != nil {
			return fmt.Errorf("telling what is one thing: %w", err)
		}
	}
	return f(s.order, s.nodes)
}

func (s *shelf) resolve(ctx context.Context) error {
	var nodes []corpus.Node
	for n, err := range s.index.Nodes(ctx) {
		if err != nil {
			return err
		}
		nodes = append(nodes, n)
	}
	for _, d := range s.order {
		if err := s.index.Annotate(ctx, d); err != nil {
			return err
		}
	}
	s.nodes, s.changed = nodes, false
	return nil
}

// A query is who or what is asked for: a name or words of it, the id of a node, or a Wikidata item.
type query struct {
	words string // as plain has them
	exact string
	nodes map[string]bool // that are called so
}

// ask makes a query of what was asked, nil for nothing.
func ask(asked string, nodes []corpus.Node) *query {
	if strings.TrimSpace(asked) == "" {
		return nil
	}
	q := &query{words: plain(asked), exact: strings.TrimSpace(asked), nodes: map[string]bool{}}
	for _, n := range nodes {
		if q.names(n) {
			q.nodes[n.ID] = true
		}
	}
	return q
}

// names reports whether a node is called so.
func (q *query) names(n corpus.Node) bool {
	if n.ID == q.exact || n.QID != "" && n.QID == q.exact || q.in(n.Label) {
		return true
	}
	for _, name := range n.Names {
		if q.in(name) {
			return true
		}
	}
	return false
}

// means reports whether an entity is meant.
func (q *query) means(e *entity.Entity) bool {
	if e == nil {
		return false
	}
	if q.nodes[e.Node] && e.Node != "" || e.QID != "" && e.QID == q.exact || q.in(e.Name) {
		return true
	}
	for _, alias := range e.Aliases {
		if q.in(alias) {
			return true
		}
	}
	return false
}

// in reports whether the words that are asked for stand in s, as whole words, in whatever case.
func (q *query) in(s string) bool {
	return q.words != "" && strings.Contains(" "+plain(s)+" ", " "+q.words+" ")
}

// plain returns the words of s in lower case, without marks and with single spaces between.
func plain(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r)
	}), " ")
}
