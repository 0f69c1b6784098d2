package value

import (
	"fmt"
	"strings"
	"time"
)

// A festival is a day or season of the year that goes by a name.
type festival struct {
	words []string
	// on gives its first day in a year; nil where no rule of the Gregorian
	// calendar gives it (the moon does).
	on   func(y int) time.Time
	days int
}

func fixed(m, d int) func(int) time.Time { return func(y int) time.Time { return date(y, m, d) } }

// nth is the nth weekday of month m; n < 0 counts from its end.
func nth(n int, wd time.Weekday, m int) func(int) time.Time {
	return func(y int) time.Time {
		if n < 0 {
			t := date(y, m+1, 0)
			return t.AddDate(0, 0, -(int(t.Weekday())-int(wd)+7)%7)
		}
		t := date(y, m, 1)
		return t.AddDate(0, 0, (int(wd)-int(t.Weekday())+7)%7+7*(n-1))
	}
}

// easter is Easter Sunday in the Gregorian calendar (Meeus, Jones and Butcher), plus days.
func easter(days int) func(int) time.Time {
	return func(y int) time.Time {
		a, b, c := y%19, y/100, y%100
		d, e := b/4, b%4
		f := (b + 8) / 25
		g := (b - f + 1) / 3
		h := (19*a + b - d - g + 15) % 30
		i, k := c/4, c%4
		l := (32 + 2*e + 2*i - h - k) % 7
		m := (a + 11*h + 22*l) / 451
		n := h + l - 7*m + 114
		return date(y, n/31, n%31+1+days)
	}
}

var festivals = map[string][]festival{}

func init() {
	add := func(on func(int) time.Time, days int, names ...string) {
		for _, n := range names {
			w := strings.Fields(n)
			festivals[w[0]] = append(festivals[w[0]], festival{words: w, on: on, days: days})
		}
	}
	add(fixed(1, 1), 1, "new year ’s day", "new year ' s day", "new years day")
	add(fixed(12, 31), 1, "new year ’s eve", "new years eve")
	add(nil, 1, "lunar new year", "chinese new year", "tet", "nowruz", "newroz", "songkran", "vesak", "losar")
	add(fixed(1, 6), 1, "epiphany")
	add(fixed(1, 7), 1, "orthodox christmas")
	add(nth(3, time.Monday, 1), 1, "martin luther king day", "martin luther king jr . day", "mlk day")
	add(fixed(1, 26), 1, "australia day", "republic day")
	add(fixed(2, 14), 1, "valentine ’s day", "valentines day")
	add(nth(3, time.Monday, 2), 1, "presidents ’ day", "presidents day", "presidents' day")
	add(fixed(3, 8), 1, "international women ’s day")
	add(fixed(3, 17), 1, "st . patrick ’s day", "st patrick ’s day", "saint patrick ’s day")
	add(easter(-47), 1, "shrove tuesday", "mardi gras", "fat tuesday")
	add(easter(-46), 1, "ash wednesday")
	add(easter(-7), 1, "palm sunday")
	add(easter(-3), 1, "maundy thursday", "holy thursday")
	add(easter(-2), 1, "good friday")
	add(easter(0), 1, "easter sunday", "easter day", "easter")
	add(easter(1), 1, "easter monday")
	add(easter(-6), 7, "holy week", "easter week")
	add(easter(39), 1, "ascension day")
	add(easter(49), 1, "pentecost", "whit sunday")
	add(easter(50), 1, "whit monday")
	add(fixed(4, 1), 1, "april fools ’ day", "april fool ’s day", "april fools day")
	add(fixed(4, 22), 1, "earth day")
	add(fixed(4, 25), 1, "anzac day")
	add(fixed(5, 1), 1, "may day", "international workers ’ day")
	add(fixed(5, 5), 1, "cinco de mayo")
	add(fixed(5, 9), 1, "victory day")
	add(nth(2, time.Sunday, 5), 1, "mother ’s day", "mothers ’ day")
	add(nth(-1, time.Monday, 5), 1, "memorial day")
	add(nth(3, time.Sunday, 6), 1, "father ’s day", "fathers ’ day")
	add(fixed(6, 19), 1, "juneteenth")
	add(fixed(7, 1), 1, "canada day")
	add(fixed(7, 4), 1, "fourth of july", "july fourth")
	add(fixed(7, 14), 1, "bastille day")
	add(nil, 1, "independence day", "national day", "election day", "inauguration day", "polling day", "boxing day sales",
		"super tuesday", "cyber monday", "liberation day", "armed forces day", "heroes ’ day")
	add(nth(1, time.Monday, 9), 1, "labor day")
	add(nil, 1, "labour day")
	add(nth(2, time.Monday, 10), 1, "columbus day", "indigenous peoples ’ day")
	add(fixed(10, 31), 1, "halloween", "hallowe’en")
	add(fixed(11, 1), 1, "all saints ’ day", "all saints day")
	add(fixed(11, 2), 1, "all souls ’ day", "day of the dead")
	add(fixed(11, 11), 1, "veterans day", "veterans ’ day", "armistice day", "remembrance day")
	add(nth(4, time.Thursday, 11), 1, "thanksgiving day", "thanksgiving")
	add(func(y int) time.Time { return nth(4, time.Thursday, 11)(y).AddDate(0, 0, 1) }, 1, "black friday")
	add(fixed(12, 24), 1, "christmas eve")
	add(fixed(12, 25), 1, "christmas day", "christmas", "xmas")
	add(fixed(12, 26), 1, "boxing day", "st . stephen ’s day")
	add(nil, 1, "ramadan", "ramazan", "ramzan", "eid al - fitr", "eid al - adha", "eid al fitr", "eid al adha", "eid ul - fitr", "eid ul - adha",
		"eid - ul - fitr", "eid - ul - adha", "eid", "muharram", "ashura", "mawlid", "diwali", "deepavali", "holi", "dussehra", "durga puja", "ganesh chaturthi", "raksha bandhan",
		"passover", "yom kippur", "rosh hashanah", "hanukkah", "chanukah", "sukkot", "purim", "kwanzaa", "lent", "advent")
}

// holiday parses a holiday by name, and its year.
func (p *parser) holiday(i int, l lean) (result, bool) {
	t := p.tok(i)
	if t.kind != letters || !t.upper {
		return result{}, false
	}
	best, end := festival{}, 0
	for _, f := range festivals[t.lower] {
		if e, ok := p.matchWords(i, f.words); ok && e > end {
			best, end = f, e
		}
	}
	if end == 0 {
		return result{}, false
	}
	// "Christmas Island", "Easter Island", "Lent Hill" are places; "Election Day" is a day.
	if n := p.tok(end); len(best.words) == 1 && n.kind == letters && n.upper && p.lex(end).part == "" && n.lower != "week" {
		return result{}, false
	}
	if best.words[0] == "lent" && i == 0 || best.words[0] == "tet" && i == 0 {
		return result{}, false
	}
	week := false
	if w := p.word(end); w == "week" || w == "weekend" {
		week, end = true, end+1
	}
	if l == nearest {
		l = p.lean(i, end, nearest)
	}
	y, e, hasYear := p.yearAfter(end)
	if hasYear {
		end = e
	} else if off, e, ok := p.relative(end, "year"); ok && p.cal.known {
		y, end, hasYear = p.cal.pub.Year()+off, e, true
	}
	return p.withPart(end, p.festivalValue(best, y, hasYear, week, l)), true
}

func (p *parser) festivalValue(f festival, y int, hasYear, week bool, l lean) Value {
	if f.on == nil {
		if hasYear {
			return yearValue(y)
		}
		return Value{Timex: "XXXX"}
	}
	if !hasYear {
		var ok bool
		if y, ok = p.cal.yearOf(l, f.on); !ok {
			if a, b := f.on(2001), f.on(2002); a.YearDay() == b.YearDay() && !week {
				return Value{Timex: fmt.Sprintf("XXXX-%02d-%02d", a.Month(), a.Day())}
			}
			return Value{Timex: "XXXX"}
		}
	}
	t := f.on(y)
	if week {
		return weekValue(t)
	}
	if f.days > 1 {
		return join(dayValue(t), dayValue(t.AddDate(0, 0, f.days-1)))
	}
	return dayValue(t)
}

// matchWords matches words at i; "’s" and "’" stand for either apostrophe.
func (p *parser) matchWords(i int, words []string) (int, bool) {
	for _, w := range words {
		t := p.tok(i)
		switch w {
		case "’s":
			if !(t.r == '’' || t.r == '\'') || p.word(i+1) != "s" {
				return 0, false
			}
			i++
		case "’":
			if t.kind != symbol || t.r != '’' && t.r != '\'' {
				return 0, false
			}
		case "-", ".":
			if !p.isSym(i, w) {
				return 0, false
			}
		default:
			if t.kind != letters || t.lower != w {
				return 0, false
			}
		}
		i++
	}
	return i, true
}
