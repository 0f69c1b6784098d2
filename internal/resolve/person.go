package resolve

import (
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/doc"
	"dictum.example/internal/lexicon"
)

// completed takes in the parts of a person's name that the reading left out, and notes the
// title before it.
func (p *page) completed(ms []nameMention) []nameMention {
	for i := range ms {
		m := &ms[i]
		if m.typ != entity.Person {
			continue
		}
		p.takeInitial(m)
		p.takeHyphenTail(m)
		p.takeHyphenHead(m)
		p.takeSultan(m)
		p.takeNumber(m)
		m.honor = p.honorific(m.from)
	}
	return ms
}

// takeInitial takes in the initial before a name: "minister V Muraleedharan". "H E" is for "His Excellency".
func (p *page) takeInitial(m *nameMention) {
	before := p.before(m)
	if isInitial(before.Text) && before.End < m.Start && !(before.Text == "E" && p.At(m.from-2).Text == "H") {
		p.startAt(m, m.from-1)
	}
}

// isInitial reports whether a word is a letter that stands for a given name, and is no word.
func isInitial(w string) bool {
	return len(w) == 1 && w[0] >= 'A' && w[0] <= 'Z' && w != "A" && w != "I"
}

// takeHyphenTail takes in what follows a name and a hyphen: "Chuang Shuk-kwan".
func (p *page) takeHyphenTail(m *nameMention) {
	dash, tail := p.At(m.to), p.At(m.to+1)
	if dash.Text != "-" || dash.Start != m.End || tail.Start != dash.End || tail.Lower != tail.Text {
		return
	}
	if tail.Tags == "" && !tail.IsPunct() && !isDerived(tail.Lower) && !doc.IsCompoundTail(tail.Text) {
		p.endAt(m, m.to+2)
	}
}

// takeHyphenHead takes in what stands before a hyphen and a name in lower case: "A-jen".
func (p *page) takeHyphenHead(m *nameMention) {
	first, dash, head := p.At(m.from), p.At(m.from-1), p.At(m.from-2)
	if first.Lower == first.Text && dash.Text == "-" && dash.End == m.Start && head.End == dash.Start && head.IsCapitalised() {
		p.startAt(m, m.from-2)
	}
}

// takeSultan takes in the given name Sultan, which else is a title: "Sultan Al Jaber".
func (p *page) takeSultan(m *nameMention) {
	if before := p.before(m); before.Text == "Sultan" && before.Name == none && p.At(m.from).Is(lexicon.ArabicParticle) {
		p.startAt(m, m.from-1)
	}
}

// takeNumber takes in the number that ends a name: "Togbe Afede XIV".
func (p *page) takeNumber(m *nameMention) {
	if after := p.after(m); after.IsWritten(lexicon.RegnalNumber) && after.Name == none && p.Text[m.End:after.Start] == " " {
		p.endAt(m, m.to+1)
	}
}

// givenNames gives the names of persons the given name right before them that the reading left out: "Amir" of "Amir
// Khan Durrani".
func (p *page) givenNames(ms []nameMention) []nameMention {
	for i := range ms {
		if m := &ms[i]; m.typ == entity.Person && p.isLeftOut(m) {
			p.startAt(m, m.from-1)
			m.honor = p.honorific(m.from)
		}
	}
	return ms
}

// isLeftOut reports whether the word before a name is a given name of it and no title.
func (p *page) isLeftOut(m *nameMention) bool {
	before := p.before(m)
	if !p.mayBeGiven(m) || !p.given(before.Lower) {
		return false
	}
	return !p.gaz.PersonNoun(before.Lower) || p.isRulersName(m)
}

// mayBeGiven reports whether the word before a name is written as a given name is, and is no other word that the rules know.
func (p *page) mayBeGiven(m *nameMention) bool {
	t := p.before(m)
	if t.Name != none || t.Tags != "" || !t.IsCapitalised() || isShouted(t.Text) || strings.HasSuffix(t.Text, ".") {
		return false
	}
	if t.Block != p.At(m.from).Block || p.HasLower(t.Lower) {
		return false
	}
	_, polite := courtesy(t.Lower)
	return !polite && !isTitle(t.Lower) && !t.Is(lexicon.CalendarWord) && !t.Is(lexicon.ReverentialWord)
}

// isRulersName reports whether the given name before a name, which is also the title of whoever rules ("Amir"), is none
// there: it stands before no surname, or before what is a title itself, and nothing tells of what he is the ruler.
func (p *page) isRulersName(m *nameMention) bool {
	first := p.At(m.from).Lower
	before := p.InSentence(m.from-2, p.At(m.from).Sentence)
	return m.len() > 1 && p.gaz.Surname(first) && (!p.given(first) || p.gaz.PersonNoun(first)) && before.Name == none &&
		(!before.IsCapitalised() || p.Opens(m.from-2)) && !before.IsPossessive() && !before.Is(lexicon.Article)
}

// couples finds the Bill of "Bill and Hillary Clinton".
func (p *page) couples(ms []nameMention) []nameMention {
	for i := 0; i+1 < len(ms); i++ {
		if a, b := &ms[i], &ms[i+1]; p.isCouple(a, b) {
			a.virtual = a.Of(p.Text) + " " + p.SpanOf(b.from+1, b.to).Of(p.Text)
		}
	}
	return ms
}

// isCouple reports whether two names are of one surname, which only the second has.
func (p *page) isCouple(a, b *nameMention) bool {
	return a.typ == entity.Person && b.typ == entity.Person && a.len() == 1 && b.len() > 1 && a.to+1 == b.from && a.honor == "" &&
		isAnd(p.Tokens[a.to].Lower) && p.given(p.Tokens[a.from].Text) && p.given(p.Tokens[b.from].Text) && p.Tokens[b.from+1].Text != "-"
}

// sheikhs takes in the Sheikh before a lone name, unless the name is part of a fuller one without.
func (p *page) sheikhs(ms []nameMention) []nameMention {
	fuller := map[string]bool{} // words of full names, before which "Sheikh" is a title
	for i := range ms {
		if m := &ms[i]; m.typ == entity.Person && m.len() > 1 && p.Tokens[m.from].Text != "Sheikh" {
			for k := m.from; k < m.to; k++ {
				fuller[p.Tokens[k].Text] = true
			}
		}
	}
	for i := range ms {
		m := &ms[i]
		if m.typ != entity.Person || m.len() != 1 || fuller[p.Tokens[m.from].Text] {
			continue
		}
		if before := p.before(m); before.Text == "Sheikh" && before.Name == none {
			p.startAt(m, m.from-1)
		}
	}
	return ms
}

// nicknames joins the two names of a person that a nickname stands in or between:
// "Ferdinand “Bongbong” Marcos".
func (p *page) nicknames(ms []nameMention) []nameMention {
	out := ms[:0]
	for _, m := range ms {
		if n := len(out); n > 0 && p.isNicknamed(&out[n-1], &m) {
			p.endAt(&out[n-1], m.to)
			out[n-1].End = m.End
			continue
		}
		out = append(out, m)
	}
	return out
}

// maxNickname is of how many words a nickname is at most: "The Iron Duke".
const maxNickname = 3

// isNicknamed reports whether two names are of one person, with a nickname between marks in them.
func (p *page) isNicknamed(a, b *nameMention) bool {
	return a.typ == entity.Person && b.typ == entity.Person && b.from-a.to <= maxNickname+2 &&
		p.endsInNickname(a.from, p.pastQuote(b.from, b.to))
}

// pastQuote returns the token after the closing quotation mark among [from, to), where a name goes on
// after it, or else from.
func (p *page) pastQuote(from, to int) int {
	for k := from; k < to-1; k++ {
		if p.Tokens[k].IsWritten(lexicon.ClosingMark) {
			return k + 1
		}
	}
	return from
}

// endsInNickname reports whether the tokens [from, to) of one sentence end in a nickname between
// quotation marks, with nothing but a name before it.
func (p *page) endsInNickname(from, to int) bool {
	if to-from < 4 || p.Tokens[from].Sentence != p.Tokens[to-1].Sentence || !p.Tokens[to-1].IsWritten(lexicon.ClosingMark) {
		return false
	}
	open := to - 2
	for open > from && !p.Tokens[open].IsWritten(lexicon.OpeningMark) {
		open--
	}
	if n := to - 2 - open; n < 1 || n > maxNickname || !p.Tokens[open+1].IsCapitalised() || !p.Tokens[to-2].IsCapitalised() {
		return false
	}
	for k := from; k < open; k++ {
		if p.Tokens[k].IsPunct() || !p.Tokens[k].IsCapitalised() {
			return false
		}
	}
	return open > from
}

// isTitle reports whether the word is a title that a person may be called by alone.
func isTitle(low string) bool {
	return lexicon.ReligiousTitle.Has(low) || lexicon.RankTitle.Has(low) || titleGender(low) != unknown
}
