package resolve

import (
	"dictum.example/internal/pass"
)

// placeSieves join the names of places.
var placeSieves = []sieve{
	{sameNamePass, sameName},
	{pass.Pass{Name: "gazetteer", Purpose: "another name of a place that the gazetteer knows: “United States”, “U.S.”"},
		samePlace},
	{inBracketsPass, inBrackets},
	{acronymPass, placeAcronym},
	{spellingPass, placeSpelling},
}

// samePlace finds another name of a place that the gazetteer knows: "U.S.", "United States".
func samePlace(c *cluster, x *indexes, f *form) ([]*referent, bool) {
	return one(x.byPlace[c.placeOf(f)])
}

// placeAcronym finds the one place that an acronym, which the gazetteer does not know, is short for.
func placeAcronym(c *cluster, x *indexes, f *form) ([]*referent, bool) {
	if c.placeOf(f) != "" || !acronymLike(f.name) {
		return nil, false
	}
	return only(x.byAcronym[f.key])
}

// placeSpelling finds another spelling of a name that the gazetteer does not know.
func placeSpelling(c *cluster, x *indexes, f *form) ([]*referent, bool) {
	if c.p.gaz.PlaceType(f.name) != "" {
		return nil, false
	}
	return respelt(c, x, f)
}

func notePlace(c *cluster, x *indexes, f *form, r *referent) {
	noteCommon(x, f, r)
	if place := c.placeOf(f); place != "" {
		x.byPlace[place] = r
	}
	if c.p.gaz.Country(f.name) {
		r.country = placeKey(c.p.gaz, f.name)
	}
}

// placeOf returns the gazetteer's key for all the names of a well-known place, or "".
func (c *cluster) placeOf(f *form) string {
	if f.place == nil {
		place := c.p.gaz.Same(f.name)
		f.place = &place
	}
	return *f.place
}

// placeKey returns one key for all the names of a place.
func placeKey(g facts, place string) string {
	if k := g.Same(place); k != "" {
		return k
	}
	return fold(place)
}

// peopleSieves join the names of peoples and movements.
var peopleSieves = []sieve{
	{sameNamePass, sameName},
	{pass.Pass{Name: "people", Purpose: "the singular and the plural of a people’s name: “Russian”, “Russians”"},
		samePeople},
}

// samePeople finds the singular for the plural of a people's name, and the other way round.
func samePeople(c *cluster, x *indexes, f *form) ([]*referent, bool) {
	return one(x.byPeople[c.peopleKey(f.key)])
}

func notePeople(c *cluster, x *indexes, f *form, r *referent) {
	x.byName[f.key], x.byPeople[c.peopleKey(f.key)] = r, r
}

// peopleKey returns one key for the singular and the plural of a people's name.
func (c *cluster) peopleKey(name string) string {
	if d := c.p.gaz.Demonym(name); d != "" {
		return "=" + fold(d)
	}
	if n := len(name); n > 4 && name[n-1] == 's' {
		return name[:n-1]
	}
	return name
}
