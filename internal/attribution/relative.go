package attribution

import (
	"slices"
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/gazetteer"
	"dictum.example/internal/lexicon"
	"dictum.example/internal/resolve"
	"dictum.example/quote"
	"dictum.example/text"
)

var relativePronoun = namer{Pass{
	Name: "relative-pronoun", Purpose: "A relative pronoun means the mention that it follows, what the noun before it describes, " +
		"or the person named last.",
}, func(a *article, p *phrase) (speaker, bool) {
	if !lexicon.RelativePronoun.Has(p.low) {
		return speaker{}, false
	}
	r, kind := a.antecedent(p.Start, p.low == "who")
	if r != nil {
		return one(r.Entity), true
	}
	return unnamed(kind), kind != ""
}}

// antecedent returns the mention that a relative pronoun, which is "who" or not, follows, with nothing but
// a comma in between; or where the noun of several stands there ("officials, who said"), what kind of speaker it is;
// or else the person named last before it.
func (a *article) antecedent(at int, who bool) (*resolve.Ref, quote.SpeakerKind) {
	sentence := a.Layout.SentenceAt(at)
	if sentence < 0 {
		return nil, ""
	}
	before := text.Span{Start: max(a.Layout.Sentences[sentence].Start, at-reach), End: at}
	noun := lastWord(before.Of(a.text))
	kind := a.kindBefore(noun, who)
	refs := a.entities.In(before)
	for i := range slices.Backward(refs) {
		r := &refs[i]
		between := strings.Trim(a.text[r.End:at], " ,\u00a0")
		switch {
		case between == "" && a.mayFollow(r, who):
			return r, ""
		case kind == quote.Organisation && isOrgName(r) && between == noun: // "Coast magazine, which said"
			return r, ""
		case kind == "" && r.IsPersonName() && !a.inPassage(r.Start): // "Smith on April 30, who said"
			return r, ""
		}
	}
	return nil, kind
}

// kindBefore returns what kind of speaker the noun before a relative pronoun is, or nothing where it is not for several, and no
// body or document.
func (a *article) kindBefore(noun string, who bool) quote.SpeakerKind {
	low := strings.ToLower(noun)
	plural := strings.HasSuffix(noun, "s") || noun == "people"
	switch {
	case lexicon.GroupNoun.Has(noun), noun == "those",
		plural && noun == low && (gazetteer.OrgNoun(noun) || who && gazetteer.PersonNoun(noun)),
		noun == low && !who && (lexicon.DocumentNoun.Has(noun) || lexicon.SpeakingBodyNoun.Has(noun) || gazetteer.OrgNoun(noun)):
		kind, _ := a.kindOfNoun(noun) // "an investigation, which found"
		return kind
	}
	return ""
}

// mayFollow reports whether a relative pronoun, which is "who" or not, may mean the mention that it follows: "who" is no place, nor
// the organisation in "Lind, head of Halden Bank, who said".
func (a *article) mayFollow(r *resolve.Ref, who bool) bool {
	if !isSpeaker(r.Type) {
		return false
	}
	governs := r.Type == entity.Org && isGoverned(a.text[max(0, r.Start-10):r.Start])
	return !who || r.Type != entity.GPE && !governs
}

// isGoverned reports whether the text before a name ends with a preposition between an office and what it is of.
func isGoverned(before string) bool {
	before = strings.TrimSuffix(strings.TrimSuffix(before, "the "), " ")
	return lexicon.AttendantPreposition.Has(lastField(before))
}
