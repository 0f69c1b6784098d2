package identity

import (
	"cmp"
	"context"
	"slices"
	"strings"
)

// A pair is two profiles, by number, a before b, that may be one.
type pair struct {
	a, b     int32
	features []Feature
	p        float64
}

// maxLeaders of a bucket are compared with every other of its profiles: those that
// most articles name. So the work grows with the profiles and not with their square.
const maxLeaders = 24

// pairs returns the pairs of profiles that something makes alike, in order.
func (c *corpus) pairs(ctx context.Context) ([]pair, error) {
	type entry struct {
		key     uint64
		profile int32
	}
	var table []entry
	for i, p := range c.profiles {
		for _, k := range blockKeys(p) {
			table = append(table, entry{hash(k), int32(i)})
		}
	}
	slices.SortFunc(table, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.profile, b.profile))
	})
	var all [][2]int32
	var bucket []int32
	for i, j := 0, 0; i < len(table); i = j {
		bucket = bucket[:0]
		for ; j < len(table) && table[j].key == table[i].key; j++ {
			bucket = append(bucket, table[j].profile)
		}
		if all = c.pairUp(all, slices.Compact(bucket)); i%1024 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
	slices.SortFunc(all, func(x, y [2]int32) int { return cmp.Or(cmp.Compare(x[0], y[0]), cmp.Compare(x[1], y[1])) })
	return c.score(ctx, slices.Compact(all))
}

// pairUp adds the pairs of a bucket that are worth to be scored.
func (c *corpus) pairUp(all [][2]int32, ps []int32) [][2]int32 {
	if len(ps) > maxLeaders {
		c.leadersFirst(ps)
	}
	for i, x := range ps[:min(len(ps), maxLeaders)] {
		for _, y := range ps[i+1:] {
			if c.alike(c.profiles[x], c.profiles[y]) {
				all = append(all, [2]int32{min(x, y), max(x, y)})
			}
		}
	}
	return all
}

// alike reports whether there is anything to compare.
func (c *corpus) alike(a, b *profile) bool {
	if c.relate(a, b) != unlike || a.forms.of(b.name.key()) > 0 || b.forms.of(a.name.key()) > 0 || inBrackets(a, b) ||
		a.known != "" && a.known == b.known {
		return true
	}
	same, _ := sameItem(a, b)
	return same
}

// hash is FNV-1a.
func hash(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

func (c *corpus) leadersFirst(ps []int32) {
	slices.SortFunc(ps, func(x, y int32) int { return cmp.Or(c.profiles[y].docs-c.profiles[x].docs, int(x-y)) })
}

// score gives the pairs their features and probabilities.
func (c *corpus) score(ctx context.Context, all [][2]int32) ([]pair, error) {
	rivals := map[int32]int{} // names of which the profile's is a part
	for _, p := range all {
		switch c.relate(c.profiles[p[0]], c.profiles[p[1]]) {
		case headless, tailless, shorter, longer, acronym, code, vague:
			rivals[c.shortOf(p)]++
		}
	}
	var kept []pair
	for i, p := range all {
		if i%1024 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		a, b := c.profiles[p[0]], c.profiles[p[1]]
		if fs := c.compare(a, b, max(0, rivals[c.shortOf(p)]-1)); fs != nil {
			kept = append(kept, pair{p[0], p[1], fs, probability(c.weights.odds(fs))})
		}
	}
	return kept, nil
}

// shortOf returns the profile of a pair with the shorter name.
func (c *corpus) shortOf(p [2]int32) int32 {
	if len(c.profiles[p[0]].name.words) > len(c.profiles[p[1]].name.words) {
		return p[1]
	}
	return p[0]
}

const maxBlockWords = 5

// blockKeys names the buckets in which a profile meets those that it may be one with.
func blockKeys(p *profile) []string {
	keys := []string{"=" + p.name.key()}
	for _, f := range p.forms {
		keys = append(keys, "="+f.what)
	}
	if p.known != "" {
		keys = append(keys, "Q"+p.known)
	}
	for _, s := range p.shorts {
		keys = append(keys, "="+s.what)
	}
	for _, q := range p.qids {
		keys = append(keys, "Q"+q.what)
	}
	if p.kind == human {
		return distinct(append(keys, personKeys(p.name.words)...))
	}
	ws := p.name.words[:min(len(p.name.words), maxBlockWords)]
	for _, w := range ws {
		keys = append(keys, "w"+w, "t"+stem(w))
	}
	keys = append(keys, "s"+skeleton(strings.Join(ws, "")), "t"+stem(strings.Join(withoutParty(ws), " ")))
	if p.name.caps {
		keys = append(keys, "a"+strings.Join(ws, ""))
	}
	if len(ws) > 1 {
		keys = append(keys, "a"+p.name.short, "a"+p.name.full)
	}
	return distinct(keys)
}

func distinct(keys []string) []string {
	slices.Sort(keys)
	return slices.Compact(keys)
}

// personKeys are for names that share two words in any spelling, or one and the
// beginning of another.
func personKeys(ws []string) []string {
	ws = ws[:min(len(ws), maxBlockWords)]
	sk := make([]string, len(ws))
	for i, w := range ws {
		sk[i] = skeleton(w)
	}
	var keys []string
	for i := range sk {
		for j := i + 1; j < len(sk); j++ {
			keys = append(keys, "p"+min(sk[i], sk[j])+"|"+max(sk[i], sk[j]))
		}
	}
	if l := len(ws) - 1; l > 0 {
		keys = append(keys, "l"+sk[l]+"|"+initialOf(ws[0]), "f"+sk[0]+"|"+initialOf(ws[l]))
		for _, w := range ws[:l] { // nicknames begin with any letter
			if nick := fullNames(w); nick != nil {
				for _, n := range nick {
					keys = append(keys, "l"+sk[l]+"|"+initialOf(n))
				}
			}
		}
	}
	return keys
}
