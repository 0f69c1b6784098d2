package resolve

import (
	"slices"
	"strings"

	"dictum.example/text"
)

// A Choice is what the ranker is asked: who of the candidates a pronoun or definite noun refers to, or nobody.
// It is made for those who train the ranker.
type Choice struct {
	At         text.Span // the expression
	Class      uint8     // what it tells of what it refers to, by the ranker's numbers
	Pronoun    bool
	Speaks     bool // it is a source
	Candidates []Candidate
	Nobody     []uint16 // the features of nobody
	Ranked     int      // the index of the candidate that the ranker chooses; negative for nobody
}

// A Candidate is a referent that an expression may refer to.
type Candidate struct {
	Features []uint16
	Places   [2]text.Span // where it was last mentioned, and last named
	Names    []text.Span  // all of the article
	Mentions []text.Span  // so far
	SameNoun bool         // the noun of the expression was said of it

	forms [][]string
}

// GoesBy reports whether the candidate goes by a name.
func (c *Candidate) GoesBy(name string) bool {
	ws := words(strings.ReplaceAll(name, ".", ""))
	return slices.ContainsFunc(c.forms, func(form []string) bool { return slices.Equal(form, ws) })
}

// Teach is like Antecedents. Where the ranker would choose it asks choose, which returns the index of a candidate, or -1 for
// nobody. The choice is valid during the call.
func (z *Resolution) Teach(sources []text.Span, choose func(*Choice) int) {
	z.antecedents(sources, func(r *resolver, a *anaphor, cands []candidate, nobody []feature) int {
		c := &Choice{
			At: r.p.SpanOf(a.from, a.to), Class: uint8(a.class), Pronoun: a.class <= they, Speaks: r.speaks(a),
			Nobody: nobody, Ranked: ranker(r, a, cands, nobody),
		}
		for _, x := range cands {
			c.Candidates = append(c.Candidates, r.offered(a, x))
		}
		return choose(c)
	})
}

// offered returns a candidate as a teacher sees it.
func (r *resolver) offered(a *anaphor, x candidate) Candidate {
	c := Candidate{Features: x.features, Places: r.places(x.ref), SameNoun: x.ref.heads[a.noun], forms: x.ref.forms}
	for _, i := range x.ref.names {
		c.Names = append(c.Names, r.ms[i].Span)
	}
	for _, m := range x.ref.mentions {
		c.Mentions = append(c.Mentions, m.Span)
	}
	return c
}
