package site_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"dictum.example/entity"
	"dictum.example/extract"
	"dictum.example/internal/sample"
	"dictum.example/quote"
	"dictum.example/site"
	"dictum.example/text"
)

// saying returns a document in which somebody says something.
func saying(id, title, who, node, what string, polarity quote.Polarity) *extract.Document {
	s := who + " said: " + what
	e := &entity.Entity{ID: "e1", Type: entity.Person, Name: who, Node: node, Mentions: []entity.Mention{
		{Excerpt: text.Excerpt{Span: text.Span{End: len(who)}, Text: who}, Type: entity.Person, Kind: entity.Name}}}
	content := text.Excerpt{Span: text.Span{Start: len(s) - len(what), End: len(s)}, Text: what}
	return &extract.Document{
		Article:  extract.Article{ID: id, Title: title, Text: s, Published: time.Date(2025, 7, 4, 0, 0, 0, 0, time.UTC)},
		Blocks:   []text.Block{{Span: text.Span{End: len(s)}}},
		Entities: []*entity.Entity{e},
		Quotes: []*quote.Quote{{Kind: quote.Indirect, Text: what, Content: []text.Excerpt{content}, Speaker: e, SpeakerKind: quote.NamedPerson,
			Polarity: polarity, Speech: true, Confidence: 1}},
	}
}

// made returns the pages of a site, by their names.
func made(t testing.TB, docs ...*extract.Document) map[string]string {
	t.Helper()
	dir := t.TempDir()
	s, err := site.Create(dir, site.Options{Title: "Rain & <sun>"})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range docs {
		if err := s.Add(d); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	pages := map[string]string{}
	err = filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		pages[filepath.ToSlash(name)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

// page returns the page whose name begins so.
func page(t *testing.T, pages map[string]string, begin string) string {
	t.Helper()
	for name, p := range pages {
		if strings.HasPrefix(name, begin) {
			return p
		}
	}
	t.Fatalf("no page %s", begin)
	return ""
}

func TestSite(t *testing.T) {
	pages := made(t, saying("1", "First", "Ann Berg", "n1", "it rained", quote.Affirmed),
		saying("2", "Second", "A. Berg", "n1", "it snowed", quote.Denied), saying("3", "Third", "Bo Lund", "", "no comment", quote.Declined))
	if len(pages) != 6 {
		t.Fatalf("%d pages", len(pages))
	}
	ann := page(t, pages, "people/ann-berg-")
	for _, want := range []string{"<h1><bdi>Ann Berg</bdi></h1>", "it rained", "it snowed", "indirect, denied", ">First<", ">Second<"} {
		if !strings.Contains(ann, want) {
			t.Errorf("no %q in the page of Ann Berg", want)
		}
	}
	if strings.Contains(ann, "no comment") {
		t.Error("Ann Berg says what Bo Lund said")
	}
	if !strings.Contains(page(t, pages, "people/bo-lund-"), "declined to say") {
		t.Error("who declined to say something says it")
	}
	if index := pages["index.html"]; !strings.Contains(index, "3 articles, 2 people") || !strings.Contains(index, "Rain &amp; &lt;sun&gt;") {
		t.Error("the index")
	}
}

var linkRE = regexp.MustCompile(`(?:href|data-to)="([^"#]*)(#[^"]*)?"`)

// Every link within the site leads to a page of it, and to a place that is there.
func TestLinks(t *testing.T) {
	doc, err := sample.Document()
	if err != nil {
		t.Fatal(err)
	}
	pages := made(t, doc, saying("2", "Second", "Ann Berg", "", "it snowed", quote.Affirmed))
	links := 0
	for name, p := range pages {
		if strings.HasPrefix(name, "articles/") {
			continue
		}
		for _, m := range linkRE.FindAllStringSubmatch(p, -1) {
			if m[1] == "" || strings.HasPrefix(m[1], "https:") {
				continue
			}
			target, ok := pages[filepath.ToSlash(filepath.Join(filepath.Dir(name), m[1]))]
			if !ok {
				t.Errorf("%s: no page %s", name, m[1])
			} else if m[2] != "" && !strings.Contains(target, fmt.Sprintf("id=%q", m[2][1:])) {
				t.Errorf("%s: no place %s in %s", name, m[2], m[1])
			}
			links++
		}
	}
	if links < 20 {
		t.Errorf("%d links", links)
	}
}

// What stands in a document is text, whatever it looks like, and names no file outside.
func TestHostile(t *testing.T) {
	const evil = `</title></script><script>alert(1)</script>"'><img src=x onerror=alert(1)>../../etc/passwd`
	pages := made(t, saying(evil, evil, evil, evil, evil, quote.Affirmed), saying(evil, evil, evil, evil, evil, quote.Affirmed))
	for name, p := range pages {
		if strings.Contains(p, "<img") || strings.Count(p, "<script>") > 1 || strings.Contains(p, "<script>alert") {
			t.Errorf("%s: what an article says is markup", name)
		}
		if strings.Contains(name, "..") || len(name) > 100 {
			t.Errorf("a page is called %s", name)
		}
	}
	if len(pages) != 4 {
		t.Errorf("%d pages of two articles and a person", len(pages))
	}
}

func TestNowhere(t *testing.T) {
	if _, err := site.Create(filepath.Join("site_test.go", "x"), site.Options{}); err == nil {
		t.Error("a folder in a file")
	}
}

func Example() {
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	s, err := site.Create(dir, site.Options{Title: "A storm"})
	if err != nil {
		panic(err)
	}
	if err := s.Add(saying("1", "Ferries stop", "Ann Berg", "", "it would snow", quote.Affirmed)); err != nil {
		panic(err)
	}
	if err := s.Close(); err != nil {
		panic(err)
	}
	people, _ := filepath.Glob(filepath.Join(dir, "people", "*"))
	fmt.Println(len(people), strings.HasPrefix(filepath.Base(people[0]), "ann-berg-"))
	// Output: 1 true
}
