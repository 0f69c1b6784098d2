package gazetteer

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"sync"
	"unicode"

	"dictum.example/kb"
)

// nationNames are the usual names of countries by their items.
var nationNames = sync.OnceValue(func() map[string]string {
	names := map[string]string{}
	for _, n := range nations() {
		names[n.ID] = n.Name
	}
	return names
})

// Label returns the name by which a thing is best called, of those that articles give it, each with how many do, and the
// Wikidata item that it is, or "". A country has its usual name: "Iran" for one that an article calls Persia. Else a name
// that mostly means something else, a code or a part of the name counts less, however often it is given, and spellings that
// differ in case alone count together, of which the one that is not all in capitals is the label.
func Label(item string, names iter.Seq2[string, int]) string {
	if name := nationNames()[item]; name != "" {
		return name
	}
	votes := map[string]float64{}
	var all []spelling
	for name, n := range names {
		key := kb.Fold(name)
		votes[key] += float64(float64(n) * worth(item, name)) // rounded by itself, on every machine
		all = append(all, spelling{name, key, n})
	}
	if len(all) == 0 {
		return ""
	}
	return slices.MinFunc(all, func(a, b spelling) int {
		return cmp.Or(cmp.Compare(votes[b.key], votes[a.key]), cmp.Compare(shouting(a.name), shouting(b.name)), b.n-a.n,
			len(b.name)-len(a.name), strings.Compare(a.name, b.name))
	}).name
}

// A spelling is a name as articles write it.
type spelling struct {
	name, key string
	n         int
}

// rarely is a share of its meanings, in 255ths, below which a name means an item rarely.
const rarely = 64

// worth returns how much a name counts as the label of an item.
func worth(item, name string) float64 {
	if item == "" {
		return 1
	}
	for _, e := range Lookup(name) {
		switch {
		case e.ID != item:
		case e.Share > 0 && e.Share < rarely:
			return 0.1
		case e.Partial, e.Code:
			return 0.5
		default:
			return 1
		}
	}
	return 1
}

// shouting is 1 for a name all in capitals, and 0 for others.
func shouting(name string) int {
	if strings.IndexFunc(name, unicode.IsLower) < 0 {
		return 1
	}
	return 0
}
