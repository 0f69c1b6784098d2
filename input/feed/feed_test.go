package feed_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dictum.example/input/feed"
	"dictum.example/text"
)

const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title><entry><title>A storm</title>
<link href="https://news.example/storm"/><author><name>Jane Doe</name></author><published>2025-01-14T09:00:00Z</published>
<content type="html">&lt;p&gt;Ferries stopped.&lt;/p&gt;</content></entry></feed>`

const jsonFeed = `{"version":"https://jsonfeed.org/version/1.1","title":"Post","items":[{"id":"1","url":"https://news.example/storm",
"title":"A storm","content_html":"<p>Ferries stopped.</p>","date_published":"2025-01-14T09:00:00Z","authors":[{"name":"Jane Doe"}]}]}`

// listing returns a line for each block of each article, and for each error.
func listing(t *testing.T, in io.Reader) []string {
	t.Helper()
	articles, err := feed.Read(t.Context(), in, feed.Options{Name: "feed"})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for a, err := range articles {
		if err != nil {
			out = append(out, "error: "+err.Error())
			continue
		}
		out = append(out, fmt.Sprint(a.Origin, " ", a.URL, " ", a.Authors, " ", a.Published.Format(time.DateOnly)))
		for _, b := range a.Layout {
			out = append(out, b.Kind.String()+": "+b.Of(a.Text))
		}
	}
	return out
}

func TestRead(t *testing.T) {
	rss, err := os.ReadFile("testdata/halvik.rss")
	if err != nil {
		t.Fatal(err)
	}
	storm := []string{"feed:1 https://news.example/storm [Jane Doe] 2025-01-14", "headline: A storm", "paragraph: Ferries stopped."}
	for name, c := range map[string]struct {
		in   string
		want []string
	}{
		"RSS": {string(rss), []string{
			"feed:1 https://news.example/bridge [Jane Doe] 2025-01-14",
			"headline: Halvik to vote on a bridge",
			"paragraph: The town council of Halvik will vote next month on a bridge, Mara Quist said on Tuesday.",
			"heading: The currents",
			"list_item: A pilot said they were strong.",
			"block_quote: They are.",
			"feed:2  [] 0001-01-01",
			"headline: A storm",
			"paragraph: Ferries stopped on Monday, Nordvik Shipping said.",
			"error: item 3: feed: the item holds no text",
		}},
		"Atom":      {atom, storm},
		"JSON feed": {jsonFeed, storm},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, listing(t, strings.NewReader(c.in))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestNoFeed(t *testing.T) {
	for name, in := range map[string]string{"empty": "", "text": "hello", "a page": "<html><p>a</html>", "cut": atom[:80]} {
		t.Run(name, func(t *testing.T) {
			if _, err := feed.Read(t.Context(), strings.NewReader(in), feed.Options{}); !errors.Is(err, feed.ErrFeed) {
				t.Error(err)
			}
		})
	}
	if _, err := feed.Read(t.Context(), strings.NewReader(atom), feed.Options{MaxBytes: 50}); !errors.Is(err, feed.ErrTooLarge) {
		t.Error(err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(atom)
	f.Add(jsonFeed)
	f.Fuzz(func(t *testing.T, s string) {
		articles, err := feed.Read(t.Context(), strings.NewReader(s), feed.Options{})
		if err != nil {
			return
		}
		for a, err := range articles {
			if err != nil {
				continue
			}
			if _, err := text.ParseBlocks(t.Context(), a.Text, a.Layout); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func ExampleRead() {
	f, err := os.Open("testdata/halvik.rss")
	if err != nil {
		panic(err)
	}
	defer f.Close()
	articles, err := feed.Read(context.Background(), f, feed.Options{})
	if err != nil {
		panic(err)
	}
	for a, err := range articles {
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(a.Title, a.Published.Year(), len(a.Layout))
	}
	// Output:
	// Halvik to vote on a bridge 2025 5
	// A storm 1 2
	// item 3: feed: the item holds no text
}
