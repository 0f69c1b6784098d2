package value_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"dictum.example/internal/value"
	"dictum.example/text"
)

var pub = time.Date(2025, 7, 4, 9, 30, 0, 0, time.UTC)

// layoutOf takes each line as a sentence.
func layoutOf(s string) *text.Layout {
	l := &text.Layout{Text: s}
	start := 0
	for line := range strings.Lines(s) {
		l.Sentences = append(l.Sentences, text.Span{Start: start, End: start + len(line)})
		start += len(line)
	}
	return l
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"The 34-year-old earned $3.5 million (€3m) between 3 July 2025 and 03/08/2025, at 2:30 p.m. EST.",
		"nearly three years ago, two-thirds of 5,000 rupees, 6'2\" and 5 1/2 hours; the 1990s, '90s, Q3 2024",
		"early to mid to late early to mid-2021 one hundred and and two dozen million billion lakh crore",
		"\xff1\xfe,2 million\u200b %\n\n99999-99-99T99:99 0000-00-00 31 February 2021, 29/02/2023 1/2/3/4 5-6-7-8",
		"last last next the the first first second quarter of the first half of fiscal 2023 of of",
		"US$ 3m Rs. 5,00,000 R75 000 AED 10 ALL 50 ½ 2½ of half a half a dozen -5°C minus 10 degrees",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		l := layoutOf(s)
		for _, at := range []time.Time{{}, pub} {
			end := 0
			for _, m := range value.Find(l, at) {
				if m.Start < end || m.End <= m.Start || m.End > len(s) {
					t.Fatalf("%q: %v is out of order, empty or outside", s, m)
				}
				end = m.End
				if m.Start > 0 && !boundary(s, m.Start) || m.End < len(s) && !boundary(s, m.End) {
					t.Fatalf("%q: %v cuts a rune", s, m)
				}
				if strings.Contains(strings.TrimRight(m.Of(s), "\n"), "\n") {
					t.Fatalf("%q: %v crosses a sentence", s, m)
				}
				if (m.Value.Start == "") != (m.Value.End == "") || m.Value.Start > m.Value.End {
					t.Fatalf("%q: %v has a bad stretch: %+v", s, m, m.Value)
				}
				switch m.Type {
				case "DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL":
				default:
					t.Fatalf("%q: type %q", s, m.Type)
				}
			}
		}
	})
}

// boundary reports whether a rune, or a byte that is part of none, begins at i.
func boundary(s string, i int) bool {
	for j := range s {
		if j == i {
			return true
		}
	}
	return false
}

func TestFindIsLinear(t *testing.T) {
	// Each input would take minutes if any rule looked further than a bounded distance.
	for _, unit := range []string{"one ", "and a half ", "early to ", "million ", "1-", "1/", "the first half of ", "last ", "$", "\xff",
		"9", "a", "twenty-", "Monday, ", "two hours, ", "July 1, ", "every other ", "of the ", "1 000 "} {
		t.Run(unit, func(t *testing.T) {
			s := strings.Repeat(unit, 1<<15/len(unit))
			for _, m := range value.Find(layoutOf(s), pub) {
				if !utf8.ValidString(m.Of(s)) {
					t.Fatalf("%v is not a string of runes", m)
				}
			}
		})
	}
}
