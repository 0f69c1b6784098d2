// Package replace writes files that are whole or not there: beside their place, and put
// there at the end.
package replace

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
)

// A File is one that is being written. What bears its name is untouched till Commit.
type File struct {
	*os.File
	name string // of the place, or "" for what is written where it is: a device, a pipe
}

// Create begins the file with the name. A link is followed, and what is no regular file,
// such as /dev/stdout, written to as it is.
func Create(name string) (*File, error) {
	info, err := os.Stat(name)
	if err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		f, err := os.OpenFile(name, os.O_WRONLY, 0)
		return &File{File: f}, err
	}
	if err == nil && info.IsDir() {
		return nil, &fs.PathError{Op: "write", Path: name, Err: errors.New("is a directory")}
	}
	mode := fs.FileMode(0o666)
	if err == nil {
		mode = info.Mode().Perm()
		if name, err = filepath.EvalSymlinks(name); err != nil {
			return nil, err
		}
	}
	f, err := beside(name)
	if err != nil {
		return nil, err
	}
	if info != nil {
		err = f.Chmod(mode)
	}
	return &File{f, name}, err
}

// beside makes a new file in the folder of name, with the permissions of any new file.
func beside(name string) (*os.File, error) {
	for i := os.Getpid(); ; i++ {
		f, err := os.OpenFile(name+"."+strconv.Itoa(i)+".part", os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
		if !errors.Is(err, fs.ErrExist) {
			return f, err
		}
	}
}

// Commit closes the file and puts it in its place.
func (f *File) Commit() error {
	err := f.Close()
	if f.name == "" {
		return err
	}
	if err == nil {
		err = os.Rename(f.Name(), f.name)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}

// Discard closes the file and removes it. What is in its place stays.
func (f *File) Discard() error {
	err := f.Close()
	if f.name != "" {
		err = errors.Join(err, os.Remove(f.Name()))
	}
	return err
}

// Same reports whether two names are of one file.
func Same(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}
