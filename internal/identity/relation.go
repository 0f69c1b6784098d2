package identity

import (
	"cmp"
	"slices"
	"strings"
)

// A relation is how two names are alike.
type relation uint8

const (
	unlike    relation = iota
	exact              // the same words
	reordered          // the same words in another order
	acronym            // one is the initials of the other
	code               // one is the initials of the other, and these are only two
	shorter            // one lacks a word for what both are: "Golan", "Golan Heights"
	longer             // one has a common word more, which may make it another thing: "Brussels Airport"
	headless           // one lacks the first words of the other: "Dortmund", "Borussia Dortmund"
	tailless           // one lacks the last words of the other: "Bayern", "Bayern Munich"
	inflected          // plural, adjective: "Social Democrats", "Social Democratic Party"
	misspelt           // few letters differ
	middle             // of persons: one has middle names or initials that the other lacks
	nickname           // of persons: the first name is short for the other's
	initials           // of persons: the first name is an initial of the other's
	respelt            // of persons: another transcription
	clashing           // of persons: two full names that one person does not bear
	vague              // one is made of common words only: "Congress", "Trinamool Congress"
	relations
)

var relationNames = [relations]string{"unlike", "exact", "reordered", "acronym", "code", "shorter", "longer", "headless", "tailless",
	"inflected",
	"misspelt", "middle", "nickname", "initials", "respelt", "clashing", "vague"}

// relate tells how the names of two profiles of one kind are alike.
func (c *corpus) relate(a, b *profile) relation {
	if a.kind == human && b.kind == human {
		return c.relatePersons(a.name, b.name)
	}
	if a.name.key() == b.name.key() {
		return exact
	}
	if a.kind != b.kind {
		return unlike
	}
	return c.relateNames(a.name, b.name)
}

func (c *corpus) relateNames(a, b name) relation {
	a, b = shorterFirst(a, b)
	switch {
	case sorted(a.words) == sorted(b.words):
		return reordered
	case a.caps && len(b.words) > 1 && initialsOf(a, b):
		if len(a.words[0]) < 3 {
			return code
		}
		return acronym
	case within(a.words, b.words):
		return c.relateParts(a.words, b.words)
	case sameStems(a.words, b.words):
		return inflected
	case a.caps || b.caps:
		return unlike
	case similarWords(a.words, b.words):
		return misspelt
	}
	return unlike
}

// shorterFirst puts the name of fewer words first, and of as many that of fewer letters, so that how two
// names relate doesn't depend on their order.
func shorterFirst(a, b name) (name, name) {
	letters := func(n name) string { return strings.Join(n.words, " ") }
	s, t := letters(a), letters(b)
	if cmp.Or(cmp.Compare(len(a.words), len(b.words)), cmp.Compare(len(s), len(t)), cmp.Compare(s, t)) > 0 {
		return b, a
	}
	return a, b
}

// relateParts tells how name a, all of whose words are in b, relates to it.
func (c *corpus) relateParts(a, b []string) relation {
	if c.allCommon(a) {
		return vague
	}
	rest := slices.Clone(b)
	for _, w := range a {
		i := slices.Index(rest, w)
		rest = slices.Delete(rest, i, i+1)
	}
	switch {
	case allIn(rest, sorts):
		return shorter
	case c.allCommon(rest):
		return longer
	case slices.Equal(a, b[len(b)-len(a):]):
		return headless
	}
	return tailless
}

// initialsOf reports whether a is the initials of b's words.
func initialsOf(a, b name) bool {
	w := strings.Join(a.words, "")
	return w == b.short || w == b.full || len(w) > 2 && w == strings.TrimSuffix(b.short, "s")
}

func allIn(ws []string, set map[string]bool) bool {
	for _, w := range ws {
		if !set[w] {
			return false
		}
	}
	return true
}

func sameStems(a, b []string) bool {
	a, b = withoutParty(a), withoutParty(b)
	if len(a) != len(b) || len(a) == 0 {
		return false
	}
	for i := range a {
		if stem(a[i]) != stem(b[i]) {
			return false
		}
	}
	return true
}

func withoutParty(ws []string) []string {
	if l := len(ws) - 1; l > 0 && (ws[l] == "party" || ws[l] == "movement") {
		return ws[:l]
	}
	return ws
}

// similarWords reports whether two names differ in how one of their words is spelt.
func similarWords(a, b []string) bool {
	if len(a) != len(b) {
		return strings.Join(a, "") == strings.Join(b, "")
	}
	differ := 0
	for i := range a {
		if a[i] != b[i] {
			if differ++; !similar(a[i], b[i]) {
				return false
			}
		}
	}
	return differ == 1
}

// similar reports whether two words differ by few of their letters.
func similar(a, b string) bool {
	if a[0] != b[0] || strings.ContainsAny(a+b, "0123456789") {
		return false
	}
	short := min(len(a), len(b))
	return short >= 6 && likeness(a, b) >= 0.8 || short >= 5 && spelling(a) == spelling(b)
}

// relatePersons compares full names of persons.
func (c *corpus) relatePersons(a, b name) relation {
	if a.key() == b.key() {
		return exact
	}
	if a.suffix != b.suffix && a.suffix != "" && b.suffix != "" {
		return clashing
	}
	a, b = shorterFirst(a, b)
	x, y := a.words, b.words
	switch {
	case len(x) < 2:
		return unlike // one name alone: see lone.go
	case slices.Equal(x, y):
		return middle // but for "Jr."
	case sorted(x) == sorted(y):
		return reordered
	case x[0] == y[0] && x[len(x)-1] == y[len(y)-1] && withinInitials(x, y) && !otherInitials(x, y):
		return middle
	case slices.Equal(x, y[:len(x)]):
		return tailless
	case slices.Equal(x, y[len(y)-len(x):]):
		return headless
	}
	return c.relateFirst(x, y)
}

// otherInitials reports whether x has only initials between its first and last word, and
// fewer than y has words there: "George W. Bush", "George H. W. Bush".
func otherInitials(x, y []string) bool {
	if len(x) < 3 || len(x) == len(y) {
		return false
	}
	for _, w := range x[1 : len(x)-1] {
		if !isInitial(w) {
			return false
		}
	}
	return true
}

// withinInitials is within, where an initial stands for a word.
func withinInitials(a, b []string) bool {
	for _, w := range b {
		if len(a) > 0 && (a[0] == w || isInitial(w) && strings.HasPrefix(a[0], w) || isInitial(a[0]) && strings.HasPrefix(w, a[0])) {
			a = a[1:]
		}
	}
	return len(a) == 0
}

// relateFirst compares persons whose names differ in more than what one lacks.
func (c *corpus) relateFirst(x, y []string) relation {
	sameLast := x[len(x)-1] == y[len(y)-1]
	switch {
	case sameLast && abbreviates(x[0], y[0]):
		return initials
	case sameLast && isNickname(x[0], y[0]):
		return nickname
	}
	s, t := strings.Join(x, " "), strings.Join(y, " ")
	if min(len(s), len(t)) >= 8 && sameTranscription(x, y) {
		return respelt
	}
	if len(s) >= 9 && len(t) >= 9 && distance2(s, t) == 1 && !shortDiffers(x, y) {
		return misspelt
	}
	if sameLast || x[0] == y[0] && len(x) == len(y) {
		return clashing
	}
	return unlike
}

// abbreviates reports whether one first name is the initial of the other.
func abbreviates(a, b string) bool {
	return isInitial(a) && strings.HasPrefix(b, a) || isInitial(b) && strings.HasPrefix(a, b)
}

// shortDiffers reports whether a word of less than four letters is in one name only:
// there, one letter makes another name.
func shortDiffers(x, y []string) bool {
	for _, w := range x {
		if len(w) < 4 && !slices.Contains(y, w) {
			return true
		}
	}
	for _, w := range y {
		if len(w) < 4 && !slices.Contains(x, w) {
			return true
		}
	}
	return false
}

func distance2(s, t string) int {
	if len(s) > maxCompared || len(t) > maxCompared {
		return maxCompared
	}
	return distance(s, t)
}

// sameTranscription reports whether every word of x is like that of y: equal, or close
// after both have been transcribed in one way; one word at least is equal or almost.
func sameTranscription(x, y []string) bool {
	if len(x) != len(y) {
		return false
	}
	same := 0
	for i := range x {
		if x[i] == y[i] {
			same++
		} else if !sameSound(x[i], y[i], len(x) > 2) {
			return false
		}
	}
	return same > 0 || len(x) == 2
}

// sameSound reports whether two words may transcribe one. A syllable of a longer name
// may differ in more than a word: "Bum-gye", "Bum-kye".
func sameSound(x, y string, syllable bool) bool {
	if isInitial(x) || isInitial(y) {
		return false
	}
	a, b := spelling(x), spelling(y)
	if devoiced.Replace(a) == devoiced.Replace(b) {
		return true
	}
	short := syllable && len(a) <= 4 && len(b) <= 4
	return a[0] == b[0] && likeness(a, b) >= 0.6 && (short || skeleton(x) == skeleton(y))
}

// devoiced makes the consonants alike that transcriptions exchange.
var devoiced = strings.NewReplacer("g", "k", "b", "p", "d", "t", "z", "s", "v", "f")
