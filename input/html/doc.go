// Package html reads the article off a web page: its title, authors, day, and its text in
// blocks (headline, paragraphs, headings, captions, list items, block quotes), without the
// menus, teasers and notices around it.
//
//	a, err := html.Read(ctx, resp.Body, html.Options{URL: resp.Request.URL.String()})
//	doc, err := x.ExtractArticle(ctx, a)
//
// What the page says of itself in JSON-LD (schema.org) comes first, then its meta elements, then
// what can be seen. The content is found by go-readability, and this package cuts it into
// blocks. All offsets of the document are into the text of the article that Read returns, which
// is not the page's: white space is one blank, a blank line stands between two blocks.
//
// A page is untrusted: bytes, elements and depth are bounded before anything else looks at them.
// Nothing is fetched. There is no state, and all functions may be called at the same time.
package html
