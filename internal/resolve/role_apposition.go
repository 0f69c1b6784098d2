package resolve

import (
	"dictum.example/internal/doc"
	"dictum.example/internal/lexicon"
)

// maxAppositions is how many appositions to one name are read: "activist, academic and
// leader of the party".
const maxAppositions = 6

// appositionAfter finds "the Taliban-appointed ambassador to Moscow" after a name and a comma.
func (p *page) appositionAfter(ms []nameMention, m *nameMention) []role {
	sent := p.At(m.from).Sentence
	k, ok := p.afterName(ms, m, sent)
	if !ok {
		return nil
	}
	var rs []role
	for len(rs) < maxAppositions {
		r, ok := p.rolePhrase(ms, k, sent)
		if !ok {
			break
		}
		if p.InSentence(r.to, sent).Text == "," && p.shows(r.to+1, sent) { // "the rector, Mr Beck", the next of a list
			break
		}
		if len(rs) == 0 && p.opensReport(m, k, r.to, sent) {
			break
		}
		r.after = true
		rs = append(rs, r)
		if k = p.nextApposition(r.to, sent); k == none {
			break
		}
	}
	return rs
}

// afterName returns where an apposition behind a name would begin; behind an age, and behind the
// name in another script, too: "Smith, 42, a teacher", "Wei Yu-hsun (韋佑勳), the rector,".
func (p *page) afterName(ms []nameMention, m *nameMention, sent int) (k int, ok bool) {
	k = m.to
	if p.InSentence(k, sent).Text == "," && isAge(p.At(k+1).Lower) && p.At(k+1).Sentence == sent {
		k += 2
	}
	switch p.InSentence(k, sent).Text {
	case "(":
		if _, ok := p.rolePhrase(ms, k+1, sent); ok {
			return k + 1, true
		}
		return p.afterBrackets(k+1, sent)
	case ",", "—", "–":
		return k + 1, true
	}
	return k, false
}

// maxBrackets bounds the tokens within brackets behind a name.
const maxBrackets = 8

// afterBrackets returns the token behind a bracket that closes after token k and the comma that must follow.
func (p *page) afterBrackets(k, sent int) (next int, ok bool) {
	for n := 0; n < maxBrackets && p.InSentence(k, sent).Text != "" && p.At(k).Text != ")"; n++ {
		k++
	}
	ok = p.InSentence(k, sent).Text == ")" && p.InSentence(k+1, sent).Text == ","
	return k + 2, ok
}

// opensReport reports whether what looks like an apposition is who says what follows: "by Karl
// Beck, the minister said".
func (p *page) opensReport(m *nameMention, from, to, sent int) bool {
	t := p.InSentence(from, sent)
	return p.At(from).Is(lexicon.Article) && p.InSentence(to, sent).Cue != none && p.At(m.from).Source == none &&
		(t.Source != none || p.At(from).Lower == "the")
}

// nextApposition returns where the next of several appositions begins, behind the comma at token k, or none.
func (p *page) nextApposition(k, sent int) int {
	if p.InSentence(k, sent).Text != "," {
		return none
	}
	k++
	switch t := p.InSentence(k, sent); {
	case t.Lower == "and":
		return k + 1
	case t.Is(lexicon.Article): // said of what the role names
		return none
	}
	return k
}

// maxApposition bounds the tokens of an apposition before a name.
const maxApposition = 22

// appositionBefore finds "Russia's ambassador to Afghanistan" before a comma and a name.
func (p *page) appositionBefore(_ []nameMention, m *nameMention) []role {
	sent := p.At(m.from).Sentence
	comma := p.ranked(p.bareName(m.from, sent), sent) - 1
	if p.InSentence(comma, sent).Lower == "the" && comma+1 < m.from {
		comma-- // "the Bishop of Halden, the Rt Rev Olga Marsh"
	}
	if p.InSentence(comma, sent).Text != "," {
		return nil
	}
	end := p.beforeInitials(comma-1, sent) + 1 // "the president of the High Court (HC), Juan Ruiz"
	least := p.appositionStart(end, sent)
	head := p.appositionHead(least, end)
	if head == none {
		return nil
	}
	r := p.roleOf(head, least)
	r.to = end
	from, before := r.from, p.InSentence(r.from-1, sent)
	if !isDetermined(before) && p.At(from).Name == none && !(from == least && p.Opens(from)) {
		return nil
	}
	// Without a comma behind the name, only what opens the sentence is an apposition.
	if !p.closesApposition(m, sent) && !p.Opens(from) && !(before.Is(lexicon.Article) && p.Opens(from-1)) {
		return nil
	}
	return []role{r}
}

// isDetermined reports whether the token determines the noun phrase behind it.
func isDetermined(t *doc.Token) bool {
	return t.Is(lexicon.Article) || t.Is(lexicon.PossessiveDeterminer) || t.IsPossessive()
}

// closesApposition reports whether the apposition before a name ends with the name.
func (p *page) closesApposition(m *nameMention, sent int) bool {
	t := p.InSentence(m.to, sent)
	return t.Text == "" || t.IsPunct() && t.Text != "-" && !t.IsPossessive() || t.Lower == "and" && p.shows(m.from-1, sent)
}

// appositionStart walks left from token end to where a noun phrase can begin.
func (p *page) appositionStart(end, sent int) int {
	least := end
	for range maxApposition {
		t := p.InSentence(least-1, sent)
		if t.Text == "" || t.Cue != none || breaksPhrase(t) || p.isFinite(least-1) {
			break
		}
		least--
	}
	return least
}

// breaksPhrase reports whether the token is a mark that no noun phrase goes over.
func breaksPhrase(t *doc.Token) bool { return t.IsPunct() && t.Text != "-" && !t.IsPossessive() }

// isFinite reports whether token i is a verb that no noun phrase holds.
func (p *page) isFinite(i int) bool {
	t := p.At(i)
	return t.Tags != "" && (t.Tags[0] == 'A' || t.Tags[0] == 'V' && !t.IsCapitalised() && !p.participle(i))
}

// appositionHead returns the noun for a person among [from, end) that prepositions and participles hang on,
// or none; the nearest to the end comes first: "the story of her son".
func (p *page) appositionHead(from, end int) int {
	if p.personNoun(end-1) && !p.pluralNoun(p.At(end-1)) {
		from = end - 1
	}
	for h := from; h < end; h++ {
		if p.personNoun(h) && !p.pluralNoun(p.At(h)) && (h+1 >= end || p.At(h+1).Is(lexicon.Preposition) || p.participle(h+1)) {
			return h
		}
	}
	return none
}
