package graph

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"unicode"

	"dictum.example/entity"
	"dictum.example/extract"
	"dictum.example/kb"
)

// DefaultBase is what the IRIs of nodes without a Wikidata item begin with,
// where Options names nothing else.
const DefaultBase = "https://dictum.example/id/"

// Wikidata is what the IRIs of nodes with a Wikidata item begin with.
const Wikidata = "http://www.wikidata.org/entity/"

// ErrBase is the error of a base that is no absolute http or https IRI ending
// in a slash.
var ErrBase = errors.New("graph: base is not an absolute http(s) IRI that ends in a slash")

// Options say how nodes get their IRIs. The zero Options are good for most uses.
// Graphs meet in their nodes only if they were written with the same Options.
type Options struct {
	// Base replaces DefaultBase. It is an http or https IRI that ends in a slash.
	Base string
	// Apart keeps an entity without a Wikidata item apart from those of the same
	// name in other articles: two articles that name a "John Smith" give two nodes.
	Apart bool
	// Bare leaves the annotations out of RDF, which tell where everything stands in the text and are most of
	// it. The IRIs of quotes, facts, events and values still end in their place, in bytes.
	Bare bool
}

// Entity returns the IRI of the node of e, an entity of article a:
//
//	https://dictum.example/id/node/nhl32ckmyts3e       with a Node, as package corpus gives it
//	http://www.wikidata.org/entity/Q58217              with a QID
//	https://example.org/staff/7                        with a Key that is an http(s) IRI
//	https://dictum.example/id/key/client%3A17          with another Key
//	https://dictum.example/id/person/dmitry_zhirnov    without
//	https://dictum.example/id/person/dmitry_zhirnov/KEY   without, and Apart
//
// where KEY names the article. Names are equal for which [kb.Fold] is, which knows neither case, accents, punctuation nor a
// leading "the", and those whose initials stand together or apart.
func (o Options) Entity(e *entity.Entity, a *extract.Article) string {
	if e.Node != "" {
		return o.base() + "node/" + segment(e.Node, e.Node)
	}
	if validQID(e.QID) {
		return Wikidata + e.QID
	}
	if iri, ok := webIRI(e.Key); ok {
		return iri
	}
	if e.Key != "" {
		return o.base() + "key/" + segment(e.Key, e.Key)
	}
	iri := o.base() + classOf(e.Type).segment + "/" + segment(sameName(e.Name), e.Name)
	if o.Apart {
		iri += "/" + key(o.Article(a))
	}
	return iri
}

// Article returns the IRI of the node of article a: its URL, if that is an
// absolute http or https one, or else made of its ID or, where it has none
// either, of its text.
func (o Options) Article(a *extract.Article) string {
	if iri, ok := webIRI(a.URL); ok {
		return iri
	}
	if a.ID != "" {
		return o.base() + "article/" + segment(a.ID, a.ID)
	}
	return o.base() + "article/" + digest(a.Text)
}

// Named returns the IRI of the node of the article that has a URL or, where it has none, an ID.
func (o Options) Named(name string) string {
	if _, ok := webIRI(name); ok {
		return o.Article(&extract.Article{URL: name})
	}
	return o.Article(&extract.Article{ID: name})
}

func (o Options) base() string {
	if o.Base == "" {
		return DefaultBase
	}
	return o.Base
}

func (o Options) check() error {
	iri, ok := webIRI(o.base())
	if !ok || iri != o.base() || !strings.HasSuffix(iri, "/") || strings.Contains(iri, "?") {
		return fmt.Errorf("%w: %q", ErrBase, o.Base)
	}
	return nil
}

// A class is a kind of node: the path segment of its IRIs, its name in a
// property graph, and its type in RDF.
type class struct{ segment, label, rdf string }

var classes = map[entity.Type]class{
	entity.Person:    {"person", "Person", "schema:Person"},
	entity.NORP:      {"group", "Group", "d:Group"},
	entity.Fac:       {"place", "Place", "schema:Place"},
	entity.GPE:       {"place", "Place", "schema:Place"},
	entity.Loc:       {"place", "Place", "schema:Place"},
	entity.Org:       {"organisation", "Organization", "schema:Organization"},
	entity.Product:   {"product", "Product", "schema:Product"},
	entity.Event:     {"event", "Event", "schema:Event"},
	entity.WorkOfArt: {"work", "Work", "schema:CreativeWork"},
	entity.Law:       {"law", "Law", "schema:Legislation"},
	entity.Language:  {"language", "Language", "schema:Language"},
}

func classOf(t entity.Type) class {
	if c, ok := classes[t]; ok {
		return c
	}
	return class{"thing", "Thing", "schema:Thing"}
}

// isValue reports whether entities of type t are values, which are not nodes.
func isValue(t entity.Type) bool {
	switch t {
	case entity.Date, entity.Time, entity.Percent, entity.Money, entity.Quantity, entity.Ordinal, entity.Cardinal:
		return true
	}
	return false
}

func validQID(q string) bool {
	if len(q) < 2 || len(q) > 20 || q[0] != 'Q' || q[1] == '0' {
		return false
	}
	return strings.Trim(q[1:], "0123456789") == ""
}

// sameName returns what names of one node have in common: the form under which knowledge bases hold a name, with the initials joined.
func sameName(name string) string {
	return joinInitials(strings.Fields(kb.Fold(valid(name))))
}

// joinInitials joins words with spaces, but not one initial with the next, so
// that "J. K. Lund" is "J.K. Lund".
func joinInitials(words []string) string {
	var b strings.Builder
	for i, w := range words {
		if i > 0 && !(initial(words[i-1]) && initial(w)) {
			b.WriteByte(' ')
		}
		b.WriteString(w)
	}
	return b.String()
}

func initial(w string) bool { return len(w) == 1 && 'a' <= w[0] && w[0] <= 'z' }

const maxSegment = 150

// segment returns s as one path segment of an IRI, in ASCII. One that would be
// empty, all dots or long ends in a digest of the whole.
func segment(s, whole string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if b.Len() > maxSegment {
			return b.String() + "~" + digest(s)
		}
		switch c := s[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '-', c == '.':
			b.WriteByte(c)
		case c == ' ':
			b.WriteByte('_')
		default:
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	if strings.Trim(b.String(), ".") == "" {
		return "~" + digest(whole)
	}
	return b.String()
}

// webIRI returns s as an absolute http or https IRI without a fragment.
func webIRI(s string) (string, bool) {
	if len(s) > 2000 {
		return "", false
	}
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.User != nil || u.Opaque != "" || (u.Scheme != "http" && u.Scheme != "https") {
		return "", false
	}
	u.Fragment, u.RawFragment = "", ""
	u.Host = strings.ToLower(u.Host)
	iri := u.String()
	for i := 0; i < len(iri); i++ {
		if c := iri[i]; c <= ' ' || c >= 0x7F || strings.IndexByte("<>\"{}|^`\\'[]", c) >= 0 {
			return "", false
		}
	}
	return iri, strings.IndexByte(iri, '%') < 0 || escapesValid(iri)
}

// escapesValid reports whether every % of iri begins an escape in capitals.
func escapesValid(iri string) bool {
	for i := 0; i < len(iri); i++ {
		if iri[i] == '%' && (i+2 >= len(iri) || !upperHex(iri[i+1]) || !upperHex(iri[i+2])) {
			return false
		}
	}
	return true
}

func upperHex(c byte) bool { return '0' <= c && c <= '9' || 'A' <= c && c <= 'F' }

// key returns a short name for the article with the given IRI, 80 bits of it.
func key(article string) string { return digest(article)[:20] }

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:16])
}

// valid returns s with U+FFFD for each byte that is no UTF-8 and for each
// noncharacter, which RDF readers warn of; it has as many runes as s.
func valid(s string) string {
	for i, r := range s {
		if nonCharacter(r) || r == unicode.ReplacementChar && !strings.HasPrefix(s[i:], "\uFFFD") {
			return strings.Map(func(r rune) rune {
				if nonCharacter(r) {
					return unicode.ReplacementChar
				}
				return r
			}, s)
		}
	}
	return s
}

func nonCharacter(r rune) bool { return r&0xFFFE == 0xFFFE || 0xFDD0 <= r && r <= 0xFDEF }

// oneLine returns s valid and with each run of white space made one space.
func oneLine(s string) string { return strings.Join(strings.Fields(valid(s)), " ") }
