package resolve

import (
	"slices"
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/doc"
	"dictum.example/internal/lexicon"
	"dictum.example/text"
)

// A nameMention is a name in the text with its tokens [from, to).
type nameMention struct {
	text.Span
	from, to int
	typ      entity.Type
	score    float32
	honor    string // the lower-case honorific or title right before it, without stop
	owner    int    // of a user's own name, from 1
	virtual  string // the name it stands for: "Bill Clinton" for the Bill of "Bill and Hillary Clinton"
	ref      *referent
	pass     string // the last pass that made or changed it
	sieve    string // what joined it to its referent, or "" where the referent began with it
}

// len returns the number of the name's tokens.
func (m *nameMention) len() int { return m.to - m.from }

// isPlace reports whether the name is taken for a place's.
func (m *nameMention) isPlace() bool { return m.typ == entity.GPE || m.typ == entity.Loc }

// newName makes a name of the tokens [from, to).
func (p *page) newName(from, to int, t entity.Type, score float32) nameMention {
	return nameMention{Span: p.SpanOf(from, to), from: from, to: to, typ: t, score: score}
}

// startAt moves the start of a name to a token.
func (p *page) startAt(m *nameMention, from int) { m.from, m.Start = from, p.Tokens[from].Start }

// endAt moves the end of a name to that of the token before to.
func (p *page) endAt(m *nameMention, to int) { m.to, m.End = to, p.Tokens[to-1].End }

// before returns the token before a name in its sentence, or an empty one.
func (p *page) before(m *nameMention) *doc.Token {
	return p.InSentence(m.from-1, p.At(m.from).Sentence)
}

// after returns the token behind a name in its sentence, or an empty one.
func (p *page) after(m *nameMention) *doc.Token { return p.InSentence(m.to, p.At(m.from).Sentence) }

// given reports whether a word is known as a given name.
func (p *page) given(word string) bool {
	_, ok := p.gaz.Female(word)
	return ok
}

// form returns the words of a name as they are compared: folded, without
// articles, punctuation and stops, compounds cut at the hyphen. They must not be changed.
func (p *page) form(m *nameMention) []string {
	p.Step()
	if m.virtual != "" {
		return words(m.virtual)
	}
	r := run{m.from, m.to}
	ws, ok := p.forms[r]
	if !ok {
		ws = slices.Clip(p.foldedWords(r))
		p.forms[r] = ws
	}
	return ws
}

func (p *page) foldedWords(r run) []string {
	var ws []string
	for i := r.from; i < r.to; i++ {
		t := &p.Tokens[i]
		if t.IsPunct() && t.Text != "&" || t.IsPossessive() || i == r.from && t.Is(lexicon.Article) && r.to-r.from > 1 {
			continue
		}
		if p.followsAccent(i, r.from) && len(ws) > 0 {
			ws[len(ws)-1] += strings.Join(words(t.Text), "")
			continue
		}
		ws = appendWords(ws, t.Text)
	}
	return ws
}

// followsAccent reports whether an acute accent, which stands for an apostrophe, ties token i to the one before it:
// "O´Neil" is read as three words.
func (p *page) followsAccent(i, from int) bool {
	if i < from+2 || p.Tokens[i-1].Text != "´" {
		return false
	}
	return p.Tokens[i-2].End == p.Tokens[i-1].Start && p.Tokens[i-1].End == p.Tokens[i].Start
}

// inOrder sorts the names, drops those that overlap an earlier one, and notes them at
// their tokens, in the place of those that were there before.
func (p *page) inOrder(ms, before []nameMention) []nameMention {
	byStart := func(a, b nameMention) int { return a.Start - b.Start }
	if !slices.IsSortedFunc(ms, byStart) {
		slices.SortStableFunc(ms, byStart)
	}
	out := ms[:0]
	for _, m := range ms {
		p.Step()
		if n := len(out); n > 0 && (out[n-1].End > m.Start || out[n-1].to > m.from) {
			continue
		}
		out = append(out, m)
	}
	for i := range before {
		p.note(&before[i], none)
	}
	for i := range out {
		p.note(&out[i], i)
	}
	return out
}

// note notes at the tokens of a name which one it is.
func (p *page) note(m *nameMention, i int) {
	p.Step()
	for k := m.from; k < m.to; k++ {
		p.Tokens[k].Name = i
	}
}
