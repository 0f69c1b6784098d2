package attribution

import (
	"dictum.example/text"
)

var predicate = step{Pass{
	Name: "predicate", Purpose: "A quotation that opens a sentence which says who put it so is that person's: “A farce” is how Lind " +
		"described it.",
}, (*article).predicates}

func (a *article) predicates() {
	for _, q := range a.passages {
		if !q.Closed() || !a.opensSentence(q.Start) || a.found.holds(q.Span) {
			continue
		}
		if who, end := a.putSo(q.Span); who.Len() > 0 {
			g := apart(piece{Span: q.Span, label: none, p: .9}, 1)
			g.label = &who
			a.replace(text.Span{Start: q.Start, End: end}, g)
		}
	}
}

// putSo returns who put a quotation so, by what follows it in its sentence, and where what tells it ends; or an empty span.
func (a *article) putSo(q text.Span) (who text.Span, end int) {
	k := a.Layout.SentenceAt(q.Start)
	if k < 0 {
		return text.Span{}, 0
	}
	s := text.Span{Start: q.End, End: min(max(a.Layout.Sentences[k].End, q.End), q.End+reach)}
	if at, ok := a.phrase("told-how", s); ok {
		if who = a.entities.NamedAt(at, s.End); who.Len() > 0 && a.isVerb(who.End) {
			return who, s.End
		}
		return text.Span{}, 0
	}
	if at, ok := a.phrase("told-what", s); ok {
		who = a.entities.NamedAt(at, s.End)
	}
	return who, who.End
}

// isVerb reports whether the word behind the offset is a verb.
func (a *article) isVerb(at int) bool {
	from, to := a.doc.TokensIn(text.Span{Start: at, End: min(len(a.text), at+reach)})
	return from < to && a.doc.Tokens[from].IsVerb()
}

var verdict = sieve{Pass{
	Name:    "verdict",
	Purpose: "A quotation is of whom the next sentence gives it to: “Not here.” That was the verdict of Lind.",
}, func(a *article, u *utterance) (speaker, bool) {
	who := a.answering(u)
	if who.Len() == 0 {
		return speaker{}, false
	}
	s := a.named(who)
	return s, s.isNamed()
}}

// answering returns whom the sentence behind a quotation that nothing attributes gives it to, or an empty span.
func (a *article) answering(u *utterance) text.Span {
	end := u.Content[len(u.Content)-1].End
	p := a.passageAt(end - 1)
	if !u.isBare() || p == nil || !p.Closed() || p.End != end {
		return text.Span{}
	}
	b, _ := a.blockOf(end - 1)
	s := text.Span{Start: end, End: min(max(end, b.End), end+reach)}
	at, ok := a.phrase("answered-how", s)
	if !ok {
		if at, ok = a.phrase("answered-what", s); !ok {
			return text.Span{}
		}
	}
	return a.entities.NamedAt(at, s.End)
}
