package text

import (
	"context"
	"fmt"
	"unicode"
	"unicode/utf8"
)

// Parse cuts s into blocks, sentences and words, and pairs its quotation marks. It takes any bytes, takes a
// bad byte for a rune of its own, and runs in time linear in the length of s.
func Parse(s string) *Layout {
	return parse(s, &watch{ctx: context.Background()})
}

// ParseContext is Parse with an end: its error is that of ctx, wrapped.
func ParseContext(ctx context.Context, s string) (*Layout, error) {
	l := parse(s, &watch{ctx: ctx})
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("text: %w", err)
	}
	return l, nil
}

func parse(s string, w *watch) *Layout { return layout(s, blocks(s, join(s, lines(s, w), w), w), w) }

// layout cuts the blocks of s into sentences and words.
func layout(s string, blocks []Block, w *watch) *Layout {
	l := &Layout{Text: s, Blocks: blocks}
	for _, b := range l.Blocks {
		n := len(l.Sentences)
		l.Sentences = appendSentences(l.Sentences, s, b.Span, w)
		for _, sent := range l.Sentences[n:] {
			l.Words = appendWords(l.Words, s, sent, w)
		}
	}
	l.Quotations = quotations(s, w)
	return l
}

// A watch looks at a context now and then. Loops end when it is over, and what they
// have found till then is thrown away.
type watch struct {
	ctx   context.Context
	steps uint
	ended bool
}

// stride is how many steps, of some microseconds at most, a watch takes between looks.
const stride = 1 << 10

func (w *watch) over() bool {
	if w.steps++; w.steps%stride == 0 && !w.ended {
		w.ended = w.ctx.Err() != nil
	}
	return w.ended
}

// isSpace holds white space and the invisible marks that stand for none: the
// zero-width space and the byte order mark.
func isSpace(r rune) bool {
	return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff'
}

// skipSpace returns the first offset in [i, end) that holds no white space, or end.
func skipSpace(s string, i, end int) int {
	for i < end {
		r, n := utf8.DecodeRuneInString(s[i:end])
		if !isSpace(r) {
			break
		}
		i += n
	}
	return i
}

// skipWord returns the first offset in [i, end) that holds white space, or end.
func skipWord(s string, i, end int) int {
	for i < end {
		r, n := utf8.DecodeRuneInString(s[i:end])
		if isSpace(r) {
			break
		}
		i += n
	}
	return i
}

// trim returns the span [start, end) of s without the white space around it.
func trim(s string, start, end int) Span {
	start = skipSpace(s, start, end)
	for end > start {
		r, n := utf8.DecodeLastRuneInString(s[start:end])
		if !isSpace(r) {
			break
		}
		end -= n
	}
	return Span{start, end}
}
