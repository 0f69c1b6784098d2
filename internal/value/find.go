package value

import (
	"time"

	"dictum.example/entity/value"
	"dictum.example/internal/pass"
	"dictum.example/internal/until"
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
	// Pass is the name of the pass that found it.
	Pass string `json:"-"`
}

// Passes returns the passes in the order in which they are tried at each token.
func Passes() []pass.Pass { return pass.List(english().passes) }

func step(name, purpose string) pass.Pass { return pass.Pass{Name: name, Purpose: purpose} }

// finders are the passes.
func finders() []*finder {
	return []*finder{
		{Pass: step("clock", "times of day: 2:30 p.m. EST, noon, 9 a.m. Tuesday"), rules: clockRules()},
		{Pass: step("date", "days, months, years and other periods of the calendar, and sets of them"), rules: dateRules()},
		{Pass: step("compound ordinal", "21st and twenty-first, before their first part is taken for a numeral"),
			find: (*parser).compoundOrdinal},
		{Pass: step("modified amount", "amounts and lengths of time with a modifier: nearly 3 million"), find: (*parser).modified},
		{Pass: step("amount", "shares, money, lengths of time, quantities and numbers that count nothing"), find: (*parser).measured},
		{Pass: step("ordinal", "ordinals that are no part of a date"), find: (*parser).ordinalAlone},
	}
}

// phraseRules are the phrases that patterns refer to.
func phraseRules() []phraseRule {
	return []phraseRule{
		{"date", func(p *parser, i int) (int, bool) {
			r, ok := p.date(i)
			return r.end, ok
		}},
		{"number", func(p *parser, i int) (int, bool) {
			n, ok := p.number(i, false)
			return n.end, ok
		}},
		{"number.range", func(p *parser, i int) (int, bool) {
			_, _, end, ok := p.numberRange(i)
			return end, ok
		}},
		{"ordinal", func(p *parser, i int) (int, bool) {
			_, end, ok := p.ordinal(i)
			return end, ok
		}},
		{"clock.digits", func(p *parser, i int) (int, bool) {
			_, end, _, ok := p.clockDigits(i)
			return end, ok
		}},
		{"holiday.name", func(p *parser, i int) (int, bool) {
			_, end := p.holidays.longest(p, i)
			return end, end > 0
		}},
	}
}

// Find returns the dates, times, percentages, amounts of money, quantities,
// ordinals and cardinals of the layout's text, in order and without overlaps.
// A mention lies within one sentence of the layout; a layout without sentences
// is taken as one. Relative dates are read against the day of published, in its
// own location; the zero time leaves them open.
//
// Find takes any bytes, runs in linear time, and may be called from several
// goroutines.
func Find(l *text.Layout, published time.Time) []Mention { return Finder{}.Find(l, published) }

// A Finder finds values in ways of its own. The zero Finder does it as Find does.
type Finder struct {
	// Watch ends the work early.
	Watch *until.Watch
	// Without names the passes that are not run: to measure what each is worth.
	Without map[string]bool
}

// Find is like the function of this name.
func (f Finder) Find(l *text.Layout, published time.Time) []Mention {
	if l == nil {
		return nil
	}
	sentences := l.Sentences
	if len(sentences) == 0 {
		sentences = []text.Span{{Start: 0, End: len(l.Text)}}
	}
	p := parser{grammar: english(), watch: f.Watch, without: f.Without, text: l.Text, cal: newCalendar(published),
		order: orderOf(l.Text, f.Watch)}
	p.dollar = p.homeDollar(l.Text)
	var found []Mention
	for _, s := range sentences {
		f.Watch.Step()
		if s.Start < 0 || s.End > len(l.Text) || s.Start >= s.End {
			continue
		}
		p.scan(l.Text[s.Start:s.End], s.Start)
		found = p.sentence(found)
	}
	return found
}

// A parser holds one sentence's tokens and what the article says about all.
type parser struct {
	*grammar
	watch    *until.Watch
	without  map[string]bool // passes
	text     string
	cal      calendar
	order    order  // of dates in digits
	dollar   string // the currency of a dollar sign without letters
	toks     []token
	flat     bool  // the sentence has no upper-case or no lower-case letters
	lastDate Value // of the sentence, which ended before token dateEnd
	dateEnd  int
	depth    int // of dates within dates
}

// sentence appends the mentions of p's tokens to found.
func (p *parser) sentence(found []Mention) []Mention {
	p.dateEnd = 0
	for i := 0; i < len(p.toks); {
		p.watch.Step()
		if p.glued(i) && !p.matches("opens", i) {
			i++
			continue
		}
		r, by, ok := p.at(i)
		if !ok || r.end <= i {
			i++
			continue
		}
		if r.typ != "" {
			span := text.Span{Start: p.toks[i].start, End: p.toks[r.end-1].end}
			found = append(found, Mention{Span: span, Type: r.typ, Value: r.val, Pass: by})
		}
		i = r.end
		if r.typ == typeDate {
			p.lastDate, p.dateEnd = r.val, i
		}
	}
	return found
}

// at finds the value that begins at token i, and the pass that found it.
func (p *parser) at(i int) (r result, by string, ok bool) {
	for _, x := range p.passes {
		if p.without[x.Name] {
			continue
		}
		if r, ok := x.at(p, i); ok {
			return r, x.Name, true
		}
	}
	return result{}, "", false
}
