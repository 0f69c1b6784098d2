package pattern

// Tokens are what patterns are matched against: a sentence, or any other
// stretch of text beyond which no pattern should look. Its methods are called
// with indices from 0 up to, and not including, Len, and must answer alike each time.
type Tokens interface {
	Len() int
	// Word returns token i in lower case.
	Word(i int) string
	// Is reports whether token i is of class c.
	Is(i int, c Class) bool
	// Glued reports whether no white space stands before token i.
	Glued(i int) bool
	// Phrase returns the index after the phrase of kind p that begins at token i,
	// or false. The phrase has at least one token, and not more than a fixed number.
	Phrase(i int, p Phrase) (end int, ok bool)
}

// A Match is where a pattern was found: the tokens [Start, End). Its zero value
// is no match.
type Match struct {
	Pattern    *Pattern
	Start, End int
	captures   [maxCaptures]capture
}

// A capture is a half-open range of tokens, empty where it took no part.
type capture struct{ start, end int32 }

// Has reports whether the match has a capture of that name.
func (m *Match) Has(name string) bool {
	_, _, ok := m.Capture(name)
	return ok
}

// Capture returns the half-open range of tokens that was captured by that name,
// and false where that part of the pattern took no token, or there is no such
// capture. Of a repeated capture it is the last.
func (m *Match) Capture(name string) (start, end int, ok bool) {
	if m.Pattern == nil {
		return 0, 0, false
	}
	for k, n := range m.Pattern.captures {
		if n == name {
			c := m.captures[k]
			return int(c.start), int(c.end), c.end > c.start
		}
	}
	return 0, 0, false
}

// Match matches the pattern at token i.
func (p *Pattern) Match(t Tokens, i int) (Match, bool) {
	if i < 0 || i > t.Len() {
		return Match{}, false
	}
	m := machine{prog: p.prog, toks: t, n: t.Len()}
	end, ok := m.run(0, i)
	if !ok {
		return Match{}, false
	}
	return Match{Pattern: p, Start: i, End: end, captures: m.captures}, true
}

// Matches reports whether the pattern matches at token i.
func (p *Pattern) Matches(t Tokens, i int) bool {
	if i < 0 || i > t.Len() {
		return false
	}
	m := machine{prog: p.prog, toks: t, n: t.Len()}
	_, ok := m.run(0, i)
	return ok
}

// A machine is one attempt to match.
type machine struct {
	prog     []inst
	toks     Tokens
	n        int
	here     int // where the look back at hand is
	steps    int
	captures [maxCaptures]capture
	failed   map[state]bool // after many steps, splits that led nowhere
}

// A state is an instruction at a token.
type state struct{ pc, i int }

// manySteps is after how many choices failed ones are kept in mind: almost all
// attempts are over long before.
const manySteps = 64

// run follows the program from pc at token i, and returns where it ends.
func (m *machine) run(pc, i int) (end int, ok bool) {
	for {
		in := &m.prog[pc]
		pc++
		switch in.op {
		case opMatch:
			return i, true
		case opToken:
			if i >= m.n || !in.test.holds(m.toks, i) {
				return 0, false
			}
			i++
		case opPhrase:
			if i = m.phrase(i, Phrase(in.arg)); i < 0 {
				return 0, false
			}
		case opJump:
			pc = in.x
		case opSplit:
			return m.split(in, pc-1, i)
		case opOpen, opClose:
			return m.capture(in, pc, i)
		default:
			if !m.assertion(in, i) {
				return 0, false
			}
			pc = max(pc, in.y) // past what was looked for
		}
	}
}

// phrase returns the end of the phrase at i, or -1.
func (m *machine) phrase(i int, p Phrase) int {
	if i >= m.n {
		return -1
	}
	if end, ok := m.toks.Phrase(i, p); ok && end > i && end <= m.n {
		return end
	}
	return -1
}

// split tries one way and then the other.
func (m *machine) split(in *inst, pc, i int) (int, bool) {
	s := state{pc, i}
	if m.steps++; m.steps > manySteps && m.failed[s] {
		return 0, false
	}
	if end, ok := m.run(in.x, i); ok {
		return end, true
	}
	end, ok := m.run(in.y, i)
	if !ok && m.steps > manySteps {
		if m.failed == nil {
			m.failed = map[state]bool{}
		}
		m.failed[s] = true
	}
	return end, ok
}

// capture sets one end of a capture, and puts it back where what follows fails.
func (m *machine) capture(in *inst, pc, i int) (int, bool) {
	c := &m.captures[in.arg]
	old := *c
	if in.op == opOpen {
		c.start, c.end = int32(i), 0
	} else {
		c.end = int32(i)
	}
	end, ok := m.run(pc, i)
	if !ok {
		*c = old
	}
	return end, ok
}

// assertion reports whether a condition that takes no token holds at i.
func (m *machine) assertion(in *inst, i int) bool {
	switch in.op {
	case opGlued:
		return i < m.n && m.toks.Glued(i)
	case opSpaced:
		return i >= m.n || !m.toks.Glued(i)
	case opStart:
		return i == 0
	case opEnd:
		return i == m.n
	case opArrive:
		return i == m.here
	}
	return m.look(in, i) != in.not
}

// look reports whether what a look looks for is there.
func (m *machine) look(in *inst, i int) bool {
	if in.op == opLook {
		_, ok := m.run(in.x, i)
		return ok
	}
	// What failed within one look back may succeed within another.
	here, failed := m.here, m.failed
	defer func() { m.here, m.failed = here, failed }()
	m.here, m.failed = i, nil
	for back := in.arg; back <= in.most && back <= i; back++ {
		if _, ok := m.run(in.x, i-back); ok {
			return true
		}
	}
	return false
}

func (t *tokenTest) holds(toks Tokens, i int) bool {
	if t.word != "" || t.words != nil || t.not != nil {
		if !t.allows(toks.Word(i)) {
			return false
		}
	}
	for _, c := range t.classes {
		if !toks.Is(i, c) {
			return false
		}
	}
	for _, c := range t.without {
		if toks.Is(i, c) {
			return false
		}
	}
	return true
}

func (t *tokenTest) allows(w string) bool {
	if t.word != "" && w != t.word || t.words != nil && !t.words[w] {
		return false
	}
	for _, n := range t.not {
		if w == n {
			return false
		}
	}
	return true
}
