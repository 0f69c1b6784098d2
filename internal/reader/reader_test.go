package reader

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dictum.example/internal/encoder"
	"dictum.example/internal/model"
	"dictum.example/text"
)

var embedded = sync.OnceValues(func() (*Reader, error) {
	m, err := model.Embedded()
	if err != nil {
		return nil, err
	}
	return New(m, encoder.Stored)
})

func newReader(tb testing.TB) *Reader {
	r, err := embedded()
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

// TestFeatures compares what the network is told with what it was told in training.
func TestFeatures(t *testing.T) {
	data, err := os.ReadFile("testdata/features.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Text                    string
		Words                   [][2]int
		Gaps, Marks             []int
		Stops                   []bool
		Sources, Cues, Contents [][2]int
		Pairs                   [][][]int
	}
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	r := newReader(t)
	for _, c := range cases {
		t.Run(c.Text[:10], func(t *testing.T) {
			w := readWords(r.tokenizer, text.Parse(c.Text))
			var words [][2]int
			var gaps, marks []int
			for i, x := range w.Words {
				words = append(words, [2]int{x.Start, x.End})
				gaps = append(gaps, int(w.gaps[i]))
				marks = append(marks, int(w.marks[i]))
			}
			for name, x := range map[string][2]any{
				"words": {c.Words, words}, "gaps": {c.Gaps, gaps}, "marks": {c.Marks, marks}, "stops": {c.Stops, w.stops},
			} {
				if diff := cmp.Diff(x[0], x[1]); diff != "" {
					t.Errorf("%s: -want +got:\n%s", name, diff)
				}
			}
			asRuns := func(x [][2]int) (out []run) {
				for _, s := range x {
					out = append(out, run{i: s[0], j: s[1]})
				}
				return out
			}
			contents, cues := asRuns(c.Contents), asRuns(c.Cues)
			b := newBetween(w, asRuns(c.Sources), cues, contents)
			f := make([]float32, pairFeatures)
			for i, child := range contents {
				for k, parent := range cues {
					b.features(f, child, parent)
					var set []int
					for n, v := range f {
						if v != 0 {
							set = append(set, n)
						}
					}
					if diff := cmp.Diff(c.Pairs[i][k], set); diff != "" {
						t.Errorf("content %d and cue %d: -want +got:\n%s", i, k, diff)
					}
				}
			}
		})
	}
}

// TestWindows holds windows to their laws: they fit the network, and each word is kept once.
func TestWindows(t *testing.T) {
	r := newReader(t)
	for _, s := range []string{"", "one", strings.Repeat("word ", 5000), strings.Repeat("antidisestablishmentarianism-", 900),
		strings.Repeat("x", 3000)} {
		w := readWords(r.tokenizer, text.Parse(s))
		kept := 0
		for win := range r.windows(w) {
			if win.lo != kept || win.i > win.lo || win.j < win.hi || win.hi < win.lo {
				t.Fatalf("window %+v after %d words", win, kept)
			}
			kept = win.hi
			last := w.Words[win.j-1]
			if n := last.First + last.N - w.Words[win.i].First; n > r.Window-2 && win.j > win.i+1 {
				t.Errorf("window %+v has %d pieces", win, n)
			}
		}
		if kept != len(w.Words) {
			t.Errorf("%d of %d words kept", kept, len(w.Words))
		}
	}
}

const article = "Rail to close\n\n“The line will reopen in May,” Nora Lind said on Friday. Halden Rail denied that it was short of " +
	"staff.\n\n"

// TestSections reads a text section by section, and all at once.
func TestSections(t *testing.T) {
	m, err := model.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	short, err := New(m, encoder.Stored)
	if err != nil {
		t.Fatal(err)
	}
	short.section, short.maxSection = 40, 120
	l := text.Parse(strings.Repeat(article, 20))
	want, err := newReader(t).Read(t.Context(), l)
	if err != nil {
		t.Fatal(err)
	}
	got, err := short.Read(t.Context(), l)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(Vectors{}, Profiles{})); diff != "" {
		t.Errorf("-at once +in sections:\n%s", diff)
	}
	if got, err = short.Read(t.Context(), text.Parse(strings.Repeat("Nora Lind said the line would reopen. ", 120))); err != nil {
		t.Fatal(err)
	}
	check(t, got)
}

// TestRead holds readings to their laws.
func TestRead(t *testing.T) {
	r := newReader(t)
	for name, s := range map[string]string{
		"empty": "", "spaces": " \n\n ", "article": article, "long": strings.Repeat(article, 20),
		"one line": strings.Repeat("Nora Lind said the line would reopen. ", 120), "invalid": "Nora \xff\xfe Lind said \x00 \"no\".",
		"CJK": strings.Repeat("北京", 500),
	} {
		t.Run(name, func(t *testing.T) {
			got, err := r.Read(t.Context(), text.Parse(s))
			if err != nil {
				t.Fatal(err)
			}
			check(t, got)
		})
	}
}

func check(t *testing.T, r *Reading) {
	t.Helper()
	for _, list := range [][]Label{r.Names, r.Sources, r.Cues, r.Contents} {
		last := 0
		for _, l := range list {
			if l.Start < last || l.End <= l.Start || l.End > len(r.Layout.Text) || l.Score <= 0 || l.Score > 1 {
				t.Errorf("label %+v after %d", l, last)
			}
			last = l.End
		}
	}
	links := func(name string, got [][]Link, from, to int) {
		if len(got) != from {
			t.Fatalf("%s: links of %d spans, want %d", name, len(got), from)
		}
		for i, choices := range got {
			sum, last := float32(0), float32(1)
			for _, c := range choices {
				if c.To < None || c.To >= to || c.P > last {
					t.Errorf("%s: choices %v of %d", name, choices, i)
				}
				sum, last = sum+c.P, c.P
			}
			if math.Abs(float64(sum)-1) > 1e-3 {
				t.Errorf("%s: probabilities of %d add up to %g", name, i, sum)
			}
		}
	}
	links("content–cue", r.ContentCue, len(r.Contents), len(r.Cues))
	links("cue–source", r.CueSource, len(r.Cues), len(r.Sources))
	if len(r.CueSpeech) != len(r.Cues) {
		t.Errorf("speech of %d cues, want %d", len(r.CueSpeech), len(r.Cues))
	}
}

func TestReadConcurrently(t *testing.T) {
	r := newReader(t)
	l := text.Parse(strings.Repeat(article, 8))
	want, err := r.Read(t.Context(), l)
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			got, err := r.Read(t.Context(), l)
			if err != nil {
				t.Error(err)
				return
			}
			if diff := cmp.Diff(want, got, cmp.AllowUnexported(Vectors{}, Profiles{})); diff != "" {
				t.Errorf("-sequential +concurrent:\n%s", diff)
			}
		})
	}
	wg.Wait()
}

// TestWorkers reads a text with one window at a time and with several: in sections,
// some of which end within a block.
func TestWorkers(t *testing.T) {
	m, err := model.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	l := text.Parse(strings.Repeat(article, 8) + strings.Repeat("Nora Lind said the line would reopen. ", 180))
	var want *Reading
	for _, workers := range []int{0, 1, 3, 100} {
		r, err := New(m, encoder.Stored)
		if err != nil {
			t.Fatal(err)
		}
		r.Workers, r.section, r.maxSection = workers, 40, 120
		got, err := r.Read(t.Context(), l)
		if err != nil {
			t.Fatal(err)
		}
		if want == nil {
			want = got
		}
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(Vectors{}, Profiles{})); diff != "" {
			t.Errorf("-one window at a time +%d workers:\n%s", workers, diff)
		}
		if n := r.busy.Load(); n != 0 {
			t.Errorf("%d windows are being read at the end", n)
		}
	}
}

// TestVectors looks words' vectors up by bytes of the text.
func TestVectors(t *testing.T) {
	const s = "  Nora Lind’s U.S. visit"
	r, err := newReader(t).Read(t.Context(), text.Parse(s))
	if err != nil {
		t.Fatal(err)
	}
	at := func(offset int) [2][]int8 {
		anaphor, antecedent := r.Vectors.At(offset)
		return [2][]int8{anaphor, antecedent}
	}
	if diff := cmp.Diff(at(0), [2][]int8{}); diff != "" {
		t.Errorf("before the first word:\n%s", diff)
	}
	nora, lind := strings.Index(s, "Nora"), strings.Index(s, "Lind")
	if diff := cmp.Diff(at(nora), at(lind-1)); diff != "" {
		t.Errorf("within a word and behind it:\n%s", diff)
	}
	if cmp.Equal(at(nora), at(lind)) {
		t.Error("two words have the same vectors")
	}
	if diff := cmp.Diff(at(len(s)-1), at(1<<40)); diff != "" {
		t.Errorf("behind the last word:\n%s", diff)
	}
	if v := at(lind); len(v[0]) == 0 || len(v[0]) != len(v[1]) {
		t.Errorf("vectors of %d and %d numbers", len(v[0]), len(v[1]))
	}
	var none Vectors
	if a, b := none.At(3); a != nil || b != nil {
		t.Errorf("no vectors, got %v and %v", a, b)
	}
}

func TestReadCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := newReader(t).Read(ctx, text.Parse(article)); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want context.Canceled", err)
	}
}

func FuzzRead(f *testing.F) {
	r := newReader(f)
	f.Add(article[:min(len(article), 300)])
	f.Add("\xffQ: “a” \u00a0\n\nB: 'c'")
	f.Fuzz(func(t *testing.T, s string) {
		got, err := r.Read(t.Context(), text.Parse(s[:min(len(s), 300)]))
		if err != nil {
			t.Fatal(err)
		}
		check(t, got)
	})
}

func BenchmarkRead(b *testing.B) {
	r := newReader(b)
	l := text.Parse(strings.Repeat(article, 20))
	words := 0
	for b.Loop() {
		if _, err := r.Read(b.Context(), l); err != nil {
			b.Fatal(err)
		}
		words += len(l.Words)
	}
	b.ReportMetric(float64(words)/b.Elapsed().Seconds(), "words/s")
}
