package facts

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dictum.example/fact"
)

func TestFacts(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"born in", "Nora Lind was born in Oslo in 1970.", []string{"NoraLind born_in Oslo at 1970"}},
		{"studied", "Nora Lind graduated from Stanford University.", []string{"NoraLind educated_at StanfordUniversity"}},
		{"based", "Nordbank, a bank based in Oslo, closed.", []string{"Nordbank based_in Oslo"}},
		{"owner", "Halden Rail, a subsidiary of Nordbank Group, closed.", []string{"HaldenRail subsidiary_of NordbankGroup"}},
		{"an organ of a state", "The Norwegian Defence Ministry said so. Norway agreed.",
			[]string{"NorwegianDefenceMinistry part_of Norway"}},
		{"the bank of a nation", "The Norwegian bank Nordbank closed.", []string{"Nordbank based_in Norwegian"}},
		{"met", "Nora Lind met Tom Reyes in Oslo.", []string{"NoraLind met TomReyes"}},
		{"planned", "Nora Lind will meet Tom Reyes in Oslo.", []string{"NoraLind met TomReyes planned"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := read(t, tt.text)
			facts, _ := Find(a)
			var ids, got []string
			for _, e := range slices.Backward(a.Entities) { // e10 before e1
				ids = append(ids, e.ID, strings.ReplaceAll(e.Name, " ", ""))
			}
			names := strings.NewReplacer(ids...)
			for _, f := range facts {
				if f.Kind != fact.PositionHeld {
					got = append(got, names.Replace(line(f)))
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}
