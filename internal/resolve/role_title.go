package resolve

import (
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/doc"
	"dictum.example/internal/lexicon"
)

// maxTitle is how many tokens before its end the noun of a title stands at most:
// "Secretary of State for Foreign Affairs".
const maxTitle = 7

// titleBefore finds "Taliban Foreign Minister" in front of a name.
func (p *page) titleBefore(_ []nameMention, m *nameMention) []role {
	sent := p.At(m.from).Sentence
	last := p.beforeInitials(p.bareName(m.from, sent)-1, sent)
	if p.InSentence(last, sent).Text == "" {
		return nil
	}
	head := p.titleHead(last, sent)
	// "set to star"
	if head == none || p.pluralNoun(p.At(head)) || p.At(head-1).Lower == "to" && p.At(head).IsWritten(lexicon.PersonNounOrVerb) {
		return nil
	}
	r := p.roleOf(head, 0)
	r.to = last + 1
	return []role{r}
}

// titleHead returns the noun of a title that ends with token last, or none: of "Secretary of State"
// and "Minister for Foreign Affairs" the first.
func (p *page) titleHead(last, sent int) int {
	t := p.At(last)
	switch {
	case t.Lower == "justice" && p.At(last-1).Lower == "of" && p.personNoun(last-2):
		return last - 2 // "Minister of Justice"
	case p.personNoun(last):
		return last
	case t.Is(lexicon.Preposition) || t.Is(lexicon.Article):
		return none
	}
	for k := last; k > last-maxTitle && p.InSentence(k, sent).Text != ""; k-- {
		if p.governs(k) {
			return k
		}
		if !inTitle(p.At(k)) {
			break
		}
	}
	return none
}

// governs reports whether token k is an office whose field a preposition behind it opens.
func (p *page) governs(k int) bool {
	next := p.At(k + 1).Lower
	return p.personNoun(k) && (binds(next) || next == "in" && p.At(k).Is(lexicon.EnvoyNoun)) || next == "for" && p.shortOffice(k)
}

// binds reports whether the preposition joins an office to what it is over.
func binds(low string) bool { return low == "of" || low == "for" || low == "to" }

// inTitle reports whether a token may stand in the field of an office before a name.
func inTitle(t *doc.Token) bool {
	switch t.Lower {
	case "in", "and", "the":
		return true
	}
	return t.IsCapitalised() || binds(t.Lower) || !t.IsPunct() && (t.Tags == "" || t.Tags[0] == 'N')
}

// beforeInitials returns the last token before initials in brackets that end with token last,
// or last: "superintendent of police (SP)".
func (p *page) beforeInitials(last, sent int) int {
	if p.InSentence(last, sent).Text == ")" && p.InSentence(last-2, sent).Text == "(" && acronymLike(p.At(last-1).Text) {
		return last - 3
	}
	return last
}

// titleOfSeveral finds the title that a person has with others: "Presidents Marsh and Holm".
func (p *page) titleOfSeveral(ms []nameMention, m *nameMention) []role {
	sent := p.At(m.from).Sentence
	first := p.firstOfSeveral(ms, m)
	if first == m && (!p.amongSeveral(m.to, sent) || p.personAt(ms, m.to+1, sent) == nil) {
		return nil
	}
	head := first.from - 1
	t := p.InSentence(head, sent)
	one := strings.TrimSuffix(t.Lower, "s")
	if t.Text == "" || one == t.Lower || !p.personNoun(head) || !p.pluralNoun(t) || !p.gaz.PersonNoun(one) {
		return nil
	}
	r := p.roleOf(head, 0)
	r.to, r.heads, r.plural = head+1, []string{one}, true
	return []role{r}
}

// firstOfSeveral returns the first of the persons whom commas and "and" join before m, at
// most five before, or m.
func (p *page) firstOfSeveral(ms []nameMention, m *nameMention) *nameMention {
	sent := p.At(m.from).Sentence
	for range 5 {
		before := p.personAt(ms, m.from-2, sent)
		if before == nil || before.to != m.from-1 || !p.amongSeveral(m.from-1, sent) {
			break
		}
		m = before
	}
	return m
}

// personAt returns the name of a person that covers token i of the sentence, or nil.
func (p *page) personAt(ms []nameMention, i, sent int) *nameMention {
	if n := p.InSentence(i, sent).Name; n != none && ms[n].typ == entity.Person {
		return &ms[n]
	}
	return nil
}

// amongSeveral reports whether token i joins the members of a list.
func (p *page) amongSeveral(i, sent int) bool {
	low := p.InSentence(i, sent).Lower
	return low == "and" || low == ","
}

// bareName returns the first token of what stands of respect before the name at token i:
// "Professor Dr.", "His Highness Sheikh".
func (p *page) bareName(i, sent int) int {
	for range 6 {
		low := strings.TrimSuffix(p.InSentence(i-1, sent).Lower, ".")
		_, polite := courtesy(low)
		if polite && p.InSentence(i-2, sent).Lower == "first" {
			break // "First Lady"
		}
		if !polite && !lexicon.ReverentialWord.Has(low) && !(p.InSentence(i-1, sent).Lower == "." && p.shows(i-2, sent)) {
			break
		}
		i--
	}
	return i
}

// shows reports whether token i shows respect: "Mr", "Excellency".
func (p *page) shows(i, sent int) bool {
	t := p.InSentence(i, sent)
	_, polite := courtesy(t.Lower)
	return polite || t.Is(lexicon.ReverentialWord)
}

// ranked returns the first token of the ranks before token i: "Maj. Gen.".
func (p *page) ranked(i, sent int) int {
	for range 4 {
		switch low := p.InSentence(i-1, sent).Lower; {
		case lexicon.RankTitle.Has(strings.TrimSuffix(low, ".")):
			i--
		case low == "." && p.InSentence(i-2, sent).Is(lexicon.RankTitle):
			i -= 2
		default:
			return i
		}
	}
	return i
}
