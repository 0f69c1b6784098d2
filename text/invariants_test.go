package text_test

import (
	"context"
	"errors"
	"math/rand"
	"os"
	"strings"
	"testing"
	"unicode"

	"dictum.example/text"
)

// check fails the test where a layout of s breaks one of the promises of Layout.
func check(t *testing.T, s string) {
	t.Helper()
	l := text.Parse(s)
	if l.Text != s {
		t.Fatalf("the text was changed")
	}
	blocks := make([]text.Span, len(l.Blocks))
	for i, b := range l.Blocks {
		blocks[i] = b.Span
		if b.Kind.String() == "" || strings.HasPrefix(b.Kind.String(), "BlockKind") {
			t.Fatalf("block %v has no kind: %v", b.Span, b.Kind)
		}
	}
	runeStart := make([]bool, len(s)+1)
	for i := range s {
		runeStart[i] = true
	}
	runeStart[len(s)] = true
	whole := []text.Span{{Start: 0, End: len(s)}}
	ordered(t, s, "blocks", blocks, whole, runeStart)
	ordered(t, s, "sentences", l.Sentences, blocks, runeStart)
	ordered(t, s, "words", l.Words, l.Sentences, runeStart)
	w := 0
	for i, r := range s {
		for w < len(l.Words) && l.Words[w].End <= i {
			w++
		}
		in := w < len(l.Words) && l.Words[w].Start <= i
		if space := unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff'; in == space {
			t.Fatalf("rune %q at %d of %q: space %v, in a word %v", r, i, excerpt(s, i), space, in)
		}
	}
}

// ordered checks that spans are in order, do not overlap, are not empty, lie
// each within one of parents and hold no white space at their ends.
func ordered(t *testing.T, s, what string, spans, parents []text.Span, runeStart []bool) {
	t.Helper()
	end, p := 0, 0
	for i, sp := range spans {
		if sp.Start < end || sp.Len() <= 0 || sp.End > len(s) {
			t.Fatalf("%s[%d] = %v after an end at %d, in %d bytes", what, i, sp, end, len(s))
		}
		if !runeStart[sp.Start] || !runeStart[sp.End] {
			t.Fatalf("%s[%d] = %v cuts a rune of %q", what, i, sp, excerpt(s, sp.Start))
		}
		for p < len(parents) && parents[p].End < sp.End {
			p++
		}
		if p == len(parents) || !parents[p].Contains(sp) {
			t.Fatalf("%s[%d] = %v %q lies in nothing", what, i, sp, sp.Of(s))
		}
		if strings.TrimFunc(sp.Of(s), unicode.IsSpace) != sp.Of(s) {
			t.Fatalf("%s[%d] = %v %q has white space at an end", what, i, sp, sp.Of(s))
		}
		end = sp.End
	}
}

func excerpt(s string, i int) string { return s[max(0, i-20):min(len(s), i+20)] }

func FuzzParse(f *testing.F) {
	sample, err := os.ReadFile("../testdata/sample.txt")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(sample))
	for _, s := range []string{
		"", " ", "\n\n", ".", "...", "\xff\xfe.\xff A", "a\u0301. B\u200dC", "“Who paid?” asked Lena. J. K. Lund Jr. said so.",
		"LONDON (Reuters) - It rained.\r\n\r\n- one\r\n- two", "A headline\u2029By Jane Doe\u2028Text. . . . more.[12] Then",
		"See https://example.com/a_(b)?q=1. @lund #news me@example.org, U.S.'s don't AT&T 10:30 .5 'tis", "\ufeffFILE - A. (AP Photo/B)",
		"they 've n't '’s ’’t 't", "👩‍👩‍👧‍👦. 🇫🇷🇩🇪! 你好。再见。",
	} {
		f.Add(s)
	}
	f.Fuzz(check)
}

// TestInvariants checks the promises on texts put together at random from what the rules look at.
func TestInvariants(t *testing.T) {
	pieces := strings.Split(". . ? ! … \n \n\n \r\n \u2028 \u00a0 \u200b ' ’ ” “ \" ( ) [ ] [1] U.S. Mr. Inc. a.m. No. 5 J. The lund "+
		"said Said - — -- : , ; & @ # / http:// www. a.com x@y.org n't 's "+
		"\xff \xc2 \xe2\x80 é é 你 。 👩‍👩‍👧 \u0301 \u200d LONDON (Reuters) FILE By Jane Doe • 1. a) July 3 2022", " ")
	rng := rand.New(rand.NewSource(1))
	for range 20000 {
		var b strings.Builder
		for range rng.Intn(24) {
			b.WriteString(pieces[rng.Intn(len(pieces))])
			if rng.Intn(2) == 0 {
				b.WriteByte(' ')
			}
		}
		check(t, b.String())
	}
}

// An ending context ends when it has been looked at some times.
type ending struct {
	context.Context
	looks, most int
}

func (c *ending) Err() error {
	if c.looks++; c.looks > c.most {
		return context.Canceled
	}
	return nil
}

// However far Parse has come when the context ends, it ends then too, and looks no more.
func TestParseEnds(t *testing.T) {
	const size = 1 << 16
	for name, s := range map[string]string{
		"words":   strings.Repeat("rain fell ", size/10),
		"lines":   strings.Repeat("Rain fell\n", size/10),
		"wrapped": strings.Repeat(strings.Repeat("rain fell ", 7)+"\n", size/71),
		"stops":   strings.Repeat("Mr. ", size/4),
		"marks":   strings.Repeat("(\"", size/2),
	} {
		whole := &ending{Context: context.Background(), most: 1 << 30}
		if _, err := text.ParseContext(whole, s); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if whole.looks < 16 {
			t.Errorf("%s: %d looks at the context", name, whole.looks)
		}
		for most := range whole.looks {
			c := &ending{Context: context.Background(), most: most}
			if _, err := text.ParseContext(c, s); !errors.Is(err, context.Canceled) {
				t.Errorf("%s: no error after %d looks of %d: %v", name, most, whole.looks, err)
			}
			if c.looks > most+2 {
				t.Errorf("%s: %d looks after the end", name, c.looks-most)
			}
		}
	}
}
