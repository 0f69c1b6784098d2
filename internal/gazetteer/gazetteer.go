package gazetteer

import (
	_ "embed"
	"strings"
	"sync"

	"dictum.example/kb"
)

//go:embed names.gaz
var namesFile []byte

//go:embed countries.tsv
var countriesFile string

// Embedded returns the table that the package embeds. It is read at the first call.
func Embedded() *kb.Table { return embedded() }

var embedded = sync.OnceValue(func() *kb.Table {
	t, err := kb.Map(namesFile)
	if err != nil {
		panic("gazetteer: the embedded table is damaged: " + err.Error()) // a build error
	}
	return t
})

// Lookup returns the candidates of a name, most prominent first, or nil. A public
// body is also found by its country's name or demonym before its own name ("Russian
// Foreign Ministry").
func Lookup(name string) []kb.Entry {
	return Default.Lookup(name)
}

// Default is the knowledge base that the package embeds.
var Default kb.Base = embeddedBase{}

type embeddedBase struct{}

func (embeddedBase) Lookup(name string) []kb.Entry {
	if entries := embedded().Lookup(name); entries != nil || len(name) > kb.MaxName {
		return entries
	}
	return lookupNational(embedded(), name)
}

// lookupNational looks a public body up by the name after its country's.
func lookupNational(base kb.Base, name string) []kb.Entry {
	country, rest := cutCountry(name)
	if country == "" || rest == "" {
		return nil
	}
	var found []kb.Entry
	for _, e := range base.Lookup(rest) {
		if e.Kind == kb.Government && e.Country == country {
			e.Partial = false
			found = append(found, e)
		}
	}
	return found
}

// cutCountry splits a name after the country or demonym that it begins with, which may
// have up to three words, and returns the country's code and the rest, folded.
func cutCountry(name string) (country, rest string) {
	for _, possessive := range []string{"'s ", "’s ", "' ", "’ "} {
		if owner, owned, ok := strings.Cut(name, possessive); ok {
			return CountryOf(kb.Fold(owner)), kb.Fold(owned)
		}
	}
	name = kb.Fold(name)
	end := 0
	for range 3 {
		i := strings.IndexByte(name[end:], ' ')
		if i < 0 {
			break
		}
		end += i
		if code := CountryOf(name[:end]); code != "" {
			country, rest = code, name[end+1:]
		}
		end++
	}
	return country, rest
}

// CountryOf returns the code of the country that a folded name or demonym means, or "".
func CountryOf(name string) string {
	if d, ok := DemonymOf(name); ok {
		return d.Country
	}
	var buf [8]kb.Entry
	for _, e := range embedded().AppendLookup(buf[:0], name) {
		if e.Kind == kb.Country {
			return e.Country
		}
	}
	switch name { // codes, which a folded name cannot show in capitals
	case "us", "uk", "eu", "un":
		return strings.ToUpper(strings.Replace(name, "uk", "gb", 1))
	}
	return ""
}

// PlaceType tells whether a name, by its most prominent place or else by the words in
// it, is that of a GPE (a country, state or city; "Gifu Prefecture") or of a LOC (a
// continent, region, sea, mountain; "the Mary River").
func PlaceType(name string) (typ string, ok bool) {
	var buf [8]kb.Entry
	for _, e := range embedded().AppendLookup(buf[:0], name) {
		switch t := e.Type(); {
		case (t == "GPE" || t == "LOC") && !e.Partial:
			return t, true
		case e.Code: // "UN" is no town
			return "", false
		}
	}
	if len(name) > kb.MaxName {
		return "", false
	}
	if city, _, ok := strings.Cut(name, ","); ok { // "Dhahran, Saudi Arabia"
		return PlaceType(city)
	}
	return typeByWords(kb.Fold(name))
}

// typeByWords types a folded name by the common noun at its end or beginning.
func typeByWords(key string) (typ string, ok bool) {
	first, _, several := strings.Cut(key, " ")
	if !several {
		return "", false
	}
	last := key[strings.LastIndexByte(key, ' ')+1:]
	switch last {
	case "province", "prefecture", "county", "governorate", "municipality", "oblast", "emirate", "township", "city", "republic", "village":
		return "GPE", true
	case "sea", "ocean", "gulf", "strait", "river", "lake", "mountains", "desert", "peninsula", "island", "islands",
		"bay", "valley", "plateau", "archipelago", "coast", "creek", "falls", "glacier", "volcano", "delta", "basin", "region":
		return "LOC", true
	}
	switch first {
	case "mount", "mt", "lake", "gulf", "bay", "strait", "cape", "isle":
		return "LOC", true
	case "province", "city", "state", "republic", "town", "village", "kingdom":
		if strings.HasPrefix(key, first+" of ") {
			return "GPE", true
		}
	}
	return "", false
}

// A Nation is a country that names and demonyms lead to.
type Nation struct {
	Country string // ISO 3166-1 alpha-2
	ID      string // Wikidata item
	Name    string // usual English name
}

// nations are the lines of countries.tsv in order; the words' table numbers them from 1.
var nations = sync.OnceValue(func() []Nation {
	var list []Nation
	for line := range strings.Lines(countriesFile) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) == 3 {
			list = append(list, Nation{Country: f[0], ID: f[1], Name: f[2]})
		}
	}
	return list
})

// NationOf returns the country with an ISO 3166-1 alpha-2 code.
func NationOf(code string) (Nation, bool) {
	for _, n := range nations() {
		if n.Country == code {
			return n, true
		}
	}
	return Nation{}, false
}
