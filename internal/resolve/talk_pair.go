package resolve

import (
	"slices"
	"strings"
	"unicode"

	"dictum.example/entity"
	"dictum.example/internal/gazetteer"
	"dictum.example/internal/lexicon"
	"dictum.example/internal/pass"
	"dictum.example/quote"
	"dictum.example/text"
)

var pair = sourcePass{pass.Pass{
	Name: "pair", Purpose: "“They” means two who spoke together last, or who opened a sentence before it, if no others may be meant.",
}, func(t *Talk, s *Source) (Antecedent, bool) {
	if !strings.EqualFold(t.words(s), "they") {
		return Antecedent{}, false
	}
	two := t.pair(s)
	return people(two), two != nil
}}

// people returns people who speak together as an antecedent.
func people(es []*entity.Entity) Antecedent { return Antecedent{Entities: es, Kind: quote.NamedPerson} }

// pair returns the people whom "they", the source of a quote, means: those who spoke together last, in the same paragraph or the
// one before, if no others did since, or who open a sentence before it in its paragraph, if nothing else there is plural.
func (t *Talk) pair(s *Source) []*entity.Entity {
	block := t.layout.BlockAt(s.Start)
	for k := s.Quote - 1; k >= s.before(); k-- {
		b := t.quotes[k]
		if b.Source == nil || b.Source.End > s.Start {
			continue
		}
		if block-t.layout.BlockAt(b.Source.Start) > 1 || b.SpeakerKind == quote.UnnamedGroup || b.SpeakerKind == quote.Organisation {
			break
		}
		if len(b.Joint) > 0 {
			return speakersOf(b).Entities
		}
	}
	if block < 0 {
		return nil
	}
	return t.pairBefore(s.Start, t.layout.Blocks[block].Start)
}

// maxOpeners is how many sentences before a pronoun are asked whether two open them.
const maxOpeners = 3

// pairBefore returns the two people who open a sentence of the block, before that of the offset, if no sentence since
// may have several others for its subject.
func (t *Talk) pairBefore(at, block int) []*entity.Entity {
	last := t.layout.SentenceAt(at)
	for k := last - 1; k >= max(0, last-maxOpeners) && t.layout.Sentences[k].Start >= block; k-- {
		s := t.layout.Sentences[k]
		s.End = min(s.End, at, s.Start+reach)
		if two := t.opensWithTwo(s); two != nil {
			return two
		}
		if opensPlural(firstWord(s.Of(t.text))) {
			return nil
		}
	}
	return nil
}

// opensWithTwo returns the two people that a sentence begins with, "and" between them, or nil.
func (t *Talk) opensWithTwo(s text.Span) []*entity.Entity {
	refs := slices.DeleteFunc(slices.Clone(t.In(s)), func(r Ref) bool {
		return r.Kind != entity.Name && isKinPossessor(t.text[r.Start:r.End])
	})
	if len(refs) < 2 || refs[0].Type != entity.Person || refs[1].Type != entity.Person || refs[0].Entity == refs[1].Entity {
		return nil
	}
	x, y := refs[0], refs[1]
	if t.doc.InPassage(x.Start) || !joinsTwo(t.text[x.End:max(x.End, y.Start)]) || t.doc.IsPossessor(y.End) {
		return nil
	}
	if first := strings.TrimSpace(t.text[s.Start:x.Start]); first != "" && first != "Both" {
		return nil
	}
	return []*entity.Entity{x.Entity, y.Entity}
}

// joinsTwo reports whether the words between two names make two people of them: "and", "and his wife,".
func joinsTwo(s string) bool {
	ws := strings.Fields(strings.TrimRight(s, " ,"))
	if len(ws) == 0 || ws[0] != "and" || len(ws) > 4 {
		return false
	}
	return len(ws) == 1 || len(ws) > 2 && lexicon.PossessiveDeterminer.Has(ws[1]) && isKin(ws[len(ws)-1])
}

// isKinPossessor reports whether a mention is "his" or the like, or the noun phrase that it opens, "his wife".
func isKinPossessor(s string) bool {
	first, _, _ := strings.Cut(s, " ")
	return lexicon.PossessiveDeterminer.Has(first)
}

// opensPlural reports whether a sentence that begins with the word may have several for its subject.
func opensPlural(w string) bool {
	switch low := strings.ToLower(w); {
	case low == "the", low == "other", low == "others":
		return true
	case lexicon.PluralPronoun.Has(low):
		return low != "they"
	case lexicon.PossessiveDeterminer.Has(low):
		return false
	default:
		return low != w && strings.HasSuffix(low, "s") && gazetteer.PersonNoun(strings.TrimSuffix(low, "s"))
	}
}

var bothOf = sourcePass{pass.Pass{
	Name: "both", Purpose: "“The two” are the two people who were last named with “and” between them.",
}, func(t *Talk, s *Source) (Antecedent, bool) {
	if !t.isPhrase("both", s.Span) {
		return Antecedent{}, false
	}
	two := t.LastPair(text.Span{Start: max(0, s.Start-3*reach), End: s.Start})
	return people(two), two != nil
}}

var theLatter = sourcePass{pass.Pass{
	Name: "the-latter", Purpose: "“The latter” is the last person or organisation named before it, or else whoever may speak.",
}, func(t *Talk, s *Source) (Antecedent, bool) {
	if !strings.EqualFold(t.words(s), "the latter") {
		return Antecedent{}, false
	}
	near := text.Span{Start: max(0, s.Start-reach), End: s.Start}
	r := t.LastName(near, func(t entity.Type) bool { return t == entity.Person || t == entity.Org })
	if r == nil {
		r = t.LastName(near, MaySpeak)
	}
	if r == nil {
		return Antecedent{}, false
	}
	return someone(r.Entity), true
}}

var theFormer = sourcePass{pass.Pass{
	Name:    "the-former",
	Purpose: "“The former” is the first of the last two who are named in one sentence before it: Lind met Beck. The former said …",
}, func(t *Talk, s *Source) (Antecedent, bool) {
	if !strings.EqualFold(t.words(s), "the former") {
		return Antecedent{}, false
	}
	near := text.Span{Start: max(0, s.Start-reach), End: s.Start}
	e := t.firstOfTwo(near, func(r *Ref) bool { return r.Type == entity.Person || r.Type == entity.Org })
	if e == nil {
		e = t.firstOfTwo(near, func(r *Ref) bool { return MaySpeak(r.Type) })
	}
	if e == nil {
		return Antecedent{}, false
	}
	return someone(e), true
}}

// firstOfTwo returns the one before the last of those who fit and are named in s, if the sentence of the last names no third, or nil.
func (t *Talk) firstOfTwo(s text.Span, fits func(r *Ref) bool) *entity.Entity {
	var named []*entity.Entity // in the order of their last mentions, backwards
	last := -1
	refs := t.In(s)
	for i := len(refs) - 1; i >= 0; i-- {
		r := &refs[i]
		if r.Kind != entity.Name || !fits(r) || len(named) > 0 && named[len(named)-1] == r.Entity {
			continue
		}
		if last < 0 {
			last = r.Start
		}
		if t.layout.SentenceAt(r.Start) != t.layout.SentenceAt(last) {
			break
		}
		named = append(named, r.Entity)
	}
	if len(named) != 2 || named[0] == named[1] {
		return nil
	}
	return named[1]
}

var bothBodies = sourcePass{pass.Pass{
	Name: "both-bodies", Purpose: "“The two countries” are the two that were last named with “and” between them.",
}, func(t *Talk, s *Source) (Antecedent, bool) {
	if !t.isPhrase("both-bodies", s.Span) {
		return Antecedent{}, false
	}
	two := t.bodiesBefore(text.Span{Start: max(0, s.Start-3*reach), End: s.Start})
	if two == nil {
		return Antecedent{}, false
	}
	return Antecedent{Entities: two, Kind: quote.Organisation}, true
}}

// bodiesBefore returns the two countries or organisations of one type that were last named in s with "and" between them, or nil.
func (t *Talk) bodiesBefore(s text.Span) []*entity.Entity {
	refs := t.In(s)
	var last *Ref
	for i := len(refs) - 1; i >= 0; i-- {
		r := &refs[i]
		if r.Kind != entity.Name || r.Type != entity.Org && r.Type != entity.GPE {
			continue
		}
		if last != nil && r.End <= last.Start && last.Type == r.Type && last.Entity != r.Entity && isJustAnd(t.text[r.End:last.Start]) {
			return []*entity.Entity{r.Entity, last.Entity}
		}
		last = r
	}
	return nil
}

// isJustAnd reports whether s is "and", perhaps with an article.
func isJustAnd(s string) bool {
	s = strings.TrimSpace(s)
	return s == "and" || s == "and the"
}

var titledPair = sourcePass{pass.Pass{
	Name:    "titled-pair",
	Purpose: "“They” means two with titles who opened the sentence before it: Mayor Lind and Governor Beck came. They said …",
}, func(t *Talk, s *Source) (Antecedent, bool) {
	if !strings.EqualFold(t.words(s), "they") {
		return Antecedent{}, false
	}
	two := t.titledBefore(s.Start)
	return people(two), two != nil
}}

// titledBefore returns the two people who open the sentence before that of the offset, in its block, with a title each, or nil.
func (t *Talk) titledBefore(at int) []*entity.Entity {
	b, k := t.layout.BlockAt(at), t.layout.SentenceAt(at)-1
	if b < 0 || k < 0 || t.layout.Sentences[k].Start < t.layout.Blocks[b].Start {
		return nil
	}
	s := t.layout.Sentences[k]
	s.End = min(s.End, s.Start+reach)
	x := t.NamedAt(s.Start, s.End)
	if x.Len() == 0 || t.doc.InPassage(x.Start) {
		return nil
	}
	rest := strings.TrimLeftFunc(t.text[x.End:s.End], unicode.IsSpace)
	if firstWord(rest) != "and" {
		return nil
	}
	rest = rest[len("and"):]
	y := t.NamedAt(s.End-len(rest), s.End)
	if y.Len() == 0 || !t.isVerb(y.End) {
		return nil
	}
	first, second := t.personIn(x), t.personIn(y)
	if first == nil || second == nil || first == second {
		return nil
	}
	return []*entity.Entity{first, second}
}

// personIn returns the person whose name ends s, or nil.
func (t *Talk) personIn(s text.Span) *entity.Entity {
	for _, r := range t.In(s) {
		if r.IsPersonName() && r.End == s.End {
			return r.Entity
		}
	}
	return nil
}

// isVerb reports whether the word behind the offset is a verb.
func (t *Talk) isVerb(at int) bool {
	from, to := t.doc.TokensIn(text.Span{Start: at, End: min(len(t.text), at+reach)})
	return from < to && t.doc.Tokens[from].IsVerb()
}
