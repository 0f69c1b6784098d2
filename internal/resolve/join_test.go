package resolve

import (
	"testing"

	"dictum.example/internal/doc"
	"github.com/google/go-cmp/cmp"
)

// The articles are in the styles of news agencies, with a reading that errs.
func TestNewswire(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"country and institution", "The [GPE U.S.] [ORG District Court] sat. The [NORP Russian] [ORG Foreign Ministry] agreed.",
			[]string{"ORG U.S. District Court: U.S. District Court", "ORG Russian Foreign Ministry: Russian Foreign Ministry"}},
		{"country and company", "The [NORP Russian] [ORG Nordbank] rose.",
			[]string{"NORP Russian: Russian", "ORG Nordbank: Nordbank"}},
		{"country of two names", "They left [GPE Trinidad] and [GPE Tobago] in May.",
			[]string{"GPE Trinidad and Tobago: Trinidad and Tobago"}},
		{"two countries", "They left [GPE Australia] and [GPE New Zealand] in May.",
			[]string{"GPE Australia: Australia", "GPE New Zealand: New Zealand"}},
		{"company around &", "A stake in [ORG Sterling] & [ORG Halden Ltd] was sold.",
			[]string{"ORG Sterling & Halden Ltd: Sterling & Halden Ltd"}},
		{"two companies around &", "[ORG Nordbank] & [ORG Halden] have met.",
			[]string{"ORG Nordbank: Nordbank", "ORG Halden: Halden"}},
		{"ministry of two", "The [ORG Ministry of Labour] and Social Affairs answered.",
			[]string{"ORG Ministry of Labour and Social Affairs: Ministry of Labour and Social Affairs"}},
		{"ministry and a minister", "The [ORG Ministry of Labour] and Foreign Minister [PERSON Olga Marsh] answered.",
			[]string{"ORG Ministry of Labour: Ministry of Labour", "PERSON Olga Marsh: Olga Marsh"}},
		{"direction", "They left [LOC northern Iraq] in May.", []string{"GPE Iraq: Iraq"}},
		{"direction in the name", "They left [GPE Northern Ireland] in May.", []string{"GPE Northern Ireland: Northern Ireland"}},
		{"direction in lower case", "they left [GPE western australia] in may.", []string{"GPE western australia: western australia"}},
		{"region", "They left the [LOC Persian Gulf region] in May.", []string{"LOC Persian Gulf: Persian Gulf"}},
		{"place and person in one", "[PERSON Ha Chung] left [GPE Seoul]. [PERSON Chung] was there. [PERSON Chung] sang. After school in " +
			"[GPE Seoul Chung] wept.",
			[]string{"PERSON Ha Chung: Ha Chung, Chung, Chung, Chung", "GPE Seoul: Seoul, Seoul"}},
		{"place and full name in one", "[PERSON Olga Marsh] left. The envoy to the [ORG United States Olga Marsh] met the [ORG Fundación " +
			"Olga Marsh].",
			[]string{"PERSON Olga Marsh: Olga Marsh, Olga Marsh", "GPE United States: United States",
				"ORG Fundación Olga Marsh: Fundación Olga Marsh"}},
		{"surname taken for a place", "[PERSON David Mwaure] had 3 percent. [GPE Mwaure] left.",
			[]string{"PERSON David Mwaure: David Mwaure, Mwaure"}},
		{"company taken for a person", "[ORG Norvik Plc] fell. [PERSON Norvik] cut a forecast.",
			[]string{"ORG Norvik Plc: Norvik Plc, Norvik"}},
		{"stop of a state", "The hearing was in [GPE Boston], [GPE Mass]. Another is in May.",
			[]string{"GPE Boston: Boston", "GPE Mass.: Mass."}},
		{"stop of a sentence", "They left [GPE Halden]. It rained.", []string{"GPE Halden: Halden"}},
		{"stop of a company at the end", "They left [ORG Acme Inc]. It rained.", []string{"ORG Acme Inc.: Acme Inc."}},
		{"party and state", "Rep. [PERSON Tom Reyes], [PERSON D-Calif.], disagreed.",
			[]string{"PERSON Tom Reyes: Tom Reyes", "GPE Calif.: Calif."}},
		{"party and town", "[PERSON Ann Silver], [PERSON D-Manhattan], disagreed.",
			[]string{"PERSON Ann Silver: Ann Silver", "GPE Manhattan: Manhattan"}},
		{"surname taken for an organisation", "[PERSON Ann Silver] left. It rained after [ORG Silver] met him.",
			[]string{"PERSON Ann Silver: Ann Silver, Silver"}},
		{"company taken for a place once", "[ORG Norvik] rose. [ORG Norvik] fell. [GPE Norvik] paid.",
			[]string{"ORG Norvik: Norvik, Norvik, Norvik"}},
		{"organisation taken for a place", "The [GPE E.U.] agreed.", []string{"ORG E.U.: E.U."}},
		{"agency of a dateline", "Merger blocked\n\n[GPE WASHINGTON] ([GPE AP]) _ The merger was blocked on Monday.",
			[]string{"GPE WASHINGTON: WASHINGTON", "ORG AP: AP"}},
		{"dateline with a day", "Halden wins\n\n[PERSON Peter Marsh LONDON] 1996-08-24\n\nIt won on Saturday.",
			[]string{"PERSON Peter Marsh: Peter Marsh", "GPE LONDON: LONDON"}},
		{"dateline with a day, behind a comma", "Halden wins\n\n[PERSON Peter Marsh, LONDON] 1996-08-24\n\nIt won on Saturday.",
			[]string{"PERSON Peter Marsh: Peter Marsh", "GPE LONDON: LONDON"}},
		{"headline in capitals, two names in one",
			"[ORG HALDEN UNITED EDGE LINDEN] IN CUP\n\n[ORG Halden United] beat [ORG Linden] 2-1. [ORG Linden] were unlucky.",
			[]string{"ORG Halden United: HALDEN UNITED, Halden United", "ORG Linden: LINDEN, Linden, Linden"}},
		{"headline in capitals, other type", "[ORG NORVIK] QUITS AS [ORG OSLO] PROBES DEAL\n\n[ORG Norvik] quit, as prosecutors in [GPE " +
			"Oslo] look on.",
			[]string{"ORG Norvik: NORVIK, Norvik", "GPE Oslo: OSLO, Oslo"}},
		{"results", "SOCCER - RESULTS\n\nArsenal 2 Leeds 0\n\n[ORG Arsenal] 1 [ORG Leeds] 0 Derby 1 [ORG Coventry] 1 West Ham 3 [ORG " +
			"Sheffield] Wednesday 2",
			[]string{"ORG Arsenal: Arsenal, Arsenal", "ORG Leeds: Leeds, Leeds", "ORG Derby: Derby", "ORG Coventry: Coventry",
				"ORG West Ham: West Ham", "ORG Sheffield Wednesday: Sheffield Wednesday"}},
		{"standings", "NBA BASKETBALL - STANDINGS\n\n[ORG EASTERN DIVISION] [ORG W L PCT GB] [GPE MIAMI] 14 4 .778 - [GPE NEW YORK] 11 6 " +
			".647 2 1/2",
			[]string{"ORG MIAMI: MIAMI", "ORG NEW YORK: NEW YORK"}},
		{"schedule", "BASEBALL - SCHEDULE\n\n[GPE CLEVELAND] AT [GPE DETROIT]\n\nMondays are wet.",
			[]string{"ORG CLEVELAND: CLEVELAND", "ORG DETROIT: DETROIT"}},
		{"results of a league", "BASEBALL - RESULTS (home team in [ORG CAPS])\n\n[ORG American League California] 13 [ORG BALTIMORE] 0 " +
			"[ORG Seattle] 8 [ORG ST. LOUIS] 5",
			[]string{"ORG California: California", "ORG BALTIMORE: BALTIMORE", "ORG Seattle: Seattle", "ORG ST. LOUIS: ST. LOUIS"}},
		{"standings of countries", "SOCCER - STANDINGS\n\n[GPE Italy] 2 1 0 1 [GPE Norway] 2 0 1 1",
			[]string{"GPE Italy: Italy", "GPE Norway: Norway"}},
		{"figures without sport", "[GPE Boston] 54 40 [GPE Miami] 84 70", []string{"GPE Boston: Boston", "GPE Miami: Miami"}},
		{"scores of players", "GOLF - A TOURNAMENT\n\n[PERSON Mark Roe] 65 [PERSON Ed Romero] 67",
			[]string{"PERSON Mark Roe: Mark Roe", "PERSON Ed Romero: Ed Romero"}},
		{"scoreboard of cricket", "CRICKET - SCOREBOARD\n\n[PERSON Saeed Anwar c Croft] b [GPE Cork] 176",
			[]string{"PERSON Saeed Anwar: Saeed Anwar", "PERSON Croft: Croft", "PERSON Cork: Cork"}},
		{"company in lower case", "The [ORG Norvik Assets group] grew.", []string{"ORG Norvik Assets: Norvik Assets"}},
		{"common noun of a company", "[ORG Ferry company] says no.", []string{"ORG Ferry company: Ferry company"}},
		{"name cut at a bracket", "The ([ORG NSRI) Halden Beach] crew was there.",
			[]string{"ORG NSRI: NSRI", "ORG Halden Beach: Halden Beach"}},
		{"name with a bracket", "The [ORG Norvik Party (United]) won.",
			[]string{"ORG Norvik Party (United): Norvik Party (United)"}},
		{"abbreviation of an organisation", "The [ORG Norvik University of Marine Sciences] (NUMS) is old. [GPE NUMS] is big. Rain fell " +
			"in [GPE NUMS].",
			[]string{"ORG Norvik University of Marine Sciences: Norvik University of Marine Sciences, NUMS, NUMS, NUMS"}},
		{"abbreviation of a country", "They left the [GPE Democratic Republic of Congo] ([ORG DRC]) in May. The [ORG DRC] border is shut.",
			[]string{"GPE Democratic Republic of Congo: Democratic Republic of Congo, DRC, DRC"}},
		{"abbreviation that outvotes its name", "The [EVENT Norvik Ranking Scheme] ([ORG NRS]) is old. [ORG NRS] is big. [ORG NRS] grew.",
			[]string{"ORG Norvik Ranking Scheme: Norvik Ranking Scheme, NRS, NRS, NRS"}},
		{"abbreviation of an office", "The superintendent of police ([ORG SP]) agreed. The [ORG SP] left.", nil},
		{"abbreviation of a title in capitals", "The [ORG Norvik Halden] Officer ([ORG NHO]) agreed.",
			[]string{"ORG Norvik Halden: Norvik Halden"}},
		{"abbreviation of an organisation in lower case", "The ministry of defence ([ORG MOD]) agreed.", []string{"ORG MOD: MOD"}},
		{"another name in brackets", "They left [GPE New Halden] ([ORG NATO]) in May.",
			[]string{"GPE New Halden: New Halden", "ORG NATO: NATO"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := named(resolved(Resolver{}, doc.New(read(t, tt.text)), published))
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
