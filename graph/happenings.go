package graph

import (
	"strconv"
	"strings"

	"dictum.example/entity"
	"dictum.example/extract"
	"dictum.example/fact"
)

// A tie is a fact with its nodes.
type tie struct {
	*fact.Fact
	iri             string
	subject, object *node  // object is nil where the words tell it
	words           string // of the object, where it is no node
	of              *node  // of an office, or nil
	claim           *said  // whose claim it is, or nil
}

// A happening is an event with its nodes.
type happening struct {
	*fact.Event
	iri    string
	actors []actor
	places []actor
	sums   []*figure
	claim  *said
}

// An actor is what takes part in an event, or where it happens: a node, or words that name none.
type actor struct {
	*node
	words string
	role  fact.Role
}

// stands reports whether the article itself says that it is so: then there is an edge for it.
func (t *tie) stands() bool {
	return t.claim == nil && t.Fact.Claim == nil && t.Polarity == fact.Affirmed && t.Modality == fact.Asserted
}

// happenings reads the facts and events of the document.
func (r *reader) happenings(doc *extract.Document) {
	for _, f := range doc.Facts {
		if t := r.tie(f); t != nil {
			r.facts.ties = append(r.facts.ties, t)
		}
	}
	for _, e := range doc.Events {
		if h := r.happening(e); h != nil {
			r.facts.happenings = append(r.facts.happenings, h)
		}
	}
}

// tie returns the fact with its nodes, or nil where it has no place in the text or an end that is no node.
func (r *reader) tie(f *fact.Fact) *tie {
	if f == nil || !fits(f.Evidence.Span, r.doc.Text) {
		return nil
	}
	t := &tie{Fact: f, subject: r.node(f.Subject), object: r.node(f.Object), of: r.node(f.Of), claim: r.said[f.Claim]}
	switch {
	case f.Words != nil:
		t.words = oneLine(f.Words.Text)
	case t.object == nil && f.Object != nil:
		t.words = worth(f.Object)
	}
	if t.subject == nil || t.object == nil && t.words == "" || t.object == t.subject {
		return nil
	}
	t.iri = r.fresh("fact/" + r.key + "/" + string(f.Kind) + "-" + spanName(f.Evidence.Span))
	return t
}

// worth returns what a value means, or else its words.
func worth(e *entity.Entity) string {
	if d := day(&fact.Date{Value: e.Value}); d != "" {
		return d
	}
	return oneLine(e.Name)
}

// day returns a date as far as the calendar has it, "" for one that comes again ("every winter").
func day(d *fact.Date) string {
	if s := d.String(); !strings.HasPrefix(s, "XXXX") {
		return s
	}
	return ""
}

// fresh returns an IRI below the base that nothing of the article has yet.
func (r *reader) fresh(path string) string {
	iri := r.base + path
	r.quoteIRIs[iri]++
	if n := r.quoteIRIs[iri]; n > 1 {
		iri += "-" + strconv.Itoa(n)
	}
	return iri
}

// happening returns the event with its nodes, or nil where nobody and nothing takes part.
func (r *reader) happening(e *fact.Event) *happening {
	if e == nil || !fits(e.Predicate.Span, r.doc.Text) {
		return nil
	}
	h := &happening{Event: e, claim: r.said[e.Claim], actors: r.actors(e.Participants), places: r.actors(e.Places), sums: r.amounts(e)}
	if len(h.actors)+len(h.places) == 0 {
		return nil
	}
	h.iri = r.fresh("happening/" + r.key + "/" + spanName(e.Predicate.Span))
	return h
}

// actors returns the nodes of participants, and the words of those that are none.
func (r *reader) actors(ps []fact.Participant) (found []actor) {
	for _, p := range ps {
		if a := (actor{r.node(p.Entity), oneLine(p.Words.Text), p.Role}); a.node != nil || a.words != "" {
			found = append(found, a)
		}
	}
	return found
}

// In RDF.

// ownTerms are the properties of ours for the kinds of fact that schema.org has none for.
var ownTerms = map[fact.Kind]string{
	fact.Met: "d:met", fact.Opposes: "d:opposes", fact.AlliedWith: "d:alliedWith", fact.Defeated: "d:defeated", fact.Killed: "d:killed",
	fact.Attacked: "d:attacked", fact.ParticipatedIn: "d:participatedIn",
}

// roleTerms are the properties for participants.
var roleTerms = map[fact.Role]string{
	fact.Agent: "d:agent", fact.Patient: "d:patient", fact.Recipient: "d:recipient", fact.Partner: "d:partner", fact.Source: "d:origin",
	fact.Other: "d:participant",
}

// tie writes a fact, and the edge where the article itself says that it is so.
func (b *rdfBuilder) tie(t *tie) {
	r := resource{iri: t.iri}
	r.add("type", "d:Fact")
	r.add("d:factKind", string(t.Kind))
	if p := t.Kind.Wikidata(); p.Name != "" {
		r.add("d:wikidataProperty", Wikidata+p.Name)
	}
	r.add("d:subject", t.subject.iri)
	if t.object != nil {
		r.add("d:object", t.object.iri)
	} else {
		r.add("d:objectText", t.words)
	}
	if t.of != nil {
		r.add("d:of", t.of.iri)
	}
	optional(&r, "d:standing", string(t.Standing))
	optional(&r, "d:at", day(t.At))
	optional(&r, "d:from", day(t.From))
	optional(&r, "d:until", day(t.Until))
	b.said(&r, t.claim, t.Polarity, t.Modality, t.Confidence)
	b.emit(r)
	b.places(t.iri, t.Evidence.Span)
	if t.stands() {
		b.direct(t)
	}
}

// direct writes the edge of a fact.
func (b *rdfBuilder) direct(t *tie) {
	term := t.Kind.SchemaOrg()
	if term.Name == "" {
		term.Name = ownTerms[t.Kind]
	}
	if _, known := properties[term.Name]; !known || t.Standing == fact.Former || t.Standing == fact.Incoming {
		return
	}
	switch {
	case t.object == nil && properties[term.Name] == plain:
		b.emit(resource{t.subject.iri, []property{{term.Name, valid(t.words)}}})
	case t.object == nil || properties[term.Name] != nodes:
	case term.Inverse:
		b.emit(resource{t.object.iri, []property{{term.Name, t.subject.iri}}})
	default:
		b.emit(resource{t.subject.iri, []property{{term.Name, t.object.iri}}})
	}
}

func optional(r *resource, name, value string) {
	if value != "" {
		r.add(name, value)
	}
}

// said writes what facts and events have in common.
func (b *rdfBuilder) said(r *resource, claim *said, polarity fact.Polarity, modality fact.Modality, confidence float64) {
	optional(r, "d:polarity", string(polarity))
	optional(r, "d:modality", string(modality))
	if confidence > 0 && confidence <= 1 {
		r.add("d:confidence", decimal(confidence))
	}
	if claim != nil {
		r.add("d:claimIn", claim.iri)
	}
	r.add("prov:wasDerivedFrom", b.iri)
}

// happening writes an event.
func (b *rdfBuilder) happening(h *happening) {
	r := resource{iri: h.iri}
	r.add("type", "schema:Event")
	r.add("type", "d:Happening")
	optional(&r, "schema:name", oneLine(h.Lemma))
	optional(&r, "d:eventKind", string(h.Kind))
	for _, a := range h.actors {
		if term := roleTerms[a.role]; term != "" {
			a.add(&r, term, term+"Text")
		}
	}
	for _, a := range h.places {
		a.add(&r, "schema:location", "d:placeText")
	}
	optional(&r, "schema:startDate", day(h.Date))
	for _, f := range h.sums {
		if toll(h.Kind) && f.Type == entity.Cardinal {
			r.add("d:toll", f.iri)
		} else {
			r.add("d:amount", f.iri)
		}
	}
	b.said(&r, h.claim, h.Polarity, h.Modality, h.Confidence)
	b.emit(r)
	b.places(h.iri, h.Predicate.Span)
}

// toll reports whether the numbers of an event count victims.
func toll(k fact.EventKind) bool { return k == fact.Death || k == fact.Injury }

// add adds a node as the one property, and mere words as the other.
func (a actor) add(r *resource, node, words string) {
	if a.node != nil {
		r.add(node, a.iri)
	} else {
		r.add(words, a.words)
	}
}

// In the property graph.

// happeningEdges calls emit for the edges of facts and events.
func (f *facts) happeningEdges(emit func(edge)) {
	for _, t := range f.ties {
		if t.object == nil {
			continue
		}
		e := edge{kind: factEdge, from: t.subject.iri, to: t.object.iri, article: f.iri, fact: string(t.Kind), polarity: string(t.Polarity),
			modality: string(t.Modality), standing: string(t.Standing), date: day(t.At), since: day(t.From), until: day(t.Until)}
		if t.Confidence > 0 && t.Confidence <= 1 {
			e.confidence = decimal(t.Confidence)
		}
		if t.Fact.Claim != nil {
			e.kind = claimedEdge
			if t.claim != nil {
				e.claim = t.claim.iri
			}
		}
		emit(e)
	}
	for _, h := range f.happenings {
		for _, a := range h.actors {
			if a.node != nil {
				emit(edge{kind: takesPart, from: a.iri, to: h.iri, role: string(a.role)})
			}
		}
		for _, a := range h.places {
			if a.node != nil {
				emit(edge{kind: happensAt, from: h.iri, to: a.iri})
			}
		}
		for _, v := range h.sums {
			emit(edge{kind: hasAmount, from: h.iri, to: v.iri})
		}
		if h.claim != nil {
			emit(edge{kind: claimedIn, from: h.iri, to: h.claim.iri})
		}
		emit(edge{kind: toldIn, from: h.iri, to: f.iri})
	}
}

// happeningValues returns the values of an event's columns.
func happeningValues(h *happening) []string {
	confidence := ""
	if h.Confidence > 0 && h.Confidence <= 1 {
		confidence = decimal(h.Confidence)
	}
	return []string{h.iri, field(h.Lemma), string(h.Kind), field(h.participants()), day(h.Date), string(h.Polarity), string(h.Modality),
		confidence,
		strconv.FormatBool(h.Event.Claim != nil), strconv.Itoa(h.Predicate.Start), strconv.Itoa(h.Predicate.End)}
}

// participants returns the words of all that take part, and of the places, with their roles.
func (h *happening) participants() string {
	var list []string
	for _, p := range h.Participants {
		list = append(list, string(p.Role)+": "+oneLine(p.Words.Text))
	}
	for _, p := range h.Places {
		list = append(list, "place: "+oneLine(p.Words.Text))
	}
	return strings.Join(list, "; ")
}
