package kb

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"iter"
	"runtime/debug"
	"slices"
	"strconv"
)

// ErrFormat is the error of a table file that is damaged or of another format.
var ErrFormat = errors.New("not a table of names")

// A table file is a header, then three sections whose lengths the header gives:
//
//	codes    the country codes in use, two bytes each, in order
//	index    the offset of every block in blocks, four bytes each
//	blocks   the names, folded and in byte order, with their entries
//
// A block holds blockSize names, the last block fewer, and then the CRC-32C of its bytes,
// which every lookup checks: what is damaged is not there, and never means somebody else.
// A name is the number of bytes that it shares with the one before (0 for the first of a
// block), and the length and bytes of the rest; then come the length and bytes of its
// entries, the best first. An entry is a byte of flags, one each for kind, country and
// prominence, a byte for each of roles, share, field and year of birth that a flag says is
// there, and the number of its Wikidata item, or the length and bytes of another
// identifier.
//
// All integers are little-endian, lengths and item numbers are uvarints. The header has the
// magic number, the lengths of the sections, the number of names, the CRC-32C of all
// sections and, last, that of the header itself with the codes.
const (
	magic      = "dictgaz2"
	headerSize = len(magic) + 4*4 + 4 + 4
	blockSize  = 16
	sumSize    = 4

	flagLast    = 0x80
	flagCode    = 0x40
	flagPartial = 0x20
	flagText    = 0x10 // the identifier is text, not a number after "Q"
	flagRoles   = 0x08
	flagShare   = 0x04
	flagField   = 0x02
	flagBorn    = 0x01

	firstYear = 1799 // a year of birth is a byte, counted from here
)

// A Table is a read-only [Base] in the memory of its file. It is safe for concurrent use.
// The zero Table knows no names.
type Table struct {
	codes  []byte
	index  []byte
	blocks []byte
	names  int
	body   []byte // all sections
	sum    uint32
	file   *mapping // nil for one that no file stands behind
}

// Parse returns the table in data, which it keeps and which must not change.
// It fails with [ErrFormat] where data is damaged or something else.
func Parse(data []byte) (*Table, error) {
	t, err := Map(data)
	if err != nil {
		return nil, err
	}
	if err := t.Verify(); err != nil {
		return nil, err
	}
	return t, nil
}

// Map is like [Parse], but reads next to nothing of data, as [Open] does of a file.
// What is damaged within has no entries then.
func Map(data []byte) (*Table, error) {
	t, err := parse(data)
	if err != nil {
		return nil, fmt.Errorf("kb: %w", err)
	}
	return t, nil
}

// parse finds the sections of a table.
func parse(data []byte) (t *Table, err error) {
	defer caught(debug.SetPanicOnFault(true), &err)
	if len(data) < headerSize || string(data[:len(magic)]) != magic {
		if bytes.HasPrefix(data, []byte(magic[:len(magic)-1])) {
			return nil, fmt.Errorf("made by another version, make it anew: %w", ErrFormat)
		}
		return nil, fmt.Errorf("header: %w", ErrFormat)
	}
	header, body := data[:headerSize], data[headerSize:]
	number := func(i int) uint32 { return binary.LittleEndian.Uint32(header[len(magic)+4*i:]) }
	t = &Table{body: body, names: int(number(3)), sum: number(4)}
	var section [3][]byte
	for i := range section {
		n := number(i)
		if uint64(n) > uint64(len(body)) {
			return nil, fmt.Errorf("section %d cut short: %w", i, ErrFormat)
		}
		section[i], body = body[:n:n], body[n:]
	}
	if len(body) != 0 {
		return nil, fmt.Errorf("%d bytes too many: %w", len(body), ErrFormat)
	}
	t.codes, t.index, t.blocks = section[0], section[1], section[2]
	if sum := crc32.Update(crc32.Checksum(header[:headerSize-4], castagnoli), castagnoli, t.codes); sum != number(5) {
		return nil, fmt.Errorf("header: checksum: %w", ErrFormat)
	}
	if (t.names+blockSize-1)/blockSize*4 != len(t.index) {
		return nil, fmt.Errorf("index of %d bytes for %d names: %w", len(t.index), t.names, ErrFormat)
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
func (t *Table) Len() int { return t.names }

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

// lookup fails where the memory of the file cannot be read.
func (t *Table) lookup(dst []Entry, name string) (found []Entry, err error) {
	if t.names == 0 || !t.file.acquire() {
		return dst, nil
	}
	defer t.file.release()
	if t.file != nil {
		defer caught(debug.SetPanicOnFault(true), &err)
	}
	var buf [96]byte
	key := AppendFold(buf[:0], name)
	record, ok := t.find(key)
	if !ok {
		return dst, nil
	}
	return t.appendRecord(dst, record, isUpper(name)), nil
}

// find returns the entries of a folded name.
func (t *Table) find(key []byte) (record []byte, ok bool) {
	low, high := 0, len(t.index)/4 // the first block whose first name is greater
	for low < high {
		mid := int(uint(low+high) >> 1)
		if bytes.Compare(t.first(mid), key) <= 0 {
			low = mid + 1
		} else {
			high = mid
		}
	}
	if low == 0 {
		return nil, false
	}
	return scan(t.block(low-1), key)
}

// raw returns block i with its checksum, empty where the index is damaged.
func (t *Table) raw(i int) []byte {
	from, to := uint64(binary.LittleEndian.Uint32(t.index[4*i:])), uint64(len(t.blocks))
	if 4*i+4 < len(t.index) {
		to = uint64(binary.LittleEndian.Uint32(t.index[4*i+4:]))
	}
	if from > to || to > uint64(len(t.blocks)) {
		return nil
	}
	return t.blocks[from:to]
}

// first returns the first name of block i.
func (t *Table) first(i int) []byte {
	d := decoder{buf: t.raw(i)}
	d.uvarint()
	return d.bytes()
}

// block returns the names of block i, none where it is damaged.
func (t *Table) block(i int) []byte {
	b := t.raw(i)
	if len(b) < sumSize {
		return nil
	}
	names := b[:len(b)-sumSize]
	if crc32.Checksum(names, castagnoli) != binary.LittleEndian.Uint32(b[len(names):]) {
		return nil
	}
	return names
}

// scan looks for a folded name among those of a block. What the last name has in common
// with key is kept, so that no name need be put together.
func scan(block, key []byte) (record []byte, ok bool) {
	d := decoder{buf: block}
	common := 0
	for len(d.buf) > 0 {
		shared, rest := int(min(d.uvarint(), maxKey)), d.bytes()
		record = d.bytes()
		switch {
		case shared > common: // it differs where the last one did, and so is less
			continue
		case shared < common: // it differs earlier: the names have passed the key
			return nil, false
		}
		n := commonPrefix(rest, key[common:])
		switch {
		case n == len(rest) && common+n == len(key):
			return record, true
		case n < len(rest) && (common+n == len(key) || rest[n] > key[common+n]):
			return nil, false
		}
		common += n
	}
	return nil, false
}

func commonPrefix(a, b []byte) int {
	n := min(len(a), len(b))
	for i := range n {
		if a[i] != b[i] {
			return i
		}
	}
	return n
}

// All returns all names, folded and in order of their bytes, with their entries. What is
// damaged is left out; a file that was cut ends it early, and so does Close, which may be
// called meanwhile.
func (t *Table) All() iter.Seq2[string, []Entry] {
	return func(yield func(string, []Entry) bool) {
		for i := range len(t.index) / 4 {
			names, err := t.decodeBlock(i)
			if err != nil {
				return
			}
			for _, n := range names {
				if t.closed() || !yield(n.key, n.entries) {
					return
				}
			}
		}
	}
}

func (t *Table) closed() bool {
	if !t.file.acquire() {
		return true
	}
	t.file.release()
	return false
}

// A group is a folded name with its entries.
type group struct {
	key     string
	entries []Entry
}

// decodeBlock returns the names of block i. Only this holds the memory and is guarded, not
// what is done with the names.
func (t *Table) decodeBlock(i int) (names []group, err error) {
	if !t.file.acquire() {
		return nil, fs.ErrClosed
	}
	defer t.file.release()
	defer caught(debug.SetPanicOnFault(true), &err)
	d := decoder{buf: t.block(i)}
	var key []byte
	for len(d.buf) > 0 && len(names) < blockSize {
		shared, rest := int(min(d.uvarint(), uint64(len(key)))), d.bytes()
		key = append(key[:shared], rest...)
		names = append(names, group{string(key), t.appendRecord(nil, d.bytes(), true)})
	}
	return names, nil
}

// appendRecord decodes the entries of a name; codes count only where it is in capitals.
func (t *Table) appendRecord(dst []Entry, record []byte, upper bool) []Entry {
	d := decoder{codes: t.codes, buf: record}
	start := len(dst)
	for n, last := 0, false; !last && n < MaxEntries; n++ {
		var e Entry
		e, last = d.entry()
		if e.Kind != Unknown && (upper || !e.Code) {
			dst = append(dst, e)
		}
	}
	if upper { // "UN" is rather the code than the town of Un
		slices.SortStableFunc(dst[start:], func(a, b Entry) int { return compareBool(!a.Code, !b.Code) })
	}
	return dst
}

// A decoder reads names and entries; at the end of its bytes it reads zeros.
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

func (d *decoder) uvarint() uint64 {
	v, n := binary.Uvarint(d.buf)
	if n <= 0 {
		d.buf = nil
		return 0
	}
	d.buf = d.buf[n:]
	return v
}

// bytes reads a length and as many bytes.
func (d *decoder) bytes() []byte {
	n := min(d.uvarint(), uint64(len(d.buf)))
	b := d.buf[:n:n]
	d.buf = d.buf[n:]
	return b
}

func (d *decoder) entry() (e Entry, last bool) {
	if len(d.buf) == 0 {
		return Entry{}, true
	}
	flags := d.byte()
	if e.Kind = Kind(d.byte()); e.Kind >= numKinds {
		e.Kind = Unknown
	}
	e.Code, e.Partial = flags&flagCode != 0, flags&flagPartial != 0
	country := 2 * (int(d.byte()) - 1)
	if country >= 0 && country+2 <= len(d.codes) {
		e.Country = string(d.codes[country : country+2])
	}
	e.Prominence = d.byte()
	if flags&flagRoles != 0 {
		e.Roles = Role(d.byte())
	}
	if flags&flagShare != 0 {
		e.Share = d.byte()
	}
	if flags&flagField != 0 {
		e.Field = Field(d.byte())
	}
	if flags&flagBorn != 0 {
		e.Born = firstYear + int(d.byte())
	}
	if flags&flagText != 0 {
		e.ID = string(d.bytes())
	} else if n := d.uvarint(); n > 0 {
		var buf [24]byte
		e.ID = string(strconv.AppendUint(append(buf[:0], 'Q'), n, 10))
	}
	return e, flags&flagLast != 0
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
