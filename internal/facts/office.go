package facts

import (
	"regexp"
	"slices"
	"strings"

	"dictum.example/entity"
	"dictum.example/fact"
	"dictum.example/internal/gazetteer"
	"dictum.example/internal/lexicon"
	"dictum.example/kb"
	"dictum.example/text"
)

// An office is a role of a person, taken apart.
type office struct {
	role     text.Excerpt
	words    []word
	head     int // among the words: the noun that says what the person is
	standing fact.Standing
}

// A word is a word of the text in lower case.
type word struct {
	text.Span
	low string
}

func (p *page) words(s text.Span) []word {
	i, j := p.Layout.WordsIn(s)
	out := make([]word, 0, j-i)
	for _, w := range p.Layout.Words[i:j] {
		out = append(out, word{w, strings.ToLower(p.of(w))})
	}
	return out
}

// offices returns what the roles of persons tell: the office, what it is of, and from when to when.
func (p *page) offices() []*fact.Fact {
	var out []*fact.Fact
	for _, e := range p.Entities {
		p.Watch.Look()
		if e.Type != entity.Person {
			continue
		}
		for _, r := range e.Roles {
			out = append(out, p.office(e, r)...)
		}
	}
	return out
}

// office returns the facts of one role.
func (p *page) office(e *entity.Entity, role text.Excerpt) []*fact.Fact {
	o := p.takeApart(role)
	if o == nil || lexicon.LeadingVerb.Has(o.words[0].low) {
		return nil
	}
	bearer, ok := p.bearer(e, role.Span)
	evidence := p.sentence(role.Span)
	if ok {
		evidence = span(bearer, role.Span)
	}
	base := fact.Fact{Kind: fact.PositionHeld, Subject: e, Words: &role, Evidence: evidence.Cut(p.Layout.Text), Standing: o.standing,
		Polarity: fact.Affirmed, Modality: fact.Asserted, Claim: p.claim(evidence), Confidence: .9}
	if lexicon.CandidateNoun.Has(o.words[o.head].low) {
		base.Modality = fact.Possible
	}
	p.tenure(&base, role.Span)
	body, confidence := p.body(e, o, bearer)
	base.Of = body
	var out []*fact.Fact
	if !lexicon.ApartNoun.Has(o.words[o.head].low) {
		out = append(out, &base)
	}
	if body == nil {
		return out
	}
	tie := base
	tie.Words, tie.Of, tie.Object = nil, nil, body
	tie.Kind, tie.Confidence = o.kind(body, p.party(body)), confidence
	if tie.Kind == fact.CitizenOf {
		base.Of, tie.From, tie.Until, tie.Standing = nil, nil, nil, ""
	}
	if tie.Kind != "" {
		out = append(out, &tie)
	}
	if tie.Kind != fact.CitizenOf && governs(o) && nation(body) {
		citizen := tie
		citizen.Kind, citizen.Confidence, citizen.Modality, citizen.Standing = fact.CitizenOf, .8, fact.Asserted, ""
		citizen.At, citizen.From, citizen.Until = nil, nil, nil
		out = append(out, &citizen)
	}
	return out
}

// nation reports whether e is a country or the people of one: whoever has an office of it is its citizen.
func nation(e *entity.Entity) bool {
	if e.Type == entity.NORP {
		return peoples(e.Name)
	}
	return e.Type == entity.GPE && slices.ContainsFunc(gazetteer.Lookup(e.Name), func(x kb.Entry) bool { return x.Kind == kb.Country })
}

// peoples reports whether an adjective or noun tells the people of a country, or of two: "Israeli-American". Where the lists of
// demonyms lack one, the name of the language serves: "Turkish".
func peoples(name string) bool {
	if i := strings.LastIndexByte(name, '-'); i >= 0 {
		name = name[i+1:]
	}
	return gazetteer.IsDemonym(name) || lexicon.LanguageName.Has(strings.ToLower(name))
}

// span returns the span from the first of two to the end of the last.
func span(a, b text.Span) text.Span {
	return text.Span{Start: min(a.Start, b.Start), End: max(a.End, b.End)}
}

// bearer returns the mention of e that is nearest to the role in its sentence.
func (p *page) bearer(e *entity.Entity, role text.Span) (text.Span, bool) {
	best, found := text.Span{}, false
	far := func(s text.Span) int { return max(role.Start-s.End, s.Start-role.End) }
	for _, r := range p.in(p.sentence(role)) {
		if r.entity == e && (!found || far(r.Span) < far(best)) {
			best, found = r.Span, true
		}
	}
	return best, found
}

// takeApart returns the parts of a role, or nil where it has no noun.
func (p *page) takeApart(role text.Excerpt) *office {
	o := &office{role: role, words: p.words(role.Span), head: -1}
	named := p.namedIn(role.Span)
	for i, w := range o.words {
		if named(w.Span) {
			continue
		}
		if lexicon.OfficeBoundary.Has(w.low) && o.head >= 0 {
			break
		}
		switch {
		case lexicon.FormerWord.Has(w.low):
			o.standing = fact.Former
		case lexicon.ActingWord.Has(w.low):
			o.standing = fact.Acting
		case lexicon.IncomingWord.Has(w.low):
			o.standing = fact.Incoming
		}
		if !lexicon.OfficeBoundary.Has(w.low) && isLetter(w.low) {
			o.head = i
		}
	}
	if o.head < 0 {
		return nil
	}
	if o.standing == "" && p.formerly(role.Span) {
		o.standing = fact.Former
	}
	return o
}

// formerly reports whether the word before a role, or before its article, says that it is over.
func (p *page) formerly(role text.Span) bool {
	s := p.sentence(role)
	before := strings.ToLower(p.Layout.Text[min(max(s.Start, role.Start-24), role.Start):role.Start])
	before = strings.TrimSuffix(strings.TrimRight(before, " –-"), " the")
	i := strings.LastIndexByte(before, ' ')
	return lexicon.FormerWord.Has(before[i+1:])
}

// namedIn returns a function that reports whether a word belongs to a name.
func (p *page) namedIn(s text.Span) func(text.Span) bool {
	refs := p.in(s)
	return func(w text.Span) bool {
		for _, r := range refs {
			if r.Kind == entity.Name && r.Overlaps(w) {
				return true
			}
		}
		return false
	}
}

func isLetter(low string) bool { return low[0] >= 'a' && low[0] <= 'z' || low[0] >= 0x80 }

// body returns the organisation, country or group of an office, and how sure that is.
func (p *page) body(e *entity.Entity, o *office, bearer text.Span) (*entity.Entity, float64) {
	var after, front, people *entity.Entity
	for _, r := range p.in(o.role.Span) {
		if !isBody(r, e) {
			continue
		}
		switch behind := r.Start > o.words[o.head].Start; {
		case behind:
			if after == nil && r.entity.Type != entity.NORP && p.serves(o, r.Span) {
				after = r.entity
			}
		case r.entity.Type == entity.NORP && front != nil && !governs(o): // "former Nordbank German analyst"
			people = r.entity
		case r.entity.Type == entity.Org || front == nil || front.Type != entity.Org:
			front = r.entity
		}
	}
	if x, sure := chosen(after, front, people); x != nil {
		return x, sure
	}
	return p.beside(e, o, bearer)
}

// chosen returns which of what stands behind the office's noun, before it, and before that as a nation, the office is of.
func chosen(after, front, people *entity.Entity) (*entity.Entity, float64) {
	switch {
	case after != nil && (front == nil || after.Type == entity.Org || front.Type == entity.NORP):
		return after, .92
	case front != nil:
		return front, .9
	}
	return people, .85
}

// isBody reports whether r names what e can have an office of.
func isBody(r ref, e *entity.Entity) bool {
	if r.entity == e || r.Kind != entity.Name {
		return false
	}
	t := r.entity.Type
	return t == entity.Org || t == entity.GPE || t == entity.NORP || t == entity.Fac
}

// governs reports whether the office is one of a state or its parts.
func governs(o *office) bool {
	return gazetteer.RoleOf(o.role.Text)&^kb.Official != 0 || lexicon.LeadingNoun.Has(o.words[o.head].low)
}

// serves reports whether the words before a name behind the office's noun say that the office is of it.
func (p *page) serves(o *office, name text.Span) bool {
	prep := ""
	for _, w := range o.words {
		if w.Start >= name.Start {
			break
		}
		if lexicon.OfficeBoundary.Has(w.low) {
			prep = w.low
		}
	}
	head := o.words[o.head].low
	switch prep {
	case "of", "for", "at", "with":
		return true
	case "to":
		return strings.HasPrefix(head, "advis") || head == "counsel" || head == "aide"
	case "from":
		return lexicon.StudentNoun.Has(head)
	}
	return false
}

// beside returns what stands beside the role and the name: "Norway's foreign minister", "Prime Minister Lind of Norway".
func (p *page) beside(e *entity.Entity, o *office, bearer text.Span) (*entity.Entity, float64) {
	for _, r := range p.in(p.sentence(o.role.Span)) {
		if !isBody(r, e) {
			continue
		}
		if p.possesses(r, o.role.Span) {
			return r.entity, .9
		}
		if bearer.End > o.role.Start && bearer.End <= r.Start && isOf(p.Layout.Text[bearer.End:r.Start]) {
			return r.entity, .85
		}
	}
	if p.affiliated(e, o) {
		return e.Affiliation, .75
	}
	return nil, 0
}

// possesses reports whether r stands as a possessive before the role.
func (p *page) possesses(r ref, role text.Span) bool {
	return r.End <= role.Start && strings.Count(p.Layout.Text[r.End:role.Start], " ") <= 2 &&
		possessive.MatchString(p.Layout.Text[r.Start:role.Start])
}

// affiliated reports whether the affiliation of e is that of the office, which names none itself.
func (p *page) affiliated(e *entity.Entity, o *office) bool {
	a := e.Affiliation
	if a == nil || lexicon.ApartNoun.Has(o.words[o.head].low) || p.elsewhere(e, o, a) {
		return false
	}
	return len(e.Roles) == 1 && a.Type == entity.Org || a.Type == entity.GPE && o.ofPlace(a)
}

// ofPlace reports whether an office that names no place is one of a country, or of a smaller place: a mayor is none of a country, and
// a chairman of neither.
func (o *office) ofPlace(place *entity.Entity) bool {
	offices := kb.Governor | kb.Legislator | kb.Judge
	if nation(place) {
		offices = kb.Leader | kb.Minister | kb.Legislator | kb.Diplomat | kb.Judge
	}
	return gazetteer.RoleOf(o.role.Text)&offices != 0 && o.words[o.head].low != "lord"
}

var possessive = regexp.MustCompile(`['’]s?( (new|former|acting|interim|then|ex|deputy|top|chief))?[ -]*$`)

func isOf(s string) bool {
	switch strings.Join(strings.Fields(s), " ") {
	case "of", "of the", ", of", ", of the":
		return true
	}
	return false
}

// elsewhere reports whether another role of e names a.
func (p *page) elsewhere(e *entity.Entity, o *office, a *entity.Entity) bool {
	for _, r := range e.Roles {
		if r.Span == o.role.Span {
			continue
		}
		for _, m := range p.in(r.Span) {
			if m.entity == a {
				return true
			}
		}
	}
	return false
}

// party reports whether the entity's name is that of a party or its people.
func (p *page) party(e *entity.Entity) bool {
	if e.Type == entity.NORP {
		return lexicon.FactionWord.Has(strings.ToLower(e.Name))
	}
	low := strings.ToLower(e.Name)
	return strings.Contains(low, "party") || strings.HasSuffix(low, " league") || strings.HasSuffix(low, "union")
}

// kind returns what the bearer of the office has to do with the body, or "".
func (o *office) kind(body *entity.Entity, party bool) fact.Kind {
	head := o.words[o.head].low
	house := body.Type == entity.Org || body.Type == entity.Fac
	switch {
	case lexicon.DwellerNoun.Has(head):
		return onlyIf(body.Type == entity.GPE, fact.LivesIn)
	case lexicon.ApartNoun.Has(head) && body.Type != entity.NORP:
		return ""
	case lexicon.FounderNoun.Has(head):
		return onlyIf(house, fact.Founded)
	case lexicon.StudentNoun.Has(head):
		return onlyIf(house, fact.EducatedAt)
	case body.Type == entity.NORP && !party && !governs(o):
		return onlyIf(nation(body), fact.CitizenOf)
	case body.Type == entity.GPE && !governs(o) && !lexicon.ServantNoun.Has(head):
		return ""
	}
	return o.service(body, party)
}

// service returns in what way the bearer of an office serves the body.
func (o *office) service(body *entity.Entity, party bool) fact.Kind {
	head := o.words[o.head].low
	switch {
	case o.leads():
		return fact.HeadOf
	case party || lexicon.BelongingNoun.Has(head) && body.Type != entity.GPE:
		return fact.MemberOf
	case lexicon.CandidateNoun.Has(head):
		return ""
	}
	return fact.WorksFor
}

func onlyIf(ok bool, k fact.Kind) fact.Kind {
	if ok {
		return k
	}
	return ""
}

// leads reports whether the bearer leads what the office is of.
func (o *office) leads() bool {
	head := o.words[o.head].low
	low := strings.ToLower(o.role.Text)
	for _, w := range o.words[:o.head] {
		if lexicon.LesserWord.Has(w.low) {
			return false
		}
	}
	for _, titles := range leading[head] {
		if strings.Contains(low, titles) {
			return true
		}
	}
	switch head {
	case "chief":
		return !strings.Contains(low, "chief of staff") && (o.head == 0 || !lexicon.ChiefCompanion.Has(o.words[o.head-1].low))
	case "director":
		return o.head == 0 || o.head == 1 && lexicon.TopDirectorWord.Has(o.words[0].low)
	}
	return lexicon.LeadingNoun.Has(head) && leading[head] == nil
}

var (
	// leading are the titles by which nouns that say less mean who leads.
	leading = map[string][]string{
		"executive": {"chief executive"}, "officer": {"chief executive"},
		"minister":          {"prime minister", "chief minister", "first minister"},
		"secretary-general": {"secretary-general"}, "general": {"secretary general"},
	}
)

// tenure sets from when to when an office is held, where the words behind it say so: "mayor from 2010 to 2015", "since 2019".
func (p *page) tenure(f *fact.Fact, role text.Span) {
	sentence := p.sentence(role)
	at, prep := role.End, ""
	for _, r := range p.in(text.Span{Start: role.End, End: sentence.End}) {
		if r.Type != entity.Date || r.entity.Value == nil {
			continue
		}
		between := strings.Fields(strings.ToLower(p.Layout.Text[at:max(at, r.Start)]))
		if len(between) == 0 || len(between) > 2 {
			return
		}
		switch w := strings.Trim(between[len(between)-1], ","); {
		case w == "since" || w == "from":
			f.From, prep = date(r), w
		case w == "until" || w == "till":
			f.Until = date(r)
		case (w == "to" || w == "and") && prep == "from":
			f.Until = date(r)
		case w == "in" && len(between) == 1:
			f.At = date(r)
		default:
			return
		}
		at = r.End
	}
}
