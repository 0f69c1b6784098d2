package identity

import (
	"slices"
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/gazetteer"
	"dictum.example/kb"
)

// A kind is what names are compared within: two names of different kinds are one thing
// only where they are the very same name.
type kind uint8

const (
	none  kind = iota // values, which are no things
	human             // a person
	body              // an organisation, or a group that is no people
	place
	people // a nation, a religion
	other  // works, products, events, laws
	kinds
)

var kindNames = [kinds]string{"none", "person", "body", "place", "people", "other"}

func kindOf(t entity.Type, name string) kind {
	switch t {
	case entity.Person:
		return human
	case entity.Org:
		if gazetteer.IsDemonym(name) {
			return people
		}
		return body
	case entity.NORP:
		if f := kb.Fold(name); gazetteer.IsDemonym(name) || !strings.Contains(f, " ") && !organWords[f] {
			return people
		}
		return body
	case entity.GPE, entity.Loc, entity.Fac:
		return place
	case entity.Product, entity.Event, entity.WorkOfArt, entity.Law, entity.Language:
		return other
	}
	return none
}

// small are the words that initials and comparisons pass over.
var small = wordSet(`a an and at de del della der des di do du e el en et for für in la las le les los of on the to und van von y`)

// legal are the forms of companies, which an article gives or leaves out.
var legal = wordSet(`ab ag asa bhd bv co company corp corporation gmbh inc incorporated kgaa kk limited llc llp lp ltd nv oyj plc pty sa
sdn se spa srl`)

// suffixes tell a father from a son.
var suffixes = wordSet("jr sr junior senior ii iii iv")

func wordSet(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(s) {
		set[w] = true
	}
	return set
}

// A name is a name cut into what is compared.
type name struct {
	words  []string // folded, without small words and legal forms
	suffix string   // of a person: jr, ii, …
	short  string   // the initials of the words, as an acronym would have them
	full   string   // the initials of all words, small ones too
	caps   bool     // written in capitals, as acronyms are
}

// key returns what equal names have in common.
func (n name) key() string {
	if n.suffix != "" {
		return strings.Join(n.words, " ") + " " + n.suffix
	}
	return strings.Join(n.words, " ")
}

// maxWords bounds the words of a name that are looked at.
const maxWords = 12

func parse(s string, k kind) name {
	if len(s) > kb.MaxName {
		s = strings.ToValidUTF8(s[:kb.MaxName], "")
	}
	if k == human {
		return parsePerson(s)
	}
	if k == place {
		s, _, _ = strings.Cut(s, ",") // "Manhattan, Kansas"
	}
	n := name{caps: acronymLike(s)}
	all := strings.Fields(kb.Fold(s))
	if len(all) > maxWords {
		all = all[:maxWords]
	}
	for len(all) > 1 && legal[all[len(all)-1]] {
		all = all[:len(all)-1]
	}
	for _, w := range all {
		n.full += initialOf(w)
		if !small[w] {
			n.words = append(n.words, w)
			n.short += initialOf(w)
		}
	}
	if len(n.words) == 0 {
		n.words = all
	}
	return n
}

func parsePerson(s string) name {
	n := name{caps: acronymLike(s)}
	all := strings.Fields(kb.Fold(strings.ReplaceAll(s, ".", " ")))
	if len(all) > maxWords {
		all = all[:maxWords]
	}
	if l := len(all) - 1; l > 0 && suffixes[all[l]] {
		n.suffix, all = all[l], all[:l]
	}
	n.words = all
	return n
}

func initialOf(w string) string {
	for i := range w {
		if i > 0 {
			return w[:i]
		}
	}
	return w
}

// acronymLike reports whether s is one word with more capitals than small letters.
func acronymLike(s string) bool {
	upper, lower := 0, 0
	for _, r := range s {
		switch {
		case 'A' <= r && r <= 'Z':
			upper++
		case 'a' <= r && r <= 'z':
			lower++
		case r == ' ':
			return false
		}
	}
	return upper >= 2 && upper > lower && upper+lower <= 10
}

// isInitial reports whether w is one letter.
func isInitial(w string) bool { return len(w) > 0 && len(w) == len(initialOf(w)) }

// spelling returns w as the usual ways to transcribe a foreign name would have it.
func spelling(w string) string {
	w = transcribed.Replace(w)
	b := make([]byte, 0, len(w))
	for i := 0; i < len(w); i++ {
		if i == 0 || w[i] != w[i-1] {
			b = append(b, w[i])
		}
	}
	return string(b)
}

var transcribed = strings.NewReplacer("kh", "h", "gh", "g", "dh", "d", "th", "t", "ph", "f", "q", "k", "ck", "k", "c", "k", "oo", "u",
	"ou", "u",
	"eo", "u", "ee", "i", "ie", "i", "ey", "i", "y", "i", "w", "v", "dzh", "j", "zh", "j", "tsch", "ch", "sch", "sh")

// skeleton returns the consonants of a word's spelling: what other spellings of it share.
func skeleton(w string) string {
	s := spelling(w)
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if strings.IndexByte("aeiou", s[i]) < 0 || i == 0 {
			b = append(b, s[i])
		}
	}
	return string(b)
}

// maxCompared bounds the bytes that are compared letter by letter.
const maxCompared = 32

// likeness returns 1 for equal words and less the more letters differ.
func likeness(a, b string) float64 {
	if a == b {
		return 1
	}
	if len(a) > maxCompared || len(b) > maxCompared {
		return 0
	}
	most := max(len(a), len(b))
	return 1 - float64(distance(a, b))/float64(most)
}

// distance is the edit distance of Damerau and Levenshtein, without overlapping swaps.
func distance(a, b string) int {
	var rows [3][maxCompared + 1]int
	for j := range len(b) + 1 {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		last, row, old := &rows[(i-1)%3], &rows[i%3], &rows[(i+1)%3]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], old[j-2]+1)
			}
		}
	}
	return rows[len(a)%3][len(b)]
}

// stem returns a word without the endings of plurals and adjectives.
func stem(w string) string {
	for _, ending := range []string{"s", "ic", "n"} {
		if len(w) > len(ending)+3 {
			w = strings.TrimSuffix(w, ending)
		}
	}
	return w
}

func sorted(words []string) string {
	s := slices.Clone(words)
	slices.Sort(s)
	return strings.Join(s, " ")
}

// within reports whether all words of a are in b, in their order.
func within(a, b []string) bool {
	for _, w := range b {
		if len(a) > 0 && a[0] == w {
			a = a[1:]
		}
	}
	return len(a) == 0
}
