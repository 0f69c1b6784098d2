package gazetteer

import (
	_ "embed"
	"sync"

	"dictum.example/kb"
	"github.com/blevesearch/vellum"
)

//go:embed words.fst
var wordsFile []byte

// The value of a word in words.fst, from the low bit: five bits for the share of
// men among the bearers of a given name, in thirtieths and one (0: not known); a
// bit each for what the word can be; and the number of a demonym's country. A common
// surname is one that chance alone gives to two people in the news.
const (
	genderMask   = 1<<5 - 1
	genderScale  = 30
	wordGiven    = 1 << 5
	wordSurname  = 1 << 6
	wordPerson   = 1 << 7
	wordOrg      = 1 << 8
	wordDemonym  = 1 << 9
	wordCommon   = 1 << 10
	givenShift   = 11 // four bits each: how many people have the name, as a binary logarithm
	familyShift  = 15
	bearersMask  = 1<<4 - 1
	countryShift = 19
)

// A WordInfo is what the generator knows about a word.
type WordInfo struct {
	Given, Surname, CommonSurname, PersonNoun, OrgNoun, Demonym bool
	// Male is the share of men among the bearers of a given name, negative if unknown.
	Male float32
	// Nation is the number of the demonym's country in countries.tsv, from 1; 0 if
	// it has none or several.
	Nation int
	// AsGiven and AsFamily are the binary logarithms of the numbers of well-known people
	// who have the word as their first and as their last name, at most 15.
	AsGiven, AsFamily int
}

// Pack returns the value that stands for w in the table of words.
func (w WordInfo) Pack() uint64 {
	v := uint64(w.Nation) << countryShift
	v |= uint64(min(w.AsGiven, bearersMask))<<givenShift | uint64(min(w.AsFamily, bearersMask))<<familyShift
	if w.Male >= 0 {
		v |= 1 + uint64(w.Male*genderScale+0.5)
	}
	for _, f := range []struct {
		set bool
		bit uint64
	}{{w.Given, wordGiven}, {w.Surname, wordSurname}, {w.PersonNoun, wordPerson}, {w.OrgNoun, wordOrg}, {w.Demonym, wordDemonym},
		{w.CommonSurname, wordCommon}} {
		if f.set {
			v |= f.bit
		}
	}
	return v
}

var words = sync.OnceValue(func() *vellum.FST {
	fst, err := vellum.Load(wordsFile)
	if err != nil {
		panic("gazetteer: the embedded words are damaged: " + err.Error()) // a build error
	}
	return fst
})

var wordReaders = sync.Pool{New: func() any {
	r, _ := words().Reader() // never fails
	return r
}}

func wordValue(word string) uint64 {
	if len(word) > kb.MaxName {
		return 0
	}
	var buf [64]byte
	r := wordReaders.Get().(*vellum.Reader)
	v, ok, err := r.Get(kb.AppendFold(buf[:0], word))
	wordReaders.Put(r)
	if !ok || err != nil {
		return 0
	}
	return v
}

// DemonymOf returns the country of a demonym, singular or plural ("Russian",
// "Afghans", "South Korean"). The Nation is zero where the demonym is of no
// country ("European") or of more than one ("Congolese").
func DemonymOf(word string) (Nation, bool) {
	v := wordValue(word)
	if v&wordDemonym == 0 {
		return Nation{}, false
	}
	if i := int(v >> countryShift); i > 0 && i <= len(nations()) {
		return nations()[i-1], true
	}
	return Nation{}, true
}

// IsDemonym reports whether a word is a demonym.
func IsDemonym(word string) bool { return wordValue(word)&wordDemonym != 0 }

// Gender returns the shares of men and women among the bearers of a given name.
func Gender(given string) (male, female float32, known bool) {
	g := wordValue(given) & genderMask
	if g == 0 {
		return 0, 0, false
	}
	male = float32(g-1) / genderScale
	return male, 1 - male, true
}

// IsGivenName reports whether a word is known as a given name.
func IsGivenName(word string) bool { return wordValue(word)&wordGiven != 0 }

// IsSurname reports whether a word is known as a surname.
func IsSurname(word string) bool { return wordValue(word)&wordSurname != 0 }

// IsCommonSurname reports whether many people have the surname.
func IsCommonSurname(word string) bool { return wordValue(word)&wordCommon != 0 }

// Bearers returns the binary logarithms of the numbers of well-known people who have the
// word as their first and as their last name, of some half a million.
func Bearers(word string) (asGiven, asFamily int) {
	v := wordValue(word)
	return int(v >> givenShift & bearersMask), int(v >> familyShift & bearersMask)
}

// PersonNoun reports whether a common noun, singular or plural, means persons
// ("minister", "spokeswoman").
func PersonNoun(word string) bool { return wordValue(word)&wordPerson != 0 }

// OrgNoun reports whether a common noun, singular or plural, means organisations
// ("ministry", "companies").
func OrgNoun(word string) bool { return wordValue(word)&wordOrg != 0 }
