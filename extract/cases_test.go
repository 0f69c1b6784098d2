package extract_test

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	"dictum.example/extract"
	"dictum.example/quote"
	"dictum.example/text"
)

var showCases = flag.Bool("cases", false, "print what is found in each case that fails")

// A quoteCase is a short text with the attributions that a reader would find in it.
type quoteCase struct {
	ID, Phenomenon, Text string
	Attributions         []attribution
}

type attribution struct {
	Speaker string
	Source  [][2]int
	Cue     [][2]int
	Content [][2]int
	Kind    quote.Kind
}

// TestCases reads the catalogue of hard cases of quotation. A case is right when
// all its attributions are found and no others, with the same words of content and
// of source, the same kind, and the speaker. Those that the current model gets
// wrong are listed in testdata/quote_cases.failing: a case that falls out of either list
// fails the test.
func TestCases(t *testing.T) {
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	failing := map[string]bool{}
	for _, id := range lines(t, "testdata/quote_cases.failing") {
		failing[id] = true
	}
	right := 0
	cases := lines(t, "testdata/quote_cases.jsonl")
	for _, line := range cases {
		var c quoteCase
		if err := json.Unmarshal([]byte(line), &c); err != nil {
			t.Fatal(err)
		}
		t.Run(c.ID, func(t *testing.T) {
			doc, err := x.Extract(t.Context(), c.Text)
			if err != nil {
				t.Fatal(err)
			}
			wrong := c.compare(doc)
			if wrong == "" {
				right++
			}
			switch {
			case wrong != "" && !failing[c.ID]:
				t.Errorf("%s\n%s", c.Text, wrong)
			case wrong == "" && failing[c.ID]:
				t.Error("right now: take it from testdata/quote_cases.failing")
			case wrong != "" && *showCases:
				t.Logf("%s\n%s", c.Text, wrong)
			}
		})
	}
	t.Logf("%d of %d cases right", right, len(cases))
}

// compare returns what is wrong with a document, or "".
func (c *quoteCase) compare(doc *extract.Document) string {
	var wrong []string
	if len(doc.Quotes) != len(c.Attributions) {
		wrong = append(wrong, fmt.Sprintf("%d quotes, want %d", len(doc.Quotes), len(c.Attributions)))
	}
	used := make([]bool, len(doc.Quotes))
	for _, a := range c.Attributions {
		i := slices.IndexFunc(doc.Quotes, func(q *quote.Quote) bool {
			return strings.Join(words(c.Text, a.Content), " ") == strings.Join(words(c.Text, spans(q.Content...)), " ")
		})
		if i < 0 || used[i] {
			wrong = append(wrong, fmt.Sprintf("no quote %q", words(c.Text, a.Content)))
			continue
		}
		used[i] = true
		q := doc.Quotes[i]
		var source [][2]int
		if q.Source != nil {
			source = spans(*q.Source)
		}
		if got, want := words(c.Text, source), words(c.Text, a.Source); !slices.Equal(got, want) {
			wrong = append(wrong, fmt.Sprintf("source %q, want %q", got, want))
		}
		if q.Kind != a.Kind {
			wrong = append(wrong, fmt.Sprintf("kind %s, want %s", q.Kind, a.Kind))
		}
		if got := speakerOf(q); !sameName(got, a.Speaker) {
			wrong = append(wrong, fmt.Sprintf("speaker %q, want %q", got, a.Speaker))
		}
	}
	if len(wrong) > 0 {
		for _, q := range doc.Quotes {
			wrong = append(wrong, fmt.Sprintf("got %s: %s | cue %v | source %v | %s %s", q.Kind, q.Text, q.Cue, q.Source, q.SpeakerKind,
				q.Speaker))
		}
	}
	return strings.Join(wrong, "\n")
}

// speakerOf returns the names of a quote's speakers; of one who has none, the source.
func speakerOf(q *quote.Quote) string {
	if q.Speaker == nil {
		if q.Source == nil {
			return ""
		}
		return q.Source.Text
	}
	name := q.Speaker.Name
	for _, e := range q.Joint {
		name += "; " + e.Name
	}
	return name
}

// sameName compares names without articles and honorifics, whose place is
// outside a name. A source that names nobody may be longer than its head.
func sameName(got, want string) bool {
	g, w := nameWords(got), nameWords(want)
	return slices.Equal(g, w) || len(w) > 0 && len(g) > len(w) && slices.Equal(g[:len(w)], w) && unicode.IsLower([]rune(want)[0])
}

func nameWords(s string) []string {
	return slices.DeleteFunc(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r)
	}), func(w string) bool {
		switch w {
		case "the", "a", "an", "mr", "mrs", "ms", "dr", "judge", "q":
			return true
		}
		return false
	})
}

func spans(xs ...text.Excerpt) [][2]int {
	var out [][2]int
	for _, x := range xs {
		out = append(out, [2]int{x.Start, x.End})
	}
	return out
}

// words returns the words of s in the spans.
func words(s string, spans [][2]int) []string {
	var out []string
	for _, x := range spans {
		out = append(out, strings.FieldsFunc(s[x[0]:x[1]], func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '_'
		})...)
	}
	return out
}

func lines(t *testing.T, name string) []string {
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []string
	for s := bufio.NewScanner(f); s.Scan(); {
		if s.Text() != "" {
			out = append(out, s.Text())
		}
	}
	return out
}
