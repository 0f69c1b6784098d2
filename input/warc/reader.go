package warc

import (
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"strconv"
	"strings"
	"time"
)

// ErrFormat is what the errors of an archive wrap that is none, or is damaged. One that ends too
// soon has an error that wraps io.ErrUnexpectedEOF too.
var ErrFormat = errors.New("warc: not a WARC file, or a damaged one")

// maxHeader bounds the header of a record, and that of an answer of HTTP, in bytes.
const maxHeader = 1 << 20

// A Reader reads the records of an archive, in order. It is made by NewReader, and not for several goroutines.
type Reader struct {
	raw     io.Reader
	in      *bufio.Reader // nil until the first record
	current *Record
	count   int
	err     error // what ended it
}

// NewReader returns a Reader of r, which it takes for gzip where it begins as that does.
func NewReader(r io.Reader) *Reader { return &Reader{raw: r} }

// A Record is one record of an archive.
type Record struct {
	// Number counts the records of the archive from 1.
	Number int
	// Type is what the record is: "response", "request", "warcinfo", "metadata" and others.
	Type string
	// URL is what was asked for, if anything was.
	URL string
	// Date is when the record was made; the zero time where it does not tell.
	Date time.Time
	// ContentType is that of Body: "application/http; msgtype=response".
	ContentType string
	// Header holds all fields.
	Header textproto.MIMEHeader
	// Body holds the record's block, as it was written. It can be read until Next is called.
	Body io.Reader

	block *block
}

// Next returns the next record. What is left of the one before is passed over. The error is
// io.EOF at the end, wraps ErrFormat, or is the reader's; after one, Next returns it again.
func (r *Reader) Next() (*Record, error) {
	if r.err != nil {
		return nil, r.err
	}
	rec, err := r.next()
	if err != nil {
		r.err = err
		return nil, err
	}
	r.current = rec
	return rec, nil
}

func (r *Reader) next() (*Record, error) {
	if err := r.start(); err != nil {
		return nil, r.damaged(err)
	}
	if r.current != nil {
		if _, err := io.Copy(io.Discard, r.current.block); err != nil {
			return nil, r.damaged(err)
		}
		r.current = nil
	}
	version, err := r.version()
	if err == io.EOF && r.count > 0 {
		return nil, io.EOF
	} else if err != nil {
		return nil, r.damaged(err)
	}
	r.count++
	if !strings.HasPrefix(version, "WARC/") {
		return nil, r.damaged(fmt.Errorf("%.40q in place of WARC/1.0", version))
	}
	header, err := readHeader(r.in)
	if err != nil {
		return nil, r.damaged(err)
	}
	return r.record(header)
}

// start looks whether the archive is compressed.
func (r *Reader) start() error {
	if r.in != nil {
		return nil
	}
	r.in = bufio.NewReaderSize(r.raw, 1<<16)
	if magic, _ := r.in.Peek(2); string(magic) != "\x1f\x8b" {
		return nil
	}
	z, err := gzip.NewReader(r.in)
	if err != nil {
		return err
	}
	r.in = bufio.NewReaderSize(z, 1<<16)
	return nil
}

// version returns the first line that is not empty: blank lines stand between the records.
func (r *Reader) version() (string, error) {
	for {
		line, err := readLine(r.in, maxHeader)
		if line != "" || err != nil {
			return line, err
		}
	}
}

func (r *Reader) record(header textproto.MIMEHeader) (*Record, error) {
	size, err := strconv.ParseInt(strings.TrimSpace(header.Get("Content-Length")), 10, 64)
	if err != nil || size < 0 {
		return nil, r.damaged(fmt.Errorf("Content-Length: %.40q", header.Get("Content-Length")))
	}
	date, _ := time.Parse(time.RFC3339, header.Get("Warc-Date"))
	b := &block{r: r, left: size}
	return &Record{
		Number: r.count, Type: strings.ToLower(header.Get("Warc-Type")), URL: strings.Trim(header.Get("Warc-Target-Uri"), "<> "),
		Date: date, ContentType: header.Get("Content-Type"), Header: header, Body: b, block: b,
	}, nil
}

// damaged returns err with the record in which it was met. What comes of the file itself is kept as it is.
func (r *Reader) damaged(err error) error {
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return fmt.Errorf("%w: record %d: %w", ErrFormat, max(r.count, 1), err)
}

// A block is what is left of the block of the current record.
type block struct {
	r    *Reader
	left int64
}

func (b *block) Read(p []byte) (int, error) {
	if b.r.current == nil || b.r.current.block != b {
		return 0, errors.New("warc: the record is over: Next was called")
	}
	if b.left == 0 {
		return 0, io.EOF
	}
	n, err := b.r.in.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	if err == io.EOF && b.left > 0 {
		err = io.ErrUnexpectedEOF
	} else if b.left == 0 {
		err = nil
	}
	return n, err
}

var errHeader = errors.New("the header has no end")

// readHeader reads fields up to an empty line. A line that is no field is left out.
func readHeader(in *bufio.Reader) (textproto.MIMEHeader, error) {
	header := textproto.MIMEHeader{}
	last := ""
	for size := 0; ; {
		line, err := readLine(in, maxHeader-size)
		if err != nil {
			return nil, err
		}
		if line == "" {
			return header, nil
		}
		size += len(line) + 2
		if last != "" && (line[0] == ' ' || line[0] == '\t') { // the field before goes on
			values := header[last]
			values[len(values)-1] += " " + strings.TrimSpace(line)
			continue
		}
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		last = textproto.CanonicalMIMEHeaderKey(strings.TrimSpace(key))
		header[last] = append(header[last], strings.TrimSpace(value))
	}
}

// readLine returns the next line without its end.
func readLine(in *bufio.Reader, limit int) (string, error) {
	var line []byte
	for {
		part, err := in.ReadSlice('\n')
		if len(line)+len(part) > limit {
			return "", errHeader
		}
		line = append(line, part...)
		if err == bufio.ErrBufferFull {
			continue
		}
		if err != nil && (err != io.EOF || len(line) > 0) {
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			return "", err
		}
		return strings.TrimRight(string(line), "\r\n"), err
	}
}
