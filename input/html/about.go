package html

import (
	"cmp"
	"encoding/json"
	"html"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	dom "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dictum.example/extract"
)

// An facts is what a page tells of its article.
type facts struct {
	article bool // it says that it is one
	title   string
	authors []string
	day     time.Time
	url     string
	body    string
}

// about reads it off the page: JSON-LD first, then meta elements, then what is seen.
func about(page *dom.Node) facts {
	var m facts
	s := survey(page)
	for _, script := range s.scripts {
		m.take(script)
	}
	m.article = m.article || strings.EqualFold(s.meta["og:type"], "article")
	m.title = clean(cmp.Or(m.title, s.meta["og:title"], s.meta["twitter:title"], s.meta["dc.title"], s.heading, s.title))
	m.title = withoutSite(m.title, cmp.Or(s.meta["og:site_name"], s.meta["application-name"]), s.heading)
	if len(m.authors) == 0 {
		m.authors = s.authors
	}
	if m.day.IsZero() {
		m.day = s.day()
	}
	m.url = cmp.Or(s.canonical, address(s.meta["og:url"]), m.url)
	return m
}

// A found is what the elements of a page hold.
type found struct {
	meta           map[string]string // the first of each name
	scripts        []string          // of JSON-LD
	title, heading string
	authors        []string
	canonical      string
	time           string
}

func survey(page *dom.Node) found {
	f := found{meta: map[string]string{}}
	for n := range page.Descendants() {
		if n.Type == dom.ElementNode {
			f.element(n)
		}
	}
	return f
}

func (f *found) element(n *dom.Node) {
	switch n.DataAtom {
	case atom.Meta:
		f.metaElement(n)
	case atom.Script:
		if strings.HasPrefix(attribute(n, "type"), "application/ld+json") {
			f.scripts = append(f.scripts, inner(n))
		}
	case atom.Title:
		f.title = cmp.Or(f.title, inner(n))
	case atom.H1:
		f.heading = cmp.Or(f.heading, clean(inner(n)))
	case atom.Link:
		if strings.EqualFold(attribute(n, "rel"), "canonical") {
			f.canonical = cmp.Or(f.canonical, address(attribute(n, "href")))
		}
	case atom.Time:
		f.time = cmp.Or(f.time, attribute(n, "datetime"))
	}
	if attribute(n, "rel") == "author" || attribute(n, "itemprop") == "author" && n.DataAtom != atom.Meta {
		f.author(inner(n))
	}
}

func (f *found) metaElement(n *dom.Node) {
	name := strings.ToLower(cmp.Or(attribute(n, "property"), attribute(n, "name"), attribute(n, "itemprop")))
	value := strings.TrimSpace(attribute(n, "content"))
	if name == "" || value == "" {
		return
	}
	switch name {
	case "author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl":
		f.author(value)
	}
	if f.meta[name] == "" {
		f.meta[name] = value
	}
}

// author notes a name, or several.
func (f *found) author(s string) {
	for _, name := range names(s) {
		if !slices.Contains(f.authors, name) {
			f.authors = append(f.authors, name)
		}
	}
}

var (
	byRE  = regexp.MustCompile(`(?i)^\s*(?:by|written by|story by)[:\s]\s*`)
	andRE = regexp.MustCompile(`\s*(?:,|;|\||\band\b|&)\s*`)
	jobRE = regexp.MustCompile(`(?i)\b(?:staff|editor|reporter|correspondent|writer|news|press|agency|contributor|team|desk)\b`)
)

// names returns the names of people in a byline; a list of names is parted, and what is the address of a page is none.
func names(s string) []string {
	s = byRE.ReplaceAllString(clean(s), "")
	if s == "" || len(s) > 200 || strings.Contains(s, "://") || strings.HasPrefix(s, "@") {
		return nil
	}
	var out []string
	for _, name := range andRE.Split(s, -1) {
		if name == "" || len(out) > 0 && jobRE.MatchString(name) {
			continue
		}
		out = append(out, name)
	}
	return out
}

// day returns the day of publication that the page tells outside of JSON-LD.
func (f *found) day() time.Time {
	for _, name := range []string{"article:published_time", "article:published", "datepublished", "og:published_time", "parsely-pub-date",
		"sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "dc.date.issued", "dc.date", "dcterms.created",
		"article:published_date", "date", "pdate"} {
		if t := moment(f.meta[name]); !t.IsZero() {
			return t
		}
	}
	return moment(f.time)
}

// layouts are the ways in which pages write a moment.
var layouts = []string{time.RFC3339, "2006-01-02T15:04:05-0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04",
	"2006-01-02 15:04:05-07:00", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05", "2006-01-02 15:04", time.DateOnly, time.RFC1123,
	time.RFC1123Z, time.RFC850, "January 2, 2006", "Jan 2, 2006", "2 January 2006", "2 Jan 2006", "2006/01/02", "20060102", "20060102T150405Z",
	"Monday, January 2, 2006", "Mon, 02 Jan 2006", "January 2, 2006 3:04 PM", "Jan. 2, 2006"}

// moment returns the zero time for what is none.
func moment(s string) time.Time {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > 60 {
		return time.Time{}
	}
	for _, layout := range layouts {
		t, err := time.Parse(layout, s)
		if err != nil || t.Year() < 1700 || t.Year() > 2200 {
			continue
		}
		if _, err := t.MarshalText(); err == nil {
			return t
		}
	}
	return time.Time{}
}

// inner returns the text of an element.
func inner(n *dom.Node) string {
	var s strings.Builder
	for d := range n.Descendants() {
		if d.Type == dom.TextNode {
			s.WriteString(d.Data)
		}
	}
	return s.String()
}

// clean returns s in one line, without the entities that some write twice.
func clean(s string) string {
	if strings.Contains(s, "&") {
		s = html.UnescapeString(s)
	}
	s = strings.NewReplacer("\u00ad", "", "\u200b", "", "\ufeff", "").Replace(s)
	return strings.Join(strings.Fields(s), " ")
}

var siteRE = regexp.MustCompile(`\s+(?:[|»•·–—-]|::)\s+`)

// withoutSite returns a title without the name of the site behind it.
func withoutSite(title, site, heading string) string {
	if heading != "" && len(heading) >= 15 && strings.HasPrefix(title, heading) {
		return heading
	}
	at := siteRE.FindAllStringIndex(title, -1)
	if len(at) == 0 {
		return title
	}
	last := at[len(at)-1]
	end := title[last[1]:]
	bar := strings.ContainsAny(title[last[0]:last[1]], "|»•·")
	if last[0] > 15 && (bar && len(end) < 60 || site != "" && strings.EqualFold(letters(end), letters(site))) {
		return title[:last[0]]
	}
	return title
}

// address returns s if it is one on the web.
func address(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return ""
	}
	return u.String()
}

func (m *facts) asArticle() extract.Article {
	return extract.Article{Title: m.title, Authors: m.authors, Published: m.day, URL: m.url}
}

// isByline reports whether a line is one of the authors, with or without what bylines say.
func (m *facts) isByline(line string) bool {
	rest := byRE.ReplaceAllString(line, "")
	for _, name := range m.authors {
		rest = strings.ReplaceAll(rest, name, "")
	}
	return len(m.authors) > 0 && len(rest) < len(line)-2 && len(letters(rest)) <= len("and") && strings.Contains(line, m.authors[0])
}

// articleTypes are the kinds of schema.org's articles.
var articleType = regexp.MustCompile(`(?:Article|Posting|^Report)$`)

// take reads a script of JSON-LD. One that is damaged says nothing.
func (m *facts) take(script string) {
	script = strings.TrimSpace(script)
	script = strings.TrimSuffix(strings.TrimPrefix(script, "<![CDATA["), "]]>")
	var v any
	if json.Unmarshal([]byte(script), &v) != nil {
		return
	}
	m.linked(v, 0)
}

// maxNested bounds how deep things lie in one another.
const maxNested = 12

// linked looks for an article in a value of JSON-LD; the first one counts.
func (m *facts) linked(v any, depth int) {
	if m.article || depth > maxNested {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			m.linked(e, depth+1)
		}
	case map[string]any:
		if slices.ContainsFunc(list(v["@type"]), articleType.MatchString) {
			m.fill(v)
			return
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			m.linked(v[key], depth+1)
		}
	}
}

func (m *facts) fill(v map[string]any) {
	m.article = true
	str := func(keys ...string) string {
		for _, k := range keys {
			if s, ok := v[k].(string); ok && strings.TrimSpace(s) != "" {
				return html.UnescapeString(s)
			}
		}
		return ""
	}
	m.title = str("headline", "name", "alternativeHeadline")
	m.day = moment(str("datePublished", "dateCreated"))
	m.body = str("articleBody")
	m.url = address(str("url", "mainEntityOfPage", "@id"))
	for _, name := range list(v["author"]) {
		f := found{authors: m.authors}
		f.author(name)
		m.authors = f.authors
	}
}

// list returns the strings of a value: itself, its name, or those of its elements.
func list(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case map[string]any:
		return list(v["name"])
	case []any:
		var out []string
		for _, e := range v {
			if _, nested := e.([]any); !nested {
				out = append(out, list(e)...)
			}
		}
		return out
	}
	return nil
}
