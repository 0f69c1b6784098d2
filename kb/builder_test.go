package kb

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"unicode"
)

// someEntries adds n names, some of them of several entries.
func someEntries(b *Builder, n int) {
	for i := range n {
		b.Add(fmt.Sprintf("Name %d", i*7919%n), Entry{ID: fmt.Sprintf("Q%d", 1+i), Kind: Person, Prominence: uint8(i)})
		b.Add(fmt.Sprintf("Name %d", i%97), Entry{ID: fmt.Sprintf("Q%d", n+i), Kind: City, Country: "FR", Prominence: uint8(i / 3)})
	}
}

// TestBuilderSpills builds a table in memory and through files: they are the same, and the files go.
func TestBuilderSpills(t *testing.T) {
	const n = 3000
	var inMemory Builder
	someEntries(&inMemory, n)
	var want bytes.Buffer
	if _, err := inMemory.WriteTo(&want); err != nil {
		t.Fatal(err)
	}
	if len(inMemory.runs) > 0 {
		t.Fatalf("%d files for what fits in memory", len(inMemory.runs))
	}
	dir := t.TempDir()
	b := Builder{TempDir: dir, memory: 20_000}
	someEntries(&b, n)
	if len(b.runs) < 3 {
		t.Fatalf("%d files, want several", len(b.runs))
	}
	var got bytes.Buffer
	if _, err := b.WriteTo(&got); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.Bytes(), want.Bytes()) {
		t.Error("the table through files is another")
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	left, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(left) > 0 {
		t.Errorf("%d files left", len(left))
	}
}

// TestBuilderWithoutDisk wants the disk's error told.
func TestBuilderWithoutDisk(t *testing.T) {
	b := Builder{TempDir: filepath.Join(t.TempDir(), "none"), memory: 1000}
	someEntries(&b, 100)
	if _, err := b.WriteTo(new(bytes.Buffer)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error %v, want fs.ErrNotExist", err)
	}
	if err := b.Close(); err != nil {
		t.Error(err)
	}
	b.TempDir = t.TempDir() // a closed Builder is as new
	someEntries(&b, 100)
	defer b.Close()
	if _, err := b.WriteTo(new(bytes.Buffer)); err != nil {
		t.Error(err)
	}
}

// TestBuilderCutFile cuts a temporary file short at each byte.
func TestBuilderCutFile(t *testing.T) {
	b := Builder{TempDir: t.TempDir(), memory: 1}
	defer b.Close()
	b.Add("Halden", Entry{ID: "Q5", Kind: City, Country: "NO"})
	info, err := b.runs[0].Stat()
	if err != nil {
		t.Fatal(err)
	}
	for size := info.Size() - 1; size > 0; size-- {
		if err := b.runs[0].Truncate(size); err != nil {
			t.Fatal(err)
		}
		if _, err := b.WriteTo(new(bytes.Buffer)); !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("%d bytes: error %v, want io.ErrUnexpectedEOF", size, err)
		}
	}
}

// TestBuilderTooLarge bounds sections at what each of them just outgrows, and at what the
// largest just fits in.
func TestBuilderTooLarge(t *testing.T) {
	const n = 400
	var plain Builder
	someEntries(&plain, n)
	var want bytes.Buffer
	if _, err := plain.WriteTo(&want); err != nil {
		t.Fatal(err)
	}
	largest := int64(0)
	for i := 1; i < 3; i++ { // the index, the blocks
		size := int64(binary.LittleEndian.Uint32(want.Bytes()[len(magic)+4*i:]))
		largest = max(largest, size)
		dir := t.TempDir()
		b := Builder{TempDir: dir, memory: 500, section: size - 1}
		someEntries(&b, n)
		if _, err := b.WriteTo(new(bytes.Buffer)); !errors.Is(err, ErrTooLarge) {
			t.Errorf("section %d: error %v, want ErrTooLarge", i, err)
		}
		if err := b.Close(); err != nil {
			t.Error(err)
		}
		if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
			t.Errorf("section %d: %d files left, error %v", i, len(left), err)
		}
	}
	b := Builder{section: largest}
	someEntries(&b, n)
	var got bytes.Buffer
	if _, err := b.WriteTo(&got); err != nil || !bytes.Equal(want.Bytes(), got.Bytes()) {
		t.Errorf("what just fits: error %v, the same table %t", err, bytes.Equal(want.Bytes(), got.Bytes()))
	}
}

// A full writer takes so many bytes.
type full int

var errFull = errors.New("full")

func (f *full) Write(p []byte) (int, error) {
	n := min(len(p), int(*f))
	*f -= full(n)
	if n < len(p) {
		return n, errFull
	}
	return n, nil
}

func TestBuilderToFullWriter(t *testing.T) {
	var b Builder
	someEntries(&b, 20)
	var whole bytes.Buffer
	if n, err := b.WriteTo(&whole); err != nil || n != int64(whole.Len()) {
		t.Fatalf("%d of %d bytes, error %v", n, whole.Len(), err)
	}
	for room := range whole.Len() {
		w := full(room)
		if n, err := b.WriteTo(&w); !errors.Is(err, errFull) || n != int64(room) {
			t.Fatalf("room for %d bytes: wrote %d, error %v", room, n, err)
		}
	}
}

func TestBuilderEmpty(t *testing.T) {
	var b Builder
	var file bytes.Buffer
	if _, err := b.WriteTo(&file); err != nil {
		t.Fatal(err)
	}
	table, err := Parse(file.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	check(t, table, "", "Halden")
	if table.Len() != 0 {
		t.Errorf("%d names", table.Len())
	}
}

// TestFoldGrowth wants no letter to grow to more than maxKey counts with.
func TestFoldGrowth(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if s := string(r); len(Fold(s))*MaxName > len(s)*maxKey {
			t.Errorf("%U has %d bytes and %d folded", r, len(s), len(Fold(s)))
		}
	}
}

// FuzzBuilder builds a table in memory and through a file for every entry: they are the
// same, and every name that was added is found.
func FuzzBuilder(f *testing.F) {
	f.Add("Halden", "the Halden", "Q5", "client:5", "NO", "no", uint8(City), uint8(7), uint8(1), 1961)
	f.Add(strings.Repeat("\ufdfa", MaxName/3), "Q & A", "", "Q0", "\x00A", "SE", uint8(Person), uint8(255), uint8(6), -1)
	f.Fuzz(func(t *testing.T, name1, name2, id1, id2, country1, country2 string, kind, prominence, flags uint8, born int) {
		e := Entry{ID: id1, Kind: Kind(kind), Country: country1, Prominence: prominence, Roles: Role(flags), Partial: flags&1 != 0,
			Code:  flags&2 != 0,
			Share: flags, Field: Field(kind), Born: born}
		o := Entry{ID: id2, Kind: Person, Country: country2, Prominence: ^prominence, Roles: Role(kind), Code: flags&4 != 0}
		var tables [2][]byte
		for i, memory := range []int{0, 1} {
			b := Builder{TempDir: t.TempDir(), memory: memory}
			b.Add(name1, e)
			b.Add(name2, o)
			b.Add(name2, e)
			b.Add(name1, Entry{Kind: City, Country: country2})
			var file bytes.Buffer
			if _, err := b.WriteTo(&file); err != nil {
				t.Fatal(err)
			}
			if err := b.Close(); err != nil {
				t.Fatal(err)
			}
			tables[i] = file.Bytes()
		}
		if !bytes.Equal(tables[0], tables[1]) {
			t.Fatal("the table through files is another")
		}
		table, err := Parse(tables[0])
		if err != nil {
			t.Fatal(err)
		}
		check(t, table, name1, name2)
		keys := map[string]bool{}
		for name := range table.All() {
			keys[name] = true
		}
		for _, name := range []string{name1, name2} {
			if key := Fold(name); key != "" && len(name) <= MaxName && len(id2) <= maxID && !keys[key] {
				t.Errorf("%q is not in the table", name)
			}
		}
	})
}

// open writes a table to a file and maps it.
func open(t *testing.T) (table *Table, name string) {
	t.Helper()
	var b Builder
	someEntries(&b, 2000)
	var file bytes.Buffer
	if _, err := b.WriteTo(&file); err != nil {
		t.Fatal(err)
	}
	name = filepath.Join(t.TempDir(), "names.kb")
	if err := os.WriteFile(name, file.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	table, err := Open(name)
	if err != nil {
		t.Fatal(err)
	}
	return table, name
}

// TestOpenCutWhileOpen cuts a file short under an open table, which then has no entries there.
func TestOpenCutWhileOpen(t *testing.T) {
	table, name := open(t)
	if len(table.Lookup("Name 5")) == 0 {
		t.Fatal("no entries of a name")
	}
	if err := os.Truncate(name, 0); err != nil {
		t.Skip(err) // the system keeps mapped files as they are
	}
	for i := range 2000 {
		table.Lookup(fmt.Sprintf("Name %d", i))
	}
	for range table.All() { // ends
	}
	if err := table.Verify(); !errors.Is(err, ErrFormat) {
		t.Errorf("Verify: error %v, want ErrFormat", err)
	}
	if err := table.Close(); err != nil {
		t.Error(err)
	}
}

// TestCloseWhileReading closes a table that others look names up in.
func TestCloseWhileReading(t *testing.T) {
	table, _ := open(t)
	var wg sync.WaitGroup
	started := make(chan bool, 4)
	for range 4 {
		wg.Go(func() {
			started <- true
			for i := range 5000 {
				for _, e := range table.Lookup(fmt.Sprintf("Name %d", i%2000)) {
					if e.ID == "" {
						t.Error("an entry without identifier")
					}
				}
			}
		})
	}
	<-started
	if err := table.Close(); err != nil {
		t.Error(err)
	}
	wg.Wait()
	if err := table.Verify(); !errors.Is(err, fs.ErrClosed) {
		t.Errorf("Verify: error %v, want fs.ErrClosed", err)
	}
	if err := table.Close(); err != nil {
		t.Errorf("closed again: %v", err)
	}
	if got := table.Lookup("Name 5"); len(got) > 0 {
		t.Errorf("%v after Close", got)
	}
}

// TestCloseWithinAll closes a table while its names are gone through and looked up.
func TestCloseWithinAll(t *testing.T) {
	table, _ := open(t)
	n := 0
	for name := range table.All() {
		if n++; n == 5 {
			if err := table.Close(); err != nil {
				t.Error(err)
			}
		}
		if found := table.Lookup(name); (len(found) > 0) != (n < 5) {
			t.Errorf("name %d, %q: %v", n, name, found)
		}
	}
	if n != 5 {
		t.Errorf("%d names, the table was closed at the fifth", n)
	}
}
