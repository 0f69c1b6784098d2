package account_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dictum.example/entity"
	"dictum.example/entity/value"
	"dictum.example/extract"
	"dictum.example/fact"
	"dictum.example/internal/account"
	"dictum.example/quote"
	"dictum.example/text"
)

func day(s string) *fact.Date { return &fact.Date{Value: &value.Value{Timex: s}} }

func TestFacts(t *testing.T) {
	lind := &entity.Entity{Name: "Nora Lind", Roles: []text.Excerpt{{Text: "chief\nexecutive"}}}
	bank, reyes := &entity.Entity{Name: "Nordbank"}, &entity.Entity{Name: "Tom Reyes"}
	office := func(s string) *text.Excerpt { return &text.Excerpt{Text: s} }
	for _, c := range []struct {
		name  string
		facts []fact.Fact
		want  []string
	}{
		{"a relation", []fact.Fact{{Kind: fact.WorksFor, Object: bank}}, []string{"works for Nordbank"}},
		{"over", []fact.Fact{{Kind: fact.WorksFor, Object: bank, Standing: fact.Former, From: day("2009"), Until: day("2019-03")}},
			[]string{"works for Nordbank, formerly, since 2009, until 2019-03"}},
		{"denied", []fact.Fact{{Kind: fact.Met, Object: reyes, Polarity: fact.Negated, At: day("2019")}},
			[]string{"not: met Tom Reyes, 2019"}},
		{"planned", []fact.Fact{{Kind: fact.Met, Object: reyes, Modality: fact.Planned}}, []string{"met Tom Reyes, planned"}},
		{"a claim", []fact.Fact{{Kind: fact.HeadOf, Object: bank, Claim: &quote.Quote{Speaker: reyes}}},
			[]string{"heads Nordbank (according to Tom Reyes)"}},
		{"a claim of nobody known", []fact.Fact{{Kind: fact.HeadOf, Object: bank, Claim: &quote.Quote{}}},
			[]string{"heads Nordbank (as somebody says)"}},
		{"an office", []fact.Fact{{Kind: fact.PositionHeld, Words: office("chairwoman")}}, []string{"chairwoman"}},
		{"an office that is a role", []fact.Fact{{Kind: fact.PositionHeld, Words: office("chief executive")}}, nil},
		{"whoever says so", []fact.Fact{{Kind: fact.PositionHeld, Words: office("chief executive"), Claim: &quote.Quote{Speaker: reyes}}},
			nil},
		{"a people", []fact.Fact{{Kind: fact.CitizenOf, Object: &entity.Entity{Name: "Norwegian", Type: entity.NORP}}},
			[]string{"Norwegian"}},
		{"a former one is told", []fact.Fact{{Kind: fact.PositionHeld, Words: office("chief executive"), Standing: fact.Former}},
			[]string{"chief executive, formerly"}},
		{"whose office says so", []fact.Fact{{Kind: fact.PositionHeld, Words: office("chief executive"), Of: bank},
			{Kind: fact.HeadOf, Object: bank}},
			nil},
		{"an office that says that it is over",
			[]fact.Fact{{Kind: fact.PositionHeld, Words: office("former labour minister"), Standing: fact.Former}},
			[]string{"former labour minister"}},
		{"whose office is of the country", []fact.Fact{{Kind: fact.PositionHeld, Words: office("chief executive"), Of: bank},
			{Kind: fact.CitizenOf, Object: bank}},
			nil},
		{"whose role says the people", []fact.Fact{{Kind: fact.CitizenOf, Object: &entity.Entity{Name: "chief", Type: entity.NORP}}}, nil},
		{"twice", []fact.Fact{{Kind: fact.Met, Object: reyes}, {Kind: fact.Met, Object: reyes}}, []string{"met Tom Reyes"}},
		{"every winter", []fact.Fact{{Kind: fact.Met, Object: reyes, At: day("XXXX-WI")}}, []string{"met Tom Reyes"}},
		{"less sure", []fact.Fact{{Kind: fact.Met, Object: reyes, Confidence: .4}}, nil},
		{"without object", []fact.Fact{{Kind: fact.Met}}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := &extract.Document{Facts: []*fact.Fact{nil}}
			for _, f := range c.facts {
				f.Subject = lind
				if f.Confidence == 0 {
					f.Confidence = 1
				}
				doc.Facts = append(doc.Facts, &f)
			}
			if diff := cmp.Diff(c.want, account.Facts(doc)[lind]); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestEveryKindHasWords(t *testing.T) {
	a, b := &entity.Entity{Name: "A"}, &entity.Entity{Name: "B"}
	for _, k := range fact.Kinds() {
		doc := &extract.Document{Facts: []*fact.Fact{{Kind: k, Subject: a, Object: b, Confidence: 1}}}
		if got := account.Facts(doc)[a]; len(got) != 1 || k != fact.PositionHeld && strings.HasPrefix(got[0], " ") {
			t.Errorf("%s: %q", k, got)
		}
	}
}

func TestTimeline(t *testing.T) {
	long := strings.Repeat("who had waited ", 12)
	story := "Nora Lind visited Oslo. Tom Reyes " + long + "left Oslo. It rained."
	at := func(s string) text.Excerpt {
		i := strings.Index(story, s)
		return text.Span{Start: i, End: i + len(s)}.Cut(story)
	}
	event := func(when, predicate string, who ...string) fact.Event {
		e := fact.Event{Predicate: at(predicate), Confidence: 1}
		if when != "" {
			e.Date = day(when)
		}
		for _, w := range who {
			e.Participants = append(e.Participants, fact.Participant{Words: at(w)})
		}
		return e
	}
	visit, leave := event("2025-07-03", "visited", "Nora Lind", "Oslo"), event("2025-07", "left", "Tom Reyes")
	planned, denied, claimed, said, unsure := visit, visit, visit, visit, visit
	planned.Modality, denied.Polarity, said.Kind, unsure.Confidence = fact.Planned, fact.Negated, fact.Statement, .2
	claimed.Claim = &quote.Quote{Source: &text.Excerpt{Text: "a neighbour"}}
	for _, c := range []struct {
		name   string
		events []fact.Event
		want   []account.Entry
	}{
		{"in the order of the days", []fact.Event{visit, leave},
			[]account.Entry{{"2025-07", "Tom Reyes … left"}, {"2025-07-03", "Nora Lind visited Oslo"}}},
		{"planned, denied, claimed", []fact.Event{planned, denied, claimed},
			[]account.Entry{{"2025-07-03", "Nora Lind visited Oslo, planned"},
				{"2025-07-03", "Nora Lind visited Oslo, did not happen"},
				{"2025-07-03", "Nora Lind visited Oslo (according to a neighbour)"}}},
		{"statements are quotes", []fact.Event{said}, nil},
		{"less sure", []fact.Event{unsure}, nil},
		{"no day", []fact.Event{event("", "visited", "Nora Lind"), event("XXXX-WI", "visited", "Nora Lind")}, nil},
		{"nobody takes part", []fact.Event{event("2025", "rained")}, nil},
		{"once", []fact.Event{visit, visit}, []account.Entry{{"2025-07-03", "Nora Lind visited Oslo"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := &extract.Document{Article: extract.Article{Text: story}, Events: []*fact.Event{nil}}
			for _, e := range c.events {
				doc.Events = append(doc.Events, &e)
			}
			if diff := cmp.Diff(c.want, account.Timeline(doc)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
