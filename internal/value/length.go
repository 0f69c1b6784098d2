package value

import (
	"math/big"
	"strings"
)

func lengthRules() []rule {
	return []rule{
		{"length.vague", (*parser).vagueLength},
		{"length.half", (*parser).halfUnit},
		{"length.quarter", (*parser).quarterUnit},
		{"length.one", (*parser).oneUnit},
		{"length.long", (*parser).longUnit},
		{"length.bare", (*parser).vagueLength},
	}
}

// A piece of a length: a number of units; nil is an unknown number.
type piece struct {
	u unit
	n *big.Rat
}

// vagueLength values "several weeks", "years ago".
func (p *parser) vagueLength(m *match) (result, bool) {
	return p.lengthTail([]piece{{m.lex("u").unit, nil}}, nil, m.End), true
}

// halfUnit values "half an hour", "a half-century".
func (p *parser) halfUnit(m *match) (result, bool) {
	return p.lengthTail([]piece{{m.lex("u").unit, half}}, nil, m.End), true
}

// quarterUnit values "a quarter of an hour".
func (p *parser) quarterUnit(m *match) (result, bool) {
	return p.lengthTail([]piece{{m.lex("u").unit, big.NewRat(1, 4)}}, nil, m.End), true
}

// oneUnit values "a year", "an hour and 5 minutes".
func (p *parser) oneUnit(m *match) (result, bool) {
	ps, end := p.morePieces([]piece{{m.lex("u").unit, big.NewRat(1, 1)}}, m.End)
	return p.lengthTail(ps, nil, end), true
}

// longUnit values "day-long".
func (p *parser) longUnit(m *match) (result, bool) {
	return p.lengthTail([]piece{{m.lex("u").unit, big.NewRat(1, 1)}}, nil, m.End), true
}

// lengthOfTime values the unit of time at token j, after the numeral n, and what
// belongs to the length: "three years ago", "34-year-old", "two hours and 5
// minutes". lo and up are the ends of a range.
func (p *parser) lengthOfTime(n number, j int, lo, up *big.Rat) (result, bool) {
	m, ok := p.find("unit.at", j)
	if !ok || p.countsNoUnits(n, &m, lo, up) {
		return refuse()
	}
	ps, end := []piece{{m.lex("u").unit, lo}}, m.End
	if up == nil {
		ps, end = p.morePieces(ps, end)
	}
	return p.lengthTail(ps, up, end), true
}

// countsNoUnits tells "half time", "60 Minutes" and "two second" from lengths.
func (p *parser) countsNoUnits(n number, m *match, lo, up *big.Rat) bool {
	u, plural := m.lex("u").unit, m.lex("u").has(plural)
	switch {
	case n.frac && n.words && up == nil && !plural:
		return true
	case u < day && !n.words && p.is(m.at("u"), capital) && !p.flat:
		return true
	case plural || p.is(m.Start-1, hyphen):
		return false
	case u == night:
		return !isOne(lo)
	}
	return u == second || u == quarter || u == weekend
}

func isOne(r *big.Rat) bool { return r != nil && r.Cmp(big.NewRat(1, 1)) == 0 }

// morePieces reads "and a half", "and three months", ", 5 minutes" at token j.
func (p *parser) morePieces(ps []piece, j int) ([]piece, int) {
	if m, ok := p.find("length.and.half", j); ok && ps[0].n != nil {
		ps[0].n = new(big.Rat).Add(ps[0].n, half)
		return ps, m.End
	}
	for range 3 {
		m, ok := p.find("length.more", j)
		if !ok {
			break
		}
		n, _ := p.number(m.at("n"), false)
		if n.vague || n.val == nil || !smaller(m.lex("u"), ps[len(ps)-1].u) {
			break
		}
		ps, j = append(ps, piece{m.lex("u").unit, n.val}), m.End
	}
	return ps, j
}

// smaller reports whether a piece of unit x can follow one of unit last.
func smaller(x *lexeme, last unit) bool {
	u := x.unit
	return u < last && (last < day) == (u < day) && (u != second || x.has(plural)) && u != quarter
}

// lengthTail gives a length its value, with "ago", "later" and "old" after it.
func (p *parser) lengthTail(ps []piece, up *big.Rat, j int) result {
	u, n := ps[0].u, ps[0].n
	r := result{end: j, typ: typeDate, val: Value{Timex: timexLength(ps)}}
	if u < day {
		r.typ = typeTime
	}
	if up != nil {
		r.val = Value{Timex: length(u, nil), Number: decimal(n), Upper: decimal(up)}
	}
	m, ok := p.find("length.tail", j)
	if !ok {
		return r
	}
	r.end = m.End
	switch {
	case m.Has("back"):
		r.val = p.pointAway(ps, up, -1)
	case m.Has("ahead"):
		r.val = p.pointAway(ps, up, 1)
	case m.Has("open"):
		r.val = Value{Timex: unknown(u)}
	}
	return r
}

// pointAway is the point a length before the publication, or after it.
func (p *parser) pointAway(ps []piece, up *big.Rat, sign int) Value {
	u, n := ps[0].u, ps[0].n
	if up != nil || n == nil || len(ps) > 1 {
		if sign < 0 {
			return Value{Timex: "PAST_REF"}
		}
		return Value{Timex: "FUTURE_REF"}
	}
	if v, ok := p.longAgo(u, n); ok && sign < 0 {
		return v
	}
	u, k, ok := wholeUnits(u, n)
	if !ok {
		return Value{Timex: unknown(u)}
	}
	return p.cal.relative(u, sign*int(k))
}

// ages are the units in which TIDES counts times before the calendar.
var ages = []struct {
	years int64
	name  string
}{{1e9, "GA"}, {1e6, "MA"}, {1e3, "KA"}}

// longAgo is the time n units of u ago, where that is before the first year.
func (p *parser) longAgo(u unit, n *big.Rat) (Value, bool) {
	iso := isoUnits[u]
	years := product(n, big.NewRat(iso.times, 1))
	if iso.after != "Y" || years.Cmp(big.NewRat(int64(max(2000, p.cal.pub.Year())), 1)) < 0 {
		return Value{}, false
	}
	for _, a := range ages {
		if years.Cmp(big.NewRat(a.years, 1)) >= 0 {
			return Value{Timex: a.name + decimal(product(years, big.NewRat(1, a.years)))}, true
		}
	}
	return Value{}, false
}

// smallerUnit is the next smaller unit, and how many of it make one.
var smallerUnit = map[unit]struct {
	u unit
	n int64
}{
	century: {year, 100}, decade: {year, 10}, year: {monthUnit, 12}, week: {day, 7}, day: {hour, 24}, hour: {minute, 60},
}

// wholeUnits turns a length with a fraction into whole smaller units.
func wholeUnits(u unit, n *big.Rat) (unit, int64, bool) {
	for range 4 {
		if n.IsInt() && n.Num().IsInt64() {
			k := n.Num().Int64()
			return u, k, k < 1e6 && k >= 0
		}
		s, ok := smallerUnit[u]
		if !ok {
			return u, 0, false
		}
		u, n = s.u, new(big.Rat).Mul(n, big.NewRat(s.n, 1))
	}
	return u, 0, false
}

// timexLength joins the pieces of a length: "P2Y3M", "PT1H30M".
func timexLength(ps []piece) string {
	s := length(ps[0].u, ps[0].n)
	for _, x := range ps[1:] {
		t := strings.TrimPrefix(length(x.u, x.n), "P")
		if strings.HasPrefix(s, "PT") {
			t = strings.TrimPrefix(t, "T")
		}
		s += t
	}
	return s
}
