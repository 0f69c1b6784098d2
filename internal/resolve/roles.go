package resolve

import (
	"slices"
	"strings"
	"unicode/utf8"

	"dictum.example/entity"
	"dictum.example/internal/doc"
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
	sent := p.At(m.from).Sentence
	if p.InSentence(m.from-1, sent).IsPossessive() {
		if n := p.InSentence(m.from-2, sent).Name; n != none && (ms[n].typ == entity.Org || ms[n].typ == entity.GPE) {
			return ms[n].ref
		}
	}
	at := m.to // the word that ties them
	switch w := p.At(at).Text; {
	case (w == "," || w == "(") && partyLetter(p.InSentence(at+1, sent).Text) && p.InSentence(at+2, sent).Text == "-":
		if n := p.InSentence(at+3, sent).Name; n != none && ms[n].from == at+3 && ms[n].typ == entity.GPE {
			return ms[n].ref
		}
		return nil
	case w == "," && p.InSentence(at+1, sent).Is(lexicon.AffiliationPreposition):
		at++
	}
	k := at + 1
	if p.InSentence(k, sent).Is(lexicon.Article) {
		k++
	}
	n := p.InSentence(k, sent).Name
	if n == none || ms[n].from != k {
		return nil
	}
	x, end := &ms[n], p.InSentence(ms[n].to, sent)
	switch p.At(at).Lower {
	case "of":
		if x.typ == entity.Org || x.typ == entity.GPE && p.gaz.Country(x.Of(p.Text)) {
			return x.ref
		}
	case "from", "with":
		if x.typ == entity.Org {
			return x.ref
		}
	case "(":
		if end.Text == ")" && (x.typ == entity.Org || x.typ == entity.GPE) {
			return x.ref
		}
	case ",":
		// Within a sentence that may as well be the next of a list.
		if x.typ == entity.Org && p.beginsLine(m.from) && (p.At(x.to).Block != p.At(m.from).Block || end.Text == ":") {
			return x.ref
		}
	}
	return nil
}

// beginsLine reports whether nothing but marks stands before token i in its block.
func (p *page) beginsLine(i int) bool {
	b := p.At(i).Block
	for n := 0; n < 3 && p.At(i-1).Block == b && p.At(i-1).IsPunct(); n++ {
		i--
	}
	return p.At(i-1).Block != b
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
		p.Tokens[k].Title = true
	}
	for _, h := range o.heads {
		r.heads[h] = true
		if g := titleGender(h); g != unknown && r.gender == unknown {
			r.gender = g
		}
	}
	low := strings.ToLower(span.Of(p.Text))
	for long, short := range chiefs {
		if strings.Contains(low, long) {
			r.heads[short] = true
		}
	}
	for k := o.from; k < o.to+2; k++ {
		if t := p.InSentence(k+1, p.At(o.from).Sentence); p.At(k).Text == "(" && p.offices[t.Text] {
			r.heads[t.Lower] = true // "superintendent of police (SP)", and later "the SP"
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
			if n := p.At(o.to + 1).Name; p.At(o.to).Text == "," && n != none && ms[n].from == o.to+1 && ms[n].typ == entity.Org && p.At(ms[n].to).IsPunct() {
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
	return lexicon.RelationalNoun.Has(noun(p.At(i).Lower)) || kin(noun(p.At(i).Lower))
}

// conjunction returns the "and" between two offices of one role and their nouns, or none: "director of research and chair of the board",
// "activist and politician", "journalist and founder of Nordbank", but "president and owner of Nordbank", which may be of one thing.
func (p *page) conjunction(o role) (and, left, right int) {
	for k := o.from + 1; k < o.to-1; k++ {
		if p.Tokens[k].Lower != "and" || p.Tokens[k].Name != none {
			continue
		}
		left, right = none, none
		for i := o.from; i < k; i++ {
			if p.personNoun(i) && (i == k-1 || p.At(i+1).Is(lexicon.Preposition)) {
				left = i
				break
			}
		}
		for i := k + 1; i < min(o.to, k+8) && (!p.At(i).Is(lexicon.Preposition) || p.At(i).Lower == "and" && p.At(i-1).IsCapitalised() && p.At(i+1).IsCapitalised()); i++ {
			if p.personNoun(i) && !p.pluralNoun(p.At(i)) && (i == o.to-1 || p.At(i+1).Is(lexicon.Preposition)) {
				right = i
				break
			}
		}
		if left != none && right != none && (left < k-1 || right == o.to-1 || !lexicon.OfficeNoun.Has(noun(p.At(left).Lower))) {
			return k, left, right
		}
	}
	return none, none, none
}

// skipLoose returns the first of the tokens [from, to) of a role that belongs to it.
func (p *page) skipLoose(from, to int) int {
	for from+1 < to && (p.Tokens[from].Is(lexicon.LooseModifier) || p.Tokens[from].IsPunct()) {
		from++
	}
	return from
}

// cutRole returns the text of the tokens [from, to) without what does not belong to a role.
func (p *page) cutRole(from, to int) text.Span {
	from = p.skipLoose(from, to)
	for to-1 > from && p.Tokens[to-1].Is(lexicon.HangingWord) {
		to--
	}
	s := p.SpanOf(from, to)
	s.End = p.tailEnd(s.Start, s.End)
	return s
}

// noteRole adds a role, unless the person has it, or a fuller one, already.
func (p *page) noteRole(r *referent, span text.Span) {
	low := strings.Fields(strings.ToLower(span.Of(p.Text)))
	for k := range r.roles {
		old := strings.Fields(strings.ToLower(r.roles[k].Text))
		if subsequence(low, old) && !lowers(low, old) {
			return
		}
		if subsequence(old, low) && !lowers(old, low) {
			r.roles[k] = span.Cut(p.Text)
			return
		}
	}
	r.roles = append(r.roles, span.Cut(p.Text))
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
		n := p.Tokens[k].Name
		if n == none || ms[n].from != k || ms[n].ref == nil {
			continue
		}
		before := p.At(k - 1).Lower
		if lexicon.Article.Has(before) {
			before = p.At(k - 2).Lower
		}
		if k == o.from { // "according to Treasury Secretary Yellen"
			before = ""
		}
		if p.At(ms[n].to).Text == "-" && p.At(ms[n].to+1).Lower == "based" || before == "to" || before == "against" || before == "from" && ms[n].typ != entity.Org && !o.relational() {
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
					if d := p.gaz.Demonym(m.Of(p.Text)); d != "" && places[placeKey(p.gaz, d)] != nil {
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
	return p.At(m.to-1).Is(lexicon.UnitNoun) || p.At(m.from).Is(lexicon.UnitNoun) && p.At(m.from+1).Lower == "of"
}

// relational reports whether the role tells only what the person is to another.
func (o role) relational() bool { return len(o.heads) == 1 && lexicon.RelationalNoun.Has(o.heads[0]) }

// personNoun reports whether token i is a noun said of persons.
func (p *page) personNoun(i int) bool {
	t := p.At(i)
	low := strings.TrimSuffix(t.Lower, ".")
	if t.Name != none || low == "" || low == "opposite" {
		return false
	}
	if lexicon.RankTitle.Has(low) && low != "former" && low != "prime" && low != "vice" && low != "foreign" && (low != "deputy" || t.Lower != t.Text) {
		return true
	}
	if lexicon.RarePersonNoun.Has(low) || lexicon.RarePersonNoun.Has(strings.TrimSuffix(low, "s")) || low == "former" || low == "prime" || low == "vice" || low == "foreign" || low == "deputy" && t.Lower == t.Text {
		return false
	}
	if t.Tags != "" && t.Tags[0] != 'N' && !lexicon.PersonNounToo.Has(low) {
		return false
	}
	if i := strings.LastIndexByte(low, '-'); i >= 0 {
		low = low[i+1:]
	}
	return lexicon.RankTitle.Has(low) || lexicon.FeminineNoun.Has(low) || lexicon.MasculineNoun.Has(low) || lexicon.PersonNounToo.Has(low) || lexicon.RelationalNoun.Has(low) || p.gaz.PersonNoun(low) || t.Tags == "" && p.agent(low)
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
	t := p.At(i)
	switch {
	case t.Text == "-": // within a compound only
		return i > 0 && p.Tokens[i-1].End == t.Start && p.At(i+1).Start == t.End
	case p.At(i-1).Text == "-" && p.At(i-1).End == t.Start && !t.IsPunct(), p.At(i+1).Text == "-" && p.At(i+1).Start == t.End && p.At(i+2).Start == p.At(i+1).End && !t.IsPunct(): // "well-known", "two-time"
		return true
	case t.Name != none || t.Lower == "vice" || t.Lower == "former" || t.Lower == "then" || t.Is(lexicon.StatusParticiple) || p.firstOf(i):
		return true
	case t.IsPunct() || t.IsPossessive() || t.Cue != none || pronouns[t.Lower].class != notPronoun:
		return false
	case t.Tags != "":
		return t.Tags[0] == 'N' || t.Tags[0] == 'J' || t.IsCapitalised() && t.Tags[0] != 'F' && !p.Opens(i) ||
			t.Tags[0] == 'V' && strings.HasSuffix(t.Lower, "ing") && t.HasTag('N')
	}
	return !strings.HasSuffix(t.Lower, "ed") || t.IsCapitalised() || strings.Contains(t.Lower, "-")
}

// firstOf reports whether token i is the first word of an office: "first lady".
func (p *page) firstOf(i int) bool {
	return p.At(i).Lower == "first" && p.InSentence(i+1, p.At(i).Sentence).Is(lexicon.FirstOffice)
}

// shortOffice reports whether token i is an abbreviation that what follows makes an office, "OC of Halden Police Station"; it
// is one from there on.
func (p *page) shortOffice(i int) bool {
	t := p.At(i)
	if after := p.InSentence(i+1, t.Sentence).Lower; t.Name != none || !isAcronym(t.Text) || after != "of" && after != "at" && after != "for" {
		return false
	}
	p.noteOffice(t.Text)
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
		t := p.At(k)
		if t.Sentence != p.At(head).Sentence || t.Block != p.At(head).Block {
			break
		}
		if t.IsPossessive() && k-1 >= least && p.At(k-1).Name != none {
			start = p.nameStart(k - 1)
			break
		}
		if t.Text == "." && k-1 >= least && p.At(k-1).Is(lexicon.RankTitle) { // "Lt. Gen."
			start = k - 1
			continue
		}
		if t.Text == ")" && k-3 >= least && p.At(k-2).Text == "(" && acronymLike(p.At(k-1).Text) && p.At(k-3).Name != none { // "National Party (NP) president"
			start = max(p.nameStart(k-3), least)
			continue
		}
		if k-1 >= least && (p.At(k-1).Lower == "to" || p.At(k-1).Is(lexicon.Modal)) && t.Name == none && !p.personNoun(k) && (p.infinitive(t) || (t.Tags == "" || p.At(k-1).Is(lexicon.Modal)) && t.Lower == t.Text && p.At(k+1).IsCapitalised() && !t.Is(lexicon.StatusParticiple) && !t.Is(lexicon.StatusModifier)) {
			break // "to assassinate President", "will welcome Pope"
		}
		if !p.modifier(k) || t.Name == none && (t.Is(lexicon.DeicticDay) || t.Is(lexicon.Weekday) || t.Is(lexicon.ComposingParticiple) || p.personNoun(k) && p.pluralNoun(t) || kin(t.Lower) && t.Lower == t.Text && p.At(k+1).IsCapitalised() && p.At(k+1).Name == none || t.Is(lexicon.ReverentialWord) || isYear(t.Lower) && p.At(k-1).Is(lexicon.Preposition)) {
			break
		}
		start = k
		if t.Name != none {
			start = p.nameStart(k)
		}
	}
	start = max(start, least)
	for start < head && (p.At(start).Text == "-" || p.At(start).IsPunct() || (p.At(start-1).Text == "," || p.At(start+1).Name != none) && p.At(start).Name == none && !p.At(start).IsCapitalised() &&
		strings.HasSuffix(p.At(start).Lower, "ing") && (p.At(start).Tags == "" || p.At(start).Tags[0] == 'V') && !p.At(start).Is(lexicon.StatusParticiple)) { // ", prompting central banker"
		start++
	}
	return start
}

// nameStart returns the first token of the name that covers token i.
func (p *page) nameStart(i int) int {
	n := p.At(i).Name
	for i > 0 && p.Tokens[i-1].Name == n {
		i--
	}
	return i
}

// bare returns the first token of what stands of respect before the name at token i:
// "Professor Dr.", "His Highness Sheikh".
func (p *page) bare(i, sent int) int {
	for n := 0; n < 6; n++ {
		low := p.InSentence(i-1, sent).Lower
		_, polite := courtesy(strings.TrimSuffix(low, "."))
		if polite && p.InSentence(i-2, sent).Lower == "first" {
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
		switch low := p.InSentence(i-1, sent).Lower; {
		case lexicon.RankTitle.Has(strings.TrimSuffix(low, ".")):
			i--
		case low == "." && p.InSentence(i-2, sent).Is(lexicon.RankTitle):
			i -= 2
		default:
			return i
		}
	}
	return i
}

func (p *page) respect(i, sent int) bool {
	low := p.InSentence(i, sent).Lower
	_, polite := courtesy(low)
	return polite || lexicon.ReverentialWord.Has(low)
}

// titleBefore finds "Taliban Foreign Minister" in front of a name.
func (p *page) titleBefore(_ []nameMention, m *nameMention) []role {
	sent := p.At(m.from).Sentence
	i := p.bare(m.from, sent) - 1
	if p.InSentence(i, sent).Text == ")" && p.InSentence(i-2, sent).Text == "(" && acronymLike(p.At(i-1).Text) { // "superintendent of police (SP)"
		i -= 3
	}
	if p.InSentence(i, sent).Text == "" {
		return nil
	}
	to := i + 1
	head := none
	if p.At(i).Lower == "justice" && p.At(i-1).Lower == "of" && p.personNoun(i-2) {
		head = i - 2 // "Minister of Justice"
	} else if p.personNoun(i) {
		head = i
	} else if !p.At(i).Is(lexicon.Preposition) && !p.At(i).Is(lexicon.Article) {
		// "Secretary of State", "Minister for Foreign Affairs"
		for k := i; k > i-7 && p.InSentence(k, sent).Text != ""; k-- {
			t := p.At(k)
			if p.personNoun(k) && (binds(p.At(k+1).Lower) || p.At(k+1).Lower == "in" && t.Is(lexicon.EnvoyNoun)) || p.At(k+1).Lower == "for" && p.shortOffice(k) {
				head = k
				break
			}
			if !(t.IsCapitalised() || binds(t.Lower) || t.Lower == "in" || t.Lower == "and" || t.Lower == "the" || !t.IsPunct() && (t.Tags == "" || t.Tags[0] == 'N')) {
				break
			}
		}
	}
	if head == none || p.pluralNoun(p.At(head)) || p.At(head-1).Lower == "to" && p.At(head).IsWritten(lexicon.PersonNounOrVerb) { // "set to star"
		return nil
	}
	r := p.joined(head, 0)
	r.to = to
	return []role{r}
}

// titleOfSeveral finds the title that a person has with others: "Presidents Marsh and Holm".
func (p *page) titleOfSeveral(ms []nameMention, m *nameMention) []role {
	sent := p.At(m.from).Sentence
	person := func(i int) *nameMention {
		if n := p.InSentence(i, sent).Name; n != none && ms[n].typ == entity.Person {
			return &ms[n]
		}
		return nil
	}
	among := func(i int) bool { low := p.InSentence(i, sent).Lower; return low == "and" || low == "," }
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
	t := p.InSentence(head, sent)
	one := strings.TrimSuffix(t.Lower, "s")
	if t.Text == "" || one == t.Lower || !p.personNoun(head) || !p.pluralNoun(t) || !p.gaz.PersonNoun(one) {
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
	r := role{from: p.openRole(head, least), heads: []string{noun(p.At(head).Lower)}}
	if c := p.At(r.from - 2); p.At(r.from-1).Lower == "and" && r.from-2 >= least && p.At(head).IsCapitalised() && c.IsCapitalised() && c.Name == none &&
		!p.personNoun(r.from-2) && !c.IsPunct() && p.At(r.from).IsCapitalised() { // "Commerce and Industry Minister"
		r.from = p.openRole(r.from-2, least)
	} else if t := p.At(r.from - 1); (t.Lower == "and" || t.Lower == "&") && r.from-2 >= least && p.personNoun(r.from-2) && !p.pluralNoun(p.At(r.from-2)) {
		r.heads = append(r.heads, noun(p.At(r.from-2).Lower))
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
	sent := p.At(m.from).Sentence
	k := m.to
	if p.InSentence(k, sent).Text == "," && isAge(p.At(k+1).Lower) && p.At(k+1).Sentence == sent { // "Smith, 42, a teacher"
		k += 2
	}
	switch p.InSentence(k, sent).Text {
	case "(":
		k++
		if _, ok := p.rolePhrase(ms, k, sent); !ok { // a name in another script, or an age: "Wei Yu-hsun (韋佑勳), the rector,"
			for n := 0; n < 8 && p.InSentence(k, sent).Text != "" && p.At(k).Text != ")"; n++ {
				k++
			}
			if p.InSentence(k, sent).Text != ")" || p.InSentence(k+1, sent).Text != "," {
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
		if p.InSentence(r.to, sent).Text == "," && p.respect(r.to+1, sent) { // "the rector, Mr Beck", the next of a list
			break
		}
		if src := p.InSentence(k, sent).Source; len(rs) == 0 && p.At(k).Is(lexicon.Article) && p.InSentence(r.to, sent).Cue != none && p.At(m.from).Source == none && (src != none || p.At(k).Lower == "the") { // "by Karl Beck, the minister said"
			break
		}
		r.after = true
		rs = append(rs, r)
		k = r.to
		if p.InSentence(k, sent).Text != "," {
			break
		}
		k++
		if p.InSentence(k, sent).Lower == "and" {
			k++
		} else if p.InSentence(k, sent).Is(lexicon.Article) { // said of what the role names
			break
		}
	}
	return rs
}

// headAfter returns the first noun for a person among the next few tokens.
func (p *page) headAfter(k, sent int) string {
	for n := 0; n < 3; n++ {
		if p.InSentence(k+n, sent).Text != "" && p.personNoun(k+n) {
			return noun(p.At(k + n).Lower)
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
		if w := p.InSentence(k, sent).Lower; lexicon.Article.Has(w) || lexicon.PossessiveDeterminer.Has(w) || w == "now" || w == "also" || w == "then" || w == "himself" || w == "herself" {
			k++
		}
	}
	if n := p.InSentence(k, sent).Name; n != none && ms[n].typ == entity.Person && !p.At(ms[n].to).IsPossessive() { // "and Olga Marsh, owner of", the next of a list
		return role{}, false
	}
	from, head := k, none
	for n := 0; n < 9; n++ {
		t := p.InSentence(k, sent)
		if p.personNoun(k) || k == from && p.shortOffice(k) {
			head = k
		} else if t.IsPossessive() && k > from {
			// "Russia's ambassador"
		} else if t.Text == "" || !p.modifier(k) && !(k == from && p.At(k-1).Is(lexicon.Article) && strings.HasSuffix(t.Lower, "ed")) { // "an enrolled nurse"
			break
		}
		k++
	}
	if head == none || head < k-2 || p.pluralNoun(p.At(head)) {
		return role{}, false
	}
	if n := p.At(k - 1).Name; n != none && head != k-1 { // "president Barack Obama" is no role of the name before
		return role{}, false
	}
	r := role{from: from, heads: []string{noun(p.At(head).Lower)}}
	for n := 0; n < 18; n++ {
		t := p.InSentence(k, sent)
		if t.Name != none { // a name is not cut
			if before := p.At(k - 2).Name; ms[t.Name].typ == entity.Person && p.At(k-1).Lower == "and" && (before == none || ms[before].typ != entity.Person) {
				break // "Holm, a clerk in Halden and Beck (16)"
			}
			if ms[t.Name].typ == entity.Person && !p.At(k-1).Is(lexicon.Preposition) && !p.At(k-1).IsPossessive() {
				if p.At(k - 1).Is(lexicon.Article) { // "ambassador of the Beck government"
					break
				}
				return role{}, false // "the Minister of Tourism Karl Beck" is no role of the name before
			}
			for p.InSentence(k, sent).Text != "" && p.At(k).Name == t.Name {
				k++
			}
			continue
		}
		if t.Is(lexicon.Article) && !p.At(k-1).Is(lexicon.Preposition) && !joins(p.At(k-1)) { // "leader a year ago"
			break
		}
		if t.Text == "" || t.Cue != none || pronouns[t.Lower].class != notPronoun || t.Is(lexicon.RelativeWord) ||
			t.IsPunct() && t.Text != "-" && t.Text != "&" && !t.IsPossessive() && t.Text != "." ||
			t.Tags != "" && (t.Tags[0] == 'A' || t.Tags[0] == 'V' && !strings.HasSuffix(t.Lower, "ing") && !strings.HasSuffix(t.Lower, "ed") && !t.IsCapitalised()) {
			break
		}
		if p.verbal(k) && !t.IsCapitalised() && p.At(k-1).Text != "-" && !p.InSentence(k+1, sent).Is(lexicon.Preposition) && p.InSentence(k+1, sent).Lower != "by" { // "the ruler of Dubai directed the ministry"
			break
		}
		if after := p.InSentence(k+1, sent).Lower; t.Is(lexicon.Preposition) && t.Lower != "of" && (lexicon.CalendarWord.Has(after) || after != "" && after[0] >= '0' && after[0] <= '9') || t.Is(lexicon.Subordinator) { // "mayor on Sunday with 54 percent"
			break
		}
		if t.Lower == "and" && kin(p.headAfter(k+1, sent)) || t.Lower == "to" && p.infinitive(p.InSentence(k+1, sent)) {
			break
		}
		if p.personNoun(k) && !t.IsCapitalised() && p.At(k-1).Lower == "and" {
			r.heads = append(r.heads, noun(t.Lower))
		}
		k++
	}
	for k > from && (k-1 > head && p.verbal(k-1) || p.At(k-1).Is(lexicon.Preposition) || p.At(k-1).Is(lexicon.TrailingWord) || p.At(k-1).Is(lexicon.Article) || p.At(k-1).IsPunct()) {
		k--
	}
	r.to = k
	return r, true
}

// joins reports whether an article may follow the token within a role.
func joins(t *doc.Token) bool {
	return t.IsPunct() || t.HasTag('F') || strings.HasSuffix(t.Lower, "ing") || strings.HasSuffix(t.Lower, "ed")
}

// appositionBefore finds "Russia's ambassador to Afghanistan" before a comma and a name.
func (p *page) appositionBefore(_ []nameMention, m *nameMention) []role {
	sent := p.At(m.from).Sentence
	end := p.ranked(p.bare(m.from, sent), sent) - 1
	if p.InSentence(end, sent).Text != "," {
		return nil
	}
	if p.InSentence(end-1, sent).Text == ")" && p.InSentence(end-3, sent).Text == "(" && acronymLike(p.At(end-2).Text) { // "the president of the High Court (HC), Juan Ruiz"
		end -= 3
	}
	t := p.InSentence(m.to, sent)
	closed := t.Text == "" || t.IsPunct() && t.Text != "-" && !t.IsPossessive() || t.Lower == "and" && p.respect(m.from-1, sent)
	lo := end
	for n := 0; n < 22; n++ {
		t := p.InSentence(lo-1, sent)
		if t.Text == "" || t.Cue != none || t.IsPunct() && t.Text != "-" && !t.IsPossessive() ||
			t.Tags != "" && (t.Tags[0] == 'A' || t.Tags[0] == 'V' && !t.IsCapitalised() && !p.participle(lo-1)) {
			break
		}
		lo--
	}
	h := lo
	if p.personNoun(end-1) && !p.pluralNoun(p.At(end-1)) { // the nearest: "the story of her son"
		h = end - 1
	}
	for ; h < end; h++ {
		if !p.personNoun(h) || p.pluralNoun(p.At(h)) || h+1 < end && !p.At(h+1).Is(lexicon.Preposition) && !p.participle(h+1) {
			continue
		}
		r := p.joined(h, lo)
		r.to = end
		from, before := r.from, p.InSentence(r.from-1, sent)
		if !(before.Is(lexicon.Article) || before.Is(lexicon.PossessiveDeterminer) || before.IsPossessive() || p.At(from).Name != none || from == lo && p.Opens(from)) {
			return nil
		}
		// Without a comma behind the name, only what opens the sentence is an apposition.
		if !closed && !p.Opens(from) && !(before.Is(lexicon.Article) && p.Opens(from-1)) {
			return nil
		}
		return []role{r}
	}
	return nil
}

// called finds what somebody is who has a name: "a student named Olga Marsh", "a police officer, identified only as Holm".
func (p *page) called(_ []nameMention, m *nameMention) []role {
	sent := p.At(m.from).Sentence
	i := m.from - 1
	sure := true // the verb has no other reading
	switch low := p.InSentence(i, sent).Lower; low {
	case "as":
		if i--; p.InSentence(i, sent).Lower == "only" {
			i--
		}
		if p.InSentence(i, sent).Lower != "identified" {
			return nil
		}
	case "surnamed":
	case "named", "called":
		sure = false
	default:
		return nil
	}
	i--
	if low := p.InSentence(i, sent).Lower; (low == "was" || low == "is") && p.InSentence(i-1, sent).Lower == "who" {
		i -= 2
	}
	if p.InSentence(i, sent).Text == "," {
		i--
	}
	if p.InSentence(i, sent).Text == "" || !p.personNoun(i) || p.pluralNoun(p.At(i)) {
		return nil
	}
	r := p.joined(i, 0)
	r.to = i + 1
	if before := p.InSentence(r.from-1, sent).Lower; !sure && !lexicon.IndefiniteDeterminer.Has(before) { // "the president named Marsh"
		return nil
	}
	return []role{r}
}

// participle reports whether token i is a participle right behind a noun for
// a person: "the envoy accredited in Oslo".
func (p *page) participle(i int) bool {
	return strings.HasSuffix(p.At(i).Lower, "ed") && p.personNoun(i-1) && p.At(i+1).Is(lexicon.Preposition)
}

// infinitive reports whether the token after "to" is a verb by its first part of speech or its ending.
func (p *page) infinitive(t *doc.Token) bool {
	if t.Tags != "" {
		return t.Tags[0] == 'V'
	}
	return t.Lower == t.Text && (strings.HasSuffix(t.Lower, "ize") || strings.HasSuffix(t.Lower, "ise") || strings.HasSuffix(t.Lower, "ify") || strings.HasSuffix(t.Lower, "ate"))
}

// verbal reports whether token i is a verb in -ed and no name.
func (p *page) verbal(i int) bool {
	t := p.At(i)
	return t.Name == none && strings.HasSuffix(t.Lower, "ed") && t.Tags != "" && t.Tags[0] == 'V'
}

// relative finds the office in "who chairs the panel" and "who is the club's coach".
func (p *page) relative(ms []nameMention, m *nameMention) []role {
	sent, k := p.At(m.from).Sentence, m.to
	if p.InSentence(k, sent).Text == "," {
		k++
	}
	if p.InSentence(k, sent).Lower != "who" {
		return nil
	}
	k++
	verb := p.InSentence(k, sent).Lower
	if low := p.InSentence(k+1, sent).Lower; (verb == "will" || verb == "is") && (low == "become" || low == "becoming") || verb == "became" || verb == "serves" && low == "as" || verb == "served" && low == "as" {
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
		t := p.InSentence(k, sent)
		if t.Text == "" || n > 0 && t.Cue != none || t.IsPunct() && t.Text != "-" && !t.IsPossessive() {
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
	sent, k := p.At(m.from).Sentence, m.to
	if p.InSentence(k, sent).Text == "," && isAge(p.InSentence(k+1, sent).Lower) && p.InSentence(k+2, sent).Text == "," {
		k += 3
	}
	if p.InSentence(k, sent).Lower == "has" && p.InSentence(k+1, sent).Lower == "been" {
		k++
	}
	if !p.InSentence(k, sent).Is(lexicon.OfficeCopula) && p.At(k).Lower != "been" || p.At(k).Cue != none {
		return nil
	}
	from := m.from
	if m.honor != "" {
		from--
	}
	// The name must be the subject, and not end one: "the wife of Frank Mott is a lawyer".
	if t := p.InSentence(from-1, sent); !p.Opens(from) && t.Text != "," && t.Lower != "that" && !(t.IsPunct() && !t.IsPossessive()) {
		return nil
	}
	k++
	if low := p.InSentence(k, sent).Lower; low == "also" || low == "currently" || low == "now" {
		k++
	}
	if p.InSentence(k, sent).Is(lexicon.AppointingParticiple) {
		if k++; p.InSentence(k, sent).Lower == "as" {
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
func (p *page) pluralNoun(t *doc.Token) bool {
	switch t.Lower {
	case "people", "men", "women", "children", "police", "officials":
		return true
	case "boss", "mistress", "actress", "waitress", "princess", "hostess", "duchess", "heiress", "empress", "press", "witness", "goddess", "business":
		return false
	}
	return len(t.Lower) > 3 && strings.HasSuffix(t.Lower, "s") && !strings.HasSuffix(t.Lower, "ss") && !strings.HasSuffix(t.Lower, "us")
}
