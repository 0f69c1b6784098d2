package fact_test

import (
	"context"
	"fmt"
	"log"

	"dictum.example/extract"
)

// Who says so is part of a fact: what stands in the content of a quote is its speaker's claim.
func Example() {
	x, err := extract.New()
	if err != nil {
		log.Fatal(err)
	}
	doc, err := x.Extract(context.Background(),
		"Former Nordbank chief executive Maria Okoye met reporters on Friday. She said that Tom Reyes, chairman of Halden Rail, would "+
			"resign.")
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range doc.Facts {
		voice := "the article"
		if f.Claim != nil {
			voice = f.Claim.Speaker.Name
		}
		object := f.Object.String()
		if f.Words != nil {
			object = f.Words.Text
		}
		fmt.Println(f.Subject, f.Kind, object, f.Standing, "according to", voice)
	}
	// Output:
	// Maria Okoye position_held Former Nordbank chief executive former according to the article
	// Maria Okoye head_of Nordbank former according to the article
	// Tom Reyes position_held chairman of Halden Rail  according to Maria Okoye
	// Tom Reyes head_of Halden Rail  according to Maria Okoye
}
