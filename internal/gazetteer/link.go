package gazetteer

import (
	"slices"
	"strings"
)

// Hints are what an article tells about an entity besides its name.
type Hints struct {
	// Forms are the other forms of the name in the article.
	Forms []string
	// Roles are the titles and offices that the article gives a person, as written.
	Roles []string
	// Countries are the ISO 3166-1 alpha-2 codes of the countries that the article
	// names, by their own names, their demonyms or their places, the most frequent
	// first, without those that only this name brings in.
	Countries []string
}

// Certain is the prominence of an entry that is linked without further support: a
// user's own.
const Certain = 255

// Link returns the one entity of the embedded knowledge base that a name of an
// OntoNotes type (PERSON, ORG, GPE, LOC, FAC) means in an article, or false where the
// base has none or the hints do not settle which it is. It would rather leave a name
// unlinked than link it wrongly: a surname alone, or a common name of somebody who
// fits neither the article's countries nor an office, is not linked.
func Link(name, typ string, h Hints) (Entry, bool) {
	return LinkIn(Default, name, typ, h)
}

// LinkIn is [Link] for another knowledge base.
func LinkIn(kb KnowledgeBase, name, typ string, h Hints) (Entry, bool) {
	candidates := gather(kb, name, typ, h.Forms)
	l := linker{hints: h}
	for _, r := range h.Roles {
		l.roles |= RoleOf(r)
	}
	switch typ {
	case "PERSON":
		return l.choose(candidates, l.person, personThreshold, 1)
	case "ORG":
		return l.choose(candidates, l.organisation, orgThreshold, 1)
	case "GPE", "LOC", "FAC":
		return l.choose(candidates, l.place, placeThreshold, placeMargin)
	}
	return Entry{}, false
}

// A candidate is an entry with the form of the name that has it.
type candidate struct {
	Entry
	form  string
	forms int // how many forms of the name have it
}

// gather returns the candidates of all forms, each entity once, by its best form.
func gather(kb KnowledgeBase, name, typ string, forms []string) []candidate {
	var found []candidate
	for i, form := range append([]string{name}, forms...) {
		if i > 0 && (slices.Contains(forms[:i-1], form) || typ == "PERSON" && !samePerson(name, form)) {
			continue
		}
		for _, e := range kb.Lookup(form) {
			if !compatible(e.Kind, typ) {
				continue
			}
			j := slices.IndexFunc(found, func(c candidate) bool { return e.ID != "" && c.ID == e.ID })
			if j < 0 {
				found = append(found, candidate{Entry: e, form: form, forms: 1})
				continue
			}
			found[j].forms++
			if better(e, found[j].Entry) < 0 {
				found[j].Entry, found[j].form = e, form
			}
		}
	}
	return found
}

// samePerson tells whether one of two names has all the words of the other, or both
// begin alike: of two people with one surname a form may have come to the wrong one.
func samePerson(a, b string) bool {
	x, y := strings.Fields(Fold(a)), strings.Fields(Fold(b))
	if len(x) == 0 || len(y) == 0 || x[0] == y[0] {
		return len(x) > 0 && len(y) > 0
	}
	if len(x) > len(y) {
		x, y = y, x
	}
	for _, w := range x {
		if !slices.ContainsFunc(y, func(v string) bool { return v == w || len(w) == 1 && v[0] == w[0] }) {
			return false
		}
	}
	return true
}

func compatible(k Kind, typ string) bool {
	if typ == "GPE" || typ == "LOC" || typ == "FAC" {
		return k.Type() == "GPE" || k.Type() == "LOC"
	}
	return k.Type() == typ
}

// A linker scores candidates with the hints of one name.
type linker struct {
	hints Hints
	roles Role
}

// choose returns the best candidate, if it reaches the threshold, leaves every other
// behind by the margin, and none is better known by far.
func (l linker) choose(cs []candidate, score func(candidate, []candidate) int, threshold, margin int) (Entry, bool) {
	best, most, second := Entry{}, -1<<30, -1<<30
	for _, c := range cs {
		s := score(c, cs)
		if c.Prominence == Certain {
			s = 1 << 20
		}
		if s > most {
			best, most, second = c.Entry, s, most
		} else {
			second = max(second, s)
		}
	}
	if most < threshold || most-second < margin || best.ID == "" || l.outshone(best, cs) {
		return Entry{}, false
	}
	return best, true
}

// outshone tells whether a place is much less known than another of its name, and its
// country is not what the article is about.
func (l linker) outshone(best Entry, cs []candidate) bool {
	if best.Type() != "GPE" || len(l.hints.Countries) > 0 && l.hints.Countries[0] == best.Country {
		return false
	}
	return slices.ContainsFunc(cs, func(c candidate) bool { return int(c.Prominence) >= int(best.Prominence)+20 })
}

// home tells whether the article names the entity's country, or 0 where that is not known.
func (l linker) home(e Entry) int {
	switch {
	case e.Country == "" || e.Country == "EU" || len(l.hints.Countries) == 0:
		return 0
	case slices.Contains(l.hints.Countries, e.Country):
		return 1
	}
	return -1
}

// Points that a person needs. Without any hint only a leader of late has them.
const personThreshold = 3

// person counts what speaks for a person. A part of a name counts against it so much
// that only a leader with a fitting office and country reaches the threshold.
func (l linker) person(c candidate, _ []candidate) int {
	points := 0
	switch {
	case c.Prominence >= 215:
		points += 3
	case c.Prominence >= 200:
		points += 2
	case c.Prominence >= 165:
		points++
	}
	words := strings.Fields(c.form)
	rare := len(words) >= 3 || !isCommonSurname(words[len(words)-1])
	home := l.home(c.Entry)
	switch {
	case home > 0:
		points += 2
	case home < 0 && rare && c.Prominence >= 200:
		points--
	case home < 0:
		points -= 2
	}
	switch {
	case c.Roles&l.roles != 0:
		points += 2
	case len(l.hints.Roles) > 0:
		points--
	}
	if rare {
		points++
	}
	switch {
	case c.Partial && rare && home > 0:
		points -= 3
	case c.Partial:
		points -= 4
	}
	return points
}

const orgThreshold = 3

// organisation counts what speaks for an organisation. A public body whose name
// several countries use needs its country; an acronym or an ordinary word needs the
// name in full.
func (l linker) organisation(c candidate, all []candidate) int {
	points := 3
	if strings.Contains(c.form, " ") {
		points++
	}
	switch {
	case c.Prominence >= 230:
		points += 3
	case c.Prominence < 165:
		points--
	}
	home := l.home(c.Entry)
	switch {
	case home > 0:
		points++
	case home < 0:
		points -= 2
	}
	switch {
	case c.Kind == Government && (c.Partial || shared(c, all)) && home <= 0:
		points -= 4
	case c.Kind != Government && c.Partial && c.forms < 2:
		points -= 3
	}
	if (c.Code || isAcronym(c.form)) && c.forms < 2 && c.Prominence < 230 && c.Kind != Media {
		points -= 2
	}
	return points
}

// shared tells whether bodies of other countries have the same name.
func shared(c candidate, all []candidate) bool {
	return slices.ContainsFunc(all, func(o candidate) bool {
		return o.Kind == Government && o.Country != c.Country
	})
}

func isAcronym(name string) bool {
	return len(name) <= 5 && isUpper(name)
}

// Places are compared by prominence, ten for every doubling of the population.
const (
	placeThreshold = 185
	placeMargin    = 15
	homeBonus      = 40
	abroadMalus    = 10
)

// place scores a place by prominence and the article's countries. A city needs a
// population of some 500,000 or its country in the article.
func (l linker) place(c candidate, _ []candidate) int {
	score := int(c.Prominence)
	if c.Kind == Natural || c.Kind == Region {
		score += 20
	}
	switch l.home(c.Entry) {
	case 1:
		score += homeBonus
	case -1:
		score -= abroadMalus
	}
	if c.Partial {
		score -= homeBonus
	}
	return score
}

// Join returns a knowledge base that asks each of kbs in turn and answers with the
// first that knows a name.
func Join(kbs ...KnowledgeBase) KnowledgeBase { return joined(slices.Clone(kbs)) }

type joined []KnowledgeBase

func (j joined) Lookup(name string) []Entry {
	for _, kb := range j {
		if entries := kb.Lookup(name); len(entries) > 0 {
			return entries
		}
	}
	return nil
}
