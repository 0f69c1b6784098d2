package facts

import (
	_ "embed"
	"strings"
	"sync"

	"dictum.example/fact"
)

//go:embed events.txt
var eventsText string

//go:embed lemmas.txt
var lemmasText string

// A sense is a kind of event that a verb or noun tells, and what its object is there: one of the words in objects, where there
// are any, and none of those in except. What else the object is has signs among its words, see (*grammar).objectWords.
type sense struct {
	kind            fact.EventKind
	objects, except map[string]bool
}

// fits reports whether the object is one of the sense.
func (s *sense) fits(object []string) bool {
	fits := len(s.objects) == 0
	for _, w := range object {
		if s.except[w] {
			return false
		}
		fits = fits || s.objects[w]
	}
	return fits
}

// A vocabulary tells dictionary forms, and the kinds of event that words tell.
type vocabulary struct {
	known, irregular map[string]map[string]string // by "v" and "n"; a known form is its own lemma
	verbs, nouns     map[string][]sense
}

var words = sync.OnceValue(func() *vocabulary {
	l := &vocabulary{
		known:     map[string]map[string]string{"v": {}, "n": {}},
		irregular: map[string]map[string]string{"v": {}, "n": {}},
		verbs:     map[string][]sense{},
		nouns:     map[string][]sense{},
	}
	for line := range strings.Lines(lemmasText) {
		switch f := strings.Fields(line); len(f) {
		case 2:
			l.known[f[0]][f[1]] = f[1]
		case 3:
			l.irregular[f[0]][f[1]] = f[2]
		}
	}
	for line := range strings.Lines(eventsText) {
		f := strings.Fields(line)
		if len(f) < 3 || f[0] == "#" {
			continue
		}
		to := l.nouns
		if f[1] == "v" {
			to = l.verbs
		}
		for _, w := range f[2:] {
			w, objects, _ := strings.Cut(w, "/")
			w = strings.ReplaceAll(w, "_", " ")
			s := sense{fact.EventKind(f[0]), map[string]bool{}, map[string]bool{}}
			for o := range strings.FieldsFuncSeq(objects, func(r rune) bool { return r == ',' }) {
				if not, ok := strings.CutPrefix(o, "-"); ok {
					s.except[not] = true
				} else {
					s.objects[o] = true
				}
			}
			to[w] = append(to[w], s)
			l.known[f[1]][w] = w
		}
	}
	return l
})

// lemma returns the dictionary form of a word in lower case: of a verb ("v") or a noun ("n").
func (l *vocabulary) lemma(class, form string) string {
	if x := l.irregular[class][form]; x != "" {
		return x
	}
	known := l.known[class]
	if known[form] != "" {
		return form
	}
	stems := stems(class, form)
	for _, s := range stems {
		if known[s] != "" {
			return s
		}
	}
	if len(stems) > 0 {
		return stems[len(stems)-1]
	}
	return form
}

// stems returns what a form may be made of, the likeliest last.
func stems(class, form string) []string {
	cut := func(n int, end string) string { return form[:len(form)-n] + end }
	var out []string
	switch {
	case len(form) < 4:
	case strings.HasSuffix(form, "ies"):
		out = append(out, cut(1, ""), cut(3, "y"))
	case strings.HasSuffix(form, "ches"), strings.HasSuffix(form, "shes"), strings.HasSuffix(form, "sses"), strings.HasSuffix(form, "xes"):
		out = append(out, cut(1, ""), cut(2, ""))
	case strings.HasSuffix(form, "es"):
		out = append(out, cut(2, ""), cut(1, ""))
	case strings.HasSuffix(form, "s") && !strings.HasSuffix(form, "ss"):
		out = append(out, cut(1, ""))
	case class == "v" && strings.HasSuffix(form, "ied"):
		out = append(out, cut(1, ""), cut(3, "y"))
	case class == "v" && strings.HasSuffix(form, "ed"):
		out = participle(form[:len(form)-2])
	case class == "v" && strings.HasSuffix(form, "ing"):
		out = participle(form[:len(form)-3])
	}
	return out
}

// participle returns the verbs that a participle without its ending may be of, the likeliest last.
func participle(stem string) []string {
	n := len(stem)
	if n > 2 && stem[n-1] == stem[n-2] {
		if strings.ContainsRune("lsz", rune(stem[n-1])) {
			return []string{stem[:n-1], stem}
		}
		return []string{stem, stem[:n-1]}
	}
	if short(stem) { // "hoped" is of "hope": of "hop" it were "hopped"
		return []string{stem + "e", stem, stem + "e"}
	}
	for _, end := range []string{"v", "c", "s", "u", "z", "at", "dg"} {
		if strings.HasSuffix(stem, end) {
			return []string{stem, stem + "e"}
		}
	}
	return []string{stem + "e", stem}
}

// short reports whether a stem would have its last letter twice if it lacked no "e": "fin", else it were "finn".
func short(stem string) bool {
	n := len(stem)
	return n > 2 && n < 5 && vowel(stem[n-2]) && !vowel(stem[n-3]) && !vowel(stem[n-1]) && !strings.ContainsRune("wxy", rune(stem[n-1]))
}

func vowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

// kindOf returns the kind of event that a word tells with the given words among its object: that of a sense that names its object
// goes before one that takes any.
func kindOf(senses []sense, object []string) fact.EventKind {
	for _, limited := range []bool{true, false} {
		for i := range senses {
			if s := &senses[i]; (len(s.objects) > 0) == limited && s.fits(object) {
				return s.kind
			}
		}
	}
	return ""
}
