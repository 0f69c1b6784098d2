package graph

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"dictum.example/extract"
)

// A sparqlStore is reached by SPARQL 1.1 Update and Query. An article is a named graph. The default graph tells where each comes
// from, and has the labels of nodes and the wordings of statements, which all articles decide together: they are made anew, of what
// the store's other graphs say, for each node that the article names or named.
type sparqlStore struct {
	remote
	update, query string
	options       Options
}

func (s *sparqlStore) Put(ctx context.Context, doc *extract.Document) error {
	f := s.options.read(doc)
	g := f.rdf(s.options.base())
	merged, err := f.called()
	if err == nil {
		err = s.touched(ctx, g.iri, merged)
	}
	if err != nil {
		return err
	}
	b := cleared(g.iri)
	b = append(b, "INSERT DATA {\n"...)
	b = appendTriples(b, g.about...)
	b = append(append(appendIRI(append(b, "GRAPH "...), g.iri), " {\n"...), appendTriples(nil, g.resources...)...)
	b = append(b, "} } ;\n"...)
	return s.change(ctx, appendLabels(b, merged))
}

func (s *sparqlStore) Remove(ctx context.Context, article string) error {
	graph := s.options.graphOf(article)
	merged := map[string]counts{}
	if err := s.touched(ctx, graph, merged); err != nil {
		return err
	}
	return s.change(ctx, appendLabels(cleared(graph), merged))
}

// change sends an update, all of whose operations are one transaction of the store.
func (s *sparqlStore) change(ctx context.Context, update []byte) error {
	return s.send(ctx, http.MethodPost, s.update, "application/sparql-update; charset=utf-8", update)
}

// cleared begins an update with what takes a graph away.
func cleared(graph string) []byte {
	return fmt.Appendf(nil, "DROP SILENT GRAPH <%s> ;\nDELETE WHERE { <%s> ?p ?o } ;\n", graph, graph)
}

// appendLabels appends to an update what sets the labels of nodes anew, and ends it. Nodes without any counts lose theirs.
func appendLabels(b []byte, merged map[string]counts) []byte {
	if len(merged) == 0 {
		return b
	}
	iris := slices.Sorted(maps.Keys(merged))
	b = fmt.Appendf(b, "DELETE { ?n ?p ?v } WHERE { VALUES ?n { %s } ?n ?p ?v } ;\nINSERT DATA {\n", joinIRIs(iris))
	for _, iri := range iris {
		if c := merged[iri]; len(c) > 0 {
			b = appendTriples(b, c.labelled(iri))
		}
	}
	return append(b, "}\n"...)
}

func joinIRIs(iris []string) string { return "<" + strings.Join(iris, "> <") + ">" }

// called returns what the article calls its nodes, and how it words statements.
func (f *facts) called() (map[string]counts, error) {
	l, all := newLabels(), map[string]counts{}
	err := l.add(f)
	if err == nil {
		err = l.nodes.each(func(iri string, c counts) error {
			all[iri] = c
			return nil
		})
	}
	return all, errors.Join(err, l.close())
}

// touched adds the nodes and statements that a graph has, and what all other graphs call these and those that are there already.
func (s *sparqlStore) touched(ctx context.Context, graph string, merged map[string]counts) error {
	err := s.rows(ctx, fmt.Sprintf(`SELECT DISTINCT ?n WHERE { GRAPH <%s> { { ?n <%s> ?t } UNION { ?q <%s> ?n } } }`,
		graph, expand("d:entityType"), expand("d:statement")), func(r row) {
		if iri := r["n"].Value; merged[iri] == nil {
			merged[iri] = counts{}
		}
	})
	if err != nil || len(merged) == 0 {
		return err
	}
	iris := joinIRIs(slices.Sorted(maps.Keys(merged)))
	return errors.Join(s.names(ctx, graph, iris, merged), s.statements(ctx, graph, iris, merged))
}

// names counts what graphs but one call nodes.
func (s *sparqlStore) names(ctx context.Context, graph, iris string, merged map[string]counts) error {
	prefixes := map[string]string{
		expand("schema:name"): nodeName, expand("schema:alternateName"): nodeAlias, expand("schema:sameAs"): nodeSame, rdfType: nodeClass,
	}
	query := fmt.Sprintf(`SELECT ?n ?p ?v (COUNT(DISTINCT ?g) AS ?c) WHERE { VALUES ?n { %s } VALUES ?p { %s }
GRAPH ?g { ?n <%s> ?t ; ?p ?v } FILTER(?g != <%s>) } GROUP BY ?n ?p ?v`,
		iris, joinIRIs(slices.Sorted(maps.Keys(prefixes))), expand("d:entityType"), graph)
	return s.rows(ctx, query, func(r row) {
		n, _ := strconv.Atoi(r["c"].Value)
		prefix, value := prefixes[r["p"].Value], r["v"].Value
		if prefix == nodeClass {
			value = classLabels[value]
		}
		if c := merged[r["n"].Value]; c != nil && value != "" {
			c[prefix+value] += n
		}
	})
}

// classLabels are the labels of classes by the IRIs of their types.
var classLabels = func() map[string]string {
	labels := map[string]string{}
	for _, c := range classes {
		labels[expand(c.rdf)] = c.label
	}
	return labels
}()

// statements counts how graphs but one word statements, and whom they give as speakers.
func (s *sparqlStore) statements(ctx context.Context, graph, iris string, merged map[string]counts) error {
	query := fmt.Sprintf(`SELECT ?s ?text ?who WHERE { VALUES ?s { %s } GRAPH ?g { ?q <%s> ?s ; <%s> ?text
OPTIONAL { ?q <%s> ?who . ?who <%s> ?t } } FILTER(?g != <%s>) }`,
		iris, expand("d:statement"), expand("schema:text"), expand("schema:spokenByCharacter"), expand("d:entityType"), graph)
	return s.rows(ctx, query, func(r row) {
		c := merged[r["s"].Value]
		if c == nil {
			return
		}
		c[statementText+oneLine(r["text"].Value)]++
		if who := r["who"].Value; who != "" {
			c[statementBy+who]++
		}
	})
}

// A row is a solution of a query by its variables; those without a value are absent.
type row map[string]struct {
	Value string `json:"value"`
}

// rows calls f for each solution of a query.
func (s *sparqlStore) rows(ctx context.Context, query string, f func(row)) error {
	const asked, wanted = "application/sparql-query; charset=utf-8", "application/sparql-results+json"
	body, err := s.do(ctx, http.MethodPost, s.query, asked, wanted, []byte(query))
	if err != nil {
		return err
	}
	defer body.Close()
	var answer struct {
		Results struct {
			Bindings []row `json:"bindings"`
		} `json:"results"`
	}
	if err := json.NewDecoder(body).Decode(&answer); err != nil {
		return fmt.Errorf("graph: what %s answers is no result of a query: %w", s.query, err)
	}
	for _, r := range answer.Results.Bindings {
		f(r)
	}
	return nil
}
