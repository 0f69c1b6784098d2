package main

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"dictum.example/kb"
)

// regions adds continents, regions of the world, unions of countries and landforms.
func (g *generator) regions() error {
	var coder struct{ Features []feature }
	if err := g.jsonFile("country-coder/borders.json", &coder); err != nil {
		return err
	}
	for _, f := range coder.Features {
		g.addRegion(f)
	}
	err := g.csvRows("country-codes/country-codes.csv", func(r row) {
		for _, column := range []string{"Region Name", "Sub-region Name", "Intermediate Region Name"} {
			g.names.Add(r.get(column), kb.Entry{Kind: kb.Region, Prominence: worldRegion - 1})
		}
	})
	if err != nil {
		return err
	}
	return g.landforms()
}

func (g *generator) addRegion(f feature) {
	p := f.Properties
	if _, isNation := g.items[p.Wikidata]; isNation {
		return
	}
	e := kb.Entry{ID: p.Wikidata, Country: p.Country}
	switch p.Level {
	case "unitedNations", "union":
		e.Kind, e.Prominence = kb.Organisation, bigCountry-10
	case "region", "subregion", "intermediateRegion":
		e.Kind, e.Prominence = kb.Region, worldRegion
	case "world", "sharedLandform":
		e.Kind, e.Prominence = kb.Region, landform
	case "subcountryGroup", "subunion":
		return
	default:
		if p.Country == "" {
			return
		}
		e.Kind, e.Prominence = kb.State, otherState
		if strings.Contains(p.NameEn, "Island") || strings.Contains(p.NameEn, "Atoll") {
			e.Kind, e.Prominence = kb.Region, landform
		}
	}
	if p.Level == "" && p.Country == "" {
		return
	}
	g.places[p.Wikidata] = true
	g.names.Add(p.NameEn, e)
	if p.ISO1A2 != "" {
		e.Code = true
		g.names.Add(p.ISO1A2, e)
	}
}

// landform is the form of names of seas, rivers, lakes, mountains and the like.
var landformName = regexp.MustCompile(
	`\b((?:[A-Z][\pL'’-]+ ){1,3}(?:Sea|Ocean|Gulf|Strait|River|Lake|Mountains|Desert|Peninsula|Islands|Island|Bay|Channel|Basin|Valley|` +
		`Plateau|Range|Delta|Canal|Archipelago)` +
		`|(?:Gulf|Bay|Strait|Straits|Sea|Horn|Cape|Isle) of (?:the )?[A-Z]\pL+|(?:Lake|Mount) [A-Z]\pL+)\b`)

// regionNames are the regions without such a word that the Factbook mentions.
var regionNames = []string{
	"Alps", "Andes", "Arctic", "Antarctica", "Antarctic", "Balkans", "Balkan Peninsula", "Baltics", "Caucasus",
	"Central Asia", "East Asia", "Eastern Europe", "Far East", "Horn of Africa", "Himalayas", "Latin America",
	"Levant", "Maghreb", "Middle East", "North Africa", "Persian Gulf", "Sahara", "Sahel", "Scandinavia", "Siberia",
	"South Asia", "Southeast Asia", "South America", "Southeastern Europe", "West Africa", "East Africa", "Southern Africa",
	"Western Europe", "Central Europe", "Asia-Pacific", "Transcaucasia", "Kurdistan", "Kashmir", "Patagonia", "Amazon",
}

// landforms adds the names of landforms and regions in the Factbook's geography.
func (g *generator) landforms() error {
	count := map[string]int{}
	for _, m := range landformName.FindAllString(g.geography, -1) {
		count[strings.TrimPrefix(m, "The ")]++
	}
	for name, n := range count {
		if n >= 2 || strings.HasPrefix(name, "Lake ") || strings.HasPrefix(name, "Mount ") || strings.HasPrefix(name, "Gulf of") {
			g.names.Add(name, kb.Entry{Kind: kb.Natural, Prominence: landform})
		}
	}
	for _, name := range regionNames {
		if strings.Contains(g.almanac, name) {
			g.names.Add(name, kb.Entry{Kind: kb.Region, Prominence: worldRegion - 1})
		}
	}
	return g.lexiconPlaces()
}

// newsPlaces are places that only the dictionary of actors or the lexicon knows.
var newsPlaces = map[string]kb.Kind{
	"Korea": kb.State, "Xinjiang": kb.State, "Okinawa": kb.State,
	"Darfur": kb.Region, "Golan Heights": kb.Region, "New England": kb.Region, "Indochina": kb.Region,
	"Nile": kb.Natural, "Danube": kb.Natural, "Thames": kb.Natural, "Mekong": kb.Natural,
	"Ganges": kb.Natural, "Seine": kb.Natural, "Yangtze": kb.Natural, "Orinoco": kb.Natural,
	"Great Lakes": kb.Natural, "Gobi": kb.Natural, "Great Barrier Reef": kb.Natural, "Tahiti": kb.Region,
}

// lexiconPlaces adds the regions of the lexicon, and newsPlaces.
func (g *generator) lexiconPlaces() error {
	var lexicon map[string][]string
	if err := g.jsonFile("compromise/compromise_lexicon.json", &lexicon); err != nil {
		return err
	}
	actors, err := g.actorCountries()
	if err != nil {
		return err
	}
	known := map[string]bool{}
	for _, list := range []string{"Country", "Region", "Place"} {
		for _, name := range lexicon[list] {
			key := kb.Fold(name)
			known[key] = true
			if list == "Region" && len(key) > 3 {
				g.names.Add(name, kb.Entry{Kind: kb.State, Prominence: division})
			}
		}
	}
	for name, kind := range newsPlaces {
		if key := kb.Fold(name); known[key] || actors[key] != "" {
			g.names.Add(name, kb.Entry{Kind: kind, Prominence: division})
		}
	}
	return nil
}

// states adds the first-level divisions of countries.
func (g *generator) states() error {
	if err := g.americanStates(); err != nil {
		return err
	}
	if err := g.readOperators(); err != nil {
		return err
	}
	home := g.divisions()
	if err := g.operatorStates(home); err != nil {
		return err
	}
	err := g.aliases("country", "every-politician-scrapers", func(qid, name string) {
		if g.items[qid] == "" && !g.places[qid] && isLatin(name) {
			g.names.Add(name, kb.Entry{ID: qid, Kind: kb.State, Country: home[kb.Fold(name)], Prominence: otherState})
			g.places[qid] = true
		}
	})
	if err != nil {
		return err
	}
	for _, path := range g.glob("every-politician-scrapers/*/*.csv") {
		if err := g.csvRows(path, func(r row) { g.addJurisdiction(r, home) }); err != nil {
			return err
		}
	}
	return nil
}

// americanStates adds the states of the United States, with their abbreviations.
func (g *generator) americanStates() error {
	return g.tsvRows("wiki-media-cred/wikidata-us-states.tsv", nil, func(r row) {
		e := kb.Entry{ID: r.get("qid"), Kind: kb.State, Country: "US", Prominence: usState}
		g.places[e.ID] = true
		g.names.Add(r.get("state"), e)
		if ap := r.get("AP"); strings.HasSuffix(ap, ".") {
			g.names.Add(ap, e)
		}
		e.Code = true
		g.names.Add(r.get("abbr"), e)
	})
}

// divisions adds the divisions of countries that the Factbook has, and returns the country of each by its folded name.
func (g *generator) divisions() map[string]string {
	home := map[string]string{}
	for _, n := range g.nations {
		for _, name := range n.factbook.divisions {
			key := kb.Fold(name)
			if other, ok := home[key]; ok && other != n.iso {
				g.operators[key] = nil // which of the two is it?
			}
			home[key] = n.iso
			g.names.Add(name, kb.Entry{Kind: kb.State, Country: n.iso, Prominence: division})
		}
	}
	return home
}

// operatorStates adds the items of divisions that are operators.
func (g *generator) operatorStates(home map[string]string) error {
	cities, err := g.cityNames()
	if err != nil {
		return err
	}
	for _, key := range slices.Sorted(maps.Keys(home)) {
		if cities[key] {
			continue // the operator is rather a city
		}
		if o := g.operators[key]; len(o) == 1 && !g.places[o[0].item] && g.items[o[0].item] == "" {
			g.places[o[0].item] = true
			g.names.Add(o[0].name, kb.Entry{ID: o[0].item, Kind: kb.State, Country: home[key], Prominence: otherState})
		}
	}
	return nil
}

// cityNames returns the folded names of cities.
func (g *generator) cityNames() (map[string]bool, error) {
	names := map[string]bool{}
	err := g.tsvRows("geonames/cities5000.tsv", cityColumns, func(r row) {
		names[kb.Fold(r.get("name"))] = true
	})
	return names, err
}

// addJurisdiction adds the state or province that a list of office-holders names.
func (g *generator) addJurisdiction(r row, home map[string]string) {
	for _, column := range []string{"jurisdiction", "region", "province", "state"} {
		qid, name := r.get(column), r.get(column+"Label")
		iso := home[kb.Fold(name)]
		if iso == "" || g.items[qid] != "" || g.places[qid] || !strings.HasPrefix(qid, "Q") || !isLatin(name) {
			continue
		}
		g.places[qid] = true
		g.names.Add(name, kb.Entry{ID: qid, Kind: kb.State, Country: iso, Prominence: otherState})
	}
}

// An operator is a body in the list of brands and operators that is no brand: many
// are states and cities, which run buses and fly flags.
type operator struct{ name, item string }

// readOperators reads the operators with a low item number, by folded name.
func (g *generator) readOperators() error {
	brand := map[string]bool{}
	if err := g.aliases("company", "nsi", func(qid, _ string) { brand[qid] = true }); err != nil {
		return err
	}
	g.operators = map[string][]operator{}
	return g.aliases("org", "nsi", func(qid, name string) {
		if key := kb.Fold(name); !brand[qid] && len(qid) <= len("Q999999") {
			g.operators[key] = append(g.operators[key], operator{name, qid})
		}
	})
}
