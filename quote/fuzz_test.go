package quote_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"dictum.example/entity"
	"dictum.example/internal/reader"
	"dictum.example/quote"
	"dictum.example/text"
)

// randomReading marks words of the text at random, as a network gone mad might.
func randomReading(s string, rng *rand.Rand) *reader.Reading {
	l := text.Parse(s)
	r := &reader.Reading{Layout: l}
	types := []string{"PERSON", "ORG", "GPE", "NORP"}
	for i := 0; i < len(l.Words); i++ {
		j := min(len(l.Words), i+1+rng.IntN(4))
		span := reader.Label{Span: text.Span{Start: l.Words[i].Start, End: l.Words[j-1].End}, Score: .5 + rng.Float32()/2, Last: rng.Float32()}
		if rng.IntN(4) == 0 {
			name := span
			name.Type = types[rng.IntN(len(types))]
			r.Names = append(r.Names, name)
		}
		switch rng.IntN(6) {
		case 0:
			r.Sources = append(r.Sources, span)
		case 1:
			r.Cues = append(r.Cues, span)
			r.CueSpeech = append(r.CueSpeech, rng.Float32())
		case 2:
			r.Contents = append(r.Contents, span)
		default:
			continue
		}
		i = j - 1
	}
	links := func(from, to int) [][]reader.Link {
		out := make([][]reader.Link, from)
		for i := range out {
			out[i] = []reader.Link{{To: rng.IntN(to+1) - 1, P: .6}, {To: reader.None, P: .4}}
		}
		return out
	}
	r.ContentCue, r.CueSource = links(len(r.Contents), len(r.Cues)), links(len(r.Cues), len(r.Sources))
	// names must not overlap
	kept := r.Names[:0]
	for _, n := range r.Names {
		if len(kept) == 0 || kept[len(kept)-1].End <= n.Start {
			kept = append(kept, n)
		}
	}
	r.Names = kept
	return r
}

// FuzzAttribute holds quotes to their laws, whatever the reading.
func FuzzAttribute(f *testing.F) {
	f.Add("“We lost,” Nora Lind said. “We will appeal.\n\n“Soon.” — Karl Beck\nQ: Why?\nA: Rain.", uint64(1))
	f.Add("\xff“\x00”''`` 'a' said", uint64(2))
	f.Fuzz(func(t *testing.T, s string, seed uint64) {
		s = s[:min(len(s), 5000)]
		r := randomReading(s, rand.New(rand.NewPCG(seed, 0)))
		res := entity.Resolve(r, time.Time{})
		quotes := quote.Attribute(r, res)
		last := 0
		for _, q := range quotes {
			if len(q.Content) == 0 || q.Content[0].Start < last {
				t.Fatalf("content %v after %d", q.Content, last)
			}
			last = q.Content[0].Start
			pieces := append([]text.Excerpt{}, q.Content...)
			end := 0
			for _, c := range q.Content {
				if c.Start < end || c.Len() == 0 {
					t.Fatalf("pieces %v of one content", q.Content)
				}
				end = c.End
			}
			pieces = append(pieces, q.Quoted...)
			for _, p := range []*text.Excerpt{q.Cue, q.Source} {
				if p != nil {
					pieces = append(pieces, *p)
				}
			}
			for _, p := range pieces {
				if p.Of(s) != p.Text || !boundary(s, p.Start) || !boundary(s, p.End) {
					t.Fatalf("piece %+v", p)
				}
			}
			if !(q.Confidence > 0 && q.Confidence <= 1) {
				t.Fatalf("confidence %g", q.Confidence)
			}
		}
	})
}

// boundary reports whether the offset lies between two characters, a bad byte being one.
func boundary(s string, i int) bool {
	if i == 0 || i == len(s) || utf8.RuneStart(s[i]) {
		return true
	}
	for k := max(0, i-utf8.UTFMax+1); k < i; k++ {
		if _, n := utf8.DecodeRuneInString(s[k:]); k+n > i {
			return n == 1
		}
	}
	return true
}

func ExampleAttribute() {
	// The network's reading, made by hand here; package extract makes real ones.
	l := text.Parse("“The road will stay shut,” Nora Lind said.")
	span := func(part string) reader.Label {
		i := strings.Index(l.Text, part)
		return reader.Label{Span: text.Span{Start: i, End: i + len(part)}, Score: .9}
	}
	name := span("Nora Lind")
	name.Type = "PERSON"
	r := &reader.Reading{
		Layout: l, Names: []reader.Label{name},
		Sources: []reader.Label{span("Nora Lind")}, Cues: []reader.Label{span("said")}, Contents: []reader.Label{span("The road will stay shut")},
		CueSpeech:  []float32{.9},
		ContentCue: [][]reader.Link{{{To: 0, P: .9}}}, CueSource: [][]reader.Link{{{To: 0, P: .9}}},
	}
	for _, q := range quote.Attribute(r, entity.Resolve(r, time.Time{})) {
		fmt.Println(q.Speaker, q.Kind, q.Text)
	}
	// Output:
	// Nora Lind direct “The road will stay shut,”
}

// BenchmarkAttribute reads texts of one line, where nothing but the distance
// bounds what is looked at.
func BenchmarkAttribute(b *testing.B) {
	for name, unit := range map[string]string{"dashes": `"a b." — Ana Bo said `, "posts": `so — Ana Bo — `, "quotes": `Ana Bo told "We go." `} {
		for _, n := range []int{1000, 8000} {
			r := randomReading(strings.Repeat(unit, n), rand.New(rand.NewPCG(1, 0)))
			res := entity.Resolve(r, time.Time{})
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				b.SetBytes(int64(n * len(unit)))
				for b.Loop() {
					quote.Attribute(r, res)
				}
			})
		}
	}
}
