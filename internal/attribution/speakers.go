package attribution

import (
	"dictum.example/entity"
	"dictum.example/internal/resolve"
	"dictum.example/quote"
)

// speakers finds the speakers and addressees of quotes, in the order of the text.
func (a *article) speakers(quotes []*quote.Quote) {
	a.talk = a.entities.Talk(a.doc, quotes, func(noun string) quote.SpeakerKind {
		kind, _ := a.kindOfNoun(noun)
		return kind
	}, a.without)
	for i, q := range quotes {
		a.doc.Look()
		list := sourced
		if q.Source == nil {
			list = unsourced
		}
		setSpeakers(q, a.ask(list, &utterance{q, quotes, i, nil}))
		a.address(q)
	}
	a.lookAhead(quotes)
}

// A sieve tells who says a quote, or leaves it to those after it.
type sieve struct {
	Pass
	answer func(a *article, u *utterance) (s speaker, ok bool)
}

// ask asks the sieves of a list in order. The first that answers signs its answer.
func (a *article) ask(list []sieve, u *utterance) speaker {
	for _, v := range list {
		if !a.runs(v.Pass) {
			continue
		}
		if s, ok := v.answer(a, u); ok {
			if s.by == "" {
				s.by = v.Name
			}
			return s
		}
	}
	return speaker{}
}

// An utterance is a quote whose speaker is looked for. The quotes before it have theirs.
type utterance struct {
	*quote.Quote
	quotes []*quote.Quote
	i      int
	named  *speaker // whom the source names, once that is asked
}

// before returns the quote before, or nil.
func (u *utterance) before() *quote.Quote {
	if u.i == 0 {
		return nil
	}
	return u.quotes[u.i-1]
}

// isBare reports whether the quote is a quotation that nothing attributes.
func (u *utterance) isBare() bool { return u.Source == nil && u.Cue == nil && u.Kind != quote.Indirect }

// A speaker is whom a source names, or the context.
type speaker struct {
	entities []*entity.Entity // nil where it names nobody
	kind     quote.SpeakerKind
	by       string // the sieve that answered
}

// person returns a person as a speaker.
func person(e *entity.Entity) speaker {
	return speaker{entities: []*entity.Entity{e}, kind: quote.NamedPerson}
}

// people returns people as joint speakers.
func people(es []*entity.Entity) speaker { return speaker{entities: es, kind: quote.NamedPerson} }

// unnamed returns a speaker without a name.
func unnamed(kind quote.SpeakerKind) speaker { return speaker{kind: kind} }

// meant returns as a speaker whom resolution says that a source means.
func meant(a resolve.Antecedent) speaker {
	s := speaker{entities: a.Entities, kind: a.Kind, by: a.Pass}
	if s.kind == "" && s.isNamed() {
		s.kind = kindOf(a.Entities[0])
	}
	return s
}

// isNamed reports whether the speaker is known by name.
func (s speaker) isNamed() bool { return len(s.entities) > 0 }

func setSpeakers(q *quote.Quote, s speaker) {
	q.SpeakerKind, q.Passes.Speaker = s.kind, s.by
	if s.isNamed() {
		q.Speaker, q.Joint = s.entities[0], s.entities[1:]
	}
	if len(q.Joint) == 0 {
		q.Joint = nil
	}
}

// speakersOf returns who says a quote, all together.
func speakersOf(q *quote.Quote) speaker {
	if q.Speaker == nil {
		return unnamed(q.SpeakerKind)
	}
	return speaker{entities: append([]*entity.Entity{q.Speaker}, q.Joint...), kind: q.SpeakerKind}
}

// lookBack is how many quotes before one are asked for its speaker.
const lookBack = 50
