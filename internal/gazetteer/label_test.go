package gazetteer_test

import (
	"maps"
	"testing"

	"dictum.example/internal/gazetteer"
)

func TestLabel(t *testing.T) {
	for _, c := range []struct {
		name, item string
		names      map[string]int
		want       string
	}{
		{"a country by an old name", "Q794", map[string]int{"Persia": 2}, "Iran"},
		{"a country by a part of its name", "Q878", map[string]int{"Emirates": 5, "UAE": 1}, "United Arab Emirates"},
		{"a name that means something else", "Q180432", map[string]int{"Emirates": 3, "Emirates Airline": 1}, "Emirates Airline"},
		{"a code", "Q458", map[string]int{"EU": 3, "European Union": 2}, "European Union"},
		{"a code that is all there is", "Q458", map[string]int{"EU": 3}, "EU"},
		{"the commonest", "", map[string]int{"Ostra Shipping": 3, "Ostra": 1}, "Ostra Shipping"},
		{"one in capitals", "", map[string]int{"HALVIK": 3, "Halvik": 1, "Halvik Town": 2}, "Halvik"},
		{"an acronym", "", map[string]int{"NATO": 3}, "NATO"},
		{"as often", "", map[string]int{"Ann Lee": 1, "Ann M. Lee": 1}, "Ann M. Lee"},
		{"no name", "", nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := gazetteer.Label(c.item, maps.All(c.names)); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}
