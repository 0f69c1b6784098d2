package attribution

import (
	"regexp"
	"strings"

	"dictum.example/internal/lexicon"
	"dictum.example/text"
)

var relativeClause = step{Pass{
	Name: "relative-clause", Purpose: "The content of a relative clause ends with the clause: “Smith, who said she had seen it, left.”",
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
		if a.text[i] == ',' && !a.inPassage(i) && !goesAhead(a.text[i:content.End]) && wordsIn(a.text[i:content.End]) > 1 {
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

// goesAhead reports whether a clause goes on behind the comma that s begins with, and no main verb stands there.
func goesAhead(s string) bool {
	return strings.HasPrefix(s, ", ") && s[2:] != "" && !isCapitalised(s[2:]) && lexicon.ClauseContinuation.Has(leading(s[2:]))
}

var gloss = step{Pass{
	Name: "gloss", Purpose: "What the story explains behind a quotation is no content: “…,” meaning that it was late.",
}, inOnePiece((*article).unglossed)}

// maxGloss is how many bytes of what a story adds are looked at.
const maxGloss = 60

// closing is the end of a quotation within a sentence.
var closing = regexp.MustCompile(`,(?:["”’]|'')+ `)

func (a *article) unglossed(_ *group, p *piece, _ text.Excerpt) bool {
	content := p.Of(a.text)
	for _, m := range closing.FindAllStringIndex(content, -1) {
		if !a.isPhrase("gloss", text.Span{Start: p.Start + m[1], End: min(p.End, p.Start+m[1]+maxGloss)}) {
			continue
		}
		said := a.trim(text.Span{Start: p.Start, End: p.Start + m[1] - 1})
		if wordsIn(said.Of(a.text)) == 0 || a.inPassage(said.End) {
			return false
		}
		p.Span = said
		return true
	}
	return false
}

var refusal = step{Pass{
	Name: "refusal", Purpose: "What is declined is the content, and no part of the cue: “declined to comment on the leak”.",
}, inOnePiece((*article).refused)}

func (a *article) refused(g *group, p *piece, cue text.Excerpt) bool {
	if cue.End > p.Start || strings.TrimSpace(a.text[cue.End:p.Start]) != "" {
		return false
	}
	verb, to := text.Span{}, text.Span{}
	for w := nextWord(a.text, cue.Start, cue.End); w.Len() > 0; w = nextWord(a.text, w.End, cue.End) {
		responds := to.Of(a.text) == "to" && lexicon.RespondingVerb.Has(leading(w.Of(a.text)))
		if responds && lexicon.RefusingVerb.Has(strings.ToLower(verb.Of(a.text))) {
			g.mark, p.Start = &text.Span{Start: cue.Start, End: verb.End}, to.Start
			return true
		}
		verb, to = to, w
	}
	return false
}

var remark = step{Pass{
	Name:    "remark",
	Purpose: "A remark between dashes is part of the content that it cuts in two: “the decision—signed in May—was late”.",
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
