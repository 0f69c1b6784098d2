package resolve

import (
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/lexicon"
)

// unbracketed cuts a name of the tokens [from, to) at a bracket that closes without having
// been opened: "NSRI) Shelly Beach" are two names. A bracket that closes right behind the
// name is its own: "Janata Dal (United)".
func (p *page) unbracketed(from, to int, t entity.Type) [][2]int {
	var parts [][2]int
	open := none
	for i := from; i < to && t != entity.Person; i++ {
		switch p.Tokens[i].Text {
		case "(":
			open = i
		case ")":
			if open == none {
				parts = append(parts, [2]int{from, i})
				from = i + 1
			}
			open = none
		}
	}
	if open > from {
		if p.At(to).Text == ")" {
			return append(parts, [2]int{from, to + 1})
		}
		parts = append(parts, [2]int{from, open})
		from = open + 1
	}
	return append(parts, [2]int{from, to})
}

// closed reports whether the last of the tokens [from, to) closes a bracket among the last
// of them.
func (p *page) closed(from, to int) bool {
	if p.Tokens[to-1].Text != ")" {
		return false
	}
	for i := max(from, to-maxLong); i < to-1; i++ {
		if p.Tokens[i].Text == "(" {
			return true
		}
	}
	return false
}

// A definition is an abbreviation in brackets behind what it is short for.
type definition struct {
	token int
	long  int // the name that it is short for, or none
}

// maxLong is how many words an abbreviation may be short for.
const maxLong = 12

// definitions returns the abbreviations that the article defines, by their words: those
// that stand in brackets behind a name, or behind words, with the same initials.
func (p *page) definitions(ms []nameMention) map[string]definition {
	found := map[string]definition{}
	for i := range p.Tokens {
		t := &p.Tokens[i]
		if i == 0 || p.Tokens[i-1].Text != "(" || p.InSentence(i+1, t.Sentence).Text != ")" || !acronymLike(t.Text) && !acronymLike(strings.TrimSuffix(t.Text, "s")) {
			continue
		}
		if _, twice := found[t.Text]; twice {
			continue
		}
		short := strings.TrimSuffix(t.Text, "s")
		if n := p.At(i - 2).Name; n != none && ms[n].to == i-1 && ms[n].to-ms[n].from > 1 && (ms[n].typ != entity.Person || t.Name != none && ms[t.Name].typ == entity.Org && p.likelyOrg(&ms[n])) && ms[n].typ != entity.NORP {
			if abbreviates(fold(short), p.form(&ms[n])) {
				found[t.Text] = definition{i, n}
				continue
			}
		}
		if p.commonNoun(short, i-1) {
			found[t.Text] = definition{i, none}
		}
	}
	return found
}

// likelyOrg reports whether a name that was taken for a person's is likely an organisation's where it has an
// abbreviation: three words, and the first no given name ("Dravida Munnetra Kazhagam", not "Mohammed bin Salman").
func (p *page) likelyOrg(m *nameMention) bool {
	_, given := p.gaz.Female(strings.ToLower(p.Tokens[m.from].Text))
	return m.to-m.from > 2 && !given && m.honor == ""
}

// commonNoun reports whether the words before token end have the initials of short and are
// an office or something else that is nobody's name: "superintendent of police".
func (p *page) commonNoun(short string, end int) bool {
	sent := p.At(end).Sentence
	k := len(short) - 1
	from := end
	for from > 0 && end-from < maxLong && k >= 0 {
		t := p.InSentence(from-1, sent)
		if t.Text == "" || t.IsPunct() && t.Text != "-" {
			return false
		}
		from--
		switch {
		case t.Lower[0] == short[k]|0x20:
			k--
		case !t.Is(lexicon.SmallWord) && t.Text != "-":
			return false
		}
	}
	if k >= 0 {
		return false
	}
	lower := true
	for i := from; i < end; i++ {
		lower = lower && !p.Tokens[i].IsCapitalised()
	}
	noun := p.headNoun(from, end)
	return lexicon.RankTitle.Has(noun) || lower && p.gaz.PersonNoun(noun) || p.At(end-1).Lower == noun && p.personNoun(end-1) && !p.pluralNoun(p.At(end-1)) && p.InSentence(from-1, sent).Is(lexicon.Article) && p.InSentence(from-2, sent).Text == ","
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

// evident reports whether the words of a name tell its type.
func (p *page) evident(m *nameMention) bool {
	name := m.Of(p.Text)
	if m.typ == entity.Org {
		return p.gaz.OrgNoun(p.headNoun(m.from, m.to)) || p.gaz.Org(name)
	}
	return m.typ == entity.Type(p.gaz.PlaceType(name))
}

// defined gives an abbreviation and the name that the article has it for one type: that
// of the name where its words tell it, else the one that most of the mentions have. It
// leaves out abbreviations of what is no name.
func (p *page) defined(ms []nameMention) []nameMention {
	ms = p.inOrder(ms)
	defs := p.definitions(ms)
	if len(defs) == 0 {
		return ms
	}
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
		best, v := long.typ, votes[word]
		v[best] += long.score
		if best == entity.Person && v[entity.Org] > 0 {
			best = entity.Org // nobody has an acronym: "Dravida Munnetra Kazhagam (DMK)"
		} else if !p.evident(long) {
			for t, s := range v {
				if s > v[best] || s == v[best] && t < best {
					best = t
				}
			}
		}
		types[word], types[long.Of(p.Text)] = best, best
		if t := &p.Tokens[d.token]; t.Name == none {
			ms = append(ms, nameMention{Span: t.Span, from: d.token, to: d.token + 1, typ: best, score: long.score / 2})
		}
	}
	out := ms[:0]
	for _, m := range ms {
		t, ok := types[m.Of(p.Text)]
		if !ok {
			t = m.typ
		}
		if m.typ = t; t != "" {
			out = append(out, m)
		}
	}
	return p.inOrder(out)
}
