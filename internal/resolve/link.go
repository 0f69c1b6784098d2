package resolve

import (
	"slices"
	"sort"
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/gazetteer"
	"dictum.example/internal/lexicon"
	"dictum.example/kb"
)

// link finds the entities in a knowledge base, with what the article tells of them.
func (z *Resolution) link(base kb.Base) {
	own := make([]string, len(z.Entities)) // the country that each entity brings in
	named, said := map[string]int{}, map[string]int{}
	lands := map[string]*entity.Entity{}
	for i, e := range z.Entities {
		own[i] = countryOf(base, e)
		if own[i] == "" {
			continue
		}
		named[own[i]]++
		said[own[i]] += len(e.Mentions)
		if e.Type == entity.GPE && lands[own[i]] == nil && isCountry(base, e.Name) {
			lands[own[i]] = e
		}
	}
	codes := make([]string, 0, len(named))
	for c := range named {
		codes = append(codes, c)
	}
	sort.Slice(codes, func(i, j int) bool { // what the article speaks of most comes first
		if a, b := said[codes[i]], said[codes[j]]; a != b {
			return a > b
		}
		return codes[i] < codes[j]
	})
	for i, e := range z.Entities {
		switch e.Type {
		case entity.Person, entity.Org, entity.GPE, entity.Loc, entity.Fac:
		default:
			continue
		}
		if e.QID != "" { // the user's own
			continue
		}
		h := gazetteer.Hints{Forms: linkForms(e), Countries: codes}
		if own[i] != "" && named[own[i]] == 1 {
			h.Countries = without(codes, own[i])
		}
		for _, r := range e.Roles {
			h.Roles = append(h.Roles, r.Text)
		}
		entry, ok := gazetteer.LinkIn(base, e.Name, string(e.Type), h)
		if !ok || entry.Code && e.Type == entity.GPE && !lexicon.UsualCountryCode.Has(fold(e.Name)) && !slices.Contains(h.Countries, entry.Country) {
			continue // "NAM" alone is not Namibia
		}
		identify(e, entry.ID)
		if e.Type == entity.Person && e.Affiliation == nil && len(e.Roles) > 0 && entry.Roles != 0 {
			e.Affiliation = lands[entry.Country] // nil where the article does not name it
		}
	}
}

// linkForms returns the other names by which the entity may be known. The beginning of an
// organisation's name is somebody else's: "Department of Health" of "Department of
// Health Abu Dhabi", "UN" of "UN Working Group".
func linkForms(e *entity.Entity) []string {
	forms := e.Aliases[:min(len(e.Aliases), 16)]
	if e.Type != entity.Org {
		return forms
	}
	full := words(e.Name)
	var out []string
	for _, f := range forms {
		ws := words(f)
		if n := len(ws); n < len(full) && slices.Equal(ws, full[:n]) && slices.ContainsFunc(full[n:], func(w string) bool { return !lexicon.CorporateSuffix.Has(w) }) {
			continue
		}
		out = append(out, f)
	}
	return out
}

func without(codes []string, c string) []string {
	out := make([]string, 0, len(codes))
	for _, x := range codes {
		if x != c {
			out = append(out, x)
		}
	}
	return out
}

// countryOf returns the code of the country that an entity is, lies in or belongs to.
func countryOf(base kb.Base, e *entity.Entity) string {
	switch e.Type {
	case entity.NORP:
		nation, _ := gazetteer.DemonymOf(e.Name)
		return nation.Country
	case entity.GPE, entity.Loc:
		for _, x := range base.Lookup(e.Name) {
			if t := x.Type(); (t == "GPE" || t == "LOC") && !x.Partial {
				return x.Country
			}
		}
	case entity.Org:
		// "Russian Foreign Ministry" speaks of Russia.
		first, _, _ := strings.Cut(e.Name, " ")
		nation, _ := gazetteer.DemonymOf(first)
		return nation.Country
	}
	return ""
}

func isCountry(base kb.Base, name string) bool {
	for _, x := range base.Lookup(name) {
		if x.Kind == kb.Country {
			return true
		}
	}
	return false
}
