package resolve

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dictum.example/entity"
	"dictum.example/internal/gazetteer"
	"dictum.example/internal/lexicon"
	"dictum.example/internal/pass"
	"dictum.example/quote"
	"dictum.example/text"
)

var national = sourcePass{pass.Pass{
	Name:    "national",
	Purpose: "“The Scot”, “the Democrat” is the person last named of whom the story said that, or else one person without a name.",
}, func(t *Talk, s *Source) (Antecedent, bool) {
	noun, national := t.nationalNoun(s.Span)
	if noun == "" {
		return Antecedent{}, false
	}
	if e := t.saidToBe(noun, s.Start, national); e != nil {
		return someone(e), true
	}
	if !national || isPeople(noun) {
		return Antecedent{}, false
	}
	if a := t.LastPerson(s); a.Kind != "" {
		return a, true
	}
	return somebody(quote.UnnamedPerson), true
}}

// nationalNoun returns the noun of a source that is "the" and a word with a capital, or "", and whether it is known to be one for who
// is from a country or of a party.
func (t *Talk) nationalNoun(s text.Span) (noun string, national bool) {
	article, noun, ok := strings.Cut(s.Of(t.text), " ")
	if !ok || !strings.EqualFold(article, "the") || !isUpper(noun) || strings.Contains(noun, " ") {
		return "", false
	}
	named := false
	for _, r := range t.In(s) {
		if r.Kind == entity.Name && r.Type != entity.NORP {
			return "", false
		}
		named = named || r.Kind == entity.Name
	}
	return noun, named || gazetteer.IsDemonym(noun)
}

// isUpper reports whether a word begins with an upper-case letter.
func isUpper(w string) bool {
	c, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(c)
}

// isPeople reports whether a word behind "the" may stand for a people: the French, the Germans.
func isPeople(noun string) bool {
	return slices.ContainsFunc([]string{"s", "sh", "ch", "ese"}, func(e string) bool { return strings.HasSuffix(noun, e) })
}

// maxDescribed is how many names before a place are asked whether they are described by a word.
const maxDescribed = 12

// saidToBe returns the person last named before the offset of whom the text says the word, or one for the same country, or nil.
func (t *Talk) saidToBe(noun string, at int, national bool) *entity.Entity {
	refs := t.In(text.Span{Start: max(0, at-8*reach), End: at})
	asked := 0
	for i := len(refs) - 1; i >= 0 && asked < maxDescribed; i-- {
		r := &refs[i]
		if !r.IsPersonName() {
			continue
		}
		asked++
		if t.isApposedAs(r, noun) || national && t.isDescribedAs(r, noun) {
			return r.Entity
		}
	}
	return nil
}

// isApposedAs reports whether a word of the same country or party stands in an apposition behind a name: "Ian Moss, a Scot".
func (t *Talk) isApposedAs(r *Ref, noun string) bool {
	from, to := t.doc.TokensIn(text.Span{Start: r.End, End: t.sentenceEnd(r.End)})
	if from >= to || t.doc.Tokens[from].Text != "," || !lexicon.Article.Has(t.doc.At(from+1).Text) || t.doc.At(from+1).Lower == "the" {
		return false
	}
	for i := from + 2; i < min(to, from+2+maxDescription) && !t.doc.Tokens[i].IsPunct(); i++ {
		if sameNation(t.doc.Tokens[i].Text, noun) {
			return true
		}
	}
	return false
}

// sentenceEnd returns where the sentence of an offset ends, but not far behind that.
func (t *Talk) sentenceEnd(at int) int {
	end := min(len(t.text), at+reach)
	if k := t.layout.SentenceAt(at - 1); k >= 0 {
		end = min(end, t.layout.Sentences[k].End)
	}
	return max(at, end)
}

// isDescribedAs reports whether a word of the same country or party stands before a name, or in a role of its bearer: "German
// striker Max Huber".
func (t *Talk) isDescribedAs(r *Ref, noun string) bool {
	from, to := t.doc.TokensIn(text.Span{Start: max(0, r.Start-reach), End: r.Start})
	for i := to - 1; i >= max(from, to-maxDescription) && !t.doc.Tokens[i].IsPunct(); i-- {
		if sameNation(t.doc.Tokens[i].Text, noun) {
			return true
		}
	}
	return slices.ContainsFunc(r.Entity.Roles, func(role text.Excerpt) bool {
		return slices.ContainsFunc(strings.Fields(role.Text), func(w string) bool { return sameNation(w, noun) })
	})
}

// maxDescription bounds the words before or behind a name that describe its bearer.
const maxDescription = 4

// sameNation reports whether two words are the same, or demonyms of one country: "Spanish" and "Spaniard".
func sameNation(x, noun string) bool {
	if x == noun {
		return true
	}
	if !isUpper(x) {
		return false
	}
	n, ok := gazetteer.DemonymOf(strings.ToLower(x))
	m, also := gazetteer.DemonymOf(strings.ToLower(noun))
	return ok && also && n.Country != "" && n.Country == m.Country
}
