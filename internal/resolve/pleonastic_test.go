package resolve

import (
	"strings"
	"testing"
	"time"

	"dictum.example/internal/doc"
)

func TestPleonastic(t *testing.T) {
	first := func(*resolver, *anaphor, []candidate, []feature) int { return 0 }
	for _, tt := range []struct {
		text string
		want bool
	}{
		{"It is clear that the deal is off.", true},
		{"It's clear that the deal is off.", true},
		{"It is no surprise that the deal is off.", true},
		{"It may not be necessary for the camp to bear all.", true},
		{"It might also be fair to say so.", true},
		{"It was hoped that this would be a refuge.", true},
		{"It is too early to say who won.", true},
		{"It will take some time for them to adjust.", true},
		{"It took the council two years to answer.", true},
		{"It turned out that the vote was void.", true},
		{"It seems that the vote was void.", true},
		{"It is only when he won that they left.", true},
		{"It is time to leave.", true},
		{"It is willing to investigate.", false},
		{"It is confident that the deal holds.", false},
		{"It was told that the deal was off.", false},
		{"It is ready to leave.", false},
		{"It took steps to close the port.", false},
		{"It seems tired.", false},
		{"It was founded in 1834.", false},
		{"It said the deal was off.", false},
		{"It was expected to win.", false},
		{"It appears to be shut.", false},
		{"It", false},
	} {
		text := "[ORG Nordbank] met. " + tt.text
		found := true
		d := doc.New(read(t, text))
		z := Resolver{}.Names(d, time.Time{})
		z.antecedents(d.Sources, first)
		for _, e := range z.Entities {
			for _, m := range e.Mentions {
				found = found && !strings.EqualFold(m.Text, "it")
			}
		}
		if found != tt.want {
			t.Errorf("%q refers to nothing: %v, want %v", tt.text, found, tt.want)
		}
	}
}
