package value

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// zones are the abbreviations of time zones, with their offset from UTC where
// they have one meaning in news.
var zones = map[string]string{"gmt": "Z", "utc": "Z", "z": "Z", "est": "-05:00", "edt": "-04:00", "et": "", "cst": "", "cdt": "-05:00", "ct": "",
	"mst": "-07:00", "mdt": "-06:00", "mt": "", "pst": "-08:00", "pdt": "-07:00", "pt": "", "bst": "+01:00", "cet": "+01:00", "cest": "+02:00",
	"eet": "+02:00", "eest": "+03:00", "msk": "+03:00", "ist": "", "jst": "+09:00", "kst": "+09:00", "aest": "+10:00", "aedt": "+11:00", "eat": "+03:00",
	"wat": "+01:00", "cat": "+02:00", "sast": "+02:00", "hkt": "+08:00", "sgt": "+08:00", "pkt": "+05:00", "wib": "+07:00", "nzst": "+12:00", "nzdt": "+13:00"}

// clock parses a time of day: "2:30 p.m. EST", "14:30", "noon", "9 a.m. Tuesday".
func (p *parser) clock(i int) (result, bool) {
	t := p.tok(i)
	switch {
	case t.kind == digits:
		return p.digitClock(i)
	case t.kind == letters:
		return p.wordClock(i)
	}
	return result{}, false
}

// A clockTime is a time of day; minute is -1 where only the hour is said.
type clockTime struct{ hour, minute, second int }

func (p *parser) digitClock(i int) (result, bool) {
	c, j, colon, ok := p.digits(i)
	if !ok {
		return result{}, false
	}
	// "2-4 p.m.", "9:30 to 11 a.m."
	if p.isDash(j) || p.word(j) == "to" || p.word(j) == "and" && p.word(i-1) == "between" {
		if hi, k, _, ok := p.digits(j + 1); ok {
			if pm, end, ok := p.halfDay(k); ok {
				c12, ok1 := twelve(c, pm)
				h12, ok2 := twelve(hi, pm)
				if ok1 && ok2 {
					if c12.hour > h12.hour {
						c12.hour -= 12
					}
					return p.finishClock(c12, &h12, i, end), c12.hour >= 0
				}
			}
		}
	}
	if pm, end, ok := p.halfDay(j); ok {
		if c, ok = twelve(c, pm); !ok {
			return result{}, false
		}
		return p.finishClock(c, nil, i, end), true
	}
	w := p.word(j)
	switch {
	case w == "o" && (p.isSym(j+1, "’") || p.isSym(j+1, "'")) && p.word(j+2) == "clock" && c.hour <= 12:
		return p.oclock(c, i, j+3), true
	case w == "in" && p.word(j+1) == "the" && p.lex(j+2).part != "" && c.hour <= 12 && c.hour > 0:
		return p.finishClock(byPart(c, p.lex(j+2).part), nil, i, j+3), true
	case colon && (!p.tok(j).glued || p.tok(j).kind == symbol && p.tok(j).r != ':' && !(p.tok(j).r == '.' && p.tok(j+1).glued) && p.tok(j).r != '/' && p.tok(j).r != '%' || p.word(j) == "h") && c.hour < 24:
		if p.tok(j).kind == symbol && p.tok(j).glued && p.isDash(j) && p.tok(j+1).kind == digits && !strings.Contains(p.tok(j+1).lower, ":") && !p.isSym(j+2, ":") {
			return result{}, false // "10:30-5"
		}
		if c.minute > 59 || len(p.tok(i+2).lower) != 2 && p.isSym(i+1, ":") {
			return result{}, false
		}
		if w == "hours" || w == "hrs" || w == "h" {
			return p.finishClock(c, nil, i, j+1), true
		}
		return p.finishClock(c, nil, i, j), true
	case !colon && len(p.tok(i).lower) == 4 && (zoned(w) || w == "hours" || w == "hrs") && !strings.ContainsAny(p.tok(i).lower, ".,"):
		n, _ := strconv.Atoi(p.tok(i).lower)
		c = clockTime{n / 100, n % 100, 0}
		if c.hour > 23 || c.minute > 59 {
			return result{}, false
		}
		if w == "hours" || w == "hrs" {
			if n >= 1900 && n < 2100 {
				return result{}, false
			}
			j++
		}
		return p.finishClock(c, nil, i, j), true
	}
	return result{}, false
}

func zoned(w string) bool {
	_, ok := zones[w]
	return ok && w != "z" && w != "pt" && w != "et" && w != "mt" && w != "ct" && w != "cat" && w != "eat"
}

// digits reads "2", "2:30", "2.30", "14:30:05"; colon reports that there are minutes.
func (p *parser) digits(i int) (c clockTime, end int, colon, ok bool) {
	s := p.tok(i).lower
	if p.tok(i).kind != digits {
		return c, 0, false, false
	}
	h, m, hasDot := strings.Cut(s, ".")
	var err error
	c.hour, err = strconv.Atoi(h)
	if err != nil {
		return c, 0, false, false
	}
	c.minute = -1
	end = i + 1
	if hasDot {
		if len(m) != 2 || len(h) > 2 {
			return c, 0, false, false
		}
		c.minute, err = strconv.Atoi(m)
		return c, end, false, err == nil && c.minute < 60 && c.hour < 24
	}
	if p.isSym(end, ":") && p.tok(end).glued && p.tok(end+1).kind == digits && p.tok(end+1).glued && len(p.tok(end+1).lower) == 2 && len(h) <= 2 {
		c.minute, err = strconv.Atoi(p.tok(end + 1).lower)
		if err != nil || c.minute > 59 || c.hour > 24 {
			return c, 0, false, false
		}
		end += 2
		if p.isSym(end, ":") && p.tok(end).glued && p.tok(end+1).kind == digits && len(p.tok(end+1).lower) == 2 {
			c.second, err = strconv.Atoi(p.tok(end + 1).lower)
			if err != nil || c.second > 60 {
				return c, 0, false, false
			}
			end += 2
		}
		return c, end, true, true
	}
	return c, end, false, len(h) <= 4
}

// halfDay reads "am", "p.m.", "noon", "midnight" after the hour.
func (p *parser) halfDay(j int) (pm string, end int, ok bool) {
	switch w := p.word(j); w {
	case "am", "pm":
		if !p.tok(j).glued && p.tok(j).upper && p.text[p.tok(j).start:p.tok(j).end] != strings.ToUpper(w) {
			return "", 0, false
		}
		return w, p.stopBefore(j + 1), true
	case "a", "p":
		k := j + 1
		if p.isSym(k, ".") && p.word(k+1) == "m" {
			return w + "m", p.stopBefore(k + 2), true
		}
	case "noon", "midnight":
		return w, j + 1, true
	}
	return "", 0, false
}

// stopBefore takes in the stop of "a.m.", also where it ends the sentence.
func (p *parser) stopBefore(j int) int {
	if p.isSym(j, ".") && p.tok(j).glued && p.isSym(j-2, ".") {
		return j + 1
	}
	return j
}

func twelve(c clockTime, pm string) (clockTime, bool) {
	if c.hour < 1 || c.hour > 12 {
		return c, false
	}
	switch {
	case pm == "noon" || pm == "midnight":
		if c.hour != 12 {
			return c, false
		}
		if pm == "midnight" {
			c.hour = 0
		}
	case pm == "am" && c.hour == 12:
		c.hour = 0
	case pm == "pm" && c.hour < 12:
		c.hour += 12
	}
	return c, true
}

func byPart(c clockTime, part string) clockTime {
	if part != "TMO" && c.hour < 12 && !(part == "TNI" && c.hour < 6) {
		c.hour += 12
	}
	if part == "TMO" && c.hour == 12 {
		c.hour = 0
	}
	return c
}

// oclock parses what tells morning from evening after "o'clock".
func (p *parser) oclock(c clockTime, i, j int) result {
	if p.word(j) == "in" && p.word(j+1) == "the" && p.lex(j+2).part != "" {
		return p.finishClock(byPart(c, p.lex(j+2).part), nil, i, j+3)
	}
	if p.word(j) == "at" && p.word(j+1) == "night" {
		return p.finishClock(byPart(c, "TNI"), nil, i, j+2)
	}
	return p.finishClock(c, nil, i, j)
}

// wordClock parses "noon", "midnight", "half past two", "five o'clock", "overnight".
func (p *parser) wordClock(i int) (result, bool) {
	w := p.word(i)
	switch w {
	case "noon", "midday":
		if p.word(i-1) == "high" {
			return result{}, false
		}
		return p.finishClock(clockTime{12, 0, 0}, nil, i, i+1), true
	case "midnight":
		return p.finishClock(clockTime{0, 0, 0}, nil, i, i+1), true
	case "overnight":
		return result{end: i + 1, typ: typeTime, val: Value{Timex: "XXXX-XX-XXTNI"}}, true
	}
	x := p.lex(i)
	if x.card < 2 || x.card > 13 {
		return result{}, false
	}
	c := clockTime{int(x.card - 1), -1, 0}
	if p.word(i+1) == "o" && (p.isSym(i+2, "’") || p.isSym(i+2, "'")) && p.word(i+3) == "clock" {
		return p.oclock(c, i, i+4), true
	}
	if pm, end, ok := p.halfDay(i + 1); ok && !p.tok(i+1).glued && pm != "noon" && pm != "midnight" && (p.isSym(i+2, ".") || p.word(i+1) == "pm") {
		if c, ok = twelve(c, pm); ok {
			return p.finishClock(c, nil, i, end), true
		}
	}
	return result{}, false
}

// finishClock parses the zone and the day after a time of day.
func (p *parser) finishClock(c clockTime, hi *clockTime, start, j int) result {
	zone := ""
	k := j
	if p.isSym(k, "(") {
		k++
	}
	if w := p.word(k); w != "" && p.tok(k).upper {
		if off, ok := zones[w]; ok && p.text[p.tok(k).start:p.tok(k).end] == strings.ToUpper(w) {
			zone = off
			j = k + 1
			if p.isSym(k-1, "(") && p.isSym(j, ")") {
				j++
			}
		} else if in(w, zoneRegions) && p.word(k+1) == "time" {
			j = k + 2
		} else if in(w, zoneRegions) && in(p.word(k+1), zoneKinds) && p.word(k+2) == "time" {
			j = k + 3
		}
	}
	if p.word(j) == "local" && p.word(j+1) == "time" {
		j += 2
	}
	r := result{end: j, typ: typeTime}
	dayText, date := "XXXX-XX-XX", (*Value)(nil)
	k = j
	if p.isSym(k, ",") {
		k++
	}
	if d, ok := p.dateAfterClock(k); ok {
		r.end, date = d.end, &d.val
	}
	if date == nil {
		// "on Tuesday at 9 a.m."
		if p.dateEnd > 0 && start-p.dateEnd <= 2 {
			date = &p.lastDate
		}
	}
	hm := func(c clockTime) string {
		if c.minute < 0 {
			return fmt.Sprintf("%02d:00", c.hour)
		}
		return fmt.Sprintf("%02d:%02d", c.hour, c.minute)
	}
	tx := func(c clockTime) string {
		if c.minute < 0 {
			return fmt.Sprintf("T%02d", c.hour)
		}
		return "T" + hm(c)
	}
	if date != nil && date.Timex != "" {
		dayText = date.Timex
	}
	r.val.Timex = dayText + tx(c) + zone
	if hi != nil {
		r.val.Timex += "/" + dayText + tx(*hi) + zone
	}
	if date == nil || date.Start == "" || c.hour > 23 {
		return r
	}
	d, err := time.Parse(isoDay, date.Start)
	if err != nil || date.End != d.AddDate(0, 0, 1).Format(isoDay) {
		return r
	}
	const f = "2006-01-02T15:04"
	a := d.Add(time.Duration(c.hour)*time.Hour + time.Duration(max(c.minute, 0))*time.Minute)
	b := a.Add(time.Minute)
	if c.minute < 0 {
		b = a.Add(time.Hour)
	}
	if hi != nil {
		b = d.Add(time.Duration(hi.hour)*time.Hour + time.Duration(max(hi.minute, 0))*time.Minute)
	}
	r.val.Start, r.val.End = a.Format(f)+zone, b.Format(f)+zone
	return r
}

// dateAfterClock parses the day right after a time of day, without a preposition.
func (p *parser) dateAfterClock(j int) (result, bool) {
	w := p.word(j)
	x := p.lex(j)
	if w == "today" || w == "yesterday" || w == "tomorrow" || x.weekday > 0 && !x.abbr && !x.plural || x.month > 0 && p.tok(j).upper {
		if d, ok := p.date(j); ok && d.typ == typeDate {
			return d, true
		}
	}
	return result{}, false
}

var zoneRegions = set("eastern pacific central mountain")

var zoneKinds = set("standard daylight")
