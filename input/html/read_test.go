package html_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dictum.example/extract"
	"dictum.example/input/html"
	"dictum.example/text"
)

func read(t *testing.T, page string, o html.Options) extract.Article {
	t.Helper()
	a, err := html.Read(t.Context(), strings.NewReader(page), o)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// blocks returns the blocks of an article, each with its kind before it.
func blocks(a extract.Article) []string {
	var out []string
	for _, b := range a.Layout {
		out = append(out, b.Kind.String()+": "+b.Of(a.Text))
	}
	return out
}

func harbour(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "harbour.html"))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestRead(t *testing.T) {
	a := read(t, harbour(t), html.Options{})
	want := []string{
		"headline: Harbour reopens after three weeks",
		"caption: The first ship at the quay on Friday. Photograph: Jo Sand",
		"paragraph: The harbour of Halvik opened again on Friday, three weeks after a crane fell into the basin, " +
			"the Harbour Board said.",
		"paragraph: “Every crane has been checked,” Maria Okoye, the board’s chair, told reporters. She said that two " +
			"of them would be taken down.",
		"heading: What the board found",
		"paragraph: A report of the board lists what went wrong before the crane fell, and who knew of it:",
		"list_item: The brakes had not been tested since 2019.",
		"list_item: Nobody read the letter of the maker, Veltro Bridges.",
		"block_quote: We should have listened. We did not, and I am sorry for that, wrote the chief engineer.",
		"paragraph: Ships may enter from Monday on, the board said, and the ferry will sail again in a week.",
	}
	if diff := cmp.Diff(want, blocks(a)); diff != "" {
		t.Error(diff)
	}
	wantAbout := extract.Article{Title: "Harbour reopens after three weeks", Authors: []string{"Jane Doe", "John Roe"},
		URL: "https://news.example/2025/harbour", Published: time.Date(2025, 7, 4, 9, 30, 0, 0, time.UTC)}
	got := extract.Article{Title: a.Title, Authors: a.Authors, URL: a.URL, Published: a.Published.UTC()}
	if diff := cmp.Diff(wantAbout, got); diff != "" {
		t.Error(diff)
	}
	if !strings.HasPrefix(a.ID, extract.MadeUpID) {
		t.Errorf("id %q", a.ID)
	}
	if _, err := text.ParseBlocks(t.Context(), a.Text, a.Layout); err != nil {
		t.Error(err)
	}
}

// page returns a page with a head, and running text that is long enough.
func page(head, body string) string {
	const sentence = "The council of Halvik met on Tuesday and talked about the bridge across the sound for three hours, its clerk said. "
	return "<!doctype html><html><head>" + head + "</head><body><article>" + body + "<p>" + strings.Repeat(sentence, 3) + "</p><p>" +
		strings.Repeat(sentence, 2) + "</p></article></body></html>"
}

func TestAbout(t *testing.T) {
	day := func(s string) time.Time {
		t, err := time.Parse(time.DateOnly, s)
		if err != nil {
			panic(err)
		}
		return t
	}
	ld := func(s string) string { return `<script type="application/ld+json">` + s + `</script>` }
	for name, c := range map[string]struct {
		head string
		want extract.Article
	}{
		"JSON-LD first": {
			`<title>Other | Site</title><meta property="og:title" content="Another">` +
				ld(`{"@context":"https://schema.org","@type":"NewsArticle","headline":"A bridge",`+
					`"author":{"@type":"Person","name":"Ann Berg"},"datePublished":"2025-01-14"}`),
			extract.Article{Title: "A bridge", Authors: []string{"Ann Berg"}, Published: day("2025-01-14")},
		},
		"in a graph": {
			ld(`{"@graph":[{"@type":"WebSite","name":"Site"},{"@type":["Report","NewsArticle"],` +
				`"headline":"A &amp; B","author":[{"name":"Ann Berg"},"Bo Lund"]}]}`),
			extract.Article{Title: "A & B", Authors: []string{"Ann Berg", "Bo Lund"}},
		},
		"damaged JSON-LD": {
			ld(`{"@type":"NewsArticle",`) + `<meta property="og:title" content="A bridge"><meta name="author" content="By Ann Berg and Bo Lund">`,
			extract.Article{Title: "A bridge", Authors: []string{"Ann Berg", "Bo Lund"}},
		},
		"JSON-LD of something else": {
			ld(`{"@type":"Organization","name":"Site","author":"Nobody"}`) + `<title>A bridge for the town of Halvik | The Halvik Post</title>`,
			extract.Article{Title: "A bridge for the town of Halvik"},
		},
		"meta elements": {
			`<meta property="article:published_time" content="2025-01-14T00:00:00Z"><link rel="canonical" href="https://a.example/b">` +
				`<meta property="article:author" content="https://a.example/ann"><title>A bridge</title>`,
			extract.Article{Title: "A bridge", URL: "https://a.example/b", Published: day("2025-01-14")},
		},
		"addresses that are none": {
			`<link rel="canonical" href="javascript:alert(1)"><meta property="og:url" content="/b"><title>A bridge</title>`,
			extract.Article{Title: "A bridge"},
		},
		"a moment that is none": {`<meta name="date" content="soon"><title>A bridge</title>`, extract.Article{Title: "A bridge"}},
	} {
		t.Run(name, func(t *testing.T) {
			a := read(t, page(c.head, ""), html.Options{})
			got := extract.Article{Title: a.Title, Authors: a.Authors, URL: a.URL, Published: a.Published}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestBlocks(t *testing.T) {
	for name, c := range map[string]struct {
		body string
		want []string
	}{
		"white space is one blank": {"<p>One\n\t two&nbsp;<b>three</b> <i>four</i>,\u200b five.</p>",
			[]string{"paragraph: One two three four, five."}},
		"a break ends a block":      {"<p>He said:<br><br>“No.”</p>", []string{"paragraph: He said:", "paragraph: “No.”"}},
		"q has marks":               {"<p>He said <q>no</q> twice.</p>", []string{"paragraph: He said “no” twice."}},
		"numbers of notes are none": {`<p>It rained.<sup><a href="#n1">[1]</a></sup> Twice.</p>`, []string{"paragraph: It rained. Twice."}},
		"what leads elsewhere": {`<p>First.</p><p>Read more: <a href="/x">A storm is coming to the coast</a></p><p><a href="/y">Storm</a></p>`,
			[]string{"paragraph: First."}},
		"a link in a sentence stays": {`<p>The <a href="/x">Harbour Board</a> met.</p>`, []string{"paragraph: The Harbour Board met."}},
		"scripts and forms": {`<p>First.</p><script>alert(1)</script><form><p>Your name</p><input></form><style>p{}</style>`,
			[]string{"paragraph: First."}},
		"the title again": {`<h2>A bridge for Halvik</h2><p>First.</p>`, []string{"paragraph: First."}},
		"the authors":     {`<p>By Ann Berg</p><p>First.</p>`, []string{"paragraph: First."}},
		"a caption by class": {`<div class="wp-caption"><img src="a.png"><p class="wp-caption-text">The quay</p></div><p>First.</p>`,
			[]string{"caption: The quay", "paragraph: First."}},
		"soft hyphens": {"<p>The Harb\u00adour Board met.</p>", []string{"paragraph: The Harbour Board met."}},
	} {
		t.Run(name, func(t *testing.T) {
			a := read(t, page(`<title>A bridge for Halvik</title><meta name="author" content="Ann Berg">`, c.body), html.Options{})
			got := blocks(a)
			if len(got) < 3 {
				t.Fatal(got)
			}
			if diff := cmp.Diff(c.want, got[1:len(got)-2]); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestOtherEncodings(t *testing.T) {
	for name, c := range map[string]struct {
		page string
		o    html.Options
	}{
		"UTF-8 that nobody tells of": {page(`<title>A bridge</title>`, "<p>“Müller” said so.</p>"), html.Options{}},
		"UTF-8 called Latin-1":       {page(`<meta charset="iso-8859-1"><title>A bridge</title>`, "<p>“Müller” said so.</p>"), html.Options{}},
		"Windows 1252": {page(`<meta charset="windows-1252"><title>A bridge</title>`, "<p>\x93M\xfcller\x94 said so.</p>"),
			html.Options{}},
		"by HTTP": {page(`<title>A bridge</title>`, "<p>\x93M\xfcller\x94 said so.</p>"),
			html.Options{ContentType: "text/html; charset=windows-1252"}},
	} {
		t.Run(name, func(t *testing.T) {
			if a := read(t, c.page, c.o); !strings.Contains(a.Text, "“Müller” said so.") {
				t.Errorf("%.100q", a.Text)
			}
		})
	}
}

func TestBinary(t *testing.T) {
	picture := strings.Repeat("\xff\xd8\xff\xe0\x00\x10JFIF\x00<p>a picture, and no page at all</p>", 100)
	if a, err := html.Read(t.Context(), strings.NewReader(picture), html.Options{}); !errors.Is(err, extract.ErrBinary) {
		t.Errorf("%v %q", err, a.Text)
	}
}

func TestNoArticle(t *testing.T) {
	links := strings.Repeat(`<li><a href="/x">A storm is coming to the coast of Norway, and nobody is ready for it yet</a></li>`, 40)
	for name, p := range map[string]string{
		"empty":      "",
		"no markup":  "hello",
		"front page": "<html><body><ul>" + links + "</ul></body></html>",
		"short":      "<html><body><p>It rained.</p></body></html>",
		"bytes":      "\x00\xff\x00\xfe",
	} {
		t.Run(name, func(t *testing.T) {
			if a, err := html.Read(t.Context(), strings.NewReader(p), html.Options{}); !errors.Is(err, html.ErrNoArticle) {
				t.Errorf("%.200q, %v", a.Text, err)
			}
		})
	}
}

func TestTooLarge(t *testing.T) {
	for name, c := range map[string]struct {
		page string
		o    html.Options
	}{
		"bytes":    {page("", strings.Repeat("x", 2000)), html.Options{MaxBytes: 1000}},
		"deep":     {strings.Repeat("<div>", 20_000), html.Options{}},
		"elements": {strings.Repeat("<p>x", 200_000), html.Options{}},
		"heavy":    {strings.Repeat("<div>", 400) + strings.Repeat("<p>"+strings.Repeat("It rained. ", 20), 20_000), html.Options{}},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := html.Read(t.Context(), strings.NewReader(c.page), c.o); !errors.Is(err, html.ErrTooLarge) {
				t.Error(err)
			}
		})
	}
}

func TestEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := html.Read(ctx, strings.NewReader(harbour(t)), html.Options{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	broken := io.MultiReader(strings.NewReader("<html>"), brokenReader{})
	if _, err := html.Read(t.Context(), broken, html.Options{}); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Error(err)
	}
}

type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

func FuzzRead(f *testing.F) {
	f.Add(page("<title>A bridge</title>", "<h2>a</h2><ul><li>b</ul><blockquote>c<figure><figcaption>d"))
	f.Add(`<script type="application/ld+json">[[{"@type":"Article","author":[[1]],"headline":2}]]</script>`)
	f.Add("<table><tr><p><a><b><i></p></table><br><pre>a\nb</pre>")
	f.Fuzz(func(t *testing.T, s string) {
		a, err := html.Read(t.Context(), strings.NewReader(s), html.Options{MaxBytes: 1 << 16})
		if err != nil {
			return
		}
		if _, err := text.ParseBlocks(t.Context(), a.Text, a.Layout); err != nil {
			t.Fatal(err)
		}
	})
}

func ExampleRead() {
	page, err := os.Open("testdata/harbour.html")
	if err != nil {
		panic(err)
	}
	defer page.Close()
	a, err := html.Read(context.Background(), page, html.Options{})
	if err != nil {
		panic(err)
	}
	fmt.Println(a.Title, a.Authors, a.Published.Format(time.DateOnly))
	for _, b := range a.Layout[:3] {
		fmt.Printf("%s: %.40s\n", b.Kind, b.Of(a.Text))
	}
	// Output:
	// Harbour reopens after three weeks [Jane Doe John Roe] 2025-07-04
	// headline: Harbour reopens after three weeks
	// caption: The first ship at the quay on Friday. Ph
	// paragraph: The harbour of Halvik opened again on Fr
}
