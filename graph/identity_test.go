package graph_test

import (
	"strings"
	"testing"

	"dictum.example/entity"
	"dictum.example/extract"
	"dictum.example/graph"
)

func TestEntityIRI(t *testing.T) {
	const base = graph.DefaultBase
	for _, test := range []struct {
		name string
		e    entity.Entity
		want string
	}{
		{"item", entity.Entity{Type: entity.Person, Name: "Sergey Lavrov", QID: "Q58217"}, "http://www.wikidata.org/entity/Q58217"},
		{"malformed item", entity.Entity{Type: entity.Person, Name: "Mara Quist", QID: "Q1> <x"}, base + "person/mara_quist"},
		{"case and space", entity.Entity{Type: entity.Person, Name: " MARA \n Quist"}, base + "person/mara_quist"},
		{"accent", entity.Entity{Type: entity.Person, Name: "Mára Quist"}, base + "person/mara_quist"},
		{"accent as combining mark", entity.Entity{Type: entity.Person, Name: "Ma\u0301ra Quist"}, base + "person/mara_quist"},
		{"initials", entity.Entity{Type: entity.Person, Name: "J. K. Lund Jr."}, base + "person/jk_lund_jr"},
		{"initials without spaces", entity.Entity{Type: entity.Person, Name: "J.K. Lund Jr"}, base + "person/jk_lund_jr"},
		{"apostrophe", entity.Entity{Type: entity.Org, Name: "The Women’s Union"}, base + "organisation/womens_union"},
		{"hyphens", entity.Entity{Type: entity.Org, Name: "Rhein‑Bank"}, base + "organisation/rhein_bank"},
		{"the", entity.Entity{Type: entity.Org, Name: "The"}, base + "organisation/the"},
		{"person The", entity.Entity{Type: entity.Person, Name: "The Edge"}, base + "person/edge"},
		{"places are one class", entity.Entity{Type: entity.Fac, Name: "Harbour"}, base + "place/harbour"},
		{"unknown type", entity.Entity{Type: "ALIEN", Name: "Zog"}, base + "thing/zog"},
		{"slash and dots", entity.Entity{Type: entity.Org, Name: "../a/b?c#d"}, base + "organisation/abcd"},
		{"right to left", entity.Entity{Type: entity.Person, Name: "منى"}, base + "person/%D9%85%D9%86%D9%89"},
		{"bidirectional marks", entity.Entity{Type: entity.Person, Name: "\u202eMara\u202c Quist"}, base + "person/mara_quist"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := (graph.Options{}).Entity(&test.e, &extract.Article{}); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestEntityIRIOfOddNames(t *testing.T) {
	names := []string{"\x00", "\x01", "...", strings.Repeat("x", 10000), strings.Repeat("x", 9999), "🚀"}
	seen := map[string]string{}
	for _, name := range names {
		iri := (graph.Options{}).Entity(&entity.Entity{Type: entity.Person, Name: name}, &extract.Article{})
		if len(iri) > 300 {
			t.Errorf("%.20q: an IRI of %d bytes", name, len(iri))
		}
		if other, ok := seen[iri]; ok {
			t.Errorf("%.20q and %.20q are both %s", name, other, iri)
		}
		seen[iri] = name
	}
}

func TestApart(t *testing.T) {
	smith, lavrov := &entity.Entity{Type: entity.Person, Name: "John Smith"},
		&entity.Entity{Type: entity.Person, Name: "Lavrov", QID: "Q58217"}
	a, b := &extract.Article{ID: "a"}, &extract.Article{ID: "b"}
	together, apart := graph.Options{}, graph.Options{Apart: true}
	if together.Entity(smith, a) != together.Entity(smith, b) {
		t.Error("one name gives two nodes")
	}
	if apart.Entity(smith, a) == apart.Entity(smith, b) {
		t.Error("Apart: one name in two articles gives one node")
	}
	if apart.Entity(lavrov, a) != apart.Entity(lavrov, b) {
		t.Error("Apart: one item gives two nodes")
	}
}

func TestArticleIRI(t *testing.T) {
	const base = graph.DefaultBase
	for _, test := range []struct {
		name string
		a    extract.Article
		want string
	}{
		{"URL first", extract.Article{ID: "7", URL: "https://News.example/a?b=c#d"}, "https://news.example/a?b=c"},
		{"ID", extract.Article{ID: "2025/07 x"}, base + "article/2025%2F07_x"},
		{"dots", extract.Article{ID: ".."}, base + "article/~5ec1f7e700f37c3d0b2981d04855fc34"},
		{"URL that is none", extract.Article{ID: "7", URL: "javascript:alert(1)"}, base + "article/7"},
		{"text", extract.Article{Text: "Rain."}, base + "article/389be6297686686ab318446cb68c4664"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := (graph.Options{}).Article(&test.a); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}
