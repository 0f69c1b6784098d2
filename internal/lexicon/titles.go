package lexicon

import (
	_ "embed"
	"strings"
	"sync"
)

// titles.tsv has a short form of a title or office and what it is short for, a line each.
//
//go:embed titles.tsv
var titlesFile string

type titles struct{ long, initials map[string]string }

var shortTitles = sync.OnceValue(func() titles {
	t := titles{map[string]string{}, map[string]string{}}
	for line := range strings.Lines(titlesFile) {
		short, long, _ := strings.Cut(strings.TrimSpace(line), "\t")
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
