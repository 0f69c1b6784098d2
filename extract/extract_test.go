package extract

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"dictum.example/entity"
	"dictum.example/internal/model"
	"dictum.example/internal/reader"
	"dictum.example/quote"
	"dictum.example/text"
)

// fixed is a recogniser that always answers the same.
type fixed []entity.Mention

func (f fixed) Recognize(context.Context, *text.Layout) ([]entity.Mention, error) { return f, nil }

func named(start, end int, t entity.Type) entity.Mention {
	return entity.Mention{Excerpt: text.Excerpt{Span: text.Span{Start: start, End: end}}, Type: t}
}

func TestRecognizer(t *testing.T) {
	const s = "Émile Adé met Ben Okri."
	label := func(start, end int, typ string) reader.Label {
		return reader.Label{Span: text.Span{Start: start, End: end}, Type: typ, Score: 1}
	}
	tests := map[string]struct {
		mentions fixed
		want     []reader.Label
		err      string
	}{
		"none": {nil, []reader.Label{}, ""},
		"in order": {fixed{named(16, 24, entity.Person), named(0, 11, entity.Person)},
			[]reader.Label{label(0, 11, "PERSON"), label(16, 24, "PERSON")}, ""},
		"overlapping": {
			fixed{named(7, 11, entity.GPE), named(0, 6, entity.Org), named(0, 11, entity.Person), named(16, 24, entity.Person)},
			[]reader.Label{label(0, 11, "PERSON"), label(16, 24, "PERSON")}, "",
		},
		"empty":        {fixed{named(3, 3, entity.Person)}, []reader.Label{}, ""},
		"outside":      {fixed{named(16, 240, entity.Person)}, nil, "mention [16:240] does not fit a text of 25 bytes"},
		"in a rune":    {fixed{named(1, 11, entity.Person)}, nil, "mention [1:11]"},
		"wrong way":    {fixed{named(11, 3, entity.Person)}, nil, "mention [11:3]"},
		"before start": {fixed{named(-1, 3, entity.Person)}, nil, "mention [-1:3]"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := recognize(t.Context(), tt.mentions, text.Parse(s))
			if tt.err != "" {
				if err == nil || !strings.Contains(err.Error(), tt.err) {
					t.Fatalf("got error %v, want one with %q", err, tt.err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestRecognizerReplacesNames(t *testing.T) {
	x := &Extractor{reader: blank{}, recognizer: fixed{named(0, 9, entity.Person)}}
	doc, err := x.Extract(t.Context(), "Ben Okafo walks.")
	if err != nil {
		t.Fatal(err)
	}
	if len(doc.Entities) != 1 || doc.Entities[0].Name != "Ben Okafo" || doc.Entities[0].Type != entity.Person {
		t.Errorf("got entities %v", doc.Entities)
	}
}

func TestModelErrors(t *testing.T) {
	whole := model.Data
	flipped := slices.Clone(whole)
	flipped[len(flipped)/2] ^= 0x10
	files := fstest.MapFS{
		"empty":   {},
		"foreign": {Data: []byte("GIF89a" + strings.Repeat("x", 1000))},
		"short":   {Data: whole[:len(whole)/2]},
		"flipped": {Data: flipped},
		"longer":  {Data: append(slices.Clone(whole), 0)},
		"folder":  {Mode: fs.ModeDir},
	}
	for _, name := range []string{"missing", "empty", "foreign", "short", "flipped", "longer", "folder"} {
		t.Run(name, func(t *testing.T) {
			x, err := New(WithModel(files, name))
			if !errors.Is(err, ErrModel) || x != nil {
				t.Fatalf("got %v, %v, want an ErrModel", x, err)
			}
			if !strings.Contains(err.Error(), name) {
				t.Errorf("%v does not name the file", err)
			}
			if name == "missing" && !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("%v is not fs.ErrNotExist", err)
			}
		})
	}
	t.Run("whole", func(t *testing.T) {
		if _, err := New(WithModel(fstest.MapFS{"whole": {Data: whole}}, "whole")); err != nil {
			t.Error(err)
		}
	})
}

// extractor returns an Extractor with the embedded model.
func extractor(t testing.TB, opts ...Option) *Extractor {
	t.Helper()
	x, err := New(opts...)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func TestBadInput(t *testing.T) {
	const huge = 10 << 20
	tests := map[string]string{
		"empty":              "",
		"white space":        " \n\t\r\n\u00a0",
		"one byte":           "\xff",
		"invalid UTF-8":      "Anna Berg\xff said \xe2\x82“We won.\xe2” \xc0\x80\xed\xa0\x80",
		"NUL":                "Anna\x00Berg said\x00 \x00“We won.”\x00",
		"control characters": "\x01Anna Berg\x1b[31m said\v “We won.”\x7f\u2028\u0085",
		"byte order mark":    "\ufeffAnna Berg said “We won.”",
		"marks without end":  strings.Repeat("“", 5000) + strings.Repeat("\"", 5000),
		"combining":          "A" + strings.Repeat("\u0301", 100_000),
		"10 MB, no words":    strings.Repeat(" ", huge),
		"10 MB, one word":    strings.Repeat("a", huge),
		"1 MB, no UTF-8":     strings.Repeat("\xff", huge/10),
	}
	x := extractor(t)
	for name, s := range tests {
		t.Run(name, func(t *testing.T) {
			if testing.Short() && len(s) > 1<<18 {
				t.Skip("long")
			}
			doc, err := x.Extract(t.Context(), s)
			if err != nil {
				t.Fatal(err)
			}
			roundTrip(t, doc, s)
		})
	}
}

// roundTrip checks every place of the document on the way through JSON.
func roundTrip(t *testing.T, doc *Document, s string) {
	t.Helper()
	if doc.Text != s {
		t.Fatal("the text is not the one that was given")
	}
	data, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	var got Document
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	passes := cmpopts.IgnoreFields(entity.Mention{}, "Pass", "Sieve")
	if diff := cmp.Diff(doc, &got, cmpopts.EquateEmpty(), passes, cmpopts.IgnoreFields(quote.Quote{}, "Passes")); diff != "" {
		t.Errorf("after the round trip (-want +got):\n%s", diff)
	}
}

// 10 MB of words in one line take minutes; who does not want to wait cancels.
func TestCancelAmid(t *testing.T) {
	x := extractor(t)
	words := strings.Repeat("Anna Berg said that the port was safe and Tom Reyes agreed, ", 10<<20/60)
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	doc, err := x.Extract(ctx, words)
	if doc != nil || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got error %v (and a document: %t), want the context's", err, doc != nil)
	}
}

func TestCancelledBefore(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	x := &Extractor{reader: blank{}}
	if doc, err := x.Extract(ctx, "Anna Berg said so."); doc != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("got error %v (and a document: %t), want the context's", err, doc != nil)
	}
}
