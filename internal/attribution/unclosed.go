package attribution

import (
	"strings"

	"dictum.example/internal/lexicon"
	"dictum.example/internal/resolve"
	"dictum.example/text"
)

var forgottenMark = step{Pass{
	Name: "forgotten-mark", Purpose: "A quotation whose closing mark was forgotten ends before its attribution: “It is late, said Nora " +
		"Lind.",
}, (*article).closeForgotten}

// An attribution is what tells who says a quotation that was left open before it.
type attribution struct {
	passage   text.Span
	who, verb text.Span
}

// closeForgotten closes the quotations that are left open and hold their attribution, and cuts the pieces there.
func (a *article) closeForgotten() {
	for i := range a.passages {
		q := &a.passages[i]
		if q.Closed() || i+1 < len(a.passages) && a.staysOpen(i) {
			continue
		}
		end := a.endOfFirst(q.Span)
		at, said := a.attributionIn(text.Span{Start: q.Open.End, End: end})
		if at == 0 {
			continue
		}
		q.End, q.Close = at+1, text.Span{Start: at + 1, End: at + 1}
		said.passage = q.Span
		a.forgotten = append(a.forgotten, said)
		a.cutPieces(at+1, end)
	}
}

// endOfFirst returns where the first sentence of an open quotation ends, but not far.
func (a *article) endOfFirst(q text.Span) int {
	end := min(q.End, q.Start+reach)
	if k := a.Layout.SentenceAt(q.Start); k >= 0 {
		end = min(end, a.Layout.Sentences[k].End)
	}
	return end
}

// cutPieces takes [from, to) from the pieces. What a piece has behind it is a piece of its own.
func (a *article) cutPieces(from, to int) {
	var out []piece
	for _, p := range a.pieces {
		if p.End <= from || p.Start >= to {
			out = append(out, p)
			continue
		}
		before, behind := p, p
		before.End, before.signed = from, a.running
		behind.Start, behind.signed = to, a.running
		if before.Start < before.End {
			out = append(out, before)
		}
		if behind.Start < behind.End {
			out = append(out, behind)
		}
	}
	a.pieces = out
}

// attributionIn returns the comma of s that an attribution follows which ends the sentence, and that, or 0.
func (a *article) attributionIn(s text.Span) (comma int, said attribution) {
	for i := s.Start; i < s.End; i++ {
		if a.text[i] != ',' || wordsIn(a.text[s.Start:i]) < 2 {
			continue
		}
		if said, ok := a.attributes(text.Span{Start: i + 1, End: s.End}); ok {
			return i, said
		}
	}
	return 0, attribution{}
}

const (
	maxBehindVerb = 5  // words behind the verb of an attribution: "told reporters on Monday"
	maxBehindName = 14 // and behind a name that follows its verb: ", 71, of Halden"
)

// attributes reports whether s is an attribution: "said Nora Lind, 71", "Mayor Lind told reporters", "she said".
func (a *article) attributes(s text.Span) (said attribution, ok bool) {
	first := nextWord(a.text, s.Start, s.End)
	if lexicon.PlainSayingVerb.Has(first.Of(a.text)) {
		who := a.speakerAt(first.End, s.End)
		return attribution{who: who, verb: first}, who.Len() > 0 && wordsIn(a.text[who.End:s.End]) <= maxBehindName && !a.hasVerbAt(who.End)
	}
	if end, according := a.phrase("according", s); according {
		who := a.speakerAt(end, s.End)
		return attribution{who: who, verb: a.trim(text.Span{Start: s.Start, End: end})}, who.Len() > 0
	}
	who := a.speakerAt(s.Start, s.End)
	verb := nextWord(a.text, who.End, s.End)
	verb.End = verb.Start + len(strings.TrimRight(verb.Of(a.text), ".,"))
	return attribution{who: who, verb: verb}, who.Len() > 0 && tells(verb.Of(a.text)) && wordsIn(a.text[verb.End:s.End]) <= maxBehindVerb
}

// tells reports whether a word is a verb of saying or telling.
func tells(w string) bool {
	return isSayingVerb(w) || lexicon.SayingVerb.Has(w) || lexicon.TellingVerb.Has(w)
}

// hasVerbAt reports whether the word right behind the offset, in its clause, is a verb.
func (a *article) hasVerbAt(at int) bool { return strings.HasPrefix(a.text[at:], " ") && a.isVerb(at) }

// speakerAt returns the person named at the offset, or "he" or "she", or an empty span.
func (a *article) speakerAt(at, limit int) text.Span {
	if w := nextWord(a.text, at, limit); resolve.IsHeShe(w.Of(a.text)) {
		return w
	}
	return a.entities.NamedAt(at, limit)
}

var forgottenSource = step{Pass{
	Name: "forgotten-source", Purpose: "What follows the quotation whose closing mark was forgotten is its cue and source.",
}, (*article).attributeForgotten}

// attributeForgotten gives the quotations that were left open to whom the attributions behind them name.
func (a *article) attributeForgotten() {
	for i := range a.forgotten {
		said := &a.forgotten[i]
		g := a.groupOf(said.passage)
		if g == nil {
			g = apart(piece{Span: said.passage, label: none, p: .9}, .9)
			a.groups = append(a.groups, g)
		}
		if g.cue == none || g.source == none {
			g.detach()
			g.label, g.mark = &said.who, &said.verb
			a.sign(g)
		}
	}
}

// groupOf returns the group that has a piece in s, or nil.
func (a *article) groupOf(s text.Span) *group {
	for _, g := range a.groups {
		if g.touches(s) {
			return g
		}
	}
	return nil
}
