package prose_test

import (
	"context"
	"fmt"
	"log"

	dkprose "github.com/jdkato/prose/v2"

	"dictum.example/entity"
	"dictum.example/entity/prose"
	"dictum.example/text"
)

func ExampleNew() {
	r := prose.New()
	l := text.Parse("The minister met Vladimir Putin in Moscow on Friday.")
	mentions, err := r.Recognize(context.Background(), l)
	if err != nil {
		log.Fatal(err)
	}
	for _, m := range mentions {
		fmt.Println(m.Span, m.Type, m.Text)
	}
	// Output:
	// [17:31] PERSON Vladimir Putin
	// [35:41] GPE Moscow
}

func ExampleWithModel() {
	var examples []dkprose.EntityContext
	for _, ship := range []string{"Aurora", "Meridian", "Skua", "Fulmar"} {
		sentence := "The ferry " + ship + " sailed at noon."
		examples = append(examples, dkprose.EntityContext{
			Accept: true,
			Text:   sentence,
			Spans:  []dkprose.LabeledEntity{{Start: 10, End: 10 + len(ship), Label: "VESSEL"}},
		})
	}
	model := dkprose.ModelFromData("ships", dkprose.UsingEntities(examples))

	r := prose.New(prose.WithModel(model), prose.WithLabel("VESSEL", entity.Product))
	mentions, err := r.Recognize(context.Background(), text.Parse("The ferry Petrel sailed at noon."))
	if err != nil {
		log.Fatal(err)
	}
	for _, m := range mentions {
		fmt.Println(m.Span, m.Type, m.Text)
	}
	// Output:
	// [10:16] PRODUCT Petrel
}
