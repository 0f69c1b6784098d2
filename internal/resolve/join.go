package resolve

import (
	"strings"
	"unicode"

	"dictum.example/entity"
	"dictum.example/internal/lexicon"
	"dictum.example/text"
)

// joinNames makes one name of those that the reading has in parts: "U.S." and "District
// Court", "Trinidad" and "Tobago", "Linde" and "Sons Ltd" around "&".
func (p *page) joinNames(ms []nameMention) []nameMention {
	out := ms[:0]
	for _, m := range ms {
		if n := len(out); n > 0 {
			if t := p.joint(&out[n-1], &m); t != "" {
				out[n-1] = p.joinedName(&out[n-1], &m, t)
				continue
			}
		}
		out = append(out, m)
	}
	return out
}

// joinedName makes one name of two.
func (p *page) joinedName(a, b *nameMention, t entity.Type) nameMention {
	whole := text.Span{Start: a.Start, End: b.End}
	return nameMention{Span: whole, from: a.from, to: b.to, typ: t, score: min(a.score, b.score), honor: a.honor}
}

// joint returns the type of the one name that two make, or "" where they are two.
func (p *page) joint(a, b *nameMention) entity.Type {
	if x, y := p.At(a.from), p.At(b.from); x.Sentence != y.Sentence || x.Block != y.Block {
		return ""
	}
	switch gap := b.from - a.to; {
	case gap < 0 || gap > 2:
		return ""
	case gap == 0 && p.isInstitutionOf(a, b):
		return entity.Org
	case gap == 0 && p.isCutGivenName(a, b):
		return entity.Person
	case gap == 1 && p.isPartnership(a, b):
		return entity.Org
	}
	return p.jointPlace(a, b)
}

// isInstitutionOf reports whether a name is that of an institution of the country right
// before it: "U.S." and "District Court".
func (p *page) isInstitutionOf(a, b *nameMention) bool {
	if !a.isPlace() && a.typ != entity.NORP || b.typ != entity.Org || a.End >= b.Start {
		return false
	}
	first, last := p.At(b.from), p.At(b.to-1)
	return last.Is(lexicon.InstitutionWord) && last.IsCapitalised() || first.Is(lexicon.InstitutionWord) && p.At(b.from+1).Lower == "of"
}

// isCutGivenName reports whether a name is a given name with an apostrophe, which the
// network reads as three words: "Alya’a" and "Samir Borhan".
func (p *page) isCutGivenName(a, b *nameMention) bool {
	return a.typ == entity.Person && b.typ == entity.Person && a.len() == 1 && a.End < b.Start && strings.ContainsAny(a.Of(p.Text), "'’")
}

// isPartnership reports whether two names around "&" are one company's.
func (p *page) isPartnership(a, b *nameMention) bool {
	if a.typ != entity.Org || p.At(a.to).Text != "&" {
		return false
	}
	last := strings.TrimSuffix(p.At(b.to-1).Lower, ".")
	return lexicon.CorporateSuffix.Has(last) || lexicon.PartnershipSuffix.Has(last)
}

// maxJoint is of how many words a place's name is at most that is made of two.
const maxJoint = 8

// jointPlace returns the type of the place that two names are, or "": "Trinidad and Tobago",
// "Washington, DC", but neither "Australia and New Zealand" nor "Paris, Texas".
func (p *page) jointPlace(a, b *nameMention) entity.Type {
	if a.typ == entity.Person || b.typ == entity.Person || b.to-a.from > maxJoint {
		return ""
	}
	whole := p.Text[a.Start:b.End]
	if p.isDistrict(a, b) || p.areLinked(a.to, b.from) && p.gaz.Country(whole) {
		return entity.Type(p.gaz.PlaceType(whole))
	}
	return ""
}

// isDistrict reports whether "DC" and a comma stand behind a name.
func (p *page) isDistrict(a, b *nameMention) bool {
	return b.from-a.to == 1 && p.At(a.to).Text == "," && b.len() == 1 && strings.ReplaceAll(p.At(b.from).Lower, ".", "") == "dc"
}

// areLinked reports whether the tokens [from, to) are only words that stand within the names of countries.
func (p *page) areLinked(from, to int) bool {
	for k := from; k < to; k++ {
		if w := p.Tokens[k].Lower; w != "of" && w != "and" && w != "the" {
			return false
		}
	}
	return true
}

// extendBodies extends a body's name over "and" and what it is over besides, where that is
// no name of its own: "Ministry of Labour" before "and Social Affairs".
func (p *page) extendBodies(ms []nameMention) []nameMention {
	for i := range ms {
		if m := &ms[i]; m.typ == entity.Org && p.At(m.to).Lower == "and" && p.isBodyOf(m) {
			p.extendBody(m)
		}
	}
	return ms
}

// isBodyOf reports whether a name says what a body is over: "Ministry of Labour", "Health Department for …".
func (p *page) isBodyOf(m *nameMention) bool {
	if m.len() < 3 || !p.At(m.from).Is(lexicon.BodyHead) && !p.At(m.from+1).Is(lexicon.BodyHead) {
		return false
	}
	second := p.At(m.from + 1).Lower
	return second == "of" || second == "for" || p.At(m.from+2).Lower == "of"
}

// maxField is of how many words the second field of a body is at most.
const maxField = 4

// extendBody extends a name over "and" and the words in capitals behind it, unless they are an office or go on in a name.
func (p *page) extendBody(m *nameMention) {
	sent, k := p.At(m.from).Sentence, m.to+1
	for ; k < m.to+1+maxField; k++ {
		t := p.InSentence(k, sent)
		if t.Name != none || !t.IsCapitalised() || t.IsPunct() {
			break
		}
		if p.personNoun(k) || t.Is(lexicon.RankTitle) {
			return
		}
	}
	if t := p.InSentence(k, sent); k == m.to+1 || t.Name != none && p.Tokens[k-1].End < t.Start {
		return
	}
	p.endAt(m, k)
}

// possessors joins a country with the institution that it names: "Afghanistan's
// Foreign Ministry" is one name, since "Foreign Ministry" alone is nobody's.
func (p *page) possessors(ms []nameMention) []nameMention {
	out := ms[:0]
	for _, m := range ms {
		if n := len(out); n > 0 && p.possesses(&out[n-1], &m) {
			out[n-1] = p.joinedName(&out[n-1], &m, entity.Org)
			out[n-1].honor = ""
			continue
		}
		out = append(out, m)
	}
	return out
}

// possesses reports whether a country stands in the possessive before the name of an institution that others have too.
func (p *page) possesses(a, b *nameMention) bool {
	return a.typ == entity.GPE && b.typ == entity.Org && b.len() > 1 && a.to+1 == b.from && p.Tokens[a.to].IsPossessive() && p.isGeneric(b)
}

// isGeneric reports whether a name is made of words for institutions alone.
func (p *page) isGeneric(m *nameMention) bool {
	for i := m.from; i < m.to; i++ {
		if !p.Tokens[i].Is(lexicon.InstitutionWord) {
			return false
		}
	}
	return true
}

// uses counts how an article uses a name.
type uses struct{ person, other int }

// maxOverflow bounds the names that are looked at for a cut.
const maxOverflow = 8

// overflow cuts names in two that the article has apart elsewhere: "Seoul Chung", where it
// speaks of Seoul, and of Chung. A country, or what the article names too, before a full name is enough: "United States Nora Lind".
func (p *page) overflow(ms []nameMention) []nameMention {
	known := p.uses(ms)
	out := make([]nameMention, 0, len(ms))
	for i := range ms {
		m := &ms[i]
		k := p.overflowAt(m, known)
		if k == none || p.gaz.PlaceType(m.Of(p.Text)) != "" {
			out = append(out, *m)
			continue
		}
		head := entity.Org
		if t := entity.Type(p.gaz.PlaceType(p.Text[m.Start:p.Tokens[k-1].End])); t != "" {
			head = t
		}
		out = append(out,
			nameMention{Span: text.Span{Start: m.Start, End: p.Tokens[k-1].End}, from: m.from, to: k, typ: head, score: m.score},
			nameMention{Span: text.Span{Start: p.Tokens[k].Start, End: m.End}, from: k, to: m.to, typ: entity.Person, score: m.score})
	}
	return out
}

// uses counts the uses of the article's names.
func (p *page) uses(ms []nameMention) map[string]uses {
	known := map[string]uses{}
	for i := range ms {
		u := known[ms[i].Of(p.Text)]
		switch ms[i].typ {
		case entity.Person:
			u.person++
		case entity.GPE, entity.Loc, entity.Org:
			u.other++
		}
		known[ms[i].Of(p.Text)] = u
	}
	return known
}

// overflowAt returns the token at which a person's name begins within another name, or none.
func (p *page) overflowAt(m *nameMention, known map[string]uses) int {
	if n := m.len(); n < 2 || n >= maxOverflow || !m.isPlace() && m.typ != entity.Org && m.typ != entity.Person {
		return none
	}
	for k := m.from + 1; k < m.to; k++ {
		if p.Tokens[k-1].End < p.Tokens[k].Start && p.areTwo(m, k, known) {
			return k
		}
	}
	return none
}

// areTwo reports whether what stands before token k of a name is a name of its own, and what
// begins with it a person's.
func (p *page) areTwo(m *nameMention, k int, known map[string]uses) bool {
	head, tail := p.Text[m.Start:p.Tokens[k-1].End], p.Text[p.Tokens[k].Start:m.End]
	apart := known[head].other > 0
	if m.typ == entity.Person && !isAcronym(head) {
		return false
	}
	if apart && known[tail].person > 1 {
		return true
	}
	return m.typ != entity.Person && m.to-k > 1 && known[tail].person > 0 && (apart || p.gaz.Land(head))
}

// isAcronym reports whether a name is one word of two to six capitals.
func isAcronym(name string) bool {
	return len(name) > 1 && len(name) < 7 && strings.IndexFunc(name, func(c rune) bool { return !unicode.IsUpper(c) }) < 0
}
