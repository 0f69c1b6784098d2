package main

import (
	"encoding/json"
	"io"
	"slices"

	"dictum.example/internal/resolve"
	"dictum.example/text"
)

// nobody is who an expression refers to that means none of the candidates, and the chain of what is in none.
const nobody = -1

// A lesson is what the ranker learns from: the document, where the anaphor stands and where each
// candidate was last mentioned and last named (bytes, as the ranker looks them up), the features of
// the candidates and of nobody, and which candidates are right.
type lesson struct {
	Doc    string         `json:"d"`
	At     text.Span      `json:"a"`
	Places [][2]text.Span `json:"m"`
	Right  []int          `json:"r"`
	Cands  [][]uint16     `json:"c"`
	Nobody []uint16       `json:"n"`
	Class  uint8          `json:"k"`
	Speaks bool           `json:"s"`
}

// answer returns what is right by the annotation, and writes the lesson down. Where the annotation does not tell, it
// is as the ranker says, and no lesson.
func (d *document) answer(c *resolve.Choice, w io.Writer) int {
	right, told := d.right(c)
	if !told {
		return c.Ranked
	}
	if d.Pronoun != nil && len(right) == 0 {
		return nobody
	}
	if len(right) == 0 {
		right = []int{nobody}
	}
	l := lesson{Doc: d.ID, At: c.At, Right: right, Nobody: c.Nobody, Class: c.Class, Speaks: c.Speaks}
	for i := range c.Candidates {
		l.Cands = append(l.Cands, c.Candidates[i].Features)
		l.Places = append(l.Places, c.Candidates[i].Places)
	}
	_ = json.NewEncoder(w).Encode(l) // Flush tells
	if slices.Contains(right, c.Ranked) {
		return c.Ranked
	}
	return right[0]
}

// right returns the candidates that are right, and whether the annotation tells.
func (d *document) right(c *resolve.Choice) (right []int, told bool) {
	switch {
	case d.Sources != nil:
		return d.rightByName(c)
	case d.Pronoun != nil:
		return d.rightOfTwo(c), c.At.Start == d.Pronoun[0]
	}
	if d.several(c.At) {
		return nil, false
	}
	if k := d.chain(c.At); k != nobody {
		for i := range c.Candidates {
			if d.vote(&c.Candidates[i]) == k {
				right = append(right, i)
			}
		}
	}
	return right, true
}

// several reports whether an expression means several things at once, of which the ranker cannot choose one.
func (d *document) several(at text.Span) bool {
	for _, x := range d.Several {
		if at.Overlaps(text.Span{Start: x.Span[0], End: x.Span[1]}) {
			return true
		}
	}
	return false
}

// rightByName returns the candidates that go by the names of whom a source means, or, where those are none, who has no name.
func (d *document) rightByName(c *resolve.Choice) (right []int, told bool) {
	k := slices.IndexFunc(d.Sources, func(s source) bool { return s.Start <= c.At.Start && c.At.End <= s.End })
	if k < 0 {
		return nil, false
	}
	names := d.Sources[k].Names
	for i := range c.Candidates {
		x := &c.Candidates[i]
		if slices.ContainsFunc(names, x.GoesBy) || len(names) == 0 && len(x.Names) == 0 && (c.Pronoun || x.SameNoun) {
			right = append(right, i)
		}
	}
	if len(names) == 0 && c.Pronoun {
		right = append(right, nobody)
	}
	return right, len(right) > 0 || len(names) == 0
}

// rightOfTwo returns who of GAP's two is meant, or everybody else where neither is.
func (d *document) rightOfTwo(c *resolve.Choice) []int {
	var right []int
	for i := range c.Candidates {
		isA, isB := touches(&c.Candidates[i], d.A), touches(&c.Candidates[i], d.B)
		if isA && d.ACoref || isB && d.BCoref || !d.ACoref && !d.BCoref && !isA && !isB {
			right = append(right, i)
		}
	}
	if !d.ACoref && !d.BCoref {
		right = append(right, nobody)
	}
	return right
}

func touches(x *resolve.Candidate, s [2]int) bool {
	return slices.ContainsFunc(x.Names, text.Span{Start: s[0], End: s[1]}.Overlaps)
}

// chain returns the chain of the shortest annotated mention that a span lies
// within and whose head it covers, or nobody.
func (d *document) chain(s text.Span) int {
	best, size := nobody, 1<<30
	for k, c := range d.Chains {
		for i, m := range c {
			h := m
			if d.Heads != nil {
				h = d.Heads[k][i]
			}
			if m[0] <= s.Start && s.Start <= h[0] && h[1] <= s.End && s.End <= m[1] && m[1]-m[0] < size {
				best, size = k, m[1]-m[0]
			}
		}
	}
	return best
}

// vote returns the chain that most mentions of a candidate belong to.
func (d *document) vote(x *resolve.Candidate) int {
	votes := make([]int, len(d.Chains))
	for _, s := range slices.Concat(x.Names, x.Mentions) {
		if k := d.chain(s); k != nobody {
			votes[k]++
		}
	}
	best := nobody
	for k, n := range votes {
		if n > 0 && (best == nobody || n > votes[best]) {
			best = k
		}
	}
	return best
}
