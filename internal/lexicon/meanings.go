package lexicon

import (
	_ "embed"
	"iter"
	"maps"
	"strings"
	"sync"
)

// titles.tsv has a short form of a title or office and what it is short for, a line each.
//
//go:embed titles.tsv
var titlesFile string

// sorts.tsv has a noun and the sort of organisation that it is said of, a line each.
//
//go:embed sorts.tsv
var sortsFile string

// provinces.tsv has the abbreviation that the press has for a province of Canada, without its last stop, and the province.
//
//go:embed provinces.tsv
var provincesFile string

type titles struct{ long, initials map[string]string }

var shortTitles = sync.OnceValue(func() titles {
	t := titles{map[string]string{}, map[string]string{}}
	for short, long := range pairs(titlesFile) {
		if strings.Contains(long, " ") {
			t.initials[long] = short
		} else {
			t.long[short] = long
		}
	}
	return t
})

// LongTitle returns the noun that an abbreviated title is short for, both in lower case and without a stop:
// "senator" for "sen"; and "" for any other word.
func LongTitle(short string) string { return shortTitles().long[short] }

// OfficeInitials returns the offices whose initials everybody knows, with their initials, in lower case: "prime
// minister" and "pm". The map must not be changed.
func OfficeInitials() map[string]string { return shortTitles().initials }

var organisationSorts = sync.OnceValue(func() map[string]string { return maps.Collect(pairs(sortsFile)) })

// OrganisationSort returns the sort of organisation that a noun in lower case is said of, "bank" for "lender", and
// "" for any other word.
func OrganisationSort(noun string) string { return organisationSorts()[noun] }

var provinces = sync.OnceValue(func() map[string]string { return maps.Collect(pairs(provincesFile)) })

// Province returns the province of Canada that an abbreviation behind a town stands for, with or without its stop:
// "Ontario" for "Ont."; and "" for any other word.
func Province(short string) string { return provinces()[strings.TrimSuffix(short, ".")] }

// pairs yields the two columns of a file of lines.
func pairs(file string) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for line := range strings.Lines(file) {
			if a, b, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t"); !yield(a, b) {
				return
			}
		}
	}
}
