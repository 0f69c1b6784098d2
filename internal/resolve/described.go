package resolve

import (
	"strings"

	"dictum.example/entity"
)

// described makes persons of the names of two words that were taken for an organisation's, whose second word is a
// person's name alone, where somewhere a noun for a person stands before them: "radio host Nora Lind".
func (p *page) described(ms []nameMention) []nameMention {
	lone := p.lonePersons(ms)
	persons := map[string]bool{}
	for i := range ms {
		if m := &ms[i]; m.typ == entity.Org {
			if ws := p.form(m); len(ws) == 2 && lone[ws[1]] && p.isDescribed(m) {
				persons[strings.Join(ws, " ")] = true
			}
		}
	}
	if len(persons) == 0 {
		return ms
	}
	for i := range ms {
		if m := &ms[i]; m.typ == entity.Org && persons[strings.Join(p.form(m), " ")] {
			p.makePerson(m)
		}
	}
	return ms
}

// isDescribed reports whether a noun for one person stands before a name.
func (p *page) isDescribed(m *nameMention) bool {
	before := p.before(m)
	return before.Name == none && before.Text != "" && p.personNoun(m.from-1) && !p.pluralNoun(before)
}

func (p *page) makePerson(m *nameMention) { m.typ, m.honor = entity.Person, p.honorific(m.from) }

// speakers makes persons of the sources that are nothing but a word, taken for an organisation or a place, that is a
// person's surname: "Lind says", after "Nora Lind". A place that is named without being a source stays one.
func (p *page) speakers(ms []nameMention) []nameMention {
	surnames, silent := p.surnamesOf(ms), p.silentNames(ms)
	for i := range ms {
		m := &ms[i]
		if m.typ != entity.Org && m.typ != entity.GPE || m.len() != 1 || !p.isSource(m) {
			continue
		}
		if ws := p.form(m); len(ws) == 1 && surnames[ws[0]] && (m.typ == entity.Org || !silent[ws[0]]) {
			p.makePerson(m)
		}
	}
	return ms
}

// surnames makes persons of the names taken for a place or a people, of which no base knows, that are a person's
// surname, or a full name that ends with a person's name alone.
func (p *page) surnames(ms []nameMention) []nameMention {
	surnames, lone := p.surnamesOf(ms), p.lonePersons(ms)
	for i := range ms {
		m := &ms[i]
		switch m.typ {
		case entity.GPE, entity.Loc, entity.NORP, entity.Fac:
		default:
			continue
		}
		if name := m.Of(p.Text); p.gaz.PlaceType(name) != "" || p.gaz.Demonym(name) != "" {
			continue
		}
		ws := p.form(m)
		if n := len(ws); n == 1 && surnames[ws[0]] || n == 2 && lone[ws[1]] && !p.HasLower(p.Tokens[m.to-1].Lower) {
			p.makePerson(m)
		}
	}
	return ms
}

// titlesAlone lets a title that was taken for a name ("the Pope") stand for the one person whom it precedes.
func (p *page) titlesAlone(ms []nameMention) []nameMention {
	titled := p.titledNames(ms)
	for i := range ms {
		if m := &ms[i]; m.typ == entity.Person && m.len() == 1 && isTitle(p.Tokens[m.from].Lower) {
			m.virtual = titled[p.Tokens[m.from].Lower]
		}
	}
	return ms
}

// titledNames returns the names that follow titles, or "" where several do.
func (p *page) titledNames(ms []nameMention) map[string]string {
	titled := map[string]string{}
	for i := range ms {
		m := &ms[i]
		title := p.before(m)
		if m.typ != entity.Person || title.Name != none && title.Name != i-1 || !isTitle(title.Lower) {
			continue
		}
		if name, ok := titled[title.Lower]; ok && !strings.EqualFold(name, m.Of(p.Text)) {
			titled[title.Lower] = ""
		} else {
			titled[title.Lower] = m.Of(p.Text)
		}
	}
	return titled
}

// sources finds the sources that are a word with a capital which the reading took for no name, and which is the first
// or last word of a person's full name: "June said", of June Marsh.
func (p *page) sources(ms []nameMention) []nameMention {
	parts := p.nameParts(ms)
	for _, s := range p.Reading.Sources {
		from, to := p.TokensIn(s.Span)
		if to != from+1 {
			continue
		}
		t := &p.Tokens[from]
		if t.Name != none || t.Span != s.Span || !t.IsCapitalised() {
			continue
		}
		if w := words(t.Text); len(w) == 1 && parts[w[0]] {
			ms = append(ms, p.newName(from, to, entity.Person, s.Score))
		}
	}
	return ms
}

// isSource reports whether a name is the whole of a source.
func (p *page) isSource(m *nameMention) bool {
	s := p.Tokens[m.from].Source
	return s != none && p.Sources[s] == m.Span
}

// surnamesOf returns the last words of the full names of persons.
func (p *page) surnamesOf(ms []nameMention) map[string]bool {
	last := map[string]bool{}
	p.eachPerson(ms, 2, func(ws []string) { last[ws[len(ws)-1]] = true })
	return last
}

// nameParts returns the first and the last words of the full names of persons.
func (p *page) nameParts(ms []nameMention) map[string]bool {
	parts := map[string]bool{}
	p.eachPerson(ms, 2, func(ws []string) { parts[ws[0]], parts[ws[len(ws)-1]] = true, true })
	return parts
}

// lonePersons returns the names of persons that are of one word.
func (p *page) lonePersons(ms []nameMention) map[string]bool {
	lone := map[string]bool{}
	p.eachPerson(ms, 1, func(ws []string) {
		if len(ws) == 1 {
			lone[ws[0]] = true
		}
	})
	return lone
}

// eachPerson calls f with the words of each person's name that has so many at least.
func (p *page) eachPerson(ms []nameMention, least int, f func(ws []string)) {
	for i := range ms {
		if ms[i].typ != entity.Person {
			continue
		}
		if ws := p.form(&ms[i]); len(ws) >= least {
			f(ws)
		}
	}
}

// silentNames returns the names of one word, of no person, that stand somewhere without being a source.
func (p *page) silentNames(ms []nameMention) map[string]bool {
	silent := map[string]bool{}
	for i := range ms {
		if m := &ms[i]; m.typ != entity.Person && !p.isSource(m) {
			if ws := p.form(m); len(ws) == 1 {
				silent[ws[0]] = true
			}
		}
	}
	return silent
}
