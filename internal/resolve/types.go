package resolve

import (
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/lexicon"
)

// knownTypes corrects types by what the gazetteer knows.
func (p *page) knownTypes(ms []nameMention) []nameMention {
	for i := range ms {
		ms[i].typ = p.knownType(&ms[i])
	}
	return ms
}

// knownType returns the type of a name, which is another than the reading's where the gazetteer knows better.
func (p *page) knownType(m *nameMention) entity.Type {
	name := m.Of(p.Text)
	switch m.typ {
	case entity.Org:
		if m.len() > 1 && p.gaz.Country(name) { // "United Arab Emirates"
			return entity.GPE
		}
	case entity.GPE, entity.Loc, entity.NORP:
		return p.knownPlace(name, m.typ)
	}
	return m.typ
}

// knownPlace returns the type of a name that was taken for a place's or a people's.
func (p *page) knownPlace(name string, typ entity.Type) entity.Type {
	place := entity.Type(p.gaz.PlaceType(name))
	switch {
	case typ == entity.NORP || place == "" && p.gaz.Demonym(name) != "":
		return entity.NORP
	case place == entity.GPE || place == entity.Loc:
		return place
	case typ == entity.GPE && p.gaz.Org(name):
		return entity.Org
	}
	return typ
}

// fullNames tells of the words in an article's names of two words and more.
type fullNames struct {
	types     map[string]map[entity.Type]bool // of the names that a word belongs to
	companies map[string]bool                 // first words of names of companies
	surnames  map[string]bool                 // last words of names of persons
}

// fullNames looks through the article's names of two words and more.
func (p *page) fullNames(forms [][]string, ms []nameMention) fullNames {
	full := fullNames{map[string]map[entity.Type]bool{}, map[string]bool{}, map[string]bool{}}
	for i, ws := range forms {
		if len(ws) < 2 {
			continue
		}
		switch typ, last := ms[i].typ, ws[len(ws)-1]; {
		case typ == entity.Org && lexicon.CorporateSuffix.Has(last):
			full.companies[ws[0]] = true
		case typ == entity.Person:
			full.surnames[last] = true
		}
		for _, w := range ws {
			if full.types[w] == nil {
				full.types[w] = map[entity.Type]bool{}
			}
			full.types[w][ms[i].typ] = true
		}
	}
	return full
}

// formsOf returns the words of each name.
func (p *page) formsOf(ms []nameMention) [][]string {
	forms := make([][]string, len(ms))
	for i := range ms {
		forms[i] = p.form(&ms[i])
	}
	return forms
}

// companies makes companies of the names of one word that are taken for persons, where the
// only fuller name is a company's.
func (p *page) companies(ms []nameMention) []nameMention {
	forms := p.formsOf(ms)
	full := p.fullNames(forms, ms)
	for i := range ms {
		m, ws := &ms[i], forms[i]
		if m.typ == entity.Person && m.honor == "" && len(ws) == 1 && full.companies[ws[0]] && len(full.types[ws[0]]) == 1 {
			m.typ = entity.Org
		}
	}
	return ms
}

// A ballot counts the mentions of one name by their types.
type ballot struct {
	score map[entity.Type]float32
	count map[entity.Type]int
	n     int
}

// ballots returns the ballot of each name by its words.
func ballots(keys []string, ms []nameMention) map[string]*ballot {
	votes := map[string]*ballot{}
	for i := range ms {
		b := votes[keys[i]]
		if b == nil {
			b = &ballot{score: map[entity.Type]float32{}, count: map[entity.Type]int{}}
			votes[keys[i]] = b
		}
		b.score[ms[i].typ] += ms[i].score
		b.count[ms[i].typ]++
		b.n++
	}
	return votes
}

// majority gives all the mentions of one name the type that most of them have,
// unless a fuller name in the article speaks for the type of the few.
func (p *page) majority(ms []nameMention) []nameMention {
	forms := p.formsOf(ms)
	keys := make([]string, len(ms))
	for i := range keys {
		keys[i] = strings.Join(forms[i], " ")
	}
	full, votes := p.fullNames(forms, ms), ballots(keys, ms)
	for i := range ms {
		m, b, types := &ms[i], votes[keys[i]], full.types[keys[i]]
		if full.surnames[keys[i]] && len(types) == 1 && p.isOutvotedOrg(m, b) {
			m.typ = entity.Person // the only fuller name is a person's
		}
		if b.n < 2 || m.honor != "" {
			continue
		}
		if best := p.winner(m, b); best != m.typ && !types[m.typ] && !p.mayBeClub(m, forms[i], b, best) {
			m.typ = best
		}
	}
	return ms
}

// isOutvotedOrg reports whether a name is taken for an organisation's, which no base knows, once, or less often
// than for a person's.
func (p *page) isOutvotedOrg(m *nameMention, b *ballot) bool {
	orgs := b.count[entity.Org]
	return m.typ == entity.Org && (orgs == 1 || orgs < b.count[entity.Person]) && !p.gaz.Org(m.Of(p.Text))
}

// winner returns the type with the highest score, its own where others have no more. A
// movement that acts is an organisation, whoever belongs to it.
func (p *page) winner(m *nameMention, b *ballot) entity.Type {
	best := m.typ
	for t, s := range b.score {
		if s > b.score[best] || s == b.score[best] && t < best {
			best = t
		}
	}
	acts := b.count[entity.NORP] > 0 && 4*b.count[entity.Org] >= b.n
	if acts && (best == entity.NORP || best == entity.Org) && p.gaz.Demonym(m.Of(p.Text)) == "" {
		return entity.Org
	}
	return best
}

// mayBeClub reports whether the few may be right where a town and an organisation have one
// name: a town's club is called by the town.
func (p *page) mayBeClub(m *nameMention, ws []string, b *ballot, best entity.Type) bool {
	both := best == entity.GPE && m.typ == entity.Org || best == entity.Org && m.typ == entity.GPE
	if !both || b.count[m.typ] < 2 && b.count[best] >= 4 {
		return false
	}
	if len(ws) == 0 || lexicon.RealmNoun.Has(ws[len(ws)-1]) {
		return true
	}
	name := m.Of(p.Text)
	return p.gaz.PlaceType(name) != "" || best == entity.GPE && p.gaz.Org(name)
}
