package value

import (
	"fmt"
	"math/big"
)

// unknownDay is the Timex of a day that is not known.
const unknownDay = "XXXX-XX-XX"

// side tells on which side of the publication "last" or "next" looks, and how
// many periods away.
func (m *match) side() (lean, int) {
	switch n := m.lex("w").sign; {
	case n < 0:
		return lastOne, n
	case n > 0:
		return nextOne, n
	}
	return nearest, 0
}

// narrative reports whether the word looks from the story's time and not from
// the publication's.
func (m *match) narrative() bool {
	switch m.word("w") {
	case "previous", "preceding", "following", "same", "subsequent":
		return true
	}
	return false
}

// detWeekday values "last Monday", "this coming Friday night".
func (p *parser) detWeekday(m *match) (result, bool) {
	wd := m.lex("day").weekday
	l, _ := m.side()
	switch m.word("w") {
	case "this":
		if p.cal.known {
			return m.inPart(dayValue(monday(p.cal.pub).AddDate(0, 0, wd-1)))
		}
	case "same", "following", "previous":
		return m.inPart(unknownWeekday(wd))
	}
	return m.inPart(p.cal.weekday(wd, l))
}

func (p *parser) detMonth(m *match) (result, bool) {
	l, _ := m.side()
	if m.word("w") == "this" && p.cal.known {
		return dated(m.End, monthValue(p.cal.pub.Year(), m.lex("m").month))
	}
	return dated(m.End, p.cal.month(m.lex("m").month, l))
}

func (p *parser) detSeason(m *match) (result, bool) {
	l, _ := m.side()
	if m.word("w") == "this" && p.cal.known {
		return dated(m.End, seasonValue(p.cal.pub.Year(), m.lex("s").season))
	}
	return dated(m.End, p.cal.season(m.lex("s").season, l))
}

// detPart values "this morning", "last night", "the following evening".
func (p *parser) detPart(m *match) (result, bool) {
	v := Value{Timex: unknownDay}
	switch m.word("w") {
	case "this":
		v = p.cal.relative(day, 0)
	case "last":
		v = p.cal.relative(day, -1)
	}
	return timed(m.End, part(v, m.lex("part").part))
}

// vagueStretch values "recent years", "the last few weeks", "every few days".
func (p *parser) vagueStretch(m *match) (result, bool) {
	u := m.lex("u").unit
	return result{m.End, unitType(u), Value{Timex: length(u, nil)}}, true
}

// detHalf values "the last half an hour".
func (p *parser) detHalf(m *match) (result, bool) {
	return p.lengthTail([]piece{{m.lex("u").unit, half}}, nil, m.End), true
}

// detHalves values "the past half-century".
func (p *parser) detHalves(m *match) (result, bool) {
	switch u := m.lex("u").unit; u {
	case decade, century, year, hour:
		return result{m.End, unitType(u), p.cal.stretch(Value{Timex: length(u, half)}, u, 0)}, true
	}
	return refuse()
}

// detCount values "the last five years", "next two or three hours".
func (p *parser) detCount(m *match) (result, bool) {
	x, u := m.lex("u"), m.lex("u").unit
	if (u == second || u == quarter) && !x.has(plural) {
		return refuse()
	}
	lo, up, _, ok := p.numberRange(m.at("n"))
	if !ok {
		return refuse()
	}
	v := Value{Timex: length(u, lo)}
	if up != nil {
		v = Value{Timex: length(u, nil), Number: decimal(lo), Upper: decimal(up)}
	}
	_, sign := m.side()
	if !m.narrative() && up == nil && lo != nil && sign != 0 {
		if w, k, ok := wholeUnits(u, lo); ok {
			v = p.cal.stretch(v, w, sign*int(k))
		}
	}
	return result{m.End, unitType(u), v}, true
}

// numberRange reads "five", "two to three", "two or three".
func (p *parser) numberRange(i int) (lo, up *big.Rat, end int, ok bool) {
	n, ok := p.number(i, false)
	if !ok {
		return nil, nil, 0, false
	}
	if v, hi, ok := p.upper(n, false); ok {
		return v, hi.val, hi.end, true
	}
	if p.word(n.end) == "or" {
		if hi, ok := p.number(n.end+1, false); ok && hi.val != nil {
			return n.val, hi.val, hi.end, true
		}
	}
	return n.val, nil, n.end, true
}

// detYear values "last fiscal year".
func (p *parser) detYear(m *match) (result, bool) {
	_, n := m.side()
	if p.cal.known && m.word("w2") == "calendar" {
		return dated(m.End, p.cal.relative(year, n))
	}
	return dated(m.End, Value{Timex: "XXXX"})
}

func (p *parser) theseDays(m *match) (result, bool) {
	return dated(m.End, Value{Timex: "PRESENT_REF"})
}

// detUnit values "last week", "this year", "the following day".
func (p *parser) detUnit(m *match) (result, bool) {
	w, u := m.word("w"), m.lex("u").unit
	_, n := m.side()
	r := result{m.End, unitType(u), p.cal.relative(u, n)}
	switch {
	case m.narrative():
		r.val = Value{Timex: unknown(u)}
		return r, m.at("w") > m.Start && (w != "same" || u >= day)
	case w == "recent" || w == "these" || !deicticUnit(w, u):
		return refuse()
	case w == "past" || w == "coming":
		r.val = p.cal.pastUnit(u, n)
	case w == "next" && p.word(m.Start) == "the": // told from the story, not from the publication
		r.val = Value{Timex: unknown(u)}
	}
	return r, true
}

// detSpan values "[over] the last year", which is none of the calendar.
func (p *parser) detSpan(m *match) (result, bool) {
	u := m.lex("u").unit
	return result{m.End, unitType(u), p.cal.pastUnit(u, -1)}, true
}

// deicticUnit reports whether the word goes with the unit: "last", "this" and
// "next" do not with those shorter than a day, but for "this hour".
func deicticUnit(w string, u unit) bool {
	switch w {
	case "last", "next":
		return u >= day
	case "this":
		return u >= hour
	}
	return true
}

// pastUnit is the past year, or the coming one: up to the publication, or from it on.
func (c calendar) pastUnit(u unit, n int) Value {
	if u == night || u == weekend {
		return c.relative(u, min(n, 0))
	}
	return c.stretch(Value{Timex: length(u, big.NewRat(1, 1))}, u, n)
}

// unitType is DATE for days and what is longer, and TIME for what is shorter, and nights.
func unitType(u unit) string {
	if u < day || u == night {
		return typeTime
	}
	return typeDate
}

// ---- "every", "that"

func (p *parser) everyNumber(m *match) (result, bool) {
	n, ok := p.number(m.at("n"), false)
	u := m.lex("u").unit
	return result{m.End, unitType(u), Value{Timex: length(u, n.val)}}, ok && n.val != nil
}

// everyUnit values "every day", "every other week", "all year".
func (p *parser) everyUnit(m *match) (result, bool) {
	n := big.NewRat(1, 1)
	if m.Has("two") {
		n = big.NewRat(2, 1)
	}
	u := m.lex("u").unit
	return result{m.End, unitType(u), Value{Timex: length(u, n)}}, true
}

func (p *parser) everyWeekday(m *match) (result, bool) {
	return m.inPart(unknownWeekday(m.lex("day").weekday))
}

func (p *parser) everyMonth(m *match) (result, bool) {
	return dated(m.End, Value{Timex: fmt.Sprintf("XXXX-%02d", m.lex("m").month)})
}

func (p *parser) everySeason(m *match) (result, bool) {
	return dated(m.End, Value{Timex: "XXXX-" + m.lex("s").season})
}

func (p *parser) everyPart(m *match) (result, bool) {
	return timed(m.End, Value{Timex: unknownDay + m.lex("part").part})
}

func (p *parser) everyDay(m *match) (result, bool) {
	d := m.ordinalIn()
	return result{m.End, typeDate, Value{Timex: fmt.Sprintf("XXXX-%02d-%02d", m.lex("m").month, d)}}, d >= 1 && d <= 31
}

// thatUnit values "that year", "the month before".
func (p *parser) thatUnit(m *match) (result, bool) {
	u := m.lex("u").unit
	return result{m.End, unitType(u), Value{Timex: unknown(u)}}, true
}
