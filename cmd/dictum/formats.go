package main

import (
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"mime"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/klauspost/compress/zstd"

	"dictum.example/extract"
	"dictum.example/input/feed"
	"dictum.example/input/html"
	"dictum.example/input/warc"
	"dictum.example/internal/language"
)

// A format turns a file, which messages call name, into articles.
type format func(in *input, r io.Reader, name string, yield func(extract.Article, error) bool)

// formats are the kinds of input by the names that --input has for them.
var formats = map[string]format{"text": (*input).text, "jsonl": (*input).jsonl, "html": (*input).page, "warc": (*input).archive,
	"feed": (*input).feed}

// extensions tell the formats of files.
var extensions = map[string]string{".jsonl": "jsonl", ".ndjson": "jsonl", ".html": "html", ".htm": "html", ".xhtml": "html",
	".warc": "warc", ".rss": "feed", ".atom": "feed", ".rdf": "feed", ".xml": "feed", ".txt": "text", ".text": "text"}

// extension returns what a name ends in, without what tells how the file is compressed.
func extension(name string) string {
	name = strings.ToLower(name)
	for _, packed := range []string{".gz", ".zst"} {
		name = strings.TrimSuffix(name, packed)
	}
	return filepath.Ext(name)
}

// format returns how a file is read; by its name, where the command line does not tell.
func (in *input) format(name string) format {
	if f, ok := formats[in.as]; ok {
		return f
	}
	if f, ok := formats[extensions[extension(name)]]; ok {
		return f
	}
	return (*input).text
}

func (in *input) text(r io.Reader, name string, yield func(extract.Article, error) bool) {
	a, err := extract.ReadText(r, name, in.maxText)
	if err != nil {
		err = &fileError{name, cause(err)}
	}
	yield(a, err)
}

func (in *input) jsonl(r io.Reader, name string, yield func(extract.Article, error) bool) {
	extract.ReadArticles(r, name, in.maxText)(yield)
}

func (in *input) page(r io.Reader, name string, yield func(extract.Article, error) bool) {
	a, err := html.Read(in.ctx, r, html.Options{MaxBytes: in.maxPage()})
	if err != nil {
		err = &fileError{name, cause(err)}
	}
	a.Origin = name
	yield(a, err)
}

// maxPage is how many bytes a page may have: most are not the article's.
func (in *input) maxPage() int {
	if in.maxText < 0 {
		return in.maxText
	}
	return max(in.maxText, html.MaxBytes)
}

func (in *input) feed(r io.Reader, name string, yield func(extract.Article, error) bool) {
	articles, err := feed.Read(in.ctx, r, feed.Options{Name: name})
	if err != nil {
		yield(extract.Article{}, &fileError{name, cause(err)})
		return
	}
	for a, err := range articles {
		item := (*feed.ItemError)(nil)
		if errors.As(err, &item) {
			err = &placeError{file: name, line: item.Number, url: item.URL, err: item.Err}
		}
		if !yield(a, err) {
			return
		}
	}
}

// archive yields the English articles of a web archive, and tells how many records it left out, and why.
func (in *input) archive(r io.Reader, name string, yield func(extract.Article, error) bool) {
	in.skipped = skipCounter{}
	records := warc.NewReader(r)
	for n := 0; ; {
		rec, err := records.Next()
		if err == io.EOF {
			in.skipped.tell(in.log, name, n)
			return
		} else if err != nil {
			in.skipped.tell(in.log, name, n)
			yield(extract.Article{}, &fileError{name, cause(err)})
			return
		}
		a, err := in.record(rec, name)
		if why := (skipped("")); errors.As(err, &why) {
			in.skipped[string(why)]++
			if !in.done.told(name, rec.Number, rec.URL) {
				in.log.skip(errorRecord{File: name, Line: rec.Number, URL: rec.URL, Reason: string(why), Skipped: true})
			}
			continue
		}
		n++
		if err != nil {
			err = &placeError{file: name, line: rec.Number, url: rec.URL, err: err}
		}
		if !yield(a, err) {
			return
		}
	}
}

// A skipped error tells why a record is left out that is no failure.
type skipped string

func (s skipped) Error() string { return string(s) }

// record returns the article of a record.
func (in *input) record(rec *warc.Record, name string) (extract.Article, error) {
	page, err := rec.Response()
	switch {
	case errors.Is(err, warc.ErrNoResponse):
		return extract.Article{}, skipped("no answer of a server")
	case err != nil:
		return extract.Article{}, err
	case page.Status != 200:
		return extract.Article{}, skipped("an answer that is no page")
	}
	if kind, _, err := mime.ParseMediaType(page.ContentType); kind != "text/html" && kind != "application/xhtml+xml" ||
		err != nil && kind == "" {
		return extract.Article{}, skipped("of another content type")
	}
	a, err := html.Read(in.ctx, page.Body, html.Options{URL: rec.URL, ContentType: page.ContentType, MaxBytes: in.maxPage()})
	switch {
	case errors.Is(err, html.ErrNoArticle):
		return extract.Article{}, skipped("a page without an article")
	case err != nil:
		return extract.Article{}, err
	case !language.IsEnglish(a.Text):
		return extract.Article{}, skipped("not in English")
	}
	a.Origin = fmt.Sprintf("%s:%d", name, rec.Number)
	if a.Published.IsZero() {
		a.Published = rec.Date
	}
	return a, nil
}

// A skipCounter counts what is left out of a file, by the reason.
type skipCounter map[string]int

// tell notes the counts beside that of the articles.
func (c skipCounter) tell(log *report, name string, articles int) {
	if len(c) == 0 {
		return
	}
	var parts []string
	for _, why := range slices.Sorted(maps.Keys(c)) {
		parts = append(parts, fmt.Sprintf("%d %s", c[why], why))
	}
	log.note(name, fmt.Sprintf("%d articles; left out: %s", articles, strings.Join(parts, ", ")))
}

// A placeError tells where in a file something could not be read.
type placeError struct {
	file string
	line int
	url  string
	err  error
}

func (e *placeError) Error() string { return fmt.Sprintf("%s:%d: %v", e.file, e.line, e.err) }
func (e *placeError) Unwrap() error { return e.err }

// decompressed returns what r holds where that begins as gzip or Zstandard do, and else r.
func decompressed(r io.Reader) (in io.Reader, free func(), err error) {
	buffered := bufio.NewReaderSize(r, 1<<16)
	switch start, _ := buffered.Peek(4); {
	case strings.HasPrefix(string(start), "\x1f\x8b"):
		z, err := gzip.NewReader(buffered)
		return z, func() {}, err
	case string(start) == "\x28\xb5\x2f\xfd":
		z, err := zstd.NewReader(buffered, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(1<<27))
		if err != nil {
			return nil, nil, err
		}
		return z, z.Close, nil
	}
	return buffered, func() {}, nil
}

// expanded returns the files that names stand for: a folder for those in it and below whose names
// tell that they hold articles (all of them, where the command line tells how they are read), and
// a pattern, of which there is no file, for those that match. They are in the order of their names.
func expanded(names []string, as string) ([]string, error) {
	var out []string
	for _, name := range names {
		info, err := os.Stat(name)
		switch {
		case name == stdinName || err == nil && !info.IsDir():
			out = append(out, name)
		case err == nil:
			files, err := below(name, as)
			if err != nil {
				return nil, err
			}
			out = append(out, files...)
		default:
			out = append(out, matching(name)...)
		}
	}
	if len(names) > 0 && len(out) == 0 {
		return nil, fmt.Errorf("no files of articles in %s", strings.Join(names, ", "))
	}
	return out, nil
}

// matching returns the files that a pattern means, but for hidden ones, or else the pattern: what is
// wrong with it shows when it is opened.
func matching(pattern string) []string {
	matches, err := filepath.Glob(pattern)
	matches = slices.DeleteFunc(matches, func(name string) bool { return strings.HasPrefix(filepath.Base(name), ".") })
	if err != nil || len(matches) == 0 {
		return []string{pattern}
	}
	return matches
}

// below returns the files in a folder and in those in it, but for hidden ones.
func below(folder, as string) ([]string, error) {
	var out []string
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case path != folder && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
		case d.IsDir():
		case as != "auto" || extensions[extension(d.Name())] != "":
			out = append(out, path)
		}
		return nil
	})
	return out, err
}
