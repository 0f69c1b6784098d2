package main

import (
	"maps"
	"slices"
	"strings"

	"dictum.example/kb"
)

// government adds ministries, agencies and other public bodies.
func (g *generator) government() error {
	return g.tsvRows("govdirectory/agencies.tsv", nil, func(r row) {
		item, name, iso := r.get("qid"), r.get("name"), g.slugCountry(r.get("country"))
		if g.places[item] || !isLatin(name) || !isBody(name) {
			return
		}
		if len(item) > len("Q9999999") && !strings.Contains(name, "Ministry") && !strings.Contains(name, "Department") {
			return
		}
		g.places[item] = true
		e := kb.Entry{ID: item, Kind: kb.Government, Country: iso, Prominence: itemProminence(item) - 5}
		g.names.Add(name, e)
		base := g.withoutCountry(name, iso)
		e.Partial = base != kb.Fold(name)
		for _, form := range officeForms(base) {
			e := e
			e.Partial = e.Partial || form != base
			g.names.Add(form, e)
		}
	})
}

// isBody tells whether a name is that of a public body rather than of one of the
// municipalities that the same list holds.
func isBody(name string) bool {
	if strings.Count(name, " ") >= 3 {
		return true
	}
	for w := range strings.FieldsSeq(kb.Fold(name)) {
		for _, stem := range []string{
			"minist", "depart", "agenc", "offic", "embass", "consul", "authorit", "counc", "commission", "bureau",
			"servic", "institut", "board", "court", "delegation", "mission", "parliament", "senate", "assembly",
			"police", "bank", "treasury", "directorate", "inspector", "administration", "corporation", "cabinet",
			"fund", "secretariat", "tribunal", "committee", "centre", "center", "ombuds", "federal", "national",
			"royal", "government", "prosecut", "guard", "forces", "army", "navy", "archive", "university",
		} {
			if strings.HasPrefix(w, stem) {
				return true
			}
		}
	}
	return false
}

// withoutCountry returns the folded name of a body without its country's name or demonym.
func (g *generator) withoutCountry(name, iso string) string {
	key := kb.Fold(cutParenthesis(name))
	i, ok := g.byISO[iso]
	if !ok {
		return key
	}
	n := g.nations[i]
	forms := slices.Concat(n.names, n.factbook.shortNames, demonymForms(n.factbook.adjective))
	slices.SortFunc(forms, func(a, b string) int { return len(b) - len(a) })
	for _, form := range forms {
		f := kb.Fold(cutParenthesis(form))
		if f == "" {
			continue
		}
		for _, joint := range []string{" of the ", " of ", " for the ", " for "} {
			key = strings.TrimSuffix(key, joint+f)
		}
		if rest, ok := strings.CutPrefix(key, f+" "); ok && strings.Contains(rest, " ") {
			key = rest
		}
	}
	return key
}

// officeForms returns the other usual forms of the folded name of a ministry or
// department: "ministry of foreign affairs" is "foreign affairs ministry" and
// "foreign ministry" too.
func officeForms(base string) []string {
	forms := []string{base}
	for _, head := range []string{"ministry", "department"} {
		for _, joint := range []string{" of ", " for "} {
			subject, ok := strings.CutPrefix(base, head+joint)
			if !ok {
				continue
			}
			subject = strings.TrimPrefix(subject, "the ")
			forms = append(forms, subject+" "+head)
			if short, ok := strings.CutSuffix(subject, " affairs"); ok {
				forms = append(forms, short+" "+head)
			}
			if first, _, ok := strings.Cut(subject, " and "); ok {
				forms = append(forms, first+" "+head, head+" of "+first)
			}
		}
	}
	for _, f := range forms {
		if other := strings.Replace(f, "defence", "defense", 1); other != f {
			forms = append(forms, other)
		} else if other := strings.Replace(f, "defense", "defence", 1); other != f {
			forms = append(forms, other)
		}
	}
	return forms
}

// Brands with longer item numbers are shops and routes that the news does not
// write about, under names that it uses for others.
const maxBrand = len("Q9999999")

// checkedMedia are the media in the hand-typed list whose item a second public source
// gives too. The news agencies, which have no domain there, come from a good one.
var checkedMedia = []string{"Associated Press", "BBC", "Der Spiegel", "NPR", "Reuters", "TASS", "The Guardian"}

// isShort tells whether a name is an acronym that many share.
func isShort(name string) bool {
	return len(name) <= 5 && name == strings.ToUpper(name)
}

// organisations adds organisations, companies, news media and teams.
func (g *generator) organisations() error {
	movements, err := g.movements()
	if err != nil {
		return err
	}
	if err := g.brands(movements); err != nil {
		return err
	}
	for name, qid := range movements {
		g.names.Add(name, kb.Entry{ID: qid, Kind: kb.Organisation, Prominence: itemProminence(qid)})
	}
	err = g.tsvRows("media-qids-seen/media.tsv", nil, func(r row) {
		qid, name := r.get("qid"), r.get("name")
		if r.get("domain") == "" || slices.Contains(checkedMedia, name) {
			g.names.Add(name, kb.Entry{ID: qid, Kind: kb.Media, Prominence: itemProminence(qid) + 10, Code: isCode(name)})
		}
	})
	if err != nil {
		return err
	}
	return g.aliases("media", "", func(qid, name string) {
		e := kb.Entry{ID: qid, Kind: kb.Media, Country: "US", Prominence: itemProminence(qid)}
		e.Partial = g.isOrdinary(name) || g.isFrequent(name)
		g.names.Add(cutParenthesis(name), e)
	})
}

// brands adds the brands, which companies have, and the operators.
func (g *generator) brands(movements map[string]string) error {
	companies := map[string]bool{}
	if err := g.aliases("company", "nsi", func(qid, _ string) { companies[qid] = true }); err != nil {
		return err
	}
	for _, typ := range []string{"company", "org"} {
		err := g.aliases(typ, "nsi", func(qid, name string) {
			if of, ok := movements[kb.Fold(name)]; ok && of != qid { // "Red Cross" alone is no one country's
				return
			}
			if typ == "company" || companies[qid] || !g.isPlace(cutParenthesis(name)) {
				g.addBrand(qid, cutParenthesis(name), companies[qid])
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// addBrand adds a brand or operator, if the news may name it.
func (g *generator) addBrand(qid, name string, company bool) {
	switch {
	case len(qid) > maxBrand, isShort(name) && len(qid) > len("Q999999"):
		return
	case g.places[qid], g.items[qid] != "", !isLatin(name):
		return
	case (!company || strings.HasSuffix(name, " Party")) && len(qid) > len("Q99999") && g.isGeneric(name):
		return
	}
	e := kb.Entry{ID: qid, Kind: kb.Organisation, Prominence: itemProminence(qid), Code: isCode(name)}
	if company {
		e.Kind = kb.Company
	}
	e.Partial = g.isOrdinary(name) || len(qid) > len("Q99999") && (g.isFrequent(name) || len(name) <= 4)
	g.names.Add(name, e)
}

// minSocieties is how many national organisations must have a name for it to be a movement's.
const minSocieties = 3

// movements returns the folded names that organisations of several countries share, as
// "Red Cross" in "Finnish Red Cross", with the item of the international one.
func (g *generator) movements() (map[string]string, error) {
	adjectives := map[string]bool{}
	for _, n := range g.nations {
		for _, form := range slices.Concat(n.factbook.shortNames, demonymForms(n.factbook.adjective)) {
			adjectives[kb.Fold(form)] = true
		}
	}
	societies, international := map[string]map[string]bool{}, map[string]string{}
	for _, typ := range []string{"company", "org"} {
		err := g.aliases(typ, "nsi", func(qid, name string) {
			words := strings.Fields(kb.Fold(name))
			if len(words) > 2 && words[0] == "international" {
				international[strings.Join(words[1:], " ")] = qid
			}
			for i := 1; i+1 < len(words); i++ {
				if adjectives[strings.Join(words[:i], " ")] {
					rest := strings.Join(words[i:], " ")
					if societies[rest] == nil {
						societies[rest] = map[string]bool{}
					}
					societies[rest][qid] = true
				}
			}
		})
		if err != nil {
			return nil, err
		}
	}
	maps.DeleteFunc(international, func(name, _ string) bool { return len(societies[name]) < minSocieties })
	return international, nil
}

// readOrdinary collects ordinary English words, and the words that bodies of at
// least two countries have in their names.
func (g *generator) readOrdinary() error {
	g.ordinary, g.generic, g.frequency = map[string]bool{}, map[string]map[string]bool{}, map[string]int{}
	if err := g.tsvRows("glove/vocab_top100k.txt", []string{"word"}, func(r row) {
		if _, ok := g.frequency[r.get("word")]; !ok {
			g.frequency[r.get("word")] = len(g.frequency)
		}
	}); err != nil {
		return err
	}
	var lexicon map[string][]string
	if err := g.jsonFile("compromise/compromise_lexicon.json", &lexicon); err != nil {
		return err
	}
	for _, tag := range []string{
		"Adjective", "Noun", "Singular", "Plural", "Infinitive", "PastTense", "PresentTense", "Gerund", "Uncountable",
		"Adverb", "Actor", "Comparative", "Superlative", "Participle", "Preposition", "Value", "Ordinal", "Cardinal",
		"Duration", "Date", "Month", "WeekDay", "Unit",
	} {
		for _, w := range lexicon[tag] {
			g.ordinary[kb.Fold(w)] = true
		}
	}
	return g.tsvRows("govdirectory/agencies.tsv", nil, func(r row) {
		if !isBody(r.get("name")) {
			return
		}
		for w := range strings.FieldsSeq(kb.Fold(r.get("name"))) {
			if g.generic[w] == nil {
				g.generic[w] = map[string]bool{}
			}
			g.generic[w][r.get("country")] = true
		}
	})
}

// Words of at least this frequency rank are said of too much to name one company.
const frequentRank = 5000

// isFrequent tells whether a name is one of the most frequent words of English.
func (g *generator) isFrequent(name string) bool {
	rank, ok := g.frequency[kb.Fold(name)]
	return ok && rank < frequentRank
}

// isOrdinary tells whether a name is one word that English uses otherwise too, as a
// common word or as somebody's name.
func (g *generator) isOrdinary(name string) bool {
	key := kb.Fold(name)
	if strings.Contains(key, " ") {
		return false
	}
	w := g.words[key]
	return g.ordinary[key] || w != nil && (w.Surname || w.male+w.female > 0)
}

// isGeneric tells whether a name could be that of a body of any country ("National
// Police", "Ministry of Health").
func (g *generator) isGeneric(name string) bool {
	for w := range strings.FieldsSeq(kb.Fold(name)) {
		if len(g.generic[w]) < 2 && !g.ordinary[w] {
			return false
		}
	}
	return true
}

// isPlace tells whether a name is best known as a place's.
func (g *generator) isPlace(name string) bool {
	for _, e := range g.names.Entries(name) {
		if t := e.Type(); !e.Code && (t == "GPE" || t == "LOC") {
			return true
		}
	}
	return false
}

// itemProminence ranks items by age: what the world writes about got low numbers.
func itemProminence(qid string) uint8 {
	switch len(qid) {
	case 0, 1:
		return 80
	case 2, 3, 4, 5: // below Q10000
		return 190
	case 6:
		return 178
	case 7:
		return 165
	case 8:
		return 150
	case 9:
		return 130
	}
	return 110
}
