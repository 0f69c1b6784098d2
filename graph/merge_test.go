package graph

import (
	"fmt"
	"math/rand/v2"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What a merger that spills gives is what a map gives.
func TestMerger(t *testing.T) {
	for _, test := range []struct {
		name           string
		limit, maxRuns int
	}{
		{"in memory", 1 << 30, 64},
		{"on disk", 5000, 64},
		{"on disk, compacted", 2000, 3},
		{"a run an addition", 0, 2},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			m := newMerger()
			m.limit, m.maxRuns, m.dir = test.limit, test.maxRuns, dir
			want := map[string]counts{}
			random := rand.New(rand.NewPCG(1, 2))
			for range 500 {
				key, feature := fmt.Sprintf("key %d\n\u2028", random.IntN(60)), fmt.Sprintf("name:%d", random.IntN(4))
				m.add(key, feature, 2)
				if want[key] == nil {
					want[key] = counts{}
				}
				want[key][feature] += 2
				if err := m.settle(); err != nil {
					t.Fatal(err)
				}
			}
			got := map[string]counts{}
			last := ""
			if err := m.each(func(key string, c counts) error {
				if key <= last {
					t.Errorf("%q comes after %q", key, last)
				}
				last = key
				got[key] = c
				return nil
			}); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-map +merger):\n%s", diff)
			}
			if err := m.close(); err != nil {
				t.Fatal(err)
			}
			if left, _ := os.ReadDir(dir); len(left) > 0 {
				t.Errorf("%d temporary files are left", len(left))
			}
		})
	}
}

func TestPositions(t *testing.T) {
	s := ""
	for i := range 700 {
		s += []string{"a", "é", "🚀", "\xff", "漢"}[i*i%5]
	}
	p := newPositions(s)
	n := 0
	for i := range s {
		if got := p.at(i); got != n {
			t.Fatalf("byte %d: got %d code points, want %d", i, got, n)
		}
		n++
	}
	if got := p.at(len(s)); got != n {
		t.Errorf("end: got %d, want %d", got, n)
	}
}
