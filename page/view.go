package page

import (
	"cmp"
	"fmt"
	"html/template"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dictum.example/entity"
	"dictum.example/extract"
	"dictum.example/internal/account"
	"dictum.example/internal/source"
	"dictum.example/quote"
	"dictum.example/text"
)

// A view is what the template shows.
type view struct {
	Title      string
	ShowTitle  bool // the text has no headline of its own
	Date       string
	URL        string
	Blocks     []block
	Speakers   []*speaker
	Quotes     int
	Names      []nameGroup
	Timeline   []account.Entry
	Legend     []legend
	Style      template.CSS
	StyleHash  string
	Unassigned []*said // quotes without any speaker
}

// A block is a part of the article.
type block struct {
	Kind     string
	Pieces   []piece
	Children []block // of a list
}

// A piece is a run of text, or an element with pieces inside.
type piece struct {
	Kind   string // "", quote, cue, source, dateline, name or chip
	Text   string
	Class  string
	ID     string
	Target string
	Title  string
	Inside []piece
}

// A speaker is somebody with what the article has them say.
type speaker struct {
	Number  int
	Name    string
	Class   string // of the type's colour
	Type    string
	Roles   string
	Facts   []string
	QID     string
	First   string // anchor of the first mention in the text, or ""
	Unnamed bool
	Begins  bool // the first of those without a name
	Quotes  []*said
}

// A said is a quote in the list beside the text.
type said struct {
	Number int
	Text   string
	Kind   string
	Note   string // "denied", "to Channel One"
	InText bool   // the text shows it
	quote  *quote.Quote
	who    []*speaker
	depth  int
}

// A nameGroup is the entities of one type that said nothing.
type nameGroup struct {
	Type, Class string
	Names       []name
}

type name struct {
	ID, First, Name, QID, Roles string
	Facts                       []string
	Count                       int
}

type legend struct{ Class, Name string }

// viewer builds a view.
type viewer struct {
	*view
	doc      *extract.Document
	facts    map[*entity.Entity][]string
	speakers map[any]*speaker // by entity, or by the words of an unnamed source
	quotes   []*said          // all, nested ones too
	anchors  map[*entity.Entity]string
	seen     map[*quote.Quote]bool
	placed   map[*entity.Entity]bool // whether a mark in the text bears the anchor
	labels   map[int][]piece         // who said what ends before that place
	ends     []int                   // the places of labels
}

func newView(doc *extract.Document) *view {
	v := viewer{view: &view{Title: oneLine(doc.Title), URL: webURL(doc.URL)}, doc: doc, facts: account.Facts(doc),
		speakers: map[any]*speaker{}, anchors: map[*entity.Entity]string{}, seen: map[*quote.Quote]bool{},
		placed: map[*entity.Entity]bool{}, labels: map[int][]piece{}}
	if !doc.Published.IsZero() {
		v.Date = doc.Published.Format("2 January 2006")
		if h, m, s := doc.Published.Clock(); h+m+s > 0 {
			v.Date += doc.Published.Format(", 15:04 MST")
		}
	}
	headline := slices.IndexFunc(doc.Blocks, func(b text.Block) bool { return b.Kind == text.Headline && v.fits(b.Span) })
	if v.Title == "" && headline >= 0 {
		v.Title = oneLine(doc.Blocks[headline].Of(doc.Text))
	}
	v.ShowTitle = headline < 0 && v.Title != ""
	for _, q := range doc.Quotes {
		v.addQuote(q, 0)
	}
	v.Quotes = len(v.quotes)
	for _, e := range account.Timeline(doc) {
		v.Timeline = append(v.Timeline, account.Entry{Day: oneLine(e.Day), What: oneLine(e.What)})
	}
	slices.SortStableFunc(v.Speakers, func(a, b *speaker) int { return cmp.Or(a.rank()-b.rank(), len(b.Quotes)-len(a.Quotes)) })
	if i := slices.IndexFunc(v.Speakers, func(p *speaker) bool { return p.Unnamed }); i > 0 {
		v.Speakers[i].Begins = true
	}
	v.addNames()
	v.addBlocks()
	v.unlink()
	return v.view
}

// addQuote lists q, and those nested in it, with its speakers.
func (v *viewer) addQuote(q *quote.Quote, depth int) {
	if q == nil || v.seen[q] || !slices.ContainsFunc(q.Content, func(x text.Excerpt) bool { return v.fits(x.Span) }) {
		return
	}
	v.seen[q] = true
	s := &said{Number: len(v.quotes) + 1, Text: clean(q.Text), Kind: clean(string(q.Kind)), quote: q, depth: depth}
	var notes []string
	switch q.Polarity {
	case quote.Denied:
		notes = append(notes, "denied")
	case quote.Declined:
		notes = append(notes, "declined to say")
	}
	if !q.Speech {
		notes = append(notes, "belief, not speech")
	}
	if q.Addressee != nil {
		notes = append(notes, "to "+oneLine(q.Addressee.Name))
	}
	s.Note = strings.Join(notes, ", ")
	v.quotes = append(v.quotes, s)
	for _, e := range append([]*entity.Entity{q.Speaker}, q.Joint...) {
		if e != nil {
			v.attribute(s, e, func() *speaker { return v.named(e) })
		}
	}
	if key := sourceKey(q); len(s.who) == 0 && key != "" {
		v.attribute(s, key, func() *speaker {
			return &speaker{Name: oneLine(q.Source.Text), Type: "source without a name", Unnamed: true}
		})
	}
	if len(s.who) == 0 {
		v.Unassigned = append(v.Unassigned, s)
	}
	for _, inner := range q.Nested {
		v.addQuote(inner, depth+1)
	}
}

func (v *viewer) attribute(s *said, who any, make func() *speaker) {
	p := v.speakers[who]
	if p == nil {
		p = make()
		p.Number = len(v.Speakers) + 1
		v.speakers[who] = p
		v.Speakers = append(v.Speakers, p)
	}
	if n := len(p.Quotes); n == 0 || p.Quotes[n-1] != s {
		s.who = append(s.who, p)
		p.Quotes = append(p.Quotes, s)
	}
}

// rank puts those with a name before those without.
func (p *speaker) rank() int {
	if p.Unnamed {
		return 1
	}
	return 0
}

// sourceKey returns what tells a source without a name from others, or "" where the
// article says nothing of it.
func sourceKey(q *quote.Quote) string {
	if q.Source == nil {
		return ""
	}
	return source.Key(clean(q.Source.Text))
}

func (v *viewer) named(e *entity.Entity) *speaker {
	t := typeOf(e.Type)
	return &speaker{Name: oneLine(e.Name), Class: t.Class, Type: t.Name, Roles: roles(e), Facts: v.told(e), QID: qid(e), First: v.anchor(e)}
}

// told returns what the article tells of e.
func (v *viewer) told(e *entity.Entity) (list []string) {
	for _, f := range v.facts[e] {
		list = append(list, oneLine(f))
	}
	return list
}

// anchor returns the id of the first mention of e in the text, or "".
func (v *viewer) anchor(e *entity.Entity) string {
	if a, ok := v.anchors[e]; ok {
		return a
	}
	a := ""
	if slices.ContainsFunc(e.Mentions, func(m entity.Mention) bool { return v.fits(m.Span) }) {
		a = fmt.Sprintf("m%d", len(v.anchors)+1)
	}
	v.anchors[e] = a
	return a
}

// addNames lists the entities that said nothing, by type.
func (v *viewer) addNames() {
	byType := map[string]*nameGroup{}
	var groups []*nameGroup
	used := map[string]string{}
	for i, e := range v.doc.Entities {
		if e == nil || oneLine(e.Name) == "" {
			continue
		}
		t := typeOf(e.Type)
		used[t.Class] = t.Name
		if v.speakers[e] != nil || t.value {
			continue
		}
		g := byType[t.Class]
		if g == nil {
			g = &nameGroup{Type: t.Name, Class: t.Class}
			byType[t.Class] = g
			groups = append(groups, g)
		}
		g.Names = append(g.Names, name{ID: fmt.Sprintf("e%d", i+1), First: v.anchor(e), Name: oneLine(e.Name), QID: qid(e),
			Roles: roles(e), Facts: v.told(e), Count: named(e)})
	}
	order := map[string]int{}
	for i, t := range types {
		order[t.Class] = i
		if used[t.Class] != "" {
			v.Legend = append(v.Legend, legend{t.Class, t.Name})
		}
	}
	slices.SortStableFunc(groups, func(a, b *nameGroup) int { return cmp.Compare(order[a.Class], order[b.Class]) })
	for _, g := range groups {
		v.Names = append(v.Names, *g)
	}
}

// target returns the id beside the text that tells about the i-th entity.
func (v *viewer) target(i int, e *entity.Entity) string {
	if p := v.speakers[e]; p != nil {
		return p.Anchor()
	}
	return fmt.Sprintf("e%d", i+1)
}

// Anchor is the id inside the speaker's entry, so that a link to it opens the entry.
func (p *speaker) Anchor() string { return fmt.Sprintf("p%d-said", p.Number) }

// Anchor is the id of the quote in the text.
func (s *said) Anchor() string { return fmt.Sprintf("q%d", s.Number) }

type entityType struct {
	Name, Class string
	value       bool
}

func typeOf(t entity.Type) entityType {
	for _, x := range types {
		if x.Type == t {
			return entityType{x.Name, x.Class, x.value}
		}
	}
	return entityType{"other", "misc", false}
}

// named returns how often the text names e.
func named(e *entity.Entity) int {
	n := 0
	for _, m := range e.Mentions {
		if m.Kind == entity.Name {
			n++
		}
	}
	return n
}

func roles(e *entity.Entity) string {
	var names []string
	known := map[string]bool{}
	for _, r := range e.Roles {
		n := oneLine(r.Text)
		if key := strings.ToLower(n); n != "" && !known[key] {
			known[key] = true
			names = append(names, n)
		}
	}
	return strings.Join(names, "; ")
}

// unlink takes away links to places that the text does not show.
func (v *viewer) unlink() {
	shown := map[string]bool{}
	for _, b := range v.Blocks {
		b.ids(shown)
	}
	for _, p := range v.Speakers {
		if !shown[p.First] {
			p.First = ""
		}
	}
	for _, g := range v.Names {
		for i := range g.Names {
			if !shown[g.Names[i].First] {
				g.Names[i].First = ""
			}
		}
	}
	for _, s := range v.quotes {
		s.InText = shown[s.Anchor()]
	}
}

// ids gathers the ids of what b shows.
func (b block) ids(into map[string]bool) {
	var gather func([]piece)
	gather = func(ps []piece) {
		for _, p := range ps {
			into[p.ID] = true
			gather(p.Inside)
		}
	}
	gather(b.Pieces)
	for _, c := range b.Children {
		c.ids(into)
	}
}

func qid(e *entity.Entity) string {
	if len(e.QID) > 1 && e.QID[0] == 'Q' && strings.Trim(e.QID[1:], "0123456789") == "" {
		return e.QID
	}
	return ""
}

func webURL(s string) string {
	u, err := url.Parse(s)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" {
		return ""
	}
	return u.String()
}

func (v *viewer) fits(s text.Span) bool {
	return 0 <= s.Start && s.Start < s.End && s.End <= len(v.doc.Text) && boundary(v.doc.Text, s.Start) && boundary(v.doc.Text, s.End)
}

// boundary reports whether a rune of s, or its end, is at i.
func boundary(s string, i int) bool {
	for j := i - 1; j >= 0 && j > i-utf8.UTFMax; j-- {
		if utf8.RuneStart(s[j]) {
			_, size := utf8.DecodeRuneInString(s[j:])
			return j+size <= i
		}
	}
	return true
}

// clean returns s with U+FFFD for the control characters and bytes that HTML
// has no way to show, and a space for those that are white space, such as form feeds.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			return r
		case unicode.IsSpace(r) && unicode.IsControl(r):
			return ' '
		case unicode.IsControl(r) || r&0xFFFE == 0xFFFE:
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

func oneLine(s string) string { return strings.Join(strings.Fields(clean(s)), " ") }
