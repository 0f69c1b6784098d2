package kb

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestFold(t *testing.T) {
	for _, test := range []struct{ name, in, want string }{
		{"lower case", "NATO", "nato"},
		{"stops", "U.S.", "us"},
		{"accents", "São Tomé and Príncipe", "sao tome and principe"},
		{"letters without accents to lose", "Łódź, Ærø", "lodz aero"},
		{"sharp s", "Gießen", "giessen"},
		{"article", "the United Arab Emirates", "united arab emirates"},
		{"article in capitals", "THE HAGUE", "hague"},
		{"only an article", "The", "the"},
		{"no article", "Theodore", "theodore"},
		{"possessive", "Russia's", "russia"},
		{"curly possessive", "Russia’s", "russia"},
		{"plural possessive", "United States’", "united states"},
		{"apostrophe inside", "Xi'an", "xian"},
		{"hyphen", "Guinea-Bissau", "guinea bissau"},
		{"ampersand", "Bosnia & Herzegovina", "bosnia and herzegovina"},
		{"ampersand without spaces", "AT&T", "at and t"},
		{"white space", " New\u00a0 York\n", "new york"},
		{"soft hyphen", "Mos\u00adcow", "moscow"},
		{"other scripts", "Москва", "москва"},
		{"bad bytes", "New\xff\xfeYork", "new york"},
		{"nothing", "…", ""},
		{"empty", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := Fold(test.in); got != test.want {
				t.Errorf("Fold(%q) = %q, want %q", test.in, got, test.want)
			}
		})
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"The U.S.’s", "İstanbul", "ﬁ the the", "a&&b", "x's's", "\xff", "ẞ", "ǅ", "Å"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := Fold(s)
		if twice := Fold(once); twice != once {
			t.Errorf("Fold(%q) = %q, and of that %q", s, once, twice)
		}
		if !utf8.ValidString(once) || strings.TrimSpace(once) != once || strings.Contains(once, "  ") {
			t.Errorf("Fold(%q) = %q", s, once)
		}
	})
}
