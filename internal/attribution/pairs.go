package attribution

import (
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/resolve"
	"dictum.example/quote"
	"dictum.example/text"
)

var theFormer = namer{Pass{
	Name: "the-former", Purpose: "“The former” is the first of the last two who are named in one sentence before it: Lind met Beck. The former said …",
}, func(a *article, p *phrase) (speaker, bool) {
	if p.low != "the former" {
		return speaker{}, false
	}
	near := text.Span{Start: max(0, p.Start-reach), End: p.Start}
	e := a.firstOfTwo(near, func(r *resolve.Ref) bool { return r.Type == entity.Person || r.Type == entity.Org })
	if e == nil {
		e = a.firstOfTwo(near, func(r *resolve.Ref) bool { return isSpeaker(r.Type) })
	}
	if e == nil {
		return speaker{}, false
	}
	return one(e), true
}}

// firstOfTwo returns the one before the last of those who fit and are named in s, if the sentence of the last names no third, or nil.
func (a *article) firstOfTwo(s text.Span, fits func(r *resolve.Ref) bool) *entity.Entity {
	var named []*entity.Entity // in the order of their last mentions, backwards
	last := -1
	refs := a.entities.In(s)
	for i := len(refs) - 1; i >= 0; i-- {
		r := &refs[i]
		if r.Kind != entity.Name || !fits(r) || len(named) > 0 && named[len(named)-1] == r.Entity {
			continue
		}
		if last < 0 {
			last = r.Start
		}
		if !a.sameSentence(r.Start, last) {
			break
		}
		named = append(named, r.Entity)
	}
	if len(named) != 2 || named[0] == named[1] {
		return nil
	}
	return named[1]
}

var bothBodies = namer{Pass{
	Name: "both-bodies", Purpose: "“The two countries” are the two that were last named with “and” between them.",
}, func(a *article, p *phrase) (speaker, bool) {
	if !a.isPhrase("both-bodies", p.Span) {
		return speaker{}, false
	}
	two := a.bodiesBefore(text.Span{Start: max(0, p.Start-3*reach), End: p.Start})
	if two == nil {
		return speaker{}, false
	}
	return speaker{entities: two, kind: quote.Organisation}, true
}}

// bodiesBefore returns the two countries or organisations of one type that were last named in s with "and" between them, or nil.
func (a *article) bodiesBefore(s text.Span) []*entity.Entity {
	refs := a.entities.In(s)
	var last *resolve.Ref
	for i := len(refs) - 1; i >= 0; i-- {
		r := &refs[i]
		if r.Kind != entity.Name || r.Type != entity.Org && r.Type != entity.GPE {
			continue
		}
		if last != nil && r.End <= last.Start && last.Type == r.Type && last.Entity != r.Entity && isAnd(a.text[r.End:last.Start]) {
			return []*entity.Entity{r.Entity, last.Entity}
		}
		last = r
	}
	return nil
}

// isAnd reports whether s is "and", perhaps with an article.
func isAnd(s string) bool {
	s = strings.TrimSpace(s)
	return s == "and" || s == "and the"
}

var titledPair = sieve{Pass{
	Name: "titled-pair", Purpose: "“They” means two with titles who opened the sentence before it: Mayor Lind and Governor Beck came. They said …",
}, func(a *article, u *utterance) (speaker, bool) {
	if !strings.EqualFold(u.Source.Text, "they") {
		return speaker{}, false
	}
	two := a.titledBefore(u.Source.Start)
	return people(two), two != nil
}}

// titledBefore returns the two people who open the sentence before that of the offset, in its block, with a title each, or nil.
func (a *article) titledBefore(at int) []*entity.Entity {
	b, _ := a.blockOf(at)
	k := a.Layout.SentenceAt(at) - 1
	if k < 0 || a.Layout.Sentences[k].Start < b.Start {
		return nil
	}
	s := a.Layout.Sentences[k]
	s.End = min(s.End, s.Start+reach)
	x := a.personAt(s.Start, s.End)
	if x.Len() == 0 || a.inPassage(x.Start) {
		return nil
	}
	and := nextWord(a.text, x.End, s.End)
	if and.Of(a.text) != "and" {
		return nil
	}
	y := a.personAt(and.End, s.End)
	if y.Len() == 0 || !a.isVerb(y.End) {
		return nil
	}
	first, second := a.personIn(x), a.personIn(y)
	if first == nil || second == nil || first == second {
		return nil
	}
	return []*entity.Entity{first, second}
}

// personIn returns the person whose name ends s, or nil.
func (a *article) personIn(s text.Span) *entity.Entity {
	for _, r := range a.entities.In(s) {
		if r.IsPersonName() && r.End == s.End {
			return r.Entity
		}
	}
	return nil
}
