package resolve

import (
	"slices"
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/lexicon"
	"dictum.example/text"
)

// maxRoles bounds the roles that are kept of one person.
const maxRoles = 16

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
	low := strings.ToLower(span.Of(p.Text))
	p.noteHeads(r, o, low)
	// A mother's name is given so, and is no office.
	if len(r.roles) >= maxRoles || len(o.heads) == 1 && isKin(o.heads[0]) && !strings.Contains(low, "first "+o.heads[0]) {
		return
	}
	p.affiliate(r, o, ms, places)
	if o.isRelational() {
		return
	}
	and, left, right := p.conjunction(o)
	if and == none || o.plural {
		p.noteRole(r, span, o.pass)
		return
	}
	if !p.tells(left) {
		p.noteRole(r, p.cutRole(o.from, and), o.pass)
	}
	if !p.tells(right) {
		p.noteRole(r, p.cutRole(and+1, o.to), o.pass)
	}
}

// noteHeads notes what the person may be called by the role, whose text in lower case is low, and the gender
// that it tells.
func (p *page) noteHeads(r *referent, o role, low string) {
	for _, h := range o.heads {
		r.heads[h] = true
		if g := titleGender(h); g != unknown && r.gender == unknown {
			r.gender = g
		}
	}
	for long, short := range lexicon.OfficeInitials() {
		if strings.Contains(low, long) {
			r.heads[short] = true
		}
	}
	sent := p.At(o.from).Sentence
	for k := o.from; k < o.to+2; k++ {
		if t := p.InSentence(k+1, sent); p.At(k).Text == "(" && p.offices[t.Text] {
			r.heads[t.Lower] = true // "superintendent of police (SP)", and later "the SP"
		}
	}
}

// tells reports whether the noun at token i tells what one is to another, and no office.
func (p *page) tells(i int) bool {
	noun := nounOf(p.At(i).Lower)
	return isRelational(noun) || isKin(noun)
}

// maxConjunct bounds the tokens from "and" to the noun of a second office.
const maxConjunct = 8

// conjunction returns the "and" between two offices of one role and their nouns, or none: "director of research and chair of the board",
// "activist and politician", "journalist and founder of Nordbank", but "president and owner of Nordbank", which may be of one thing.
func (p *page) conjunction(o role) (and, left, right int) {
	for k := o.from + 1; k < o.to-1; k++ {
		if p.Tokens[k].Lower != "and" || p.Tokens[k].Name != none {
			continue
		}
		left, right = p.leftConjunct(o.from, k), p.rightConjunct(k+1, o.to)
		if left == none || right == none {
			continue
		}
		if left < k-1 || right == o.to-1 || !lexicon.OfficeNoun.Has(nounOf(p.At(left).Lower)) {
			return k, left, right
		}
	}
	return none, none, none
}

// leftConjunct returns the noun for a person that ends the tokens [from, and), or that a preposition follows there, or none.
func (p *page) leftConjunct(from, and int) int {
	for i := from; i < and; i++ {
		if p.personNoun(i) && (i == and-1 || p.At(i+1).Is(lexicon.Preposition)) {
			return i
		}
	}
	return none
}

// rightConjunct returns the last noun for one person among the tokens [from, to) that ends them, or that a
// preposition follows, before any other preposition, or none.
func (p *page) rightConjunct(from, to int) int {
	found := none
	for i := from; i < min(to, from-1+maxConjunct); i++ {
		if p.At(i).Is(lexicon.Preposition) && !p.joinsCapitals(i) {
			break
		}
		if p.personNoun(i) && !p.pluralNoun(p.At(i)) && (i == to-1 || p.At(i+1).Is(lexicon.Preposition)) {
			found = i
		}
	}
	return found
}

// joinsCapitals reports whether token i is an "and" between two words with capitals.
func (p *page) joinsCapitals(i int) bool {
	return p.At(i).Lower == "and" && p.At(i-1).IsCapitalised() && p.At(i+1).IsCapitalised()
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
func (p *page) noteRole(r *referent, span text.Span, pass string) {
	words := strings.Fields(strings.ToLower(span.Of(p.Text)))
	for k := range r.roles {
		old := strings.Fields(strings.ToLower(r.roles[k].Text))
		if isSubsequence(words, old) && !isDeputyOf(words, old) {
			return
		}
		if isSubsequence(old, words) && !isDeputyOf(old, words) {
			r.roles[k], r.rolePasses[k] = span.Cut(p.Text), pass
			return
		}
	}
	r.roles, r.rolePasses = append(r.roles, span.Cut(p.Text)), append(r.rolePasses, pass)
}

// isSubsequence reports whether the words of a stand in b, in their order.
func isSubsequence(a, b []string) bool {
	for _, w := range b {
		if len(a) > 0 && a[0] == w {
			a = a[1:]
		}
	}
	return len(a) == 0
}

// isDeputyOf reports whether the fuller of two roles is one below the other: a vice
// president is no president.
func isDeputyOf(short, full []string) bool {
	return slices.ContainsFunc(full, func(w string) bool { return lexicon.DeputyPrefix.Has(w) && !slices.Contains(short, w) })
}

// affiliate notes the organisation, place or people that a role ties the person to, where none better is known.
func (p *page) affiliate(r *referent, o role, ms []nameMention, places map[string]*referent) {
	if r.affiliation != nil && r.affiliation.typ != entity.NORP {
		return
	}
	if a := p.affiliation(o, ms, places); a != nil {
		r.affiliation = a
	} else if o.after {
		// "Olga Marsh, head of research, Nordbank, said"
		n := p.At(o.to + 1).Name
		if p.At(o.to).Text == "," && n != none && ms[n].from == o.to+1 && ms[n].typ == entity.Org && p.At(ms[n].to).IsPunct() {
			r.affiliation = ms[n].ref
		}
	}
}
