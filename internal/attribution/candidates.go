package attribution

import (
	"dictum.example/internal/doc"
	"dictum.example/internal/resolve"
	"dictum.example/quote"
)

// A Candidate is a quote that an article may have, with the evidence by name. It is made for those who fit how much each piece
// of evidence counts.
type Candidate struct {
	*quote.Quote
	// Statement is what tells whether it is a statement; nil for a quote without a cue.
	Statement map[string]float64
	// Evidence is what tells whether it is right.
	Evidence map[string]float64
}

// Candidates returns the quotes that an article may have, those that are too unlikely to be kept among them.
func Candidates(d *doc.Document, z *resolve.Resolution) []Candidate {
	a := newArticle(d, z, map[string]bool{unlikely.Name: true})
	quotes := a.candidates()
	var out []Candidate
	for i, q := range quotes {
		if g := a.groups[i]; !a.isNone(q, after(quotes, i)) {
			out = append(out, Candidate{q, g.speech.byName(), g.confidence.byName()})
		}
	}
	return out
}

func (fs features) byName() map[string]float64 {
	if fs == nil {
		return nil
	}
	m := map[string]float64{}
	for _, f := range fs {
		m[f.Name] = f.Value
	}
	return m
}
