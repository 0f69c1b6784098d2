package resolve

import (
	"embed"
	"slices"
	"sync"

	"dictum.example/entity"
	"dictum.example/internal/doc"
	"dictum.example/internal/pass"
	"dictum.example/internal/pattern"
	"dictum.example/quote"
	"dictum.example/text"
)

// A Talk tells whom the sources of an article's quotes mean where they name nobody: by who spoke before. It is asked for one
// quote after the other, in the order of the text: those before have their speakers.
type Talk struct {
	*Resolution
	doc     *doc.Document
	layout  *text.Layout
	quotes  []*quote.Quote
	kindOf  func(noun string) quote.SpeakerKind
	without map[string]bool
}

// Talk returns the talk of an article's quotes, which are in the order of the text. The function tells what sort of
// speaker a noun is; the passes named are left out.
func (z *Resolution) Talk(
	d *doc.Document, quotes []*quote.Quote, kindOf func(noun string) quote.SpeakerKind, without map[string]bool,
) *Talk {
	return &Talk{Resolution: z, doc: d, layout: d.Reading.Layout, quotes: quotes, kindOf: kindOf, without: without}
}

// An Antecedent is whom a source means: entities that speak together, or somebody without a name.
type Antecedent struct {
	Entities []*entity.Entity
	Kind     quote.SpeakerKind // of whom nobody names, or "" where nothing tells that
	Pass     string            // that found it
}

// A Source is the source of a quote, or a part of one.
type Source struct {
	text.Span
	Quote int // the quote's index
	Head  int // where the source's head ends
}

// A sourcePass is a sieve that tells whom a source means, which may be nobody known.
type sourcePass struct {
	pass.Pass
	find func(t *Talk, s *Source) (Antecedent, bool)
}

// pronounPasses are the sieves for a source that is a pronoun, or stands for somebody as pronouns do.
var pronounPasses = []sourcePass{national, unnamedBefore, spokenOf, lastSpeaker, pair, titledPair, lastBody}

// phrasePasses are the sieves for a source that points to somebody named before it.
var phrasePasses = []sourcePass{theLatter, theFormer, bothOf, bothBodies, relativeSource}

// Pronoun returns whom a source that is a pronoun means, if a pass knows.
func (t *Talk) Pronoun(s *Source) (Antecedent, bool) { return t.ask(pronounPasses, s) }

// Phrase returns whom a source means that points to somebody named before it, if a pass knows.
func (t *Talk) Phrase(s *Source) (Antecedent, bool) { return t.ask(phrasePasses, s) }

// ask asks the sieves of a list in order. The first that answers signs its answer.
func (t *Talk) ask(list []sourcePass, s *Source) (Antecedent, bool) {
	for _, p := range list {
		if t.without[p.Name] {
			continue
		}
		if a, ok := p.find(t, s); ok {
			a.Pass = p.Name
			return a, true
		}
	}
	return Antecedent{}, false
}

// lookBack is how many quotes before one are asked for its speaker.
const lookBack = 50

// before returns the index of the first of the quotes that are asked for whom a source means.
func (s *Source) before() int { return max(0, s.Quote-lookBack) }

// reach is how many bytes from a place somebody is looked for who would stand next to it.
const reach = 400

// somebody returns an antecedent without a name.
func somebody(kind quote.SpeakerKind) Antecedent { return Antecedent{Kind: kind} }

// someone returns an antecedent of one entity.
func someone(e *entity.Entity) Antecedent { return Antecedent{Entities: []*entity.Entity{e}} }

// speakersOf returns who says a quote, all together.
func speakersOf(q *quote.Quote) Antecedent {
	if q.Speaker == nil {
		return somebody(q.SpeakerKind)
	}
	return Antecedent{Entities: append([]*entity.Entity{q.Speaker}, q.Joint...), Kind: q.SpeakerKind}
}

// MaySpeak reports whether what is of the type may speak.
func MaySpeak(t entity.Type) bool {
	switch t {
	case entity.Person, entity.Org, entity.GPE, entity.NORP, entity.Fac, entity.Loc, entity.Law, entity.WorkOfArt,
		entity.Event, entity.Product:
		return true
	}
	return false
}

// known returns the first in s who may speak and is known, or nil.
func (t *Talk) known(s text.Span) *entity.Entity {
	refs := t.In(s)
	k := slices.IndexFunc(refs, func(r Ref) bool { return MaySpeak(r.Type) })
	if k < 0 {
		return nil
	}
	return refs[k].Entity
}

// words returns the source as it is written.
func (t *Talk) words(s *Source) string { return s.Of(t.text) }

// firstOf returns where the words of a quote begin.
func firstOf(q *quote.Quote) int { return q.Content[0].Start }

// lastOf returns where the last piece of a quote's words begins.
func lastOf(q *quote.Quote) int { return q.Content[len(q.Content)-1].Start }

//go:embed sources.txt
var sourceFile embed.FS

// The patterns of sources.txt, once they are asked for.
var sourcePatterns = sync.OnceValue(func() *pattern.Set {
	set, err := pattern.Load(sourceFile, doc.PatternNames, "sources.txt")
	if err != nil {
		panic("resolve: " + err.Error()) // the file is embedded: a build error
	}
	return set
})

// isPhrase reports whether s begins with the phrase of that name.
func (t *Talk) isPhrase(name string, s text.Span) bool {
	return sourcePatterns().Pattern(name).Matches(t.doc.Stretch(t.doc.TokensIn(s)), 0)
}
