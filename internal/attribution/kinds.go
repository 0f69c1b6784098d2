package attribution

import (
	"regexp"
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/gazetteer"
	"dictum.example/internal/lexicon"
	"dictum.example/quote"
	"dictum.example/text"
)

// kinds are the rules that tell what sort of speaker a noun is, in order. The answer may be that it is none.
var kinds = []rule{
	{Pass{Name: "document-noun", Purpose: "Documents and works speak, and are nobody: report."}, quote.DocumentKind, func(n noun) bool {
		return lexicon.DocumentNoun.Has(n.low) || lexicon.DocumentNoun.Has(n.singular)
	}},
	{Pass{Name: "number", Purpose: "A number is some of many: three, 42%."}, quote.UnnamedGroup, func(n noun) bool {
		return lexicon.SeveralNumeral.Has(n.low) || numeral.MatchString(n.low)
	}},
	{Pass{Name: "group-noun",
		Purpose: "Nouns without plural for several people, or a part of them, are a group: police, family, majority."},
		quote.UnnamedGroup, func(n noun) bool { return lexicon.PluralPersonNoun.Has(n.low) || lexicon.GroupNoun.Has(n.low) }},
	{Pass{Name: "age", Purpose: "Who is told by his or her age is a person: the 34-year-old."}, quote.UnnamedPerson, func(n noun) bool {
		return strings.HasSuffix(n.low, "-year-old") || n.low == "old"
	}},
	{Pass{Name: "thing-pronoun", Purpose: "Pronouns for things do not tell what speaks: it."}, "", func(n noun) bool {
		return lexicon.ThingPronoun.Has(n.low)
	}},
	{Pass{Name: "body-noun", Purpose: "Bodies that speak as organisations do: campaign, magazine."}, quote.Organisation, func(n noun) bool {
		return lexicon.SpeakingBodyNoun.Has(n.low)
	}},
	{Pass{Name: "plural",
		Purpose: "Several people are a group, but for organisations: residents, they."}, quote.UnnamedGroup, func(n noun) bool {
		return lexicon.PluralPronoun.Has(n.low) || n.plural && !gazetteer.OrgNoun(n.low)
	}},
	{Pass{Name: "person-noun",
		Purpose: "A noun or an abbreviated office for a person is one: spokesman, CEO."}, quote.UnnamedPerson, func(n noun) bool {
		return gazetteer.PersonNoun(n.low) || lexicon.OfficeAbbreviation.Has(n.word)
	}},
	{Pass{Name: "organisation-noun", Purpose: "A noun for an organisation is one: ministry."}, quote.Organisation, func(n noun) bool {
		return gazetteer.OrgNoun(n.low)
	}},
	{Pass{Name: "person-pronoun", Purpose: "Pronouns for one person are one: he, someone."}, quote.UnnamedPerson, func(n noun) bool {
		return lexicon.PersonPronoun.Has(n.low)
	}},
}

// A rule gives a noun that it fits a kind of speaker.
type rule struct {
	Pass
	kind quote.SpeakerKind
	fits func(n noun) bool
}

// A noun is the head of a source, or of a part of one.
type noun struct {
	word, low string // as it is written, and in lower case
	singular  string // the singular, of a plural
	plural    bool
}

func newNoun(word string) noun {
	n := noun{word: word, low: strings.ToLower(word)}
	n.singular = n.low
	s, ok := strings.CutSuffix(n.low, "s")
	if !ok || strings.HasSuffix(s, "s") || strings.HasPrefix(n.low, "spokes") {
		return n
	}
	n.plural, n.singular = true, s
	if t, ok := strings.CutSuffix(s, "ie"); ok && !gazetteer.PersonNoun(s) {
		n.singular = t + "y"
	}
	return n
}

// kindOfNoun tells what sort of speaker a common noun is, and by which rule; neither where none fits.
func (a *article) kindOfNoun(word string) (kind quote.SpeakerKind, by string) {
	n := newNoun(word)
	for _, r := range kinds {
		if a.runs(r.Pass) && r.fits(n) {
			return r.kind, r.Name
		}
	}
	return "", ""
}

// numeral is a number in digits.
var numeral = regexp.MustCompile(`^\d+(?:[.,]\d+)*%?$`)

// isNewsSite reports whether a phrase describes a newspaper without paper: "the news site", "news web portal".
func isNewsSite(phrase string) bool {
	w := cueOf(phrase)
	if !w.ends(lexicon.NewsSiteNoun) {
		return false
	}
	w = w[:len(w)-1]
	if n := len(w); n > 0 && w[n-1] == "web" {
		w = w[:n-1]
	}
	return len(w) > 0 && w[len(w)-1] == "news"
}

// described tells what sort of speaker a source is that names nobody and whose head ends at the offset, and by which rule.
func (a *article) described(s text.Span, head int) (kind quote.SpeakerKind, by string) {
	start, end := s.Start, head
	for {
		phrase := a.text[start:end]
		if isNewsSite(phrase) {
			return quote.Organisation, "news-site"
		}
		noun := lastWord(phrase)
		kind, by = a.kindOfNoun(noun)
		if by != "" || noun == "" {
			return kind, by
		}
		next := nextWord(a.text, end, s.End)
		if !strings.EqualFold(next.Of(a.text), "and") { // "federal and state officials"
			break
		}
		start = next.End
		end = a.headEnd(text.Span{Start: start, End: s.End})
	}
	if low := postmodified(a.text[start:end]); low != "" {
		return a.kindOfNoun(low)
	}
	return kindOfFirst(nextWord(a.text, s.Start, s.End).Of(a.text), lastWord(a.text[start:end]))
}

// postmodified returns the noun before the last word of a phrase, in lower case, where that may stand behind one: "the people
// affected", "students elsewhere".
func postmodified(phrase string) string {
	noun := lastWord(phrase)
	if !strings.HasSuffix(noun, "ed") && !lexicon.PostpositiveModifier.Has(noun) {
		return ""
	}
	before := strings.TrimRight(phrase, " ")
	low := strings.ToLower(lastWord(before[:max(0, strings.LastIndexByte(before, ' '))]))
	if low == "people" || lexicon.GroupNoun.Has(low) || gazetteer.PersonNoun(low) {
		return low
	}
	return ""
}

// kindOfFirst tells what sort of speaker a source is by its first word and the unknown noun that is its head.
func kindOfFirst(first, noun string) (quote.SpeakerKind, string) {
	switch w := strings.ToLower(first); {
	case lexicon.PluralPronoun.Has(w): // "all that I asked"
		return quote.UnnamedGroup, "plural-pronoun-first"
	case strings.HasSuffix(w, "one") && w != "one", strings.HasSuffix(w, "body"), w == "no": // "everyone I asked", "no one today"
		return quote.UnnamedPerson, "person-pronoun-first"
	case strings.ToLower(noun) != noun && (noun != first || strings.ToUpper(noun) == noun):
		return quote.Organisation, "unknown-name"
	}
	return quote.DocumentKind, "thing" // "the film", "the plan"
}

// isPossessive reports whether a pronoun is a possessive determiner.
func isPossessive(pronoun string) bool {
	return lexicon.PossessiveDeterminer.Has(strings.ToLower(pronoun))
}

// kindOf returns what sort of speaker an entity is.
func kindOf(e *entity.Entity) quote.SpeakerKind {
	switch e.Type {
	case entity.Person:
		return quote.NamedPerson
	case entity.NORP:
		return quote.UnnamedGroup
	case entity.Law, entity.WorkOfArt:
		return quote.DocumentKind
	}
	return quote.Organisation
}
