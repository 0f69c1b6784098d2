package value

import (
	"fmt"
	"math/big"
	"time"
)

// deictic parses phrases that begin with "this", "last", "next", "past",
// "every" and the like at i; start is the phrase's first token ("the").
func (p *parser) deictic(start, i int) (result, bool) {
	w := p.word(i)
	j := i + 1
	switch w {
	case "this", "these":
		// "this past week", "these past few days", "this coming Thursday".
		if x := p.word(j); x == "past" || x == "coming" || x == "last" || x == "next" || x == "same" {
			return p.deictic(start, j)
		}
	case "every", "each", "all":
		return p.every(i)
	case "that":
		if p.word(j) == "same" {
			j++
		}
		return p.thatPeriod(j)
	}
	l, n := nearest, 0
	switch w {
	case "last", "past", "previous", "preceding":
		l, n = lastOne, -1
	case "next", "coming", "following", "upcoming", "subsequent":
		l, n = nextOne, 1
	}
	narrative := w == "previous" || w == "preceding" || w == "following" || w == "same" || w == "subsequent"
	if r, ok := p.namedPeriod(j, w, l); ok {
		return r, true
	}
	if r, ok := p.holiday(j, l); ok && (w == "last" || w == "next" || w == "this") {
		return r, true
	}
	// "the last five years", "the past few weeks", "next two hours".
	if r, ok := p.countedPeriod(j, n, narrative); ok {
		return r, true
	}
	if in(p.word(j), kindsOfYear) && p.word(j+1) == "year" {
		v := Value{Timex: "XXXX"}
		if p.cal.known && p.word(j) == "calendar" {
			v = p.cal.relative(year, n)
		}
		return result{end: j + 2, typ: typeDate, val: v}, true
	}
	x := p.lex(j)
	switch {
	case x.unit == 0 || p.isHyphen(j+1) && p.tok(j+1).glued && p.word(j+2) != "long":
		return result{}, false
	case w == "these":
		if x.plural && (x.unit == day) {
			return result{end: j + 1, typ: typeDate, val: Value{Timex: "PRESENT_REF"}}, true
		}
		return result{}, false
	case x.plural && w == "last" && in(p.word(i-1), beforeVerb):
		return result{}, false // "it could last years"
	case x.plural:
		if w != "last" && w != "next" && w != "past" && w != "coming" && w != "recent" && w != "previous" && w != "following" && w != "upcoming" || x.unit == second || x.unit == quarter || x.unit == night {
			return result{}, false
		}
		return p.vagueStretch(x.unit, j+1)
	case w == "recent" || w == "same" && start == i || narrative && start == i:
		return result{}, false
	case x.unit < day && (w == "last" || w == "this" && x.unit != hour || w == "next" || w == "same") || x.unit == second:
		return result{}, false // "last minute", "this second"
	case narrative:
		return result{end: j + 1, typ: unitType(x.unit), val: Value{Timex: unknown(x.unit)}}, true
	case w == "past" || w == "coming":
		if x.unit == night || x.unit == weekend {
			return result{end: j + 1, typ: unitType(x.unit), val: p.cal.relative(x.unit, min(n, 0))}, true
		}
		v := Value{Timex: length(x.unit, big.NewRat(1, 1))}
		return result{end: j + 1, typ: unitType(x.unit), val: p.cal.stretch(v, x.unit, n)}, true
	case x.unit == night && w == "last":
		return result{end: j + 1, typ: typeTime, val: p.cal.relative(night, -1)}, true
	}
	return result{end: j + 1, typ: unitType(x.unit), val: p.cal.relative(x.unit, n)}, true
}

// beforeVerb are the words that make a verb of what follows.
var beforeVerb = set("to could can will would may might must should")

func unitType(u unit) string {
	if u < day || u == night {
		return typeTime
	}
	return typeDate
}

// namedPeriod parses a weekday, month, season or part of the day after "last" etc.
func (p *parser) namedPeriod(j int, w string, l lean) (result, bool) {
	x, t := p.lex(j), p.tok(j)
	switch {
	case x.weekday > 0 && !x.abbr && !x.plural && (t.upper || p.caseless()):
		v := p.cal.weekday(int(x.weekday), l)
		if w == "this" && p.cal.known {
			v = dayValue(monday(p.cal.pub).AddDate(0, 0, int(x.weekday)-1))
		}
		if w == "same" || w == "following" || w == "previous" {
			v = Value{Timex: fmt.Sprintf("XXXX-WXX-%d", x.weekday)}
		}
		return p.withPart(j+1, v), true
	case x.month > 0 && (t.upper || p.caseless()) && (w == "last" || w == "next" || w == "this" || w == "past" || w == "coming" || w == "previous" || w == "following"):
		end := p.stopOf(j)
		if d, k, ok := p.monthDay(end, t); ok {
			return p.dayOfMonth(j, int(x.month), d, k)
		}
		if y, e, ok := p.yearAfter(end); ok {
			return result{end: e, typ: typeDate, val: monthValue(y, int(x.month))}, true
		}
		v := p.cal.month(int(x.month), l)
		if w == "this" && p.cal.known {
			v = monthValue(p.cal.pub.Year(), int(x.month))
		}
		return result{end: end, typ: typeDate, val: v}, true
	case x.season != "" && (w == "last" || w == "next" || w == "this" || w == "past" || w == "coming" || w == "previous" || w == "following") && !(t.upper && p.tok(j+1).upper):
		v := p.cal.season(x.season, l)
		if w == "this" && p.cal.known {
			v = seasonValue(p.cal.pub.Year(), x.season)
		}
		return result{end: j + 1, typ: typeDate, val: v}, true
	case x.part != "" && p.word(j) != "dawn" && p.word(j) != "dusk" && w != "recent" && w != "coming":
		v := p.cal.relative(day, 0)
		if w == "last" {
			v = p.cal.relative(day, -1)
		}
		if w != "this" && w != "last" {
			v = Value{Timex: "XXXX-XX-XX"}
		}
		return result{end: j + 1, typ: typeTime, val: part(v, x.part)}, true
	}
	return result{}, false
}

// countedPeriod parses "five years", "few weeks", "24 hours" after "the last".
func (p *parser) countedPeriod(j, sign int, narrative bool) (result, bool) {
	switch p.word(j) {
	case "few", "several", "couple", "many":
		k := j + 1
		if p.word(k) == "of" {
			k++
		}
		if u, plural, end := p.unitAt(k); plural && u != second {
			return p.vagueStretch(u, end)
		}
		return result{}, false
	case "half":
		if r, ok := p.halfUnit(j); ok {
			return r, true
		}
		k := j + 1
		if p.isHyphen(k) {
			k++
		}
		if u := p.lex(k).unit; u == decade || u == century || u == year || u == hour {
			return result{end: k + 1, typ: unitType(u), val: p.cal.stretch(Value{Timex: length(u, half)}, u, 0)}, true
		}
	}
	n, ok := p.number(j, false)
	if !ok {
		return result{}, false
	}
	lo, up := n.val, (*big.Rat)(nil)
	if v, hi, ok := p.upper(n, false); ok {
		lo, up, n = v, hi.val, hi
	} else if p.word(n.end) == "or" {
		if hi, ok := p.number(n.end+1, false); ok && hi.val != nil {
			up, n = hi.val, hi
		}
	}
	k := n.end
	if n.vague && p.word(k) == "of" {
		k++
	}
	if p.isHyphen(k) {
		return result{}, false
	}
	u, plural, end := p.unitAt(k)
	if u == 0 || u == second && !plural || u == quarter && !plural {
		return result{}, false
	}
	v := Value{Timex: length(u, lo)}
	if up != nil {
		v = Value{Timex: length(u, nil), Number: decimal(lo), Upper: decimal(up)}
	}
	if !narrative && up == nil && lo != nil && sign != 0 {
		if w, k, ok := wholeUnits(u, lo); ok {
			v = p.cal.stretch(v, w, sign*int(k))
		}
	}
	return result{end: end, typ: unitType(u), val: v}, true
}

// vagueStretch is "recent years", "the coming weeks".
func (p *parser) vagueStretch(u unit, end int) (result, bool) {
	return result{end: end, typ: unitType(u), val: Value{Timex: length(u, nil)}}, true
}

// every parses "every day", "each year", "every other week", "every two years", "all day".
func (p *parser) every(i int) (result, bool) {
	w := p.word(i)
	j := i + 1
	x := p.lex(j)
	if w == "all" {
		if x.unit >= day && !x.plural && x.unit != quarter && x.unit != weekend && x.unit != century && x.unit != decade && !p.isHyphen(j+1) {
			return result{end: j + 1, typ: unitType(x.unit), val: Value{Timex: length(x.unit, big.NewRat(1, 1))}}, true
		}
		if p.word(j) == "summer" || p.word(j) == "winter" {
			return result{end: j + 1, typ: typeDate, val: Value{Timex: "XXXX-" + x.season}}, true
		}
		return result{}, false
	}
	n := big.NewRat(1, 1)
	if p.word(j) == "other" || p.word(j) == "second" && p.lex(j+1).unit > 0 {
		n, j = big.NewRat(2, 1), j+1
		x = p.lex(j)
	} else if p.word(j) == "single" {
		j++
		x = p.lex(j)
	} else if m, ok := p.number(j, false); ok && p.lex(m.end).unit > 0 && m.val != nil {
		return result{end: m.end + 1, typ: unitType(p.lex(m.end).unit), val: Value{Timex: length(p.lex(m.end).unit, m.val)}}, true
	}
	switch {
	case p.word(j) == "few" && p.lex(j+1).plural && p.lex(j+1).unit > 0:
		return result{end: j + 2, typ: unitType(p.lex(j + 1).unit), val: Value{Timex: length(p.lex(j+1).unit, nil)}}, true
	case x.unit > 0 && !x.plural && x.unit != second:
		return result{end: j + 1, typ: unitType(x.unit), val: Value{Timex: length(x.unit, n)}}, true
	case x.weekday > 0 && !x.abbr:
		r := p.withPart(j+1, Value{Timex: fmt.Sprintf("XXXX-WXX-%d", x.weekday)})
		return r, true
	case x.month > 0 && !x.abbr && p.tok(j).upper:
		return result{end: j + 1, typ: typeDate, val: Value{Timex: fmt.Sprintf("XXXX-%02d", x.month)}}, true
	case x.season != "":
		return result{end: j + 1, typ: typeDate, val: Value{Timex: "XXXX-" + x.season}}, true
	case x.part != "":
		return result{end: j + 1, typ: typeTime, val: Value{Timex: "XXXX-XX-XX" + x.part}}, true
	}
	if d, end, ok := p.dayNumberOrdinal(j); ok && p.lex(end).month > 0 {
		return result{end: end + 1, typ: typeDate, val: Value{Timex: fmt.Sprintf("XXXX-%02d-%02d", p.lex(end).month, d)}}, true
	}
	return result{}, false
}

func (p *parser) dayNumberOrdinal(j int) (int, int, bool) {
	v, end, ok := p.ordinal(j)
	return int(v), end, ok && v >= 1 && v <= 31
}

// thatPeriod parses the unit after "that": "that year", "that same night".
func (p *parser) thatPeriod(j int) (result, bool) {
	x := p.lex(j)
	switch {
	case x.part != "" && x.part != "TMI":
		return result{end: j + 1, typ: typeTime, val: Value{Timex: "XXXX-XX-XX" + x.part}}, true
	case x.unit >= day && !x.plural && x.unit != quarter:
		return result{end: j + 1, typ: unitType(x.unit), val: Value{Timex: unknown(x.unit)}}, true
	case x.season == "SU" || x.season == "WI":
		return result{end: j + 1, typ: typeDate, val: Value{Timex: "XXXX-" + x.season}}, true
	case x.weekday > 0 && !x.abbr && !x.plural && p.tok(j).upper:
		return p.withPart(j+1, Value{Timex: fmt.Sprintf("XXXX-WXX-%d", x.weekday)}), true
	}
	return result{}, false
}

// theDate parses dates that begin with "the".
func (p *parser) theDate(i int) (result, bool) {
	j := i + 1
	t := p.tok(j)
	x := p.lex(j)
	switch w := p.word(j); w {
	case "early", "late", "mid", "middle":
		if w == "middle" || w == "early" || w == "late" {
			if r, ok := p.edge(j); ok {
				return r, true
			}
		}
		if r, ok := p.partOf(j); ok {
			return r, true
		}
		if p.word(j+1) == "hours" {
			return result{end: j + 2, typ: typeTime, val: Value{Timex: "XXXX-XX-XXTMO"}}, true
		}
		return result{}, false
	case "end", "beginning", "start", "turn", "close", "eve":
		return p.edge(j)
	case "past", "last", "next", "coming", "previous", "preceding", "following", "same", "upcoming", "subsequent":
		if w == "same" && p.word(j+1) == "time" {
			return result{}, false
		}
		r, ok := p.deictic(i, j)
		if ok && w == "next" || w == "last" {
			// "the next day" is told from the story, not from the publication.
			if u := p.lex(j + 1); ok && u.unit > 0 && !u.plural && r.end == j+2 && w == "next" {
				r.val = Value{Timex: unknown(u.unit)}
			}
		}
		return r, ok
	case "current":
		if u := p.lex(j + 1); u.unit > day && !u.plural {
			return result{end: j + 2, typ: typeDate, val: p.cal.relative(u.unit, 0)}, true
		}
		return p.fiscalAfter(i, j+1)
	case "fiscal", "financial":
		return p.fiscalYear(i, j)
	case "other":
		if p.word(j+1) == "day" && !p.isHyphen(j+2) {
			return result{end: j + 2, typ: typeDate, val: Value{Timex: "PAST_REF"}}, true
		}
	case "day":
		switch {
		case p.word(j+1) == "before" && p.word(j+2) == "yesterday":
			return result{end: j + 3, typ: typeDate, val: p.cal.relative(day, -2)}, true
		case p.word(j+1) == "after" && p.word(j+2) == "tomorrow":
			return result{end: j + 3, typ: typeDate, val: p.cal.relative(day, 2)}, true
		}
	case "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties":
		return result{end: j + 1, typ: typeDate, val: decadeValue(nineties[w])}, true
	case "first", "final", "opening", "closing":
		if r, ok := p.firstUnits(j); ok {
			return r, true
		}
	}
	if roman[t.lower] > 0 {
		return p.date(j)
	}
	if t.kind == symbol {
		return p.shortDecade(j)
	}
	if t.kind == digits {
		if len(t.lower) == 2 && t.lower[1] == '0' && p.word(j+1) == "s" && p.tok(j+1).glued {
			return result{end: j + 2, typ: typeDate, val: decadeValue(shortYear(t.lower))}, true
		}
		if isYear(t.lower) && p.word(j+1) == "s" && p.tok(j+1).glued {
			return p.yearDate(j)
		}
		if d, end, ok := p.dayNumberOrdinal(j); ok && d > 0 && (p.word(end) == "of" && p.lex(end+1).month > 0 || p.lex(end).month > 0) {
			return p.dayMonth(j)
		}
	}
	if x.season != "" {
		return p.seasonDate(i, j)
	}
	if _, end, ok := p.ordinal(j); ok {
		return p.ordinalDate(j, end)
	}
	if x.part != "" && !t.upper && p.word(j) != "dawn" && p.word(j) != "dusk" && !p.isHyphen(j+1) && p.word(j+1) != "of" {
		return result{end: j + 1, typ: typeTime, val: Value{Timex: "XXXX-XX-XX" + x.part}}, true
	}
	if x.unit >= day && !x.plural && !t.upper && !(p.isHyphen(j+1) && p.tok(j+1).glued) {
		return p.thePeriod(i, j)
	}
	return result{}, false
}

func (p *parser) fiscalAfter(i, j int) (result, bool) {
	if w := p.word(j); (w == "fiscal" || w == "financial") && p.word(j+1) == "year" {
		return result{end: j + 2, typ: typeDate, val: Value{Timex: "XXXX"}}, true
	}
	return result{}, false
}

// thePeriod parses "the year 2020", "the week of March 6", "the weekend", "the day".
func (p *parser) thePeriod(i, j int) (result, bool) {
	u := p.lex(j).unit
	if y, end, ok := p.yearAfter(j + 1); ok && u == year && !p.isSym(j+1, ",") {
		return result{end: end, typ: typeDate, val: yearValue(y)}, true
	}
	if p.word(j+1) == "of" && (u == week || u == month || u == year || u == weekend) {
		if r, ok := p.date(j + 2); ok && r.typ == typeDate && (p.lex(j+2).month > 0 || p.tok(j+2).kind == digits) {
			if t, err := time.Parse(isoDay, r.val.Start); err == nil && len(r.val.Timex) == len(isoDay) {
				r.val = unitValue(u, t)
			}
			return r, true
		}
	}
	switch u {
	case weekend:
		return result{end: j + 1, typ: typeDate, val: p.cal.weekendNear(p.lean(i, j+1, past))}, true
	case day:
		// "later in the day", not "the day that changed it".
		if !in(p.word(i-1), beforeTheDay) {
			return result{}, false
		}
		return result{end: j + 1, typ: typeDate, val: Value{Timex: unknown(u)}}, true
	case week, month, year, decade, century:
		if p.word(j+1) == "before" && p.word(j+2) == "" && p.tok(j+2).kind == symbol {
			return result{end: j + 2, typ: typeDate, val: Value{Timex: unknown(u)}}, true
		}
		return result{end: j + 1, typ: typeDate, val: Value{Timex: unknown(u)}}, true
	}
	return result{}, false
}

// weekendNear is the weekend before the publication or that with it, or the
// one to come.
func (c calendar) weekendNear(l lean) Value {
	if !c.known {
		return Value{Timex: unknown(weekend)}
	}
	t := c.pub
	if wd := t.Weekday(); l != future && wd != time.Saturday && wd != time.Sunday {
		t = t.AddDate(0, 0, -7)
	}
	return weekendValue(t)
}

// edge parses "end of the year", "beginning of 2021" at j, after "the".
func (p *parser) edge(j int) (result, bool) {
	if p.word(j+1) != "of" {
		return result{}, false
	}
	mod := map[string]string{"end": "END", "close": "END", "eve": "", "middle": "MID"}[p.word(j)]
	if w := p.word(j); w == "beginning" || w == "start" || w == "turn" {
		mod = "START"
	} else if w == "eve" || w == "early" || w == "late" {
		return result{}, false
	}
	k := j + 2
	w := p.word(k)
	if w != "the" && w != "this" && w != "last" && w != "next" && p.lex(k).month == 0 && !isYear(p.tok(k).lower) && p.lex(k).season == "" {
		return result{}, false
	}
	r, ok := p.date(k)
	if !ok || r.typ != typeDate {
		return result{}, false
	}
	r.val = withMod(r.val, mod)
	return r, true
}

// firstUnits parses "first three months [of 2021]", "first few days" at j.
func (p *parser) firstUnits(j int) (result, bool) {
	k := j + 1
	if w := p.word(k); w == "few" || w == "several" || w == "couple" {
		k++
		if p.word(k) == "of" {
			k++
		}
		u, plural, end := p.unitAt(k)
		if !plural || u == second {
			return result{}, false
		}
		return p.ofDate(result{end: end, typ: unitType(u), val: Value{Timex: length(u, nil)}}), true
	}
	n, ok := p.number(k, false)
	if !ok || n.val == nil || p.isHyphen(n.end) {
		return result{}, false
	}
	u, plural, end := p.unitAt(n.end)
	if !plural {
		return result{}, false
	}
	return p.ofDate(result{end: end, typ: unitType(u), val: Value{Timex: length(u, n.val)}}), true
}

// ofDate takes in "of 2021", "of the year", "of this month" after a part of it.
func (p *parser) ofDate(r result) result {
	if p.word(r.end) != "of" {
		return r
	}
	k := r.end + 1
	w := p.word(k)
	if w == "this" || w == "last" || w == "next" || w == "the" && p.lex(k+1).unit >= week || isYear(p.tok(k).lower) || p.lex(k).month > 0 {
		if d, ok := p.date(k); ok && d.typ == typeDate {
			r.end = d.end
		}
	}
	return r
}

// ordinalDate parses "19th century", "third quarter of 2024", "first week of
// August", "fourth of July" with the ordinal at i, which ends before j.
func (p *parser) ordinalDate(i, j int) (result, bool) {
	v, _, _ := p.ordinal(i)
	k := j
	if p.isHyphen(k) && p.tok(k).glued && p.tok(k+1).glued {
		k++
	}
	the := p.word(i-1) == "the"
	x := p.lex(k)
	switch {
	case x.unit == century && v >= 1 && v <= 30:
		val := Value{}
		if !x.plural {
			val = centuryValue(int(v))
		}
		return result{end: k + 1, typ: typeDate, val: val}, true
	case p.word(j) == "of" && p.lex(j+1).month > 0 && p.tok(j+1).upper && v <= 31:
		return p.spelledDay(int(v), j+1)
	case p.word(j) == "day" && p.word(j+1) == "of" && p.lex(j+2).month > 0 && p.tok(j+2).upper && v <= 31:
		return p.spelledDay(int(v), j+2)
	case x.unit == quarter && v <= 4 && !x.plural:
		return p.quarterDate(int(v), k+1)
	case p.word(k) == "half" && v <= 2:
		return p.halfYear(int(v), k+1)
	case (x.unit == week || x.unit == weekend || x.unit == day || x.unit == month || x.unit == year) && !x.plural && k == j && !(p.isHyphen(k+1) && p.tok(k+1).glued):
		r := p.ofDate(result{end: k + 1, typ: typeDate, val: Value{Timex: unknown(x.unit)}})
		if r.end == k+1 && !the && !in(p.word(i-1), possessives) {
			return result{}, false
		}
		return r, true
	case x.weekday > 0 && !x.abbr && (p.word(k+1) == "of" || p.word(k+1) == "in") && (p.lex(k+2).month > 0 || p.word(k+2) == "every" || p.word(k+2) == "each"):
		if r, ok := p.date(k + 2); ok && r.typ == typeDate {
			r.val = Value{Timex: fmt.Sprintf("XXXX-WXX-%d", x.weekday)}
			return r, true
		}
	}
	return result{}, false
}

// spelledDay parses the month and year of "fourth of July [2022]" at j.
func (p *parser) spelledDay(d, j int) (result, bool) {
	m := int(p.lex(j).month)
	end := p.stopOf(j)
	if y, e, ok := p.yearAfter(end); ok && validDay(y, m, d) {
		return result{end: e, typ: typeDate, val: dayValue(date(y, m, d))}, true
	}
	return result{end: end, typ: typeDate, val: p.cal.day(m, d, p.lean(j, end, nearest))}, true
}

// periodOf reads "of 2024", "of last year", "2024" at j.
func (p *parser) periodOf(j int) (y, end int, known, ok bool) {
	k := j
	if p.word(k) == "of" {
		k++
	}
	if y, end, ok := p.yearAfter(k); ok && !p.isSym(k, ",") {
		return y, end, true, true
	}
	if off, end, ok := p.relative(j, "year"); ok {
		if p.cal.known {
			return p.cal.pub.Year() + off, end, true, true
		}
		return 0, end, false, true
	}
	if k > j && p.word(k) == "the" {
		q := k + 1
		if w := p.word(q); w == "year" {
			return 0, q + 1, false, true
		} else if (w == "fiscal" || w == "financial" || w == "current") && p.word(q+1) == "year" {
			return 0, q + 2, false, true
		}
	}
	if w := p.word(k); (w == "fiscal" || w == "fy") && k > j {
		if r, ok := p.date(k); ok && r.typ == typeDate {
			return 0, r.end, false, true
		}
	}
	return 0, j, false, false
}

func (p *parser) quarterDate(q, j int) (result, bool) {
	y, end, known, ok := p.periodOf(j)
	switch {
	case known:
		return result{end: end, typ: typeDate, val: quarterValue(y, q)}, true
	case ok || !p.cal.known:
		return result{end: end, typ: typeDate, val: Value{Timex: fmt.Sprintf("XXXX-Q%d", q)}}, true
	}
	y, _ = p.cal.yearOf(past, func(y int) time.Time { return date(y, 3*q-2, 1) })
	return result{end: j, typ: typeDate, val: quarterValue(y, q)}, true
}

func (p *parser) halfYear(h, j int) (result, bool) {
	y, end, known, ok := p.periodOf(j)
	switch {
	case known:
		return result{end: end, typ: typeDate, val: halfValue(y, h)}, true
	case ok:
		return result{end: end, typ: typeDate, val: Value{Timex: fmt.Sprintf("XXXX-H%d", h)}}, true
	}
	if k := j; p.word(k) == "of" && p.word(k+1) == "the" {
		if v, e, ok := p.ordinal(k + 2); ok && p.lex(e).unit == century {
			return result{end: e + 1, typ: typeDate, val: withMod(centuryValue(int(v)), map[int]string{1: "START", 2: "END"}[h])}, true
		}
	}
	return result{}, false
}

var kindsOfYear = set("fiscal financial calendar academic school")

var beforeTheDay = set("in of during throughout for by")

var possessives = set("my your his her its our their")
