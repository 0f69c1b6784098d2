package main

import "slices"

// A question is what we ask of the graph: ways to answer it, and the variables to print.
type question struct {
	text  string
	ways  []way // the answers of all of them, as SPARQL's UNION has it
	show  []string
	count bool // how many answers there are for what is shown, the most first
}

// A way to answer is patterns like SPARQL's: words that begin with "?" are variables, and a predicate may
// be one of several, with "|" between, or lead over other nodes, with "/" between.
type way struct {
	must [][3]string // holds of every answer
	may  [][3]string // adds to an answer where it holds: OPTIONAL
	// where keeps the answers for which it holds: two words differ ("!="), are equal ("="), or are in
	// order ("<"). A variable without a value is "".
	where [][3]string
}

// takesPart leads from an event to all who take part in it, whatever their role.
const takesPart = "d:agent|d:patient|d:recipient|d:partner|d:origin|d:participant"

// whoDidIt tells of an event who acts, on whom or what, and its kind.
var whoDidIt = [][3]string{
	{"?event", "d:agent/skos:prefLabel|d:agentText", "?who"}, {"?event", "d:patient/skos:prefLabel|d:patientText", "?whom"},
	{"?event", "d:eventKind", "?kind"},
}

// affirmed are the patterns of an event that is said to have happened.
func affirmed(more ...[3]string) [][3]string {
	return append([][3]string{{"?event", "rdf:type", "d:Happening"}, {"?event", "schema:name", "?what"},
		{"?event", "d:polarity", `"affirmed"`}, {"?event", "d:modality", `"asserted"`}}, more...)
}

// with returns whoDidIt and a pattern more.
func with(p [3]string) [][3]string { return append(slices.Clone(whoDidIt), p) }

// spokeOf asks what people of one organisation said about another.
func spokeOf(one, other string) way {
	return way{must: [][3]string{
		{"?a", "skos:prefLabel", one}, {"?b", "skos:prefLabel", other}, {"?speaker", "schema:affiliation|schema:worksFor", "?a"},
		{"?quote", "schema:spokenByCharacter", "?speaker"}, {"?quote", "schema:about", "?b"},
		{"?speaker", "schema:name", "?says"}, {"?quote", "schema:text", "?how"},
	}}
}

var questions = []question{
	{text: "Who spoke about NATO, and what did they say?", ways: []way{{must: [][3]string{
		{"?quote", "schema:about/skos:prefLabel", `"NATO"`}, {"?quote", "schema:spokenByCharacter/schema:name", "?name"},
		{"?quote", "schema:text", "?text"},
	}}}, show: []string{"?name", "?text"}},

	{text: "Who denied or declined to say what?", ways: []way{{must: [][3]string{
		{"?quote", "d:polarity", "?polarity"}, {"?quote", "schema:spokenByCharacter/schema:name", "?name"},
		{"?quote", "schema:text", "?text"},
	}, where: [][3]string{{"?polarity", "!=", `"affirmed"`}}}}, show: []string{"?name", "?polarity", "?text"}},

	{text: "Who is quoted most?", ways: []way{{must: [][3]string{
		{"?quote", "schema:spokenByCharacter/schema:name", "?name"},
	}}}, show: []string{"?name"}, count: true},

	{text: "Which sources did not give their name?", ways: []way{{must: [][3]string{
		{"?source", "rdf:type", "d:UnnamedSource"}, {"?source", "schema:name", "?name"},
		{"?quote", "schema:spokenByCharacter", "?source"}, {"?quote", "schema:text", "?text"},
	}}}, show: []string{"?name", "?text"}},

	{text: "What happened where and when?", ways: []way{
		{must: affirmed([3]string{"?event", "schema:location/skos:prefLabel", "?where"}),
			may: with([3]string{"?event", "schema:startDate", "?when"}), where: [][3]string{{"?kind", "!=", `"statement"`}}},
		{must: affirmed([3]string{"?event", "schema:startDate", "?when"}),
			may:   with([3]string{"?event", "schema:location", "?place"}),
			where: [][3]string{{"?kind", "!=", `"statement"`}, {"?place", "=", ""}}},
	}, show: []string{"?when", "?where", "?who", "?what", "?whom"}},

	{text: "Who did what to whom, as the articles themselves tell it?", ways: []way{
		{must: affirmed([3]string{"?event", "d:agent/skos:prefLabel|d:agentText", "?who"},
			[3]string{"?event", "d:patient/skos:prefLabel|d:patientText", "?whom"}),
			may:   [][3]string{{"?event", "d:claimIn", "?claim"}},
			where: [][3]string{{"?claim", "=", ""}}},
	}, show: []string{"?who", "?what", "?whom"}},

	{text: "Who claims what of whom, and who denies it?", ways: []way{
		{must: [][3]string{
			{"?event", "d:claimIn/schema:spokenByCharacter", "?speaker"}, {"?speaker", "schema:name", "?name"},
			{"?event", "d:polarity", "?polarity"},
			{"?event", "rdf:type", "d:Happening"}, {"?event", "schema:name", "?what"}, {"?event", takesPart, "?other"},
			{"?other", "skos:prefLabel", "?whom"},
		}, where: [][3]string{{"?other", "!=", "?speaker"}}},
		{must: [][3]string{
			{"?fact", "d:claimIn/schema:spokenByCharacter/schema:name", "?name"}, {"?fact", "d:polarity", "?polarity"},
			{"?fact", "d:subject/skos:prefLabel", "?whom"}, {"?fact", "d:objectText", "?what"},
		}},
	}, show: []string{"?name", "?polarity", "?whom", "?what"}},

	{text: "How are Nordvik Shipping and Rhein Bank related?", ways: []way{
		{must: [][3]string{
			{"?a", "skos:prefLabel", `"Nordvik Shipping"`}, {"?b", "skos:prefLabel", `"Rhein Bank"`},
			{"?event", takesPart, "?a"}, {"?event", takesPart, "?b"}, {"?event", "schema:name", "?how"},
		}, may: [][3]string{{"?event", "d:claimIn/schema:spokenByCharacter/schema:name", "?says"}}},
		{must: [][3]string{
			{"?quote", "schema:about/skos:prefLabel", `"Nordvik Shipping"`}, {"?quote", "schema:about/skos:prefLabel", `"Rhein Bank"`},
			{"?quote", "schema:spokenByCharacter/schema:name", "?says"}, {"?quote", "schema:text", "?how"},
		}},
		spokeOf(`"Nordvik Shipping"`, `"Rhein Bank"`),
		spokeOf(`"Rhein Bank"`, `"Nordvik Shipping"`),
	}, show: []string{"?says", "?how"}},

	{text: "What was Elin Sandvik, what did she do and say, day by day?", ways: []way{
		{must: [][3]string{{"?person", "skos:prefLabel", `"Elin Sandvik"`}, {"?person", "d:role", "?role"}, {"?role", "d:asOf", "?date"},
			{"?role", "schema:roleName", "?what"}}},
		{must: [][3]string{{"?person", "skos:prefLabel", `"Elin Sandvik"`}, {"?event", "d:agent", "?person"},
			{"?event", "schema:startDate", "?date"}, {"?event", "schema:name", "?what"}},
			may:   [][3]string{{"?event", "d:patient/skos:prefLabel", "?more"}, {"?event", "d:eventKind", "?kind"}},
			where: [][3]string{{"?kind", "!=", `"statement"`}}},
		{must: [][3]string{{"?quote", "schema:spokenByCharacter/skos:prefLabel", `"Elin Sandvik"`},
			{"?quote", "schema:isPartOf/schema:datePublished", "?date"},
			{"?quote", "d:cue", "?what"}, {"?quote", "schema:text", "?more"}}},
	}, show: []string{"?date", "?what", "?more"}},

	{text: "Who succeeded whom?", ways: []way{{must: [][3]string{
		{"?a", "d:role", "?r"}, {"?r", "schema:roleName", "?office"}, {"?r", "d:asOf", "?before"},
		{"?s", "schema:roleName", "?office"}, {"?b", "d:role", "?s"}, {"?s", "d:asOf", "?after"},
		{"?a", "skos:prefLabel", "?old"}, {"?b", "skos:prefLabel", "?new"},
	}, where: [][3]string{{"?a", "!=", "?b"}, {"?before", "<", "?after"}}}}, show: []string{"?old", "?new", "?office"}},
}
