package eval

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode/utf8"

	"dictum.example/text"
)

// ReadCoNLL yields the articles of a file of columns: a token and, in the last
// column, the tag of its name on each line, in between anything; a blank line
// after each sentence. Columns are parted by tabs, or on a line without tabs by
// spaces. Tags are O, or B- or I- and the type, in any of the schemes IOB1, BIO,
// BIOES and BILOU.
//
// An article begins with a line "# doc ID", "# newdoc id = ID", "#begin document
// ID" or "-DOCSTART- …"; what has none is one article for the whole file. Without
// an ID it is "name:line". Other lines that begin with # and have no tag are
// comments. The text is rebuilt of the tokens: each sentence on a line of its
// own, with spaces as in print, and the brackets and quotation marks of the Penn
// Treebank turned back.
//
// A line that can't be read yields a *LineError; its sentence is left out, the
// others are not. Mentions of the articles are never nil.
func ReadCoNLL(r io.Reader, name string) iter.Seq2[*Article, error] {
	return func(yield func(*Article, error) bool) {
		c := columns{name: name}
		for line, err := range lines(r, name) {
			if err != nil {
				yield(nil, err)
				return
			}
			if id, ok := marker(string(line.text)); ok {
				if a := c.take(); a != nil && !yield(a, nil) {
					return
				}
				c.begin(id, line.number)
			} else if err := c.line(string(line.text)); err != nil && !yield(nil, &LineError{name, line.number, err}) {
				return
			}
			if c.first == 0 {
				c.first = line.number
			}
		}
		if a := c.take(); a != nil {
			yield(a, nil)
		}
	}
}

// marker reports whether a line begins an article, and with which id.
func marker(line string) (id string, ok bool) {
	if strings.Contains(line, "\t") && !strings.HasPrefix(line, "-DOCSTART-") {
		return "", false
	}
	for _, prefix := range []string{"# doc ", "# newdoc id = ", "#begin document "} {
		if rest, ok := strings.CutPrefix(line, prefix); ok {
			id, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
			return strings.TrimSuffix(id, ";"), true
		}
	}
	first, _, _ := strings.Cut(strings.ReplaceAll(line, "\t", " "), " ")
	return "", first == "-DOCSTART-" || line == "# doc" || line == "# newdoc"
}

// columns puts an article together.
type columns struct {
	name  string
	first int // the article's first line
	id    string

	text     strings.Builder
	mentions []Mention

	sentence []token
	broken   bool // a line of the sentence could not be read
}

type token struct {
	form string
	tag  tag
}

func (c *columns) begin(id string, line int) {
	*c = columns{name: c.name, first: line, id: id}
}

// take returns the article so far, or nil where it has no words.
func (c *columns) take() *Article {
	c.endSentence()
	if c.text.Len() == 0 {
		return nil
	}
	a := &Article{Line: c.first, Mentions: c.mentions}
	a.Text = c.text.String()
	a.ID = cmp.Or(c.id, fmt.Sprintf("%s:%d", c.name, c.first))
	if a.Mentions == nil {
		a.Mentions = []Mention{}
	}
	return a
}

var (
	errColumns = errors.New("eval: a line needs a token and a tag")
	errUTF8    = errors.New("eval: not UTF-8")
)

// line takes in one line. After the first error of a sentence there is none.
func (c *columns) line(line string) error {
	if strings.TrimSpace(line) == "" {
		c.endSentence()
		return nil
	}
	form, last := cells(line)
	t, ok := parseTag(last)
	if strings.HasPrefix(line, "#") && !strings.Contains(line, "\t") && (!ok || form == last) {
		return nil
	}
	if c.broken {
		return nil
	}
	var err error
	switch {
	case form == "" || last == "":
		err = errColumns
	case !ok:
		err = fmt.Errorf("eval: %.40q is no tag such as O or B-PER", last)
	case !utf8.ValidString(line):
		err = errUTF8
	}
	if err != nil {
		c.broken = true
		return err
	}
	c.sentence = append(c.sentence, token{printed(form), t})
	return nil
}

// cells returns the first and the last cell of a line, the last one "" where
// there is but one.
func cells(line string) (first, last string) {
	if i := strings.IndexByte(line, '\t'); i >= 0 {
		return strings.TrimSpace(line[:i]), strings.TrimSpace(line[strings.LastIndexByte(line, '\t'):])
	}
	fields := strings.Fields(line)
	if len(fields) < 2 {
		return fields[0], ""
	}
	return fields[0], fields[len(fields)-1]
}

// A tag says whether its token is in a name, and whether the name begins or ends with it.
type tag struct {
	typ        string // "" outside
	begin, end bool
}

func parseTag(s string) (t tag, ok bool) {
	if s == "O" {
		return tag{}, true
	}
	if len(s) < 3 || s[1] != '-' && s[1] != '_' {
		return tag{}, false
	}
	t.typ = s[2:]
	switch s[0] {
	case 'B':
		t.begin = true
	case 'I', 'M':
	case 'E', 'L':
		t.end = true
	case 'S', 'U':
		t.begin, t.end = true, true
	default:
		return tag{}, false
	}
	return t, true
}

// penn are the tokens of the Penn Treebank that stand for others.
var penn = map[string]string{
	"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}", "``": "“", "''": "”",
}

func printed(form string) string {
	if p, ok := penn[form]; ok {
		return p
	}
	return form
}

func (c *columns) endSentence() {
	if c.broken {
		c.sentence, c.broken = nil, false
	}
	if len(c.sentence) == 0 {
		return
	}
	if c.text.Len() > 0 {
		c.text.WriteByte('\n')
	}
	var s spacing
	open := false // the last mention goes on
	for i, t := range c.sentence {
		if s.before(t.form) && i > 0 {
			c.text.WriteByte(' ')
		}
		start := c.text.Len()
		c.text.WriteString(t.form)
		at := text.Span{Start: start, End: c.text.Len()}
		if last := len(c.mentions) - 1; t.tag.typ != "" && open && !t.tag.begin && c.mentions[last].Type == t.tag.typ {
			c.mentions[last].End = at.End
		} else if t.tag.typ != "" {
			c.mentions = append(c.mentions, Mention{Span: at, Type: t.tag.typ})
		}
		open = t.tag.typ != "" && !t.tag.end
	}
	c.sentence = c.sentence[:0]
}

// spacing tells where print has spaces between the tokens of a sentence.
type spacing struct {
	last   string
	glued  bool // nothing comes between the last token and the next
	quoted [2]bool
}

const (
	closing = ",.;:!?%)]}»”…"
	opening = "([{«“‘$£€¥₹"
)

// before takes in the next token, and reports whether a space comes before it.
func (s *spacing) before(form string) bool {
	space, glued := s.around(form)
	space = space && !s.glued
	s.last, s.glued = form, glued
	return space
}

// around reports whether a space may stand before a form, and whether none stands behind it.
func (s *spacing) around(form string) (space, glued bool) {
	r, size := utf8.DecodeRuneInString(form)
	single := size == len(form)
	switch {
	case form == `"`:
		return s.quotationMark(0)
	case form == "'" && (s.quoted[1] || !endsWord(s.last)):
		return s.quotationMark(1)
	case form == "'" || form == "’":
		return false, false
	case (s.last == "'" || s.last == "’") && !s.glued && suffixes[form]:
		return false, false
	case single && strings.ContainsRune(closing, r), form == "...", clitic(form):
		return false, false
	}
	return true, single && strings.ContainsRune(opening, r)
}

// quotationMark opens or closes a passage in double (0) or single (1) marks.
func (s *spacing) quotationMark(k int) (space, glued bool) {
	s.quoted[k] = !s.quoted[k]
	return s.quoted[k], s.quoted[k]
}

// endsWord reports whether an apostrophe after form can be a possessive.
func endsWord(form string) bool { return strings.HasSuffix(form, "s") || strings.HasSuffix(form, "S") }

// suffixes follow an apostrophe that is a token.
var suffixes = map[string]bool{"s": true, "t": true, "re": true, "ve": true, "ll": true, "d": true, "m": true}

// clitic reports whether form is "n't", or an apostrophe and a suffix.
func clitic(form string) bool {
	lower := strings.ToLower(form)
	if lower == "n't" || lower == "n’t" {
		return true
	}
	r, size := utf8.DecodeRuneInString(lower)
	return (r == '\'' || r == '’') && size < len(lower) && suffixes[lower[size:]]
}
