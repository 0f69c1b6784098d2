package attribution

import (
	"dictum.example/internal/resolve"
	"dictum.example/quote"
)

// lookAhead gives quotes whose sources mean nobody named before those whom the story names behind them.
func (a *article) lookAhead(quotes []*quote.Quote) {
	a.introduce()
	for i, q := range quotes {
		if q.Source == nil || q.Speaker != nil {
			continue
		}
		if who, ok := a.talk.Ahead(&resolve.Source{Span: q.Source.Span, Quote: i}); ok {
			setSpeakers(q, meant(who))
		}
	}
}

// introduce gives the statements of the lead whose sources describe somebody the person whom the story then brings in.
func (a *article) introduce() {
	x := a.talk.Introduction()
	if x == nil {
		return
	}
	for _, q := range x.Lead {
		if q.Source == nil || !q.Speech || q.SpeakerKind != quote.UnnamedPerson {
			continue
		}
		if who, ok := x.Means(&resolve.Source{Span: q.Source.Span, Head: a.headEnd(q.Source.Span)}); ok {
			setSpeakers(q, meant(who))
		}
	}
}
