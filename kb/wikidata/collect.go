package wikidata

import (
	"bufio"
	"cmp"
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"

	"dictum.example/internal/exact"
	"dictum.example/internal/gazetteer"
	"dictum.example/kb"
)

// A collector gathers what must be known of the whole dump before an item can be judged.
type collector struct {
	options Options
	stats   Stats
	file    *os.File // the items
	out     *bufio.Writer
	enc     *gob.Encoder

	over    []pair // a class and one that it is a subclass of
	offices []office
	known   map[uint32]kb.Entry // what the gazetteer knows, by item
	votes   map[uint32]map[kb.Kind]int
	given   map[uint32]kb.Kind
	kinds   map[uint32]decision // of classes, as they are asked for
	newest  int                 // year of birth
}

type pair struct{ class, over uint32 }

// An office is a class that says what its holder does: an office or occupation.
type office struct {
	item  uint32
	role  kb.Role
	field kb.Field
}

func newCollector(o Options) (*collector, error) {
	f, err := os.CreateTemp(o.TempDir, "dictum-items-")
	if err != nil {
		return nil, fmt.Errorf("wikidata: %w", err)
	}
	c := &collector{
		options: o, file: f, out: bufio.NewWriterSize(f, 1<<20), stats: Stats{ByKind: map[kb.Kind]int64{}},
		known: gazetteerItems(), votes: map[uint32]map[kb.Kind]int{}, given: map[uint32]kb.Kind{}, kinds: map[uint32]decision{},
	}
	c.enc = gob.NewEncoder(c.out)
	for id, kind := range o.Classes {
		if n, ok := number(id); ok {
			c.given[n] = kind
		}
	}
	return c, nil
}

// gazetteerItems returns what the gazetteer knows, by item.
var gazetteerItems = sync.OnceValue(func() map[uint32]kb.Entry {
	known := map[uint32]kb.Entry{}
	for _, entries := range gazetteer.Embedded().All() {
		for _, e := range entries {
			if n, ok := number(e.ID); ok {
				if old, twice := known[n]; !twice || e.Prominence > old.Prominence {
					e.Share, e.Partial, e.Code = 0, false, false // they are a name's, not the item's
					known[n] = e
				}
			}
		}
	}
	return known
})

func (c *collector) close() {
	c.file.Close()
	os.Remove(c.file.Name())
}

// add takes up the items of a batch.
func (c *collector) add(b *batch) error {
	for _, e := range b.bad {
		c.stats.Damaged++
		if c.options.Damaged != nil {
			c.options.Damaged(e)
		}
	}
	for i := range b.items {
		it := &b.items[i]
		c.stats.Items++
		c.classes(it)
		e, known := c.known[it.ID]
		if known && len(it.Classes) == 1 { // an item of several classes does not tell which makes it what it is
			c.vote(it.Classes[0], e.Kind)
		}
		c.newest = max(c.newest, it.Born)
		if len(it.Names) == 0 || !known && it.Sites == 0 && !c.options.Obscure || !known && len(it.Classes) == 0 {
			continue
		}
		it.Over = nil
		if err := c.enc.Encode(it); err != nil {
			return fmt.Errorf("wikidata: %w", err)
		}
	}
	return nil
}

// classes notes what an item is a class over or under, and the office that it may be.
func (c *collector) classes(it *item) {
	for _, over := range it.Over {
		c.over = append(c.over, pair{it.ID, over})
	}
	if len(it.Names) == 0 || len(it.Over) == 0 {
		return
	}
	role, field := gazetteer.RoleOf(it.Names[0]), gazetteer.FieldOf(it.Names[0])
	if role != 0 || field != kb.NoField {
		c.offices = append(c.offices, office{it.ID, role, field})
	}
}

// vote counts an item of a class that is of a kind.
func (c *collector) vote(class uint32, k kb.Kind) {
	v := c.votes[class]
	if v == nil {
		v = map[kb.Kind]int{}
		c.votes[class] = v
	}
	v[k]++
}

// emit adds the items that are people, organisations or places to b.
func (c *collector) emit(ctx context.Context, b *kb.Builder) error {
	slices.SortFunc(c.over, func(x, y pair) int { return cmp.Or(cmp.Compare(x.class, y.class), cmp.Compare(x.over, y.over)) })
	slices.SortFunc(c.offices, func(x, y office) int { return cmp.Compare(x.item, y.item) })
	if err := c.out.Flush(); err != nil {
		return fmt.Errorf("wikidata: %w", err)
	}
	if _, err := c.file.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("wikidata: %w", err)
	}
	dec := gob.NewDecoder(bufio.NewReaderSize(c.file, 1<<20))
	for n := 0; ; n++ {
		if n%4096 == 0 && ctx.Err() != nil {
			return fmt.Errorf("wikidata: %w", ctx.Err())
		}
		var it item
		if err := dec.Decode(&it); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return fmt.Errorf("wikidata: %w", err)
		}
		kind := c.kindOf(&it)
		if kind == kb.Unknown {
			continue
		}
		c.stats.Kept++
		c.stats.ByKind[kind]++
		e := c.entry(&it, kind)
		for _, name := range it.Names {
			e.Code = isCode(name)
			b.Add(name, e)
		}
	}
}

// isCode reports whether a name is an abbreviation, which counts only in capitals.
func isCode(name string) bool {
	return len(name) <= 5 && name != "" && strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// kindOf returns what an item is: what the gazetteer says, or else the nearest of its
// classes that is known.
func (c *collector) kindOf(it *item) kb.Kind {
	if e, ok := c.known[it.ID]; ok {
		return e.Kind
	}
	var found decision
	for _, class := range it.Classes {
		if d := c.class(class); d.better(found) {
			found = d
		}
	}
	return found.kind
}

// A decision is what the items of a class are.
type decision struct {
	known    bool
	kind     kb.Kind
	distance int // classes in between
	votes    int
}

func (d decision) better(than decision) bool {
	switch {
	case d.known != than.known:
		return d.known
	case d.distance != than.distance:
		return d.distance < than.distance
	case d.votes != than.votes:
		return d.votes > than.votes
	}
	return d.kind < than.kind
}

// How much of the hierarchy above a class is looked at.
const (
	maxDistance = 8
	maxAbove    = 256
)

// class decides for a class: by itself, or by the nearest above it.
func (c *collector) class(class uint32) decision {
	if d, ok := c.kinds[class]; ok {
		return d
	}
	var found decision
	level, seen := []uint32{class}, map[uint32]bool{class: true}
	for distance := 0; distance <= maxDistance && len(level) > 0 && !found.known; distance++ {
		var above []uint32
		for _, x := range level {
			if d := c.decide(x); d.known {
				d.distance = distance
				if d.better(found) {
					found = d
				}
				continue
			}
			i, _ := slices.BinarySearchFunc(c.over, x, func(p pair, class uint32) int { return cmp.Compare(p.class, class) })
			for ; i < len(c.over) && c.over[i].class == x && len(seen) < maxAbove; i++ {
				if y := c.over[i].over; !seen[y] {
					seen[y] = true
					above = append(above, y)
				}
			}
		}
		level = above
	}
	c.kinds[class] = found
	return found
}

// Votes that settle what a class is: so many, of which so many in a hundred agree.
const (
	minVotes  = 3
	minShares = 75
)

// decide returns what a class is by itself: as the user says, or as most of its items
// are that the gazetteer knows.
func (c *collector) decide(class uint32) decision {
	if kind, ok := c.given[class]; ok {
		return decision{known: true, kind: kind, votes: math.MaxInt}
	}
	total := 0
	byType := map[string]int{}
	for kind, n := range c.votes[class] {
		total += n
		byType[kind.Type()] += n
	}
	var found decision
	for kind, n := range c.votes[class] {
		if of := byType[kind.Type()]; of >= minVotes && of*100 >= total*minShares {
			if d := (decision{known: true, kind: kind, votes: n}); d.better(found) {
				found = d
			}
		}
	}
	return found
}

// Prominence of what has no population to rank by, from the number of its articles. A
// head of state has some 200 articles, a minister 20, a member of a parliament 5.
const (
	obscure     = 105
	perDoubling = 15
	longDead    = 30 // who was born 110 years before the last is in the news no more
	lifetime    = 110
	mostKnown   = kb.Certain - 5
)

func (c *collector) entry(it *item, kind kb.Kind) kb.Entry {
	e := kb.Entry{ID: "Q" + strconv.FormatUint(uint64(it.ID), 10), Kind: kind, Country: c.country(it)}
	if kind == kb.Person && it.Born > 0 {
		e.Born = it.Born
	}
	known := obscure + float64(perDoubling/math.Ln2*exact.Log(1+float64(it.Sites)))
	switch {
	case kind.Type() == "GPE" && it.Population > 1 && kind != kb.Country:
		known = 10 / math.Ln2 * exact.Log(float64(it.Population))
	case kind == kb.Country:
		known = mostKnown
	case kind == kb.Person:
		for _, o := range it.Offices {
			i, ok := slices.BinarySearchFunc(c.offices, o, func(x office, item uint32) int { return cmp.Compare(x.item, item) })
			if ok {
				e.Roles |= c.offices[i].role
				e.Field = cmp.Or(e.Field, c.offices[i].field)
			}
		}
		if it.Born != 0 && it.Born < c.newest-lifetime {
			known -= longDead
		}
	}
	e.Prominence = uint8(max(0, min(known, mostKnown)))
	if old, ok := c.known[it.ID]; ok { // the gazetteer knows more of offices
		e.Prominence = max(e.Prominence, old.Prominence)
		e.Roles |= old.Roles
		e.Country = cmp.Or(old.Country, e.Country)
		e.Field = cmp.Or(old.Field, e.Field)
		e.Born = cmp.Or(e.Born, old.Born)
	}
	return e
}

// country returns the code of an item's first country that has one.
func (c *collector) country(it *item) string {
	for _, n := range append([]uint32{it.ID}, it.Countries...) {
		if e, ok := c.known[n]; ok && e.Kind == kb.Country {
			return e.Country
		}
	}
	return ""
}
