package resolve

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dictum.example/entity"
	"dictum.example/internal/doc"
	"dictum.example/internal/lexicon"
	"dictum.example/text"
)

// trimmed takes articles, titles, possessive endings and punctuation off the names, and
// leaves out addresses.
func (p *page) trimmed(ms []nameMention) []nameMention {
	out := ms[:0]
	for _, m := range ms {
		if p.trim(&m) && !isAddress(m.Of(p.Text)) {
			out = append(out, m)
		}
	}
	return out
}

// trim trims one name, and reports whether anything is left of it.
func (p *page) trim(m *nameMention) bool {
	p.trimParty(m)
	for m.from < m.to && p.isSurplusHead(m) {
		m.from++
	}
	for n := 1; m.from < m.to && n > 0; m.to -= n {
		n = p.surplusTail(m)
	}
	if m.from >= m.to {
		return false
	}
	m.Span = p.SpanOf(m.from, m.to)
	m.End = p.tailEnd(m.Start, m.End)
	if p.keepsArticle(m.from-1, m.to, m.typ) {
		p.startAt(m, m.from-1)
	}
	return true
}

// trimParty takes the letter of a party off a state: "Tom Reyes, D-Calif.,".
func (p *page) trimParty(m *nameMention) {
	before := p.At(m.from - 1).Text
	if m.len() > 2 && partyLetter(p.Tokens[m.from].Text) && p.Tokens[m.from+1].Text == "-" && p.Tokens[m.from+2].IsCapitalised() &&
		(before == "," || before == "(") {
		m.from, m.typ = m.from+2, entity.GPE
	}
}

// partyLetter reports whether w is how America's papers abbreviate a party before a state.
func partyLetter(w string) bool { return w == "D" || w == "R" || w == "I" }

// isSurplusHead reports whether the first token of a name does not belong to it.
func (p *page) isSurplusHead(m *nameMention) bool {
	t := &p.Tokens[m.from]
	switch {
	case t.IsPunct() || t.IsPossessive():
		return true
	case t.Is(lexicon.Article):
		return !p.keepsArticle(m.from, m.to, m.typ)
	case t.IsWritten(lexicon.DanglingWord):
		return true
	case m.len() == 1:
		return false
	case m.isPlace(): // "northern Iraq"
		return t.IsWritten(lexicon.Direction) && p.Tokens[m.from+1].IsCapitalised() && p.gaz.Land(p.SpanOf(m.from+1, m.to).Of(p.Text))
	}
	return m.typ == entity.Person && p.isTitleBefore(m.from)
}

// surplusTail returns how many tokens at the end of a name do not belong to it, of those that
// belong together.
func (p *page) surplusTail(m *nameMention) int {
	last, before := &p.Tokens[m.to-1], p.At(m.to-2)
	switch n := m.len(); {
	case n > 3 && m.typ == entity.Person && before.Text == "-" && !last.IsPunct() && !isDerived(last.Lower): // "Park Ji-won"
		return 0
	case p.isSurplusTail(m), p.isPostNominal(m):
		return 1
	case n > 1 && before.IsCapitalised() && p.isTrailingNoun(m):
		return 1
	case n > 2 && p.isCutEnding(before, last):
		return 2
	}
	return 0
}

// isSurplusTail reports whether the last token of a name by itself tells that it does not belong to it.
func (p *page) isSurplusTail(m *nameMention) bool {
	last := &p.Tokens[m.to-1]
	return last.IsPossessive() || last.IsPunct() && last.Text != "+" && !p.closesBracket(m) || last.IsWritten(lexicon.DanglingWord)
}

// isPostNominal reports whether a person's name ends with letters of honour, of a degree or of a seat: "Hugh Vane KC".
// In a text in capitals they tell nothing.
func (p *page) isPostNominal(m *nameMention) bool {
	last, before := &p.Tokens[m.to-1], p.At(m.to-2)
	if m.typ != entity.Person || !last.Is(lexicon.PostNominal) || !isShouted(last.Text) && last.Text != "PhD" {
		return false
	}
	return (m.len() > 2 || m.len() == 2 && p.honorific(m.from) != "") && !isShouted(before.Text)
}

// isCutEnding reports whether two tokens are an ending that does not belong to the name before it: of a compound
// ("Taliban-led"), or the possessive one, where its apostrophe was read as a quotation mark.
func (p *page) isCutEnding(before, last *doc.Token) bool {
	if last.Text == "s" && before.IsPunct() && endsInApostrophe(before) && before.End == last.Start {
		return true
	}
	return before.Text == "-" && last.Lower == last.Text && doc.IsCompoundTail(last.Text)
}

// endsInApostrophe reports whether a mark is an apostrophe, or a row of marks that ends in one.
func endsInApostrophe(t *doc.Token) bool {
	return t.IsWritten(lexicon.Apostrophe) || strings.HasSuffix(t.Text, "'") || strings.HasSuffix(t.Text, "’")
}

// isTrailingNoun reports whether a name ends with a noun in lower case that says what it is:
// "Persian Gulf region".
func (p *page) isTrailingNoun(m *nameMention) bool {
	last := &p.Tokens[m.to-1]
	return m.isPlace() && last.IsWritten(lexicon.TrailingPlaceNoun) ||
		m.typ == entity.Org && last.IsWritten(lexicon.TrailingOrganisationNoun) && (m.len() > 2 || !p.Opens(m.from))
}

// closesBracket reports whether the last token of a name closes a bracket within it.
func (p *page) closesBracket(m *nameMention) bool {
	if p.Tokens[m.to-1].Text != ")" {
		return false
	}
	for i := max(m.from, m.to-maxLong); i < m.to-1; i++ {
		if p.Tokens[i].Text == "(" {
			return true
		}
	}
	return false
}

// isDerived reports whether what follows a name and a hyphen makes an adjective of it:
// "Obama-appointed", "Obama-era".
func isDerived(low string) bool {
	for _, s := range []string{"ed", "ing", "era", "style", "like"} {
		if strings.HasSuffix(low, s) {
			return true
		}
	}
	return false
}

// keepsArticle reports whether the token i is a "The" that belongs to the name
// that ends before to: one written with a capital within a sentence, as in "The
// Associated Press".
func (p *page) keepsArticle(i, to int, t entity.Type) bool {
	the := p.At(i)
	if the.Text != "The" || t != entity.Org && t != entity.WorkOfArt || to-i < 2 || p.Opens(i) || p.BlockKind(the) != text.Paragraph {
		return false
	}
	if the.Sentence != p.At(i+1).Sentence || p.Opens(i+1) {
		return false
	}
	// A sentence of titles proves nothing.
	before := p.At(i - 1)
	return before.Sentence == the.Sentence && !before.IsCapitalised() && !before.IsPunct()
}

// isTitleBefore reports whether token i is a title in front of a name.
func (p *page) isTitleBefore(i int) bool {
	low := strings.TrimSuffix(p.Tokens[i].Lower, ".")
	if low == "." || low == "" {
		return false
	}
	_, polite := courtesy(low)
	if !polite && !lexicon.RankTitle.Has(low) || lexicon.ReligiousTitle.Has(low) {
		return false
	}
	// "Major" and "Judge" are given names too: a title needs a name after it.
	return p.Tokens[i+1].IsCapitalised() || p.Tokens[i+1].Text == "."
}

// honorific returns the title before token i, lower case and without stop.
func (p *page) honorific(i int) string {
	t := p.At(i - 1)
	if t.Text == "." {
		t = p.At(i - 2)
	}
	if t.Sentence != p.At(i).Sentence {
		return ""
	}
	low := strings.TrimSuffix(t.Lower, ".")
	if _, ok := courtesy(low); ok && t.IsCapitalised() {
		return low
	}
	if lexicon.RankTitle.Has(low) || lexicon.FeminineNoun.Has(low) || lexicon.MasculineNoun.Has(low) {
		return low
	}
	return ""
}

// tailEnd moves the end of a name over the last stop of initials ("U.S."), and
// off a stop that ends no abbreviation.
func (p *page) tailEnd(start, end int) int {
	last := p.Text[start:end]
	if i := strings.LastIndexByte(last, ' '); i >= 0 {
		last = last[i+1:]
	}
	if body, stopped := strings.CutSuffix(last, "."); stopped {
		if !strings.Contains(body, ".") && !isAbbreviation(body) {
			return end - 1
		}
		return end
	}
	if end < len(p.Text) && p.Text[end] == '.' && p.ownsStop(start, last, len(last) == end-start) {
		return end + 1
	}
	return end
}

// ownsStop reports whether the stop behind the last word of the name that starts there is the
// name's; alone tells that the word is all of it.
func (p *page) ownsStop(start int, last string, alone bool) bool {
	if strings.Contains(last, ".") {
		return true
	}
	low := strings.ToLower(last)
	if low == last {
		return false
	}
	if alone {
		return lexicon.StateAbbreviation.Has(low) && strings.HasSuffix(p.Text[:start], ", ")
	}
	return lexicon.NameFinalAbbreviation.Has(low)
}

func isAbbreviation(w string) bool {
	c, n := utf8.DecodeRuneInString(w)
	return lexicon.NameAbbreviation.Has(strings.ToLower(w)) || n == len(w) && unicode.IsUpper(c)
}

// isAddress reports whether s is a web or e-mail address, which names nobody by itself. A
// bare domain can be a company's name ("Amazon.com").
func isAddress(s string) bool {
	if strings.ContainsFunc(s, unicode.IsSpace) {
		return false
	}
	if strings.Contains(s, "://") || len(s) > 4 && strings.EqualFold(s[:4], "www.") {
		return true
	}
	user, host, ok := strings.Cut(s, "@")
	return ok && user != "" && strings.Contains(strings.TrimRight(host, "."), ".")
}
