package server

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"mime"
	"net/http"
	"net/url"
	"strings"

	"dictum.example/extract"
	"dictum.example/input/html"
)

// A request is what a client asks: one article, or a batch of them.
type request struct {
	load  load
	batch iter.Seq2[extract.Article, error] // nil for one
}

// A load returns an article. It may take time, as finding it on a page does.
type load func(context.Context) (extract.Article, error)

func loaded(a extract.Article) load {
	return func(context.Context) (extract.Article, error) { return a, nil }
}

// batchOrigin is what the articles of a batch have as their origin, with their line.
const batchOrigin = "batch"

// The types of bodies.
const (
	typeText  = "text/plain"
	typeJSON  = "application/json"
	typeLines = "application/x-ndjson"
	typeForm  = "application/x-www-form-urlencoded"
	typeHTML  = "text/html"
)

// bodyType returns the type of a request's body, and an error for one that is not read.
func bodyType(h http.Header) (string, error) {
	given := h.Get("Content-Type")
	if given == "" {
		return typeText, nil
	}
	kind, params, err := mime.ParseMediaType(given)
	if err != nil {
		return "", typeError(given)
	}
	if kind == typeHTML {
		return kind, nil // in whatever encoding
	}
	if charset := params["charset"]; charset != "" && !strings.EqualFold(charset, "utf-8") && !strings.EqualFold(charset, "us-ascii") {
		return "", typeError(given)
	}
	switch kind {
	case typeText, typeJSON, typeLines, typeForm:
		return kind, nil
	case "application/jsonl", "application/jsonlines":
		return typeLines, nil
	}
	return "", typeError(given)
}

// bodyLimit returns how many bytes a body may have: JSON and forms may write six bytes for one of the text.
func (o *Options) bodyLimit(kind string) int64 {
	const others = 64 << 10 // an id, a title and the like
	switch kind {
	case typeText:
		return int64(o.MaxText) + int64(len("\ufeff"))
	case typeLines, typeHTML:
		return int64(o.MaxBody)
	}
	return 6*int64(o.MaxText) + others
}

// decode makes a request of a body. The errors of a batch's lines come with its articles.
func decode(kind string, body []byte, query url.Values, maxText int) (*request, error) {
	switch kind {
	case typeHTML:
		return decodePage(body, query, maxText)
	case typeText:
		return decodeText(body, query, maxText)
	case typeLines:
		return &request{batch: extract.ReadArticles(bytes.NewReader(body), batchOrigin, maxText)}, nil
	case typeForm:
		form, err := url.ParseQuery(string(body))
		if err != nil {
			return nil, errors.New("the form is malformed")
		}
		text := strings.ReplaceAll(form.Get("text"), "\r\n", "\n") // as forms write the ends of lines
		if strings.TrimSpace(text) == "" {
			return nil, errors.New("the form has no text")
		}
		return decodeText([]byte(text), form, maxText)
	}
	return decodeObject(body, maxText)
}

// decodeObject makes a request of an object of JSON, on however many lines, as a line of a batch is read.
func decodeObject(body []byte, maxText int) (*request, error) {
	var line bytes.Buffer
	if err := json.Compact(&line, bytes.TrimPrefix(body, []byte("\ufeff"))); err != nil {
		return nil, fmt.Errorf("no JSON: %w", err)
	}
	for a, err := range extract.ReadArticles(&line, "", maxText) {
		if err != nil {
			return nil, cause(err)
		}
		a.Origin = ""
		return &request{load: loaded(a)}, nil
	}
	return nil, errors.New("the body is empty")
}

// cause is err without the line, and without the name of the package.
func cause(err error) error {
	if line := (*extract.LineError)(nil); errors.As(err, &line) {
		err = line.Err
	}
	if errors.Is(err, extract.ErrTooLong) || errors.Is(err, html.ErrTooLarge) {
		return err
	}
	return errors.New(strings.TrimPrefix(strings.TrimPrefix(err.Error(), "extract: "), "html: "))
}

// decodeText makes a request of a text, with what the query or form tells of it.
func decodeText(body []byte, about url.Values, maxText int) (*request, error) {
	a, err := extract.ReadText(bytes.NewReader(body), "", maxText)
	if err != nil {
		return nil, err
	}
	if err := tell(&a, about); err != nil {
		return nil, err
	}
	return &request{load: loaded(a)}, nil
}

// decodePage makes a request of a web page, on which the article is found in its turn.
func decodePage(body []byte, about url.Values, maxText int) (*request, error) {
	if err := tell(new(extract.Article), about); err != nil {
		return nil, err
	}
	return &request{load: func(ctx context.Context) (extract.Article, error) {
		a, err := html.Read(ctx, bytes.NewReader(body), html.Options{URL: about.Get("url")})
		switch {
		case ctx.Err() != nil:
			return a, ctx.Err()
		case err != nil:
			return a, cause(err)
		case len(a.Text) > maxText:
			return a, extract.ErrTooLong
		}
		return a, tell(&a, about)
	}}, nil
}

// tell gives an article what the query or form tells of it.
func tell(a *extract.Article, about url.Values) error {
	fields, err := json.Marshal(map[string]string{"id": about.Get("id"), "title": about.Get("title"), "url": about.Get("url"),
		"published": about.Get("published"), "text": ""})
	if err != nil {
		return err
	}
	var told extract.Article
	if err := json.Unmarshal(fields, &told); err != nil {
		return cause(err)
	}
	a.ID, a.Title, a.URL = cmp.Or(told.ID, a.ID), cmp.Or(told.Title, a.Title), cmp.Or(told.URL, a.URL)
	if !told.Published.IsZero() {
		a.Published = told.Published
	}
	return nil
}

// body reads the body of r, whose bytes the gate counts until done is called.
func (s *Server) body(w http.ResponseWriter, r *http.Request, limit int64) (body []byte, done func(), err error) {
	m := &held{r: http.MaxBytesReader(w, r.Body, limit), gate: s.gate}
	done = func() { s.gate.hold(-m.n) }
	if r.ContentLength > limit {
		return nil, done, &http.MaxBytesError{Limit: limit}
	}
	body, err = io.ReadAll(m)
	if err != nil && !errors.Is(err, errBusy) {
		err = fmt.Errorf("reading the body: %w", err)
	}
	return body, done, err
}

// held counts with the gate what is read through it, and ends where that holds too much.
type held struct {
	r    io.Reader
	gate *gate
	n    int64
}

func (h *held) Read(p []byte) (int, error) {
	n, err := h.r.Read(p)
	h.n += int64(n)
	h.gate.hold(int64(n))
	if err == nil && h.gate.full() {
		err = errBusy
	}
	return n, err
}

// prefersPage reports whether a client asks for HTML, as browsers do, rather than for JSON.
func prefersPage(r *http.Request) bool {
	for part := range strings.SplitSeq(r.Header.Get("Accept"), ",") {
		switch kind, _, _ := strings.Cut(part, ";"); strings.TrimSpace(kind) {
		case "text/html":
			return true
		case typeJSON, typeLines, "*/*":
			return false
		}
	}
	return false
}
