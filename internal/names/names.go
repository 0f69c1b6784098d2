// Package names finds a user's own names in a text: whole words, in the case in which
// they were given or in capitals, the longest name at each place.
//
// What a name means, and which entity of an article its mentions make, is left to
// package entity.
package names

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"dictum.example/text"
)

// MaxLen is the length in bytes of the longest name.
const MaxLen = 256

// The errors of names that can't be found in any text.
var (
	ErrEmpty    = errors.New("a name needs a letter or digit")
	ErrLong     = fmt.Errorf("a name has no more than %d bytes", MaxLen)
	ErrEncoding = errors.New("a name is UTF-8")
)

// An Owner is who or what names belong to.
type Owner struct {
	// Type is an OntoNotes type.
	Type string
	// ID is the user's identifier, or "".
	ID string
}

// A Dictionary holds names and their owners. The zero Dictionary is empty and ready to
// use. Once it is searched no more may be added; then it is safe for concurrent use.
//
// It is an automaton over words (Aho and Corasick, "Efficient String Matching: An Aid to
// Bibliographic Search", CACM 18, 1975).
type Dictionary struct {
	owners []Owner
	units  map[string]int32 // the number of each word and punctuation mark in names
	edges  map[edge]int32
	nodes  []node
	linked sync.Once
}

// The trie has two roots: for names as they were given, and for them in capitals.
const (
	exact = iota
	capitals
	roots
)

// An edge leads from a node of the trie to the next by one unit of a name.
type edge struct {
	from, unit int32
	space      bool // before the unit
}

// A node is what a name begins with, and may end one.
type node struct {
	owner   int32 // from 1; 0 ends no name, ambiguous several
	depth   int32 // units from the root
	words   int32
	fail    int32 // the node of the longest ending of this one that is in the trie
	shorter int32 // the nearest along fail that ends a name, or a root
}

const ambiguous = -1

// Owner adds an owner and returns its number.
func (d *Dictionary) Owner(o Owner) int {
	d.owners = append(d.owners, o)
	return len(d.owners) - 1
}

// Owners returns the owners by number. The caller must not change them.
func (d *Dictionary) Owners() []Owner { return d.owners }

// Add adds a name of an owner. It returns the number of another owner who has the very
// name already and keeps it, else the same owner. The errors are ErrEmpty, ErrLong and
// ErrEncoding.
func (d *Dictionary) Add(name string, owner int) (int, error) {
	us, err := split(name)
	if err != nil {
		return owner, err
	}
	if d.edges == nil {
		d.units, d.edges, d.nodes = map[string]int32{}, map[edge]int32{}, []node{exact: {}, capitals: {fail: capitals, shorter: capitals}}
	}
	words := int32(0)
	upper := make([]unit, len(us))
	for i, u := range us {
		if u.word {
			words++
		}
		upper[i] = u
		upper[i].text = norm.NFC.String(strings.ToUpper(u.text))
	}
	n := &d.nodes[d.path(exact, us)]
	if n.owner != 0 && int(n.owner) != owner+1 {
		return int(n.owner) - 1, nil
	}
	n.owner, n.words = int32(owner)+1, words
	switch n := &d.nodes[d.path(capitals, upper)]; n.owner {
	case 0, int32(owner) + 1:
		n.owner, n.words = int32(owner)+1, words
	default:
		n.owner = ambiguous
	}
	return owner, nil
}

// split returns the units of a name.
func split(name string) ([]unit, error) {
	switch {
	case len(name) > MaxLen:
		return nil, ErrLong
	case !utf8.ValidString(name):
		return nil, ErrEncoding
	}
	us := appendUnits(nil, name, 0, len(name))
	for _, u := range us {
		if strings.IndexFunc(u.text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) >= 0 {
			return us, nil
		}
	}
	return nil, ErrEmpty
}

// path returns the node at the end of the units, which it makes where there is none.
func (d *Dictionary) path(root int32, us []unit) int32 {
	at := root
	for i, u := range us {
		number, ok := d.units[u.text]
		if !ok {
			number = int32(len(d.units))
			d.units[strings.Clone(u.text)] = number
		}
		e := edge{at, number, u.space && i > 0}
		next, ok := d.edges[e]
		if !ok {
			next = int32(len(d.nodes))
			d.nodes = append(d.nodes, node{depth: int32(i) + 1, fail: root, shorter: root})
			d.edges[e] = next
		}
		at = next
	}
	return at
}

// link sets the failure links, the shorter nodes first.
func (d *Dictionary) link() {
	edges := make([]edge, 0, len(d.edges))
	for e := range d.edges {
		edges = append(edges, e)
	}
	slices.SortFunc(edges, func(a, b edge) int { return cmp.Compare(d.nodes[a.from].depth, d.nodes[b.from].depth) })
	for _, e := range edges {
		if e.from < roots {
			continue
		}
		fail := d.step(d.nodes[e.from].fail, e.unit, e.space)
		shorter := fail
		if d.nodes[fail].owner <= 0 {
			shorter = d.nodes[fail].shorter
		}
		n := &d.nodes[d.edges[e]]
		n.fail, n.shorter = fail, shorter
	}
}

// step returns the node after at for the next unit of a text.
func (d *Dictionary) step(at, unit int32, space bool) int32 {
	for {
		next, ok := d.edges[edge{at, unit, space && at >= roots}]
		switch {
		case ok:
			return next
		case at < roots:
			return at
		}
		at = d.nodes[at].fail
	}
}

// A Match is a name in a text.
type Match struct {
	text.Span
	// Owner is its owner's number.
	Owner int
}

// Find returns the names in a text, in order and without overlaps: of those that begin
// at one place the longest. A name lies within one block and is bounded as words are; a
// possessive ending stays outside. White space between its words may be of any kind and
// length, apostrophes and hyphens of any shape. A name in capitals counts where it has
// several words, in a dateline, and on a line that is all in capitals.
//
// It takes time in proportion to the text and to the names in it.
func (d *Dictionary) Find(l *text.Layout) []Match {
	d.linked.Do(d.link)
	if len(d.nodes) == 0 {
		return nil
	}
	s := finder{d: d, text: l.Text}
	var found []Match
	for _, b := range l.Blocks {
		s.search(b)
		for i := 0; i < len(s.units); {
			n := s.best[i]
			if n.length == 0 {
				i++
				continue
			}
			last := i + int(n.length) - 1
			found = append(found, Match{text.Span{Start: s.units[i].Start, End: s.units[last].End}, int(n.owner) - 1})
			i = last + 1
		}
	}
	return found
}

// A finder finds names in one text.
type finder struct {
	d     *Dictionary
	text  string
	block text.Block
	units []unit
	best  []best    // the longest name that begins at each unit
	line  text.Span // the line last looked at
	lower bool      // it has a lower-case letter
}

type best struct{ owner, length int32 }

// search finds the longest name that begins at each unit of a block.
func (s *finder) search(b text.Block) {
	s.block = b
	s.line = text.Span{Start: b.Start, End: b.Start}
	s.units = appendUnits(s.units[:0], s.text, b.Start, b.End)
	s.best = slices.Grow(s.best[:0], len(s.units))[:len(s.units)]
	clear(s.best)
	states := [roots]int32{exact, capitals}
	for j := range s.units {
		u := &s.units[j]
		number, ok := s.d.units[u.text]
		for root := range states {
			if !ok {
				states[root] = int32(root)
				continue
			}
			at := s.d.step(states[root], number, u.space)
			states[root] = at
			if s.d.nodes[at].owner <= 0 {
				at = s.d.nodes[at].shorter
			}
			for ; at >= roots; at = s.d.nodes[at].shorter {
				s.offer(&s.d.nodes[at], j, root)
			}
		}
	}
}

// offer notes the name of n that ends with unit j, if it stands there as a name.
func (s *finder) offer(n *node, j, root int) {
	i := j + 1 - int(n.depth)
	start := s.units[i].Start
	switch {
	case n.depth < s.best[i].length || n.depth == s.best[i].length && root == capitals:
	case root == capitals && n.words == 1 && !s.capitals(start):
	case s.bounded(text.Span{Start: start, End: s.units[j].End}, s.d.owners[n.owner-1].Type == "PERSON"):
		s.best[i] = best{n.owner, n.depth}
	}
}

// capitals reports whether a word in capitals at i tells nothing by them.
func (s *finder) capitals(i int) bool {
	if s.block.Kind == text.Dateline {
		return true
	}
	if i < s.line.Start || i >= s.line.End {
		s.line.Start = s.block.Start + strings.LastIndexByte(s.text[s.block.Start:i], '\n') + 1
		s.line.End = s.block.End
		if n := strings.IndexByte(s.text[i:s.block.End], '\n'); n >= 0 {
			s.line.End = i + n
		}
		s.lower = strings.IndexFunc(s.line.Of(s.text), unicode.IsLower) >= 0
	}
	return !s.lower
}

// bounded reports whether neither a word nor what makes one of two goes on at the ends
// of m: "Brien" is not in "O'Brien", "acme" not in "acme.com", but "Acme" is in "Acme's"
// and "Acme-led". A person is not in "Halden-Linde", where a country is in "US-China".
func (s *finder) bounded(m text.Span, person bool) bool {
	return s.beginsAt(m.Start, person) && s.endsAt(m.End, person)
}

// beginsAt reports whether a name may begin at an offset.
func (s *finder) beginsAt(at int, person bool) bool {
	before := s.text[:at]
	r, n := utf8.DecodeLastRuneInString(before)
	if n == 0 {
		return true
	}
	other, _ := utf8.DecodeLastRuneInString(before[:len(before)-n])
	switch {
	case inWord(r):
		first, _ := utf8.DecodeRuneInString(s.text[at:])
		return !inWord(first)
	case apostrophe(r), r == '&', r == '.', r == '_':
		return !inWord(other)
	case r == '@':
		return false
	case person && unicode.Is(unicode.Pd, r):
		return !inWord(other) || !s.capitalBefore(at-n)
	}
	return true
}

// endsAt reports whether a name may end at an offset.
func (s *finder) endsAt(at int, person bool) bool {
	after := s.text[at:]
	r, n := utf8.DecodeRuneInString(after)
	next, width := utf8.DecodeRuneInString(after[n:])
	switch {
	case n == 0 || !inWord(next) && !inWord(r):
		return true
	case inWord(r):
		last, _ := utf8.DecodeLastRuneInString(s.text[:at])
		return !inWord(last)
	case apostrophe(r):
		beyond, _ := utf8.DecodeRuneInString(after[n+width:])
		return (next == 's' || next == 'S') && !inWord(beyond)
	case r == '&' || r == '_' || r == '@':
		return false
	case r == '.':
		return unicode.IsUpper(next)
	case person && unicode.Is(unicode.Pd, r):
		return !unicode.IsUpper(next)
	}
	return true
}

// capitalBefore reports whether the word that ends at i has a capital at its beginning.
// It looks no further back than a name is long.
func (s *finder) capitalBefore(i int) bool {
	first := rune(0)
	for k := i; k > 0 && i-k < MaxLen; {
		r, n := utf8.DecodeLastRuneInString(s.text[:k])
		if !inWord(r) {
			break
		}
		first = r
		k -= n
	}
	return unicode.IsUpper(first)
}

// A unit is a run of letters, digits and marks, or any other single rune but white space.
type unit struct {
	text.Span
	text  string // without format characters, composed; apostrophes and hyphens of one shape
	space bool   // white space stands before it
	word  bool
}

// appendUnits appends the units of s[from:to].
func appendUnits(us []unit, s string, from, to int) []unit {
	space := false
	for i := from; i < to; {
		r, n := utf8.DecodeRuneInString(s[i:to])
		if unicode.IsSpace(r) {
			space = true
			i += n
			continue
		}
		u := unit{Span: text.Span{Start: i, End: i + n}, space: space}
		space = false
		switch {
		case inWord(r):
			u.word = true
			ascii := r < utf8.RuneSelf
			for i += n; i < to; i += n {
				if r, n = utf8.DecodeRuneInString(s[i:to]); !inWord(r) {
					break
				}
				ascii = ascii && r < utf8.RuneSelf
			}
			u.End = i
			u.text = u.Of(s)
			if !ascii && u.Len() <= 4*MaxLen {
				u.text = composed(u.text)
			}
		case apostrophe(r):
			u.text = "'"
			i += n
		case unicode.Is(unicode.Pd, r):
			u.text = "-"
			i += n
		default: // a bad byte stands for itself, and is in no name
			u.text = u.Of(s)
			i += n
		}
		us = append(us, u)
	}
	return us
}

// composed returns a word without format characters, in Unicode's normal form C.
func composed(word string) string {
	if strings.IndexFunc(word, format) >= 0 {
		word = strings.Map(func(r rune) rune {
			if format(r) {
				return -1
			}
			return r
		}, word)
	}
	return norm.NFC.String(word)
}

func format(r rune) bool { return r >= utf8.RuneSelf && unicode.Is(unicode.Cf, r) }

// inWord reports whether r is part of words. A soft hyphen is, and the other format characters.
func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return r != 'ʼ' && unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.Cf)
}

func apostrophe(r rune) bool {
	switch r {
	case '\'', '’', '‘', 'ʼ', '`', '´':
		return true
	}
	return false
}
