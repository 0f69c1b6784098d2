package attribution

import (
	"testing"

	"dictum.example/quote"
)

// TestConfidence sees to it that a quote of surer parts is more likely right, whatever it is
// like, and that what a label attributes is.
func TestConfidence(t *testing.T) {
	for _, kind := range []int{isDirect, isMixed, attributed} {
		for _, part := range []int{partsCertain, contentEnds, sourceEnds, cueEnds, sourceLinked} {
			last := 0.0
			for _, p := range []float64{0, .1, .5, .9, .99, 1} {
				e := evidence{attributed: 1, sourceWords: 1, contentWords: 2}
				e[kind] = 1
				e[part] = logit(p)
				c := e.confidence()
				if c <= last || c >= 1 {
					t.Errorf("evidence %d of kind %d at %g: confidence %g after %g", part, kind, p, c, last)
				}
				last = c
			}
		}
	}
	if c := (&evidence{labelled: 1}).confidence(); c < .8 {
		t.Errorf("a label's quote has confidence %g", c)
	}
}

func TestIsNone(t *testing.T) {
	a := &article{text: "It snows."}
	for _, tt := range []struct {
		name string
		q    quote.Quote
		want bool
	}{
		{"likely belief", quote.Quote{Kind: quote.Indirect, Confidence: leastBelief}, false},
		{"unlikely belief", quote.Quote{Kind: quote.Indirect, Confidence: leastBelief - .01}, true},
		{"statement as unlikely", quote.Quote{Kind: quote.Indirect, Speech: true, Confidence: leastBelief - .01}, false},
		{"unlikely statement", quote.Quote{Kind: quote.Indirect, Speech: true, Confidence: leastStatement - .01}, true},
		{"unlikely quotation", quote.Quote{Kind: quote.Direct, Confidence: .01}, false},
		{"unlikely quotation in part", quote.Quote{Kind: quote.Mixed, Confidence: .01}, false},
	} {
		if got := a.isNone(&tt.q, nil); got != tt.want {
			t.Errorf("%s: isNone = %t, want %t", tt.name, got, tt.want)
		}
	}
}
