package main

import (
	"encoding/json"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dictum.example/kb"
)

// Places with fewer people than this are kept only with a Wikidata item.
const minPopulation = 15000

// Alternate names are kept of cities with at least this population.
const alternatesFrom = 1000000

var cityColumns = []string{"id", "name", "ascii", "alternates", "lat", "lon", "feature", "country", "admin1", "population"}

// The name of a smaller city is no sign of it where it is a common word too.
const ordinaryCity = 100000

type city struct {
	names      []string
	alternates []string
	country    string
	admin      string
	item       string
	population int
	capital    bool
}

// cities adds the cities of GeoNames, with items from the lists of Wikidata.
func (g *generator) cities() error {
	var list []*city
	byName, byAlternate := map[string][]*city{}, map[string][]*city{}
	err := g.tsvRows("geonames/cities5000.tsv", cityColumns, func(r row) {
		c := &city{names: []string{r.get("name"), r.get("ascii")}, country: r.get("country"), admin: r.get("admin1")}
		c.population, _ = strconv.Atoi(r.get("population"))
		c.capital = r.get("feature") == "PPLC"
		if c.population >= alternatesFrom || c.capital {
			c.alternates = alternates(r.get("alternates"))
		}
		list = append(list, c)
		index(byName, c, c.names)
		index(byAlternate, c, alternates(r.get("alternates")))
	})
	if err != nil {
		return err
	}
	if list, err = g.worldCities(list, byName, byAlternate); err != nil {
		return err
	}
	if err := g.usCities(byName); err != nil {
		return err
	}
	if err := g.municipalities(byName); err != nil {
		return err
	}
	for _, c := range list {
		g.operatorItem(c, byName)
		for _, name := range c.alternates {
			if c.owns(name, byName) && !g.isCountryName(name) {
				c.names = append(c.names, name)
			}
		}
		g.emitCity(c)
	}
	return nil
}

// owns tells whether an alternate name is not rather another city's: none has it for its
// own, or only far smaller ones, or it is the beginning of the city's own name.
func (c *city) owns(alternate string, byName map[string][]*city) bool {
	key := kb.Fold(alternate)
	if strings.HasPrefix(kb.Fold(c.names[0]), key+" ") {
		return true
	}
	return !slices.ContainsFunc(byName[key], func(o *city) bool { return o.population*500 > c.population })
}

// operatorItem gives a city the item of the operator with exactly its name, if no
// other place has the name.
func (g *generator) operatorItem(c *city, byName map[string][]*city) {
	key := kb.Fold(c.names[0])
	o := g.operators[key]
	if c.item != "" || len(o) != 1 || o[0].name != c.names[0] || g.places[o[0].item] ||
		len(byName[key]) != 1 || len(g.names.Entries(key)) > 0 || isCode(o[0].name) {
		return
	}
	c.item = o[0].item
	g.places[c.item] = true
}

// index adds a city to those of its names.
func index(m map[string][]*city, c *city, names []string) {
	for _, name := range names {
		if key := kb.Fold(name); !slices.Contains(m[key], c) {
			m[key] = append(m[key], c)
		}
	}
}

var latinName = regexp.MustCompile(`^\p{Lu}[\p{Latin}'’ .-]{2,}$`)

// alternates returns those alternate names that English text may use.
func alternates(s string) []string {
	var names []string
	for name := range strings.SplitSeq(s, ",") {
		if latinName.MatchString(name) && name != strings.ToUpper(name) {
			names = append(names, name)
		}
	}
	return names
}

// worldCities gives the most populous city of a name its item, or adds a city.
func (g *generator) worldCities(list []*city, byName, byAlternate map[string][]*city) ([]*city, error) {
	data, err := g.read("tinysearch-wikidata-cities/cities.ts")
	if err != nil || data == nil {
		return list, err
	}
	source := string(data)
	source = source[strings.IndexByte(source, '[') : strings.LastIndexByte(source, ']')+1]
	source = regexp.MustCompile(`,\s*([\]}])`).ReplaceAllString(source, "$1")
	var cities []struct{ URL, CityLabel, Population string }
	if err := json.Unmarshal([]byte(source), &cities); err != nil {
		return list, err
	}
	for _, c := range cities {
		item := c.URL[strings.LastIndexByte(c.URL, '/')+1:]
		population, _ := strconv.Atoi(c.Population)
		if g.places[item] || !isLatin(c.CityLabel) {
			continue
		}
		g.places[item] = true
		key := kb.Fold(c.CityLabel)
		best := nearest(byName[key], population)
		if best == nil {
			best = nearest(byAlternate[key], population)
		}
		if best != nil {
			best.item = item
			best.names = append(best.names, c.CityLabel)
			best.population = max(best.population, min(population, 4*best.population))
		} else {
			list = append(list, &city{names: []string{c.CityLabel}, item: item, population: population})
		}
	}
	return list, nil
}

// nearest returns the city without an item whose population is most like, within a
// factor of six, or nil.
func nearest(cities []*city, population int) *city {
	var best *city
	least := math.Log(6)
	for _, c := range cities {
		d := math.Abs(math.Log(float64(c.population+1) / float64(population+1)))
		if c.item == "" && d < least {
			best, least = c, d
		}
	}
	return best
}

func (g *generator) usCities(byName map[string][]*city) error {
	return g.tsvRows("wiki-media-cred/wikidata-us-cities.tsv", nil, func(r row) {
		item := r.get("WD-QID")
		for _, c := range byName[kb.Fold(r.get("placeLabel"))] {
			if c.country == "US" && c.admin == r.get("state") && c.item == "" && !g.places[item] {
				c.item = item
				g.places[item] = true
			}
		}
	})
}

// municipalities gives cities the items of their municipalities.
func (g *generator) municipalities(byName map[string][]*city) error {
	return g.tsvRows("govdirectory/agencies.tsv", nil, func(r row) {
		item, iso := r.get("qid"), g.slugCountry(r.get("country"))
		var found []*city
		for _, c := range byName[kb.Fold(r.get("name"))] {
			if c.country == iso {
				found = append(found, c)
			}
		}
		if len(found) == 0 {
			return
		}
		best := slices.MaxFunc(found, func(a, b *city) int { return a.population - b.population })
		if best.item == "" && !g.places[item] {
			best.item = item
		}
		g.places[item] = true // not a body to link to
	})
}

// slugCountry returns the code of a country from its name as part of an address.
func (g *generator) slugCountry(slug string) string {
	if slug == "european-union" {
		return "EU"
	}
	for _, e := range g.names.Entries(strings.ReplaceAll(slug, "-", " ")) {
		if e.Kind == kb.Country {
			return e.Country
		}
	}
	return ""
}

func (g *generator) emitCity(c *city) {
	if c.population < minPopulation && c.item == "" && !c.capital {
		return
	}
	e := kb.Entry{ID: c.item, Kind: kb.City, Country: c.country, Prominence: popularity(c.population)}
	for i, name := range c.names {
		if !isLatin(name) {
			continue
		}
		e.Partial = c.population < ordinaryCity && g.ordinary[kb.Fold(name)]
		if i == 0 && c.capital {
			e.Prominence = uint8(min(int(e.Prominence)+capitalBonus, bigCountry))
		}
		g.names.Add(name, e)
	}
}

// popularity is ten times the binary logarithm of a population.
func popularity(population int) uint8 {
	if population < 2 {
		return 0
	}
	return uint8(min(10*math.Log2(float64(population)), bigCountry-1))
}
