package attribution

import (
	"regexp"
	"slices"
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/resolve"
	"dictum.example/quote"
	"dictum.example/text"
)

// naming are the sieves that tell whom a source names, or what sort of speaker it describes.
var naming = []namer{
	namedPeople,
	nameBeforeClause,
	pointed,
	headMention,
	author,
	spokesperson,
	organisationBefore,
	office,
	pseudonym,
	description,
}

// A namer is a sieve that tells whom a source names.
type namer struct {
	Pass
	name func(a *article, p *phrase) (s speaker, ok bool)
}

// A phrase is a source, or a part of one, whose speaker is looked for.
type phrase struct {
	text.Span
	refs []resolve.Ref     // the mentions in it
	head int               // where its head ends
	noun string            // the last word of its head
	low  string            // all of it in lower case
	sort quote.SpeakerKind // what its head describes, once that is asked
	by   string            // the rule that tells so
}

// named returns whom a source names.
func (a *article) named(s text.Span) speaker {
	refs := a.entities.In(s)
	if n := len(refs); n == 0 || refs[n-1].End < s.End { // "Pugh’s claim" has the source "Pugh’s", but "Wendy’s" is a name
		s.End = s.Start + len(possessiveEnding.ReplaceAllString(s.Of(a.text), ""))
		refs = a.entities.In(s)
	}
	p := &phrase{Span: s, refs: refs, head: a.headEnd(s), low: strings.ToLower(s.Of(a.text))}
	p.noun = lastWord(a.text[s.Start:p.head])
	for _, n := range naming {
		if !a.runs(n.Pass) {
			continue
		}
		if who, ok := n.name(a, p); ok {
			if who.by == "" {
				who.by = n.Name
			}
			return who
		}
	}
	return speaker{}
}

// possessiveEnding is what a possessor ends with.
var possessiveEnding = regexp.MustCompile(`(?i)\b(?:['’]s|['’])$`)

// kind returns what sort of speaker the head of a phrase describes.
func (a *article) sortOf(p *phrase) quote.SpeakerKind {
	if p.by == "" {
		p.sort, p.by = a.described(p.Span, p.head)
	}
	return p.sort
}

var description = namer{Pass{
	Name: "description", Purpose: "A source without a name tells what sort of speaker it is.",
}, func(a *article, p *phrase) (speaker, bool) {
	kind := a.sortOf(p)
	return speaker{kind: kind, by: p.by}, true
}}

var namedPeople = namer{Pass{
	Name: "people", Purpose: "The people whom a source names are its speakers, but for those in the description of another.",
}, func(a *article, p *phrase) (speaker, bool) {
	who := a.people(p.Span, p.refs)
	return people(who), len(who) > 0
}}

// commaBehind reports whether a comma ends s or stands behind it, and returns what follows that.
func (a *article) commaBehind(s text.Span) (comma bool, next int) {
	end := min(len(a.text), s.End+reach)
	next = end - len(strings.TrimLeft(a.text[s.End:end], " ,"))
	return strings.Contains(a.text[s.End:next], ",") || strings.HasSuffix(s.Of(a.text), ","), next
}

var nameBeforeClause = namer{Pass{
	Name:    "name-before-clause",
	Purpose: "A source that is the end of a relative clause is of the name before it: Ruiz, who led the talks, said.",
}, func(a *article, p *phrase) (speaker, bool) {
	if comma, _ := a.commaBehind(p.Span); !comma {
		return speaker{}, false
	}
	e := a.subjectOfClause(p.Start)
	return person(e), e != nil
}}

// subjectOfClause returns the person whose name the relative clause follows that the offset stands in, or nil.
func (a *article) subjectOfClause(at int) *entity.Entity {
	k := a.Layout.SentenceAt(at)
	if k < 0 || at-a.Layout.Sentences[k].Start > reach {
		return nil
	}
	start := a.Layout.Sentences[k].Start
	before := a.text[start:at]
	who := strings.Index(before, ", who ")
	if who < 0 || strings.ContainsAny(before[who+2:], ",;:") {
		return nil
	}
	for _, r := range a.entities.In(text.Span{Start: start, End: start + who}) {
		if r.IsPersonName() && r.End == start+who {
			return r.Entity
		}
	}
	return nil
}

var pointed = namer{Pass{
	Name: "pointed", Purpose: "Whom a source means that points to somebody named before it, resolution tells: “the latter”, “who”.",
}, func(a *article, p *phrase) (speaker, bool) {
	who, ok := a.talk.Phrase(p.source())
	return meant(who), ok
}}

// source returns the phrase as resolution is asked about it.
func (p *phrase) source() *resolve.Source { return &resolve.Source{Span: p.Span, Head: p.head} }

var headMention = namer{Pass{
	Name: "head", Purpose: "The mention that is the head of a source stands for somebody: a name, a pronoun, “the ministry”.",
}, func(a *article, p *phrase) (speaker, bool) {
	for i, r := range p.refs {
		if r.End >= p.head && r.Start < p.head && resolve.MaySpeak(r.Type) {
			return speaker{entities: a.alike(p.Span, p.refs[i:]), kind: kindOf(r.Entity)}, true
		}
	}
	return speaker{}, false
}}

// joins is what stands between the names of several who speak with one voice.
var joins = regexp.MustCompile(`^(,)?(?: (and|&))?(?: the)? $`)

// alike returns whom the first of the mentions in a source stands for, with those organisations, countries or peoples that "and" joins
// to it: "Halden, Lund and the Coast Bank".
func (a *article) alike(s text.Span, refs []resolve.Ref) []*entity.Entity {
	out := []*entity.Entity{refs[0].Entity}
	all, last := 1, refs[0].End
	for _, r := range refs[1:] {
		if r.Start < last {
			continue
		}
		m := joins.FindStringSubmatch(a.text[last:r.Start])
		if m == nil || m[1] == "" && m[2] == "" || !isBodyName(&r) || a.doc.IsPossessor(r.End) || a.modifies(r.End, s.End) {
			break
		}
		last = r.End
		if !slices.Contains(out, r.Entity) {
			out = append(out, r.Entity)
		}
		if m[2] != "" {
			all = len(out)
		}
	}
	return out[:all]
}

// isBodyName reports whether a mention is the name of an organisation, a country or a people.
func isBodyName(r *resolve.Ref) bool {
	return r.Kind == entity.Name && (r.Type == entity.Org || r.Type == entity.GPE || r.Type == entity.NORP)
}

// isOrgName reports whether a mention is the name of an organisation.
func isOrgName(r *resolve.Ref) bool { return r.Type == entity.Org && r.Kind == entity.Name }

var spokesperson = namer{Pass{
	Name: "spokesperson", Purpose: "A spokesperson without a name speaks for the organisation or place that the source names.",
}, func(a *article, p *phrase) (speaker, bool) {
	if !strings.HasPrefix(strings.ToLower(p.noun), "spokes") {
		return speaker{}, false
	}
	for _, r := range p.refs {
		if r.Type == entity.Org || r.Type == entity.GPE || r.Type == entity.Person && a.modifies(r.End, p.head) {
			return speaker{entities: []*entity.Entity{r.Entity}, kind: a.sortOf(p)}, true
		}
	}
	return speaker{}, false
}}

var organisationBefore = namer{Pass{
	Name: "organisation-before-noun", Purpose: "The name before the noun for an organisation is its name: Yonhap news agency.",
}, func(a *article, p *phrase) (speaker, bool) {
	if strings.HasSuffix(p.noun, "s") && p.noun != "authorities" && p.noun != "forces" || a.sortOf(p) != quote.Organisation {
		return speaker{}, false
	}
	for _, r := range p.refs {
		if isOrgName(&r) && r.End < p.head && !a.doc.IsPossessor(r.End) {
			return speaker{entities: []*entity.Entity{r.Entity}, kind: quote.Organisation}, true
		}
	}
	return speaker{}, false
}}

var office = namer{Pass{
	Name: "office", Purpose: "Who has an office that is named without an article, resolution tells: ACC secretary said.",
}, func(a *article, p *phrase) (speaker, bool) {
	if a.sortOf(p) != quote.UnnamedPerson {
		return speaker{}, false
	}
	who, ok := a.talk.Office(p.source())
	return meant(who), ok
}}

var pseudonym = namer{Pass{
	Name:    "pseudonym",
	Purpose: "Somebody described has the name that he or she gives in the sentence: a teacher who gave her name as Nora.",
}, func(a *article, p *phrase) (speaker, bool) {
	if a.sortOf(p) != quote.UnnamedPerson || resolve.IsHeShe(p.low) {
		return speaker{}, false
	}
	e := a.goesBy(p.Span)
	return person(e), e != nil
}}

// openingMarks are the quotation marks that may open a name that somebody goes by.
const openingMarks = "\"“‘'`„«"

// maxPseudonym is how many bytes may stand between a source without a name and the phrase that gives it.
const maxPseudonym = 90

// goesBy returns the person whose name whoever s describes gives in the same sentence, or nil.
func (a *article) goesBy(s text.Span) *entity.Entity {
	k := a.Layout.SentenceAt(s.Start)
	if k < 0 {
		return nil
	}
	for _, r := range a.entities.In(text.Span{Start: s.Start, End: min(a.Layout.Sentences[k].End, s.End+reach)}) {
		if !r.IsPersonName() || r.Start <= s.Start {
			continue
		}
		at := min(s.End, s.Start+nextWord(a.text, s.Start, s.End).Len())
		end := at + len(strings.TrimRight(a.text[at:max(at, r.Start)], openingMarks))
		from, to := a.doc.TokensIn(text.Span{Start: at, End: end})
		start, ok := resolve.GivesName(a.doc.Stretch(from, to))
		if !ok {
			return nil
		}
		given := a.doc.Tokens[from+start].Start
		if given-at > maxPseudonym || strings.ContainsAny(a.text[at:given], ".;:“”\"\n") {
			return nil
		}
		return r.Entity
	}
	return nil
}
