package main

import (
	"bytes"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dictum.example/internal/gazetteer"
	"dictum.example/kb"

	"github.com/blevesearch/vellum"
)

// words collects what is known of single words and demonyms, by folded form.
type words map[string]*word

type word struct {
	gazetteer.WordInfo
	male, female int
	politicians  int // with this surname
}

func (w *words) at(s string) *word {
	key := kb.Fold(s)
	if *w == nil {
		*w = words{}
	}
	if (*w)[key] == nil {
		(*w)[key] = &word{}
	}
	return (*w)[key]
}

// encode writes the words as a transducer.
func (w words) encode() ([]byte, error) {
	var b bytes.Buffer
	fst, err := vellum.New(&b, nil)
	if err != nil {
		return nil, err
	}
	for _, key := range slices.Sorted(maps.Keys(w)) {
		v := w[key]
		v.Male = -1
		if n := v.male + v.female; n >= minBearers {
			v.Male = float32(v.male) / float32(n)
			v.Given = true
		}
		if value := v.Pack(); value != 0 && key != "" {
			if err := fst.Insert([]byte(key), value); err != nil {
				return nil, err
			}
		}
	}
	err = fst.Close()
	return b.Bytes(), err
}

// A given name's gender is kept from this many bearers.
const minBearers = 300

// The American register is much larger than the lists of other countries. So a name
// counts no more than registerCap times in it, and one politician, or one place in a
// country's list of popular names, counts as many bearers.
const (
	registerCap      = 3000
	politicianWeight = 150
	popularWeight    = 1000
)

// A surname is common if a country's list of popular surnames has it, or as many
// politicians.
const commonFrom = 4

// countNames counts a person's given name and surname.
func (g *generator) countNames(name string, p *person) {
	fields := strings.Fields(name)
	given := g.words.at(fields[0])
	if strings.HasSuffix(fields[0], ".") || len(fields[0]) < 3 {
		return
	}
	if p.male {
		given.male += politicianWeight
	}
	if p.female {
		given.female += politicianWeight
	}
	if last := fields[len(fields)-1]; !strings.HasSuffix(last, ".") && len(last) > 2 {
		w := g.words.at(last)
		w.Surname = true
		w.politicians++
		w.CommonSurname = w.CommonSurname || w.politicians >= commonFrom
	}
}

// personNames adds given names with the gender of their bearers, and surnames.
func (g *generator) personNames() error {
	err := g.csvRows("ssa-babynames/ssa_names_1880_2023_totals.csv", func(r row) {
		male, _ := strconv.Atoi(r.get("male"))
		female, _ := strconv.Atoi(r.get("female"))
		if male+female >= minBearers {
			w := g.words.at(r.get("name"))
			scale := max(male+female, registerCap)
			w.male += male * registerCap / scale
			w.female += female * registerCap / scale
		}
	})
	if err != nil {
		return err
	}
	err = g.csvRows("popular-names-by-country/common-forenames-by-country.csv", func(r row) {
		name := r.get("Romanized Name", "Localized Name")
		if !isLatin(name) || strings.Contains(name, " ") {
			return
		}
		switch r.get("Gender") {
		case "M":
			g.words.at(name).male += popularWeight
		case "F":
			g.words.at(name).female += popularWeight
		}
	})
	if err != nil {
		return err
	}
	return g.csvRows("popular-names-by-country/common-surnames-by-country.csv", func(r row) {
		if name := r.get("Romanized Name", "Localized Name"); isLatin(name) {
			w := g.words.at(name)
			w.Surname, w.CommonSurname = true, true
		}
	})
}

// demonyms adds the demonyms of countries, and those of regions without a country.
func (g *generator) demonyms() error {
	owners := g.nationalities()
	var lexicon map[string][]string
	if err := g.jsonFile("compromise/compromise_lexicon.json", &lexicon); err != nil {
		return err
	}
	for _, form := range lexicon["Demonym"] {
		if g.isCountryName(form) || hasBadPlural(form) {
			continue
		}
		key := kb.Fold(form)
		if _, ok := owners[key]; !ok {
			owners[key] = g.countriesLike(key)
		}
	}
	actors, err := g.actorCountries()
	if err != nil {
		return err
	}
	for key, nations := range owners {
		if n, ok := actors[key]; ok && len(nations) == 0 {
			nations = []int{g.byISO[n]}
		}
		g.addDemonym(key, nations)
	}
	return nil
}

// nationalities returns the nations that each folded demonym of the Factbook is of.
func (g *generator) nationalities() map[string][]int {
	owners := map[string][]int{}
	own := func(form string, i int) {
		if key := kb.Fold(form); key != "" && !slices.Contains(owners[key], i) {
			owners[key] = append(owners[key], i)
		}
	}
	for i, n := range g.nations {
		for _, form := range slices.Concat(demonymForms(n.factbook.nationality), demonymForms(n.factbook.adjective)) {
			for _, f := range withPlural(form) {
				own(f, i)
				if first, _, ok := strings.Cut(n.name, " "); ok && !strings.HasPrefix(form, first) {
					own(first+" "+f, i) // "South Korean"
				}
			}
		}
	}
	return owners
}

// addDemonym adds a folded demonym of nations: it is of one where only one is independent.
func (g *generator) addDemonym(key string, nations []int) {
	w := g.words.at(key)
	w.Demonym = true
	if independent := g.independent(nations); len(independent) == 1 {
		nations = independent
	}
	if len(nations) == 1 {
		w.Nation = nations[0] + 1
	}
}

// independent returns those nations that are no territories.
func (g *generator) independent(nations []int) []int {
	var kept []int
	for _, i := range nations {
		if g.nations[i].independent {
			kept = append(kept, i)
		}
	}
	return kept
}

var nationalityNote = regexp.MustCompile(`(?i)^(none|na|note.*|us citizens?|singular.*|plural.*|collective.*)$`)

// demonymForms returns the demonyms in the Factbook's "Saudi(s)", "Frenchman(men),
// Frenchwoman(women)", "Briton(s), British (collective plural)", "Saudi or Saudi Arabian".
func demonymForms(s string) []string {
	s = strings.NewReplacer(" or ", ",", ";", ",", " and ", ",").Replace(s)
	var forms []string
	for part := range strings.SplitSeq(s, ",") {
		base, note, _ := strings.Cut(part, "(")
		base = strings.TrimSpace(base)
		if !startsUpper(base) || nationalityNote.MatchString(base) || strings.Count(base, " ") > 2 {
			continue
		}
		forms = append(forms, base)
		if strings.HasPrefix(note, "men)") || strings.HasPrefix(note, "women)") {
			forms = append(forms, strings.TrimSuffix(base, "an")+"en")
		}
	}
	return forms
}

// withPlural returns a demonym and its plural, where it forms one with "s".
func withPlural(form string) []string {
	for _, ending := range []string{"ese", "sh", "ch", "s", "men", "man", "women", "x"} {
		if strings.HasSuffix(form, ending) {
			return []string{form}
		}
	}
	return []string{form, form + "s"}
}

func (g *generator) isCountryName(form string) bool {
	for _, e := range g.names.Entries(form) {
		if e.Kind == kb.Country {
			return true
		}
	}
	return false
}

// hasBadPlural finds the plurals that the lexicon made where English has none ("chineses").
func hasBadPlural(form string) bool {
	for _, ending := range []string{"eses", "shes", "ches", "isses", "mans"} {
		if strings.HasSuffix(form, ending) {
			return true
		}
	}
	return false
}

// countriesLike returns the one country whose usual name begins like a demonym
// without its ending ("palestinian", "Palestine").
func (g *generator) countriesLike(demonym string) []int {
	stem := strings.TrimSuffix(demonym, "s")
	for _, ending := range []string{"ian", "ean", "an", "i", "ish"} {
		if s, ok := strings.CutSuffix(stem, ending); ok {
			stem = s
			break
		}
	}
	if len(stem) < 5 {
		return nil
	}
	var found []int
	for i, n := range g.nations {
		if strings.HasPrefix(kb.Fold(n.name), stem) {
			found = append(found, i)
		}
	}
	return found
}

// nouns adds common nouns for persons and organisations.
func (g *generator) nouns() error {
	data, err := g.read("wordnet/person_nouns.txt")
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(data)) {
		if noun := strings.TrimSpace(line); noun != "" && !strings.Contains(noun, " ") && noun == strings.ToLower(noun) {
			g.addNoun(noun, func(w *word) { w.PersonNoun = true })
		}
	}
	var lexicon map[string][]string
	if err := g.jsonFile("compromise/compromise_lexicon.json", &lexicon); err != nil {
		return err
	}
	for _, noun := range lexicon["Actor"] {
		if len(noun) > 3 && !strings.HasSuffix(noun, "s") && noun != "bros" && !strings.Contains(noun, " ") {
			g.addNoun(noun, func(w *word) { w.PersonNoun = true })
		}
	}
	return g.orgNouns()
}

func (g *generator) addNoun(noun string, set func(*word)) {
	set(g.words.at(noun))
	set(g.words.at(plural(noun)))
}

// plural returns the regular plural of a noun.
func plural(noun string) string {
	switch {
	case strings.HasSuffix(noun, "man") && noun != "human" && noun != "german" && noun != "roman":
		return strings.TrimSuffix(noun, "man") + "men"
	case strings.HasSuffix(noun, "y") && !strings.HasSuffix(noun, "ay") && !strings.HasSuffix(noun, "ey") && !strings.HasSuffix(noun, "oy"):
		return strings.TrimSuffix(noun, "y") + "ies"
	case strings.HasSuffix(noun, "s"), strings.HasSuffix(noun, "sh"), strings.HasSuffix(noun, "ch"), strings.HasSuffix(noun, "x"):
		return noun + "es"
	}
	return noun + "s"
}

// agentLine is the form of a line of the dictionary of agents.
var agentLine = regexp.MustCompile(`^([A-Z_]+?)_? *(?:\{([A-Z_]*)\})? *\[~`)

// orgNouns adds those body nouns that the dictionary of agents has.
func (g *generator) orgNouns() error {
	data, err := g.read("petrarch-dictionaries/Phoenix.agents.txt")
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(data)) {
		m := agentLine.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		words := strings.Split(strings.ToLower(m[1]), "_")
		noun := words[len(words)-1]
		if isBodyNoun(noun) {
			g.addNoun(noun, func(w *word) { w.OrgNoun, w.PersonNoun = true, false })
		}
	}
	return nil
}

// bodyNouns are the head nouns of organisations, of which the dictionary of agents
// tells which the news uses.
var bodyNouns = strings.Fields(`academy administration agency airline alliance army association assembly
	authority bank board body brigade broadcaster bureau business cabinet cartel caucus centre center chamber
	charity church club coalition college command commission committee company conglomerate congress
	consortium consulate corporation council country court delegation department directorate embassy enterprise
	faction federation firm force foundation front fund gang government group hospital
	house industry insurgency institute institution junta league legislature lobby manufacturer media militia
	military ministry mission mosque movement navy network newspaper newswire ngo office opposition
	organisation organization outlet parliament party police press publisher regime school secretariat
	senate service squad station syndicate team trust union unit university watchdog`)

func isBodyNoun(noun string) bool { return slices.Contains(bodyNouns, noun) }
