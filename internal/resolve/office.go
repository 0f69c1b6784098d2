package resolve

import (
	"slices"
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/lexicon"
)

// maxOfficeInitials is how many letters an office is abbreviated to at most.
const maxOfficeInitials = 4

// withoutOfficeInitials takes the abbreviation of an office off a name where a fuller name
// has the office beside it: "OC Marsh", of "Olga Marsh, officer-in-charge of the pier".
func (p *page) withoutOfficeInitials(ms []nameMention) []nameMention {
	fuller := p.namesBySurname(ms)
	for i := range ms {
		m := &ms[i]
		if m.typ != entity.Person || m.len() == 1 {
			continue
		}
		first := p.Tokens[m.from].Text
		if isAcronym(first) && len(first) <= maxOfficeInitials &&
			slices.ContainsFunc(fuller[p.Tokens[m.to-1].Text],
				func(k int) bool { return p.isOfficeBeside(&ms[k], strings.ToLower(first)) }) {
			p.noteOffice(first)
			p.startAt(m, m.from+1)
		}
	}
	return ms
}

// namesBySurname returns the full names of persons, but for those that begin with an acronym, by their last words.
func (p *page) namesBySurname(ms []nameMention) map[string][]int {
	names := map[string][]int{}
	for i := range ms {
		m := &ms[i]
		if m.typ != entity.Person || m.len() == 1 || isAcronym(p.Tokens[m.from].Text) || p.Tokens[m.from].Text == "Sheikh" {
			continue
		}
		if last := p.Tokens[m.to-1].Text; len(names[last]) < bucket {
			names[last] = append(names[last], i)
		}
	}
	return names
}

// isOfficeBeside reports whether the words right before or behind a name are an office with those initials: "Olga Marsh,
// officer-in-charge of", and "oc".
func (p *page) isOfficeBeside(m *nameMention, short string) bool {
	return p.isOffice(p.wordsBefore(m), short, true) || p.isOffice(p.wordsBehind(m), short, false)
}

// endsPhrase reports whether token k of a sentence is a mark, or belongs to a name.
func (p *page) endsPhrase(k, sent int) bool {
	t := p.InSentence(k, sent)
	return t.IsPunct() && t.Text != "-" || t.Name != none
}

// wordsBefore returns the words in lower case that stand before a name, up to a mark or another name.
func (p *page) wordsBefore(m *nameMention) []string {
	var ws []string
	sent := p.At(m.from).Sentence
	for k := m.from - 1; k >= m.from-maxLong && !p.endsPhrase(k, sent); k-- {
		ws = append(ws, p.At(k).Lower)
	}
	slices.Reverse(ws)
	return ws
}

// wordsBehind returns the words in lower case behind a name, and behind the comma after it, up to a mark or another name.
func (p *page) wordsBehind(m *nameMention) []string {
	var ws []string
	sent := p.At(m.from).Sentence
	k := m.to
	if p.InSentence(k, sent).Text == "," {
		k++
	}
	for ; k < m.to+maxLong && !p.endsPhrase(k, sent); k++ {
		ws = append(ws, p.At(k).Lower)
	}
	return ws
}

// isOffice reports whether the first of the words, or the last, small ones apart, have those initials, and one of them is
// said of persons.
func (p *page) isOffice(ws []string, short string, last bool) bool {
	big := slices.DeleteFunc(ws, func(w string) bool { return lexicon.SmallWord.Has(w) || lexicon.Article.Has(w) || w == "-" })
	n := len(short)
	if len(big) < n {
		return false
	}
	if last {
		big = big[len(big)-n:]
	}
	big = big[:n]
	for i, w := range big {
		if w[0] != short[i] {
			return false
		}
	}
	return slices.ContainsFunc(big, func(w string) bool { return lexicon.RankTitle.Has(w) || p.gaz.PersonNoun(w) })
}

// withoutOffices leaves out what is an office's abbreviation, and no name of a person: "the OC".
func (p *page) withoutOffices(ms []nameMention) []nameMention {
	return except(ms, func(m *nameMention) bool {
		if m.typ != entity.Person || m.len() != 1 {
			return false
		}
		word := p.Tokens[m.from].Text
		return p.offices[word] || p.before(m).Is(lexicon.Article) && len(word) <= maxOfficeInitials && strings.ToUpper(word) == word
	})
}

// withoutStrayTitles leaves out titles that stand before the name of a person.
func (p *page) withoutStrayTitles(ms []nameMention) []nameMention {
	names := slices.Clone(ms)
	return except(ms, func(m *nameMention) bool {
		next := p.after(m).Name
		if m.typ != entity.Person || m.len() != 1 || next == none || names[next].typ != entity.Person {
			return false
		}
		low := strings.TrimSuffix(p.Tokens[m.from].Lower, ".")
		_, polite := courtesy(low)
		return polite || isTitle(low)
	})
}

// withoutBareOffices leaves out the names of organisations that are an office and no more, which a common noun narrows: "the
// District Attorney", "the Home Secretary".
func (p *page) withoutBareOffices(ms []nameMention) []nameMention {
	return except(ms, func(m *nameMention) bool {
		if m.typ != entity.Org || m.len() < 2 || !p.At(m.to-1).Is(lexicon.RankTitle) || p.At(m.to).IsPossessive() {
			return false
		}
		for k := m.from; k < m.to; k++ {
			if t := p.At(k); !t.Is(lexicon.StatusParticiple) && !t.Is(lexicon.RankTitle) && !t.HasTag('N') {
				return false
			}
		}
		return true
	})
}
