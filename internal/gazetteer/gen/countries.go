package main

import (
	"bytes"
	"cmp"
	"fmt"
	"html"
	"maps"
	"regexp"
	"slices"
	"strings"

	"dictum.example/kb"
)

// Prominence of what has no population to rank by.
const (
	bigCountry   = 250
	territory    = 215
	worldRegion  = 225
	usState      = 196
	otherState   = 206
	division     = 130
	landform     = 170
	capitalBonus = 25
)

type nation struct {
	iso, item, name string
	independent     bool
	capital         string
	names           []string // with codes
	codes           []string
	factbook        factbook
}

type feature struct {
	Properties struct {
		ISO1A2, Wikidata, NameEn, Level, Country string
		Aliases                                  []string
	}
}

// countries adds countries and territories under their names and codes.
func (g *generator) countries() error {
	g.byISO, g.byGEC, g.items = map[string]int{}, map[string]string{}, map[string]string{}
	var cldr struct {
		Main struct {
			En struct {
				LocaleDisplayNames struct{ Territories map[string]string }
			}
		}
	}
	if err := g.jsonFile("cldr/en/territories.json", &cldr); err != nil {
		return err
	}
	display := cldr.Main.En.LocaleDisplayNames.Territories
	if err := g.csvRows("country-codes/country-codes.csv", func(r row) { g.addNation(r, display) }); err != nil {
		return err
	}
	var coder struct{ Features []feature }
	if err := g.jsonFile("country-coder/borders.json", &coder); err != nil {
		return err
	}
	for _, f := range coder.Features {
		g.mergeFeature(f, display)
	}
	if err := g.readFactbook(); err != nil {
		return err
	}
	slices.SortFunc(g.nations, func(a, b nation) int { return cmp.Compare(a.iso, b.iso) })
	for i, n := range g.nations {
		g.byISO[n.iso] = i
	}
	err := g.aliases("country", "every-politician-scrapers", func(qid, name string) {
		if iso, ok := g.items[qid]; ok {
			n := &g.nations[g.byISO[iso]]
			n.names = append(n.names, name)
		}
	})
	if err != nil {
		return err
	}
	for _, n := range g.nations {
		g.emitNation(n)
	}
	return g.usualNames()
}

// newsNames are names of countries that the news uses and the registers of codes
// do not have; the dictionary of actors tells the country.
var newsNames = []string{
	"Britain", "Great Britain", "Holland", "Ivory Coast", "Burma", "East Timor", "Cape Verde", "Swaziland",
	"Macedonia", "America", "Palestine", "Vatican", "Holy See", "Bosnia", "Macau",
}

func (g *generator) usualNames() error {
	country, err := g.actorCountries()
	for _, name := range newsNames {
		if i, ok := g.byISO[country[kb.Fold(name)]]; ok {
			n := g.nations[i]
			g.names.Add(name, kb.Entry{ID: n.item, Kind: kb.Country, Country: n.iso, Prominence: bigCountry})
		}
	}
	return err
}

// actorCountries returns the code of the country that the dictionary of actors gives
// for a folded name. Most names in it are not the country's own.
func (g *generator) actorCountries() (map[string]string, error) {
	alpha3 := map[string]string{}
	for _, n := range g.nations {
		if len(n.codes) > 0 {
			alpha3[n.codes[0]] = n.iso
		}
	}
	country := map[string]string{}
	err := g.tsvRows("petrarch-dictionaries/actors_flat.tsv", []string{"name", "list", "code"}, func(r row) {
		code, _, _ := strings.Cut(r.get("code"), "|")
		if iso := alpha3[code]; iso != "" && r.get("list") == "Countries" {
			country[kb.Fold(r.get("name"))] = iso
		}
	})
	return country, err
}

func (g *generator) addNation(r row, display map[string]string) {
	n := nation{iso: r.get("ISO3166-1-Alpha-2"), capital: r.get("Capital"), independent: r.get("is_independent") == "Yes"}
	if n.iso == "" {
		return
	}
	n.name = cmp.Or(strings.ReplaceAll(display[n.iso], "&", "and"), r.get("CLDR display name", "official_name_en"))
	n.item = r.get("wikidata_id")
	n.item = n.item[strings.LastIndexByte(n.item, '/')+1:]
	n.names = append(n.names, n.name, r.get("CLDR display name"), r.get("official_name_en"),
		strings.TrimRight(cutParenthesis(r.get("UNTERM English Short")), " *"),
		strings.TrimRight(cutParenthesis(r.get("UNTERM English Formal")), " *"))
	for key, name := range display {
		if code, _, ok := strings.Cut(key, "-alt-"); ok && code == n.iso {
			n.names = append(n.names, strings.ReplaceAll(name, "&", "and"))
		}
	}
	for _, code := range []string{r.get("ISO3166-1-Alpha-3"), r.get("IOC"), r.get("FIFA")} {
		if len(code) == 3 && isCode(code) {
			n.codes = append(n.codes, code)
		}
	}
	if gec := r.get("FIPS"); len(gec) == 2 {
		g.byGEC[strings.ToLower(gec)] = n.iso
	}
	if n.item != "" {
		g.items[n.item] = n.iso
	}
	g.byISO[n.iso] = len(g.nations)
	g.nations = append(g.nations, n)
}

// mergeFeature joins a feature of country-coder to its nation.
func (g *generator) mergeFeature(f feature, display map[string]string) {
	p := f.Properties
	i, known := g.byISO[cmp.Or(p.ISO1A2, p.Country)]
	switch {
	case p.ISO1A2 != "" && p.Level == "" && !known && display[p.ISO1A2] != "":
		g.byISO[p.ISO1A2] = len(g.nations)
		g.nations = append(g.nations, nation{iso: p.ISO1A2, item: p.Wikidata, name: display[p.ISO1A2],
			names: []string{display[p.ISO1A2], p.NameEn}})
		g.items[p.Wikidata] = p.ISO1A2
	case known && p.NameEn == g.nations[i].name:
		g.nations[i].item = p.Wikidata // the country proper rather than its kingdom
		g.items[p.Wikidata] = g.nations[i].iso
	case known && p.ISO1A2 != "":
		n := &g.nations[i]
		n.names = append(n.names, p.NameEn)
		if n.item == "" {
			n.item = p.Wikidata
		}
		g.items[p.Wikidata] = n.iso
		for _, a := range p.Aliases {
			if a == "UK" || len(a) > 3 && !strings.Contains(a, "-") {
				n.names = append(n.names, a)
			}
		}
	}
}

func (g *generator) emitNation(n nation) {
	e := kb.Entry{ID: n.item, Kind: kb.Country, Country: n.iso, Prominence: territory}
	if n.independent {
		e.Prominence = bigCountry
	}
	g.places[n.item] = true
	f := n.factbook
	for _, name := range slices.Concat(n.names, f.shortNames, f.codes) {
		if name = cutParenthesis(name); name == "" || !isLatin(name) {
			continue
		}
		e.Code = isCode(name)
		g.names.Add(name, e)
		if short := strings.Replace(name, " of the ", " of ", 1); short != name { // "Democratic Republic of Congo"
			g.names.Add(short, e)
		}
	}
	for _, code := range n.codes {
		e.Code = true
		g.names.Add(code, e)
	}
}

func (g *generator) nationsFile() []byte {
	var b bytes.Buffer
	for _, n := range g.nations {
		fmt.Fprintf(&b, "%s\t%s\t%s\n", n.iso, n.item, n.name)
	}
	return b.Bytes()
}

// A factbook is what one country profile of the World Factbook gives.
type factbook struct {
	shortNames, codes      []string
	nationality, adjective string
	divisions              []string
	text                   string // its Geography, without tags
}

var tags = regexp.MustCompile(`<[^>]*>`)

func (g *generator) readFactbook() error {
	type text struct{ Text string }
	for _, path := range g.glob("factbook/*/*.json") {
		var profile struct {
			Geography     map[string]any
			Transnational map[string]any `json:"Transnational Issues"`
			Introduction  map[string]any
			Government    struct {
				CountryName           map[string]text `json:"Country name"`
				AdministrativeDivions text            `json:"Administrative divisions"`
			}
			People struct {
				Nationality map[string]any
			} `json:"People and Society"`
		}
		if err := g.jsonFile(path, &profile); err != nil {
			continue // indexes and notes have another form
		}
		base := path[strings.LastIndexByte(path, '/')+1:]
		i, ok := g.byISO[g.byGEC[strings.TrimSuffix(base, ".json")]]
		if !ok {
			i = -1
		}
		f := factbook{text: flatten(profile.Geography)}
		for _, key := range []string{"conventional long form", "conventional short form", "local short form"} {
			if name := cutParenthesis(plain(profile.Government.CountryName[key].Text)); name != "none" && name != "NA" {
				f.shortNames = append(f.shortNames, name)
			}
		}
		for code := range strings.SplitSeq(profile.Government.CountryName["abbreviation"].Text, " or ") {
			if code = cutParenthesis(code); 2 <= len(code) && len(code) <= 5 && code == strings.ToUpper(code) {
				f.codes = append(f.codes, code)
			}
		}
		f.nationality, f.adjective = nested(profile.People.Nationality, "noun"), nested(profile.People.Nationality, "adjective")
		f.divisions = divisions(profile.Government.AdministrativeDivions.Text)
		if i >= 0 {
			g.nations[i].factbook = f
		}
		g.geography += f.text + "\n"
		g.almanac += f.text + flatten(profile.Introduction) + flatten(profile.Transnational)
	}
	return nil
}

func nested(m map[string]any, key string) string {
	sub, _ := m[key].(map[string]any)
	s, _ := sub["text"].(string)
	return plain(s)
}

func plain(s string) string {
	s = html.UnescapeString(tags.ReplaceAllString(s, " "))
	return strings.TrimSpace(strings.ReplaceAll(s, "\u00a0", " "))
}

// flatten joins all texts of a tree of JSON in a fixed order.
func flatten(v any) string {
	switch v := v.(type) {
	case string:
		return plain(v) + " . "
	case map[string]any:
		var b strings.Builder
		for _, key := range slices.Sorted(maps.Keys(v)) {
			b.WriteString(flatten(v[key]))
		}
		return b.String()
	}
	return ""
}

// divisions returns the names of the first-level divisions in the Factbook's text:
// lists after headings and semicolons, with other names in brackets.
func divisions(s string) []string {
	var names []string
	for part := range strings.SplitSeq(s, "<br>") {
		depth := 0
		for name := range strings.FieldsFuncSeq(plain(part), func(r rune) bool {
			switch r {
			case '(', '[':
				depth++
				return true
			case ')', ']':
				depth--
				return true
			}
			return r == ':' || r == ';' || r == ',' && depth == 0
		}) {
			name = strings.Trim(strings.TrimPrefix(strings.TrimSpace(name), "and "), " *.")
			if startsUpper(name) && isLatin(name) && strings.Count(name, " ") < 4 {
				names = append(names, name)
			}
		}
	}
	return names
}
