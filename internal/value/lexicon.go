package value

import (
	"embed"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
)

// The tables of words, tab-separated; a line that begins with "#" is a comment.
//
//	values.tsv      word, classes (a class may have a value: month=8), source, note
//	currencies.tsv  names of currencies
//	signs.tsv       signs and abbreviations of currencies
//	demonyms.tsv    adjectives and names of countries, and their currencies; written by gen.go
//	holidays.tsv    days and seasons of the year that go by a name
//	modifiers.tsv   phrases that tell how exact an amount is
//
//go:embed *.tsv
var tables embed.FS

// A lexeme holds what the grammar knows of a word; a word can be several things
// ("second", "quarter", "march").
type lexeme struct {
	classes     classSet
	month       int
	weekday     int // 1 is Monday
	unit        unit
	part        string // of the day, as ISO-TimeML writes it: "TMO"
	season      string
	card        int // of "zero" to "ninety"
	scale       int // power of ten
	ord         int // "first" to "ninetieth"
	frac        int // denominator: "half", "third", "quarters"
	recurs      string
	measure     string // unit of measurement, in its short form
	power       string
	zone        string // offset from UTC, "" where it is open
	decade      int
	roman       int
	letterScale int
	edge        string // of a period, as ISO-TimeML calls it: "START"
	sign        int    // -1 before the present, 1 after it
	money       *money
}

func (x *lexeme) has(c class) bool { return x.classes.has(c) }

// A unit of time.
type unit int8

const (
	second unit = iota + 1
	minute
	hour
	day
	night
	weekend
	week
	fortnight
	monthUnit
	quarter
	year
	decade
	century
)

var unitNames = map[string]unit{"second": second, "minute": minute, "hour": hour, "day": day, "night": night, "weekend": weekend,
	"week": week, "fortnight": fortnight, "month": monthUnit, "quarter": quarter, "year": year, "decade": decade, "century": century}

// A lexicon is the content of the tables.
type lexicon struct {
	words     map[string]*lexeme
	signs     map[rune]string   // currency signs
	dollars   map[string]string // letters before a dollar sign
	pounds    map[string]string // letters before a pound sign
	before    map[string]string // abbreviations before an amount, in their case
	close     map[string]bool   // those that count only with the amount close up ("R500")
	stopped   map[string]bool   // those that a stop may follow ("Rs. 500")
	notCodes  map[string]bool   // ISO 4217 codes that are words or names more often than money
	demonyms  map[string]string
	holidays  phrases[festival]
	modifiers phrases[string]
}

// loadLexicon reads the tables. An error names file and line.
func loadLexicon(tables fs.FS) (*lexicon, error) {
	l := &lexicon{words: map[string]*lexeme{}, signs: map[rune]string{}, dollars: map[string]string{}, pounds: map[string]string{},
		before: map[string]string{}, close: map[string]bool{}, stopped: map[string]bool{},
		notCodes: map[string]bool{}, demonyms: map[string]string{},
		holidays: phrases[festival]{}, modifiers: phrases[string]{}}
	for _, t := range []struct {
		file    string
		columns int
		row     func(f []string) error
	}{
		{"values.tsv", 4, l.addWord},
		{"currencies.tsv", 5, l.addCurrency},
		{"signs.tsv", 3, l.addSign},
		{"demonyms.tsv", 2, func(f []string) error { l.demonyms[f[0]] = f[1]; return nil }},
		{"holidays.tsv", 3, l.addHoliday},
		{"modifiers.tsv", 2, func(f []string) error { l.modifiers.add(f[0], f[1]); return nil }},
	} {
		if err := readTable(tables, t.file, t.columns, t.row); err != nil {
			return nil, err
		}
	}
	for _, x := range l.words {
		if x.classes.overlaps(valueClasses) {
			x.classes.add(valueWord)
		}
	}
	return l, nil
}

// readTable calls row with the columns of each line of the file.
func readTable(tables fs.FS, file string, columns int, row func(f []string) error) error {
	b, err := fs.ReadFile(tables, file)
	if err != nil {
		return err
	}
	n := 0
	for line := range strings.Lines(string(b)) {
		n++
		line = strings.TrimSuffix(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != columns {
			return fmt.Errorf("%s:%d: %d columns, want %d", file, n, len(f), columns)
		}
		if err := row(f); err != nil {
			return fmt.Errorf("%s:%d: %w", file, n, err)
		}
	}
	return nil
}

func (l *lexicon) word(w string) *lexeme {
	if l.words[w] == nil {
		l.words[w] = &lexeme{}
	}
	return l.words[w]
}

func (l *lexicon) addWord(f []string) error {
	x := l.word(f[0])
	for _, c := range strings.Fields(f[1]) {
		name, val, _ := strings.Cut(c, "=")
		k, ok := classNames[name]
		if !ok {
			return fmt.Errorf("no class %q", name)
		}
		x.classes.add(k)
		if err := x.set(k, val); err != nil {
			return fmt.Errorf("%s: %w", c, err)
		}
	}
	return nil
}

// set gives the lexeme the value that it has as a word of class k.
func (x *lexeme) set(k class, val string) (err error) {
	number, name := x.number(k), x.name(k)
	switch {
	case number != nil:
		*number, err = strconv.Atoi(val)
	case name != nil:
		*name = strings.TrimPrefix(val, "?")
	case k == unitOfTime:
		if x.unit = unitNames[val]; x.unit == 0 {
			return fmt.Errorf("no unit of time %q", val)
		}
		x.addUnitClasses()
	case val != "":
		err = fmt.Errorf("a class without values")
	}
	return err
}

// number returns the number that a word of class k has, or nil.
func (x *lexeme) number(k class) *int {
	switch k {
	case month:
		return &x.month
	case weekday:
		return &x.weekday
	case cardinalWord:
		return &x.card
	case scaleWord:
		return &x.scale
	case ordinalWord:
		return &x.ord
	case fractionWord:
		return &x.frac
	case decadeWord:
		return &x.decade
	case romanNumeral:
		return &x.roman
	case sign:
		return &x.sign
	case letterScale:
		return &x.letterScale
	}
	return nil
}

// name returns the name that a word of class k has, or nil.
func (x *lexeme) name(k class) *string {
	switch k {
	case dayPart:
		return &x.part
	case season:
		return &x.season
	case recurring:
		return &x.recurs
	case measureWord:
		return &x.measure
	case powerWord:
		return &x.power
	case zoneWord:
		return &x.zone
	case edge:
		return &x.edge
	}
	return nil
}

func (x *lexeme) addUnitClasses() {
	if x.unit == second {
		x.classes.add(secondUnit)
	}
	if x.unit >= day {
		x.classes.add(period)
	}
	if x.unit >= week {
		x.classes.add(longPeriod)
	}
}

func (l *lexicon) addCurrency(f []string) (err error) {
	m := &money{code: f[1], codes: f[2], needHigh: f[4] != ""}
	if f[3] != "" {
		if m.parts, err = strconv.ParseInt(f[3], 10, 64); err != nil {
			return err
		}
	}
	for _, w := range strings.Fields(f[0]) {
		x := l.word(w)
		x.money = m
		x.classes.add(moneyNoun)
	}
	return nil
}

func (l *lexicon) addSign(f []string) error {
	switch f[1] {
	case "sign":
		l.signs[[]rune(f[0])[0]] = f[2]
	case "dollar":
		l.dollars[f[0]] = f[2]
	case "pound":
		l.pounds[f[0]] = f[2]
	case "stop":
		l.stopped[f[0]] = true
	case "close":
		l.close[f[0]] = true
		l.before[f[0]] = f[2]
	case "before":
		l.before[f[0]] = f[2]
	case "no-code":
		l.notCodes[f[0]] = true
	default:
		return fmt.Errorf("%q is none of sign, dollar, pound, before, close, stop, no-code", f[1])
	}
	return nil
}

// phrases are lists of words with what they mean, by their first word.
type phrases[T any] map[string][]phrase[T]

type phrase[T any] struct {
	words []string
	means T
}

func (ps phrases[T]) add(words string, means T) {
	w := strings.Fields(words)
	ps[w[0]] = append(ps[w[0]], phrase[T]{w, means})
}

// longest finds the longest phrase at token i, and the index after it.
func (ps phrases[T]) longest(p *parser, i int) (best phrase[T], end int) {
	for _, f := range ps[p.word(i)] {
		if e, ok := p.matchWords(i, f.words); ok && e > end {
			best, end = f, e
		}
	}
	return best, end
}
