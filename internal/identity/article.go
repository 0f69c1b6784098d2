package identity

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
	"unique"

	"dictum.example/entity"
	"dictum.example/extract"
	"dictum.example/internal/gazetteer"
	"dictum.example/kb"
)

// An article is what is kept of a document: all that identity is decided by.
type Article struct {
	ID       string         `json:"id"`
	Date     string         `json:"date,omitempty"` // YYYY-MM-DD
	Nations  map[string]int `json:"nations,omitempty"`
	Common   []string       `json:"common,omitempty"` // words of names that the text also has in small letters
	Entities []Member       `json:"entities"`
	Said     []Said         `json:"said,omitempty"`
}

// A member is an entity of an article.
type Member struct {
	ID       string      `json:"id"`
	Type     entity.Type `json:"type"`
	Name     string      `json:"name"`
	Forms    []string    `json:"forms,omitempty"` // other names that the article gives it
	QID      string      `json:"qid,omitempty"`
	Key      string      `json:"key,omitempty"`
	Short    []string    `json:"short,omitempty"` // acronyms in brackets after its name
	Roles    []string    `json:"roles,omitempty"`
	Mentions int32       `json:"n"`
	He       int32       `json:"he,omitempty"`
	She      int32       `json:"she,omitempty"`
}

// The most of each that is kept of an article or an entity.
const (
	maxEntities = 2000
	maxForms    = 12
	maxRoles    = 4
	maxCommon   = 400
	maxText     = 200 // bytes of a name or role
)

// ArticleID names the article of a document: by its ID, else its URL, else its text. A
// name of more than 1,000 bytes is replaced by its digest.
func ArticleID(d *extract.Document) string {
	switch id := cmp.Or(d.ID, d.URL); {
	case id == "":
		return "text:" + digest(d.Text)
	case len(id) > maxID:
		return "id:" + digest(id)
	default:
		return strings.ToValidUTF8(id, "\uFFFD")
	}
}

const maxID = 1000

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:16])
}

// Read takes what is kept from a document.
func Read(d *extract.Document) *Article {
	a := &Article{ID: ArticleID(d), Nations: map[string]int{}}
	if y := d.Published.Year(); !d.Published.IsZero() && y >= 1 && y <= 9999 {
		a.Date = d.Published.Format(time.DateOnly)
	}
	for _, e := range d.Entities {
		if e == nil || len(a.Entities) == maxEntities {
			continue
		}
		if n := nationOf(e); n != "" {
			a.Nations[n] += 2 * count(e, entity.Name)
		} else if n := countryOfPlace(e); n != "" {
			a.Nations[n] += count(e, entity.Name)
		}
		if kindOf(e.Type, e.Name) != none {
			a.Entities = append(a.Entities, newMember(e))
		}
	}
	bracketed(d, a.Entities)
	a.Common = commonWords(d.Text, a.Entities)
	a.Said = saidIn(d)
	return a
}

// bracketed notes the acronyms that the text gives in brackets after names: "Sandinista
// National Liberation Front (FSLN)".
func bracketed(d *extract.Document, ms []Member) {
	number := make(map[string]int, len(ms))
	for i, m := range ms {
		number[m.ID] = i
	}
	for _, e := range d.Entities {
		if e == nil || e.Type == entity.Person {
			continue
		}
		i, ok := number[e.ID]
		if !ok {
			continue
		}
		for _, m := range e.Mentions {
			s := bracketAfter(d.Text, m.End)
			if m.Kind != entity.Name || !fitsAcronym(s, e.Name) {
				continue
			}
			if len(ms[i].Short) < maxRoles && !slices.Contains(ms[i].Short, s) {
				ms[i].Short = append(ms[i].Short, keep(s))
			}
		}
	}
}

// fitsAcronym reports whether all letters of an acronym but one are initials of a name,
// in any order: in another language the words have another.
func fitsAcronym(acronym, name string) bool {
	initials := ""
	for _, w := range strings.Fields(kb.Fold(name)) {
		initials += initialOf(w)
	}
	missing := 0
	for _, r := range strings.ToLower(acronym) {
		i := strings.IndexRune(initials, r)
		if i < 0 {
			missing++
			continue
		}
		initials = initials[:i] + initials[i+utf8.RuneLen(r):]
	}
	return acronym != "" && acronym != name && 2*missing < len(acronym) && missing < 2
}

// bracketAfter returns the acronym in brackets that begins at byte i of the text, or "".
func bracketAfter(text string, i int) string {
	if i < 0 || i > len(text) {
		return ""
	}
	rest, ok := strings.CutPrefix(text[i:min(len(text), i+maxBracket)], " (")
	if !ok {
		return ""
	}
	inside, _, ok := strings.Cut(rest, ")")
	if !ok || !acronymLike(inside) {
		return ""
	}
	return inside
}

const maxBracket = 20

func newMember(e *entity.Entity) Member {
	m := Member{ID: keep(e.ID), Type: e.Type, Name: clip(e.Name), QID: keep(e.QID), Key: clip(e.Key),
		Mentions: int32(count(e, entity.Name))}
	for _, f := range e.Aliases {
		if len(m.Forms) < maxForms {
			m.Forms = append(m.Forms, clip(f))
		}
	}
	for _, r := range e.Roles {
		if len(m.Roles) < maxRoles {
			m.Roles = append(m.Roles, clip(r.Text))
		}
	}
	for _, x := range e.Mentions {
		if x.Kind == entity.Pronoun {
			switch strings.ToLower(x.Text) {
			case "he", "him", "his", "himself":
				m.He++
			case "she", "her", "hers", "herself":
				m.She++
			}
		}
	}
	return m
}

func count(e *entity.Entity, k entity.Kind) (n int) {
	for _, m := range e.Mentions {
		if m.Kind == k {
			n++
		}
	}
	return n
}

// clip returns what is kept of a name or role.
func clip(s string) string {
	if len(s) <= maxText {
		return keep(s)
	}
	i := maxText
	for i > 0 && !utf8.RuneStart(s[i]) {
		i--
	}
	return keep(s[:i])
}

// keep returns a copy of s, valid and shared by all that are equal, so that a document's
// text does not stay in memory for its names.
func keep(s string) string { return unique.Make(strings.ToValidUTF8(s, "\uFFFD")).Value() }

// Share makes the strings of an article that was read from an index those of others.
func (a *Article) Share() {
	for i := range a.Common {
		a.Common[i] = keep(a.Common[i])
	}
	for i := range a.Entities {
		m := &a.Entities[i]
		m.ID, m.Type, m.Name, m.QID, m.Key = keep(m.ID), entity.Type(keep(string(m.Type))), keep(m.Name), keep(m.QID), keep(m.Key)
		for _, list := range [][]string{m.Forms, m.Short, m.Roles} {
			for j := range list {
				list[j] = keep(list[j])
			}
		}
	}
}

// nationOf returns the code of the country that an entity is, or whose people it is.
func nationOf(e *entity.Entity) string {
	switch e.Type {
	case entity.NORP:
		if n, ok := gazetteer.DemonymOf(e.Name); ok {
			return n.Country
		}
	case entity.GPE:
		return countryNamed(e.Name)
	}
	return ""
}

// countryOfPlace returns the code of the country of a town or region that is linked.
func countryOfPlace(e *entity.Entity) string {
	if e.Type != entity.GPE {
		return ""
	}
	if _, region, ok := strings.Cut(e.Name, ", "); ok { // "Asan, South Chungcheong"
		for _, x := range gazetteer.Lookup(region) {
			return x.Country
		}
	}
	if e.QID == "" {
		return ""
	}
	for _, x := range gazetteer.Lookup(e.Name) {
		if x.Type() == string(entity.GPE) && x.ID == e.QID {
			return x.Country
		}
	}
	return ""
}

// countryNamed returns the code of the country with that name, or "".
func countryNamed(s string) string {
	for _, x := range gazetteer.Lookup(s) {
		if x.Kind == kb.Country && !x.Partial && (!x.Code || acronymLike(s)) {
			return x.Country
		}
	}
	switch kb.Fold(s) {
	case "us", "america":
		return "US"
	case "uk":
		return "GB"
	}
	return ""
}

// nation returns the country that the article is about, "" for none or several.
func (a *Article) nation() string {
	type counted struct {
		code string
		n    int
	}
	var most []counted
	total := 0
	for code, n := range a.Nations {
		most = append(most, counted{code, n})
		total += n
	}
	if len(most) == 0 {
		return ""
	}
	slices.SortFunc(most, func(x, y counted) int { return cmp.Or(y.n-x.n, strings.Compare(x.code, y.code)) })
	if 5*most[0].n < 2*total || len(most) > 1 && 2*most[0].n < 3*most[1].n {
		return ""
	}
	return most[0].code
}

// commonWords returns the words of the members' names that the text also writes in
// small letters, and which are therefore no names of their own.
func commonWords(text string, ms []Member) []string {
	wanted := map[string]bool{}
	for _, m := range ms {
		if kindOf(m.Type, m.Name) == human {
			continue
		}
		for _, w := range strings.Fields(kb.Fold(m.Name)) {
			wanted[w] = false
		}
	}
	for w := range words(text) {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsLower(r) {
			if _, ok := wanted[w]; ok {
				wanted[w] = true
			}
		}
	}
	var found []string
	for w, ok := range wanted {
		if ok && !small[w] {
			found = append(found, keep(w))
		}
	}
	slices.Sort(found)
	return found[:min(len(found), maxCommon)]
}

// words yields the runs of letters of a text.
func words(text string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		start := -1
		for i, r := range text {
			switch letter := unicode.IsLetter(r); {
			case letter && start < 0:
				start = i
			case !letter && start >= 0:
				if !yield(text[start:i]) {
					return
				}
				start = -1
			}
		}
		if start >= 0 {
			yield(text[start:])
		}
	}
}
