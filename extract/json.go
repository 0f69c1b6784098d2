package extract

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"dictum.example/entity"
	"dictum.example/entity/value"
	"dictum.example/quote"
	"dictum.example/text"
)

// A DocumentError tells where a Document, or its JSON, contradicts itself: an
// id that no entity bears, a span outside the text, an excerpt that is not what
// stands there.
type DocumentError struct {
	// Path is the place in the JSON, such as "quotes[3].speaker".
	Path string
	// Reason says what is wrong there.
	Reason string
}

// Error returns the path and the reason.
func (e *DocumentError) Error() string {
	return "extract: invalid document: " + e.Path + ": " + e.Reason
}

func invalid(path, format string, args ...any) error {
	return &DocumentError{path, fmt.Sprintf(format, args...)}
}

// maxNested bounds quotes within quotes, so that a document that contains
// itself is an error and not an endless loop.
const maxNested = 64

// Format is the version of the JSON of a Document. A reader of one reads those before it.
const Format = 2

// A jsonDocument is what is written or read, which differ in their entities and quotes.
type jsonDocument[E, Q any] struct {
	Version   int         `json:"version"`
	ID        string      `json:"id"`
	Title     string      `json:"title,omitempty"`
	URL       string      `json:"url,omitempty"`
	Authors   []string    `json:"authors,omitempty"`
	Published time.Time   `json:"published,omitzero"`
	Origin    string      `json:"origin,omitempty"`
	Text      string      `json:"text"`
	Raw       []byte      `json:"text_base64,omitempty"`
	Blocks    []jsonBlock `json:"blocks"`
	Entities  []E         `json:"entities"`
	Quotes    []Q         `json:"quotes"`
	Facts     []jsonFact  `json:"facts"`
	Events    []jsonEvent `json:"events"`
}

type (
	writtenDocument = jsonDocument[*entity.Entity, *quote.Quote]
	readDocument    = jsonDocument[jsonEntity, jsonQuote]
)

type jsonBlock struct {
	text.Span
	Kind string `json:"kind"`
}

type jsonEntity struct {
	ID            string           `json:"id"`
	Type          entity.Type      `json:"type"`
	Name          string           `json:"name"`
	Gender        entity.Gender    `json:"gender"`
	Aliases       []string         `json:"aliases"`
	Mentions      []entity.Mention `json:"mentions"`
	Roles         []text.Excerpt   `json:"roles"`
	Affiliation   string           `json:"affiliation,omitempty"`
	QID           string           `json:"qid,omitempty"`
	QIDConfidence float64          `json:"qid_confidence,omitempty"`
	Key           string           `json:"key,omitempty"`
	Node          string           `json:"node,omitempty"`
	Value         *value.Value     `json:"value,omitempty"`
}

type jsonQuote struct {
	Kind        quote.Kind        `json:"kind"`
	Text        string            `json:"text"`
	Content     []text.Excerpt    `json:"content"`
	Quoted      []text.Excerpt    `json:"quoted"`
	Cue         *text.Excerpt     `json:"cue"`
	Source      *text.Excerpt     `json:"source"`
	Speaker     *string           `json:"speaker"`
	Joint       []string          `json:"joint"`
	SpeakerKind quote.SpeakerKind `json:"speaker_kind"`
	Addressee   *string           `json:"addressee"`
	Polarity    quote.Polarity    `json:"polarity"`
	Speech      bool              `json:"speech"`
	Nested      []jsonQuote       `json:"nested"`
	Node        string            `json:"node,omitempty"`
	Confidence  float64           `json:"confidence"`
}

// MarshalJSON writes the document as one JSON object with its fields in a fixed
// order. Entities and quotes name one another by entity id. Offsets are bytes of
// the text that was given. Where that text is not valid UTF-8, "text" has
// U+FFFD for every bad byte, and "text_base64" holds the bytes that the offsets
// count. The error is a *DocumentError where the document contradicts itself.
func (d Document) MarshalJSON() ([]byte, error) {
	w := writer{ids: make(map[*entity.Entity]string, len(d.Entities))}
	out, err := w.document(&d)
	if err != nil {
		return nil, err
	}
	// Escaping for HTML is the business of the encoder that calls.
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(out); err != nil {
		return nil, fmt.Errorf("extract: document %q: %w", d.ID, err)
	}
	return bytes.TrimSuffix(buf.Bytes(), []byte("\n")), nil
}

// A writer turns pointers into ids.
type writer struct {
	ids     map[*entity.Entity]string
	quoteAt map[*quote.Quote]int
}

func (w *writer) document(d *Document) (*writtenDocument, error) {
	out := &writtenDocument{
		Version: Format, ID: d.ID, Title: d.Title, URL: d.URL, Published: d.Published, Origin: d.Origin, Authors: d.Authors, Text: d.Text,
		Blocks: make([]jsonBlock, len(d.Blocks)), Entities: list(d.Entities), Quotes: list(d.Quotes),
	}
	if _, err := d.Published.MarshalText(); err != nil {
		return nil, invalid("published", "%v can't be written as RFC 3339", d.Published)
	}
	if !utf8.ValidString(d.Text) {
		out.Raw = []byte(d.Text)
	}
	for i, b := range d.Blocks {
		kind, err := b.Kind.MarshalText()
		if err != nil {
			return nil, invalid(fmt.Sprintf("blocks[%d].kind", i), "unknown kind %d", b.Kind)
		}
		out.Blocks[i] = jsonBlock{b.Span, string(kind)}
	}
	if err := w.entities(d.Entities); err != nil {
		return nil, err
	}
	if err := w.quotes("quotes", d.Quotes, 0); err != nil {
		return nil, err
	}
	return out, w.happenings(d, out)
}

// entities checks the entities, and takes up their ids.
func (w *writer) entities(entities []*entity.Entity) error {
	seen := make(map[string]bool, len(entities))
	for i, e := range entities {
		path := fmt.Sprintf("entities[%d]", i)
		if e == nil {
			return invalid(path, "no entity")
		}
		if err := fresh(seen, path, e.ID); err != nil {
			return err
		}
		w.ids[e] = e.ID
	}
	for i, e := range entities {
		if _, err := w.id(fmt.Sprintf("entities[%d].affiliation", i), e.Affiliation); err != nil {
			return err
		}
	}
	return nil
}

// quotes checks that all whom the quotes name are the document's entities.
func (w *writer) quotes(path string, quotes []*quote.Quote, depth int) error {
	if depth > maxNested {
		return invalid(path, "quotes are nested more than %d deep", maxNested)
	}
	for i, q := range quotes {
		if err := w.quote(fmt.Sprintf("%s[%d]", path, i), q, depth); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) quote(path string, q *quote.Quote, depth int) error {
	if q == nil {
		return invalid(path, "no quote")
	}
	if _, err := w.id(path+".speaker", q.Speaker); err != nil {
		return err
	}
	if _, err := w.id(path+".addressee", q.Addressee); err != nil {
		return err
	}
	for i, e := range q.Joint {
		at := fmt.Sprintf("%s.joint[%d]", path, i)
		if id, err := w.id(at, e); err != nil {
			return err
		} else if id == nil {
			return invalid(at, "no entity")
		}
	}
	return w.quotes(path+".nested", q.Nested, depth+1)
}

// id returns the id of e, or nil for no entity.
func (w *writer) id(path string, e *entity.Entity) (*string, error) {
	if e == nil {
		return nil, nil
	}
	id, ok := w.ids[e]
	if !ok {
		return nil, invalid(path, "entity %q is not among the document's entities", e.ID)
	}
	return &id, nil
}

// list makes an absent list an empty one, which JSON writes as [] and not null.
func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

// fresh reports an id that is empty or taken, and takes it.
func fresh(seen map[string]bool, path, id string) error {
	switch {
	case id == "":
		return invalid(path+".id", "empty id")
	case seen[id]:
		return invalid(path+".id", "id %q is taken", id)
	}
	seen[id] = true
	return nil
}

// UnmarshalJSON reads what MarshalJSON writes. Ids that name no entity, spans
// that do not fit the text and excerpts that differ from it are refused with a
// *DocumentError, and leave d unchanged.
func (d *Document) UnmarshalJSON(data []byte) error {
	var in readDocument
	if err := json.Unmarshal(data, &in); err != nil {
		return fmt.Errorf("extract: document: %w", plainly(err))
	}
	if in.Version > Format {
		return invalid("version", "%d, and only those up to %d can be read", in.Version, Format)
	}
	r := parser{text: in.Text, entities: make(map[string]*entity.Entity, len(in.Entities))}
	out, err := r.document(&in)
	if err != nil {
		return err
	}
	*d = *out
	return nil
}

// A parser turns ids into pointers, and checks every place against the text.
type parser struct {
	text       string
	entities   map[string]*entity.Entity
	quotesRead []*quote.Quote
}

func (p *parser) document(in *readDocument) (*Document, error) {
	if in.Raw != nil {
		if p.text = string(in.Raw); replaced(p.text) != in.Text {
			return nil, invalid("text_base64", "does not spell the text")
		}
	}
	out := &Document{Article: Article{ID: in.ID, Title: in.Title, Text: p.text, Published: in.Published, URL: in.URL, Origin: in.Origin,
		Authors: in.Authors}}
	var err error
	if out.Blocks, err = each("blocks", in.Blocks, p.block); err != nil {
		return nil, err
	}
	if out.Entities, err = p.allEntities(in.Entities); err != nil {
		return nil, err
	}
	if out.Quotes, err = p.quotes("quotes", in.Quotes, 0); err != nil {
		return nil, err
	}
	return out, p.happenings(in, out)
}

func (p *parser) block(path string, b jsonBlock) (text.Block, error) {
	out := text.Block{Span: b.Span}
	if out.Kind.UnmarshalText([]byte(strings.ReplaceAll(b.Kind, "-", "_"))) != nil { // version 1 wrote "list-item"
		return out, invalid(path+".kind", "unknown kind %q", b.Kind)
	}
	return out, p.span(path, b.Span)
}

func (p *parser) allEntities(in []jsonEntity) ([]*entity.Entity, error) {
	seen := make(map[string]bool, len(in))
	out, err := each("entities", in, func(path string, e jsonEntity) (*entity.Entity, error) {
		if err := fresh(seen, path, e.ID); err != nil {
			return nil, err
		}
		made, err := p.entity(path, e)
		p.entities[e.ID] = made
		return made, err
	})
	if err != nil {
		return nil, err
	}
	// An affiliation may name an entity that comes later.
	for i, e := range in {
		if e.Affiliation == "" {
			continue
		}
		if out[i].Affiliation, err = p.named(fmt.Sprintf("entities[%d].affiliation", i), &e.Affiliation); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (p *parser) entity(path string, e jsonEntity) (*entity.Entity, error) {
	out := &entity.Entity{ID: e.ID, Type: e.Type, Name: e.Name, Gender: e.Gender, QID: e.QID, QIDConfidence: e.QIDConfidence, Key: e.Key,
		Node: e.Node, Value: e.Value}
	if len(e.Aliases) > 0 {
		out.Aliases = e.Aliases
	}
	var err error
	out.Mentions, err = each(path+".mentions", e.Mentions, func(path string, m entity.Mention) (entity.Mention, error) {
		var err error
		m.Excerpt, err = p.excerpt(path, m.Excerpt)
		return m, err
	})
	if err != nil {
		return nil, err
	}
	out.Roles, err = each(path+".roles", e.Roles, p.excerpt)
	return out, err
}

func (p *parser) quotes(path string, in []jsonQuote, depth int) ([]*quote.Quote, error) {
	if depth > maxNested {
		return nil, invalid(path, "quotes are nested more than %d deep", maxNested)
	}
	return each(path, in, func(path string, q jsonQuote) (*quote.Quote, error) {
		return p.quote(path, q, depth)
	})
}

func (p *parser) quote(path string, q jsonQuote, depth int) (*quote.Quote, error) {
	out := &quote.Quote{
		Kind: q.Kind, Text: q.Text, SpeakerKind: q.SpeakerKind, Polarity: q.Polarity,
		Speech: q.Speech, Node: q.Node, Confidence: q.Confidence,
	}
	var err error
	if out.Content, err = each(path+".content", q.Content, p.excerpt); err != nil {
		return nil, err
	}
	if out.Quoted, err = each(path+".quoted", q.Quoted, p.excerpt); err != nil {
		return nil, err
	}
	if out.Cue, err = p.optional(path+".cue", q.Cue); err != nil {
		return nil, err
	}
	if out.Source, err = p.optional(path+".source", q.Source); err != nil {
		return nil, err
	}
	if out.Speaker, err = p.named(path+".speaker", q.Speaker); err != nil {
		return nil, err
	}
	if out.Addressee, err = p.named(path+".addressee", q.Addressee); err != nil {
		return nil, err
	}
	out.Joint, err = each(path+".joint", q.Joint, func(path, id string) (*entity.Entity, error) {
		return p.named(path, &id)
	})
	if err != nil {
		return nil, err
	}
	out.Nested, err = p.quotes(path+".nested", q.Nested, depth+1)
	return out, err
}

// named returns the entity with the id, and nil for no id.
func (p *parser) named(path string, id *string) (*entity.Entity, error) {
	if id == nil {
		return nil, nil
	}
	e, ok := p.entities[*id]
	if !ok {
		return nil, invalid(path, "no entity has the id %q", *id)
	}
	return e, nil
}

func (p *parser) optional(path string, x *text.Excerpt) (*text.Excerpt, error) {
	if x == nil {
		return nil, nil
	}
	y, err := p.excerpt(path, *x)
	return &y, err
}

// excerpt cuts x out of the text anew. JSON without the excerpt's words is read too.
func (p *parser) excerpt(path string, x text.Excerpt) (text.Excerpt, error) {
	if err := p.span(path, x.Span); err != nil {
		return x, err
	}
	y := x.Cut(p.text)
	if x.Text != "" && x.Text != y.Text && x.Text != replaced(y.Text) {
		return x, invalid(path+".text", "%.40q is not what stands at %v", x.Text, x.Span)
	}
	return y, nil
}

func (p *parser) span(path string, s text.Span) error {
	if !fits(s, p.text) {
		return invalid(path, "span %v does not fit a text of %d bytes", s, len(p.text))
	}
	return nil
}

// each applies f to every item; the path that f gets names the item.
func each[T, U any](path string, in []T, f func(path string, item T) (U, error)) ([]U, error) {
	if len(in) == 0 {
		return nil, nil
	}
	out := make([]U, len(in))
	for i, item := range in {
		var err error
		if out[i], err = f(fmt.Sprintf("%s[%d]", path, i), item); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// fits reports whether s lies in t with both ends on rune boundaries.
func fits(s text.Span, t string) bool {
	return 0 <= s.Start && s.Start <= s.End && s.End <= len(t) && boundary(t, s.Start) && boundary(t, s.End)
}

// boundary reports whether no rune of t goes on across i; a bad byte is a rune.
func boundary(t string, i int) bool {
	if i == len(t) || utf8.RuneStart(t[i]) {
		return true
	}
	for j := i - 1; j >= 0 && j > i-utf8.UTFMax; j-- {
		if utf8.RuneStart(t[j]) {
			_, size := utf8.DecodeRuneInString(t[j:])
			return j+size <= i
		}
	}
	return true
}

// replaced returns s with U+FFFD for every byte that is not UTF-8, as encoding/json writes it.
func replaced(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return string([]rune(s))
}
