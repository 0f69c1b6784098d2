package html

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	readability "codeberg.org/readeck/go-readability/v2"
	dom "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"

	"dictum.example/extract"
	"dictum.example/internal/binary"
	"dictum.example/text"
)

// ErrNoArticle is what the error of a page wraps that holds no article: a front page, a list, a player.
var ErrNoArticle = errors.New("html: no article on the page")

// ErrTooLarge is what the error of a page wraps that has too many bytes or elements, or elements too deep in one another.
var ErrTooLarge = errors.New("html: the page is too large")

// The limits of a page.
const (
	// MaxBytes is how many bytes a page may have where Options do not say.
	MaxBytes = 16 << 20
	// MaxElements is how many elements and texts it may have. A long article has some thousands.
	MaxElements = 100_000
	// MaxDepth is how deep elements may lie in one another.
	MaxDepth = 500
)

// minText is how many letters the content needs to be an article, and minLoose how many where
// the page does not say of itself that it is one.
const (
	minText  = 100
	minLoose = 250
)

// Options tell what is known about a page. The zero Options are usable.
type Options struct {
	// URL is where the page is from. Without it, what the page calls itself is taken.
	URL string
	// ContentType is that of HTTP, if it is known; it may tell the encoding.
	ContentType string
	// MaxBytes is how many bytes the page may have; 0 means the constant MaxBytes, and less no limit.
	MaxBytes int
}

// Read returns the article of a page. Its Layout tells the blocks of its Text, the first of which
// is the headline where the page has one; its ID is made of the text. The error wraps
// ErrNoArticle, with extract.ErrBinary for what is no text, or ErrTooLarge, or is that of ctx or of r.
func Read(ctx context.Context, r io.Reader, o Options) (extract.Article, error) {
	data, err := readAll(r, o.MaxBytes)
	if err != nil {
		return extract.Article{}, err
	}
	page, err := parse(ctx, data, o.ContentType)
	if err != nil {
		return extract.Article{}, err
	}
	m := about(page)
	m.url = cmp.Or(o.URL, m.url)
	likely := m.article || readability.CheckDocument(page)
	content, err := main(ctx, page, m)
	if err != nil {
		return extract.Article{}, err
	}
	a := m.asArticle()
	a.Text, a.Layout = content.compose(m.title)
	if n := content.letters(); n < minText || !likely && n < minLoose || !m.article && content.mostlyLinks() {
		return extract.Article{}, fmt.Errorf("%w: %d letters of running text", ErrNoArticle, n)
	}
	a.Identify()
	return a, nil
}

func readAll(r io.Reader, limit int) ([]byte, error) {
	if limit == 0 {
		limit = MaxBytes
	}
	if limit < 0 {
		return io.ReadAll(r)
	}
	data, err := io.ReadAll(io.LimitReader(r, int64(limit)+1))
	if err == nil && len(data) > limit {
		err = fmt.Errorf("%w: more than %d bytes", ErrTooLarge, limit)
	}
	return data, err
}

// parse returns the tree of a page.
func parse(ctx context.Context, data []byte, contentType string) (page *dom.Node, err error) {
	if data, err = decoded(data, contentType); err != nil {
		return nil, fmt.Errorf("html: %w", err)
	}
	if binary.Is(data) {
		return nil, fmt.Errorf("%w: %w", ErrNoArticle, extract.ErrBinary)
	}
	if err := bounded(ctx, data); err != nil {
		return nil, err
	}
	// The parser panics where elements lie too deep in one another.
	defer func() {
		if p := recover(); p != nil {
			page, err = nil, fmt.Errorf("%w: %v", ErrTooLarge, p)
		}
	}()
	page, err = dom.Parse(bytes.NewReader(data))
	switch {
	case err != nil && strings.Contains(err.Error(), "exceeds"):
		return nil, fmt.Errorf("%w: %w", ErrTooLarge, err)
	case err != nil:
		return nil, fmt.Errorf("html: %w", err)
	}
	return page, shallow(page)
}

// decoded returns a page in UTF-8. What can be read as UTF-8 is that, whatever the page says;
// else a byte order mark, the content type or the page tells.
func decoded(data []byte, contentType string) ([]byte, error) {
	if utf8.Valid(data) && bytes.IndexByte(data, 0) < 0 {
		return data, nil
	}
	in, err := charset.NewReader(bytes.NewReader(data), contentType)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(in)
}

// bounded counts the elements and texts of a page before there is a tree of it.
func bounded(ctx context.Context, data []byte) error {
	z := dom.NewTokenizer(bytes.NewReader(data))
	for n := 0; ; n++ {
		if n > MaxElements {
			return fmt.Errorf("%w: more than %d elements", ErrTooLarge, MaxElements)
		}
		if n%1024 == 0 && ctx.Err() != nil {
			return fmt.Errorf("html: %w", ctx.Err())
		}
		if z.Next() == dom.ErrorToken {
			return nil
		}
	}
}

// shallow refuses a tree that is deeper than MaxDepth, that is much larger than what was read
// (elements that are never closed are opened again in every paragraph), or in which much text
// lies deep: who looks for the content reads the text of an element and of all around it.
func shallow(root *dom.Node) error {
	depth, size, weight := 0, 0, 0
	for n := root; n != nil; {
		size++
		weight += depth * weightOf(n)
		switch {
		case size > 2*MaxElements:
			return fmt.Errorf("%w: more than %d elements", ErrTooLarge, MaxElements)
		case depth > MaxDepth:
			return fmt.Errorf("%w: elements more than %d deep", ErrTooLarge, MaxDepth)
		case weight > maxWeight:
			return fmt.Errorf("%w: %d bytes of text, counted in each element that they lie in", ErrTooLarge, maxWeight)
		}
		n, depth = following(n, root, depth)
	}
	return nil
}

// maxWeight bounds the bytes of text, each counted as often as elements lie around it. Pages of news have some 3 MB.
const maxWeight = 64 << 20

func weightOf(n *dom.Node) int {
	if n.Type != dom.TextNode || n.Parent != nil && (n.Parent.DataAtom == atom.Script || n.Parent.DataAtom == atom.Style) {
		return 1
	}
	return 1 + len(n.Data)
}

// following returns the node that comes after n in the order of the page, and how deep it lies; nil after the last one.
func following(n, root *dom.Node, depth int) (*dom.Node, int) {
	if n.FirstChild != nil {
		return n.FirstChild, depth + 1
	}
	for ; n != root; n = n.Parent {
		if n.NextSibling != nil {
			return n.NextSibling, depth
		}
		depth--
	}
	return nil, 0
}

// main returns the main content of a page, whose tree it changes. Where what is found is much
// less than the page's paragraphs hold, or than the page itself gives as the article's text, the
// other ways are tried, and the longest is taken.
func main(ctx context.Context, page *dom.Node, m facts) (content, error) {
	all := paragraphs(page).cleaned(m)
	body := plain(m.body).cleaned(m)
	enough := max(all.letters()/2, body.letters()*3/4)
	again := clone(page)
	prepare(page)
	c, err := readable(ctx, page, m)
	if err != nil || c.letters() >= enough {
		return c, err
	}
	if other, err := readable(ctx, again, m); err != nil {
		return nil, err
	} else if other.letters() > c.letters() {
		c = other
	}
	if body.letters() > 0 && c.letters() < body.letters()*3/4 {
		c = body
	}
	if c.letters() < minLoose && all.letters() > 2*c.letters() {
		c = all
	}
	return c, nil
}

// readable returns what readability takes for the content.
func readable(ctx context.Context, page *dom.Node, m facts) (content, error) {
	if ctx.Err() != nil {
		return nil, fmt.Errorf("html: %w", ctx.Err())
	}
	p := readability.NewParser()
	p.KeepClasses = true
	p.DisableJSONLD = true
	base, _ := url.Parse(m.url)
	found, err := p.ParseAndMutate(page, base)
	if err != nil || found.Node == nil {
		return nil, nil // it has no other errors than that it found nothing
	}
	return cut(found.Node).cleaned(m), nil
}

// paragraphs returns the paragraphs of a page, wherever they stand, that hold a sentence.
func paragraphs(page *dom.Node) content {
	var out content
	for n := range page.Descendants() {
		if n.DataAtom != atom.P || hidden(n) {
			continue
		}
		for _, p := range cut(n) {
			if len(p.text) > minSentence && p.linked*2 < len(p.text) {
				out = append(out, p)
			}
		}
	}
	return out
}

// minSentence is the length of what may be a sentence.
const minSentence = 60

// hidden reports whether n lies in an element that shows nothing, or no article.
func hidden(n *dom.Node) bool {
	for a := range n.Ancestors() {
		if unseen[a.DataAtom] || a.DataAtom == atom.Aside || a.DataAtom == atom.P {
			return true
		}
	}
	return false
}

// clone returns a copy of a tree.
func clone(n *dom.Node) *dom.Node {
	out := &dom.Node{Type: n.Type, DataAtom: n.DataAtom, Data: n.Data, Namespace: n.Namespace, Attr: slices.Clone(n.Attr)}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		out.AppendChild(clone(c))
	}
	return out
}

// plain returns the paragraphs of a text without markup.
func plain(s string) content {
	var c content
	for line := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029' }) {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			c = append(c, piece{kind: text.Paragraph, text: line})
		}
	}
	return c
}

// compose returns the text of the content under a title, and its blocks.
func (c content) compose(title string) (string, []text.Block) {
	var out strings.Builder
	blocks := make([]text.Block, 0, len(c)+1)
	add := func(kind text.BlockKind, s string) {
		if out.Len() > 0 {
			out.WriteString("\n\n")
		}
		start := out.Len()
		out.WriteString(s)
		blocks = append(blocks, text.Block{Span: text.Span{Start: start, End: out.Len()}, Kind: kind})
	}
	if title != "" {
		add(text.Headline, title)
	}
	for _, p := range c {
		add(p.kind, p.text)
	}
	return out.String(), blocks
}

// letters counts those of running text.
func (c content) letters() int {
	n := 0
	for _, p := range c {
		if p.kind == text.Heading || p.kind == text.Caption {
			continue
		}
		for _, r := range p.text {
			if unicode.IsLetter(r) {
				n++
			}
		}
	}
	return n
}

// mostlyLinks reports whether more than half of the content is links, as on a front page.
func (c content) mostlyLinks() bool {
	linked, all := 0, 0
	for _, p := range c {
		linked += p.linked
		all += len(p.text)
	}
	return linked*2 > all
}
