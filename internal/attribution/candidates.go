package attribution

import (
	"dictum.example/internal/doc"
	"dictum.example/internal/resolve"
	"dictum.example/quote"
)

// A Candidate is a quote that an article may have, with the evidence that its confidence is made of. It is made for
// those who fit how much each piece of evidence counts.
type Candidate struct {
	*quote.Quote
	Evidence []float64
}

// Candidates returns the quotes that an article may have, those that are too unlikely to be kept among them.
func Candidates(d *doc.Document, z *resolve.Resolution) []Candidate {
	a := newArticle(d, z, map[string]bool{unlikely.Name: true})
	quotes := a.candidates()
	var out []Candidate
	for i, q := range quotes {
		if !a.isNone(q, after(quotes, i)) {
			out = append(out, Candidate{q, a.groups[i].evidence[:]})
		}
	}
	return out
}
