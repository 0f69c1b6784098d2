package resolve

import (
	"slices"

	"dictum.example/entity"
	"dictum.example/internal/doc"
	"dictum.example/internal/lexicon"
	"dictum.example/text"
)

// mention notes that the tokens [from, to) refer to a referent.
func (r *resolver) mention(x *referent, m mention, from, to int, c class) {
	if x.count == 0 {
		x.order = r.named
		r.named++
	}
	x.mentions = append(x.mentions, m)
	x.count++
	t := &r.p.Tokens[from]
	if r.p.BlockKind(t) == text.Dateline {
		return // where a report is from does nothing in it
	}
	x.last, x.lastTo, x.kind, x.class = from, to, m.kind, c
	if m.kind == entity.Name {
		x.name, x.nameTo = from, to
		if x.typ == entity.Person {
			r.noteSourceNouns(x, from)
			x.harmed = x.harmed || r.p.isHarmed(from, to)
		}
	}
	r.noteAge(x, m.kind, from, to)
	r.notePlace(x, from, to)
	r.clock++
	x.lastPos = r.clock
	if !t.Quoted && t.Content == none && !x.poss {
		x.told = trace{r.clock, from, x.subj}
	}
	if r.isVoice(t, from, to, x.poss) {
		r.speaker, r.voice = x, r.clock
		x.voice = trace{r.clock, from, x.subj}
	}
	r.bringForward(x)
}

// notePlace notes the place of a mention in its clause.
func (r *resolver) notePlace(x *referent, from, to int) {
	p, sent := r.p, r.p.Tokens[from].Sentence
	x.subj, x.topic = p.VerbFollows(to), p.Opens(from)
	before := p.InSentence(from-1, sent)
	if before.Is(lexicon.Article) {
		before = p.InSentence(from-2, sent)
	}
	x.prep = before.Is(lexicon.Preposition) && before.Lower != "and" || before.Lower == "about" || before.Lower == "against"
	x.poss = p.At(to).IsPossessive() && p.At(to).Sentence == sent
}

// bringForward puts x before all that was mentioned before; whoever was last of too many is forgotten.
func (r *resolver) bringForward(x *referent) {
	k := slices.Index(r.recent, x)
	switch {
	case k >= 0:
	case len(r.recent) < memory:
		k = len(r.recent)
		r.recent = append(r.recent, nil)
	default:
		k = len(r.recent) - 1
	}
	copy(r.recent[1:k+1], r.recent[:k])
	r.recent[0] = x
}

// maxSourceNouns bounds the tokens of a source before the name that it ends with.
const maxSourceNouns = 14

// noteSourceNouns notes the nouns for persons before a name in the source that names its bearer:
// "jurist and former professor at the University of Havana Julio Ruiz".
func (r *resolver) noteSourceNouns(x *referent, from int) {
	p := r.p
	src := p.Tokens[from].Source
	if src == none || src == r.source {
		return
	}
	start := from
	for start > 0 && start > from-maxSourceNouns && p.Tokens[start-1].Source == src {
		start--
		if t := &p.Tokens[start]; t.IsPossessive() || t.Lower == "for" || t.Lower == "to" || t.Lower == "with" ||
			pronouns[t.Lower].slot == possessiveSlot {
			return
		}
	}
	for k := start; k < from; k++ {
		if p.personNoun(k) && !p.pluralNoun(&p.Tokens[k]) {
			x.heads[nounOf(p.Tokens[k].Lower)] = true
		}
	}
}

// isVoice reports whether a mention is whom a source names: the first in the source that
// owns nothing.
func (r *resolver) isVoice(t *doc.Token, from, to int, possessor bool) bool {
	before := r.p.At(from - 1)
	if t.Source == none || possessor || t.Source == r.source && before.Lower != "and" && before.Text != "," || r.personAhead(from, to) {
		return false
	}
	r.source = t.Source
	return true
}

// personAhead reports whether a mention is an institution, and a person's name right behind it
// ends their source: "a professor at the University of Havana Julio Ruiz".
func (r *resolver) personAhead(from, to int) bool {
	a, b := &r.p.Tokens[from], r.p.At(to)
	return a.Name != none && r.ms[a.Name].typ != entity.Person && b.Name != none && r.ms[b.Name].typ == entity.Person &&
		a.Source == b.Source
}
