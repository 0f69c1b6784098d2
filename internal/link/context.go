package link

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"

	"dictum.example/internal/gazetteer"
	"dictum.example/internal/lexicon"
	"dictum.example/kb"
)

// A setting is what an article speaks of: how much of each country and field.
type setting struct {
	countries map[string]float64
	fields    map[kb.Field]float64
	// each name's own part in it, which is no evidence for the name itself
	own []part
}

type part struct {
	country string
	weight  float64
	field   kb.Field
	fields  float64
}

// settingOf sums up what the names of an article tell by their likeliest meanings.
func settingOf(names []Name, found [][]candidate) *setting {
	s := &setting{countries: map[string]float64{}, fields: map[kb.Field]float64{}, own: make([]part, len(names))}
	for i := range names {
		n := &names[i]
		p := part{country: countryOf(n, found[i]), weight: log2(1 + float64(len(n.Spans)))}
		p.weight = max(p.weight, 0.5)
		for _, r := range n.Roles {
			if f := gazetteer.FieldOf(r); f != kb.NoField {
				s.fields[f]++
			}
		}
		if c := likeliest(found[i]); c != nil && (n.Type == "PERSON" || n.Type == "ORG") {
			p.field, p.fields = c.Field, c.prior
		}
		if p.country != "" {
			s.countries[p.country] += p.weight
		}
		if p.field != kb.NoField {
			s.fields[p.field] += p.fields
		}
		s.own[i] = p
	}
	return s
}

// likeliest returns the candidate with the greatest prior, if it is well known.
func likeliest(found []candidate) *candidate {
	if len(found) == 0 || found[0].prior < 0.5 || found[0].Prominence < 150 || found[0].Partial {
		return nil
	}
	return &found[0]
}

// countryOf returns the code of the country that a name brings in: that it is, lies in or
// belongs to.
func countryOf(n *Name, found []candidate) string {
	switch n.Type {
	case "NORP":
		nation, _ := gazetteer.DemonymOf(n.Text)
		return nation.Country
	case "GPE", "LOC", "FAC":
		for _, c := range found {
			if t := c.Type(); (t == "GPE" || t == "LOC") && !c.Partial {
				return c.Country
			}
		}
	case "ORG":
		first, _, _ := strings.Cut(n.Text, " ") // "Russian Foreign Ministry" speaks of Russia
		nation, _ := gazetteer.DemonymOf(first)
		return nation.Country
	}
	return ""
}

// home returns what share of the article's countries, without what name i brings in, is
// a country's, and whether it has the greatest.
func (s *setting) home(i int, country string) (share float64, central bool) {
	total, own, most := 0.0, 0.0, 0.0
	for c, w := range s.countries {
		if c == s.own[i].country {
			w -= s.own[i].weight
		}
		total += w
		if c == country {
			own = w
		} else {
			most = max(most, w)
		}
	}
	if total < 1e-9 {
		return 0, false
	}
	return own / total, own > 1e-9 && own >= most
}

// main returns the country that the article speaks of most, without what name i brings in.
func (s *setting) main(i int) string {
	best, most := "", 1e-9
	for _, c := range slices.Sorted(maps.Keys(s.countries)) {
		w := s.countries[c]
		if c == s.own[i].country {
			w -= s.own[i].weight
		}
		if w > most {
			best, most = c, w
		}
	}
	return best
}

// foreign tells whether a candidate that its name alone does not tell from others of its
// sort is one of a country of which the article does not speak.
func (s *setting) foreign(i int, n *Name, c *candidate) bool {
	if c.Prominence == kb.Certain {
		return false
	}
	share, central := s.home(i, c.Country)
	switch n.Type {
	case "PERSON":
		return firstNameOnly(c.form) // "Eva" is not Eva Perón
	case "EVENT":
		return c.Kind == kb.Event && isPartly(c)
	case "ORG":
		switch {
		case c.letters:
			return strangeLetters(n, c, share)
		case isClub(&c.Entry):
			return s.sport(i, c.Field) < sporting
		}
		return strangeBody(c, share, central)
	}
	return share == 0 && strangePlace(n, c)
}

// strangePlace reports whether a place's name is unlikely to mean the candidate where nothing in the text is of its country.
func strangePlace(n *Name, c *candidate) bool {
	switch n.Type {
	case "GPE":
		return c.Code && !usual(kb.Fold(n.Text)) // "NAM" alone is not Namibia
	case "FAC":
		return generic(c.form) && c.region == 0 && c.Country != ""
	}
	return false
}

// isPartly reports whether the text has one form of the candidate's name, and that a part of it.
func isPartly(c *candidate) bool { return c.Partial && !c.shared && c.forms < 2 }

// firstNameOnly tells whether a folded name is a first name that many people have.
func firstNameOnly(form string) bool {
	given, family := gazetteer.Bearers(form)
	return given >= usualGiven && given > family
}

// strangeLetters tells whether an acronym is likely to be that of something else.
func strangeLetters(n *Name, c *candidate, share float64) bool {
	if c.Prominence >= renowned || usual(c.form) {
		return false
	}
	switch {
	case !c.whole && isFull(n.Text) && !(share > 0 && c.prior >= mostly && standsFor(c.form, n.Text)):
		return true // the article says what it stands for, and the base does not know that
	case len(c.form) < 3 && c.forms < 2:
		return true
	}
	return local(c.Kind) && share == 0 && c.Country != ""
}

// mostly is the prior of what a name means more often than all else.
const mostly = 0.5

// standsFor tells whether folded letters are the first ones of a name's words.
func standsFor(letters, name string) bool {
	for w := range strings.FieldsSeq(kb.Fold(name)) {
		if rest, ok := strings.CutPrefix(letters, w[:1]); ok {
			letters = rest
		} else if w[0] != 'o' && w[0] != 't' && w[0] != 'a' { // "of", "the", "and"
			return false
		}
	}
	return letters == ""
}

// strangeBody tells whether a body with a name such as any country's may have is another
// country's.
func strangeBody(c *candidate, share float64, central bool) bool {
	switch {
	case c.Kind == kb.Event:
		return isPartly(c)
	case c.Country == "":
		return c.Kind == kb.Government && office(c.form) && c.Prominence < notable
	case central || c.Country == "EU" || namesCountry(c.form, c.Country):
		return false
	case c.Partial && c.forms < 2 && local(c.Kind):
		return true
	}
	return (c.Kind == kb.Government || generic(c.form)) && office(c.form) && (share < 0.15 || c.prior < 0.7)
}

// usualGiven is from how many people, as a binary logarithm, a first name tells nobody.
const usualGiven = 6

// renowned is the prominence of what is known by its letters abroad.
const renowned = 200

// notable is the prominence of bodies that belong to no one country and yet are known.
const notable = 175

// generic tells whether a folded name begins as those of many countries do: "national
// museum", "supreme court".
func generic(form string) bool {
	first, _, _ := strings.Cut(form, " ")
	switch first {
	case "national", "federal", "supreme", "royal", "central", "state", "ministry", "department":
		return true
	}
	return false
}

// office tells whether a folded name says what sort of office it is, as those of any
// country do: "ministry of defence", "state department".
func office(form string) bool {
	first, _, _ := strings.Cut(form, " ")
	return gazetteer.OrgNoun(first) || gazetteer.OrgNoun(form[strings.LastIndexByte(form, ' ')+1:])
}

// local tells whether things of a kind mostly belong to one country.
func local(k kb.Kind) bool {
	return k == kb.Government || k == kb.Party || k == kb.Organisation || k == kb.Team
}

// ofCountry adds what the country that the article is about has of the name: the "House of
// Commons of Canada".
func ofCountry(base kb.Base, n *Name, found []candidate, country string) []candidate {
	nation, ok := gazetteer.NationOf(country)
	if !ok || !isFull(n.Text) || len(n.Text)+len(nation.Name)+4 > kb.MaxName {
		return found
	}
	joined := n.Text + " of " + nation.Name
	for _, e := range clip(base.Lookup(joined)) {
		if e.ID == "" || e.Type() != "ORG" || e.Country != country {
			continue
		}
		j := slices.IndexFunc(found, func(c candidate) bool { return c.ID == e.ID })
		if j < 0 {
			j = len(found)
			found = append(found, candidate{Entry: e, prior: 1, form: kb.Fold(joined), forms: 1, whole: true})
		}
		found[j].region = national
	}
	return found
}

// any reports whether the article names any country beside what name i brings in.
func (s *setting) any(i int) bool {
	for c, w := range s.countries {
		if c != s.own[i].country || w > s.own[i].weight+1e-9 {
			return true
		}
	}
	return false
}

// field returns what share of the article's fields, without name i's part, is f.
func (s *setting) field(i int, f kb.Field) float64 {
	total, own := 1.0, 0.0
	for g, w := range s.fields {
		if g == s.own[i].field {
			w -= s.own[i].fields
		}
		total += w
		if g == f {
			own = w
		}
	}
	return own / total
}

// sporting is the share of an article's fields that a sport has on sports pages.
const sporting = 0.25

// sport returns what share of the article's fields, without name i's part, is a sport, or all sports where which is not known.
func (s *setting) sport(i int, f kb.Field) float64 {
	if f.Sporting() && f != kb.Sport {
		return s.field(i, f)
	}
	share := 0.0
	for _, f := range slices.Sorted(maps.Keys(s.fields)) {
		if f.Sporting() {
			share += s.field(i, f)
		}
	}
	return share
}

// after returns the place that follows a name behind a comma, such as "Idaho" in "Moscow,
// Idaho", as the text has it at the first mention where one does.
func after(text string, spans [][2]int) string {
	for _, s := range spans {
		if s[1] < 0 || s[1] > len(text) {
			continue
		}
		rest, ok := strings.CutPrefix(text[s[1]:], ", ")
		if !ok || rest == "" || rest[0] < 'A' || 'Z' < rest[0] {
			continue
		}
		if dotted := dottedRegion.FindString(rest); dotted != "" {
			return dotted
		}
		end := strings.IndexFunc(rest, func(r rune) bool { return strings.ContainsRune(",.;:()\n\"”", r) })
		if end < 0 {
			end = len(rest)
		}
		words := strings.Fields(rest[:min(end, 40)])
		n := 0
		for n < len(words) && n < 3 && 'A' <= words[n][0] && words[n][0] <= 'Z' {
			n++
		}
		if n > 0 {
			return strings.Join(words[:n], " ")
		}
	}
	return ""
}

// dottedRegion is a region in initials: "N.H."
var dottedRegion = regexp.MustCompile(`^(?:[A-Z]\.){2,3}`)

const (
	named    = 2
	national = 3 // by its name and the article's country
)

// place leaves of a place's candidates those that lie where the words around the name say.
func place(base kb.Base, n *Name, text string, found []candidate) []candidate {
	if n.Type != "GPE" && n.Type != "LOC" && n.Type != "FAC" {
		return found
	}
	head, region := n.Text, after(text, n.Spans)
	if before, behind, ok := strings.Cut(n.Text, ", "); ok {
		head, region = before, behind
	}
	region = cmp.Or(lexicon.Province(region), region)
	if len(head)+len(region) > kb.MaxName {
		return found
	}
	entries := regions(base, region)
	if len(entries) == 0 {
		return inCountry(base, n, text, found)
	}
	exact := clip(base.Lookup(head + ", " + region))
	priors, closed := priorsOf(exact), closes(text, n.Spans, region)
	for i, e := range exact {
		if e.ID != "" && fits(e.Kind, n.Type) && !slices.ContainsFunc(found, func(c candidate) bool { return c.ID == e.ID }) {
			found = append(found, candidate{Entry: e, prior: priors[i], shared: e.Share > 0, form: kb.Fold(n.Text), forms: 1, whole: true})
		}
	}
	for i := range found {
		found[i].region = within(&found[i], closed, exact, entries)
	}
	return slices.DeleteFunc(found, func(c candidate) bool { return c.region < 0 })
}

// regions returns the countries, states and great cities that a name can mean.
func regions(base kb.Base, name string) []kb.Entry {
	if name == "" {
		return nil
	}
	return slices.DeleteFunc(clip(base.Lookup(name)), func(e kb.Entry) bool {
		return e.Type() != "GPE" || e.Code && len(strings.ReplaceAll(name, ".", "")) > 2 || e.Partial || e.Kind == kb.City && e.Prominence < 190
	})
}

// clip copies entries, as many as are looked at.
func clip(entries []kb.Entry) []kb.Entry {
	return slices.Clone(entries[:min(len(entries), kb.MaxEntries)])
}

// within tells what it says of a candidate that a region follows its name, by what the
// base knows by both names together and what the region may be.
func within(c *candidate, closed bool, exact, regions []kb.Entry) int {
	same := func(e kb.Entry) bool { return e.ID == c.ID && e.ID != "" }
	switch {
	case slices.ContainsFunc(exact, same):
		return named
	case slices.ContainsFunc(regions, same), isListed(c, closed, regions):
		return 0
	case len(exact) > 0:
		return -1
	case c.Country != "" && !slices.ContainsFunc(regions, func(e kb.Entry) bool { return e.Country == c.Country }):
		return -1
	case regions[0].Kind == kb.Country:
		return 1
	case regions[0].Country == "US" && c.Prominence < 190:
		return -1 // the base has the towns of the United States by their states
	}
	return 0
}

// isListed tells whether a candidate and the place that follows it behind a comma are rather two of a list, "Japan, Greece" or
// "Paris, London", than a place and its region: it is a country, unless what follows is a state and ends there, a
// state beside a state, or a city as well known as the other.
func isListed(c *candidate, closed bool, regions []kb.Entry) bool {
	switch r := regions[0]; c.Kind {
	case kb.Country:
		return !closed || r.Kind != kb.State
	case kb.State:
		return r.Kind == kb.State
	case kb.City:
		return r.Kind == kb.City && c.Prominence+listed >= r.Prominence
	}
	return false
}

// another matches what goes on behind two of a list: its next name, and what is behind a comma after that.
var another = regexp.MustCompile(`^(?:,? (?:and|or) |, )(\p{Lu}[\pL.]*(?: \p{Lu}[\pL.]*)*)(?:, (\p{Lu}[\pL.]*))?`)

// closes tells whether a region ends what is said of a place, as that of a town does: a mark follows where a name and the region
// stand, and no list goes on. "Mexico, Missouri, and Cuba, Missouri"; not "Mexico, Texas and Oklahoma" or "larger than Tunisia, Ohio has".
func closes(text string, spans [][2]int, region string) bool {
	for _, s := range spans {
		if s[1] < 0 || s[1] > len(text) {
			continue
		}
		if rest, ok := strings.CutPrefix(text[s[1]:], ", "+region); ok {
			rest = rest[:min(len(rest), 80)]
			m := another.FindStringSubmatch(rest)
			return (rest == "" || strings.ContainsRune(",.;:)\n", rune(rest[0]))) && (m == nil || m[2] == region)
		}
	}
	return false
}

// listed is how much less prominent a city may be that is named beside another.
const listed = 20

// inCountry leaves of a place's candidates those of the country that the text gives beside
// the name ("the French city of Brest", "Brest in northern France"), if there are any.
func inCountry(base kb.Base, n *Name, text string, found []candidate) []candidate {
	for _, s := range n.Spans {
		if s[0] < 0 || s[1] > len(text) || s[0] > s[1] {
			continue
		}
		country := countryBefore(text[max(0, s[0]-60):s[0]])
		if country == "" {
			country = countryBehind(base, text[s[1]:min(len(text), s[1]+60)])
		}
		there := func(c candidate) bool { return c.Country == country && c.Kind != kb.Country }
		if country == "" || !slices.ContainsFunc(found, there) {
			continue
		}
		found = slices.DeleteFunc(found, func(c candidate) bool { return !there(c) })
		for i := range found {
			found[i].region = 1
		}
		return found
	}
	return found
}

// countryBefore returns the country of "French city of ", at the end of before.
func countryBefore(before string) string {
	words := strings.Fields(before)
	n := len(words)
	if n < 3 || words[n-1] != "of" {
		return ""
	}
	switch strings.ToLower(words[n-2]) {
	case "city", "town", "village", "port", "province", "region", "state", "district", "suburb", "capital", "island", "resort":
	default:
		return ""
	}
	if nation, ok := gazetteer.DemonymOf(words[n-3]); ok {
		return nation.Country
	}
	if n > 3 {
		nation, _ := gazetteer.DemonymOf(words[n-4]) // "French port city of"
		return nation.Country
	}
	return ""
}

// countryBehind returns the country of " in northern France", at the beginning of behind.
func countryBehind(base kb.Base, behind string) string {
	words := strings.Fields(behind)
	if len(words) < 2 || words[0] != "in" || !strings.HasPrefix(behind, " in ") {
		return ""
	}
	words = words[1:]
	for len(words) > 1 && (words[0] == "the" || strings.HasSuffix(words[0], "ern") || words[0] == "central") {
		words = words[1:]
	}
	for n := min(3, len(words)); n > 0; n-- {
		name := strings.TrimRight(strings.Join(words[:n], " "), ".,;:?!")
		for _, e := range base.Lookup(name) {
			if e.Kind == kb.Country && !e.Code && !e.Partial && 'A' <= name[0] && name[0] <= 'Z' {
				return e.Country
			}
		}
	}
	return ""
}
