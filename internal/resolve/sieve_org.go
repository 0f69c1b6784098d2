package resolve

import (
	"slices"
	"strings"

	"dictum.example/internal/lexicon"
	"dictum.example/internal/pass"
)

// orgSieves join the names of organisations.
var orgSieves = []sieve{
	{sameNamePass, sameName},
	{inBracketsPass, inBrackets},
	{pass.Pass{Name: "country-body",
		Purpose: "an institution’s name that begins with its country: “Russian Foreign Ministry”, “Russia Foreign Ministry”"},
		sameCountryBody},
	{pass.Pass{Name: "core",
		Purpose: "the same name without its country, or without the words for a company: “Halden Motor Co.”, “Halden Motor”"},
		sameCore},
	{pass.Pass{Name: "order", Purpose: "the same words the other way round: “Ministry of Defence”, “Defence Ministry”"},
		sameOrder},
	{acronymPass, orgAcronym},
	{pass.Pass{Name: "place-company", Purpose: "the name of a place or people that is short for a company, not for whatever else is there"},
		placeCompany},
	{pass.Pass{Name: "part", Purpose: "the last or the first words of one longer name: “Saudi Aramco”, “Aramco”"},
		orgPart},
	{spellingPass, respelt},
}

// sameCountryBody decides for the name of an institution that begins with its country: it is
// the same as one of the same country.
func sameCountryBody(c *cluster, x *indexes, f *form) (refs []*referent, ok bool) {
	country, core := c.core(f.words)
	f.country, f.core = country, strings.Join(core, " ")
	if country == "" {
		return nil, false
	}
	for _, r := range x.byCore[f.core] {
		if r.country == country {
			refs = append(refs, r)
		}
	}
	return refs, true
}

// sameCore finds the names that are the same without a country, or without the words for a company.
func sameCore(_ *cluster, x *indexes, f *form) ([]*referent, bool) { return some(x.byCore[f.core]) }

// sameOrder finds the names of the same body of the state or university in the other order of words: "Ministry of
// Defence" and "Defence Ministry".
func sameOrder(c *cluster, x *indexes, f *form) ([]*referent, bool) {
	key := c.order(f.words)
	return some(x.byOrder[key])
}

// order returns the name of a ministry, department or university with what it is of before what it is, without its country,
// or "" for other names. A ministry of foreign affairs is called a foreign ministry.
func (c *cluster) order(ws []string) string {
	_, ws = c.core(ws)
	n := len(ws)
	switch {
	case n < 2:
		return ""
	case n > 2 && ws[1] == "of" && lexicon.ReversibleBody.Has(ws[0]):
		ws = append(slices.Clone(ws[2:]), ws[0])
		if ws[0] == "the" {
			ws = ws[1:]
		}
	case !lexicon.ReversibleBody.Has(ws[n-1]):
		return ""
	}
	if n = len(ws); n == 3 && ws[0] == "foreign" && ws[1] == "affairs" {
		ws = []string{ws[0], ws[2]}
	}
	return strings.Join(ws, " ")
}

// orgAcronym finds what an acronym is short for.
func orgAcronym(_ *cluster, x *indexes, f *form) ([]*referent, bool) {
	if !acronymLike(f.name) && !isMixedAcronym(f.name) {
		return nil, false
	}
	return some(x.byAcronym[f.key])
}

// placeCompany decides for the name of a place or people: "Halden" is short for a company,
// and not for whatever is in Halden.
func placeCompany(c *cluster, x *indexes, f *form) (refs []*referent, ok bool) {
	if c.p.gaz.PlaceType(f.name) == "" && c.p.gaz.Demonym(f.name) == "" {
		return nil, false
	}
	for _, r := range x.byPart[f.key] {
		if r.corporate() {
			refs = append(refs, r)
		}
	}
	return refs, true
}

// orgPart finds the names that a name is the beginning or the end of.
func orgPart(_ *cluster, x *indexes, f *form) ([]*referent, bool) { return some(x.byPart[f.key]) }

func noteOrg(c *cluster, x *indexes, f *form, r *referent) {
	noteCommon(x, f, r)
	_, core := c.core(f.words)
	x.byCore.add(strings.Join(core, " "), r)
	if key := c.order(f.words); key != "" {
		x.byOrder.add(key, r)
	}
	for _, part := range c.orgParts(f.group) {
		x.byPart.add(part, r)
	}
}

// core splits an institution's name into the country and the rest; other
// names have no country, and lose the words that say what kind of company it is.
func (c *cluster) core(ws []string) (country string, core []string) {
	if len(ws) > 1 && allInstitutionWords(ws[1:]) {
		if d := c.p.gaz.Demonym(ws[0]); d != "" {
			return placeKey(c.p.gaz, d), ws[1:]
		}
		if c.p.gaz.PlaceType(ws[0]) != "" {
			return placeKey(c.p.gaz, ws[0]), ws[1:]
		}
	}
	n := len(ws)
	for n > 1 && (lexicon.CorporateSuffix.Has(ws[n-1]) || ws[n-1] == "&") {
		n--
	}
	return "", ws[:n]
}

func allInstitutionWords(ws []string) bool {
	for _, w := range ws {
		if !lexicon.InstitutionWord.Has(w) {
			return false
		}
	}
	return true
}

// maxParts bounds the beginnings and ends of a name that may stand for it.
const maxParts = 7

// orgParts returns the beginnings and ends of an organisation's name that may stand for
// it. What follows "of" or "and" is another: a university of a chamber of commerce is not
// the chamber.
func (c *cluster) orgParts(g *group) []string {
	var parts []string
	n := len(g.words)
	for k := 1; k < n && k <= maxParts; k++ {
		if c.beginsFor(g, k) {
			parts = append(parts, strings.Join(g.words[:k], " "))
		}
		if !lexicon.SmallWord.Has(g.words[n-k]) && !lexicon.SmallWord.Has(g.words[n-k-1]) {
			parts = append(parts, strings.Join(g.words[n-k:], " "))
		}
	}
	return parts
}

// beginsFor reports whether the first k words of an organisation's name may stand for it.
// "World Athletics Council" is of World Athletics, and not it. Of a name that begins with an
// abbreviation, that is whom it belongs to: "UN Working Group"; unless it is a company's, "DBG
// Technology Co".
func (c *cluster) beginsFor(g *group, k int) bool {
	n, last := len(g.words), g.words[len(g.words)-1]
	if k > 1 {
		return k < n-1 || !lexicon.OrganNoun.Has(last)
	}
	first := c.p.Tokens[c.ms[g.mentions[0]].from].Text
	return !acronymLike(first) || lexicon.CorporateSuffix.Has(last) && last != "group"
}
