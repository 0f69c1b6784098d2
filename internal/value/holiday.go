package value

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"time"
)

// A festival is a day or season of the year that goes by a name.
type festival struct {
	// on gives its first day in a year; nil where no rule of the Gregorian
	// calendar gives it (the moon does).
	on   func(y int) time.Time
	days int
}

// addHoliday reads a row of holidays.tsv.
func (l *lexicon) addHoliday(f []string) error {
	on, err := dayRule(f[1])
	if err != nil {
		return err
	}
	days, err := strconv.Atoi(f[2])
	if err != nil {
		return err
	}
	l.holidays.add(f[0], festival{on, days})
	return nil
}

// dayRule reads when a holiday is: "12-25", "easter+1", "-1 monday 5",
// "4 thursday 11 +1", or nothing.
func dayRule(s string) (func(y int) time.Time, error) {
	if s == "" {
		return nil, nil
	}
	if t, err := time.Parse("01-02", s); err == nil {
		return func(y int) time.Time { return date(y, int(t.Month()), t.Day()) }, nil
	}
	if d, ok := strings.CutPrefix(s, "easter"); ok {
		days, err := strconv.Atoi(d)
		return func(y int) time.Time { return easter(y).AddDate(0, 0, days) }, err
	}
	var n, month, more int
	var name string
	if k, err := fmt.Sscan(s, &n, &name, &month, &more); k < 3 {
		return nil, fmt.Errorf("no day %q: %w", s, err)
	}
	for wd := time.Sunday; wd <= time.Saturday; wd++ {
		if strings.EqualFold(wd.String(), name) {
			return func(y int) time.Time { return nth(y, n, wd, month).AddDate(0, 0, more) }, nil
		}
	}
	return nil, fmt.Errorf("no weekday %q", name)
}

// nth is the nth weekday of month m; n < 0 counts from its end.
func nth(y, n int, wd time.Weekday, m int) time.Time {
	if n < 0 {
		t := date(y, m+1, 0)
		return t.AddDate(0, 0, -(int(t.Weekday())-int(wd)+7)%7+7*(n+1))
	}
	t := date(y, m, 1)
	return t.AddDate(0, 0, (int(wd)-int(t.Weekday())+7)%7+7*(n-1))
}

// easter is Easter Sunday in the Gregorian calendar (Meeus, Jones and Butcher).
func easter(y int) time.Time {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return date(y, n/31, n%31+1)
}

// holiday values "Christmas", "Easter Monday 2024", "last Thanksgiving".
func (p *parser) holiday(m *match) (result, bool) {
	if m.Has("rel") && !p.cal.known || p.namesPlace(m) {
		return refuse()
	}
	f, end := p.holidays.longest(p, m.at("h"))
	week := m.Has("week")
	if week {
		end = m.after("week")
	}
	l, _ := m.side()
	if l == nearest {
		l = p.lean(m.at("h"), end, nearest)
	}
	y, stated := m.year()
	if !stated {
		return m.inPart(p.recurringDay(f.means, week, l))
	}
	return m.inPart(f.means.in(y, week))
}

// daysFromHoliday values "two days after Easter".
func (p *parser) daysFromHoliday(m *match) (result, bool) {
	n := number{val: big.NewRat(1, 1)}
	if m.Has("n") {
		n, _ = p.number(m.at("n"), false)
	}
	if m.Has("rel") && !p.cal.known || n.val == nil || !n.val.IsInt() || n.val.Cmp(big.NewRat(1000, 1)) > 0 {
		return refuse()
	}
	r, ok := p.holiday(m)
	t, err := time.Parse(isoDay, r.val.Start)
	if !ok || err != nil || len(r.val.Timex) != len(isoDay) {
		return refuse()
	}
	sign := 1
	if m.word("w") == "before" {
		sign = -1
	}
	t = add(t, m.lex("u").unit, sign*int(n.val.Num().Int64()))
	if m.word("u") == "week" && p.word(m.at("u")-1) == "the" { // "the week after Easter"
		return dated(m.End, weekValue(t))
	}
	return dated(m.End, dayValue(t))
}

// Holiday reports whether a name is that of a day or season of the year, with or
// without a year: "Good Friday", "Easter 2024".
func Holiday(name string) bool {
	p := parser{grammar: english(), text: name}
	p.scan(name, 0)
	m, ok := p.find("holiday", 0)
	return ok && m.End == len(p.toks)
}

// namesPlace tells "Christmas Island" and "Lent Hill" from holidays; "Election
// Day" is one.
func (p *parser) namesPlace(m *match) bool {
	k := m.after("h")
	t := p.tok(k)
	return k == m.at("h")+1 && t.is(letters) && t.is(capital) && !t.is(dayPart) && t.lower != "week"
}

// in is the festival, or its week, in year y.
func (f festival) in(y int, week bool) Value {
	switch {
	case f.on == nil:
		return yearValue(y)
	case week:
		return weekValue(f.on(y))
	case f.days > 1:
		return join(dayValue(f.on(y)), dayValue(f.on(y).AddDate(0, 0, f.days-1)))
	}
	return dayValue(f.on(y))
}

// recurringDay is the festival of a year that is not told.
func (p *parser) recurringDay(f festival, week bool, l lean) Value {
	if f.on == nil {
		return Value{Timex: "XXXX"}
	}
	if y, ok := p.cal.yearOf(l, f.on); ok {
		return f.in(y, week)
	}
	if a, b := f.on(2001), f.on(2002); a.YearDay() == b.YearDay() && !week {
		return Value{Timex: fmt.Sprintf("XXXX-%02d-%02d", a.Month(), a.Day())}
	}
	return Value{Timex: "XXXX"}
}

// matchWords matches words at token i; an apostrophe stands for either, and "’s"
// for one with its s.
func (p *parser) matchWords(i int, words []string) (int, bool) {
	for _, w := range words {
		rest, poss := strings.CutPrefix(w, "’")
		if poss {
			if !p.is(i, apostrophe) {
				return 0, false
			}
			i++
			if rest == "" {
				continue
			}
			w = rest
		}
		if p.tok(i).lower != w {
			return 0, false
		}
		i++
	}
	return i, true
}
