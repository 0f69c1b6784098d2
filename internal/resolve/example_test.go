package resolve_test

import (
	"fmt"
	"time"

	"dictum.example/internal/doc"
	"dictum.example/internal/reader"
	"dictum.example/internal/resolve"
	"dictum.example/text"
)

func ExampleResolver() {
	s := "Russia’s ambassador to Norway, Igor Belov, left Oslo on Thursday. Belov said that he would return."
	r := &reader.Reading{Layout: text.Parse(s), Names: []reader.Label{
		{Span: text.Span{Start: 0, End: 6}, Type: "GPE", Score: 0.9},
		{Span: text.Span{Start: 25, End: 31}, Type: "GPE", Score: 0.9},
		{Span: text.Span{Start: 33, End: 43}, Type: "PERSON", Score: 0.9},
		{Span: text.Span{Start: 50, End: 54}, Type: "GPE", Score: 0.9},
		{Span: text.Span{Start: 68, End: 73}, Type: "PERSON", Score: 0.9},
	}}
	z := resolve.Resolver{}.Names(doc.New(r), time.Date(2025, time.July, 4, 0, 0, 0, 0, time.UTC))
	z.Antecedents(nil)
	z.Link()
	for _, e := range z.Entities {
		fmt.Printf("%s %s %s %q\n", e.ID, e.Type, e.Name, e.QID)
		for _, m := range e.Mentions {
			fmt.Println("  ", m.Kind, m.Text)
		}
		for _, role := range e.Roles {
			fmt.Println("   is", role, "for", e.Affiliation)
		}
	}
	// Output:
	// e1 GPE Russia "Q159"
	//    name Russia
	// e2 GPE Norway "Q20"
	//    name Norway
	// e3 PERSON Igor Belov ""
	//    name Igor Belov
	//    name Belov
	//    pronoun he
	//    is Russia’s ambassador to Norway for Russia
	// e4 GPE Oslo "Q585"
	//    name Oslo
	// e5 DATE Thursday ""
	//    value Thursday
}

func ExampleResolution_In() {
	s := "Olga Marsh of Acme met Frank Mott."
	r := &reader.Reading{Layout: text.Parse(s), Names: []reader.Label{
		{Span: text.Span{Start: 0, End: 10}, Type: "PERSON", Score: 0.9},
		{Span: text.Span{Start: 14, End: 18}, Type: "ORG", Score: 0.9},
		{Span: text.Span{Start: 23, End: 33}, Type: "PERSON", Score: 0.9},
	}}
	z := resolve.Resolver{}.Names(doc.New(r), time.Time{})
	for _, ref := range z.In(text.Span{Start: 0, End: 18}) {
		fmt.Println(ref.Text, ref.Kind, ref.Entity.ID)
	}
	// Output:
	// Olga Marsh name e1
	// Acme name e2
}
