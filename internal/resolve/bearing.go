package resolve

import (
	"slices"

	"dictum.example/entity"
	"dictum.example/internal/lexicon"
)

// A bearing is what the article has told so far of a person who bears a name.
type bearing struct {
	seen     int  // the last mention, counted from 1
	spoke    bool // was named as a source
	given    bool // is called by the given name alone somewhere, not just in what others say
	weight   int  // how often the article has the full name or the given one
	relative bool // is brought in as a relative of somebody
	called   bool // was called by the surname alone
	front    bool // was mentioned without a preposition before
}

// bearing returns what the article has told of a person.
func (x *loneNames) bearing(r *referent) *bearing {
	b := x.bearings[r]
	if b == nil {
		b = &bearing{relative: x.isRelative(r), weight: len(r.names)}
		x.bearings[r] = b
	}
	return b
}

// note notes a mention, counted from 1; front tells that no preposition stands before it.
func (b *bearing) note(seen int, speaks, front bool) {
	b.seen = seen
	b.spoke = b.spoke || speaks
	b.front = b.front || speaks || front
}

// before reports whether a bearer is likelier than another to be called by the
// surname alone: one who is not called by the given name, who spoke where the name is
// a source, who did not come in as somebody's relative, whom the article names twice as often, who was called so
// before, where the other was mentioned in passing; then the last seen.
func (b *bearing) before(than *bearing, speaks bool) bool {
	switch {
	case b.given != than.given:
		return than.given
	case speaks && b.spoke != than.spoke:
		return b.spoke
	case b.isSilentRelative() != than.isSilentRelative():
		return than.isSilentRelative()
	case b.relative != than.relative:
		return than.relative
	case b.weight >= 2*than.weight || than.weight >= 2*b.weight:
		return b.weight > than.weight
	case !b.front && than.called, !than.front && b.called:
		return b.called
	}
	return b.seen > than.seen
}

func (b *bearing) isSilentRelative() bool { return b.relative && !b.spoke }

// bearer chooses among the persons who bear a lone name behind a title: who has the title and
// bears it as a surname before who bears it as a given name, then by what the article told of
// them.
func (x *loneNames) bearer(n *loneName, title string, cands []*referent) *referent {
	var best *referent
	for _, r := range cands {
		if x.mayBear(r, n, title) && (best == nil || x.isLikelier(r, best, n, title)) {
			best = r
		}
	}
	return best
}

// mayBear reports whether a person may be called by the lone name behind the title.
func (x *loneNames) mayBear(r *referent, n *loneName, title string) bool {
	if differ(n.gender, r.gender) || (title == "president" || title == "minister") && x.isFirstLady(r) {
		return false
	}
	if x.isKinOfAnother(r, n) || n.speaks && x.hasWidow(r) {
		return false
	}
	if title == "" || lexicon.GivenNameTitle.Has(title) || isSurnameOf(r, n.words) || x.titled(r, title, "") > 0 {
		return true
	}
	return !x.p.given(n.words[0]) || hasPatronymic(r.forms[0])
}

// hasPatronymic reports whether a full name is a given name and whose child its bearer is, who is called by the given name behind a
// title too: "Mr Anwar", of "Anwar bin Hamid".
func hasPatronymic(full []string) bool { return len(full) > 2 && lexicon.Patronymic.Has(full[1]) }

// isLikelier reports whether a person is likelier to be called by the lone name than another.
func (x *loneNames) isLikelier(r, than *referent, n *loneName, title string) bool {
	a, b := isSurnameOf(r, n.words), isSurnameOf(than, n.words)
	if a != b {
		return a
	}
	if title != "" {
		if a, b := x.titled(r, title, n.field), x.titled(than, title, n.field); a != b {
			return a > b
		}
	}
	switch {
	case a && x.bearing(r).before(x.bearing(than), n.speaks):
		return true
	case a && x.bearing(than).before(x.bearing(r), n.speaks):
		return false
	case !a && x.bearing(r).seen != x.bearing(than).seen:
		return x.bearing(r).seen > x.bearing(than).seen
	}
	return x.ms[r.names[0]].from < x.ms[than.names[0]].from
}

// isSurnameOf reports whether the words are a person's surname, or the end of the full name.
func isSurnameOf(r *referent, ws []string) bool {
	if len(ws) == 1 && r.family == ws[0] {
		return true
	}
	full := r.forms[0]
	return len(full) >= len(ws) && slices.Equal(full[len(full)-len(ws):], ws)
}

// maxNames bounds the mentions of a person that are asked for titles.
const maxNames = 8

// isFirstLady reports whether a person is brought in as a first lady, whose surname a president has.
func (c *cluster) isFirstLady(r *referent) bool {
	return slices.ContainsFunc(r.names[:min(len(r.names), maxNames)], func(i int) bool {
		m := &c.ms[i]
		return c.p.before(m).Lower == "lady" && c.p.InSentence(m.from-2, c.p.At(m.from).Sentence).Lower == "first"
	})
}

// titled tells whether the article gives the person that office before a fuller name, "President Samia Suluhu Hassan", and later
// "President Samia": 2 if of the same field, "Prime Minister", 1 if not, and 0 for no such office.
func (c *cluster) titled(r *referent, title, field string) int {
	if _, polite := courtesy(title); polite {
		return 0
	}
	best := 0
	for _, i := range r.names[:min(len(r.names), maxNames)] {
		if m := &c.ms[i]; m.honor == title && m.len() > 1 {
			if best = 1; field != "" && c.field(m) == field {
				return 2
			}
		}
	}
	return best
}

// field returns the word in capitals before the title of a name, in lower case: "prime" of "Prime Minister Holm".
func (c *cluster) field(m *nameMention) string {
	title := c.p.before(m)
	if m.honor == "" || title.Lower != m.honor || !title.IsCapitalised() {
		return ""
	}
	if t := c.p.InSentence(m.from-2, title.Sentence); t.IsCapitalised() {
		return t.Lower
	}
	return ""
}

// speaks reports whether a name is, or is in, a source that it does not merely possess.
func (c *cluster) speaks(m *nameMention) bool {
	return c.p.Tokens[m.from].Source != none && !c.p.At(m.to).IsPossessive()
}

// maxIntroductions bounds the mentions of a person that may tell whose relative it is.
const maxIntroductions = 4

// isRelative reports whether one of a person's first mentions follows a noun for a relative of somebody, or
// comes before one: "his late father Randall Smith", "Nora Smith, the nominee's eldest daughter".
func (c *cluster) isRelative(r *referent) bool {
	names := slices.Sorted(slices.Values(r.names))
	return slices.ContainsFunc(names[:min(len(names), maxIntroductions)], func(i int) bool {
		m := &c.ms[i]
		return c.isKinBefore(m) || c.isKinOf(m) || c.isKinBehind(m)
	})
}

// isKinBefore reports whether a noun for a relative stands before a name, behind whose: "his late father Randall Smith".
func (c *cluster) isKinBefore(m *nameMention) bool {
	sent, k := c.p.Tokens[m.from].Sentence, m.from-1
	if c.p.InSentence(k, sent).Text == "," {
		k--
	}
	return isKin(c.p.InSentence(k, sent).Lower) && c.isSomebodys(k-4, k, sent)
}

// isKinOf reports whether a name tells whose relative somebody named before is: ", son of the tycoon Randall Smith".
func (c *cluster) isKinOf(m *nameMention) bool {
	sent := c.p.Tokens[m.from].Sentence
	for k := m.from - 1; k > m.from-8; k-- {
		switch t := c.p.InSentence(k, sent); {
		case t.Lower == "of":
			return isKin(c.p.InSentence(k-1, sent).Lower)
		case t.Text == "" || t.IsPunct() || t.IsVerb():
			return false
		}
	}
	return false
}

// isKinBehind reports whether an apposition behind a name has a noun for a relative: ", the nominee's eldest daughter".
func (c *cluster) isKinBehind(m *nameMention) bool {
	if c.p.after(m).Text != "," {
		return false
	}
	sent := c.p.Tokens[m.from].Sentence
	for k := m.to + 1; k < m.to+8; k++ {
		if t := c.p.InSentence(k, sent); t.Text == "" || t.IsPunct() && t.Text != "-" && !t.IsPossessive() {
			return false
		} else if (isKin(t.Lower) || t.Lower == "partner") && c.isSomebodys(m.to+1, k, sent) {
			return true
		}
	}
	return false
}

// isSomebodys reports whether a possessive stands among the tokens [from, to) of a sentence.
func (c *cluster) isSomebodys(from, to, sent int) bool {
	for k := from; k < to; k++ {
		if t := c.p.InSentence(k, sent); t.Is(lexicon.PossessiveDeterminer) || t.IsPossessive() {
			return true
		}
	}
	return false
}

// pronounGender returns the gender that the pronouns right after a surname give whoever bears it, in most of the places
// where there are any: "Trump, who said his plan …".
func (x *loneNames) pronounGender(g *group) gender {
	if told, ok := x.genders[g]; ok {
		return told
	}
	votes := map[gender]int{}
	for _, i := range g.mentions {
		if m := &x.ms[i]; !x.p.Tokens[m.from].Quoted {
			votes[x.pronounBehind(m)]++
		}
	}
	told := unknown
	switch m, f := votes[male], votes[female]; {
	case m > 1 && m >= 3*f:
		told = male
	case f > 1 && f >= 3*m:
		told = female
	}
	x.genders[g] = told
	return told
}

// pronounBehind returns the gender of the first pronoun behind a name and before the next person's.
func (c *cluster) pronounBehind(m *nameMention) gender {
	for k := m.to; k < m.to+12; k++ {
		t := c.p.InSentence(k, c.p.Tokens[m.from].Sentence)
		if t.Text == "" || t.Name != none && c.ms[t.Name].typ == entity.Person {
			break
		}
		if pr := pronouns[t.Lower]; pr.class == heShe && pr.gender != unknown {
			return pr.gender
		}
	}
	return unknown
}
