package entity

import (
	"strings"

	"dictum.example/text"
)

// A role is a title or office with its tokens [from, to).
type role struct {
	from, to int
	heads    []string // the nouns that say what the person is
}

var (
	prepositions = set("of to at for in on with from by and")
	possessives  = set("his her its their our my")
	// leads are the verbs of a relative clause that tells an office.
	leads = set(`chairs chaired leads led heads headed runs directs directed founded owns manages managed represents
		represented oversees oversaw cofounded co-founded coaches coached commands commanded edits teaches serves
		served works worked studies studied covers specialises specializes presides presided`)
	beings = set("is was are were became remains")
)

// roles finds the titles and offices of the persons among the names.
func (p *page) roles(ms []nameMention, places map[string]*referent) {
	for i := range ms {
		m := &ms[i]
		if m.typ != Person || m.ref == nil {
			continue
		}
		for _, find := range []func(*nameMention) (role, bool){p.titleBefore, p.appositionAfter, p.appositionBefore, p.relative} {
			if r, ok := find(m); ok && r.from < r.to {
				p.addRole(m.ref, r, ms, places)
			}
		}
		if m.ref.affiliation == nil {
			if w := p.next(m.to, p.at(m.from).sent).low; w == "of" || w == "from" || w == "with" {
				k := m.to + 1
				if articles[p.at(k).low] {
					k++
				}
				if n := p.at(k).name; n != none && ms[n].typ == Org && ms[n].from == k {
					m.ref.affiliation = ms[n].ref
				}
			}
		}
	}
}

// addRole notes a role, unless the person has it, or a fuller one, already.
func (p *page) addRole(r *referent, o role, ms []nameMention, places map[string]*referent) {
	span := text.Span{Start: p.tokens[o.from].Start, End: p.tokens[o.to-1].End}
	span.End = p.tailEnd(span.Start, span.End)
	for k := o.from; k < o.to; k++ {
		p.tokens[k].role = true
	}
	for _, h := range o.heads {
		r.heads[h] = true
		if g := titleGender(h); g != unknown && r.gender == unknown {
			r.gender = g
		}
	}
	if len(r.roles) >= 16 || len(o.heads) == 1 && kin(o.heads[0]) { // a mother's name is given so, and is no office
		return
	}
	if r.affiliation == nil {
		r.affiliation = p.affiliation(o, ms, places)
	}
	low := strings.ToLower(span.Of(p.text))
	for k := range r.roles {
		old := strings.ToLower(r.roles[k].Text)
		if strings.Contains(old, low) {
			return
		}
		if strings.Contains(low, old) {
			r.roles[k] = span.Cut(p.text)
			return
		}
	}
	r.roles = append(r.roles, span.Cut(p.text))
}

// kin reports whether the noun tells a relation or age, and no office.
func kin(noun string) bool {
	if i := strings.LastIndexByte(noun, '-'); i >= 0 {
		noun = noun[i+1:]
	}
	return anybody[noun]
}

// affiliation returns the organisation that a role names, or else its country
// or group; not where the office leads to ("ambassador to Moscow").
func (p *page) affiliation(o role, ms []nameMention, places map[string]*referent) *referent {
	var best *referent
	for k := o.from; k < o.to; k++ {
		n := p.tokens[k].name
		if n == none || ms[n].from != k || ms[n].ref == nil {
			continue
		}
		before := p.at(k - 1).low
		if articles[before] {
			before = p.at(k - 2).low
		}
		if before == "to" || before == "against" || before == "from" {
			continue
		}
		switch m := &ms[n]; m.typ {
		case Org:
			if before != "in" || best == nil {
				return m.ref
			}
		case GPE, NORP:
			if best == nil && before != "in" {
				best = m.ref
				if m.typ == NORP {
					if d := p.gaz.Demonym(m.Of(p.text)); d != "" && places[placeKey(p.gaz, d)] != nil {
						best = places[placeKey(p.gaz, d)]
					}
				}
			}
		}
	}
	return best
}

// personNoun reports whether token i is a noun said of persons.
func (p *page) personNoun(i int) bool {
	t := p.at(i)
	low := strings.TrimSuffix(t.low, ".")
	if t.name != none || low == "" {
		return false
	}
	if tags := tagsOf(low); tags != "" && tags[0] != 'N' && !rank[low] {
		return false
	}
	if low == "former" || low == "prime" || low == "vice" || low == "foreign" || low == "deputy" && t.low == t.word {
		return false
	}
	if i := strings.LastIndexByte(low, '-'); i >= 0 {
		low = low[i+1:]
	}
	return rank[low] || feminine[low] || masculine[low] || p.gaz.PersonNoun(low)
}

// modifier reports whether token i may stand before the noun of a role.
func (p *page) modifier(i int) bool {
	t := p.at(i)
	switch {
	case t.word == "-": // within a compound only
		return i > 0 && p.tokens[i-1].End == t.Start && p.at(i+1).Start == t.End
	case p.at(i-1).word == "-" && p.at(i-1).End == t.Start && !t.punct():
		return true
	case t.name != none || t.low == "vice" || t.low == "former" || t.low == "then":
		return true
	case t.punct() || t.possessive() || t.cue != none || pronouns[t.low].class != notPronoun:
		return false
	case t.tags != "":
		return t.tags[0] == 'N' || t.tags[0] == 'J' || t.capital() && t.tags[0] != 'F' && !p.opens(i) ||
			t.tags[0] == 'V' && strings.HasSuffix(t.low, "ing") && t.tag('N')
	}
	return !strings.HasSuffix(t.low, "ed") || t.capital() || strings.Contains(t.low, "-")
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
		if !p.modifier(k) {
			break
		}
		start = k
		if t.name != none {
			start = p.nameStart(k)
		}
	}
	start = max(start, least)
	for start < head && (p.at(start).word == "-" || p.at(start).punct()) {
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

// titleBefore finds "Taliban Foreign Minister" in front of a name.
func (p *page) titleBefore(m *nameMention) (role, bool) {
	i, sent := m.from-1, p.at(m.from).sent
	if p.at(i).word == "." {
		i--
	}
	if p.next(i, sent).word == "" {
		return role{}, false
	}
	if _, polite := courtesy[strings.TrimSuffix(p.at(i).low, ".")]; polite {
		return role{}, false
	}
	head := none
	if p.personNoun(i) {
		head = i
	} else {
		// "Secretary of State", "Minister for Foreign Affairs"
		for k := i; k > i-7 && p.next(k, sent).word != ""; k-- {
			t := p.at(k)
			if t.capital() && p.personNoun(k) && (p.at(k+1).low == "of" || p.at(k+1).low == "for") {
				head = k
				break
			}
			if !(t.capital() || t.low == "of" || t.low == "for" || t.low == "and" || t.low == "the") {
				break
			}
		}
	}
	if head == none || p.pluralNoun(p.at(head)) {
		return role{}, false
	}
	r := role{from: p.openRole(head, 0), to: m.from, heads: []string{noun(p.at(head).low)}}
	if p.at(r.from).low == "then" {
		r.from++
	}
	if t := p.at(r.from - 1); (t.low == "and" || t.low == "&") && p.personNoun(r.from-2) { // "chairman and chief executive"
		from := p.openRole(r.from-2, 0)
		r.heads = append(r.heads, noun(p.at(r.from-2).low))
		r.from = from
	}
	return r, true
}

func noun(low string) string { return strings.TrimSuffix(low, ".") }

// appositionAfter finds "the Taliban-appointed ambassador to Moscow" after a name and a comma.
func (p *page) appositionAfter(m *nameMention) (role, bool) {
	sent := p.at(m.from).sent
	k := m.to
	if p.next(k, sent).word == "," && isAge(p.at(k+1).low) && p.at(k+1).sent == sent { // "Smith, 42, a teacher"
		k += 2
	}
	switch p.next(k, sent).word {
	case ",", "—", "–", "(":
		k++
	default:
		return role{}, false
	}
	return p.rolePhrase(k, sent)
}

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
func (p *page) rolePhrase(k, sent int) (role, bool) {
	for n := 0; n < 2; n++ {
		if w := p.next(k, sent).low; articles[w] || possessives[w] || w == "now" || w == "also" || w == "then" || w == "himself" || w == "herself" {
			k++
		}
	}
	from, head := k, none
	for n := 0; n < 9; n++ {
		t := p.next(k, sent)
		if p.personNoun(k) {
			head = k
		} else if t.possessive() && k > from {
			// "Russia's ambassador"
		} else if t.word == "" || !p.modifier(k) {
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
		if t.word == "" || t.cue != none || pronouns[t.low].class != notPronoun || t.low == "who" || t.low == "which" || t.low == "that" ||
			t.punct() && t.word != "-" && t.word != "&" && !t.possessive() && t.word != "." ||
			t.tags != "" && (t.tags[0] == 'A' || t.tags[0] == 'V' && !strings.HasSuffix(t.low, "ing") && !strings.HasSuffix(t.low, "ed") && !t.capital()) {
			break
		}
		if p.personNoun(k) && !t.capital() && p.at(k-1).low == "and" {
			r.heads = append(r.heads, noun(t.low))
		}
		k++
	}
	for k > from && (prepositions[p.at(k-1).low] || articles[p.at(k-1).low] || p.at(k-1).punct()) {
		k--
	}
	r.to = k
	return r, true
}

// appositionBefore finds "Russia's ambassador to Afghanistan" before a comma and a name.
func (p *page) appositionBefore(m *nameMention) (role, bool) {
	end, sent := m.from-1, p.at(m.from).sent
	if p.next(end, sent).word != "," {
		return role{}, false
	}
	switch t := p.next(m.to, sent); {
	case t.word == "" || t.punct() && t.word != "-" && !t.possessive():
	default:
		return role{}, false
	}
	lo := end
	for n := 0; n < 14; n++ {
		t := p.next(lo-1, sent)
		if t.word == "" || t.cue != none || t.punct() && t.word != "-" && !t.possessive() ||
			t.tags != "" && (t.tags[0] == 'A' || t.tags[0] == 'V' && !t.capital()) {
			break
		}
		lo--
	}
	for h := lo; h < end; h++ {
		if !p.personNoun(h) || p.pluralNoun(p.at(h)) || h+1 < end && !prepositions[p.at(h+1).low] {
			continue
		}
		from := p.openRole(h, lo)
		before := p.next(from-1, sent)
		if !(articles[before.low] || possessives[before.low] || p.at(from).name != none || from == lo && p.opens(from)) {
			return role{}, false
		}
		return role{from: from, to: end, heads: []string{noun(p.at(h).low)}}, true
	}
	return role{}, false
}

// relative finds the office in "who chairs the panel" and "who is the club's coach".
func (p *page) relative(m *nameMention) (role, bool) {
	sent, k := p.at(m.from).sent, m.to
	if p.next(k, sent).word == "," {
		k++
	}
	if p.next(k, sent).low != "who" {
		return role{}, false
	}
	k++
	verb := p.next(k, sent).low
	if beings[verb] {
		if r, ok := p.rolePhrase(k+1, sent); ok {
			return r, true
		}
		return role{}, false
	}
	if !leads[verb] {
		return role{}, false
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
	return r, r.to > r.from+1
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
