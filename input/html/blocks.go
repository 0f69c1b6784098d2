package html

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	dom "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dictum.example/text"
)

// A piece is a block of a page: its text in one line.
type piece struct {
	kind   text.BlockKind
	text   string
	linked int // bytes that lie in links
}

// A content is the blocks of a page, in order.
type content []piece

// unseen are the elements that show no text of the article.
var unseen = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Head: true, atom.Nav: true, atom.Footer: true,
	atom.Form: true, atom.Button: true, atom.Select: true, atom.Textarea: true, atom.Input: true, atom.Svg: true, atom.Iframe: true,
	atom.Object: true, atom.Audio: true, atom.Video: true, atom.Canvas: true, atom.Dialog: true,
}

// inline are the elements that do not begin a block.
var inline = map[atom.Atom]bool{
	atom.A: true, atom.Abbr: true, atom.Acronym: true, atom.B: true, atom.Bdi: true, atom.Bdo: true, atom.Big: true, atom.Cite: true,
	atom.Code: true, atom.Data: true, atom.Del: true, atom.Dfn: true, atom.Em: true, atom.Font: true, atom.I: true, atom.Img: true,
	atom.Ins: true, atom.Kbd: true, atom.Label: true, atom.Mark: true, atom.Q: true, atom.S: true, atom.Samp: true, atom.Small: true,
	atom.Span: true, atom.Strike: true, atom.Strong: true, atom.Sub: true, atom.Sup: true, atom.Time: true, atom.Tt: true, atom.U: true,
	atom.Var: true, atom.Wbr: true,
}

// aside are words of classes and ids of what stands beside an article, and no part of it.
var aside = regexp.MustCompile(`(?i)(?:^|[-_\s])(?:` + strings.Join([]string{
	"related", "newsletter", "promo", "share", "sharing", "social", "subscribe", "subscription", "sign-?up", "advert", "advertisement", "ad",
	"ads", "sponsor", "sponsored", "comments?", "disqus", "recirc", "recommended", "recommendations", "more-?stories", "read-?more",
	"readmore", "most-?read", "trending", "breadcrumbs?", "tags", "cookie", "paywall", "toolbar", "sr-only", "visually-?hidden",
	"screen-?reader(?:-text)?", "outbrain", "taboola", "skip-link",
}, "|") + `)(?:$|[-_\s])`)

// prepare takes out of a page what is no article, before the content is looked for.
func prepare(page *dom.Node) {
	for n := range page.Descendants() {
		for c := n.FirstChild; c != nil; {
			next := c.NextSibling
			if c.Type == dom.ElementNode && isAside(c) {
				n.RemoveChild(c)
			}
			c = next
		}
	}
}

// isAside reports whether an element says by its name that it is no part of the article. What
// holds most of a page does not, whatever it is called.
func isAside(n *dom.Node) bool {
	switch n.DataAtom {
	case atom.Html, atom.Body, atom.Article, atom.Main, atom.P, atom.A, atom.H1, atom.Head:
		return false
	}
	if attribute(n, "aria-hidden") == "true" && n.DataAtom != atom.Div && n.DataAtom != atom.Section {
		return true
	}
	if name := attribute(n, "class") + " " + attribute(n, "id"); name == " " || !aside.MatchString(name) {
		return false
	}
	return !holdsParagraphs(n)
}

// holdsParagraphs reports whether there is running text in n: three paragraphs of some length.
func holdsParagraphs(n *dom.Node) bool {
	long := 0
	for d := range n.Descendants() {
		if d.DataAtom != atom.P {
			continue
		}
		size := 0
		for t := range d.Descendants() {
			if t.Type == dom.TextNode && t.Parent.DataAtom != atom.A {
				size += len(t.Data)
			}
		}
		if size > 140 {
			long++
		}
		if long >= 3 {
			return true
		}
	}
	return false
}

func attribute(n *dom.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// cut returns the blocks of what n holds.
func cut(n *dom.Node) content {
	c := cutter{kind: text.Paragraph}
	c.walk(n)
	c.end()
	return c.out
}

// A cutter walks through a tree and collects the text of the block that it is in.
type cutter struct {
	out    content
	kind   text.BlockKind // of the block that it is in
	line   strings.Builder
	space  bool // white space stands before what comes next
	links  int  // links that it is in
	linked int
}

func (c *cutter) walk(n *dom.Node) {
	switch n.Type {
	case dom.TextNode:
		c.write(n.Data)
		return
	case dom.ElementNode, dom.DocumentNode:
	default:
		return
	}
	switch {
	case unseen[n.DataAtom] || isNote(n):
		return
	case n.DataAtom == atom.Br || n.DataAtom == atom.Hr:
		c.end()
		return
	case n.DataAtom == atom.Pre:
		c.lines(n)
		return
	case n.DataAtom == atom.A || n.DataAtom == atom.Q || inline[n.DataAtom]:
		c.inline(n)
		return
	}
	c.end()
	before := c.kind
	c.kind = kindOf(n, before)
	c.children(n)
	c.end()
	c.kind = before
}

func (c *cutter) children(n *dom.Node) {
	for d := n.FirstChild; d != nil; d = d.NextSibling {
		c.walk(d)
	}
}

func (c *cutter) inline(n *dom.Node) {
	switch n.DataAtom {
	case atom.A:
		c.links++
		c.children(n)
		c.links--
	case atom.Q: // browsers write the marks
		c.write("“")
		c.children(n)
		c.line.WriteString("”")
	default:
		c.children(n)
	}
}

// lines takes each line of preformatted text for a block.
func (c *cutter) lines(n *dom.Node) {
	c.end()
	for t := range n.Descendants() {
		if t.Type != dom.TextNode {
			continue
		}
		for line := range strings.Lines(t.Data) {
			c.write(line)
			if strings.HasSuffix(line, "\n") {
				c.end()
			}
		}
	}
	c.end()
}

// isNote reports whether n is the number of a footnote.
func isNote(n *dom.Node) bool {
	if n.DataAtom != atom.Sup {
		return false
	}
	for d := range n.Descendants() {
		if d.DataAtom == atom.A {
			return true
		}
	}
	return false
}

// kindOf returns the kind of the blocks in n, which lies in one of the kind outer.
func kindOf(n *dom.Node, outer text.BlockKind) text.BlockKind {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return text.Heading
	case atom.Figcaption:
		return text.Caption
	case atom.Li:
		return text.ListItem
	case atom.Blockquote:
		return text.BlockQuote
	}
	if class := strings.ToLower(attribute(n, "class")); outer == text.Paragraph && strings.Contains(class, "caption") {
		return text.Caption
	}
	return outer
}

// write adds text, with one blank for any white space.
func (c *cutter) write(s string) {
	before := c.line.Len()
	for _, r := range s {
		switch {
		case r == '\u00ad' || r == '\u200b' || r == '\ufeff':
			continue
		case unicode.IsSpace(r):
			c.space = true
			continue
		case unicode.IsControl(r):
			continue
		}
		if c.space && c.line.Len() > 0 {
			c.line.WriteByte(' ')
		}
		c.space = false
		c.line.WriteRune(r)
	}
	if c.links > 0 {
		c.linked += c.line.Len() - before
	}
}

// end ends the block.
func (c *cutter) end() {
	if c.line.Len() > 0 {
		c.out = append(c.out, piece{c.kind, c.line.String(), c.linked})
	}
	c.line.Reset()
	c.space, c.linked = false, 0
}

// pointer is how a line begins that leads to another page.
var pointer = regexp.MustCompile(`(?i)^(?:read more|read also|also read|see also|related|more on|more from|more:|watch|listen|click here|` +
	`sign up|subscribe|follow us|share this|advertisement|recommended|don.t miss|read next|up next|download our|join our|support us)\b`)

// cleaned leaves out what repeats the title or the authors, what leads elsewhere, and headings over nothing.
func (c content) cleaned(m facts) content {
	c = slices.DeleteFunc(c, func(p piece) bool {
		return p.elsewhere() || p.kind != text.Paragraph && alike(p.text, m.title) || len(p.text) < 120 && m.isByline(p.text)
	})
	for i := 0; i < min(len(c), 3); i++ {
		if alike(c[i].text, m.title) {
			c = slices.Delete(c, i, i+1)
			break
		}
	}
	c = withoutLists(c)
	for len(c) > 0 && c[len(c)-1].kind == text.Heading {
		c = c[:len(c)-1]
	}
	return c
}

// elsewhere reports whether a block only leads to another page.
func (p piece) elsewhere() bool {
	if len(p.text) > 300 || !strings.ContainsFunc(p.text, unicode.IsLetter) {
		return !strings.ContainsFunc(p.text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
	}
	all := p.linked*10 >= len(p.text)*9
	switch {
	case pointer.MatchString(p.text):
		return p.linked*2 > len(p.text) || len(p.text) < 30
	case p.kind == text.Paragraph || p.kind == text.Heading:
		return all
	}
	return false
}

// withoutLists leaves out lists in which every item is a link.
func withoutLists(c content) content {
	var out content
	for i := 0; i < len(c); {
		j := i
		linked, all := 0, 0
		for ; j < len(c) && c[j].kind == text.ListItem; j++ {
			linked += c[j].linked
			all += len(c[j].text)
		}
		if j == i {
			out = append(out, c[i])
			i++
			continue
		}
		if linked*10 < all*8 {
			out = append(out, c[i:j]...)
		}
		i = j
	}
	return out
}

// alike reports whether two texts have the same letters.
func alike(a, b string) bool {
	return b != "" && (a == b || letters(a) == letters(b))
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
