package main

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/rivo/uniseg"
	"golang.org/x/term"

	"dictum.example/entity"
	"dictum.example/extract"
	"dictum.example/internal/account"
	"dictum.example/internal/source"
	"dictum.example/quote"
	"dictum.example/text"
)

const (
	defaultWidth = 80
	minWidth     = 40
	maxWidth     = 110 // longer lines are hard to read
	maxCue       = 16  // columns that a cue may take up beside its content
	minContent   = 24  // columns that a content needs beside its cue
)

// A textWriter writes documents for people to read.
type textWriter struct {
	w     io.Writer
	page  bytes.Buffer // the document that is being written
	width int
	color bool
	sure  float64 // the least confidence of the quotes that are shown
	next  bool    // not the first document
}

// newTextWriter returns a writer for lines of at most width columns; width < 1
// means those of the terminal.
func newTextWriter(w io.Writer, width int) *textWriter {
	t := &textWriter{w: w, width: width}
	if f, ok := w.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		t.color = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
		if columns, _, err := term.GetSize(int(f.Fd())); err == nil && width < 1 {
			t.width = min(columns, maxWidth)
		}
	}
	if t.width < 1 {
		t.width = defaultWidth
	}
	t.width = max(t.width, minWidth)
	return t
}

func (t *textWriter) write(doc *extract.Document) error {
	t.page.Reset()
	if t.next {
		t.page.WriteString("\n" + t.style(dim, strings.Repeat("─", t.width)) + "\n\n")
	}
	t.next = true
	t.heading(doc)
	shown := t.statements(doc.Quotes)
	t.facts(doc)
	t.timeline(doc)
	t.entities(doc.Entities, shown)
	_, err := t.w.Write(t.page.Bytes())
	return err
}

// A style is a way to show a word on a terminal, as the digits of its SGR sequence.
type style string

const (
	bold style = "1"
	dim  style = "2"
	name style = "1;36"
)

func (t *textWriter) style(s style, words string) string {
	if !t.color || words == "" {
		return words
	}
	return "\x1b[" + string(s) + "m" + words + "\x1b[0m"
}

// line writes words, styled, wrapped, with the first line's and the other lines' indents.
func (t *textWriter) line(s style, first, rest, words string) {
	indent := first
	for _, l := range wrap(words, t.width-columns(first), t.width-columns(rest)) {
		t.page.WriteString(indent + t.style(s, l) + "\n")
		indent = rest
	}
}

func (t *textWriter) heading(doc *extract.Document) {
	title := doc.Title
	for _, b := range doc.Blocks {
		if title == "" && b.Kind == text.Headline {
			title = b.Of(doc.Text)
		}
	}
	var about []string
	for _, s := range []string{clean(called(&doc.Article)), date(doc.Published), clean(doc.URL)} {
		if s != "" {
			about = append(about, s)
		}
	}
	if title != "" {
		t.line(bold, "", "", clean(title))
	}
	if len(about) > 0 {
		t.line(dim, "", "", strings.Join(about, " · "))
	}
	if len(doc.Entities) == 0 && len(doc.Quotes) == 0 {
		t.line(dim, "", "", "(no names and no quotes)")
	}
}

// called returns what an article is called by: its own id, or the file of one that has none.
func called(a *extract.Article) string {
	if a.Origin != "" && strings.HasPrefix(a.ID, extract.MadeUpID) {
		return a.Origin
	}
	return a.ID
}

func date(day time.Time) string {
	if day.IsZero() {
		return ""
	}
	return day.Format(time.DateOnly)
}

// statements writes who said what, and then what else is attributed, beliefs and
// decisions, and returns the speakers. A belief of nobody with a name is left out, as what
// is less sure is.
func (t *textWriter) statements(quotes []*quote.Quote) map[*entity.Entity]bool {
	shown := map[*entity.Entity]bool{}
	var said, other []*quote.Quote
	left := 0
	for _, q := range quotes {
		switch {
		case q.Confidence < t.sure, !q.Speech && q.Speaker == nil && t.sure > 0:
			left++
		case q.Speech:
			said = append(said, q)
		default:
			other = append(other, q)
		}
	}
	cue := cueColumns(slices.Concat(said, other))
	t.part("WHO SAID WHAT", said, cue, shown)
	t.part("BELIEFS, WISHES AND DECISIONS", other, cue, shown)
	if left > 0 {
		t.page.WriteString("\n" + t.style(dim, fmt.Sprintf("  and %d less clear, with --sure 0", left)) + "\n")
	}
	return shown
}

// part writes quotes by their speakers, whom it adds to those that are shown.
func (t *textWriter) part(title string, quotes []*quote.Quote, cue int, shown map[*entity.Entity]bool) {
	if len(quotes) == 0 {
		return
	}
	t.page.WriteString("\n" + t.style(bold, title) + "\n")
	for _, v := range voices(quotes) {
		t.page.WriteString("\n")
		t.voice(v)
		for _, e := range v.speakers {
			shown[e] = true
		}
		for _, q := range v.quotes {
			t.quote(q, "    ", cue)
		}
	}
}

// facts writes what the article tells of those in it.
func (t *textWriter) facts(doc *extract.Document) {
	told := account.Facts(doc)
	if len(told) == 0 {
		return
	}
	t.page.WriteString("\n" + t.style(bold, "FACTS") + "\n\n")
	for _, e := range doc.Entities {
		if list := told[e]; len(list) > 0 {
			t.line(name, "  ", "    ", clean(e.Name))
			for _, f := range list {
				t.line("", "    ", "      ", clean(f))
			}
		}
	}
}

// timeline writes the events of which the article tells the day, in order.
func (t *textWriter) timeline(doc *extract.Document) {
	entries := account.Timeline(doc)
	if len(entries) == 0 {
		return
	}
	t.page.WriteString("\n" + t.style(bold, "WHAT HAPPENED WHEN") + "\n\n")
	rest := strings.Repeat(" ", 2+len(time.DateOnly)+2)
	for _, e := range entries {
		first := "  " + t.style(dim, pad(e.Day, len(time.DateOnly))) + "  "
		for _, l := range wrap(clean(e.What), t.width-len(rest), t.width-len(rest)) {
			t.page.WriteString(first + l + "\n")
			first = rest
		}
	}
}

// A voice is one speaker, or several that speak together, with what they say.
type voice struct {
	speakers []*entity.Entity // none where the article names none
	source   string           // the words for a speaker without a name
	quotes   []*quote.Quote
}

// voices groups the quotes by speaker, in the order of their first words. Quotes
// of which nothing tells the speaker come last.
func voices(quotes []*quote.Quote) []*voice {
	var all []*voice
	known := map[string]*voice{}
	for _, q := range quotes {
		v := &voice{speakers: q.Speakers()}
		key := ""
		if len(v.speakers) == 0 && q.Source != nil {
			if key = source.Key(q.Source.Text); key != "" {
				v.source = clean(q.Source.Text)
			}
		}
		for _, e := range v.speakers {
			key += fmt.Sprintf("\x00%p", e)
		}
		if known[key] == nil {
			known[key] = v
			all = append(all, v)
		}
		known[key].quotes = append(known[key].quotes, q)
	}
	slices.SortStableFunc(all, func(v, w *voice) int { return cmp.Compare(v.unknown(), w.unknown()) })
	return all
}

func (v *voice) unknown() int {
	if len(v.speakers) == 0 && v.source == "" {
		return 1
	}
	return 0
}

func (t *textWriter) voice(v *voice) {
	switch len(v.speakers) {
	case 0:
		t.line(name, "  ", "    ", cmp.Or(v.source, "(not named)"))
	case 1:
		t.speaker(clean(v.speakers[0].Name), roles(v.speakers[0]))
	default:
		t.line(name, "  ", "    ", names(v.speakers))
	}
}

// speaker writes a name and its roles, on one line if they fit.
func (t *textWriter) speaker(who, about string) {
	const indent, dot = "  ", " · "
	switch {
	case about == "":
		t.line(name, indent, indent, who)
	case columns(indent+who+dot+about) <= t.width:
		t.page.WriteString(indent + t.style(name, who) + t.style(dim, dot+about) + "\n")
	default:
		t.line(name, indent, indent, who)
		t.line(dim, indent, indent, about)
	}
}

func names(es []*entity.Entity) string {
	list := make([]string, len(es))
	for i, e := range es {
		list[i] = clean(e.Name)
	}
	return strings.Join(list, ", ")
}

// roles returns the titles of e, each once, with the affiliation if they do not tell it.
func roles(e *entity.Entity) string {
	var list []string
	known := map[string]bool{}
	for _, r := range e.Roles {
		role := clean(r.Text)
		if key := strings.ToLower(role); !known[key] {
			known[key] = true
			list = append(list, role)
		}
	}
	all := strings.Join(list, "; ")
	if a := e.Affiliation; a != nil && !strings.Contains(strings.ToLower(all), strings.ToLower(clean(a.Name))) {
		all = strings.TrimPrefix(all+" · "+clean(a.Name), " · ")
	}
	return all
}

// cueColumns returns the columns of the longest cue that stands beside its content.
func cueColumns(quotes []*quote.Quote) int {
	most := 0
	for _, q := range quotes {
		if n := columns(cue(q)); n <= maxCue {
			most = max(most, n)
		}
		most = max(most, cueColumns(q.Nested))
	}
	return most
}

// cue returns the words that attribute q, with the pronoun that they say it of where
// nothing else tells who speaks.
func cue(q *quote.Quote) string {
	words := "–"
	if q.Cue != nil {
		words = clean(q.Cue.Text)
	}
	if q.Speaker == nil && q.Source != nil && source.Key(q.Source.Text) == "" {
		words = clean(q.Source.Text) + " " + words
	}
	return words
}

// quote writes cue and content side by side; a long cue has a line of its own.
func (t *textWriter) quote(q *quote.Quote, indent string, cueWidth int) {
	said, content := cue(q), clean(q.Text)
	if q.Addressee != nil {
		content += " (to " + clean(q.Addressee.Name) + ")"
	}
	rest := indent + strings.Repeat(" ", cueWidth+2)
	head := indent + t.style(bold, pad(said, cueWidth)) + "  "
	if narrow := t.width-columns(rest) < minContent; narrow || columns(said) > cueWidth {
		t.line(bold, indent, indent, said)
		if narrow {
			rest = indent + "  "
		}
		head = rest
	}
	for _, l := range wrap(content, t.width-columns(rest), t.width-columns(rest)) {
		t.page.WriteString(head + l + "\n")
		head = rest
	}
	for _, n := range q.Nested {
		if who := clean(n.SpeakerText()); who != "" {
			t.line(name, indent+"  ", indent+"  ", who)
		}
		t.quote(n, indent+"  ", cueWidth)
	}
}

// sections are the groups of entities that are listed, in order.
var sections = []struct {
	title string
	types []entity.Type
}{
	{"People", []entity.Type{entity.Person}},
	{"Organisations", []entity.Type{entity.Org}},
	{"Countries, cities", []entity.Type{entity.GPE}},
	{"Other places", []entity.Type{entity.Loc, entity.Fac}},
	{"Groups of people", []entity.Type{entity.NORP}},
	{"Events", []entity.Type{entity.Event}},
	{"Works, products", []entity.Type{entity.WorkOfArt, entity.Product}},
	{"Laws, languages", []entity.Type{entity.Law, entity.Language}},
	{"Dates, times", []entity.Type{entity.Date, entity.Time}},
	{"Amounts", []entity.Type{entity.Money, entity.Percent, entity.Quantity}},
}

// entities lists by type those that have not been shown as speakers.
func (t *textWriter) entities(es []*entity.Entity, shown map[*entity.Entity]bool) {
	label := 0
	for _, s := range sections {
		label = max(label, columns(s.title))
	}
	title := "ALSO IN THE ARTICLE"
	if len(shown) == 0 {
		title = "IN THE ARTICLE"
	}
	for _, s := range sections {
		var items []string
		for _, e := range es {
			if !shown[e] && slices.Contains(s.types, e.Type) {
				items = append(items, item(e))
			}
		}
		if len(items) == 0 {
			continue
		}
		if title != "" {
			t.page.WriteString("\n" + t.style(bold, title) + "\n\n")
			title = ""
		}
		t.list(s.title, label, items)
	}
}

// list writes a label and the items beside it, unbroken where they fit a line.
func (t *textWriter) list(label string, labelWidth int, items []string) {
	first := "  " + t.style(dim, pad(label, labelWidth)) + "  "
	rest := strings.Repeat(" ", 2+labelWidth+2)
	room := t.width - columns(rest)
	line := ""
	flush := func() {
		for _, l := range wrap(line, room, room) {
			t.page.WriteString(first + l + "\n")
			first = rest
		}
	}
	for i, it := range items {
		if i < len(items)-1 {
			it += ","
		}
		if line != "" && columns(line)+1+columns(it) > room {
			flush()
			line = ""
		}
		line = strings.TrimPrefix(line+" "+it, " ")
	}
	flush()
}

// item returns the name of e with its roles, its value, and how often it is named.
func item(e *entity.Entity) string {
	var about []string
	if r := roles(e); r != "" {
		about = append(about, r)
	}
	if v := meaning(e); v != "" && v != e.Name {
		about = append(about, v)
	}
	if n := timesNamed(e); n > 1 {
		about = append(about, fmt.Sprintf("%d×", n))
	}
	if len(about) == 0 {
		return clean(e.Name)
	}
	return clean(e.Name) + " (" + strings.Join(about, ", ") + ")"
}

// timesNamed returns how often the article names e; "she" may be somebody else.
func timesNamed(e *entity.Entity) int {
	n := 0
	for _, m := range e.Mentions {
		if m.Kind == entity.Name {
			n++
		}
	}
	return n
}

// meaning returns the value of a date, time or amount of money, which people may want to see.
func meaning(e *entity.Entity) string {
	switch e.Type {
	case entity.Date, entity.Time, entity.Money:
		return e.Value.String()
	}
	return ""
}

// clean makes one line of s and takes out what could steer a terminal.
func clean(s string) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r):
			return '\ufffd'
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

func columns(s string) int { return uniseg.StringWidth(s) }

func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-columns(s)))
}

// wrap breaks words into lines of at most the given columns: the first line's
// and the others'. A word that is longer has a line of its own.
func wrap(words string, first, others int) []string {
	var lines []string
	line, room, used := "", first, 0
	for word := range strings.FieldsSeq(words) {
		w := columns(word)
		if line != "" && used+1+w > room {
			lines = append(lines, line)
			line, room, used = "", others, 0
		}
		if line != "" {
			line += " "
			used++
		}
		line += word
		used += w
	}
	return append(lines, line)
}
