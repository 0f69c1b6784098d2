package value_test

import (
	"cmp"
	"fmt"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"dictum.example/internal/value"
	"dictum.example/text"
)

// found writes a mention as "TYPE [span] field=value …", empty fields left out.
func found(s string, m value.Mention) string {
	b := []string{m.Type + " [" + m.Of(s) + "]"}
	v := m.Value
	for _, f := range [][2]string{{"", v.Timex}, {"from=", v.Start}, {"to=", v.End}, {"n=", v.Number}, {"upper=", v.Upper},
		{"cur=", v.Currency}, {"unit=", v.Unit}, {"mod=", v.Mod}} {
		if f[1] != "" {
			b = append(b, f[0]+f[1])
		}
	}
	return strings.Join(b, " ")
}

func TestFind(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"month and year", "It fell in August 2021.", []string{"DATE [August 2021] 2021-08 from=2021-08-01 to=2021-09-01"}},
		{"day month year", "It opened on 3 July 2025 in Rome.", []string{"DATE [3 July 2025] 2025-07-03 from=2025-07-03 to=2025-07-04"}},
		{"month day year", "It opened on July 3, 2025, in Rome.", []string{"DATE [July 3, 2025] 2025-07-03 from=2025-07-03 to=2025-07-04"}},
		{"ISO 8601", "The file is dated 2025-07-03.", []string{"DATE [2025-07-03] 2025-07-03 from=2025-07-03 to=2025-07-04"}},
		{"digits that read both ways", "The file is dated 03/07/2025.",
			[]string{"DATE [03/07/2025] 2025-XX-XX from=2025-01-01 to=2026-01-01"}},
		{"digits, order known", "From 25/12/2024 on, not 03/07/2025.",
			[]string{"DATE [25/12/2024] 2024-12-25 from=2024-12-25 to=2024-12-26",
				"DATE [03/07/2025] 2025-07-03 from=2025-07-03 to=2025-07-04"}},
		{"digits with stops, at the end", "He appeared on 27.08.2022.",
			[]string{"DATE [27.08.2022] 2022-08-27 from=2022-08-27 to=2022-08-28"}},
		{"day range", "It runs from July 24-25, 2022.",
			[]string{"DATE [July 24-25, 2022] 2022-07-24/2022-07-25 from=2022-07-24 to=2022-07-26"}},
		{"weekday and date before a colon", "In an editorial on Monday, Oct. 26: no.",
			[]string{"DATE [Monday, Oct. 26] 2025-10-26 from=2025-10-26 to=2025-10-27"}},
		{"decade", "He grew up in the 1990s.", []string{"DATE [the 1990s] 199X from=1990-01-01 to=2000-01-01"}},
		{"part of a decade", "In the early 1990s it was so.",
			[]string{"DATE [the early 1990s] 199X from=1990-01-01 to=2000-01-01 mod=START"}},
		{"century", "A church of the 19th century.", []string{"DATE [the 19th century] 18XX from=1801-01-01 to=1901-01-01"}},
		{"mid-year", "It closed in mid-2019.", []string{"DATE [mid-2019] 2019 from=2019-01-01 to=2020-01-01 mod=MID"}},
		{"quarters and fiscal years", "Profit rose in Q3 2024 and in FY2023.",
			[]string{"DATE [Q3 2024] 2024-Q3 from=2024-07-01 to=2024-10-01", "DATE [FY2023] FY2023"}},
		{"quarter in words", "It grew in the third quarter of 2024.",
			[]string{"DATE [the third quarter of 2024] 2024-Q3 from=2024-07-01 to=2024-10-01"}},
		{"half-year", "It grew in the first half of 2021.",
			[]string{"DATE [the first half of 2021] 2021-H1 from=2021-01-01 to=2021-07-01"}},
		{"season", "It began in the summer of 2020.", []string{"DATE [the summer of 2020] 2020-SU from=2020-06-01 to=2020-09-01"}},
		{"holiday", "They spoke last Christmas.", []string{"DATE [last Christmas] 2024-12-25 from=2024-12-25 to=2024-12-26"}},
		{"movable holiday", "Shops close on Easter Monday 2024.",
			[]string{"DATE [Easter Monday 2024] 2024-04-01 from=2024-04-01 to=2024-04-02"}},
		{"year nearest", "She left on July 3.", []string{"DATE [July 3] 2025-07-03 from=2025-07-03 to=2025-07-04"}},
		{"weekday, reported", "She said Thursday that it will close.",
			[]string{"DATE [Thursday] 2025-07-03 from=2025-07-03 to=2025-07-04"}},
		{"weekday, to come", "They will meet Thursday in Oslo.", []string{"DATE [Thursday] 2025-07-10 from=2025-07-10 to=2025-07-11"}},
		{"weekday of the day itself", "He died on Friday.", []string{"DATE [Friday] 2025-07-04 from=2025-07-04 to=2025-07-05"}},
		{"last and next", "He left last Monday, and returns next week.",
			[]string{"DATE [last Monday] 2025-06-30 from=2025-06-30 to=2025-07-01",
				"DATE [next week] 2025-W28 from=2025-07-07 to=2025-07-14"}},
		{"earlier and ago", "It broke with them earlier this year, nearly three years ago.",
			[]string{"DATE [earlier this year] 2025 from=2025-01-01 to=2025-07-04 mod=START",
				"DATE [nearly three years ago] 2022 from=2022-01-01 to=2023-01-01 mod=AFTER"}},
		{"fraction of a year ago", "About 2.5 years ago it broke.",
			[]string{"DATE [About 2.5 years ago] 2023-01 from=2023-01-01 to=2023-02-01 mod=APPROX"}},
		{"later in the story", "Two weeks later it was over.", []string{"DATE [Two weeks later] XXXX-WXX"}},
		{"stretch", "It grew over the past decade.", []string{"DATE [the past decade] P10Y from=2015-07-04 to=2025-07-04"}},
		{"end of a period", "It ends at the end of 2026.", []string{"DATE [the end of 2026] 2026 from=2026-01-01 to=2027-01-01 mod=END"}},
		{"day and night", "He was seen yesterday and Thursday night.",
			[]string{"DATE [yesterday] 2025-07-03 from=2025-07-03 to=2025-07-04",
				"TIME [Thursday night] 2025-07-03TNI from=2025-07-03T18:00 to=2025-07-04T06:00"}},
		{"lengths", "A 34-year-old man was held for three months and two hours.",
			[]string{"DATE [34-year-old] P34Y", "DATE [three months] P3M", "TIME [two hours] PT2H"}},
		{"compound length", "It took two hours and 5 minutes, or two and a half days.",
			[]string{"TIME [two hours and 5 minutes] PT2H5M", "DATE [two and a half days] P2.5D"}},
		{"compound length with hyphens", "He got two-and-a-half years.", []string{"DATE [two-and-a-half years] P2.5Y"}},
		{"last as a verb", "It could last years, and it was here last year.",
			[]string{"DATE [years] PXY", "DATE [last year] 2024 from=2024-01-01 to=2025-01-01"}},
		{"newspaper", "The daily said so, and the daily flights go on.", []string{"DATE [daily] P1D"}},
		{"day to day", "They live on a day to day basis.", nil},
		{"season in a compound", "They came in winter-wear jackets, and left in winter.",
			[]string{"DATE [winter] 2024-WI from=2024-12-01 to=2025-03-01"}},
		{"sets", "He runs every year and swims daily.", []string{"DATE [every year] P1Y", "DATE [daily] P1D"}},
		{"times of day", "It ended at 2:30 p.m. EST or at noon.",
			[]string{"TIME [2:30 p.m. EST] XXXX-XX-XXT14:30-05:00", "TIME [noon] XXXX-XX-XXT12:00"}},
		{"time and day", "It opened at 9 a.m. Tuesday.",
			[]string{"TIME [9 a.m. Tuesday] 2025-07-01T09 from=2025-07-01T09:00 to=2025-07-01T10:00"}},
		{"day and time", "It closed on Tuesday at 14:30.",
			[]string{"DATE [Tuesday] 2025-07-01 from=2025-07-01 to=2025-07-02",
				"TIME [14:30] 2025-07-01T14:30 from=2025-07-01T14:30 to=2025-07-01T14:31"}},
		{"months that are names and verbs", "Theresa May may march with April Ryan, said May.", nil},
		{"month after a preposition", "Theresa May won in May.", []string{"DATE [May] 2025-05 from=2025-05-01 to=2025-06-01"}},
		{"month as an adjective", "She lost the March election.", []string{"DATE [March] 2025-03 from=2025-03-01 to=2025-04-01"}},
		{"march as an event", "The March for Life and the March on Rome came after the March accession.",
			[]string{"DATE [March] 2025-03 from=2025-03-01 to=2025-04-01"}},
		{"ordinal before a length", "It was his first day and their third day-long talk.",
			[]string{"DATE [first day] XXXX-XX-XX", "ORDINAL [third] n=3", "DATE [day-long] P1D"}},
		{"newspapers and broadcasts", "The Sunday Times and the Daily Mail quote 60 Minutes.", []string{"CARDINAL [60] n=60"}},
		{"numbers inside names", "COVID-19, the F-16 and the G20 are names.", nil},

		{"cardinals", "She sold 3.5 million, two dozen, one-third, 4,000 and a hundred of them.",
			[]string{"CARDINAL [3.5 million] n=3500000", "CARDINAL [two dozen] n=24", "CARDINAL [one-third] n=1/3",
				"CARDINAL [4,000] n=4000", "CARDINAL [a hundred] n=100"}},
		{"long numeral", "Two hundred and fifty-three thousand voted.",
			[]string{"CARDINAL [Two hundred and fifty-three thousand] n=253000"}},
		{"exact decimals", "It grew 0.1 million and 16777217.3 million.",
			[]string{"CARDINAL [0.1 million] n=100000", "CARDINAL [16777217.3 million] n=16777217300000"}},
		{"lakh and crore", "It has 12,34,567 voters, or 5 lakh crore.",
			[]string{"CARDINAL [12,34,567] n=1234567", "CARDINAL [5 lakh crore] n=5000000000000"}},
		{"modifiers", "More than 200 people and at least half of the 12 came.",
			[]string{"CARDINAL [More than 200] n=200 mod=MORE_THAN", "CARDINAL [at least half] n=0.5 mod=EQUAL_OR_MORE",
				"CARDINAL [12] n=12"}},
		{"vague numbers", "Hundreds of thousands fled.", []string{"CARDINAL [Hundreds of thousands]"}},
		{"one as a pronoun", "No one saw one another.", nil},
		{"ordinals", "It was the first, the 21st and the twenty-second try.",
			[]string{"ORDINAL [first] n=1", "ORDINAL [21st] n=21", "ORDINAL [twenty-second] n=22"}},
		{"percentages", "It rose 3%, three per cent, 2 percentage points and 40 to 70 percent.",
			[]string{"PERCENT [3%] n=3 unit=%", "PERCENT [three per cent] n=3 unit=%", "PERCENT [2 percentage points] n=2 unit=pp",
				"PERCENT [40 to 70 percent] n=40 upper=70 unit=%"}},
		{"money before", "He paid $3.5 million, €20bn, US$ 3m, £1.2bn and Rs 500.",
			[]string{"MONEY [$3.5 million] n=3500000 cur=USD", "MONEY [€20bn] n=20000000000 cur=EUR", "MONEY [US$ 3m] n=3000000 cur=USD",
				"MONEY [£1.2bn] n=1200000000 cur=GBP", "MONEY [Rs 500] n=500 cur=INR"}},
		{"dollars of countries", "He paid A$5, C$6, HK$7, 20 Australian dollars and R75 000.",
			[]string{"MONEY [A$5] n=5 cur=AUD", "MONEY [C$6] n=6 cur=CAD", "MONEY [HK$7] n=7 cur=HKD",
				"MONEY [20 Australian dollars] n=20 cur=AUD", "MONEY [R75 000] n=75000 cur=ZAR"}},
		{"money after", "It cost 5,000 rupees, 10 cents, 100 pesos and 30 Mexican pesos.",
			[]string{"MONEY [5,000 rupees] n=5000 cur=INR", "MONEY [10 cents] n=0.1 cur=USD", "MONEY [100 pesos] n=100",
				"MONEY [30 Mexican pesos] n=30 cur=MXN"}},
		{"codes that are words", "ALL 50 states, but EUR 50.", []string{"CARDINAL [50] n=50", "MONEY [EUR 50] n=50 cur=EUR"}},
		{"vague money and ranges", "It cost hundreds of millions of dollars, or $1.2–1.4 trillion.",
			[]string{"MONEY [hundreds of millions of dollars] cur=USD",
				"MONEY [$1.2–1.4 trillion] n=1200000000000 upper=1400000000000 cur=USD"}},
		{"quantities", "It lies 5 km away, 200 miles off, 3,000 tonnes heavy, at 40-degree heat.",
			[]string{"QUANTITY [5 km] n=5 unit=km", "QUANTITY [200 miles] n=200 unit=mi", "QUANTITY [3,000 tonnes] n=3000 unit=t",
				"QUANTITY [40-degree] n=40 unit=°"}},
		{"height", "He is 6'2\" tall.", []string{"QUANTITY [6'2\"] n=74 unit=in"}},
		{"below zero", "It was -5°C or minus 10 degrees.",
			[]string{"QUANTITY [-5°C] n=-5 unit=°C", "QUANTITY [minus 10 degrees] n=-10 unit=°"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, m := range value.Find(&text.Layout{Text: c.text}, pub) {
				got = append(got, found(c.text, m))
			}
			if d := gocmp.Diff(c.want, got); d != "" {
				t.Errorf("%q (-want +got):\n%s", c.text, d)
			}
		})
	}
}

func TestFindWithoutPublication(t *testing.T) {
	const s = "On Thursday, July 3 and last week; three years ago; in September."
	var got []string
	for _, m := range value.Find(&text.Layout{Text: s}, time.Time{}) {
		got = append(got, found(s, m))
	}
	want := []string{"DATE [Thursday, July 3] XXXX-07-03", "DATE [last week] XXXX-WXX", "DATE [three years ago] XXXX",
		"DATE [September] XXXX-09"}
	if d := gocmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestFindStaysWithinSentences(t *testing.T) {
	const s = "They met on July 3\n2025 was good"
	var got []string
	for _, m := range value.Find(layoutOf(s), pub) {
		got = append(got, m.Of(s))
	}
	if d := gocmp.Diff([]string{"July 3", "2025"}, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func ExampleFind() {
	l := &text.Layout{Text: "The minister said Thursday that nearly 3.5 million rupees were stolen in August 2021."}
	published := time.Date(2025, 7, 4, 0, 0, 0, 0, time.UTC)
	for _, m := range value.Find(l, published) {
		v := m.Value
		fmt.Printf("%s %q %s\n", m.Type, m.Of(l.Text), cmp.Or(v.Timex, v.Currency+" "+v.Number))
	}
	// Output:
	// DATE "Thursday" 2025-07-03
	// MONEY "nearly 3.5 million rupees" INR 3500000
	// DATE "August 2021" 2021-08
}
