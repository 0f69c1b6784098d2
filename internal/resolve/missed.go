package resolve

import (
	"slices"
	"strings"
	"unicode/utf8"

	"dictum.example/entity"
	"dictum.example/internal/doc"
	"dictum.example/internal/lexicon"
)

// missed finds further occurrences of the names: the same words, whole,
// with the same capitals, and no capitalised word beside them. A word that is a common
// one too is found again only as an acronym, outside lines in capitals: "WHO".
func (p *page) missed(ms []nameMention) []nameMention {
	known := p.knownNames(ms)
	out := ms
	for i := 0; i < len(p.Tokens); i++ {
		if p.Tokens[i].Name != none {
			continue
		}
		if k := known.at(i); k != nil {
			out = append(out, p.found(i, k))
			i += len(k.words) - 1
		}
	}
	return out
}

// A knownName is what a name is looked for by.
type knownName struct {
	words []string
	typ   entity.Type
	score float32
	quiet bool // not in lines in capitals
}

// knownNames are the names that an article's other ones are looked for by.
type knownNames struct {
	p       *page
	shouted map[int]bool // the blocks in capitals; nil where there are no others
	byFirst map[string][]knownName
	seen    map[string]bool
}

// Bounds of what is looked for: how many names begin with one word, and how long a word is
// at least, in characters, and in bytes where it is a surname alone.
const (
	maxKnown        = 16
	leastKnown      = 3
	leastKnownBytes = 4
)

// knownNames returns the article's names, and the surnames of its persons.
func (p *page) knownNames(ms []nameMention) *knownNames {
	x := &knownNames{p: p, shouted: p.shoutedBlocks(), byFirst: map[string][]knownName{}, seen: map[string]bool{}}
	for i := range ms {
		x.add(ms[i].from, ms[i].to, ms[i].typ, ms[i].score)
	}
	for i := range ms {
		if m := &ms[i]; m.typ == entity.Org && m.len() > 2 {
			x.addAcronym(mixedAcronym(p.form(m)), m.score)
		}
	}
	for i := range ms {
		if m := &ms[i]; m.typ == entity.Person && m.len() > 1 && p.Tokens[m.to-1].Len() >= leastKnownBytes {
			x.add(m.to-1, m.to, entity.Person, m.score)
		}
	}
	for _, ks := range x.byFirst {
		slices.SortStableFunc(ks, func(a, b knownName) int { return len(b.words) - len(a.words) })
	}
	return x
}

// add adds the name of the tokens [from, to), unless it is too short or a common word.
func (x *knownNames) add(from, to int, t entity.Type, score float32) {
	var ws []string
	for i := from; i < to; i++ {
		ws = append(ws, x.p.Tokens[i].Text)
	}
	key := strings.Join(ws, " ")
	if x.seen[key] || !x.p.Tokens[from].IsCapitalised() || len(x.byFirst[ws[0]]) >= maxKnown {
		return
	}
	quiet := false
	if first := &x.p.Tokens[from]; len(ws) == 1 {
		common := x.p.HasLower(first.Lower) || first.Tags != "" && t != entity.NORP
		quiet = common && x.shouted != nil && isAcronym(ws[0])
		if utf8.RuneCountInString(ws[0]) < leastKnown || common && !quiet {
			return
		}
	}
	x.seen[key] = true
	x.byFirst[ws[0]] = append(x.byFirst[ws[0]], knownName{ws, t, score, quiet})
}

// addAcronym adds the acronym of an organisation's name, if it has one with small letters in it: "MoD".
func (x *knownNames) addAcronym(short string, score float32) {
	if short == "" || x.seen[short] || len(x.byFirst[short]) >= maxKnown {
		return
	}
	x.seen[short] = true
	x.byFirst[short] = append(x.byFirst[short], knownName{words: []string{short}, typ: entity.Org, score: score})
}

// at returns the longest name that stands at token i, free and whole, or nil.
func (x *knownNames) at(i int) *knownName {
	p, first := x.p, &x.p.Tokens[i]
	names := x.byFirst[first.Text]
	for k := range names {
		to := i + len(names[k].words)
		if !p.isFree(i, names[k].words) || names[k].quiet && x.shouted[first.Block] {
			continue
		}
		if !p.isNamePart(i-1, first.Sentence, p.Opens(i)) && !p.isNamePart(to, first.Sentence, false) {
			return &names[k]
		}
	}
	return nil
}

// isFree reports whether the words stand at token i of one block, none of them in a name.
func (p *page) isFree(i int, words []string) bool {
	to := i + len(words)
	if to > len(p.Tokens) || p.Tokens[to-1].Block != p.Tokens[i].Block {
		return false
	}
	for k, w := range words {
		if t := &p.Tokens[i+k]; t.Text != w || t.Name != none {
			return false
		}
	}
	return true
}

// found makes the name that is found at token i.
func (p *page) found(i int, k *knownName) nameMention {
	m := p.newName(i, i+len(k.words), k.typ, k.score/2)
	m.End = p.tailEnd(m.Start, m.End)
	if m.typ == entity.Person {
		m.honor = p.honorific(i)
	}
	return m
}

// isNamePart reports whether token i of a sentence, beside a name, looks like a further part of it; opens tells that
// the name opens its sentence, and so has nothing before it.
func (p *page) isNamePart(i, sent int, opens bool) bool {
	t := p.InSentence(i, sent)
	if opens || t.Text == "" || t.Name != none {
		return false
	}
	low := strings.TrimSuffix(t.Lower, ".")
	if _, ok := courtesy(low); ok || lexicon.RankTitle.Has(low) || p.gaz.PersonNoun(low) {
		return false
	}
	switch t.Text {
	case "-":
		return p.isHyphenWithin(i, sent)
	case "&":
		return true
	}
	return t.IsCapitalised() && !p.Opens(i) && !(t.Tags != "" && t.Tags[0] == 'F')
}

// isHyphenWithin reports whether the hyphen at token i is within a name: "Taliban-led" has a name in it, "Halden-Linde" is one.
func (p *page) isHyphenWithin(i, sent int) bool {
	after := p.InSentence(i+1, sent)
	return !after.IsPunct() && (after.IsCapitalised() || p.At(i-1).IsCapitalised() && !doc.IsCompoundTail(after.Text))
}
