package identity

import (
	"iter"
	"math"
)

// counts are few strings with how often each was counted, without the cost of a map.
type counts []counted

type counted struct {
	what string
	n    int32
}

// maxCounted bounds the strings of one counts; what comes later is not counted.
const maxCounted = 64

func (c *counts) add(what string, n int) {
	for i := range *c {
		if (*c)[i].what == what {
			(*c)[i].n += int32(n)
			return
		}
	}
	if len(*c) < maxCounted {
		*c = append(*c, counted{what, int32(n)})
	}
}

// all yields the strings with how often each was counted.
func (c counts) all() iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		for _, x := range c {
			if !yield(x.what, int(x.n)) {
				return
			}
		}
	}
}

func (c *counts) addAll(d counts) {
	for _, x := range d {
		c.add(x.what, int(x.n))
	}
}

func (c counts) of(what string) int {
	for _, x := range c {
		if x.what == what {
			return int(x.n)
		}
	}
	return 0
}

// most returns the string counted most; of several, the longest and then the first.
func (c counts) most() string {
	best := counted{n: -1}
	for _, x := range c {
		if x.n > best.n || x.n == best.n && (len(x.what) > len(best.what) || len(x.what) == len(best.what) && x.what < best.what) {
			best = x
		}
	}
	return best.what
}

// overlap is the cosine of two counts.
func overlap(a, b counts) float64 {
	var dot, x, y float64
	for _, v := range a {
		dot += float64(int64(v.n) * int64(b.of(v.what)))
		x += float64(int64(v.n) * int64(v.n))
	}
	for _, v := range b {
		y += float64(int64(v.n) * int64(v.n))
	}
	if x == 0 || y == 0 {
		return 0
	}
	return dot / math.Sqrt(x*y)
}
