package resolve

import (
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/lexicon"
)

// A definition is an abbreviation in brackets behind what it is short for.
type definition struct {
	token int
	long  int // the name that it is short for, or none
}

// maxLong is how many words an abbreviation may be short for.
const maxLong = 12

// defined gives an abbreviation and the name that the article has it for one type: that
// of the name where its words tell it, else the one that most of the mentions have. It
// leaves out abbreviations of what is no name.
func (p *page) defined(ms []nameMention) []nameMention {
	defs := p.definitions(ms)
	if len(defs) == 0 {
		return ms
	}
	types := p.typesOfDefined(defs, ms)
	for _, d := range defs {
		if t := &p.Tokens[d.token]; d.long != none && t.Name == none {
			ms = append(ms, p.newName(d.token, d.token+1, types[t.Text], ms[d.long].score/2))
		}
	}
	for i := range ms {
		if t, ok := types[ms[i].Of(p.Text)]; ok {
			ms[i].typ = t
		}
	}
	return except(ms, func(m *nameMention) bool { return m.typ == "" })
}

// definitions returns the abbreviations that the article defines, by their words: those
// that stand in brackets behind a name, or behind words, with the same initials.
func (p *page) definitions(ms []nameMention) map[string]definition {
	found := map[string]definition{}
	for i := range p.Tokens {
		t := &p.Tokens[i]
		if !p.isBracketed(i) || !acronymLike(t.Text) && !acronymLike(strings.TrimSuffix(t.Text, "s")) {
			continue
		}
		if _, twice := found[t.Text]; twice {
			continue
		}
		short := strings.TrimSuffix(t.Text, "s")
		if n := p.longForm(i, ms); n != none && abbreviates(fold(short), p.form(&ms[n])) {
			found[t.Text] = definition{i, n}
		} else if p.isCommonNoun(short, i-1) {
			found[t.Text] = definition{i, none}
		}
	}
	return found
}

// isBracketed reports whether token i stands alone in brackets.
func (p *page) isBracketed(i int) bool {
	return i > 0 && p.Tokens[i-1].Text == "(" && p.InSentence(i+1, p.Tokens[i].Sentence).Text == ")"
}

// longForm returns the name right before the brackets around token i that may be its long form, or none.
func (p *page) longForm(i int, ms []nameMention) int {
	n := p.At(i - 2).Name
	if n == none || ms[n].to != i-1 || ms[n].len() < 2 || ms[n].typ == entity.NORP {
		return none
	}
	if ms[n].typ == entity.Person && !p.isAcronymOfOrg(i, &ms[n], ms) {
		return none
	}
	return n
}

// isAcronymOfOrg reports whether a name that was taken for a person's is likely an organisation's, since what stands
// in brackets behind it is one: it has three words, and the first is no given name ("Dravida Munnetra Kazhagam", not
// "Mohammed bin Salman").
func (p *page) isAcronymOfOrg(i int, m *nameMention, ms []nameMention) bool {
	n := p.Tokens[i].Name
	return n != none && ms[n].typ == entity.Org && m.len() > 2 && !p.given(strings.ToLower(p.Tokens[m.from].Text)) && m.honor == ""
}

// typesOfDefined returns the types of the abbreviations and of their long forms, "" for
// those of what is no name, and notes the latter as abbreviations of offices.
func (p *page) typesOfDefined(defs map[string]definition, ms []nameMention) map[string]entity.Type {
	votes := map[string]map[entity.Type]float32{}
	for word := range defs {
		votes[word] = map[entity.Type]float32{}
	}
	for i := range ms {
		if v := votes[ms[i].Of(p.Text)]; v != nil {
			v[ms[i].typ] += ms[i].score
		}
	}
	types := map[string]entity.Type{}
	for word, d := range defs {
		if d.long == none {
			types[word] = ""
			p.noteOffice(word)
			continue
		}
		long := &ms[d.long]
		votes[word][long.typ] += long.score
		t := p.typeOfDefined(long, votes[word])
		types[word], types[long.Of(p.Text)] = t, t
	}
	return types
}

// typeOfDefined returns the type of a name that has an abbreviation.
func (p *page) typeOfDefined(long *nameMention, votes map[entity.Type]float32) entity.Type {
	if long.typ == entity.Person && votes[entity.Org] > 0 {
		return entity.Org // nobody has an acronym: "Dravida Munnetra Kazhagam (DMK)"
	}
	best := long.typ
	if !p.isEvident(long) {
		for t, s := range votes {
			if s > votes[best] || s == votes[best] && t < best {
				best = t
			}
		}
	}
	return best
}

// isEvident reports whether the words of a name tell its type.
func (p *page) isEvident(m *nameMention) bool {
	name := m.Of(p.Text)
	if m.typ == entity.Org {
		return p.gaz.OrgNoun(p.headNoun(m.from, m.to)) || p.gaz.Org(name)
	}
	return m.typ == entity.Type(p.gaz.PlaceType(name))
}

// headNoun returns the word that says what a name or noun is: the last one, or the last
// before "of", "for" and the like.
func (p *page) headNoun(from, to int) string {
	k := from
	for k+1 < to && !p.Tokens[k+1].Is(lexicon.SmallWord) {
		k++
	}
	return p.Tokens[k].Lower
}

// isCommonNoun reports whether the words before token end have the initials of short and are
// an office or something else that is nobody's name: "superintendent of police".
func (p *page) isCommonNoun(short string, end int) bool {
	from, ok := p.spelledOut(short, end)
	if !ok {
		return false
	}
	noun := p.headNoun(from, end)
	if lexicon.RankTitle.Has(noun) || p.isLower(from, end) && p.gaz.PersonNoun(noun) {
		return true
	}
	sent := p.At(end).Sentence
	return p.At(end-1).Lower == noun && p.personNoun(end-1) && !p.pluralNoun(p.At(end-1)) && // ", the Harbour Chief Executive"
		p.InSentence(from-1, sent).Is(lexicon.Article) && p.InSentence(from-2, sent).Text == ","
}

// isLower reports whether none of the tokens [from, to) has a capital.
func (p *page) isLower(from, to int) bool {
	for i := from; i < to; i++ {
		if p.Tokens[i].IsCapitalised() {
			return false
		}
	}
	return true
}

// spelledOut returns where the words begin that have the initials of short, small ones
// apart, and end before token end.
func (p *page) spelledOut(short string, end int) (from int, ok bool) {
	sent := p.At(end).Sentence
	k := len(short) - 1
	for from = end; from > 0 && end-from < maxLong && k >= 0; {
		t := p.InSentence(from-1, sent)
		if t.Text == "" || t.IsPunct() && t.Text != "-" {
			return from, false
		}
		from--
		switch {
		case t.Lower[0] == short[k]|0x20:
			k--
		case !t.Is(lexicon.SmallWord) && t.Text != "-":
			return from, false
		}
	}
	return from, k < 0
}
