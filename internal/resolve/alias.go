package resolve

import (
	"embed"
	"slices"
	"strings"
	"sync"

	"dictum.example/entity"
	"dictum.example/internal/doc"
	"dictum.example/internal/pass"
	"dictum.example/internal/pattern"
)

//go:embed known_as.txt
var aliasFile embed.FS

// The patterns of known_as.txt, once they are asked for.
var aliasPatterns = sync.OnceValue(func() *pattern.Set {
	set, err := pattern.Load(aliasFile, doc.PatternNames, "known_as.txt")
	if err != nil {
		panic("resolve: " + err.Error()) // the file is embedded: a build error
	}
	return set
})

func isAliasPhrase(name string, s doc.Stretch) bool {
	return aliasPatterns().Pattern(name).Matches(s, 0)
}

// knownAs names the sieve of the names that the text says are of one person.
var knownAs = pass.Pass{Name: "known-as", Purpose: "another name that the text says somebody is known by: “better known as”, “aka”"}

// Bounds of the names that are made one: how many are in one article, so that no text takes
// more than linear time, and how many tokens stand between two.
const (
	maxAliases  = 1000
	maxAliasGap = 8
)

// uniteAliases makes one person of two whose names the text says are of one.
func (c *cluster) uniteAliases() {
	if c.p.leavesOut(knownAs.Name) {
		return
	}
	last, united := none, 0
	for i := range c.ms {
		m := &c.ms[i]
		if united == maxAliases {
			return
		}
		if m.typ != entity.Person || m.ref == nil || m.ref.owner != 0 {
			continue
		}
		if last != none && c.areAliases(&c.ms[last], m) {
			c.unite(c.ms[last].ref, m.ref)
			united++
		}
		last = i
	}
}

// areAliases reports whether two names in a row, of different persons, are said to be of one.
func (c *cluster) areAliases(a, b *nameMention) bool {
	if a.ref == b.ref || b.from-a.to > maxAliasGap || c.p.At(a.from).Block != c.p.At(b.from).Block {
		return false
	}
	between := c.p.Stretch(a.to, b.from)
	return isAliasPhrase("between", between) || isAliasPhrase("beside", between) && c.opensKnownAs(a)
}

// maxKnownAs is how many tokens before a name are looked at for the phrase that it closes.
const maxKnownAs = 6

// opensKnownAs reports whether a name, behind which a comma stands, closes the phrase that opens a sentence and tells how
// its subject is called: "Known widely as “Duke,” Lind won".
func (c *cluster) opensKnownAs(m *nameMention) bool {
	from := m.from
	for from > 0 && m.from-from < maxKnownAs && c.p.Tokens[from-1].Sentence == c.p.Tokens[m.from].Sentence {
		from--
	}
	behind := c.p.Tokens[min(m.to+1, len(c.p.Tokens)-1)]
	return strings.ContainsRune(c.p.Text[m.End:behind.End], ',') && isAliasPhrase("opening", c.p.Stretch(from, m.from))
}

// unite gives the names of b to a.
func (c *cluster) unite(a, b *referent) {
	a.forms, a.names = append(a.forms, b.forms...), append(a.names, b.names...)
	for _, i := range b.names {
		m := &c.ms[i]
		if m.ref = a; m.sieve == "" {
			m.sieve = knownAs.Name
		}
	}
	if a.gender == unknown {
		a.gender = b.gender
	}
	c.refs = slices.DeleteFunc(c.refs, func(r *referent) bool { return r == b })
}
