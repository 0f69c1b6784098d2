package resolve

import (
	"regexp"
	"slices"
	"strings"

	"dictum.example/entity"
)

// otherwise are the words between two names of one person: "Reginald Dwight, better known as Elton John".
var otherwise = regexp.MustCompile(`^(?:` + strings.Join([]string{
	`(?:(?:also|better|best|mostly|mainly|popularly|professionally|widely|commonly|formerly|otherwise|previously|simply|more|most) )*` +
		`known (?:(?:simply|professionally|popularly|widely|locally) )?(?:as|by)`,
	`(?:and |but )?whose (?:real|birth|full|legal|given|original) name (?:is|was)`,
	`real name`, `a\.?k\.?a\.?`, `alias`, `nicknamed`, `born`,
}, "|") + `)(?:[ (“"‘']+the)?$`)

// knownAs names the sieve of the names that the text says are of one person.
const knownAs = "known-as"

// Bounds of the names that are made one: how many are in one article, so that no text takes
// more than linear time, and how many tokens stand between two.
const (
	maxAliases  = 1000
	maxAliasGap = 8
)

// uniteAliases makes one person of two whose names the text says are of one.
func (c *cluster) uniteAliases() {
	if c.p.leavesOut(knownAs) {
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
		if last != none && c.areAliases(last, i) {
			c.unite(c.ms[last].ref, m.ref)
			united++
		}
		last = i
	}
}

// areAliases reports whether two names in a row, of different persons, are said to be of one.
func (c *cluster) areAliases(i, j int) bool {
	a, b := &c.ms[i], &c.ms[j]
	if a.ref == b.ref || b.from-a.to > maxAliasGap || c.p.At(a.from).Block != c.p.At(b.from).Block {
		return false
	}
	between := c.p.Text[a.End:b.Start]
	for _, possessive := range []string{"'s", "’s"} {
		between = strings.TrimPrefix(between, possessive)
	}
	between = strings.Trim(between, " ,(–—-\u00a0“”\"‘’'")
	return otherwise.MatchString(strings.ToLower(between)) || between == "" && c.opensKnownAs(a)
}

// maxKnownAs is how many tokens before a name are looked at for the phrase that it closes.
const maxKnownAs = 6

// opensKnownAs reports whether a name closes the phrase that opens a sentence and tells how its subject is called: "Known
// widely as “Duke,” Lind won".
func (c *cluster) opensKnownAs(m *nameMention) bool {
	from := m.from
	for from > 0 && m.from-from < maxKnownAs && c.p.Tokens[from-1].Sentence == c.p.Tokens[m.from].Sentence {
		from--
	}
	before := strings.Trim(c.p.Text[c.p.Tokens[from].Start:m.Start], " “\"‘'")
	behind := c.p.Tokens[min(m.to+1, len(c.p.Tokens)-1)]
	return strings.HasPrefix(before, "Known ") && otherwise.MatchString(strings.ToLower(before)) &&
		strings.ContainsRune(c.p.Text[m.End:behind.End], ',')
}

// unite gives the names of b to a.
func (c *cluster) unite(a, b *referent) {
	a.forms, a.names = append(a.forms, b.forms...), append(a.names, b.names...)
	for _, i := range b.names {
		m := &c.ms[i]
		if m.ref = a; m.sieve == "" {
			m.sieve = knownAs
		}
	}
	if a.gender == unknown {
		a.gender = b.gender
	}
	c.refs = slices.DeleteFunc(c.refs, func(r *referent) bool { return r == b })
}
