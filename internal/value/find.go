package value

import (
	"time"
	"unicode"
	"unicode/utf8"

	"dictum.example/entity/value"
	"dictum.example/text"
)

// A Value is what a date, time, number or amount means.
type Value = value.Value

// The types of OntoNotes that this package finds.
const (
	typeDate     = "DATE"
	typeTime     = "TIME"
	typePercent  = "PERCENT"
	typeMoney    = "MONEY"
	typeQuantity = "QUANTITY"
	typeOrdinal  = "ORDINAL"
	typeCardinal = "CARDINAL"
)

// A Mention is a value's place in a text.
type Mention struct {
	text.Span
	// Type is the OntoNotes type: DATE, TIME, PERCENT, MONEY, QUANTITY, ORDINAL or CARDINAL.
	Type  string `json:"type"`
	Value Value  `json:"value"`
}

// Find returns the dates, times, percentages, amounts of money, quantities,
// ordinals and cardinals of the layout's text, in order and without overlaps.
// A mention lies within one sentence of the layout; a layout without sentences
// is taken as one. Relative dates are read against the day of published, in its
// own location; the zero time leaves them open.
//
// Find takes any bytes, runs in linear time, and may be called from several
// goroutines.
func Find(l *text.Layout, published time.Time) []Mention {
	if l == nil {
		return nil
	}
	sentences := l.Sentences
	if len(sentences) == 0 {
		sentences = []text.Span{{Start: 0, End: len(l.Text)}}
	}
	p := parser{text: l.Text, cal: newCalendar(published)}
	p.dayFirst = dayFirst(l.Text)
	var found []Mention
	for _, s := range sentences {
		if s.Start < 0 || s.End > len(l.Text) || s.Start >= s.End {
			continue
		}
		p.toks = scan(p.toks[:0], l.Text[s.Start:s.End], s.Start)
		found = p.sentence(found)
	}
	return found
}

// A parser holds one sentence's tokens and what the article says about all.
type parser struct {
	text     string
	cal      calendar
	dayFirst order
	toks     []token
	flat     bool  // the sentence has no upper-case or no lower-case letters
	lastDate Value // of the sentence, which ended before token dateEnd
	dateEnd  int
	depth    int // of dates within dates
}

// A result is one parsed value: the tokens up to end, of type typ. An empty type
// is for tokens that are no value and not the beginning of one.
type result struct {
	end int
	typ string
	val Value
}

// sentence appends the mentions of p's tokens to found.
func (p *parser) sentence(found []Mention) []Mention {
	p.dateEnd, p.flat = 0, flat(p.toks)
	for i := 0; i < len(p.toks); {
		if !p.opens(i) {
			i++
			continue
		}
		r, ok := p.at(i)
		if !ok || r.end <= i {
			i++
			continue
		}
		if r.typ != "" {
			span := text.Span{Start: p.toks[i].start, End: p.toks[r.end-1].end}
			found = append(found, Mention{Span: span, Type: r.typ, Value: r.val})
		}
		i = r.end
		if r.typ == typeDate {
			p.lastDate, p.dateEnd = r.val, i
		}
	}
	return found
}

// flat reports whether the words all begin alike, so that capitals tell nothing.
func flat(toks []token) bool {
	upper, lower := false, false
	for _, t := range toks {
		if t.kind == letters && t.end-t.start > 1 {
			upper = upper || t.upper
			lower = lower || !t.upper
		}
	}
	return !(upper && lower)
}

// opens reports whether a value can begin at token i: at a word's start, and
// not within something like "COVID-19", "F-16" or "A4".
func (p *parser) opens(i int) bool {
	t := p.toks[i]
	if t.kind == symbol {
		return true
	}
	if t.lower == "" {
		return false
	}
	if !t.glued || i == 0 {
		return true
	}
	b := p.toks[i-1]
	if b.kind != symbol {
		return false
	}
	if i == 1 || !b.glued {
		return true
	}
	a := p.toks[i-2]
	switch b.r {
	case '-', '‑', '/', ':', '_', '@', '\'', '’', '&', '#', '+', '=', '~', '\\':
		if a.kind == digits && t.kind == digits || a.kind == letters && t.kind == digits && b.r != '-' && b.r != '‑' {
			return false
		}
		if t.kind == digits { // "COVID-19", but "mid-2019" begins earlier and "pre-2019" is let in
			return false
		}
		if b.r == '-' || b.r == '‑' {
			return t.lex != nil && t.lex.card == 0 && t.lex.ord == 0 && t.lex.unit == 0
		}
		return b.r == '/' || b.r == '&'
	case '.':
		return a.kind == letters && !(t.kind == letters && a.end-a.start == 1)
	}
	return true
}

// at parses the value that begins at token i.
func (p *parser) at(i int) (result, bool) {
	for _, f := range [...]func(int) (result, bool){p.clock, p.date, p.compoundOrdinal, p.modified, p.measured, p.ordinalAt} {
		if r, ok := f(i); ok {
			return r, true
		}
	}
	return result{}, false
}

func (p *parser) tok(i int) token {
	if i < 0 || i >= len(p.toks) {
		return token{}
	}
	return p.toks[i]
}

// word is the lower-case word at token i, or "".
func (p *parser) word(i int) string {
	if t := p.tok(i); t.kind == letters {
		return t.lower
	}
	return ""
}

func (p *parser) lex(i int) lexeme {
	if x := p.tok(i).lex; x != nil {
		return *x
	}
	return lexeme{}
}

func (p *parser) isSym(i int, s string) bool {
	t := p.tok(i)
	return t.kind == symbol && t.end > t.start && p.text[t.start:t.end] == s
}

func (p *parser) isHyphen(i int) bool {
	t := p.tok(i)
	return t.kind == symbol && (t.r == '-' || t.r == '‐' || t.r == '‑')
}

func (p *parser) isDash(i int) bool {
	t := p.tok(i)
	return p.isHyphen(i) || t.kind == symbol && (t.r == '–' || t.r == '—' || t.r == '−')
}

// stop returns the index after a full stop that is glued to the word before i,
// where it belongs to an abbreviation, else i.
func (p *parser) stop(i int) int {
	if p.isSym(i, ".") && p.tok(i).glued {
		return i + 1
	}
	return i
}

// in reports whether w is one of the words of list, which is set in spaces.
func in(w string, list map[string]bool) bool { return w != "" && list[w] }

func set(words ...string) map[string]bool {
	m := map[string]bool{}
	for _, s := range words {
		for len(s) > 0 {
			r, n := utf8.DecodeRuneInString(s)
			if unicode.IsSpace(r) {
				s = s[n:]
				continue
			}
			j := 0
			for j < len(s) && s[j] != ' ' && s[j] != '\n' && s[j] != '\t' {
				j++
			}
			m[s[:j]] = true
			s = s[j:]
		}
	}
	return m
}
