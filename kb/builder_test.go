package kb

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
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
	if _, err := b.WriteTo(new(bytes.Buffer)); err == nil {
		t.Error("no error without a folder for temporary files")
	}
	b.Close()
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
	if got := table.Lookup("Name 5"); len(got) > 0 {
		t.Errorf("%v after Close", got)
	}
}
