package extract

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"time"
)

// UnmarshalJSON reads an article such as
//
//	{"id": "a1", "title": "…", "text": "…", "published": "2025-07-04", "url": "https://…", "authors": ["…"]}
//
// Only the text is needed. The id may be a number too, which is kept as it is
// written; published is a date or an RFC 3339 time. Other fields are ignored.
func (a *Article) UnmarshalJSON(data []byte) error {
	var in struct {
		ID        articleID `json:"id"`
		Title     string    `json:"title"`
		Text      *string   `json:"text"`
		Published string    `json:"published"`
		URL       string    `json:"url"`
		Authors   []string  `json:"authors"`
	}
	if err := json.Unmarshal(data, &in); err != nil {
		return fmt.Errorf("extract: article: %w", plainly(err))
	}
	if in.Text == nil {
		return fmt.Errorf("extract: article %q has no text", in.ID)
	}
	published, err := parseDate(in.Published)
	if err != nil {
		return fmt.Errorf("extract: article %q: published: %w", in.ID, err)
	}
	*a = Article{ID: string(in.ID), Title: in.Title, Text: *in.Text, Published: published, URL: in.URL, Authors: in.Authors}
	return nil
}

// parseDate returns the zero time for no date.
func parseDate(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return t, nil
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return time.Time{}, fmt.Errorf("%.100q is neither a date (2025-07-04) nor a time (RFC 3339)", s)
	}
	if _, err := t.MarshalText(); err != nil {
		return time.Time{}, fmt.Errorf("%q can't be written as RFC 3339: its zone is a day or more off", s)
	}
	return t, nil
}

// An articleID is a string in JSON, or a number as it is written.
type articleID string

func (id *articleID) UnmarshalJSON(data []byte) error {
	var n json.Number
	if err := json.Unmarshal(data, &n); err == nil && data[0] != '"' {
		*id = articleID(n)
		return nil
	}
	if json.Unmarshal(data, (*string)(id)) != nil {
		return errors.New(`"id" is neither a string nor a number`)
	}
	return nil
}

// plainly returns err in the terms of JSON, where package json tells of types in Go.
func plainly(err error) error {
	wrong := (*json.UnmarshalTypeError)(nil)
	if !errors.As(err, &wrong) {
		return err
	}
	found, _, _ := strings.Cut(wrong.Value, " ")
	if a, ok := jsonNames[found]; ok {
		found = a
	}
	message := fmt.Sprintf("%s in place of %s", found, jsonKind(wrong.Type))
	if wrong.Field != "" {
		message = fmt.Sprintf("field %q is %s", wrong.Field, message)
	}
	return errors.New(message)
}

// jsonNames are what values are called, by package json's names for them.
var jsonNames = map[string]string{"number": "a number", "string": "a string", "object": "an object", "array": "a list",
	"bool": "true or false"}

// jsonKind returns the name of the JSON that goes into a type.
func jsonKind(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Pointer:
		return jsonKind(t.Elem())
	case reflect.String:
		return "a string"
	case reflect.Bool:
		return "true or false"
	case reflect.Slice, reflect.Array:
		return "a list"
	case reflect.Struct, reflect.Map:
		return "an object"
	}
	return "a number that fits"
}
