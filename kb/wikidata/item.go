package wikidata

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"
)

// An item is what is kept of an item of the dump.
type item struct {
	ID         uint32
	Names      []string
	Classes    []uint32 // P31
	Over       []uint32 // P279
	Countries  []uint32 // P17, P27
	Offices    []uint32 // P39, P106
	Born       int      // year, 0 if unknown
	Population int64
	Sites      int
}

// languages are those whose names English news use; "mul" is of all languages.
var languages = []string{"en", "mul", "en-gb", "en-us", "en-ca"}

// A values is an object of JSON, which the dump writes as an empty array where it has
// no fields.
type values[T any] map[string]T

func (v *values[T]) UnmarshalJSON(data []byte) error {
	if string(data) == "[]" || string(data) == "null" {
		return nil
	}
	return json.Unmarshal(data, (*map[string]T)(v))
}

type term struct {
	Value string `json:"value"`
}

type statement struct {
	Rank string `json:"rank"`
	Main struct {
		Type string `json:"snaktype"`
		Data struct {
			Value json.RawMessage `json:"value"`
		} `json:"datavalue"`
	} `json:"mainsnak"`
}

// claims are the statements that are used; all others are skipped as they are read.
type claims struct {
	InstanceOf  []statement `json:"P31"`
	SubclassOf  []statement `json:"P279"`
	Country     []statement `json:"P17"`
	Citizenship []statement `json:"P27"`
	Position    []statement `json:"P39"`
	Occupation  []statement `json:"P106"`
	Born        []statement `json:"P569"`
	Population  []statement `json:"P1082"`
}

func (c *claims) UnmarshalJSON(data []byte) error {
	if string(data) == "[]" || string(data) == "null" {
		return nil
	}
	type plain claims
	return json.Unmarshal(data, (*plain)(c))
}

type record struct {
	Type      string                  `json:"type"`
	ID        string                  `json:"id"`
	Labels    values[term]            `json:"labels"`
	Aliases   values[[]term]          `json:"aliases"`
	Claims    claims                  `json:"claims"`
	Sitelinks values[json.RawMessage] `json:"sitelinks"`
}

// parse reads an entity, and reports whether it is an item.
func parse(line []byte) (it item, ok bool, err error) {
	var r record
	if err := json.Unmarshal(line, &r); err != nil {
		return it, false, err
	}
	if r.Type != "item" {
		if r.Type == "" {
			return it, false, errors.New("not an entity of Wikidata")
		}
		return it, false, nil
	}
	if it.ID, ok = number(r.ID); !ok {
		return it, false, errors.New("bad id " + strconv.Quote(r.ID))
	}
	seen := map[string]bool{}
	name := func(s string) {
		if s = strings.TrimSpace(s); s != "" && !seen[s] {
			seen[s] = true
			it.Names = append(it.Names, s)
		}
	}
	for _, l := range languages {
		name(r.Labels[l].Value)
	}
	for _, l := range languages {
		for _, a := range r.Aliases[l] {
			name(a.Value)
		}
	}
	it.Classes = items(r.Claims.InstanceOf)
	it.Over = items(r.Claims.SubclassOf)
	it.Countries = append(items(r.Claims.Country), items(r.Claims.Citizenship)...)
	it.Offices = append(items(r.Claims.Position), items(r.Claims.Occupation)...)
	it.Sites = len(r.Sitelinks)
	for _, v := range best(r.Claims.Born) {
		var t struct {
			Time string `json:"time"`
		}
		if json.Unmarshal(v, &t) == nil && len(t.Time) > 5 {
			it.Born, _ = strconv.Atoi(t.Time[:5])
			break
		}
	}
	for _, v := range best(r.Claims.Population) {
		var q struct {
			Amount string `json:"amount"`
		}
		if json.Unmarshal(v, &q) == nil {
			n, _ := strconv.ParseInt(q.Amount, 10, 64)
			it.Population = max(it.Population, n)
		}
	}
	return it, true, nil
}

// best returns the values of the statements of the best rank.
func best(ss []statement) []json.RawMessage {
	var preferred, normal []json.RawMessage
	for _, s := range ss {
		switch {
		case s.Main.Type != "value":
		case s.Rank == "preferred":
			preferred = append(preferred, s.Main.Data.Value)
		case s.Rank != "deprecated":
			normal = append(normal, s.Main.Data.Value)
		}
	}
	if len(preferred) > 0 {
		return preferred
	}
	return normal
}

// items returns the items that are the values of the statements, at most 16.
func items(ss []statement) []uint32 {
	var ids []uint32
	for _, v := range best(ss) {
		var e struct {
			ID string `json:"id"`
		}
		if json.Unmarshal(v, &e) != nil {
			continue
		}
		if n, ok := number(e.ID); ok && len(ids) < 16 {
			ids = append(ids, n)
		}
	}
	return ids
}
