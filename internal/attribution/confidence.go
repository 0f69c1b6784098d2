package attribution

import (
	"strings"

	"dictum.example/internal/exact"
	"dictum.example/internal/lexicon"
	"dictum.example/quote"
)

// leastConfidence returns the least confidence at which what is not quoted is taken for a statement, or an attitude.
func leastConfidence(statement bool) float64 {
	if statement {
		return learned()["least"]["statement"]
	}
	return learned()["least"]["attitude"]
}

// evidence gathers what speaks for a quote of a group, whose parts the network gives the
// probability certain, and which has those log-odds of being a statement.
func (a *article) evidence(g *group, q *quote.Quote, certain, statement float64) features {
	var fs features
	if g.cue == none && g.label != nil {
		fs.add("labelled", 1)
		return fs
	}
	free := q.Cue == nil && q.Source == nil
	fs.note("free", free)
	fs.note("free-paragraphs", free && a.Layout.BlockAt(q.Content[0].Start) != a.Layout.BlockAt(q.Content[len(q.Content)-1].Start))
	fs.note("direct", q.Kind == quote.Direct)
	fs.note("mixed", q.Kind == quote.Mixed)
	fs.note("indirect", q.Kind == quote.Indirect)
	fs.add("parts", logit(certain))
	fs.add("content-ends", logit(float64(a.contentEnds(g))))
	fs.add("content-words", exact.Log(1+float64(wordsIn(q.Text))))
	a.cueEvidence(g, q, statement, &fs)
	a.sourceEvidence(g, q, &fs)
	return fs
}

// confidence returns the probability that a quote with that evidence is right.
func confidence(evidence features) float64 {
	return probability(learned()["confidence"].odds(evidence))
}

// contentEnds returns how likely the contents of a group end where they do.
func (a *article) contentEnds(g *group) float32 {
	ends := float32(1)
	for _, p := range g.pieces {
		if p.label != none {
			ends = min(ends, a.Contents[p.label].Last)
		} else {
			ends = min(ends, .5)
		}
	}
	return ends
}

// cueEvidence adds what the cue of a group tells.
func (a *article) cueEvidence(g *group, q *quote.Quote, statement float64, fs *features) {
	if g.cue == none {
		return
	}
	c := cueOf(q.Cue.Text)
	fs.add("cue-ends", logit(float64(a.Cues[g.cue].Last)))
	fs.add("source-linked", logit(float64(a.CueSource[g.cue][0].P)))
	fs.add("statement", statement)
	fs.add("head", min(max(logit(float64(a.CueSpeech[g.cue])), -surestHead), surestHead))
	fs.note("cue-first", q.Cue.End <= q.Content[0].Start)
	fs.note("attitude", c.has(lexicon.AttitudeVerb))
	fs.note("no-verb", len(c) > 0 && !c.hasVerb())
	fs.note("infinitive", len(c) > 0 && c[0] == "to")
	fs.note("no-source", q.Source == nil)
}

// sourceEvidence adds what the source of a group tells.
func (a *article) sourceEvidence(g *group, q *quote.Quote, fs *features) {
	if g.source != none {
		fs.add("source-ends", logit(float64(a.Sources[g.source].Last)))
	}
	if q.Source != nil {
		fs.add("source-words", exact.Log(1+float64(wordsIn(q.Source.Text))))
		fs.note("source-pronoun", lexicon.SourcePronoun.Has(strings.ToLower(q.Source.Text)))
	}
}
