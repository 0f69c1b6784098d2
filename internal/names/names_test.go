package names

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"dictum.example/text"
)

// dictionary returns the names as given: "PERSON Jane Roe|J. Roe" is an owner with two.
func dictionary(t testing.TB, lines ...string) *Dictionary {
	t.Helper()
	d := new(Dictionary)
	for _, line := range lines {
		typ, list, _ := strings.Cut(line, " ")
		owner := d.Owner(Owner{Type: typ})
		for name := range strings.SplitSeq(list, "|") {
			if other, err := d.Add(name, owner); err != nil || other != owner {
				t.Fatalf("Add(%q) = %d, %v", name, other, err)
			}
		}
	}
	return d
}

// marked returns the text with the names that are found in brackets.
func marked(d *Dictionary, s string) string {
	var b strings.Builder
	at := 0
	for _, m := range d.Find(text.Parse(s)) {
		fmt.Fprintf(&b, "%s[%d %s]", s[at:m.Start], m.Owner, m.Of(s))
		at = m.End
	}
	return b.String() + s[at:]
}

func TestFind(t *testing.T) {
	d := dictionary(t, "ORG Acme|Acme Widgets", "PERSON Jane Roe|Halden", "GPE China", "ORG AT&T", "PERSON Seán O’Dell",
		"ORG Yahoo!", "ORG Acme Inc.", "PRODUCT Model 3", "ORG McDorn's", "WORK_OF_ART It", "ORG Łódź Works", "GPE Guinea-Bissau",
		"ORG IT Board", "PRODUCT C++", "ORG .lab")
	for _, tt := range []struct{ name, in, want string }{
		{"as given", "Jane Roe left Acme.", "[1 Jane Roe] left [0 Acme]."},
		{"longest", "Acme Widgets and Acme.", "[0 Acme Widgets] and [0 Acme]."},
		{"longest with a stop", "He left Acme Inc. on Monday.", "He left [6 Acme Inc.] on Monday."},
		{"another case", "acme and the acme widgets", "acme and the acme widgets"},
		{"within a word", "Acmeology, XAcme, Acme2", "Acmeology, XAcme, Acme2"},
		{"possessive", "Acme's and Acme’s and ACME’S and Roes'", "[0 Acme]'s and [0 Acme]’s and ACME’S and Roes'"},
		{"possessive in the name", "at McDorn's", "at [8 McDorn's]"},
		{"elision", "O'Acme, l’Acme, Acme'n", "O'Acme, l’Acme, Acme'n"},
		{"in quotation marks", "'Acme' “Acme” ‘Jane Roe’", "'[0 Acme]' “[0 Acme]” ‘[1 Jane Roe]’"},
		{"apostrophes of other shapes", "Seán O'Dell", "[4 Seán O'Dell]"},
		{"decomposed", "Sea\u0301n O'Dell and Ło\u0301dz\u0301 Works", "[4 Sea\u0301n O'Dell] and [10 Ło\u0301dz\u0301 Works]"},
		{"soft hyphen", "Ac\u00adme", "[0 Ac\u00adme]"},
		{"white space", "In the end, as the whole court was told on Friday morning by the clerk, Jane\nRoe had left the harbour for " +
			"good, but nobody there knew why she did so, nor\nwhere she went with all of the money. Jane\u00a0 Roe",
			"In the end, as the whole court was told on Friday morning by the clerk, [1 Jane\nRoe] had left the harbour for good, but " +
				"nobody there knew why she did so, nor\nwhere she went with all of the money. [1 Jane\u00a0 Roe]"},
		{"no white space", "JaneRoe, Jane, Roe", "JaneRoe, Jane, Roe"},
		{"across paragraphs", "It was Jane\n\nRoe was late", "[9 It] was Jane\n\nRoe was late"},
		{"compound", "the Acme-led group, a non-Acme one", "the [0 Acme]-led group, a non-[0 Acme] one"},
		{"double name", "Halden-Linde, Linde-Halden and Halden-born", "Halden-Linde, Linde-Halden and [1 Halden]-born"},
		{"two countries", "US-China talks, China–US talks", "US-[2 China] talks, [2 China]–US talks"},
		{"hyphens of other shapes", "Guinea‑Bissau", "[11 Guinea‑Bissau]"},
		{"ampersand", "AT&T and AT & T", "[3 AT&T] and AT & T"},
		{"domain", "acme.com, Acme.com, www.Acme, me@Acme, Acme_x, R&Acme", "acme.com, Acme.com, www.Acme, me@Acme, Acme_x, R&Acme"},
		{"stops without space", "He left Acme.The end", "He left [0 Acme].The end"},
		{"punctuation in the name", "Yahoo! said C++ is, Yahoo.", "[5 Yahoo!] said [13 C++] is, Yahoo."},
		{"digits", "A Model 3 and Model 30", "A [7 Model 3] and Model 30"},
		{"capitals of several words", "JANE ROE, 45, of ACME", "[1 JANE ROE], 45, of ACME"},
		{"line in capitals", "ACME SHARES FALL\nShares of ACME fell", "[0 ACME] SHARES FALL\nShares of ACME fell"},
		{"capitals and possessive", "ACME'S SHARES", "[0 ACME]'S SHARES"},
		{"short word in capitals", "The IT Board of IT.\n\nIT IS LATE", "The [12 IT Board] of IT.\n\n[9 IT] IS LATE"},
		{"dateline", "ROTTERDAM (Reuters) - CHINA said so. In CHINA it rained.",
			"ROTTERDAM (Reuters) - CHINA said so. In CHINA it rained."},
		{"dateline with the name", "CHINA (Reuters) - In CHINA it rained.", "[2 CHINA] (Reuters) - In CHINA it rained."},
		{"begins with punctuation", "the .lab and x.lab", "the [14 .lab] and x[14 .lab]"},
		{"bad bytes", "\xffAcme\xff Jane\xffRoe", "\xff[0 Acme]\xff Jane\xffRoe"},
		{"one after the other", "Acme Acme China", "[0 Acme] [0 Acme] [2 China]"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, marked(d, tt.in)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAdd(t *testing.T) {
	var d Dictionary
	a, b := d.Owner(Owner{Type: "ORG", ID: "a"}), d.Owner(Owner{Type: "GPE", ID: "b"})
	for _, tt := range []struct {
		name  string
		owner int
		want  int
		err   error
	}{
		{"Polish", a, a, nil},
		{"Polish", a, a, nil},
		{"Polish", b, a, nil},
		{"polish", b, b, nil},
		{"", a, a, ErrEmpty},
		{" - ", a, a, ErrEmpty},
		{"\u200d\u00ad", a, a, ErrEmpty},
		{"\xff", a, a, ErrEncoding},
		{strings.Repeat("a", MaxLen+1), a, a, ErrLong},
		{strings.Repeat("a", MaxLen), a, a, nil},
	} {
		if got, err := d.Add(tt.name, tt.owner); got != tt.want || !errors.Is(err, tt.err) || err != nil && tt.err == nil {
			t.Errorf("Add(%.20q, %d) = %d, %v; want %d, %v", tt.name, tt.owner, got, err, tt.want, tt.err)
		}
	}
	// In capitals it is either's.
	if got, want := marked(&d, "Polish polish\n\nPOLISH"), "[0 Polish] [1 polish]\n\nPOLISH"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if diff := cmp.Diff([]Owner{{"ORG", "a"}, {"GPE", "b"}}, d.Owners()); diff != "" {
		t.Error(diff)
	}
}

func TestEmptyDictionary(t *testing.T) {
	if got := new(Dictionary).Find(text.Parse("Acme")); got != nil {
		t.Errorf("got %v", got)
	}
}

// The work is bounded by the length of the text, whatever the names are: here every
// place begins a long name that then does not end.
func BenchmarkFindAlmost(b *testing.B) {
	for _, n := range []int{1 << 12, 1 << 16} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			d := dictionary(b, "ORG "+strings.Repeat("a ", MaxLen/2-1)+"b")
			l := text.Parse(strings.Repeat("a ", n))
			b.SetBytes(int64(len(l.Text)))
			for b.Loop() {
				d.Find(l)
			}
		})
	}
}

func FuzzFind(f *testing.F) {
	f.Add("Acme", "Jane Roe", "Acme's JANE ROE, Acme-led Jane\nRoe and ACME")
	f.Add("AT&T", "É-\u0301 .", "AT&T É-\u0301 . \xff\xfe AT&T")
	f.Add("a", "A a", "A A a A-A\n\na’s A.A")
	f.Add("\u200da", "ß", "SS ẞ \u200da\u200d")
	f.Fuzz(func(t *testing.T, a, b, s string) {
		var d Dictionary
		for i, name := range []string{a, b} {
			d.Owner(Owner{Type: []string{"ORG", "PERSON"}[i]})
			if _, err := d.Add(name, i); err == nil && !utf8.ValidString(name) {
				t.Errorf("%q is a name", name)
			}
		}
		end := 0
		for _, m := range d.Find(text.Parse(s)) {
			if m.Start < end || m.End <= m.Start || m.End > len(s) || m.Owner < 0 || m.Owner > 1 {
				t.Fatalf("%v is out of place", m)
			}
			end = m.End
			found := m.Of(s)
			if !utf8.ValidString(found) || strings.TrimSpace(found) != found {
				t.Errorf("%q is no name", found)
			}
			name := []string{a, b}[m.Owner]
			if !same(found, name) && !same(found, strings.ToUpper(name)) {
				if other := []string{b, a}[m.Owner]; other != name { // both may be the first's
					t.Errorf("%q is not %q", found, name)
				}
			}
		}
	})
}

// same reports whether two names have the same units.
func same(a, b string) bool {
	x, y := appendUnits(nil, a, 0, len(a)), appendUnits(nil, b, 0, len(b))
	if len(x) != len(y) {
		return false
	}
	for i := range x {
		if x[i].text != y[i].text || i > 0 && x[i].space != y[i].space {
			return false
		}
	}
	return true
}
