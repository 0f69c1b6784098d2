// Package kb holds knowledge bases: what a name in an article can mean, and by which
// identifier the rest of the world calls that.
//
// A [Base] is anything that can look a name up, and is given to package extract by
// extract.WithKnowledgeBase. A [Table] is one in a file of its own, which [Open] maps
// into memory: its size costs next to nothing until it is asked. A [Builder] makes such
// a file of the user's own entries; package kb/wikidata and "dictum kb build" make one
// of a dump of Wikidata.
//
// Which of its candidates a name means in an article is left to package entity: it
// gives an identifier only where the article settles on one.
package kb

import "strings"

// A Base knows the entities that a name can mean. Lookup returns the candidates for a
// name as an article writes it, the most prominent first, and nil where it knows none.
// It must be safe for concurrent use, and callers may keep what it returns.
type Base interface {
	Lookup(name string) []Entry
}

// An Entry is one candidate for a name.
type Entry struct {
	// ID names the entity: a Wikidata item ("Q159"), whatever else the makers of a
	// knowledge base chose, or "" where only the kind is known.
	ID string
	// Kind is what the entity is.
	Kind Kind
	// Country is the ISO 3166-1 alpha-2 code of the entity's country, or "".
	Country string
	// Prominence orders the candidates of a name, and decides how much support an
	// article must give for a link. For places with known population it is ten times
	// its binary logarithm; Certain needs no support.
	Prominence uint8
	// Roles are the offices of a person.
	Roles Role
	// Share is how often the name means this entity rather than any other thing, in
	// 255ths; 0 where that is not known, and then prominence stands for it.
	Share uint8
	// Field is what a person or organisation is known for.
	Field Field
	// Born is the year of a person's birth, or 0. Tables keep 1800 to 2054.
	Born int
	// Partial tells that the name is only a part of the entity's, such as a surname:
	// too little to link by without support.
	Partial bool
	// Code tells that the name is a code ("GER"), which counts only in capitals.
	Code bool
}

// Certain is the prominence of an entry that is linked without further support.
const Certain = 255

// Type returns the OntoNotes type of the entry.
func (e Entry) Type() string { return e.Kind.Type() }

// Population returns the order of magnitude of a city's population, 0 where it is
// not known.
func (e Entry) Population() int {
	if e.Kind != City || e.Prominence < 100 {
		return 0
	}
	return 1 << (e.Prominence / 10)
}

// A Kind says what an entry is.
type Kind uint8

// The kinds of entry. Their numbers stand in table files: add, never reorder.
const (
	Unknown      Kind = iota
	Country           // a country or dependent territory with an ISO code
	State             // a state, province or other first division of a country
	City              // a city, town or municipality
	Region            // a continent, a region of the world or of a country, an island
	Natural           // a sea, river, lake, mountain, desert
	Government        // a ministry, agency, embassy or other public body
	Organisation      // an international or other organisation
	Company           // a company or brand
	Media             // a newspaper, broadcaster or news agency
	Party             // a political party
	Team              // a sports team
	Person            // a person
	Group             // a nationality, religious or political group
	Facility          // a building, bridge, station, airport or other structure
	Event             // a war, disaster, election, contest or other event
	Product           // a product, vehicle, weapon or piece of software
	Work              // a book, film, song or other work
	Law               // a law or treaty
	numKinds
)

var kindNames = [numKinds]string{
	"unknown", "country", "state", "city", "region", "natural", "government", "organisation",
	"company", "media", "party", "team", "person", "group",
	"facility", "event", "product", "work", "law",
}

// String returns the kind's name in lower case.
func (k Kind) String() string {
	if k < numKinds {
		return kindNames[k]
	}
	return kindNames[Unknown]
}

// ParseKind returns the kind with a name ("city"), and false where there is none.
func ParseKind(name string) (Kind, bool) {
	for k := Country; k < numKinds; k++ {
		if kindNames[k] == name {
			return k, true
		}
	}
	return Unknown, false
}

// Kinds returns the names of all kinds but Unknown, joined by commas.
func Kinds() string { return strings.Join(kindNames[Country:], ", ") }

// Type returns the OntoNotes type of names of this kind (PERSON, ORG, GPE, LOC, NORP,
// FAC, EVENT, PRODUCT, WORK_OF_ART or LAW), and "" for [Unknown].
func (k Kind) Type() string {
	switch k {
	case Country, State, City:
		return "GPE"
	case Region, Natural:
		return "LOC"
	case Government, Organisation, Company, Media, Party, Team:
		return "ORG"
	case Person:
		return "PERSON"
	case Group:
		return "NORP"
	case Facility:
		return "FAC"
	case Event:
		return "EVENT"
	case Product:
		return "PRODUCT"
	case Work:
		return "WORK_OF_ART"
	case Law:
		return "LAW"
	}
	return ""
}

// A Role is a set of offices that a person holds or held.
type Role uint8

// The offices.
const (
	Leader     Role = 1 << iota // head of state or of government
	Minister                    // minister, secretary of a department
	Legislator                  // member of a parliament
	Governor                    // head of a state, province or city
	Diplomat                    // ambassador, envoy
	Military                    // commander of armed forces
	Judge                       // judge, prosecutor
	Official                    // any other public office
)

// Join returns a base that asks each of bases in turn and answers with the first that
// knows a name. Those that are nil are left out.
func Join(bases ...Base) Base {
	var j joined
	for _, b := range bases {
		if b != nil {
			j = append(j, b)
		}
	}
	return j
}

type joined []Base

func (j joined) Lookup(name string) []Entry {
	for _, b := range j {
		if entries := b.Lookup(name); len(entries) > 0 {
			return entries
		}
	}
	return nil
}
