package link

import (
	"math"
	"strings"

	"dictum.example/internal/exact"
	"dictum.example/internal/gazetteer"
	"dictum.example/kb"
)

// numFeatures is the length of a candidate's features.
const numFeatures = 68

// log2 returns the binary logarithm.
func log2(x float64) float64 { return exact.Log(x) / math.Ln2 }

// A row holds the features of a candidate as they are added.
type row []float32

func (r *row) flag(set bool) {
	if set {
		*r = append(*r, 1)
	} else {
		*r = append(*r, 0)
	}
}

func (r *row) number(v float64) { *r = append(*r, float32(v)) }

var (
	types = []string{"PERSON", "ORG", "GPE", "LOC", "FAC"}
	kinds = []kb.Kind{kb.Country, kb.State, kb.City, kb.Region, kb.Natural, kb.Government, kb.Organisation, kb.Company, kb.Media,
		kb.Party, kb.Team, kb.Person, kb.Facility}
)

// A view is what the features of all candidates of a name have in common.
type view struct {
	index   int // of the name
	name    *Name
	found   []candidate
	setting *setting
	roles   kb.Role
	field   kb.Field
	words   []string // of the name, folded
}

func viewOf(i int, n *Name, found []candidate, s *setting) *view {
	v := &view{index: i, name: n, found: found, setting: s, words: strings.Fields(kb.Fold(n.Text))}
	for _, r := range n.Roles {
		v.roles |= gazetteer.RoleOf(r)
		if v.field == kb.NoField {
			v.field = gazetteer.FieldOf(r)
		}
	}
	return v
}

// features appends the features of candidate k.
func (v *view) features(dst []float32, k int) []float32 {
	r := row(dst)
	c := &v.found[k]
	for _, t := range types {
		r.flag(v.name.Type == t)
	}
	for _, k := range kinds {
		r.flag(c.Kind == k)
	}
	v.prior(&r, k)
	v.form(&r, c)
	v.home(&r, c)
	v.office(&r, c)
	v.naming(&r, c)
	return r
}

// prior adds how well known the candidate is, alone and beside its rivals.
func (v *view) prior(r *row, k int) {
	c := &v.found[k]
	rivalPrior, rivalKnown := 0.0, 0.0
	for j := range v.found {
		if j != k {
			rivalPrior = max(rivalPrior, v.found[j].prior)
			rivalKnown = max(rivalKnown, float64(v.found[j].Prominence))
		}
	}
	known := float64(c.Prominence)
	r.number(c.prior)
	r.number(exact.Log(c.prior+0.002) / 3)
	r.flag(c.shared)
	r.number((known - 170) / 40)
	r.number(max(-2, min(2, (known-rivalKnown)/40)))
	r.number(rivalPrior)
	r.number(c.prior - rivalPrior)
	r.number(log2(float64(len(v.found))) / 2)
	r.flag(len(v.found) == 1)
	r.flag(k == 0)
	r.flag(known < 130)
	r.flag(known >= 200)
}

// form adds by which form of the name the candidate was found.
func (v *view) form(r *row, c *candidate) {
	words := strings.Count(c.form, " ") + 1
	r.flag(c.Partial)
	r.flag(c.Code)
	r.flag(c.variant)
	r.flag(c.whole)
	r.flag(words == 1)
	r.flag(words == 2)
	r.number(float64(min(c.forms, 3)-1) / 2)
	r.flag(c.forms > 1)
	r.flag(c.Type() == v.name.Type)
	r.flag(isAcronym(v.name.Text))
	r.flag(len(v.name.Forms) > 0)
}

func isAcronym(name string) bool {
	return len(name) <= 6 && strings.ToUpper(name) == name && strings.ToLower(name) != name
}

// home adds how the candidate's country is among those of the article.
func (v *view) home(r *row, c *candidate) {
	share, central := 0.0, false
	context := v.setting.any(v.index)
	known := c.Country != "" && c.Country != "EU"
	if known && context {
		share, central = v.setting.home(v.index, c.Country)
	}
	r.number(share)
	r.flag(share > 0)
	r.flag(central)
	r.flag(known && context && share == 0)
	r.flag(!known)
	r.flag(!context)
	r.flag(known && namesCountry(c.form, c.Country))
	r.flag(c.region > 0)
}

// namesCountry tells whether a folded name has the name or demonym of the country in it.
func namesCountry(form, country string) bool {
	words := strings.Fields(form)
	for i := range words {
		for j := i + 1; j <= min(i+3, len(words)); j++ {
			if gazetteer.CountryOf(strings.Join(words[i:j], " ")) == country {
				return true
			}
		}
	}
	return false
}

// office adds how the titles of the article and what it speaks of fit the candidate.
func (v *view) office(r *row, c *candidate) {
	titled := len(v.name.Roles) > 0
	r.flag(c.Roles&v.roles != 0)
	r.flag(v.roles != 0 && c.Roles != 0 && c.Roles&v.roles == 0)
	r.flag(v.roles != 0 && c.Roles == 0)
	r.flag(titled && v.roles == 0 && c.Roles != 0)
	r.flag(titled)
	r.flag(v.field != kb.NoField && v.field == c.Field)
	r.flag(v.field != kb.NoField && c.Field != kb.NoField && v.field != c.Field)
	share := 0.0
	if c.Field != kb.NoField {
		share = v.setting.field(v.index, c.Field)
	}
	r.number(share)
	r.flag(c.Field == kb.NoField)
	r.flag(c.Field.Sporting())
}

// naming adds how rare the name is.
func (v *view) naming(r *row, c *candidate) {
	namesakes, common := 0.0, false
	if v.name.Type == "PERSON" && len(v.words) > 0 {
		given, _ := gazetteer.Bearers(v.words[0])
		_, family := gazetteer.Bearers(v.words[len(v.words)-1])
		if len(v.words) == 1 {
			given = 15
		}
		namesakes = float64(given+family)/10 - 1
		common = gazetteer.IsCommonSurname(v.words[len(v.words)-1])
	}
	r.number(namesakes)
	r.flag(common)
	r.flag(c.Born != 0 && c.Born < 1915)
	r.flag(c.Born == 0)
	r.number(min(3, log2(1+float64(len(v.name.Spans)))) / 3)
	r.flag(len(v.words) >= 3)
	r.flag(len(v.words) == 1)
	r.flag(len(v.words) == 1 && len(v.name.Text) <= 4)
	r.flag(len(v.words) > strings.Count(c.form, " ")+1)
}
