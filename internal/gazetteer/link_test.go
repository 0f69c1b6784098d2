package gazetteer

import (
	"strconv"
	"testing"

	"dictum.example/kb"
)

func TestLink(t *testing.T) {
	us, ru := []string{"US"}, []string{"RU"}
	for _, test := range []struct {
		name    string
		mention string
		typ     string
		hints   Hints
		want    string // "" for no link
	}{
		{"country", "Russia", "GPE", Hints{}, "Q159"},
		{"capital", "Paris", "GPE", Hints{Countries: us}, "Q90"},
		{"seat of government rather than state", "Washington", "GPE", Hints{Countries: us}, "Q61"},
		{"country rather than state", "Georgia", "GPE", Hints{}, "Q230"},
		{"state in an article about its country", "Georgia", "GPE", Hints{Countries: us}, "Q1428"},
		{"two countries", "Congo", "GPE", Hints{}, ""},
		{"two countries, one of them in the article", "Congo", "GPE", Hints{Countries: []string{"CD"}}, "Q974"},
		{"three cities alike", "Cambridge", "GPE", Hints{}, ""},
		{"three cities alike, one in the article's country", "Cambridge", "GPE", Hints{Countries: []string{"GB"}}, "Q1028279"},
		{"city without support", "Launceston", "GPE", Hints{}, ""},
		{"city in the article's country", "Launceston", "GPE", Hints{Countries: []string{"AU"}}, "Q339527"},
		{"region", "Central Asia", "LOC", Hints{}, "Q27275"},
		{"leader", "Vladimir Putin", "PERSON", Hints{}, "Q7747"},
		{"minister with office", "Sergey Lavrov", "PERSON", Hints{Roles: []string{"Foreign Minister"}, Countries: ru}, "Q58217"},
		{"minister from abroad, without office", "Sergey Lavrov", "PERSON", Hints{Countries: []string{"BR"}}, ""},
		{"surname alone", "Putin", "PERSON", Hints{}, ""},
		{"surname with office and country", "Putin", "PERSON", Hints{Roles: []string{"President"}, Countries: ru}, "Q7747"},
		{"surname of somebody else", "Trump", "PERSON", Hints{Forms: []string{"Agatha Trump"}, Countries: us}, ""},
		{"full name of somebody else", "Agatha Putin", "PERSON", Hints{Forms: []string{"Putin"}, Countries: ru}, ""},
		{"honorific before the name", "Seyyed Ebrahim Raisi", "PERSON", Hints{Countries: []string{"IR"}}, "Q5947347"},
		{"another romanisation", "Volodymyr Zelensky", "PERSON", Hints{Countries: []string{"UA"}}, "Q3874799"},
		{"another romanisation of a common given name", "Muhammad bin Salman", "PERSON", Hints{Countries: []string{"SA"}}, "Q6892571"},
		{"common name", "John Smith", "PERSON", Hints{Countries: us}, ""},
		{"organisation", "NATO", "ORG", Hints{}, "Q7184"},
		{"acronym of an organisation", "UN", "ORG", Hints{}, "Q1065"},
		{"body with its country", "Russian Foreign Ministry", "ORG", Hints{}, "Q789889"},
		{"body of the article's country", "Foreign Ministry", "ORG", Hints{Countries: ru}, "Q789889"},
		{"body of no known country", "Foreign Ministry", "ORG", Hints{}, ""},
		{"body of a country that the article only mentions", "Foreign Ministry", "ORG", Hints{Countries: []string{"AF", "RU"}}, ""},
		{"company", "Gazprom", "ORG", Hints{}, "Q102673"},
		{"wrong type", "Moscow", "PERSON", Hints{}, ""},
		{"type without links", "Russian", "NORP", Hints{}, ""},
		{"unknown", "Nobody Known", "PERSON", Hints{Countries: us}, ""},
		{"empty", "", "PERSON", Hints{Forms: []string{""}}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, ok := Link(test.mention, test.typ, test.hints)
			if got.ID != test.want || ok != (test.want != "") {
				t.Errorf("Link(%q) = %+v, %v; want %q", test.mention, got, ok, test.want)
			}
		})
	}
}

// users is a knowledge base of a user's own.
type users map[string][]kb.Entry

func (u users) Lookup(name string) []kb.Entry { return u[name] }

func TestLinkInUsersNames(t *testing.T) {
	base := kb.Join(users{
		"Jane Roe": {{ID: "staff:7", Kind: kb.Person, Prominence: kb.Certain}},
		"Moscow":   {{ID: "office:3", Kind: kb.City, Prominence: kb.Certain}},
	}, Default)
	for _, test := range []struct{ name, typ, want string }{
		{"Jane Roe", "PERSON", "staff:7"},
		{"Moscow", "GPE", "office:3"},
		{"Paris", "GPE", "Q90"},
	} {
		if got, ok := LinkIn(base, test.name, test.typ, Hints{}); !ok || got.ID != test.want {
			t.Errorf("LinkIn(%q) = %+v, %v; want %q", test.name, got, ok, test.want)
		}
	}
}

// A base of the user's may answer with anything.
func TestLinkInAnything(t *testing.T) {
	var many []kb.Entry
	for range 1 << 17 {
		many = append(many, kb.Entry{ID: strconv.Itoa(len(many)), Kind: kb.Person, Prominence: 250})
	}
	for _, name := range []string{" ", "", "\xff", "'", "Jane Roe"} {
		for _, entries := range [][]kb.Entry{many, {{Kind: 200, ID: "x"}}, {{}}, {}} {
			if e, ok := LinkIn(users{name: entries}, name, "PERSON", Hints{Forms: []string{"", name, "\n"}}); ok {
				t.Errorf("LinkIn(%q) = %+v", name, e)
			}
		}
	}
}
