package warc

import (
	"bufio"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/http/httputil"
	"net/textproto"
	"strconv"
	"strings"
)

// ErrNoResponse is what the error of Response wraps where the record is no answer of HTTP.
var ErrNoResponse = errors.New("warc: no answer of HTTP")

// ErrEncoding is what the error of Response wraps where the answer is in an encoding that is not
// known, such as Brotli's.
var ErrEncoding = errors.New("warc: the content encoding is not known")

// A Response is an answer of HTTP.
type Response struct {
	// Status is the code: 200.
	Status int
	// ContentType is what the answer says it is: "text/html; charset=utf-8".
	ContentType string
	Header      textproto.MIMEHeader
	// Body is what was answered, without its transfer and content encodings. It can be read until
	// the Reader's Next is called, and may become very long: read no more than is wanted.
	Body io.Reader
}

// Response returns the answer that a record of the types "response" and "resource" holds, and
// takes up its Body. A resource is an answer with status 200 and without a header. The errors
// wrap ErrNoResponse, ErrEncoding or ErrFormat.
func (rec *Record) Response() (*Response, error) {
	switch {
	case rec.Type == "resource" && !isHTTP(rec.ContentType):
		return &Response{Status: 200, ContentType: rec.ContentType, Header: textproto.MIMEHeader{}, Body: rec.Body}, nil
	case rec.Type != "response" && rec.Type != "resource" || !isHTTP(rec.ContentType):
		return nil, fmt.Errorf("%w: a %s of type %q", ErrNoResponse, rec.Type, rec.ContentType)
	}
	in := bufio.NewReaderSize(rec.Body, 1<<12)
	line, err := readLine(in, maxHeader)
	if err != nil && err != io.EOF {
		return nil, rec.damaged(err)
	}
	status, err := statusOf(line)
	if err != nil {
		return nil, rec.damaged(err)
	}
	header, err := readHeader(in)
	if err != nil {
		return nil, rec.damaged(err)
	}
	body, err := decoded(in, header)
	if err != nil {
		return nil, fmt.Errorf("warc: record %d: %w", rec.Number, err)
	}
	return &Response{Status: status, ContentType: header.Get("Content-Type"), Header: header, Body: body}, nil
}

func isHTTP(contentType string) bool {
	return strings.HasPrefix(strings.ToLower(contentType), "application/http")
}

func (rec *Record) damaged(err error) error {
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return fmt.Errorf("%w: record %d: the answer's header: %w", ErrFormat, rec.Number, err)
}

// statusOf reads a status line: HTTP/1.1 200 OK.
func statusOf(line string) (int, error) {
	protocol, rest, _ := strings.Cut(line, " ")
	code, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
	status, err := strconv.Atoi(code)
	if !strings.HasPrefix(protocol, "HTTP/") || err != nil || status < 100 || status > 999 {
		return 0, fmt.Errorf("%.40q in place of HTTP/1.1 200 OK", line)
	}
	return status, nil
}

// decoded returns the body without the encodings that the header tells. Many archives keep a
// header whose encodings they took off, so what does not look encoded is taken as it is.
func decoded(in *bufio.Reader, header textproto.MIMEHeader) (io.Reader, error) {
	if strings.Contains(strings.ToLower(header.Get("Transfer-Encoding")), "chunked") && looksChunked(in) {
		in = bufio.NewReader(httputil.NewChunkedReader(in))
	}
	codings := strings.Split(strings.ToLower(strings.Join(header["Content-Encoding"], ",")), ",")
	for i := len(codings) - 1; i >= 0; i-- {
		out, err := decode(in, strings.TrimSpace(codings[i]))
		if err != nil {
			return nil, err
		}
		in = bufio.NewReader(out)
	}
	return in, nil
}

func decode(in *bufio.Reader, coding string) (io.Reader, error) {
	start, _ := in.Peek(2)
	switch coding {
	case "", "identity", "none", "utf-8":
		return in, nil
	case "gzip", "x-gzip":
		if string(start) != "\x1f\x8b" {
			return in, nil
		}
		return gzip.NewReader(in)
	case "deflate":
		switch {
		case len(start) == 2 && start[0]&0x0f == 8 && (int(start[0])<<8|int(start[1]))%31 == 0:
			return zlib.NewReader(in)
		case len(start) > 0 && (start[0] == '<' || start[0] == ' ' || start[0] == '\n' || start[0] == '\r'):
			return in, nil
		}
		return flate.NewReader(in), nil
	}
	if len(start) > 0 && start[0] == '<' {
		return in, nil
	}
	return nil, fmt.Errorf("%w: %.40q", ErrEncoding, coding)
}

// looksChunked reports whether a size of a chunk stands at the start.
func looksChunked(in *bufio.Reader) bool {
	start, _ := in.Peek(32)
	line, _, found := strings.Cut(string(start), "\n")
	size, _, _ := strings.Cut(strings.TrimSpace(line), ";")
	_, err := strconv.ParseUint(strings.TrimSpace(size), 16, 63)
	return found && err == nil
}
