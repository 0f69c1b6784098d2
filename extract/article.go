package extract

import (
	"encoding/json"
	"fmt"
	"time"
)

// UnmarshalJSON reads an article such as
//
//	{"id": "a1", "title": "…", "text": "…", "published": "2025-07-04", "url": "https://…"}
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
	}
	if err := json.Unmarshal(data, &in); err != nil {
		return fmt.Errorf("extract: article: %w", err)
	}
	if in.Text == nil {
		return fmt.Errorf("extract: article %q has no text", in.ID)
	}
	published, err := parseDate(in.Published)
	if err != nil {
		return fmt.Errorf("extract: article %q: published: %w", in.ID, err)
	}
	*a = Article{ID: string(in.ID), Title: in.Title, Text: *in.Text, Published: published, URL: in.URL}
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
	return time.Parse(time.RFC3339, s)
}

// An articleID is a string in JSON, or a number as it is written.
type articleID string

func (id *articleID) UnmarshalJSON(data []byte) error {
	var n json.Number
	if err := json.Unmarshal(data, &n); err == nil && data[0] != '"' {
		*id = articleID(n)
		return nil
	}
	return json.Unmarshal(data, (*string)(id))
}
