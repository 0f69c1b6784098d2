package server

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"dictum.example/extract"
)

// Whatever a request is, it is refused with a reason or holds articles whose texts are no longer
// than allowed, with ids; a text that is UTF-8 is the article's.
func FuzzDecode(f *testing.F) {
	for _, seed := range []struct{ kind, query, body string }{
		{"text/plain", "title=Cranes&published=2025-07-04", said},
		{"application/json", "", `{"id":7,"text":"It rained.","published":"2025-07-04T10:00:00Z"}`},
		{"application/json", "", "\ufeff{\"text\":\n\"It \\u0000rained.\"}"},
		{"application/x-ndjson", "", "{\"text\":\"a\"}\n\n{}\n{\"text\":\"" + strings.Repeat("x", 100) + "\"}"},
		{"application/x-www-form-urlencoded; charset=UTF-8", "", "text=It+rained.&published=2025-07-04"},
		{"text/plain", "published=soon", "\xff\xfea\x00"},
	} {
		f.Add(seed.kind, seed.query, []byte(seed.body))
	}
	const most = 90
	f.Fuzz(func(t *testing.T, contentType, query string, body []byte) {
		kind, err := bodyType(http.Header{"Content-Type": {contentType}})
		if err != nil {
			return
		}
		values, _ := url.ParseQuery(query)
		asked, err := decode(kind, body, values, most)
		if err != nil {
			if err.Error() == "" {
				t.Error("no reason")
			}
			return
		}
		if asked.batch == nil {
			a, err := asked.load(t.Context())
			if err != nil {
				return
			}
			checkArticle(t, a, most)
			if kind == typeText && utf8.Valid(body) && strings.TrimPrefix(string(body), "\ufeff") != a.Text {
				t.Errorf("the text is %q of %q", a.Text, body)
			}
			return
		}
		for a, err := range asked.batch {
			if err == nil {
				checkArticle(t, a, most)
			}
		}
	})
}

func checkArticle(t *testing.T, a extract.Article, most int) {
	t.Helper()
	if len(a.Text) > most || a.ID == "" {
		t.Errorf("%d bytes, id %q", len(a.Text), a.ID)
	}
	if _, err := json.Marshal(a); err != nil {
		t.Error(err)
	}
}
