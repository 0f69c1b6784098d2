package kb

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"iter"
	"runtime/debug"
	"slices"
	"strconv"
	"sync"

	"github.com/blevesearch/vellum"
)

// ErrFormat is the error of a table file that is damaged or of another format.
var ErrFormat = errors.New("not a table of names")

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
// All integers are little-endian. The header has the lengths and, last, the CRC-32C of
// all that follows it.
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

// A Table is a read-only [Base] in the memory of its file. It is safe for concurrent use.
// The zero Table knows no names.
type Table struct {
	codes   []byte
	index   []byte
	records []byte
	readers sync.Pool // of *vellum.Reader
	fst     *vellum.FST
	body    []byte // all sections
	sum     uint32
	file    *mapping // nil for one that no file stands behind
}

// Parse returns the table in data, which it keeps and which must not change.
// It fails with [ErrFormat] where data is damaged or something else.
func Parse(data []byte) (*Table, error) {
	t, err := parse(data)
	if err != nil {
		return nil, fmt.Errorf("kb: %w", err)
	}
	if err := t.Verify(); err != nil {
		return nil, err
	}
	return t, nil
}

// parse finds the sections of a table. It looks at their lengths only.
func parse(data []byte) (t *Table, err error) {
	defer caught(debug.SetPanicOnFault(true), &err)
	if len(data) < headerSize || string(data[:len(magic)]) != magic {
		return nil, fmt.Errorf("header: %w", ErrFormat)
	}
	body := data[headerSize:]
	t = &Table{body: body, sum: binary.LittleEndian.Uint32(data[headerSize-4:])}
	var section [4][]byte
	for i := range section {
		n := binary.LittleEndian.Uint32(data[len(magic)+4*i:])
		if uint64(n) > uint64(len(body)) {
			return nil, fmt.Errorf("section %d cut short: %w", i, ErrFormat)
		}
		section[i], body = body[:n:n], body[n:]
	}
	if len(body) != 0 {
		return nil, fmt.Errorf("%d bytes too many: %w", len(body), ErrFormat)
	}
	fst, err := vellum.Load(section[1])
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	if n := fst.Len(); n < 0 || (n+blockSize-1)/blockSize*4 != len(section[2]) {
		return nil, fmt.Errorf("index of %d bytes for %d names: %w", len(section[2]), n, ErrFormat)
	}
	t.codes, t.fst, t.index, t.records = section[0], fst, section[2], section[3]
	t.readers.New = func() any {
		r, _ := fst.Reader() // never fails
		return r
	}
	return t, nil
}

// Verify reads the whole table and fails with [ErrFormat] where it is damaged. [Open]
// leaves this out, since it takes as long as reading the file does.
func (t *Table) Verify() (err error) {
	if !t.file.acquire() {
		return fmt.Errorf("kb: %w", fs.ErrClosed)
	}
	defer t.file.release()
	defer caught(debug.SetPanicOnFault(true), &err)
	if crc32.Checksum(t.body, castagnoli) != t.sum {
		return fmt.Errorf("kb: checksum: %w", ErrFormat)
	}
	return nil
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Len returns the number of names.
func (t *Table) Len() int {
	if t.fst == nil {
		return 0
	}
	return t.fst.Len()
}

// Lookup returns the entries of a name, most prominent first, or nil. Names are equal
// that [Fold] to the same. A table that is closed, or a file that is damaged, has none.
func (t *Table) Lookup(name string) []Entry {
	return t.AppendLookup(nil, name)
}

// MaxName is the length in bytes beyond which nothing is taken for a name.
const MaxName = 256

// maxKey is the length in bytes that no folded name exceeds: of all letters, U+FDFA
// grows most, from 3 bytes to 33.
const maxKey = 11 * MaxName

// MaxEntries is the number of candidates for a name beyond which the less prominent
// are left out.
const MaxEntries = 64

// AppendLookup appends the entries of a name to dst.
func (t *Table) AppendLookup(dst []Entry, name string) []Entry {
	if len(name) > MaxName {
		return dst
	}
	if found, err := t.lookup(dst, name); err == nil {
		return found
	}
	return dst
}

// lookup fails where the table is damaged: a checksum tells nothing of what was made wrong.
func (t *Table) lookup(dst []Entry, name string) (found []Entry, err error) {
	if t.fst == nil || !t.file.acquire() {
		return dst, nil
	}
	defer t.file.release()
	defer caught(debug.SetPanicOnFault(true), &err)
	var buf [96]byte
	rank, ok := t.rank(AppendFold(buf[:0], name))
	if !ok {
		return dst, nil
	}
	return t.appendRecord(dst, rank, isUpper(name)), nil
}

// All returns all names, folded and in order of their bytes, with their entries. A
// damaged file ends it early, and so does Close, which may be called meanwhile.
func (t *Table) All() iter.Seq2[string, []Entry] {
	return func(yield func(string, []Entry) bool) {
		n := names{t: t}
		for range t.Len() {
			if n.next() != nil || !yield(n.name, n.entries) {
				return
			}
		}
	}
}

// names iterates over a table. Only its own steps hold the memory and are guarded, not
// what is done in between.
type names struct {
	t       *Table
	it      *vellum.FSTIterator
	limit   limit
	name    string
	entries []Entry
}

func (n *names) next() (err error) {
	if !n.t.file.acquire() {
		return fs.ErrClosed
	}
	defer n.t.file.release()
	defer caught(debug.SetPanicOnFault(true), &err)
	n.limit = 0
	if n.it == nil {
		n.it, err = n.t.fst.Search(&n.limit, nil, nil)
	} else {
		err = n.it.Next()
	}
	if err != nil {
		return err
	}
	key, rank := n.it.Current()
	n.name, n.entries = string(key), n.t.appendRecord(nil, rank, true)
	return nil
}

// A limit is a vellum.Automaton that matches every name, and stops a search for the next
// that has taken more steps than the longest name has bytes. Only a damaged transducer,
// which may lead round in a circle, needs as many.
type limit int

func (*limit) Start() int               { return 0 }
func (*limit) IsMatch(int) bool         { return true }
func (l *limit) CanMatch(int) bool      { return *l <= maxKey }
func (*limit) WillAlwaysMatch(int) bool { return false }
func (l *limit) Accept(int, byte) int   { *l++; return 0 }

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
	d := decoder{codes: t.codes, buf: t.records[min(uint64(off), uint64(len(t.records))):]}
	for range rank % blockSize {
		for n, last := 0, false; !last && n < MaxEntries; n++ {
			_, last = d.entry(false)
		}
	}
	start := len(dst)
	for n, last := 0, false; !last && n < MaxEntries; n++ {
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
