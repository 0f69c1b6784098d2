package resolve

import "dictum.example/internal/pass"

// A namePass makes, corrects or leaves out names. It gets the names that the passes before
// it have left, in order and noted at their tokens, and may change them in place. What it
// returns is put in order again: of two that overlap, the later one is dropped.
type namePass struct {
	pass.Pass
	run func(p *page, ms []nameMention) []nameMention
}

// namePasses find the names of an article. They run in this order.
var namePasses = []namePass{
	{pass.Pass{Name: "labels", Purpose: "takes the names as the reading labels them"}, (*page).labelled},
	{pass.Pass{Name: "brackets", Purpose: "cuts names at brackets that they do not hold whole"}, (*page).cutAtBrackets},
	{pass.Pass{Name: "sentence-ends", Purpose: "cuts persons in two where a sentence ends between them"}, (*page).cutAtSentences},
	{pass.Pass{Name: "coordination", Purpose: "cuts two persons in two"}, (*page).cutCoordinations},
	{pass.Pass{Name: "trim", Purpose: "takes articles, titles, possessive endings and punctuation off"}, (*page).trimmed},
	{pass.Pass{Name: "person-parts", Purpose: "takes in initials and other parts of a person's name that were left out"},
		(*page).completed},
	{pass.Pass{Name: "datelines", Purpose: "finds the places that open datelines"}, (*page).datelines},
	{pass.Pass{Name: "report-days", Purpose: "finds the places that stand in capitals before the day of a report"}, (*page).reportDays},
	{pass.Pass{Name: "fragments", Purpose: "leaves out names that were cut with their block"}, (*page).withoutFragments},
	{pass.Pass{Name: "page-tags", Purpose: "leaves out the tag that ends a page"}, (*page).withoutPageTag},
	{pass.Pass{Name: "bylines", Purpose: "makes persons of the full names in bylines"}, (*page).bylines},
	{pass.Pass{Name: "dismissals", Purpose: "makes persons of the names in scoreboards of cricket"}, (*page).dismissals},
	{pass.Pass{Name: "agencies", Purpose: "makes agencies of the names in the brackets of datelines"}, (*page).agencies},
	{pass.Pass{Name: "bodies", Purpose: "extends a body's name over the second field that it is over"}, (*page).extendBodies},
	{pass.Pass{Name: "joints", Purpose: "makes one name of two that the reading has apart"}, (*page).joinNames},
	{pass.Pass{Name: "firms", Purpose: "makes a firm of two surnames around an ampersand"}, (*page).firms},
	{pass.Pass{Name: "overflow", Purpose: "cuts names in two that the article has apart elsewhere"}, (*page).overflow},
	{pass.Pass{Name: "headlines", Purpose: "reads names in capitals as the rest of the article has them"}, (*page).headlines},
	{pass.Pass{Name: "column-heads", Purpose: "leaves out the heads of the columns of tables"}, (*page).withoutColumnHeads},
	{pass.Pass{Name: "schedules", Purpose: "makes teams of the towns that play each other"}, (*page).schedules},
	{pass.Pass{Name: "tables", Purpose: "finds the teams in the lines of tables of results"}, (*page).tables},
	{pass.Pass{Name: "known-types", Purpose: "corrects types by what the gazetteer knows"}, (*page).knownTypes},
	{pass.Pass{Name: "companies", Purpose: "makes companies of the persons whose fuller name is a company's"}, (*page).companies},
	{pass.Pass{Name: "described-firms", Purpose: "makes companies of the persons that a sentence describes as a company"},
		(*page).describedFirms},
	{pass.Pass{Name: "majority", Purpose: "gives all the mentions of a name the type that most of them have"}, (*page).majority},
	{pass.Pass{Name: "definitions", Purpose: "gives an abbreviation and what it is short for one type"}, (*page).defined},
	{pass.Pass{Name: "missed", Purpose: "finds the names elsewhere in the article"}, (*page).missed},
	{pass.Pass{Name: "storms", Purpose: "takes in the nouns before the name of a storm"}, (*page).storms},
	{pass.Pass{Name: "shops", Purpose: "makes companies of the names in the possessive that act"}, (*page).shops},
	{pass.Pass{Name: "crafts", Purpose: "makes products of the names of ships, drugs and the like that the sentence calls so"},
		(*page).crafts},
	{pass.Pass{Name: "laws", Purpose: "makes laws of the names that end as laws do"}, (*page).laws},
	{pass.Pass{Name: "languages", Purpose: "makes languages of the names that something is said or written in"}, (*page).languages},
	{pass.Pass{Name: "terms", Purpose: "leaves out abbreviations of common nouns"}, (*page).withoutTerms},
	{pass.Pass{Name: "pseudonyms", Purpose: "makes persons of the words in quotation marks that somebody goes by"},
		(*page).pseudonyms},
	{pass.Pass{Name: "possessors", Purpose: "joins a country with the institution that it names"}, (*page).possessors},
	{pass.Pass{Name: "couples", Purpose: "gives the first of a couple the surname of the second"}, (*page).couples},
	{pass.Pass{Name: "office-initials", Purpose: "takes the initials of an office off the name behind them"},
		(*page).withoutOfficeInitials},
	{pass.Pass{Name: "offices", Purpose: "leaves out abbreviations of offices"}, (*page).withoutOffices},
	{pass.Pass{Name: "bare-offices", Purpose: "leaves out the organisations that are an office and no more: “the District Attorney”"},
		(*page).withoutBareOffices},
	{pass.Pass{Name: "stray-titles", Purpose: "leaves out titles that stand before a person's name"}, (*page).withoutStrayTitles},
	{pass.Pass{Name: "sheikhs", Purpose: "takes in the Sheikh before a lone name"}, (*page).sheikhs},
	{pass.Pass{Name: "given-names", Purpose: "takes in given names that were left out"}, (*page).givenNames},
	{pass.Pass{Name: "nicknames", Purpose: "joins the two names that a nickname stands between"}, (*page).nicknames},
	{pass.Pass{Name: "described", Purpose: "makes persons of the organisations that are described as persons"}, (*page).described},
	{pass.Pass{Name: "speakers", Purpose: "makes persons of the sources that are a person's surname"}, (*page).speakers},
	{pass.Pass{Name: "surnames", Purpose: "makes persons of the places that are a person's surname"}, (*page).surnames},
	{pass.Pass{Name: "titles", Purpose: "lets a title stand for the one person whom it precedes"}, (*page).titlesAlone},
	{pass.Pass{Name: "sources", Purpose: "finds the sources that are a part of a person's name"}, (*page).sources},
	{pass.Pass{Name: "holidays", Purpose: "leaves out holidays, which are dates"}, (*page).withoutHolidays},
	{pass.Pass{Name: "own-names", Purpose: "puts the user's own names in the place of those that they overlap"}, (*page).ownNames},
}

// names finds the names of an article.
func (p *page) names() []nameMention {
	var ms, before []nameMention
	for i := range namePasses {
		p.Look()
		step := &namePasses[i]
		if p.leavesOut(step.Name) {
			continue
		}
		before = append(before[:0], ms...)
		ms = p.inOrder(step.run(p, ms), before)
		sign(ms, before, step.Name)
	}
	return ms
}

// sign notes a pass at the names that it made or changed.
func sign(ms, before []nameMention, name string) {
	k := 0
	for i := range ms {
		m := &ms[i]
		for k < len(before) && before[k].Start < m.Start {
			k++
		}
		if m.pass = name; k < len(before) && before[k].sameName(m) {
			m.pass = before[k].pass
		}
	}
}

// sameName reports whether two names have one place, one type, and stand for one name.
func (m *nameMention) sameName(o *nameMention) bool {
	return m.Span == o.Span && m.typ == o.typ && m.virtual == o.virtual
}
