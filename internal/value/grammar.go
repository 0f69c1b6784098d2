package value

import (
	"embed"
	"fmt"
	"slices"
	"sync"

	"dictum.example/internal/pass"
	"dictum.example/internal/pattern"
)

//go:embed *.pat
var patternFiles embed.FS

// A rule gives a value to what a pattern matches, or refuses it.
type rule struct {
	pattern string
	value   func(p *parser, m *match) (result, bool)
}

// A finder is a pass that finds values of some kind: the first of its rules that
// matches and does not refuse, or what find finds.
type finder struct {
	pass.Pass
	rules []rule
	find  func(p *parser, i int) (result, bool)
	list  *pattern.List
}

// A unit that the patterns refer to as a phrase, because arithmetic finds it or
// it has parts of its own kind.
type phraseRule struct {
	name string
	end  func(p *parser, i int) (int, bool)
}

// A grammar is the passes with their patterns and words. It is not changed once
// it is loaded.
type grammar struct {
	*lexicon
	set     *pattern.Set
	passes  []*finder // in the order in which they are tried at each token
	dates   *finder   // dates, also within others
	lengths *finder   // lengths of time without a numeral
	phrases []phraseRule
}

// english loads the grammar on first use.
var english = sync.OnceValue(func() *grammar {
	g, err := loadGrammar()
	if err != nil {
		panic("value: the embedded grammar is damaged: " + err.Error()) // a build error
	}
	return g
})

func loadGrammar() (*grammar, error) {
	words, err := loadLexicon(tables)
	if err != nil {
		return nil, err
	}
	g := &grammar{lexicon: words, phrases: phraseRules(), passes: finders(),
		lengths: &finder{Pass: step("length", ""), rules: lengthRules()}}
	files, err := patternFiles.ReadDir(".")
	if err != nil {
		return nil, err
	}
	var names []string
	for _, f := range files {
		names = append(names, f.Name())
	}
	if g.set, err = pattern.Load(patternFiles, g.names(), names...); err != nil {
		return nil, err
	}
	for _, x := range append(g.passes[:len(g.passes):len(g.passes)], g.lengths) {
		if err := x.compile(g.set); err != nil {
			return nil, err
		}
		if x.Name == "date" {
			g.dates = x
		}
	}
	return g, nil
}

// names tells the patterns' classes and phrases.
func (g *grammar) names() pattern.Names {
	return pattern.Names{
		Class: func(name string) (pattern.Class, bool) {
			c, ok := classNames[name]
			return pattern.Class(c), ok
		},
		Phrase: func(name string) (pattern.Phrase, bool) {
			k := slices.IndexFunc(g.phrases, func(r phraseRule) bool { return r.name == name })
			return pattern.Phrase(k), k >= 0
		},
	}
}

func (x *finder) compile(set *pattern.Set) (err error) {
	var names []string
	for _, r := range x.rules {
		names = append(names, r.pattern)
	}
	if x.list, err = set.List(names...); err != nil {
		return fmt.Errorf("pass %s: %w", x.Name, err)
	}
	return nil
}

// at gives the value that the pass finds at token i.
func (x *finder) at(p *parser, i int) (r result, ok bool) {
	if x.find != nil {
		return x.find(p, i)
	}
	x.list.Each(tokens{p}, i, func(k int, m *pattern.Match) bool {
		r, ok = x.rules[k].value(p, &match{*m, p})
		return ok
	})
	return r, ok
}

// matches reports whether the pattern matches at token i.
func (p *parser) matches(name string, i int) bool {
	return p.set.Pattern(name).Matches(tokens{p}, i)
}

// find matches the pattern at token i.
func (p *parser) find(name string, i int) (match, bool) {
	m, ok := p.set.Pattern(name).Match(tokens{p}, i)
	return match{m, p}, ok
}

// A match is a pattern's match, with the tokens that it captured.
type match struct {
	pattern.Match
	p *parser
}

// at is the index of the first token captured by name, or -1.
func (m *match) at(name string) int {
	if i, _, ok := m.Capture(name); ok {
		return i
	}
	return -1
}

// after is the index after what was captured by name, or -1.
func (m *match) after(name string) int {
	if _, end, ok := m.Capture(name); ok {
		return end
	}
	return -1
}

// word is the first word captured by name, or "".
func (m *match) word(name string) string { return m.p.tok(m.at(name)).lower }

// lex is what is known of the first word captured by name.
func (m *match) lex(name string) *lexeme { return m.p.lex(m.at(name)) }

// number is the whole number captured by name, or 0.
func (m *match) number(name string) int { return max(0, atoi(m.word(name))) }

// A result is one parsed value: the tokens up to end, of type typ. An empty type
// is for tokens that are no value and not the beginning of one.
type result struct {
	end int
	typ string
	val Value
}

// refuse is what a rule returns where its pattern matched something else.
func refuse() (result, bool) { return result{}, false }

func dated(end int, v Value) (result, bool) { return result{end: end, typ: typeDate, val: v}, true }

func timed(end int, v Value) (result, bool) { return result{end: end, typ: typeTime, val: v}, true }
