package kb

import (
	"bytes"
	"encoding/binary"
	"hash"
	"hash/crc32"
	"io"
	"os"

	"dictum.example/internal/temp"
)

// A spool takes bytes up to be read later, in memory and, when they are many, in a file.
type spool struct {
	dir    string
	memory int   // bytes to hold before they go to a file
	most   int64 // bytes to take
	held   []byte
	file   *os.File
	size   int64
}

const (
	spoolMemory = 8 << 20
	maxSection  = 1<<32 - 1 // its length is written in four bytes
)

// Write adds p. It fails with ErrTooLarge before a section grows too large.
func (s *spool) Write(p []byte) (int, error) {
	if s.size+int64(len(p)) > s.most {
		return 0, ErrTooLarge
	}
	if len(s.held)+len(p) > s.memory {
		if err := s.flush(); err != nil {
			return 0, err
		}
	}
	s.held = append(s.held, p...)
	s.size += int64(len(p))
	return len(p), nil
}

func (s *spool) flush() (err error) {
	if s.file == nil {
		if s.file, err = temp.Create(s.dir, "dictum-table-"); err != nil {
			return err
		}
	}
	_, err = s.file.Write(s.held)
	s.held = s.held[:0]
	return err
}

// copyTo writes all bytes to w, and leaves the spool as it is.
func (s *spool) copyTo(w io.Writer) (int64, error) {
	r := io.Reader(bytes.NewReader(s.held))
	if s.file != nil {
		if _, err := s.file.Seek(0, io.SeekStart); err != nil {
			return 0, err
		}
		r = io.MultiReader(s.file, r)
	}
	n, err := io.Copy(w, r)
	if err == nil && n != s.size {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

func (s *spool) close() error {
	if s.file == nil {
		return nil
	}
	return temp.Remove(s.file)
}

// writeSections writes the header and the sections: codes, index, blocks.
func writeSections(w io.Writer, names int, sections ...*spool) (int64, error) {
	if uint64(names) > maxSection {
		return 0, ErrTooLarge
	}
	var sum hash.Hash32 = crc32.New(castagnoli)
	header := []byte(magic)
	for _, s := range sections {
		if _, err := s.copyTo(sum); err != nil {
			return 0, err
		}
		header = binary.LittleEndian.AppendUint32(header, uint32(s.size))
	}
	header = binary.LittleEndian.AppendUint32(header, uint32(names))
	header = binary.LittleEndian.AppendUint32(header, sum.Sum32())
	head := crc32.Update(crc32.Checksum(header, castagnoli), castagnoli, sections[0].held)
	header = binary.LittleEndian.AppendUint32(header, head)
	n, err := w.Write(header)
	written := int64(n)
	for _, s := range sections {
		if err != nil {
			break
		}
		var n int64
		n, err = s.copyTo(w)
		written += n
	}
	return written, err
}
