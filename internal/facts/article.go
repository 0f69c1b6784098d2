package facts

import (
	"cmp"
	"slices"
	"sort"

	"dictum.example/entity"
	"dictum.example/fact"
	"dictum.example/internal/reader"
	"dictum.example/internal/until"
	"dictum.example/quote"
	"dictum.example/text"
)

// An Article is what is known of an article before its facts are.
type Article struct {
	Layout   *text.Layout
	Profiles *reader.Profiles
	Entities []*entity.Entity
	Quotes   []*quote.Quote
	Watch    *until.Watch // that the work ends with, or nil
}

// Find returns the facts and the events of an article, each in the order of the text.
func Find(a Article) ([]*fact.Fact, []*fact.Event) {
	p := newPage(a)
	learned := learned()
	p.parse(learned.parser)
	facts := p.offices()
	var events []*fact.Event
	if len(p.trees.nodes) > 0 {
		events = p.events()
		verbs := told(events)
		facts = slices.Concat(facts, p.organs(), verbs, besides(p.ties(learned.ranker), verbs))
	}
	return merge(facts), events
}

// A page is an article with indices over what stands where.
type page struct {
	Article
	refs   []ref   // in the order of the text
	roles  []role  // of persons, in the order of the text
	pieces []piece // of the contents of quotes, in the order of the text
	trees  *trees
	// grammars are those of the sentences that were looked at.
	grammars []*grammar
}

// A ref is a mention of an entity.
type ref struct {
	*entity.Mention
	entity *entity.Entity
}

// A role is what a person is called beside a name.
type role struct {
	text.Span
	entity *entity.Entity
}

// A piece is a piece of the content of a quote.
type piece struct {
	text.Span
	quote *quote.Quote
}

func newPage(a Article) *page {
	p := &page{Article: a}
	for _, e := range a.Entities {
		for i := range e.Mentions {
			a.Watch.Step()
			p.refs = append(p.refs, ref{&e.Mentions[i], e})
		}
		for _, r := range e.Roles {
			p.roles = append(p.roles, role{r.Span, e})
		}
	}
	p.speak()
	slices.SortStableFunc(p.roles, func(a, b role) int { return a.Start - b.Start })
	slices.SortStableFunc(p.refs, func(a, b ref) int { return cmp.Or(a.Start-b.Start, b.End-a.End) })
	return p
}

// speak adds the pieces of quotes, and the "I" of quoted words, which is their speaker.
func (p *page) speak() {
	for _, q := range p.Quotes {
		for _, c := range q.Content {
			p.pieces = append(p.pieces, piece{c.Span, q})
		}
		if q.Speaker == nil || q.Speaker.Type != entity.Person || len(q.Joint) > 0 {
			continue
		}
		for _, c := range q.Quoted {
			i, j := p.Layout.WordsIn(c.Span)
			for _, w := range p.Layout.Words[i:j] {
				switch p.of(w) {
				case "I", "me", "my", "My", "myself":
					m := &entity.Mention{Excerpt: w.Cut(p.Layout.Text), Type: entity.Person, Kind: entity.Pronoun}
					p.refs = append(p.refs, ref{m, q.Speaker})
				}
			}
		}
	}
	slices.SortStableFunc(p.pieces, func(a, b piece) int { return a.Start - b.Start })
}

// in returns the mentions that begin within s.
func (p *page) in(s text.Span) []ref {
	i := sort.Search(len(p.refs), func(i int) bool { return p.refs[i].Start >= s.Start })
	j := i + sort.Search(len(p.refs)-i, func(k int) bool { return p.refs[i+k].Start >= s.End })
	return p.refs[i:j]
}

// claim returns the quote in whose content s lies, or nil where it is the article's own words.
func (p *page) claim(s text.Span) *quote.Quote {
	i := sort.Search(len(p.pieces), func(i int) bool { return p.pieces[i].Start > s.Start })
	if i > 0 && p.pieces[i-1].Contains(s) {
		return p.pieces[i-1].quote
	}
	return nil
}

// reach bounds how many words on either side of a place its sentence has: a text without full stops must
// not take the square of its length.
const reach = 80

// sentence returns the sentence that holds the start of s, or what of it is within reach.
func (p *page) sentence(s text.Span) text.Span {
	i := p.Layout.SentenceAt(s.Start)
	w := p.Layout.WordAt(s.Start)
	if i < 0 || w < 0 {
		return s
	}
	out, words := p.Layout.Sentences[i], p.Layout.Words
	out.Start = max(out.Start, words[max(0, w-reach)].Start)
	out.End = max(s.Start, min(out.End, words[min(len(words)-1, w+reach)].End))
	return out
}

// of returns the text of s.
func (p *page) of(s text.Span) string { return s.Of(p.Layout.Text) }

// date returns the date that a mention of the entity e gives.
func date(r ref) *fact.Date {
	return &fact.Date{Value: r.entity.Value, Words: r.Excerpt}
}
