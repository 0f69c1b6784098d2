// Package profile sums up the sources of many articles: how often each is quoted, in which articles and with how many
// words, which offices the articles give, and whether they call somebody he or she.
//
// A [Collector] takes documents one by one and keeps of each only what counts. Speakers of several articles are one where
// package corpus gave them one node, or else where they have one Wikidata item, or one type and name. Sources without a
// name are one by their words: all articles' "officials". [Write] writes the profiles as CSV; module dictum.example/parquet
// writes them as Parquet.
//
// Finding the speakers is left to package extract, and telling who is one and the same to package corpus.
package profile

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"dictum.example/entity"
	"dictum.example/extract"
	"dictum.example/fact"
	"dictum.example/graph"
	"dictum.example/internal/account"
	"dictum.example/internal/source"
	"dictum.example/quote"
)

// A Profile is what a corpus tells of one source.
type Profile struct {
	// ID is the node of package corpus, or else the IRI that package graph gives; of a source without a name "unnamed:"
	// and its words.
	ID string
	// Name is the name that most articles give, in full where any does; or the words for a source without one.
	Name string
	// Kind tells what sort of speaker it is, as most of the quotes do.
	Kind quote.SpeakerKind
	// Type is that of the entity, "" of a source without a name.
	Type entity.Type
	// QID is the Wikidata item that most of its articles are linked to, or "".
	QID string
	// Quotes is how often it is quoted, Statements how often that is a statement and no belief, Direct how often all of it is
	// word for word, and Words how many words all of them have. Of a statement made together each speaker has all.
	Quotes, Statements, Direct, Words int
	// Articles are the ids of the articles that quote it, in order.
	Articles []string
	// First and Last are the days of the first and the last of them, YYYY-MM-DD, "" where none has one.
	First, Last string
	// Offices are the titles and offices that articles give, in order of their first day.
	Offices []Office
	// Gender is what pronouns and titles tell, where at least four of five articles that tell it agree; else "".
	Gender entity.Gender
	// Evidence are the places that tell the gender, at most one an article.
	Evidence []Place
}

// An Office is a title or office, with when the articles that give it were published, or say that it was held.
type Office struct {
	Name string
	// First and Last are the days of publication of the first and the last article that gives it.
	First, Last string
	// From and Until are when it was held, where an article tells, as far as the calendar has it.
	From, Until string
	// Former tells that an article says it is over.
	Former bool
}

// A Place is a part of an article: a half-open span of byte offsets into its text.
type Place struct {
	Article    string
	Start, End int
}

// A Collector gathers profiles. It is not safe for concurrent use.
type Collector struct{ sources map[string]*gathered }

// gathered is a profile in the making.
type gathered struct {
	Profile
	names, kinds, types, items map[string]int
	offices                    map[string]*Office
	articles                   map[string]bool
	genders                    map[entity.Gender]int
}

// NewCollector returns a Collector without any profile.
func NewCollector() *Collector { return &Collector{map[string]*gathered{}} }

// Add counts the quotes of a document. A document that is added twice is counted twice.
func (c *Collector) Add(d *extract.Document) {
	if d == nil {
		return
	}
	r := reading{Collector: c, doc: d, article: d.ID, here: map[string]bool{}, held: map[*entity.Entity][]*fact.Fact{}}
	if r.article == "" {
		r.article = graph.Options{}.Article(&d.Article)
	}
	if !d.Published.IsZero() {
		r.day = d.Published.Format(time.DateOnly)
	}
	for _, f := range d.Facts {
		if f != nil && f.Kind == fact.PositionHeld && f.Words != nil && f.Polarity != fact.Negated {
			r.held[f.Subject] = append(r.held[f.Subject], f)
		}
	}
	for _, q := range d.Quotes {
		if q != nil {
			r.quote(q)
		}
	}
}

// A reading is a document that is being counted.
type reading struct {
	*Collector
	doc          *extract.Document
	article, day string
	here         map[string]bool                 // the sources whose article was noted
	held         map[*entity.Entity][]*fact.Fact // their offices
}

func (r *reading) quote(q *quote.Quote) {
	speakers := q.Speakers()
	for _, e := range speakers {
		if e != nil && strings.TrimSpace(e.Name) != "" {
			g := r.source(cmp.Or(e.Node, graph.Options{}.Entity(e, &r.doc.Article)))
			if first := r.note(g); first {
				r.person(g, e)
			}
			g.count(q)
		}
	}
	if len(speakers) > 0 || q.Source == nil {
		return
	}
	if key := source.Key(q.Source.Text); key != "" {
		g := r.source("unnamed:" + key)
		if first := r.note(g); first {
			g.names[strings.Join(strings.Fields(q.Source.Text), " ")]++
		}
		g.count(q)
	}
}

func (c *Collector) source(id string) *gathered {
	g := c.sources[id]
	if g == nil {
		g = &gathered{Profile: Profile{ID: id}, names: map[string]int{}, kinds: map[string]int{}, types: map[string]int{},
			items: map[string]int{}, offices: map[string]*Office{}, articles: map[string]bool{}, genders: map[entity.Gender]int{}}
		c.sources[id] = g
	}
	return g
}

// note notes that the article quotes a source, and reports whether that is new.
func (r *reading) note(g *gathered) bool {
	if r.here[g.ID] {
		return false
	}
	r.here[g.ID] = true
	g.articles[r.article] = true
	g.First, g.Last = span(g.First, g.Last, r.day)
	return true
}

// span widens a stretch of days by one; "" is no day.
func span(first, last, day string) (string, string) {
	if day == "" {
		return first, last
	}
	if first == "" || day < first {
		first = day
	}
	return first, max(last, day)
}

func (g *gathered) count(q *quote.Quote) {
	g.Quotes++
	g.Words += len(strings.Fields(q.Text))
	g.kinds[string(q.SpeakerKind)]++
	if q.Speech {
		g.Statements++
	}
	if q.Kind == quote.Direct {
		g.Direct++
	}
}

// person notes what the article tells of a speaker: names, item, offices, gender.
func (r *reading) person(g *gathered, e *entity.Entity) {
	g.names[strings.Join(strings.Fields(e.Name), " ")]++
	g.types[string(e.Type)]++
	if e.QID != "" {
		g.items[e.QID]++
	}
	for _, x := range e.Roles {
		g.office(x.Text, r.day)
	}
	for _, f := range r.held[e] {
		g.held(f, r.day)
	}
	if e.Gender == "" {
		return
	}
	g.genders[e.Gender]++
	if p, ok := evidence(e, r.doc.Text); ok {
		g.Evidence = append(g.Evidence, Place{r.article, p.Start, p.End})
	}
}

// office notes an office that an article gives.
func (g *gathered) office(words, day string) *Office {
	name := strings.Join(strings.Fields(words), " ")
	if name == "" {
		return nil
	}
	o := g.offices[strings.ToLower(name)]
	if o == nil {
		o = &Office{Name: name}
		g.offices[strings.ToLower(name)] = o
	}
	o.First, o.Last = span(o.First, o.Last, day)
	return o
}

// held notes when an office was held, as a fact tells.
func (g *gathered) held(f *fact.Fact, day string) {
	o := g.office(f.Words.Text, day)
	if o == nil {
		return
	}
	o.From, o.Until = cmp.Or(o.From, account.Day(f.From)), cmp.Or(o.Until, account.Day(f.Until))
	o.Former = o.Former || f.Standing == fact.Former
}

// pronouns are those that tell a gender.
var pronouns = map[string]entity.Gender{
	"he": entity.Male, "him": entity.Male, "his": entity.Male, "himself": entity.Male,
	"she": entity.Female, "her": entity.Female, "hers": entity.Female, "herself": entity.Female,
}

// evidence returns the place that tells the gender of e: the first pronoun that does, or else the first name, before which
// a title stands.
func evidence(e *entity.Entity, text string) (m entity.Mention, ok bool) {
	for _, kind := range []entity.Kind{entity.Pronoun, entity.Name} {
		for _, m := range e.Mentions {
			told := kind == entity.Name || pronouns[strings.ToLower(m.Text)] == e.Gender
			if m.Kind == kind && told && 0 <= m.Start && m.Start < m.End && m.End <= len(text) {
				return m, true
			}
		}
	}
	return m, false
}

// Profiles returns the profiles, those who are quoted most first.
func (c *Collector) Profiles() []Profile {
	list := make([]Profile, 0, len(c.sources))
	for _, g := range c.sources {
		list = append(list, g.profile())
	}
	slices.SortFunc(list, func(a, b Profile) int { return cmp.Or(b.Quotes-a.Quotes, b.Words-a.Words, strings.Compare(a.ID, b.ID)) })
	return list
}

func (g *gathered) profile() Profile {
	p := g.Profile
	p.Name, p.Kind, p.Type, p.QID = fullest(g.names), quote.SpeakerKind(most(g.kinds)), entity.Type(most(g.types)), most(g.items)
	p.Articles = slices.Sorted(maps.Keys(g.articles))
	for _, key := range slices.Sorted(maps.Keys(g.offices)) {
		p.Offices = append(p.Offices, *g.offices[key])
	}
	slices.SortStableFunc(p.Offices, func(a, b Office) int { return strings.Compare(a.First, b.First) })
	p.Gender = agreed(g.genders)
	if p.Gender == "" {
		p.Evidence = nil
	}
	p.Evidence = slices.Clone(p.Evidence)
	return p
}

// agreed returns the gender on which at least four of five agree, or "".
func agreed(n map[entity.Gender]int) entity.Gender {
	all := n[entity.Female] + n[entity.Male]
	for _, g := range []entity.Gender{entity.Female, entity.Male} {
		if n[g] > 0 && 5*n[g] >= 4*all {
			return g
		}
	}
	return ""
}

// most returns the key that is counted most, of several the first.
func most(n map[string]int) string {
	best := ""
	for _, key := range slices.Sorted(maps.Keys(n)) {
		if best == "" || n[key] > n[best] {
			best = key
		}
	}
	return best
}

// fullest returns the name that is counted most, of those of more than one word where there are any.
func fullest(n map[string]int) string {
	full := maps.Clone(n)
	maps.DeleteFunc(full, func(name string, _ int) bool { return !strings.Contains(name, " ") })
	if len(full) > 0 {
		n = full
	}
	return most(n)
}

// String returns the office with its days: "Defence Minister (2025-02-04 to 2025-08-12)".
func (o Office) String() string {
	var notes []string
	if o.Former {
		notes = append(notes, "former")
	}
	for _, x := range []struct{ word, day string }{{"from ", o.From}, {"until ", o.Until}} {
		if x.day != "" {
			notes = append(notes, x.word+x.day)
		}
	}
	switch {
	case o.First == "":
	case o.First == o.Last:
		notes = append(notes, "told "+o.First)
	default:
		notes = append(notes, "told "+o.First+" to "+o.Last)
	}
	if len(notes) == 0 {
		return o.Name
	}
	return o.Name + " (" + strings.Join(notes, ", ") + ")"
}

// String returns the place as "article:start-end".
func (p Place) String() string {
	return p.Article + ":" + strconv.Itoa(p.Start) + "-" + strconv.Itoa(p.End)
}
