package graph_test

import (
	"time"

	"dictum.example/entity"
	"dictum.example/extract"
	"dictum.example/quote"
	"dictum.example/text"
)

// hostile returns a document whose every text is s.
func hostile(s string) *extract.Document {
	doc := &extract.Document{Article: extract.Article{ID: s, Title: s, Text: s, URL: s,
		Published: time.Date(2025, 1, 2, 3, 4, 5, 0, time.UTC)}}
	whole := text.Span{End: len(s)}.Cut(s)
	types := []entity.Type{entity.Person, entity.Org, entity.GPE, entity.NORP, entity.Event, entity.Date, entity.Type(s)}
	for _, typ := range types {
		doc.Entities = append(doc.Entities, &entity.Entity{ID: s, Type: typ, Name: s, Aliases: []string{s, s + "x"}, QID: s,
			Roles: []text.Excerpt{whole}, Mentions: []entity.Mention{{Excerpt: whole, Type: typ, Kind: entity.Name}}})
	}
	doc.Entities[0].Affiliation = doc.Entities[1]
	inner := &quote.Quote{Kind: quote.Kind(s), Text: s, Content: []text.Excerpt{whole}, Source: &whole, SpeakerKind: quote.UnnamedGroup}
	doc.Quotes = []*quote.Quote{{Kind: quote.Direct, Text: s, Content: []text.Excerpt{whole}, Quoted: []text.Excerpt{whole}, Cue: &whole,
		Source: &whole, Speaker: doc.Entities[0], Joint: doc.Entities[1:3], SpeakerKind: quote.SpeakerKind(s), Addressee: doc.Entities[2],
		Polarity: quote.Polarity(s), Nested: []*quote.Quote{inner}, Confidence: 0.5}}
	return doc
}
