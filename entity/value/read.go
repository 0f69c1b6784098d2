package value

import (
	"math/big"
	"regexp"
	"strings"
	"time"
)

// layouts are those of Start and End.
var layouts = []string{time.DateOnly, "2006-01-02T15:04", "2006-01-02T15:04:05", "2006-01-02T15:04Z07:00", time.RFC3339}

func parse(s string) (time.Time, bool) {
	for _, l := range layouts {
		if t, err := time.Parse(l, s); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// Range returns the stretch of the calendar that v stands for, half-open, and whether
// there is one: it has none where the article's day would be needed and is not known, or
// where it is a length ("two hours"). Times without a zone are local ones, and given in UTC.
func (v *Value) Range() (from, to time.Time, ok bool) {
	if v == nil {
		return from, to, false
	}
	from, ok = parse(v.Start)
	if ok {
		to, ok = parse(v.End)
	}
	if !ok {
		return time.Time{}, time.Time{}, false
	}
	return from, to, true
}

// Amount returns the number of v as it is, and whether there is one. The two differ where
// v is a range ("40 to 70 percent").
func (v *Value) Amount() (least, most *big.Rat, ok bool) {
	if v == nil {
		return nil, nil, false
	}
	if least, ok = number(v.Number); !ok {
		return nil, nil, false
	}
	if most, ok = number(v.Upper); !ok {
		most = new(big.Rat).Set(least)
	}
	return least, most, true
}

// number reads decimal digits or a fraction, and nothing that names a number larger than itself.
func number(s string) (*big.Rat, bool) {
	if strings.Trim(s, "-0123456789./") != "" {
		return nil, false
	}
	return new(big.Rat).SetString(s)
}

var calendar = regexp.MustCompile(`^([0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?)(?:T(?:([0-9]{2}:[0-9]{2}).*|[A-Z]{2}))?$`)

// String returns the value for people to read: "2025-07-03", "2025-07-03 18:00",
// "2025-06-30 to 2025-07-06", "3500000 EUR", "40 to 70 %". It is "" for what is best told by
// the article's own words: lengths of time, and dates that are not known to the year.
func (v *Value) String() string {
	if v == nil {
		return ""
	}
	if at := calendar.FindStringSubmatch(v.Timex); at != nil {
		return strings.TrimSpace(at[1] + " " + at[2])
	}
	if from, to, ok := v.Range(); ok {
		return span(from, to)
	}
	amount := v.Number
	if v.Upper != "" {
		amount += " to " + v.Upper
	}
	return strings.TrimSpace(amount + " " + v.Currency + v.Unit)
}

// span tells a stretch of the calendar by its first and last year, day or minute.
func span(from, to time.Time) string {
	layout, unit := "2006-01-02 15:04", time.Duration(0)
	midnight := func(t time.Time) bool { return t.Equal(t.Truncate(24 * time.Hour)) }
	newYear := func(t time.Time) bool { return midnight(t) && t.YearDay() == 1 }
	switch {
	case newYear(from) && newYear(to):
		layout, unit = "2006", 24*time.Hour
	case midnight(from) && midnight(to):
		layout, unit = time.DateOnly, 24*time.Hour
	}
	first, last := from.Format(layout), to.Add(-unit).Format(layout)
	if first == last {
		return first
	}
	return first + " to " + last
}
