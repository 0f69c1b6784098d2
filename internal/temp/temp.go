// Package temp makes temporary files that are gone when the process is, however it ends.
package temp

import (
	"errors"
	"io/fs"
	"os"
)

// Create opens a new file in dir, or where temporary files go for "". Where the system
// lets a file without a name be used, it has none, so that nobody need remove it.
func Create(dir, pattern string) (*os.File, error) {
	f, err := os.CreateTemp(dir, pattern)
	if err != nil {
		return nil, err
	}
	os.Remove(f.Name()) // fails on Windows, where Remove does it
	return f, nil
}

// Remove closes a file that Create opened, and removes it.
func Remove(f *os.File) error {
	err := f.Close()
	if gone := os.Remove(f.Name()); gone != nil && !errors.Is(gone, fs.ErrNotExist) {
		err = errors.Join(err, gone)
	}
	return err
}
