package facts

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dictum.example/fact"
	"dictum.example/internal/doc"
	"dictum.example/internal/encoder"
	"dictum.example/internal/engine"
	"dictum.example/internal/model"
	"dictum.example/internal/reader"
	"dictum.example/text"
)

var network = sync.OnceValues(func() (*reader.Reader, error) {
	m, err := model.Embedded()
	if err != nil {
		return nil, err
	}
	return reader.New(m, encoder.Stored)
})

// read returns what is known of a text before its facts are.
func read(tb testing.TB, s string) Article {
	tb.Helper()
	net, err := network()
	if err != nil {
		tb.Fatal(err)
	}
	l := text.Parse(s)
	r, err := net.Read(tb.Context(), l)
	if err != nil {
		tb.Fatal(err)
	}
	entities, quotes := engine.Engine{}.Read(doc.New(r), time.Date(2025, 7, 4, 0, 0, 0, 0, time.UTC))
	return Article{Layout: l, Profiles: &r.Profiles, Entities: entities, Quotes: quotes}
}

// eventLine returns an event on one line.
func eventLine(e *fact.Event) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s(%s)", e.Lemma, e.Kind)
	for _, x := range e.Participants {
		fmt.Fprintf(&b, " %s:%s", x.Role, x.Words.Text)
		if x.Entity != nil && x.Entity.Name != x.Words.Text {
			fmt.Fprintf(&b, "=%s", x.Entity.Name)
		}
	}
	for _, x := range e.Places {
		fmt.Fprintf(&b, " in:%s", x.Words.Text)
	}
	if e.Date != nil {
		fmt.Fprintf(&b, " on:%v", e.Date)
	}
	for _, x := range e.Amounts {
		fmt.Fprintf(&b, " amount:%s", x.Name)
	}
	if e.Modality != fact.Asserted {
		fmt.Fprintf(&b, " %s", e.Modality)
	}
	if e.Polarity == fact.Negated {
		b.WriteString(" negated")
	}
	if e.Claim != nil {
		b.WriteString(" claim")
	}
	return b.String()
}

func TestEvents(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"active", "Nordbank dismissed Nora Lind on Thursday.",
			[]string{"dismiss(dismissal) agent:Nordbank patient:Nora Lind on:2025-07-03"}},
		{"passive", "Nora Lind was arrested by police in Halden.", []string{"arrest(arrest) patient:Nora Lind agent:police in Halden in:Halden"}},
		{"apposition", "Nordbank fined its chief executive, Nora Lind.",
			[]string{"fine() agent:Nordbank patient:its chief executive=Nora Lind"}},
		{"two verbs", "Nora Lind left Norway and joined Nordbank.",
			[]string{"leave(move) agent:Nora Lind patient:Norway", "join(appointment) agent:Nora Lind patient:Nordbank"}},
		{"planned", "Nordbank plans to buy Halden Rail.",
			[]string{"plan() agent:Nordbank", "buy(purchase) agent:Nordbank patient:Halden Rail planned claim"}},
		{"possible", "Nordbank may buy Halden Rail.", []string{"buy(purchase) agent:Nordbank patient:Halden Rail possible"}},
		{"negated", "Nordbank did not buy Halden Rail.", []string{"buy(purchase) agent:Nordbank patient:Halden Rail negated"}},
		{"refused", "Nora Lind refused to meet Tom Reyes.",
			[]string{"refuse(reject) agent:Nora Lind", "meet(consult) agent:Nora Lind patient:Tom Reyes negated"}},
		{"relative clause", "Tom Reyes, who founded Nordbank, died in 2019.",
			[]string{"found(launch) agent:Tom Reyes patient:Nordbank", "die(death) agent:Tom Reyes on:2019"}},
		{"claim", "Nora Lind said that Nordbank had bought Halden Rail.",
			[]string{"say(statement) agent:Nora Lind", "buy(purchase) agent:Nordbank patient:Halden Rail claim"}},
		{"amount", "Nordbank paid $20 million to Halden Rail.",
			[]string{"pay() agent:Nordbank patient:$20 million recipient:Halden Rail amount:$20 million"}},
		{"a kind that the object tells", "Nordbank met the demand. Nordbank met Nora Lind. Nora Lind left no doubt.",
			[]string{"meet() agent:Nordbank patient:the demand", "meet(consult) agent:Nordbank patient:Nora Lind",
				"leave() agent:Nora Lind patient:no doubt"}},
		{"a light verb", "Nordbank filed a lawsuit against Nora Lind.",
			[]string{"file(lawsuit) agent:Nordbank patient:a lawsuit against Nora Lind", "lawsuit(lawsuit) patient:Nora Lind"}},
		{"place of the victim", "A man killed a teacher in the town of Halden.",
			[]string{"kill(death) agent:A man patient:a teacher in:Halden"}},
		{"at least", "The attack killed at least 20 people in Halden.",
			[]string{"kill(death) agent:The attack patient:at least 20 people in Halden in:Halden amount:at least 20"}},
		{"no place", "Nora Lind relies on Norway.", []string{"rely() agent:Nora Lind patient:Norway"}},
		{"scheduled", "Nora Lind is scheduled to be sentenced in Halden.",
			[]string{"schedule() patient:Nora Lind", "sentence(verdict) patient:Nora Lind in:Halden planned"}},
		{"the first to", "Nora Lind was the first woman to win the Booker Prize.",
			[]string{"win(award) agent:Nora Lind patient:the Booker Prize=Booker Prize"}},
		{"noun", "The arrest of Nora Lind surprised Norway.",
			[]string{"arrest(arrest) patient:Nora Lind", "surprise() agent:The arrest of Nora Lind patient:Norway"}},
		{"nobody named", "It rained, and they had a talk.", nil},
		{"attribute", "Nora Lind is a leading expert.", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, events := Find(read(t, tt.text))
			var got []string
			for _, e := range events {
				got = append(got, eventLine(e))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}
