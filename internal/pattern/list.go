package pattern

import "fmt"

// A List is a list of patterns that are tried in order.
type List struct {
	patterns []*Pattern
	byWord   map[string][]int // those that can begin with the word
	others   []int            // those that can begin with any other
}

// List returns the patterns of these names as a list.
func (s *Set) List(names ...string) (*List, error) {
	l := &List{byWord: map[string][]int{}}
	for _, name := range names {
		p := s.Pattern(name)
		if p == nil {
			return nil, fmt.Errorf("pattern: no rule %q", name)
		}
		l.patterns = append(l.patterns, p)
	}
	for _, p := range l.patterns {
		for w := range p.first.words {
			l.byWord[w] = nil
		}
	}
	for k, p := range l.patterns {
		if p.first.any {
			l.others = append(l.others, k)
		}
		for w := range l.byWord {
			if p.first.any || p.first.words[w] {
				l.byWord[w] = append(l.byWord[w], k)
			}
		}
	}
	return l, nil
}

// Each calls yield with the matches at token i of the patterns in order, and the
// pattern's place in the list, until yield returns true. It reports whether
// yield did.
func (l *List) Each(t Tokens, i int, yield func(k int, m *Match) bool) bool {
	if i < 0 || i >= t.Len() {
		return false
	}
	at, ok := l.byWord[t.Word(i)]
	if !ok {
		at = l.others
	}
	for _, k := range at {
		m, ok := l.patterns[k].Match(t, i)
		if !ok {
			continue
		}
		if found := m; yield(k, &found) {
			return true
		}
	}
	return false
}

// A first tells with which tokens a pattern can begin: words, or any.
type first struct {
	words map[string]bool
	any   bool
}

func firstOf(prog []inst) first {
	f := first{words: map[string]bool{}}
	seen := make([]bool, len(prog))
	f.follow(prog, seen, 0)
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
		case opLook, opBehind:
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
	default:
		f.any = true
	}
}
