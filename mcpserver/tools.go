package mcpserver

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"dictum.example/corpus"
	"dictum.example/extract"
	"dictum.example/quote"
)

// An article is what read_article is asked.
type article struct {
	Text      string `json:"text" jsonschema:"the article's text: paragraphs, with empty lines between"`
	ID        string `json:"id,omitempty" jsonschema:"an id of your own; without one, one is made of the text"`
	Title     string `json:"title,omitempty"`
	URL       string `json:"url,omitempty"`
	Published string `json:"published,omitempty" jsonschema:"day of publication, such as 2025-07-04: what Thursday is reckoned from"`
}

// A reading is what read_article answers.
type reading struct {
	Article    string      `json:"article" jsonschema:"the article's id"`
	Entities   []thing     `json:"entities" jsonschema:"who and what is named; dates and numbers are left out"`
	Statements []statement `json:"statements" jsonschema:"who said what"`
	Facts      []told      `json:"facts" jsonschema:"what is told of them"`
}

func (s *Server) readArticle(ctx context.Context, _ *mcp.CallToolRequest, in article) (*mcp.CallToolResult, reading, error) {
	a, err := s.parse(in)
	if err != nil {
		return nil, reading{}, err
	}
	d, err := s.extractor.ExtractArticle(ctx, a)
	if err != nil {
		return nil, reading{}, err
	}
	out := reading{Article: d.ID, Entities: []thing{}, Statements: []statement{}, Facts: []told{}}
	for _, e := range d.Entities {
		if !e.Type.IsValue() {
			out.Entities = append(out.Entities, thingOf(d, e))
		}
	}
	for _, q := range d.Quotes {
		out.Statements = append(out.Statements, statementOf(d, q))
	}
	for _, f := range d.Facts {
		out.Facts = append(out.Facts, toldOf(d, f))
	}
	return nil, out, s.shelf.add(d)
}

// parse reads what was asked as a line of JSON lines is read, so that an id is made of a text in the same way.
func (s *Server) parse(in article) (extract.Article, error) {
	line, err := json.Marshal(in)
	if err != nil {
		return extract.Article{}, err
	}
	for a, err := range extract.ReadArticles(strings.NewReader(string(line)), "", s.maxText) {
		if wrong := (*extract.LineError)(nil); errors.As(err, &wrong) {
			err = wrong.Err
		}
		a.Origin = ""
		return a, err
	}
	return extract.Article{}, errors.New("no article")
}

// A search is what who_said is asked.
type search struct {
	Speaker string  `json:"speaker,omitempty" jsonschema:"a name or a part of it, words for somebody without one, a node or a Wikidata item"`
	About   string  `json:"about,omitempty" jsonschema:"a name or a part of it, a node or a Wikidata item, or words in the statement"`
	Article string  `json:"article,omitempty" jsonschema:"in this article alone, by its id"`
	Sure    float64 `json:"sure,omitempty" jsonschema:"leave out what is less probable than this"`
	Limit   int     `json:"limit,omitempty" jsonschema:"how many statements at most; 20 where it is not given, and no more than 200"`
}

// The limits of what who_said answers.
const (
	usualLimit = 20
	mostLimit  = 200
)

// found is what who_said answers.
type found struct {
	Total      int         `json:"total" jsonschema:"how many there are"`
	Statements []statement `json:"statements" jsonschema:"the surest of them"`
}

func (s *Server) whoSaid(ctx context.Context, _ *mcp.CallToolRequest, in search) (*mcp.CallToolResult, found, error) {
	out := found{Statements: []statement{}}
	err := s.shelf.view(ctx, func(documents []*extract.Document, nodes []corpus.Node) error {
		speaker, about := ask(in.Speaker, nodes), ask(in.About, nodes)
		for _, d := range documents {
			if in.Article != "" && d.ID != in.Article {
				continue
			}
			for _, q := range d.Quotes {
				if q.Confidence >= in.Sure && saidBy(q, speaker) && isAbout(d, q, about) {
					out.Statements = append(out.Statements, statementOf(d, q))
				}
			}
		}
		return nil
	})
	out.Total = len(out.Statements)
	slices.SortStableFunc(out.Statements, func(a, b statement) int { return cmp.Compare(b.Confidence, a.Confidence) })
	limit := min(max(cmp.Or(in.Limit, usualLimit), 1), mostLimit)
	out.Statements = out.Statements[:min(limit, len(out.Statements))]
	return nil, out, err
}

// saidBy reports whether a quote is of the speaker who is asked for.
func saidBy(q *quote.Quote, speaker *query) bool {
	return speaker == nil || slices.ContainsFunc(q.Speakers(), speaker.means) ||
		len(q.Speakers()) == 0 && q.Source != nil && speaker.in(q.Source.Text)
}

// isAbout reports whether a quote is about what is asked for.
func isAbout(d *extract.Document, q *quote.Quote, about *query) bool {
	return about == nil || slices.ContainsFunc(d.About(q), about.means) || about.in(q.Text)
}

// A lookup is what look_up is asked.
type lookup struct {
	Who string `json:"who" jsonschema:"a name or a part of it, the id of a node, or a Wikidata item"`
}

// A card is what look_up answers of one thing.
type card struct {
	Node       string   `json:"node" jsonschema:"the id of this thing over all articles"`
	Label      string   `json:"label"`
	Type       string   `json:"type"`
	QID        string   `json:"qid,omitempty" jsonschema:"the Wikidata item"`
	Names      []string `json:"names,omitempty" jsonschema:"other names"`
	Articles   []string `json:"articles" jsonschema:"the ids of those that name it"`
	Roles      []span   `json:"roles" jsonschema:"titles and offices that articles give it"`
	Facts      []told   `json:"facts" jsonschema:"what is told of it"`
	Named      []span   `json:"named" jsonschema:"where articles first name it, one place each"`
	Statements int      `json:"statements" jsonschema:"how many statements are its own; who_said lists them"`
}

// cards are what look_up answers.
type cards struct {
	Things []card `json:"things" jsonschema:"those that are called so, the most named first"`
}

// mostCards bounds how many things look_up answers with.
const mostCards = 10

func (s *Server) lookUp(ctx context.Context, _ *mcp.CallToolRequest, in lookup) (*mcp.CallToolResult, cards, error) {
	out := cards{Things: []card{}}
	err := s.shelf.view(ctx, func(documents []*extract.Document, nodes []corpus.Node) error {
		asked := ask(in.Who, nodes)
		if asked == nil {
			return errors.New("nobody is asked for")
		}
		meant := slices.DeleteFunc(slices.Clone(nodes), func(n corpus.Node) bool { return !asked.nodes[n.ID] })
		slices.SortStableFunc(meant, func(a, b corpus.Node) int { return cmp.Compare(b.Articles, a.Articles) })
		for _, n := range meant[:min(mostCards, len(meant))] {
			out.Things = append(out.Things, cardOf(n, documents))
		}
		return nil
	})
	if err == nil && len(out.Things) == 0 {
		err = fmt.Errorf("no article that was read names %.100q", in.Who)
	}
	return nil, out, err
}

// cardOf gathers what documents tell of a node.
func cardOf(n corpus.Node, documents []*extract.Document) card {
	c := card{Node: n.ID, Label: n.Label, Type: string(n.Type), QID: n.QID, Names: n.Names,
		Articles: []string{}, Roles: []span{}, Facts: []told{}, Named: []span{}}
	for _, d := range documents {
		for _, e := range d.Entities {
			if e.Node != n.ID {
				continue
			}
			if !slices.Contains(c.Articles, d.ID) {
				c.Articles = append(c.Articles, d.ID)
			}
			c.Named = append(c.Named, spanOf(d, named(e)))
			c.Roles = append(c.Roles, spansOf(d, e.Roles)...)
		}
		for _, f := range d.Facts {
			if f.Subject != nil && f.Subject.Node == n.ID {
				c.Facts = append(c.Facts, toldOf(d, f))
			}
		}
		for _, q := range d.Quotes {
			if slices.ContainsFunc(q.Speakers(), (&query{nodes: map[string]bool{n.ID: true}}).means) {
				c.Statements++
			}
		}
	}
	return c
}
