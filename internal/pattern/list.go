package pattern

import (
	"fmt"
	"math/bits"
)

// A List is a list of patterns that are tried in order.
type List struct {
	patterns []*Pattern
	always   bitset            // those that may begin with any token
	byWord   map[string]bitset // those that may begin with the word
	byClass  []classEntry      // those that may begin with a token of the class
}

type classEntry struct {
	class Class
	set   bitset
}

// A bitset is a set of places in a list.
type bitset []uint64

func (s bitset) add(k int) { s[k>>6] |= 1 << (k & 63) }

// List returns the patterns of these names as a list.
func (s *Set) List(names ...string) (*List, error) {
	l := &List{byWord: map[string]bitset{}}
	l.always = l.newSet(len(names))
	for k, name := range names {
		p := s.Pattern(name)
		if p == nil {
			return nil, fmt.Errorf("pattern: no rule %q", name)
		}
		l.patterns = append(l.patterns, p)
		l.enter(k, p.first, len(names))
	}
	return l, nil
}

func (l *List) newSet(n int) bitset { return make(bitset, (n+63)/64) }

// enter notes with which tokens pattern k of n can begin.
func (l *List) enter(k int, f first, n int) {
	if f.any {
		l.always.add(k)
		return
	}
	for w := range f.words {
		if l.byWord[w] == nil {
			l.byWord[w] = l.newSet(n)
		}
		l.byWord[w].add(k)
	}
	for c := range f.classes {
		l.class(c, n).add(k)
	}
}

func (l *List) class(c Class, n int) bitset {
	for _, e := range l.byClass {
		if e.class == c {
			return e.set
		}
	}
	l.byClass = append(l.byClass, classEntry{c, l.newSet(n)})
	return l.byClass[len(l.byClass)-1].set
}

// Each calls yield with the matches at token i of the patterns in order, and the
// pattern's place in the list, until yield returns true. It reports whether
// yield did.
func (l *List) Each(t Tokens, i int, yield func(k int, m *Match) bool) bool {
	if i < 0 || i >= t.Len() {
		return false
	}
	word := l.byWord[t.Word(i)]
	for n, set := range l.always {
		if word != nil {
			set |= word[n]
		}
		for _, e := range l.byClass {
			if e.set[n]&^set != 0 && t.Is(i, e.class) {
				set |= e.set[n]
			}
		}
		for ; set != 0; set &= set - 1 {
			if k := n*64 + bits.TrailingZeros64(set); l.try(k, t, i, yield) {
				return true
			}
		}
	}
	return false
}

func (l *List) try(k int, t Tokens, i int, yield func(k int, m *Match) bool) bool {
	m := machine{prog: l.patterns[k].prog, toks: t, n: t.Len()}
	end, ok := m.run(0, i)
	return ok && yield(k, &Match{Pattern: l.patterns[k], Start: i, End: end, captures: m.captures})
}

// A first tells with which tokens a pattern can begin: words, classes, or any.
type first struct {
	words   map[string]bool
	classes map[Class]bool
	any     bool
}

func firstOf(prog []inst, pc int) first {
	f := first{words: map[string]bool{}, classes: map[Class]bool{}}
	f.follow(prog, make([]bool, len(prog)), pc)
	return f
}

// follow adds the tokens with which the program can go on from pc.
func (f *first) follow(prog []inst, seen []bool, pc int) {
	for !seen[pc] {
		seen[pc] = true
		switch in := prog[pc]; in.op {
		case opToken:
			f.add(in.test)
			return
		case opPhrase, opMatch:
			f.any = true
			return
		case opSplit:
			f.follow(prog, seen, in.x)
			pc = in.y
		case opJump:
			pc = in.x
		case opLook:
			if ahead := firstOf(prog, in.x); !in.not && !ahead.any {
				f.union(ahead)
				return
			}
			pc = in.y
		case opBehind:
			pc = in.y
		default:
			pc++
		}
	}
}

func (f *first) add(t *tokenTest) {
	switch {
	case t.words != nil:
		for w := range t.words {
			f.words[w] = true
		}
	case t.word != "":
		f.words[t.word] = true
	case t.classes != nil:
		f.classes[t.classes[0]] = true
	default:
		f.any = true
	}
}

func (f *first) union(g first) {
	for w := range g.words {
		f.words[w] = true
	}
	for c := range g.classes {
		f.classes[c] = true
	}
}
