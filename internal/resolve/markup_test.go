package resolve

import (
	"sort"
	"strings"
	"sync"
	"testing"

	"dictum.example/internal/encoder"
	"dictum.example/internal/model"
	"dictum.example/internal/reader"
	"dictum.example/text"
)

// read makes a reading of a marked text as label does. The words' vectors are the network's.
func read(t testing.TB, marked string) *reader.Reading {
	t.Helper()
	r := label(t, marked)
	net, err := embeddedReader()
	if err != nil {
		t.Fatal(err)
	}
	z, err := net.Read(t.Context(), r.Layout)
	if err != nil {
		t.Fatal(err)
	}
	r.Vectors = z.Vectors
	return r
}

// label makes a reading of a marked text: "[PERSON Sergey Lavrov] said". The marks
// src, cue and cont stand for sources, cues and contents; marks may be nested. A "["
// that no label follows is text. The words have no vectors.
func label(t testing.TB, marked string) *reader.Reading {
	t.Helper()
	type open struct {
		label string
		at    int
	}
	var plain strings.Builder
	var stack []open
	r := &reader.Reading{}
	for i := 0; i < len(marked); i++ {
		switch c := marked[i]; {
		case c == '[':
			label, _, ok := strings.Cut(marked[i+1:], " ")
			if !ok {
				t.Fatalf("mark without text at %d", i)
			}
			stack = append(stack, open{label, plain.Len()})
			i += len(label) + 1
		case c == ']':
			if len(stack) == 0 {
				t.Fatalf("] without [ at %d", i)
			}
			o := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			l := reader.Label{Span: text.Span{Start: o.at, End: plain.Len()}, Score: 0.9}
			switch o.label {
			case "src":
				r.Sources = append(r.Sources, l)
			case "cue":
				r.Cues = append(r.Cues, l)
			case "cont":
				r.Contents = append(r.Contents, l)
			default:
				l.Type = o.label
				r.Names = append(r.Names, l)
			}
		default:
			plain.WriteByte(c)
		}
	}
	for _, ls := range [][]reader.Label{r.Names, r.Sources, r.Cues, r.Contents} {
		sort.Slice(ls, func(i, j int) bool { return ls[i].Start < ls[j].Start })
	}
	r.Layout = text.Parse(plain.String())
	return r
}

// embeddedReader reads with the library's network.
var embeddedReader = sync.OnceValues(func() (*reader.Reader, error) {
	m, err := model.Embedded()
	if err != nil {
		return nil, err
	}
	return reader.New(m, encoder.Stored)
})
