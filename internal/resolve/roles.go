package resolve

import (
	"slices"
	"strings"
	"unicode/utf8"

	"dictum.example/entity"
	"dictum.example/internal/lexicon"
	"dictum.example/text"
)

// A role is a title or office with its tokens [from, to).
type role struct {
	from, to int
	heads    []string // the nouns that say what the person is
	after    bool     // it stands behind the name
	plural   bool     // its last word has the plural's "s", which one person's role has not
}

// roles finds the titles and offices of the persons among the names.
func (p *page) roles(ms []nameMention, places map[string]*referent) {
	for i := range ms {
		m := &ms[i]
		if m.typ != entity.Person || m.ref == nil {
			continue
		}
		for _, find := range []func([]nameMention, *nameMention) []role{p.titleBefore, p.titleOfSeveral, p.appositionAfter, p.appositionBefore, p.called, p.relative, p.predicate} {
			for _, r := range find(ms, m) {
				if r.from < r.to {
					p.addRole(m.ref, r, ms, places)
				}
			}
		}
		if m.ref.affiliation == nil {
			m.ref.affiliation = p.bareAffiliation(ms, m)
		}
	}
}

// bareAffiliation returns what ties the person without naming an office: "Olga Marsh of
// the River Safety Board", "Nordbank's Olga Marsh", "Olga Marsh (Nordbank)", "Olga Marsh, R-Ohio", and a
// line "Olga Marsh, Nordbank".
func (p *page) bareAffiliation(ms []nameMention, m *nameMention) *referent {
	sent := p.at(m.from).sent
	if p.next(m.from-1, sent).possessive() {
		if n := p.next(m.from-2, sent).name; n != none && (ms[n].typ == entity.Org || ms[n].typ == entity.GPE) {
			return ms[n].ref
		}
	}
	at := m.to // the word that ties them
	switch w := p.at(at).word; {
	case (w == "," || w == "(") && partyLetter(p.next(at+1, sent).word) && p.next(at+2, sent).word == "-":
		if n := p.next(at+3, sent).name; n != none && ms[n].from == at+3 && ms[n].typ == entity.GPE {
			return ms[n].ref
		}
		return nil
	case w == "," && lexicon.AffiliationPreposition.Has(p.next(at+1, sent).low):
		at++
	}
	k := at + 1
	if lexicon.Article.Has(p.next(k, sent).low) {
		k++
	}
	n := p.next(k, sent).name
	if n == none || ms[n].from != k {
		return nil
	}
	x, end := &ms[n], p.next(ms[n].to, sent)
	switch p.at(at).low {
	case "of":
		if x.typ == entity.Org || x.typ == entity.GPE && p.gaz.Country(x.Of(p.text)) {
			return x.ref
		}
	case "from", "with":
		if x.typ == entity.Org {
			return x.ref
		}
	case "(":
		if end.word == ")" && (x.typ == entity.Org || x.typ == entity.GPE) {
			return x.ref
		}
	case ",":
		// Within a sentence that may as well be the next of a list.
		if x.typ == entity.Org && p.beginsLine(m.from) && (p.at(x.to).block != p.at(m.from).block || end.word == ":") {
			return x.ref
		}
	}
	return nil
}

// beginsLine reports whether nothing but marks stands before token i in its block.
func (p *page) beginsLine(i int) bool {
	b := p.at(i).block
	for n := 0; n < 3 && p.at(i-1).block == b && p.at(i-1).punct(); n++ {
		i--
	}
	return p.at(i-1).block != b
}

// chiefs are the offices whose abbreviations everybody knows.
var chiefs = map[string]string{"prime minister": "pm", "chief minister": "cm", "chief executive": "ceo"}

// addRole notes a role, or the two that "and" joins, and what it ties the person to.
func (p *page) addRole(r *referent, o role, ms []nameMention, places map[string]*referent) {
	o.from = p.skipLoose(o.from, o.to)
	span := p.cutRole(o.from, o.to)
	if o.plural {
		span.End--
	}
	for k := o.from; k < o.to; k++ {
		p.tokens[k].role = true
	}
	for _, h := range o.heads {
		r.heads[h] = true
		if g := titleGender(h); g != unknown && r.gender == unknown {
			r.gender = g
		}
	}
	low := strings.ToLower(span.Of(p.text))
	for long, short := range chiefs {
		if strings.Contains(low, long) {
			r.heads[short] = true
		}
	}
	for k := o.from; k < o.to+2; k++ {
		if t := p.next(k+1, p.at(o.from).sent); p.at(k).word == "(" && p.offices[t.word] {
			r.heads[t.low] = true // "superintendent of police (SP)", and later "the SP"
		}
	}
	if len(r.roles) >= 16 || len(o.heads) == 1 && kin(o.heads[0]) && !strings.Contains(low, "first "+o.heads[0]) { // a mother's name is given so, and is no office
		return
	}
	if r.affiliation == nil || r.affiliation.typ == entity.NORP {
		if a := p.affiliation(o, ms, places); a != nil {
			r.affiliation = a
		} else if o.after {
			// "Olga Marsh, head of research, Nordbank, said"
			if n := p.at(o.to + 1).name; p.at(o.to).word == "," && n != none && ms[n].from == o.to+1 && ms[n].typ == entity.Org && p.at(ms[n].to).punct() {
				r.affiliation = ms[n].ref
			}
		}
	}
	if o.relational() {
		return
	}
	if k, left, right := p.conjunction(o); k != none && !o.plural {
		if !p.tie(left) {
			p.noteRole(r, p.cutRole(o.from, k))
		}
		if !p.tie(right) {
			p.noteRole(r, p.cutRole(k+1, o.to))
		}
		return
	}
	p.noteRole(r, span)
}

// tie reports whether the noun at token i tells what one is to another, and no office.
func (p *page) tie(i int) bool {
	return lexicon.RelationalNoun.Has(noun(p.at(i).low)) || kin(noun(p.at(i).low))
}

// conjunction returns the "and" between two offices of one role and their nouns, or none: "director of research and chair of the board",
// "activist and politician", "journalist and founder of Nordbank", but "president and owner of Nordbank", which may be of one thing.
func (p *page) conjunction(o role) (and, left, right int) {
	for k := o.from + 1; k < o.to-1; k++ {
		if p.tokens[k].low != "and" || p.tokens[k].name != none {
			continue
		}
		left, right = none, none
		for i := o.from; i < k; i++ {
			if p.personNoun(i) && (i == k-1 || lexicon.Preposition.Has(p.at(i+1).low)) {
				left = i
				break
			}
		}
		for i := k + 1; i < min(o.to, k+8) && (!lexicon.Preposition.Has(p.at(i).low) || p.at(i).low == "and" && p.at(i-1).capital() && p.at(i+1).capital()); i++ {
			if p.personNoun(i) && !p.pluralNoun(p.at(i)) && (i == o.to-1 || lexicon.Preposition.Has(p.at(i+1).low)) {
				right = i
				break
			}
		}
		if left != none && right != none && (left < k-1 || right == o.to-1 || !lexicon.OfficeNoun.Has(noun(p.at(left).low))) {
			return k, left, right
		}
	}
	return none, none, none
}

// skipLoose returns the first of the tokens [from, to) of a role that belongs to it.
func (p *page) skipLoose(from, to int) int {
	for from+1 < to && (lexicon.LooseModifier.Has(p.tokens[from].low) || p.tokens[from].punct()) {
		from++
	}
	return from
}

// cutRole returns the text of the tokens [from, to) without what does not belong to a role.
func (p *page) cutRole(from, to int) text.Span {
	from = p.skipLoose(from, to)
	for to-1 > from && lexicon.HangingWord.Has(p.tokens[to-1].low) {
		to--
	}
	s := p.span(from, to)
	s.End = p.tailEnd(s.Start, s.End)
	return s
}

// noteRole adds a role, unless the person has it, or a fuller one, already.
func (p *page) noteRole(r *referent, span text.Span) {
	low := strings.Fields(strings.ToLower(span.Of(p.text)))
	for k := range r.roles {
		old := strings.Fields(strings.ToLower(r.roles[k].Text))
		if subsequence(low, old) && !lowers(low, old) {
			return
		}
		if subsequence(old, low) && !lowers(old, low) {
			r.roles[k] = span.Cut(p.text)
			return
		}
	}
	r.roles = append(r.roles, span.Cut(p.text))
}

// subsequence reports whether the words of a stand in b, in their order.
func subsequence(a, b []string) bool {
	for _, w := range b {
		if len(a) > 0 && a[0] == w {
			a = a[1:]
		}
	}
	return len(a) == 0
}

// lowers reports whether the fuller of two roles is one below the other: a vice
// president is no president.
func lowers(short, full []string) bool {
	for _, w := range full {
		if lexicon.DeputyPrefix.Has(w) && !slices.Contains(short, w) {
			return true
		}
	}
	return false
}

// kin reports whether the noun tells a relation or age, and no office.
func kin(noun string) bool {
	if i := strings.LastIndexByte(noun, '-'); i >= 0 {
		noun, _ = strings.CutSuffix(noun, "-in-law")
		noun = noun[strings.LastIndexByte(noun, '-')+1:]
	}
	return lexicon.GeneralPersonNoun.Has(noun) || noun == "heir" || noun == "heiress"
}

// affiliation returns the organisation that a role names, or else its country
// or group; not where the office leads to ("ambassador to Moscow"). The whole is
// preferred to its part ("head of the Loans Department at Nordbank"), and where
// somebody is to what about ("professor of Media Studies at Halden University").
func (p *page) affiliation(o role, ms []nameMention, places map[string]*referent) *referent {
	var best, part, org *referent
	housed := false // org is where the person is
	for k := o.from; k < o.to; k++ {
		n := p.tokens[k].name
		if n == none || ms[n].from != k || ms[n].ref == nil {
			continue
		}
		before := p.at(k - 1).low
		if lexicon.Article.Has(before) {
			before = p.at(k - 2).low
		}
		if k == o.from { // "according to Treasury Secretary Yellen"
			before = ""
		}
		if p.at(ms[n].to).word == "-" && p.at(ms[n].to+1).low == "based" || before == "to" || before == "against" || before == "from" && ms[n].typ != entity.Org && !o.relational() {
			continue
		}
		switch m := &ms[n]; m.typ {
		case entity.Org:
			switch {
			case before == "in" && best != nil:
			case p.unit(m):
				if part == nil {
					part = m.ref
				}
			case before == "at" && !housed || org == nil && (part == nil || lexicon.Preposition.Has(before)):
				org, housed = m.ref, before == "at"
			}
		case entity.GPE, entity.NORP:
			if best == nil && before != "in" {
				best = m.ref
				if m.typ == entity.NORP {
					if d := p.gaz.Demonym(m.Of(p.text)); d != "" && places[placeKey(p.gaz, d)] != nil {
						best = places[placeKey(p.gaz, d)]
					}
				}
			}
		}
	}
	switch {
	case org != nil:
		return org
	case part != nil:
		return part
	}
	return best
}

// unit reports whether the name is that of a part of an organisation.
func (p *page) unit(m *nameMention) bool {
	return lexicon.UnitNoun.Has(p.at(m.to-1).low) || lexicon.UnitNoun.Has(p.at(m.from).low) && p.at(m.from+1).low == "of"
}

// relational reports whether the role tells only what the person is to another.
func (o role) relational() bool { return len(o.heads) == 1 && lexicon.RelationalNoun.Has(o.heads[0]) }

// personNoun reports whether token i is a noun said of persons.
func (p *page) personNoun(i int) bool {
	t := p.at(i)
	low := strings.TrimSuffix(t.low, ".")
	if t.name != none || low == "" || low == "opposite" {
		return false
	}
	if lexicon.RankTitle.Has(low) && low != "former" && low != "prime" && low != "vice" && low != "foreign" && (low != "deputy" || t.low != t.word) {
		return true
	}
	if lexicon.RarePersonNoun.Has(low) || lexicon.RarePersonNoun.Has(strings.TrimSuffix(low, "s")) || low == "former" || low == "prime" || low == "vice" || low == "foreign" || low == "deputy" && t.low == t.word {
		return false
	}
	if t.tags != "" && t.tags[0] != 'N' && !lexicon.PersonNounToo.Has(low) {
		return false
	}
	if i := strings.LastIndexByte(low, '-'); i >= 0 {
		low = low[i+1:]
	}
	return lexicon.RankTitle.Has(low) || lexicon.FeminineNoun.Has(low) || lexicon.MasculineNoun.Has(low) || lexicon.PersonNounToo.Has(low) || lexicon.RelationalNoun.Has(low) || p.gaz.PersonNoun(low) || t.tags == "" && p.agent(low)
}

// agent reports whether an unknown lower-case word is by its form said of a person: a
// compound of a noun that is ("goalscorer"), or a word in -ist.
func (p *page) agent(low string) bool {
	if strings.HasSuffix(low, "ist") {
		return len(low) > 6
	}
	for i := 3; i+4 < len(low); i++ {
		if utf8.RuneStart(low[i]) && p.gaz.PersonNoun(low[i:]) {
			return true
		}
	}
	return strings.HasSuffix(low, "woman") && len(low) > 6
}

// modifier reports whether token i may stand before the noun of a role.
func (p *page) modifier(i int) bool {
	t := p.at(i)
	switch {
	case t.word == "-": // within a compound only
		return i > 0 && p.tokens[i-1].End == t.Start && p.at(i+1).Start == t.End
	case p.at(i-1).word == "-" && p.at(i-1).End == t.Start && !t.punct(), p.at(i+1).word == "-" && p.at(i+1).Start == t.End && p.at(i+2).Start == p.at(i+1).End && !t.punct(): // "well-known", "two-time"
		return true
	case t.name != none || t.low == "vice" || t.low == "former" || t.low == "then" || lexicon.StatusParticiple.Has(t.low) || p.firstOf(i):
		return true
	case t.punct() || t.possessive() || t.cue != none || pronouns[t.low].class != notPronoun:
		return false
	case t.tags != "":
		return t.tags[0] == 'N' || t.tags[0] == 'J' || t.capital() && t.tags[0] != 'F' && !p.opens(i) ||
			t.tags[0] == 'V' && strings.HasSuffix(t.low, "ing") && t.tag('N')
	}
	return !strings.HasSuffix(t.low, "ed") || t.capital() || strings.Contains(t.low, "-")
}

// firstOf reports whether token i is the first word of an office: "first lady".
func (p *page) firstOf(i int) bool {
	return p.at(i).low == "first" && lexicon.FirstOffice.Has(p.next(i+1, p.at(i).sent).low)
}

// shortOffice reports whether token i is an abbreviation that what follows makes an office, "OC of Halden Police Station"; it
// is one from there on.
func (p *page) shortOffice(i int) bool {
	t := p.at(i)
	if after := p.next(i+1, t.sent).low; t.name != none || !isAcronym(t.word) || after != "of" && after != "at" && after != "for" {
		return false
	}
	p.noteOffice(t.word)
	return true
}

// noteOffice notes that an abbreviation is that of an office.
func (p *page) noteOffice(short string) {
	if p.offices == nil {
		p.offices = map[string]bool{}
	}
	p.offices[short] = true
}

// openRole walks left from the noun of a role to where the role begins.
func (p *page) openRole(head, least int) int {
	start := head
	for n := 0; n < 8 && start-1 >= least; n++ {
		k := start - 1
		t := p.at(k)
		if t.sent != p.at(head).sent || t.block != p.at(head).block {
			break
		}
		if t.possessive() && k-1 >= least && p.at(k-1).name != none {
			start = p.nameStart(k - 1)
			break
		}
		if t.word == "." && k-1 >= least && lexicon.RankTitle.Has(p.at(k-1).low) { // "Lt. Gen."
			start = k - 1
			continue
		}
		if t.word == ")" && k-3 >= least && p.at(k-2).word == "(" && acronymLike(p.at(k-1).word) && p.at(k-3).name != none { // "National Party (NP) president"
			start = max(p.nameStart(k-3), least)
			continue
		}
		if k-1 >= least && (p.at(k-1).low == "to" || lexicon.Modal.Has(p.at(k-1).low)) && t.name == none && !p.personNoun(k) && (p.infinitive(t) || (t.tags == "" || lexicon.Modal.Has(p.at(k-1).low)) && t.low == t.word && p.at(k+1).capital() && !lexicon.StatusParticiple.Has(t.low) && !lexicon.StatusModifier.Has(t.low)) {
			break // "to assassinate President", "will welcome Pope"
		}
		if !p.modifier(k) || t.name == none && (lexicon.DeicticDay.Has(t.low) || lexicon.Weekday.Has(t.low) || lexicon.ComposingParticiple.Has(t.low) || p.personNoun(k) && p.pluralNoun(t) || kin(t.low) && t.low == t.word && p.at(k+1).capital() && p.at(k+1).name == none || lexicon.ReverentialWord.Has(t.low) || isYear(t.low) && lexicon.Preposition.Has(p.at(k-1).low)) {
			break
		}
		start = k
		if t.name != none {
			start = p.nameStart(k)
		}
	}
	start = max(start, least)
	for start < head && (p.at(start).word == "-" || p.at(start).punct() || (p.at(start-1).word == "," || p.at(start+1).name != none) && p.at(start).name == none && !p.at(start).capital() &&
		strings.HasSuffix(p.at(start).low, "ing") && (p.at(start).tags == "" || p.at(start).tags[0] == 'V') && !lexicon.StatusParticiple.Has(p.at(start).low)) { // ", prompting central banker"
		start++
	}
	return start
}

// nameStart returns the first token of the name that covers token i.
func (p *page) nameStart(i int) int {
	n := p.at(i).name
	for i > 0 && p.tokens[i-1].name == n {
		i--
	}
	return i
}

// bare returns the first token of what stands of respect before the name at token i:
// "Professor Dr.", "His Highness Sheikh".
func (p *page) bare(i, sent int) int {
	for n := 0; n < 6; n++ {
		low := p.next(i-1, sent).low
		_, polite := courtesy(strings.TrimSuffix(low, "."))
		if polite && p.next(i-2, sent).low == "first" {
			break // "First Lady"
		}
		if polite || lexicon.ReverentialWord.Has(strings.TrimSuffix(low, ".")) || low == "." && p.respect(i-2, sent) {
			i--
			continue
		}
		break
	}
	return i
}

// ranked returns the first token of the ranks before token i: "Maj. Gen.".
func (p *page) ranked(i, sent int) int {
	for n := 0; n < 4; n++ {
		switch low := p.next(i-1, sent).low; {
		case lexicon.RankTitle.Has(strings.TrimSuffix(low, ".")):
			i--
		case low == "." && lexicon.RankTitle.Has(p.next(i-2, sent).low):
			i -= 2
		default:
			return i
		}
	}
	return i
}

func (p *page) respect(i, sent int) bool {
	low := p.next(i, sent).low
	_, polite := courtesy(low)
	return polite || lexicon.ReverentialWord.Has(low)
}

// titleBefore finds "Taliban Foreign Minister" in front of a name.
func (p *page) titleBefore(_ []nameMention, m *nameMention) []role {
	sent := p.at(m.from).sent
	i := p.bare(m.from, sent) - 1
	if p.next(i, sent).word == ")" && p.next(i-2, sent).word == "(" && acronymLike(p.at(i-1).word) { // "superintendent of police (SP)"
		i -= 3
	}
	if p.next(i, sent).word == "" {
		return nil
	}
	to := i + 1
	head := none
	if p.at(i).low == "justice" && p.at(i-1).low == "of" && p.personNoun(i-2) {
		head = i - 2 // "Minister of Justice"
	} else if p.personNoun(i) {
		head = i
	} else if !lexicon.Preposition.Has(p.at(i).low) && !lexicon.Article.Has(p.at(i).low) {
		// "Secretary of State", "Minister for Foreign Affairs"
		for k := i; k > i-7 && p.next(k, sent).word != ""; k-- {
			t := p.at(k)
			if p.personNoun(k) && (binds(p.at(k+1).low) || p.at(k+1).low == "in" && lexicon.EnvoyNoun.Has(t.low)) || p.at(k+1).low == "for" && p.shortOffice(k) {
				head = k
				break
			}
			if !(t.capital() || binds(t.low) || t.low == "in" || t.low == "and" || t.low == "the" || !t.punct() && (t.tags == "" || t.tags[0] == 'N')) {
				break
			}
		}
	}
	if head == none || p.pluralNoun(p.at(head)) || p.at(head-1).low == "to" && lexicon.PersonNounOrVerb.Has(p.at(head).word) { // "set to star"
		return nil
	}
	r := p.joined(head, 0)
	r.to = to
	return []role{r}
}

// titleOfSeveral finds the title that a person has with others: "Presidents Marsh and Holm".
func (p *page) titleOfSeveral(ms []nameMention, m *nameMention) []role {
	sent := p.at(m.from).sent
	person := func(i int) *nameMention {
		if n := p.next(i, sent).name; n != none && ms[n].typ == entity.Person {
			return &ms[n]
		}
		return nil
	}
	among := func(i int) bool { low := p.next(i, sent).low; return low == "and" || low == "," }
	first := m
	for range 5 {
		before := person(first.from - 2)
		if before == nil || before.to != first.from-1 || !among(first.from-1) {
			break
		}
		first = before
	}
	if first == m && (!among(m.to) || person(m.to+1) == nil) {
		return nil
	}
	head := first.from - 1
	t := p.next(head, sent)
	one := strings.TrimSuffix(t.low, "s")
	if t.word == "" || one == t.low || !p.personNoun(head) || !p.pluralNoun(t) || !p.gaz.PersonNoun(one) {
		return nil
	}
	r := p.joined(head, 0)
	r.to, r.heads, r.plural = head+1, []string{one}, true
	return []role{r}
}

// binds reports whether the preposition joins an office to what it is over.
func binds(low string) bool { return low == "of" || low == "for" || low == "to" }

// joined returns the role that ends with the noun, with what "and" joins to it in
// front: "chairman and chief executive".
func (p *page) joined(head, least int) role {
	r := role{from: p.openRole(head, least), heads: []string{noun(p.at(head).low)}}
	if c := p.at(r.from - 2); p.at(r.from-1).low == "and" && r.from-2 >= least && p.at(head).capital() && c.capital() && c.name == none &&
		!p.personNoun(r.from-2) && !c.punct() && p.at(r.from).capital() { // "Commerce and Industry Minister"
		r.from = p.openRole(r.from-2, least)
	} else if t := p.at(r.from - 1); (t.low == "and" || t.low == "&") && r.from-2 >= least && p.personNoun(r.from-2) && !p.pluralNoun(p.at(r.from-2)) {
		r.heads = append(r.heads, noun(p.at(r.from-2).low))
		r.from = p.openRole(r.from-2, least)
	}
	return r
}

// noun returns the noun that a title in lower case is, or is short for.
func noun(low string) string {
	low = strings.TrimSuffix(low, ".")
	if long := longTitles[low]; long != "" {
		return long
	}
	return low
}

// longTitles are the nouns that titles are short for.
var longTitles = map[string]string{
	"sen": "senator", "gov": "governor", "rep": "representative", "pres": "president", "prof": "professor", "amb": "ambassador", "cllr": "councillor",
	"gen": "general", "adm": "admiral", "col": "colonel", "maj": "major", "capt": "captain", "lt": "lieutenant", "sgt": "sergeant", "cpl": "corporal",
	"cmdr": "commander", "supt": "superintendent", "insp": "inspector", "det": "detective", "atty": "attorney", "rev": "reverend",
}

// appositionAfter finds "the Taliban-appointed ambassador to Moscow" after a name and a comma.
func (p *page) appositionAfter(ms []nameMention, m *nameMention) []role {
	sent := p.at(m.from).sent
	k := m.to
	if p.next(k, sent).word == "," && isAge(p.at(k+1).low) && p.at(k+1).sent == sent { // "Smith, 42, a teacher"
		k += 2
	}
	switch p.next(k, sent).word {
	case "(":
		k++
		if _, ok := p.rolePhrase(ms, k, sent); !ok { // a name in another script, or an age: "Wei Yu-hsun (韋佑勳), the rector,"
			for n := 0; n < 8 && p.next(k, sent).word != "" && p.at(k).word != ")"; n++ {
				k++
			}
			if p.next(k, sent).word != ")" || p.next(k+1, sent).word != "," {
				return nil
			}
			k += 2
		}
	case ",", "—", "–":
		k++
	default:
		return nil
	}
	var rs []role
	for len(rs) < 6 { // "activist, academic and leader of the party"
		r, ok := p.rolePhrase(ms, k, sent)
		if !ok {
			break
		}
		if p.next(r.to, sent).word == "," && p.respect(r.to+1, sent) { // "the rector, Mr Beck", the next of a list
			break
		}
		if src := p.next(k, sent).src; len(rs) == 0 && lexicon.Article.Has(p.at(k).low) && p.next(r.to, sent).cue != none && p.at(m.from).src == none && (src != none || p.at(k).low == "the") { // "by Karl Beck, the minister said"
			break
		}
		r.after = true
		rs = append(rs, r)
		k = r.to
		if p.next(k, sent).word != "," {
			break
		}
		k++
		if p.next(k, sent).low == "and" {
			k++
		} else if lexicon.Article.Has(p.next(k, sent).low) { // said of what the role names
			break
		}
	}
	return rs
}

// headAfter returns the first noun for a person among the next few tokens.
func (p *page) headAfter(k, sent int) string {
	for n := 0; n < 3; n++ {
		if p.next(k+n, sent).word != "" && p.personNoun(k+n) {
			return noun(p.at(k + n).low)
		}
	}
	return ""
}

func isYear(s string) bool { return len(s) == 4 && isAge(s[1:]) && isAge(s[:1]) }

func isAge(s string) bool {
	n := 0
	for _, c := range s {
		if c < '0' || c > '9' {
			return false
		}
		n++
	}
	return n > 0 && n < 4
}

// rolePhrase reads a role from token k on: modifiers, a noun for a person,
// and the phrases that hang on it, up to a mark that closes it.
func (p *page) rolePhrase(ms []nameMention, k, sent int) (role, bool) {
	for n := 0; n < 2; n++ {
		if w := p.next(k, sent).low; lexicon.Article.Has(w) || lexicon.PossessiveDeterminer.Has(w) || w == "now" || w == "also" || w == "then" || w == "himself" || w == "herself" {
			k++
		}
	}
	if n := p.next(k, sent).name; n != none && ms[n].typ == entity.Person && !p.at(ms[n].to).possessive() { // "and Olga Marsh, owner of", the next of a list
		return role{}, false
	}
	from, head := k, none
	for n := 0; n < 9; n++ {
		t := p.next(k, sent)
		if p.personNoun(k) || k == from && p.shortOffice(k) {
			head = k
		} else if t.possessive() && k > from {
			// "Russia's ambassador"
		} else if t.word == "" || !p.modifier(k) && !(k == from && lexicon.Article.Has(p.at(k-1).low) && strings.HasSuffix(t.low, "ed")) { // "an enrolled nurse"
			break
		}
		k++
	}
	if head == none || head < k-2 || p.pluralNoun(p.at(head)) {
		return role{}, false
	}
	if n := p.at(k - 1).name; n != none && head != k-1 { // "president Barack Obama" is no role of the name before
		return role{}, false
	}
	r := role{from: from, heads: []string{noun(p.at(head).low)}}
	for n := 0; n < 18; n++ {
		t := p.next(k, sent)
		if t.name != none { // a name is not cut
			if before := p.at(k - 2).name; ms[t.name].typ == entity.Person && p.at(k-1).low == "and" && (before == none || ms[before].typ != entity.Person) {
				break // "Holm, a clerk in Halden and Beck (16)"
			}
			if ms[t.name].typ == entity.Person && !lexicon.Preposition.Has(p.at(k-1).low) && !p.at(k-1).possessive() {
				if lexicon.Article.Has(p.at(k - 1).low) { // "ambassador of the Beck government"
					break
				}
				return role{}, false // "the Minister of Tourism Karl Beck" is no role of the name before
			}
			for p.next(k, sent).word != "" && p.at(k).name == t.name {
				k++
			}
			continue
		}
		if lexicon.Article.Has(t.low) && !lexicon.Preposition.Has(p.at(k-1).low) && !joins(p.at(k-1)) { // "leader a year ago"
			break
		}
		if t.word == "" || t.cue != none || pronouns[t.low].class != notPronoun || lexicon.RelativeWord.Has(t.low) ||
			t.punct() && t.word != "-" && t.word != "&" && !t.possessive() && t.word != "." ||
			t.tags != "" && (t.tags[0] == 'A' || t.tags[0] == 'V' && !strings.HasSuffix(t.low, "ing") && !strings.HasSuffix(t.low, "ed") && !t.capital()) {
			break
		}
		if p.verbal(k) && !t.capital() && p.at(k-1).word != "-" && !lexicon.Preposition.Has(p.next(k+1, sent).low) && p.next(k+1, sent).low != "by" { // "the ruler of Dubai directed the ministry"
			break
		}
		if after := p.next(k+1, sent).low; lexicon.Preposition.Has(t.low) && t.low != "of" && (lexicon.CalendarWord.Has(after) || after != "" && after[0] >= '0' && after[0] <= '9') || lexicon.Subordinator.Has(t.low) { // "mayor on Sunday with 54 percent"
			break
		}
		if t.low == "and" && kin(p.headAfter(k+1, sent)) || t.low == "to" && p.infinitive(p.next(k+1, sent)) {
			break
		}
		if p.personNoun(k) && !t.capital() && p.at(k-1).low == "and" {
			r.heads = append(r.heads, noun(t.low))
		}
		k++
	}
	for k > from && (k-1 > head && p.verbal(k-1) || lexicon.Preposition.Has(p.at(k-1).low) || lexicon.TrailingWord.Has(p.at(k-1).low) || lexicon.Article.Has(p.at(k-1).low) || p.at(k-1).punct()) {
		k--
	}
	r.to = k
	return r, true
}

// joins reports whether an article may follow the token within a role.
func joins(t *token) bool {
	return t.punct() || t.tag('F') || strings.HasSuffix(t.low, "ing") || strings.HasSuffix(t.low, "ed")
}

// appositionBefore finds "Russia's ambassador to Afghanistan" before a comma and a name.
func (p *page) appositionBefore(_ []nameMention, m *nameMention) []role {
	sent := p.at(m.from).sent
	end := p.ranked(p.bare(m.from, sent), sent) - 1
	if p.next(end, sent).word != "," {
		return nil
	}
	if p.next(end-1, sent).word == ")" && p.next(end-3, sent).word == "(" && acronymLike(p.at(end-2).word) { // "the president of the High Court (HC), Juan Ruiz"
		end -= 3
	}
	t := p.next(m.to, sent)
	closed := t.word == "" || t.punct() && t.word != "-" && !t.possessive() || t.low == "and" && p.respect(m.from-1, sent)
	lo := end
	for n := 0; n < 22; n++ {
		t := p.next(lo-1, sent)
		if t.word == "" || t.cue != none || t.punct() && t.word != "-" && !t.possessive() ||
			t.tags != "" && (t.tags[0] == 'A' || t.tags[0] == 'V' && !t.capital() && !p.participle(lo-1)) {
			break
		}
		lo--
	}
	h := lo
	if p.personNoun(end-1) && !p.pluralNoun(p.at(end-1)) { // the nearest: "the story of her son"
		h = end - 1
	}
	for ; h < end; h++ {
		if !p.personNoun(h) || p.pluralNoun(p.at(h)) || h+1 < end && !lexicon.Preposition.Has(p.at(h+1).low) && !p.participle(h+1) {
			continue
		}
		r := p.joined(h, lo)
		r.to = end
		from, before := r.from, p.next(r.from-1, sent)
		if !(lexicon.Article.Has(before.low) || lexicon.PossessiveDeterminer.Has(before.low) || before.possessive() || p.at(from).name != none || from == lo && p.opens(from)) {
			return nil
		}
		// Without a comma behind the name, only what opens the sentence is an apposition.
		if !closed && !p.opens(from) && !(lexicon.Article.Has(before.low) && p.opens(from-1)) {
			return nil
		}
		return []role{r}
	}
	return nil
}

// called finds what somebody is who has a name: "a student named Olga Marsh", "a police officer, identified only as Holm".
func (p *page) called(_ []nameMention, m *nameMention) []role {
	sent := p.at(m.from).sent
	i := m.from - 1
	sure := true // the verb has no other reading
	switch low := p.next(i, sent).low; low {
	case "as":
		if i--; p.next(i, sent).low == "only" {
			i--
		}
		if p.next(i, sent).low != "identified" {
			return nil
		}
	case "surnamed":
	case "named", "called":
		sure = false
	default:
		return nil
	}
	i--
	if low := p.next(i, sent).low; (low == "was" || low == "is") && p.next(i-1, sent).low == "who" {
		i -= 2
	}
	if p.next(i, sent).word == "," {
		i--
	}
	if p.next(i, sent).word == "" || !p.personNoun(i) || p.pluralNoun(p.at(i)) {
		return nil
	}
	r := p.joined(i, 0)
	r.to = i + 1
	if before := p.next(r.from-1, sent).low; !sure && !lexicon.IndefiniteDeterminer.Has(before) { // "the president named Marsh"
		return nil
	}
	return []role{r}
}

// participle reports whether token i is a participle right behind a noun for
// a person: "the envoy accredited in Oslo".
func (p *page) participle(i int) bool {
	return strings.HasSuffix(p.at(i).low, "ed") && p.personNoun(i-1) && lexicon.Preposition.Has(p.at(i+1).low)
}

// infinitive reports whether the token after "to" is a verb by its first part of speech or its ending.
func (p *page) infinitive(t *token) bool {
	if t.tags != "" {
		return t.tags[0] == 'V'
	}
	return t.low == t.word && (strings.HasSuffix(t.low, "ize") || strings.HasSuffix(t.low, "ise") || strings.HasSuffix(t.low, "ify") || strings.HasSuffix(t.low, "ate"))
}

// verbal reports whether token i is a verb in -ed and no name.
func (p *page) verbal(i int) bool {
	t := p.at(i)
	return t.name == none && strings.HasSuffix(t.low, "ed") && t.tags != "" && t.tags[0] == 'V'
}

// relative finds the office in "who chairs the panel" and "who is the club's coach".
func (p *page) relative(ms []nameMention, m *nameMention) []role {
	sent, k := p.at(m.from).sent, m.to
	if p.next(k, sent).word == "," {
		k++
	}
	if p.next(k, sent).low != "who" {
		return nil
	}
	k++
	verb := p.next(k, sent).low
	if low := p.next(k+1, sent).low; (verb == "will" || verb == "is") && (low == "become" || low == "becoming") || verb == "became" || verb == "serves" && low == "as" || verb == "served" && low == "as" {
		if verb != "became" {
			k++
		}
		if r, ok := p.rolePhrase(ms, k+1, sent); ok && !lexicon.PassingNoun.Has(r.heads[0]) {
			return []role{r}
		}
		return nil
	}
	if lexicon.OfficeCopula.Has(verb) {
		if r, ok := p.rolePhrase(ms, k+1, sent); ok && !lexicon.PassingNoun.Has(r.heads[0]) {
			return []role{r}
		}
		return nil
	}
	if !lexicon.OfficeVerb.Has(verb) {
		return nil
	}
	r := role{from: k}
	for n := 0; n < 16; n++ {
		t := p.next(k, sent)
		if t.word == "" || n > 0 && t.cue != none || t.punct() && t.word != "-" && !t.possessive() {
			break
		}
		k++
	}
	r.to = k
	if r.to < r.from+2 {
		return nil
	}
	return []role{r}
}

// predicate finds the office in "Olga Marsh, 44, is the director of the board".
func (p *page) predicate(ms []nameMention, m *nameMention) []role {
	sent, k := p.at(m.from).sent, m.to
	if p.next(k, sent).word == "," && isAge(p.next(k+1, sent).low) && p.next(k+2, sent).word == "," {
		k += 3
	}
	if p.next(k, sent).low == "has" && p.next(k+1, sent).low == "been" {
		k++
	}
	if !lexicon.OfficeCopula.Has(p.next(k, sent).low) && p.at(k).low != "been" || p.at(k).cue != none {
		return nil
	}
	from := m.from
	if m.honor != "" {
		from--
	}
	// The name must be the subject, and not end one: "the wife of Frank Mott is a lawyer".
	if t := p.next(from-1, sent); !p.opens(from) && t.word != "," && t.low != "that" && !(t.punct() && !t.possessive()) {
		return nil
	}
	k++
	if low := p.next(k, sent).low; low == "also" || low == "currently" || low == "now" {
		k++
	}
	if lexicon.AppointingParticiple.Has(p.next(k, sent).low) {
		if k++; p.next(k, sent).low == "as" {
			k++
		}
	}
	r, ok := p.rolePhrase(ms, k, sent)
	if !ok || lexicon.PassingNoun.Has(r.heads[0]) {
		return nil
	}
	return []role{r}
}

// pluralNoun reports whether the token is a plural noun.
func (p *page) pluralNoun(t *token) bool {
	switch t.low {
	case "people", "men", "women", "children", "police", "officials":
		return true
	case "boss", "mistress", "actress", "waitress", "princess", "hostess", "duchess", "heiress", "empress", "press", "witness", "goddess", "business":
		return false
	}
	return len(t.low) > 3 && strings.HasSuffix(t.low, "s") && !strings.HasSuffix(t.low, "ss") && !strings.HasSuffix(t.low, "us")
}
