package kb

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

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
	table, err := Parse(file.Bytes())
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

func TestParseRefuses(t *testing.T) {
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
		if _, err := Parse(data); !errors.Is(err, ErrFormat) {
			t.Errorf("%s: error %v, want ErrFormat", name, err)
		}
	}
	for i := range good {
		damaged := slices.Clone(good)
		damaged[i] ^= 0x11
		if _, err := Parse(damaged); !errors.Is(err, ErrFormat) {
			t.Errorf("byte %d changed: error %v, want ErrFormat", i, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	var b Builder
	b.Add("Moscow", Entry{ID: "Q649", Kind: City, Country: "RU", Prominence: 240})
	b.Add("Jane Roe", Entry{ID: "x", Kind: Person})
	var file bytes.Buffer
	if _, err := b.WriteTo(&file); err != nil {
		f.Fatal(err)
	}
	f.Add(file.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		if table, err := Parse(data); err == nil {
			table.Lookup("Moscow")
		}
	})
}
