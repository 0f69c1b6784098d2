package attribution

import (
	"strings"

	"dictum.example/entity"
	"dictum.example/quote"
	"dictum.example/text"
)

// addressing are the sieves that tell whom a quote with a cue is said to.
var addressing = []address{toldObject, saidTo}

// An address is a sieve that reports whether the name in what follows the cue is whom the quote is said to.
type address struct {
	Pass
	fits func(cue, behind string) bool
}

var toldObject = address{Pass{
	Name: "object-of-telling", Purpose: "The object of a verb of telling is whom it is said to: told Channel Four that …",
}, func(cue, _ string) bool { return isTelling(cue) }}

var saidTo = address{Pass{
	Name: "to", Purpose: "Who follows “to” behind the cue is whom it is said to: said to Channel Four that …",
}, func(_, behind string) bool { return strings.HasPrefix(behind, "to ") }}

// address finds whom a quote is said to: the name right behind the cue.
func (a *article) address(q *quote.Quote) {
	if q.Cue == nil {
		return
	}
	behind := a.behindCue(q)
	for _, d := range addressing {
		if !a.runs(d.Pass) || !d.fits(q.Cue.Text, strings.TrimSpace(behind.Of(a.text))) {
			continue
		}
		if e := a.addressee(behind, q.Speaker); e != nil {
			q.Addressee, q.Passes.Addressee = e, d.Name
		}
		return
	}
}

// addressee returns the first person or organisation in s that does not speak, if no mark stands before it, or nil.
func (a *article) addressee(s text.Span, speaker *entity.Entity) *entity.Entity {
	for _, r := range a.entities.In(s) {
		if r.Type != entity.Person && r.Type != entity.Org || a.doc.IsPossessor(r.End) || r.Entity == speaker {
			continue
		}
		if strings.ContainsAny(a.text[s.Start:r.Start], ",.;:") {
			return nil
		}
		return r.Entity
	}
	return nil
}

// behindCue returns what stands in the sentence behind the cue of a quote, before its content and source.
func (a *article) behindCue(q *quote.Quote) text.Span {
	end := len(a.text)
	if i := a.Layout.SentenceAt(q.Cue.Start); i >= 0 {
		end = a.Layout.Sentences[i].End
	}
	for _, c := range q.Content {
		if c.Start >= q.Cue.End {
			end = min(end, c.Start)
		}
	}
	if q.Source != nil && q.Source.Start >= q.Cue.End {
		end = min(end, q.Source.Start)
	}
	return text.Span{Start: q.Cue.End, End: min(max(end, q.Cue.End), q.Cue.End+reach)}
}
