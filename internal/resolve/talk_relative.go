package resolve

import (
	"slices"
	"strings"
	"unicode"

	"dictum.example/entity"
	"dictum.example/internal/gazetteer"
	"dictum.example/internal/lexicon"
	"dictum.example/internal/pass"
	"dictum.example/quote"
	"dictum.example/text"
)

var relativeSource = sourcePass{pass.Pass{
	Name: "relative-pronoun", Purpose: "A relative pronoun means the mention that it follows, what the noun before it describes, " +
		"or the person named last.",
}, func(t *Talk, s *Source) (Antecedent, bool) {
	low := strings.ToLower(t.words(s))
	if !lexicon.RelativePronoun.Has(low) || t.known(s.Span) != nil {
		return Antecedent{}, false
	}
	e, kind := t.beforeRelative(s.Start, low == "who")
	if e != nil {
		return someone(e), true
	}
	return somebody(kind), kind != ""
}}

// beforeRelative returns whom the mention stands for that a relative pronoun, which is "who" or not, follows, with nothing but
// a comma in between; or where the noun of several stands there ("officials, who said"), what kind of speaker it is;
// or else the person named last before it.
func (t *Talk) beforeRelative(at int, who bool) (*entity.Entity, quote.SpeakerKind) {
	sentence := t.layout.SentenceAt(at)
	if sentence < 0 {
		return nil, ""
	}
	before := text.Span{Start: max(t.layout.Sentences[sentence].Start, at-reach), End: at}
	noun := lastWord(before.Of(t.text))
	kind := t.kindBefore(noun, who)
	refs := t.In(before)
	for i := range slices.Backward(refs) {
		r := &refs[i]
		between := strings.Trim(t.text[r.End:at], " ,\u00a0")
		switch {
		case between == "" && t.mayFollow(r, who),
			kind == quote.Organisation && r.Type == entity.Org && r.Kind == entity.Name && between == noun, // "Coast magazine, which said"
			kind == "" && r.IsPersonName() && !t.doc.InPassage(r.Start):                                    // "Smith on April 30, who said"
			return r.Entity, ""
		}
	}
	return nil, kind
}

// kindBefore returns what kind of speaker the noun before a relative pronoun is, or nothing where it is not for several, and no
// body or document.
func (t *Talk) kindBefore(noun string, who bool) quote.SpeakerKind {
	low := strings.ToLower(noun)
	plural := strings.HasSuffix(noun, "s") || noun == "people"
	switch {
	case lexicon.GroupNoun.Has(noun), noun == "those",
		plural && noun == low && (gazetteer.OrgNoun(noun) || who && gazetteer.PersonNoun(noun)),
		noun == low && !who && (lexicon.DocumentNoun.Has(noun) || lexicon.SpeakingBodyNoun.Has(noun) || gazetteer.OrgNoun(noun)):
		return t.kindOf(noun) // "an investigation, which found"
	}
	return ""
}

// mayFollow reports whether a relative pronoun, which is "who" or not, may mean the mention that it follows: "who" is no place, nor
// the organisation in "Lind, head of Halden Bank, who said".
func (t *Talk) mayFollow(r *Ref, who bool) bool {
	if !MaySpeak(r.Type) {
		return false
	}
	governs := r.Type == entity.Org && isGoverned(t.text[max(0, r.Start-10):r.Start])
	return !who || r.Type != entity.GPE && !governs
}

// isGoverned reports whether the text before a name ends with a preposition between an office and what it is of.
func isGoverned(before string) bool {
	before = strings.TrimSuffix(strings.TrimSuffix(before, "the "), " ")
	return lexicon.AttendantPreposition.Has(before[strings.LastIndexFunc(before, unicode.IsSpace)+1:])
}

// firstWord returns the first run of non-space in s.
func firstWord(s string) string {
	s = strings.TrimLeftFunc(s, unicode.IsSpace)
	if i := strings.IndexFunc(s, unicode.IsSpace); i >= 0 {
		s = s[:i]
	}
	return s
}

// lastWord returns the last run of non-space in s, without what is no letter or digit at its ends.
func lastWord(s string) string {
	s = strings.TrimRightFunc(s, unicode.IsSpace)
	s = s[strings.LastIndexFunc(s, unicode.IsSpace)+1:]
	return strings.TrimFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}
