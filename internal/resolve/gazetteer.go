package resolve

import (
	"dictum.example/internal/gazetteer"
	"dictum.example/kb"
)

// facts tells what is known of names in general.
type facts interface {
	// PlaceType returns "GPE" or "LOC" for the name of a place, else "".
	PlaceType(name string) string
	// Demonym returns the country whose people or things the word names
	// ("Russian", "Afghans"), the word itself where that is no one country, and
	// "" for any other word.
	Demonym(word string) string
	// Female returns the share of women among the bearers of a given name, and
	// whether the name is one.
	Female(given string) (share float64, ok bool)
	// Surname reports whether the word is known as a surname.
	Surname(word string) bool
	// PersonNoun reports whether the lower-case noun is said of persons
	// ("minister", "driver").
	PersonNoun(noun string) bool
	// OrgNoun reports whether the lower-case noun is said of organisations ("ministry").
	OrgNoun(noun string) bool
	// Country reports whether the name is a country's.
	Country(name string) bool
	// Land reports whether the name is a country's or a state's.
	Land(name string) bool
	// OrgSort returns "company", "media", "party" or "team" for the
	// name of a known organisation, else "".
	OrgSort(name string) string
	// Org reports whether the name is a known organisation's.
	Org(name string) bool
	// Same returns one key for all the names of a well-known place ("U.S.",
	// "United States"), and "" for other names.
	Same(place string) string
}

// embedded is what the project's gazetteer knows.
type embedded struct{}

func (embedded) PlaceType(name string) string {
	t, _ := gazetteer.PlaceType(name)
	return t
}

func (embedded) Demonym(word string) string {
	nation, ok := gazetteer.DemonymOf(word)
	if ok && nation.Name == "" {
		return word
	}
	return nation.Name
}

func (embedded) Female(given string) (float64, bool) {
	_, f, ok := gazetteer.Gender(given)
	return float64(f), ok
}

func (embedded) Surname(word string) bool { return gazetteer.IsSurname(word) }

func (embedded) PersonNoun(noun string) bool { return gazetteer.PersonNoun(noun) }

func (embedded) OrgNoun(noun string) bool { return gazetteer.OrgNoun(noun) }

func (embedded) Country(name string) bool { return isCountry(gazetteer.Default, name) }

func (embedded) Land(name string) bool {
	for _, x := range gazetteer.Lookup(name) {
		if x.Kind == kb.Country || x.Kind == kb.State {
			return true
		}
	}
	return false
}

func (embedded) OrgSort(name string) string {
	for _, e := range gazetteer.Lookup(name) {
		switch e.Kind {
		case kb.Company, kb.Media, kb.Party, kb.Team:
			return e.Kind.String()
		}
	}
	return ""
}

func (embedded) Org(name string) bool {
	for _, e := range gazetteer.Lookup(name) {
		if e.Type() == "ORG" && !e.Partial {
			return true
		}
	}
	return false
}

func (embedded) Same(place string) string {
	for _, e := range gazetteer.Lookup(place) {
		if t := e.Type(); (t == "GPE" || t == "LOC") && !e.Partial {
			return e.ID
		}
	}
	return ""
}
