package resolve

// A namePass makes, corrects or leaves out names. It gets the names that the passes before
// it have left, in order and noted at their tokens, and may change them in place. What it
// returns is put in order again: of two that overlap, the later one is dropped.
type namePass struct {
	name    string
	purpose string
	run     func(p *page, ms []nameMention) []nameMention
}

// namePasses find the names of an article. They run in this order.
var namePasses = []namePass{
	{"labels", "takes the names as the reading labels them", (*page).labelled},
	{"brackets", "cuts names at brackets that they do not hold whole", (*page).cutAtBrackets},
	{"coordination", "cuts two persons in two", (*page).cutCoordinations},
	{"trim", "takes articles, titles, possessive endings and punctuation off", (*page).trimmed},
	{"person-parts", "takes in initials and other parts of a person's name that were left out", (*page).completed},
	{"datelines", "finds the places that open datelines", (*page).datelines},
	{"report-days", "finds the places that stand in capitals before the day of a report", (*page).reportDays},
	{"fragments", "leaves out names that were cut with their block", (*page).withoutFragments},
	{"page-tags", "leaves out the tag that ends a page", (*page).withoutPageTag},
	{"bylines", "makes persons of the full names in bylines", (*page).bylines},
	{"dismissals", "makes persons of the names in scoreboards of cricket", (*page).dismissals},
	{"agencies", "makes agencies of the names in the brackets of datelines", (*page).agencies},
	{"bodies", "extends a body's name over the second field that it is over", (*page).extendBodies},
	{"joints", "makes one name of two that the reading has apart", (*page).joinNames},
	{"overflow", "cuts names in two that the article has apart elsewhere", (*page).overflow},
	{"headlines", "reads names in capitals as the rest of the article has them", (*page).headlines},
	{"column-heads", "leaves out the heads of the columns of tables", (*page).withoutColumnHeads},
	{"schedules", "makes teams of the towns that play each other", (*page).schedules},
	{"tables", "finds the teams in the lines of tables of results", (*page).tables},
	{"known-types", "corrects types by what the gazetteer knows", (*page).knownTypes},
	{"companies", "makes companies of the persons whose fuller name is a company's", (*page).companies},
	{"majority", "gives all the mentions of a name the type that most of them have", (*page).majority},
	{"definitions", "gives an abbreviation and what it is short for one type", (*page).defined},
	{"missed", "finds the names elsewhere in the article", (*page).missed},
	{"possessors", "joins a country with the institution that it names", (*page).possessors},
	{"couples", "gives the first of a couple the surname of the second", (*page).couples},
	{"office-initials", "takes the initials of an office off the name behind them", (*page).withoutOfficeInitials},
	{"offices", "leaves out abbreviations of offices", (*page).withoutOffices},
	{"stray-titles", "leaves out titles that stand before a person's name", (*page).withoutStrayTitles},
	{"sheikhs", "takes in the Sheikh before a lone name", (*page).sheikhs},
	{"given-names", "takes in given names that were left out", (*page).givenNames},
	{"nicknames", "joins the two names that a nickname stands between", (*page).nicknames},
	{"described", "makes persons of the organisations that are described as persons", (*page).described},
	{"speakers", "makes persons of the sources that are a person's surname", (*page).speakers},
	{"surnames", "makes persons of the places that are a person's surname", (*page).surnames},
	{"titles", "lets a title stand for the one person whom it precedes", (*page).titlesAlone},
	{"sources", "finds the sources that are a part of a person's name", (*page).sources},
	{"own-names", "puts the user's own names in the place of those that they overlap", (*page).ownNames},
}

// names finds the names of an article.
func (p *page) names() []nameMention {
	var ms, before []nameMention
	for i := range namePasses {
		p.Look()
		pass := &namePasses[i]
		if p.leavesOut(pass.name) {
			continue
		}
		before = append(before[:0], ms...)
		ms = p.inOrder(pass.run(p, ms), before)
		sign(ms, before, pass.name)
	}
	return ms
}

// sign notes a pass at the names that it made or changed.
func sign(ms, before []nameMention, pass string) {
	k := 0
	for i := range ms {
		m := &ms[i]
		for k < len(before) && before[k].Start < m.Start {
			k++
		}
		if m.pass = pass; k < len(before) && before[k].sameName(m) {
			m.pass = before[k].pass
		}
	}
}

// sameName reports whether two names have one place, one type, and stand for one name.
func (m *nameMention) sameName(o *nameMention) bool {
	return m.Span == o.Span && m.typ == o.typ && m.virtual == o.virtual
}
