package text

import (
	"context"
	"errors"
	"fmt"
	"unicode/utf8"
)

// ErrBlocks is what the error of ParseBlocks wraps where the blocks do not fit the text.
var ErrBlocks = errors.New("text: the blocks do not fit the text")

// ParseBlocks is ParseContext for a text whose blocks are known, as those of a web page are.
// They are in order, do not overlap, begin and end on rune boundaries, and hold all of s but
// white space. White space around them is left out, and empty ones are. The kinds given are
// kept, but for Paragraph, which is what nothing is known of: such a block may turn out to be
// a byline, and a dateline is parted from it, as from a line of a text. Its error wraps
// ErrBlocks or is that of ctx, wrapped.
func ParseBlocks(ctx context.Context, s string, known []Block) (*Layout, error) {
	w := &watch{ctx: ctx}
	ds, err := drafts(s, known, w)
	if err != nil {
		return nil, err
	}
	l := layout(s, blocks(s, ds, w), w)
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("text: %w", err)
	}
	return l, nil
}

// drafts returns the known blocks as drafts.
func drafts(s string, known []Block, w *watch) ([]draft, error) {
	var out []draft
	end := 0 // of the block before
	for i, b := range known {
		if w.over() {
			break
		}
		if err := fits(s, end, b); err != nil {
			return nil, fmt.Errorf("%w: block %d: %w", ErrBlocks, i, err)
		}
		end = b.End
		span := trim(s, b.Start, b.End)
		if span.Len() > 0 {
			out = append(out, draft{Block: Block{span, b.Kind}, lines: 1, blank: true, runes: utf8.RuneCountInString(span.Of(s))})
		}
	}
	if !w.over() && trim(s, end, len(s)).Len() > 0 {
		return nil, fmt.Errorf("%w: there is text behind the last one", ErrBlocks)
	}
	return out, nil
}

// fits tells what is wrong with a block of s where the one before it ended at end.
func fits(s string, end int, b Block) error {
	switch {
	case b.Start < end || b.End < b.Start || b.End > len(s):
		return fmt.Errorf("%v follows an end at %d, in %d bytes", b.Span, end, len(s))
	case !boundary(s, b.Start) || !boundary(s, b.End):
		return fmt.Errorf("%v cuts a rune", b.Span)
	case int(b.Kind) >= len(kindNames):
		return fmt.Errorf("no such kind: %d", uint8(b.Kind))
	case trim(s, end, b.Start).Len() > 0:
		return errors.New("there is text before it that no block holds")
	}
	return nil
}

// boundary reports whether no rune of s goes across i.
func boundary(s string, i int) bool {
	if i == 0 || i == len(s) || utf8.RuneStart(s[i]) {
		return true
	}
	for back := 1; back < utf8.UTFMax && back <= i; back++ {
		if utf8.RuneStart(s[i-back]) {
			_, n := utf8.DecodeRuneInString(s[i-back:])
			return n <= back
		}
	}
	return true
}
