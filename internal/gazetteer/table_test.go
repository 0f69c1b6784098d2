package gazetteer

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// build returns the table of entries by name.
func buildTable(t testing.TB, names map[string][]Entry) *Table {
	t.Helper()
	var b Builder
	for name, entries := range names {
		for _, e := range entries {
			b.Add(name, e)
		}
	}
	var file bytes.Buffer
	if _, err := b.WriteTo(&file); err != nil {
		t.Fatal(err)
	}
	table, err := OpenTable(file.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func TestTableKeepsEntries(t *testing.T) {
	want := map[string][]Entry{
		"Springfield": {
			{ID: "Q5", Kind: City, Country: "US", Prominence: 171},
			{ID: "Q7", Kind: City, Country: "AU", Prominence: 110},
		},
		"Jane Roe":   {{ID: "Q123456789", Kind: Person, Country: "GB", Prominence: 200, Roles: Leader | Minister}},
		"Roe":        {{ID: "Q123456789", Kind: Person, Country: "GB", Prominence: 200, Roles: Leader, Partial: true}},
		"Acme":       {{ID: "client:17", Kind: Company, Prominence: Certain}},
		"Nullpunkt":  {{Kind: City, Country: "DE", Prominence: 120}},
		"Q0 is text": {{ID: "Q0", Kind: Organisation}},
	}
	for i := range 100 { // more than a block of the index
		want[fmt.Sprintf("Village %d", i)] = []Entry{{ID: fmt.Sprintf("Q%d", i+1000), Kind: City, Prominence: uint8(i)}}
	}
	table := buildTable(t, want)
	if table.Len() != len(want) {
		t.Errorf("Len() = %d, want %d", table.Len(), len(want))
	}
	for name, entries := range want {
		if diff := cmp.Diff(entries, table.Lookup(name)); diff != "" {
			t.Errorf("Lookup(%q): (-want +got)\n%s", name, diff)
		}
	}
	for _, name := range []string{"", "Nowhere", "Spring", "Springfields", "the"} {
		if got := table.Lookup(name); got != nil {
			t.Errorf("Lookup(%q) = %v, want none", name, got)
		}
	}
}

func TestTableRanks(t *testing.T) {
	table := buildTable(t, map[string][]Entry{"GER": {
		{ID: "Q1", Kind: City, Country: "FR", Prominence: 200},
		{ID: "Q183", Kind: Country, Country: "DE", Prominence: 100, Code: true},
		{Kind: City, Country: "FR", Prominence: 150}, // adds nothing to Q1
	}})
	ids := func(name string) (ids []string) {
		for _, e := range table.Lookup(name) {
			ids = append(ids, e.ID)
		}
		return ids
	}
	if got, want := ids("GER"), []string{"Q183", "Q1"}; !slices.Equal(got, want) {
		t.Errorf("in capitals %v, want %v", got, want)
	}
	if got, want := ids("Ger"), []string{"Q1"}; !slices.Equal(got, want) {
		t.Errorf("not in capitals %v, want %v", got, want)
	}
}

func TestBuilderIgnoresOrder(t *testing.T) {
	entries := []Entry{
		{ID: "Q1", Kind: Person, Prominence: 100, Roles: Judge},
		{ID: "Q1", Kind: Person, Prominence: 120, Roles: Minister},
		{ID: "Q2", Kind: Person, Prominence: 120},
		{Kind: City, Prominence: 3, Country: "FR"},
		{Kind: City, Prominence: 3, Country: "DE"},
	}
	var first []byte
	for range len(entries) {
		entries = append(entries[1:], entries[0])
		var b Builder
		for _, e := range entries {
			b.Add("Name", e)
		}
		var file bytes.Buffer
		if _, err := b.WriteTo(&file); err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = file.Bytes()
		}
		if !bytes.Equal(first, file.Bytes()) {
			t.Fatal("the order of Add changed the table")
		}
	}
}

func TestOpenTableRefuses(t *testing.T) {
	var b Builder
	b.Add("Moscow", Entry{ID: "Q649", Kind: City, Country: "RU", Prominence: 240})
	var file bytes.Buffer
	if _, err := b.WriteTo(&file); err != nil {
		t.Fatal(err)
	}
	good := file.Bytes()
	for name, data := range map[string][]byte{
		"nothing":      nil,
		"another file": bytes.Repeat([]byte("abc"), 40),
		"cut short":    good[:len(good)-1],
		"too long":     append(slices.Clone(good), 0),
		"only header":  good[:headerSize],
	} {
		if _, err := OpenTable(data); !errors.Is(err, ErrFormat) {
			t.Errorf("%s: error %v, want ErrFormat", name, err)
		}
	}
	for i := range good {
		damaged := slices.Clone(good)
		damaged[i] ^= 0x11
		if _, err := OpenTable(damaged); !errors.Is(err, ErrFormat) {
			t.Errorf("byte %d changed: error %v, want ErrFormat", i, err)
		}
	}
}

func FuzzOpenTable(f *testing.F) {
	var b Builder
	b.Add("Moscow", Entry{ID: "Q649", Kind: City, Country: "RU", Prominence: 240})
	b.Add("Jane Roe", Entry{ID: "x", Kind: Person})
	var file bytes.Buffer
	if _, err := b.WriteTo(&file); err != nil {
		f.Fatal(err)
	}
	f.Add(file.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		if table, err := OpenTable(data); err == nil {
			table.Lookup("Moscow")
		}
	})
}

func FuzzLookup(f *testing.F) {
	for _, s := range []string{"Moscow", "the U.S.'s", "Russian Foreign Ministry", "\xff\xfe", "South Korean", "St. Louis", "GER"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, name string) {
		for _, e := range Lookup(name) {
			if e.Kind.Type() == "" || e.Code && !isUpper(name) {
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
		for _, typ := range []string{"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", ""} {
			e, ok := Link(name, typ, Hints{Forms: []string{name}, Countries: []string{"RU", "US"}})
			if ok && (e.ID == "" || !compatible(e.Kind, typ)) {
				t.Errorf("Link(%q, %q) = %+v", name, typ, e)
			}
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
	names, items := map[Kind]int{}, map[Kind]map[string]bool{}
	it, err := table.fst.Iterator(nil, nil)
	for ; err == nil; err = it.Next() {
		_, rank := it.Current()
		for _, e := range table.appendRecord(nil, rank, true) {
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
	for k := Country; k < numKinds; k++ {
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
	if size := len(namesFile) + len(wordsFile) + len(countriesFile); size > 2_000_000 {
		t.Errorf("the tables have %d bytes, more than 2 MB", size)
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

func BenchmarkOpenTable(b *testing.B) {
	for b.Loop() {
		if _, err := OpenTable(namesFile); err != nil {
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

func BenchmarkLink(b *testing.B) {
	h := Hints{Roles: []string{"Foreign Minister"}, Forms: []string{"Lavrov"}, Countries: []string{"RU", "AF"}}
	b.ReportAllocs()
	for b.Loop() {
		Link("Sergey Lavrov", "PERSON", h)
	}
}
