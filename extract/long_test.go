package extract

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// long has the checks that hold over many inputs run over as many as it takes to trust
// them: go test ./extract ./page -run 'Damaged|Goroutines|Flat|Injection' -long
var long = flag.Bool("long", false, "run the long checks at full length")

// rounds returns few, or many for the long checks.
func rounds(few, many int) int {
	if *long {
		return many
	}
	return few
}

// A model with one bit or byte changed, or cut short, is refused.
func TestDamagedModels(t *testing.T) {
	whole, err := os.ReadFile("../internal/model/dictum.model")
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for i := range rounds(6, 400) {
		data := slices.Clone(whole)
		at := random.IntN(len(data))
		if i%4 == 0 {
			at = random.IntN(1 << 12) // the head of the file, where its parts are told
		}
		what := fmt.Sprintf("byte %d changed", at)
		if data[at] ^= 1 << random.IntN(8); i%5 == 4 {
			data, what = data[:at], fmt.Sprintf("cut at %d", at)
		}
		_, err := New(WithModel(fstest.MapFS{"m": {Data: data}}, "m"))
		if !errors.Is(err, ErrModel) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// Many goroutines read with one Extractor what one alone reads.
func TestManyGoroutines(t *testing.T) {
	x, err := New()
	if err != nil {
		t.Fatal(err)
	}
	texts := []string{
		"“It rained,” Anna Berg, head of Nordbank, told Tom Reyes on 3 May 2025.",
		"Residents said on Friday that the bridge was closed. She denied it.",
		"It rained.",
	}
	want := make([]*Document, len(texts))
	for i, s := range texts {
		if want[i], err = x.Extract(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	var all sync.WaitGroup
	for g := range rounds(16, 64) {
		all.Go(func() {
			for range rounds(1, 20) {
				i := g % len(texts)
				got, err := x.Extract(t.Context(), texts[i])
				if err != nil {
					t.Error(err)
				} else if diff := cmp.Diff(want[i], got); diff != "" {
					t.Errorf("(-alone +among others):\n%s", diff)
				}
			}
		})
	}
	all.Wait()
}

// Memory does not grow with the number of articles that are read and written.
func TestFlatMemory(t *testing.T) {
	x := &Extractor{reader: blank{}, recognizer: capitals{}, workers: 2}
	n, base := rounds(400, 20_000), uint64(0)
	i := 0
	stream := func(yield func(Article, error) bool) {
		for k := range n {
			a := Article{ID: fmt.Sprint(k), Text: fmt.Sprintf("“It rained,” Anna Berg%d told Tom Reyes on 3 May 2025.\n\nShe said so.", k)}
			if !yield(a, nil) {
				return
			}
		}
	}
	for doc, err := range x.All(t.Context(), stream) {
		if err != nil {
			t.Fatal(err)
		}
		out, err := doc.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Discard.Write(out); err != nil {
			t.Fatal(err)
		}
		if i++; i == n/4 {
			base = held()
		}
	}
	const most = 8 << 20
	if now := held(); now > base+most {
		t.Errorf("%d bytes are held after a quarter of the articles, and %d at the end", base, now)
	}
}

// held returns the bytes of the heap that are in use.
func held() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
