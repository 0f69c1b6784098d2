package attribution

import (
	"testing"

	"dictum.example/quote"
)

func TestIsNone(t *testing.T) {
	a := &article{text: "It snows."}
	for _, tt := range []struct {
		name string
		q    quote.Quote
		want bool
	}{
		{"likely belief", quote.Quote{Kind: quote.Indirect, Confidence: leastConfidence(false)}, false},
		{"unlikely belief", quote.Quote{Kind: quote.Indirect, Confidence: leastConfidence(false) - .01}, true},
		{"likely statement", quote.Quote{Kind: quote.Indirect, Speech: true, Confidence: leastConfidence(true)}, false},
		{"unlikely statement", quote.Quote{Kind: quote.Indirect, Speech: true, Confidence: leastConfidence(true) - .01}, true},
		{"unlikely quotation", quote.Quote{Kind: quote.Direct, Confidence: .01}, false},
		{"unlikely quotation in part", quote.Quote{Kind: quote.Mixed, Confidence: .01}, false},
	} {
		if got := a.isNone(&tt.q, nil); got != tt.want {
			t.Errorf("%s: isNone = %t, want %t", tt.name, got, tt.want)
		}
	}
}
