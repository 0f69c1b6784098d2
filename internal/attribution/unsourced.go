package attribution

import (
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/resolve"
	"dictum.example/quote"
	"dictum.example/text"
)

// unsourced are the sieves that tell who says a quote without a source.
var unsourced = []sieve{
	verdict,
	headlineAlone,
	personBehind,
	passiveCue,
	storyBetween,
	turn,
	goesOn,
	personBefore,
	lastBefore,
	subject,
}

var personBehind = sieve{Pass{
	Name:    "person-behind",
	Purpose: "A quotation that ends in a comma is of the person whose name, or statement, follows: “…,” Smith's statement reads.",
}, func(a *article, u *utterance) (speaker, bool) {
	r := a.entities.Opener(a.behind(u))
	if r == nil || r.Type != entity.Person {
		return speaker{}, false
	}
	return person(r.Entity), true
}}

// behind returns what follows a quotation that ends in a comma and that nothing attributes, or an empty span.
func (a *article) behind(u *utterance) text.Span {
	end := u.Content[len(u.Content)-1].End
	p := a.passageAt(end - 1)
	if !u.isBare() || p == nil || !a.breaksOff(*p) {
		return text.Span{}
	}
	limit := min(len(a.text), end+reach)
	after := strings.TrimLeft(a.text[end:limit], " ,\u00a0")
	return text.Span{Start: limit - len(after), End: limit}
}

var passiveCue = sieve{Pass{
	Name: "passive-cue", Purpose: "The subject of a passive cue does not speak, and who does is not told: “was dubbed “a liar””.",
}, func(a *article, u *utterance) (speaker, bool) {
	return speaker{}, u.Cue != nil && isPassive(u.Cue.Text)
}}

var storyBetween = sieve{Pass{
	Name: "story-between", Purpose: "A quotation is of the person whom the sentence between it and the last quote is about.",
}, func(a *article, u *utterance) (speaker, bool) {
	if !u.isBare() || a.leansOn(u) < 0 {
		return speaker{}, false
	}
	e := a.leads(endOf(u.before()), u.Content[0].Start)
	return person(e), e != nil
}}

// leads returns the person whom the last whole sentence of the story between two offsets is
// about, or nil: the first whom it names.
func (a *article) leads(from, to int) *entity.Entity {
	_, k := a.Layout.SentencesIn(text.Span{End: to})
	if k--; k < 0 || a.Layout.Sentences[k].Start < from || to-a.Layout.Sentences[k].Start > 10*reach {
		return nil
	}
	for _, r := range a.entities.In(text.Span{Start: a.Layout.Sentences[k].Start, End: to}) {
		if a.inPassage(r.Start) {
			return nil
		}
		if r.Type == entity.Person {
			return r.Entity
		}
	}
	return nil
}

// endOf returns where the words of a quote, its cue and its source end.
func endOf(q *quote.Quote) int {
	end := q.Content[len(q.Content)-1].End
	if q.Cue != nil {
		end = max(end, q.Cue.End)
	}
	if q.Source != nil {
		end = max(end, q.Source.End)
	}
	return end
}

var turn = sieve{Pass{
	Name: "turn", Purpose: "In a running exchange of two the speakers take turns.",
}, func(a *article, u *utterance) (speaker, bool) {
	k := a.leansOn(u)
	if k < 1 || u.Cue != nil || a.paragraphsSince(u, k) != 1 {
		return speaker{}, false
	}
	q := a.takesTurns(u.quotes[k-1], u.quotes[k], a.Layout.BlockAt(u.start()))
	if q == nil {
		return speaker{}, false
	}
	return speakersOf(q), true
}}

// takesTurns returns the quote before the last, where both are direct, whole
// paragraphs of two speakers one after the other: an exchange, in which the next
// to speak, in the block, is the one who did before.
func (a *article) takesTurns(before, last *quote.Quote, block int) *quote.Quote {
	if last.Kind != quote.Direct || before.Kind != quote.Direct || last.Speaker == before.Speaker || before.SpeakerKind == "" {
		return nil
	}
	if a.Layout.BlockAt(before.Content[0].Start) != block-2 || !a.opensParagraph(last) || !a.opensParagraph(before) {
		return nil
	}
	return before
}

// opensParagraph reports whether the content of a quote begins its paragraph.
func (a *article) opensParagraph(q *quote.Quote) bool {
	b, _ := a.blockOf(q.Content[0].Start)
	return q.Content[0].Start == b.Start
}

var goesOn = sieve{Pass{
	Name: "goes-on", Purpose: "A quote is of whoever spoke before it: in its sentence, or, for a quotation, in its paragraph or the last.",
}, func(a *article, u *utterance) (speaker, bool) {
	k := a.leansOn(u)
	if k < 0 {
		return speaker{}, false
	}
	return speakersOf(u.quotes[k]), true
}}

// leansOn returns the index of the quote whose speaker a quote without a source of
// its own shares: that of the same sentence, where the cue is a participle or follows on
// ("…, calling it a sham"), or that of the same or the last paragraph, for a
// quotation; or -1.
func (a *article) leansOn(u *utterance) int {
	if u.Cue != nil && isHearsay(u.Cue.Text) {
		return -1
	}
	for k := u.i - 1; k >= max(0, u.i-lookBack); k-- {
		b := u.quotes[k]
		since := a.paragraphsSince(u, k)
		if since <= 1 && (b.SpeakerKind == "" || u.Cue == nil && !b.Speech) {
			continue
		}
		if since > 1 || since < 0 || u.Kind == quote.Indirect && !a.sharesSentence(u, b, since) {
			return -1
		}
		return k
	}
	return -1
}

// sharesSentence reports whether an utterance, so many paragraphs behind quote b, is in its sentence; without a cue its paragraph does.
func (a *article) sharesSentence(u *utterance, b *quote.Quote, since int) bool {
	return since == 0 && (u.Cue == nil || a.sameSentence(b.Content[0].Start, u.start()))
}

// start returns where the words of the quote or its cue start.
func (u *utterance) start() int {
	if u.Cue == nil {
		return u.Content[0].Start
	}
	return min(u.Content[0].Start, u.Cue.Start)
}

// paragraphsSince returns how many paragraphs after the end of quote k the utterance stands.
func (a *article) paragraphsSince(u *utterance, k int) int {
	b := u.quotes[k]
	return a.Layout.BlockAt(u.start()) - a.Layout.BlockAt(b.Content[len(b.Content)-1].Start)
}

// sameSentence reports whether two offsets are in one sentence.
func (a *article) sameSentence(x, y int) bool {
	return a.Layout.SentenceAt(x) == a.Layout.SentenceAt(y)
}

var personBefore = sieve{Pass{
	Name: "person-before", Purpose: "A quotation is of the person whom the story last named before it, in its paragraph or the one before.",
}, func(a *article, u *utterance) (speaker, bool) {
	if u.Kind != quote.Direct && !u.isBare() {
		return speaker{}, false
	}
	e := a.personBefore(u.Content[0].Start)
	return person(e), e != nil
}}

// personBefore returns the subject of the last sentence that names a person outside quotes before the offset, in its
// paragraph or in the one before, or nil.
func (a *article) personBefore(at int) *entity.Entity {
	block := a.Layout.BlockAt(at)
	for b := block; b >= max(0, block-1); b-- {
		s := a.Layout.Blocks[b].Span
		s.End = min(s.End, at)
		s.Start = max(s.Start, s.End-10*reach)
		// the subject, which comes first in its sentence, before others
		var best *resolve.Ref
		refs := a.entities.In(s)
		for i := range refs {
			r := &refs[i]
			if r.Type == entity.Person && !a.inPassage(r.Start) && (best == nil || !a.sameSentence(r.Start, best.Start)) {
				best = r
			}
		}
		if best != nil {
			return best.Entity
		}
	}
	return nil
}

var lastBefore = sieve{Pass{
	Name: "last-before", Purpose: "A quotation that nothing attributes is of whoever spoke last.",
}, func(a *article, u *utterance) (speaker, bool) {
	return meant(a.talk.LastPerson(&resolve.Source{Quote: u.i})), u.isBare()
}}

var subject = sieve{Pass{
	Name:    "subject",
	Purpose: "The person who opens the sentence is the subject of a cue that goes on with “and”: Smith left and hopes that …",
}, func(a *article, u *utterance) (speaker, bool) {
	if u.Cue == nil || u.Kind == quote.Direct {
		return speaker{}, false
	}
	e := a.subject(u.Cue.Start)
	return person(e), e != nil
}}

// subject returns the person who opens the sentence of the cue at the offset, if "and" stands before that.
func (a *article) subject(cue int) *entity.Entity {
	k := a.Layout.SentenceAt(cue)
	if k < 0 || cue-a.Layout.Sentences[k].Start > reach {
		return nil
	}
	start := a.Layout.Sentences[k].Start
	if !strings.HasSuffix(strings.TrimSpace(a.text[start:cue]), " and") {
		return nil
	}
	r := a.entities.Opener(text.Span{Start: start, End: cue})
	if r == nil || r.Type != entity.Person || a.doc.IsPossessor(r.End) || isPossessive(r.Text) {
		return nil
	}
	return r.Entity
}
