package site

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"dictum.example/entity"
	"dictum.example/extract"
	"dictum.example/fact"
	"dictum.example/internal/account"
	"dictum.example/internal/replace"
	"dictum.example/page"
	"dictum.example/quote"
)

// Options tell how a site is made. The zero Options are usable.
type Options struct {
	// Title stands above the index.
	Title string
}

// A Site is a folder of pages in the making. It is made by Create, and not for several goroutines. The pages of articles are
// written as they come; of the persons, what is told of them is held until Close.
type Site struct {
	folder   string
	title    string
	articles []*article
	people   map[string]*person
	names    map[string]bool // of files
	err      error
}

// An article is what the index and the persons' pages tell of one.
type article struct {
	File, Title, Day, URL string
	Quotes                int
}

// A person is who has a page.
type person struct {
	key      string
	File     string
	Name     string
	names    map[string]int
	QID      string
	Said     []statement
	Offices  []told
	Facts    []told
	Timeline []happening
	Articles []*article
}

// A statement is something that a person said.
type statement struct {
	Text, Kind, Note, To string
	Speech               bool
	Article              *article
	Anchor               string
}

// A told is something that articles tell of a person, and which.
type told struct {
	What     string
	Articles []*article
}

// A happening is an event in which a person takes part.
type happening struct {
	Day, What string
	Article   *article
}

// Create begins a site in a folder, which is made where there is none. Pages of the same names are written over, and others
// left alone.
func Create(folder string, o Options) (*Site, error) {
	for _, dir := range []string{"articles", "people"} {
		if err := os.MkdirAll(filepath.Join(folder, dir), 0o777); err != nil {
			return nil, fmt.Errorf("site: %w", err)
		}
	}
	return &Site{folder: folder, title: cmp.Or(clean(o.Title), "Who said what"), people: map[string]*person{}, names: map[string]bool{}}, nil
}

// Add writes the page of a document, and notes what it tells of persons. After an error it does nothing more.
func (s *Site) Add(doc *extract.Document) error {
	if s.err != nil {
		return s.err
	}
	a := &article{Title: titleOf(doc), URL: web(doc.URL), Quotes: len(doc.Quotes)}
	if !doc.Published.IsZero() {
		a.Day = doc.Published.Format("2006-01-02")
	}
	a.File = s.file("articles", a.Day+" "+a.Title, doc.ID+"\x00"+doc.Origin)
	if s.err = s.write(a.File, func(f *replace.File) error { return page.Write(f, doc) }); s.err != nil {
		return s.err
	}
	s.articles = append(s.articles, a)
	s.note(doc, a)
	return nil
}

// note notes what a document tells of persons.
func (s *Site) note(doc *extract.Document, a *article) {
	here := s.persons(doc, a)
	n := 0
	for _, q := range doc.Quotes {
		n++
		anchor := fmt.Sprintf("q%d", n)
		n += nested(q)
		for _, e := range q.Speakers() {
			if p := here[e]; p != nil {
				p.Said = append(p.Said, statementOf(q, a, anchor))
			}
		}
	}
	for _, e := range doc.Events {
		happened(e, here, a)
	}
}

// persons notes the offices and facts of those whom a document names, and returns who they are.
func (s *Site) persons(doc *extract.Document, a *article) map[*entity.Entity]*person {
	facts := account.Facts(doc)
	here := map[*entity.Entity]*person{}
	for _, e := range doc.Entities {
		if e.Type != entity.Person || !named(e) {
			continue
		}
		p := s.person(e)
		here[e] = p
		if n := len(p.Articles); n == 0 || p.Articles[n-1] != a {
			p.Articles = append(p.Articles, a)
		}
		for _, r := range e.Roles {
			add(&p.Offices, clean(r.Text), a)
		}
		for _, f := range facts[e] {
			add(&p.Facts, clean(f), a)
		}
	}
	return here
}

// happened puts an event of a known day on the timelines of those who take part in it.
func happened(e *fact.Event, here map[*entity.Entity]*person, a *article) {
	day := account.Day(e.Date)
	if day == "" {
		return
	}
	seen := map[*person]bool{}
	for _, participant := range e.Participants {
		if p := here[participant.Entity]; p != nil && !seen[p] {
			seen[p] = true
			p.Timeline = append(p.Timeline, happening{day, clean(e.Evidence.Text), a})
		}
	}
}

func statementOf(q *quote.Quote, a *article, anchor string) statement {
	st := statement{Text: clean(q.Text), Kind: string(q.Kind), Speech: q.Speech, Article: a, Anchor: anchor}
	switch q.Polarity {
	case quote.Denied:
		st.Note = "denied"
	case quote.Declined:
		st.Note = "declined to say"
	}
	if q.Addressee != nil {
		st.To = clean(q.Addressee.Name)
	}
	return st
}

// nested counts the quotes within q.
func nested(q *quote.Quote) int {
	n := len(q.Nested)
	for _, inner := range q.Nested {
		n += nested(inner)
	}
	return n
}

// add notes that an article tells something.
func add(list *[]told, what string, a *article) {
	if what == "" {
		return
	}
	for i := range *list {
		if t := &(*list)[i]; strings.EqualFold(t.What, what) {
			if t.Articles[len(t.Articles)-1] != a {
				t.Articles = append(t.Articles, a)
			}
			return
		}
	}
	*list = append(*list, told{what, []*article{a}})
}

// named reports whether the article calls e by a name.
func named(e *entity.Entity) bool {
	return slices.ContainsFunc(e.Mentions, func(m entity.Mention) bool { return m.Kind == entity.Name })
}

// person returns the person whom e is.
func (s *Site) person(e *entity.Entity) *person {
	key := cmp.Or(e.Node, e.QID, "name "+strings.ToLower(e.Name))
	p := s.people[key]
	if p == nil {
		p = &person{key: key, names: map[string]int{}}
		s.people[key] = p
	}
	p.names[clean(e.Name)]++
	p.QID = cmp.Or(p.QID, e.QID)
	return p
}

// Close writes the pages of persons and the index.
func (s *Site) Close() error {
	if s.err != nil {
		return s.err
	}
	people := s.sorted()
	for _, p := range people {
		p.File = s.file("people", p.Name, p.key)
	}
	for _, p := range people {
		slices.SortStableFunc(p.Timeline, func(a, b happening) int { return strings.Compare(a.Day, b.Day) })
		slices.SortStableFunc(p.Said, func(a, b statement) int { return strings.Compare(a.Article.Day, b.Article.Day) })
		if err := s.write(p.File, func(f *replace.File) error {
			return execute(f, "person", view{Title: p.Name, Site: s.title, Person: p})
		}); err != nil {
			return err
		}
	}
	slices.SortStableFunc(s.articles, func(a, b *article) int { return strings.Compare(b.Day, a.Day) })
	return s.write("index.html", func(f *replace.File) error {
		return execute(f, "index", view{Title: s.title, Site: s.title, People: people, Articles: s.articles})
	})
}

// sorted returns the persons, those who say most first.
func (s *Site) sorted() []*person {
	var out []*person
	for _, p := range s.people {
		for name, n := range p.names {
			if best := p.names[p.Name]; n > best || n == best && (len(name) > len(p.Name) || len(name) == len(p.Name) && name < p.Name) {
				p.Name = name
			}
		}
		out = append(out, p)
	}
	slices.SortFunc(out, func(a, b *person) int {
		return cmp.Or(cmp.Compare(len(b.Said), len(a.Said)), cmp.Compare(len(b.Articles), len(a.Articles)), strings.Compare(a.Name, b.Name),
			strings.Compare(a.key, b.key))
	})
	return out
}

// write writes a file of the site, which is put in its place when it is whole.
func (s *Site) write(name string, content func(*replace.File) error) error {
	f, err := replace.Create(filepath.Join(s.folder, filepath.FromSlash(name)))
	if err != nil {
		return fmt.Errorf("site: %w", err)
	}
	if err := content(f); err != nil {
		return errors.Join(fmt.Errorf("site: %s: %w", name, err), f.Discard())
	}
	if err := f.Commit(); err != nil {
		return fmt.Errorf("site: %w", err)
	}
	return nil
}

// file returns the name of a page: words of a title, and a digest of what the page is of, so that it stays the same.
func (s *Site) file(folder, title, key string) string {
	sum := sha256.Sum256([]byte(key))
	for n := 4; ; n += 4 {
		name := folder + "/" + slug(title) + hex.EncodeToString(sum[:min(n, len(sum))]) + ".html"
		if !s.names[name] {
			s.names[name] = true
			return name
		}
		if n >= len(sum) {
			sum = sha256.Sum256(sum[:]) // the same document again
		}
	}
}

// slug returns words of a title that any file system takes.
func slug(title string) string {
	var out strings.Builder
	for _, r := range strings.ToLower(title) {
		switch {
		case out.Len() >= 48:
			return strings.TrimRight(out.String(), "-") + "-"
		case r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			out.WriteRune(r)
		case out.Len() > 0 && !strings.HasSuffix(out.String(), "-"):
			out.WriteByte('-')
		}
	}
	if out.Len() == 0 {
		return ""
	}
	return strings.TrimRight(out.String(), "-") + "-"
}

// titleOf returns the title of a document: its own, or its headline, or its id.
func titleOf(doc *extract.Document) string {
	if t := clean(doc.Title); t != "" {
		return t
	}
	for _, b := range doc.Blocks {
		if b.Kind.String() == "headline" && b.Start >= 0 && b.End <= len(doc.Text) && b.Start < b.End {
			return clean(b.Of(doc.Text))
		}
	}
	return cmp.Or(clean(doc.ID), "Article")
}

// web returns an address that a link may lead to.
func web(url string) string {
	if strings.HasPrefix(url, "https://") || strings.HasPrefix(url, "http://") {
		return url
	}
	return ""
}

// clean returns s in one line, without control characters.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
	return strings.Join(strings.Fields(s), " ")
}
