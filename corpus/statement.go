package corpus

import (
	"context"
	"iter"

	"dictum.example/entity"
	"dictum.example/extract"
	"dictum.example/internal/identity"
	"dictum.example/quote"
)

// A Statement is what somebody said, with all the places where articles quote it.
type Statement struct {
	// ID names the statement, as a Node's ID does a thing; quotes have it as their Node.
	ID string
	// Text is the fullest wording: what stands between quotation marks, pieces joined by " … ".
	Text string
	// Speaker is the ID of the node of who said it, on whom most of the places agree, or "".
	Speaker string
	// Places are where it is quoted, the fullest wording first. There are at least two.
	Places []Place
}

// A Place is where an article quotes a statement.
type Place struct {
	Article string
	// Start and End are the byte offsets of the quote's content in the article's text, half-open.
	Start, End int
	// Text is this place's wording.
	Text string
	// Speaker is the ID of the node of whom this article takes it to be, or "".
	Speaker string
}

// Statements yields the statements of five words and more that are quoted in two places or more, in the order of their
// first article. The index must not be used from within the loop.
func (x *Index) Statements(ctx context.Context) iter.Seq2[Statement, error] {
	return func(yield func(Statement, error) bool) {
		x.mu.Lock()
		defer x.mu.Unlock()
		if err := x.resolve(ctx); err != nil {
			yield(Statement{}, err)
			return
		}
		for i := range x.stated {
			if !yield(x.statement(i), nil) {
				return
			}
		}
	}
}

func (x *Index) statement(i int) Statement {
	s := x.stated[i]
	out := Statement{ID: x.stateIDs[i], Text: s.Said[0].Text, Speaker: s.Speaker}
	for j, m := range s.Members {
		q := s.Said[j]
		p := Place{Article: m.Article, Start: q.Start, End: q.End, Text: q.Text}
		if q.Speaker != "" {
			p.Speaker = x.nodes[identity.Named{Article: m.Article, Entity: q.Speaker}]
		}
		out.Places = append(out.Places, p)
	}
	return out
}

// annotateQuotes sets the nodes of a document's quotes, and the speakers that other places tell.
func (x *Index) annotateQuotes(article string, d *extract.Document) {
	byNode := map[string]*entity.Entity{}
	for _, e := range d.Entities {
		if e != nil && e.Node != "" && byNode[e.Node] == nil {
			byNode[e.Node] = e
		}
	}
	for _, q := range d.Quotes {
		id, ok := identity.SaidID(q)
		if !ok {
			continue
		}
		q.Node = x.nodes[identity.Named{Article: article, Entity: id}]
		if e := byNode[x.speakers[q.Node]]; q.Node != "" && q.Speaker == nil && e != nil {
			q.Speaker, q.SpeakerKind = e, kindOf(e)
		}
	}
}

// kindOf returns what sort of speaker an entity is.
func kindOf(e *entity.Entity) quote.SpeakerKind {
	if e.Type == entity.Person {
		return quote.NamedPerson
	}
	return quote.Organisation
}
