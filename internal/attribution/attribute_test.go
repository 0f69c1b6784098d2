package attribution_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dictum.example/internal/doc"
	"dictum.example/internal/engine"
	"dictum.example/internal/reader"
	"dictum.example/quote"
	"dictum.example/text"
)

var markup = regexp.MustCompile(`\{([scq])(\d)([?~]?) |\[([A-Z_]+) |[}\]]`)

// marked makes a reading by hand: "{s1 …}" is a source, "{q1 …}" a cue and "{c1 …}"
// a content, of which those with one number go together; "{c1? …}" is an unlikely one, "{q1~ …}" the cue of a belief;
// "[PERSON …]" is a name.
func marked(tb testing.TB, s string) *reader.Reading {
	type open struct {
		part, group, name string
		start             int
		p                 float32
	}
	var plain strings.Builder
	var stack []open
	r := &reader.Reading{}
	groups := map[string][]string{}
	beliefs := map[string]bool{} // the numbers of cues that are not of saying
	lists := map[string]*[]reader.Label{"s": &r.Sources, "q": &r.Cues, "c": &r.Contents, "": &r.Names}
	at := 0
	for _, m := range markup.FindAllStringSubmatchIndex(s, -1) {
		plain.WriteString(s[at:m[0]])
		at = m[1]
		sub := func(i int) string {
			if m[2*i] < 0 {
				return ""
			}
			return s[m[2*i]:m[2*i+1]]
		}
		if closing := s[m[0]:m[1]]; closing == "}" || closing == "]" {
			if len(stack) == 0 {
				tb.Fatalf("%q: nothing to close at %d", s, m[0])
			}
			o := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			list := lists[o.part]
			*list = append(*list, reader.Label{Span: text.Span{Start: o.start, End: plain.Len()}, Type: o.name, Score: o.p, Last: o.p})
			groups[o.part] = append(groups[o.part], o.group)
			continue
		}
		o := open{sub(1), sub(2), sub(4), plain.Len(), .99}
		switch sub(3) {
		case "?":
			o.p = .1
		case "~":
			beliefs[sub(2)] = true
		}
		stack = append(stack, o)
	}
	plain.WriteString(s[at:])
	links := func(from, to string) [][]reader.Link {
		out := make([][]reader.Link, len(groups[from]))
		for i, g := range groups[from] {
			out[i] = []reader.Link{{To: reader.None, P: .98}}
			for k, h := range groups[to] {
				if h == g {
					out[i] = []reader.Link{{To: k, P: .98}, {To: reader.None, P: .02}}
				}
			}
		}
		return out
	}
	r.ContentCue, r.CueSource = links("c", "q"), links("q", "s")
	r.CueSpeech = make([]float32, len(r.Cues))
	for i, number := range groups["q"] {
		if r.CueSpeech[i] = .99; beliefs[number] {
			r.CueSpeech[i] = .01
		}
	}
	r.Layout = text.Parse(plain.String())
	return r
}

// attributed writes the quotes of a marked text, one a line, as they are without some passes.
func attributed(tb testing.TB, s string, without ...string) []string {
	var out []string
	for _, q := range attribute(marked(tb, s), without...) {
		out = append(out, describe(q))
	}
	return out
}

// describe writes a quote in a line.
func describe(q *quote.Quote) string {
	line := fmt.Sprintf("%s: %s [%s]", q.Kind, q.Text, q.Speaker)
	for _, e := range q.Joint {
		line += " & " + e.Name
	}
	if q.Speaker == nil && q.SpeakerKind != "" {
		line += " " + string(q.SpeakerKind)
	}
	if q.Polarity != quote.Affirmed {
		line += " " + string(q.Polarity)
	}
	for _, n := range q.Nested {
		line += " within: " + n.Text
	}
	if q.Addressee != nil {
		line += " to " + q.Addressee.Name
	}
	return line
}

// allQuotes makes the quotes of a document without some passes.
func allQuotes(d *doc.Document, without map[string]bool) []*quote.Quote {
	_, quotes := engine.Engine{Without: without}.Read(d, time.Time{})
	return quotes
}

// attribute makes the quotes of a reading without some passes.
func attribute(r *reader.Reading, without ...string) []*quote.Quote {
	d := doc.New(r)
	left := map[string]bool{}
	for _, pass := range without {
		left[pass] = true
	}
	return allQuotes(d, left)
}

// TestAttribute reads the cases of testdata/cases.txt.
func TestAttribute(t *testing.T) {
	const file = "testdata/cases.txt"
	cases := readCases(t, file)
	if *update {
		writeCases(t, file, cases)
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, attributed(t, c.text)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}
