package graph_test

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dictum.example/entity"
	"dictum.example/entity/value"
	"dictum.example/extract"
	"dictum.example/fact"
	"dictum.example/graph"
	"dictum.example/quote"
	"dictum.example/text"
)

const claims = "Nora Lind heads Nordbank. She said Tom Reyes left Nordbank in 2019."

// told is a document with a fact that the article states, one that somebody claims, and an event.
func told() *extract.Document {
	at := func(s string) text.Excerpt {
		i := strings.Index(claims, s)
		return text.Span{Start: i, End: i + len(s)}.Cut(claims)
	}
	person := func(id, name string) *entity.Entity {
		return &entity.Entity{ID: id, Type: entity.Person, Name: name,
			Mentions: []entity.Mention{{Excerpt: at(name), Type: entity.Person, Kind: entity.Name}}}
	}
	lind, reyes := person("e1", "Nora Lind"), person("e3", "Tom Reyes")
	bank := &entity.Entity{ID: "e2", Type: entity.Org, Name: "Nordbank",
		Mentions: []entity.Mention{{Excerpt: at("Nordbank"), Type: entity.Org, Kind: entity.Name}}}
	q := &quote.Quote{Kind: quote.Indirect, Text: "Tom Reyes left Nordbank in 2019",
		Content: []text.Excerpt{at("Tom Reyes left Nordbank in 2019")}, Speaker: lind, Speech: true}
	day := &fact.Date{Value: &value.Value{Timex: "2019", Start: "2019-01-01", End: "2020-01-01"}, Words: at("2019")}
	return &extract.Document{
		Article: extract.Article{ID: "a", Text: claims}, Entities: []*entity.Entity{lind, bank, reyes}, Quotes: []*quote.Quote{q},
		Facts: []*fact.Fact{
			{Kind: fact.HeadOf, Subject: lind, Object: bank, Evidence: at("Nora Lind heads Nordbank"), Polarity: fact.Affirmed,
				Modality: fact.Asserted, Confidence: .9},
			{Kind: fact.WorksFor, Subject: reyes, Object: bank, Evidence: at("Tom Reyes left Nordbank"), Polarity: fact.Affirmed,
				Modality: fact.Asserted,
				Standing: fact.Former, Until: day, Claim: q, Confidence: .5},
		},
		Events: []*fact.Event{{
			Predicate: at("left"), Lemma: "leave", Kind: fact.Move, Evidence: at("She said Tom Reyes left Nordbank in 2019."), Date: day,
			Claim: q,
			Participants: []fact.Participant{{Entity: reyes, Words: at("Tom Reyes"), Role: fact.Agent},
				{Entity: bank, Words: at("Nordbank"), Role: fact.Patient}},
			Polarity: fact.Affirmed, Modality: fact.Asserted, Confidence: .8,
		}},
	}
}

// everyKind is a document with a fact of every kind, claimed, dated and asserted, and with an event in which
// everything has a part.
func everyKind() *extract.Document {
	doc := told()
	lind, bank, reyes := doc.Entities[0], doc.Entities[1], doc.Entities[2]
	all, day := doc.Facts[0].Evidence, doc.Facts[1].Until
	for _, k := range fact.Kinds() {
		doc.Facts = append(doc.Facts,
			&fact.Fact{Kind: k, Subject: lind, Object: bank, Evidence: all, Polarity: fact.Affirmed, Modality: fact.Asserted, From: day,
				At: day, Confidence: .9},
			&fact.Fact{Kind: k, Subject: reyes, Object: lind, Evidence: all, Polarity: fact.Affirmed, Modality: fact.Asserted,
				Confidence: .8})
	}
	words := doc.Events[0].Predicate
	doc.Facts = append(doc.Facts, &fact.Fact{Kind: fact.PositionHeld, Subject: lind, Words: &words, Of: bank, Evidence: all,
		Polarity: fact.Affirmed, Modality: fact.Asserted, Confidence: .9})
	sum := &entity.Entity{ID: "e4", Type: entity.Money, Name: "2019",
		Value: &value.Value{Timex: "2019", Start: "2019-01-01", End: "2020-01-01", Number: "5", Upper: "7", Currency: "EUR",
			Mod: "APPROX"},
		Mentions: []entity.Mention{{Excerpt: day.Words, Type: entity.Money, Kind: entity.Val}}}
	doc.Entities = append(doc.Entities, sum)
	event := *doc.Events[0]
	event.Amounts = []*entity.Entity{sum}
	event.Places = []fact.Participant{{Entity: bank, Words: bank.Mentions[0].Excerpt}, {Words: words}}
	event.Participants = nil
	for _, role := range []fact.Role{fact.Agent, fact.Patient, fact.Recipient, fact.Partner, fact.Source, fact.Other} {
		event.Participants = append(event.Participants, fact.Participant{Entity: reyes, Words: reyes.Mentions[0].Excerpt, Role: role},
			fact.Participant{Words: words, Role: role})
	}
	dead := event
	dead.Kind, sum.Type = fact.Death, entity.Cardinal
	doc.Events = append(doc.Events, &event, &dead)
	doc.Quotes[0].Node = "n1"
	return doc
}

// TestEventsHaveAmounts looks for the sum that an event governs, as a node with its value.
func TestEventsHaveAmounts(t *testing.T) {
	got := string(write(t, graph.Turtle, graph.Options{}, everyKind()))
	for _, want := range []string{"d:amount <value/", "a d:Value", `d:number "5"`, `d:upper "7"`, `d:unit "EUR"`, `d:modifier "APPROX"`} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
}

// The number before those who died is the toll, the one before who came is not.
func TestToll(t *testing.T) {
	const story = "At least 12 people died. Some 300 police came on 5 May."
	at := func(s string) text.Excerpt {
		i := strings.Index(story, s)
		return text.Span{Start: i, End: i + len(s)}.Cut(story)
	}
	number := func(id, words string) *entity.Entity {
		return &entity.Entity{ID: id, Type: entity.Cardinal, Name: words, Value: &value.Value{Number: words},
			Mentions: []entity.Mention{{Excerpt: at(words), Type: entity.Cardinal, Kind: entity.Val}}}
	}
	event := func(predicate, who string, k fact.EventKind) *fact.Event {
		return &fact.Event{Predicate: at(predicate), Lemma: predicate, Kind: k,
			Participants: []fact.Participant{{Words: at(who), Role: fact.Agent}}}
	}
	doc := &extract.Document{Article: extract.Article{ID: "a", Text: story},
		Entities: []*entity.Entity{number("e1", "12"), number("e2", "300"), number("e3", "5")},
		Events:   []*fact.Event{event("died", "At least 12 people", fact.Death), event("came", "Some 300 police", "")}}
	got := string(write(t, graph.NQuads, graph.Options{}, doc))
	for _, c := range []struct {
		property, number string
		want             bool
	}{{"toll", "9-11", true}, {"amount", "30-33", true}, {"amount", "9-11", false}, {"toll", "30-33", false}, {"amount", "50-51", false}} {
		found := regexp.MustCompile(`#` + c.property + `> <https://dictum.example/id/value/[^>]*/` + c.number + `>`).MatchString(got)
		if found != c.want {
			t.Errorf("%s %s: %v in\n%s", c.property, c.number, found, got)
		}
	}
}

// An event of every winter has no day.
func TestWhatComesAgain(t *testing.T) {
	doc := told()
	doc.Events[0].Date.Value = &value.Value{Timex: "XXXX-WI"}
	if got := string(write(t, graph.NQuads, graph.Options{}, doc)); strings.Contains(got, "startDate") {
		t.Errorf("a day in\n%s", got)
	}
}

// An unnamed source is tied to what its words name, and to nothing else.
func TestUnnamedSource(t *testing.T) {
	for _, c := range []struct {
		source string
		want   bool
	}{{"Nora Lind heads Nordbank", true}, {"said", false}, {"She", false}} {
		doc := told()
		i := strings.Index(claims, c.source)
		source := text.Span{Start: i, End: i + len(c.source)}.Cut(claims)
		doc.Quotes[0].Speaker, doc.Quotes[0].Source, doc.Quotes[0].SpeakerKind = nil, &source, quote.UnnamedPerson
		got := string(write(t, graph.NQuads, graph.Options{}, doc))
		if strings.Contains(got, "associatedWith> <https://dictum.example/id/organisation/nordbank>") != c.want {
			t.Errorf("%s: want %v in\n%s", c.source, c.want, got)
		}
		csv := writeCSV(t, graph.Options{}, doc)
		if rows := readCSV(t, filepath.Join(csv, "associated_with.csv")); (len(rows) > 1) != c.want {
			t.Errorf("%s: %v", c.source, rows)
		}
	}
}

// Bare RDF lacks the annotations and nothing else.
func TestBare(t *testing.T) {
	docs := []*extract.Document{told(), natoDocument()}
	annotation := regexp.MustCompile(`^<[^>]*(#annotation|/id/span/[^>]*|/id/mention/[^>]*)> `)
	want := slices.DeleteFunc(lines(write(t, graph.NQuads, graph.Options{}, docs...)), annotation.MatchString)
	if diff := cmp.Diff(want, lines(write(t, graph.NQuads, graph.Options{Bare: true}, docs...))); diff != "" {
		t.Errorf("(-whole +bare):\n%s", diff)
	}
}

// TestClaims looks for the edge of what the article says, and for none of what somebody in it claims.
func TestClaims(t *testing.T) {
	got := string(write(t, graph.Turtle, graph.Options{}, told()))
	for _, want := range []string{"schema:worksFor <organisation/nordbank>", "d:claimIn", `d:until "2019"`, `d:standing "former"`,
		"d:Happening", `d:eventKind "move"`, `schema:startDate "2019"`} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
	if n := strings.Count(got, "schema:worksFor"); n != 1 {
		t.Errorf("%d edges, want one in\n%s", n, got)
	}
	graphml := string(write(t, graph.GraphML, graph.Options{}, told()))
	for _, want := range []string{">FACT<", ">CLAIMED<", ">TAKES_PART<", ">CLAIMED_IN<", ">TOLD_IN<", ">Happening<"} {
		if n := strings.Count(graphml, want); n == 0 {
			t.Errorf("no %s in\n%s", want, graphml)
		}
	}
}
