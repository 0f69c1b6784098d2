package corpus

import (
	"cmp"
	"crypto/sha256"
	"encoding/base32"
	"maps"
	"slices"
	"strconv"
	"strings"

	"dictum.example/internal/identity"
)

// A naming gives things their ids: those that most of their entities had before, or new
// ones that follow from the first entity.
type naming struct {
	old     map[identity.Named]string
	aliases map[string]string
	taken   map[string]bool
}

func newNaming(old map[identity.Named]string, aliases map[string]string) *naming {
	n := &naming{old: old, aliases: maps.Clone(aliases), taken: map[string]bool{}}
	return n
}

// A claim is how many of a thing's entities had an id.
type claim struct {
	thing, count int
	id           string
}

// name returns the id of each thing. An id goes to the thing that has most of its
// entities. One that no thing got, because its entities are now part of another thing,
// becomes an alias of that thing's.
func (n *naming) name(things []identity.Thing) []string {
	var claims []claim
	for i, t := range things {
		counts := map[string]int{}
		for _, m := range t.Members {
			if id := n.old[m]; id != "" {
				counts[id]++
			}
		}
		for id, c := range counts {
			claims = append(claims, claim{i, c, id})
		}
	}
	slices.SortFunc(claims, func(a, b claim) int {
		return cmp.Or(b.count-a.count, strings.Compare(a.id, b.id), a.thing-b.thing)
	})
	ids := make([]string, len(things))
	for _, c := range claims {
		if ids[c.thing] == "" && !n.taken[c.id] {
			ids[c.thing] = c.id
			n.taken[c.id] = true
			delete(n.aliases, c.id)
		}
	}
	for i := range ids {
		if ids[i] == "" {
			ids[i] = n.fresh(things[i].Members[0])
		}
	}
	for _, c := range claims {
		if _, known := n.aliases[c.id]; !n.taken[c.id] && !known {
			n.aliases[c.id] = ids[c.thing]
		}
	}
	return ids
}

// nameStatements returns the id of each statement, given as name gives those of things.
func (n *naming) nameStatements(list []identity.Statement) []string {
	things := make([]identity.Thing, len(list))
	for i, s := range list {
		things[i].Members = s.Members
	}
	return n.name(things)
}

// fresh makes an id of an entity. Another is made where a node has or had that one.
func (n *naming) fresh(m identity.Named) string {
	for i := 0; ; i++ {
		sum := sha256.Sum256([]byte(m.Article + "\x00" + m.Entity + "\x00" + strconv.Itoa(i)))
		id := "n" + strings.ToLower(base32.StdEncoding.EncodeToString(sum[:8])[:12])
		if _, alias := n.aliases[id]; !alias && !n.taken[id] {
			n.taken[id] = true
			return id
		}
	}
}
