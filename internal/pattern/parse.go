package pattern

import (
	"fmt"
	"io/fs"
	"strings"
	"unicode"
	"unicode/utf8"
)

// An Error says what is wrong with a pattern, and where.
type Error struct {
	File string
	Line int
	Msg  string
}

func (e *Error) Error() string { return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Msg) }

// A nodeKind is a kind of expression.
type nodeKind uint8

const (
	nodeToken   nodeKind = iota // one token
	nodeRef                     // a rule or phrase
	nodeSeq                     // all of sub
	nodeAlt                     // one of sub
	nodeRepeat                  // min to max times sub[0]
	nodeCapture                 // sub[0] as name
	nodeLook                    // sub[0] follows or stands before
	nodeGlued                   // no white space
	nodeSpaced
	nodeStart
	nodeEnd
)

// A node is a parsed expression.
type node struct {
	kind     nodeKind
	line     int
	name     string // of a rule or capture
	test     test
	sub      []*node
	min, max int
	not      bool // of a look: x must not be there
	behind   bool // of a look
	// compiled is the test of a token, or of alternatives that are all words, which all rules that refer to this one share.
	compiled *tokenTest
}

// A test is a condition on one token.
type test struct {
	words   []string // one of them, if there are any
	not     []string // none of them
	classes []string
	without []string
}

// A rule is a named expression.
type rule struct {
	name string
	file string
	line int
	expr *node
}

// maxBound is the highest number of repetitions.
const maxBound = 64

// maxDepth bounds the nesting of an expression.
const maxDepth = 64

// parseFile reads the rules of a file.
func parseFile(fsys fs.FS, name string) ([]*rule, error) {
	b, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	return parseRules(name, string(b))
}

// parseRules reads the rules of src, the content of a file of that name.
func parseRules(file, src string) ([]*rule, error) {
	if !utf8.ValidString(src) {
		return nil, &Error{file, 1, "not UTF-8"}
	}
	p := &parser{file: file, src: src, line: 1}
	var rules []*rule
	err := p.catch(func() {
		for p.skipLines(); p.pos < len(p.src); p.skipLines() {
			rules = append(rules, p.rule())
		}
	})
	return rules, err
}

// A parser reads expressions by recursive descent. Its methods panic with an
// *Error, which catch returns.
type parser struct {
	file  string
	src   string
	pos   int
	line  int
	depth int
}

func (p *parser) catch(f func()) (err error) {
	defer func() {
		if e, ok := recover().(*Error); ok {
			err = e
		}
	}()
	f()
	return nil
}

func (p *parser) fail(format string, args ...any) {
	panic(&Error{p.file, p.line, fmt.Sprintf(format, args...)})
}

// skipLines skips blank lines and comments before a rule.
func (p *parser) skipLines() {
	for p.pos < len(p.src) {
		end := strings.IndexByte(p.src[p.pos:], '\n')
		line := p.src[p.pos:]
		if end >= 0 {
			line = line[:end]
		}
		if s := strings.TrimSpace(line); s != "" && s[0] != '#' {
			return
		}
		p.pos += len(line)
		if end >= 0 {
			p.pos++
			p.line++
		}
	}
}

// space skips white space and comments within a rule: a line that does not
// begin with white space ends it.
func (p *parser) space() {
	for p.pos < len(p.src) {
		switch c := p.src[p.pos]; {
		case c == ' ' || c == '\t' || c == '\r':
			p.pos++
		case c == '#':
			if n := strings.IndexByte(p.src[p.pos:], '\n'); n >= 0 {
				p.pos += n
			} else {
				p.pos = len(p.src)
			}
		case c == '\n' && p.continues():
			p.pos++
			p.line++
		default:
			return
		}
	}
}

// continues reports whether the line after the line feed at hand goes on with the rule.
func (p *parser) continues() bool {
	rest := p.src[p.pos+1:]
	return rest != "" && (rest[0] == ' ' || rest[0] == '\t' || rest[0] == '\n' || rest[0] == '#' || rest[0] == '\r') && !p.lastLines(rest)
}

// lastLines reports whether nothing but comments and blank lines comes before the next rule.
func (p *parser) lastLines(rest string) bool {
	for line := range strings.SplitSeq(rest, "\n") {
		if s := strings.TrimSpace(line); s != "" && s[0] != '#' {
			return line[0] != ' ' && line[0] != '\t'
		}
	}
	return true
}

func (p *parser) rule() *rule {
	r := &rule{file: p.file, line: p.line, name: p.ident("a rule's name at the beginning of the line")}
	p.space()
	p.want("=")
	r.expr = p.alternatives()
	p.space()
	if p.pos < len(p.src) && p.src[p.pos] != '\n' {
		p.fail("rule %s: unexpected %q", r.name, p.rune())
	}
	return r
}

// ident reads a name: a letter, then letters, digits, dots, hyphens and underscores.
func (p *parser) ident(what string) string {
	n := 0
	for n < len(p.src)-p.pos && isNameByte(p.src[p.pos+n], n > 0) {
		n++
	}
	if n == 0 {
		p.fail("want %s", what)
	}
	s := p.src[p.pos : p.pos+n]
	p.pos += n
	return s
}

func isNameByte(c byte, inside bool) bool {
	switch {
	case c >= 'a' && c <= 'z':
		return true
	case c >= '0' && c <= '9', c == '.', c == '-', c == '_':
		return inside
	}
	return false
}

// rune is the rune at hand, or 0 at the end.
func (p *parser) rune() rune {
	if p.pos >= len(p.src) {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(p.src[p.pos:])
	return r
}

// take skips s where it is at hand.
func (p *parser) take(s string) bool {
	if !strings.HasPrefix(p.src[p.pos:], s) {
		return false
	}
	p.pos += len(s)
	return true
}

func (p *parser) want(s string) {
	if !p.take(s) {
		p.fail("want %q", s)
	}
}

func (p *parser) alternatives() *node {
	if p.depth++; p.depth > maxDepth {
		p.fail("nested too deeply")
	}
	n := &node{kind: nodeAlt, line: p.line, sub: []*node{p.sequence()}}
	for p.space(); p.take("|"); p.space() {
		n.sub = append(n.sub, p.sequence())
	}
	p.depth--
	return n
}

func (p *parser) sequence() *node {
	n := &node{kind: nodeSeq, line: p.line}
	for {
		p.space()
		x := p.item()
		if x == nil {
			break
		}
		n.sub = append(n.sub, x)
	}
	if len(n.sub) == 0 {
		p.fail("an empty alternative; write x? where nothing may stand")
	}
	return n
}

// item reads a capture or a repeated expression, or returns nil where the sequence ends.
func (p *parser) item() *node {
	line := p.line
	if name, ok := p.label(); ok {
		x := p.item()
		if x == nil {
			p.fail("nothing to capture as %s", name)
		}
		return &node{kind: nodeCapture, line: line, name: name, sub: []*node{x}}
	}
	x := p.primary()
	for x != nil {
		switch {
		case p.take("?"):
			x = &node{kind: nodeRepeat, line: line, sub: []*node{x}, max: 1}
		case p.take("{"):
			x = &node{kind: nodeRepeat, line: line, sub: []*node{x}, min: p.bound(), max: p.upperBound()}
		default:
			return x
		}
	}
	return nil
}

// label reads "name:" where it is at hand.
func (p *parser) label() (string, bool) {
	n := 0
	rest := p.src[p.pos:]
	for n < len(rest) && isNameByte(rest[n], n > 0) {
		n++
	}
	if n == 0 || n == len(rest) || rest[n] != ':' {
		return "", false
	}
	p.pos += n + 1
	return rest[:n], true
}

func (p *parser) bound() int {
	n, digits := 0, 0
	for p.pos < len(p.src) && p.src[p.pos] >= '0' && p.src[p.pos] <= '9' {
		n = n*10 + int(p.src[p.pos]-'0')
		p.pos++
		if digits++; n > maxBound {
			p.fail("more than %d repetitions", maxBound)
		}
	}
	if digits == 0 {
		p.fail("want the number of repetitions")
	}
	return n
}

// upperBound reads ",n}" after a lower bound, or "}".
func (p *parser) upperBound() int {
	if p.take("}") {
		p.fail("want {min,max}")
	}
	p.want(",")
	n := p.bound()
	p.want("}")
	return n
}

func (p *parser) primary() *node {
	n := &node{line: p.line}
	switch r := p.rune(); {
	case r == '(':
		return p.group()
	case r == '[':
		n.test = p.class()
	case r == '\'' || r == '"':
		n.test = test{words: []string{p.quoted()}}
	case r == '<':
		p.want("<")
		n.kind, n.name = nodeRef, p.ident("the name of a rule or phrase")
		p.want(">")
	case r == '~', r == '_', r == '^', r == '$':
		n.kind = map[rune]nodeKind{'~': nodeGlued, '_': nodeSpaced, '^': nodeStart, '$': nodeEnd}[r]
		p.pos++
	case isWordRune(r):
		n.test = test{words: []string{p.word()}}
	default:
		return nil
	}
	return n
}

// group reads a group or a look.
func (p *parser) group() *node {
	n := &node{kind: nodeLook, line: p.line}
	switch {
	case p.take("(?="):
	case p.take("(?!"):
		n.not = true
	case p.take("(?<="):
		n.behind = true
	case p.take("(?<!"):
		n.not, n.behind = true, true
	default:
		p.want("(")
		n = nil
	}
	x := p.alternatives()
	p.space()
	p.want(")")
	if n == nil {
		return x
	}
	n.sub = []*node{x}
	return n
}

// class reads "[a !b 'c']".
func (p *parser) class() test {
	var t test
	p.want("[")
	for p.space(); !p.take("]"); p.space() {
		not := p.take("!")
		switch r := p.rune(); {
		case (r == '\'' || r == '"') && not:
			t.not = append(t.not, p.quoted())
		case r == '\'' || r == '"':
			if t.words != nil {
				p.fail("a token cannot be two words")
			}
			t.words = []string{p.quoted()}
		case not:
			t.without = append(t.without, p.ident("a class"))
		default:
			t.classes = append(t.classes, p.ident("a class or ]"))
		}
	}
	return t
}

func (p *parser) quoted() string {
	mark := p.src[p.pos : p.pos+1]
	p.pos++
	n := strings.IndexAny(p.src[p.pos:], mark+"\n")
	if n <= 0 || p.src[p.pos+n] == '\n' {
		p.fail("a quotation mark without its pair, or with nothing in between")
	}
	s := p.src[p.pos : p.pos+n]
	p.pos += n + 1
	return p.lower(s)
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

func (p *parser) word() string {
	n := strings.IndexFunc(p.src[p.pos:], func(r rune) bool { return !isWordRune(r) })
	if n < 0 {
		n = len(p.src) - p.pos
	}
	s := p.src[p.pos : p.pos+n]
	p.pos += n
	return p.lower(s)
}

func (p *parser) lower(s string) string {
	if s != strings.ToLower(s) {
		p.fail("%q: words are matched in lower case", s)
	}
	return s
}
