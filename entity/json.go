package entity

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"dictum.example/entity/value"
	"dictum.example/text"
)

// MarshalJSON writes the entity as it stands in the JSON of its document: it names its
// affiliation by that entity's id.
func (e Entity) MarshalJSON() ([]byte, error) {
	affiliation := ""
	if e.Affiliation != nil {
		affiliation = e.Affiliation.ID
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false) // that is the business of the encoder that calls
	err := enc.Encode(struct {
		ID            string         `json:"id"`
		Type          Type           `json:"type"`
		Name          string         `json:"name"`
		Gender        Gender         `json:"gender,omitempty"`
		Aliases       []string       `json:"aliases"`
		Mentions      []Mention      `json:"mentions"`
		Roles         []text.Excerpt `json:"roles"`
		Affiliation   string         `json:"affiliation,omitempty"`
		QID           string         `json:"qid,omitempty"`
		QIDConfidence float64        `json:"qid_confidence,omitempty"`
		Key           string         `json:"key,omitempty"`
		Node          string         `json:"node,omitempty"`
		Value         *value.Value   `json:"value,omitempty"`
	}{e.ID, e.Type, e.Name, e.Gender, list(e.Aliases), list(e.Mentions), list(e.Roles), affiliation, e.QID, e.QIDConfidence, e.Key,
		e.Node, e.Value})
	if err != nil {
		return nil, fmt.Errorf("entity: %w", err)
	}
	return out.Bytes(), nil
}

// ErrAlone is the error of reading the JSON of an entity by itself: what it names by id
// stands in its document.
var ErrAlone = errors.New("entity: an entity is read with its document")

// UnmarshalJSON fails with ErrAlone.
func (*Entity) UnmarshalJSON([]byte) error { return ErrAlone }

// list makes an absent list an empty one, which JSON writes as [] and not null.
func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}
