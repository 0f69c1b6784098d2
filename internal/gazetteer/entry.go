package gazetteer

import "strings"

// A Kind says what an entry of the gazetteer is.
type Kind uint8

// The kinds of entry. Their numbers stand in table files: add, never reorder.
const (
	Unknown      Kind = iota
	Country           // a country or dependent territory with an ISO code
	State             // a state, province or other first division of a country
	City              // a city, town or municipality
	Region            // a continent, a region of the world or of a country, an island
	Natural           // a sea, river, lake, mountain, desert
	Government        // a ministry, agency, embassy or other public body
	Organisation      // an international or other organisation
	Company           // a company or brand
	Media             // a newspaper, broadcaster or news agency
	Party             // a political party
	Team              // a sports team
	Person            // a person who holds or held an office
	Group             // a nationality, religious or political group
	numKinds
)

var kindNames = [numKinds]string{
	"unknown", "country", "state", "city", "region", "natural", "government", "organisation",
	"company", "media", "party", "team", "person", "group",
}

// String returns the kind's name in lower case.
func (k Kind) String() string {
	if k < numKinds {
		return kindNames[k]
	}
	return "unknown"
}

// Type returns the OntoNotes type of names of this kind: PERSON, ORG, GPE, LOC or
// NORP, and "" for [Unknown].
func (k Kind) Type() string {
	switch k {
	case Country, State, City:
		return "GPE"
	case Region, Natural:
		return "LOC"
	case Government, Organisation, Company, Media, Party, Team:
		return "ORG"
	case Person:
		return "PERSON"
	case Group:
		return "NORP"
	}
	return ""
}

// A Role is a set of offices that a person holds or held.
type Role uint8

// The offices.
const (
	Leader     Role = 1 << iota // head of state or of government
	Minister                    // minister, secretary of a department
	Legislator                  // member of a parliament
	Governor                    // head of a state, province or city
	Diplomat                    // ambassador, envoy
	Military                    // commander of armed forces
	Judge                       // judge, prosecutor
	Official                    // any other public office
)

// An Entry is one candidate for a name.
type Entry struct {
	// ID names the entity: a Wikidata item ("Q159") in the embedded tables, whatever
	// its makers chose in another knowledge base, "" where only the kind is known.
	ID string
	// Kind is what the entity is.
	Kind Kind
	// Country is the ISO 3166-1 alpha-2 code of the entity's country, or "".
	Country string
	// Prominence orders the candidates of a name. For places with known population
	// it is ten times its binary logarithm.
	Prominence uint8
	// Roles are the offices of a person.
	Roles Role
	// Partial tells that the name is only a part of the entity's, such as a surname:
	// too little to link by without support.
	Partial bool
	// Code tells that the name is a code ("GER"), which counts only in capitals.
	Code bool
}

// Type returns the OntoNotes type of the entry.
func (e Entry) Type() string { return e.Kind.Type() }

// Population returns the order of magnitude of a place's population, 0 where it is
// not known.
func (e Entry) Population() int {
	if e.Kind != City || e.Prominence < 100 {
		return 0
	}
	return 1 << (e.Prominence / 10)
}

// A KnowledgeBase knows the entities that a name can mean. Lookup returns the
// candidates for a name as written, most prominent first; it must be safe for
// concurrent use, and callers may keep what it returns.
type KnowledgeBase interface {
	Lookup(name string) []Entry
}

// RoleOf returns the offices that the words of a title name ("Deputy Foreign
// Minister", "ambassador to Australia"), or 0.
func RoleOf(title string) Role {
	var role Role
	t := " " + Fold(title) + " "
	for _, r := range roleWords {
		for _, w := range r.words {
			if strings.Contains(t, w) {
				role |= r.role
				break
			}
		}
	}
	if role&Minister != 0 && strings.Contains(t, "prime minister") {
		role |= Leader
		if !strings.Contains(t, "deputy prime minister") {
			role &^= Minister
		}
	}
	return role
}

// roleWords are the beginnings of words that tell an office.
var roleWords = []struct {
	role  Role
	words []string
}{
	{Leader, []string{" president ", " chancellor ", " king ", " queen ", " emir ", " sultan ", " supreme leader", " monarch", " secretary general ", " taoiseach ", " head of state", " head of government", " vice president ", " crown prince "}},
	{Minister, []string{" minister", " secretary of", " secretary for", " state secretary", " attorney general", " chancellor of the exchequer", " cabinet secretary", " foreign secretary", " home secretary", " defence secretary", " defense secretary", " health secretary", " secretary to the treasury"}},
	{Legislator, []string{" member of", " deputy of", " senator", " mp ", " mep ", " lawmaker", " legislator", " representative", " congress", " parliamentarian", " duma", " rada", " assembly", " speaker", " member ", " lord ", " majority leader", " minority leader", " whip "}},
	{Governor, []string{" governor", " premier", " chief minister", " mayor", " head of the republic", " lieutenant governor"}},
	{Diplomat, []string{" ambassador", " envoy", " diplomat", " permanent representative", " high commissioner", " consul "}},
	{Military, []string{" general ", " commander", " chief of", " army", " navy", " air force", " admiral", " colonel", " joint chiefs", " defence staff", " marshal "}},
	{Judge, []string{" justice ", " judge ", " chief justice", " supreme court", " prosecutor"}},
	{Official, []string{" director", " chair", " spokes", " commissioner", " adviser", " advisor", " counsellor", " head of", " administrator"}},
}
