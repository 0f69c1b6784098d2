package main

import (
	"archive/tar"
	"archive/zip"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
)

// notices are the files that go with every binary.
var notices = []string{"LICENSE", "NOTICE", "MODEL.md"}

// A file is one of an archive: where it comes from, its name there, and who may run it.
type file struct {
	from, name string
	mode       int64
}

// files are those of the archive for t.
func (r *release) files(t target) []file {
	files := []file{{r.program(t), t.binary(), 0o755}}
	for _, name := range append([]string{"README.md"}, notices...) {
		files = append(files, file{filepath.Join(root, name), name, 0o644})
	}
	for _, name := range []string{"dictum.1", "dictum.bash", "_dictum", "dictum.fish"} {
		files = append(files, file{filepath.Join(r.work, name), "share/" + name, 0o644})
	}
	return files
}

// archives writes the archive for each target, zip for Windows and tar.gz for the others.
func (r *release) archives(context.Context) error {
	for _, t := range r.targets {
		name, write := "dictum_"+r.version+"_"+t.system+"_"+t.architecture, writeTar
		if t.system == "windows" {
			name, write = name+".zip", writeZip
		} else {
			name += ".tar.gz"
		}
		if err := writeFile(filepath.Join(r.out, name), func(w io.Writer) error { return write(w, r.files(t)) }); err != nil {
			return err
		}
	}
	return nil
}

// writeFile makes a file with what write writes.
func writeFile(name string, write func(io.Writer) error) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}

// The archives hold no times, so that the same sources make the same files.

func writeTar(w io.Writer, files []file) error {
	z := gzip.NewWriter(w)
	t := tar.NewWriter(z)
	for _, f := range files {
		data, err := os.ReadFile(f.from)
		if err != nil {
			return err
		}
		if err := t.WriteHeader(&tar.Header{Name: f.name, Mode: f.mode, Size: int64(len(data)), Format: tar.FormatPAX}); err != nil {
			return err
		}
		if _, err := t.Write(data); err != nil {
			return err
		}
	}
	return errors.Join(t.Close(), z.Close())
}

func writeZip(w io.Writer, files []file) error {
	z := zip.NewWriter(w)
	for _, f := range files {
		data, err := os.ReadFile(f.from)
		if err != nil {
			return err
		}
		h := &zip.FileHeader{Name: f.name, Method: zip.Deflate}
		h.SetMode(os.FileMode(f.mode))
		to, err := z.CreateHeader(h)
		if err != nil {
			return err
		}
		if _, err := to.Write(data); err != nil {
			return err
		}
	}
	return z.Close()
}
