package value

import (
	"fmt"
	"math/big"
	"time"
)

// A calendar resolves dates against the day of publication.
type calendar struct {
	known bool
	pub   time.Time // midnight UTC of the day of publication
	at    time.Time // the moment of publication, its clock kept, in UTC
}

func newCalendar(published time.Time) calendar {
	if published.IsZero() {
		return calendar{}
	}
	y, m, d := published.Date()
	h, mi, s := published.Clock()
	return calendar{known: true, pub: time.Date(y, m, d, 0, 0, 0, 0, time.UTC), at: time.Date(y, m, d, h, mi, s, 0, time.UTC)}
}

const (
	isoDay    = "2006-01-02"
	isoMinute = "2006-01-02T15:04"
)

// between is a Value for the days from a up to b.
func between(timex string, a, b time.Time) Value {
	if a.Year() < 1 || b.Year() > 9999 {
		return Value{Timex: timex}
	}
	return Value{Timex: timex, Start: a.Format(isoDay), End: b.Format(isoDay)}
}

func date(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }

func validDay(y, m, d int) bool {
	if m < 1 || m > 12 || d < 1 {
		return false
	}
	return d <= date(y, m+1, 0).Day()
}

func yearValue(y int) Value { return between(fmt.Sprintf("%04d", y), date(y, 1, 1), date(y+1, 1, 1)) }

func monthValue(y, m int) Value {
	return between(fmt.Sprintf("%04d-%02d", y, m), date(y, m, 1), date(y, m+1, 1))
}

func dayValue(t time.Time) Value { return between(t.Format(isoDay), t, t.AddDate(0, 0, 1)) }

func monday(t time.Time) time.Time { return t.AddDate(0, 0, -(int(t.Weekday())+6)%7) }

func weekValue(t time.Time) Value {
	t = monday(t)
	y, w := t.ISOWeek()
	return between(fmt.Sprintf("%04d-W%02d", y, w), t, t.AddDate(0, 0, 7))
}

func weekendValue(t time.Time) Value {
	t = monday(t)
	y, w := t.ISOWeek()
	return between(fmt.Sprintf("%04d-W%02d-WE", y, w), t.AddDate(0, 0, 5), t.AddDate(0, 0, 7))
}

func quarterValue(y, q int) Value {
	return between(fmt.Sprintf("%04d-Q%d", y, q), date(y, 3*q-2, 1), date(y, 3*q+1, 1))
}

func halfValue(y, h int) Value {
	return between(fmt.Sprintf("%04d-H%d", y, h), date(y, 6*h-5, 1), date(y, 6*h+1, 1))
}

func decadeValue(y int) Value {
	y -= y % 10
	return between(fmt.Sprintf("%03dX", y/10), date(y, 1, 1), date(y+10, 1, 1))
}

// centuryValue is the century in which year y lies, counted from year 1.
func centuryValue(c int) Value {
	return between(fmt.Sprintf("%02dXX", c-1), date(100*(c-1)+1, 1, 1), date(100*c+1, 1, 1))
}

// seasonValue bounds a season by the meteorological seasons of the northern
// hemisphere; a winter begins in the year that it is named after.
func seasonValue(y int, s string) Value {
	m := map[string]int{"SP": 3, "SU": 6, "FA": 9, "WI": 12}[s]
	return between(fmt.Sprintf("%04d-%s", y, s), date(y, m, 1), date(y, m+3, 1))
}

// unitValue is the period of unit u that contains t.
func unitValue(u unit, t time.Time) Value {
	switch u {
	case day:
		return dayValue(t)
	case night:
		return part(dayValue(t), "TNI")
	case weekend:
		return weekendValue(t)
	case week:
		return weekValue(t)
	case monthUnit:
		return monthValue(t.Year(), int(t.Month()))
	case quarter:
		return quarterValue(t.Year(), (int(t.Month())+2)/3)
	case year:
		return yearValue(t.Year())
	case decade:
		return decadeValue(t.Year())
	case century:
		return centuryValue((t.Year()-1)/100 + 1)
	}
	return Value{}
}

// unknownUnits are the Timexes of periods of which no digit is known.
var unknownUnits = map[unit]string{
	second: "XXXX-XX-XXTXX:XX:XX", minute: "XXXX-XX-XXTXX:XX", hour: "XXXX-XX-XXTXX", day: unknownDay, night: unknownDay + "TNI",
	weekend: "XXXX-WXX-WE", week: "XXXX-WXX", fortnight: "XXXX-WXX", monthUnit: "XXXX-XX", quarter: "XXXX-QX",
}

// unknown is the Timex of a period of unit u of which no digit is known.
func unknown(u unit) string {
	if s, ok := unknownUnits[u]; ok {
		return s
	}
	return "XXXX"
}

// add moves t by n units.
func add(t time.Time, u unit, n int) time.Time {
	const most = 5000
	n = min(max(n, -most*366), most*366)
	months := func(n int) time.Time {
		n = min(max(n, -most*12), most*12)
		// The last day of a shorter month, not the first of the next.
		r := t.AddDate(0, n, 0)
		if r.Day() != t.Day() {
			r = r.AddDate(0, 0, -r.Day())
		}
		return r
	}
	switch u {
	case day, night:
		return t.AddDate(0, 0, n)
	case week, weekend:
		return t.AddDate(0, 0, 7*n)
	case fortnight:
		return t.AddDate(0, 0, 14*n)
	case monthUnit:
		return months(n)
	case quarter:
		return months(3 * n)
	case year:
		return months(12 * n)
	case decade:
		return months(120 * n)
	case century:
		return months(1200 * n)
	case hour:
		return t.Add(time.Duration(n) * time.Hour)
	case minute:
		return t.Add(time.Duration(n) * time.Minute)
	}
	return t
}

// relative is the period of unit u that lies n units from the publication.
func (c calendar) relative(u unit, n int) Value {
	if !c.known {
		return Value{Timex: unknown(u)}
	}
	if u < day {
		if c.at.Equal(c.pub) || u == second { // the hour of publication is not known
			return Value{Timex: unknown(u)}
		}
		t := add(c.at, u, n)
		if u == hour {
			t = t.Truncate(time.Hour)
			return Value{Timex: t.Format("2006-01-02T15"), Start: t.Format("2006-01-02T15:04"),
				End: t.Add(time.Hour).Format("2006-01-02T15:04")}
		}
		return clockValue(t, t.Add(time.Minute), "")
	}
	t := add(c.pub, u, n)
	if u == fortnight {
		u = week
	}
	return unitValue(u, t)
}

// stretch is the n units before (n < 0) or from the publication on.
func (c calendar) stretch(v Value, u unit, n int) Value {
	if !c.known || u < day {
		return v
	}
	a, b := c.pub, add(c.pub, u, n)
	if n < 0 {
		a, b = b, a
	}
	w := between(v.Timex, a, b)
	v.Start, v.End = w.Start, w.End
	return v
}

// weekday is the day of the week wd (1 is Monday).
func (c calendar) weekday(wd int, l lean) Value {
	if !c.known {
		return Value{Timex: fmt.Sprintf("XXXX-WXX-%d", wd)}
	}
	back := (int(c.pub.Weekday()) + 6 - (wd - 1)) % 7 // days since the last wd
	ahead := (7 - back) % 7
	switch l {
	case future:
		return dayValue(c.pub.AddDate(0, 0, ahead))
	case nextOne:
		if ahead == 0 {
			ahead = 7
		}
		return dayValue(c.pub.AddDate(0, 0, ahead))
	case lastOne:
		if back == 0 {
			back = 7
		}
	}
	return dayValue(c.pub.AddDate(0, 0, -back))
}

// yearOf chooses the year of a date that recurs every year; start gives its
// first day in a year.
func (c calendar) yearOf(l lean, start func(y int) time.Time) (int, bool) {
	if !c.known {
		return 0, false
	}
	y := c.pub.Year()
	s := start(y)
	switch l {
	case past, lastOne:
		if s.After(c.pub) || l == lastOne && !s.Before(c.pub) {
			y--
		}
	case future, nextOne:
		if s.Before(c.pub) {
			y++
		}
	default:
		days := int(s.Sub(c.pub).Hours() / 24)
		if days > 183 {
			y--
		} else if days < -183 {
			y++
		}
	}
	return y, true
}

func (c calendar) month(m int, l lean) Value {
	if !c.known {
		return Value{Timex: fmt.Sprintf("XXXX-%02d", m)}
	}
	// A month counts as past or to come as a whole.
	y := c.pub.Year()
	d := m - int(c.pub.Month())
	switch l {
	case past:
		if d > 0 {
			y--
		}
	case lastOne:
		if d >= 0 {
			y--
		}
	case future:
		if d < 0 {
			y++
		}
	case nextOne:
		if d <= 0 {
			y++
		}
	default:
		if d > 6 {
			y--
		} else if d < -6 {
			y++
		}
	}
	return monthValue(y, m)
}

func (c calendar) day(m, d int, l lean) Value {
	y, ok := c.yearOf(l, func(y int) time.Time { return date(y, m, d) })
	if !ok || !validDay(y, m, d) {
		return Value{Timex: fmt.Sprintf("XXXX-%02d-%02d", m, d)}
	}
	return dayValue(date(y, m, d))
}

func (c calendar) season(s string, l lean) Value {
	y, ok := c.yearOf(l, func(y int) time.Time {
		return date(y, map[string]int{"SP": 3, "SU": 6, "FA": 9, "WI": 12}[s], 1)
	})
	if !ok {
		return Value{Timex: "XXXX-" + s}
	}
	return seasonValue(y, s)
}

// part narrows a day to a part of it ("TNI").
func part(v Value, tag string) Value {
	v.Timex += tag
	t, err := time.Parse(isoDay, v.Start)
	if err != nil || v.End != t.AddDate(0, 0, 1).Format(isoDay) {
		v.Start, v.End = "", ""
		return v
	}
	h := map[string][2]int{"TMO": {5, 12}, "TMI": {12, 14}, "TAF": {12, 18}, "TEV": {17, 24}, "TNI": {18, 30}}[tag]
	v.Start, v.End = t.Add(time.Duration(h[0])*time.Hour).Format(isoMinute), t.Add(time.Duration(h[1])*time.Hour).Format(isoMinute)
	return v
}

// clockValue is the time from a up to b, with zone as its ISO 8601 offset.
func clockValue(a, b time.Time, zone string) Value {
	if a.Year() < 1 || b.Year() > 9999 {
		return Value{}
	}
	return Value{Timex: a.Format(isoMinute) + zone, Start: a.Format(isoMinute) + zone, End: b.Format(isoMinute) + zone}
}

// isoUnits writes units of time as ISO 8601 does: before and after the number,
// and how many of that unit one is. open is the length of an unknown number, where
// ISO-TimeML has a unit of its own.
var isoUnits = map[unit]struct {
	before, after string
	times         int64
	open          string
}{
	second:    {"PT", "S", 1, ""},
	minute:    {"PT", "M", 1, ""},
	hour:      {"PT", "H", 1, ""},
	day:       {"P", "D", 1, ""},
	night:     {"P", "NI", 1, ""},
	weekend:   {"P", "WE", 1, ""},
	week:      {"P", "W", 1, ""},
	fortnight: {"P", "W", 2, ""},
	monthUnit: {"P", "M", 1, ""},
	quarter:   {"P", "M", 3, "PXQ"},
	year:      {"P", "Y", 1, ""},
	decade:    {"P", "Y", 10, "PXDE"},
	century:   {"P", "Y", 100, "PXCE"},
}

// length is the ISO 8601 duration of n units; nil is an unknown number.
func length(u unit, n *big.Rat) string {
	iso := isoUnits[u]
	if n == nil && iso.open != "" {
		return iso.open
	}
	s := "X"
	if n != nil {
		total := product(n, big.NewRat(iso.times, 1))
		if _, exact := total.FloatPrec(); exact {
			s = total.FloatString(precision(total))
		}
	}
	return iso.before + s + iso.after
}

// precision is the number of decimals of r.
func precision(r *big.Rat) int {
	n, _ := r.FloatPrec()
	return n
}
