package resolve

import (
	"slices"
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/doc"
	"dictum.example/internal/lexicon"
)

// Bounds of a role: the tokens before its noun, and those from the noun on.
const (
	maxModifiers = 9
	maxRoleTail  = 18
)

// rolePhrase reads a role from token k on: modifiers, a noun for a person,
// and the phrases that hang on it, up to a mark that closes it.
func (p *page) rolePhrase(ms []nameMention, k, sent int) (role, bool) {
	from := p.skipDeterminers(k, sent)
	if m := p.personAt(ms, from, sent); m != nil && !p.At(m.to).IsPossessive() { // "and Olga Marsh, owner of", the next of a list
		return role{}, false
	}
	head, end := p.roleHead(from, sent)
	if head == none || head < end-2 || p.pluralNoun(p.At(head)) {
		return role{}, false
	}
	if p.At(end-1).Name != none && head != end-1 { // "president Barack Obama" is no role of the name before
		return role{}, false
	}
	r := role{from: from, heads: []string{nounOf(p.At(head).Lower)}}
	if !p.extend(&r, ms, end, sent) {
		return role{}, false
	}
	for r.to > from && (r.to-1 > head && p.verbal(r.to-1) || endsNoRole(p.At(r.to-1))) {
		r.to--
	}
	return r, true
}

// skipDeterminers returns the token behind the determiner and adverb, two words at most, that token k opens with.
func (p *page) skipDeterminers(k, sent int) int {
	for range 2 {
		t := p.InSentence(k, sent)
		if t.Is(lexicon.Article) || t.Is(lexicon.PossessiveDeterminer) || t.Is(lexicon.RoleAdverb) {
			k++
		}
	}
	return k
}

// roleHead reads the modifiers and nouns from token from on, and returns the last noun for a
// person among them, or none, and where they end.
func (p *page) roleHead(from, sent int) (head, end int) {
	head = none
	k := from
	for range maxModifiers {
		t := p.InSentence(k, sent)
		switch {
		case p.personNoun(k) || k == from && p.shortOffice(k) || k > from && p.isTeamLead(k):
			head = k
		case t.IsPossessive() && k > from: // "Russia's ambassador"
		case t.Text != "" && p.modifier(k):
		case t.Text != "" && k == from && p.At(k-1).Is(lexicon.Article) && strings.HasSuffix(t.Lower, "ed"): // "an enrolled nurse"
		default:
			return head, k
		}
		k++
	}
	return head, k
}

// isTeamLead reports whether token k is the "lead" of "tech lead at the bank".
func (p *page) isTeamLead(k int) bool {
	t, before := p.At(k), p.At(k-1)
	next := p.InSentence(k+1, t.Sentence).Lower
	return t.Lower == "lead" && (before.Tags == "" || before.Tags[0] == 'N') &&
		(next == "at" || next == "for" || next == "of" || next == ",")
}

// extend reads what hangs on the noun of a role from token k on, and sets where the role ends. It
// reports whether it is one of the person before it.
func (p *page) extend(r *role, ms []nameMention, k, sent int) bool {
	defer func() { r.to = k }()
	for range maxRoleTail {
		t := p.InSentence(k, sent)
		if t.Name != none { // a name is not cut
			switch p.nameInRole(ms, t.Name, k) {
			case closesRole:
				return true
			case refusesRole:
				return false
			}
			for p.InSentence(k, sent).Text != "" && p.At(k).Name == t.Name {
				k++
			}
			continue
		}
		if p.endsRole(k, sent) {
			break
		}
		if p.personNoun(k) && !t.IsCapitalised() && p.At(k-1).Lower == "and" {
			r.heads = append(r.heads, nounOf(t.Lower))
		}
		k++
	}
	return true
}

// What a name does within a role.
const (
	belongsToRole = iota
	closesRole
	refusesRole // the role is that of another person
)

// nameInRole tells what name n, at token k, does to the role before it.
func (p *page) nameInRole(ms []nameMention, n, k int) int {
	if ms[n].typ != entity.Person {
		return belongsToRole
	}
	before := p.At(k - 1)
	if other := p.At(k - 2).Name; before.Lower == "and" && (other == none || ms[other].typ != entity.Person) {
		return closesRole // "Holm, a clerk in Halden and Beck (16)"
	}
	switch {
	case before.Is(lexicon.Preposition) || before.IsPossessive():
		return belongsToRole
	case before.Is(lexicon.Article): // "ambassador of the Beck government"
		return closesRole
	}
	return refusesRole // "the Minister of Tourism Karl Beck" is no role of the name before
}

// endsRole reports whether a role ends before token k.
func (p *page) endsRole(k, sent int) bool {
	t, before, after := p.InSentence(k, sent), p.At(k-1), p.InSentence(k+1, sent)
	switch {
	case t.Text == "", t.Cue != none, isPronoun(t), opensClause(t), marksEnd(t), isPredicate(t):
		return true
	case t.Is(lexicon.Article): // "leader a year ago"
		return !before.Is(lexicon.Preposition) && !admitsArticle(before)
	case p.verbal(k): // "the ruler of Dubai directed the ministry"
		return !t.IsCapitalised() && before.Text != "-" && !after.Is(lexicon.Preposition) && after.Lower != "by"
	case t.Lower == "and":
		return isKin(p.nounAfter(k+1, sent))
	case t.Is(lexicon.Preposition) && t.Lower != "of" && opensTime(after): // "mayor on Sunday with 54 percent"
		return true
	}
	return t.Lower == "to" && p.infinitive(after)
}

// opensClause reports whether a clause begins with the token.
func opensClause(t *doc.Token) bool { return t.Is(lexicon.RelativeWord) || t.Is(lexicon.Subordinator) }

// marksEnd reports whether the token is a mark that no role goes over.
func marksEnd(t *doc.Token) bool { return breaksPhrase(t) && t.Text != "&" && t.Text != "." }

// isPronoun reports whether the token is a pronoun that refers to somebody or something.
func isPronoun(t *doc.Token) bool { return pronouns[t.Lower].class != notPronoun }

// isPredicate reports whether the token is by its commonest use an auxiliary, or a verb with no participle's ending.
func isPredicate(t *doc.Token) bool {
	if t.Tags == "" || t.Tags[0] != 'V' {
		return t.Tags != "" && t.Tags[0] == 'A'
	}
	return !strings.HasSuffix(t.Lower, "ing") && !strings.HasSuffix(t.Lower, "ed") && !t.IsCapitalised()
}

// opensTime reports whether a time, or a number, begins with the token.
func opensTime(t *doc.Token) bool {
	return t.Is(lexicon.CalendarWord) || t.Lower != "" && t.Lower[0] >= '0' && t.Lower[0] <= '9'
}

// endsNoRole reports whether a role cannot end with the token.
func endsNoRole(t *doc.Token) bool {
	return t.Is(lexicon.Preposition) || t.Is(lexicon.TrailingWord) || t.Is(lexicon.Article) || t.IsPunct()
}

// admitsArticle reports whether an article may follow the token within a role.
func admitsArticle(t *doc.Token) bool {
	return t.IsPunct() || t.HasTag('F') || strings.HasSuffix(t.Lower, "ing") || strings.HasSuffix(t.Lower, "ed")
}

// nounAfter returns the first noun for a person among the next three tokens.
func (p *page) nounAfter(k, sent int) string {
	for i := k; i < k+3; i++ {
		if p.InSentence(i, sent).Text != "" && p.personNoun(i) {
			return nounOf(p.At(i).Lower)
		}
	}
	return ""
}

// roleOf returns the role that ends with the noun, with what "and" joins to it in
// front: "chairman and chief executive". It does not begin before token least.
func (p *page) roleOf(head, least int) role {
	r := role{from: p.openRole(head, least), heads: []string{nounOf(p.At(head).Lower)}}
	other := r.from - 2
	if other < least {
		return r
	}
	switch and := p.At(r.from - 1).Lower; {
	case and == "and" && p.joinsFields(other, r.from, head): // "Commerce and Industry Minister"
		r.from = p.openRole(other, least)
	case (and == "and" || and == "&") && p.personNoun(other) && !p.pluralNoun(p.At(other)):
		r.heads = append(r.heads, nounOf(p.At(other).Lower))
		r.from = p.openRole(other, least)
	}
	return r
}

// joinsFields reports whether token other and the one at from, with "and" between, are two fields of one office.
func (p *page) joinsFields(other, from, head int) bool {
	t := p.At(other)
	return p.At(head).IsCapitalised() && t.IsCapitalised() && t.Name == none && !p.personNoun(other) && !t.IsPunct() &&
		p.At(from).IsCapitalised()
}

// maxOpening bounds the tokens of a role before its noun, a name as one.
const maxOpening = 8

// openRole walks left from the noun of a role to where the role begins.
func (p *page) openRole(head, least int) int {
	start, more := head, true
	for n := 0; more && n < maxOpening && start-1 >= least; n++ {
		start, more = p.widen(start, head, least)
	}
	start = max(start, least)
	for start < head && p.leadsNoRole(start) {
		start++
	}
	return start
}

// widen returns where a role that begins at start begins with the token before it, and whether
// still more may belong to it.
func (p *page) widen(start, head, least int) (wider int, more bool) {
	k := start - 1
	t := p.At(k)
	switch {
	case t.Sentence != p.At(head).Sentence || t.Block != p.At(head).Block:
		return start, false
	case t.IsPossessive() && k-1 >= least && p.At(k-1).Name != none:
		return p.nameStart(k - 1), false
	case t.Text == "." && k-1 >= least && p.At(k-1).Is(lexicon.RankTitle): // "Lt. Gen."
		return k - 1, true
	case k-3 >= least && p.closesInitials(k): // "National Party (NP) president"
		return max(p.nameStart(k-3), least), true
	case k-1 >= least && p.isInfinitive(k), !p.modifier(k), t.Name == none && p.breaksOpening(k):
		return start, false
	case t.Name != none:
		return p.nameStart(k), true
	}
	return k, true
}

// closesInitials reports whether token k is the bracket behind the initials of a name.
func (p *page) closesInitials(k int) bool {
	return p.At(k).Text == ")" && p.At(k-2).Text == "(" && acronymLike(p.At(k-1).Text) && p.At(k-3).Name != none
}

// isInfinitive reports whether token k is a verb behind "to" or a modal: "to assassinate President", "will
// welcome Pope".
func (p *page) isInfinitive(k int) bool {
	t, before := p.At(k), p.At(k-1)
	modal := before.Is(lexicon.Modal)
	if before.Lower != "to" && !modal || t.Name != none || p.personNoun(k) {
		return false
	}
	return p.infinitive(t) || (t.Tags == "" || modal) && t.Lower == t.Text && p.At(k+1).IsCapitalised() &&
		!t.Is(lexicon.StatusParticiple) && !t.Is(lexicon.StatusModifier)
}

// breaksOpening reports whether token k, which is in no name, belongs to no role behind it.
func (p *page) breaksOpening(k int) bool {
	t, next := p.At(k), p.At(k+1)
	return t.Is(lexicon.DeicticDay) || t.Is(lexicon.Weekday) || t.Is(lexicon.ComposingParticiple) || t.Is(lexicon.ReverentialWord) ||
		p.personNoun(k) && p.pluralNoun(t) ||
		isKin(t.Lower) && t.Lower == t.Text && next.IsCapitalised() && next.Name == none ||
		p.isThing(k) && next.IsCapitalised() && next.Name == none ||
		isYear(t.Lower) && p.At(k-1).Is(lexicon.Preposition)
}

// bodyNouns are the classes of nouns for what has offices, or stands before one.
var bodyNouns = []lexicon.Class{
	lexicon.OrganisationNoun, lexicon.PlaceNoun, lexicon.GroupNoun, lexicon.SpeakingBodyNoun, lexicon.RoleModifier, lexicon.StatusModifier,
}

// isThing reports whether token k is a noun in lower case for what has no office and is none, behind a determiner:
// "the question Senator Marsh asked".
func (p *page) isThing(k int) bool {
	t := p.At(k)
	person := p.personNoun(k) && !t.Is(lexicon.ThingNoun)
	if t.Lower != t.Text || t.Tags == "" || t.Tags[0] != 'N' || t.HasTag('J') || person || p.gaz.OrgNoun(t.Lower) ||
		slices.ContainsFunc(bodyNouns, t.Is) {
		return false
	}
	for i := k - 1; i >= k-3; i-- {
		switch before := p.InSentence(i, t.Sentence); {
		case isDetermined(before):
			return true
		case before.Text == "", before.IsPunct(), before.Name != none, before.IsCapitalised():
			return false
		}
	}
	return false
}

// leadsNoRole reports whether a role does not begin with token k: a mark, or a participle that says what
// somebody did to whoever has the role, ", prompting central banker".
func (p *page) leadsNoRole(k int) bool {
	t := p.At(k)
	if t.Text == "-" || t.IsPunct() {
		return true
	}
	return (p.At(k-1).Text == "," || p.At(k+1).Name != none) && t.Name == none && !t.IsCapitalised() &&
		strings.HasSuffix(t.Lower, "ing") && (t.Tags == "" || t.Tags[0] == 'V') && !t.Is(lexicon.StatusParticiple)
}

// modifier reports whether token i may stand before the noun of a role.
func (p *page) modifier(i int) bool {
	t := p.At(i)
	switch {
	case t.Text == "-": // within a compound only
		return i > 0 && p.Tokens[i-1].End == t.Start && p.At(i+1).Start == t.End
	case !t.IsPunct() && p.inCompound(i): // "well-known", "two-time"
		return true
	case t.Name != none, t.Is(lexicon.RoleModifier), t.Is(lexicon.StatusParticiple), p.opensFirstOffice(i):
		return true
	case t.IsPunct(), t.IsPossessive(), t.Cue != none, isPronoun(t):
		return false
	case t.Tags == "":
		return !strings.HasSuffix(t.Lower, "ed") || t.IsCapitalised() || strings.Contains(t.Lower, "-")
	}
	return p.isAttributive(i)
}

// isAttributive reports whether token i, a word that is known, may stand before a noun: a noun, an adjective, a
// word with a capital, a gerund.
func (p *page) isAttributive(i int) bool {
	t := p.At(i)
	switch t.Tags[0] {
	case 'N', 'J':
		return true
	case 'V':
		if strings.HasSuffix(t.Lower, "ing") && t.HasTag('N') {
			return true
		}
	case 'F':
		return false
	}
	return t.IsCapitalised() && !p.Opens(i)
}

// inCompound reports whether a hyphen joins token i to the one before it or to the one behind it.
func (p *page) inCompound(i int) bool {
	t, before, after := p.At(i), p.At(i-1), p.At(i+1)
	return before.Text == "-" && before.End == t.Start || after.Text == "-" && after.Start == t.End && p.At(i+2).Start == after.End
}

// opensFirstOffice reports whether token i is the first word of an office: "first lady".
func (p *page) opensFirstOffice(i int) bool {
	return p.At(i).Lower == "first" && p.InSentence(i+1, p.At(i).Sentence).Is(lexicon.FirstOffice)
}

// shortOffice reports whether token i is an abbreviation that what follows makes an office, "OC of Halden Police Station"; it
// is one from there on.
func (p *page) shortOffice(i int) bool {
	t := p.At(i)
	after := p.InSentence(i+1, t.Sentence).Lower
	if t.Name != none || !isAcronym(t.Text) || after != "of" && after != "at" && after != "for" {
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

// nameStart returns the first token of the name that covers token i.
func (p *page) nameStart(i int) int {
	n := p.At(i).Name
	for i > 0 && p.Tokens[i-1].Name == n {
		i--
	}
	return i
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
	for _, ending := range [...]string{"ize", "ise", "ify", "ate"} {
		if strings.HasSuffix(t.Lower, ending) {
			return t.Lower == t.Text
		}
	}
	return false
}

// verbal reports whether token i is a verb in -ed and no name.
func (p *page) verbal(i int) bool {
	t := p.At(i)
	return t.Name == none && strings.HasSuffix(t.Lower, "ed") && t.Tags != "" && t.Tags[0] == 'V'
}
