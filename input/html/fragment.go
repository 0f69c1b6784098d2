package html

import (
	"context"
	"fmt"
	"strings"

	dom "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dictum.example/text"
)

// Fragment returns the text and the blocks of markup that is nothing but an article's content, as
// a feed has it, under a title where it has one. Nothing is left out that shows, and plain text
// is taken for what it is, a paragraph a line. The error wraps ErrTooLarge or is that of ctx.
func Fragment(ctx context.Context, markup, title string) (string, []text.Block, error) {
	if err := bounded(ctx, []byte(markup)); err != nil {
		return "", nil, err
	}
	m := facts{title: clean(title)}
	if !strings.ContainsAny(markup, "<&") {
		s, blocks := plain(markup).cleaned(m).compose(m.title)
		return s, blocks, nil
	}
	root, err := fragment(markup)
	if err != nil {
		return "", nil, err
	}
	s, blocks := cut(root).cleaned(m).compose(m.title)
	return s, blocks, nil
}

func fragment(markup string) (root *dom.Node, err error) {
	defer func() { // the parser panics where elements lie too deep in one another
		if p := recover(); p != nil {
			root, err = nil, fmt.Errorf("%w: %v", ErrTooLarge, p)
		}
	}()
	root = &dom.Node{Type: dom.ElementNode, DataAtom: atom.Body, Data: "body"}
	nodes, err := dom.ParseFragment(strings.NewReader(markup), root)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrTooLarge, err)
	}
	for _, n := range nodes {
		root.AppendChild(n)
	}
	return root, shallow(root)
}
