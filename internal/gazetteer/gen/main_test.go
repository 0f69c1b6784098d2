package main

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dictum.example/kb"
)

// lists are small lists in the forms of the real ones, about a made-up world.
func lists(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	put := func(path, text string) {
		path = filepath.Join(dir, path)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(strings.ReplaceAll(text, "|", "\t")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	put("country-codes/country-codes.csv", "ISO3166-1-Alpha-2,ISO3166-1-Alpha-3,FIPS,official_name_en,UNTERM English "+
		"Formal,Capital,is_independent,wikidata_id,Region Name\n"+
		"RU,RUT,RT,Ruritania,the Kingdom of Ruritania,Strelsau,Yes,https://www.wikidata.org/wiki/Q11,Middle Realms\n"+
		"NZ,NZQ,NQ,New Zembla,,Onhava,Yes,https://www.wikidata.org/wiki/Q22,Middle Realms\n"+
		"OZ,OZM,OZ,Old Zembla,,Onhava,Yes,https://www.wikidata.org/wiki/Q33,Middle Realms\n")
	put("country-coder/borders.json", `{"features":[{"properties":{"wikidata":"Q900","nameEn":"Middle Realms","level":"region"}},
		{"properties":{"iso1A2":"LN","wikidata":"Q901","nameEn":"League of Nowhere","level":"unitedNations"}}]}`)
	put("factbook/realm/rt.json", `{"Geography":{"Location":{"text":"between the Grey Sea and the Grey Sea"}},
		"Government":{"Administrative divisions":{"text":"2 provinces; Hentzau, Zenda&eacute;s*"},
			"Country name":{"conventional short form":{"text":"Ruritania"}}},
		"People and Society":{"Nationality":{"noun":{"text":"Ruritanian(s)"},"adjective":{"text":"Ruritanian"}}}}`)
	put("factbook/realm/nq.json", `{"People and Society":{"Nationality":{"noun":{"text":"Zemblan(s)"},"adjective":{"text":"Zemblan"}}}}`)
	put("factbook/realm/oz.json", `{"People and Society":{"Nationality":{"noun":{"text":"Zemblan(s)"},"adjective":{"text":"Zemblan"}}}}`)
	put("geonames/cities5000.tsv", "1|Strelsau|Strelsau|Strelsow|1|2|PPLC|RU|01|400000\n"+
		"2|Strelsau|Strelsau||1|2|PPL|NZ|01|20000\n3|Hamlet|Hamlet||1|2|PPL|RU|01|6000\n")
	put("tinysearch-wikidata-cities/cities.ts",
		`export const cities = [ {"url":"http://www.wikidata.org/entity/Q77","cityLabel":"Strelsau","population":"390000"}, ]`)
	put("aliases.tsv", "qid|name|type|source|licence\n"+
		"Q501|Rudolf Rassendyll|person|every-politician-scrapers|CC0\n"+
		"Q502|Иван Петров|person|every-politician-scrapers|CC0\n"+
		"Q503|Old Duke Michael|person|every-politician-scrapers|CC0\n"+
		"Q601|Zenda Motors|company|nsi|BSD-3\nQ134567890|Corner Shop|company|nsi|BSD-3\n"+
		"Q611|Ruritanian Blue Star|org|nsi|BSD-3\nQ611|Blue Star|org|nsi|BSD-3\nQ612|Zemblan Blue Star|org|nsi|BSD-3\n"+
		"Q613|Ruritania Blue Star|org|nsi|BSD-3\nQ614|International Blue Star|org|nsi|BSD-3\n"+
		"Q1234567|Ministry of Affairs (Zembla)|org|nsi|BSD-3\n")
	put("every-politician-scrapers/ruritania-cabinet/html_current.csv",
		"position,person,personID,start,gender\nPrime Minister,Rudolf Rassendyll,Q501,2020-01-01,male\n")
	put("every-politician-scrapers/ruritania-cabinet/html_holders21.csv",
		"position,person,personID,start,end\nMinister of War,Old Duke Michael,Q503,1890-01-01,1894-01-01\n")
	put("govdirectory/agencies.tsv", "qid|name|country\nQ701|Ministry of Foreign Affairs of Ruritania|ruritania\nQ702|Hamlet|ruritania\n"+
		"Q703|Ministry of Foreign Affairs of New Zembla|new-zembla\n")
	put("wordnet/person_nouns.txt", "minister\nduchess\n")
	put("petrarch-dictionaries/Phoenix.agents.txt", "# nouns\nMINISTRY_  [~GOV]\n")
	put("ssa-babynames/ssa_names_1880_2023_totals.csv", "name,male,female\nFlavia,0,900\nRare,1,2\n")
	return dir
}

func TestBuild(t *testing.T) {
	dir := lists(t)
	files, err := build(dir, false, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		again, err := build(dir, false, io.Discard)
		if err != nil {
			t.Fatal(err)
		}
		for name := range files {
			if !bytes.Equal(files[name], again[name]) {
				t.Errorf("%s differs between two runs", name)
			}
		}
	}
	table, err := kb.Parse(files["names.gaz"])
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name    string
		id      string // of the first candidate; "-" for a name without candidates
		kind    kb.Kind
		country string
	}{
		{"Ruritania", "Q11", kb.Country, "RU"},
		{"the Kingdom of Ruritania", "Q11", kb.Country, "RU"},
		{"RUT", "Q11", kb.Country, "RU"},
		{"Strelsau", "Q77", kb.City, "RU"},
		{"Hentzau", "", kb.State, "RU"},
		{"Zendaés", "", kb.State, "RU"},
		{"Grey Sea", "", kb.Natural, ""},
		{"Middle Realms", "Q900", kb.Region, ""},
		{"League of Nowhere", "Q901", kb.Organisation, ""},
		{"Rudolf Rassendyll", "Q501", kb.Person, "RU"},
		{"Rassendyll", "Q501", kb.Person, "RU"},
		{"Old Duke Michael", "-", 0, ""}, // too long ago
		{"Foreign Ministry", "Q701", kb.Government, "RU"},
		{"Hamlet", "Q702", kb.City, "RU"},
		{"Zenda Motors", "Q601", kb.Company, ""},
		{"Corner Shop", "-", 0, ""},
		{"Ministry of Affairs", "-", 0, ""},        // whose?
		{"Blue Star", "Q614", kb.Organisation, ""}, // and not the first country's
	} {
		got := table.Lookup(test.name)
		if len(got) == 0 {
			if test.id != "-" {
				t.Errorf("%s: not found", test.name)
			}
			continue
		}
		if e := got[0]; e.ID != test.id || e.Kind != test.kind || e.Country != test.country {
			t.Errorf("%s: got %+v", test.name, e)
		}
	}
	if want := "RU\tQ11\tRuritania\n"; !strings.Contains(string(files["countries.tsv"]), want) {
		t.Errorf("countries.tsv lacks %q:\n%s", want, files["countries.tsv"])
	}
}

func TestBuildWithoutLists(t *testing.T) {
	files, err := build(t.TempDir(), false, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	if table, err := kb.Parse(files["names.gaz"]); err != nil || table.Len() > 0 {
		t.Errorf("table of %d names, error %v", table.Len(), err)
	}
}

func TestBuildRefusesDamagedLists(t *testing.T) {
	dir := lists(t)
	path := filepath.Join(dir, "country-coder", "borders.json")
	if err := os.WriteFile(path, []byte("{"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := build(dir, false, io.Discard); err == nil || !strings.Contains(err.Error(), "borders.json") {
		t.Errorf("error %v, want one that names the file", err)
	}
}

func TestDivisions(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []string
	}{
		{"list", "3 regions; North, South*, East", []string{"North", "South", "East"}},
		{"other names", "1 state (<em>land</em>); Bayern (Bavaria)", []string{"Bayern", "Bavaria"}},
		{"several lists", "<strong>states:</strong> A1land, Borduria; and 1 district; Klow<br><br><strong>cities:</strong> Sbrodj",
			[]string{"A1land", "Borduria", "Klow", "Sbrodj"}},
		{"none", "none (island)", nil},
	} {
		if got := divisions(test.text); !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestDemonymForms(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string
	}{
		{"Ruritanian(s)", []string{"Ruritanian"}},
		{"Frenchman(men), Frenchwoman(women)", []string{"Frenchman", "Frenchmen", "Frenchwoman", "Frenchwomen"}},
		{"Briton(s), British (collective plural)", []string{"Briton", "British"}},
		{"Saudi or Saudi Arabian", []string{"Saudi", "Saudi Arabian"}},
		{"none", nil},
		{"NA", nil},
	} {
		if got := demonymForms(test.text); !slices.Equal(got, test.want) {
			t.Errorf("%q: %q, want %q", test.text, got, test.want)
		}
	}
}

func TestOfficeForms(t *testing.T) {
	got := officeForms("ministry of foreign affairs")
	for _, want := range []string{"ministry of foreign affairs", "foreign affairs ministry", "foreign ministry"} {
		if !slices.Contains(got, want) {
			t.Errorf("%q lacks %q", got, want)
		}
	}
	if got := officeForms("ministry of defence"); !slices.Contains(got, "defense ministry") {
		t.Errorf("%q lacks the American spelling", got)
	}
}

func TestFlattenIsOrdered(t *testing.T) {
	var v any
	if err := json.Unmarshal([]byte(`{"b":"two","a":{"text":"<b>one</b>"},"c":[1]}`), &v); err != nil {
		t.Fatal(err)
	}
	if got, want := flatten(v), "one . two . "; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
