package site

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"io"
)

//go:embed site.html
var pagesHTML string

//go:embed site.css
var style string

//go:embed search.js
var script string

var pages = template.Must(template.New("site").Parse(pagesHTML))

// A view is what a page shows.
type view struct {
	Title, Site string
	Person      *person    // of a person's page
	People      []*person  // of the index
	Articles    []*article // of the index

	Style                 template.CSS
	Script                template.JS
	StyleHash, ScriptHash string
}

func execute(w io.Writer, name string, v view) error {
	v.Style, v.StyleHash = template.CSS(style), digest(style)
	v.Script, v.ScriptHash = template.JS(script), digest(script)
	return pages.ExecuteTemplate(w, name, v)
}

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return base64.StdEncoding.EncodeToString(sum[:])
}
