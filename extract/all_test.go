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

// stages are the functions that take time with the length of an article, however few sentences it has.
var stages = []string{
	"text.ParseContext", "doc.NewUntil", "resolve.(*page).names", "resolve.(*page).cluster", "resolve.(*page).roles",
	"resolve.(*page).anaphora", "value.Finder.Find", "link.Names", "attribution.(*article).candidates", "facts.newPage",
}

// A staged context counts the looks in each of the stages.
type staged struct {
	ending
	looks map[string]int
}

func (c *staged) Err() error {
	var calls [40]uintptr
	for frames := runtime.CallersFrames(calls[:runtime.Callers(2, calls[:])]); ; {
		f, more := frames.Next()
		c.looks[f.Function[strings.LastIndex(f.Function, "/")+1:]]++
		if !more {
			return nil
		}
	}
}

// Every stage looks at the context the more often the longer an article is, even where it is one sentence.
func TestEveryStageLooks(t *testing.T) {
	looks := func(n int) map[string]int {
		x := &Extractor{reader: blank{}, recognizer: capitals{}, workers: 1}
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "he gave Anna Berg%c%c $%d on 3 May 2025 and “this” to ", 'a'+i%26, 'a'+i/26%26, i)
		}
		c := &staged{ending{Context: t.Context()}, map[string]int{}}
		if _, err := x.Extract(c, b.String()); err != nil {
			t.Fatal(err)
		}
		return c.looks
	}
	short, long := looks(400), looks(1600)
	for _, s := range stages {
		if a, b := short[s], long[s]; b < a+3 {
			t.Errorf("%s looks %d times, and %d times at four times the text", s, a, b)
		}
	}
}

var latenessBytes = flag.Int("lateness", 0, "bytes of the text for which TestLateness tells how late an end may be noticed")

// A timed context notes the longest time between two looks, and where they were taken.
type timed struct {
	ending
	last         time.Time
	longest      time.Duration
	place        [2][]uintptr // of the last looks, in turns
	turn         int
	before, then string
}

func (c *timed) Err() error {
	now := time.Now()
	here := c.place[c.turn][:cap(c.place[c.turn])]
	c.place[c.turn] = here[:runtime.Callers(2, here)]
	c.turn = 1 - c.turn
	if d := now.Sub(c.last); d > c.longest {
		c.longest, c.before, c.then = d, trace(c.place[c.turn]), trace(c.place[1-c.turn])
	}
	c.last = time.Now()
	return nil
}

// trace names the functions that the calls are in.
func trace(calls []uintptr) string {
	var names []string
	for frames := runtime.CallersFrames(calls); ; {
		f, more := frames.Next()
		names = append(names, fmt.Sprintf("%s:%d", f.Function[strings.LastIndex(f.Function, "/")+1:], f.Line))
		if !more {
			return strings.Join(names, " < ")
		}
	}
}

// hostile are texts, repeated, that much is found in or that are one long thing.
var hostile = []string{
	"Anna Berg and ", "Anna Berg, ", "“It rained,” she said. ", "“It rained,” said Anna Berg. ", "Anna Berg said so. He denied it. ",
	"“a ", "\"a\" \"",
	"the ministry of ", "3 May 2025 ", "$1 ", "ten million ", "By Anna Berg\n", "OSLO (AP) — ", "Q: a\nA: b\n", "a. ", "a", "\n", "-",
	"(a (", "A B ", "Sen. ",
}

// TestLateness tells how late an end of the context may be noticed.
func TestLateness(t *testing.T) {
	if *latenessBytes == 0 {
		t.Skip("a long-running check: -lateness 10000000")
	}
	sample, err := os.ReadFile("../testdata/sample.txt")
	if err != nil {
		t.Fatal(err)
	}
	x := &Extractor{reader: blank{}, recognizer: capitals{}, workers: 1}
	for _, unit := range append([]string{string(sample)}, hostile...) {
		name := unit[:min(len(unit), 40)]
		t.Run(name, func(t *testing.T) {
			c := &timed{ending: ending{Context: t.Context()}, last: time.Now()}
			for i := range c.place {
				c.place[i] = make([]uintptr, 12)
			}
			if _, err := x.Extract(c, strings.Repeat(unit, 1+*latenessBytes/len(unit))[:*latenessBytes]); err != nil {
				t.Fatal(err)
			}
			t.Logf("%q: an end may be noticed %v late, from %s\nto %s", name, c.longest, c.before, c.then)
		})
	}
}
