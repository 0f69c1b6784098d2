package attribution

import (
	"strings"

	"dictum.example/internal/exact"
	"dictum.example/internal/lexicon"
	"dictum.example/quote"
)

// speech tells whether the source of a quote uses words, then and there, or thinks, wants, does
// something: the evidence for it. What is quoted whole is said.

// surestHead is where the network's log-odds stop to count: it is surer of its verbs than readers are.
const surestHead = 6

// speechEvidence gathers what tells whether a quote with a cue is a statement, or an attitude, or nothing; head is how likely
// the network takes the cue for one of saying.
func speechEvidence(q *quote.Quote, head float32) features {
	c := cueOf(q.Cue.Text)
	var fs features
	fs.add("bias", 1)
	fs.add("head", min(max(logit(float64(head)), -surestHead), surestHead))
	fs.add("cue-words", float64(len(c)))
	fs.note("stating", c.states())
	fs.note("ends-stating", c.ends(lexicon.StatingVerb))
	fs.note("attitude", c.has(lexicon.AttitudeVerb))
	fs.note("opens-attitude", len(c) > 0 && lexicon.AttitudeVerb.Has(c[0]))
	fs.note("infinitive", len(c) > 0 && c[0] == "to")
	fs.note("modal", c.has(lexicon.Modal) || c.has(lexicon.NonfactualWord))
	fs.note("passive", c.isPassive())
	fs.note("no-verb", len(c) > 0 && !c.hasVerb())
	fs.note("no-source", q.Source == nil)
	fs.note("first-person", q.Source != nil && isFirstPerson(q.Source.Text))
	fs.note("mixed", q.Kind == quote.Mixed)
	n := wordsIn(q.Text)
	fs.add("content-words", exact.Log(1+float64(n)))
	fs.note("one-word", n < 2)
	first := leading(strings.TrimLeft(q.Text, "“\"‘' "))
	fs.note("that", first == "that")
	fs.note("question", lexicon.Interrogative.Has(first) || first == "whether")
	return fs
}

// leastSpeech is the probability from which on a quote is a statement.
const leastSpeech = .6

// setSpeech tells whether a quote is a statement, and returns its log-odds.
func (a *article) setSpeech(g *group, q *quote.Quote) float64 {
	if g.cue == none {
		return 0
	}
	g.speech = speechEvidence(q, a.CueSpeech[g.cue])
	odds := learned()["speech"].odds(g.speech)
	q.Speech = probability(odds) >= leastSpeech || q.Kind == quote.Direct
	return odds
}

// states reports whether a word of the cue means that words are used, or the cue is a mark alone.
func (c cue) states() bool {
	return len(c) == 0 || c.has(lexicon.StatingVerb) || c[0] == "according" || c.has(lexicon.MakingVerb) && c[len(c)-1] == "clear"
}

// hasVerb reports whether a word of the cue looks like a verb.
func (c cue) hasVerb() bool {
	for _, w := range c {
		if lexicon.StatingVerb.Has(w) || lexicon.AttitudeVerb.Has(w) || strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "ing") {
			return true
		}
	}
	return false
}

func isFirstPerson(source string) bool {
	return strings.EqualFold(source, "I") || strings.EqualFold(source, "we")
}
