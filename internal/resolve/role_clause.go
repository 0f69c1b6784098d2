package resolve

import (
	"dictum.example/internal/lexicon"
)

// called finds what somebody is who has a name: "a student named Olga Marsh", "a police officer,
// identified only as Holm".
func (p *page) called(_ []nameMention, m *nameMention) []role {
	sent := p.At(m.from).Sentence
	i, sure := p.beforeNaming(m.from-1, sent)
	if i == none {
		return nil
	}
	if low := p.InSentence(i, sent).Lower; (low == "was" || low == "is") && p.InSentence(i-1, sent).Lower == "who" {
		i -= 2
	}
	if p.InSentence(i, sent).Text == "," {
		i--
	}
	if p.InSentence(i, sent).Text == "" || !p.personNoun(i) || p.pluralNoun(p.At(i)) {
		return nil
	}
	r := p.roleOf(i, 0)
	r.to = i + 1
	if !sure && !p.InSentence(r.from-1, sent).Is(lexicon.IndefiniteDeterminer) { // "the president named Marsh"
		return nil
	}
	return []role{r}
}

// beforeNaming returns the token before a verb of naming that ends with token i, or none; and
// whether that has no other reading.
func (p *page) beforeNaming(i, sent int) (before int, sure bool) {
	switch p.InSentence(i, sent).Lower {
	case "as":
		if i--; p.InSentence(i, sent).Lower == "only" {
			i--
		}
		if p.InSentence(i, sent).Lower != "identified" {
			return none, false
		}
		return i - 1, true
	case "surnamed":
		return i - 1, true
	case "named", "called":
		return i - 1, false
	}
	return none, false
}

// relative finds the office in "who chairs the panel" and "who is the club's coach".
func (p *page) relative(ms []nameMention, m *nameMention) []role {
	sent, k := p.At(m.from).Sentence, m.to
	if p.InSentence(k, sent).Text == "," {
		k++
	}
	if p.InSentence(k, sent).Lower != "who" {
		return nil
	}
	k++
	if office := p.afterCopula(k, sent); office != none {
		return p.officeAt(ms, office, sent)
	}
	if !p.InSentence(k, sent).Is(lexicon.OfficeVerb) {
		return nil
	}
	r := role{from: k, to: p.clauseEnd(k, sent)}
	if r.to < r.from+2 {
		return nil
	}
	return []role{r}
}

// afterCopula returns the token behind the verb at token k that says what somebody is, "will become", "served
// as", "is", or none.
func (p *page) afterCopula(k, sent int) int {
	verb, next := p.InSentence(k, sent), p.InSentence(k+1, sent).Lower
	switch verb.Lower {
	case "became":
		return k + 1
	case "will", "is":
		if next == "become" || next == "becoming" {
			return k + 2
		}
	case "serves", "served":
		if next == "as" {
			return k + 2
		}
	}
	if verb.Is(lexicon.OfficeCopula) {
		return k + 1
	}
	return none
}

// officeAt returns the office that a sentence says of somebody from token k on.
func (p *page) officeAt(ms []nameMention, k, sent int) []role {
	r, ok := p.rolePhrase(ms, k, sent)
	if !ok || lexicon.PassingNoun.Has(r.heads[0]) {
		return nil
	}
	return []role{r}
}

// maxClause bounds the tokens of a clause that tells an office.
const maxClause = 16

// clauseEnd returns the token behind a clause that opens with the verb at token k.
func (p *page) clauseEnd(k, sent int) int {
	for n := range maxClause {
		t := p.InSentence(k, sent)
		if t.Text == "" || n > 0 && t.Cue != none || breaksPhrase(t) {
			break
		}
		k++
	}
	return k
}

// predicate finds the office in "Olga Marsh, 44, is the director of the board".
func (p *page) predicate(ms []nameMention, m *nameMention) []role {
	sent, k := p.At(m.from).Sentence, m.to
	if p.InSentence(k, sent).Text == "," && isAge(p.InSentence(k+1, sent).Lower) && p.InSentence(k+2, sent).Text == "," {
		k += 3
	}
	if p.InSentence(k, sent).Lower == "has" && p.InSentence(k+1, sent).Lower == "been" {
		k++
	}
	if !p.InSentence(k, sent).Is(lexicon.OfficeCopula) && p.At(k).Lower != "been" || p.At(k).Cue != none || !p.opensClause(m, sent) {
		return nil
	}
	return p.officeAt(ms, p.skipAppointed(k+1, sent), sent)
}

// opensClause reports whether a clause can begin with the name, so that it is the subject and does not end one:
// "the wife of Frank Mott is a lawyer".
func (p *page) opensClause(m *nameMention, sent int) bool {
	from := m.from
	if m.honor != "" {
		from--
	}
	t := p.InSentence(from-1, sent)
	return p.Opens(from) || t.Text == "," || t.Lower == "that" || t.IsPunct() && !t.IsPossessive()
}

// skipAppointed returns the token behind "also", and behind "elected as", from token k on.
func (p *page) skipAppointed(k, sent int) int {
	switch p.InSentence(k, sent).Lower {
	case "also", "currently", "now":
		k++
	}
	if p.InSentence(k, sent).Is(lexicon.AppointingParticiple) {
		if k++; p.InSentence(k, sent).Lower == "as" {
			k++
		}
	}
	return k
}
