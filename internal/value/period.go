package value

import (
	"fmt"
	"math/big"
	"time"
)

// periodRules are the rules for seasons, decades, centuries, parts of a period
// and periods told by what stands before them ("last", "the third").
func periodRules() []rule {
	return []rule{
		{"nth", (*parser).nthOf},
		{"beyond", (*parser).beyond},
		{"weekday.beyond", (*parser).weekdayBeyond},
		{"edge", (*parser).partOfDate},
		{"part.both", (*parser).dateWithin},
		{"part.in", (*parser).partOfPeriod},
		{"part.deictic", (*parser).partOfDate},
		{"part.date", (*parser).partOfDate},
		{"part.day", (*parser).partOfDay},
		{"part.decade", (*parser).partOfDecade},
		{"part.century", (*parser).partOfCentury},
		{"part.hours", (*parser).earlyHours},
		{"earlier.in", (*parser).earlierIn},
		{"earlier.date", (*parser).earlierDate},
		{"earlier.day", (*parser).earlierDate},

		{"det.weekday", (*parser).detWeekday},
		{"det.month.days", (*parser).daysOfMonth},
		{"det.month.day", (*parser).daysOfMonth},
		{"det.month.year", (*parser).monthOfYear},
		{"det.month", (*parser).detMonth},
		{"det.season", (*parser).detSeason},
		{"det.part", (*parser).detPart},
		{"det.holiday", (*parser).holiday},
		{"det.holiday.bare", (*parser).holiday},
		{"det.few", (*parser).vagueStretch},
		{"det.half", (*parser).detHalf},
		{"det.halves", (*parser).detHalves},
		{"det.count", (*parser).detCount},
		{"det.year", (*parser).detYear},
		{"det.days", (*parser).theseDays},
		{"det.plural", (*parser).vagueStretch},
		{"det.span", (*parser).detSpan},
		{"det.unit", (*parser).detUnit},

		{"every.number", (*parser).everyNumber},
		{"every.few", (*parser).vagueStretch},
		{"every.unit", (*parser).everyUnit},
		{"every.weekday", (*parser).everyWeekday},
		{"every.month", (*parser).everyMonth},
		{"every.season", (*parser).everySeason},
		{"every.part", (*parser).everyPart},
		{"every.day", (*parser).everyDay},
		{"all.unit", (*parser).everyUnit},
		{"all.season", (*parser).everySeason},
		{"that.part", (*parser).everyPart},
		{"that.unit", (*parser).thatUnit},
		{"that.season", (*parser).everySeason},
		{"that.weekday", (*parser).everyWeekday},

		{"first.few", (*parser).firstUnits},
		{"first.units", (*parser).firstUnits},
		{"season.year", (*parser).seasonOf},
		{"season.short", (*parser).seasonOf},
		{"season.relative", (*parser).seasonOf},
		{"season.the", (*parser).seasonAlone},
		{"season.alone", (*parser).seasonAlone},
		{"roman.century", (*parser).romanCentury},
		{"decade.word", (*parser).decadeInWords},

		{"ord.century", (*parser).ordinalCentury},
		{"ord.day", (*parser).ordinalDay},
		{"ord.quarter", (*parser).ordinalQuarter},
		{"ord.half", (*parser).ordinalHalf},
		{"half.century", (*parser).halfCentury},
		{"ord.unit", (*parser).ordinalUnit},
		{"ord.weekday", (*parser).ordinalWeekday},

		{"the.year", (*parser).monthlessYear},
		{"the.week.of", (*parser).periodOfDate},
		{"the.weekend", (*parser).theWeekend},
		{"the.part", (*parser).everyPart},
		{"the.current", (*parser).current},
		{"the.day", (*parser).openDay},
		{"the.period", (*parser).thatUnit},
	}
}

func withMod(v Value, mod string) Value {
	if v.Mod == "" {
		v.Mod = mod
	}
	return v
}

// ---- Parts of a period

// partOfDate values "early 2021", "mid-July", "the end of the week". It takes
// times too ("late Thursday night").
func (p *parser) partOfDate(m *match) (result, bool) {
	r, ok := p.date(m.at("date"))
	if !ok || r.typ == "" || r.typ != typeDate && m.Pattern.Name() == "edge" {
		return refuse()
	}
	r.val = withMod(r.val, m.lex("mod").edge)
	return r, true
}

// dateWithin takes what is said of the second of two parts: "early to mid-2021".
func (p *parser) dateWithin(m *match) (result, bool) { return p.date(m.at("date")) }

func (p *parser) partOfPeriod(m *match) (result, bool) {
	return dated(m.End, withMod(p.cal.relative(m.lex("u").unit, 0), m.lex("mod").edge))
}

func (p *parser) partOfDay(m *match) (result, bool) {
	return timed(m.End, Value{Timex: unknownDay + m.lex("part").part, Mod: m.lex("mod").edge})
}

func (p *parser) partOfDecade(m *match) (result, bool) {
	return dated(m.End, withMod(decadeValue(m.lex("w").decade), m.lex("mod").edge))
}

func (p *parser) partOfCentury(m *match) (result, bool) {
	n, _, _ := p.ordinal(m.at("o"))
	return dated(m.End, withMod(centuryValue(int(n)), m.lex("mod").edge))
}

func (p *parser) earlyHours(m *match) (result, bool) {
	return timed(m.End, Value{Timex: unknownDay + "TMO"})
}

// earlierIn values "later in the day".
func (p *parser) earlierIn(m *match) (result, bool) {
	return p.cut(m, result{m.End, typeDate, Value{Timex: unknown(m.lex("u").unit)}})
}

// earlierDate values "earlier this year".
func (p *parser) earlierDate(m *match) (result, bool) {
	r, ok := p.date(m.at("date"))
	if !ok || r.typ == "" {
		return refuse()
	}
	return p.cut(m, r)
}

// cut narrows a period that contains the day of publication to the part before
// it ("earlier") or after it ("later").
func (p *parser) cut(m *match, r result) (result, bool) {
	before := m.word("w") == "earlier"
	mod := "END"
	if before {
		mod = "START"
	}
	v := withMod(r.val, mod)
	if p.cal.known && len(v.Start) == len(isoDay) && (v.Mod == "START" || v.Mod == "END") {
		v = p.cal.cut(v, before)
	}
	r.val = v
	return r, true
}

func (c calendar) cut(v Value, before bool) Value {
	pub, next := c.pub.Format(isoDay), c.pub.AddDate(0, 0, 1).Format(isoDay)
	if before && v.Start < pub && pub < v.End {
		v.End = pub
	}
	if !before && v.Start < next && next < v.End {
		v.Start = next
	}
	return v
}

// ---- Seasons, decades and centuries

func (p *parser) seasonOf(m *match) (result, bool) {
	s := m.lex("s").season
	y, _ := m.year()
	if y > 0 && y < 100 {
		y = shortYear(y)
	}
	if y == 0 {
		return dated(m.End, Value{Timex: "XXXX-" + s})
	}
	return dated(m.End, seasonValue(y, s))
}

func (p *parser) seasonAlone(m *match) (result, bool) {
	return dated(m.End, p.cal.season(m.lex("s").season, p.lean(m.at("s"), m.End, nearest)))
}

func (p *parser) romanCentury(m *match) (result, bool) {
	return dated(m.End, centuryValue(m.lex("w").roman))
}

func (p *parser) decadeInWords(m *match) (result, bool) {
	return dated(m.End, decadeValue(m.lex("w").decade))
}

// ---- Ordinals

// ordinalIn is the ordinal that m captured as o.
func (m *match) ordinalIn() int {
	n, _, _ := m.p.ordinal(m.at("o"))
	return int(n)
}

func (p *parser) ordinalCentury(m *match) (result, bool) {
	n := m.ordinalIn()
	switch {
	case n < 1 || n > 30:
		return refuse()
	case m.lex("u").has(plural):
		return dated(m.End, Value{})
	}
	return dated(m.End, centuryValue(n))
}

// ordinalDay values "fourth of July 2022".
func (p *parser) ordinalDay(m *match) (result, bool) {
	d, mon := m.ordinalIn(), m.lex("m").month
	if d > 31 {
		return refuse()
	}
	if y := m.number("y"); m.Has("y") && validDay(y, mon, d) {
		return dated(m.End, dayValue(date(y, mon, d)))
	}
	end := m.after("m")
	return dated(end, p.cal.day(mon, d, p.lean(m.at("m"), end, nearest)))
}

// ordinalQuarter values "third quarter of 2024".
func (p *parser) ordinalQuarter(m *match) (result, bool) {
	q := m.ordinalIn()
	if q > 4 {
		return refuse()
	}
	y, end, ok := m.yearOfPeriod()
	switch {
	case y > 0:
		return dated(end, quarterValue(y, q))
	case ok || !p.cal.known:
		return dated(end, Value{Timex: fmt.Sprintf("XXXX-Q%d", q)})
	}
	return dated(m.after("end"), p.cal.lastQuarter(q))
}

// ordinalHalf values "first half of 2021".
func (p *parser) ordinalHalf(m *match) (result, bool) {
	h := m.ordinalIn()
	y, end, ok := m.yearOfPeriod()
	switch {
	case h > 2 || !ok:
		return refuse()
	case y > 0:
		return dated(end, halfValue(y, h))
	}
	return dated(end, Value{Timex: fmt.Sprintf("XXXX-H%d", h)})
}

// yearOfPeriod is the year of which m has a part: 0 where it is not known. It
// returns the end of the whole, and false where no year is told.
func (m *match) yearOfPeriod() (y, end int, ok bool) {
	if m.Has("date") {
		if r, ok := m.dateIn(); ok {
			return 0, r.end, true
		}
		return 0, m.after("end"), false
	}
	y, _ = m.year()
	end = m.End
	return y, end, end != m.after("end")
}

// halfCentury values "first half of the 20th century".
func (p *parser) halfCentury(m *match) (result, bool) {
	h := m.ordinalIn()
	c, _, _ := p.ordinal(m.at("c"))
	return result{m.End, typeDate, withMod(centuryValue(int(c)), map[int]string{1: "START", 2: "END"}[h])}, h <= 2
}

// ordinalUnit values "first week of August".
func (p *parser) ordinalUnit(m *match) (result, bool) {
	return m.endOfDate(result{m.after("u"), typeDate, Value{Timex: unknown(m.lex("u").unit)}}, m.told())
}

// told reports whether "the" or a possessive stands before the ordinal.
func (m *match) told() bool {
	k := m.at("o") - 1
	return m.p.word(k) == "the" || m.p.is(k, possessive)
}

// endOfDate takes the date into r that m captured after "of". Without one r is
// refused, unless alone.
func (m *match) endOfDate(r result, alone bool) (result, bool) {
	if d, ok := m.dateIn(); m.Has("date") && ok {
		r.end = d.end
		return r, true
	}
	return r, alone
}

func (p *parser) ordinalWeekday(m *match) (result, bool) {
	r, ok := m.dateIn()
	r.val = unknownWeekday(m.lex("day").weekday)
	return r, ok
}

// firstUnits values "the first three months of 2021". The length has no number
// where none is said.
func (p *parser) firstUnits(m *match) (result, bool) {
	var n *big.Rat
	if m.Has("n") {
		x, _ := p.number(m.at("n"), false)
		if n = x.val; n == nil {
			return refuse()
		}
	}
	u := m.lex("u").unit
	return m.endOfDate(result{m.after("u"), unitType(u), Value{Timex: length(u, n)}}, true)
}

// nthOf values "the last week of February", "the first Monday in May".
func (p *parser) nthOf(m *match) (result, bool) {
	r, ok := m.dateIn()
	if !ok {
		return refuse()
	}
	n := -1
	if m.Has("o") {
		n = m.ordinalIn()
	}
	from, err1 := time.Parse(isoDay, r.val.Start)
	to, err2 := time.Parse(isoDay, r.val.End)
	switch {
	case err1 == nil && err2 == nil && to.Sub(from) > 8*24*time.Hour:
		r.val, ok = p.nthIn(m, n, from, to)
	case m.Has("day"):
		r.val = unknownWeekday(m.lex("day").weekday)
	default:
		r.val = Value{Timex: unknown(m.lex("u").unit)}
	}
	return r, ok
}

// nthIn is the nth day, week or weekday from the day from up to the day to; a
// negative n counts from the end.
func (p *parser) nthIn(m *match, n int, from, to time.Time) (v Value, ok bool) {
	first, step := from, 7
	switch u := m.lex("u").unit; {
	case u == day:
		step = 1
	case u == week && n < 0:
		first = to.AddDate(0, 0, -7)
	case u == weekend:
		first = from.AddDate(0, 0, int(time.Saturday-from.Weekday()))
	case m.Has("day"):
		first = from.AddDate(0, 0, (m.lex("day").weekday-int(from.Weekday())+7)%7)
	}
	at := first.AddDate(0, 0, step*(n-1))
	if n < 0 {
		at = first.AddDate(0, 0, int(to.Sub(first).Hours()/24-1)/step*step)
	}
	if m.lex("u").unit == week {
		v = weekValue(at.AddDate(0, 0, 3))
		w := between(v.Timex, at, at.AddDate(0, 0, 7))
		return w, at.Before(to)
	}
	if m.lex("u").unit == weekend {
		return weekendValue(at), at.Before(to)
	}
	return dayValue(at), at.Before(to)
}

// twoAway is how many periods away "before last" and "after next" look.
func (m *match) twoAway() int {
	if m.word("w") == "before" {
		return -2
	}
	return 2
}

// beyond values "the week before last".
func (p *parser) beyond(m *match) (result, bool) {
	u := m.lex("u").unit
	return result{m.End, unitType(u), p.cal.relative(u, m.twoAway())}, true
}

// weekdayBeyond values "the Monday before last".
func (p *parser) weekdayBeyond(m *match) (result, bool) {
	wd := m.lex("day").weekday
	if !p.cal.known {
		return dated(m.End, unknownWeekday(wd))
	}
	l, more := lastOne, -7
	if m.twoAway() > 0 {
		l, more = nextOne, 7
	}
	t, err := time.Parse(isoDay, p.cal.weekday(wd, l).Start)
	return result{m.End, typeDate, dayValue(t.AddDate(0, 0, more))}, err == nil
}

// ---- Periods after "the"

func (p *parser) monthlessYear(m *match) (result, bool) {
	return dated(m.End, yearValue(m.number("y")))
}

// periodOfDate values "the week of March 6".
func (p *parser) periodOfDate(m *match) (result, bool) {
	r, ok := m.dateIn()
	if t, err := time.Parse(isoDay, r.val.Start); ok && err == nil && len(r.val.Timex) == len(isoDay) {
		r.val = unitValue(m.lex("u").unit, t)
	}
	return r, ok
}

func (p *parser) theWeekend(m *match) (result, bool) {
	return dated(m.End, p.cal.weekendNear(p.lean(m.Start, m.End, past)))
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

func (p *parser) openDay(m *match) (result, bool) {
	return dated(m.End, Value{Timex: unknown(day)})
}

func (p *parser) current(m *match) (result, bool) {
	return dated(m.End, p.cal.relative(m.lex("u").unit, 0))
}
