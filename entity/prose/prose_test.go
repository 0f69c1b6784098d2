package prose

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/jdkato/prose/v2"

	"dictum.example/entity"
	"dictum.example/text"
)

var standard = sync.OnceValue(func() *Recognizer { return New() })

// checkMentions fails the test where mentions are out of order, overlap or lie outside a sentence.
func checkMentions(t *testing.T, l *text.Layout, ms []entity.Mention) {
	t.Helper()
	end := 0
	for _, m := range ms {
		if m.Start < end || m.Len() <= 0 || m.Text != m.Span.Of(l.Text) {
			t.Fatalf("mention %v %q after an end at %d", m.Span, m.Text, end)
		}
		if utf8.ValidString(l.Text) && !utf8.ValidString(m.Text) {
			t.Fatalf("mention %v %q cuts a rune", m.Span, m.Text)
		}
		i := l.SentenceAt(m.Start)
		if i < 0 || !l.Sentences[i].Contains(m.Span) {
			t.Fatalf("mention %v %q lies in no sentence", m.Span, m.Text)
		}
		end = m.End
	}
}

func TestRecognize(t *testing.T) {
	tests := []struct {
		name, in string
		want     []string // of the names that prose's model is sure of
	}{
		{"empty", "", nil},
		{"no name", "it rained all day.", nil},
		{"at the end of a block", "They flew to Moscow", []string{"GPE Moscow"}},
		{"curly marks before", "“It’s late,” he said in ‘the’ city of Moscow.", []string{"GPE Moscow"}},
		{"twice", "Moscow is big. They left Moscow on Monday.", []string{"GPE Moscow", "GPE Moscow"}},
		{"line end inside", "They met Vladimir\nPutin and left for the\ncoast on Monday.", []string{"PERSON Vladimir\nPutin"}},
		{"entity", "He&rsquo;s in Moscow now.", []string{"GPE Moscow"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			l := &text.Layout{Text: test.in}
			if test.name == "line end inside" {
				// One wrapped sentence, as a longer text would have it.
				l = text.Parse(strings.ReplaceAll(test.in, "\n", " "))
				l.Text = test.in
			} else {
				l = text.Parse(test.in)
			}
			got, err := standard().Recognize(context.Background(), l)
			if err != nil {
				t.Fatal(err)
			}
			checkMentions(t, l, got)
			var names []string
			for _, m := range got {
				names = append(names, string(m.Type)+" "+m.Text)
			}
			if d := cmp.Diff(test.want, names); d != "" {
				t.Errorf("names (-want +got):\n%s", d)
			}
		})
	}
}

func TestPlace(t *testing.T) {
	const s = "x “José  O’Neill” &rsquo;Ndrangheta"
	piece := text.Span{Start: 2, End: len(s)}
	tokens := []prose.Token{{Text: `"`}, {Text: "José"}, {Text: "lost"}, {Text: "O'Neill"}, {Text: `"`}, {Text: "'Ndrangheta"}}
	placed, spans := place(s, piece, tokens)
	var got []string
	for i, sp := range spans {
		got = append(got, placed[i].Text+" = "+sp.Of(s))
	}
	want := []string{`" = “`, "José = José", "O'Neill = O’Neill", `" = ”`, "'Ndrangheta = &rsquo;Ndrangheta"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("places (-want +got):\n%s", d)
	}
}

func TestFind(t *testing.T) {
	tokens := []prose.Token{{Text: "New"}, {Text: "New"}, {Text: "York"}, {Text: "Yorkers"}}
	for _, test := range []struct {
		name     string
		from, to int
	}{
		{"New York", 1, 3},
		{"New", 0, 1},
		{"York", 2, 3},
		{"York Yorkers", 2, 4},
		{"Yorkers New", 0, 0},
		{"", 0, 0},
	} {
		if from, to := find(tokens, test.name); from != test.from || to != test.to {
			t.Errorf("find(%q) = %d, %d, want %d, %d", test.name, from, to, test.from, test.to)
		}
	}
}

func TestLabels(t *testing.T) {
	r := New(WithModel(&prose.Model{}), WithLabel("GPE", ""), WithLabel("Ship", entity.Product))
	for label, want := range map[string]entity.Type{
		"PERSON": entity.Person, "ORGANIZATION": entity.Org, "ORG": entity.Org, "LOCATION": entity.Loc,
		"DATE": entity.Date, "GPE": "", "Ship": entity.Product, "SHIP": "",
	} {
		if got := r.labels[label]; got != want {
			t.Errorf("label %q is %q, want %q", label, got, want)
		}
	}
	if labels["GPE"] != entity.GPE {
		t.Error("an option changed the labels of all recognisers")
	}
}

func TestPanic(t *testing.T) {
	r := New(WithModel(&prose.Model{})) // a model with nothing in it panics
	_, err := r.Recognize(context.Background(), text.Parse("\n\nHe left. She stayed."))
	var p *PanicError
	if !errors.As(err, &p) {
		t.Fatalf("error = %v, want a PanicError", err)
	}
	if want := (text.Span{Start: 2, End: 10}); p.Span != want {
		t.Errorf("panic at %v, want %v", p.Span, want)
	}
	if !strings.Contains(err.Error(), "[2:10]") {
		t.Errorf("error %q does not name the place", err)
	}
}

func TestContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := standard().Recognize(ctx, text.Parse("He left Moscow."))
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error = %v, want context.Canceled", err)
	}
}

func TestLongRuns(t *testing.T) {
	s := strings.Repeat(")", 5000) + " " + strings.Repeat("Moscow ", 200) + strings.Repeat("x", 5000) + " Moscow."
	l := text.Parse(s)
	got, err := standard().Recognize(context.Background(), l)
	if err != nil {
		t.Fatal(err)
	}
	checkMentions(t, l, got)
	if len(got) == 0 || !strings.HasSuffix(got[len(got)-1].Text, "Moscow") {
		t.Errorf("the name behind the long word is missing: %d mentions", len(got))
	}
}

func TestConcurrent(t *testing.T) {
	l := text.Parse("Vladimir Putin spoke in Moscow on Monday.")
	want, err := standard().Recognize(context.Background(), l)
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			got, err := standard().Recognize(context.Background(), l)
			if err != nil || !slices.Equal(got, want) {
				t.Errorf("got %v, %v, want %v", got, err, want)
			}
		})
	}
	wg.Wait()
}

func FuzzRecognize(f *testing.F) {
	for _, s := range []string{"", "'sa 's's n't'", "\xff\xfe Moscow\x80.", "İİİ'll İn't K's", "“Moscow”&rsquo;s $100 (((",
		":) @x http://a.com -LRB- *-1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		l := text.Parse(s)
		got, err := standard().Recognize(context.Background(), l)
		var p *PanicError
		if err != nil && !errors.As(err, &p) {
			t.Fatal(err)
		}
		checkMentions(t, l, got)
	})
}
