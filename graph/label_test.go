package graph_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dictum.example/entity"
	"dictum.example/extract"
	"dictum.example/graph"
	"dictum.example/text"
)

// named is a document that gives one person a name.
func named(id, name, node, qid string) *extract.Document {
	m := entity.Mention{Excerpt: text.Excerpt{Span: text.Span{End: len(name)}, Text: name}, Type: entity.Person, Kind: entity.Name}
	return &extract.Document{
		Article:  extract.Article{ID: id, Text: name + " spoke."},
		Entities: []*entity.Entity{{ID: "e1", Type: entity.Person, Name: name, Node: node, QID: qid, Mentions: []entity.Mention{m}}},
	}
}

// Entities of one node are one, whatever articles call them, with one label.
// Two quotes of one statement give it the fullest wording and the speaker of most.
func TestStatement(t *testing.T) {
	one, two := natoDocument(), told()
	one.Quotes[0].Node, two.Quotes[0].Node = "n1", "n1"
	got := string(write(t, graph.Turtle, graph.Options{}, one, two))
	for _, want := range []string{"d:statement <statement/n1>", "<statement/n1> a d:Statement",
		`schema:text "Tom Reyes left Nordbank in 2019"`} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
}

func TestNode(t *testing.T) {
	var out bytes.Buffer
	w, err := graph.NewWriter(&out, graph.NQuads, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range []*extract.Document{
		named("a", "Lindqvist", "n7", ""), named("b", "Lindqvist", "n7", ""), named("c", "Angela Lindqvist", "n7", "Q5"),
		named("d", "Angela Lindqvist", "", ""),
	} {
		if err := w.Add(d); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	var got []string
	for line := range strings.Lines(out.String()) {
		if strings.Contains(line, "skos/core#") || strings.Contains(line, "sameAs") {
			got = append(got, strings.NewReplacer(graph.DefaultBase, "", "http://www.w3.org/2004/02/skos/core#", "",
				"https://schema.org/", "").Replace(line))
		}
	}
	slices.Sort(got)
	want := []string{
		"<node/n7> <altLabel> \"Lindqvist\" .\n",
		"<node/n7> <prefLabel> \"Angela Lindqvist\" .\n",
		"<node/n7> <sameAs> <http://www.wikidata.org/entity/Q5> <graph/",
		"<person/angela_lindqvist> <prefLabel> \"Angela Lindqvist\" .\n",
	}
	for i, g := range got {
		if before, _, ok := strings.Cut(g, "<graph/"); ok {
			got[i] = before + "<graph/"
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
