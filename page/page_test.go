package page_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"html"
	"log"
	"math/rand/v2"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"dictum.example/entity"
	"dictum.example/entity/value"
	"dictum.example/extract"
	"dictum.example/fact"
	"dictum.example/internal/golden"
	"dictum.example/internal/sample"
	"dictum.example/page"
	"dictum.example/quote"
	"dictum.example/text"
)

func render(t testing.TB, doc *extract.Document) string {
	t.Helper()
	var b bytes.Buffer
	if err := page.Write(&b, doc); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestSample(t *testing.T) {
	doc, err := sample.Document()
	if err != nil {
		t.Fatal(err)
	}
	golden.File(t, filepath.Join("testdata", "sample.html"), render(t, doc))
}

// Documents come from extract.Extractor; this one is made by hand.
func ExampleWrite() {
	const article = "“It went well,” Ana Ruiz said."
	said := text.Span{Start: 0, End: 19}.Cut(article)
	name := text.Span{Start: 20, End: 28}.Cut(article)
	ana := &entity.Entity{ID: "e1", Type: entity.Person, Name: "Ana Ruiz",
		Mentions: []entity.Mention{{Excerpt: name, Type: entity.Person, Kind: entity.Name}}}
	doc := &extract.Document{
		Article:  extract.Article{Text: article},
		Entities: []*entity.Entity{ana},
		Quotes: []*quote.Quote{{Kind: quote.Direct, Text: said.Text, Content: []text.Excerpt{said}, Source: &name,
			Speaker: ana, SpeakerKind: quote.NamedPerson, Speech: true}},
	}
	var out strings.Builder
	if err := page.Write(&out, doc); err != nil {
		log.Fatal(err)
	}
	for line := range strings.Lines(out.String()) {
		if strings.HasPrefix(line, `<p dir="auto"`) {
			fmt.Print(strings.ReplaceAll(line, "><", ">\n<"))
		}
	}
	// Output:
	// <p dir="auto" class="paragraph">
	// <span class="quote direct s1" title="direct quote" id="q1" tabindex="-1">“It went well,”</span>
	// <a class="chip" href="#p1-said" aria-label="said by Ana Ruiz">
	// <bdi>Ana Ruiz</bdi>
	// </a> <span class="source s1">
	// <a class="name person" href="#p1-said" title="Ana Ruiz, person" id="m1">Ana Ruiz</a>
	// </span> said.</p>
}

func TestErrors(t *testing.T) {
	if err := page.Write(&bytes.Buffer{}, nil); !errors.Is(err, page.ErrNoDocument) {
		t.Errorf("no document: %v", err)
	}
	full := errors.New("disk full")
	if err := page.Write(failing{full}, &extract.Document{Article: extract.Article{ID: "a7"}}); !errors.Is(err, full) ||
		!strings.Contains(err.Error(), "a7") {
		t.Errorf("full disk: %v", err)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

// marks of brackets in the text: [quote] {source} <cue> /name/.
func TestBody(t *testing.T) {
	block := func(kind text.BlockKind, start, end int) text.Block {
		return text.Block{Kind: kind, Span: text.Span{Start: start, End: end}}
	}
	for _, test := range []struct {
		name   string
		text   string
		blocks []text.Block
		quotes [][2]int
		names  [][2]int
		want   string
	}{
		{"no blocks", "One.\n\nTwo.", nil, nil, nil, "<p>One.\n\nTwo.</p>"},
		{"text outside of blocks", "One. Two. Three.", []text.Block{block(text.Paragraph, 5, 9)}, nil, nil,
			"<p>One. </p><p>Two.</p><p> Three.</p>"},
		{"headline and heading", "A\nB", []text.Block{block(text.Headline, 0, 1), block(text.Heading, 2, 3)}, nil, nil,
			"<h1>A</h1><h2>B</h2>"},
		{"dateline on the paragraph's line", "OSLO - It rained.", []text.Block{block(text.Dateline, 0, 6), block(text.Paragraph, 7, 17)},
			nil, nil, "<p>OSLO - It rained.</p>"},
		{"list", "- a\n- b", []text.Block{block(text.ListItem, 0, 3), block(text.ListItem, 4, 7)}, nil, nil,
			"<ul><li>- a</li><li>- b</li></ul>"},
		{"name in a quote", "abcdef", nil, [][2]int{{1, 5}}, [][2]int{{2, 3}}, "<p>a<q>b<a>c</a>de</q>f</p>"},
		{"name across the end of a quote", "abcdef", nil, [][2]int{{0, 3}}, [][2]int{{2, 4}}, "<p><q>ab<a>c</a></q><a>d</a>ef</p>"},
		{"name around a quote", "abcdef", nil, [][2]int{{2, 3}}, [][2]int{{1, 5}}, "<p>a<a>b</a><q><a>c</a></q><a>de</a>f</p>"},
		{"quote over two blocks", "ab\ncd", []text.Block{block(text.Paragraph, 0, 2), block(text.Paragraph, 3, 5)}, [][2]int{{1, 4}},
			nil, "<p>a<q>b</q></p><p><q>c</q>d</p>"},
		{"overlapping names", "abcdef", nil, nil, [][2]int{{0, 3}, {2, 5}}, "<p><q></q><a>abc</a>def</p>"},
		{"spans outside of the text", "ab", []text.Block{block(text.Paragraph, 5, 9)}, [][2]int{{-1, 1}, {1, 9}, {2, 1}},
			[][2]int{{7, 8}}, "<p>ab</p>"},
	} {
		t.Run(test.name, func(t *testing.T) {
			doc := &extract.Document{Article: extract.Article{Text: test.text}, Blocks: test.blocks}
			for _, q := range test.quotes {
				s := text.Span{Start: q[0], End: q[1]}
				doc.Quotes = append(doc.Quotes, &quote.Quote{Kind: quote.Direct, Content: []text.Excerpt{s.Cut(test.text)}})
			}
			for _, n := range test.names {
				s := text.Span{Start: n[0], End: n[1]}
				doc.Entities = append(doc.Entities,
					&entity.Entity{Type: entity.Person, Name: "N", Mentions: []entity.Mention{{Excerpt: s.Cut(test.text)}}})
			}
			if diff := cmp.Diff(test.want, skeleton(render(t, doc))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

var (
	article = regexp.MustCompile(`(?s)<main.*?>(.*)</main>`)
	chip    = regexp.MustCompile(`(?s)<a class="chip".*?</a>`)
	meta    = regexp.MustCompile(`(?s)^\s*<p class="meta">.*?</p>|<h1 dir="auto">The title:.*?</h1>`)
	open    = regexp.MustCompile(`<(\w+)[^>]*>`)
	span    = regexp.MustCompile(`(</?)span>`)
	tag     = regexp.MustCompile(`<[^>]*>`)
)

// skeleton returns the article's elements without their attributes.
func skeleton(page string) string {
	body := chip.ReplaceAllString(article.FindStringSubmatch(page)[1], "")
	body = span.ReplaceAllString(open.ReplaceAllString(body, "<$1>"), "${1}q>")
	return regexp.MustCompile(`>\n+<`).ReplaceAllString(strings.TrimSpace(body), "><")
}

func TestSpeakers(t *testing.T) {
	const s = "0123456789"
	at := func(start, end int) text.Excerpt { return text.Span{Start: start, End: end}.Cut(s) }
	ana, ben := &entity.Entity{Type: entity.Person, Name: "Ana"}, &entity.Entity{Type: entity.Org, Name: "Ben & Sons"}
	source := text.Excerpt{Text: "a  neighbour"}
	doc := &extract.Document{Article: extract.Article{Text: s}, Entities: []*entity.Entity{ana, ben}, Quotes: []*quote.Quote{
		{Kind: quote.Direct, Text: "joint", Content: []text.Excerpt{at(0, 1)}, Speaker: ana, Joint: []*entity.Entity{ben}, Speech: true},
		{Kind: quote.Indirect, Text: "denied", Content: []text.Excerpt{at(1, 2)}, Speaker: ana, Polarity: quote.Denied, Addressee: ben,
			Speech: true,
			Nested: []*quote.Quote{{Kind: quote.Indirect, Text: "inner", Content: []text.Excerpt{at(1, 2)}, Speaker: ben, Speech: true}}},
		{Kind: quote.Indirect, Text: "unnamed", Content: []text.Excerpt{at(2, 3)}, Source: &source},
		{Kind: quote.Direct, Text: "nobody", Content: []text.Excerpt{at(3, 4)}, Speech: true},
	}}
	got := render(t, doc)
	for _, want := range []string{
		`<bdi class="tag person">Ana</bdi> <span class="count" title="quotes">2<`,
		`<bdi class="tag org">Ben &amp; Sons</bdi> <span class="count" title="quotes">2<`,
		`unnamed">a neighbour</bdi>`,
		`indirect, <bdi>denied, to Ben &amp; Sons</bdi>`,
		`indirect, <bdi>belief, not speech</bdi>`,
		`<h3>Speaker not named</h3>`,
		`class="quote direct s1 s2"`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}

// The page tells what the article tells of those in it, and its events in the order of the days.
func TestFactsAndTimeline(t *testing.T) {
	const s = "Ana Ruiz left Oslo. Ben <b> stayed."
	at := func(words string) text.Excerpt {
		i := strings.Index(s, words)
		return text.Span{Start: i, End: i + len(words)}.Cut(s)
	}
	ana, ben := &entity.Entity{Type: entity.Person, Name: "Ana Ruiz"}, &entity.Entity{Type: entity.Person, Name: "Ben <b>"}
	day := func(timex string) *fact.Date { return &fact.Date{Value: &value.Value{Timex: timex}} }
	doc := &extract.Document{Article: extract.Article{Text: s}, Entities: []*entity.Entity{ana, ben},
		Quotes: []*quote.Quote{{Kind: quote.Direct, Text: "stayed", Content: []text.Excerpt{at("stayed")}, Speaker: ana, Speech: true}},
		Facts: []*fact.Fact{{Kind: fact.Met, Subject: ana, Object: ben, Confidence: 1},
			{Kind: fact.Spouse, Subject: ben, Object: ana, Confidence: 1}},
		Events: []*fact.Event{
			{Predicate: at("stayed"), Date: day("2025-07-03"), Participants: []fact.Participant{{Words: at("Ben <b>")}}, Confidence: 1},
			{Predicate: at("left"), Date: day("2024"), Participants: []fact.Participant{{Words: at("Ana Ruiz")}}, Confidence: 1},
		}}
	got := render(t, doc)
	for _, want := range []string{
		`<ul class="facts"><li><bdi>met Ben &lt;b&gt;</bdi></li></ul>`, `<ul class="facts"><li><bdi>married to Ana Ruiz</bdi></li></ul>`,
		"<li><span class=\"day\">2024</span> <bdi>Ana Ruiz left</bdi></li>\n" +
			"<li><span class=\"day\">2025-07-03</span> <bdi>Ben &lt;b&gt; stayed</bdi></li>",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}

// checkLinks has every link within the page lead to one element.
func checkLinks(t *testing.T, page string) {
	t.Helper()
	ids := map[string]int{}
	for _, m := range regexp.MustCompile(`<[^>]* id="([^"]*)"`).FindAllStringSubmatch(page, -1) {
		ids[m[1]]++
	}
	for id, n := range ids {
		if n > 1 {
			t.Errorf("%d elements are called %s", n, id)
		}
	}
	for _, m := range regexp.MustCompile(`<a [^>]*href="#([^"]*)"`).FindAllStringSubmatch(page, -1) {
		if ids[m[1]] == 0 {
			t.Errorf("a link leads to %s, and nothing is called so", m[1])
		}
	}
}

// Links lead somewhere, whatever stands over what: a name in a noun phrase that is
// a mention, two entities in one place, a quote over another one.
func TestLinks(t *testing.T) {
	const s = "The head of the Harbour Board, Ana Ruiz, said so."
	at := func(words string) text.Excerpt {
		i := strings.Index(s, words)
		return text.Span{Start: i, End: i + len(words)}.Cut(s)
	}
	named := func(name string, mentions ...entity.Mention) *entity.Entity {
		return &entity.Entity{Type: entity.Org, Name: name, Mentions: mentions}
	}
	ana := named("Ana Ruiz", entity.Mention{Excerpt: at("The head of the Harbour Board"), Kind: entity.Nominal},
		entity.Mention{Excerpt: at("Ana Ruiz"), Kind: entity.Name})
	board := named("Harbour Board", entity.Mention{Excerpt: at("Harbour Board"), Kind: entity.Name})
	other := named("Other Board", entity.Mention{Excerpt: at("Harbour Board"), Kind: entity.Name})
	head := named("Head", entity.Mention{Excerpt: at("head of the Harbour Board"), Kind: entity.Nominal})
	doc := &extract.Document{Article: extract.Article{Text: s}, Entities: []*entity.Entity{ana, board, other, head}}
	for _, words := range []string{"said so", "so", "Ana Ruiz, said", "The head of the Harbour Board, Ana Ruiz, said so"} {
		doc.Quotes = append(doc.Quotes, &quote.Quote{Kind: quote.Direct, Text: words, Content: []text.Excerpt{at(words)}, Speaker: ana,
			Nested: []*quote.Quote{{Kind: quote.Direct, Text: words, Content: []text.Excerpt{at(words)}}}})
	}
	got := render(t, doc)
	checkLinks(t, got)
	for _, want := range []string{`<a class="name org" href="#e2" title="Harbour Board, organisation" id="m2">Harbour Board</a>`,
		`<a href="#m3">Other Board</a>`} {
		if !strings.Contains(got, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}

var long = flag.Bool("long", false, "run the long checks at full length")

// No text of an article becomes an element, an attribute or a link of its own.
func TestNoInjection(t *testing.T) {
	parts := []string{"<script>", "</script>", "<img src=x onerror=alert(1)>", `"`, "'", "<", ">", "&lt;", "&#60;", "&",
		"javascript:alert(1)", "data:text/html,x",
		"</style>", "<!--", "-->", "]]>", "<svg/onload=x>", "{{.}}", "{{", "}}", " onclick=x ", "</main>", "</bdi>", "\x00", "\xff",
		"\u2028", "\n", "a", "Ö", " "}
	known := map[string]bool{"section": true, "h3": true}
	for _, m := range regexp.MustCompile(`<(\w+)`).FindAllStringSubmatch(render(t, must(sample.Document())), -1) {
		known[m[1]] = true
	}
	attribute := regexp.MustCompile(`<\w+((?: [\w-]+(?:="[^"]*")?)*)>`)
	allowed := map[string]bool{}
	for _, m := range attribute.FindAllStringSubmatch(render(t, must(sample.Document())), -1) {
		for _, a := range regexp.MustCompile(` ([\w-]+)`).FindAllStringSubmatch(regexp.MustCompile(`"[^"]*"`).ReplaceAllString(m[1], ""),
			-1) {
			allowed[a[1]] = true
		}
	}
	n := 200
	if *long {
		n = 20_000
	}
	random := rand.New(rand.NewPCG(5, 6))
	for range n {
		s := ""
		for range 1 + random.IntN(12) {
			s += parts[random.IntN(len(parts))]
		}
		got := render(t, injected(s))
		for _, m := range regexp.MustCompile(`<(/?\w+)`).FindAllStringSubmatch(got, -1) {
			if !known[strings.TrimPrefix(m[1], "/")] {
				t.Fatalf("%q: an element %s", s, m[1])
			}
		}
		for _, m := range attribute.FindAllStringSubmatch(got, -1) {
			for _, a := range regexp.MustCompile(` ([\w-]+)`).FindAllStringSubmatch(regexp.MustCompile(`"[^"]*"`).ReplaceAllString(m[1],
				""), -1) {
				if !allowed[a[1]] {
					t.Fatalf("%q: an attribute %s", s, a[1])
				}
			}
		}
		for _, m := range regexp.MustCompile(`href="([^"]*)"`).FindAllStringSubmatch(got, -1) {
			if !strings.HasPrefix(m[1], "#") && !strings.HasPrefix(m[1], "https://www.wikidata.org/wiki/Q") {
				t.Fatalf("%q: a link to %s", s, m[1])
			}
		}
	}
}

// injected is a document whose every text is s.
func injected(s string) *extract.Document {
	whole := text.Span{End: len(s)}.Cut(s)
	e := &entity.Entity{ID: s, Type: entity.Person, Name: s, Aliases: []string{s}, QID: s, Key: s, Roles: []text.Excerpt{whole},
		Mentions: []entity.Mention{{Excerpt: whole, Type: entity.Person, Kind: entity.Name}}}
	q := &quote.Quote{Kind: quote.Kind(s), Text: s, Content: []text.Excerpt{whole}, Source: &whole, Cue: &whole, Speaker: e,
		SpeakerKind: quote.SpeakerKind(s)}
	unnamed := &quote.Quote{Kind: quote.Direct, Text: s, Content: []text.Excerpt{whole}, Source: &whole}
	f := &fact.Fact{Kind: fact.PositionHeld, Subject: e, Words: &text.Excerpt{Text: s + "2"}, Claim: unnamed, Confidence: 1}
	v := &fact.Event{Predicate: whole, Lemma: s, Participants: []fact.Participant{{Words: whole}}, Claim: q,
		Date: &fact.Date{Value: &value.Value{Timex: "X" + s}}, Confidence: 1}
	return &extract.Document{Article: extract.Article{ID: s, Title: s, Text: s, URL: s, Origin: s}, Entities: []*entity.Entity{e},
		Quotes: []*quote.Quote{q, unnamed}, Facts: []*fact.Fact{f}, Events: []*fact.Event{v}}
}

// FuzzWrite writes a page all of whose texts are the input: it shows the
// article, and has no element of the article's own.
func FuzzWrite(f *testing.F) {
	f.Add("<script>alert(1)</script>", 0, 8, 3, 12)
	f.Add("\"' onload=x &lt; \x00\xff\u202e {{.}}", 1, 4, 2, 9)
	f.Add("“Yes,”\r\n\r\nsaid Ana", 0, 7, 12, 15)
	known := map[string]bool{}
	for _, m := range regexp.MustCompile(`<(\w+)`).FindAllStringSubmatch(render(f, must(sample.Document())), -1) {
		known[m[1]] = true
	}
	known["section"], known["h3"] = true, true
	f.Fuzz(func(t *testing.T, s string, a, b, c, d int) {
		one, two := text.Span{Start: a, End: b}.Cut(s), text.Span{Start: c, End: d}.Cut(s)
		e := &entity.Entity{ID: s, Type: entity.Type(s), Name: s, QID: s, Roles: []text.Excerpt{one},
			Mentions: []entity.Mention{{Excerpt: two}, {Excerpt: one}}}
		e2 := &entity.Entity{Type: entity.Person, Name: s + "2", Mentions: []entity.Mention{{Excerpt: one}}}
		doc := &extract.Document{
			Article:  extract.Article{ID: s, Title: "The title: " + s, Text: s, URL: s},
			Blocks:   []text.Block{{Span: one.Span, Kind: text.Headline}, {Span: two.Span, Kind: text.ListItem}},
			Entities: []*entity.Entity{e, e2, nil},
			Quotes: []*quote.Quote{nil, {Kind: quote.Kind(s), Text: s, Content: []text.Excerpt{one, two}, Source: &two, Cue: &one,
				Speaker: e, Addressee: e2},
				{Kind: quote.Direct, Text: s, Content: []text.Excerpt{two}, Source: &one}},
		}
		got := render(t, doc)
		for _, m := range regexp.MustCompile(`<(\w+)`).FindAllStringSubmatch(got, -1) {
			if !known[m[1]] {
				t.Errorf("an element %s", m[1])
			}
		}
		checkLinks(t, got)
		body := article.FindStringSubmatch(got)[1]
		body = chip.ReplaceAllString(body, "")
		body = meta.ReplaceAllString(body, "")
		shown := strings.Join(strings.Fields(html.UnescapeString(tag.ReplaceAllString(body, ""))), "")
		want := strings.Join(strings.Fields(strings.Map(func(r rune) rune {
			if unicode.IsControl(r) && !unicode.IsSpace(r) || r&0xFFFE == 0xFFFE {
				return '\uFFFD'
			}
			return r
		}, s)), "")
		if shown != want {
			t.Errorf("shown %q, written %q", shown, want)
		}
	})
}

func must(doc *extract.Document, err error) *extract.Document {
	if err != nil {
		panic(err)
	}
	return doc
}
