package resolve

import (
	"dictum.example/entity"
	"dictum.example/internal/lexicon"
)

// languages makes languages of the names that the sentence speaks, writes or translates in.
func (p *page) languages(ms []nameMention) []nameMention {
	for i := range ms {
		if m := &ms[i]; p.isLanguage(ms, i) {
			m.typ = entity.Language
		}
	}
	return ms
}

// isLanguage reports whether a name of both a language and a people, or of anything else, stands for the language.
func (p *page) isLanguage(ms []nameMention, i int) bool {
	m := &ms[i]
	if m.len() != 1 || m.typ == entity.Person || !p.Tokens[m.from].Is(lexicon.LanguageName) {
		return false
	}
	if p.namesLanguage(m) {
		return true
	}
	if !p.standsAlone(m.from) {
		return false
	}
	return p.isSpoken(m) || i > 0 && ms[i-1].typ == entity.Language && p.isListed(&ms[i-1], m)
}

// namesLanguage reports whether what follows a name says that it is a language's: "Arabic language", "Urdu-speaking".
func (p *page) namesLanguage(m *nameMention) bool {
	next := p.after(m)
	if next.Text == "-" {
		next = p.InSentence(m.to+1, p.At(m.from).Sentence)
	}
	switch next.Text {
	case "language", "speaking", "speaker", "speakers":
		return true
	}
	return false
}

// isSpoken reports whether what stands before a name is what one does with a language, or opens what something
// is said or written in.
func (p *page) isSpoken(m *nameMention) bool {
	sent := p.At(m.from).Sentence
	before := p.InSentence(m.from-1, sent)
	if before.IsWritten(lexicon.LanguageVerb) {
		return true
	}
	switch before.Text {
	case "in":
		return true
	case "into", "from", "to":
		return p.isTranslated(m.from, sent)
	}
	if before.Lower != before.Text {
		return before.Lower == "fluent"
	}
	if before.HasTag('J') && p.InSentence(m.from-2, sent).Text == "in" { // "in broken English"
		return true
	}
	return before.Lower == "fluent" || p.InSentence(m.from-2, sent).IsWritten(lexicon.LanguageVerb) && before.HasTag('R')
}

// maxTranslation is how far before a language it may be said that something is translated.
const maxTranslation = 12

// isTranslated reports whether "translated" or another form of it stands before token i in a sentence.
func (p *page) isTranslated(i, sentence int) bool {
	for k := i - 1; k >= i-maxTranslation; k-- {
		switch p.InSentence(k, sentence).Lower {
		case "dub", "dubs", "dubbed", "dubbing", "translate", "translates", "translated", "translating", "translation":
			return true
		}
	}
	return false
}

// standsAlone reports whether no noun follows a language, or the languages that it is listed with: not
// "French banks", nor "French and German banks".
func (p *page) standsAlone(i int) bool {
	sent := p.At(i).Sentence
	for n := 0; n < maxListed; n++ {
		next := i + 1
		for isListMark(p.InSentence(next, sent).Lower) {
			next++
		}
		if t := p.InSentence(next, sent); next == i+1 || !t.IsCapitalised() || !t.Is(lexicon.LanguageName) {
			break
		}
		i = next
	}
	next := p.InSentence(i+1, sent)
	return next.Text == "" || next.IsPunct() && next.Text != "-" || next.Is(lexicon.FunctionWord) || next.HasTag('F')
}

// maxListed is how many languages a list has at most.
const maxListed = 8

// isListed reports whether two names are neighbours in a list.
func (p *page) isListed(a, b *nameMention) bool {
	for k := a.to; k < b.from; k++ {
		if !isListMark(p.Tokens[k].Lower) {
			return false
		}
	}
	return b.from > a.to && b.from <= a.to+2 && p.At(a.from).Sentence == p.At(b.from).Sentence
}

// isListMark reports whether a word stands between the members of a list.
func isListMark(low string) bool { return low == "," || low == "and" || low == "or" }
