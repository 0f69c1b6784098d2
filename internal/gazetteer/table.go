package gazetteer

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/blevesearch/vellum"
)

// ErrFormat is the error of a table file that is damaged or of another format.
var ErrFormat = errors.New("not a gazetteer table")

// A table file is a header, then four sections whose lengths the header gives:
//
//	codes    the country codes in use, two bytes each, in order
//	fst      vellum: folded name → rank of the name in byte order
//	index    the offset in records of every 16th rank, four bytes each
//	records  for every rank the name's entries, the best first
//
// Ranks in place of offsets keep the transducer's suffixes shared: it is a minimal
// perfect hash (Lucchesi and Kowaltowski, 1993). An entry is a byte of flags and
// kind, a byte each for country and prominence, one for the roles of a person, and
// the number of its Wikidata item, or the length and bytes of another identifier.
// All integers are little-endian.
const (
	magic      = "dictgaz1"
	headerSize = len(magic) + 4*4 + 4
	blockSize  = 16

	kindMask    = 0x0f
	flagLast    = 0x80
	flagCode    = 0x40
	flagPartial = 0x20
	flagText    = 0x10 // the identifier is text, not a number after "Q"
)

// A Table is a read-only [KnowledgeBase] in the memory of its file.
type Table struct {
	codes   []byte
	index   []byte
	records []byte
	readers sync.Pool // of *vellum.Reader
	fst     *vellum.FST
}

// OpenTable returns the table in data, which it keeps and which must not change.
// It fails with [ErrFormat] where data is damaged or something else.
func OpenTable(data []byte) (*Table, error) {
	if len(data) < headerSize || string(data[:len(magic)]) != magic {
		return nil, fmt.Errorf("gazetteer: header: %w", ErrFormat)
	}
	body := data[headerSize:]
	var section [4][]byte
	for i := range section {
		n := binary.LittleEndian.Uint32(data[len(magic)+4*i:])
		if uint64(n) > uint64(len(body)) {
			return nil, fmt.Errorf("gazetteer: section %d cut short: %w", i, ErrFormat)
		}
		section[i], body = body[:n:n], body[n:]
	}
	sum := binary.LittleEndian.Uint32(data[headerSize-4:])
	if len(body) != 0 || crc32.Checksum(data[headerSize:], castagnoli) != sum {
		return nil, fmt.Errorf("gazetteer: checksum: %w", ErrFormat)
	}
	fst, err := vellum.Load(section[1])
	if err != nil {
		return nil, fmt.Errorf("gazetteer: %w: %w", ErrFormat, err)
	}
	t := &Table{codes: section[0], index: section[2], records: section[3], fst: fst}
	t.readers.New = func() any {
		r, _ := fst.Reader() // never fails
		return r
	}
	return t, nil
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Len returns the number of names.
func (t *Table) Len() int { return t.fst.Len() }

// Lookup returns the entries of a name, most prominent first, or nil.
func (t *Table) Lookup(name string) []Entry {
	return t.AppendLookup(nil, name)
}

// maxName is the length in bytes beyond which nothing is taken for a name.
const maxName = 256

// AppendLookup appends the entries of a name to dst.
func (t *Table) AppendLookup(dst []Entry, name string) []Entry {
	if len(name) > maxName {
		return dst
	}
	var buf [96]byte
	rank, ok := t.rank(appendFold(buf[:0], name))
	if !ok {
		return dst
	}
	return t.appendRecord(dst, rank, isUpper(name))
}

func (t *Table) rank(key []byte) (uint64, bool) {
	r := t.readers.Get().(*vellum.Reader)
	rank, ok, err := r.Get(key)
	t.readers.Put(r)
	return rank, ok && err == nil
}

// appendRecord decodes the entries of a rank; codes count only where the name is in capitals.
func (t *Table) appendRecord(dst []Entry, rank uint64, upper bool) []Entry {
	if rank/blockSize*4+4 > uint64(len(t.index)) {
		return dst
	}
	off := binary.LittleEndian.Uint32(t.index[rank/blockSize*4:])
	d := decoder{codes: t.codes, buf: t.records[min(int(off), len(t.records)):]}
	for range rank % blockSize {
		for last := false; !last; {
			_, last = d.entry(false)
		}
	}
	start := len(dst)
	for last := false; !last; {
		var e Entry
		e, last = d.entry(true)
		if e.Kind != Unknown && (upper || !e.Code) {
			dst = append(dst, e)
		}
	}
	if upper { // "UN" is rather the code than the town of Un
		slices.SortStableFunc(dst[start:], func(a, b Entry) int { return compareBool(!a.Code, !b.Code) })
	}
	return dst
}

// A decoder reads entries; at the end of its bytes it reads zero bytes with last set.
type decoder struct {
	codes, buf []byte
}

func (d *decoder) byte() byte {
	if len(d.buf) == 0 {
		return 0
	}
	b := d.buf[0]
	d.buf = d.buf[1:]
	return b
}

func (d *decoder) entry(want bool) (e Entry, last bool) {
	if len(d.buf) == 0 {
		return Entry{}, true
	}
	head := d.byte()
	e.Kind = Kind(head & kindMask)
	e.Code, e.Partial = head&flagCode != 0, head&flagPartial != 0
	country := 2 * (int(d.byte()) - 1)
	e.Prominence = d.byte()
	if e.Kind == Person {
		e.Roles = Role(d.byte())
	}
	id, n := binary.Uvarint(d.buf)
	if n <= 0 {
		d.buf = nil
		return Entry{}, true
	}
	d.buf = d.buf[n:]
	var text []byte
	if head&flagText != 0 {
		text = d.buf[:min(id, uint64(len(d.buf)))]
		d.buf = d.buf[len(text):]
	}
	if want {
		e.ID = identifier(id, text)
		if country >= 0 && country+2 <= len(d.codes) {
			e.Country = string(d.codes[country : country+2])
		}
	}
	return e, head&flagLast != 0
}

func identifier(n uint64, text []byte) string {
	switch {
	case len(text) > 0:
		return string(text)
	case n > 0:
		return "Q" + strconv.FormatUint(n, 10)
	}
	return ""
}

// isUpper tells whether s has a capital letter and no small one.
func isUpper(s string) bool {
	upper := false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z':
			return false
		case 'A' <= c && c <= 'Z':
			upper = true
		}
	}
	return upper
}

// A Builder collects names and writes them as a table. The zero Builder is ready
// to use; it is not safe for concurrent use.
type Builder struct {
	names map[string][]Entry
}

// Add adds an entry under a name of at most 256 bytes; others are left out. Of two entries with one
// identifier, or without any but of one type and country, it keeps the better.
func (b *Builder) Add(name string, e Entry) {
	key := Fold(name)
	if key == "" || len(name) > maxName || e.Kind == Unknown || e.Kind >= numKinds {
		return
	}
	if b.names == nil {
		b.names = make(map[string][]Entry)
	}
	entries := b.names[key]
	for i := range entries {
		if entries[i].ID == e.ID && (e.ID != "" || entries[i].Type() == e.Type() && entries[i].Country == e.Country) {
			if better(e, entries[i]) < 0 {
				e.Roles |= entries[i].Roles
				entries[i] = e
			} else {
				entries[i].Roles |= e.Roles
			}
			return
		}
	}
	b.names[key] = append(entries, e)
}

// Len returns the number of names added.
func (b *Builder) Len() int { return len(b.names) }

// Entries returns what was added under a name.
func (b *Builder) Entries(name string) []Entry { return b.names[Fold(name)] }

// All calls yield with every name and its entries in the order of the table.
func (b *Builder) All(yield func(string, []Entry) bool) {
	for _, name := range b.sorted() {
		if !yield(name, ranked(b.names[name])) {
			return
		}
	}
}

// ranked sorts the entries of a name and leaves out those without an identifier
// that add nothing to one with it.
func ranked(entries []Entry) []Entry {
	slices.SortFunc(entries, better)
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

func (b *Builder) sorted() []string {
	names := make([]string, 0, len(b.names))
	for name := range b.names {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// better orders whole names before parts and codes, then by prominence, those with
// an identifier first, and the rest so that the order never depends on the input's.
func better(a, b Entry) int {
	return cmp.Or(
		compareBool(a.Code || a.Partial, b.Code || b.Partial),
		cmp.Compare(b.Prominence, a.Prominence),
		compareBool(a.ID == "", b.ID == ""),
		cmp.Compare(a.Kind, b.Kind),
		cmp.Compare(len(a.ID), len(b.ID)),
		strings.Compare(a.ID, b.ID),
		strings.Compare(a.Country, b.Country),
		cmp.Compare(a.Roles, b.Roles),
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
// in which they were added.
func (b *Builder) WriteTo(w io.Writer) (int64, error) {
	var fst, index, records, codes bytes.Buffer
	builder, err := vellum.New(&fst, nil)
	if err != nil {
		return 0, fmt.Errorf("gazetteer: %w", err)
	}
	numbers := b.countries(&codes)
	rank := uint64(0)
	for name, entries := range b.All {
		if err := builder.Insert([]byte(name), rank); err != nil {
			return 0, fmt.Errorf("gazetteer: name %q: %w", name, err)
		}
		if rank%blockSize == 0 {
			index.Write(binary.LittleEndian.AppendUint32(nil, uint32(records.Len())))
		}
		for i, e := range entries {
			records.Write(encode(e, numbers[e.Country], i == len(entries)-1))
		}
		rank++
	}
	if err := builder.Close(); err != nil {
		return 0, fmt.Errorf("gazetteer: %w", err)
	}
	return writeSections(w, codes.Bytes(), fst.Bytes(), index.Bytes(), records.Bytes())
}

// countries writes the codes in use and returns their numbers, from 1.
func (b *Builder) countries(codes *bytes.Buffer) map[string]byte {
	var used []string
	for _, entries := range b.names {
		for _, e := range entries {
			if len(e.Country) == 2 && !slices.Contains(used, e.Country) {
				used = append(used, e.Country)
			}
		}
	}
	slices.Sort(used)
	numbers := make(map[string]byte, len(used))
	for i, code := range used[:min(len(used), 255)] {
		numbers[code] = byte(i + 1)
		codes.WriteString(code)
	}
	return numbers
}

func encode(e Entry, country byte, last bool) []byte {
	head := byte(e.Kind)
	for _, f := range []struct {
		set  bool
		flag byte
	}{{last, flagLast}, {e.Code, flagCode}, {e.Partial, flagPartial}} {
		if f.set {
			head |= f.flag
		}
	}
	number, isItem := itemNumber(e.ID)
	if !isItem {
		head |= flagText
	}
	out := []byte{head, country, e.Prominence}
	if e.Kind == Person {
		out = append(out, byte(e.Roles))
	}
	if isItem {
		return binary.AppendUvarint(out, number)
	}
	return append(binary.AppendUvarint(out, uint64(len(e.ID))), e.ID...)
}

// itemNumber returns the number of a Wikidata item, 0 for no identifier.
func itemNumber(id string) (uint64, bool) {
	if id == "" {
		return 0, true
	}
	n, err := strconv.ParseUint(id[1:], 10, 63)
	return n, err == nil && "Q"+strconv.FormatUint(n, 10) == id && n > 0
}

func writeSections(w io.Writer, sections ...[]byte) (int64, error) {
	file := make([]byte, 0, headerSize)
	file = append(file, magic...)
	sum := uint32(0)
	for _, s := range sections {
		if uint64(len(s)) > 1<<32-1 {
			return 0, errors.New("gazetteer: table larger than 4 GiB")
		}
		file = binary.LittleEndian.AppendUint32(file, uint32(len(s)))
		sum = crc32.Update(sum, castagnoli, s)
	}
	file = binary.LittleEndian.AppendUint32(file, sum)
	for _, s := range sections {
		file = append(file, s...)
	}
	n, err := w.Write(file)
	return int64(n), err
}
