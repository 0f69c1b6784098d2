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
	value       bool // shown in the text alone
}{
	{entity.Person, "person", "person", false},
	{entity.Org, "organisation", "org", false},
	{entity.GPE, "country, city or state", "gpe", false},
	{entity.Loc, "other place", "loc", false},
	{entity.Fac, "building or road", "fac", false},
	{entity.NORP, "nationality or group", "norp", false},
	{entity.Event, "event", "event", false},
	{entity.WorkOfArt, "work of art", "work", false},
	{entity.Product, "product", "product", false},
	{entity.Law, "law", "law", false},
	{entity.Language, "language", "language", false},
	{entity.Date, "date", "date", true},
	{entity.Time, "time", "time", true},
	{entity.Percent, "percentage", "percent", true},
	{entity.Money, "money", "money", true},
	{entity.Quantity, "quantity", "quantity", true},
	{entity.Ordinal, "ordinal", "ordinal", true},
	{entity.Cardinal, "number", "cardinal", true},
}

// colours are the rules that give names the colour of their type.
var colours = func() string {
	var light, dark strings.Builder
	for _, t := range types {
		if t.value {
			continue
		}
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
