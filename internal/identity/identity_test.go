package identity

import (
	"testing"

	"dictum.example/entity"
)

func TestRelate(t *testing.T) {
	common := &corpus{common: map[string]int{"music": 1, "news": 1}, named: map[string]int{}}
	for _, c := range []struct {
		kind kind
		a, b string
		want relation
	}{
		{human, "Anna Berg", "Anna Maria Berg", middle},
		{human, "Anna M. Berg", "Anna Maria Berg", middle},
		{human, "Anna M. Berg", "Anna T. M. Berg", clashing},
		{human, "Anna Oster Berg", "Anna Maria Oster Berg", middle},
		{human, "Anna HM Berg", "Anna M Berg", clashing},
		{human, "Reince Ostberg", "Rence Ostberg", respelt},
		{human, "Bill Harcastle", "William Harcastle", nickname},
		{human, "A. Berg", "Anna Berg", initials},

		{human, "Anna Berg", "Karl Berg", clashing},
		{human, "Anna Berg", "Anna Oster", clashing},
		{human, "Anna Berg Jr.", "Anna Berg Sr.", clashing},
		{human, "Muammar Gaddafi", "Moammar Gadhafi", respelt},
		{human, "Park Bum-kye", "Park Beom-gye", respelt},
		{human, "Cristina Fernández", "Cristina Fernández de Kirchner", tailless},
		{human, "Jan Huntelaar", "Klaas-Jan Huntelaar", headless},
		{human, "Abe Shinzo", "Shinzo Abe", reordered},
		{human, "Anna Berg", "Karl Oster", unlike},
		{body, "Ostra Shipping Ltd.", "Ostra Shipping", exact},
		{body, "Ministry of Health", "Health Ministry", reordered},
		{body, "NHA", "Northern Harbour Authority", acronym},
		{body, "NH", "Northern Harbour", code},
		{body, "Xinhua", "Xinhua News", shorter},
		{body, "Apple", "Apple Music", longer},
		{body, "Dortmund", "Borussia Dortmund", headless},
		{body, "Bayern", "Bayern Munich", tailless},
		{body, "Social Democrats", "Social Democratic Party", inflected},
		{body, "Congress", "Trinamool Congress", vague},
		{body, "Chanel 12", "Channel 12", misspelt},
		{body, "Channel 11", "Channel 12", unlike},
		{body, "Armenian Academy", "Russian Academy", unlike},
		{place, "Golan", "Golan Heights", shorter},
		{place, "Bhaderwah", "Bhadarwah", misspelt},
		{place, "Manhattan, Kansas", "Manhattan", exact},
		{place, "Iran", "Iraq", unlike},
	} {
		a, b := &profile{kind: c.kind, name: parse(c.a, c.kind)}, &profile{kind: c.kind, name: parse(c.b, c.kind)}
		if got := common.relate(a, b); got != c.want {
			t.Errorf("%s, %s: %s, want %s", c.a, c.b, relationNames[got], relationNames[c.want])
		}
		if x, y := common.relate(a, b), common.relate(b, a); x != y {
			t.Errorf("%s, %s: %s one way and %s the other", c.a, c.b, relationNames[x], relationNames[y])
		}
	}
}

// The relations that only names of persons, or only others, have.
var (
	ofPersons = map[relation]bool{middle: true, nickname: true, initials: true, respelt: true, clashing: true}
	ofOthers  = map[relation]bool{acronym: true, code: true, shorter: true, longer: true, inflected: true, vague: true}
)

// What a weight is for is written by its features, and every feature has a weight.
func TestWeights(t *testing.T) {
	w := *learned()
	for k := human; k < kinds; k++ {
		for r := range relations {
			if k == human && ofOthers[r] || k != human && ofPersons[r] {
				continue
			}
			if _, ok := w[kindNames[k]+"."+relationNames[r]]; !ok {
				t.Errorf("no weight for %s.%s", kindNames[k], relationNames[r])
			}
		}
	}
	if _, err := parseWeights("a\t1\nb 2\n"); err == nil {
		t.Error("no error for a line without a number")
	}
}

func TestOrgan(t *testing.T) {
	c := &corpus{common: map[string]int{}, named: map[string]int{}}
	for _, x := range []struct {
		name, core, nation string
		ok                 bool
	}{
		{"Interior Ministry", "interior ministry", "", true},
		{"Ministry of the Interior", "interior ministry", "", true},
		{"South Korean National Assembly", "assembly national", "KR", true},
		{"Supreme Court of India", "court supreme", "IN", true},
		{"Congress", "congress", "", true},
		{"Trinamool Congress", "", "", false},
		{"Ostra Shipping", "", "", false},
		{"Norway", "", "", false},
	} {
		core, nation, ok := c.organ(parse(x.name, body))
		if core != x.core || nation != x.nation || ok != x.ok {
			t.Errorf("%s: %q, %q, %t", x.name, core, nation, ok)
		}
	}
}

func TestBracketAfter(t *testing.T) {
	const text = "The Harbour Authority (NHA) met. The Board (of trade) and the Fund (IMF"
	for at, want := range map[int]string{21: "NHA", 42: "", 66: "", len(text): "", len(text) + 1: "", -1: ""} {
		if got := bracketAfter(text, at); got != want {
			t.Errorf("at %d: %q, want %q", at, got, want)
		}
	}
}

func TestKind(t *testing.T) {
	for _, c := range []struct {
		typ  entity.Type
		name string
		want kind
	}{
		{entity.NORP, "Russians", people}, {entity.NORP, "Democrats", body}, {entity.NORP, "Jewish", people},
		{entity.NORP, "Green Party", body},
		{entity.Org, "Russian", people}, {entity.Fac, "Ulm Minster", place}, {entity.Date, "Monday", none},
		{entity.Law, "Article 9", other},
	} {
		if got := kindOf(c.typ, c.name); got != c.want {
			t.Errorf("%s %s: %s, want %s", c.typ, c.name, kindNames[got], kindNames[c.want])
		}
	}
}

func FuzzRelate(f *testing.F) {
	f.Add("Anna Berg", "A. Berg", uint8(1))
	f.Add("NHA", "Northern Harbour Authority", uint8(2))
	f.Add("N!H!", "Northern Harbour", uint8(3))
	c := &corpus{common: map[string]int{}, named: map[string]int{}}
	f.Fuzz(func(t *testing.T, a, b string, k uint8) {
		kind := kind(k)%(kinds-1) + 1
		x, y := &profile{kind: kind, name: parse(a, kind)}, &profile{kind: kind, name: parse(b, kind)}
		if len(x.name.words) == 0 || len(y.name.words) == 0 {
			return
		}
		if v, w := c.relate(x, y), c.relate(y, x); v != w {
			t.Errorf("%q, %q: %s and %s", a, b, relationNames[v], relationNames[w])
		}
		blockKeys(x)
	})
}
