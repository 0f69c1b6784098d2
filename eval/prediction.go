package eval

import (
	"encoding/json"
	"fmt"

	"dictum.example/extract"
	"dictum.example/text"
)

// A Prediction is what was found in the article with the ID.
type Prediction struct {
	ID string
	// Line is where the prediction stood in its file, counted from 1; 0 for none.
	Line     int
	Entities []Entity
	// Quotes have the name of an entity for their speaker.
	Quotes []Attribution
}

// An Entity is somebody or something with all the mentions that were found.
type Entity struct {
	Type     string
	Name     string
	Mentions []Mention
}

// FromDocument returns what doc says was found. Quotes within quotes are left
// out, as annotations have none.
func FromDocument(doc *extract.Document) *Prediction {
	p := &Prediction{ID: doc.ID}
	for _, e := range doc.Entities {
		made := Entity{Type: string(e.Type), Name: e.Name}
		for _, m := range e.Mentions {
			made.Mentions = append(made.Mentions, Mention{m.Span, string(m.Type), m.Kind})
		}
		p.Entities = append(p.Entities, made)
	}
	for _, q := range doc.Quotes {
		made := Attribution{Kind: q.Kind, Speech: q.Speech, Speaker: q.Speaker.String(), Source: piece(q.Source), Cue: piece(q.Cue)}
		for _, x := range q.Content {
			made.Content = append(made.Content, x.Span)
		}
		p.Quotes = append(p.Quotes, made)
	}
	return p
}

func piece(x *text.Excerpt) []text.Span {
	if x == nil {
		return nil
	}
	return []text.Span{x.Span}
}

// Check reports the first span that does not fit the text of the article. The
// error wraps ErrSpan.
func (p *Prediction) Check(text string) error {
	c := checker{text: text}
	for i, e := range p.Entities {
		c.mentions(fmt.Sprintf("entities[%d].mentions", i), e.Mentions)
	}
	c.attributions("quotes", p.Quotes)
	if c.err != nil {
		return fmt.Errorf("eval: prediction %q: %w", p.ID, c.err)
	}
	return nil
}

// UnmarshalJSON reads what an extract.Document writes, of which it needs only
//
//	{"id": "a1",
//	 "entities": [{"id": "e1", "type": "PERSON", "name": "Anna Berg",
//	   "mentions": [{"start": 0, "end": 4, "type": "PERSON", "kind": "name"}]}],
//	 "quotes": [{"kind": "indirect", "source": {"start": 0, "end": 4}, "cue": {"start": 5, "end": 9},
//	   "content": [{"start": 10, "end": 30}], "speaker": "e1"}]}
//
// A mention without type has that of the entity. A speaker that is no entity's
// id is none.
func (p *Prediction) UnmarshalJSON(data []byte) error {
	var in struct {
		ID       json.RawMessage
		Entities []struct {
			ID       json.RawMessage
			Type     string
			Name     string
			Mentions []Mention
		}
		Quotes []jsonAttribution
	}
	if err := json.Unmarshal(data, &in); err != nil {
		return fmt.Errorf("eval: prediction: %w", err)
	}
	id, err := key(in.ID)
	if err != nil {
		return fmt.Errorf("eval: prediction: id: %w", err)
	}
	out := Prediction{ID: id}
	names := make(map[string]string, len(in.Entities))
	for i, e := range in.Entities {
		for j := range e.Mentions {
			if e.Mentions[j].Type == "" {
				e.Mentions[j].Type = e.Type
			}
		}
		id, err := key(e.ID)
		if err != nil {
			return fmt.Errorf("eval: prediction %q: entities[%d].id: %w", out.ID, i, err)
		}
		names[id] = e.Name
		out.Entities = append(out.Entities, Entity{e.Type, e.Name, e.Mentions})
	}
	for i, q := range in.Quotes {
		id, err := key(q.Speaker)
		if err != nil {
			return fmt.Errorf("eval: prediction %q: quotes[%d].speaker: %w", out.ID, i, err)
		}
		made := q.attribution()
		if id != "" {
			made.Speaker = names[id]
		}
		out.Quotes = append(out.Quotes, made)
	}
	*p = out
	return nil
}

// key returns an id, which in JSON is a string or a number, and "" for none.
func key(data json.RawMessage) (string, error) {
	if data == nil {
		return "", nil
	}
	var n json.Number
	if data[0] != '"' && json.Unmarshal(data, &n) == nil {
		return n.String(), nil
	}
	var s string
	err := json.Unmarshal(data, &s)
	return s, err
}
