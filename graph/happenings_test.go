package graph_test

import (
	"strings"
	"testing"

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
		return &entity.Entity{ID: id, Type: entity.Person, Name: name, Mentions: []entity.Mention{{Excerpt: at(name), Type: entity.Person, Kind: entity.Name}}}
	}
	lind, reyes := person("e1", "Nora Lind"), person("e3", "Tom Reyes")
	bank := &entity.Entity{ID: "e2", Type: entity.Org, Name: "Nordbank", Mentions: []entity.Mention{{Excerpt: at("Nordbank"), Type: entity.Org, Kind: entity.Name}}}
	q := &quote.Quote{Kind: quote.Indirect, Text: "Tom Reyes left Nordbank in 2019", Content: []text.Excerpt{at("Tom Reyes left Nordbank in 2019")}, Speaker: lind, Speech: true}
	day := &fact.Date{Value: &value.Value{Timex: "2019", Start: "2019-01-01", End: "2020-01-01"}, Words: at("2019")}
	return &extract.Document{
		Article: extract.Article{ID: "a", Text: claims}, Entities: []*entity.Entity{lind, bank, reyes}, Quotes: []*quote.Quote{q},
		Facts: []*fact.Fact{
			{Kind: fact.HeadOf, Subject: lind, Object: bank, Evidence: at("Nora Lind heads Nordbank"), Polarity: fact.Affirmed, Modality: fact.Asserted, Confidence: .9},
			{Kind: fact.WorksFor, Subject: reyes, Object: bank, Evidence: at("Tom Reyes left Nordbank"), Polarity: fact.Affirmed, Modality: fact.Asserted,
				Standing: fact.Former, Until: day, Claim: q, Confidence: .5},
		},
		Events: []*fact.Event{{
			Predicate: at("left"), Lemma: "leave", Kind: fact.Move, Evidence: at("She said Tom Reyes left Nordbank in 2019."), Date: day, Claim: q,
			Participants: []fact.Participant{{Entity: reyes, Words: at("Tom Reyes"), Role: fact.Agent}, {Entity: bank, Words: at("Nordbank"), Role: fact.Patient}},
			Polarity:     fact.Affirmed, Modality: fact.Asserted, Confidence: .8,
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
			&fact.Fact{Kind: k, Subject: lind, Object: bank, Evidence: all, Polarity: fact.Affirmed, Modality: fact.Asserted, From: day, At: day, Confidence: .9},
			&fact.Fact{Kind: k, Subject: reyes, Object: lind, Evidence: all, Polarity: fact.Affirmed, Modality: fact.Asserted, Confidence: .8})
	}
	words := doc.Events[0].Predicate
	doc.Facts = append(doc.Facts, &fact.Fact{Kind: fact.PositionHeld, Subject: lind, Words: &words, Of: bank, Evidence: all,
		Polarity: fact.Affirmed, Modality: fact.Asserted, Confidence: .9})
	sum := &entity.Entity{ID: "e4", Type: entity.Money, Name: "2019", Mentions: []entity.Mention{{Excerpt: day.Words, Type: entity.Money, Kind: entity.Val}}}
	doc.Entities = append(doc.Entities, sum)
	event := *doc.Events[0]
	event.Amounts = []*entity.Entity{sum}
	event.Places = []fact.Participant{{Entity: bank, Words: bank.Mentions[0].Excerpt}, {Words: words}}
	event.Participants = nil
	for _, role := range []fact.Role{fact.Agent, fact.Patient, fact.Recipient, fact.Partner, fact.Source, fact.Other} {
		event.Participants = append(event.Participants, fact.Participant{Entity: reyes, Words: reyes.Mentions[0].Excerpt, Role: role},
			fact.Participant{Words: words, Role: role})
	}
	doc.Events = append(doc.Events, &event)
	return doc
}

// TestClaims looks for the edge of what the article says, and for none of what somebody in it claims.
func TestClaims(t *testing.T) {
	got := string(write(t, graph.Turtle, graph.Options{}, told()))
	for _, want := range []string{"schema:worksFor <organisation/nordbank>", "d:claimIn", `d:until "2019"`, `d:standing "former"`, "d:Happening", `d:eventKind "move"`, `schema:startDate "2019"`} {
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
