package attribution

import (
	"regexp"
	"strings"

	"dictum.example/text"
)

var relativeClause = step{Pass{
	"relative-clause", "The content of a relative clause ends with the clause: “Smith, who said she had seen it, left.”",
}, inOnePiece((*article).relative)}

func (a *article) relative(g *group, p *piece, _ text.Excerpt) bool {
	if g.source == none || !strings.EqualFold(a.Sources[g.source].Of(a.text), "who") {
		return false
	}
	end := a.clauseEnd(a.Sources[g.source].Span, p.Span)
	if end <= p.Start || wordsIn(a.text[p.Start:end]) == 0 {
		return false
	}
	p.End = end
	return true
}

// clauseEnd returns where the content of a relative clause that follows its sentence's subject
// ends: at the last comma that the main verb can follow; or 0 where it goes to the sentence's end.
func (a *article) clauseEnd(who, content text.Span) int {
	k := a.Layout.SentenceAt(who.Start)
	if k < 0 || content.Len() > 4*reach || content.Start < who.End || !a.followsSubject(who, a.Layout.Sentences[k].Start) {
		return 0
	}
	end := 0
	for i := content.Start; i < content.End; i++ {
		if a.text[i] == ',' && !a.inPassage(i) && !goesAhead.MatchString(a.text[i:content.End]) && wordsIn(a.text[i:content.End]) > 1 {
			end = i
		}
	}
	return end
}

// followsSubject reports whether a relative pronoun stands behind the mention that opens its sentence, and a comma.
func (a *article) followsSubject(who text.Span, sentence int) bool {
	if who.Start-sentence > reach || !strings.HasSuffix(a.text[sentence:who.Start], ", ") {
		return false
	}
	refs := a.entities.In(text.Span{Start: sentence, End: who.Start})
	return len(refs) > 0 && refs[0].Start == sentence && strings.TrimSpace(a.text[refs[0].End:who.Start]) == ","
}

// goesAhead is a comma behind which a clause goes on, and no main verb stands.
var goesAhead = regexp.MustCompile(`^, (?:and|but|or|nor|so|yet|which|who|whom|whose|that|when|while|where|as|although|though|because|if|` +
	`unless|until|after|before|since|with|without|including|the|an?|in|on|at|of|for|to|by|from|not)\b`)

var infinitive = step{Pass{
	"infinitive", "The infinitive of a verb of saying behind “is expected” is of the cue: “is expected to say it will”.",
}, inOnePiece((*article).prospect)}

var (
	toSay      = regexp.MustCompile(`^to (?:say|argue|announce|claim|declare|insist|warn|tell|call)\s+`)
	isExpected = regexp.MustCompile(`(?i)\b(?:expected|set|due|scheduled|likely|poised)$`)
)

func (a *article) prospect(g *group, p *piece, cue text.Excerpt) bool {
	m := toSay.FindStringIndex(p.Of(a.text))
	if m == nil || cue.End > p.Start || !isExpected.MatchString(cue.Text) {
		return false
	}
	rest := a.trim(text.Span{Start: p.Start + m[1], End: p.End})
	if wordsIn(rest.Of(a.text)) == 0 {
		return false
	}
	mark := a.trim(text.Span{Start: cue.Start, End: p.Start + m[1]})
	g.mark, p.Span = &mark, rest
	return true
}

var gloss = step{Pass{
	"gloss", "What the story explains behind a quotation is no content: “…,” meaning that it was late.",
}, inOnePiece((*article).unglossed)}

// glosses is the end of a quotation and what the story adds to it.
var glosses = regexp.MustCompile(`,(?:["”’]|'')+ (?:meaning|referring to|alluding to|using|an? (?:apparent )?(?:reference|allusion) to|which means)\b`)

func (a *article) unglossed(_ *group, p *piece, _ text.Excerpt) bool {
	content := p.Of(a.text)
	m := glosses.FindStringIndex(content)
	if m == nil {
		return false
	}
	said := a.trim(text.Span{Start: p.Start, End: p.Start + m[0] + strings.IndexByte(content[m[0]:], ' ')})
	if wordsIn(said.Of(a.text)) == 0 || a.inPassage(said.End) {
		return false
	}
	p.Span = said
	return true
}

var refusal = step{Pass{
	"refusal", "What is declined is the content, and no part of the cue: “declined to comment on the leak”.",
}, inOnePiece((*article).refused)}

// refuses is a cue that has taken in the beginning of its content.
var refuses = regexp.MustCompile(`(?i)^(.*\b(?:declin|refus)(?:e|es|ed|ing))\s+(to (?:comment|elaborate|respond|answer)\b.*)$`)

func (a *article) refused(g *group, p *piece, cue text.Excerpt) bool {
	m := refuses.FindStringSubmatchIndex(cue.Text)
	if m == nil || cue.End > p.Start || strings.TrimSpace(a.text[cue.End:p.Start]) != "" {
		return false
	}
	g.mark, p.Start = &text.Span{Start: cue.Start, End: cue.Start + m[3]}, cue.Start+m[4]
	return true
}

var remark = step{Pass{
	"remark", "A remark between dashes is part of the content that it cuts in two: “the decision—signed in May—was late”.",
}, each((*article).bridge)}

// remarks is what stands between two dashes within a sentence.
var remarks = regexp.MustCompile(`^\s*(?:—|–|--)[^—–\n“”"]{1,400}(?:—|–|--)\s*$`)

// bridge joins the pieces that a remark between dashes cuts in two, where it is not who says so.
func (a *article) bridge(g *group) bool {
	sortPieces(g.pieces)
	n := len(g.pieces)
	joined := g.pieces[:0]
	for _, p := range g.pieces {
		if n := len(joined); n > 0 {
			last := &joined[n-1]
			between := text.Span{Start: last.End, End: max(last.End, p.Start)}
			if remarks.MatchString(between.Of(a.text)) && !a.speaks(g, between) {
				last.End, last.p = p.End, min(last.p, p.p)
				continue
			}
		}
		joined = append(joined, p)
	}
	g.pieces = joined
	return len(joined) < n
}

// speaks reports whether the group's cue or source lies in s.
func (a *article) speaks(g *group, s text.Span) bool {
	return g.cue != none && a.Cues[g.cue].Overlaps(s) || g.source != none && a.Sources[g.source].Overlaps(s)
}
