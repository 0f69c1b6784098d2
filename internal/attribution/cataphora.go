package attribution

import (
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/resolve"
	"dictum.example/quote"
	"dictum.example/text"
)

var cataphora = revision{Pass{
	Name: "cataphora", Purpose: "A pronoun that means nobody named before is who opens the next sentence by full name: " +
		"“It is late,” she said. Nora Lind, 39, was speaking …",
}, (*article).namedNext}

// namedNext gives the quotations of a "he" or "she" whom nobody was named for the person whose first mention opens the next sentence.
func (a *article) namedNext(quotes []*quote.Quote, by string) {
	for _, q := range quotes {
		if q.Source == nil || q.Speaker != nil || !isHeShe(q.Source.Text) || q.Kind == quote.Indirect || q.Content[0].Start > q.Source.Start {
			continue
		}
		if e := a.opensNext(q.Source.Span); e != nil && resolve.PronounGender(q.Source.Text).Agrees(a.entities.Gender(e)) {
			s := person(e)
			s.by = by
			setSpeakers(q, s)
		}
	}
}

// opensNext returns the person whose first mention, by full name, opens the sentence behind that of s in its paragraph, or nil.
func (a *article) opensNext(s text.Span) *entity.Entity {
	b, _ := a.blockOf(s.Start)
	k := a.Layout.SentenceAt(s.Start) + 1
	if k < 1 || k >= len(a.Layout.Sentences) || a.Layout.Sentences[k].Start >= b.End {
		return nil
	}
	next := a.Layout.Sentences[k]
	who := a.personAt(next.Start, min(next.End, next.Start+reach))
	if who.Len() == 0 {
		return nil
	}
	e := a.personIn(who)
	if e == nil || e.Mentions[0].End != who.End || !strings.Contains(e.Mentions[0].Text, " ") {
		return nil
	}
	return e
}
