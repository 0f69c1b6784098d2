package browser

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"dictum.example/site"
)

// siteOf writes a site of the sample and opens a page of it.
func (x *tab) siteOf(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	s, err := site.Create(dir, site.Options{Title: "News"})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Add(sampleDocument(t)); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	x.run(t, network.Enable(), chromedp.EmulateViewport(1280, 1000), chromedp.Navigate("file://"+dir+"/index.html"),
		chromedp.WaitVisible("#words"))
	return dir
}

const shown = `[...document.querySelectorAll('[data-person] a')].filter(a => a.checkVisibility()).map(a => a.textContent).join('|')`

func TestSite(t *testing.T) {
	x := open(t)
	dir := x.siteOf(t)

	t.Run("the search", func(t *testing.T) {
		if all := eval[string](t, x, shown); !strings.Contains(all, "Sergey Lavrov") {
			t.Errorf("people: %s", all)
		}
		x.run(t, chromedp.SendKeys("#words", "ZHIRN"))
		if got := eval[string](t, x, shown); got != "Dmitry Zhirnov" {
			t.Errorf("people who fit: %s", got)
		}
		eval[bool](t, x, `(() => { const w = document.querySelector('#words'); w.value = ''; return w.dispatchEvent(new Event('input')) })()`)
		x.run(t, chromedp.SendKeys("#words", "sincere striving"))
		if got := eval[string](t, x, `document.querySelector('#hits').textContent`); !strings.Contains(got, "Dmitry Zhirnov: ") {
			t.Errorf("quotes that fit: %s", got)
		}
		if got := eval[string](t, x, `document.querySelector('#found').textContent`); !strings.Contains(got, "1 quotes") {
			t.Errorf("what screen readers are told: %s", got)
		}
	})
	t.Run("from a quote to its place", func(t *testing.T) {
		x.run(t, chromedp.Click("#hits a"), chromedp.WaitReady("#people"))
		if got := eval[string](t, x, `document.querySelector(':target')?.textContent ?? ''`); !strings.Contains(got, "sincere striving") {
			t.Errorf("the place is %q", got)
		}
	})
	t.Run("by keyboard", func(t *testing.T) {
		x.run(t, chromedp.Navigate("file://"+dir+"/index.html"), chromedp.WaitVisible("#words"), chromedp.KeyEvent(kb.Tab))
		if got := eval[string](t, x, `document.activeElement.className`); got != "skip" {
			t.Errorf("first is %q", got)
		}
		x.run(t, chromedp.KeyEvent(kb.Tab))
		if got := eval[string](t, x, `document.activeElement.id`); got != "words" {
			t.Errorf("second is %q", got)
		}
		x.run(t, chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Enter), chromedp.WaitReady("nav"))
		if got := eval[string](t, x, `document.querySelector('h1').textContent`); got == "" || got == "News" {
			t.Errorf("the first person's page is %q", got)
		}
	})
	t.Run("390 pixels", func(t *testing.T) {
		people, err := filepath.Glob(filepath.Join(dir, "people", "*.html"))
		if err != nil || len(people) == 0 {
			t.Fatal(people, err)
		}
		x.run(t, chromedp.EmulateViewport(390, 844))
		for _, page := range append(people, filepath.Join(dir, "index.html")) {
			x.run(t, chromedp.Navigate("file://"+page), chromedp.WaitReady("#main"))
			if wide := eval[int](t, x, `document.documentElement.scrollWidth`); wide > 390 {
				t.Errorf("%s is %d pixels wide", filepath.Base(page), wide)
			}
		}
	})
	if len(x.requests) > 0 || x.dialogs > 0 {
		t.Errorf("it asked for %v and opened %d dialogs", x.requests, x.dialogs)
	}
	if *screenshot != "" {
		var picture []byte
		x.run(t, chromedp.EmulateViewport(900, 900), chromedp.CaptureScreenshot(&picture))
		if err := os.WriteFile(*screenshot, picture, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}
