package gazetteer

import (
	"slices"
	"strings"

	"dictum.example/kb"
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

// Link returns the one entity of the embedded knowledge base that a name of an
// OntoNotes type (PERSON, ORG, GPE, LOC, FAC) means in an article, or false where the
// base has none or the hints do not settle which it is. It would rather leave a name
// unlinked than link it wrongly: a surname alone, or a common name of somebody who
// fits neither the article's countries nor an office, is not linked.
func Link(name, typ string, h Hints) (kb.Entry, bool) {
	return LinkIn(Default, name, typ, h)
}

// maxForms bounds the forms of a name that are looked up.
const maxForms = 32

// LinkIn is [Link] for another knowledge base.
func LinkIn(base kb.Base, name, typ string, h Hints) (kb.Entry, bool) {
	if len(name) > kb.MaxName {
		return kb.Entry{}, false
	}
	h.Forms = h.Forms[:min(len(h.Forms), maxForms)]
	candidates := gather(base, name, typ, h.Forms)
	l := linker{hints: h, alone: len(candidates) == 1}
	for _, r := range h.Roles {
		l.roles |= RoleOf(r)
	}
	switch typ {
	case "PERSON":
		if isFullName(name) || slices.ContainsFunc(h.Forms, isFullName) {
			candidates = slices.DeleteFunc(candidates, func(c candidate) bool { return c.Partial })
		}
		return l.choose(candidates, l.person, personThreshold, 1)
	case "ORG":
		return l.choose(candidates, l.organisation, orgThreshold, 1)
	case "GPE", "LOC", "FAC":
		return l.choose(candidates, l.place, placeThreshold, placeMargin)
	}
	return kb.Entry{}, false
}

// isFullName tells whether a name has a given name too. A surname that is known then
// belongs to somebody else.
func isFullName(name string) bool { return strings.Contains(kb.Fold(name), " ") }

// A candidate is an entry with the form of the name that has it.
type candidate struct {
	kb.Entry
	form  string
	forms int // how many forms of the name have it
	// variant tells that no form in the article has it, only a variant of the name
	variant bool
}

// variants returns what a person's name may be elsewhere: with another romanisation of
// one word, and of three words and more what is left without the middle or the
// beginning ("Ebrahim Raisi" of "Seyyed Ebrahim Raisi").
func variants(name string) []string {
	words := strings.Fields(kb.Fold(name))
	n := len(words)
	if n < 2 || n > 6 {
		return nil
	}
	var forms []string
	for i, w := range words {
		for _, group := range romanisations {
			if !slices.Contains(group, w) {
				continue
			}
			for _, other := range group {
				if other != w {
					forms = append(forms, strings.Join(slices.Concat(words[:i], []string{other}, words[i+1:]), " "))
				}
			}
		}
	}
	if n == 2 {
		return forms
	}
	forms = append(forms, words[0]+" "+words[n-1], strings.Join(words[:n-1], " "))
	if !IsGivenName(words[0]) || sameGender(words[0], words[n-2]) { // a title, or one given name of two
		forms = append(forms, words[n-2]+" "+words[n-1])
	}
	return forms
}

// romanisations are spellings of one name in other scripts, folded.
var romanisations = [][]string{
	{"al", "el"}, {"abdul", "abdel", "abd"}, {"mohammed", "mohammad", "muhammad", "mohamed"}, {"ahmed", "ahmad"},
	{"hussein", "hossein", "husain", "hussain"}, {"hassan", "hasan"}, {"yusuf", "youssef", "yousef"}, {"omar", "umar"},
	{"sergey", "sergei"}, {"andrey", "andrei"}, {"alexey", "alexei", "aleksei", "aleksey"}, {"dmitry", "dmitri", "dmitriy"},
	{"yury", "yuri", "yuriy"}, {"vasily", "vasiliy", "vasyl"}, {"alexander", "aleksandr", "alexandr", "oleksandr"},
	{"nikolay", "nikolai"}, {"vladimir", "volodymyr"}, {"mikhail", "mykhailo"}, {"anatoly", "anatoliy", "anatolii"},
	{"zelensky", "zelenskyy", "zelenskiy", "zelenskyi"}, {"lukashenko", "lukashenka"},
}

// gather returns the candidates of all forms, each entity once, by its best form.
func gather(base kb.Base, name, typ string, forms []string) []candidate {
	var found []candidate
	var other []string
	if typ == "PERSON" {
		other = variants(name)
	}
	whole := 1 + len(forms)
	for i, form := range slices.Concat([]string{name}, forms, other) {
		if 0 < i && i < whole && (slices.Contains(forms[:i-1], form) || typ == "PERSON" && !samePerson(name, form)) {
			continue
		}
		if strings.TrimSpace(form) == "" {
			continue
		}
		entries := base.Lookup(form)
		for _, e := range entries[:min(len(entries), kb.MaxEntries)] {
			if !compatible(e.Kind, typ) {
				continue
			}
			j := slices.IndexFunc(found, func(c candidate) bool { return e.ID != "" && c.ID == e.ID })
			if j < 0 {
				found = append(found, candidate{Entry: e, form: form, forms: 1, variant: i >= whole})
				continue
			}
			if i >= whole {
				continue
			}
			found[j].forms++
			if kb.Compare(e, found[j].Entry) < 0 {
				found[j].Entry, found[j].form = e, form
			}
		}
	}
	return found
}

// sameGender tells whether two given names are of men, or both of women.
func sameGender(a, b string) bool {
	x, _, knownX := Gender(a)
	y, _, knownY := Gender(b)
	return knownX && knownY && (x > 0.5) == (y > 0.5)
}

// samePerson tells whether one of two names has all the words of the other, or both
// begin alike: of two people with one surname a form may have come to the wrong one.
func samePerson(a, b string) bool {
	if len(b) > kb.MaxName {
		return false
	}
	x, y := strings.Fields(kb.Fold(a)), strings.Fields(kb.Fold(b))
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

func compatible(k kb.Kind, typ string) bool {
	if typ == "GPE" || typ == "LOC" || typ == "FAC" {
		return k.Type() == "GPE" || k.Type() == "LOC"
	}
	return k.Type() == typ
}

// A linker scores candidates with the hints of one name.
type linker struct {
	hints Hints
	roles kb.Role
	alone bool // there is one candidate
}

// choose returns the best candidate, if it reaches the threshold, leaves every other
// behind by the margin, and none is better known by far.
func (l linker) choose(cs []candidate, score func(candidate) int, threshold, margin int) (kb.Entry, bool) {
	best, most, second := kb.Entry{}, -1<<30, -1<<30
	for _, c := range cs {
		s := score(c)
		if c.Prominence == kb.Certain {
			s = 1 << 20
		}
		if s > most {
			best, most, second = c.Entry, s, most
		} else {
			second = max(second, s)
		}
	}
	if most < threshold || most-second < margin || best.ID == "" || l.outshone(best, cs) {
		return kb.Entry{}, false
	}
	return best, true
}

// outshone tells whether a place is much less known than another of its name, and its
// country is not what the article is about.
func (l linker) outshone(best kb.Entry, cs []candidate) bool {
	if best.Type() != "GPE" || l.central(best) {
		return false
	}
	return slices.ContainsFunc(cs, func(c candidate) bool { return int(c.Prominence) >= int(best.Prominence)+20 })
}

// home tells whether the article names the entity's country, or 0 where that is not known.
func (l linker) home(e kb.Entry) int {
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
func (l linker) person(c candidate) int {
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
	rare := len(words) >= 3 || !isCommonSurname(words[len(words)-1]) && !isCommonSurname(words[0])
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
	case len(l.hints.Roles) > 0 && l.roles == 0: // a minister may have been a member of parliament
		points--
	}
	switch {
	case rare:
		points++
	case c.Roles&l.roles == 0 && len(c.form) <= 10: // "Zhang Jun"
		points--
	}
	if c.variant {
		points--
		if c.Prominence < 165 {
			points -= 2
		}
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

// organisation counts what speaks for an organisation. A public body needs its
// country in its name or as that of the article; an acronym or an ordinary word needs the
// name in full.
func (l linker) organisation(c candidate) int {
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
	case c.Kind == kb.Government && c.Country != "EU" && !l.central(c.Entry) && !namesCountry(c.form, c.Country):
		points -= 4
	case c.Kind != kb.Government && c.Partial && c.forms < 2:
		points -= 3
	}
	if (c.Code || isAcronym(c.form)) && c.forms < 2 && c.Prominence < 190 && c.Kind != kb.Media {
		points -= 2
	}
	return points
}

// central tells whether the article is about the entity's country more than about any other.
func (l linker) central(e kb.Entry) bool {
	return len(l.hints.Countries) > 0 && l.hints.Countries[0] == e.Country
}

// namesCountry tells whether a name has the name or demonym of the country in it.
func namesCountry(name, country string) bool {
	words := strings.Fields(kb.Fold(name))
	for i := range words {
		for j := i + 1; j <= min(i+3, len(words)); j++ {
			if countryOf(strings.Join(words[i:j], " ")) == country {
				return true
			}
		}
	}
	return false
}

func isAcronym(name string) bool {
	return len(name) <= 5 && strings.ToUpper(name) == name && strings.ToLower(name) != name
}

// Places are compared by prominence, ten for every doubling of the population.
const (
	placeThreshold = 185
	placeMargin    = 15
	homeBonus      = 40
	passingBonus   = 10 // of a country that the article only mentions
	mainCountries  = 3  // the countries that it is about are no more
	centralBonus   = 20
	townProminence = 160 // of some 65,000 people
	abroadMalus    = 12
)

// place scores a place by prominence and the article's countries. A city needs a
// population of some 500,000 or its country in the article.
func (l linker) place(c candidate) int {
	score := int(c.Prominence)
	if c.Kind == kb.Natural || c.Kind == kb.Region {
		score += 20
	}
	switch l.home(c.Entry) {
	case 1:
		score += homeBonus
		if slices.Index(l.hints.Countries, c.Country) >= mainCountries {
			score += passingBonus - homeBonus
		}
		if l.central(c.Entry) && c.Prominence >= townProminence {
			score += centralBonus
		}
	case -1:
		if c.Kind == kb.City && l.alone && c.Prominence >= placeThreshold {
			break // no other place has the name
		}
		score -= abroadMalus
		if c.Kind == kb.City {
			score -= abroadMalus
		}
	}
	if c.Partial {
		score -= homeBonus
	}
	return score
}
