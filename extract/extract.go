package extract

import (
	"time"

	"dictum.example/entity"
	"dictum.example/quote"
	"dictum.example/text"
)

// An Article is a text to read, with what is known about it. Only Text is needed.
type Article struct {
	ID        string
	Title     string
	Text      string
	Published time.Time
	URL       string
}

// A Document is an article that has been read. Its JSON is stable and survives
// the round trip. It is safe to share and must not be changed.
type Document struct {
	Article
	Blocks   []text.Block
	Entities []*entity.Entity
	Quotes   []*quote.Quote
}
