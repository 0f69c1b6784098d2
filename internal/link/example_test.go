package link_test

import (
	"fmt"

	"dictum.example/internal/gazetteer"
	"dictum.example/internal/link"
)

func ExampleNames() {
	text := "Sergey Lavrov left Moscow for Paris, Texas."
	links := link.Names(nil, gazetteer.Default, text, []link.Name{
		{Text: "Sergey Lavrov", Type: "PERSON", Roles: []string{"Foreign Minister"}, Spans: [][2]int{{0, 13}}},
		{Text: "Moscow", Type: "GPE", Spans: [][2]int{{19, 25}}},
		{Text: "Paris", Type: "GPE", Spans: [][2]int{{30, 35}}},
	})
	for _, l := range links {
		fmt.Println(l.ID, l.Kind, l.Confidence > 0.5)
	}
	// Output:
	// Q58217 person true
	// Q649 city true
	// Q830149 city true
}
