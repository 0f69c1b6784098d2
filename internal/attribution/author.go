package attribution

import (
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/lexicon"
	"dictum.example/internal/resolve"
	"dictum.example/text"
)

var author = namer{Pass{
	Name: "author", Purpose: "Who wrote a message speaks in it: an email sent by Lind, Lind's letter.",
}, func(a *article, p *phrase) (speaker, bool) {
	who := a.authors(p)
	return people(who), len(who) > 0
}}

// authors returns the people who wrote the message that a source is.
func (a *article) authors(p *phrase) []*entity.Entity {
	if low := strings.ToLower(p.noun); !lexicon.MessageNoun.Has(low) && !lexicon.MessageNoun.Has(strings.TrimSuffix(low, "s")) {
		return nil
	}
	for i, r := range p.refs {
		if r.Type != entity.Person || r.Kind == entity.Nominal || r.End < p.head-reach {
			continue
		}
		if r.Start > p.head+reach {
			return nil
		}
		if r.End >= p.head {
			return a.writers(p, p.refs[i:])
		}
		if a.owns(r, p.head) {
			return []*entity.Entity{r.Entity}
		}
	}
	return nil
}

// owns reports whether a mention is the possessor of the message whose noun ends at the offset, with at most an adjective between.
func (a *article) owns(r resolve.Ref, head int) bool {
	if !(r.Kind == entity.Pronoun && isPossessive(r.Text)) && !a.doc.IsPossessor(r.End) {
		return false
	}
	between := text.Span{Start: r.End, End: head}
	return wordsIn(strings.TrimLeft(between.Of(a.text), "'’s ")) < 4 && len(a.entities.In(between)) == 0
}

// writers returns the people named behind a message, of whom the first mention is one, where "by" or "from" stands before them.
func (a *article) writers(p *phrase, refs []resolve.Ref) []*entity.Entity {
	r := refs[0]
	if r.Start < p.head || !a.isWrittenBy(text.Span{Start: p.head, End: r.Start}) || a.doc.IsPossessor(r.End) || a.modifies(r.End, p.End) {
		return nil
	}
	return a.people(text.Span{Start: r.Start, End: p.End}, refs)
}

// isWrittenBy reports whether what stands between a message and a name says that the person wrote it: "sent by", "by Senate leader".
func (a *article) isWrittenBy(between text.Span) bool {
	end, ok := a.phrase("written", between)
	if !ok {
		return false
	}
	title := a.text[end:between.End]
	return strings.TrimSpace(title) == "" || resolve.IsTitled(title)
}
