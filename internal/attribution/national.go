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

var national = sieve{Pass{
	Name: "national", Purpose: "“The Scot”, “the Democrat” is the person last named of whom the story said that, or else one person without a name.",
}, func(a *article, u *utterance) (speaker, bool) {
	noun, national := a.nationalNoun(u.Source.Span)
	if noun == "" {
		return speaker{}, false
	}
	if e := a.saidToBe(noun, u.Source.Start, national); e != nil {
		return person(e), true
	}
	if !national || isPeople(noun) {
		return speaker{}, false
	}
	if s := a.lastPerson(u); s.kind != "" {
		return s, true
	}
	return unnamed(quote.UnnamedPerson), true
}}

// nationalNoun returns the noun of a source that is "the" and a word with a capital, or "", and whether it is known to be one for who
// is from a country or of a party.
func (a *article) nationalNoun(s text.Span) (noun string, national bool) {
	article, noun, ok := strings.Cut(s.Of(a.text), " ")
	if !ok || !strings.EqualFold(article, "the") || !isCapitalised(noun) || strings.Contains(noun, " ") {
		return "", false
	}
	named := false
	for _, r := range a.entities.In(s) {
		if r.Kind == entity.Name && r.Type != entity.NORP {
			return "", false
		}
		named = named || r.Kind == entity.Name
	}
	return noun, named || gazetteer.IsDemonym(noun)
}

// isPeople reports whether a word behind "the" may stand for a people: the French, the Germans.
func isPeople(noun string) bool {
	return slices.ContainsFunc([]string{"s", "sh", "ch", "ese"}, func(e string) bool { return strings.HasSuffix(noun, e) })
}

// maxDescribed is how many names before a place are asked whether they are described by a word.
const maxDescribed = 12

// saidToBe returns the person last named before the offset of whom the text says the word, or one for the same country, or nil.
func (a *article) saidToBe(noun string, at int, national bool) *entity.Entity {
	refs := a.entities.In(text.Span{Start: max(0, at-8*reach), End: at})
	asked := 0
	for i := len(refs) - 1; i >= 0 && asked < maxDescribed; i-- {
		r := &refs[i]
		if !r.IsPersonName() {
			continue
		}
		asked++
		if a.isApposedAs(r, noun) || national && a.isDescribedAs(r, noun) {
			return r.Entity
		}
	}
	return nil
}

// isApposedAs reports whether a word of the same country or party stands in an apposition behind a name: "Ian Moss, a Scot".
func (a *article) isApposedAs(r *resolve.Ref, noun string) bool {
	from, to := a.doc.TokensIn(text.Span{Start: r.End, End: a.sentenceEnd(r.End)})
	if from >= to || a.doc.Tokens[from].Text != "," || !lexicon.Article.Has(a.doc.At(from+1).Text) || a.doc.At(from+1).Lower == "the" {
		return false
	}
	for i := from + 2; i < min(to, from+2+maxDescription) && !a.doc.Tokens[i].IsPunct(); i++ {
		if sameNation(a.doc.Tokens[i].Text, noun) {
			return true
		}
	}
	return false
}

// sentenceEnd returns where the sentence of an offset ends, but not far behind that.
func (a *article) sentenceEnd(at int) int {
	end := min(len(a.text), at+reach)
	if k := a.Layout.SentenceAt(at - 1); k >= 0 {
		end = min(end, a.Layout.Sentences[k].End)
	}
	return max(at, end)
}

// isDescribedAs reports whether a word of the same country or party stands before a name, or in a role of its bearer: "German
// striker Max Huber".
func (a *article) isDescribedAs(r *resolve.Ref, noun string) bool {
	from, to := a.doc.TokensIn(text.Span{Start: max(0, r.Start-reach), End: r.Start})
	for i := to - 1; i >= max(from, to-maxDescription) && !a.doc.Tokens[i].IsPunct(); i-- {
		if sameNation(a.doc.Tokens[i].Text, noun) {
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
	if !isCapitalised(x) {
		return false
	}
	n, ok := gazetteer.DemonymOf(strings.ToLower(x))
	m, also := gazetteer.DemonymOf(strings.ToLower(noun))
	return ok && also && n.Country != "" && n.Country == m.Country
}
