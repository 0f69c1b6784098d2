package quote

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"dictum.example/entity"
	"dictum.example/text"
)

// maxNested bounds quotes within quotes, so that a quote that contains itself is an
// error and not an endless loop.
const maxNested = 64

// ErrNested is the error of quotes that are nested more than 64 deep, or in themselves.
var ErrNested = errors.New("quote: nested too deep")

// MarshalJSON writes the quote as it stands in the JSON of its document: it names
// entities by their ids.
func (q Quote) MarshalJSON() ([]byte, error) {
	out, err := q.json(0)
	if err != nil {
		return nil, err
	}
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false) // that is the business of the encoder that calls
	if err := enc.Encode(out); err != nil {
		return nil, fmt.Errorf("quote: %w", err)
	}
	return buf.Bytes(), nil
}

// ErrAlone is the error of reading the JSON of a quote by itself: what it names by id
// stands in its document.
var ErrAlone = errors.New("quote: a quote is read with its document")

// UnmarshalJSON fails with ErrAlone.
func (*Quote) UnmarshalJSON([]byte) error { return ErrAlone }

type jsonQuote struct {
	Kind        Kind           `json:"kind"`
	Text        string         `json:"text"`
	Content     []text.Excerpt `json:"content"`
	Quoted      []text.Excerpt `json:"quoted"`
	Cue         *text.Excerpt  `json:"cue"`
	Source      *text.Excerpt  `json:"source"`
	Speaker     *string        `json:"speaker"`
	Joint       []string       `json:"joint"`
	SpeakerKind SpeakerKind    `json:"speaker_kind"`
	Addressee   *string        `json:"addressee"`
	Polarity    Polarity       `json:"polarity"`
	Speech      bool           `json:"speech"`
	Nested      []jsonQuote    `json:"nested"`
	Node        string         `json:"node,omitempty"`
	Confidence  float64        `json:"confidence"`
}

func (q *Quote) json(depth int) (jsonQuote, error) {
	if depth > maxNested {
		return jsonQuote{}, ErrNested
	}
	out := jsonQuote{
		Kind: q.Kind, Text: q.Text, Content: list(q.Content), Quoted: list(q.Quoted), Cue: q.Cue, Source: q.Source,
		Speaker: id(q.Speaker), Joint: []string{}, SpeakerKind: q.SpeakerKind, Addressee: id(q.Addressee),
		Polarity: q.Polarity, Speech: q.Speech, Nested: []jsonQuote{}, Node: q.Node, Confidence: q.Confidence,
	}
	for _, e := range q.Joint {
		if e != nil {
			out.Joint = append(out.Joint, e.ID)
		}
	}
	for _, inner := range q.Nested {
		if inner == nil {
			continue
		}
		n, err := inner.json(depth + 1)
		if err != nil {
			return out, err
		}
		out.Nested = append(out.Nested, n)
	}
	return out, nil
}

func id(e *entity.Entity) *string {
	if e == nil {
		return nil
	}
	return &e.ID
}

// list makes an absent list an empty one, which JSON writes as [] and not null.
func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}
