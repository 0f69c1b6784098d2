package attribution

import (
	"slices"
	"sort"
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
	if !(r.Kind == entity.Pronoun && isPossessive(r.Text)) && !a.isPossessor(r.End) {
		return false
	}
	between := text.Span{Start: r.End, End: head}
	return wordsIn(strings.TrimLeft(between.Of(a.text), "'’s ")) < 4 && len(a.entities.In(between)) == 0
}

// writers returns the people named behind a message, of whom the first mention is one, where "by" or "from" stands before them.
func (a *article) writers(p *phrase, refs []resolve.Ref) []*entity.Entity {
	r := refs[0]
	if r.Start < p.head || !a.isWrittenBy(text.Span{Start: p.head, End: r.Start}) || a.isPossessor(r.End) || a.modifies(r.End, p.End) {
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
	return strings.TrimSpace(title) == "" || isTitled(title)
}

// maxHolders is how many entities are asked whether they have an office.
const maxHolders = 200

// holderOf returns the one person named before who has an office that is written without an article, as "ACC secretary
// said", or nil: all its words are of a role and what that belongs to.
func (a *article) holderOf(office text.Span) *entity.Entity {
	words := strings.Fields(strings.ToLower(office.Of(a.text)))
	if len(words) == 0 || len(words) > 6 || isDeterminer(words[0]) || lexicon.PersonPronoun.Has(words[0]) {
		return nil
	}
	var found *entity.Entity
	before := a.entities.Entities
	before = before[:sort.Search(len(before), func(i int) bool { return before[i].Mentions[0].Start >= office.Start })]
	for _, e := range before[max(0, len(before)-maxHolders):] {
		if e.Type != entity.Person || !hasOffice(e, words) {
			continue
		}
		if found != nil {
			return nil
		}
		found = e
	}
	return found
}

// hasOffice reports whether the words are of one of a person's roles, which has the last of them, and of what it belongs to.
func hasOffice(e *entity.Entity, words []string) bool {
	return slices.ContainsFunc(e.Roles, func(role text.Excerpt) bool {
		known := strings.Fields(strings.ToLower(role.Text))
		if !slices.Contains(known, words[len(words)-1]) {
			return false
		}
		if f := e.Affiliation; f != nil {
			known = append(known, strings.Fields(strings.ToLower(f.Name+" "+strings.Join(f.Aliases, " ")))...)
		}
		return !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(known, w) })
	})
}
