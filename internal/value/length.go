package value

import (
	"math/big"
	"strings"
)

var unitAdjectives = set("more additional consecutive straight full further whole working business calendar successive extra long trading tumultuous fiscal")

// unitAt reads a unit of time at j, past adjectives such as "consecutive".
func (p *parser) unitAt(j int) (unit, bool, int) {
	if in(p.word(j), unitAdjectives) {
		j++
	}
	t := p.tok(j)
	x := t.lex
	if x == nil || x.unit == 0 {
		return 0, false, j
	}
	return x.unit, x.plural, j + 1
}

// lengthOfTime parses the unit of time after a numeral and what belongs to the
// length: "three years ago", "34-year-old", "two hours and 5 minutes".
func (p *parser) lengthOfTime(n number, j int, lo, up *big.Rat) (result, bool) {
	if n.vague && p.word(j) == "of" {
		j++
	}
	u, plural, end := p.unitAt(j)
	if u == 0 || n.frac && !n.whole && n.words && up == nil && !plural {
		return result{}, false
	}
	hyphen := p.isHyphen(j - 1)
	if u < day && !n.words && p.tok(end-1).upper && !p.flat {
		return result{}, false // the broadcast "60 Minutes"
	}
	switch u {
	case second, quarter, night, weekend:
		if !plural && !hyphen && (u != night || !isOne(lo)) {
			return result{}, false
		}
	}
	if hyphen && (u == night || u == weekend) && p.word(end) != "" {
		plural = true
	}
	total := []piece{{u, lo}}
	if up == nil {
		total, end = p.morePieces(total, end)
	}
	return p.lengthTail(total, up, end), true
}

func isOne(r *big.Rat) bool {
	return r != nil && r.IsInt() && r.Num().IsInt64() && r.Num().Int64() == 1
}

// A piece of a length: a number of units; nil is an unknown number.
type piece struct {
	u unit
	n *big.Rat
}

// morePieces parses "and a half", "and three months", ", 5 minutes".
func (p *parser) morePieces(ps []piece, j int) ([]piece, int) {
	if p.word(j) == "and" && p.word(j+1) == "a" && p.word(j+2) == "half" && ps[0].n != nil {
		ps[0].n = new(big.Rat).Add(ps[0].n, half)
		return ps, j + 3
	}
	for range 3 {
		k := j
		switch {
		case p.word(k) == "and":
			k++
		case p.isSym(k, ","):
			k++
			if p.word(k) == "and" {
				k++
			}
		}
		n, ok := p.number(k, false)
		if !ok || n.vague || n.val == nil || p.tok(k).kind == letters && p.tok(k).lex == nil {
			return ps, j
		}
		x := p.lex(n.end)
		last := ps[len(ps)-1].u
		if x.unit == 0 || x.unit >= last || (last < day) != (x.unit < day) || x.unit == second && !x.plural || x.unit == quarter {
			return ps, j
		}
		ps, j = append(ps, piece{x.unit, n.val}), n.end+1
	}
	return ps, j
}

// lengthTail parses "ago", "later", "old" after a length and gives it its value.
func (p *parser) lengthTail(ps []piece, up *big.Rat, j int) result {
	u, n := ps[0].u, ps[0].n
	typ := typeDate
	if u < day {
		typ = typeTime
	}
	v := Value{Timex: timexLength(ps)}
	if up != nil {
		v = Value{Timex: length(u, nil), Number: decimal(n), Upper: decimal(up)}
	}
	point := func(sign int64) Value {
		if up != nil || n == nil || len(ps) > 1 {
			if sign < 0 {
				return Value{Timex: "PAST_REF"}
			}
			return Value{Timex: "FUTURE_REF"}
		}
		u, k, ok := wholeUnits(u, n)
		if !ok {
			return Value{Timex: unknown(u)}
		}
		return p.cal.relative(u, int(sign*k))
	}
	k := j
	hyphen := p.isHyphen(k) && p.tok(k).glued
	if hyphen {
		k++
	}
	switch w := p.word(k); {
	case w == "ago":
		return result{end: k + 1, typ: typ, val: point(-1)}
	case w == "from" && p.word(k+1) == "now", w == "from" && p.word(k+1) == "today":
		return result{end: k + 2, typ: typ, val: point(1)}
	case w == "hence":
		return result{end: k + 1, typ: typ, val: point(1)}
	case (w == "later" || w == "earlier") && !hyphen:
		return result{end: k + 1, typ: typ, val: Value{Timex: unknown(u)}}
	case w == "old" || w == "olds" || w == "long" && hyphen:
		return result{end: k + 1, typ: typ, val: v}
	}
	return result{end: j, typ: typ, val: v}
}

// wholeUnits turns a length with a fraction into whole smaller units.
func wholeUnits(u unit, n *big.Rat) (unit, int64, bool) {
	for range 4 {
		if n.IsInt() && n.Num().IsInt64() {
			k := n.Num().Int64()
			return u, k, k < 1e6 && k >= 0
		}
		f, v := int64(0), u
		switch u {
		case century:
			f, v = 100, year
		case decade:
			f, v = 10, year
		case year:
			f, v = 12, month
		case week:
			f, v = 7, day
		case day:
			f, v = 24, hour
		case hour:
			f, v = 60, minute
		default:
			return u, 0, false
		}
		u, n = v, new(big.Rat).Mul(n, big.NewRat(f, 1))
	}
	return u, 0, false
}

// timexLength joins the pieces of a length: "P2Y3M", "PT1H30M".
func timexLength(ps []piece) string {
	s := length(ps[0].u, ps[0].n)
	for _, x := range ps[1:] {
		t := length(x.u, x.n)
		if strings.HasPrefix(s, "PT") {
			t = strings.TrimPrefix(t, "PT")
		} else {
			t = strings.TrimPrefix(t, "P")
		}
		s += t
	}
	return s
}

var vagueCounts = set("several few many numerous countless multiple some")

// vagueTime parses lengths without a numeral: "a year", "several weeks", "years ago".
func (p *parser) vagueTime(i int) (result, bool) {
	t := p.tok(i)
	if t.kind != letters {
		return result{}, false
	}
	var n *big.Rat
	j := i
	switch w := t.lower; {
	case w == "a" || w == "an":
		switch p.word(i + 1) {
		case "few", "good", "couple", "number":
			j = i + 2
			if p.word(j) == "of" {
				j++
			}
			if _, plural, _ := p.unitAt(j); !plural {
				return result{}, false
			}
			return p.finishVague(j, nil)
		case "half":
			if p.isHyphen(i + 2) {
				return p.halfUnit(i + 1)
			}
		case "quarter":
			if p.word(i+2) == "of" && (p.word(i+3) == "a" || p.word(i+3) == "an") {
				if x := p.lex(i + 4); x.unit == century || x.unit == hour {
					return p.lengthTail([]piece{{x.unit, big.NewRat(1, 4)}}, nil, i+5), true
				}
			}
			if p.word(i+2) == "century" {
				return p.lengthTail([]piece{{century, big.NewRat(1, 4)}}, nil, i+3), true
			}
			return result{}, false
		}
		n, j = big.NewRat(1, 1), i+1
		if in(p.word(j), unitAdjectives) && p.word(j) != "full" && p.word(j) != "further" && p.word(j) != "whole" {
			return result{}, false
		}
		x := p.lex(j)
		if x.unit == 0 && p.word(j) != "full" && p.word(j) != "further" && p.word(j) != "whole" || x.plural {
			return result{}, false
		}
		if x.unit == second || x.unit == quarter || x.unit == night || x.unit == weekend {
			return result{}, false
		}
		if x.unit == day && p.word(j+1) == "to" && p.word(j+2) == "day" {
			return result{}, false // "on a day to day basis"
		}
		if p.isHyphen(j+1) && p.tok(j+1).glued && p.word(j+2) != "long" && p.word(j+2) != "old" {
			return result{}, false // "a week-old truce" is let in, "a day-care centre" not
		}
		return p.finishVague(j, n)
	case w == "half":
		return p.halfUnit(i)
	case in(w, vagueCounts):
		j = i + 1
		if x := p.lex(j); x.scale > 0 || x.dozen {
			return result{}, false
		}
		if _, plural, _ := p.unitAt(j); !plural {
			return result{}, false
		}
		return p.finishVague(j, nil)
	case w == "couple" && p.word(i+1) == "of":
		if _, plural, _ := p.unitAt(i + 2); !plural {
			return result{}, false
		}
		return p.finishVague(i+2, nil)
	}
	return p.bareUnit(i)
}

// bareUnit parses "years", "decades ago", "day-long".
func (p *parser) bareUnit(i int) (result, bool) {
	t := p.tok(i)
	x := p.lex(i)
	if x.unit == 0 || x.plural && t.end-t.start < 4 {
		return result{}, false
	}
	if !x.plural {
		if p.isHyphen(i+1) && p.tok(i+1).glued && p.word(i+2) == "long" {
			return p.lengthTail([]piece{{x.unit, big.NewRat(1, 1)}}, nil, i+1), true
		}
		return result{}, false
	}
	switch x.unit {
	case second, quarter, night, weekend:
		return result{}, false
	}
	if p.tok(i-1).kind == digits && i > 0 {
		return result{}, false // a number was refused: the broadcast "60 Minutes"
	}
	return p.finishVague(i, nil)
}

func (p *parser) finishVague(j int, n *big.Rat) (result, bool) {
	u, _, end := p.unitAt(j)
	if u == 0 {
		return result{}, false
	}
	ps := []piece{{u, n}}
	if n != nil {
		ps, end = p.morePieces(ps, end)
	}
	return p.lengthTail(ps, nil, end), true
}

// halfUnit parses "half an hour", "half a century", "half-hour".
func (p *parser) halfUnit(i int) (result, bool) {
	j := i + 1
	switch {
	case p.word(j) == "a" || p.word(j) == "an":
		j++
	case p.isHyphen(j) && p.tok(j).glued:
		j++
	default:
		return result{}, false
	}
	x := p.lex(j)
	if x.unit == 0 || x.plural || x.unit == second || x.unit == quarter {
		return result{}, false
	}
	return p.lengthTail([]piece{{x.unit, half}}, nil, j+1), true
}
