package lexicon

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
)

//go:generate go run ./gen

// words.tsv has a word a line: the word, its classes, where they are from, and a note. Its
// lines are in the order of the words' bytes.
//
//go:embed words.tsv
var wordsFile string

// A Class is a group of words that the rules treat alike. The zero Class has no words.
type Class uint8

// String returns the class's name, "RankTitle".
func (c Class) String() string {
	if int(c) < len(classNames) {
		return classNames[c]
	}
	return fmt.Sprintf("Class(%d)", uint8(c))
}

// Has reports whether the word, as it is written, is of class c. Most classes hold words
// in lower case.
func (c Class) Has(word string) bool { return Of(word).Has(c) }

// Words returns the words of class c in the order of their bytes.
func (c Class) Words() []string { return tables().words[c] }

// A Set is a set of classes. The zero Set is empty.
type Set struct{ bits *[4]uint64 }

// Has reports whether c is in the set.
func (s Set) Has(c Class) bool { return s.bits != nil && s.bits[c>>6]&(1<<(c&63)) != 0 }

// Of returns the classes of a word, as it is written. It is safe for concurrent use.
func Of(word string) Set { return Set{tables().sets[word]} }

type table struct {
	sets  map[string]*[4]uint64
	words [len(classNames)][]string
}

var tables = sync.OnceValue(func() *table {
	t, err := parse(wordsFile)
	if err != nil {
		panic("lexicon: the embedded words are damaged: " + err.Error()) // a build error
	}
	return t
})

// parse reads the lines of words.tsv. Words of the same classes share one set.
func parse(file string) (*table, error) {
	classes := make(map[string]Class, len(classNames))
	for c, name := range classNames {
		classes[name] = Class(c)
	}
	t := &table{sets: make(map[string]*[4]uint64, strings.Count(file, "\n"))}
	shared := map[string]*[4]uint64{}
	n := 0
	for line := range strings.Lines(file) {
		n++
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 4 || f[0] == "" || t.sets[f[0]] != nil {
			return nil, fmt.Errorf("line %d: not a word, its classes, a source and a note: %q", n, line)
		}
		bits := shared[f[1]]
		if bits == nil {
			bits = new([4]uint64)
			shared[f[1]] = bits
		}
		for name := range strings.SplitSeq(f[1], " ") {
			c := classes[name]
			if c == 0 {
				return nil, fmt.Errorf("line %d: no such class: %q", n, name)
			}
			bits[c>>6] |= 1 << (c & 63)
			t.words[c] = append(t.words[c], f[0])
		}
		t.sets[f[0]] = bits
	}
	return t, nil
}
