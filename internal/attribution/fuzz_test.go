package attribution_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"dictum.example/internal/attribution"
	"dictum.example/internal/doc"
	"dictum.example/internal/reader"
	"dictum.example/internal/resolve"
	"dictum.example/text"
)

// randomReading marks words of the text at random, as a network gone mad might.
func randomReading(s string, rng *rand.Rand) *reader.Reading {
	l := text.Parse(s)
	r := &reader.Reading{Layout: l}
	types := []string{"PERSON", "ORG", "GPE", "NORP"}
	for i := 0; i < len(l.Words); i++ {
		j := min(len(l.Words), i+1+rng.IntN(4))
		place := text.Span{Start: l.Words[i].Start, End: l.Words[j-1].End}
		span := reader.Label{Span: place, Score: .5 + rng.Float32()/2, Last: rng.Float32()}
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

// FuzzAttributor holds quotes to their laws, whatever the reading.
func FuzzAttributor(f *testing.F) {
	f.Add("“We lost,” Nora Lind said. “We will appeal.\n\n“Soon.” — Karl Beck\nQ: Why?\nA: Rain.", uint64(1))
	f.Add("\xff“\x00”''`` 'a' said", uint64(2))
	f.Fuzz(func(t *testing.T, s string, seed uint64) {
		s = s[:min(len(s), 5000)]
		r := randomReading(s, rand.New(rand.NewPCG(seed, 0)))
		d := doc.New(r)
		quotes := allQuotes(d, nil)
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

func ExampleAttributor() {
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
		Sources:    []reader.Label{span("Nora Lind")},
		Cues:       []reader.Label{span("said")},
		Contents:   []reader.Label{span("The road will stay shut")},
		CueSpeech:  []float32{.9},
		ContentCue: [][]reader.Link{{{To: 0, P: .9}}}, CueSource: [][]reader.Link{{{To: 0, P: .9}}},
	}
	d := doc.New(r)
	z := resolve.Resolver{}.Names(d, time.Time{})
	found := attribution.Attributor{}.Find(d, z)
	z.Antecedents(found.Sources())
	for _, q := range found.Speakers() {
		fmt.Println(q.Speaker, q.Kind, q.Text)
	}
	// Output:
	// Nora Lind direct “The road will stay shut,”
}

// BenchmarkAttribute reads texts of one line, where nothing but the distance
// bounds what is looked at.
func BenchmarkAttribute(b *testing.B) {
	cases := map[string]func(n int) *reader.Reading{"cues": cuesAlone, "source": longSource}
	units := map[string]string{"dashes": `"a b." — Ana Bo said `, "posts": `so — Ana Bo — `, "quotes": `Ana Bo told "We go." `}
	for name, unit := range units {
		cases[name] = func(n int) *reader.Reading {
			return randomReading(strings.Repeat(unit, n), rand.New(rand.NewPCG(1, 0)))
		}
	}
	for name, read := range cases {
		for _, n := range []int{1000, 8000} {
			r := read(n)
			d := doc.New(r)
			z := resolve.Resolver{}.Names(d, time.Time{})
			z.Antecedents(d.Sources)
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				b.SetBytes(int64(len(r.Layout.Text)))
				for b.Loop() {
					attribution.Attributor{}.Find(d, z).Speakers()
				}
			})
		}
	}
}

// sure returns a label of which the network has no doubt.
func sure(start, end int) reader.Label {
	return reader.Label{Span: text.Span{Start: start, End: end}, Score: 1, Last: 1}
}

// attributing makes a reading with one content, of the first cue, whose cues each have the source of their number.
func attributing(s string, content reader.Label, sources, cues []reader.Label) *reader.Reading {
	r := &reader.Reading{Layout: text.Parse(s), Sources: sources, Cues: cues,
		Contents: []reader.Label{content}, ContentCue: [][]reader.Link{{{To: 0, P: 1}}}}
	for i := range cues {
		r.CueSpeech = append(r.CueSpeech, 1)
		r.CueSource = append(r.CueSource, []reader.Link{{To: i, P: 1}})
	}
	return r
}

// cuesAlone is a sentence of cues that have no content.
func cuesAlone(n int) *reader.Reading {
	const unit = "x, Li said "
	var sources, cues []reader.Label
	for at := 0; at < n*len(unit); at += len(unit) {
		sources, cues = append(sources, sure(at+3, at+5)), append(cues, sure(at+6, at+10))
	}
	return attributing(strings.Repeat(unit, n), sure(0, 1), sources, cues)
}

// longSource is a sentence with a source of n words.
func longSource(n int) *reader.Reading {
	long := strings.Repeat("report ", n)
	end := len(long)
	return attributing(long+"said x", sure(end+5, end+6), []reader.Label{sure(0, end-1)}, []reader.Label{sure(end, end+4)})
}
