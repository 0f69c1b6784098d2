package resolve

import (
	"dictum.example/entity"
	"dictum.example/internal/link"
	"dictum.example/kb"
)

// Link finds the entities in the resolver's knowledge bases, with what the article tells of them. It is the last stage.
func (z *Resolution) Link() {
	d := z.state.Document
	names := make([]link.Name, 0, len(z.Entities))
	of := make([]*entity.Entity, 0, len(z.Entities))
	for _, e := range z.Entities {
		d.Look()
		if !e.Type.IsValue() {
			names, of = append(names, linkName(e)), append(of, e)
		}
	}
	links := link.Names(d.Watch, z.state.base, d.Text, names)
	lands := countries(links, of)
	for i, l := range links {
		e := of[i]
		if l.ID == "" || e.QID != "" || e.Key != "" && l.Prominence != kb.Certain { // the user's own
			continue
		}
		identify(e, l.ID)
		if e.QID == l.ID {
			e.QIDConfidence = l.Confidence
		}
		if e.Type == entity.Person && e.Affiliation == nil && len(e.Roles) > 0 && l.Roles != 0 {
			e.Affiliation = lands[l.Country] // nil where the article does not name it
		}
	}
}

// countries returns what the countries of the links stand for, by their codes.
func countries(links []link.Link, of []*entity.Entity) map[string]*entity.Entity {
	lands := map[string]*entity.Entity{}
	for i, l := range links {
		if l.Kind == kb.Country && lands[l.Country] == nil {
			lands[l.Country] = of[i]
		}
	}
	return lands
}

// linkName returns what there is to know of an entity for its link.
func linkName(e *entity.Entity) link.Name {
	n := link.Name{Text: e.Name, Forms: e.Aliases, Type: string(e.Type)}
	for _, r := range e.Roles {
		n.Roles = append(n.Roles, r.Text)
	}
	for _, m := range e.Mentions {
		if m.Kind == entity.Name {
			n.Spans = append(n.Spans, [2]int{m.Start, m.End})
		}
	}
	return n
}

func isCountry(base kb.Base, name string) bool {
	for _, x := range base.Lookup(name) {
		if x.Kind == kb.Country {
			return true
		}
	}
	return false
}
