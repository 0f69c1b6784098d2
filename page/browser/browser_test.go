package browser

import (
	"context"
	"flag"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"dictum.example/entity"
	"dictum.example/extract"
	"dictum.example/internal/sample"
	"dictum.example/page"
	"dictum.example/quote"
	"dictum.example/text"
)

var screenshot = flag.String("screenshot", "", "write a picture of the sample's page to this file")

// tab is one browser tab; it records what the page asks of the network, and
// the dialogs that scripts open.
type tab struct {
	context.Context
	requests []string
	dialogs  int
}

func open(t *testing.T) *tab {
	t.Helper()
	path := ""
	for _, name := range []string{os.Getenv("DICTUM_CHROMIUM"), "chromium", "chromium-browser", "google-chrome", "headless_shell"} {
		if p, err := exec.LookPath(name); name != "" && err == nil {
			path = p
			break
		}
	}
	if path == "" {
		t.Skip("skipped: no Chromium")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.WSURLReadTimeout(2*time.Minute))
	allocator, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	ctx, cancel := chromedp.NewContext(allocator)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 3*time.Minute)
	t.Cleanup(cancel)
	x := &tab{Context: ctx}
	chromedp.ListenTarget(ctx, func(event any) {
		switch e := event.(type) {
		case *network.EventRequestWillBeSent:
			if !strings.HasPrefix(e.Request.URL, "file:") {
				x.requests = append(x.requests, e.Request.URL)
			}
		case *cdppage.EventJavascriptDialogOpening:
			x.dialogs++
			go chromedp.Run(ctx, cdppage.HandleJavaScriptDialog(true))
		}
	})
	return x
}

func (x *tab) run(t *testing.T, actions ...chromedp.Action) {
	t.Helper()
	if err := chromedp.Run(x, actions...); err != nil {
		t.Fatal(err)
	}
}

// show writes the page of doc and opens it.
func (x *tab) show(t *testing.T, doc *extract.Document) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "page.html")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := page.Write(f, doc); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	x.run(t, network.Enable(), chromedp.EmulateViewport(1280, 1000), chromedp.Navigate("file://"+path), chromedp.WaitReady("#people"))
}

// eval returns what a JavaScript expression gives.
func eval[T any](t *testing.T, x *tab, expression string) T {
	t.Helper()
	var value T
	x.run(t, chromedp.Evaluate(expression, &value))
	return value
}

func sampleDocument(t *testing.T) *extract.Document {
	t.Helper()
	doc, err := sample.Document()
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

const zhirnov = `[...document.querySelectorAll('details')].find(d => d.querySelector('summary bdi').textContent == 'Dmitry Zhirnov')`

func TestSample(t *testing.T) {
	x := open(t)
	doc := sampleDocument(t)
	x.show(t, doc)

	t.Run("the article as written", func(t *testing.T) {
		got := eval[string](t, x, `(() => { const m = document.querySelector('main').cloneNode(true);
			m.querySelectorAll('.chip, .meta').forEach(e => e.remove()); return m.textContent })()`)
		if strings.Join(strings.Fields(got), " ") != strings.Join(strings.Fields(doc.Text), " ") {
			t.Errorf("got %s", got)
		}
	})
	t.Run("names in the colour of their type", func(t *testing.T) {
		colour := func(name string) string {
			return eval[string](t, x, `getComputedStyle([...document.querySelectorAll('main a.name')].find(a => a.textContent == `+
				`'`+name+`')).backgroundColor`)
		}
		if got := colour("Sergey Lavrov"); got != "rgb(255, 217, 160)" {
			t.Errorf("a person is %s", got)
		}
		if colour("Sergey Lavrov") == colour("NATO") || colour("NATO") == colour("China") {
			t.Error("types share a colour")
		}
	})
	t.Run("quotes marked by kind and joined to their speaker", func(t *testing.T) {
		for text, want := range map[string]string{
			"it was \"a good example for other countries.\"":                  "dashed Amir Khan Muttaqi",
			"the decision as historic":                                        "dotted Afghanistan’s Foreign Ministry",
			"it a sign of Russia’s \"sincere striving\" to develop relations": "dashed Dmitry Zhirnov",
		} {
			got := eval[string](t, x, `(() => { const q = [...document.querySelectorAll('main .quote')].
				find(q => q.textContent == `+"`"+text+"`"+`);
				return getComputedStyle(q).textDecorationStyle + ' ' + q.nextElementSibling.querySelector('bdi').textContent })()`)
			if got != want {
				t.Errorf("%s: got %s, want %s", text, got, want)
			}
		}
	})
	t.Run("nothing asked of the network", func(t *testing.T) {
		if len(x.requests) > 0 {
			t.Errorf("%v", x.requests)
		}
	})
	t.Run("a click on a speaker shows that speaker's quotes", func(t *testing.T) {
		visible := zhirnov + `.querySelector('blockquote').checkVisibility()`
		lit := `getComputedStyle(document.querySelector('#' + ` + zhirnov + `.querySelector('.said a').hash.slice(1))).outlineStyle`
		if eval[bool](t, x, visible) || eval[string](t, x, lit) != "none" {
			t.Fatal("shown before the click")
		}
		x.run(t, chromedp.Evaluate(zhirnov+`.querySelector('summary').click()`, nil))
		if !eval[bool](t, x, visible) {
			t.Error("the quotes do not show")
		}
		if eval[string](t, x, lit) != "solid" {
			t.Error("the quote in the text is not lit up")
		}
		if got := eval[int](t, x, zhirnov+`.querySelectorAll('blockquote').length`); got != 2 {
			t.Errorf("%d quotes", got)
		}
		x.run(t, chromedp.Evaluate(zhirnov+`.querySelector('summary').click()`, nil))
		if eval[string](t, x, lit) != "none" {
			t.Error("still lit up when closed")
		}
	})
	t.Run("a click on a speaker in the text opens the entry", func(t *testing.T) {
		x.run(t, chromedp.Click(`//main//a[@class="chip" and .//bdi="Dmitry Zhirnov"]`, chromedp.BySearch))
		if !eval[bool](t, x, zhirnov+`.open`) {
			t.Error("the entry is closed")
		}
	})
	if *screenshot != "" {
		var picture []byte
		x.run(t, chromedp.Evaluate(`scrollTo(0, 700); document.querySelector("#people").scrollTo(0, 0)`, nil),
			chromedp.Sleep(time.Second), chromedp.CaptureScreenshot(&picture))
		if err := os.WriteFile(*screenshot, picture, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// On a phone the list waits at the bottom, and opens when a speaker is asked for.
func TestPhone(t *testing.T) {
	x := open(t)
	x.show(t, sampleDocument(t))
	x.run(t, chromedp.EmulateViewport(390, 800))
	const height = `Math.round(document.querySelector('aside').getBoundingClientRect().height)`
	if h := eval[int](t, x, height); h > 80 {
		t.Errorf("the list takes up %d pixels before anybody asks for it", h)
	}
	if wide := eval[int](t, x, `document.documentElement.scrollWidth`); wide > 390 {
		t.Errorf("the page is %d pixels wide", wide)
	}
	x.run(t, chromedp.Click(`//main//a[@class="chip" and .//bdi="Dmitry Zhirnov"]`, chromedp.BySearch), chromedp.Sleep(time.Second))
	if h := eval[int](t, x, height); h < 400 || !eval[bool](t, x, zhirnov+`.open`) {
		t.Errorf("the list takes up %d pixels when a speaker is asked for", h)
	}
	x.run(t, chromedp.Click(`main h1`), chromedp.Evaluate(`location.hash = 'article'`, nil), chromedp.Sleep(time.Second))
	if h := eval[int](t, x, height); h > 80 {
		t.Errorf("the list takes up %d pixels after a return to the article", h)
	}
}

func TestKeyboard(t *testing.T) {
	x := open(t)
	x.show(t, sampleDocument(t))
	x.run(t, chromedp.KeyEvent(kb.Tab))
	if got := eval[string](t, x, `document.activeElement.className`); got != "skip" {
		t.Fatalf("the first stop is %q", got)
	}
	x.run(t, chromedp.KeyEvent(kb.Enter), chromedp.KeyEvent(kb.Tab))
	if got := eval[string](t, x, `document.activeElement.tagName`); got != "SUMMARY" {
		t.Fatalf("after the skip link comes %s", got)
	}
	x.run(t, chromedp.KeyEvent(kb.Enter))
	if !eval[bool](t, x, `document.querySelector('details').open`) {
		t.Error("Enter does not open the entry")
	}
	x.run(t, chromedp.KeyEvent(kb.Tab))
	if got := eval[string](t, x, `getComputedStyle(document.activeElement).outlineStyle`); got != "solid" {
		t.Errorf("the focus is not visible: %s", got)
	}
}

func TestAccessibilityTree(t *testing.T) {
	x := open(t)
	x.show(t, sampleDocument(t))
	roles := map[string]int{}
	names := map[string]bool{}
	x.run(t, chromedp.ActionFunc(func(ctx context.Context) error {
		nodes, err := accessibility.GetFullAXTree().Do(ctx)
		for _, n := range nodes {
			if n.Role != nil && n.Name != nil {
				role := strings.Trim(string(n.Role.Value), `"`)
				roles[role]++
				names[role+" "+strings.Trim(string(n.Name.Value), `"`)] = true
			}
		}
		return err
	}))
	for _, role := range []string{"main", "complementary", "heading", "DisclosureTriangle", "link"} {
		if roles[role] == 0 {
			t.Errorf("no %s: %v", role, roles)
		}
	}
	for _, want := range []string{`DisclosureTriangle Dmitry Zhirnov 2 quotes Russia\u2019s ambassador to Afghanistan`,
		"link said by Dmitry Zhirnov", "complementary Who said what"} {
		if !names[want] {
			t.Errorf("a screen reader does not meet %q, but %q", want, slices.Sorted(maps.Keys(names)))
		}
	}
	duplicate := eval[[]string](t, x, `[...document.querySelectorAll('[id]')].map(e => e.id).filter((id, i, all) => all.indexOf(id) != i)`)
	dead := eval[[]string](t, x, `[...document.querySelectorAll('a[href^="#"]')].map(a => a.hash.slice(1)).filter(id => `+
		`!document.getElementById(id))`)
	if len(duplicate)+len(dead) > 0 {
		t.Errorf("ids twice: %v; links to nowhere: %v", duplicate, dead)
	}
}

// Contrast is that of WCAG 2.1: at least 4.5 to 1 for every text, light and dark.
func TestContrast(t *testing.T) {
	for _, scheme := range []string{"light", "dark"} {
		t.Run(scheme, func(t *testing.T) {
			x := open(t)
			x.show(t, sampleDocument(t))
			x.run(t, emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}),
				chromedp.Evaluate(`document.querySelectorAll('details').forEach(d => d.open = true)`, nil))
			low := eval[[]string](t, x, `(() => {
				const rgb = s => s.match(/[\d.]+/g).map(Number);
				const lum = c => { const [r, g, b] = c.map(v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
					return .2126 * r + .7152 * g + .0722 * b };
				const low = new Set();
				const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
				while (walk.nextNode()) {
					if (!walk.currentNode.data.trim()) continue;
					let e = walk.currentNode.parentElement;
					const ink = rgb(getComputedStyle(e).color);
					let back = null;
					for (let at = e; at && !back; at = at.parentElement) {
						const c = rgb(getComputedStyle(at).backgroundColor);
						if (c.length == 3) back = c;
					}
					const [a, b] = [lum(ink), lum(back || [255, 255, 255])].sort((x, y) => y - x);
					if ((a + .05) / (b + .05) < 4.5) low.add(e.className + ' ' + walk.currentNode.data.slice(0, 30));
				}
				return [...low] })()`)
			if len(low) > 0 {
				t.Errorf("hard to read: %q", low)
			}
		})
	}
}

func TestPrint(t *testing.T) {
	x := open(t)
	x.show(t, sampleDocument(t))
	x.run(t, emulation.SetEmulatedMedia().WithMedia("print"))
	if got := eval[float64](t, x, zhirnov+`.querySelector('blockquote').getBoundingClientRect().height`); got == 0 {
		t.Error("what a closed entry holds is not on paper")
	}
	var pdf []byte
	x.run(t, chromedp.ActionFunc(func(ctx context.Context) (err error) {
		pdf, _, err = cdppage.PrintToPDF().WithPrintBackground(true).Do(ctx)
		return err
	}))
	if len(pdf) < 10_000 {
		t.Errorf("a PDF of %d bytes", len(pdf))
	}
	if path := os.Getenv("DICTUM_PDF"); path != "" {
		if err := os.WriteFile(path, pdf, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// hostile is an article that is all markup, with every field of its document
// made of it.
func hostile() *extract.Document {
	const evil = `</p></style></title><script>alert(1)</script><img src="https://evil.example/x.png" onerror="alert(2)">` +
		`<svg onload=alert(3)><a href="javascript:alert(4)">x</a><style>body{display:none}</style><iframe ` +
		`srcdoc="<script>alert(5)</script>"></iframe>` +
		`"'onmouseover="alert(6) <!-- ]]> --> &lt;b&gt; {{.}} ` + "\u202e\x00\x1b"
	whole := text.Span{End: len(evil)}.Cut(evil)
	part := text.Span{Start: 3, End: 40}.Cut(evil)
	e := &entity.Entity{ID: evil, Type: entity.Type(evil), Name: evil, Aliases: []string{evil}, Roles: []text.Excerpt{whole}, QID: evil,
		Mentions: []entity.Mention{{Excerpt: part, Type: entity.Person, Kind: entity.Name}}}
	other := &entity.Entity{ID: evil, Type: entity.Person, Name: evil + "2", Roles: []text.Excerpt{whole}, QID: `Q1"><script>`}
	return &extract.Document{
		Article:  extract.Article{ID: evil, Title: evil, Text: evil, URL: "javascript:alert(7)//" + evil},
		Entities: []*entity.Entity{e, other},
		Quotes: []*quote.Quote{
			{Kind: quote.Kind(evil), Text: evil, Content: []text.Excerpt{whole}, Source: &part, Cue: &part, Speaker: e, Addressee: other},
			{Kind: quote.Direct, Text: evil, Content: []text.Excerpt{part}, Source: &whole},
		},
	}
}

func TestHostile(t *testing.T) {
	x := open(t)
	doc := hostile()
	x.show(t, doc)
	x.run(t, chromedp.Evaluate(`document.querySelectorAll('details').forEach(d => d.open = true)`, nil),
		chromedp.Sleep(300*time.Millisecond))
	if got := eval[int](t, x, `document.querySelectorAll('script, img, svg, iframe, main style, [onerror], [onload], [onmouseover], `+
		`a[href^="javascript"]').length`); got > 0 {
		t.Errorf("%d elements of the article's own", got)
	}
	if len(x.requests) > 0 || x.dialogs > 0 {
		t.Errorf("requests %v, %d dialogs", x.requests, x.dialogs)
	}
	if !eval[bool](t, x, `document.body.checkVisibility() && `+
		`document.querySelector('main').textContent.includes('<script>alert(1)</script>')`) {
		t.Error("the article is not shown as it is")
	}
	// Were something to slip through, the page's policy would stop it.
	x.run(t, chromedp.Evaluate(`document.body.insertAdjacentHTML('beforeend', '<img id=x src="https://evil.example/y.png" `+
		`onerror="document.title=1"><style>main{display:none}</style>')`, nil),
		chromedp.Sleep(500*time.Millisecond))
	if !eval[bool](t, x, `document.querySelector('main').checkVisibility()`) {
		t.Error("the policy allows a foreign style")
	}
	if eval[string](t, x, `document.title`) == "1" {
		t.Error("the policy allows an inline handler")
	}
}
