package profile_test

import (
	"context"
	"fmt"
	"log"
	"time"

	"dictum.example/extract"
	"dictum.example/profile"
)

func Example() {
	x, err := extract.New()
	if err != nil {
		log.Fatal(err)
	}
	sources := profile.NewCollector()
	for _, a := range []extract.Article{
		{ID: "monday", Published: time.Date(2025, 7, 7, 0, 0, 0, 0, time.UTC),
			Text: "The port will close, its chairwoman Angela Lindqvist said on Monday. She added that nobody would lose a job."},
		{ID: "tuesday", Published: time.Date(2025, 7, 8, 0, 0, 0, 0, time.UTC),
			Text: "“The port was too small,” Angela Lindqvist told reporters."},
	} {
		doc, err := x.ExtractArticle(context.Background(), a)
		if err != nil {
			log.Fatal(err)
		}
		sources.Add(doc)
	}
	for _, p := range sources.Profiles() {
		fmt.Println(p.Name, p.Kind, p.Quotes, p.Articles, p.Offices, p.Gender, p.Evidence)
	}
	// Output:
	// Angela Lindqvist person 3 [monday tuesday] [chairwoman (told 2025-07-07)] female [monday:69-72]
}
