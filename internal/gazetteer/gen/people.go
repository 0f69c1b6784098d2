package main

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"dictum.example/internal/gazetteer"
	"dictum.example/kb"
)

// thisYear stands for the end of terms that go on: the lists end in 2023.
const thisYear = 2023

// People whose last office ended before this year are kept only with an article in
// the English Wikipedia, and after oldestYear.
const (
	recentYear = 2000
	oldestYear = 1975
)

type person struct {
	names   []string
	roles   kb.Role
	now     kb.Role        // the offices among roles that go on
	votes   map[string]int // of the lists for a country
	country string
	last    int // year of the last office
	article bool
	leader  bool // head of a state or its government
	female  bool
	male    bool
}

// people adds the holders of public offices.
func (g *generator) people() error {
	people := map[string]*person{}
	err := g.aliases("person", "", func(qid, name string) {
		if people[qid] == nil {
			people[qid] = &person{}
		}
		people[qid].addName(name)
	})
	if err != nil {
		return err
	}
	if err := g.aliases("person", "congress-legislators", func(qid, _ string) {
		p := people[qid]
		p.roles |= kb.Legislator
		p.vote("US", p.roles)
		p.last, p.article = thisYear, true
	}); err != nil {
		return err
	}
	for _, path := range g.glob("every-politician-scrapers/*/*.csv") {
		country := g.folderCountry(path)
		if strings.HasSuffix(path, "html_family.csv") {
			continue
		}
		if err := g.csvRows(path, func(r row) { g.addOffice(people, r, path, country) }); err != nil {
			return err
		}
	}
	for _, qid := range slices.Sorted(maps.Keys(people)) {
		g.emitPerson(qid, people[qid])
	}
	return nil
}

func (p *person) addName(name string) {
	name = cutParenthesis(name)
	if isLatin(name) && strings.Contains(name, " ") && !strings.Contains(name, ",") && !slices.Contains(p.names, name) {
		p.names = append(p.names, name)
	}
}

// folderCountry returns the country of "…/russia-cabinet/…", "" for lists of the world.
func (g *generator) folderCountry(path string) string {
	folder := strings.Split(path, "/")[1]
	folder = strings.TrimSuffix(strings.TrimSuffix(folder, "-cabinet"), "-ministers")
	if folder == "us" {
		return "US"
	}
	return g.slugCountry(folder)
}

func (g *generator) addOffice(people map[string]*person, r row, path, country string) {
	p := people[r.get("personID", "officeholder", "wdid", "person", "item", "id")]
	if p == nil {
		return
	}
	for _, column := range []string{"person", "name", "wdLabel", "itemLabel", "officeholderLabel", "personLabel"} {
		if name := r.get(column); !isItem(name) {
			p.addName(name)
		}
	}
	p.article = p.article || r.get("enwiki") != ""
	p.male, p.female = p.male || r.get("gender") == "male", p.female || r.get("gender") == "female"
	if iso := g.items[r.get("countryid", "country")]; iso != "" {
		country = iso
	}
	position := positionOf(r)
	role := gazetteer.RoleOf(position)
	if position == "" && strings.Contains(path, "/sources_") {
		role = gazetteer.RoleOf(path)
	}
	p.roles |= role
	p.vote(country, role)
	last, ongoing := term(r, path)
	if ongoing && position != "" {
		last = thisYear
		p.now |= role
	}
	p.last = max(p.last, last)
	p.leader = p.leader || leads(role, position, path)
}

// positionOf returns the office that a row tells, by its name.
func positionOf(r row) string {
	if position := r.get("positionLabel"); position != "" || isItem(r.get("position")) {
		return position
	}
	return r.get("position")
}

// term returns the last year that a row tells of an office, and whether it goes on.
func term(r row, path string) (last int, ongoing bool) {
	last = max(year(r.get("start", "startDate", "start_year")), year(r.get("end", "endDate", "end_year")))
	ongoing = r.get("end", "endDate", "end_year", "DOD", "dod") == "" &&
		(last >= 2015 || strings.Contains(path, "current") || strings.Contains(path, "_official_"))
	return last, ongoing
}

// leads reports whether an office is that of the head of a state or its government, or of the United Nations.
func leads(role kb.Role, position, path string) bool {
	return strings.Contains(path, "world-leaders") || strings.HasPrefix(position, "Secretary-General of the United Nations") ||
		role&kb.Leader != 0 && slices.Contains([]string{"President", "Prime Minister", "Supreme Leader", "Monarch"}, position)
}

// vote counts an office for a country; to lead it counts double.
func (p *person) vote(country string, role kb.Role) {
	if country == "" {
		return
	}
	if p.votes == nil {
		p.votes = map[string]int{}
	}
	p.votes[country]++
	if role&kb.Leader != 0 {
		p.votes[country]++
	}
	if best := p.votes[p.country]; p.votes[country] > best || p.votes[country] == best && country < p.country {
		p.country = country
	}
}

func isItem(s string) bool {
	_, err := strconv.Atoi(strings.TrimPrefix(s, "Q"))
	return err == nil && strings.HasPrefix(s, "Q")
}

func year(date string) int {
	n, _ := strconv.Atoi(date[:min(4, len(date))])
	return n
}

func (g *generator) emitPerson(qid string, p *person) {
	if !p.article && p.last < recentYear || p.last < oldestYear || len(p.names) == 0 {
		return
	}
	e := kb.Entry{ID: qid, Kind: kb.Person, Country: p.country, Roles: p.roles, Prominence: p.prominence()}
	for _, name := range p.names {
		g.names.Add(name, e)
		for _, short := range shorter(name) {
			g.names.Add(short, e)
		}
		if surname := surnameOf(name); surname != "" && p.leader && p.last >= recentYear {
			e.Partial = true
			g.names.Add(surname, e)
			e.Partial = false
		}
	}
	for _, name := range p.names {
		g.countNames(name, p)
	}
}

// surnameOf returns the last word of a name, "" where that is no surname by which one
// is known: a patronymic, a dynasty or a realm.
func surnameOf(name string) string {
	words := strings.Fields(name)
	for _, w := range words[:len(words)-1] {
		switch strings.ToLower(w) {
		case "of", "bin", "ibn", "bint", "al":
			return ""
		}
	}
	return words[len(words)-1]
}

// prominence ranks people by office, time and an article in Wikipedia.
func (p *person) prominence() uint8 {
	n := 100
	switch {
	case p.leader:
		n = 200
	case p.now&kb.Minister != 0:
		n = 170
	case p.roles&(kb.Minister|kb.Leader) != 0:
		n = 150
	case p.roles&(kb.Governor|kb.Judge|kb.Military) != 0:
		n = 135
	case p.roles&kb.Legislator != 0:
		n = 120
	}
	if p.article {
		n += 15
	}
	if p.last >= 2010 {
		n += 15
	}
	return uint8(n)
}

// shorter returns a name without its middle initials and nickname.
func shorter(name string) []string {
	var kept []string
	words := strings.Fields(name)
	for i, w := range words {
		initial := len(w) == 2 && w[1] == '.' && i > 0
		quoted := strings.ContainsAny(w, `"“”`)
		if !initial && !quoted {
			kept = append(kept, w)
		}
	}
	if len(kept) == len(words) || len(kept) < 2 {
		return nil
	}
	return []string{strings.Join(kept, " ")}
}
