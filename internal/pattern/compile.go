package pattern

import (
	"fmt"
	"io/fs"
	"slices"
)

// Names gives the classes and phrases that patterns may name the numbers by
// which [Tokens] knows them.
type Names struct {
	Class  func(name string) (Class, bool)
	Phrase func(name string) (Phrase, bool) // nil where there are none
}

// A Class is a set of tokens.
type Class int

// A Phrase is a kind of unit of one or more tokens that is found by other means.
type Phrase int

// A Set is what the rules of some files compile to.
type Set struct {
	rules    map[string]*rule // until they are compiled
	order    []string
	compiled map[string]*Pattern
}

// Load compiles the rules of the files. A name that two rules share, that is no
// rule, class or phrase, and whatever else is wrong, is an [*Error] with file
// and line.
func Load(fsys fs.FS, names Names, files ...string) (*Set, error) {
	s := &Set{rules: map[string]*rule{}, compiled: map[string]*Pattern{}}
	for _, file := range files {
		rules, err := parseFile(fsys, file)
		if err != nil {
			return nil, err
		}
		if err := s.add(rules); err != nil {
			return nil, err
		}
	}
	return s, s.compile(names)
}

// add takes in the rules, whose names must be new.
func (s *Set) add(rules []*rule) error {
	for _, r := range rules {
		if old := s.rules[r.name]; old != nil {
			return &Error{r.file, r.line, fmt.Sprintf("rule %s is at %s:%d already", r.name, old.file, old.line)}
		}
		s.rules[r.name] = r
		s.order = append(s.order, r.name)
	}
	return nil
}

func (s *Set) compile(names Names) error {
	for _, name := range s.order {
		p, err := s.compileRule(s.rules[name], names)
		if err != nil {
			return err
		}
		s.compiled[name] = p
	}
	s.rules = nil // nobody asks again
	return nil
}

// Pattern returns the pattern of that name, or nil.
func (s *Set) Pattern(name string) *Pattern { return s.compiled[name] }

// Names returns the names of all patterns in the order of the files.
func (s *Set) Names() []string { return slices.Clone(s.order) }

// A Pattern is a compiled rule.
type Pattern struct {
	name     string
	prog     []inst
	captures []string
	first    first
}

// Name returns the name of the rule.
func (p *Pattern) Name() string { return p.name }

// maxCaptures is the highest number of captures in a pattern, and maxProgram
// the longest program.
const (
	maxCaptures = 12
	maxProgram  = 1 << 12
)

type opcode uint8

const (
	opToken  opcode = iota // test of the token, which is passed over
	opPhrase               // phrase arg
	opSplit                // go on at x, or else at y
	opJump                 // go on at x
	opOpen                 // capture arg begins
	opClose                // capture arg ends
	opLook                 // what follows, from x to its opMatch, matches (or with not: does not); go on at y
	opBehind               // the same for what ends here and has arg to most tokens
	opArrive               // the end of what is looked back for: where the look is
	opGlued
	opSpaced
	opStart
	opEnd
	opMatch
)

type inst struct {
	op   opcode
	not  bool
	x, y int
	arg  int
	most int
	test *tokenTest
}

// A tokenTest is a condition on one token, with its names resolved.
type tokenTest struct {
	word    string          // the only word, unless words has them
	words   map[string]bool // nil where word says it all
	not     []string
	classes []Class
	without []Class
}

// A compiler makes the program of one rule.
type compiler struct {
	set   *Set
	names Names
	p     *Pattern
	file  string
	line  int
	open  []string // the rules being expanded
	looks int      // how many looks the expression at hand is in
}

func (s *Set) compileRule(r *rule, names Names) (p *Pattern, err error) {
	c := &compiler{set: s, names: names, p: &Pattern{name: r.name}, file: r.file}
	defer func() {
		if e, ok := recover().(*Error); ok {
			err = e
		}
	}()
	c.expand(r)
	c.emit(inst{op: opMatch})
	c.p.first = firstOf(c.p.prog, 0)
	return c.p, nil
}

func (c *compiler) fail(format string, args ...any) {
	panic(&Error{c.file, c.line, fmt.Sprintf(format, args...)})
}

func (c *compiler) emit(i inst) int {
	if len(c.p.prog) == maxProgram {
		c.fail("the pattern is too large")
	}
	c.p.prog = append(c.p.prog, i)
	return len(c.p.prog) - 1
}

// expand compiles the rule in place.
func (c *compiler) expand(r *rule) {
	c.open = append(c.open, r.name)
	file := c.file
	c.file = r.file
	c.node(r.expr)
	c.file = file
	c.open = c.open[:len(c.open)-1]
}

func (c *compiler) node(n *node) {
	c.line = n.line
	switch n.kind {
	case nodeToken:
		if n.compiled == nil {
			n.compiled = c.test(n.test)
		}
		c.emit(inst{op: opToken, test: n.compiled})
	case nodeRef:
		c.ref(n)
	case nodeSeq:
		for _, x := range n.sub {
			c.node(x)
		}
	case nodeAlt:
		c.alternatives(n)
	case nodeRepeat:
		c.repeat(n)
	case nodeCapture:
		if c.looks > 0 {
			c.node(n.sub[0])
			return
		}
		k := c.capture(n.name)
		c.emit(inst{op: opOpen, arg: k})
		c.node(n.sub[0])
		c.emit(inst{op: opClose, arg: k})
	case nodeLook:
		c.look(n)
	default:
		c.emit(inst{op: map[nodeKind]opcode{nodeGlued: opGlued, nodeSpaced: opSpaced, nodeStart: opStart, nodeEnd: opEnd}[n.kind]})
	}
}

func (c *compiler) test(t test) *tokenTest {
	out := &tokenTest{not: t.not}
	switch len(t.words) {
	case 0:
	case 1:
		out.word = t.words[0]
	default:
		out.words = map[string]bool{}
		for _, w := range t.words {
			out.words[w] = true
		}
	}
	for _, name := range t.classes {
		out.classes = append(out.classes, c.class(name))
	}
	for _, name := range t.without {
		out.without = append(out.without, c.class(name))
	}
	return out
}

func (c *compiler) class(name string) Class {
	k, ok := c.names.Class(name)
	if !ok {
		c.fail("no class %s", name)
	}
	return k
}

func (c *compiler) ref(n *node) {
	if r := c.set.rules[n.name]; r != nil {
		if slices.Contains(c.open, n.name) {
			c.fail("rule %s refers to itself", n.name)
		}
		c.expand(r)
		return
	}
	if c.names.Phrase != nil {
		if k, ok := c.names.Phrase(n.name); ok {
			c.emit(inst{op: opPhrase, arg: int(k)})
			return
		}
	}
	c.fail("no rule or phrase <%s>", n.name)
}

func (c *compiler) alternatives(n *node) {
	if n.compiled == nil {
		if words := literals(n); words != nil {
			n.compiled = c.test(test{words: words})
		}
	}
	if n.compiled != nil {
		c.emit(inst{op: opToken, test: n.compiled})
		return
	}
	var ends []int
	for i, x := range n.sub {
		if i == len(n.sub)-1 {
			c.node(x)
			break
		}
		split := c.emit(inst{op: opSplit})
		c.node(x)
		ends = append(ends, c.emit(inst{op: opJump}))
		c.p.prog[split].x, c.p.prog[split].y = split+1, len(c.p.prog)
	}
	for _, e := range ends {
		c.p.prog[e].x = len(c.p.prog)
	}
}

// literals returns the words of alternatives that are all plain words, or nil.
func literals(n *node) []string {
	if len(n.sub) < 2 {
		return nil
	}
	var words []string
	for _, x := range n.sub {
		if len(x.sub) != 1 || x.sub[0].kind != nodeToken {
			return nil
		}
		t := x.sub[0].test
		if len(t.words) != 1 || t.not != nil || t.classes != nil || t.without != nil {
			return nil
		}
		words = append(words, t.words[0])
	}
	return words
}

func (c *compiler) repeat(n *node) {
	if n.max < n.min || n.max == 0 {
		c.fail("bounds {%d,%d}", n.min, n.max)
	}
	for range n.min {
		c.node(n.sub[0])
	}
	var splits []int
	for range n.max - n.min {
		splits = append(splits, c.emit(inst{op: opSplit}))
		c.node(n.sub[0])
	}
	for _, s := range splits {
		c.p.prog[s].x, c.p.prog[s].y = s+1, len(c.p.prog)
	}
}

func (c *compiler) capture(name string) int {
	if k := slices.Index(c.p.captures, name); k >= 0 {
		return k
	}
	if len(c.p.captures) == maxCaptures {
		c.fail("more than %d captures", maxCaptures)
	}
	c.p.captures = append(c.p.captures, name)
	return len(c.p.captures) - 1
}

// look compiles a look.
func (c *compiler) look(n *node) {
	in := inst{op: opLook, not: n.not}
	if n.behind {
		in.op = opBehind
		in.arg, in.most = c.length(n.sub[0], 0)
		if in.most > maxBehind {
			c.line = n.line
			c.fail("what is looked back for may have more than %d tokens", maxBehind)
		}
	}
	at := c.emit(in)
	c.p.prog[at].x = at + 1
	c.looks++
	c.node(n.sub[0])
	c.looks--
	if n.behind {
		c.emit(inst{op: opArrive})
	}
	c.emit(inst{op: opMatch})
	c.p.prog[at].y = len(c.p.prog)
}

// maxBehind is the highest number of tokens that can be looked back for.
const maxBehind = 16

// length is the least and highest number of tokens that n matches.
func (c *compiler) length(n *node, depth int) (lo, hi int) {
	switch n.kind {
	case nodeToken:
		return 1, 1
	case nodeSeq, nodeCapture:
		for _, x := range n.sub {
			a, b := c.length(x, depth)
			lo, hi = lo+a, hi+b
		}
		return lo, hi
	case nodeAlt:
		lo = 1 << 30
		for _, x := range n.sub {
			a, b := c.length(x, depth)
			lo, hi = min(lo, a), max(hi, b)
		}
		return lo, hi
	case nodeRepeat:
		a, b := c.length(n.sub[0], depth)
		return n.min * a, n.max * b
	case nodeRef:
		if r := c.set.rules[n.name]; r != nil && depth < maxDepth {
			return c.length(r.expr, depth+1)
		}
		return 1, 1 << 20
	}
	return 0, 0
}
