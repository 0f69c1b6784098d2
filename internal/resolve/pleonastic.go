package resolve

import "dictum.example/internal/lexicon"

// pleonastic reports whether the "it" at token i refers to nothing: "it is clear that", "it will take years to", "it
// turned out that" (after Lappin and Leass 1994).
func (p *page) pleonastic(i int) bool {
	sent := p.Tokens[i].Sentence
	k, verb := p.verbAfterIt(i+1, sent)
	switch verb {
	case raisingVerb:
		return true
	case copula:
		return p.isOfTime(k, sent) || p.isOfClause(k, sent)
	}
	return p.InSentence(k, sent).Is(lexicon.TakeVerb) && p.takesTime(k, sent)
}

// The verbs that may follow a pleonastic "it".
const (
	otherVerb = iota
	copula
	raisingVerb
)

// maxVerbGroup is of how many words a verb group is at most: "may not be", "has long been".
const maxVerbGroup = 4

// verbAfterIt reads the verb group from token k on, and returns where it ends and of what kind it is.
func (p *page) verbAfterIt(k, sent int) (end, verb int) {
	for range maxVerbGroup {
		switch t := p.InSentence(k, sent); {
		case t.Is(lexicon.RaisingVerb) && p.raises(k, sent):
			return k, raisingVerb
		case t.Is(lexicon.Copula):
			verb = copula
		case t.Is(lexicon.Auxiliary) || t.Is(lexicon.ClauseAdverb):
		default:
			return k, verb
		}
		k++
	}
	return k, verb
}

// raises reports whether a clause follows the verb at token k: "it seems that", "it seems to me".
func (p *page) raises(k, sent int) bool {
	switch p.InSentence(k+1, sent).Lower {
	case "that", "as", "like", "out":
		return true
	case "to":
		return p.InSentence(k+2, sent).Lower == "me"
	}
	return false
}

// takesTime reports whether what the verb at token k takes is time: "it took years".
func (p *page) takesTime(k, sent int) bool {
	for n := 1; n <= 6 && p.InSentence(k+n, sent).Text != ""; n++ {
		if p.InSentence(k+n, sent).Is(lexicon.DurationNoun) {
			return true
		}
	}
	return false
}

// isOfTime reports whether a time stands behind the copula before token k: "it is time", "it was only when".
func (p *page) isOfTime(k, sent int) bool {
	switch p.InSentence(k, sent).Lower {
	case "time", "when", "until":
		return true
	case "only":
		return p.InSentence(k+1, sent).Is(lexicon.CleftWord)
	}
	return false
}

// isOfClause reports whether the copula before token k says something of a clause: "it is clear that", "it is too early to".
func (p *page) isOfClause(k, sent int) bool {
	if p.InSentence(k, sent).Is(lexicon.DegreeWord) {
		k++
	}
	t := p.InSentence(k, sent)
	said := t.Is(lexicon.ImpersonalAdjective)
	if !said && !t.Is(lexicon.ReportedParticiple) {
		return false
	}
	k++
	if p.InSentence(k, sent).Lower == "enough" {
		k++
	}
	next := p.InSentence(k, sent)
	return next.Is(lexicon.ClauseOpener) || said && (next.Lower == "to" || next.Lower == "for" || next.Lower == "when")
}
