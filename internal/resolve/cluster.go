package resolve

import (
	"cmp"
	"regexp"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"dictum.example/entity"
	"dictum.example/internal/lexicon"
	"dictum.example/text"
)

// A referent is somebody or something that the text speaks of.
type referent struct {
	entity     *entity.Entity // nil for one without a name
	typ        entity.Type
	gender     gender
	plural     bool
	owner      int        // whose own name it has, from 1
	forms      [][]string // distinct forms of the name, the fullest first
	names      []int      // indexes of its name mentions
	family     string     // the surname of a name that does not end with it: "park" of "Park Ji-hyun"
	mentions   []mention  // all of them, in order of discovery
	heads      map[string]bool
	suffix     string // "jr", "iii"
	country    string // of an institution, or the country itself: "russia"
	sort       string // of an organisation: "company", "media"; "-" for none that is known
	first      int    // first token
	roles      []text.Excerpt
	rolePasses []string // the passes that found them
	state

	affiliation *referent
}

// bucket bounds the number of candidates that are compared under one key, so
// that no text takes more than linear time.
const bucket = 48

// A cluster joins names to referents.
type cluster struct {
	p    *page
	ms   []nameMention
	refs []*referent

	owned map[int]*referent // by owner
}

// A group is all the mentions of one form of a name.
type group struct {
	words    []string
	suffix   string // "jr", which words has not
	key      string
	owner    int
	mentions []int
}

// cluster joins the names of the article that name the same.
func (p *page) cluster(ms []nameMention) []*referent {
	c := &cluster{p: p, ms: ms, owned: map[int]*referent{}}
	c.people()
	c.others(entity.Org, c.organisation)
	c.others(entity.GPE, c.placeName)
	c.others(entity.Loc, c.placeName)
	for _, t := range []entity.Type{entity.NORP, entity.Fac, entity.Product, entity.Event, entity.WorkOfArt, entity.Law, entity.Language} {
		c.others(t, c.plain)
	}
	for _, r := range c.refs {
		sort.Ints(r.names)
		r.first = ms[r.names[0]].from
	}
	sort.Slice(c.refs, func(i, j int) bool { return c.refs[i].first < c.refs[j].first })
	return c.refs
}

// groups returns the forms of the names of a type, a user's own before others and the
// longest first.
func (c *cluster) groups(t entity.Type) []*group {
	type form struct {
		key   string
		owner int
	}
	byForm := map[form]*group{}
	var gs []*group
	for i := range c.ms {
		if c.ms[i].typ != t {
			continue
		}
		ws := c.p.form(&c.ms[i])
		if len(ws) == 0 {
			ws = []string{c.ms[i].Of(c.p.Text)}
		}
		key := strings.Join(ws, " ")
		f := form{key, c.ms[i].owner}
		g := byForm[f]
		if g == nil {
			g = &group{words: ws, key: key, owner: f.owner}
			byForm[f] = g
			gs = append(gs, g)
		}
		g.mentions = append(g.mentions, i)
	}
	sort.SliceStable(gs, func(i, j int) bool {
		if a, b := gs[i].owner != 0, gs[j].owner != 0; a != b {
			return a
		}
		return len(gs[i].words) > len(gs[j].words)
	})
	return gs
}

// start makes a referent of a form; the names of one owner have one.
func (c *cluster) start(g *group, t entity.Type) *referent {
	r := c.owned[g.owner]
	if r == nil {
		r = &referent{typ: t, owner: g.owner, heads: map[string]bool{}}
		c.refs = append(c.refs, r)
		if g.owner != 0 {
			c.owned[g.owner] = r
		}
	}
	c.join(r, g)
	return r
}

// join adds all the mentions of a form to a referent.
func (c *cluster) join(r *referent, g *group) {
	r.forms = append(r.forms, g.words)
	for _, i := range g.mentions {
		c.add(r, i)
	}
}

func (c *cluster) add(r *referent, i int) {
	r.names = append(r.names, i)
	c.ms[i].ref = r
}

// An index holds the referents under each key, the latest last.
type index map[string][]*referent

func (x index) add(key string, r *referent) {
	for _, other := range x[key] {
		if other == r {
			return
		}
	}
	if len(x[key]) < bucket {
		x[key] = append(x[key], r)
	}
}

// people joins the names of persons: full names first, then single words, each
// where it stands.
func (c *cluster) people() {
	byLast, byFirst, byNear, byWord, byAcronym := index{}, index{}, index{}, index{}, index{}
	gs := c.groups(entity.Person)
	var single []*group
	for _, g := range gs {
		ws, suffix := g.words, ""
		if n := len(ws); n > 1 && lexicon.NameSuffix.Has(ws[n-1]) {
			ws, suffix = ws[:n-1], ws[n-1]
		}
		g.words, g.suffix = ws, suffix
		if len(ws) < 2 || lexicon.SurnameParticle.Has(ws[0]) && !c.given(g) {
			g.key = strings.Join(ws, " ")
			if g.owner != 0 {
				byWord.add(g.key, c.start(g, entity.Person))
				continue
			}
			single = append(single, g)
			continue
		}
		n := len(ws)
		near := ws[0][:1] + ws[n-1][:1] // a byte is enough to look under
		var r *referent
		for _, cands := range [][]*referent{byLast[ws[n-1]], byFirst[ws[0]+" "+ws[1]], byNear[near]} {
			if r = c.samePerson(cands, ws, suffix); r != nil {
				break
			}
		}
		if r == nil || g.owner != 0 {
			r = c.start(g, entity.Person)
			if r.gender == unknown && !lexicon.ReligiousTitle.Has(ws[0]) {
				r.gender = c.nameGender(ws[0])
			}
			if r.family = hyphenated(c.ms[g.mentions[0]].Of(c.p.Text)); r.family == ws[0] {
				r.gender = unknown // the given name comes last
			}
		} else {
			c.join(r, g)
		}
		if suffix != "" {
			r.suffix = suffix
		}
		byLast.add(ws[n-1], r)
		byFirst.add(ws[0]+" "+ws[1], r)
		byNear.add(near, r)
		for _, a := range acronyms(ws) {
			byAcronym.add(a, r)
		}
		for k, w := range ws {
			if len(w) > 1 {
				byWord.add(w, r)
			}
			if k > 0 && k < n-1 && n <= 8 {
				byWord.add(strings.Join(ws[k:], " "), r)
			}
		}
	}
	for _, g := range single {
		c.familyFirst(g, byWord[g.key])
		if name := c.ms[g.mentions[0]].Of(c.p.Text); len(byWord[g.key]) == 0 && acronymLike(name) && (len(name) > 2 || c.labels(g)) { // "JFK", "JN:" in an interview
			if r := only(byAcronym[g.key]); r != nil {
				byWord.add(g.key, r)
			}
		}
	}
	for _, r := range c.refs {
		c.honorGender(r)
	}
	keys := map[int]*group{}
	for _, g := range single {
		for _, i := range g.mentions {
			keys[i] = g
		}
	}
	c.singles(keys, byWord)
	c.aliases()
}

// otherwise are the words between two names of one person: "Reginald Dwight, better known as Elton John".
var otherwise = regexp.MustCompile(`^(?:(?:(?:also|better|best|mostly|mainly|popularly|professionally|widely|commonly|formerly|otherwise|previously|simply|more|most) )*known (?:(?:simply|professionally|popularly|widely|locally) )?(?:as|by)|(?:and |but )?whose (?:real|birth|full|legal|given|original) name (?:is|was)|real name|a\.?k\.?a\.?|alias|nicknamed|born)(?:[ (“"‘']+the)?$`)

// aliases makes one person of two whose names the text says are of one.
func (c *cluster) aliases() {
	last, united := none, 0
	for i := range c.ms {
		m := &c.ms[i]
		if united == maxAliases {
			return
		}
		if m.typ != entity.Person || m.ref == nil || m.ref.owner != 0 {
			continue
		}
		if j := last; j != none && c.ms[j].ref != m.ref && m.from-c.ms[j].to <= 8 && c.p.At(c.ms[j].from).Block == c.p.At(m.from).Block {
			between := strings.Trim(strings.TrimPrefix(strings.TrimPrefix(c.p.Text[c.ms[j].End:m.Start], "'s"), "’s"), " ,(–—-\u00a0“”\"‘’'")
			if otherwise.MatchString(strings.ToLower(between)) || between == "" && c.knownAs(j) {
				c.unite(c.ms[j].ref, m.ref)
				united++
			}
		}
		last = i
	}
}

// maxAliases bounds how many persons are united in one article, so that no text takes more than linear time.
const maxAliases = 1000

// knownAs reports whether a name closes the phrase that opens a sentence and tells how its subject is called: "Known
// widely as “Duke,” Lind won".
func (c *cluster) knownAs(i int) bool {
	m := &c.ms[i]
	from := m.from
	for from > 0 && m.from-from < 6 && c.p.Tokens[from-1].Sentence == c.p.Tokens[m.from].Sentence {
		from--
	}
	before := strings.Trim(c.p.Text[c.p.Tokens[from].Start:m.Start], " “\"‘'")
	return strings.HasPrefix(before, "Known ") && otherwise.MatchString(strings.ToLower(before)) && strings.ContainsRune(c.p.Text[m.End:c.p.At(m.to+1).End], ',')
}

// unite gives the names of b to a.
func (c *cluster) unite(a, b *referent) {
	a.forms, a.names = append(a.forms, b.forms...), append(a.names, b.names...)
	for _, i := range b.names {
		c.ms[i].ref = a
	}
	if a.gender == unknown {
		a.gender = b.gender
	}
	c.refs = slices.DeleteFunc(c.refs, func(r *referent) bool { return r == b })
}

// labels reports whether a name is what a line begins with, before a colon.
func (c *cluster) labels(g *group) bool {
	m := &c.ms[g.mentions[0]]
	return c.p.At(m.to).Text == ":" && (m.from == 0 || c.p.At(m.from-1).Block != c.p.At(m.from).Block)
}

// given reports whether a name opens with a given name, which some particles are too: "Ben
// Marsh", but "ben Ali".
func (c *cluster) given(g *group) bool {
	m := &c.ms[g.mentions[0]]
	if first, _, _ := strings.Cut(m.Of(c.p.Text), " "); strings.Contains(first, "-") { // "Al-Ghanem", but "Al Gore"
		return false
	}
	_, known := c.p.gaz.Female(g.words[0])
	return known && c.p.Tokens[m.from].IsCapitalised()
}

// samePerson returns the first candidate that the name may belong to, or nil.
func (c *cluster) samePerson(cands []*referent, ws []string, suffix string) *referent {
	for _, r := range cands {
		if suffix != "" && r.suffix != "" && suffix != r.suffix {
			continue
		}
		for k, full := range r.forms {
			if k == 4 {
				break
			}
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
	if n < m && n >= 2 && c.spellings(a, b[m-n:]) { // "Dookun-Luchoomun" for "Leela Devi Dookhun-Luchoomun"
		return true
	}
	if a[n-1] == b[m-1] {
		return givenNamesAgree(a[:n-1], b[:m-1])
	}
	if n < m && n >= 2 && m-n <= 2 && strings.Join(b[:n], " ") == strings.Join(a, " ") {
		return true
	}
	return n == m && c.spellings(a, b)
}

// givenNamesAgree reports whether every given name of a stands, in order, among
// those of b, as such, as an initial or as a short form.
func givenNamesAgree(a, b []string) bool {
	k := 0
	for _, w := range a {
		for k < len(b) && !shortForm(w, b[k]) {
			k++
		}
		if k == len(b) {
			return false
		}
		k++
	}
	return true
}

// shortForm reports whether one of two given names is an initial or a clipped
// form of the other ("J", "Dan", "Daniel"), or the same.
func shortForm(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if a == b {
		return true
	}
	return strings.HasPrefix(b, a) && (len(a) == 1 || len(a) >= 3 && len(b)-len(a) >= 2 && !strings.HasSuffix(b, "a"))
}

// spellings reports whether two names of as many words differ by spelling only.
// Words that are names on their own are not spellings of each other.
func (c *cluster) spellings(a, b []string) bool {
	for i := range a {
		if a[i] == b[i] {
			continue
		}
		if !variants(a[i], b[i]) && !(len(a) > 2 && len(a[i]) > 3 && len(b[i]) > 3 && a[i][0] == b[i][0] && distance(a[i], b[i], 1) == 1) {
			return false
		}
		_, known := c.p.gaz.Female(a[i])
		_, other := c.p.gaz.Female(b[i])
		if known && other && c.nameGender(a[i]) != c.nameGender(b[i]) {
			return false
		}
	}
	return true
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

// titleGender returns the gender that a title tells.
func titleGender(title string) gender {
	switch {
	case lexicon.FeminineNoun.Has(title):
		return female
	case lexicon.MasculineNoun.Has(title):
		return male
	}
	g, _ := courtesy(title)
	return g
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

// singles joins surnames and given names to the persons who bear them, reading
// the article from its start: where several do, to the one whom [bearing.before] tells.
func (c *cluster) singles(keys map[int]*group, byWord index) {
	alone, bySound, bySlip := index{}, index{}, index{}
	for _, r := range c.refs {
		if r.typ == entity.Person && r.owner == 0 {
			last := r.forms[0][len(r.forms[0])-1]
			bySound.add(sound(last), r)
			for _, k := range slipKeys(last) {
				bySlip.add(k, r)
			}
		}
	}
	known := map[*referent]*bearing{}
	of := func(r *referent) *bearing {
		if known[r] == nil {
			known[r] = &bearing{relative: c.relative(r), weight: len(r.names)}
		}
		return known[r]
	}
	for _, g := range keys {
		for _, r := range byWord[g.key] {
			if !surnameOf(r, g.words) && r.forms[0][0] == g.words[0] {
				of(r).weight += len(g.mentions)
				of(r).given = of(r).given || slices.ContainsFunc(g.mentions, func(i int) bool { return !c.p.Tokens[c.ms[i].from].Quoted })
			}
		}
	}
	told := map[*group]gender{}
	for i := range c.ms {
		m := &c.ms[i]
		if m.typ != entity.Person {
			continue
		}
		speaks := c.speaks(m)
		if g := keys[i]; m.ref == nil && g != nil {
			title, cands := titleGender(m.honor), byWord[g.key]
			if g.suffix != "" { // "Holm Jr."
				if same := slices.DeleteFunc(slices.Clone(cands), func(r *referent) bool { return r.suffix != g.suffix }); len(same) > 0 {
					cands = same
				}
			}
			if title == unknown && len(cands) > 1 {
				title = c.pronounGender(g, told)
			}
			field := c.field(m)
			r := c.bearer(g.words, title, m.honor, field, speaks, cands, of)
			if r == nil {
				r = c.bearer(g.words, title, cmp.Or(m.honor, "mr"), field, speaks, alone[g.key], of)
			}
			if r == nil {
				r = c.respelt(bySound[sound(g.words[len(g.words)-1])], g.words, title)
			}
			if r == nil && len(g.words) == 1 && !c.p.gaz.Surname(g.key) {
				r = c.misspelt(bySlip, g.key, title)
			}
			if r == nil {
				r = &referent{typ: entity.Person, heads: map[string]bool{}, forms: [][]string{g.words}}
				if m.honor == "" {
					r.gender = c.nameGender(g.words[0])
				}
				c.refs = append(c.refs, r)
				alone.add(g.key, r)
			}
			c.add(r, i)
			of(r).called = of(r).called || surnameOf(r, g.words)
			if t := titleGender(m.honor); t != unknown {
				r.gender = t
			}
		}
		if m.ref != nil {
			b := of(m.ref)
			b.seen = i + 1
			b.spoke = b.spoke || speaks
			b.front = b.front || speaks || !c.p.InSentence(m.from-1, c.p.Tokens[m.from].Sentence).Is(lexicon.Preposition)
		}
	}
}

// pronounGender returns the gender that the pronouns right after a surname give whoever bears it, in most of the places
// where there are any: "Trump, who said his plan …".
func (c *cluster) pronounGender(g *group, told map[*group]gender) gender {
	if x, ok := told[g]; ok {
		return x
	}
	votes := map[gender]int{}
	for _, i := range g.mentions {
		m := &c.ms[i]
		if c.p.Tokens[m.from].Quoted {
			continue
		}
		for k := m.to; k < m.to+12; k++ {
			t := c.p.InSentence(k, c.p.Tokens[m.from].Sentence)
			if t.Text == "" || t.Name != none && c.ms[t.Name].typ == entity.Person {
				break
			}
			if pr, ok := pronouns[t.Lower]; ok && pr.class == heShe && pr.gender != unknown {
				votes[pr.gender]++
				break
			}
		}
	}
	told[g] = unknown
	switch m, f := votes[male], votes[female]; {
	case m > 1 && m >= 3*f:
		told[g] = male
	case f > 1 && f >= 3*m:
		told[g] = female
	}
	return told[g]
}

// respelt returns the one person whose surname the words spell in another way: "Al-Ghanim" for
// "Marzouq Al-Ghanem".
func (c *cluster) respelt(cands []*referent, ws []string, g gender) *referent {
	var found *referent
	for _, r := range cands {
		if !variants(r.forms[0][len(r.forms[0])-1], ws[len(ws)-1]) || g != unknown && r.gender != unknown && g != r.gender {
			continue
		}
		if found != nil {
			return nil
		}
		found = r
	}
	return found
}

// misspelt returns the one person from whose surname the word, which is no known name, differs by one slip: "Eldrige" for
// "Jan Eldridge".
func (c *cluster) misspelt(bySlip index, w string, g gender) *referent {
	if _, given := c.p.gaz.Female(w); given {
		return nil
	}
	var found *referent
	for _, k := range slipKeys(w) {
		for _, r := range bySlip[k] {
			last := r.forms[0][len(r.forms[0])-1]
			if r == found || len(r.forms[0]) < 2 || !slip(last, w) || g != unknown && r.gender != unknown && g != r.gender {
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

// leastSlip is how many letters a surname has at least that a misspelt one is taken for.
const leastSlip = 6

// slipKeys returns what a surname and a slip of it have one of in common: its first three letters, or the first and the last two.
func slipKeys(w string) []string {
	if n := len(w); n >= leastSlip {
		return []string{w[:3], w[:1] + " " + w[n-2:]}
	}
	return nil
}

// slip reports whether two words differ by one letter left out, added, or replaced, or by two that are swapped, and not
// by the first letter or by the plural's "s".
func slip(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < leastSlip || a[0] != b[0] || a+"s" == b {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) < len(b) {
		return a[i:] == b[i+1:]
	}
	return i < len(a) && (a[i+1:] == b[i+1:] || i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:])
}

// sound returns the consonants of a folded word, none of them twice in a row: what
// spellings of a foreign name have in common.
func sound(w string) string {
	var b []byte
	if len(w) > 5 && strings.HasPrefix(w, "el") {
		w = "al" + w[2:]
	}
	for i := range len(w) {
		if i > 0 && strings.IndexByte("aeiouy", w[i]) >= 0 || len(b) > 0 && b[len(b)-1] == w[i] {
			continue
		}
		b = append(b, w[i])
	}
	return string(b)
}

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
	case b.relative && !b.spoke != (than.relative && !than.spoke):
		return than.relative && !than.spoke
	case b.relative != than.relative:
		return than.relative
	case b.weight >= 2*than.weight || than.weight >= 2*b.weight:
		return b.weight > than.weight
	case !b.front && than.called, !than.front && b.called:
		return b.called
	}
	return b.seen > than.seen
}

// speaks reports whether a name is, or is in, a source that it does not merely possess.
func (c *cluster) speaks(m *nameMention) bool {
	return c.p.Tokens[m.from].Source != none && !c.p.At(m.to).IsPossessive()
}

// relative reports whether one of a person's first mentions follows a noun for a relative of somebody, or
// comes before one: "his late father Randall Smith", "Nora Smith, the nominee's eldest daughter".
func (c *cluster) relative(r *referent) bool {
	names := slices.Sorted(slices.Values(r.names))
	for _, i := range names[:min(len(names), 4)] {
		m := &c.ms[i]
		sent := c.p.Tokens[m.from].Sentence
		k := m.from - 1
		if c.p.InSentence(k, sent).Text == "," {
			k--
		}
		if isKin(c.p.InSentence(k, sent).Lower) && c.somebodys(k-4, k, sent) || c.kinOf(m) {
			return true
		}
		if c.p.InSentence(m.to, sent).Text != "," {
			continue
		}
		for k := m.to + 1; k < m.to+8; k++ {
			if t := c.p.InSentence(k, sent); t.Text == "" || t.IsPunct() && !t.IsPossessive() {
				break
			} else if isKin(t.Lower) && c.somebodys(m.to+1, k, sent) {
				return true
			}
		}
	}
	return false
}

// kinOf reports whether a name tells whose relative somebody named before is: ", son of the tycoon Randall Smith".
func (c *cluster) kinOf(m *nameMention) bool {
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

// somebodys reports whether a possessive stands among the tokens [from, to) of a sentence.
func (c *cluster) somebodys(from, to, sent int) bool {
	for k := from; k < to; k++ {
		if t := c.p.InSentence(k, sent); t.Is(lexicon.PossessiveDeterminer) || t.IsPossessive() {
			return true
		}
	}
	return false
}

// bearer chooses among the persons who bear a single name: who bears it as a
// surname before who bears it as a given name, then by what the article told of them.
func (c *cluster) bearer(ws []string, g gender, title, field string, speaks bool, cands []*referent, of func(*referent) *bearing) *referent {
	var best *referent
	better := func(r, than *referent) bool {
		if than == nil {
			return true
		}
		a, b := surnameOf(r, ws), surnameOf(than, ws)
		if x, y := c.titled(r, title, field), c.titled(than, title, field); a == b && title != "" && x != y {
			return x > y
		}
		switch {
		case a != b:
			return a
		case a && of(r).before(of(than), speaks):
			return true
		case a && of(than).before(of(r), speaks):
			return false
		case !a && of(r).seen != of(than).seen:
			return of(r).seen > of(than).seen
		}
		return c.ms[r.names[0]].from < c.ms[than.names[0]].from
	}
	for _, r := range cands {
		if g != unknown && r.gender != unknown && g != r.gender || (title == "president" || title == "minister") && c.firstLady(r) {
			continue
		}
		if title != "" && !lexicon.GivenNameTitle.Has(title) && !surnameOf(r, ws) && c.titled(r, title, "") == 0 {
			if _, given := c.p.gaz.Female(ws[0]); given {
				continue
			}
		}
		if better(r, best) {
			best = r
		}
	}
	return best
}

// firstLady reports whether a person is brought in as a first lady, whose surname a president has.
func (c *cluster) firstLady(r *referent) bool {
	return slices.ContainsFunc(r.names[:min(len(r.names), 8)], func(i int) bool {
		m := &c.ms[i]
		sent := c.p.Tokens[m.from].Sentence
		return c.p.InSentence(m.from-1, sent).Lower == "lady" && c.p.InSentence(m.from-2, sent).Lower == "first"
	})
}

// titled tells whether the article gives the person that office before a fuller name, "President Samia Suluhu Hassan", and later
// "President Samia": 2 if of the same field, "Prime Minister", 1 if not, and 0 for no such office.
func (c *cluster) titled(r *referent, title, field string) int {
	best := 0
	if _, polite := courtesy(title); polite {
		return best
	}
	for _, i := range r.names[:min(len(r.names), 8)] {
		if m := &c.ms[i]; m.honor == title && m.to-m.from > 1 {
			if best = 1; field != "" && c.field(m) == field {
				return 2
			}
		}
	}
	return best
}

// field returns the word in capitals before the title of a name, in lower case: "prime" of "Prime Minister Holm".
func (c *cluster) field(m *nameMention) string {
	sent := c.p.Tokens[m.from].Sentence
	if t := c.p.InSentence(m.from-1, sent); m.honor == "" || t.Lower != m.honor || !t.IsCapitalised() {
		return ""
	}
	if t := c.p.InSentence(m.from-2, sent); t.IsCapitalised() {
		return t.Lower
	}
	return ""
}

// familyFirst notes that the article calls by the first of two words, a surname, whoever has no
// surname for the second, or in it: "Pang" for Pang Zhongying, "Chairman Lee" for Lee Sung-Un.
func (c *cluster) familyFirst(g *group, cands []*referent) {
	if len(g.words) != 1 || !c.p.gaz.Surname(g.words[0]) {
		return
	}
	for _, r := range cands {
		full, name := r.forms[0], strings.Fields(c.ms[r.names[0]].Of(c.p.Text))
		switch {
		case len(name) == 2 && len(full) < 4 && full[0] == g.words[0] && !c.p.gaz.Surname(strings.Join(full[1:], "-")):
			r.family, r.gender = full[0], unknown
		case len(name) == 3 && len(full) == 3 && full[1] == g.words[0] && !c.p.gaz.Surname(full[2]): // "Chris Tang Ping"
			if _, given := c.p.gaz.Female(full[0]); given {
				r.family = full[1]
			}
		}
	}
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

func surnameOf(r *referent, ws []string) bool {
	if len(ws) == 1 && r.family == ws[0] {
		return true
	}
	full := r.forms[0]
	if len(full) < len(ws) {
		return false
	}
	for i, w := range ws {
		if full[len(full)-len(ws)+i] != w {
			return false
		}
	}
	return true
}

// others joins the names of a type by the keys that find gives.
func (c *cluster) others(t entity.Type, find func(gs []*group, t entity.Type)) {
	if gs := c.groups(t); len(gs) > 0 {
		find(gs, t)
	}
}

// plain joins equal names.
func (c *cluster) plain(gs []*group, t entity.Type) {
	byKey := map[string]*referent{}
	for _, g := range gs {
		key := g.key
		if t == entity.NORP {
			key = c.peopleKey(g)
		}
		if r := byKey[key]; r != nil && g.owner == 0 {
			c.join(r, g)
		} else {
			byKey[key] = c.start(g, t)
		}
	}
}

// peopleKey returns one key for the singular and the plural of a people's name.
func (c *cluster) peopleKey(g *group) string {
	if d := c.p.gaz.Demonym(g.key); d != "" {
		return "=" + fold(d)
	}
	if n := len(g.key); n > 4 && g.key[n-1] == 's' {
		return g.key[:n-1]
	}
	return g.key
}

// placeName joins the names of places: the same place by the gazetteer, the
// same words, an acronym, another spelling.
func (c *cluster) placeName(gs []*group, t entity.Type) {
	byKey, byAcronym, byNear := map[string]*referent{}, index{}, index{}
	alias := c.parentheses(t)
	for _, g := range gs {
		name := c.ms[g.mentions[0]].Of(c.p.Text)
		same := c.p.gaz.Same(name)
		r := byKey[g.key]
		if r == nil && same != "" {
			r = byKey["="+same]
		}
		if r == nil {
			r = byKey[alias[g.key]]
		}
		if r == nil && acronymLike(name) && same == "" {
			r = only(byAcronym[g.key])
		}
		near := nearKey(g.words)
		if r == nil && c.p.gaz.PlaceType(name) == "" {
			r = c.spelling(byNear[near], g.words)
		}
		if r == nil || g.owner != 0 {
			r = c.start(g, t)
		} else {
			c.join(r, g)
		}
		byKey[g.key] = r
		if same != "" {
			byKey["="+same] = r
		}
		if c.p.gaz.Country(name) {
			r.country = placeKey(c.p.gaz, name)
		}
		byNear.add(near, r)
		for _, a := range acronyms(g.words) {
			byAcronym.add(a, r)
		}
	}
}

func only(rs []*referent) *referent {
	if len(rs) == 1 {
		return rs[0]
	}
	return nil
}

func (c *cluster) spelling(cands []*referent, ws []string) *referent {
	for _, r := range cands {
		if full := r.forms[0]; len(full) == len(ws) && c.spellings(ws, full) {
			return r
		}
	}
	return nil
}

func nearKey(ws []string) string {
	var b strings.Builder
	for _, w := range ws {
		b.WriteByte(w[0])
	}
	return b.String()
}

// acronyms returns the initials of a name, with and without its small words.
func acronyms(ws []string) []string {
	if len(ws) < 2 {
		return nil
	}
	var all, big, core []byte
	for _, w := range ws {
		all = append(all, w[0])
		if !lexicon.SmallWord.Has(w) {
			big = append(big, w[0])
			if !lexicon.CorporateSuffix.Has(w) {
				core = append(core, w[0])
			}
		}
	}
	out := []string{string(all)}
	for _, a := range []string{string(big), string(core)} {
		if len(a) > 1 && a != out[0] {
			out = append(out, a)
		}
	}
	return out
}

// acronymLike reports whether a name is one word in capitals, at least two.
func acronymLike(name string) bool {
	n := 0
	for _, c := range name {
		switch {
		case c == '.':
		case c >= 'A' && c <= 'Z':
			n++
		default:
			return false
		}
	}
	return n > 1 && n < 8
}

// parentheses returns the short names that follow their long form in
// parentheses, "National Security Council (NSC)".
func (c *cluster) parentheses(t entity.Type) map[string]string {
	alias := map[string]string{}
	for i := 0; i+1 < len(c.ms); i++ {
		a, b := &c.ms[i], &c.ms[i+1]
		if a.typ != t || b.typ != t || b.to-b.from != 1 || a.to-a.from < 2 || b.from-a.to < 1 || b.from-a.to > 2 {
			continue
		}
		if c.p.At(b.from-1).Text != "(" || c.p.At(b.to).Text != ")" {
			continue
		}
		short, long := c.p.form(b), c.p.form(a)
		if len(short) == 1 && abbreviates(short[0], long) {
			alias[short[0]] = strings.Join(long, " ")
		}
	}
	return alias
}

// abbreviates reports whether the letters of short run through those of the
// long name and open with an initial of it.
func abbreviates(short string, long []string) bool {
	rest := strings.Join(long, "")
	if short == "" || rest == "" || len(short) > 10 {
		return false
	}
	k := strings.Index(nearKey(long), short[:1])
	if k < 0 {
		return false
	}
	rest = strings.Join(long[k:], "")
	for i := range len(short) {
		j := strings.IndexByte(rest, short[i])
		if j < 0 {
			return false
		}
		rest = rest[j+1:]
	}
	return true
}

// organisation joins the names of organisations.
func (c *cluster) organisation(gs []*group, t entity.Type) {
	byKey, byCore, byPart, byAcronym, byNear := map[string]*referent{}, index{}, index{}, index{}, index{}
	alias := c.parentheses(t)
	unsure := map[int][]*referent{}
	for _, g := range gs {
		name := c.ms[g.mentions[0]].Of(c.p.Text)
		country, core := c.core(g.words)
		coreKey := strings.Join(core, " ")
		var cands []*referent
		switch {
		case byKey[g.key] != nil:
			cands = []*referent{byKey[g.key]}
		case byKey[alias[g.key]] != nil:
			cands = []*referent{byKey[alias[g.key]]}
		case country != "":
			for _, r := range byCore[coreKey] {
				if r.country == country {
					cands = append(cands, r)
				}
			}
		case len(byCore[coreKey]) > 0:
			cands = byCore[coreKey]
		case acronymLike(name) && len(byAcronym[g.key]) > 0:
			cands = byAcronym[g.key]
		case c.p.gaz.PlaceType(name) != "" || c.p.gaz.Demonym(name) != "":
			// "Halden" is short for a company, and not for whatever is in Halden.
			for _, r := range byPart[g.key] {
				if r.corporate() {
					cands = append(cands, r)
				}
			}
		default:
			if cands = byPart[g.key]; len(cands) == 0 {
				if r := c.spelling(byNear[nearKey(g.words)], g.words); r != nil {
					cands = []*referent{r}
				}
			}
		}
		if g.owner != 0 {
			cands = nil
		}
		var r *referent
		switch len(cands) {
		case 0:
			r = c.start(g, t)
			r.country = country
		case 1:
			r = cands[0]
			c.join(r, g)
		default:
			for _, i := range g.mentions {
				unsure[i] = cands
			}
			continue
		}
		byKey[g.key] = r
		byCore.add(coreKey, r)
		byNear.add(nearKey(g.words), r)
		for _, part := range c.shortForms(g) {
			byPart.add(part, r)
		}
		for _, a := range acronyms(g.words) {
			byAcronym.add(a, r)
		}
	}
	c.nearest(unsure)
}

// shortForms returns the beginnings and ends of an organisation's name that may stand for
// it. What follows "of" or "and" is another: a university of a chamber of commerce is not
// the chamber. Of a name that begins with an abbreviation, that is whom it belongs to:
// "UN Working Group"; unless it is a company's, "DBG Technology Co".
func (c *cluster) shortForms(g *group) []string {
	var forms []string
	n := len(g.words)
	first := c.p.Tokens[c.ms[g.mentions[0]].from].Text
	for k := 1; k < n && k < 8; k++ {
		last := g.words[n-1]
		if lexicon.OrganNoun.Has(last) && k == n-1 && k > 1 {
			// "World Athletics Council" is of World Athletics, and not it
		} else if k > 1 || !acronymLike(first) || lexicon.CorporateSuffix.Has(last) && last != "group" {
			forms = append(forms, strings.Join(g.words[:k], " "))
		}
		if !lexicon.SmallWord.Has(g.words[n-k]) && !lexicon.SmallWord.Has(g.words[n-k-1]) {
			forms = append(forms, strings.Join(g.words[n-k:], " "))
		}
	}
	return forms
}

// core splits an institution's name into the country and the rest; other
// names have no country, and lose the words that say what kind of company it is.
func (c *cluster) core(ws []string) (country string, core []string) {
	if len(ws) > 1 {
		rest := true
		for _, w := range ws[1:] {
			rest = rest && lexicon.InstitutionWord.Has(w)
		}
		if rest {
			if d := c.p.gaz.Demonym(ws[0]); d != "" {
				return placeKey(c.p.gaz, d), ws[1:]
			}
			if c.p.gaz.PlaceType(ws[0]) != "" {
				return placeKey(c.p.gaz, ws[0]), ws[1:]
			}
		}
	}
	n := len(ws)
	for n > 1 && (lexicon.CorporateSuffix.Has(ws[n-1]) || ws[n-1] == "&") {
		n--
	}
	return "", ws[:n]
}

func placeKey(g facts, place string) string {
	if k := g.Same(place); k != "" {
		return k
	}
	return fold(place)
}

// nearest joins mentions that several referents claim to the one last seen, or
// to the first to come.
func (c *cluster) nearest(unsure map[int][]*referent) {
	if len(unsure) == 0 {
		return
	}
	seen := map[*referent]int{}
	for i := range c.ms {
		if cands := unsure[i]; len(cands) > 0 {
			best := cands[0]
			for _, r := range cands[1:] {
				if a, b := seen[r], seen[best]; a > b || a == b && r.names[0] < best.names[0] {
					best = r
				}
			}
			c.add(best, i)
		}
		if r := c.ms[i].ref; r != nil {
			seen[r] = i + 1
		}
	}
}
