package extract

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"dictum.example/internal/binary"
)

// A LineError tells which line of a file could not be read.
type LineError struct {
	// Name is the file's name, as the reader was told.
	Name string
	// Line counts from 1.
	Line int
	Err  error
}

// Error returns "name:line: " and what went wrong.
func (e *LineError) Error() string { return fmt.Sprintf("%s:%d: %v", e.Name, e.Line, e.Err) }

// Unwrap returns what went wrong.
func (e *LineError) Unwrap() error { return e.Err }

// ErrBinary is what the error of a file wraps that holds no text: a picture, an archive.
var ErrBinary = errors.New("extract: not a text")

// ReadArticles yields the articles of a file of JSON lines, as [Article.UnmarshalJSON]
// reads them. A line that can't be read yields a *LineError and does not end the others;
// one that is longer than an article of maxText bytes can make it is passed over without
// being held in memory. Where maxText is 0, it is MaxText, and where it is less, there is
// no limit. A byte order mark tells UTF-8 and UTF-16.
//
// Each article gets "name:line" as its Origin. One without an id gets one made of its
// text: MadeUpID and 20 digits. So the same text has the same id wherever it is read,
// and another text another one.
func ReadArticles(r io.Reader, name string, maxText int) iter.Seq2[Article, error] {
	return func(yield func(Article, error) bool) {
		limit := textLimit(maxText)
		for line := range lines(decoded(r), limit.line()) {
			a, err := line.article(name, limit)
			if err != nil {
				err = &LineError{name, line.number, err}
			}
			if (err != nil || len(line.text) > 0) && !yield(a, err) {
				return
			}
		}
	}
}

// ReadText reads a file that is the text of one article, of at most maxText bytes as in
// [ReadArticles]. Its Origin is name, and its id is made of its text. A byte order mark
// tells UTF-8 and UTF-16. The error wraps ErrTooLong for a longer text, ErrBinary for
// what is none, and else is that of r.
func ReadText(r io.Reader, name string, maxText int) (Article, error) {
	limit := textLimit(maxText)
	in := bufio.NewReaderSize(decoded(r), binary.Sniffed)
	if start, err := in.Peek(binary.Sniffed); binary.Is(start) && (err == nil || err == io.EOF) {
		return Article{}, fmt.Errorf("%w: neither UTF-8 nor, with a byte order mark, UTF-16", ErrBinary)
	}
	data, err := io.ReadAll(limit.of(in))
	if err == nil {
		err = limit.check(len(data))
	}
	if err != nil {
		return Article{}, err
	}
	a := Article{Text: string(data), Origin: name}
	a.Identify()
	return a, nil
}

// Identify gives an article without an id one that is made of its text: MadeUpID and 20 digits.
func (a *Article) Identify() {
	if a.ID == "" {
		sum := sha256.Sum256([]byte(a.Text))
		a.ID = MadeUpID + hex.EncodeToString(sum[:10])
	}
}

// MadeUpID begins the ids that are made of texts.
const MadeUpID = "text-"

// A textLimit is how long a text may be.
type textLimit int

func (n textLimit) bytes() int {
	if n == 0 {
		return MaxText
	}
	return max(int(n), 0)
}

// of returns r, ended one byte past the limit.
func (n textLimit) of(r io.Reader) io.Reader {
	if n < 0 {
		return r
	}
	return io.LimitReader(r, int64(n.bytes())+1)
}

func (n textLimit) check(length int) error {
	if n < 0 || length <= n.bytes() {
		return nil
	}
	return fmt.Errorf("%w: at most %d bytes are read", ErrTooLong, n.bytes())
}

// line returns how long a line may be: JSON may write six bytes for one, and there are
// an id, a title and the like.
func (n textLimit) line() int {
	const others = 1 << 20
	if n < 0 {
		return 0
	}
	return 6*n.bytes() + others
}

// decoded returns r in UTF-8 where a byte order mark tells that it is in UTF-16, and
// without that of UTF-8. All else is left as it is.
func decoded(r io.Reader) io.Reader {
	return transform.NewReader(r, unicode.BOMOverride(transform.Nop))
}

// A line is one line of a file, without the white space around it.
type line struct {
	number int
	text   []byte // until the next line is read
	err    error
}

var errLongLine = fmt.Errorf("%w: the line has no end in sight", ErrTooLong)

// lines yields the lines of r. One of more than limit bytes is passed over; limit 0 is none.
func lines(r io.Reader, limit int) iter.Seq[line] {
	return func(yield func(line) bool) {
		in := bufio.NewReaderSize(r, 1<<16)
		var text []byte
		for n := 1; ; n++ {
			var err error
			text, err = readLine(in, text[:0], limit)
			ended := err != nil && !errors.Is(err, errLongLine)
			if err == io.EOF {
				err = nil
			}
			if !yield(line{n, bytes.TrimSpace(text), err}) || ended {
				return
			}
		}
	}
}

// readLine appends the next line of in to text, and reports errLongLine behind one that
// is too long.
func readLine(in *bufio.Reader, text []byte, limit int) ([]byte, error) {
	long := false
	for {
		part, err := in.ReadSlice('\n')
		if long = long || limit > 0 && len(text)+len(part) > limit; !long {
			text = append(text, part...)
		}
		switch {
		case err == bufio.ErrBufferFull:
		case long && (err == nil || err == io.EOF):
			return nil, errLongLine
		default:
			return text, err
		}
	}
}

func (l line) article(name string, limit textLimit) (Article, error) {
	if l.err != nil || len(l.text) == 0 {
		return Article{}, l.err
	}
	var a Article
	if err := json.Unmarshal(l.text, &a); err != nil {
		return Article{}, err
	}
	if err := limit.check(len(a.Text)); err != nil {
		return Article{}, err
	}
	a.Origin = fmt.Sprintf("%s:%d", name, l.number)
	a.Identify()
	return a, nil
}
