package resolve

import (
	"cmp"
	"slices"
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/lexicon"
	"dictum.example/internal/pass"
)

// loneSieves join the lone names of persons: surnames, given names, initials. The first that
// finds somebody decides.
var loneSieves = []struct {
	pass.Pass
	find func(x *loneNames, n *loneName) *referent
}{
	{pass.Pass{Name: "surname", Purpose: "the surname of a full name: “Marsh”; of several with it, whom the context tells"},
		(*loneNames).bySurname},
	{pass.Pass{Name: "given-name", Purpose: "the given name of a full name: “Olga”"},
		(*loneNames).byGivenName},
	{pass.Pass{Name: "person-initials", Purpose: "the initials of a full name: “Kalpana Koonjoo-Zzyzx”, “KKZ”"},
		(*loneNames).byInitials},
	{pass.Pass{Name: "lone-name", Purpose: "the same lone name of somebody who has no full one"},
		(*loneNames).byLoneName},
	{pass.Pass{Name: "respelt-surname", Purpose: "a surname in another transcription, where only one sounds so: “Ghanem”, “Ghanim”"},
		(*loneNames).respelt},
	{pass.Pass{Name: "misspelt-surname", Purpose: "a rare surname with a letter wrong: “Zzelbrydt”, “Zzelbryt”"},
		(*loneNames).misspelt},
}

// A loneName is one place where somebody is called by a lone name.
type loneName struct {
	*group
	title  string // before it, or ""
	field  string // of that title: "prime"
	gender gender
	speaks bool        // it is a source
	kin    bool        // an apposition tells whose relative it is
	cands  []*referent // whose full names have the word
}

// loneNames are the lone names of an article with the persons who may bear them.
type loneNames struct {
	*cluster
	noted     []*group
	groups    map[int]*group // of the mentions
	byWord    index          // the persons of full names by their words
	byAcronym index          // and by their initials
	initialed index          // and by those initials that are a name
	alone     index          // the persons who have no full name
	bySound   index          // by their surnames, for other spellings
	bySlip    index          // and for slips
	bearings  map[*referent]*bearing
	genders   map[*group]gender // that pronouns tell
}

func newLoneNames(c *cluster) *loneNames {
	return &loneNames{
		cluster: c, groups: map[int]*group{},
		byWord: index{}, byAcronym: index{}, initialed: index{}, alone: index{}, bySound: index{}, bySlip: index{},
		bearings: map[*referent]*bearing{}, genders: map[*group]gender{},
	}
}

// maxWords bounds the full names whose endings are looked for.
const maxWords = 8

// noteFullName makes a person found by the words of the full name, its endings and initials.
func (x *loneNames) noteFullName(g *group, r *referent) {
	ws := g.words
	for _, a := range acronyms(ws) {
		x.byAcronym.add(a, r)
	}
	n := len(ws)
	for k, w := range ws {
		if len(w) > 1 {
			x.byWord.add(w, r)
		}
		if k > 0 && k < n-1 && n <= maxWords {
			x.byWord.add(strings.Join(ws[k:], " "), r)
		}
		if k > 0 && k < n-2 && n <= maxWords && lexicon.SurnameParticle.Has(w) {
			x.byWord.add(w+" "+ws[k+1], r) // "Bin Tariq" of "Mohammed bin Tariq al-Saleh"
		}
	}
}

// note notes the mentions of a lone name. A user's own name is a person's by itself.
func (x *loneNames) note(g *group) {
	if g.owner != 0 {
		x.byWord.add(g.key, x.start(g, entity.Person))
		return
	}
	x.noted = append(x.noted, g)
	for _, i := range g.mentions {
		x.groups[i] = g
	}
	x.familyFirst(g)
	x.noteInitials(g)
}

// noteInitials notes whose initials a lone name is, where that is clear: "JFK", "JN:" in an interview.
func (x *loneNames) noteInitials(g *group) {
	name := x.ms[g.mentions[0]].Of(x.p.Text)
	if len(x.byWord[g.key]) > 0 || !acronymLike(name) || len(name) == 2 && !x.labelsLine(g) {
		return
	}
	if rs, ok := only(x.byAcronym[g.key]); ok {
		x.initialed.add(g.key, rs[0])
	}
}

// labelsLine reports whether a name is what a line begins with, before a colon.
func (c *cluster) labelsLine(g *group) bool {
	m := &c.ms[g.mentions[0]]
	return c.p.At(m.to).Text == ":" && (m.from == 0 || c.p.At(m.from-1).Block != c.p.At(m.from).Block)
}

// familyFirst notes that the article calls by the first of two words, a surname, whoever has no
// surname for the second, or in it: "Pang" for Pang Zhongying, "Chairman Lee" for Lee Sung-Un.
func (x *loneNames) familyFirst(g *group) {
	if len(g.words) != 1 || !x.p.gaz.Surname(g.words[0]) {
		return
	}
	for _, r := range x.byWord[g.key] {
		switch words := len(strings.Fields(x.ms[r.names[0]].Of(x.p.Text))); {
		case words == 2 && isFamily(g.words[0], x.byWord[g.key]):
			r.family, r.gender = g.words[0], unknown
		case words == 2 && x.isFirstOfTwo(g.words[0], r.forms[0]):
			r.family, r.gender = g.words[0], unknown
		case words == 3 && !x.endsName(g) && x.isBetweenGiven(g.words[0], r.forms[0]):
			r.family = g.words[0]
		}
	}
}

// endsName reports whether a full name ends with a lone one.
func (x *loneNames) endsName(g *group) bool {
	return slices.ContainsFunc(x.byWord[g.key], func(r *referent) bool { return surname(r) == g.key })
}

// isFirstOfTwo reports whether a surname is the first word of a full name, and the rest is none.
func (x *loneNames) isFirstOfTwo(surname string, full []string) bool {
	return len(full) < 4 && full[0] == surname && !x.p.gaz.Surname(strings.Join(full[1:], "-"))
}

// isBetweenGiven reports whether a surname stands between two given names: "Chris Tang Ping".
func (x *loneNames) isBetweenGiven(surname string, full []string) bool {
	return len(full) == 3 && full[1] == surname && !x.p.gaz.Surname(full[2]) && x.p.given(full[0])
}

// join joins the lone names to the persons who bear them, reading the article from its start.
func (x *loneNames) join() {
	x.prepare()
	for i := range x.ms {
		m := &x.ms[i]
		if m.typ != entity.Person {
			continue
		}
		speaks := x.speaks(m)
		if g := x.groups[i]; m.ref == nil && g != nil {
			x.joinOne(i, x.loneName(g, m, speaks))
		}
		if m.ref != nil {
			x.bearing(m.ref).note(i+1, speaks, !x.p.before(m).Is(lexicon.Preposition))
		}
	}
}

// prepare notes the surnames of the persons, and who is called by the given name.
func (x *loneNames) prepare() {
	for _, r := range x.refs {
		if r.typ != entity.Person || r.owner != 0 {
			continue
		}
		last := surname(r)
		x.bySound.add(sound(last), r)
		for _, k := range slipKeys(last) {
			x.bySlip.add(k, r)
		}
	}
	for _, g := range x.noted {
		unquoted := slices.ContainsFunc(g.mentions, func(i int) bool { return !x.p.Tokens[x.ms[i].from].Quoted })
		for _, r := range x.byWord[g.key] {
			if !isSurnameOf(r, g.words) && r.forms[0][0] == g.words[0] {
				b := x.bearing(r)
				b.weight += len(g.mentions)
				b.given = b.given || unquoted
			}
		}
	}
}

// surname returns the last word of a person's fullest name.
func surname(r *referent) string { return r.forms[0][len(r.forms[0])-1] }

// loneName returns what the place of a lone name tells of whom it calls.
func (x *loneNames) loneName(g *group, m *nameMention, speaks bool) *loneName {
	n := &loneName{group: g, title: m.honor, field: x.field(m), gender: titleGender(m.honor), speaks: speaks, cands: x.byWord[g.key],
		kin: x.isKinBehind(m) || x.isKinBefore(m)}
	if g.suffix != "" { // "Holm Jr."
		if same := slices.DeleteFunc(slices.Clone(n.cands), func(r *referent) bool { return r.suffix != g.suffix }); len(same) > 0 {
			n.cands = same
		}
	}
	if n.gender == unknown && len(n.cands) > 1 {
		n.gender = x.pronounGender(g)
	}
	return n
}

// joinOne joins one lone name to the person whom the first sieve finds, or to a new one.
func (x *loneNames) joinOne(i int, n *loneName) {
	r, sieve := x.sift(n)
	if r == nil {
		r = &referent{typ: entity.Person, heads: map[string]bool{}, forms: [][]string{n.words}}
		if n.title == "" {
			r.gender = x.nameGender(n.words[0])
		}
		x.refs = append(x.refs, r)
		x.alone.add(n.key, r)
	}
	x.add(r, i, sieve)
	b := x.bearing(r)
	b.called = b.called || isSurnameOf(r, n.words)
	if g := titleGender(n.title); g != unknown {
		r.gender = g
	}
}

// sift returns the person whom the first sieve finds, and its name, or nil.
func (x *loneNames) sift(n *loneName) (*referent, string) {
	for _, s := range loneSieves {
		if x.p.leavesOut(s.Name) {
			continue
		}
		if r := s.find(x, n); r != nil {
			return r, s.Name
		}
	}
	return nil, ""
}

// bySurname finds who bears the name as a surname.
func (x *loneNames) bySurname(n *loneName) *referent {
	return x.bearer(n, n.title, bearers(n, true))
}

// byGivenName finds who bears the name as another part of the full name.
func (x *loneNames) byGivenName(n *loneName) *referent {
	return x.bearer(n, n.title, bearers(n, false))
}

// byInitials finds whose initials the name is.
func (x *loneNames) byInitials(n *loneName) *referent {
	return x.bearer(n, n.title, x.initialed[n.key])
}

// byLoneName finds who was called so before, and has no full name.
func (x *loneNames) byLoneName(n *loneName) *referent {
	return x.bearer(n, cmp.Or(n.title, "mr"), x.alone[n.key])
}

// bearers returns the candidates that bear the name as a surname, or the others.
func bearers(n *loneName, asSurname bool) []*referent {
	var rs []*referent
	for _, r := range n.cands {
		if isSurnameOf(r, n.words) == asSurname {
			rs = append(rs, r)
		}
	}
	return rs
}

// respelt finds the one person whose surname the words spell in another way: "Al-Ghanim" for
// "Marzouq Al-Ghanem".
func (x *loneNames) respelt(n *loneName) *referent {
	last := n.words[len(n.words)-1]
	var found *referent
	for _, r := range x.bySound[sound(last)] {
		if !areVariants(surname(r), last) || differ(n.gender, r.gender) {
			continue
		}
		if found != nil {
			return nil
		}
		found = r
	}
	return found
}

// misspelt finds the one person from whose surname the word, which is no known name, differs by one slip: "Eldrige" for
// "Jan Eldridge".
func (x *loneNames) misspelt(n *loneName) *referent {
	if len(n.words) != 1 || x.p.gaz.Surname(n.key) || x.p.given(n.key) {
		return nil
	}
	var found *referent
	for _, k := range slipKeys(n.key) {
		for _, r := range x.bySlip[k] {
			if r == found || len(r.forms[0]) < 2 || !isSlip(surname(r), n.key) || differ(n.gender, r.gender) {
				continue
			}
			if found != nil {
				return nil
			}
			found = r
		}
	}
	return found
}

// differ reports whether two genders are known and not the same.
func differ(a, b gender) bool { return a != unknown && b != unknown && a != b }
