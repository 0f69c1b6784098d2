package resolve

import (
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/lexicon"
)

// describedFirms makes companies of the names taken for a person's that a sentence describes as a company: "John Deere, the tractor
// maker,", "Rating agency Dunn Lacey", "the port's owner, Kestrel Marine".
func (p *page) describedFirms(ms []nameMention) []nameMention {
	firms := map[string]bool{}
	for i := range ms {
		if m := &ms[i]; (m.typ == entity.Person || m.typ == entity.Org) && m.honor == "" && m.len() > 1 && p.isDescribedFirm(m) {
			firms[m.Of(p.Text)] = true
		}
	}
	if len(firms) == 0 {
		return ms
	}
	for i := range ms {
		if m := &ms[i]; m.typ == entity.Person && m.honor == "" && firms[m.Of(p.Text)] {
			m.typ = entity.Org
		}
	}
	return ms
}

func (p *page) isDescribedFirm(m *nameMention) bool {
	return p.isFirmBehind(m) || p.isFirmBefore(m) || p.isFirmRole(m)
}

// maxFirmModifiers bounds the words before the noun for a company in an apposition.
const maxFirmModifiers = 5

// isFirmNoun reports whether token i is a noun for a company and for no person.
func (p *page) isFirmNoun(i int) bool {
	t := p.At(i)
	return t.Name == none && (t.Is(lexicon.EnterpriseNoun) || t.Is(lexicon.CompanyNoun)) && !t.IsCapitalised()
}

// isFirmBehind reports whether an apposition behind a name has a noun for a company, with a word before it: "a Danish brewer,".
func (p *page) isFirmBehind(m *nameMention) bool {
	sent := p.At(m.from).Sentence
	k := m.to + 1
	if p.after(m).Text != "," || !p.InSentence(k, sent).Is(lexicon.Article) {
		return false
	}
	bare := p.At(k).Lower == "the"
	for k++; k < m.to+3+maxFirmModifiers; k++ {
		t := p.InSentence(k, sent)
		if t.Text == "" || t.IsPunct() && t.Text != "-" || t.IsPossessive() || t.Cue != none || t.Is(lexicon.FunctionWord) {
			return false
		}
		if (p.isFirmNoun(k) || t.Text == "house") && p.endsApposition(k+1, sent) {
			return !bare || k > m.to+2
		}
	}
	return false
}

// endsApposition reports whether what stands at token k goes on with no noun phrase and no list.
func (p *page) endsApposition(k, sent int) bool {
	switch t := p.InSentence(k, sent); {
	case t.Text == "," || t.Text == "—" || t.Text == "–" || t.Text == ")":
		return p.InSentence(k+1, sent).Lower != "and"
	case t.Is(lexicon.RelativeWord):
		return true
	default:
		return t.Text == "" || t.Text == "." || t.Text == ";"
	}
}

// isFirmBefore reports whether a noun for a company without an article, and with a word before it, stands before a name where a
// sentence or clause begins: "Rating agency Dunn Lacey", not "the agency boss Olga Marsh", nor "the firm Olga Marsh founded".
func (p *page) isFirmBefore(m *nameMention) bool {
	noun := m.from - 1
	if !p.isFirmNoun(noun) || p.personNoun(noun) || p.pluralNoun(p.At(noun)) || strings.HasSuffix(p.At(noun).Lower, "maker") {
		return false
	}
	modifier := p.InSentence(noun-1, p.At(noun).Sentence)
	return modifier.Text != "" && !modifier.IsPunct() && p.Opens(noun-1) && !modifier.Is(lexicon.FunctionWord) &&
		!modifier.Is(lexicon.PossessiveDeterminer) && !modifier.Is(lexicon.Determiner)
}

// isFirmRole reports whether what a company may be to something, with whose it is before it, stands in an apposition before a name
// that does not end with a surname: "the port's owner, Kestrel Marine".
func (p *page) isFirmRole(m *nameMention) bool {
	sent := p.At(m.from).Sentence
	role := p.InSentence(m.from-2, sent)
	if p.before(m).Text != "," || !role.Is(lexicon.FirmRole) || p.gaz.Surname(p.At(m.to-1).Lower) {
		return false
	}
	return p.isPossessor(m.from-3, sent) || p.isPossessor(m.from-4, sent)
}

// isPossessor reports whether token i tells whose what follows is.
func (p *page) isPossessor(i, sent int) bool {
	t := p.InSentence(i, sent)
	return t.IsPossessive() || t.Is(lexicon.PossessiveDeterminer)
}
