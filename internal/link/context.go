package link

import (
	"slices"
	"strings"

	"dictum.example/internal/gazetteer"
	"dictum.example/kb"
)

// A setting is what an article speaks of: how much of each country and field.
type setting struct {
	countries map[string]float64
	fields    map[kb.Field]float64
	// each name's own part in it, which is no evidence for the name itself
	own []part
}

type part struct {
	country string
	weight  float64
	field   kb.Field
	fields  float64
}

// settingOf sums up what the names of an article tell by their likeliest meanings.
func settingOf(names []Name, found [][]candidate) *setting {
	s := &setting{countries: map[string]float64{}, fields: map[kb.Field]float64{}, own: make([]part, len(names))}
	for i := range names {
		n := &names[i]
		p := part{country: countryOf(n, found[i]), weight: log2(1 + float64(len(n.Spans)))}
		p.weight = max(p.weight, 0.5)
		for _, r := range n.Roles {
			if f := gazetteer.FieldOf(r); f != kb.NoField {
				s.fields[f]++
			}
		}
		if c := likeliest(found[i]); c != nil && (n.Type == "PERSON" || n.Type == "ORG") {
			p.field, p.fields = c.Field, c.prior
		}
		if p.country != "" {
			s.countries[p.country] += p.weight
		}
		if p.field != kb.NoField {
			s.fields[p.field] += p.fields
		}
		s.own[i] = p
	}
	return s
}

// likeliest returns the candidate with the greatest prior, if it is well known.
func likeliest(found []candidate) *candidate {
	if len(found) == 0 || found[0].prior < 0.5 || found[0].Prominence < 150 || found[0].Partial {
		return nil
	}
	return &found[0]
}

// countryOf returns the code of the country that a name brings in: that it is, lies in or
// belongs to.
func countryOf(n *Name, found []candidate) string {
	switch n.Type {
	case "NORP":
		nation, _ := gazetteer.DemonymOf(n.Text)
		return nation.Country
	case "GPE", "LOC", "FAC":
		for _, c := range found {
			if t := c.Type(); (t == "GPE" || t == "LOC") && !c.Partial {
				return c.Country
			}
		}
	case "ORG":
		first, _, _ := strings.Cut(n.Text, " ") // "Russian Foreign Ministry" speaks of Russia
		nation, _ := gazetteer.DemonymOf(first)
		return nation.Country
	}
	return ""
}

// home returns what share of the article's countries, without what name i brings in, is
// a country's, and whether it has the greatest.
func (s *setting) home(i int, country string) (share float64, central bool) {
	total, own, most := 0.0, 0.0, 0.0
	for c, w := range s.countries {
		if c == s.own[i].country {
			w -= s.own[i].weight
		}
		total += w
		if c == country {
			own = w
		} else {
			most = max(most, w)
		}
	}
	if total < 1e-9 {
		return 0, false
	}
	return own / total, own > 1e-9 && own >= most
}

// any reports whether the article names any country beside what name i brings in.
func (s *setting) any(i int) bool {
	for c, w := range s.countries {
		if c != s.own[i].country || w > s.own[i].weight+1e-9 {
			return true
		}
	}
	return false
}

// field returns what share of the article's fields, without name i's part, is f.
func (s *setting) field(i int, f kb.Field) float64 {
	total, own := 1.0, 0.0
	for g, w := range s.fields {
		if g == s.own[i].field {
			w -= s.own[i].fields
		}
		total += w
		if g == f {
			own = w
		}
	}
	return own / total
}

// after returns the place that follows a name behind a comma, such as "Idaho" in "Moscow,
// Idaho", as the text has it at the first mention where one does.
func after(text string, spans [][2]int) string {
	for _, s := range spans {
		if s[1] < 0 || s[1] > len(text) {
			continue
		}
		rest, ok := strings.CutPrefix(text[s[1]:], ", ")
		if !ok || rest == "" || rest[0] < 'A' || 'Z' < rest[0] {
			continue
		}
		end := strings.IndexFunc(rest, func(r rune) bool { return strings.ContainsRune(",.;:()\n\"”", r) })
		if end < 0 {
			end = len(rest)
		}
		words := strings.Fields(rest[:min(end, 40)])
		n := 0
		for n < len(words) && n < 3 && 'A' <= words[n][0] && words[n][0] <= 'Z' {
			n++
		}
		if n > 0 {
			return strings.Join(words[:n], " ")
		}
	}
	return ""
}

// named is the region of what the base knows by name and region together.
const named = 2

// place says of the candidates of a place what the region that follows it tells.
func place(base kb.Base, n *Name, text string, found []candidate) []candidate {
	if n.Type != "GPE" && n.Type != "LOC" && n.Type != "FAC" {
		return found
	}
	head, region := n.Text, after(text, n.Spans)
	if before, behind, ok := strings.Cut(n.Text, ", "); ok {
		head, region = before, behind
	}
	entries := base.Lookup(region)
	entries = slices.DeleteFunc(entries[:min(len(entries), kb.MaxEntries)], func(e kb.Entry) bool {
		return e.Type() != "GPE" || e.Code && len(region) > 2 || e.Partial || e.Kind == kb.City && e.Prominence < 190
	})
	if region == "" || len(entries) == 0 || len(head)+len(region) > kb.MaxName {
		return found
	}
	exact := base.Lookup(head + ", " + region)
	within := func(c *candidate) int {
		switch {
		case slices.ContainsFunc(exact, func(e kb.Entry) bool { return e.ID == c.ID && e.ID != "" }):
			return named
		case slices.ContainsFunc(entries, func(e kb.Entry) bool { return e.ID == c.ID }):
			return 0
		case len(exact) > 0:
			return -1
		case c.Country != "" && !slices.ContainsFunc(entries, func(e kb.Entry) bool { return e.Country == c.Country }):
			return -1
		case entries[0].Kind == kb.Country:
			return 1
		case entries[0].Country == "US" && c.Prominence < 190:
			return -1 // the base has the towns of the United States by their states
		}
		return 0
	}
	priors := priorsOf(exact)
	for i, e := range exact {
		if e.ID != "" && fits(e.Kind, n.Type) && !slices.ContainsFunc(found, func(c candidate) bool { return c.ID == e.ID }) {
			found = append(found, candidate{Entry: e, prior: priors[i], shared: e.Share > 0, form: kb.Fold(n.Text), forms: 1, whole: true})
		}
	}
	for i := range found {
		found[i].region = within(&found[i])
	}
	return slices.DeleteFunc(found, func(c candidate) bool { return c.region < 0 })
}
