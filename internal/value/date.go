package value

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// date parses a date, a period of the calendar, or a set of them ("daily").
func (p *parser) date(i int) (result, bool) {
	// Dates hold dates ("the end of the first week of May"), but not without
	// end: the bound keeps Find linear.
	if p.depth >= 4 {
		return result{}, false
	}
	p.depth++
	defer func() { p.depth-- }()
	t := p.tok(i)
	if t.kind == digits {
		return p.digitDate(i)
	}
	if t.kind == symbol {
		return p.shortDecade(i)
	}
	x := p.lex(i)
	if x.month > 0 {
		if r, ok := p.monthDate(i); ok {
			return r, true
		}
	}
	if x.weekday > 0 {
		if r, ok := p.weekdayDate(i); ok {
			return r, true
		}
	}
	if r, ok := p.holiday(i, nearest); ok {
		return r, true
	}
	switch w := t.lower; w {
	case "the":
		return p.theDate(i)
	case "early", "late", "mid", "middle":
		return p.partOf(i)
	case "earlier", "later":
		return p.earlierLater(i)
	case "this", "last", "next", "past", "coming", "previous", "recent", "each", "every", "that", "these", "all", "following":
		return p.deictic(i, i)
	case "yesterday", "today", "tomorrow", "tonight":
		return p.dayWord(i)
	case "q", "h", "fy":
		return p.fiscal(i)
	case "pre", "post":
		if p.isHyphen(i+1) && p.tok(i+1).glued && p.tok(i+2).glued && isYear(p.tok(i+2).lower) {
			if r, ok := p.yearDate(i + 2); ok {
				r.val = Value{Timex: r.val.Timex, Mod: map[string]string{"pre": "BEFORE", "post": "AFTER"}[w]}
				return r, true
			}
		}
	case "fiscal", "financial", "calendar":
		return p.fiscalYear(i, i)
	case "annual", "annually", "daily", "weekly", "monthly", "yearly", "quarterly", "nightly", "hourly", "fortnightly", "biweekly":
		if t.upper && (p.tok(i-1).upper || w == "daily" || w == "weekly" || w == "monthly") && i > 0 {
			return result{}, false // "the Daily Mail"
		}
		if (w == "daily" || w == "weekly") && p.newspaper(i) {
			return result{}, false
		}
		typ := typeDate
		if w == "hourly" {
			typ = typeTime
		}
		return result{end: i + 1, typ: typ, val: Value{Timex: x.set}}, true
	}
	if x.season != "" {
		return p.seasonDate(i, i)
	}
	if n := roman[t.lower]; n > 0 && t.upper && p.word(i+1) == "century" {
		return result{end: i + 2, typ: typeDate, val: centuryValue(n)}, true
	}
	if y, ok := nineties[t.lower]; ok && p.word(i-1) == "the" {
		return result{end: i + 1, typ: typeDate, val: decadeValue(y)}, true
	}
	if _, end, ok := p.ordinal(i); ok {
		return p.ordinalDate(i, end)
	}
	return result{}, false
}

var nineties = map[string]int{"twenties": 1920, "thirties": 1930, "forties": 1940, "fifties": 1950, "sixties": 1960, "seventies": 1970, "eighties": 1980, "nineties": 1990}

var roman = map[string]int{"xv": 15, "xvi": 16, "xvii": 17, "xviii": 18, "xix": 19, "xx": 20, "xxi": 21}

// newspaper reports whether the "daily" or "weekly" at i is a newspaper: "the daily said".
func (p *parser) newspaper(i int) bool {
	n := p.tok(i + 1)
	return p.word(i-1) == "the" && (n.kind != letters || in(n.lower, verbsOfPapers))
}

var verbsOfPapers = set("said says reported reports wrote writes will would may might can could has had is was")

// isYear reports whether s is a numeral of four digits from 1000 to 2999.
func isYear(s string) bool {
	if len(s) != 4 || s[0] != '1' && s[0] != '2' {
		return false
	}
	for i := range 4 {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}

// yearAfter reads a year at j, after an optional comma.
func (p *parser) yearAfter(j int) (int, int, bool) {
	k := j
	if p.isSym(k, ",") {
		k++
	}
	t := p.tok(k)
	if t.kind != digits || !isYear(t.lower) {
		return 0, j, false
	}
	if n := p.tok(k + 1); n.glued && (n.kind != symbol || n.r == '%' || n.r == ':') && n.kind != 0 {
		return 0, j, false
	}
	if k > j && !p.yearStandsAlone(k) {
		return 0, j, false
	}
	return atoi(t.lower), k + 1, true
}

// yearStandsAlone reports whether the numeral at k counts nothing.
func (p *parser) yearStandsAlone(k int) bool {
	x := p.lex(k + 1)
	return !(x.scale > 0 || x.measure != "" && !p.tok(k+1).upper && p.word(k+1) != "in" || x.money != nil || x.unit != 0 && x.plural || in(p.word(k+1), counted) ||
		p.isSym(k+1, "%") || p.word(k+1) == "percent" || p.word(k+1) == "per" && p.word(k+2) == "cent")
}

var counted = set("people men women children soldiers troops workers employees jobs homes houses families students officers police voters votes refugees migrants prisoners deaths cases members others more times points seats cars vehicles schools pages copies patients victims civilians residents")

// dayNumber reads a day of the month at j ("3", "3rd"); end is the index after it.
func (p *parser) dayNumber(j int) (d, end int, ok bool) {
	t := p.tok(j)
	if t.kind != digits || len(t.lower) > 2 {
		return 0, 0, false
	}
	d = atoi(t.lower)
	end = j + 1
	if _, e, ok := p.ordinal(j); ok {
		end = e
	} else if n := p.tok(end); n.glued && (n.kind == letters || n.kind == symbol && (n.r == '%' || n.r == ':' && p.tok(end+1).glued || n.r == '°')) {
		return 0, 0, false
	}
	return d, end, d >= 1 && d <= 31
}

// monthDate parses "August 2021", "July 3, 2025", "July 24-25", "May".
func (p *parser) monthDate(i int) (result, bool) {
	x := p.lex(i)
	t := p.tok(i)
	m := int(x.month)
	j := i + 1
	dotted := false
	if x.abbr && p.isSym(j, ".") && p.tok(j).glued {
		j, dotted = j+1, true
	}
	if d, k, ok := p.monthDay(j, t); ok {
		return p.dayOfMonth(i, m, d, k)
	}
	k := j
	if p.isHyphen(k) && p.tok(k).glued || p.word(k) == "of" || p.isSym(k, "/") {
		k++
	}
	if y, end, ok := p.yearAfter(k); ok && (t.upper || p.caseless()) && !(p.isSym(k, ",") && !p.monthAlone(i, j)) {
		// "January 2018 to June 2019" are two dates.
		return result{end: end, typ: typeDate, val: monthValue(y, m)}, true
	}
	if x.abbr && !dotted {
		return result{}, false
	}
	if !p.monthAlone(i, j) {
		return result{}, false
	}
	if y, end, ok := p.relative(j, "year"); ok {
		if !p.cal.known {
			return result{end: end, typ: typeDate, val: Value{Timex: fmt.Sprintf("XXXX-%02d", m)}}, true
		}
		return result{end: end, typ: typeDate, val: monthValue(p.cal.pub.Year()+y, m)}, true
	}
	if x.abbr && dotted && j-1 == len(p.toks)-1 {
		j--
	}
	return result{end: j, typ: typeDate, val: p.cal.month(m, p.lean(i, j, nearest))}, true
}

// relative reads "[of] last year", "next year" at j, or what the unit is instead of "year".
func (p *parser) relative(j int, unit string) (offset, end int, ok bool) {
	if p.word(j) == "of" {
		j++
	}
	if p.word(j+1) != unit {
		return 0, 0, false
	}
	switch p.word(j) {
	case "last":
		return -1, j + 2, true
	case "this":
		return 0, j + 2, true
	case "next":
		return 1, j + 2, true
	}
	return 0, 0, false
}

// monthDay reads the day after a month's name.
func (p *parser) monthDay(j int, month token) (int, int, bool) {
	k := j
	if p.word(k) == "the" {
		if _, _, ok := p.ordinal(k + 1); !ok {
			return 0, 0, false
		}
		k++
	}
	if p.isHyphen(k) && p.tok(k).glued && p.tok(k+1).glued {
		k++ // "January-6th"
	}
	d, end, ok := p.dayNumber(k)
	if !ok || !month.upper && !p.caseless() && (month.lower == "may" || month.lower == "march" || month.lower == "mar" || month.lower == "dec") {
		return 0, 0, false
	}
	if !p.dayStandsAlone(end) {
		return 0, 0, false
	}
	return d, end, true
}

// dayStandsAlone reports whether the numeral before j counts nothing
// ("in March 5 million people").
func (p *parser) dayStandsAlone(j int) bool {
	x := p.lex(j)
	t := p.tok(j)
	if t.kind == letters && (x.scale > 0 || x.money != nil && !t.upper || x.measure != "" && x.measure != "in" && !t.upper && t.lower != "min" || x.unit != 0 && x.plural || in(t.lower, counted)) {
		return false
	}
	return !(p.isSym(j, "%") || t.lower == "percent" || t.lower == "per" && p.word(j+1) == "cent")
}

// dayOfMonth parses what follows a month and day: a further day, a year.
func (p *parser) dayOfMonth(i, m, d, j int) (result, bool) {
	d2, k, ok := p.secondDay(j, d)
	if ok {
		j = k
	}
	return p.daysOf(i, j, j, m, d, d2)
}

// daysOf makes the date of day d of month m, or of the days d to d2 unless that is 0, at the
// tokens [i, j); a year may follow at k, or one like "last year" at j.
func (p *parser) daysOf(i, j, k, m, d, d2 int) (result, bool) {
	y, end, ok := p.yearAfter(k)
	if !ok {
		var offset int
		if offset, end, ok = p.relative(j, "year"); ok {
			if !p.cal.known {
				return result{end: end, typ: typeDate, val: Value{Timex: fmt.Sprintf("XXXX-%02d-%02d", m, d)}}, true
			}
			y = p.cal.pub.Year() + offset
		}
	}
	day := func(d int) Value { return dayValue(date(y, m, d)) }
	if !ok {
		y, end = 2000, j // any leap year
		day = func(d int) Value { return p.cal.day(m, d, p.lean(i, j, nearest)) }
	}
	if !validDay(y, m, d) {
		return result{}, false
	}
	v := day(d)
	if validDay(y, m, d2) {
		v = join(v, day(d2))
	}
	return result{end: end, typ: typeDate, val: v}, true
}

// join is the stretch from a to the end of b.
func join(a, b Value) Value {
	v := Value{Timex: a.Timex + "/" + b.Timex}
	if a.Start != "" && b.End != "" && a.Start < b.End {
		v.Start, v.End = a.Start, b.End
	}
	return v
}

// secondDay reads "-25", " to 24", " and 21", "/25" after a day of the month.
func (p *parser) secondDay(j, first int) (int, int, bool) {
	k := j + 1
	switch w := p.word(j); {
	case p.isDash(j) || p.isSym(j, "/") && p.tok(j).glued:
	case w == "to" || w == "through" || w == "until":
	case w == "and" || w == "or":
		d, end, ok := p.dayNumber(k)
		if n := p.tok(end); !ok || d <= first || n.kind == letters && n.end > n.start && !in(n.lower, afterDay) && !isYear(n.lower) {
			return 0, 0, false
		}
	default:
		return 0, 0, false
	}
	d, end, ok := p.dayNumber(k)
	if !ok || d <= first || p.isDash(end) && p.tok(end).glued || !p.dayStandsAlone(end) || p.lex(end).month > 0 {
		return 0, 0, false
	}
	return d, end, true
}

var afterDay = set("in at by on for from with to as when after before during and or but of the while where he she they it we will is was were")

var (
	beforeMonth = set("in since until till during last next this early late mid by from through between each every of for and to or than before after earlier later on through throughout")
	sure        = set("in since until till during last next this early late mid each every throughout")
	endOf       = set("end beginning start middle month days weeks half part first")
	honorific   = set("mr mrs ms miss dr minister president secretary sir lord lady premier chancellor senator sen rep mayor judge theresa aunt sister saint st queen king prince princess")
	notMonth    = set("government administration cabinet ministry team premiership said says told added thinks wants hopes ’s 's")
	afterMarch  = set("on for against of to from through in at by with and or but is was will has had would began ended drew that which who")
	monthNoun   = set("election elections vote poll polls referendum deadline summit meeting meetings attack attacks deal agreement war conflict protest protests budget report figures data sales launch date announcement ruling decision results release hearing trial coup uprising riots fire flood floods earthquake shooting massacre bombing contest primary primaries runoff ballot session speech visit conference issue edition quarter target")
)

// monthAlone decides whether the name of a month without day or year is one,
// and not a verb, a given name or a surname.
func (p *parser) monthAlone(i, j int) bool {
	t := p.tok(i)
	if !t.upper {
		return p.caseless() && t.lower != "may" && t.lower != "march" && t.lower != "august"
	}
	prev, prev2, next := p.word(i-1), p.word(i-2), p.tok(j)
	if p.isHyphen(i-1) && p.tok(i).glued {
		prev = p.word(i - 2)
	}
	capNext := next.kind == letters && next.upper && p.lex(j).weekday == 0 && p.lex(j).month == 0
	if in(prev, honorific) {
		return false
	}
	switch t.lower {
	case "may":
		if in(next.lower, notMonth) && !in(prev, sure) {
			return false
		}
		if next.r == '’' || next.r == '\'' { // "Theresa May was May's ..."
			return in(prev, sure)
		}
		return in(prev, sure) && !(capNext && prev != "in" && prev != "since") ||
			prev == "of" && (in(prev2, endOf) || p.tok(i-2).kind == digits) || (prev == "by" || prev == "from" || prev == "to") && !capNext && !p.tok(i-2).upper && prev2 != "led" && prev2 != "made" ||
			p.isDash(i-1) && p.lex(i-2).month > 0 || prev == "and" && p.lex(i-2).month > 0 ||
			(prev == "the" || prev == "a" || prev == "its") && in(next.lower, monthNoun)
	case "march":
		if next.lower == "on" || next.lower == "for" || next.lower == "of" && p.word(j+1) != "last" && p.word(j+1) != "this" || next.lower == "against" {
			return in(prev, sure) && prev != "this" && prev != "last"
		}
		if p.tok(i-1).kind == letters && p.tok(i-1).upper && !in(prev, beforeMonth) || prev == "the" && (next.kind != letters || next.upper || in(next.lower, afterMarch)) {
			return false // "the March for Life", "the March was banned"
		}
		return in(prev, beforeMonth) || in(next.lower, monthNoun) || i > 0 && !capNext
	case "april", "june", "august":
		if in(prev, sure) {
			return true
		}
		if capNext || p.tok(i-1).kind == letters && p.tok(i-1).upper && i > 1 && !in(prev, beforeMonth) && prev != "the" {
			return false
		}
		return !in(next.lower, notMonth)
	}
	return true
}

// caseless reports whether the sentence has no lower-case or no upper-case
// letters to go by.
func (p *parser) caseless() bool { return p.flat }

var (
	futureWords = set("will ll shall scheduled due upcoming going plans planned planning expected set slated tentatively hopes intends intend aims upcoming would")
	pastWords   = set("said told announced reported was were had did ago says added since ended began died killed took made came went last")
)

// lean tells from the words around tokens [i, j) whether a date there lies
// ahead of the publication.
func (p *parser) lean(i, j int, other lean) lean {
	switch p.word(j) {
	case "will", "would":
		return future
	}
	for k := i - 1; k >= 0 && k >= i-12; k-- {
		t := p.tok(k)
		if t.kind == symbol && (t.r == ';' || t.r == '"' || t.r == '”' || t.r == '“' || t.r == '—' || t.r == '.' && !t.glued) {
			break
		}
		if t.kind != letters {
			continue
		}
		switch w := t.lower; {
		case in(w, futureWords):
			return future
		case in(w, pastWords):
			return past
		case w == "ongoing":
		case strings.HasSuffix(w, "ed") && len(w) > 4 && !t.upper:
			return past
		}
	}
	return other
}

// weekdayDate parses "Thursday", "Thursday night", "Friday, July 25, 2022", "Mondays".
func (p *parser) weekdayDate(i int) (result, bool) {
	x := p.lex(i)
	t := p.tok(i)
	wd := int(x.weekday)
	j := i + 1
	if x.abbr {
		j = p.stop(j)
	}
	k := j
	if p.isSym(k, ",") {
		k++
	}
	if p.word(k) == "the" {
		if _, _, ok := p.ordinal(k + 1); ok {
			k++
		}
	}
	if y := p.lex(k); y.month > 0 && p.tok(k).upper {
		if _, _, ok := p.monthDay(p.stopOf(k), p.tok(k)); ok {
			if r, ok := p.monthDate(k); ok {
				return r, true
			}
		}
	} else if p.tok(k).kind == digits {
		if r, ok := p.digitDate(k); ok && r.typ == typeDate && len(r.val.Timex) >= 10 {
			return r, true
		}
	}
	if x.abbr || !t.upper && x.plural && p.word(i-1) != "on" && !p.caseless() {
		return result{}, false
	}
	if p.tok(j).upper && in(p.word(j), newspapers) || p.tok(i-1).upper && in(p.word(i-1), namedDays) {
		return result{}, false
	}
	if x.plural {
		return result{end: j, typ: typeDate, val: Value{Timex: fmt.Sprintf("XXXX-WXX-%d", wd)}}, true
	}
	if n, end, ok := p.relative(j, "week"); ok {
		v := Value{Timex: fmt.Sprintf("XXXX-WXX-%d", wd)}
		if p.cal.known {
			v = dayValue(monday(p.cal.pub).AddDate(0, 0, 7*n+wd-1))
		}
		return result{end: end, typ: typeDate, val: v}, true
	}
	l := p.lean(i, j, past)
	return p.withPart(j, p.cal.weekday(wd, l)), true
}

func (p *parser) stopOf(k int) int {
	if p.lex(k).abbr {
		return p.stop(k + 1)
	}
	return k + 1
}

var (
	newspapers = set("times mirror telegraph express mail herald post world independent tribune mercury star sport league school night")
	namedDays  = set("bloody black ruby super man sheffield")
)

// withPart parses the part of the day after a day that ends before j: "night",
// "early morning".
func (p *parser) withPart(j int, v Value) result {
	k := j
	if w := p.word(k); w == "early" || w == "late" {
		k++
	}
	if x := p.lex(k); x.part != "" && p.word(k) != "dawn" && p.word(k) != "dusk" && !p.properName(k) {
		return result{end: k + 1, typ: typeTime, val: part(v, x.part)}
	}
	return result{end: j, typ: typeDate, val: v}
}

// properName tells "Friday Night Lights" from "Friday night".
func (p *parser) properName(k int) bool {
	return p.tok(k).upper && p.tok(k+1).upper && !p.caseless()
}

// dayWord parses "yesterday", "tomorrow morning", "tonight".
func (p *parser) dayWord(i int) (result, bool) {
	w := p.word(i)
	if w == "today" && p.tok(i).upper && (p.word(i-1) == "usa" || p.word(i-1) == "russia") {
		return result{}, false
	}
	n := map[string]int{"yesterday": -1, "tomorrow": 1}[w]
	v := p.cal.relative(day, n)
	if w == "tonight" {
		return result{end: i + 1, typ: typeTime, val: part(v, "TNI")}, true
	}
	return p.withPart(i+1, v), true
}

// digitDate parses dates that begin with a digit.
func (p *parser) digitDate(i int) (result, bool) {
	if r, ok := p.numericDate(i); ok {
		return r, true
	}
	if r, ok := p.dayMonth(i); ok {
		return r, true
	}
	if _, end, ok := p.ordinal(i); ok {
		return p.ordinalDate(i, end)
	}
	return p.yearDate(i)
}

// dayMonth parses "3 July 2025", "the 3rd of July", "5-6 August".
func (p *parser) dayMonth(i int) (result, bool) {
	d, j, ok := p.dayNumber(i)
	if !ok {
		return result{}, false
	}
	d2, e, ok := p.secondDayOf(j, d)
	if ok {
		j = e
	}
	if p.word(j) == "of" || p.isHyphen(j) && p.tok(j).glued {
		j++
	}
	x, t := p.lex(j), p.tok(j)
	if x.month == 0 || !t.upper && (t.lower == "may" || t.lower == "march" || x.abbr) && !p.caseless() || x.abbr && t.lower == "sun" {
		return result{}, false
	}
	m := int(x.month)
	j = p.stopOf(j)
	k := j
	if p.isHyphen(k) && p.tok(k).glued {
		k++
	}
	return p.daysOf(i, j, k, m, d, d2)
}

func (p *parser) secondDayOf(j, first int) (int, int, bool) {
	if w := p.word(j); !(p.isDash(j) || w == "to" || w == "and" || p.isSym(j, "/")) {
		return 0, 0, false
	}
	d, end, ok := p.dayNumber(j + 1)
	if !ok || d <= first || p.lex(end).month == 0 {
		return 0, 0, false
	}
	return d, end, true
}

// An order is how an article writes dates in digits.
type order int8

const (
	open order = iota
	dayMonthOrder
	monthDayOrder
)

// dayFirst looks for a date in digits that can be read in one way only.
func dayFirst(s string) order {
	found := open
	for i := 0; i+5 < len(s); i++ {
		if s[i] != '/' || i == 0 {
			continue
		}
		a, b := i, i+1
		for a > 0 && i-a < 3 && isDigit(s[a-1]) {
			a--
		}
		for b < len(s) && b-i < 4 && isDigit(s[b]) {
			b++
		}
		if b+3 > len(s) || s[b] != '/' || !isDigit(s[b+1]) || !isDigit(s[b+2]) || i-a > 2 || b-i > 3 {
			continue
		}
		switch x, y := atoi(s[a:i]), atoi(s[i+1:b]); {
		case x > 12 && x <= 31 && y >= 1 && y <= 12:
			if found == monthDayOrder {
				return open
			}
			found = dayMonthOrder
		case y > 12 && y <= 31 && x >= 1 && x <= 12:
			if found == dayMonthOrder {
				return open
			}
			found = monthDayOrder
		}
	}
	return found
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// numericDate parses "2025-07-03", "03/07/2025", "27.08.2022".
func (p *parser) numericDate(i int) (result, bool) {
	var f [3]string
	end := 0
	t := p.tok(i)
	sep := '.'
	if parts := strings.Split(t.lower, "."); len(parts) == 3 {
		copy(f[:], parts)
		end = i + 1
	} else {
		s1, b, s2, c := p.tok(i+1), p.tok(i+2), p.tok(i+3), p.tok(i+4)
		if s1.kind != symbol || s1.r != s2.r || s2.kind != symbol || s1.r != '-' && s1.r != '/' || b.kind != digits || c.kind != digits ||
			!s1.glued || !b.glued || !s2.glued || !c.glued {
			return result{}, false
		}
		f = [3]string{t.lower, b.lower, c.lower}
		end, sep = i+5, s1.r
	}
	if n := p.tok(end); n.glued && (n.kind == digits || n.kind == symbol && n.r == sep && p.tok(end+1).glued && p.tok(end+1).kind == digits) {
		return result{}, false
	}
	// An ISO 8601 time of day after "T" makes it a time.
	for _, s := range f {
		if len(s) > 4 || strings.ContainsAny(s, ".,") {
			return result{}, false
		}
	}
	if len(f[0]) == 4 && isYear(f[0]) && len(f[1]) <= 2 && len(f[2]) <= 2 {
		y, m, d := atoi(f[0]), atoi(f[1]), atoi(f[2])
		if !validDay(y, m, d) {
			return result{}, false
		}
		return p.isoTime(end, dayValue(date(y, m, d))), true
	}
	if len(f[0]) > 2 || len(f[1]) > 2 || len(f[2]) != 4 && len(f[2]) != 2 || len(f[2]) == 2 && sep != '/' || len(f[2]) == 4 && !isYear(f[2]) {
		return result{}, false
	}
	a, b, y := atoi(f[0]), atoi(f[1]), atoi(f[2])
	if len(f[2]) == 2 {
		y += 2000
		if y > 2050 {
			y -= 100
		}
	}
	dm, md := validDay(y, b, a), validDay(y, a, b)
	switch o := p.dayFirst; {
	case dm && (!md || a == b || sep == '.' || o == dayMonthOrder):
		return result{end: end, typ: typeDate, val: dayValue(date(y, b, a))}, true
	case md && (!dm || o == monthDayOrder):
		return result{end: end, typ: typeDate, val: dayValue(date(y, a, b))}, true
	case dm && md:
		v := yearValue(y)
		v.Timex += "-XX-XX"
		return result{end: end, typ: typeDate, val: v}, true
	}
	return result{}, false
}

// isoTime parses "T14:30Z" after a date in ISO 8601.
func (p *parser) isoTime(j int, v Value) result {
	if p.word(j) == "t" && p.tok(j).glued && p.tok(j+1).glued {
		if c, end, colon, ok := p.digits(j + 1); ok && colon && c.hour < 24 {
			zone := ""
			if p.word(end) == "z" && p.tok(end).glued {
				zone, end = "Z", end+1
			}
			d, err := time.Parse(isoDay, v.Start)
			if err == nil {
				a := d.Add(time.Duration(c.hour)*time.Hour + time.Duration(c.minute)*time.Minute)
				return result{end: end, typ: typeTime, val: clockValue(a, a.Add(time.Minute), zone)}
			}
		}
	}
	return result{end: j, typ: typeDate, val: v}
}

var beforeYear = set("in since until till by from of before after during late early mid to through between and the year years for than circa fall spring summer winter autumn around through on season or at post pre vs")

// yearDate parses "2021", "1990s", "2019-2020", "2022/23".
func (p *parser) yearDate(i int) (result, bool) {
	t := p.tok(i)
	if !isYear(t.lower) {
		return result{}, false
	}
	y := atoi(t.lower)
	j := i + 1
	n := p.tok(j)
	// "1990s", "1990's"
	if n.kind == letters && n.lower == "s" && n.glued && y%10 == 0 {
		return result{end: j + 1, typ: typeDate, val: decadeValue(y)}, true
	}
	if y%10 == 0 && (n.r == '’' || n.r == '\'') && n.glued && p.word(j+1) == "s" && p.tok(j+1).glued && p.word(i-1) != "in" {
		return result{end: j + 2, typ: typeDate, val: decadeValue(y)}, true
	}
	if n.glued && (n.kind != symbol && n.end > n.start || n.r == '%' || n.r == '°') {
		return result{}, false
	}
	if !p.yearPlausible(i, y) {
		return result{}, false
	}
	if v, end, ok := p.yearRange(y, j); ok {
		return result{end: end, typ: typeDate, val: v}, true
	}
	return result{end: j, typ: typeDate, val: yearValue(y)}, true
}

func (p *parser) yearPlausible(i, y int) bool {
	prev := p.tok(i - 1)
	if !p.yearStandsAlone(i) || prev.kind == symbol && i > 0 && (signs[prev.r] != "" || prev.r == '#' || prev.r == '$') || p.word(i-1) == "no" || p.lex(i-1).scale > 0 {
		return false
	}
	if p.isHyphen(i+1) && p.tok(i+1).glued && p.tok(i+2).glued && (p.lex(i+2).measure != "" || p.lex(i+2).unit != 0 || p.word(i+2) == "seat" || p.word(i+2) == "strong") {
		return false
	}
	if y >= 1900 && y < 2060 {
		return true
	}
	if n := p.tok(i + 1); n.kind == letters && !n.upper && !in(n.lower, afterYear) && !(y >= 1600 && y < 2100 && p.word(i-1) == "in") {
		return false
	}
	return y >= 1000 && y < 2200 && (in(p.word(i-1), beforeYear) || p.isSym(i-1, "(") || p.lex(i-1).month > 0 || p.isDash(i-1) && isYear(p.tok(i-2).lower))
}

var afterYear = set("and to in at by on for from with as when after before during or but of the while where he she they it we will is was were until through had a an that which under became")

// yearRange parses "-2020", "/23", "–21" after a year.
func (p *parser) yearRange(y, j int) (Value, int, bool) {
	s, t := p.tok(j), p.tok(j+1)
	if s.kind != symbol || !(p.isDash(j) || s.r == '/') || s.glued != t.glued || t.kind != digits || s.r == '/' && !s.glued {
		return Value{}, 0, false
	}
	if n := p.tok(j + 2); n.glued && (n.kind != symbol || p.isDash(j+2) && p.tok(j+3).kind == digits && p.tok(j+3).glued || n.r == '%' || n.r == '/') && n.end > n.start {
		return Value{}, 0, false
	}
	z := atoi(t.lower)
	switch {
	case len(t.lower) == 4 && isYear(t.lower):
	case len(t.lower) == 2 && s.glued:
		z += y - y%100
		if z == y-y%100 {
			z += 100
		}
		if s.r != '/' && z != y+1 && z < y {
			return Value{}, 0, false
		}
	default:
		return Value{}, 0, false
	}
	if z <= y || z > y+200 {
		return Value{}, 0, false
	}
	return join(yearValue(y), yearValue(z)), j + 2, true
}

// shortDecade parses "'90s", "‘80s".
func (p *parser) shortDecade(i int) (result, bool) {
	q, t, s := p.tok(i), p.tok(i+1), p.tok(i+2)
	if q.r != '\'' && q.r != '’' && q.r != '‘' || q.glued && i > 0 && p.tok(i-1).kind != symbol || !t.glued || len(t.lower) != 2 || t.kind != digits || t.lower[1] != '0' || s.lower != "s" || !s.glued {
		return result{}, false
	}
	return result{end: i + 3, typ: typeDate, val: decadeValue(shortYear(t.lower))}, true
}

// shortYear reads "90" as 1990 and "10" as 2010.
func shortYear(s string) int {
	if y := atoi(s); y >= 30 {
		return 1900 + y
	}
	return 2000 + atoi(s)
}

// fiscal parses "Q3 2024", "H1", "FY2023", "FY 2022/23".
func (p *parser) fiscal(i int) (result, bool) {
	w := p.word(i)
	t := p.tok(i + 1)
	if t.kind != digits || !p.tok(i).upper {
		return result{}, false
	}
	if w == "fy" {
		s, y := t.lower, 0
		switch {
		case isYear(s):
			y = atoi(s)
		case len(s) == 2 && isDigit(s[0]) && isDigit(s[1]):
			y = 2000 + atoi(s)
		default:
			return result{}, false
		}
		if v, end, ok := p.yearRange(y, i+2); ok {
			return result{end: end, typ: typeDate, val: Value{Timex: "FY" + v.Timex}}, true
		}
		return result{end: i + 2, typ: typeDate, val: Value{Timex: fmt.Sprintf("FY%04d", y)}}, true
	}
	if !t.glued || len(t.lower) != 1 {
		return result{}, false
	}
	n := atoi(t.lower)
	if n < 1 || n > 4 || w == "h" && n > 2 {
		return result{}, false
	}
	j := i + 2
	if p.word(j) == "of" || p.word(j) == "fy" || p.isHyphen(j) && p.tok(j).glued {
		j++
	}
	y, end, ok := p.yearAfter(j)
	if !ok {
		if off, e, ok2 := p.relative(i+2, "year"); ok2 && p.cal.known {
			y, end, ok = p.cal.pub.Year()+off, e, true
		}
	}
	value := func(y int) Value {
		if w == "h" {
			return halfValue(y, n)
		}
		return quarterValue(y, n)
	}
	if ok {
		return result{end: end, typ: typeDate, val: value(y)}, true
	}
	if w == "h" {
		return result{}, false // "the H1 visa"
	}
	if !p.cal.known {
		return result{end: i + 2, typ: typeDate, val: Value{Timex: fmt.Sprintf("XXXX-Q%d", n)}}, true
	}
	y, _ = p.cal.yearOf(past, func(y int) time.Time { return date(y, 3*n-2, 1) })
	return result{end: i + 2, typ: typeDate, val: value(y)}, true
}

// fiscalYear parses "fiscal 2023", "financial year 2022-23", "fiscal year".
func (p *parser) fiscalYear(start, i int) (result, bool) {
	j := i + 1
	isYearWord := p.word(j) == "year"
	if isYearWord {
		j++
	}
	if y, end, ok := p.yearAfter(j); ok && !p.isSym(j, ",") {
		v := yearValue(y)
		if w, e, ok := p.yearRange(y, end); ok {
			v, end = w, e
		}
		if p.word(i) != "calendar" {
			v = Value{Timex: "FY" + v.Timex}
		}
		return result{end: end, typ: typeDate, val: v}, true
	}
	if isYearWord && start < i {
		return result{end: j, typ: typeDate, val: Value{Timex: "XXXX"}}, true
	}
	return result{}, false
}

// seasonDate parses "summer 2020", "summer of 2020", "summer"; start is where
// the phrase began.
func (p *parser) seasonDate(start, i int) (result, bool) {
	s := p.lex(i).season
	j := i + 1
	k := j
	if p.word(k) == "of" {
		k++
	}
	if y, end, ok := p.yearAfter(k); ok && !p.isSym(k, ",") {
		return result{end: end, typ: typeDate, val: seasonValue(y, s)}, true
	}
	if off, end, ok := p.relative(j, "year"); ok && (p.word(i-1) == "in" || p.word(i-1) == "the") {
		v := Value{Timex: "XXXX-" + s}
		if p.cal.known {
			v = seasonValue(p.cal.pub.Year()+off, s)
		}
		return result{end: end, typ: typeDate, val: v}, true
	}
	prev := p.word(i - 1)
	// "in the fall of the Wall", "spring onions", "Prague Spring".
	if p.word(j) == "of" || p.tok(i).upper && p.tok(i-1).upper && p.tok(i-1).kind == letters && prev != "the" && prev != "in" {
		return result{}, false
	}
	if p.word(i) == "spring" || p.word(i) == "fall" {
		if !(start < i && prev == "the" && p.word(i-2) == "in" || prev == "in" && p.word(j) == "") && prev != "early" && prev != "late" && prev != "this" && prev != "last" && prev != "next" {
			return result{}, false
		}
	} else if start == i && prev != "in" && prev != "during" && prev != "since" && prev != "until" && prev != "by" && prev != "early" && prev != "late" && prev != "every" {
		return result{}, false
	}
	if n := p.tok(j); n.kind == letters && n.upper {
		return result{}, false // "the Winter Olympics"
	}
	if p.isHyphen(j) && p.tok(j).glued && p.tok(j+1).glued && p.word(j+1) != "long" {
		return result{}, false // "in winter-wear"
	}
	return result{end: j, typ: typeDate, val: p.cal.season(s, p.lean(i, j, nearest))}, true
}

// partOf parses "early 2021", "mid-2019", "late last year", "early Thursday".
func (p *parser) partOf(i int) (result, bool) {
	mod := map[string]string{"early": "START", "late": "END", "mid": "MID", "middle": "MID"}[p.word(i)]
	j := i + 1
	if p.isHyphen(j) && p.tok(j).glued {
		j++
	} else if p.word(i) == "mid" && !p.lexical(j) && p.tok(j).kind != digits {
		return result{}, false
	}
	// "mid- to late 1990s", "early to mid-2021".
	if p.word(j) == "to" || p.word(j) == "or" {
		if w := p.word(j + 1); w == "late" || w == "mid" || w == "early" {
			return p.date(j + 1)
		}
	}
	w := p.word(j)
	switch {
	case w == "in" && p.word(j+1) == "the" && (p.lex(j+2).unit >= day && !p.lex(j+2).plural):
		return result{end: j + 3, typ: typeDate, val: withMod(p.cal.relative(p.lex(j+2).unit, 0), mod)}, true
	case w == "today" || w == "yesterday" || w == "tomorrow" || w == "this" || w == "last" || w == "next":
	case p.tok(j).kind == digits, p.lex(j).month > 0, p.lex(j).weekday > 0, p.lex(j).season != "":
	case p.lex(j).part != "" && !p.tok(j).upper:
		return result{end: j + 1, typ: typeTime, val: Value{Timex: "XXXX-XX-XX" + p.lex(j).part, Mod: mod}}, true
	case nineties[w] > 0:
		return result{end: j + 1, typ: typeDate, val: withMod(decadeValue(nineties[w]), mod)}, true
	case p.isSym(j, "'") || p.isSym(j, "’") || p.isSym(j, "‘"):
	default:
		if v, end, ok := p.ordinal(j); ok && p.lex(end).unit == century {
			return result{end: end + 1, typ: typeDate, val: withMod(centuryValue(int(v)), mod)}, true
		}
		return result{}, false
	}
	// "mid-July", but "in their mid-20s".
	if p.tok(j).kind == digits && !isYear(p.tok(j).lower) {
		if _, end, ok := p.ordinal(j); !ok || p.lex(end).unit != century && !(p.isHyphen(end) && p.lex(end+1).unit == century) {
			return result{}, false
		}
	}
	r, ok := p.date(j)
	if !ok || r.typ == "" {
		return result{}, false
	}
	r.val = withMod(r.val, mod)
	return r, true
}

func (p *parser) lexical(j int) bool { return p.tok(j).lex != nil }

func withMod(v Value, mod string) Value {
	if v.Mod == "" {
		v.Mod = mod
	}
	return v
}

// earlierLater parses "earlier this year", "later in the day", "earlier Thursday".
func (p *parser) earlierLater(i int) (result, bool) {
	before := p.word(i) == "earlier"
	mod := "END"
	if before {
		mod = "START"
	}
	j := i + 1
	w := p.word(j)
	var r result
	ok := false
	switch {
	case w == "in" && p.word(j+1) == "the" && p.lex(j+2).unit >= day && !p.lex(j+2).plural:
		r, ok = result{end: j + 3, typ: typeDate, val: Value{Timex: unknown(p.lex(j + 2).unit)}}, true
	case w == "in" && (p.lex(j+1).month > 0 || isYear(p.tok(j+1).lower)):
		r, ok = p.date(j + 1)
	case w == "this" || w == "last" || w == "next" || w == "today" || w == "yesterday" || w == "that" || p.lex(j).weekday > 0 && p.tok(j).upper && !p.tok(i).upper:
		r, ok = p.date(j)
	case w == "the" && p.word(j+1) == "same" && p.lex(j+2).unit >= day:
		r, ok = p.date(j)
	}
	if !ok || r.typ == "" {
		return result{}, false
	}
	r.val = p.cutAtPublication(withMod(r.val, mod), before)
	return r, true
}

// cutAtPublication narrows a period that contains the day of publication to
// the part before or after it.
func (p *parser) cutAtPublication(v Value, before bool) Value {
	if !p.cal.known || v.Start == "" || len(v.Start) != len(isoDay) || v.Mod != "START" && v.Mod != "END" {
		return v
	}
	pub, next := p.cal.pub.Format(isoDay), p.cal.pub.AddDate(0, 0, 1).Format(isoDay)
	if before && v.Start < pub && pub < v.End {
		v.End = pub
	}
	if !before && v.Start < next && next < v.End {
		v.Start = next
	}
	return v
}
