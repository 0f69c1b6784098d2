package gazetteer

import (
	"testing"

	"dictum.example/kb"
)

func TestLookupFirst(t *testing.T) {
	for _, test := range []struct {
		name, id string
		kind     kb.Kind
		country  string
	}{
		{"Russia", "Q159", kb.Country, "RU"},
		{"Afghanistan", "Q889", kb.Country, "AF"},
		{"Moscow", "Q649", kb.City, "RU"},
		{"U.S.", "Q30", kb.Country, "US"},
		{"United States", "Q30", kb.Country, "US"},
		{"USA", "Q30", kb.Country, "US"},
		{"Britain", "Q145", kb.Country, "GB"},
		{"UK", "Q145", kb.Country, "GB"},
		{"China", "Q148", kb.Country, "CN"},
		{"the United Arab Emirates", "Q878", kb.Country, "AE"},
		{"Democratic Republic of Congo", "Q974", kb.Country, "CD"},
		{"Red Cross", "Q7178", kb.Organisation, ""},
		{"UAE", "Q878", kb.Country, "AE"},
		{"Netherlands", "Q55", kb.Country, "NL"},
		{"Central Asia", "Q27275", kb.Region, ""},
		{"Africa", "Q15", kb.Region, ""},
		{"Texas", "Q1439", kb.State, "US"},
		{"Assam", "Q1164", kb.State, "IN"},
		{"NATO", "Q7184", kb.Organisation, ""},
		{"UN", "Q1065", kb.Organisation, ""},
		{"European Union", "Q458", kb.Organisation, ""},
		{"Reuters", "Q130879", kb.Media, ""},
		{"Vladimir Putin", "Q7747", kb.Person, "RU"},
		{"Sergey Lavrov", "Q58217", kb.Person, "RU"},
		{"Amir Khan Muttaqi", "Q60499905", kb.Person, "AF"},
		{"Russian Foreign Ministry", "Q789889", kb.Government, "RU"},
		{"Russia’s Foreign Ministry", "Q789889", kb.Government, "RU"},
		{"Ministry of Foreign Affairs of the Russian Federation", "Q789889", kb.Government, "RU"},
		{"U.S. State Department", "Q789915", kb.Government, "US"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := Lookup(test.name)
			if len(got) == 0 {
				t.Fatal("not found")
			}
			e := got[0]
			if e.ID != test.id || e.Kind != test.kind || e.Country != test.country || e.Partial {
				t.Errorf("got %+v", e)
			}
		})
	}
}

func TestLookupKnowsNot(t *testing.T) {
	for _, name := range []string{"", "Gul Hassan Hassan", "German Foreign Ministry of Truth", "…"} {
		for _, e := range Lookup(name) {
			if e.ID != "" {
				t.Errorf("Lookup(%q) has %+v", name, e)
			}
		}
	}
}

func TestPlaceType(t *testing.T) {
	for _, test := range []struct{ name, want string }{
		{"Moscow", "GPE"}, {"Bavaria", "GPE"}, {"Hong Kong", "GPE"}, {"England", "GPE"}, {"Gifu Prefecture", "GPE"},
		{"Dhahran, Saudi Arabia", "GPE"}, {"Kyiv", "GPE"}, {"Province of Anywhere", "GPE"},
		{"Central Asia", "LOC"}, {"the Middle East", "LOC"}, {"Europe", "LOC"}, {"the Balkans", "LOC"}, {"Black Sea", "LOC"},
		{"Mount Everest", "LOC"}, {"the Nameless River", "LOC"}, {"Gulf of Aden", "LOC"}, {"Siberia", "LOC"},
		{"NATO", ""}, {"UN", ""}, {"Sergey Lavrov", ""}, {"river", ""}, {"", ""}, {",", ""},
	} {
		if got, ok := PlaceType(test.name); got != test.want || ok != (test.want != "") {
			t.Errorf("PlaceType(%q) = %q, %v; want %q", test.name, got, ok, test.want)
		}
	}
}

func TestDemonymOf(t *testing.T) {
	for _, test := range []struct {
		word, country string
		ok            bool
	}{
		{"Russian", "RU", true}, {"Russians", "RU", true}, {"Afghans", "AF", true}, {"British", "GB", true}, {"Britons", "GB", true},
		{"French", "FR", true}, {"Frenchmen", "FR", true}, {"Chinese", "CN", true}, {"Dutch", "NL", true}, {"Danes", "DK", true},
		{"South Korean", "KR", true}, {"North Koreans", "KP", true}, {"Saudi", "SA", true}, {"Palestinian", "PS", true},
		{"American", "US", true}, {"Emirati", "AE", true}, {"Filipino", "PH", true},
		{"Korean", "", true}, {"Congolese", "", true}, {"European", "", true},
		{"Russia", "", false}, {"minister", "", false}, {"", "", false},
	} {
		n, ok := DemonymOf(test.word)
		if ok != test.ok || n.Country != test.country {
			t.Errorf("DemonymOf(%q) = %v, %v; want %q, %v", test.word, n, ok, test.country, test.ok)
		}
		if again, ok := NationOf(n.Country); n.Country != "" && (!ok || again != n) {
			t.Errorf("NationOf(%q) = %v, want %v", n.Country, again, n)
		}
	}
}

func TestGender(t *testing.T) {
	for _, test := range []struct {
		name  string
		woman float32 // at least this share, or with a minus at most
	}{
		{"Maria", 0.95}, {"Fatima", 0.95}, {"Olena", 0.9}, {"Priya", 0.9},
		{"Sergey", -0.05}, {"Mohammed", -0.05}, {"Volodymyr", -0.05}, {"Rahul", -0.05}, {"JOHN", -0.05},
	} {
		_, woman, known := Gender(test.name)
		if !known || test.woman > 0 && woman < test.woman || test.woman < 0 && woman > -test.woman {
			t.Errorf("Gender(%q): %v, %v", test.name, woman, known)
		}
		if !IsGivenName(test.name) {
			t.Errorf("IsGivenName(%q) is false", test.name)
		}
	}
	if _, _, known := Gender("Ministry"); known {
		t.Error("Ministry has a gender")
	}
}

func TestNouns(t *testing.T) {
	for _, w := range []string{"minister", "ministers", "spokeswoman", "spokesmen", "lawyer", "Analyst", "deputies", "witness",
		"witnesses"} {
		if !PersonNoun(w) {
			t.Errorf("PersonNoun(%q) is false", w)
		}
	}
	for _, w := range []string{"ministry", "ministries", "company", "agencies", "university", "party"} {
		if !OrgNoun(w) || PersonNoun(w) {
			t.Errorf("%q: organisation %v, person %v", w, OrgNoun(w), PersonNoun(w))
		}
	}
	for _, w := range []string{"table", "said", "Moscow", ""} {
		if OrgNoun(w) || PersonNoun(w) {
			t.Errorf("%q: organisation %v, person %v", w, OrgNoun(w), PersonNoun(w))
		}
	}
	for _, w := range []string{"Smith", "Lavrov", "Müller"} {
		if !IsSurname(w) {
			t.Errorf("IsSurname(%q) is false", w)
		}
	}
}

func TestRoleOf(t *testing.T) {
	for _, test := range []struct {
		title string
		want  kb.Role
	}{
		{"President", kb.Leader},
		{"Russian Foreign Minister", kb.Minister},
		{"then Prime Minister", kb.Leader},
		{"Deputy Prime Minister", kb.Leader | kb.Minister},
		{"ambassador to Moscow", kb.Diplomat},
		{"Senator", kb.Legislator},
		{"Secretary of State", kb.Minister},
		{"mayor of London", kb.Governor},
		{"farmer", 0},
		{"", 0},
	} {
		if got := RoleOf(test.title); got != test.want {
			t.Errorf("RoleOf(%q) = %b, want %b", test.title, got, test.want)
		}
	}
}
