package value

import (
	"math/big"
	"strings"
)

// A modifier is a phrase before an amount that tells how exact it is.
type modifier struct {
	words []string
	mod   string
}

var modifiers = buildModifiers(`
nearly LESS_THAN
almost LESS_THAN
close to APPROX
about APPROX
around APPROX
roughly APPROX
approximately APPROX
an estimated APPROX
some APPROX
more than MORE_THAN
over MORE_THAN
well over MORE_THAN
just over MORE_THAN
just under LESS_THAN
a little over MORE_THAN
a little more than MORE_THAN
slightly more than MORE_THAN
little more than MORE_THAN
well more than MORE_THAN
just more than MORE_THAN
slightly less than LESS_THAN
less than LESS_THAN
fewer than LESS_THAN
under LESS_THAN
well under LESS_THAN
greater than MORE_THAN
upwards of EQUAL_OR_MORE
at least EQUAL_OR_MORE
no less than EQUAL_OR_MORE
no fewer than EQUAL_OR_MORE
not less than EQUAL_OR_MORE
as many as EQUAL_OR_LESS
as much as EQUAL_OR_LESS
as few as EQUAL_OR_MORE
as little as EQUAL_OR_MORE
up to EQUAL_OR_LESS
at most EQUAL_OR_LESS
no more than EQUAL_OR_LESS
not more than EQUAL_OR_LESS
a maximum of EQUAL_OR_LESS
a minimum of EQUAL_OR_MORE
`)

func buildModifiers(table string) map[string][]modifier {
	m := map[string][]modifier{}
	for line := range strings.SplitSeq(strings.TrimSpace(table), "\n") {
		f := strings.Fields(line)
		x := modifier{words: f[:len(f)-1], mod: f[len(f)-1]}
		m[x.words[0]] = append(m[x.words[0]], x)
	}
	return m
}

// modifier finds the longest modifier at i, and the index after it.
func (p *parser) modifier(i int) (modifier, int, bool) {
	best, end := modifier{}, 0
next:
	for _, m := range modifiers[p.word(i)] {
		for k, w := range m.words {
			if p.word(i+k) != w {
				continue next
			}
		}
		if i+len(m.words) > end {
			best, end = m, i+len(m.words)
		}
	}
	return best, end, end > 0
}

// modified parses an amount or length with a modifier before it.
func (p *parser) modified(i int) (result, bool) {
	m, j, ok := p.modifier(i)
	if !ok {
		return result{}, false
	}
	if w := p.word(i - 1); m.words[0] == "about" && (w == "talk" || w == "talking" || w == "talked" || w == "talks") {
		return result{}, false
	}
	r, ok := p.amount(j)
	if !ok || r.typ == "" {
		return result{}, false
	}
	r.val.Mod = pointMod(m.mod, r.val)
	return r, true
}

// pointMod turns the modifier of a length into that of the point in time which
// the length leads to: less than three years ago is after that point.
func pointMod(mod string, v Value) string {
	if v.Timex == "" || v.Timex[0] == 'P' {
		return mod
	}
	switch mod {
	case "MORE_THAN":
		return "BEFORE"
	case "LESS_THAN":
		return "AFTER"
	case "EQUAL_OR_MORE":
		return "ON_OR_BEFORE"
	case "EQUAL_OR_LESS":
		return "ON_OR_AFTER"
	}
	return mod
}

// measured parses an amount without a modifier.
func (p *parser) measured(i int) (result, bool) {
	if p.word(i) == "between" {
		return p.betweenAmounts(i)
	}
	return p.amount(i)
}

// betweenAmounts parses "between 40 and 70 percent".
func (p *parser) betweenAmounts(i int) (result, bool) {
	j := i + 1
	if m, ok := p.money(j); ok {
		if p.word(m.end) != "and" {
			return result{}, false
		}
		hi, ok := p.money(m.end + 1)
		if !ok {
			return result{}, false
		}
		m.end, m.val.Upper = hi.end, hi.val.Number
		return m, true
	}
	lo, ok := p.number(j, false)
	if !ok || lo.vague {
		return result{}, false
	}
	k := lo.end
	if p.isSym(k, "%") || p.word(k) == "percent" {
		k++
	}
	if p.word(k) != "and" {
		return result{}, false
	}
	hi, ok := p.number(k+1, false)
	if !ok || hi.vague || lo.val == nil || hi.val == nil || lo.whole && hi.whole && isYear(p.tok(j).lower) {
		return result{}, false
	}
	return p.unitAfter(hi, sharedScale(lo, hi), hi.val), true
}

// upper parses the rest of a range after lo: "-20", " to 20 million". It
// returns the lower end, with the scale that the range shares.
func (p *parser) upper(lo number, money bool) (*big.Rat, number, bool) {
	j := lo.end
	switch {
	case lo.vague || lo.val == nil:
		return nil, number{}, false
	case p.isDash(j) && p.tok(j).glued == p.tok(j+1).glued:
		j++
	case p.word(j) == "to":
		j++
	default:
		return nil, number{}, false
	}
	if money {
		if _, k, ok := p.moneySign(j); ok {
			j = k
		}
	}
	if t := p.tok(j); t.kind != digits && (lo.words && p.isDash(j-1) || t.lower == "a" || t.lower == "half") {
		return nil, number{}, false
	}
	hi, ok := p.number(j, money)
	if !ok || hi.vague || hi.val == nil || hi.frac != lo.frac && hi.frac {
		return nil, number{}, false
	}
	if p.isHyphen(hi.end) && p.tok(hi.end).glued && p.tok(hi.end+1).kind == digits && p.tok(hi.end+1).glued {
		return nil, number{}, false // a phone number
	}
	return sharedScale(lo, hi), hi, true
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
	if r, ok := p.vagueTime(i); ok {
		return r, true
	}
	neg := false
	j := i
	if t := p.tok(i); t.kind == symbol && (t.r == '-' || t.r == '−') && p.tok(i+1).kind == digits && p.tok(i+1).glued && !t.glued {
		neg, j = true, i+1
	}
	if p.word(i) == "minus" && p.tok(i+1).kind == digits {
		neg, j = true, i+1
	}
	if r, ok := p.height(j); ok {
		return r, true
	}
	n, ok := p.number(j, false)
	if !ok {
		return result{}, false
	}
	if t := p.tok(j); n.end == j+1 && t.kind == digits && p.gluedLetters(&n) {
		return result{end: n.end}, true // "3D", "4x4", "5G": no number
	}
	if neg && n.val != nil {
		n.val = new(big.Rat).Neg(n.val)
	}
	if v, hi, ok := p.upper(n, false); ok && !neg {
		return p.unitAfter(hi, v, hi.val), true
	}
	r := p.unitAfter(n, n.val, nil)
	if r.typ == typeCardinal {
		if moneyN, ok := p.number(j, true); ok && moneyN.end > n.end {
			if r := p.unitAfter(moneyN, moneyN.val, nil); r.typ == typeMoney {
				return r, true
			}
		}
		if !p.isCardinal(j, n) {
			return result{}, false
		}
	}
	return r, true
}

// gluedLetters handles letters right after a digit token: it reports true where
// they make it something else than a number.
func (p *parser) gluedLetters(n *number) bool {
	t := p.tok(n.end)
	if t.kind != letters || !t.glued {
		return false
	}
	x := t.lex
	if x != nil && (x.measure != "" || x.money != nil || x.unit != 0 || x.set != "") || p.code(n.end) != "" {
		return false
	}
	switch t.lower {
	case "m", "k", "pc", "percent", "b":
		return false
	}
	return true
}

// isCardinal tells numerals that stand for a number from those that don't.
func (p *parser) isCardinal(i int, n number) bool {
	t := p.tok(i)
	next := p.word(n.end)
	if n.words && t.lower == "one" {
		switch p.word(i - 1) {
		case "no", "any", "every", "some", "this", "that", "the", "which", "each", "another", "a", "only", "good", "big", "new":
			if next != "of" && p.word(i-1) != "only" && p.word(i-1) != "the" {
				return false
			}
		}
		if p.isHyphen(n.end) || in(next, notAfterOne) || next == "" && p.word(i-1) == "the" || p.isSym(n.end, "’") || p.isSym(n.end, "'") {
			return false
		}
	}
	if t.kind == digits && n.end == i+1 {
		// Versions, addresses, clock times and the like: "1.2.3", "10:30", "12/7".
		if s := p.tok(n.end); s.kind == symbol && s.glued && (s.r == ':' || s.r == '/' || s.r == '@' || s.r == '_') && p.tok(n.end+1).glued {
			return false
		}
		if b := p.tok(i - 1); b.kind == symbol && t.glued && (b.r == '#' || b.r == '/' || b.r == '.') {
			return false
		}
	}
	return true
}

var notAfterOne = set("another who that can could must should would might may has is was will whose thing shot")

// unitAfter parses what n counts, from n.end on; lo and up are the ends of the range.
func (p *parser) unitAfter(n number, lo, up *big.Rat) result {
	j := n.end
	hyphen := p.isHyphen(j) && p.tok(j).glued && p.tok(j+1).glued
	if hyphen {
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
	if r, ok := p.lengthOfTime(n, j, lo, up); ok {
		return r
	}
	if r, ok := p.quantity(n, j, v); ok {
		return r
	}
	return result{end: n.end, typ: typeCardinal, val: v}
}

// percent parses "%", "percent", "per cent", "percentage points", "basis points".
func (p *parser) percent(j int, v Value) (result, bool) {
	end := 0
	v.Unit = "%"
	switch w := p.word(j); {
	case p.isSym(j, "%") || p.isSym(j, "％"):
		end = j + 1
	case w == "percent" || w == "pct" || w == "pc" && p.tok(j).glued:
		end = j + 1
	case w == "per" && p.word(j+1) == "cent":
		end = j + 2
	case w == "percentage" && (p.word(j+1) == "points" || p.word(j+1) == "point"):
		return result{end: j + 2, typ: typePercent, val: withUnit(v, "pp")}, true
	case w == "basis" && (p.word(j+1) == "points" || p.word(j+1) == "point"):
		return result{end: j + 2, typ: typePercent, val: withUnit(v, "bp")}, true
	default:
		return result{}, false
	}
	r := result{end: end, typ: typePercent, val: v}
	// "10% to 20%", "10%-20%".
	k := end
	if p.word(k) == "to" || p.isDash(k) {
		if hi, ok := p.number(k+1, false); ok && hi.val != nil && v.Upper == "" {
			if r2, ok := p.percent(hi.end, Value{Number: v.Number, Upper: decimal(hi.val)}); ok {
				return r2, true
			}
		}
	}
	return r, true
}

func withUnit(v Value, u string) Value {
	v.Unit = u
	return v
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
	f, ft, in := p.tok(i), p.tok(i+1), p.tok(i+2)
	if f.kind != digits || len(f.lower) > 2 {
		return result{}, false
	}
	val := func(inches string) Value {
		x, _ := new(big.Rat).SetString(f.lower)
		y, ok := new(big.Rat).SetString(inches)
		if x == nil || !ok {
			return Value{}
		}
		return Value{Number: decimal(x.Mul(x, big.NewRat(12, 1)).Add(x, y)), Unit: "in"}
	}
	if ft.kind == symbol && (ft.r == '\'' || ft.r == '’' || ft.r == '′') && ft.glued && in.kind == digits && in.glued && len(in.lower) <= 2 && len(f.lower) == 1 {
		end := i + 3
		if q := p.tok(end); q.kind == symbol && q.glued && (q.r == '"' || q.r == '”' || q.r == '″') {
			return result{end: end + 1, typ: typeQuantity, val: val(in.lower)}, true
		}
		return result{}, false
	}
	j := i + 1
	if p.isHyphen(j) {
		j++
	}
	if w := p.word(j); w != "foot" && w != "feet" && w != "ft" {
		return result{}, false
	}
	j++
	if p.isHyphen(j) {
		j++
	}
	t := p.tok(j)
	if t.kind != digits || len(t.lower) > 2 {
		return result{}, false
	}
	end := j + 1
	if w := p.word(end); w == "inches" || w == "in" && p.tok(end).glued || w == "inch" {
		end++
	} else if !p.isHyphen(j - 1) {
		return result{}, false
	}
	return result{end: end, typ: typeQuantity, val: val(t.lower)}, true
}

var powers = map[string]string{"square": "²", "cubic": "³", "sq": "²"}

// shortUnits are unit words that are other words too; they count after digits only.
var shortUnits = set("in ft m g t kt st mi ct cal min ton L stone mb knot knots foot pint pound pounds kip")

// quantity parses a unit of measurement.
func (p *parser) quantity(n number, j int, v Value) (result, bool) {
	if n.vague && p.word(j) == "of" {
		j++
	}
	power := ""
	if s, ok := powers[p.word(j)]; ok {
		power = s
		j++
		if p.isHyphen(j) || p.isSym(j, ".") && p.tok(j).glued {
			j++
		}
	}
	for p.word(j) == "metric" || p.word(j) == "nautical" || p.word(j) == "short" {
		j++
	}
	t := p.tok(j)
	if t.kind == symbol && t.r == '°' || p.word(j) == "degrees" || p.word(j) == "degree" {
		v.Unit = "°"
		end := j + 1
		switch p.word(end) {
		case "c", "celsius", "centigrade":
			v.Unit, end = "°C", end+1
		case "f", "fahrenheit":
			v.Unit, end = "°F", end+1
		}
		return result{end: end, typ: typeQuantity, val: v}, true
	}
	if t.kind == symbol && t.r == '℃' || t.kind == symbol && t.r == '℉' {
		return result{end: j + 1, typ: typeQuantity, val: withUnit(v, map[rune]string{'℃': "°C", '℉': "°F"}[t.r])}, true
	}
	x := t.lex
	if x == nil || x.measure == "" {
		return result{}, false
	}
	m := x.measure
	if t.end-t.start <= 2 && shortUnits[t.lower] && (n.words || t.upper) {
		return result{}, false
	}
	switch t.lower {
	case "in", "g", "t", "st", "ct", "cal", "l":
		if !t.glued || t.upper {
			return result{}, false
		}
	case "stone":
		if n.words && v.Number == "1" {
			return result{}, false
		}
	case "foot":
		if !p.isHyphen(j - 1) {
			return result{}, false
		}
	case "m":
		if t.glued && n.end == j && !trackLength(v.Number) {
			return result{end: j + 1, typ: typeCardinal, val: times(v, 6)}, true
		}
	}
	end := j + 1
	if p.isSym(end, "²") || p.isSym(end, "³") {
		power = p.text[p.tok(end).start:p.tok(end).end]
		end++
	} else if s := p.tok(end); s.kind == digits && s.glued && (s.lower == "2" || s.lower == "3") {
		power = map[string]string{"2": "²", "3": "³"}[s.lower]
		end++
	}
	v.Unit = m + power
	switch per, unit := p.word(end), p.word(end+1); {
	case (per == "per" || per == "an") && unit == "hour" && (m == "km" || m == "mi" || m == "m"):
		v.Unit, end = map[string]string{"km": "km/h", "mi": "mph", "m": "m/h"}[m], end+2
	case per == "per" && (unit == "second" || unit == "sec") && (m == "km" || m == "m"):
		v.Unit, end = m+"/s", end+2
	case p.isSym(end, "/") && (unit == "h" || unit == "hr" || unit == "s"):
		v.Unit, end = m+"/"+unit[:1], end+2
	}
	return result{end: end, typ: typeQuantity, val: v}, true
}

// trackLength tells "100m" of a race from "20m" people.
func trackLength(n string) bool {
	switch n {
	case "50", "60", "100", "110", "200", "400", "500", "800", "1000", "1500", "3000", "5000", "10000":
		return true
	}
	return false
}

func times(v Value, e int) Value {
	if r, ok := new(big.Rat).SetString(v.Number); ok {
		v.Number = decimal(r.Mul(r, pow10(e)))
	}
	return v
}

// compoundOrdinal parses "21st" and "twenty-first" before their first part is
// taken for a numeral.
func (p *parser) compoundOrdinal(i int) (result, bool) {
	if p.tok(i).kind != digits && (!p.isHyphen(i+1) || p.lex(i).card == 0) {
		return result{}, false
	}
	return p.ordinalAt(i)
}

// ordinalAt parses an ordinal that stands alone.
func (p *parser) ordinalAt(i int) (result, bool) {
	v, end, ok := p.ordinal(i)
	if !ok {
		return result{}, false
	}
	switch next := p.word(end); {
	case v == 1 && (next == "lady" || next == "aid" || next == "name" || next == "hand"),
		v == 2 && p.tok(i).lower == "second" && (next == "hand" || next == "thoughts"):
		return result{}, false
	}
	return result{end: end, typ: typeOrdinal, val: Value{Number: decimal(big.NewRat(v, 1))}}, true
}
