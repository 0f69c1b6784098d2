package warc_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"

	"dictum.example/input/warc"
)

func file(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// listing returns a line for each record, and the error at the end.
func listing(in io.Reader) ([]string, error) {
	var out []string
	r := warc.NewReader(in)
	for {
		rec, err := r.Next()
		if err != nil {
			return out, err
		}
		line := rec.Type + " " + rec.URL
		if page, err := rec.Response(); err != nil {
			line += " (" + cause(err) + ")"
		} else if body, err := io.ReadAll(page.Body); err != nil {
			line += " broken"
		} else {
			title, _, _ := strings.Cut(string(body), "</title>")
			_, title, _ = strings.Cut(title, "<title>")
			line += fmt.Sprintf(" %d %s %q %t", page.Status, page.ContentType, title, bytes.HasSuffix(body, []byte("</html>")))
		}
		out = append(out, line)
	}
}

func cause(err error) string {
	for _, e := range []error{warc.ErrNoResponse, warc.ErrEncoding, warc.ErrFormat} {
		if errors.Is(err, e) {
			return e.Error()
		}
	}
	return err.Error()
}

// What warcio writes, plain and with a member of gzip for each record.
func TestReader(t *testing.T) {
	const html = " 200 text/html; charset=utf-8 "
	want := []string{
		"warcinfo  (warc: no answer of HTTP)",
		"request https://news.example/plain (warc: no answer of HTTP)",
		"response https://news.example/plain" + html + `"A plain page" true`,
		"response https://news.example/chunked" + html + `"A page in chunks" true`,
		"response https://news.example/gzip" + html + `"A page in gzip" true`,
		"response https://news.example/both" + html + `"A page in both" true`,
		"response https://news.example/zlib" + html + `"A page in zlib" true`,
		"response https://news.example/deflate" + html + `"A deflated page" true`,
		"response https://news.example/off" + html + `"Encodings taken off" true`,
		"resource https://news.example/resource" + html + `"A resource" true`,
		"response https://news.example/de" + html + `"Brücke" true`,
		"response https://news.example/" + html + `"" true`,
		"response https://news.example/a.png 200 image/png \"\" false",
		"response https://news.example/gone 404 text/html; charset=utf-8 \"\" true",
	}
	for _, name := range []string{"crawl.warc", "crawl.warc.gz"} {
		for how, in := range map[string]io.Reader{
			"whole":        bytes.NewReader(file(t, name)),
			"byte by byte": iotest.OneByteReader(bytes.NewReader(file(t, name))),
		} {
			t.Run(name+" "+how, func(t *testing.T) {
				got, err := listing(in)
				if err != io.EOF {
					t.Error(err)
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Error(diff)
				}
			})
		}
	}
}

func TestBrotli(t *testing.T) {
	got, err := listing(bytes.NewReader(file(t, "brotli.warc")))
	want := []string{"warcinfo  (warc: no answer of HTTP)", "response https://news.example/br (warc: the content encoding is not known)"}
	if diff := cmp.Diff(want, got); diff != "" || err != io.EOF {
		t.Error(diff, err)
	}
}

func TestRecord(t *testing.T) {
	r := warc.NewReader(bytes.NewReader(file(t, "crawl.warc.gz")))
	var rec *warc.Record
	for range 3 {
		var err error
		if rec, err = r.Next(); err != nil {
			t.Fatal(err)
		}
	}
	if want := time.Date(2025, 7, 5, 6, 7, 8, 0, time.UTC); !rec.Date.Equal(want) || rec.Number != 3 {
		t.Errorf("%v, record %d", rec.Date, rec.Number)
	}
	if id := rec.Header.Get("WARC-Record-ID"); !strings.HasPrefix(id, "<urn:uuid:") {
		t.Errorf("id %q", id)
	}
	if _, err := r.Next(); err != nil {
		t.Fatal(err)
	}
	if _, err := rec.Body.Read(make([]byte, 1)); err == nil || err == io.EOF {
		t.Error("a record is read after its time:", err)
	}
}

// A file that is cut anywhere has the records before the cut, and says that it was cut.
func TestTruncated(t *testing.T) {
	for _, name := range []string{"crawl.warc", "crawl.warc.gz"} {
		data := file(t, name)
		all, _ := listing(bytes.NewReader(data))
		for at := 1; at < len(data)-4; at += 61 {
			got, err := listing(bytes.NewReader(data[:at]))
			if len(got) > len(all) {
				t.Fatalf("%s cut at %d: %d records", name, at, len(got))
			}
			if err != io.EOF && !errors.Is(err, warc.ErrFormat) {
				t.Fatalf("%s cut at %d: %v", name, at, err)
			}
		}
		if _, err := listing(bytes.NewReader(data[:len(data)/2])); !errors.Is(err, io.ErrUnexpectedEOF) || !errors.Is(err, warc.ErrFormat) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestDamaged(t *testing.T) {
	record := func(header, block string) string {
		return fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\n%s\r\n\r\n%s\r\n\r\n", header, block)
	}
	sized := func(block string) string { return record(fmt.Sprintf("Content-Length: %d", len(block)), block) }
	for name, c := range map[string]struct{ in, want string }{
		"empty":            {"", "not a WARC file"},
		"another file":     {"hello\nworld\n", `"hello" in place of WARC/1.0`},
		"no length":        {record("X: y", "abc"), `Content-Length: ""`},
		"a bad length":     {record("Content-Length: -1", "abc"), `Content-Length: "-1"`},
		"a long one":       {record("Content-Length: 99999999999", "abc"), "unexpected EOF"},
		"no end of header": {"WARC/1.0\r\n" + strings.Repeat("a: b\r\n", 400_000), "the header has no end"},
		"a short length":   {record("Content-Length: 1", "abc"), `"bc" in place of WARC/1.0`},
		"half of gzip":     {"\x1f\x8b\x08", "unexpected EOF"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := listing(strings.NewReader(c.in))
			if !errors.Is(err, warc.ErrFormat) || !strings.Contains(err.Error(), c.want) {
				t.Error(err)
			}
		})
	}
	for name, c := range map[string]struct{ block, want string }{
		"no status":        {"hello\r\n\r\n", "warc: not a WARC file, or a damaged one"},
		"a strange status": {"HTTP/1.1 OK\r\n\r\n", "warc: not a WARC file, or a damaged one"},
		"an empty answer":  {"", "warc: not a WARC file, or a damaged one"},
		"odd header lines": {"HTTP/1.0 200\r\nno colon\r\n: empty\r\nA: b\r\n c\r\n\r\n<html></html>", ` 200  "" true`},
		"chunks that end":  {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", "broken"},
		"no gzip in it":    {"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b", "unexpected EOF"},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := listing(strings.NewReader(sized(c.block)))
			if err != io.EOF || len(got) != 1 || !strings.Contains(got[0], c.want) {
				t.Error(got, err)
			}
		})
	}
}

func FuzzReader(f *testing.F) {
	f.Add(file(f, "crawl.warc"))
	f.Add(file(f, "crawl.warc.gz"))
	f.Add([]byte("WARC/1.1\r\nContent-Length: 3\r\n\r\nabc\r\n\r\nWARC/1.1\r\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		r := warc.NewReader(bytes.NewReader(data))
		for last := 0; ; {
			rec, err := r.Next()
			if err != nil {
				if _, again := r.Next(); again != err {
					t.Fatal("another error after the end: ", again)
				}
				return
			}
			if rec.Number != last+1 {
				t.Fatalf("record %d after %d", rec.Number, last)
			}
			last = rec.Number
			if page, err := rec.Response(); err == nil {
				io.Copy(io.Discard, io.LimitReader(page.Body, 1<<20))
			}
		}
	})
}

func ExampleReader() {
	f, err := os.Open("testdata/crawl.warc.gz")
	if err != nil {
		panic(err)
	}
	defer f.Close()
	r := warc.NewReader(f)
	for {
		rec, err := r.Next()
		if err == io.EOF {
			break
		} else if err != nil {
			panic(err)
		}
		page, err := rec.Response()
		if err != nil || page.Status != 200 {
			continue
		}
		fmt.Println(rec.URL, rec.Date.Format(time.DateOnly), page.ContentType)
		if rec.Number == 4 {
			break
		}
	}
	// Output:
	// https://news.example/plain 2025-07-05 text/html; charset=utf-8
	// https://news.example/chunked 2025-07-05 text/html; charset=utf-8
}

// An archive takes no more memory than a record, however long it is.
func BenchmarkReader(b *testing.B) {
	data := file(b, "crawl.warc.gz")
	if _, err := gzip.NewReader(bytes.NewReader(data)); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := listing(bytes.NewReader(data)); err != io.EOF {
			b.Fatal(err)
		}
	}
}
