package value

import "math/big"

// modified parses an amount or length with a modifier before it ("nearly").
func (p *parser) modified(i int) (result, bool) {
	m, j := p.modifiers.longest(p, i)
	if j == 0 || p.matches("no.modifier", i) {
		return refuse()
	}
	r, ok := p.amount(j)
	if !ok || r.typ == "" {
		return refuse()
	}
	r.val.Mod = pointMod(m.means, r.val)
	return r, true
}

// pointMods turns the modifier of a length into that of the point in time to
// which the length leads: less than three years ago is after that point.
var pointMods = map[string]string{
	"MORE_THAN": "BEFORE", "LESS_THAN": "AFTER", "EQUAL_OR_MORE": "ON_OR_BEFORE", "EQUAL_OR_LESS": "ON_OR_AFTER",
}

func pointMod(mod string, v Value) string {
	if v.Timex == "" || v.Timex[0] == 'P' || pointMods[mod] == "" {
		return mod
	}
	return pointMods[mod]
}

// measured parses an amount without a modifier.
func (p *parser) measured(i int) (result, bool) {
	if p.word(i) == "between" {
		return p.betweenAmounts(i + 1)
	}
	return p.amount(i)
}

// betweenAmounts parses "40 and 70 percent" at token j, after "between".
func (p *parser) betweenAmounts(j int) (result, bool) {
	if m, ok := p.money(j); ok {
		hi, ok := p.money(m.end + 1)
		ok = ok && p.word(m.end) == "and"
		m.end, m.val.Upper = hi.end, hi.val.Number
		return m, ok
	}
	lo, ok := p.number(j, false)
	if !ok || lo.val == nil {
		return refuse()
	}
	k := lo.end
	if p.isSym(k, "%") || p.word(k) == "percent" {
		k++
	}
	hi, ok := p.number(k+1, false)
	if !ok || hi.val == nil || p.word(k) != "and" || lo.whole && hi.whole && p.is(j, yearDigits) {
		return refuse()
	}
	return p.unitAfter(hi, sharedScale(lo, hi), hi.val), true
}

// upper parses the rest of a range after lo: "-20", " to 20 million". It
// returns the lower end, with the scale that the range shares.
func (p *parser) upper(lo number, money bool) (*big.Rat, number, bool) {
	j, ok := p.rangeMark(lo)
	if !ok {
		return nil, number{}, false
	}
	if money {
		if _, k, ok := p.moneySign(j); ok {
			j = k
		}
	}
	if t := p.tok(j); !t.is(digits) && (lo.words && p.is(j-1, dash) || t.lower == "a" || t.lower == "half") {
		return nil, number{}, false
	}
	hi, ok := p.number(j, money)
	if !ok || hi.val == nil || hi.frac && !lo.frac || p.matches("phone.rest", hi.end) {
		return nil, number{}, false
	}
	return sharedScale(lo, hi), hi, true
}

// rangeMark is the token after the dash or "to" that follows lo.
func (p *parser) rangeMark(lo number) (int, bool) {
	j := lo.end
	return j + 1, lo.val != nil && (p.is(j, dash) && p.glued(j) == p.glued(j+1) || p.word(j) == "to")
}

// sharedScale is lo, times the scale word that only hi has ("1.2–1.4 trillion").
func sharedScale(lo, hi number) *big.Rat {
	if lo.scale == 0 && hi.scale > 0 {
		v := new(big.Rat).Mul(lo.val, pow10(hi.scale))
		if v.Cmp(hi.val) < 0 {
			return v
		}
	}
	return lo.val
}

// amount parses a numeral and what it counts: a share, money, a length of time,
// a quantity, or nothing.
func (p *parser) amount(i int) (result, bool) {
	if m, ok := p.money(i); ok {
		return m, true
	}
	if r, ok := p.lengths.at(p, i); ok {
		return r, true
	}
	j := i
	neg := !p.is(i, digits) && p.is(i+1, digits) && p.matches("negative", i)
	if neg {
		j++
	}
	if r, ok := p.height(j); ok {
		return r, true
	}
	n, ok := p.number(j, false)
	if !ok {
		return refuse()
	}
	if n.end == j+1 && p.is(j, digits) && p.code(n.end) == "" && p.matches("number.letters", n.end) {
		return result{end: n.end}, true // no number
	}
	if neg && n.val != nil {
		n.val = new(big.Rat).Neg(n.val)
	}
	return p.countedBy(n, j, neg)
}

// countedBy values the numeral n at token j with its upper end and its unit.
func (p *parser) countedBy(n number, j int, neg bool) (result, bool) {
	if lo, hi, ok := p.upper(n, false); ok && !neg {
		r := p.unitAfter(hi, lo, hi.val)
		switch {
		case r.typ != typeCardinal:
			return r, true
		case p.isScore(j, lo, hi, p.is(n.end, dash)):
			return result{end: r.end, typ: typeCardinal}, true
		case !p.isChange(j, n):
			return r, true
		}
	}
	r := p.unitAfter(n, n.val, nil)
	if r.typ != typeCardinal {
		return r, true
	}
	if x, ok := p.number(j, true); ok && x.end > n.end {
		if r := p.unitAfter(x, x.val, nil); r.typ == typeMoney {
			return r, true
		}
	}
	return r, p.isCardinal(j, n)
}

// isChange tells "rose from 5 to 10" from a range, where n stands at token i.
func (p *parser) isChange(i int, n number) bool {
	return p.word(n.end) == "to" && p.matches("from", i) && p.matches("changes", i)
}

// isScore tells "3-1", "lost 1-3" and "voted seven to four", which begin at
// token i, from ranges.
func (p *parser) isScore(i int, lo *big.Rat, hi number, dashed bool) bool {
	switch hundred := big.NewRat(100, 1); {
	case !lo.IsInt() || !hi.val.IsInt() || hi.val.Cmp(hundred) >= 0 && lo.Cmp(hundred) >= 0 && dashed:
		return false
	case lo.Cmp(hi.val) >= 0:
		return true
	}
	return p.matches("scored", i) || dashed && (p.matches("score.ahead", hi.end) || p.matches("score.names", i))
}

// isCardinal tells numerals that stand for a number from those that don't.
func (p *parser) isCardinal(i int, n number) bool {
	switch {
	case n.words && p.word(i) == "one":
		return !p.isPronoun(i, n.end)
	case p.is(i, digits) && n.end == i+1:
		return !p.matches("number.code", i)
	}
	return true
}

// isPronoun tells "no one" and "the one" from the number, which ends before token end.
func (p *parser) isPronoun(i, end int) bool {
	next := p.word(end)
	return p.matches("one.after", end) || next == "" && p.word(i-1) == "the" || next != "of" && p.matches("one.before", i)
}

// unitAfter parses what n counts, from n.end on; lo and up are the ends of the range.
func (p *parser) unitAfter(n number, lo, up *big.Rat) result {
	j := n.end
	if p.is(j, hyphen) && p.glued(j) && p.glued(j+1) {
		j++
	}
	v := Value{Number: decimal(lo), Upper: decimal(up)}
	if r, ok := p.percent(j, v); ok {
		return r
	}
	if w, end, ok := p.moneyAfter(j, n); ok {
		r := result{end: end, typ: typeMoney}
		w.amountOf(&r.val, lo, up)
		return r
	}
	if n.vague && p.word(j) == "of" {
		j++
	}
	if r, ok := p.lengthOfTime(n, j, lo, up); ok {
		return r
	}
	if r, ok := p.quantity(n, j, v); ok {
		return r
	}
	return result{end: n.end, typ: typeCardinal, val: v}
}

// percent parses "%", "per cent", "percentage points", "basis points".
func (p *parser) percent(j int, v Value) (result, bool) {
	if m, ok := p.find("points.unit", j); ok {
		v.Unit = map[string]string{"percentage": "pp", "basis": "bp"}[m.word("w")]
		return result{end: m.End, typ: typePercent, val: v}, true
	}
	m, ok := p.find("percent.unit", j)
	if !ok {
		return refuse()
	}
	v.Unit = "%"
	r := result{end: m.End, typ: typePercent, val: v}
	if to, ok := p.find("percent.to", m.End); ok && v.Upper == "" && !p.matches("percent.change", m.End) {
		if hi, ok := p.number(to.at("n"), false); ok && hi.val != nil {
			r.end, r.val.Upper = to.End, decimal(hi.val)
		}
	}
	return r, true
}

// moneyAfter parses the currency after a numeral: "rupees", "million dollars",
// "of dollars" after "hundreds".
func (p *parser) moneyAfter(j int, n number) (moneyWord, int, bool) {
	if n.vague && p.word(j) == "of" {
		j++
	}
	return p.moneyName(j, n.scale >= 3 || n.vague)
}

// height parses 6'2", 6-foot-2 and "5 feet 11 inches".
func (p *parser) height(i int) (result, bool) {
	if !p.is(i, digits) {
		return refuse()
	}
	m, ok := p.find("height.marks", i)
	if !ok {
		if m, ok = p.find("height.feet", i); !ok {
			return refuse()
		}
	}
	n := big.NewRat(int64(12*m.number("f")+m.number("i")), 1)
	return result{end: m.End, typ: typeQuantity, val: Value{Number: decimal(n), Unit: "in"}}, true
}

// quantity parses a unit of measurement at token j.
func (p *parser) quantity(n number, j int, v Value) (result, bool) {
	if m, ok := p.find("degrees.unit", j); ok {
		switch v.Unit = "°"; {
		case m.Has("celsius"):
			v.Unit = "°C"
		case m.Has("fahrenheit"):
			v.Unit = "°F"
		}
		return result{end: m.End, typ: typeQuantity, val: v}, true
	}
	if n.end == j && !n.words && p.matches("metres.unit", j) {
		return result{end: j + 1, typ: typeQuantity, val: withUnit(v, "m")}, true
	}
	m, ok := p.find("measure.unit", j)
	if !ok || !p.isUnit(n, &m, v) {
		return refuse()
	}
	r := result{typ: typeQuantity, val: v}
	r.val.Unit, r.end = m.unit()
	return r, true
}

func withUnit(v Value, unit string) Value {
	v.Unit = unit
	return v
}

// isUnit tells units of measurement from words that look like them.
func (p *parser) isUnit(n number, m *match, v Value) bool {
	k := m.at("u")
	t := p.tok(k)
	if t.end-t.start <= 2 && t.is(shortUnit) && (n.words || t.is(capital)) {
		return false
	}
	switch t.lower {
	case "in", "g", "t", "st", "ct", "cal":
		return t.glued && !t.is(capital)
	case "stone":
		return !n.words || v.Number != "1"
	case "foot":
		return p.is(k-1, hyphen)
	}
	return true
}

var superscripts = map[string]string{"²": "²", "³": "³", "2": "²", "3": "³"}

// unit is the unit that measure.unit matched, in its short form, and the index after it.
func (m *match) unit() (short string, end int) {
	u := m.lex("u").measure
	short, end = u+m.lex("power").power, m.End
	if m.Has("sup") {
		short = u + superscripts[m.word("sup")]
	}
	switch hour, second := m.at("hour"), m.at("second"); {
	case m.Has("slash"):
		return u + "/" + m.word("slash")[:1], end
	case hour >= 0 && u == "mi":
		return "mph", end
	case hour >= 0 && (u == "km" || u == "m"):
		return u + "/h", end
	case second >= 0 && (u == "km" || u == "m"):
		return u + "/s", end
	case hour >= 0 || second >= 0:
		return short, max(hour, second)
	}
	return short, end
}

// trackLength tells "100m" of a race from "20m" people.
func trackLength(n string) bool {
	switch n {
	case "50", "60", "100", "110", "200", "400", "500", "800", "1000", "1500", "3000", "5000", "10000":
		return true
	}
	return false
}

// compoundOrdinal parses "21st" and "twenty-first" before their first part is
// taken for a numeral.
func (p *parser) compoundOrdinal(i int) (result, bool) {
	if !p.is(i, digits) && !(p.is(i, cardinalWord) && p.is(i+1, hyphen)) {
		return refuse()
	}
	return p.ordinalAlone(i)
}

// ordinalAlone parses an ordinal that is no part of a date.
func (p *parser) ordinalAlone(i int) (result, bool) {
	v, end, ok := p.ordinal(i)
	if !ok || v == 1 && p.matches("first.phrase", end) || p.word(i) == "second" && p.matches("second.phrase", end) {
		return refuse()
	}
	return result{end: end, typ: typeOrdinal, val: Value{Number: decimal(big.NewRat(v, 1))}}, true
}
