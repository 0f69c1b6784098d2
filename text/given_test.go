package text_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dictum.example/text"
)

// whole returns the blocks of parts that are put together with blank lines between.
func whole(parts ...block) (string, []text.Block) {
	var s strings.Builder
	var blocks []text.Block
	for _, p := range parts {
		start := s.Len()
		s.WriteString(p.text)
		blocks = append(blocks, text.Block{Span: text.Span{Start: start, End: s.Len()}, Kind: p.kind})
		s.WriteString("\n\n")
	}
	return s.String(), blocks
}

type block struct {
	kind text.BlockKind
	text string
}

func TestParseBlocks(t *testing.T) {
	s, known := whole(
		block{text.Headline, "Ferry stops."},
		block{text.Paragraph, "By Jane Doe"},
		block{text.Caption, "Ann Berg at the quay\nin May"},
		block{text.Paragraph, "LONDON (Reuters) - The ferry stopped. Nobody was hurt."},
		block{text.Paragraph, "  "},
		block{text.BlockQuote, "We saw it."},
		block{text.ListItem, "The first"},
		block{text.Heading, "What comes next."},
		block{text.Paragraph, "It will rain."},
	)
	l, err := text.ParseBlocks(t.Context(), s, known)
	if err != nil {
		t.Fatal(err)
	}
	var got []block
	for _, b := range l.Blocks {
		got = append(got, block{b.Kind, b.Of(s)})
	}
	want := []block{
		{text.Headline, "Ferry stops."},
		{text.Byline, "By Jane Doe"},
		{text.Caption, "Ann Berg at the quay\nin May"},
		{text.Dateline, "LONDON (Reuters) -"},
		{text.Paragraph, "The ferry stopped. Nobody was hurt."},
		{text.BlockQuote, "We saw it."},
		{text.ListItem, "The first"},
		{text.Heading, "What comes next."},
		{text.Paragraph, "It will rain."},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(block{})); diff != "" {
		t.Error(diff)
	}
	if len(l.Sentences) != 10 {
		t.Errorf("%d sentences", len(l.Sentences))
	}
}

func TestParseBlocksThatDoNotFit(t *testing.T) {
	at := func(start, end int) text.Block { return text.Block{Span: text.Span{Start: start, End: end}} }
	for name, c := range map[string]struct {
		s      string
		blocks []text.Block
	}{
		"text before":      {"a b", []text.Block{at(2, 3)}},
		"text between":     {"a b c", []text.Block{at(0, 1), at(4, 5)}},
		"text behind":      {"a b", []text.Block{at(0, 1)}},
		"none":             {"a", nil},
		"out of order":     {"a b", []text.Block{at(2, 3), at(0, 1)}},
		"overlapping":      {"a b", []text.Block{at(0, 2), at(1, 3)}},
		"behind the end":   {"a", []text.Block{at(0, 2)}},
		"negative":         {"a", []text.Block{at(-1, 1)}},
		"turned round":     {"a", []text.Block{at(1, 0)}},
		"cuts a rune":      {"é", []text.Block{at(0, 1), at(1, 2)}},
		"no kind of block": {"a", []text.Block{{Span: text.Span{Start: 0, End: 1}, Kind: 200}}},
	} {
		t.Run(name, func(t *testing.T) {
			if l, err := text.ParseBlocks(t.Context(), c.s, c.blocks); !errors.Is(err, text.ErrBlocks) || l != nil {
				t.Errorf("%v, %v", l, err)
			}
		})
	}
}

func TestParseBlocksEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := text.ParseBlocks(ctx, "", nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// A layout is the same where its own blocks are given.
func FuzzParseBlocks(f *testing.F) {
	f.Add("LONDON (AP) - It rained.\n\n- one\n- two\n\nBy Jane Doe")
	f.Add("\xff\xfe bad \xc3( bytes")
	f.Fuzz(func(t *testing.T, s string) {
		l := text.Parse(s)
		again, err := text.ParseBlocks(t.Context(), s, l.Blocks)
		if err != nil {
			t.Fatal(err)
		}
		end := 0
		for _, w := range again.Words {
			if w.Start < end || w.End > len(s) {
				t.Fatalf("word %v after %d", w, end)
			}
			end = w.End
		}
	})
}
