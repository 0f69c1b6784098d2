package kb

import (
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"sync"

	"github.com/blevesearch/mmap-go"
)

// A mapping is a file in memory. A nil mapping is always there.
type mapping struct {
	mu     sync.RWMutex // held for reading while the memory is read
	data   mmap.MMap
	closed bool
}

// acquire reports whether the memory can be read until release is called.
func (m *mapping) acquire() bool {
	if m == nil {
		return true
	}
	m.mu.RLock()
	if m.closed {
		m.mu.RUnlock()
		return false
	}
	return true
}

func (m *mapping) release() {
	if m != nil {
		m.mu.RUnlock()
	}
}

// caught makes an error of a panic, such as that for memory whose file was cut short. It is to be deferred, with old from
// debug.SetPanicOnFault(true).
func caught(old bool, err *error) {
	debug.SetPanicOnFault(old)
	if r := recover(); r != nil {
		*err = fmt.Errorf("%w: %v", ErrFormat, r)
	}
}

// Open maps the table in a file into memory. It reads next to nothing of it: a file
// that was cut or is something else is found out, and is an [ErrFormat]; damage within
// is found out by the lookup that comes upon it, which then knows no such name, or by
// [Table.Verify]. The file must not be written to while it is
// open; to replace it, rename another to its place.
func Open(name string) (*Table, error) {
	data, err := mapFile(name)
	if err != nil {
		return nil, fmt.Errorf("kb: %w", err)
	}
	t, err := parse(data)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("kb: %s: %w", name, err), data.Unmap())
	}
	t.file = &mapping{data: data}
	return t, nil
}

func mapFile(name string) (mmap.MMap, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() < int64(headerSize) { // what is empty can't be mapped
		return nil, fmt.Errorf("%s: %w", name, ErrFormat)
	}
	return mmap.Map(f, mmap.RDONLY, 0)
}

// Close gives the memory of an opened table back; it waits for lookups under way. A
// closed table knows no names.
func (t *Table) Close() error {
	if t.file == nil {
		return nil
	}
	t.file.mu.Lock()
	defer t.file.mu.Unlock()
	if t.file.closed {
		return nil
	}
	t.file.closed = true
	if err := t.file.data.Unmap(); err != nil {
		return fmt.Errorf("kb: %w", err)
	}
	return nil
}
