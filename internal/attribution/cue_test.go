package attribution

import (
	"testing"

	"dictum.example/quote"
	"dictum.example/text"
)

func TestIsSaying(t *testing.T) {
	for _, tt := range []struct {
		cue  string
		want bool
	}{
		{"stressed", true},
		{"also pointed out", true},
		{"made it clear", true},
		{"has reiterated", true},
		{"criticised", true},
		{"stating", true},
		{"believes", false},
		{"hopes", false},
		{"ordered", false},
		{"without mentioning", false},
		{"would reveal", false},
		{"was revealed", false},
	} {
		if got := isSaying(&quote.Quote{Cue: &text.Excerpt{Text: tt.cue}}); got != tt.want {
			t.Errorf("isSaying(%q) = %t", tt.cue, got)
		}
	}
	if isSaying(&quote.Quote{}) {
		t.Error("a quote without a cue is said")
	}
}
