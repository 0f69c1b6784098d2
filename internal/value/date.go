package value

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"dictum.example/internal/until"
)

// dateRules are the rules for days, months, years and other periods.
func dateRules() []rule { return slices.Concat(dayRules(), periodRules(), yearRules()) }

// dayRules are the rules for days and months.
func dayRules() []rule {
	return []rule{
		{"numeric.iso", (*parser).isoTime},
		{"numeric.parts", (*parser).numericDate},
		{"numeric.stops", (*parser).stoppedDate},
		{"day.months", (*parser).daysOfMonth},
		{"day.month", (*parser).daysOfMonth},
		{"the.day.month", (*parser).daysOfMonth},
		{"month.days", (*parser).daysOfMonth},
		{"month.oneday", (*parser).daysOfMonth},
		{"month.year", (*parser).monthOfYear},
		{"month.comma", (*parser).monthOfYear},
		{"month.relative", (*parser).monthOfYear},
		{"month.alone", (*parser).monthAlone},
		{"weekday.date", (*parser).weekdayAndDate},
		{"weekday.any", (*parser).weekdays},
		{"weekday.plural", (*parser).weekdays},
		{"weekday.week", (*parser).weekdayOfWeek},
		{"weekday.alone", (*parser).weekdayAlone},
		{"holiday.away", (*parser).daysFromHoliday},
		{"holiday", (*parser).holiday},
		{"holiday.bare", (*parser).holiday},
		{"day.word", (*parser).dayWord},
		{"tonight", (*parser).tonight},
		{"day.beyond", (*parser).dayBeyond},
		{"day.other", (*parser).otherDay},
		{"recurring", (*parser).recurring},
		{"before.year", (*parser).beforeYear},
	}
}

// yearRules are the rules for years in digits. They come after those for
// ordinals and fractions of a day.
func yearRules() []rule {
	return []rule{
		{"decade.s", (*parser).decadeOf},
		{"decade.apostrophe", (*parser).decadeOf},
		{"decade.short", (*parser).decadeOf},
		{"decade.part", (*parser).decadeOf},
		{"decade.mid", (*parser).middleOfDecade},
		{"decade.the", (*parser).decadeOf},
		{"year.short", (*parser).apostropheYear},
		{"year.range", (*parser).years},
		{"year.alone", (*parser).years},
		{"short.quarter", (*parser).shortQuarter},
		{"short.half", (*parser).shortHalf},
		{"fiscal.short", (*parser).fiscalYear},
		{"fiscal.year", (*parser).fiscalYear},
		{"fiscal.the", (*parser).fiscalYear},
		{"fiscal.open", (*parser).openYear},
	}
}

// maxDates bounds how many dates may lie within each other ("the end of the
// first week of May"), which keeps Find linear.
const maxDates = 4

// date parses a date, a period of the calendar, or a set of them ("daily").
func (p *parser) date(i int) (result, bool) {
	if p.depth >= maxDates {
		return refuse()
	}
	p.depth++
	defer func() { p.depth-- }()
	return p.dates.at(p, i)
}

// dateIn parses the date that m captured, which must not be a time of day.
func (m *match) dateIn() (result, bool) {
	r, ok := m.p.date(m.at("date"))
	return r, ok && r.typ == typeDate
}

// year is the year that m names, by itself or as last, this or next year; stated
// tells whether it does. It is 0 where it is told from a publication that is not known.
func (m *match) year() (y int, stated bool) {
	switch {
	case m.Has("y"):
		return m.number("y"), true
	case m.Has("rel") && m.p.cal.known:
		return m.p.cal.pub.Year() + m.lex("rel").sign, true
	}
	return 0, m.Has("rel")
}

// daysOfMonth values "July 3, 2025", "5-6 August".
func (p *parser) daysOfMonth(m *match) (result, bool) {
	mon, d, d2 := m.lex("m").month, m.number("d"), m.number("d2")
	if m.Has("d2") && d2 <= d {
		return refuse()
	}
	y, stated := m.year()
	if stated && y == 0 {
		return dated(m.End, Value{Timex: fmt.Sprintf("XXXX-%02d-%02d", mon, d)})
	}
	day := func(d int) Value { return dayValue(date(y, mon, d)) }
	if !stated {
		y = 2000 // any leap year
		from := min(m.at("m"), m.at("d"))
		day = func(d int) Value { return p.cal.day(mon, d, p.lean(from, m.End, nearest)) }
	}
	if !validDay(y, mon, d) {
		return refuse()
	}
	v := day(d)
	if validDay(y, mon, d2) {
		v = join(v, day(d2))
	}
	return dated(m.End, v)
}

// join is the stretch from a to the end of b.
func join(a, b Value) Value {
	v := Value{Timex: a.Timex + "/" + b.Timex}
	if a.Start != "" && b.End != "" && a.Start < b.End {
		v.Start, v.End = a.Start, b.End
	}
	return v
}

// monthOfYear values "August 2021", "March of last year".
func (p *parser) monthOfYear(m *match) (result, bool) {
	y, _ := m.year()
	if y == 0 {
		return dated(m.End, Value{Timex: fmt.Sprintf("XXXX-%02d", m.lex("m").month)})
	}
	return dated(m.End, monthValue(y, m.lex("m").month))
}

// monthAlone values a month without day and year.
func (p *parser) monthAlone(m *match) (result, bool) {
	v := p.cal.month(m.lex("m").month, p.lean(m.Start, m.End, nearest))
	end := m.End
	if p.isSym(end-1, ".") && end == len(p.toks) {
		end-- // the sentence's stop
	}
	return dated(end, v)
}

// weekdayAndDate values "Friday, July 25, 2022".
func (p *parser) weekdayAndDate(m *match) (result, bool) {
	r, ok := m.dateIn()
	if !ok || p.is(m.at("date"), digits) && len(r.val.Timex) < len(isoDay) {
		return refuse()
	}
	return r, true
}

func unknownWeekday(wd int) Value { return Value{Timex: fmt.Sprintf("XXXX-WXX-%d", wd)} }

// weekdays values "Mondays", "[on a] Tuesday night".
func (p *parser) weekdays(m *match) (result, bool) {
	return m.inPart(unknownWeekday(m.lex("day").weekday))
}

func (p *parser) weekdayOfWeek(m *match) (result, bool) {
	wd := m.lex("day").weekday
	if !p.cal.known {
		return dated(m.End, unknownWeekday(wd))
	}
	return dated(m.End, dayValue(monday(p.cal.pub).AddDate(0, 0, 7*m.lex("rel").sign+wd-1)))
}

func (p *parser) weekdayAlone(m *match) (result, bool) {
	l := p.lean(m.Start, m.after("day"), past)
	return m.inPart(p.cal.weekday(m.lex("day").weekday, l))
}

// inPart values a day of which m may have captured a part.
func (m *match) inPart(v Value) (result, bool) {
	if m.Has("part") {
		return timed(m.End, part(v, m.lex("part").part))
	}
	return dated(m.End, v)
}

// dayWord values "yesterday", "tomorrow morning".
func (p *parser) dayWord(m *match) (result, bool) {
	return m.inPart(p.cal.relative(day, m.lex("w").sign))
}

func (p *parser) tonight(m *match) (result, bool) {
	return timed(m.End, part(p.cal.relative(day, 0), "TNI"))
}

func (p *parser) dayBeyond(m *match) (result, bool) {
	return dated(m.End, p.cal.relative(day, 2*m.lex("w").sign))
}

func (p *parser) otherDay(m *match) (result, bool) {
	return dated(m.End, Value{Timex: "PAST_REF"})
}

func (p *parser) recurring(m *match) (result, bool) {
	v := Value{Timex: m.lex("w").recurs}
	if strings.HasPrefix(v.Timex, "PT") {
		return timed(m.End, v)
	}
	return dated(m.End, v)
}

// beforeYear values "pre-2019".
func (p *parser) beforeYear(m *match) (result, bool) {
	r, ok := m.dateIn()
	r.val = Value{Timex: r.val.Timex, Mod: m.lex("w").edge}
	return r, ok
}

// numericDate values "2025-07-03", "03/07/2025".
func (p *parser) numericDate(m *match) (result, bool) {
	return p.dateOfDigits(m.End, [3]string{m.word("f"), m.word("g"), m.word("h")}, p.tok(m.at("f")+1).r)
}

// stoppedDate values "27.08.2022", which is one token.
func (p *parser) stoppedDate(m *match) (result, bool) {
	f := strings.Split(m.word("f"), ".")
	if len(f) != 3 {
		return refuse()
	}
	return p.dateOfDigits(m.End, [3]string(f), '.')
}

// dateOfDigits values three numerals, set apart by sep, as a date.
func (p *parser) dateOfDigits(end int, f [3]string, sep rune) (result, bool) {
	for _, s := range f {
		if len(s) > 4 || strings.ContainsAny(s, ".,") {
			return refuse()
		}
	}
	if isYear(f[0]) && len(f[1]) <= 2 && len(f[2]) <= 2 {
		y, m, d := atoi(f[0]), atoi(f[1]), atoi(f[2])
		return result{end, typeDate, dayValue(date(y, m, d))}, validDay(y, m, d)
	}
	y, ok := lastYear(f[2], sep)
	if !ok || len(f[0]) > 2 || len(f[1]) > 2 {
		return refuse()
	}
	return p.dayAndMonth(end, y, atoi(f[0]), atoi(f[1]), sep)
}

// lastYear reads the year at the end of a date in digits; with slashes two digits do.
func lastYear(s string, sep rune) (int, bool) {
	switch {
	case isYear(s):
		return atoi(s), true
	case len(s) != 2 || sep != '/':
		return 0, false
	}
	if y := 2000 + atoi(s); y <= 2050 {
		return y, true
	}
	return 1900 + atoi(s), true
}

// dayAndMonth tells which of a and b is the day: before stops always the first.
func (p *parser) dayAndMonth(end, y, a, b int, sep rune) (result, bool) {
	dm, md := validDay(y, b, a), validDay(y, a, b)
	switch {
	case dm && (!md || a == b || sep == '.' || p.order == dayMonthOrder):
		return dated(end, dayValue(date(y, b, a)))
	case md && (!dm || p.order == monthDayOrder):
		return dated(end, dayValue(date(y, a, b)))
	}
	v := yearValue(y)
	v.Timex += "-XX-XX"
	return result{end, typeDate, v}, dm && md
}

// isoTime values "2025-07-03T14:30Z".
func (p *parser) isoTime(m *match) (result, bool) {
	y, mon, d := m.number("f"), m.number("g"), m.number("h")
	c, _, colon, ok := p.clockDigits(m.at("time"))
	if !ok || !colon || c.hour > 23 || len(m.word("g")) > 2 || len(m.word("h")) > 2 || !validDay(y, mon, d) {
		return refuse()
	}
	zone := ""
	if m.Has("zone") {
		zone = "Z"
	}
	a := date(y, mon, d).Add(time.Duration(c.hour)*time.Hour + time.Duration(c.minute)*time.Minute)
	return timed(m.End, clockValue(a, a.Add(time.Minute), zone))
}

// decadeOf values "1990s", "the '90s".
func (p *parser) decadeOf(m *match) (result, bool) {
	y := m.number("y")
	if y%10 != 0 {
		return refuse()
	}
	if y < 100 {
		y = shortYear(y)
	}
	return dated(m.End, withMod(decadeValue(y), m.lex("mod").edge))
}

// middleOfDecade values "[in] the mid-90s", but not "the mid-30s", which is an age
// or a temperature more often.
func (p *parser) middleOfDecade(m *match) (result, bool) {
	if m.number("y") < 50 {
		return refuse()
	}
	return p.decadeOf(m)
}

// apostropheYear values "[the class of] '85".
func (p *parser) apostropheYear(m *match) (result, bool) {
	return dated(m.End, yearValue(shortYear(m.number("y"))))
}

// shortYear reads 90 as 1990 and 10 as 2010.
func shortYear(y int) int {
	if y >= 30 {
		return 1900 + y
	}
	return 2000 + y
}

// years values "2021" and "2019-20".
func (p *parser) years(m *match) (result, bool) {
	y := m.number("y")
	if !p.plausible(y, m.at("y")) {
		return refuse()
	}
	if !m.Has("z") {
		return dated(m.End, yearValue(y))
	}
	v, ok := p.yearsTo(y, m)
	return result{m.End, typeDate, v}, ok
}

// plausible tells years from other numbers of four digits at token i: those of
// older times need a word that tells.
func (p *parser) plausible(y, i int) bool {
	switch {
	case y >= 1900 && y < 2060:
		return true
	case y >= 2200 || !p.matches("year.old", i):
		return false
	}
	return p.matches("year.open", i) || y >= 1600 && y < 2100 && p.word(i-1) == "in"
}

// yearsTo values the years from y to the one captured as z.
func (p *parser) yearsTo(y int, m *match) (Value, bool) {
	z := m.number("z")
	if len(m.word("z")) == 2 {
		z = p.shortEnd(y, z, m.at("z"))
	}
	if z <= y || z > y+200 {
		return Value{}, false
	}
	return join(yearValue(y), yearValue(z)), true
}

// shortEnd is the year that the two digits z at token i stand for, after y and a
// dash or slash.
func (p *parser) shortEnd(y, z, i int) int {
	if z == 0 {
		return y - y%100 + 100
	}
	return y - y%100 + z
}

// shortQuarter values "Q3 2024", "Q2".
func (p *parser) shortQuarter(m *match) (result, bool) {
	q := m.number("n")
	y, _ := m.year()
	switch {
	case y > 0:
		return dated(m.End, quarterValue(y, q))
	case !p.cal.known:
		return dated(m.after("n"), Value{Timex: fmt.Sprintf("XXXX-Q%d", q)})
	}
	return dated(m.End, p.cal.lastQuarter(q))
}

// lastQuarter is the last such quarter that has begun.
func (c calendar) lastQuarter(q int) Value {
	y, _ := c.yearOf(past, func(y int) time.Time { return date(y, 3*q-2, 1) })
	return quarterValue(y, q)
}

// shortHalf values "H1 2024". Without a year it may be a visa.
func (p *parser) shortHalf(m *match) (result, bool) {
	y, _ := m.year()
	if y == 0 {
		return refuse()
	}
	return dated(m.End, halfValue(y, m.number("n")))
}

// fiscalYear values "FY2023", "fiscal 2022-23", "calendar 2020".
func (p *parser) fiscalYear(m *match) (result, bool) {
	y := m.number("y")
	if y < 100 {
		y += 2000
	}
	v, end := yearValue(y), m.after("y")
	if w, ok := p.yearsTo(y, m); ok {
		v, end = w, m.End
	}
	if m.word("w") != "calendar" {
		v = Value{Timex: "FY" + v.Timex}
	}
	return dated(end, v)
}

// openYear values "the fiscal year".
func (p *parser) openYear(m *match) (result, bool) { return dated(m.End, Value{Timex: "XXXX"}) }

// isYear reports whether s is a numeral of four digits from 1000 to 2999.
func isYear(s string) bool {
	if len(s) != 4 || s[0] != '1' && s[0] != '2' {
		return false
	}
	return atoi(s) >= 0
}

// atoi reads a numeral of digits alone; it is -1 for others.
func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}

// An order is how an article writes dates in digits.
type order int8

const (
	open order = iota
	dayMonthOrder
	monthDayOrder
)

// orderOf looks for a date in digits with slashes that can be read in one way only.
func orderOf(s string, w *until.Watch) order {
	found, from := open, 0
	for k := 0; ; k++ {
		w.Step()
		next := strings.IndexByte(s[k:], '/')
		if next < 0 {
			return found
		}
		k += next
		x, y, start, end := slashDate(s, k)
		if end == 0 || start > 0 && start <= from {
			continue
		}
		from, k = end, end-1
		o := orderIn(x, y)
		if o != open && found != open && o != found {
			return open
		}
		found = max(found, o)
	}
}

// slashDate reads the date in digits whose first slash is at k, "1/2/03" or with more digits behind, and returns its first two
// numbers, where it begins, and where its first two digits of the year end, or 0 where there is none.
func slashDate(s string, k int) (x, y, start, end int) {
	start = k
	second := k + 1
	for start > 0 && k-start < 3 && isDigit(s[start-1]) {
		start--
	}
	for second < len(s) && second-k < 4 && isDigit(s[second]) {
		second++
	}
	before, between := k-start, second-k-1
	if before < 1 || before > 2 || between < 1 || between > 2 || second+2 >= len(s) || s[second] != '/' ||
		!isDigit(s[second+1]) || !isDigit(s[second+2]) {
		return 0, 0, 0, 0
	}
	return atoi(s[start:k]), atoi(s[k+1 : second]), start, second + 3
}

// orderIn tells how a date that begins with x and y must be read.
func orderIn(x, y int) order {
	day := func(n int) bool { return n > 12 && n <= 31 }
	month := func(n int) bool { return n >= 1 && n <= 12 }
	switch {
	case day(x) && month(y):
		return dayMonthOrder
	case month(x) && day(y):
		return monthDayOrder
	}
	return open
}
