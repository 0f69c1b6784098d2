package entity

import (
	"context"

	"dictum.example/entity/value"
	"dictum.example/text"
)

// A Type is one of the 18 entity types of OntoNotes 5.
type Type string

// The types of OntoNotes 5 (Weischedel et al., OntoNotes Release 5.0, LDC2013T19).
const (
	Person    Type = "PERSON"
	NORP      Type = "NORP" // nationalities, religious and political groups
	Fac       Type = "FAC"  // buildings, airports, roads, bridges
	Org       Type = "ORG"
	GPE       Type = "GPE" // countries, cities, states
	Loc       Type = "LOC" // other places: continents, seas, mountains
	Product   Type = "PRODUCT"
	Event     Type = "EVENT"
	WorkOfArt Type = "WORK_OF_ART"
	Law       Type = "LAW"
	Language  Type = "LANGUAGE"
	Date      Type = "DATE"
	Time      Type = "TIME"
	Percent   Type = "PERCENT"
	Money     Type = "MONEY"
	Quantity  Type = "QUANTITY"
	Ordinal   Type = "ORDINAL"
	Cardinal  Type = "CARDINAL"
)

// Valid reports whether t is one of the types.
func (t Type) Valid() bool {
	switch t {
	case Person, NORP, Fac, Org, GPE, Loc, Product, Event, WorkOfArt, Law, Language:
		return true
	}
	return t.IsValue()
}

// IsValue reports whether t is a type of values: dates, times, numbers and amounts.
func (t Type) IsValue() bool {
	switch t {
	case Date, Time, Percent, Money, Quantity, Ordinal, Cardinal:
		return true
	}
	return false
}

// A Gender is what pronouns and titles tell of a person. The zero Gender is unknown.
type Gender string

// The genders that English pronouns and titles tell.
const (
	Female Gender = "female" // "she", "Mrs"
	Male   Gender = "male"   // "he", "Mr"
)

// A Kind tells how a mention refers to its entity.
type Kind string

// The kinds of mention.
const (
	Name    Kind = "name"    // "Sergey Lavrov", "Lavrov"
	Nominal Kind = "nominal" // "the ministry"
	Pronoun Kind = "pronoun" // "he"
	Val     Kind = "value"   // a date, a number, an amount
)

// A Mention is one place in the text that refers to an entity.
type Mention struct {
	text.Excerpt
	Type Type `json:"type"`
	Kind Kind `json:"kind"`
	// Pass names the rule that found the mention, and Sieve the one that joined it to
	// the entity, "" for the mentions that the entity began with. A Document read from
	// JSON has neither.
	Pass  string `json:"-"`
	Sieve string `json:"-"`
}

// An Entity is somebody or something that the article mentions. Entities of a
// Document are shared by its quotes; they must not be changed.
type Entity struct {
	// ID names the entity within its Document: "e1", "e2", …
	ID   string
	Type Type
	// Name is the fullest name that the article gives, without honorifics,
	// titles and possessive endings.
	Name string
	// Gender is that of a person, where pronouns or titles in the text tell it; the given
	// name does not.
	Gender Gender
	// Aliases are the other forms of the name in the article, in order of appearance.
	Aliases []string
	// Mentions are in the order of the text and are at least one.
	Mentions []Mention
	// Roles are the person's titles and offices as written ("Russia’s ambassador
	// to Afghanistan"), in order of appearance.
	Roles []text.Excerpt
	// RolePasses name, for each of Roles, the rule that found it; a Document read from JSON
	// has none.
	RolePasses []string
	// Affiliation is the organisation, country or group of the article that the
	// roles tie the person to, or nil.
	Affiliation *Entity
	// QID is the Wikidata item that the name most likely means, where that is likely enough.
	QID string
	// QIDConfidence is the probability that the QID is right, from 0 to 1: of the links of
	// about 0.9, nine in ten are. It is 0 for a QID that the user's own names give.
	QIDConfidence float64
	// Key is the identifier that the user's own names or knowledge base give the
	// entity, or "". One that is a Wikidata item is the QID.
	Key string
	// Node is the id of the thing that the entity is over all articles, or "": package
	// corpus gives it.
	Node string
	// Value is the normalised value of a date, time, number or amount, else nil.
	Value *value.Value
}

// String returns the entity's name, and "" for a nil Entity.
func (e *Entity) String() string {
	if e == nil {
		return ""
	}
	return e.Name
}

// A Recognizer finds the names in a text. Recognize must be safe for
// concurrent use. The mentions that it returns lie in the layout's text; what
// overlaps an earlier one is dropped.
type Recognizer interface {
	Recognize(ctx context.Context, l *text.Layout) ([]Mention, error)
}
