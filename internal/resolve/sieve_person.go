package resolve

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dictum.example/entity"
	"dictum.example/internal/lexicon"
	"dictum.example/internal/pass"
)

// fullNameSieves join the full names of persons. Each looks for the same person among the
// referents that have its key.
var fullNameSieves = []struct {
	pass.Pass
	key func(ws []string) string
}{
	{pass.Pass{Name: "same-surname", Purpose: "full names with one surname whose given names agree: “Jane K. Aldous”, “J. Aldous”"},
		func(ws []string) string { return ws[len(ws)-1] }},
	{pass.Pass{Name: "same-beginning",
		Purpose: "full names that begin with the same two words: “Samia Suluhu Hassan”, “Samia Suluhu”"},
		func(ws []string) string { return ws[0] + " " + ws[1] }},
	{pass.Pass{Name: "same-initials", Purpose: "full names in another spelling: “Yusuf Abdurahman”, “Yusuf Abdurrahman”"},
		func(ws []string) string { return ws[0][:1] + ws[len(ws)-1][:1] }}, // bytes; for other spellings
}

// people joins the names of persons: full names first, then lone ones, each
// where it stands.
func (c *cluster) people() {
	full, lone := c.personGroups()
	x := newLoneNames(c)
	byKey := make([]index, len(fullNameSieves))
	for k := range byKey {
		byKey[k] = index{}
	}
	for _, g := range full {
		r := c.joinFullName(g, byKey)
		for k, s := range fullNameSieves {
			byKey[k].add(s.key(g.words), r)
		}
		x.noteFullName(g, r)
	}
	for _, g := range lone {
		x.note(g)
	}
	for _, r := range c.refs {
		c.kinGender(r)
		c.honorGender(r)
	}
	x.join()
	c.uniteAliases()
}

// personGroups returns the forms of persons' names: full ones, and lone ones of a word, or of
// a particle and a word.
func (c *cluster) personGroups() (full, lone []*group) {
	for _, g := range c.groups(entity.Person) {
		if n := len(g.words); n > 1 && lexicon.NameSuffix.Has(g.words[n-1]) {
			g.words, g.suffix = g.words[:n-1], g.words[n-1]
		}
		if len(g.words) > 1 && (!lexicon.SurnameParticle.Has(g.words[0]) || c.opensWithGiven(g)) {
			full = append(full, g)
			continue
		}
		g.key = strings.Join(g.words, " ")
		lone = append(lone, g)
	}
	return full, lone
}

// joinFullName joins a full name to the first referent that may have it, or makes one.
func (c *cluster) joinFullName(g *group, byKey []index) *referent {
	var r *referent
	for k, s := range fullNameSieves {
		if g.owner != 0 || c.p.leavesOut(s.Name) {
			continue
		}
		if r = c.samePerson(byKey[k][s.key(g.words)], g.words, g.suffix); r != nil {
			c.join(r, g, s.Name)
			break
		}
	}
	if r == nil {
		r = c.startPerson(g)
	}
	if g.suffix != "" {
		r.suffix = g.suffix
	}
	return r
}

// startPerson makes a referent of a full name, with what the name tells.
func (c *cluster) startPerson(g *group) *referent {
	r, first := c.start(g, entity.Person), g.words[0]
	if r.gender == unknown && !lexicon.ReligiousTitle.Has(first) {
		r.gender = c.nameGender(first)
	}
	if r.family = hyphenated(c.ms[g.mentions[0]].Of(c.p.Text)); r.family == first {
		r.gender = unknown // the given name comes last
	}
	return r
}

// opensWithGiven reports whether a name opens with a given name, which some particles are too: "Ben
// Marsh", but "ben Ali".
func (c *cluster) opensWithGiven(g *group) bool {
	m := &c.ms[g.mentions[0]]
	if first, _, _ := strings.Cut(m.Of(c.p.Text), " "); strings.Contains(first, "-") { // "Al-Ghanem", but "Al Gore"
		return false
	}
	return c.p.given(g.words[0]) && c.p.Tokens[m.from].IsCapitalised()
}

// maxForms bounds the forms of a person's name that others are compared with.
const maxForms = 4

// samePerson returns the first candidate that the name may belong to, or nil.
func (c *cluster) samePerson(cands []*referent, ws []string, suffix string) *referent {
	for _, r := range cands {
		if suffix != "" && r.suffix != "" && suffix != r.suffix {
			continue
		}
		for _, full := range r.forms[:min(len(r.forms), maxForms)] {
			if c.sameFullName(ws, full) {
				return r
			}
		}
	}
	return nil
}

// sameFullName reports whether a may be a form of the full name b: with the
// same surname and given names that agree, a beginning of it, or other spellings
// of the same words.
func (c *cluster) sameFullName(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	n, m := len(a), len(b)
	if n < m && n >= 2 && c.areSpellings(a, b[m-n:]) { // "Dookun-Luchoomun" for "Leela Devi Dookhun-Luchoomun"
		return true
	}
	if a[n-1] == b[m-1] {
		return givenNamesAgree(a[:n-1], b[:m-1])
	}
	if n < m && n >= 2 && m-n <= 2 && strings.Join(b[:n], " ") == strings.Join(a, " ") {
		return true
	}
	return n == m && c.areSpellings(a, b)
}

// givenNamesAgree reports whether every given name of a stands, in order, among
// those of b, as such, as an initial or as a short form.
func givenNamesAgree(a, b []string) bool {
	k := 0
	for _, w := range a {
		for k < len(b) && !isShortForm(w, b[k]) {
			k++
		}
		if k == len(b) {
			return false
		}
		k++
	}
	return true
}

// isShortForm reports whether one of two given names is an initial or a clipped
// form of the other ("J", "Dan", "Daniel"), or the same.
func isShortForm(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if a == b {
		return true
	}
	return strings.HasPrefix(b, a) && (len(a) == 1 || len(a) >= 3 && len(b)-len(a) >= 2 && !strings.HasSuffix(b, "a"))
}

// hyphenated returns the surname of a name that a hyphenated given name ends: "Park
// Ji-hyun", "Derek Pang Wai-cheong"; "" for other names.
func hyphenated(name string) string {
	f := strings.Fields(name)
	if len(f) < 2 {
		return ""
	}
	_, tail, ok := strings.Cut(f[len(f)-1], "-")
	if first, _ := utf8.DecodeRuneInString(tail); !ok || !unicode.IsLower(first) {
		return ""
	}
	return fold(f[len(f)-2])
}

// nameGender returns the gender that a given name tells.
func (c *cluster) nameGender(given string) gender {
	share, ok := c.p.gaz.Female(given)
	switch {
	case ok && share >= 0.85:
		return female
	case ok && share <= 0.15:
		return male
	}
	return unknown
}

// honorGender sets a person's gender by the titles that the article gives.
func (c *cluster) honorGender(r *referent) {
	for _, i := range r.names {
		if g := titleGender(c.ms[i].honor); g != unknown {
			r.gender = g
			return
		}
	}
}
