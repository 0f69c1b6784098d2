package extract

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/unicode"
)

// utf16 returns s in UTF-16 with a byte order mark.
func utf16(t *testing.T, order unicode.Endianness, s string) string {
	t.Helper()
	out, err := unicode.UTF16(order, unicode.UseBOM).NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestReadArticles(t *testing.T) {
	const rain = `{"id":"a","text":"It rained."}`
	const noID = `{"text":"It rained."}`
	tests := map[string]struct {
		in   string
		max  int
		want []string // id and origin, or the error
	}{
		"nothing":          {"", 0, nil},
		"blank lines":      {"\n \n\r\n", 0, nil},
		"no line end":      {rain, 0, []string{"a f:1"}},
		"CRLF":             {rain + "\r\n\r\n" + rain + "\r\n", 0, []string{"a f:1", "a f:3"}},
		"UTF-8 mark":       {"\ufeff" + rain, 0, []string{"a f:1"}},
		"UTF-16":           {utf16(t, unicode.LittleEndian, rain+"\n"+rain), 0, []string{"a f:1", "a f:2"}},
		"UTF-16 the other": {utf16(t, unicode.BigEndian, rain+"\n"+rain), 0, []string{"a f:1", "a f:2"}},
		"no id":            {noID + "\n" + noID, 0, []string{"text-8b38b558e4df5eb3a70f f:1", "text-8b38b558e4df5eb3a70f f:2"}},
		"damage": {rain + "\n{\n" + `{"text":3}` + "\n" + rain, 0,
			[]string{"a f:1", "f:2: unexpected end of JSON input",
				`f:3: extract: article: field "text" is a number in place of a string`, "a f:4"}},
		"zone of a day": {`{"text":"x","published":"2025-07-04T00:00:00+24:00"}` + "\n" + rain, 0,
			[]string{`f:1: extract: article "": published: "2025-07-04T00:00:00+24:00" can't be written as RFC 3339: its zone is a day ` +
				`or more off`, "a f:2"}},
		"too long": {rain + "\n" + `{"text":"It rained again."}` + "\n" + rain, 10,
			[]string{"a f:1", "f:2: extract: text is too long: at most 10 bytes are read", "a f:3"}},
		"endless line": {rain + "\n" + strings.Repeat(" ", 2<<20) + "\n" + rain, 10,
			[]string{"a f:1", "f:2: extract: text is too long: the line has no end in sight", "a f:3"}},
		"endless last line": {rain + "\n" + strings.Repeat("x", 2<<20), 10,
			[]string{"a f:1", "f:2: extract: text is too long: the line has no end in sight"}},
		"no limit": {`{"id":"b","text":"` + strings.Repeat("x", 2<<20) + `"}`, -1, []string{"b f:1"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var got []string
			for a, err := range ReadArticles(strings.NewReader(tt.in), "f", tt.max) {
				if err != nil {
					got = append(got, err.Error())
					continue
				}
				got = append(got, a.ID+" "+a.Origin)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestReadArticlesEndsWithItsReader(t *testing.T) {
	torn := errors.New("torn")
	n := 0
	for _, err := range ReadArticles(io.MultiReader(strings.NewReader("{}}}}}\n"), iotest.ErrReader(torn)), "f", 0) {
		if n++; n == 2 && !errors.Is(err, torn) {
			t.Errorf("got %v", err)
		}
	}
	if n != 2 {
		t.Errorf("got %d results", n)
	}
}

func TestReadText(t *testing.T) {
	photo := "\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01"
	tests := map[string]struct {
		in   string
		max  int
		want string
		err  error
	}{
		"plain":             {"It rained.\n", 0, "It rained.\n", nil},
		"empty":             {"", 0, "", nil},
		"UTF-8 mark":        {"\ufeffIt rained.", 0, "It rained.", nil},
		"UTF-16":            {utf16(t, unicode.LittleEndian, "Ça — oui"), 0, "Ça — oui", nil},
		"UTF-16 the other":  {utf16(t, unicode.BigEndian, "Ça — oui"), 0, "Ça — oui", nil},
		"Latin-1":           {strings.Repeat("caf\xe9 cr\xe8me ", 9), 0, strings.Repeat("caf\xe9 cr\xe8me ", 9), nil},
		"a bad byte alone":  {"\xff", 0, "\xff", nil},
		"terminal":          {strings.Repeat("\x1b[1mx\x1b[0m", 9), 0, strings.Repeat("\x1b[1mx\x1b[0m", 9), nil},
		"at the limit":      {"1234567890", 10, "1234567890", nil},
		"past the limit":    {"12345678901", 10, "", ErrTooLong},
		"UTF-16 past it":    {utf16(t, unicode.LittleEndian, "12345678901"), 10, "", ErrTooLong},
		"photo":             {photo, 0, "", ErrBinary},
		"archive":           {strings.Repeat("\x8b\xf1\x03\xc7", 20), 0, "", ErrBinary},
		"UTF-16 not marked": {utf16(t, unicode.LittleEndian, "plain")[2:], 0, "", ErrBinary},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			a, err := ReadText(strings.NewReader(tt.in), "f", tt.max)
			if !errors.Is(err, tt.err) {
				t.Fatalf("got error %v, want %v", err, tt.err)
			}
			if a.Text != tt.want || err == nil && (a.Origin != "f" || !strings.HasPrefix(a.ID, "text-")) {
				t.Errorf("got %+q", a)
			}
		})
	}
}

// zero is /dev/zero.
type zero struct{}

func (zero) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// spaces has no end and no line end.
type spaces struct{}

func (spaces) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

func TestEndlessFiles(t *testing.T) {
	if _, err := ReadText(zero{}, "f", 0); !errors.Is(err, ErrBinary) {
		t.Errorf("zeros: %v", err)
	}
	if _, err := ReadText(spaces{}, "f", 1<<20); !errors.Is(err, ErrTooLong) {
		t.Errorf("spaces: %v", err)
	}
}
