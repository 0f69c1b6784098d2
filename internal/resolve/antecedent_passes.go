package resolve

import (
	"regexp"
	"slices"
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/lexicon"
	"dictum.example/internal/pass"
	"dictum.example/text"
)

// An antecedentPass chooses what a pronoun or noun refers to where news has a habit that the
// ranker's training texts lack. It returns the index of a candidate, the last mentioned
// being the first, or none.
type antecedentPass struct {
	pass.Pass
	choose func(r *resolver, a *anaphor, cands []candidate) int
}

// antecedentPasses are asked in this order; the first that chooses decides.
var antecedentPasses = []antecedentPass{
	{pass.Pass{Name: "office-holder", Purpose: "who alone has the office that the phrase says: “the commander of the navy”"},
		(*resolver).officeHolder},
	{pass.Pass{Name: "own-pronouns", Purpose: "“they” of somebody who goes by they/them"}, (*resolver).goesByThey},
	{pass.Pass{Name: "age", Purpose: "“the 34-year-old” is who is of that age, or the person last spoken of"}, (*resolver).aged},
	{pass.Pass{Name: "office-noun", Purpose: "“the senator” is the latest whose role ends with the noun"}, (*resolver).hasOfficeNoun},
	{pass.Pass{Name: "name-noun", Purpose: "“the council” is the only body named so far that is called one: the Halden City Council"},
		(*resolver).hasNameNoun},
	{pass.Pass{Name: "company-noun", Purpose: "“the bank” is the latest of the kind that the noun says"}, (*resolver).ofKind},
	{pass.Pass{Name: "speaking-body", Purpose: "“the agency said” is the body that spoke last, or the only one in sight"},
		(*resolver).speakingBody},
}

// The passes that find antecedents besides.
var (
	rankerPass          = pass.Pass{Name: "ranker", Purpose: "the network that ranks the candidates"}
	emphaticPass        = pass.Pass{Name: "emphatic-pronoun", Purpose: "“himself” behind the name: “Marsh himself”"}
	relativePronounPass = pass.Pass{Name: "relative-pronoun", Purpose: "“who” that is a source, of the name before: “Marsh, who said”"}
	ownedNounPass       = pass.Pass{Name: "owned-noun", Purpose: "“its director”, of the one person who is that"}
	newNounPass         = pass.Pass{Name: "new-noun", Purpose: "a noun phrase for somebody who was not named"}

	otherAntecedents = []pass.Pass{rankerPass, emphaticPass, relativePronounPass, ownedNounPass, newNounPass}
)

// antecedent returns the index of the candidate that a refers to, with the pass that chose it, or none.
func (r *resolver) antecedent(a *anaphor, cands []candidate, nobody []feature) (k int, pass string) {
	for _, step := range antecedentPasses {
		if r.p.leavesOut(step.Name) {
			continue
		}
		if k := step.choose(r, a, cands); k != none {
			return k, step.Name
		}
	}
	if r.p.leavesOut(rankerPass.Name) {
		return none, ""
	}
	return r.choose(r, a, cands, nobody), rankerPass.Name
}

// isBare reports whether nothing but a modifier tells which one a noun phrase means.
func (a *anaphor) isBare() bool { return !a.named && !a.defined && !a.shown }

// sentencesSince returns how many sentences before the anaphor x was last mentioned.
func (r *resolver) sentencesSince(a *anaphor, x *referent) int {
	return r.p.Tokens[a.from].Sentence - r.p.Tokens[x.last].Sentence
}

// maxSentences is over how many sentences a noun refers back by habit.
const maxSentences = 3

// inSight reports whether x has a name and was mentioned within the last sentences.
func (r *resolver) inSight(a *anaphor, x *referent) bool {
	return len(x.names) > 0 && x.count > 0 && r.sentencesSince(a, x) <= maxSentences
}

// goesByThey chooses somebody of whom the article says that they go by "they".
func (r *resolver) goesByThey(a *anaphor, cands []candidate) int {
	if a.class != they {
		return none
	}
	return slices.IndexFunc(cands, func(c candidate) bool {
		return c.ref.theirs && r.p.Tokens[a.from].Block-r.p.Tokens[c.ref.last].Block <= 2
	})
}

// aged chooses for "the 34-year-old" whoever is said to be of that age, or else the person last mentioned.
func (r *resolver) aged(a *anaphor, cands []candidate) int {
	if age := r.p.ageIn(a.from, a.to); a.class == personNominal && age != "" {
		of := func(c candidate) bool { return c.ref.age == age && (len(c.ref.names) > 0 || c.ref.somebody) }
		if k := slices.IndexFunc(cands, of); k != none {
			return k
		}
	}
	if a.class != personNominal || !a.isBare() || a.noun != "old" && !strings.HasSuffix(a.noun, "-year-old") {
		return none
	}
	return slices.IndexFunc(cands, func(c candidate) bool { return r.inSight(a, c.ref) })
}

// hasOfficeNoun chooses the latest whose role the noun of a phrase of two words ends.
func (r *resolver) hasOfficeNoun(a *anaphor, cands []candidate) int {
	if a.class != personNominal || !a.isBare() || a.to-a.from != 2 || lexicon.GeneralPersonNoun.Has(a.noun) {
		return none
	}
	return slices.IndexFunc(cands, func(c candidate) bool {
		_, role := r.head(a, c.ref)
		return role == 2 && r.inSight(a, c.ref)
	})
}

// ofKind chooses the latest organisation of the kind that a noun for companies says.
func (r *resolver) ofKind(a *anaphor, cands []candidate) int {
	if a.class != orgNominal || !a.isBare() || lexicon.OrganisationSort(a.noun) == "" {
		return none
	}
	return slices.IndexFunc(cands, func(c candidate) bool { return r.inSight(a, c.ref) && r.p.sorts(a.noun, c.ref) == sortFits })
}

// maxSpeaking is over how many sentences a body that spoke is "the agency".
const maxSpeaking = 6

// speakingBody chooses the organisation that spoke last, or else the only one in sight, for "the agency said", where
// its name does not speak against that.
func (r *resolver) speakingBody(a *anaphor, cands []candidate) int {
	if a.class != orgNominal || !a.isBare() || a.to-a.from != 2 || !lexicon.GeneralOrganisationNoun.Has(a.noun) || !r.isSource(a) ||
		!a.isDefinite(r.p) {
		return none
	}
	only, several := none, false
	for i, c := range cands {
		x := c.ref
		if !r.mayBe(a, x) {
			continue
		}
		away := r.sentencesSince(a, x)
		if x == r.speaker && away <= maxSpeaking {
			return i
		}
		if away <= maxSentences {
			several = only != none
			only = i
		}
	}
	if several {
		return none
	}
	return only
}

// mayBe reports whether x is a named organisation that the noun may be said of, and none of the press.
func (r *resolver) mayBe(a *anaphor, x *referent) bool {
	return x.typ == entity.Org && len(x.names) > 0 && x.count > 0 && r.p.sorts(a.noun, x) != sortDiffers &&
		!slices.ContainsFunc(x.forms[0], lexicon.PressWord.Has)
}

// officeHolder chooses the one candidate whose title or office the phrase is, with all its words
// ("the commander of the navy"), or for a phrase of two words its noun; or else whoever
// unnamed came in as that before ("a neighbour", "the neighbour").
func (r *resolver) officeHolder(a *anaphor, cands []candidate) int {
	if a.class != personNominal || !a.isDefinite(r.p) || lexicon.GeneralPersonNoun.Has(a.noun) {
		return none
	}
	phrase := r.officePhrase(a)
	holder := none
	for i, c := range cands {
		if !r.holds(a, c.ref, phrase) {
			continue
		}
		if holder != none {
			return none
		}
		holder = i
	}
	if holder != none {
		return holder
	}
	return slices.IndexFunc(cands, func(c candidate) bool {
		return len(c.ref.names) == 0 && c.ref.heads[a.noun] && c.ref.somebody
	})
}

// maxOfficeField bounds the tokens of what an office is over.
const maxOfficeField = 8

// officePhrase returns the words of a phrase for the holder of an office in lower case, with what it is over:
// "chairman of the board" of "the incoming chairman of the board".
func (r *resolver) officePhrase(a *anaphor) string {
	p, end := r.p, a.to
	if a.defined && p.At(a.to).Is(lexicon.Preposition) {
		sent := p.Tokens[a.from].Sentence
		for k := a.to + 1; k < a.to+maxOfficeField && p.InSentence(k, sent).Text != ""; k++ {
			if t := &p.Tokens[k]; !t.IsCapitalised() && !t.Is(lexicon.Article) {
				break
			}
			end = k + 1
		}
	}
	from := a.from + 1
	for p.Tokens[from].Is(lexicon.StatusParticiple) && from+1 < end {
		from++
	}
	return strings.ToLower(p.SpanOf(from, end).Of(p.Text))
}

// holds reports whether x, who has a name, holds the office that the phrase says.
func (r *resolver) holds(a *anaphor, x *referent, phrase string) bool {
	if len(x.names) == 0 || x.count == 0 || !x.heads[a.noun] || x.deputy(a.noun) && !deputies.MatchString(phrase) {
		return false
	}
	return a.to-a.from == 2 && !a.defined || a.named && r.agrees(a, x) ||
		slices.ContainsFunc(x.roles, func(role text.Excerpt) bool { return strings.Contains(strings.ToLower(role.Text), phrase) })
}

// deputies are the words of who stands in for the holder of an office.
var deputies = regexp.MustCompile(`(?i)\b(?:vice|deputy|assistant|acting|former|ex)\b`)

// deputy reports whether all the roles of x that have the noun are of a deputy.
func (x *referent) deputy(noun string) bool {
	of := false
	for _, role := range x.roles {
		if strings.Contains(strings.ToLower(role.Text), noun) {
			if !deputies.MatchString(role.Text) {
				return false
			}
			of = true
		}
	}
	return of
}

// isDefinite reports whether the anaphor opens with "the" and more than its noun's article.
func (a *anaphor) isDefinite(p *page) bool { return p.Tokens[a.from].Lower == "the" && a.to > a.from+1 }

// ranker chooses the referent with the highest score, or none where nobody scores higher.
func ranker(r *resolver, a *anaphor, cands []candidate, nobody []feature) int {
	n := ranking()
	best, top := none, n.score(nobody, r.evidence(a, nil))
	for i, c := range cands {
		if s := n.score(c.features, r.evidence(a, c.ref)); s > top {
			best, top = i, s
		}
	}
	return best
}

func bucketOf(n int, bounds ...int) int {
	for i, b := range bounds {
		if n <= b {
			return i
		}
	}
	return len(bounds)
}
