package graph

import (
	"bufio"
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"

	"dictum.example/fact"
)

// ftm writes entities of FollowTheMoney (https://followthemoney.tech), one a line. What articles say of one thing are fragments
// with one id, which "ftm aggregate" and Aleph join.
type ftm struct{ out *bufio.Writer }

// An ftmEntity is a line: properties have several values each.
type ftmEntity struct {
	ID         string              `json:"id"`
	Schema     string              `json:"schema"`
	Properties map[string][]string `json:"properties"`
}

// ftmSchemata are the schemata of classes of nodes; works, products, laws and languages have none.
var ftmSchemata = map[string]string{
	"Person": "Person", "Organization": "Organization", "Place": "Address", "Group": "LegalEntity", "Event": "Event",
}

func (w *ftm) add(f *facts) error {
	encode := json.NewEncoder(w.out)
	encode.SetEscapeHTML(false)
	for _, e := range f.ftm() {
		if err := encode.Encode(e); err != nil {
			return err
		}
	}
	return w.out.Flush()
}

func (w *ftm) close() error   { return w.out.Flush() }
func (w *ftm) discard() error { return nil }

// ftmID returns the id of what has an IRI, or of what two have to do with one another in one article.
func ftmID(iris ...string) string { return digest(strings.Join(iris, " ")) }

// An ftmBuilder makes the entities of one article.
type ftmBuilder struct {
	*facts
	article string // its id
	out     []ftmEntity
}

func (f *facts) ftm() []ftmEntity {
	b := &ftmBuilder{facts: f, article: ftmID(f.iri)}
	article := map[string][]string{"title": {f.title}, "publishedAt": {f.date}, "language": {"eng"}}
	if _, ok := webIRI(f.doc.URL); ok {
		article["sourceUrl"] = []string{f.doc.URL}
	}
	b.emit("Article", article, f.iri)
	for _, n := range f.nodes {
		b.node(n)
	}
	for _, r := range f.roles {
		if r.at != nil {
			b.link(r.holder, r.at, fact.WorksFor, map[string][]string{"role": {field(r.name)}, "date": {f.date}}, field(r.name))
		}
	}
	for _, t := range f.ties {
		if t.stands() && t.object != nil {
			b.link(t.subject, t.object, t.Kind, tieProperties(t), string(t.Kind))
		}
	}
	walk(f.quotes, func(q *said) {
		about := append([]string{}, b.article)
		for _, n := range q.speakers {
			if b.schema(n) != "" {
				about = append(about, ftmID(n.iri))
			}
		}
		b.emit("Note", map[string][]string{"name": {field(q.Text)}, "description": {field(q.Text)}, "entity": about}, q.iri)
	})
	for _, h := range f.happenings {
		b.happening(h)
	}
	return b.out
}

// emit adds an entity named by IRIs, without properties that are empty.
func (b *ftmBuilder) emit(schema string, properties map[string][]string, iris ...string) {
	for name, values := range properties {
		values = slices.DeleteFunc(values, func(v string) bool { return v == "" })
		slices.Sort(values)
		properties[name] = slices.Compact(values)
	}
	maps.DeleteFunc(properties, func(_ string, values []string) bool { return len(values) == 0 })
	b.out = append(b.out, ftmEntity{ftmID(iris...), schema, properties})
}

// schema returns the schema of a node, "" for what has none: unnamed sources too.
func (b *ftmBuilder) schema(n *node) string {
	if n.unnamed {
		return ""
	}
	return ftmSchemata[n.class.label]
}

func (b *ftmBuilder) node(n *node) {
	schema := b.schema(n)
	if schema == "" {
		return
	}
	p := map[string][]string{"name": {field(n.name)}, "proof": {b.article}}
	for _, a := range n.aliases {
		p["alias"] = append(p["alias"], field(a))
	}
	for _, iri := range append([]string{n.iri}, n.same...) {
		if qid, ok := strings.CutPrefix(iri, Wikidata); ok && validQID(qid) {
			p["wikidataId"] = []string{qid}
		}
	}
	switch schema {
	case "Person":
		for _, r := range b.roles {
			if r.holder == n {
				p["position"] = append(p["position"], field(r.name))
			}
		}
	case "Address":
		p["full"] = []string{field(n.name)}
	}
	b.emit(schema, p, n.iri)
	b.emit("Documentation", map[string][]string{
		"document": {b.article}, "entity": {ftmID(n.iri)}, "role": {"mentioned"}, "date": {b.date},
	}, b.iri, n.iri)
}

// kinships are the kinds of fact between relatives.
var kinships = []fact.Kind{fact.Spouse, fact.Parent, fact.Sibling, fact.Relative}

// link adds that two nodes have to do with one another, in the schema that has room for it.
func (b *ftmBuilder) link(from, to *node, kind fact.Kind, p map[string][]string, role string) {
	a, z := b.schema(from), b.schema(to)
	if a == "" || z == "" {
		return
	}
	role = strings.ReplaceAll(role, "_", " ")
	schema, ends := ftmLink(a, z, kind)
	if schema == "Family" {
		p["relationship"] = []string{role}
	} else if len(p["role"]) == 0 {
		p["role"] = []string{role}
	}
	p[ends[0]], p[ends[1]], p["proof"] = []string{ftmID(from.iri)}, []string{ftmID(to.iri)}, []string{b.article}
	b.emit(schema, p, b.iri, from.iri, to.iri, role)
}

// ftmLink returns the schema of a fact between things of two schemata, and its properties for the two.
func ftmLink(from, to string, kind fact.Kind) (schema string, ends [2]string) {
	switch {
	case from == "Person" && to == "Organization" && (kind == fact.WorksFor || kind == fact.HeadOf):
		return "Employment", [2]string{"employee", "employer"}
	case kind == fact.MemberOf && to == "Organization" && (from == "Person" || from == "Organization"):
		return "Membership", [2]string{"member", "organization"}
	case from == "Person" && to == "Person" && slices.Contains(kinships, kind):
		return "Family", [2]string{"person", "relative"}
	}
	return "UnknownLink", [2]string{"subject", "object"}
}

func tieProperties(t *tie) map[string][]string {
	p := map[string][]string{"startDate": {ftmDate(t.From)}, "endDate": {ftmDate(t.Until)}, "date": {ftmDate(t.At)},
		"summary": {field(t.Evidence.Text)}}
	if t.Standing != "" && !slices.Contains(kinships, t.Kind) {
		p["status"] = []string{string(t.Standing)}
	}
	return p
}

var isoDate = regexp.MustCompile(`^\d{4}(-\d\d(-\d\d)?)?$`)

// ftmDate returns a date as FollowTheMoney has it, or "".
func ftmDate(d *fact.Date) string {
	if s := d.String(); isoDate.MatchString(s) {
		return s
	}
	return ""
}

// happening adds what the article itself says to have happened.
func (b *ftmBuilder) happening(h *happening) {
	if h.claim != nil || h.Event.Claim != nil || h.Polarity != fact.Affirmed || h.Modality != fact.Asserted {
		return
	}
	p := map[string][]string{"name": {field(h.Lemma)}, "date": {ftmDate(h.Date)}, "summary": {field(h.Evidence.Text)},
		"notes": {string(h.Kind)}, "proof": {b.article}}
	for _, a := range h.actors {
		if a.node != nil && slices.Contains([]string{"Person", "Organization", "LegalEntity"}, b.schema(a.node)) {
			p["involved"] = append(p["involved"], ftmID(a.iri))
		}
	}
	for _, a := range h.places {
		if a.node != nil {
			p["location"] = append(p["location"], field(a.name))
		} else {
			p["location"] = append(p["location"], field(a.words))
		}
	}
	b.emit("Event", p, h.iri)
}
