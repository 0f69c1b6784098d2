package link

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"dictum.example/internal/gazetteer"
	"dictum.example/kb"
	"github.com/google/go-cmp/cmp"
)

// article makes the names of an article whose text is its names: of each one's text, type
// and, behind semicolons, titles ("Sergey Lavrov/PERSON/Foreign Minister").
func article(specs ...string) (text string, names []Name) {
	for _, spec := range specs {
		f := strings.Split(spec, "/")
		start := len(text)
		text += f[0]
		n := Name{Text: f[0], Type: f[1], Spans: [][2]int{{start, len(text)}}}
		for _, more := range f[2:] {
			if form, ok := strings.CutPrefix(more, "="); ok {
				n.Forms = append(n.Forms, form)
			} else {
				n.Roles = append(n.Roles, more)
			}
		}
		names = append(names, n)
		text += ". "
	}
	return text, names
}

func TestNames(t *testing.T) {
	const (
		us, russia, britain, india = "American/NORP", "Russia/GPE", "Britain/GPE", "India/GPE"
		australia, france          = "Australia/GPE", "France/GPE"
	)
	for _, test := range []struct {
		name string
		in   []string // the first is asked for
		want string   // "" for no link
	}{
		{"country", []string{"Russia/GPE"}, "Q159"},
		{"capital", []string{"Paris/GPE", us}, "Q90"},
		{"seat of government rather than state",
			[]string{"Washington/GPE", us, "White House/ORG", "Iraq/GPE", "Baghdad/GPE", "Barack Obama/PERSON/President"}, "Q61"},
		{"country rather than state", []string{"Georgia/GPE", russia, "Armenia/GPE"}, "Q230"},
		{"state in an article about its country", []string{"Georgia/GPE", us, "United States/GPE", "Atlanta/GPE", "Florida/GPE"}, "Q1428"},
		{"borough rather than the town of its name", []string{"Manhattan/GPE", "New York City/GPE", us}, "Q11299"},
		{"city of two countries, by the article", []string{"Birmingham/GPE", britain, "London/GPE"}, "Q2256"},
		{"sea", []string{"Black Sea/LOC", russia}, "Q166"},
		{"leader", []string{"Vladimir Putin/PERSON"}, "Q7747"},
		{"minister with office", []string{"Sergey Lavrov/PERSON/Foreign Minister", russia}, "Q58217"},
		{"surname of one whom everybody knows", []string{"Putin/PERSON/President", russia, "Moscow/GPE"}, "Q7747"},
		{"full name of somebody else", []string{"Agatha Putin/PERSON/=Putin", russia}, ""},
		{"son, not father", []string{"Donald Trump Jr./PERSON/=Trump", us}, "Q3713655"},
		{"another romanisation", []string{"Volodymyr Zelensky/PERSON/President", "Ukraine/GPE"}, "Q3874799"},
		{"common name of nobody in particular", []string{"John Smith/PERSON/farmer", "Iowa/GPE", us}, ""},
		{"alliance", []string{"NATO/ORG"}, "Q7184"},
		{"body with its country", []string{"Russian Foreign Ministry/ORG", russia}, "Q789889"},
		{"body of no known country", []string{"Foreign Ministry/ORG"}, ""},
		{"chamber of the article's country", []string{"House of Commons/ORG", "Canada/GPE", "Ottawa/GPE", "Manitoba/GPE"}, "Q383590"},
		{"government of another country", []string{"Central Government/ORG", "El Salvador/GPE", "Honduras/GPE"}, ""},
		{"ministry of another country", []string{"Ministry of Defence/ORG", "UAE/GPE", "Dubai/GPE"}, ""},
		{"acronym of somebody else", []string{"Christian Association for Action/ORG/=CASA", "India/GPE"}, ""},
		{"bank of its own name", []string{"Bank of Canada/ORG", "Canada/GPE"}, "Q806703"},
		{"company", []string{"Gazprom/ORG", russia}, "Q102673"},
		{"town with its region", []string{"Moscow, Idaho/GPE", us}, "Q499927"},
		{"body whose letters the article spells out", []string{"Christian Social Union/ORG/=CSU", "Germany/GPE", "Bavaria/GPE", "German/NORP",
			"Angela Merkel/PERSON/Chancellor", "Bundestag/ORG"}, "Q49763"},
		{"letters of another country's body", []string{"Catholic Student Union/ORG/=CSU", "Ghana/GPE"}, ""},
		{"club under its town", []string{"Leverkusen/ORG", "Germany/GPE", "Franz Beckenbauer/PERSON/footballer", "Mario Gomez/PERSON/striker"},
			"Q104761"},
		{"town's name in politics", []string{"Leverkusen/ORG", "Germany/GPE", "Angela Merkel/PERSON/Chancellor"}, ""},
		{"club without its letters", []string{"Tottenham Hotspur/ORG", "England/GPE"}, "Q18741"},
		{"misspelt", []string{"Dilma Rouseff/PERSON/President", "Brazil/GPE"}, "Q40722"},
		{"like somebody whom few know", []string{"Jackson Janes/PERSON", us}, ""},
		{"club of a sport", []string{"Real Madrid/ORG", "Barcelona/ORG", "Spain/GPE"}, "Q8682"},
		{"code with stops is none", []string{"S.A./GPE", france}, ""},
		{"code without support", []string{"NAM/GPE", australia}, ""},
		{"wrong type", []string{"Moscow/PERSON", india}, ""},
		{"type without links", []string{"Russian/NORP"}, ""},
		{"unknown", []string{"Nobody Known/PERSON", us}, ""},
		{"empty", []string{"/PERSON"}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			text, names := article(test.in...)
			got := Names(nil, gazetteer.Default, text, names)[0]
			if got.ID != test.want {
				t.Errorf("%q is %+v, want %q", names[0].Text, got, test.want)
			}
		})
	}
}

// TestRegionFollows has the region behind a comma in the text.
func TestRegionFollows(t *testing.T) {
	for _, test := range []struct{ text, name, want string }{
		{"They met in Moscow, Idaho, on Monday.", "Moscow", "Q499927"},
		{"They met in Hollywood, Florida.", "Hollywood", "Q234453"},
		{"They met in Moscow, Russia, on Monday.", "Moscow", "Q649"},
		{"They met in Moscow, Nowhere.", "Moscow", "Q649"},
		{"Teams of Japan, Greece and Kenya", "Japan", "Q17"},
		{"Storms hit Cuba, Missouri, on Friday.", "Cuba", ""},
		{"Storms hit Mexico, Texas and Oklahoma.", "Mexico", "Q96"},
		{"An area larger than Tunisia, Ohio has few people.", "Tunisia", "Q948"},
		{"He flew to Paris, London and Rome.", "Paris", "Q90"},
	} {
		start := strings.Index(test.text, test.name)
		names := []Name{{Text: test.name, Type: "GPE", Spans: [][2]int{{start, start + len(test.name)}}}}
		if got := Names(nil, gazetteer.Default, test.text, names)[0]; got.ID != test.want {
			t.Errorf("%s: %+v, want %s", test.text, got, test.want)
		}
	}
}

// TestPlaceBesideCountry has the country beside the name.
func TestPlaceBesideCountry(t *testing.T) {
	for _, test := range []struct{ text, name, country string }{
		{"She came to the French city of Brest, where", "Brest", "FR"},
		{"She came to the French port city of Brest", "Brest", "FR"},
		{"She came to Brest in western France, where", "Brest", "FR"},
		{"She came to Brest in Belarus.", "Brest", "BY"},
		{"She came to Rotterdam in the Netherlands.", "Rotterdam", "NL"},
		{"Talks of Aleppo in Turkey", "Aleppo", "SY"}, // there is none in Turkey
		{"She spoke of Germany in France.", "Germany", "DE"},
	} {
		start := strings.Index(test.text, test.name)
		n := Name{Text: test.name, Type: "GPE", Spans: [][2]int{{start, start + len(test.name)}}}
		found := place(gazetteer.Default, &n, test.text, gather(gazetteer.Default, &n))
		if len(found) == 0 || found[0].Country != test.country {
			t.Errorf("%s: %+v, want one of %s", test.text, found, test.country)
		}
	}
}

func TestSpellings(t *testing.T) {
	for _, test := range []struct {
		name, spelling string
		want           bool
	}{
		{"Dilma Rouseff", "dilma rousseff", true},
		{"Yulia Timoshenko", "yulia tymoshenko", true},
		{"Luis Fonzi", "luis fonsi", true},
		{"Lisa Perry", "lisa parry", false}, // many are called so
		{"Rouseff", "rousseff", false},      // no full name
		{"Dilma Rouseff Jr.", "dilma rousseff jr", false},
	} {
		if got := slices.Contains(spellings(test.name), test.spelling); got != test.want {
			t.Errorf("%s spelt %s: %v", test.name, test.spelling, got)
		}
	}
	if n := len(spellings("Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa Eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee")); n > maxSpellings {
		t.Errorf("%d spellings", n)
	}
}

func TestOwns(t *testing.T) {
	for _, test := range []struct {
		name, typ, form string
		want            bool
	}{
		{"Department of Health Abu Dhabi", "ORG", "Department of Health", false},
		{"Department of Health Abu Dhabi", "ORG", "DoH", true},
		{"Norvik Group plc", "ORG", "Norvik", true},
		{"UN Working Group on Water", "ORG", "UN", false},
		{"Olga Marsh", "PERSON", "Olga", true},
		{"Olga Marsh", "PERSON", "Peter Marsh", false},
		{"Olga Marsh Jr.", "PERSON", "Olga Marsh", false},
		{"Olga Marsh", "PERSON", "", false},
	} {
		n := Name{Text: test.name, Type: test.typ}
		if got := n.owns(test.form); got != test.want {
			t.Errorf("%s owns %q: %v", test.name, test.form, got)
		}
	}
}

func TestAfter(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"Moscow, Idaho, is a town", "Idaho"},
		{"Moscow, New South Wales. It", "New South Wales"},
		{"Moscow, he said", ""},
		{"Moscow", ""},
		{"Moscow, ", ""},
		{"Moscow,Idaho", ""},
	} {
		if got := after(test.text, [][2]int{{0, 6}}); got != test.want {
			t.Errorf("%q: %q, want %q", test.text, got, test.want)
		}
	}
}

func TestPriors(t *testing.T) {
	got := priorsOf([]kb.Entry{{Prominence: 160}, {Prominence: 145}, {Prominence: 145}})
	if diff := cmp.Diff([]float64{0.5, 0.25, 0.25}, got); diff != "" {
		t.Error(diff)
	}
	got = priorsOf([]kb.Entry{{Share: 204}, {Prominence: 145}})
	if math.Abs(got[0]-0.8) > 0.01 || math.Abs(got[1]-0.2) > 0.01 {
		t.Errorf("%v, want about 0.8 and 0.2", got)
	}
}

// users is a knowledge base of a user's own.
type users map[string][]kb.Entry

func (u users) Lookup(name string) []kb.Entry { return u[name] }

func TestNamesOfUsers(t *testing.T) {
	base := kb.Join(users{
		"Jane Roe": {{ID: "staff:7", Kind: kb.Person, Prominence: kb.Certain}},
		"Moscow":   {{ID: "office:3", Kind: kb.City, Prominence: kb.Certain}},
	}, gazetteer.Default)
	text, names := article("Jane Roe/PERSON", "Moscow/GPE", "Paris/GPE")
	for i, want := range []string{"staff:7", "office:3", "Q90"} {
		if got := Names(nil, base, text, names)[i]; got.ID != want {
			t.Errorf("%s is %+v, want %s", names[i].Text, got, want)
		}
	}
}

// A base of the user's may answer with anything.
func TestNamesInAnything(t *testing.T) {
	var many []kb.Entry
	for range 1 << 12 {
		many = append(many, kb.Entry{ID: strconv.Itoa(len(many)), Kind: kb.Person, Prominence: 250})
	}
	for _, name := range []string{" ", "", "\xff", "'", "Jane Roe"} {
		for _, entries := range [][]kb.Entry{many, {{Kind: 200, ID: "x"}}, {{}}, {}} {
			names := []Name{{Text: name, Type: "PERSON", Forms: []string{"", name, "\n"}, Spans: [][2]int{{-1, 5}, {3, 900}}}}
			if got := Names(nil, users{name: entries}, "text", names)[0]; got.ID != "" {
				t.Errorf("%q is %+v", name, got)
			}
		}
	}
}

func TestParseNetworkRefuses(t *testing.T) {
	for _, data := range []string{"", "{", `{"direct":[1]}`, `{"hidden":[[1]],"out":[1,2],"direct":[]}`} {
		if _, err := parseNetwork([]byte(data)); err == nil {
			t.Errorf("%q: no error", data)
		}
	}
	if _, err := parseNetwork(weightsFile); err != nil {
		t.Error(err)
	}
}

// FuzzNames wants probabilities of every article, and the same twice.
func FuzzNames(f *testing.F) {
	f.Add("They met in Moscow, Idaho.", "Moscow", "Moscow, Idaho", "GPE", "mayor", 12, 18)
	f.Add("Sergey Lavrov", "Sergey Lavrov", "Lavrov", "PERSON", "Foreign Minister", 0, 13)
	f.Add("\xff, A", "U.S.", "S.A.", "ORG", "", 0, 1)
	f.Fuzz(func(t *testing.T, text, name, form, typ, role string, start, end int) {
		names := []Name{
			{Text: name, Forms: []string{form}, Type: typ, Roles: []string{role}, Spans: [][2]int{{start, end}}},
			{Text: "Russia", Type: "GPE"},
			{Text: form, Type: "ORG"},
		}
		links := Names(nil, gazetteer.Default, text, names)
		for i, l := range links {
			if l.ID == "" && l.Confidence != 0 ||
				l.ID != "" && (l.Confidence < Threshold || l.Confidence > 1 || !fits(l.Kind, names[i].Type)) {
				t.Errorf("%+v is %+v", names[i], l)
			}
		}
		if diff := cmp.Diff(links, Names(nil, gazetteer.Default, text, names)); diff != "" {
			t.Errorf("the second time (-first +second)\n%s", diff)
		}
		for _, d := range weigh(nil, gazetteer.Default, text, names) {
			for k, x := range d.features {
				if len(x) != numFeatures {
					t.Fatalf("%d features, want %d", len(x), numFeatures)
				}
				for i, v := range x {
					if v != v || v < -5 || v > 5 {
						t.Errorf("feature %d of %v is %v", i, d.found[k].Entry, v)
					}
				}
			}
		}
	})
}

func BenchmarkNames(b *testing.B) {
	text, names := article("Sergey Lavrov/PERSON/Foreign Minister/=Lavrov", "Russia/GPE", "Afghanistan/GPE", "Taliban/ORG",
		"Washington/GPE", "John Smith/PERSON")
	b.ReportAllocs()
	for b.Loop() {
		Names(nil, gazetteer.Default, text, names)
	}
}
