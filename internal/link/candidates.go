package link

import (
	"math"
	"slices"
	"strings"

	"dictum.example/internal/exact"
	"dictum.example/internal/gazetteer"
	"dictum.example/internal/lexicon"
	"dictum.example/kb"
)

// maxForms bounds the forms of a name that are looked up, maxCandidates what is weighed.
const (
	maxForms      = 16
	maxCandidates = 24
)

// A candidate is what a name may mean.
type candidate struct {
	kb.Entry
	prior   float64 // of the entries of its form
	shared  bool    // the prior is counted, not made of prominence
	form    string  // the form of the name that has it, folded
	forms   int     // how many forms of the name have it
	letters bool    // that form is an acronym
	whole   bool    // the fullest name has it
	variant bool    // no form in the article has it, only a variant of the name
	region  int     // 1 where what follows the name says so (or named), -1 where it speaks against it
}

// gather returns the candidates of a name, each thing once, by its best form.
func gather(base kb.Base, n *Name) []candidate {
	if len(n.Text) > kb.MaxName {
		return nil
	}
	g := gathering{base: base, name: n}
	g.add(n.Text, true, false)
	for i, f := range n.Forms[:min(len(n.Forms), maxForms)] {
		if slices.Contains(n.Forms[:i], f) || f == n.Text || !n.owns(f) {
			continue
		}
		g.add(f, false, false)
	}
	if !g.known() {
		for _, v := range variants(n.Text, n.Type) {
			g.add(v, false, true)
		}
	}
	if n.Type == "PERSON" && !g.known() {
		g.respell(n.Text)
	}
	found := g.found
	if n.Type == "PERSON" && (isFull(n.Text) || slices.ContainsFunc(n.Forms, isFull)) { // then the surname is somebody else's
		found = slices.DeleteFunc(found, func(c candidate) bool { return c.Partial })
	}
	slices.SortStableFunc(found, func(a, b candidate) int {
		switch {
		case a.prior > b.prior:
			return -1
		case a.prior < b.prior:
			return 1
		}
		return kb.Compare(a.Entry, b.Entry)
	})
	return found[:min(len(found), maxCandidates)]
}

func isFull(name string) bool { return strings.Contains(kb.Fold(name), " ") }

// owns tells whether a form of the name can be what a base knows the thing by.
func (n *Name) owns(form string) bool {
	switch n.Type {
	case "PERSON":
		return samePerson(n.Text, form)
	case "ORG":
		return !begins(n.Text, form)
	}
	return true
}

// begins tells whether a form is the beginning of an organisation's name, and so may be
// somebody else's: "Department of Health" of "Department of Health Abu Dhabi".
func begins(name, form string) bool {
	full, part := strings.Fields(kb.Fold(name)), strings.Fields(kb.Fold(form))
	if len(part) == 0 || len(part) >= len(full) || !slices.Equal(full[:len(part)], part) {
		return false
	}
	return slices.ContainsFunc(full[len(part):], func(w string) bool { return !lexicon.CorporateSuffix.Has(w) })
}

// samePerson tells whether one of two names has all the words of the other, or both
// begin alike: of two people with one surname a form may have come to the wrong one.
func samePerson(a, b string) bool {
	x, y := strings.Fields(kb.Fold(a)), strings.Fields(kb.Fold(b))
	if len(b) > kb.MaxName || len(x) == 0 || len(y) == 0 {
		return false
	}
	if suffixOf(x) != suffixOf(y) && len(x) > 1 && len(y) > 1 {
		return false
	}
	if x[0] == y[0] {
		return true
	}
	if len(x) > len(y) {
		x, y = y, x
	}
	for _, w := range x {
		if !slices.ContainsFunc(y, func(v string) bool { return v == w || len(w) == 1 && v[0] == w[0] }) {
			return false
		}
	}
	return true
}

// suffixOf returns the suffix of a person's folded name, or "".
func suffixOf(words []string) string {
	if len(words) < 2 {
		return ""
	}
	switch w := words[len(words)-1]; w {
	case "jr", "junior":
		return "jr"
	case "sr", "senior":
		return "sr"
	case "ii", "iii", "iv":
		return w
	}
	return ""
}

// A gathering collects the candidates of one name.
type gathering struct {
	base  kb.Base
	name  *Name
	found []candidate
}

// known tells whether the base has something of the fullest name, or of a variant of it.
func (g *gathering) known() bool {
	return slices.ContainsFunc(g.found, func(c candidate) bool { return (c.whole || c.variant) && !c.Partial })
}

// respell adds whom other spellings of a person's name mean: only those who are well known, since of others the base knows a
// namesake with a like name more often than the one who is meant.
func (g *gathering) respell(name string) {
	n := len(g.found)
	for _, v := range spellings(name) {
		g.add(v, false, true)
	}
	known := slices.DeleteFunc(slices.Clone(g.found[n:]), func(c candidate) bool { return c.Prominence < misspelt })
	g.found = slices.Concat(g.found[:n], known)
}

// misspelt is the prominence of people whose misspelt names are known again.
const misspelt = 165

func (g *gathering) add(form string, whole, variant bool) {
	key := kb.Fold(form)
	if key == "" {
		return
	}
	entries := g.base.Lookup(form)
	entries = entries[:min(len(entries), kb.MaxEntries)]
	priors := priorsOf(entries)
	if g.name.Type == "ORG" {
		clubPriors(entries, priors)
	}
	for i, e := range entries {
		if !fits(e.Kind, g.name.Type) || e.Code && strings.Contains(form, ".") && !usual(key) {
			continue // "S.A." is not Saudi Arabia
		}
		g.put(candidate{Entry: e, prior: priors[i], shared: e.Share > 0, form: key, forms: 1, letters: isAcronym(form), whole: whole,
			variant: variant})
	}
}

// put adds a candidate, or another form of one that is there.
func (g *gathering) put(n candidate) {
	j := slices.IndexFunc(g.found, func(c candidate) bool { return n.ID != "" && c.ID == n.ID })
	if j < 0 {
		g.found = append(g.found, n)
		return
	}
	if c := &g.found[j]; !n.variant {
		c.forms++
		if c.Partial && !n.Partial || c.letters && !n.letters {
			c.Entry, c.form, c.letters = n.Entry, n.form, n.letters
			c.prior, c.shared = max(n.prior, c.prior), c.shared || n.shared
		}
	}
}

// usual tells whether a folded name is an abbreviation that needs no support by the article.
func usual(key string) bool {
	return lexicon.UsualCountryCode.Has(key) || key == "un" || key == "dc"
}

// doubling is the prominence that makes something twice as likely to be meant.
const doubling = 15

// weight is how much an entry's prominence counts among the meanings of a name.
func weight(e kb.Entry) float64 { return exact.Exp(float64(e.Prominence) * (math.Ln2 / doubling)) }

// priorsOf returns how likely each entry of a name is what the name means, as far as its
// counted shares and else prominence tell.
func priorsOf(entries []kb.Entry) []float64 {
	priors := make([]float64, len(entries))
	counted, sum := 0.0, 0.0
	for i, e := range entries {
		if e.Share > 0 {
			priors[i] = float64(e.Share) / 255
			counted += priors[i]
		} else {
			sum += weight(e)
		}
	}
	rest := 1.0
	if counted > 0 {
		rest = max(0.02, 1-counted)
	}
	for i, e := range entries {
		if e.Share == 0 {
			priors[i] = rest * weight(e) / sum
		}
	}
	return priors
}

// isClub tells whether an entry is that of a club under its town's name.
func isClub(e *kb.Entry) bool { return e.Kind == kb.Team && e.Partial }

// clubPriors sets how likely each club is meant by the name of its town where that is no place: as prominent as it is among
// the town's clubs.
func clubPriors(entries []kb.Entry, priors []float64) {
	sum := 0.0
	for i := range entries {
		if isClub(&entries[i]) {
			sum += weight(entries[i])
		}
	}
	for i := range entries {
		if isClub(&entries[i]) {
			priors[i] = weight(entries[i]) / sum
		}
	}
}

// readAs are the types that a reader may see in a thing of a type. Readers and bases
// disagree about universities, parliaments, newspapers and the like.
var readAs = map[string][]string{
	"PERSON":      {"PERSON"},
	"ORG":         {"ORG", "PRODUCT", "WORK_OF_ART"},
	"GPE":         {"GPE", "LOC", "FAC"},
	"LOC":         {"GPE", "LOC", "FAC"},
	"FAC":         {"ORG", "LOC", "FAC"},
	"PRODUCT":     {"ORG", "PRODUCT", "WORK_OF_ART"},
	"WORK_OF_ART": {"ORG", "PRODUCT", "WORK_OF_ART"},
	"EVENT":       {"ORG", "EVENT"},
	"LAW":         {"LAW"},
}

// fits tells whether a thing of a kind can be what the reader saw as of a type.
func fits(k kb.Kind, typ string) bool {
	switch {
	case typ == "ORG" && (k == kb.Country || k == kb.State): // a team, a government
		return true
	case (typ == "LOC" || typ == "FAC") && (k == kb.Organisation || k == kb.Government): // a museum, a palace
		return true
	}
	return slices.Contains(readAs[k.Type()], typ)
}

// variants returns what a name may be elsewhere.
func variants(name, typ string) []string {
	switch typ {
	case "PERSON":
		return personVariants(name)
	case "ORG":
		words := strings.Fields(kb.Fold(name))
		n := len(words)
		for n > 1 && lexicon.CorporateSuffix.Has(words[n-1]) {
			n--
		}
		if n < len(words) && n > 0 {
			return []string{strings.Join(words[:n], " ")}
		}
	case "GPE", "LOC":
		return placeVariants(name)
	}
	return nil
}

// placeVariants returns a place's name without the word that says what it is.
func placeVariants(name string) []string {
	if before, _, ok := strings.Cut(name, ","); ok {
		return []string{before}
	}
	words := strings.Fields(kb.Fold(name))
	n := len(words)
	if n < 2 {
		return nil
	}
	switch words[n-1] {
	case "province", "state", "region", "city", "prefecture", "oblast", "governorate", "county", "district", "island", "peninsula":
		return []string{strings.Join(words[:n-1], " ")}
	}
	if n > 2 && words[1] == "of" {
		switch words[0] {
		case "province", "state", "city", "town", "republic", "island":
			return []string{strings.Join(words[2:], " ")}
		}
	}
	return nil
}

// personVariants returns a person's name with another romanisation of one word, and of
// three words and more what is left without the middle or the beginning ("Ebrahim Raisi"
// of "Seyyed Ebrahim Raisi").
func personVariants(name string) []string {
	words := strings.Fields(kb.Fold(name))
	n := len(words)
	if n < 2 || n > 6 || suffixOf(words) != "" {
		return nil
	}
	var forms []string
	for i, w := range words {
		for _, group := range romanisations {
			if !slices.Contains(group, w) {
				continue
			}
			for _, other := range group {
				if other != w {
					forms = append(forms, strings.Join(slices.Concat(words[:i], []string{other}, words[i+1:]), " "))
				}
			}
		}
	}
	if n == 2 {
		return forms
	}
	forms = append(forms, words[0]+" "+words[n-1], strings.Join(words[:n-1], " "))
	if !gazetteer.IsGivenName(words[0]) || sameGender(words[0], words[n-2]) { // a title, or one given name of two
		forms = append(forms, words[n-2]+" "+words[n-1])
	}
	return forms
}

// romanisations are spellings of one name in other scripts, folded.
var romanisations = [][]string{
	{"al", "el"}, {"abdul", "abdel", "abd"}, {"mohammed", "mohammad", "muhammad", "mohamed"}, {"ahmed", "ahmad"},
	{"hussein", "hossein", "husain", "hussain"}, {"hassan", "hasan"}, {"yusuf", "youssef", "yousef"}, {"omar", "umar"},
	{"sergey", "sergei"}, {"andrey", "andrei"}, {"alexey", "alexei", "aleksei", "aleksey"}, {"dmitry", "dmitri", "dmitriy"},
	{"yury", "yuri", "yuriy"}, {"vasily", "vasiliy", "vasyl"}, {"alexander", "aleksandr", "alexandr", "oleksandr"},
	{"nikolay", "nikolai"}, {"vladimir", "volodymyr"}, {"mikhail", "mykhailo"}, {"anatoly", "anatoliy", "anatolii"},
	{"zelensky", "zelenskyy", "zelenskiy", "zelenskyi"}, {"lukashenko", "lukashenka"},
}

// sameGender tells whether two given names are of men, or both of women.
func sameGender(a, b string) bool {
	x, _, knownX := gazetteer.Gender(a)
	y, _, knownY := gazetteer.Gender(b)
	return knownX && knownY && (x > 0.5) == (y > 0.5)
}
