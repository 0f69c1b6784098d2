package value

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/currency"
	"golang.org/x/text/language"

	"dictum.example/internal/gazetteer"
)

// maxPlaces is how many capitalised words of a text may tell where it is at home,
// and dateline how many tell most.
const (
	maxPlaces = 200
	dateline  = 3
)

// prominent is the least prominence of a town that tells where a text is at home:
// some 200,000 people.
const prominent = 176

// homeDollar is the currency that a dollar sign without letters means in a text:
// that of the country that the text names most, if it has dollars of its own. The
// United States do not count where the text writes "US$" for their dollars.
// Where it marks the country's own dollars ("HK$") a bare sign means American
// ones, as it does in countries whose papers do so.
func (g *grammar) homeDollar(s string) string {
	if !strings.Contains(s, "$") && !strings.Contains(s, "dollar") {
		return "USD"
	}
	named := g.currenciesNamed(s)
	marked := g.markedDollars(s)
	if marked["USD"] {
		delete(named, "USD")
	}
	home := mostNamed(named)
	switch {
	case home == "" || !strings.Contains(g.words["dollar"].money.codes, home), home == "TWD" || home == "HKD", marked[home]:
		return "USD"
	}
	return home
}

// mostNamed is the one that is named most, or "" where none is named twice or more
// often than the others.
func mostNamed(named map[string]int) string {
	best, most, ties := "", 1, false
	for c, n := range named {
		switch {
		case n > most:
			best, most, ties = c, n, false
		case n == most:
			ties = true
		}
	}
	if ties {
		return ""
	}
	return best
}

// currenciesNamed weighs the places that a text names by the currencies that they
// pay in: a country or adjective counts two, a town one, and double in the dateline.
func (g *grammar) currenciesNamed(s string) map[string]int {
	named, seen, last := map[string]int{}, 0, ""
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '.' }) {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) {
			last = ""
			continue
		}
		if seen++; seen > maxPlaces {
			break
		}
		w = strings.TrimRight(w, ".")
		c, weight := g.currencyAt(w)
		if pair, n := g.currencyAt(last + " " + w); last != "" && pair != "" {
			c, weight = pair, n
		}
		if seen <= dateline {
			weight *= 2
		}
		if c != "" {
			named[c] += weight
		}
		last = w
	}
	return named
}

// currencyAt is the currency of a place, or "", and what its name weighs.
func (g *grammar) currencyAt(place string) (string, int) {
	if place == "U.S" {
		return "USD", 2
	}
	if codes := g.demonyms[strings.ToLower(place)]; codes != "" {
		code, _, _ := strings.Cut(codes, ",")
		return code, 2
	}
	return currencyIn(place), 1
}

// currencyIn is the currency of the town or state that a name means first of all, or "".
func currencyIn(name string) string {
	es := gazetteer.Lookup(name)
	if len(es) == 0 || es[0].Type() != "GPE" || es[0].Partial || es[0].Code || es[0].Prominence < prominent {
		return ""
	}
	region, err := language.ParseRegion(es[0].Country)
	if err != nil {
		return ""
	}
	c, ok := currency.FromRegion(region)
	if !ok {
		return ""
	}
	return c.String()
}

// markedDollars are the dollars that a text marks with letters before the sign.
func (g *grammar) markedDollars(s string) map[string]bool {
	marked := map[string]bool{}
	for i := strings.IndexByte(s, '$'); i >= 0; {
		start := i
		for start > 0 && (isLetterByte(s[start-1]) || s[start-1] == '.') && i-start < 5 {
			start--
		}
		if c := g.dollars[strings.ToLower(s[start:i])]; c != "" {
			marked[c] = true
		}
		next := strings.IndexByte(s[i+1:], '$')
		if next < 0 {
			break
		}
		i += next + 1
	}
	return marked
}

func isLetterByte(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
