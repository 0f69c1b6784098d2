package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dictum.example/kb"
)

// items adds a list of Wikidata's items about the made-up world to the lists in dir.
func items(t *testing.T, dir string) {
	t.Helper()
	folder := filepath.Join(dir, "wikidata")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, lines := range map[string][]string{
		"names.tsv": {
			"qid	name	type	description	aliases	prominence	source	licence",
			"Q801	Flavia Elphberg	PERSON	politician, Ruritania, born 1931; Prime Minister	Elphberg|Flavia|Dump of " +
				"Zenda	70	x	CC0",
			"Q802	Flavia Elphberg	PERSON	baseball player, New Zembla	 	12	x	CC0",
			"Q803	Anton von Tarlenheim	PERSON	singer, Ruritania		12	x	CC0",
			"Q804	Zenda Rovers	ORG	football club, Ruritania	Rovers|ZR	50	x	CC0",
			"Q805	Tarlen	GPE	city in Ruritania		45	x	CC0",
			"Q806	The Zenda Gazette	ORG	newspaper in Zenda		40	x	CC0",
			"Q807	Strings of a Text	PERSON			60	fewrel	none",
			"Q808	Grey Lake	LOC	lake in Ruritania		30	x	CC0",
			"Q809	Count Luzau	PERSON	fictional character		90	x	CC0",
			"Q810	Siege of Tarlen	EVENT	battle		60	x	CC0",
			"Q811	New Zembla	GPE	country	Tarlen	60	x	CC0",
		},
		"politicians_tail.tsv": {
			"qid	name	description",
			"Q851	Flavia Elphberg	politician, New Zembla",
			"Q852	Otto Nobody	politician, New Zembla",
		},
		"aliases_wp.tsv": {
			"alias	qid	p	evidence	title",
			"Elphberg	Q801	0.80	redirect	Flavia Elphberg",
		},
		"prior_elevant.tsv": {
			"mention	qid	predictions_by_10_systems	gold",
			"Tarlen	Q805	9	1",
		},
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestItems(t *testing.T) {
	dir := lists(t)
	items(t, dir)
	table := func(all bool) *kb.Table {
		files, err := build(dir, all, io.Discard)
		if err != nil {
			t.Fatal(err)
		}
		table, err := kb.Parse(files["names.gaz"])
		if err != nil {
			t.Fatal(err)
		}
		return table
	}
	some, all := table(false), table(true)
	for _, test := range []struct {
		name  string
		ids   string // of the candidates, the best first
		inAll string // where that is another
	}{
		{"Flavia Elphberg", "Q801 Q802 Q851", ""}, // the namesakes of who is known
		{"Elphberg", "Q801", ""},
		{"Anton von Tarlenheim", "", "Q803"},
		{"Otto Nobody", "", "Q852"},
		{"Zenda Rovers", "Q804", ""},
		{"Tarlen", "Q805", ""}, // the country's alias is the town's name
		{"Grey Lake", "Q808", ""},
		{"Strings of a Text", "", ""},
		{"Dump of Zenda", "", ""},
		{"Count Luzau", "", ""},
	} {
		for in, table := range map[string]*kb.Table{"some": some, "all": all} {
			want := test.ids
			if in == "all" && test.inAll != "" {
				want = test.inAll
			}
			var ids []string
			for _, e := range table.Lookup(test.name) {
				ids = append(ids, e.ID)
			}
			if got := strings.Join(ids, " "); got != want {
				t.Errorf("%s in %s: %s, want %s", test.name, in, got, want)
			}
		}
	}
	for name, want := range map[string]kb.Entry{
		"Flavia Elphberg": {ID: "Q801", Kind: kb.Person, Country: "RU", Prominence: prominence(70), Roles: kb.Leader,
			Field: kb.Politics, Born: 1931},
		"Zenda Rovers":      {ID: "Q804", Kind: kb.Team, Country: "RU", Prominence: prominence(50), Field: kb.Football},
		"The Zenda Gazette": {ID: "Q806", Kind: kb.Media, Prominence: prominence(40), Field: kb.Press},
		"Siege of Tarlen":   {ID: "Q810", Kind: kb.Event, Prominence: prominence(60)},
	} {
		got := some.Lookup(name)[0]
		got.Share = 0
		if got != want {
			t.Errorf("%s: %+v, want %+v", name, got, want)
		}
	}
	if e := some.Lookup("Elphberg")[0]; !e.Partial || e.Share < 190 || e.Share > 254 {
		t.Errorf("Elphberg: %+v, want a part of the name that mostly means it", e)
	}
}

func TestKindOf(t *testing.T) {
	for _, test := range []struct {
		typ, label, description string
		want                    kb.Kind
	}{
		{"PERSON", "Rudolf", "fictional king", kb.Unknown},
		{"ORG", "Zenda FC", "Ruritanian football club", kb.Team},
		{"ORG", "Blue Party", "political party in Ruritania", kb.Party},
		{"ORG", "Zenda", "municipality of Ruritania", kb.City},
		{"ORG", "League", "intergovernmental organization", kb.Organisation},
		{"GPE", "Parliament of Ruritania", "parliament", kb.Government},
		{"GPE", "Zenda", "province of Ruritania", kb.State},
		{"GPE", "Zembla Union", "economic and political union of two states", kb.Organisation},
		{"PRODUCT", "Zenda Motors", "car manufacturer", kb.Company},
		{"PRODUCT", "Zenda 9", "car", kb.Product},
		{"FAC", "Zenda Castle", "", kb.Facility},
		{"LAW", "Zenda Act", "", kb.Law},
		{"LAW", "Zenda", "", kb.Unknown},
		{"NORP", "Zendans", "", kb.Unknown},
	} {
		if got := kindOf(test.typ, test.label, test.description, ""); got != test.want {
			t.Errorf("%s, %s: %s, want %s", test.label, test.description, got, test.want)
		}
	}
}

func TestMergedKind(t *testing.T) {
	for _, test := range []struct {
		name       string
		a, b, want kb.Kind
	}{
		{"a state that flies a flag", kb.Organisation, kb.State, kb.State},
		{"a city that runs buses", kb.Organisation, kb.City, kb.City},
		{"a region", kb.Organisation, kb.Region, kb.Region},
		{"a ministry", kb.Organisation, kb.Government, kb.Government},
		{"a church that is a building too", kb.Organisation, kb.Facility, kb.Organisation},
		{"a railway that is a product too", kb.Organisation, kb.Product, kb.Organisation},
		{"a city that is a body too", kb.City, kb.Organisation, kb.City},
		{"a club that is a brand", kb.Company, kb.Team, kb.Team},
		{"a brand that a town has the name of", kb.Company, kb.City, kb.Company},
	} {
		if got := merged(kb.Entry{Kind: test.a}, kb.Entry{Kind: test.b}).Kind; got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}
