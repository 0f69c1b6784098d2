package attribution

import (
	"strings"

	"dictum.example/internal/exact"
	"dictum.example/internal/lexicon"
	"dictum.example/quote"
)

// The least confidence at which what is not quoted is taken for a quote.
const (
	leastStatement = .27
	leastBelief    = .31
)

// The pieces of evidence for a quote.
const (
	attributed    = iota // 1, for a quote that no layout attributes
	labelled             // 1, for one that a label or a signature attributes; it has nothing else
	isDirect             // 1 or 0
	isMixed              // 1 or 0
	partsCertain         // log-odds that the network gives all contents and links together
	contentEnds          // log-odds that the contents end where they do
	sourceEnds           // and the source
	cueEnds              // and the cue
	sourceLinked         // log-odds that the source goes with the cue
	cueSpeech            // log-odds that the cue is one of saying
	cueFirst             // 1 where the content follows the cue
	sourceWords          // log(1 + the words of the source)
	sourcePronoun        // 1 or 0
	contentWords         // log(1 + the words of the content)
	piecesOfEvidence
)

// evidence is what tells right quotes from wrong ones.
type evidence [piecesOfEvidence]float64

// weigh is how much each piece of evidence counts, as train/calibrate.py fits it: the
// logistic regression of whether a quote is right.
var weigh = evidence{
	attributed:    -2.089,
	labelled:      2.231,
	isDirect:      0.309,
	isMixed:       0.427,
	partsCertain:  0.195,
	contentEnds:   0.138,
	sourceEnds:    0.136,
	cueEnds:       0.105,
	sourceLinked:  0.132,
	cueSpeech:     0.016,
	cueFirst:      -0.270,
	sourceWords:   0.161,
	sourcePronoun: 0.185,
	contentWords:  0.216,
}

// evidence gathers what speaks for a quote of a group, whose parts the network gives the
// probability certain.
func (a *article) evidence(g *group, q *quote.Quote, certain float64) *evidence {
	var e evidence
	if g.cue == none && g.label != nil {
		e[labelled] = 1
		return &e
	}
	e[attributed] = 1
	e[isDirect], e[isMixed] = oneIf(q.Kind == quote.Direct), oneIf(q.Kind == quote.Mixed)
	e[partsCertain] = logit(certain)
	ends := float32(1)
	for _, p := range g.pieces {
		if p.label != none {
			ends = min(ends, a.Contents[p.label].Last)
		} else {
			ends = min(ends, .5)
		}
	}
	e[contentEnds] = logit(float64(ends))
	if g.cue != none {
		e[cueEnds] = logit(float64(a.Cues[g.cue].Last))
		e[sourceLinked] = logit(float64(a.CueSource[g.cue][0].P))
		e[cueSpeech] = logit(float64(a.CueSpeech[g.cue]))
		e[cueFirst] = oneIf(q.Cue.End <= q.Content[0].Start)
	}
	if g.source != none {
		e[sourceEnds] = logit(float64(a.Sources[g.source].Last))
	}
	if q.Source != nil {
		e[sourceWords] = exact.Log(1 + float64(wordsIn(q.Source.Text)))
		e[sourcePronoun] = oneIf(lexicon.SourcePronoun.Has(strings.ToLower(q.Source.Text)))
	}
	e[contentWords] = exact.Log(1 + float64(wordsIn(q.Text)))
	return &e
}

// confidence returns the probability that a quote with that evidence is right.
func (e *evidence) confidence() float64 {
	sum := 0.0
	for i, w := range weigh {
		sum += float64(w * e[i]) // the conversion forbids to fuse: same bits on all machines
	}
	return 1 / (1 + exact.Exp(-sum))
}

func oneIf(is bool) float64 {
	if is {
		return 1
	}
	return 0
}

// logit returns the log-odds of p, kept within what float32 tells apart.
func logit(p float64) float64 {
	p = min(max(p, 1e-6), 1-1e-6)
	return exact.Log(p / (1 - p))
}
