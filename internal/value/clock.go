package value

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

func clockRules() []rule {
	return []rule{
		{"clock.range", (*parser).clockRange},
		{"clock.half", (*parser).halfDay},
		{"o.clock", (*parser).oclock},
		{"clock.part", (*parser).oclock},
		{"clock.colon", (*parser).clockColon},
		{"clock.four", (*parser).fourDigits},
		{"clock.zero", (*parser).zeroDigits},
		{"clock.plain", (*parser).plainDigits},
		{"clock.stop", (*parser).clockStop},
		{"clock.hours", (*parser).clockHours},
		{"clock.past", (*parser).clockPast},
		{"noon", (*parser).noon},
		{"midnight", (*parser).midnight},
		{"overnight", (*parser).overnight},
		{"word.half", (*parser).halfDay},
	}
}

// A clockTime is a time of day; minute is -1 where only the hour is said.
type clockTime struct{ hour, minute, second int }

// clockDigits reads "2", "2:30", "2.30", "14:30:05"; colon reports that there are
// minutes after one.
func (p *parser) clockDigits(i int) (c clockTime, end int, colon, ok bool) {
	if !p.is(i, digits) {
		return c, 0, false, false
	}
	if m, ok := p.find("colon.digits", i); ok {
		c = clockTime{atoi(p.tok(i).lower), atoi(p.tok(i + 2).lower), 0}
		if m.End > i+3 {
			c.second = atoi(p.tok(i + 4).lower)
		}
		return c, m.End, true, c.hour <= 24 && c.minute <= 59 && c.second <= 60
	}
	h, m, stop := strings.Cut(p.tok(i).lower, ".")
	c.hour, c.minute = atoi(h), -1
	if !stop {
		return c, i + 1, false, c.hour >= 0 && len(h) <= 4
	}
	c.minute = atoi(m)
	return c, i + 1, false, len(m) == 2 && len(h) <= 2 && c.minute >= 0 && c.minute < 60 && c.hour >= 0 && c.hour < 24
}

// clock is the time of day that m captured by name, or in words as w.
func (m *match) clock(name string) clockTime {
	if m.Has(name) {
		c, _, _, _ := m.p.clockDigits(m.at(name))
		return c
	}
	return clockTime{m.lex("w").card, -1, 0}
}

// clockRange values "2-4 p.m.", "9:30 to 11 a.m."
func (p *parser) clockRange(m *match) (result, bool) {
	hd := m.halfDay()
	from, ok := twelve(m.clock("c"), hd)
	to, ok2 := twelve(m.clock("c2"), hd)
	if !ok || !ok2 {
		return refuse()
	}
	if from.hour > to.hour {
		from.hour -= 12
	}
	if from.hour < 0 {
		return refuse()
	}
	return p.finishClock(m, from, &to), true
}

// halfDay values "2:30 p.m.", "12 noon".
func (p *parser) halfDay(m *match) (result, bool) {
	c, ok := twelve(m.clock("c"), m.halfDay())
	if !ok {
		return refuse()
	}
	return p.finishClock(m, c, nil), true
}

// halfDay is "am", "pm", "noon" or "midnight".
func (m *match) halfDay() string {
	if w := m.word("hd"); len(w) > 1 {
		return w
	}
	return m.word("hd") + "m"
}

// twelve reads the hour of a twelve-hour clock.
func twelve(c clockTime, halfDay string) (clockTime, bool) {
	if c.hour < 1 || c.hour > 12 || len(halfDay) > 2 && c.hour != 12 {
		return c, false
	}
	c.hour %= 12
	if halfDay == "pm" || halfDay == "noon" {
		c.hour += 12
	}
	return c, true
}

// oclock values "five o'clock in the morning", "5 in the morning".
func (p *parser) oclock(m *match) (result, bool) {
	c := m.clock("c")
	if c.hour > 12 || c.hour < 1 && (m.Has("w") || m.Pattern.Name() == "clock.part") {
		return refuse()
	}
	if m.Has("part") {
		c = byPart(c, m.lex("part").part)
	}
	return p.finishClock(m, c, nil), true
}

// byPart tells morning from evening by the part of the day.
func byPart(c clockTime, part string) clockTime {
	switch {
	case part == "TMO" && c.hour == 12:
		c.hour = 0
	case part == "TMO" || c.hour >= 12 || part == "TNI" && c.hour < 6:
	default:
		c.hour += 12
	}
	return c
}

// clockColon values "14:30".
func (p *parser) clockColon(m *match) (result, bool) {
	c, _, _, ok := p.clockDigits(m.at("c"))
	if !ok || c.hour > 23 {
		return refuse()
	}
	return p.finishClock(m, c, nil), true
}

// fourDigits values "1430 GMT", "0600 hours".
func (p *parser) fourDigits(m *match) (result, bool) {
	n, _ := strconv.Atoi(m.word("n"))
	c := clockTime{n / 100, n % 100, 0}
	if c.hour > 23 || c.minute > 59 || m.Has("hours") && n >= 1900 && n < 2100 {
		return refuse()
	}
	return p.finishClock(m, c, nil), true
}

// zeroDigits values "by 0730", where the zero tells that it is a time.
func (p *parser) zeroDigits(m *match) (result, bool) {
	if m.word("n")[0] != '0' {
		return refuse()
	}
	return p.fourDigits(m)
}

// plainDigits values "at 1430", which might be a year or a number.
func (p *parser) plainDigits(m *match) (result, bool) {
	if n := m.number("n"); n%5 != 0 || n >= 1900 && n < 2060 {
		return refuse()
	}
	return p.fourDigits(m)
}

// clockStop values "18.05 GMT", "18.05hrs".
func (p *parser) clockStop(m *match) (result, bool) {
	c := m.clock("c")
	if c.minute < 0 || c.hour > 23 {
		return refuse()
	}
	return p.finishClock(m, c, nil), true
}

// clockHours values "at 16hrs".
func (p *parser) clockHours(m *match) (result, bool) {
	c := m.clock("c")
	if c.minute >= 0 || c.hour > 23 {
		return refuse()
	}
	return p.finishClock(m, c, nil), true
}

// clockPast values "half past two", "a quarter to nine".
func (p *parser) clockPast(m *match) (result, bool) {
	c, ok := m.hour()
	if !ok {
		return refuse()
	}
	switch min := m.word("min"); min {
	case "half":
		c.minute = 30
	case "quarter":
		c.minute = 15
	default:
		v, _ := p.belowHundred(m.at("min"), false)
		c.minute = int(v)
	}
	if m.Has("to") {
		c.hour, c.minute = (c.hour+23)%24, 60-c.minute
	}
	return p.finishClock(m, c, nil), true
}

// hour is the hour that m captured as h, with what tells morning from evening.
func (m *match) hour() (c clockTime, ok bool) {
	switch w := m.word("h"); w {
	case "noon":
		return clockTime{12, 0, 0}, true
	case "midnight":
		return clockTime{0, 0, 0}, true
	}
	if c.hour = m.lex("h").card; c.hour == 0 {
		c.hour = m.number("h")
	}
	switch ok = c.hour >= 1 && c.hour <= 12; {
	case ok && m.Has("part"):
		c = byPart(c, m.lex("part").part)
	case m.Has("hd"):
		c, ok = twelve(c, m.halfDay())
	}
	return c, ok
}

func (p *parser) noon(m *match) (result, bool) {
	return p.finishClock(m, clockTime{12, 0, 0}, nil), true
}

func (p *parser) midnight(m *match) (result, bool) {
	return p.finishClock(m, clockTime{0, 0, 0}, nil), true
}

func (p *parser) overnight(m *match) (result, bool) {
	return timed(m.End, Value{Timex: unknownDay + "TNI"})
}

// finishClock values the time of day c, or the stretch from c to hi, with the
// zone and the day after it, or the day right before it.
func (p *parser) finishClock(m *match, c clockTime, hi *clockTime) result {
	tail, _ := p.find("clock.tail", m.End)
	r := result{end: max(m.End, tail.after("told")), typ: typeTime}
	day := Value{Timex: unknownDay}
	if d, ok := tail.dateIn(); tail.Has("date") && ok {
		r.end, day = d.end, d.val
	} else if on, ok := p.find("clock.on", r.end); ok { // "3pm on Saturday", whose day is a date of its own
		if d, ok := on.dateIn(); ok {
			day = d.val
		}
	} else if p.dateEnd > 0 && m.Start-p.dateEnd <= 2 { // "on Tuesday at 9 a.m."
		day = p.lastDate
	}
	zone := tail.lex("zone").zone
	r.val = timeOf(day, c, hi, zone)
	return r
}

// timeOf is the time of day c, or the stretch from c to hi, on a day.
func timeOf(day Value, c clockTime, hi *clockTime, zone string) Value {
	tx := day.Timex
	if tx == "" {
		tx = unknownDay
	}
	v := Value{Timex: tx + c.timex() + zone}
	if hi != nil {
		v.Timex += "/" + tx + hi.timex() + zone
	}
	d, err := time.Parse(isoDay, day.Start)
	if err != nil || c.hour > 23 || day.End != d.AddDate(0, 0, 1).Format(isoDay) {
		return v
	}
	a := c.on(d)
	b := a.Add(time.Minute)
	switch {
	case hi != nil:
		b = hi.on(d)
	case c.minute < 0:
		b = a.Add(time.Hour)
	}
	v.Start, v.End = a.Format(isoMinute)+zone, b.Format(isoMinute)+zone
	return v
}

func (c clockTime) timex() string {
	if c.minute < 0 {
		return fmt.Sprintf("T%02d", c.hour)
	}
	return fmt.Sprintf("T%02d:%02d", c.hour, c.minute)
}

// on is the time of day on day d.
func (c clockTime) on(d time.Time) time.Time {
	return d.Add(time.Duration(c.hour)*time.Hour + time.Duration(max(c.minute, 0))*time.Minute)
}
