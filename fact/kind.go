package fact

import "slices"

// A Kind is a kind of fact.
type Kind string

// The kinds of fact, from subject to object.
const (
	WorksFor       Kind = "works_for"       // person → organisation, or the state or office served
	PositionHeld   Kind = "position_held"   // person → the words of the office
	HeadOf         Kind = "head_of"         // person → the organisation, state or place that he or she leads
	MemberOf       Kind = "member_of"       // person or organisation → party, team, union, alliance
	CitizenOf      Kind = "citizen_of"      // person → country, or the word for its people
	LivesIn        Kind = "lives_in"        // person → place
	BornIn         Kind = "born_in"         // person → place
	DiedIn         Kind = "died_in"         // person → place
	BirthDate      Kind = "birth_date"      // person → date
	DeathDate      Kind = "death_date"      // person → date
	EducatedAt     Kind = "educated_at"     // person → school or university
	Spouse         Kind = "spouse"          // person – person
	Parent         Kind = "parent"          // person → his or her father or mother
	Sibling        Kind = "sibling"         // person – person
	Relative       Kind = "relative"        // person – person
	BasedIn        Kind = "based_in"        // organisation → place where it has its seat or works
	LocatedIn      Kind = "located_in"      // place → the larger place that holds it
	PartOf         Kind = "part_of"         // organisation → the organisation or state that it is a part or organ of
	SubsidiaryOf   Kind = "subsidiary_of"   // company, or thing owned → its parent company or owner
	Founded        Kind = "founded"         // founder → organisation
	Created        Kind = "created"         // maker → work or product
	Met            Kind = "met"             // either way round
	Opposes        Kind = "opposes"         // either way round: fights, stands or plays against
	AlliedWith     Kind = "allied_with"     // either way round
	Defeated       Kind = "defeated"        // winner → loser
	Killed         Kind = "killed"          // killer → victim
	Attacked       Kind = "attacked"        // attacker → target
	EventPlace     Kind = "event_place"     // event → place
	EventDate      Kind = "event_date"      // event → date
	ParticipatedIn Kind = "participated_in" // person, organisation or place → event
)

// A Term is what a vocabulary calls a kind of fact.
type Term struct {
	// Name is the property: "P108", "schema:worksFor". It is empty where there is none that fits.
	Name string
	// Inverse is true where the property leads from the object to the subject.
	Inverse bool
}

type kindInfo struct {
	kind             Kind
	wikidata, schema Term
	symmetric        bool
}

// kinds are in the order of their constants.
var kinds = []kindInfo{
	{WorksFor, Term{"P108", false}, Term{"schema:worksFor", false}, false},
	{PositionHeld, Term{"P39", false}, Term{"schema:jobTitle", false}, false},
	{HeadOf, Term{"P488", true}, Term{"schema:worksFor", false}, false},
	{MemberOf, Term{"P463", false}, Term{"schema:memberOf", false}, false},
	{CitizenOf, Term{"P27", false}, Term{"schema:nationality", false}, false},
	{LivesIn, Term{"P551", false}, Term{"schema:homeLocation", false}, false},
	{BornIn, Term{"P19", false}, Term{"schema:birthPlace", false}, false},
	{DiedIn, Term{"P20", false}, Term{"schema:deathPlace", false}, false},
	{BirthDate, Term{"P569", false}, Term{"schema:birthDate", false}, false},
	{DeathDate, Term{"P570", false}, Term{"schema:deathDate", false}, false},
	{EducatedAt, Term{"P69", false}, Term{"schema:alumniOf", false}, false},
	{Spouse, Term{"P26", false}, Term{"schema:spouse", false}, true},
	{Parent, Term{"P40", true}, Term{"schema:parent", false}, false},
	{Sibling, Term{"P3373", false}, Term{"schema:sibling", false}, true},
	{Relative, Term{}, Term{"schema:relatedTo", false}, true},
	{BasedIn, Term{"P159", false}, Term{"schema:location", false}, false},
	{LocatedIn, Term{"P131", false}, Term{"schema:containedInPlace", false}, false},
	{PartOf, Term{"P361", false}, Term{"schema:parentOrganization", false}, false},
	{SubsidiaryOf, Term{"P749", false}, Term{"schema:parentOrganization", false}, false},
	{Founded, Term{"P112", true}, Term{"schema:founder", true}, false},
	{Created, Term{"P170", true}, Term{"schema:creator", true}, false},
	{Met, Term{}, Term{}, true},
	{Opposes, Term{}, Term{}, true},
	{AlliedWith, Term{}, Term{}, true},
	{Defeated, Term{}, Term{}, false},
	{Killed, Term{}, Term{}, false},
	{Attacked, Term{}, Term{}, false},
	{EventPlace, Term{"P276", false}, Term{"schema:location", false}, false},
	{EventDate, Term{"P585", false}, Term{"schema:startDate", false}, false},
	{ParticipatedIn, Term{"P1344", false}, Term{}, false},
}

// Kinds returns all the kinds of fact.
func Kinds() []Kind {
	out := make([]Kind, len(kinds))
	for i, k := range kinds {
		out[i] = k.kind
	}
	return out
}

func (k Kind) info() kindInfo {
	if i := slices.IndexFunc(kinds, func(x kindInfo) bool { return x.kind == k }); i >= 0 {
		return kinds[i]
	}
	return kindInfo{}
}

// Valid reports whether k is one of the kinds.
func (k Kind) Valid() bool { return k.info().kind != "" }

// Symmetric reports whether the fact holds either way round.
func (k Kind) Symmetric() bool { return k.info().symmetric }

// Wikidata returns Wikidata's property for the kind.
func (k Kind) Wikidata() Term { return k.info().wikidata }

// SchemaOrg returns schema.org's property for the kind, with the prefix "schema:".
func (k Kind) SchemaOrg() Term { return k.info().schema }

// An EventKind is a kind of event: a category of PLOVER, the Political Language Ontology for Verifiable Event Records,
// or one of what daily news tells besides.
type EventKind string

// The kinds of event.
const (
	// Of PLOVER.
	Statement   EventKind = "statement" // says, comments, reports
	Consult     EventKind = "consult"   // meets, visits, talks
	Agree       EventKind = "agree"
	Support     EventKind = "support"
	Concede     EventKind = "concede" // yields, releases, lifts
	Cooperate   EventKind = "cooperate"
	Aid         EventKind = "aid"
	Retreat     EventKind = "retreat"
	Investigate EventKind = "investigate"
	Demand      EventKind = "demand"
	Disapprove  EventKind = "disapprove" // criticises, accuses
	Reject      EventKind = "reject"
	Threaten    EventKind = "threaten"
	Protest     EventKind = "protest"
	Sanction    EventKind = "sanction"
	Mobilize    EventKind = "mobilize"
	Coerce      EventKind = "coerce" // seizes, bans, restricts
	Assault     EventKind = "assault"
	Fight       EventKind = "fight"
	// Of daily news.
	Death       EventKind = "death"
	Injury      EventKind = "injury"
	Crime       EventKind = "crime"
	Arrest      EventKind = "arrest"
	Charge      EventKind = "charge"
	Verdict     EventKind = "verdict"
	Lawsuit     EventKind = "lawsuit"
	Election    EventKind = "election"
	Appointment EventKind = "appointment"
	Dismissal   EventKind = "dismissal"
	Resignation EventKind = "resignation"
	Legislation EventKind = "legislation"
	Purchase    EventKind = "purchase"
	Merger      EventKind = "merger"
	Funding     EventKind = "funding"
	Results     EventKind = "results"
	Launch      EventKind = "launch"
	Closure     EventKind = "closure"
	Strike      EventKind = "strike"
	Accident    EventKind = "accident"
	Disaster    EventKind = "disaster"
	Match       EventKind = "match"
	Award       EventKind = "award"
	Birth       EventKind = "birth"
	Marriage    EventKind = "marriage"
	Divorce     EventKind = "divorce"
	Visit       EventKind = "visit"
	Move        EventKind = "move"
)

var eventKinds = []EventKind{Statement, Consult, Agree, Support, Concede, Cooperate, Aid, Retreat, Investigate, Demand, Disapprove, Reject,
	Threaten, Protest, Sanction, Mobilize, Coerce, Assault, Fight, Death, Injury, Crime, Arrest, Charge, Verdict, Lawsuit, Election,
	Appointment, Dismissal, Resignation, Legislation, Purchase, Merger, Funding, Results, Launch, Closure, Strike, Accident,
	Disaster, Match, Award, Birth, Marriage, Divorce, Visit, Move}

// EventKinds returns all the kinds of event.
func EventKinds() []EventKind { return slices.Clone(eventKinds) }

// Valid reports whether k is one of the kinds.
func (k EventKind) Valid() bool { return slices.Contains(eventKinds, k) }
