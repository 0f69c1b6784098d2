package main

import (
	"cmp"
	"maps"
	"math"
	"math/bits"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dictum.example/internal/gazetteer"
	"dictum.example/kb"
)

// An item is a row of the list of Wikidata's items.
type item struct {
	qid      string
	label    string
	aliases  []string
	kind     kb.Kind
	country  string
	field    kb.Field
	roles    kb.Role
	born     int
	rank     int // prominence of 0 to 100, negative where nothing is known
	selected bool
}

// Items of at least this prominence are kept with all their names; of the others those
// that share a name with one of these.
var leastRank = map[string]int{
	"PERSON": 20, "ORG": 8, "GPE": 24, "LOC": 20, "FAC": 35, "EVENT": 35, "PRODUCT": 40, "WORK_OF_ART": 45, "LAW": 20,
}

// items adds the items of Wikidata that are well known, and their namesakes.
func (g *generator) wikidata() error {
	g.readLands()
	older := g.facts()
	if err := g.readShares(); err != nil {
		return err
	}
	if err := g.readItems(); err != nil {
		return err
	}
	if err := g.readTail(); err != nil {
		return err
	}
	g.labels = map[string]bool{}
	for _, it := range g.list {
		if t := it.kind.Type(); it.rank >= labelRank && (t == "GPE" || t == "LOC") {
			g.labels[kb.Fold(it.label)] = true
		}
	}
	taken := map[string]bool{} // folded names of what is kept
	for key := range g.names {
		taken[key] = true
	}
	for _, it := range g.list {
		if it.selected = it.selected || older[it.qid].ID != "" || g.all; it.selected {
			for _, name := range it.names() {
				taken[kb.Fold(name)] = true
			}
		}
	}
	for _, it := range g.list {
		g.emitItem(it, taken)
	}
	g.surnames()
	g.clubs()
	g.unify(older)
	g.share()
	g.countBearers()
	return nil
}

// leastBearers is from how many people a name is known to be shared.
const leastBearers = 8

// countBearers counts how many people have each first and each last name.
func (g *generator) countBearers() {
	given, family := map[string]int{}, map[string]int{}
	for _, it := range g.list {
		words := strings.Fields(kb.Fold(it.label))
		if it.kind == kb.Person && len(words) > 1 {
			given[words[0]]++
			family[words[len(words)-1]]++
		}
	}
	for w, n := range given {
		if n >= leastBearers {
			g.words.at(w).AsGiven = bits.Len(uint(n)) - 1
		}
	}
	for w, n := range family {
		if n >= leastBearers {
			g.words.at(w).AsFamily = bits.Len(uint(n)) - 1
		}
	}
}

// names returns the label and the aliases.
func (it *item) names() []string { return append([]string{it.label}, it.aliases...) }

// prominence places a rank of 0 to 100 on the scale of the entries.
func prominence(rank int) uint8 {
	if rank < 0 {
		return unranked
	}
	return uint8(min(112+int(1.36*float64(rank)+0.5), bigCountry-1))
}

// A place of at least this rank has its name for itself: no country is called so.
const labelRank = 30

// unranked is the prominence of an item of which nothing tells how well it is known.
const unranked = 100

func (g *generator) readItems() error {
	return g.tsvRows("wikidata/names.tsv", nil, func(r row) {
		if unclear[r.get("source")] {
			return
		}
		it := g.newItem(r)
		if it == nil {
			return
		}
		least, ok := leastRank[r.get("type")]
		if it.rank < 0 && it.kind != kb.Event {
			it.rank = assumedRank(r.get("source"))
		}
		it.selected = ok && it.rank >= least || strings.Contains(r.get("source"), "ror") && strings.Count(it.label, " ") > 0
		if it.selected || ok {
			g.list = append(g.list, it)
		}
	})
}

// assumed are the ranks of items of which nothing tells how well they are known, by the lists that hold only what some
// readers know: questions about what models know, and news sites, parties and teams that people are asked about.
var assumed = map[string]int{"lm-kbc": 35, "fb15k-wikidata": 35, "sling-newssites": 22, "quotebank-labels": 22}

// assumedRank returns the rank to assume for an item of a source, negative for none.
func assumedRank(sources string) int {
	rank := -1
	for s := range strings.SplitSeq(sources, "+") {
		if r, ok := assumed[s]; ok {
			rank = max(rank, r)
		}
	}
	return rank
}

// unclear are sources whose names are strings of texts or made by hand; alone they do
// not make an item.
var unclear = map[string]bool{"fewrel": true, "triad-ethnic": true, "f1-stats": true, "oewn": true}

// usable tells whether a name can stand in English text.
func usable(name string) bool {
	if !isLatin(name) || len(name) > 80 {
		return false
	}
	first := name[0]
	return !('a' <= first && first <= 'z') || strings.ContainsAny(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
}

var birth = regexp.MustCompile(`(?:born|b\.) ?(?:in )?(1[89]\d\d|20[01]\d)\b|\((1[89]\d\d)[-–]`)

// newItem returns the item of a row, nil for what is no name of news.
func (g *generator) newItem(r row) *item {
	description := r.get("description")
	it := &item{qid: r.get("qid"), label: cutParenthesis(r.get("name")), rank: -1}
	if n, err := strconv.Atoi(r.get("prominence")); err == nil {
		it.rank = n
	}
	it.kind = kindOf(r.get("type"), it.label, description, r.get("source"))
	if it.kind == kb.Unknown || !usable(it.label) {
		return nil
	}
	for a := range strings.SplitSeq(r.get("aliases"), "|") {
		if a = strings.TrimSpace(a); a != "" && usable(a) && a != it.label && !vandal(a) {
			it.aliases = append(it.aliases, a)
		}
	}
	it.country = g.countryIn(description)
	if it.country == "" && it.kind != kb.Person {
		it.country = g.countryIn(it.label)
	}
	it.field = gazetteer.FieldOf(description)
	switch {
	case it.kind == kb.Person:
		it.roles = gazetteer.RoleOf(description)
		if m := birth.FindStringSubmatch(description); m != nil {
			it.born, _ = strconv.Atoi(cmp.Or(m[1], m[2]))
		}
	case it.field == kb.NoField:
		it.field = fieldOfKind(it.kind, it.label)
	}
	return it
}

// vandal tells whether an alias is a joke or an abuse.
func vandal(alias string) bool {
	low := strings.ToLower(alias)
	for _, w := range []string{"dump", "drumpf", "idiot", "stupid", "fuck", "shit", "the donald", "liar", "asshole", "clown"} {
		if strings.Contains(low, w) {
			return true
		}
	}
	return false
}

func fieldOfKind(k kb.Kind, label string) kb.Field {
	switch k {
	case kb.Government, kb.Party:
		return kb.Politics
	case kb.Company:
		return kb.Business
	case kb.Media:
		return kb.Press
	case kb.Organisation, kb.Team:
		return gazetteer.FieldOf(label)
	}
	return kb.NoField
}

// countryIn returns the code of the one country that a description names.
func (g *generator) countryIn(text string) string {
	words := strings.Fields(kb.Fold(text))
	found := ""
	for i := range words {
		for n := min(4, len(words)-i); n > 0; n-- {
			iso := g.lands[strings.Join(words[i:i+n], " ")]
			if iso == "" {
				continue
			}
			if found == "" || n > 1 {
				found = iso
			}
			break
		}
	}
	return found
}

// readLands collects the names and demonyms by which descriptions tell a country, and
// the states of the United States, India, Canada and Australia.
func (g *generator) readLands() {
	g.lands = map[string]string{}
	for key, entries := range g.names {
		for _, e := range entries {
			if (e.Kind == kb.Country || e.Kind == kb.State && len(key) > 4 &&
				slices.Contains([]string{"US", "IN", "CA", "AU"}, e.Country)) && !e.Code && g.lands[key] == "" {
				g.lands[key] = e.Country
			}
		}
	}
	for key, w := range g.words {
		if w.Demonym && w.Nation > 0 {
			g.lands[key] = g.nations[w.Nation-1].iso
		}
	}
	for _, key := range []string{"georgia", "jersey", "victoria"} { // also a state, a part of one, a person
		delete(g.lands, key)
	}
}

// has tells whether a text has one of the words, or the beginning of one.
func has(text string, stems ...string) bool {
	for _, s := range stems {
		if strings.Contains(text, s) {
			return true
		}
	}
	return false
}

// kindOf returns the kind of an item from its type, which was itself made by rules, its
// label and description; Unknown for what is left out.
func kindOf(typ, label, description, source string) kb.Kind {
	low := " " + strings.ToLower(description) + " "
	name := " " + kb.Fold(label) + " "
	switch typ {
	case "PERSON":
		return personKind(low)
	case "ORG":
		return orgKind(low, name, source)
	case "GPE":
		return governedKind(low, name)
	case "LOC":
		return landKind(low, name)
	}
	return thingKind(typ, low, name)
}

func personKind(low string) kb.Kind {
	if has(low, " fictional", " character in", " character of", "disambiguation", " given name", " surname ", " family name") {
		return kb.Unknown
	}
	return kb.Person
}

func governedKind(low, name string) kb.Kind {
	switch {
	case has(low, "political union of"): // the European Union
		return kb.Organisation
	case has(low+name, " parliament", " legislature", "embassy", " senate"):
		return kb.Government
	case has(low+name, "vicariate", "diocese", " church", " club"):
		return kb.Organisation
	}
	return placeKind(low, name)
}

func landKind(low, name string) kb.Kind {
	switch {
	case has(low, " sea ", "ocean", " river", " lake", "mountain", " gulf", "strait", "volcano", "glacier", "desert", " bay ", " canal",
		" peak"),
		has(name, " sea ", " ocean ", " river ", " lake ", " mount ", " gulf ", " strait ", " desert ", " mountains ", " canal "):
		return kb.Natural
	case has(low, " village", " town", " city", " municipality", "urban area", " commune"):
		return kb.City
	case has(low, "administrative", "autonomous", " province", "region of italy", "region of france", " region in ") &&
		!has(low, "geograph", "histor", " island"):
		return kb.State
	}
	return kb.Region
}

// thingKind returns the kind of what is neither somebody, a body nor a place.
func thingKind(typ, low, name string) kb.Kind {
	switch {
	case typ == "FAC" && has(low, "software", " programming"):
		return kb.Product
	case typ == "FAC" && has(low, " election"):
		return kb.Event
	case typ == "FAC":
		return kb.Facility
	case typ == "EVENT" && has(low, "video game", " film", " album", " novel", "song ", "alphabet", "sandwich", "television series"):
		return kb.Work
	case typ == "EVENT":
		return kb.Event
	case typ == "PRODUCT":
		return productKind(low, name)
	case typ == "WORK_OF_ART" && has(low, "newspaper", " magazine", " news ", "news website"):
		return kb.Media
	case typ == "WORK_OF_ART":
		return kb.Work
	case typ == "LAW" && isLaw(low, name):
		return kb.Law
	}
	return kb.Unknown
}

func productKind(low, name string) kb.Kind {
	switch {
	case has(low, "broadcaster", "television channel", "television network", "newspaper", " magazine", "news channel"),
		has(name, " television "):
		return kb.Media
	case has(low, " company", "manufacturer", "corporation", "business", " bank ", "retailer", " enterprise"):
		return kb.Company
	}
	return kb.Product
}

func isLaw(low, name string) bool {
	return has(name, " act ", " law ", "treaty", "amendment", "constitution", " code ", "convention", "agreement", "charter", "declaration",
		" pact ", " accord", "regulation", "protocol", "plan of action") && !has(low, "internet", "telecommunication", "proprietary")
}

func orgKind(low, name, source string) kb.Kind {
	switch {
	case has(low, "intergovernmental", "international organi", "military alliance", "non-governmental", "nonprofit"):
		return kb.Organisation
	case has(low, " football club", "baseball team", "national team", "national football team", "basketball team", "basketball club",
		"hockey team", "rugby union team", "association football team", "football team", "sports club", "sports team", "cricket team",
		"rugby club", "hockey club", " football squad"):
		return kb.Team
	case has(low, "political party", " party in ", " party of "):
		return kb.Party
	case has(low, "newspaper", " magazine", "broadcast", "television network", "television channel", "tv channel", "tv station", "radio",
		"news agency", "news site",
		"news website", " journal "):
		return kb.Media
	case strings.Contains(source, "ror") && has(low, "government", "funder") &&
		has(name, " region ", " prefecture ", " county ", " municipality ", " province ") &&
		!has(name, " council "):
		return kb.State
	case has(low, " department of france", "french department", "prefecture of", "province of", "oblast of", "county of",
		"municipality of", "municipality in",
		"commune in", "village in", "town in", "city in", "district of", "region of ") &&
		!has(name, " club", "university", "party", " fc "):
		return placeKind(low, name)
	case has(low, "ministry", "government", " parliament", "legislat", " court", "embassy", "police", "armed force", " army", " navy",
		"air force", "intelligence agency",
		"federal agency", "government agency", "central bank", "executive department") ||
		has(name, " ministry ", " parliament ", " senate ", " supreme court ", " police ", " embassy ", " army ", " navy ",
			" armed forces "):
		return kb.Government
	case has(low, "company", "manufacturer", " bank", "airline", "corporation", "retailer", "conglomerate", " firm ", "record label",
		"publisher", "business", " chain ",
		" brand", "producer of", "provider of", "operator of"):
		return kb.Company
	}
	return kb.Organisation
}

func placeKind(low, name string) kb.Kind {
	switch {
	case has(low, " city", " town", " village", " municipality", "populated place", " commune", " borough", " neighborhood",
		" neighbourhood", "capital of", "county seat",
		"unincorporated", "suburb", "admin-1 capital", "census-designated", "district in ", " urban area"):
		return kb.City
	case has(low+name, " state of", " u.s. state", " province", " prefecture", " region", " department", " oblast", " governorate",
		" canton", " republic", " kingdom",
		" empire", " county", " district", " autonomous", " territory", " emirate", " dynasty", " sultanate", "constituent country",
		" country"):
		return kb.State
	}
	return kb.City
}

// readTail reads the politicians of whom nothing tells how well they are known.
func (g *generator) readTail() error {
	return g.tsvRows("wikidata/politicians_tail.tsv", nil, func(r row) {
		if it := g.newItem(row{
			columns: []string{"qid", "name", "type", "description"},
			cells:   []string{r.get("qid"), r.get("name"), "PERSON", r.get("description")},
		}); it != nil {
			it.field = kb.Politics
			g.list = append(g.list, it)
		}
	})
}

// A sharing is an item that a string means, and how often.
type sharing struct {
	qid     string
	share   float64 // of the string's uses
	votes   float64 // of programs that link names, and of people who checked them
	surname bool    // said of people only
}

// readShares reads how often strings mean items.
func (g *generator) readShares() error {
	g.shares = map[string][]sharing{}
	at := func(key, qid string) *sharing {
		list := g.shares[key]
		i := slices.IndexFunc(list, func(s sharing) bool { return s.qid == qid })
		if i < 0 {
			i = len(list)
			list = append(list, sharing{qid: qid})
			g.shares[key] = list
		}
		return &list[i]
	}
	err := g.tsvRows("wikidata/aliases_wp.tsv", nil, func(r row) {
		p, err := strconv.ParseFloat(r.get("p"), 64)
		key, alias := kb.Fold(r.get("alias")), r.get("alias")
		if err != nil || key == "" || alias == strings.ToUpper(alias) && len(alias) > 4 || alias == strings.ToLower(alias) {
			return
		}
		s := at(key, r.get("qid"))
		s.share = max(s.share, p)
		s.surname = s.surname || r.get("evidence") == "surname"
	})
	if err != nil {
		return err
	}
	return g.tsvRows("wikidata/prior_elevant.tsv", nil, func(r row) {
		key := kb.Fold(r.get("mention"))
		if key == "" || !startsUpper(r.get("mention")) || !strings.HasPrefix(r.get("qid"), "Q") {
			return
		}
		predicted, _ := strconv.ParseFloat(r.get("predictions_by_10_systems"), 64)
		checked, _ := strconv.ParseFloat(r.get("gold"), 64)
		at(key, r.get("qid")).votes += predicted/5 + 2*checked
	})
}

// Weights of what tells how often a name means an item.
const (
	votesTrusted = 6   // so many votes count as much as prominence does
	leastRest    = .03 // of a string's uses is not counted
	partWeight   = .25 // of somebody whom the name names in part
	doubling     = 15  // of prominence makes something twice as likely to be meant
)

// share sets how often the names mean each of their entries, where anything but their
// prominence tells that.
func (g *generator) share() {
	for key, entries := range g.names {
		said := g.shares[key]
		if len(said) == 0 {
			continue
		}
		counted, votes := map[string]float64{}, map[string]float64{}
		for _, s := range said {
			if s.surname && slices.ContainsFunc(entries, func(e kb.Entry) bool { return e.Type() == "GPE" && e.ID != s.qid }) {
				s.share *= 0.4
			}
			counted[s.qid], votes[s.qid] = s.share, s.votes
		}
		g.shareOut(entries, counted, votes)
	}
}

// shareOut shares a name out among its entries.
func (g *generator) shareOut(entries []kb.Entry, counted, votes map[string]float64) {
	seen := map[string]bool{}
	sumCounted, sumVotes, weight := 0.0, 0.0, 0.0
	weigh := func(e kb.Entry) float64 {
		w := math.Exp2(float64(e.Prominence) / doubling)
		if e.Partial {
			w *= partWeight
		}
		return w
	}
	for _, e := range entries {
		if e.ID != "" && seen[e.ID] {
			continue
		}
		seen[e.ID] = true
		sumCounted += counted[e.ID]
		sumVotes += votes[e.ID]
		weight += weigh(e)
	}
	if sumCounted+sumVotes == 0 {
		return
	}
	rest := max(leastRest, 1-sumCounted)
	total := sumCounted + rest
	if sumCounted > 0 {
		rest /= 2 // some of the uncounted uses mean what no list has
	}
	trust := sumVotes / (sumVotes + votesTrusted)
	for i := range entries {
		e := &entries[i]
		p := counted[e.ID] + rest*(1-trust)*weigh(*e)/weight
		if sumVotes > 0 {
			p += rest * trust * votes[e.ID] / sumVotes
		}
		e.Share = uint8(max(1, min(255, 255*p/total)))
	}
}

// maxAliases bounds the names of an item.
const maxAliases = 24

// emitItem adds an item under its names, or under those that it shares.
func (g *generator) emitItem(it *item, taken map[string]bool) {
	e := kb.Entry{
		ID: it.qid, Kind: it.kind, Country: it.country, Prominence: prominence(it.rank), Roles: it.roles, Field: it.field, Born: it.born,
	}
	for i, name := range it.names()[:min(maxAliases, len(it.aliases))+1] {
		key := kb.Fold(name)
		if !it.selected && !taken[key] {
			continue
		}
		single := !strings.Contains(key, " ")
		e.Code, e.Partial = isCode(name), single && g.partial(it, name, key)
		if alias := i > 0; alias {
			if g.stray(it, key) {
				continue
			}
			e.Code = e.Code || single && len(name) <= 5 && name == strings.ToUpper(name)
			e.Partial = e.Partial || g.common(it, name, key)
		}
		g.names.Add(name, e)
		if it.selected && it.kind == kb.Person {
			for _, short := range withoutInitials(name) {
				g.names.Add(short, e)
			}
		}
	}
}

// stray tells whether a folded alias is no name of the item: "Quito" and "Ecuadorian" of
// Ecuador.
func (g *generator) stray(it *item, key string) bool {
	if (it.kind == kb.Country || it.kind == kb.State) && g.labels[key] {
		return true
	}
	w := g.words[key]
	return w != nil && w.Demonym
}

// partial tells whether a name of one word is less than the item's name.
func (g *generator) partial(it *item, name, key string) bool {
	full := strings.Contains(it.label, " ")
	switch {
	case it.kind == kb.Person:
		return full
	case it.kind.Type() == "ORG", full && name != it.label:
		return name != strings.ToUpper(name) && g.ordinary[key]
	}
	return false
}

// common tells whether an alias is what bodies or events of many countries are called:
// "House of Commons", "World Championship".
func (g *generator) common(it *item, name, key string) bool {
	switch it.kind {
	case kb.Event:
		return g.allFrequent(key) || g.isGeneric(name)
	case kb.Government, kb.Party, kb.Organisation:
		return g.isGeneric(name)
	}
	return false
}

// allFrequent tells whether a folded name has frequent words only.
func (g *generator) allFrequent(key string) bool {
	for w := range strings.FieldsSeq(key) {
		if !g.isFrequent(w) {
			return false
		}
	}
	return true
}

// withoutInitials returns a name without its middle initials, if it has any.
func withoutInitials(name string) []string {
	words := strings.Fields(name)
	kept := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return len(w) <= 2 && strings.HasSuffix(w, ".") })
	if len(kept) == len(words) || len(kept) < 2 || strings.HasSuffix(words[0], ".") {
		return nil
	}
	return []string{strings.Join(kept, " ")}
}

// Bearers of a surname that are known by it.
const (
	bearersKept    = 3
	surnameRank    = 45 // who is less prominent is not called by the surname alone
	surnameDoubles = 11 // ranks that make somebody twice as likely to be meant
)

// surnames adds the best known people under their surnames alone.
func (g *generator) surnames() {
	type bearer struct {
		it     *item
		weight float64
	}
	bearers := map[string][]bearer{}
	total := map[string]float64{}
	for _, it := range g.list {
		words := strings.Fields(it.label)
		if it.kind != kb.Person || len(words) < 2 || it.rank < 0 {
			continue
		}
		surname := surnameOf(it.label)
		if suffix(words[len(words)-1]) {
			surname = ""
		}
		key := kb.Fold(surname)
		weight := math.Exp2(float64(it.rank) / surnameDoubles)
		total[key] += weight
		if it.rank >= surnameRank && len(key) > 2 {
			bearers[key] = append(bearers[key], bearer{it, weight})
		}
	}
	for _, key := range slices.Sorted(maps.Keys(bearers)) {
		list := bearers[key]
		slices.SortFunc(list, func(a, b bearer) int {
			return cmp.Or(cmp.Compare(b.weight, a.weight), strings.Compare(a.it.qid, b.it.qid))
		})
		for _, b := range list[:min(len(list), bearersKept)] {
			if b.weight < total[key]/20 {
				continue
			}
			g.names.Add(key, kb.Entry{ID: b.it.qid, Kind: kb.Person, Country: b.it.country, Prominence: prominence(b.it.rank),
				Roles: b.it.roles, Field: b.it.field, Born: b.it.born, Partial: true})
		}
	}
}

// clubRank is the rank of clubs that readers know by their town.
const clubRank = 28

// clubLetters are the words of a club's name, folded, that newspapers leave out.
var clubLetters = map[string]bool{
	"fc": true, "afc": true, "cf": true, "sc": true, "nk": true, "fk": true, "sk": true, "ac": true, "bc": true, "gnk": true, "kv": true,
}

// clubs adds clubs under their names without letters ("Tottenham Hotspur"), and the well known ones under the towns in them, as
// sports pages call them: "Bremen" for Werder Bremen.
func (g *generator) clubs() {
	for _, it := range g.list {
		if it.kind != kb.Team || !it.selected {
			continue
		}
		e := kb.Entry{ID: it.qid, Kind: kb.Team, Country: it.country, Prominence: prominence(it.rank), Field: it.field}
		words := strings.Fields(kb.Fold(it.label))
		short := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return clubLetters[w] })
		if name := strings.Join(short, " "); 0 < len(short) && len(short) < len(words) {
			if e.Partial = len(g.names[name]) > 0 && len(short) == 1; !e.Partial {
				g.names.Add(name, e)
			}
		}
		if it.rank >= clubRank && !slices.Contains(words, "national") {
			e.Partial = true
			g.clubTown(words, e)
		}
	}
}

// clubTown adds a club under the towns in its name, but where the town's name is mostly that of another club ("Bayern").
func (g *generator) clubTown(words []string, e kb.Entry) {
	for i := range words {
		for n := 1; n <= 2 && i+n <= len(words) && n < len(words); n++ {
			town := strings.Join(words[i:i+n], " ")
			known := slices.ContainsFunc(g.names[town], func(o kb.Entry) bool { return o.Kind == kb.Team && !o.Partial })
			if g.isTown(town) && !known {
				g.names.Add(town, e)
			}
		}
	}
}

// isTown tells whether a folded name is that of a town that readers know.
func (g *generator) isTown(key string) bool {
	return slices.ContainsFunc(g.names[key], func(e kb.Entry) bool { return e.Kind == kb.City && !e.Partial && e.Prominence >= townRank })
}

// townRank is the prominence of towns whose clubs are called by them.
const townRank = 165

// suffix tells whether a word at the end of a name is none of its names.
func suffix(word string) bool {
	switch strings.TrimSuffix(word, ".") {
	case "Jr", "Sr", "Junior", "Senior", "II", "III", "IV", "V", "VI":
		return true
	}
	return false
}

// merged returns what two entries tell of an item; in doubt a is right.
func merged(a, b kb.Entry) kb.Entry {
	if isLoose(a.Kind, b.Kind) {
		a.Kind = b.Kind
	}
	if t := a.Type(); a.Kind != kb.Country && (t == "GPE" || t == "LOC") {
		a.Country = cmp.Or(b.Country, a.Country) // a description tells it better than a name that matches
	}
	a.Country = cmp.Or(a.Country, b.Country)
	a.Prominence = max(a.Prominence, b.Prominence)
	a.Roles |= b.Roles
	a.Field = cmp.Or(a.Field, b.Field)
	a.Born = cmp.Or(a.Born, b.Born)
	return a
}

// isLoose reports whether a kind is one that lists give to much, and b tells which of it something is: they call all
// sorts of bodies companies, and "organisation" whoever runs buses or flies a flag, which states and cities do.
func isLoose(a, b kb.Kind) bool {
	switch a {
	case kb.Organisation:
		t := b.Type()
		return t == "ORG" || t == "GPE" || t == "LOC"
	case kb.Company:
		return b == kb.Party || b == kb.Media || b == kb.Team
	}
	return false
}

// facts returns what the lists so far tell of each item.
func (g *generator) facts() map[string]kb.Entry {
	facts := map[string]kb.Entry{}
	for _, key := range slices.Sorted(maps.Keys(g.names)) {
		for _, e := range g.names[key] {
			if o, ok := facts[e.ID]; ok {
				facts[e.ID] = merged(o, e)
			} else if e.ID != "" {
				facts[e.ID] = e
			}
		}
	}
	return facts
}

// unify gives all entries of an item what any list knows of it; what the older lists say
// of kind and country is right.
func (g *generator) unify(older map[string]kb.Entry) {
	facts := g.facts()
	for id, e := range older {
		facts[id] = merged(e, facts[id])
	}
	for _, entries := range g.names {
		for i := range entries {
			if o, ok := facts[entries[i].ID]; ok {
				e := &entries[i]
				e.Kind, e.Country, e.Roles, e.Field, e.Born, e.Prominence = o.Kind, o.Country, o.Roles, o.Field, o.Born, o.Prominence
			}
		}
	}
}
