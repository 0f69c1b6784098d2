package resolve

import "dictum.example/internal/lexicon"

// A gender is what is known of a person's gender.
type gender int8

const (
	unknown gender = iota
	male
	female
)

// courtesy returns the gender that a courtesy title in lower case tells, "mr", "dr", and
// whether it is one. Unlike a title of rank it is no office.
func courtesy(low string) (g gender, ok bool) {
	classes := lexicon.Of(low)
	switch {
	case classes.Has(lexicon.MasculineTitle):
		g = male
	case classes.Has(lexicon.FeminineTitle):
		g = female
	}
	return g, classes.Has(lexicon.CourtesyTitle)
}

// titleGender returns the gender that a title tells.
func titleGender(title string) gender {
	switch {
	case lexicon.FeminineNoun.Has(title):
		return female
	case lexicon.MasculineNoun.Has(title):
		return male
	}
	g, _ := courtesy(title)
	return g
}
