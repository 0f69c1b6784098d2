package office

import (
	"sync"
	"testing"

	"dictum.example/internal/encoder"
	"dictum.example/internal/model"
	"dictum.example/internal/reader"
	"dictum.example/text"
	"github.com/google/go-cmp/cmp"
)

var embedded = sync.OnceValues(func() (*reader.Reader, error) {
	m, err := model.Embedded()
	if err != nil {
		return nil, err
	}
	return reader.New(m, encoder.Stored)
})

// find returns the offices in a text, and its reading.
func find(t *testing.T, s string) (*Offices, *reader.Reading) {
	t.Helper()
	net, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	r, err := net.Read(t.Context(), text.Parse(s))
	if err != nil {
		t.Fatal(err)
	}
	return Find(s, &r.Profiles, func() {}), r
}

// Each case has the offices of a text, and who holds the first, among the persons in the order of the text.
func TestFind(t *testing.T) {
	tests := []struct {
		name, text string
		persons    []string
		offices    []string
		holder     int // -1 for nobody
	}{
		{"before the name", "The announcement was made by Prime Minister Olga Marsh on Monday.", []string{"Olga Marsh"},
			[]string{"Prime Minister"}, 0},
		{"apposition", "Karl Holm met Olga Marsh, the chief economist at the bank, on Friday.", []string{"Karl Holm", "Olga Marsh"},
			[]string{"chief economist"}, 1},
		{"clause", "Olga Marsh served as deputy mayor of Leeds until 2019.", []string{"Olga Marsh"}, []string{"deputy mayor"}, 0},
		{"nobody named", "Karl Holm lost his house in the fire. A spokesman for the council said help was on its way.", []string{"Karl Holm"},
			[]string{"spokesman"}, -1},
		{"no office", "Olga Marsh, a big fan of the band, walked to the river.", []string{"Olga Marsh"}, nil, -1},
		{"empty", "", nil, nil, -1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o, _ := find(t, tt.text)
			o.Among(mentions(o, tt.text, tt.persons))
			var got []string
			for _, s := range o.Spans {
				if s.Probability >= .5 {
					got = append(got, o.Place(s).Of(tt.text))
				}
			}
			if diff := cmp.Diff(tt.offices, got); diff != "" {
				t.Fatal(diff)
			}
			if len(got) == 0 {
				return
			}
			holder := -1
			if hs := o.Holders(o.Spans[0]); len(hs) > 0 && hs[0].Probability >= .5 {
				holder = hs[0].Person
			}
			if holder != tt.holder {
				t.Errorf("the holder is person %d, want %d", holder, tt.holder)
			}
		})
	}
}

// mentions returns the names of persons, each once, where they stand in the text.
func mentions(o *Offices, s string, names []string) []Mention {
	var out []Mention
	for k, name := range names {
		for i := 0; i+len(name) <= len(s); i++ {
			if s[i:i+len(name)] == name {
				m, _ := o.Mention(text.Span{Start: i, End: i + len(name)}, k, Name)
				out = append(out, m)
				break
			}
		}
	}
	return out
}

// A text without profiles has no offices, and nothing fails.
func TestNothingKnown(t *testing.T) {
	o := Find("President Olga Marsh", new(reader.Profiles), func() {})
	if o.Known() || len(o.Spans) > 0 {
		t.Error("offices are known without profiles")
	}
	if p := o.Likeliest(text.Span{End: 9}); p != 0 {
		t.Errorf("the likeliest word has %v", p)
	}
}

func TestDecode(t *testing.T) {
	const low, high = 0, 9
	row := func(tag int) scores {
		s := scores{low, low, low}
		s[tag] = high
		return s
	}
	tests := []struct {
		name string
		rows []scores
		want []int8
	}{
		{"none", nil, []int8{}},
		{"as scored", []scores{row(out), row(begin), row(inside), row(out)}, []int8{out, begin, inside, out}},
		{"inside opens nothing", []scores{row(inside), row(inside)}, []int8{begin, inside}},
		{"two at once", []scores{row(begin), row(begin)}, []int8{begin, begin}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, decode(tt.rows)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Words are tagged alike, however the text is cut into chunks.
func TestChunks(t *testing.T) {
	s := ""
	for range 40 {
		s += "The bank's chief economist, Olga Marsh, met Prime Minister Karl Holm. "
	}
	o, r := find(t, s)
	net := &tagging{network: learned(), words: &r.Profiles}
	n := r.Profiles.Len()
	if n <= chunk {
		t.Fatalf("%d words are one chunk", n)
	}
	for i, x := range net.tag(0, n) {
		if got := 1 - x.probability(out); got != o.inside[i] {
			t.Fatalf("word %d: %v in chunks, %v at once", i, o.inside[i], got)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	net, err := embedded()
	if err != nil {
		b.Fatal(err)
	}
	s := ""
	for range 40 {
		s += "The bank's chief economist, Olga Marsh, met Prime Minister Karl Holm. "
	}
	r, err := net.Read(b.Context(), text.Parse(s))
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		Find(s, &r.Profiles, func() {})
	}
}
