package link

import (
	"math"
	"slices"

	"dictum.example/internal/exact"
	"dictum.example/internal/until"
	"dictum.example/kb"
)

// A Name is a thing that an article names.
type Name struct {
	// Text is its fullest name, Forms the others that the article has.
	Text  string
	Forms []string
	// Type is the OntoNotes type that the reader saw.
	Type string
	// Roles are a person's titles and offices as the article has them.
	Roles []string
	// Spans are the places of its names in the text, in bytes, half-open.
	Spans [][2]int
}

// A Link is what a name means. Its ID is "" where that is nothing that the base knows.
type Link struct {
	kb.Entry
	// Confidence is the probability that the link is right.
	Confidence float64
}

// Threshold is the confidence from which a link is worth giving.
const Threshold = 0.5

// Names returns what each of the names of an article means, by what base knows: the
// likeliest candidate where that has a confidence of [Threshold] and more. The work ends with w,
// which may be nil.
func Names(w *until.Watch, base kb.Base, text string, names []Name) []Link {
	links := make([]Link, len(names))
	for _, d := range weigh(w, base, text, names) {
		w.Look()
		best, most := -1, 0.0
		for k, p := range d.probabilities() {
			if p > most && d.found[k].ID != "" {
				best, most = k, p
			}
		}
		if best >= 0 && most >= Threshold {
			links[d.index] = Link{d.found[best].Entry, math.Round(most*1000) / 1000}
		}
	}
	return links
}

// A decision is a name with its candidates and their features.
type decision struct {
	index    int
	found    []candidate
	features [][]float32
}

// weigh returns the names that have candidates.
func weigh(w *until.Watch, base kb.Base, text string, names []Name) []decision {
	found := make([][]candidate, len(names))
	for i := range names {
		w.Look()
		found[i] = place(base, &names[i], text, gather(base, &names[i]))
	}
	s := settingOf(names, found)
	var decisions []decision
	for i := range names {
		w.Look()
		n := &names[i]
		if n.Type == "ORG" {
			found[i] = ofCountry(base, n, found[i], s.main(i))
		}
		found[i] = slices.DeleteFunc(found[i], func(c candidate) bool { return s.foreign(i, n, &c) })
		if len(found[i]) == 0 {
			continue
		}
		v := viewOf(i, n, found[i], s)
		d := decision{index: i, found: found[i]}
		for k := range found[i] {
			d.features = append(d.features, v.features(make([]float32, 0, numFeatures), k))
		}
		decisions = append(decisions, d)
	}
	return decisions
}

// probabilities returns how likely the name means each candidate; what is missing to
// one is how likely it means none of them.
func (d *decision) probabilities() []float64 {
	scores := make([]float64, len(d.found))
	most := 0.0 // of none
	for k, c := range d.found {
		scores[k] = net().score(d.features[k])
		switch {
		case c.Prominence == kb.Certain && !c.Partial:
			scores[k] = certain
		case c.region == named:
			scores[k] = max(scores[k], likely)
		case c.region == national:
			scores[k] = max(scores[k], fair)
		}
		most = max(most, scores[k])
	}
	sum := exact.Exp(-most)
	for k := range scores {
		scores[k] = exact.Exp(scores[k] - most)
		sum += scores[k]
	}
	for k := range scores {
		scores[k] /= sum
	}
	return scores
}

// Scores of what needs no support, of a place with its region, and of a body of the
// country that the article is about.
const (
	certain = 40
	likely  = 4
	fair    = 1.5
)

// A Choice is what the network chooses from for one name: for training.
type Choice struct {
	Name     int         `json:"name"` // its index
	IDs      []string    `json:"ids"`  // of the candidates
	Features [][]float32 `json:"features"`
}

// Choices returns what [Names] chooses from.
func Choices(base kb.Base, text string, names []Name) []Choice {
	var choices []Choice
	for _, d := range weigh(nil, base, text, names) {
		c := Choice{Name: d.index, Features: d.features}
		for _, x := range d.found {
			c.IDs = append(c.IDs, x.ID)
		}
		choices = append(choices, c)
	}
	return choices
}
