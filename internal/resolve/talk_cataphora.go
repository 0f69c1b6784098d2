package resolve

import (
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/pass"
	"dictum.example/quote"
	"dictum.example/text"
)

var cataphora = pass.Pass{
	Name: "cataphora", Purpose: "A pronoun that means nobody named before is who opens the next sentence by full name: " +
		"“It is late,” she said. Nora Lind, 39, was speaking …",
}

// Ahead returns whom the "he" or "she" of a quotation means whose source means nobody named before, once all quotes have their
// speakers: the person whose first mention opens the next sentence.
func (t *Talk) Ahead(s *Source) (Antecedent, bool) {
	q := t.quotes[s.Quote]
	if t.without[cataphora.Name] || !IsHeShe(t.words(s)) || q.Kind == quote.Indirect || firstOf(q) > s.Start {
		return Antecedent{}, false
	}
	e := t.opensNext(s.Span)
	if e == nil || !PronounGender(t.words(s)).Agrees(t.Gender(e)) {
		return Antecedent{}, false
	}
	return Antecedent{Entities: []*entity.Entity{e}, Kind: quote.NamedPerson, Pass: cataphora.Name}, true
}

// opensNext returns the person whose first mention, by full name, opens the sentence behind that of s in its paragraph, or nil.
func (t *Talk) opensNext(s text.Span) *entity.Entity {
	b, k := t.layout.BlockAt(s.Start), t.layout.SentenceAt(s.Start)+1
	if b < 0 || k < 1 || k >= len(t.layout.Sentences) || t.layout.Sentences[k].Start >= t.layout.Blocks[b].End {
		return nil
	}
	next := t.layout.Sentences[k]
	who := t.NamedAt(next.Start, min(next.End, next.Start+reach))
	if who.Len() == 0 {
		return nil
	}
	e := t.personIn(who)
	if e == nil || e.Mentions[0].End != who.End || !strings.Contains(e.Mentions[0].Text, " ") {
		return nil
	}
	return e
}
