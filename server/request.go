package server

import (
	"bytes"
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
)

// A request is what a client asks: one article, or a batch of them.
type request struct {
	article extract.Article
	batch   iter.Seq2[extract.Article, error] // nil for one
}

// batchOrigin is what the articles of a batch have as their origin, with their line.
const batchOrigin = "batch"

// The types of bodies.
const (
	typeText  = "text/plain"
	typeJSON  = "application/json"
	typeLines = "application/x-ndjson"
	typeForm  = "application/x-www-form-urlencoded"
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
	case typeLines:
		return int64(o.MaxBatch)
	}
	return 6*int64(o.MaxText) + others
}

// decode makes a request of a body. The errors of a batch's lines come with its articles.
func decode(kind string, body []byte, query url.Values, maxText int) (*request, error) {
	switch kind {
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
		return &request{article: a}, nil
	}
	return nil, errors.New("the body is empty")
}

// cause is err without the line, and without the name of the package.
func cause(err error) error {
	if line := (*extract.LineError)(nil); errors.As(err, &line) {
		err = line.Err
	}
	if errors.Is(err, extract.ErrTooLong) {
		return err
	}
	return errors.New(strings.TrimPrefix(err.Error(), "extract: "))
}

// decodeText makes a request of a text, with what the query or form tells of it.
func decodeText(body []byte, about url.Values, maxText int) (*request, error) {
	a, err := extract.ReadText(bytes.NewReader(body), "", maxText)
	if err != nil {
		return nil, err
	}
	fields, err := json.Marshal(map[string]string{"id": about.Get("id"), "title": about.Get("title"), "url": about.Get("url"),
		"published": about.Get("published"), "text": ""})
	if err != nil {
		return nil, err
	}
	var told extract.Article
	if err := json.Unmarshal(fields, &told); err != nil {
		return nil, cause(err)
	}
	told.Text = a.Text
	if told.ID == "" {
		told.ID = a.ID
	}
	return &request{article: told}, nil
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
