// Package sample gives tests the sample article as a document annotated by
// hand, so that what is built on documents is tested apart from what makes them.
package sample

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"dictum.example/entity"
	"dictum.example/extract"
	"dictum.example/quote"
	"dictum.example/text"
)

//go:embed article.txt
var article string

//go:embed gold.json
var gold []byte

// annotation is the form of gold.json.
type annotation struct {
	Headline, Caption [2]int
	Headings          [][2]int
	Entities          []struct {
		Name, Type, Affiliation, QID string
		Roles                        []string
		Mentions                     []entity.Mention
	}
	Quotes []struct {
		Kind               quote.Kind
		Content, Quoted    [][2]int
		Cue, Source        [][2]int
		Speaker, Addressee string
	}
}

// Document returns a new copy of the sample article's document.
func Document() (*extract.Document, error) {
	var a annotation
	if err := json.Unmarshal(gold, &a); err != nil {
		return nil, fmt.Errorf("sample: %w", err)
	}
	doc := &extract.Document{
		Article: extract.Article{ID: "sample", Text: article, Published: time.Date(2025, 7, 4, 9, 30, 0, 0, time.UTC)},
		Blocks:  blocks(&a),
	}
	named := entities(doc, &a)
	for _, g := range a.Quotes {
		q := &quote.Quote{
			Kind: g.Kind, Content: cut(g.Content), Quoted: cut(g.Quoted), Cue: one(g.Cue), Source: one(g.Source),
			Speaker: named[g.Speaker], Addressee: named[g.Addressee], Polarity: quote.Affirmed, Speech: true, Confidence: 0.9,
		}
		var pieces []string
		for _, x := range q.Content {
			pieces = append(pieces, x.Text)
		}
		q.Text = strings.Join(pieces, " … ")
		switch {
		case q.Speaker == nil:
			q.SpeakerKind = quote.UnnamedGroup
		case q.Speaker.Type == entity.Person:
			q.SpeakerKind = quote.NamedPerson
		default:
			q.SpeakerKind = quote.Organisation
		}
		doc.Quotes = append(doc.Quotes, q)
	}
	return doc, nil
}

// blocks cuts the article at its line ends.
func blocks(a *annotation) []text.Block {
	kinds := map[int]text.BlockKind{a.Headline[0]: text.Headline, a.Caption[0]: text.Caption}
	for _, h := range a.Headings {
		kinds[h[0]] = text.Heading
	}
	var blocks []text.Block
	start := 0
	for line := range strings.Lines(article) {
		s := text.Span{Start: start, End: start + len(strings.TrimRight(line, " \n"))}
		if s.Len() > 0 {
			blocks = append(blocks, text.Block{Span: s, Kind: kinds[s.Start]})
		}
		start += len(line)
	}
	return blocks
}

func entities(doc *extract.Document, a *annotation) map[string]*entity.Entity {
	named := map[string]*entity.Entity{}
	for i, g := range a.Entities {
		e := &entity.Entity{ID: fmt.Sprintf("e%d", i+1), Type: entity.Type(g.Type), Name: g.Name, QID: g.QID, Mentions: g.Mentions}
		for j := range e.Mentions {
			e.Mentions[j].Type = e.Type
		}
		for _, r := range g.Roles {
			if at := strings.Index(article, r); at >= 0 {
				e.Roles = append(e.Roles, text.Span{Start: at, End: at + len(r)}.Cut(article))
			}
		}
		named[g.Name] = e
		doc.Entities = append(doc.Entities, e)
	}
	for i, g := range a.Entities {
		doc.Entities[i].Affiliation = named[g.Affiliation]
	}
	return named
}

func cut(spans [][2]int) []text.Excerpt {
	var pieces []text.Excerpt
	for _, s := range spans {
		pieces = append(pieces, text.Span{Start: s[0], End: s[1]}.Cut(article))
	}
	return pieces
}

func one(spans [][2]int) *text.Excerpt {
	if len(spans) == 0 {
		return nil
	}
	return &cut(spans)[0]
}
