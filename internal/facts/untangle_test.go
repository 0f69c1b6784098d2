package facts

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestUntangle(t *testing.T) {
	for _, tt := range []struct {
		name   string
		scores [][]float32 // of each word, those of its heads, and of the root
		want   []int
	}{
		{"a tree", [][]float32{{0, 9, 0, 0}, {0, 0, 0, 9}, {0, 9, 0, 0}}, []int{1, -1, 1}},
		{"two roots", [][]float32{{0, 1, 0, 3}, {0, 0, 0, 9}, {0, 9, 0, 0}}, []int{1, -1, 1}},
		{"no root", [][]float32{{0, 9, 0, 0}, {9, 0, 0, 8}, {0, 9, 0, 0}}, []int{1, -1, 1}},
		{"a circle", [][]float32{{0, 9, 5, 0}, {9, 0, 8, 0}, {0, 0, 0, 9}}, []int{1, 2, -1}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			n := len(tt.scores)
			nodes, all := make([]node, n), []float32{}
			for i, s := range tt.scores {
				nodes[i].head = highest(s)
				if nodes[i].head == n {
					nodes[i].head = -1
				}
				all = append(all, s...)
			}
			untangle(nodes, all)
			var got []int
			for _, x := range nodes {
				got = append(got, x.head)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// TestUntangleMakesTrees holds it to that with scores of any kind.
func TestUntangleMakesTrees(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		n := 1 + r.IntN(12)
		all := make([]float32, n*(n+1))
		nodes := make([]node, n)
		for i := range nodes {
			scores := all[i*(n+1):][:n+1]
			for j := range scores {
				scores[j] = float32(r.NormFloat64()) * 5
			}
			scores[i] = -100 // no word hangs on itself
			if nodes[i].head = highest(scores); nodes[i].head == n {
				nodes[i].head = -1
			}
		}
		untangle(nodes, all)
		roots := 0
		for i, x := range nodes {
			if x.head < 0 {
				roots++
			}
			k := i
			for range n {
				if k >= 0 {
					k = nodes[k].head
				}
			}
			if k >= 0 {
				t.Fatalf("word %d of %v goes round", i, nodes)
			}
		}
		if roots != 1 {
			t.Fatalf("%d roots", roots)
		}
	}
}
