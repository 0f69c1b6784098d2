package gazetteer

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"dictum.example/kb"
	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func FuzzLookup(f *testing.F) {
	for _, s := range []string{"Moscow", "the U.S.'s", "Russian Foreign Ministry", "\xff\xfe", "South Korean", "St. Louis", "GER"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, name string) {
		for _, e := range Lookup(name) {
			if e.Kind.Type() == "" || e.Code && strings.ContainsAny(name, "abcdefghijklmnopqrstuvwxyz") {
				t.Errorf("Lookup(%q) has %+v", name, e)
			}
		}
		if typ, ok := PlaceType(name); ok != (typ == "GPE" || typ == "LOC") {
			t.Errorf("PlaceType(%q) = %q, %v", name, typ, ok)
		}
		if d, ok := DemonymOf(name); ok != IsDemonym(name) || !ok && d != (Nation{}) {
			t.Errorf("DemonymOf(%q) = %v, %v", name, d, ok)
		}
		if m, w, ok := Gender(name); ok && (m < 0 || w < 0 || m+w != 1) {
			t.Errorf("Gender(%q) = %v, %v", name, m, w)
		}
	})
}

func TestEmbeddedTableIsConcurrent(t *testing.T) {
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 200 {
				if e := Lookup("Moscow"); len(e) == 0 || e[0].ID != "Q649" {
					t.Errorf("Lookup(Moscow) = %v", e)
				}
				if !IsGivenName("Sergey") {
					t.Error("Sergey is no given name")
				}
			}
		})
	}
	wg.Wait()
}

// TestEmbeddedCounts shows in a golden file what the tables hold, so that a change of
// the generator or of its lists is seen.
func TestEmbeddedCounts(t *testing.T) {
	table := Embedded()
	names, items := map[kb.Kind]int{}, map[kb.Kind]map[string]bool{}
	for _, entries := range table.All() {
		for _, e := range entries {
			names[e.Kind]++
			if items[e.Kind] == nil {
				items[e.Kind] = map[string]bool{}
			}
			if e.ID != "" {
				items[e.Kind][e.ID] = true
			}
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%-14s %7s %7s\n", "kind", "names", "items")
	for k := kb.Country; k.Type() != ""; k++ {
		if names[k] > 0 {
			fmt.Fprintf(&b, "%-14s %7d %7d\n", k, names[k], len(items[k]))
		}
	}
	fmt.Fprintf(&b, "%-14s %7d\n%-14s %7d\n%-14s %7d\n", "all names", table.Len(), "words", words().Len(), "nations", len(nations()))
	golden := filepath.Join("testdata", "counts.golden")
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if size := len(namesFile) + len(wordsFile) + len(countriesFile); size > 12_000_000 {
		t.Errorf("the tables have %d bytes, more than 12 MB", size)
	}
}

func BenchmarkLookup(b *testing.B) {
	for _, name := range []string{"Moscow", "Sergey Lavrov", "São Paulo", "Nobody Known"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Lookup(name)
			}
		})
	}
}

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		if _, err := kb.Parse(namesFile); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPersonNoun(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		PersonNoun("minister")
	}
}
