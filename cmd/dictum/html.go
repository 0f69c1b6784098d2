package main

import (
	"errors"
	"io"

	"dictum.example/extract"
	"dictum.example/page"
)

var errOnePage = errors.New("a page shows one article, and there are more")

// htmlWriter returns a function that writes the page of one document.
func htmlWriter(w io.Writer) func(*extract.Document) error {
	written := false
	return func(doc *extract.Document) error {
		if written {
			return errOnePage
		}
		written = true
		return page.Write(w, doc)
	}
}
