package attribution

import (
	"strings"
	"testing"

	"dictum.example/quote"
	"dictum.example/text"
)

// TestSpeech sees to it that words count, where the network does not know.
func TestSpeech(t *testing.T) {
	for _, tt := range []struct {
		cue, content string
		want         bool
	}{
		{"stressed", "that it was late", true},
		{"also pointed out", "that it was late", true},
		{"made it clear", "that it was late", true},
		{"has reiterated", "that it was late", true},
		{"criticised", "the deal", true},
		{"pledged", "to pay", true},
		{"held", "that the law was void", true},
		{"rejected", "the claim", true},
		{"ordered", "the army to leave", true},
		{"hopes", "that it is late", false},
		{"wanted", "to leave", false},
		{"decided", "to leave", false},
		{"plans", "to sue", false},
		{"to criticise", "the deal", false},
		{"would reject", "the deal", false},
		{"is expected", "to win", false},
		{"supporter of", "the deal", false},
	} {
		q := &quote.Quote{Kind: quote.Indirect, Text: tt.content, Cue: &text.Excerpt{Text: tt.cue}, Source: &text.Excerpt{Text: "Lind"}}
		if got := learned()["speech"].odds(speechEvidence(q, .05)) >= 0; got != tt.want {
			t.Errorf("%s %s: statement %t", tt.cue, tt.content, got)
		}
	}
}

// TestConfidence sees to it that a quote of surer parts is more likely right, and that what a label attributes is.
func TestConfidence(t *testing.T) {
	for _, kind := range []string{"direct", "mixed", "indirect"} {
		for _, part := range []string{"parts", "content-ends", "source-ends", "cue-ends", "source-linked"} {
			last := 0.0
			for _, p := range []float64{0, .1, .5, .9, .99, 1} {
				c := confidence(features{{kind, 1}, {part, logit(p)}, {"source-words", 1}, {"content-words", 2}})
				if c <= last || c >= 1 {
					t.Errorf("%s of kind %s at %g: confidence %g after %g", part, kind, p, c, last)
				}
				last = c
			}
		}
	}
	if c := confidence(features{{"labelled", 1}}); c < .8 {
		t.Errorf("a label's quote has confidence %g", c)
	}
}

func TestParseRegressions(t *testing.T) {
	for _, damaged := range []string{"speech\thead\n", "speech\thead\tone\n", "speech\thead\t1\t2\n"} {
		if _, err := parseRegressions("speech\tbias\t1\n" + damaged); err == nil || !strings.Contains(err.Error(), "line 2") {
			t.Errorf("%q: %v", damaged, err)
		}
	}
}
