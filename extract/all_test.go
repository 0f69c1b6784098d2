package extract

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"iter"
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"dictum.example/entity"
	"dictum.example/internal/reader"
	"dictum.example/text"
)

// blank is a reader that finds nothing, after the time that the text asks for.
type blank struct{}

func (blank) Read(ctx context.Context, l *text.Layout) (*reader.Reading, error) {
	for word := range strings.FieldsSeq(l.Text) {
		d, err := time.ParseDuration(word)
		if err != nil {
			continue
		}
		select {
		case <-time.After(d):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	return &reader.Reading{Layout: l}, ctx.Err()
}

var errTorn = errors.New("torn page")

// tearing is a recogniser that can't read a text with "torn" in it.
type tearing struct{}

func (tearing) Recognize(_ context.Context, l *text.Layout) ([]entity.Mention, error) {
	if strings.Contains(l.Text, "torn") {
		return nil, errTorn
	}
	return nil, nil
}

func articles(texts ...string) iter.Seq2[Article, error] {
	return func(yield func(Article, error) bool) {
		for i, t := range texts {
			if !yield(Article{ID: strconv.Itoa(i), Text: t}, nil) {
				return
			}
		}
	}
}

// endless yields articles for ever and counts them.
func endless(drawn *atomic.Int64) iter.Seq2[Article, error] {
	return func(yield func(Article, error) bool) {
		for yield(Article{ID: strconv.FormatInt(drawn.Load(), 10), Text: "1ms"}, nil) {
			drawn.Add(1)
		}
	}
}

func TestAllKeepsOrder(t *testing.T) {
	for _, workers := range []int{1, 2, 7} {
		t.Run(fmt.Sprintf("%d workers", workers), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				x := &Extractor{reader: blank{}, workers: workers}
				texts := make([]string, 50)
				for i := range texts {
					texts[i] = fmt.Sprintf("%dms", 1+i*37%11)
				}
				n := 0
				for doc, err := range x.All(t.Context(), articles(texts...)) {
					if err != nil {
						t.Fatal(err)
					}
					if doc.ID != strconv.Itoa(n) || doc.Text != texts[n] {
						t.Fatalf("result %d is article %q", n, doc.ID)
					}
					n++
				}
				if n != len(texts) {
					t.Errorf("got %d results, want %d", n, len(texts))
				}
			})
		})
	}
}

// gated is a reader that counts who has come in, and lets them go on when the gate is closed.
type gated struct {
	entered *atomic.Int64
	gate    chan struct{}
}

func (g gated) Read(ctx context.Context, l *text.Layout) (*reader.Reading, error) {
	g.entered.Add(1)
	select {
	case <-g.gate:
	case <-ctx.Done():
	}
	return &reader.Reading{Layout: l}, ctx.Err()
}

func TestAllUsesItsWorkers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const workers = 4
		g := gated{new(atomic.Int64), make(chan struct{})}
		go func() {
			synctest.Wait() // until nobody can go on without the gate
			if n := g.entered.Load(); n != workers {
				t.Errorf("%d articles are read at the same time, want %d", n, workers)
			}
			close(g.gate)
		}()
		x := &Extractor{reader: g, workers: workers}
		n := 0
		for _, err := range x.All(t.Context(), articles("a", "b", "c", "d", "e", "f", "g", "h")) {
			if n++; err != nil {
				t.Error(err)
			}
		}
		if n != 8 {
			t.Errorf("got %d results, want 8", n)
		}
	})
}

func TestAllGoesOnAfterErrors(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		x := &Extractor{reader: blank{}, recognizer: tearing{}, workers: 2}
		var got []string
		for doc, err := range x.All(t.Context(), articles("fine", "5ms torn", "fine", "torn")) {
			var bad *ArticleError
			switch {
			case err == nil:
				got = append(got, doc.ID)
			case errors.As(err, &bad) && errors.Is(err, errTorn) && doc == nil:
				got = append(got, fmt.Sprintf("torn %d %s", bad.Index, bad.ID))
			default:
				t.Errorf("got error %v", err)
			}
		}
		if got, want := strings.Join(got, ", "), "0, torn 1 1, 2, torn 3 3"; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	})
}

func TestAllHoldsFewArticles(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const workers = 3
		x := &Extractor{reader: blank{}, workers: workers}
		var drawn atomic.Int64
		taken := int64(0)
		for range x.All(t.Context(), endless(&drawn)) {
			taken++
			time.Sleep(time.Second) // the others run as far as they may
			if held := drawn.Load() - taken; held > 3*workers+2 {
				t.Fatalf("%d articles are held", held)
			}
			if taken == 20 {
				break
			}
		}
	})
}

// A goroutine that is left over fails the bubble of synctest.
func TestAllLeavesNothingRunning(t *testing.T) {
	tests := map[string]func(t *testing.T, x *Extractor){
		"break": func(t *testing.T, x *Extractor) {
			var drawn atomic.Int64
			for range x.All(t.Context(), endless(&drawn)) {
				break
			}
		},
		"never ranged over": func(t *testing.T, x *Extractor) {
			x.All(t.Context(), articles("a"))
		},
		"no articles": func(t *testing.T, x *Extractor) {
			for range x.All(t.Context(), articles()) {
				t.Error("a result of nothing")
			}
		},
		"cancelled before": func(t *testing.T, x *Extractor) {
			ctx, cancel := context.WithCancel(t.Context())
			cancel()
			n := 0
			for doc, err := range x.All(ctx, articles("a", "b")) {
				if n++; doc != nil || !errors.Is(err, context.Canceled) {
					t.Errorf("got %v, %v", doc, err)
				}
			}
			if n != 1 {
				t.Errorf("got %d results, want the one error", n)
			}
		},
		"cancelled amid": func(t *testing.T, x *Extractor) {
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			start := time.Now()
			var last error
			for _, err := range x.All(ctx, articles("1s", "1000h", "1000h", "1000h", "1000h")) {
				last = err
			}
			if !errors.Is(last, context.DeadlineExceeded) {
				t.Errorf("got error %v", last)
			}
			if took := time.Since(start); took != time.Minute {
				t.Errorf("ended after %v", took)
			}
		},
		"panic in the loop": func(t *testing.T, x *Extractor) {
			defer func() {
				if p := recover(); p != "loop" {
					t.Errorf("recovered %v", p)
				}
			}()
			var drawn atomic.Int64
			for range x.All(t.Context(), endless(&drawn)) {
				panic("loop")
			}
		},
		"panic in the sequence": func(t *testing.T, x *Extractor) {
			defer func() {
				if p := recover(); p != "sequence" {
					t.Errorf("recovered %v", p)
				}
			}()
			for range x.All(t.Context(), func(yield func(Article, error) bool) {
				yield(Article{Text: "a"}, nil)
				panic("sequence")
			}) {
			}
		},
	}
	tests["panic in the recogniser"] = func(t *testing.T, x *Extractor) {
		defer func() {
			if p := recover(); p != "recogniser" {
				t.Errorf("recovered %v", p)
			}
		}()
		x.recognizer = recognizerFunc(func() { panic("recogniser") })
		var drawn atomic.Int64
		for range x.All(t.Context(), endless(&drawn)) {
		}
	}
	tests["goroutine ended by the recogniser"] = func(t *testing.T, x *Extractor) {
		defer func() {
			if p := recover(); p != errGone {
				t.Errorf("recovered %v", p)
			}
		}()
		x.recognizer = recognizerFunc(runtime.Goexit)
		var drawn atomic.Int64
		for range x.All(t.Context(), endless(&drawn)) {
		}
	}
	for name, run := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				run(t, &Extractor{reader: blank{}, workers: 2})
			})
		})
	}
}

// A recognizerFunc is called for what else it does.
type recognizerFunc func()

func (f recognizerFunc) Recognize(context.Context, *text.Layout) ([]entity.Mention, error) {
	f()
	return nil, nil
}

// An error of the sequence is a result like any other.
func TestAllPassesErrorsOn(t *testing.T) {
	bad := errors.New("a bad line")
	x := &Extractor{reader: blank{}, workers: 2}
	var got []string
	for doc, err := range x.All(t.Context(), func(yield func(Article, error) bool) {
		_ = yield(Article{ID: "1"}, nil) && yield(Article{}, bad) && yield(Article{}, bad) && yield(Article{ID: "2"}, nil)
	}) {
		if err != nil {
			got = append(got, err.Error())
		} else {
			got = append(got, doc.ID)
		}
	}
	if got, want := strings.Join(got, ", "), "1, a bad line, a bad line, 2"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestManyWorkers(t *testing.T) {
	for _, n := range []int{math.MinInt, -1, 0, math.MaxInt} {
		x, err := New(WithWorkers(n))
		if err != nil {
			t.Fatal(err)
		}
		for _, err := range x.All(t.Context(), articles("It rained.")) {
			if err != nil {
				t.Errorf("%d workers: %v", n, err)
			}
		}
	}
}

func TestZeroExtractor(t *testing.T) {
	x := new(Extractor)
	if _, err := x.Extract(t.Context(), "It rained."); !errors.Is(err, errNotMade) {
		t.Errorf("Extract: %v", err)
	}
	for _, err := range x.All(t.Context(), articles("It rained.")) {
		if !errors.Is(err, errNotMade) {
			t.Errorf("All: %v", err)
		}
	}
}

func TestMaxText(t *testing.T) {
	for _, tt := range []struct {
		limit, length int
		fits          bool
	}{{3, 3, true}, {3, 4, false}, {0, 4, true}, {-1, 4, true}} {
		x := &Extractor{reader: blank{}, workers: 1, maxText: tt.limit}
		_, err := x.Extract(t.Context(), strings.Repeat("x", tt.length))
		if fits := !errors.Is(err, ErrTooLong); fits != tt.fits || fits && err != nil {
			t.Errorf("%d of %d bytes: %v", tt.length, tt.limit, err)
		}
	}
}

// capitals takes every word with a capital for a person.
type capitals struct{}

func (capitals) Recognize(_ context.Context, l *text.Layout) ([]entity.Mention, error) {
	var found []entity.Mention
	for _, w := range l.Words {
		if s := w.Of(l.Text); 'A' <= s[0] && s[0] <= 'Z' {
			found = append(found, entity.Mention{Excerpt: w.Cut(l.Text), Type: entity.Person, Kind: entity.Name})
		}
	}
	return found, nil
}

// An ending context ends when it has been looked at some times.
type ending struct {
	context.Context
	looks, most int
}

func (c *ending) Done() <-chan struct{} { return make(chan struct{}) }

func (c *ending) Err() error {
	if c.looks++; c.looks > c.most {
		return context.Canceled
	}
	return nil
}

// However far an article has been read when its context ends, that ends the reading.
func TestExtractEndsAnywhere(t *testing.T) {
	x := &Extractor{reader: blank{}, recognizer: capitals{}, workers: 1}
	article := strings.Repeat("“It rained,” Anna Berg told Tom Reyes on 3 May 2025. She said that he lost $40 at Nordbank, the head of "+
		"which is Kim Lund.\n\n", 60)
	whole := &ending{Context: t.Context(), most: math.MaxInt}
	if _, err := x.Extract(whole, article); err != nil {
		t.Fatal(err)
	}
	if whole.looks < 100 {
		t.Errorf("the context is looked at %d times", whole.looks)
	}
	for most := 0; most < whole.looks-1; most += 1 + whole.looks/50 {
		c := &ending{Context: t.Context(), most: most}
		if _, err := x.Extract(c, article); !errors.Is(err, context.Canceled) {
			t.Errorf("no error after %d looks of %d: %v", most, whole.looks, err)
		}
		if c.looks > most+3 {
			t.Errorf("%d looks after the end", c.looks-most)
		}
	}
}

var latenessBytes = flag.Int("lateness", 0, "bytes of the text for which TestLateness tells how late an end may be noticed")

// A timed context notes the longest time between two looks.
type timed struct {
	ending
	last    time.Time
	longest time.Duration
	where   string
}

func (c *timed) Err() error {
	now := time.Now()
	if d := now.Sub(c.last); d > c.longest {
		c.longest, c.where = d, string(debug.Stack())
	}
	c.last = now
	return nil
}

func TestLateness(t *testing.T) {
	if *latenessBytes == 0 {
		t.Skip("a long-running check: -lateness 10000000")
	}
	sample, err := os.ReadFile("../testdata/sample.txt")
	if err != nil {
		t.Fatal(err)
	}
	x := &Extractor{reader: blank{}, recognizer: capitals{}, workers: 1}
	c := &timed{ending: ending{Context: t.Context()}, last: time.Now()}
	if _, err := x.Extract(c, strings.Repeat(string(sample), 1+*latenessBytes/len(sample))[:*latenessBytes]); err != nil {
		t.Fatal(err)
	}
	t.Logf("an end may be noticed %v late, at\n%s", c.longest, c.where)
}
