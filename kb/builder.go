package kb

import (
	"bufio"
	"cmp"
	"container/heap"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"dictum.example/internal/temp"
)

// ErrTooLarge is the error of a table that outgrows its format: a section of it, such as
// all entries, has at most 4 GiB.
var ErrTooLarge = errors.New("a table's section has at most 4 GiB")

// A Builder collects names and writes them as a table. Memory stays bounded: what does
// not fit is sorted in temporary files. The zero Builder is ready to use; it is not safe
// for concurrent use. Close removes the files.
type Builder struct {
	// TempDir is where temporary files go; os.TempDir() if it is "".
	TempDir string

	memory    int   // bytes to collect before they go to a file; 0 for the defaults
	section   int64 // bytes that a section may have; 0 for what the format allows
	held      []named
	size      int
	runs      []*os.File
	countries map[string]bool
	err       error
}

// builderMemory is what names may take up in memory.
const builderMemory = 128 << 20

// A named is an entry under one folded name.
type named struct {
	key string
	Entry
}

// Add adds an entry under a name of at most MaxName bytes; others, and those of no kind,
// are left out. Of two entries with one identifier, or without any but of one type and
// country, the table gets the better. An error of the disk is told by WriteTo.
func (b *Builder) Add(name string, e Entry) {
	key := Fold(name)
	if key == "" || len(name) > MaxName || len(e.ID) > maxID || e.Kind == Unknown || e.Kind >= numKinds || b.err != nil {
		return
	}
	if e.Field >= numFields {
		e.Field = NoField
	}
	if e.Born <= firstYear || e.Born > firstYear+255 {
		e.Born = 0
	}
	if !isCountry(e.Country) {
		e.Country = ""
	} else if !b.countries[e.Country] {
		if b.countries == nil {
			b.countries = map[string]bool{}
		}
		b.countries[e.Country] = true
	}
	b.held = append(b.held, named{key, e})
	b.size += len(key) + len(e.ID) + 64 // the size of a named, with its share of the slice
	if b.size > cmp.Or(b.memory, builderMemory) {
		b.err = b.spill()
	}
}

// isCountry reports whether s has the form of an ISO 3166-1 alpha-2 code.
func isCountry(s string) bool {
	return len(s) == 2 && 'A' <= s[0] && s[0] <= 'Z' && 'A' <= s[1] && s[1] <= 'Z'
}

// maxID is the length in bytes of the longest identifier.
const maxID = 1 << 12

// sorted returns what is held in the order of the table.
func (b *Builder) sorted() []named {
	slices.SortFunc(b.held, compareNamed)
	return b.held
}

func compareNamed(x, y named) int {
	return cmp.Or(strings.Compare(x.key, y.key), Compare(x.Entry, y.Entry))
}

// spill moves what is held to a file.
func (b *Builder) spill() error {
	f, err := temp.Create(b.TempDir, "dictum-names-")
	if err != nil {
		return fmt.Errorf("kb: %w", err)
	}
	b.runs = append(b.runs, f)
	w := bufio.NewWriterSize(f, 1<<18)
	var buf []byte
	for _, n := range b.sorted() {
		buf = appendNamed(buf[:0], n)
		w.Write(buf) // Flush has the error
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("kb: %w", err)
	}
	clear(b.held)
	b.held, b.size = b.held[:0], 0
	return nil
}

func appendNamed(buf []byte, n named) []byte {
	buf = append(binary.AppendUvarint(buf, uint64(len(n.key))), n.key...)
	buf = append(binary.AppendUvarint(buf, uint64(len(n.ID))), n.ID...)
	flags := byte(0)
	if n.Partial {
		flags |= flagPartial
	}
	if n.Code {
		flags |= flagCode
	}
	country := n.Country + "\x00\x00"
	return append(buf, byte(n.Kind), n.Prominence, byte(n.Roles), flags, country[0], country[1], n.Share, byte(n.Field), bornByte(n.Born))
}

// A run is a sorted sequence of entries: a file's, or those in memory.
type run struct {
	head named
	file *bufio.Reader
	rest []named
	err  error
}

// next reports whether the run has another head.
func (r *run) next() bool {
	if r.file == nil {
		if len(r.rest) == 0 {
			return false
		}
		r.head, r.rest = r.rest[0], r.rest[1:]
		return true
	}
	r.head, r.err = readNamed(r.file)
	if r.err == io.EOF {
		r.err = nil
		return false
	}
	return r.err == nil
}

func readNamed(r *bufio.Reader) (n named, err error) {
	if n.key, err = readString(r, maxKey); err != nil {
		return n, err
	}
	if n.ID, err = readString(r, maxID); err != nil {
		return n, unexpected(err)
	}
	var b [9]byte
	if _, err = io.ReadFull(r, b[:]); err != nil {
		return n, unexpected(err)
	}
	n.Kind, n.Prominence, n.Roles = Kind(b[0]), b[1], Role(b[2])
	n.Partial, n.Code = b[3]&flagPartial != 0, b[3]&flagCode != 0
	if b[4] != 0 {
		n.Country = string(b[4:6])
	}
	n.Share, n.Field = b[6], Field(b[7])
	if b[8] != 0 {
		n.Born = firstYear + int(b[8])
	}
	return n, nil
}

// bornByte returns what stands for a year of birth, 0 for none.
func bornByte(year int) byte {
	if year == 0 {
		return 0
	}
	return byte(year - firstYear)
}

func readString(r *bufio.Reader, most uint64) (string, error) {
	n, err := binary.ReadUvarint(r)
	if err != nil {
		return "", err
	}
	if n > most {
		return "", ErrFormat
	}
	buf := make([]byte, n)
	if _, err := io.ReadFull(r, buf); err != nil {
		return "", unexpected(err)
	}
	return string(buf), nil
}

func unexpected(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// runHeap has the run with the least head on top.
type runHeap []*run

func (h runHeap) Len() int           { return len(h) }
func (h runHeap) Less(i, j int) bool { return compareNamed(h[i].head, h[j].head) < 0 }
func (h runHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *runHeap) Push(x any)        { *h = append(*h, x.(*run)) }
func (h *runHeap) Pop() any {
	old := *h
	x := old[len(old)-1]
	*h = old[:len(old)-1]
	return x
}

// groups calls yield with every name and its entries, the best first, in the order of
// the table.
func (b *Builder) groups(yield func(key string, entries []Entry) error) error {
	var h runHeap
	rs := []*run{{rest: b.sorted()}}
	for _, f := range b.runs {
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return err
		}
		rs = append(rs, &run{file: bufio.NewReaderSize(f, 1<<16)})
	}
	for _, r := range rs {
		if r.next() {
			h = append(h, r)
		}
		if r.err != nil {
			return r.err
		}
	}
	heap.Init(&h)
	key, entries := "", []Entry(nil)
	for len(h) > 0 {
		top := h[0]
		if n := top.head; n.key != key {
			if len(entries) > 0 {
				if err := yield(key, ranked(entries)); err != nil {
					return err
				}
			}
			key, entries = n.key, entries[:0]
		}
		entries = merge(entries, top.head.Entry)
		if top.next() {
			heap.Fix(&h, 0)
		} else {
			heap.Pop(&h)
		}
		if top.err != nil {
			return top.err
		}
	}
	if len(entries) == 0 {
		return nil
	}
	return yield(key, ranked(entries))
}

// merge adds e to the entries of a name. They come with the best first, so that of those
// for one entity the first stays.
func merge(entries []Entry, e Entry) []Entry {
	for i := range entries {
		if o := &entries[i]; o.ID == e.ID && (e.ID != "" || o.Type() == e.Type() && o.Country == e.Country) {
			o.Roles |= e.Roles
			o.Share = max(o.Share, e.Share)
			o.Field = cmp.Or(o.Field, e.Field)
			o.Born = cmp.Or(o.Born, e.Born)
			return entries
		}
	}
	if len(entries) >= MaxEntries {
		return entries
	}
	return append(entries, e)
}

// ranked sorts the entries of a name and leaves out those without an identifier
// that add nothing to one with it.
func ranked(entries []Entry) []Entry {
	slices.SortFunc(entries, Compare)
	kept := make([]Entry, 0, len(entries))
	for _, e := range entries {
		covered := e.ID == "" && slices.ContainsFunc(entries, func(o Entry) bool {
			return o.ID != "" && o.Type() == e.Type() && (e.Country == "" || e.Country == o.Country) && !o.Partial && !o.Code
		})
		if !covered {
			kept = append(kept, e)
		}
	}
	return kept
}

// Compare orders the entries of a name: whole names before parts and codes, then by
// prominence, those with an identifier first, and the rest so that the order never
// depends on the input's. It is negative where a comes before b.
func Compare(a, b Entry) int {
	return cmp.Or(
		compareBool(a.Code || a.Partial, b.Code || b.Partial),
		cmp.Compare(b.Prominence, a.Prominence),
		compareBool(a.ID == "", b.ID == ""),
		cmp.Compare(a.Kind, b.Kind),
		cmp.Compare(len(a.ID), len(b.ID)),
		strings.Compare(a.ID, b.ID),
		strings.Compare(a.Country, b.Country),
		cmp.Compare(a.Roles, b.Roles),
		cmp.Compare(b.Share, a.Share),
		cmp.Compare(a.Field, b.Field),
		cmp.Compare(a.Born, b.Born),
		compareBool(a.Partial, b.Partial),
		compareBool(b.Code, a.Code),
	)
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// WriteTo writes the table. The same names give the same bytes, whatever the order
// in which they were added. It fails with the errors of w and of the disk, and with
// ErrTooLarge.
func (b *Builder) WriteTo(w io.Writer) (n int64, err error) {
	if b.err != nil {
		return 0, b.err
	}
	codes, numbers := b.codes()
	out := tableWriter{numbers: numbers, index: b.spool(), blocks: b.spool()}
	defer func() { err = errors.Join(err, out.index.close(), out.blocks.close()) }()
	err = b.groups(out.add)
	if err == nil {
		err = out.flush()
	}
	if err == nil {
		n, err = writeSections(w, out.names, &spool{held: codes, size: int64(len(codes))}, out.index, out.blocks)
	}
	if err != nil {
		return n, fmt.Errorf("kb: %w", err)
	}
	return n, nil
}

// A tableWriter writes the names of a table into blocks.
type tableWriter struct {
	numbers       map[string]byte // of countries
	index, blocks *spool
	names         int
	last          string // the name before
	block, record []byte
}

// add adds the next name.
func (w *tableWriter) add(key string, entries []Entry) error {
	shared := 0
	if w.names%blockSize == 0 {
		if err := w.flush(); err != nil {
			return err
		}
		if _, err := w.index.Write(binary.LittleEndian.AppendUint32(nil, uint32(w.blocks.size))); err != nil {
			return err
		}
	} else {
		shared = commonPrefix([]byte(w.last), []byte(key))
	}
	w.record = w.record[:0]
	for i, e := range entries {
		w.record = appendEntry(w.record, e, w.numbers[e.Country], i == len(entries)-1)
	}
	w.block = binary.AppendUvarint(w.block, uint64(shared))
	w.block = append(binary.AppendUvarint(w.block, uint64(len(key)-shared)), key[shared:]...)
	w.block = append(binary.AppendUvarint(w.block, uint64(len(w.record))), w.record...)
	w.last = key
	w.names++
	return nil
}

// flush ends the block.
func (w *tableWriter) flush() error {
	if len(w.block) == 0 {
		return nil
	}
	w.block = binary.LittleEndian.AppendUint32(w.block, crc32.Checksum(w.block, castagnoli))
	_, err := w.blocks.Write(w.block)
	w.block = w.block[:0]
	return err
}

func (b *Builder) spool() *spool {
	return &spool{dir: b.TempDir, memory: cmp.Or(b.memory, spoolMemory), most: cmp.Or(b.section, maxSection)}
}

// Close gives up what was added and removes the temporary files. The Builder is empty
// after that, and can be used anew.
func (b *Builder) Close() error {
	var errs []error
	for _, f := range b.runs {
		errs = append(errs, temp.Remove(f))
	}
	*b = Builder{TempDir: b.TempDir, memory: b.memory, section: b.section}
	return errors.Join(errs...)
}

// codes returns the country codes in use and their numbers, from 1.
func (b *Builder) codes() ([]byte, map[string]byte) {
	used := make([]string, 0, len(b.countries))
	for c := range b.countries {
		used = append(used, c)
	}
	slices.Sort(used)
	used = used[:min(len(used), 255)]
	numbers := make(map[string]byte, len(used))
	for i, code := range used {
		numbers[code] = byte(i + 1)
	}
	return []byte(strings.Join(used, "")), numbers
}

func appendEntry(dst []byte, e Entry, country byte, last bool) []byte {
	number, isItem := itemNumber(e.ID)
	born := bornByte(e.Born)
	flags := byte(0)
	for _, f := range []struct {
		set  bool
		flag byte
	}{
		{last, flagLast}, {e.Code, flagCode}, {e.Partial, flagPartial}, {!isItem, flagText},
		{e.Roles != 0, flagRoles}, {e.Share != 0, flagShare}, {e.Field != NoField, flagField}, {born != 0, flagBorn},
	} {
		if f.set {
			flags |= f.flag
		}
	}
	dst = append(dst, flags, byte(e.Kind), country, e.Prominence)
	for _, b := range []byte{byte(e.Roles), e.Share, byte(e.Field), born} {
		if b != 0 {
			dst = append(dst, b)
		}
	}
	if isItem {
		return binary.AppendUvarint(dst, number)
	}
	return append(binary.AppendUvarint(dst, uint64(len(e.ID))), e.ID...)
}

// itemNumber returns the number of a Wikidata item, 0 for no identifier.
func itemNumber(id string) (uint64, bool) {
	if id == "" {
		return 0, true
	}
	n, err := strconv.ParseUint(id[1:], 10, 63)
	return n, err == nil && "Q"+strconv.FormatUint(n, 10) == id && n > 0
}
