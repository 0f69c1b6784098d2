// Package feed reads the articles of RSS, Atom and JSON feeds.
//
//	articles, err := feed.Read(ctx, resp.Body, feed.Options{})
//
// A feed says of each article its title, authors, day and address, and many hold the whole text.
// An item that holds a teaser alone is given out as one: what the feed holds of it is its text.
package feed

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"

	"dictum.example/extract"
	"dictum.example/input/html"
)

// ErrFeed is what the error of a feed wraps that is none, or is damaged.
var ErrFeed = errors.New("feed: neither RSS, Atom nor a JSON feed")

// ErrTooLarge is what the error of a feed wraps that is too long.
var ErrTooLarge = errors.New("feed: too long")

// ErrEmpty is what the error of an item wraps that holds no text.
var ErrEmpty = errors.New("feed: the item holds no text")

// MaxBytes is how many bytes a feed may have where Options do not say.
const MaxBytes = 64 << 20

// Options tell how a feed is read. The zero Options are usable.
type Options struct {
	// Name is how the Origin of the articles begins: "name:3" for the third item.
	Name string
	// MaxBytes is how many bytes the feed may have; 0 means the constant MaxBytes, and less no limit.
	MaxBytes int
}

// An ItemError tells which item of a feed could not be read.
type ItemError struct {
	// Number counts the items from 1.
	Number int
	// URL is the item's, if it has one.
	URL string
	Err error
}

// Error names the item and says what went wrong.
func (e *ItemError) Error() string { return fmt.Sprintf("item %d: %v", e.Number, e.Err) }

// Unwrap returns what went wrong.
func (e *ItemError) Unwrap() error { return e.Err }

// Read reads a feed and yields its articles in their order. Their Layout tells the blocks of
// their texts; their ids are made of these. An item that can't be read yields an *ItemError and
// does not end the others. Where the feed itself can't be read, the error wraps ErrFeed or
// ErrTooLarge, or is that of ctx or of r.
func Read(ctx context.Context, r io.Reader, o Options) (iter.Seq2[extract.Article, error], error) {
	in := &limited{r: r, left: limit(o.MaxBytes)}
	parsed, err := gofeed.NewParser().Parse(in)
	switch {
	case in.err != nil:
		return nil, in.err
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrFeed, err)
	}
	return func(yield func(extract.Article, error) bool) {
		for i, item := range parsed.Items {
			a, err := article(ctx, item)
			if err != nil {
				err = &ItemError{i + 1, address(item.Link), err}
			} else if o.Name != "" {
				a.Origin = fmt.Sprintf("%s:%d", o.Name, i+1)
			}
			if !yield(a, err) || ctx.Err() != nil {
				return
			}
		}
	}, nil
}

func limit(n int) int64 {
	switch {
	case n == 0:
		return MaxBytes
	case n < 0:
		return 1 << 62
	}
	return int64(n)
}

// A limited reader keeps the error that ended it, which the parser may swallow.
type limited struct {
	r    io.Reader
	left int64
	err  error
}

func (l *limited) Read(p []byte) (int, error) {
	if l.err != nil {
		return 0, l.err
	}
	n, err := l.r.Read(p)
	if l.left -= int64(n); l.left < 0 {
		n, err = 0, fmt.Errorf("%w: more bytes than are read", ErrTooLarge)
	}
	if err != nil && err != io.EOF {
		l.err = err
	}
	return n, err
}

func article(ctx context.Context, item *gofeed.Item) (extract.Article, error) {
	if err := ctx.Err(); err != nil {
		return extract.Article{}, fmt.Errorf("feed: %w", err)
	}
	a := extract.Article{Title: strings.Join(strings.Fields(item.Title), " "), URL: address(item.Link), Published: published(item)}
	for _, p := range item.Authors {
		if p != nil && p.Name != "" && !slices.Contains(a.Authors, p.Name) {
			a.Authors = append(a.Authors, strings.Join(strings.Fields(p.Name), " "))
		}
	}
	content := cmp.Or(item.Content, item.Description)
	if strings.TrimSpace(content) == "" {
		return a, ErrEmpty
	}
	var err error
	a.Text, a.Layout, err = html.Fragment(ctx, content, a.Title)
	if err != nil {
		return a, err
	}
	a.Identify()
	return a, nil
}

// published returns the day that an item tells, if it can be written.
func published(item *gofeed.Item) time.Time {
	for _, t := range []*time.Time{item.PublishedParsed, item.UpdatedParsed} {
		if t == nil {
			continue
		}
		if _, err := t.MarshalText(); err == nil {
			return *t
		}
	}
	return time.Time{}
}

// address returns s if it is one on the web.
func address(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return ""
	}
	return u.String()
}
