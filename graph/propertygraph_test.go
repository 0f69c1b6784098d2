package graph_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"dictum.example/graph"
)

func TestProperty(t *testing.T) {
	doc := sampleDocument(t)
	nodes, edges := graph.Options{}.Property(doc)
	ids := map[string]bool{}
	for _, n := range nodes {
		if ids[n.ID] || len(n.Labels) == 0 || n.Shared != (n.Labels[0] == "Entity") {
			t.Errorf("node %+v", n)
		}
		ids[n.ID] = true
		if n.Shared && !slices.Contains(graph.Labels(), n.Labels[1]) {
			t.Errorf("label of %+v", n)
		}
		for name, v := range n.Properties {
			switch v.(type) {
			case string, int64, float64, bool, time.Time, []string:
			default:
				t.Errorf("%s of %s is a %T", name, n.ID, v)
			}
		}
	}
	for _, e := range edges {
		if !ids[e.From] || !ids[e.To] {
			t.Errorf("edge of no node: %+v", e)
		}
	}
	// The edges are those of CSV, but for the pairs.
	csv := strings.Count(string(write(t, graph.GraphML, graph.Options{}, doc)), "<edge ")
	if len(edges) != csv {
		t.Errorf("%d edges, GraphML has %d", len(edges), csv)
	}
}

func ExampleCalled_Label() {
	iran := graph.Called{Item: "Q794", Names: map[string]int{"Persia": 3}}
	quist := graph.Called{Person: true, Names: map[string]int{"Quist": 5, "Mara Quist": 2}}
	fmt.Println(iran.Label())
	fmt.Println(quist.Label())
	// Output:
	// Iran
	// Mara Quist
}
