package extract

import (
	"time"

	"dictum.example/entity"
	"dictum.example/quote"
	"dictum.example/text"
)

// An Article is a text to read, with what is known about it. Only Text is needed.
type Article struct {
	ID    string `json:"id,omitempty"`
	Title string `json:"title,omitempty"`
	Text  string `json:"text"`
	// Published is what "yesterday" is reckoned from. The zero time is unknown.
	Published time.Time `json:"published,omitzero"`
	URL       string    `json:"url,omitempty"`
}

// A Document is an article that has been read. Its JSON is stable and survives
// the round trip. It is safe to share and must not be changed.
type Document struct {
	Article
	Blocks   []text.Block
	Entities []*entity.Entity
	Quotes   []*quote.Quote
}
