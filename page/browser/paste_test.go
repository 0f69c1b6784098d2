package browser

import (
	"net/http"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// An article that is pasted into examples/browser is read in the page, and goes nowhere.
func TestPastedArticle(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the library for WebAssembly")
	}
	x := open(t)
	dir := filepath.Join(t.TempDir(), "browser")
	cmd := exec.CommandContext(t.Context(), "go", "run", "dictum.example/examples/browser", "-out", dir)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	server := httptest.NewServer(http.FileServer(http.Dir(dir)))
	t.Cleanup(server.Close)

	x.run(t, network.Enable(), chromedp.EmulateViewport(390, 800), chromedp.Navigate(server.URL), chromedp.WaitEnabled("#read"))
	loaded := len(x.requests)
	x.run(t,
		chromedp.SetValue("#text", `“Every crane has been checked,” Maria Okoye said <b>on Friday</b>.`),
		chromedp.SetValue("#published", "2025-07-04"),
		chromedp.Click("#read"),
		chromedp.WaitVisible("#page"),
	)
	shown := eval[string](t, x, `document.querySelector('#page').srcdoc`)
	for _, want := range []string{"Maria Okoye", "&lt;b&gt;on", "<blockquote"} {
		if !strings.Contains(shown, want) {
			t.Errorf("no %q in the page", want)
		}
	}
	if state := eval[string](t, x, `document.querySelector('#state').value`); !strings.HasPrefix(state, "Read in") {
		t.Errorf("state %q", state)
	}
	for i, r := range x.requests {
		if !strings.HasPrefix(r, "about:") && !strings.HasPrefix(r, "data:") && (i >= loaded || !strings.HasPrefix(r, server.URL)) {
			t.Errorf("asked the network for %s", r)
		}
	}
	if got := eval[int](t, x, `document.documentElement.scrollWidth`); got > 390 {
		t.Errorf("the page is %d pixels wide on a phone", got)
	}
}
