// Package prose recognises names with github.com/jdkato/prose/v2.
//
// It serves those who trained a prose model on names of their own ([WithModel]),
// and it is the baseline that Dictum measures itself against. Dictum's own
// recogniser needs none of it: a program links prose and its model only where
// it imports this package.
//
// prose keeps no offsets and rewrites quotation marks; this package finds its
// entities again in the text. It reads a layout sentence by sentence, so that
// no name reaches from a headline into the paragraph below.
package prose

import (
	"context"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/jdkato/prose/v2"

	"dictum.example/entity"
	"dictum.example/text"
)

// A Recognizer finds names with a prose model. It is safe for concurrent use.
// The zero Recognizer is not usable; call [New].
type Recognizer struct {
	model  *prose.Model
	labels map[string]entity.Type
}

var _ entity.Recognizer = (*Recognizer)(nil)

// An Option changes how a Recognizer works.
type Option func(*Recognizer)

// WithModel makes the Recognizer use a model that was trained, or loaded, with
// prose. The model must not be changed afterwards.
func WithModel(m *prose.Model) Option {
	return func(r *Recognizer) { r.model = m }
}

// WithLabel makes the Recognizer report what the model labels so ("POLITICIAN")
// as a mention of type t. Labels are told apart by case. An empty t drops the label.
func WithLabel(label string, t entity.Type) Option {
	return func(r *Recognizer) { r.labels[label] = t }
}

// New returns a Recognizer. Without [WithModel] it loads the model that comes
// with prose, which takes a good part of a second: keep the Recognizer.
//
// It knows prose's labels PERSON, GPE, ORGANIZATION and LOCATION, the usual
// short forms (PER, ORG, LOC, FAC) and the 18 types of OntoNotes. What a model
// labels otherwise is dropped, unless [WithLabel] says what it is.
func New(opts ...Option) *Recognizer {
	r := &Recognizer{labels: make(map[string]entity.Type)}
	for label, t := range labels {
		r.labels[label] = t
	}
	for _, o := range opts {
		o(r)
	}
	if r.model == nil {
		r.model = prose.ModelFromData("")
	}
	return r
}

var labels = map[string]entity.Type{
	"PER": entity.Person, "ORGANIZATION": entity.Org, "ORGANISATION": entity.Org,
	"LOCATION": entity.Loc, "FACILITY": entity.Fac,
}

func init() {
	for _, t := range []entity.Type{
		entity.Person, entity.NORP, entity.Fac, entity.Org, entity.GPE, entity.Loc, entity.Product, entity.Event, entity.WorkOfArt,
		entity.Law, entity.Language, entity.Date, entity.Time, entity.Percent, entity.Money, entity.Quantity, entity.Ordinal,
		entity.Cardinal,
	} {
		labels[string(t)] = t
	}
}

// A PanicError says that prose panicked, and where in the text.
type PanicError struct {
	// Span is the piece of text that prose was reading, in bytes.
	Span text.Span
	// Value is what prose panicked with.
	Value any
}

func (e *PanicError) Error() string {
	return fmt.Sprintf("prose: panic while reading the text at %v: %v", e.Span, e.Value)
}

// Unwrap returns the error that prose panicked with, if it was one.
func (e *PanicError) Unwrap() error {
	err, _ := e.Value.(error)
	return err
}

// maxPiece bounds, in bytes, what prose is given at once: it takes quadratic
// time for a run without white space. Longer sentences are cut between words.
const maxPiece = 1 << 10

// Recognize returns the names that prose finds in l, in order and free of
// overlaps. It looks at ctx between sentences and returns its error wrapped, or
// a [*PanicError] where prose gave up; either comes with the mentions found
// before that place.
func (r *Recognizer) Recognize(ctx context.Context, l *text.Layout) ([]entity.Mention, error) {
	var out []entity.Mention
	w := 0
	for _, sentence := range l.Sentences {
		for w < len(l.Words) && l.Words[w].Start < sentence.End {
			if err := ctx.Err(); err != nil {
				return out, fmt.Errorf("prose: stopped at offset %d: %w", l.Words[w].Start, context.Cause(ctx))
			}
			piece := l.Words[w]
			for w++; w < len(l.Words) && l.Words[w].End-piece.Start <= maxPiece && l.Words[w].End <= sentence.End; w++ {
				piece.End = l.Words[w].End
			}
			if piece.Len() > maxPiece {
				continue // one word, and too long for a name
			}
			var err error
			if out, err = r.appendNames(out, l.Text, piece); err != nil {
				return out, err
			}
		}
	}
	return out, nil
}

// appendNames appends the names in one piece of s.
func (r *Recognizer) appendNames(out []entity.Mention, s string, piece text.Span) (_ []entity.Mention, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &PanicError{piece, v}
		}
	}()
	in := piece.Of(s)
	if last, _ := utf8.DecodeLastRuneInString(in); !unicode.IsPunct(last) {
		in += " ." // prose drops a name that ends its text
	}
	doc, err := prose.NewDocument(in, prose.WithSegmentation(false), prose.UsingModel(r.model))
	if err != nil {
		return out, fmt.Errorf("prose: reading the text at %v: %w", piece, err)
	}
	tokens, spans := place(s, piece, doc.Tokens())
	t := 0
	for _, e := range doc.Entities() {
		from, to := find(tokens[t:], e.Text)
		if to == 0 {
			continue
		}
		span := text.Span{Start: spans[t+from].Start, End: spans[t+to-1].End}
		t += to
		if typ := r.labels[e.Label]; typ != "" {
			out = append(out, entity.Mention{Excerpt: span.Cut(s), Type: typ, Kind: kind(typ)})
		}
	}
	return out, nil
}

// place returns the tokens that it finds again in the piece of s, and where they stand.
func place(s string, piece text.Span, tokens []prose.Token) ([]prose.Token, []text.Span) {
	bare, runes := strip(s, piece)
	var placed []prose.Token
	var spans []text.Span
	i := 0
	for _, t := range tokens {
		j := strings.Index(bare[i:], t.Text)
		if j < 0 || t.Text == "" {
			continue // prose loses a token now and then
		}
		start := i + j
		i = start + len(t.Text)
		placed = append(placed, t)
		spans = append(spans, text.Span{Start: runes[start].Start, End: runes[i-1].End})
	}
	return placed, spans
}

// strip returns the piece of s without white space and with the quotation marks
// that prose puts in place of others, and for each byte the rune of s that it stands for.
func strip(s string, piece text.Span) (string, []text.Span) {
	var b strings.Builder
	var runes []text.Span
	for i := piece.Start; i < piece.End; {
		r, n := utf8.DecodeRuneInString(s[i:piece.End])
		put := s[i : i+n]
		switch {
		case unicode.IsSpace(r):
			put = ""
		case r == '“' || r == '”':
			put = `"`
		case r == '‘' || r == '’':
			put = "'"
		case strings.HasPrefix(s[i:piece.End], "&rsquo;"):
			put, n = "'", len("&rsquo;")
		}
		b.WriteString(put)
		for range len(put) {
			runes = append(runes, text.Span{Start: i, End: i + n})
		}
		i += n
	}
	return b.String(), runes
}

// find returns the first run of tokens that joined by spaces make name, or an empty one.
func find(tokens []prose.Token, name string) (from, to int) {
	for from := range tokens {
		rest, to := name, from
		for to < len(tokens) && strings.HasPrefix(rest, tokens[to].Text) {
			rest = rest[len(tokens[to].Text):]
			to++
			if rest == "" {
				return from, to
			}
			if rest[0] != ' ' {
				break
			}
			rest = rest[1:]
		}
	}
	return 0, 0
}

// kind tells how mentions of type t refer: the last seven types of OntoNotes are values.
func kind(t entity.Type) entity.Kind {
	switch t {
	case entity.Date, entity.Time, entity.Percent, entity.Money, entity.Quantity, entity.Ordinal, entity.Cardinal:
		return entity.Val
	}
	return entity.Name
}
