package quote_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"dictum.example/entity"
	"dictum.example/quote"
	"dictum.example/text"
)

func TestSpeakerText(t *testing.T) {
	ana, ben, cleo := &entity.Entity{Name: "Ana"}, &entity.Entity{Name: "Ben"}, &entity.Entity{Name: "Cleo"}
	source := &text.Excerpt{Text: "a\n neighbour"}
	for _, tt := range []struct {
		q    quote.Quote
		want string
	}{
		{quote.Quote{}, ""},
		{quote.Quote{Source: source}, "a neighbour"},
		{quote.Quote{Source: source, Speaker: ana}, "Ana"},
		{quote.Quote{Speaker: ana, Joint: []*entity.Entity{ben}}, "Ana and Ben"},
		{quote.Quote{Speaker: ana, Joint: []*entity.Entity{ben, cleo}}, "Ana, Ben and Cleo"},
	} {
		if got := tt.q.SpeakerText(); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}

func TestQuoteInItself(t *testing.T) {
	q := &quote.Quote{}
	q.Nested = []*quote.Quote{nil, q}
	if _, err := json.Marshal(q); !errors.Is(err, quote.ErrNested) {
		t.Errorf("got %v", err)
	}
	if err := json.Unmarshal([]byte(`{}`), q); !errors.Is(err, quote.ErrAlone) {
		t.Errorf("got %v", err)
	}
}

func ExampleQuote_MarshalJSON() {
	q := quote.Quote{Kind: quote.Indirect, Text: "so", Speaker: &entity.Entity{ID: "e1"}, Polarity: quote.Affirmed, Speech: true,
		Confidence: 0.5}
	out, err := json.Marshal(q)
	fmt.Println(strings.ReplaceAll(string(out), `,"s`, ",\n\"s"), err)
	// Output:
	// {"kind":"indirect","text":"so","content":[],"quoted":[],"cue":null,
	// "source":null,
	// "speaker":"e1","joint":[],
	// "speaker_kind":"","addressee":null,"polarity":"affirmed",
	// "speech":true,"nested":[],"confidence":0.5} <nil>
}
