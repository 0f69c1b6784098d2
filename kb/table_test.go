package kb

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
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
		"Jane Roe": {{ID: "Q123456789", Kind: Person, Country: "GB", Prominence: 200, Roles: Leader | Minister, Field: Politics,
			Born: 1961}},
		"Roe":        {{ID: "Q123456789", Kind: Person, Country: "GB", Prominence: 200, Roles: Leader, Partial: true, Share: 77}},
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

// mended returns data with all the checksums that it should have, as one who wants to do
// harm would make it.
func mended(data []byte) []byte {
	data = slices.Clone(data)
	if len(data) < headerSize {
		return data
	}
	number := func(i int) uint64 { return uint64(binary.LittleEndian.Uint32(data[len(magic)+4*i:])) }
	body := data[headerSize:]
	codes, index := number(0), number(1)
	if from := codes + index; from <= uint64(len(body)) {
		blocks := body[from:]
		for i := codes; i+8 <= from; i += 4 {
			end := uint64(binary.LittleEndian.Uint32(body[i+4:]))
			if start := uint64(binary.LittleEndian.Uint32(body[i:])); start+sumSize <= end && end <= uint64(len(blocks)) {
				binary.LittleEndian.PutUint32(blocks[end-sumSize:], crc32.Checksum(blocks[start:end-sumSize], castagnoli))
			}
		}
	}
	binary.LittleEndian.PutUint32(data[headerSize-8:], crc32.Checksum(body, castagnoli))
	head := crc32.Checksum(data[:headerSize-4], castagnoli)
	head = crc32.Update(head, castagnoli, body[:min(codes, uint64(len(body)))])
	binary.LittleEndian.PutUint32(data[headerSize-4:], head)
	return data
}

// small returns the file of a table with every kind of entry, and the names in it.
func small(t testing.TB) (data []byte, names []string) {
	t.Helper()
	var b Builder
	for i := range 3 * blockSize {
		k := Country + Kind(i)%(numKinds-1)
		names = append(names, fmt.Sprintf("%s Number %d", k, i))
		e := Entry{ID: fmt.Sprintf("Q%d", i*i*i+1), Kind: k, Country: "FR", Prominence: uint8(i), Roles: Role(i)}
		e.Share, e.Field, e.Born = uint8(i%5*50), Field(i)%numFields, i%3*(1900+i)
		b.Add(names[i], e)
		b.Add(names[i/4], Entry{ID: fmt.Sprintf("client:%d", i), Kind: k, Country: "DE", Partial: i%2 == 0, Code: i%3 == 0})
	}
	var file bytes.Buffer
	if _, err := b.WriteTo(&file); err != nil {
		t.Fatal(err)
	}
	return file.Bytes(), names
}

// check fails where a table, sound or damaged, gives what no table may.
func check(t *testing.T, table *Table, names ...string) {
	t.Helper()
	if table.Len() < 0 {
		t.Errorf("Len() = %d", table.Len())
	}
	first := Entry{ID: "first"}
	sound := func(name string, entries []Entry) {
		if len(entries) > MaxEntries {
			t.Errorf("%q has %d entries", name, len(entries))
		}
		for _, e := range entries {
			if e.Kind == Unknown || e.Kind >= numKinds || len(e.Country) != 0 && len(e.Country) != 2 {
				t.Errorf("%q has %+v", name, e)
			}
		}
	}
	for _, name := range names {
		got := table.AppendLookup([]Entry{first}, name)
		if len(got) == 0 || got[0] != first {
			t.Fatalf("AppendLookup(%q) lost what was there: %v", name, got)
		}
		sound(name, got[1:])
	}
	n := 0
	for name, entries := range table.All() {
		n++
		sound(name, entries)
	}
	if n > table.Len() {
		t.Errorf("All() gave %d names of %d", n, table.Len())
	}
}

// TestTableDamaged changes each byte of a table whose checksum is right all the same.
func TestTableDamaged(t *testing.T) {
	good, names := small(t)
	parsed := 0
	for i := headerSize; i < len(good); i++ {
		for _, flip := range []byte{0x01, 0x80, 0xff} {
			data := slices.Clone(good)
			data[i] ^= flip
			table, err := Parse(mended(data))
			if err != nil {
				if !errors.Is(err, ErrFormat) {
					t.Errorf("byte %d ^ %#x: error %v, want ErrFormat", i, flip, err)
				}
				continue
			}
			parsed++
			check(t, table, names[:4]...)
		}
	}
	if parsed == 0 {
		t.Error("no damaged table was looked up in")
	}
}

// TestTableFlippedBit flips each bit of a table that is not read whole: what it then says of
// a name is what it said before, or nothing.
func TestTableFlippedBit(t *testing.T) {
	good, names := small(t)
	sound, err := Parse(good)
	if err != nil {
		t.Fatal(err)
	}
	want := make([][]Entry, len(names))
	for i, name := range names {
		want[i] = sound.Lookup(name)
	}
	data := slices.Clone(good)
	for i := range data {
		for bit := range 8 {
			data[i] ^= 1 << bit
			if table, err := Map(data); err == nil {
				for k, name := range names {
					if got := table.Lookup(name); got != nil && !slices.Equal(got, want[k]) {
						t.Fatalf("byte %d, bit %d: Lookup(%q) = %v, want %v or none", i, bit, name, got, want[k])
					}
				}
			}
			data[i] ^= 1 << bit
		}
	}
}

func TestParseRefusesLengths(t *testing.T) {
	good, _ := small(t)
	for i := range 4 { // and the number of names
		data := slices.Clone(good)
		at := data[len(magic)+4*i:]
		binary.LittleEndian.PutUint32(at, binary.LittleEndian.Uint32(at)+2*blockSize)
		if _, err := Parse(mended(data)); !errors.Is(err, ErrFormat) {
			t.Errorf("section %d longer: error %v, want ErrFormat", i, err)
		}
	}
}

func TestZeroTable(t *testing.T) {
	var table Table
	if got := table.Lookup("Moscow"); got != nil || table.Len() != 0 {
		t.Errorf("%d names, Lookup gives %v", table.Len(), got)
	}
	for name := range table.All() {
		t.Errorf("%q is a name", name)
	}
	if err := errors.Join(table.Verify(), table.Close()); err != nil {
		t.Error(err)
	}
}

func TestAllInOrder(t *testing.T) {
	data, names := small(t)
	table, err := Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]Entry{}
	for _, name := range names {
		want[Fold(name)] = table.Lookup(strings.ToUpper(name))
	}
	got := map[string][]Entry{}
	last := ""
	for name, entries := range table.All() {
		if name <= last {
			t.Errorf("%q comes after %q", name, last)
		}
		last, got[name] = name, entries
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestOpenRefuses(t *testing.T) {
	good, _ := small(t)
	dir := t.TempDir()
	for _, tt := range []struct {
		name string
		data []byte
	}{
		{"empty", nil},
		{"a byte", good[:1]},
		{"header cut", good[:headerSize-1]},
		{"only header", good[:headerSize]},
		{"half", good[:len(good)/2]},
		{"last byte missing", good[:len(good)-1]},
		{"too long", append(slices.Clone(good), 0)},
		{"another file", bytes.Repeat([]byte("abc"), 40)},
		{"another version", append([]byte("dictgaz0"), good[len(magic):]...)},
		{"zeros", make([]byte, len(good))},
	} {
		t.Run(tt.name, func(t *testing.T) {
			name := filepath.Join(dir, "refused.kb")
			if err := os.WriteFile(name, tt.data, 0o600); err != nil {
				t.Fatal(err)
			}
			_, err := Open(name)
			if !errors.Is(err, ErrFormat) || !strings.Contains(err.Error(), name) {
				t.Errorf("error %v, want ErrFormat with the file's name", err)
			}
		})
	}
	if _, err := Open(dir); !errors.Is(err, ErrFormat) {
		t.Errorf("a folder: error %v, want ErrFormat", err)
	}
	if _, err := Open(filepath.Join(dir, "none.kb")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: error %v, want fs.ErrNotExist", err)
	}
}

// TestOpenDamaged opens a file that is damaged within, which only Verify finds out.
func TestOpenDamaged(t *testing.T) {
	data, names := small(t)
	data[len(data)-1] ^= 0x55
	name := filepath.Join(t.TempDir(), "damaged.kb")
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
	table, err := Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer table.Close()
	check(t, table, names...)
	if err := table.Verify(); !errors.Is(err, ErrFormat) {
		t.Errorf("Verify: error %v, want ErrFormat", err)
	}
}

// FuzzTable changes a sound table in one place, but for its checksum, which is right.
func FuzzTable(f *testing.F) {
	good, names := small(f)
	for at := range len(good) / 16 {
		f.Add(uint16(at*16), []byte{0xff, byte(at)}, names[at%len(names)])
	}
	f.Fuzz(func(t *testing.T, at uint16, patch []byte, name string) {
		data := slices.Clone(good)
		copy(data[min(int(at), len(data)):], patch)
		table, err := Parse(mended(data))
		if err != nil {
			if !errors.Is(err, ErrFormat) {
				t.Errorf("error %v, want ErrFormat", err)
			}
			return
		}
		check(t, table, name, names[0], names[len(names)-1])
	})
}

// FuzzOpen opens damaged files. What opens and passes Verify is what Parse takes.
func FuzzOpen(f *testing.F) {
	good, names := small(f)
	f.Add(good)
	f.Add(good[:len(good)-1])
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, data []byte) {
		name := filepath.Join(t.TempDir(), "fuzz.kb")
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
		table, err := Open(name)
		if err == nil {
			check(t, table, names[:4]...)
			err = table.Verify()
			if err := table.Close(); err != nil {
				t.Error(err)
			}
			if got := table.Lookup(names[0]); got != nil {
				t.Errorf("%v after Close", got)
			}
		}
		if err != nil && !errors.Is(err, ErrFormat) {
			t.Errorf("error %v, want ErrFormat", err)
		}
		if _, parseErr := Parse(data); (err == nil) != (parseErr == nil) {
			t.Errorf("Open and Verify say %v, Parse says %v", err, parseErr)
		}
	})
}
