package wordpiece_test

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"dictum.example/internal/wordpiece"
)

func small(tb testing.TB) (*wordpiece.Tokenizer, []string) {
	tb.Helper()
	data, err := os.ReadFile("testdata/vocab.txt")
	if err != nil {
		tb.Fatal(err)
	}
	vocab := strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
	t, err := wordpiece.New(vocab)
	if err != nil {
		tb.Fatal(err)
	}
	return t, vocab
}

// cases returns the texts of testdata/cases.txt, and for each the lines that
// describe its words.
func cases(tb testing.TB) (texts []string, words [][]string) {
	tb.Helper()
	data, err := os.ReadFile("testdata/cases.txt")
	if err != nil {
		tb.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "\t") {
			words[len(words)-1] = append(words[len(words)-1], line[1:])
			continue
		}
		s, err := strconv.Unquote(line)
		if err != nil {
			tb.Fatalf("%s: %v", line, err)
		}
		texts, words = append(texts, s), append(words, nil)
	}
	return texts, words
}

func TestTokenize(t *testing.T) {
	tok, vocab := small(t)
	texts, want := cases(t)
	if len(texts) == 0 {
		t.Fatal("no cases")
	}
	for i, s := range texts {
		t.Run(fmt.Sprintf("%.30q", s), func(t *testing.T) {
			tokens := tok.Tokenize(s)
			var got []string
			for _, w := range tokens.Words {
				var pieces, shapes []string
				for p := w.First; p < w.First+w.N; p++ {
					pieces = append(pieces, vocab[tokens.IDs[p]])
					shapes = append(shapes, strconv.Itoa(int(tokens.Shapes[p])))
				}
				got = append(got, fmt.Sprintf("%d:%d\t%s\t%s", w.Start, w.End, strings.Join(pieces, " "), strings.Join(shapes, " ")))
			}
			if d := cmp.Diff(want[i], got); d != "" {
				t.Errorf("(-reference +got)\n%s", d)
			}
			check(t, s, tokens, len(vocab))
		})
	}
}

func TestNewRefuses(t *testing.T) {
	for _, c := range []struct {
		name  string
		vocab []string
		want  string
	}{
		{"empty", nil, "no [UNK]"},
		{"no separator", []string{"[UNK]", "[CLS]", "a"}, "no [SEP]"},
		{"twice", []string{"[UNK]", "[CLS]", "[SEP]", "a", "##a", "a"}, `"a" is both entry 3 and 5`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := wordpiece.New(c.vocab)
			if !errors.Is(err, wordpiece.ErrVocabulary) || c.name != "empty" && !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want one with %q", err, c.want)
			}
		})
	}
}

// check reports what must hold of the tokens of any text.
func check(t *testing.T, s string, tokens wordpiece.Tokens, vocab int) {
	t.Helper()
	if len(tokens.IDs) != len(tokens.Shapes) {
		t.Fatalf("%d ids, %d shapes", len(tokens.IDs), len(tokens.Shapes))
	}
	end, piece := 0, 0
	for _, w := range tokens.Words {
		if w.Start < end || w.End <= w.Start || w.End > len(s) {
			t.Fatalf("%q: word at %v after %d", s, w.Span, end)
		}
		if !boundary(s, w.Start) || !boundary(s, w.End) {
			t.Fatalf("%q: word at %v cuts a character", s, w.Span)
		}
		if w.First != piece || w.N < 1 {
			t.Fatalf("%q: word at %v has pieces %d+%d, want them from %d", s, w.Span, w.First, w.N, piece)
		}
		for i, shape := range tokens.Shapes[w.First : w.First+w.N] {
			if (i > 0) != (shape >= wordpiece.ContinuedLower) || shape >= wordpiece.NumShapes {
				t.Fatalf("%q: piece %d of the word at %v has shape %d", s, i, w.Span, shape)
			}
		}
		end, piece = w.End, piece+w.N
	}
	if piece != len(tokens.IDs) {
		t.Fatalf("%q: words have %d pieces of %d", s, piece, len(tokens.IDs))
	}
	for _, id := range tokens.IDs {
		if id < 0 || int(id) >= vocab {
			t.Fatalf("%q: id %d", s, id)
		}
	}
}

// boundary reports whether a character, or a bad byte, begins at offset i of s.
func boundary(s string, i int) bool {
	for j := max(0, i-utf8.UTFMax); j < i; j++ {
		if r, n := utf8.DecodeRuneInString(s[j:]); j+n > i && !(r == utf8.RuneError && n == 1) {
			return false
		}
	}
	return true
}

func FuzzTokenize(f *testing.F) {
	tok, vocab := small(f)
	texts, _ := cases(f)
	for _, s := range texts {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		tokens := tok.Tokenize(s)
		check(t, s, tokens, len(vocab))
		// A word says the same alone.
		for _, w := range tokens.Words {
			alone := tok.Tokenize(w.Of(s))
			if d := cmp.Diff(tokens.IDs[w.First:w.First+w.N], alone.IDs); d != "" {
				t.Fatalf("%q: the word at %v alone (-in the text +alone)\n%s", s, w.Span, d)
			}
		}
	})
}

func BenchmarkTokenize(b *testing.B) {
	tok, _ := small(b)
	s := strings.Repeat("“The minister said on Monday that Schwarzenegger would not know,” said McDonald. ", 100)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		tok.Tokenize(s)
	}
}

func ExampleTokenizer_Tokenize() {
	vocab := []string{"[UNK]", "[CLS]", "[SEP]", "nato", "spoke", "##s", "##person"}
	t, err := wordpiece.New(vocab)
	if err != nil {
		fmt.Println(err)
		return
	}
	s := "NATO’s Spokesperson"
	tokens := t.Tokenize(s)
	for _, w := range tokens.Words {
		fmt.Print(w.Span, " ", w.Of(s))
		for i := w.First; i < w.First+w.N; i++ {
			fmt.Print(" ", vocab[tokens.IDs[i]], "/", tokens.Shapes[i])
		}
		fmt.Println()
	}
	// Output:
	// [0:4] NATO nato/3
	// [4:7] ’ [UNK]/0
	// [7:8] s [UNK]/1
	// [9:21] Spokesperson spoke/4 ##s/8 ##person/8
}
