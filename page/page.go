package page

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"errors"
	"fmt"
	"html/template"
	"io"
	"strings"

	"dictum.example/entity"
	"dictum.example/extract"
	"dictum.example/internal/palette"
)

//go:embed page.html
var pageHTML string

//go:embed page.css
var pageCSS string

var page = template.Must(template.New("page").Parse(pageHTML))

// ErrNoDocument is the error of a nil document.
var ErrNoDocument = errors.New("page: no document")

// Write writes the page of doc to w. It is safe for concurrent use. Spans of
// doc that do not fit its text are left out.
func Write(w io.Writer, doc *extract.Document) error {
	if doc == nil {
		return ErrNoDocument
	}
	v := newView(doc)
	style := pageCSS + colours + speakerRules(len(v.Speakers))
	sum := sha256.Sum256([]byte(style))
	v.Style = template.CSS(style)
	v.StyleHash = base64.StdEncoding.EncodeToString(sum[:])
	if err := page.Execute(w, v); err != nil {
		return fmt.Errorf("page: article %q: %w", doc.ID, err)
	}
	return nil
}

// types are the types of entity, with their names in the legend and the classes
// of their marks.
var types = []struct {
	Type        entity.Type
	Name, Class string
}{
	{entity.Person, "person", "person"},
	{entity.Org, "organisation", "org"},
	{entity.GPE, "country, city or state", "gpe"},
	{entity.Loc, "other place", "loc"},
	{entity.Fac, "building or road", "fac"},
	{entity.NORP, "nationality or group", "norp"},
	{entity.Event, "event", "event"},
	{entity.WorkOfArt, "work of art", "work"},
	{entity.Product, "product", "product"},
	{entity.Law, "law", "law"},
	{entity.Language, "language", "language"},
	{entity.Date, "date", "date"},
	{entity.Time, "time", "time"},
	{entity.Percent, "percentage", "percent"},
	{entity.Money, "money", "money"},
	{entity.Quantity, "quantity", "quantity"},
	{entity.Ordinal, "ordinal", "ordinal"},
	{entity.Cardinal, "number", "cardinal"},
}

// colours are the rules that give marks the colour of their type.
var colours = func() string {
	var light, dark strings.Builder
	for _, t := range types {
		c := palette.Of(t.Type)
		fmt.Fprintf(&light, ".%s{background:%s;border-color:%s}\n", t.Class, c.Light, c.Dark)
		fmt.Fprintf(&dark, ".%s{background:%s;border-color:%s}\n", t.Class, c.Dark, c.Light)
	}
	return light.String() + "@media screen and (prefers-color-scheme:dark){\n" + dark.String() + "}\n"
}()

// speakerRules light up in the text what the speakers said whose entry is open.
func speakerRules(n int) string {
	var b strings.Builder
	for i := 1; i <= n; i++ {
		fmt.Fprintf(&b, "body:has(#p%d[open]) .s%d{background:var(--lit);outline:2px solid var(--line)}\n", i, i)
	}
	return b.String()
}
