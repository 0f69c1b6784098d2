package resolve

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"dictum.example/internal/lexicon"
	"dictum.example/internal/names"
	"dictum.example/internal/reader"
	"dictum.example/text"
)

// none is the index of what is not there.
const none = -1

// A token is a word or a punctuation mark. Possessive endings and the tails of
// compounds ("Taliban" "-" "led") are tokens of their own, whatever the layout
// has made of them.
type token struct {
	text.Span
	word  string
	low   string
	tags  string // parts of speech, the likeliest first; "" where unknown
	sent  int    // index of the sentence
	block int    // index of the block
	name  int    // index of the name mention that covers the token, or none
	cue   int    // indexes of the reading's labels that cover the token, or none
	src   int
	cont  int
	quote bool // within quotation marks
	role  bool // within a title or office that belongs to a name
}

// A page is a text prepared for resolution.
type page struct {
	text   string
	tokens []token
	blocks []text.Block
	sents  []text.Span // in tokens, not bytes
	lower  map[string]bool
	gaz    facts
	read   *reader.Reading

	offices map[string]bool // abbreviations of offices: "SP", of "superintendent of police"

	own       []names.Match // the user's own names
	owners    []names.Owner
	ownValues []nameMention // those of dates, numbers and amounts, in order
}

// newPage prepares a text in which a user's own names, if dict is not nil, stand for themselves.
func newPage(r *reader.Reading, g facts, dict *names.Dictionary) *page {
	p := &page{gaz: g, read: r, lower: map[string]bool{}}
	if l := r.Layout; l != nil {
		p.text, p.blocks = l.Text, l.Blocks
		p.tokenize(l)
		if dict != nil {
			p.own, p.owners = dict.Find(l), dict.Owners()
			p.cut(p.own)
			p.read = withoutNames(r, p.own)
		}
	}
	p.place()
	p.markQuotes()
	p.cover(r.Cues, func(t *token) *int { return &t.cue })
	p.cover(r.Sources, func(t *token) *int { return &t.src })
	p.cover(r.Contents, func(t *token) *int { return &t.cont })
	return p
}

// tokenize cuts the layout's words, and whatever is printed between them.
func (p *page) tokenize(l *text.Layout) {
	p.tokens = make([]token, 0, len(l.Words)+len(l.Words)/8)
	at := 0
	for _, w := range l.Words {
		if w.Start < at || w.End > len(p.text) || w.Len() <= 0 {
			continue
		}
		p.marks(at, w.Start)
		p.word(w)
		at = w.End
	}
	p.marks(at, len(p.text))
}

// marks adds the runs of text[from:to] that are not white space, a rune a token.
func (p *page) marks(from, to int) {
	for i := from; i < to; {
		c, n := utf8.DecodeRuneInString(p.text[i:to])
		if !unicode.IsSpace(c) && !unicode.IsControl(c) {
			p.add(i, i+n)
		}
		i += n
	}
}

func (p *page) word(w text.Span) {
	s := w.Of(p.text)
	start, end := w.Start, w.End
	suffix := end
	for _, x := range []string{"'s", "’s", "'S", "’S"} {
		if len(s) > len(x) && strings.HasSuffix(s, x) {
			suffix = end - len(x)
			break
		}
	}
	if i := strings.IndexByte(p.text[start:suffix], '-'); i > 0 && compoundTail(p.text[start+i+1:suffix]) {
		p.add(start, start+i)
		p.add(start+i, start+i+1)
		start += i + 1
	}
	p.add(start, suffix)
	if suffix < end {
		p.add(suffix, end)
	}
}

// compoundTail reports whether s is what follows a name in "Taliban-led": lower
// case and a word of its own.
func compoundTail(s string) bool {
	if s == "" || strings.ToLower(s) != s {
		return false
	}
	tags := lexicon.Tags(s)
	return tags != "" && (tags[0] == 'V' || tags[0] == 'J') || strings.HasSuffix(s, "ed") && len(s) > 4
}

func (p *page) add(start, end int) {
	if start >= end {
		return
	}
	w := p.text[start:end]
	low := strings.ToLower(w)
	p.tokens = append(p.tokens, token{
		Span: text.Span{Start: start, End: end}, word: w, low: low, tags: lexicon.Tags(low),
		name: none, cue: none, src: none, cont: none,
	})
	if low == w {
		p.lower[w] = true
	}
}

// place gives each token its block and its sentence.
func (p *page) place() {
	var sents []text.Span
	if p.read.Layout != nil {
		sents = p.read.Layout.Sentences
	}
	b, s, last := 0, 0, none
	for i := range p.tokens {
		t := &p.tokens[i]
		for b < len(p.blocks) && p.blocks[b].End <= t.Start {
			b++
		}
		for s < len(sents) && sents[s].End <= t.Start {
			s++
		}
		t.block = b
		if s != last {
			p.sents = append(p.sents, text.Span{Start: i, End: i})
			last = s
		}
		t.sent = len(p.sents) - 1
		p.sents[t.sent].End = i + 1
	}
}

// markQuotes marks the tokens within quotation marks, block by block: an
// unclosed quotation ends with its block.
func (p *page) markQuotes() {
	in, block := false, none
	for i := range p.tokens {
		t := &p.tokens[i]
		if t.block != block {
			in, block = false, t.block
		}
		switch t.word {
		case "\"", "''", "``":
			in = !in
		case "“", "„", "«":
			in = true
		case "”", "»":
			in = false
		}
		t.quote = in
	}
}

func (p *page) cover(ls []reader.Label, field func(*token) *int) {
	k := 0
	for i := range p.tokens {
		t := &p.tokens[i]
		for k < len(ls) && ls[k].End <= t.Start {
			k++
		}
		*field(t) = none
		if k < len(ls) && ls[k].Overlaps(t.Span) {
			*field(t) = k
		}
	}
}

// within returns the tokens [from, to) that overlap s.
func (p *page) within(s text.Span) (from, to int) {
	from = sort.Search(len(p.tokens), func(i int) bool { return p.tokens[i].End > s.Start })
	to = from
	for to < len(p.tokens) && p.tokens[to].Start < s.End {
		to++
	}
	return from, to
}

// span returns where the tokens [from, to) lie in the text.
func (p *page) span(from, to int) text.Span {
	return text.Span{Start: p.tokens[from].Start, End: p.tokens[to-1].End}
}

// at returns the token i, and an empty one where there is none.
func (p *page) at(i int) *token {
	if i < 0 || i >= len(p.tokens) {
		return &token{name: none, cue: none, src: none, cont: none, sent: none, block: none}
	}
	return &p.tokens[i]
}

// next returns the token i where it is in the sentence sent, else an empty one.
func (p *page) next(i, sent int) *token {
	if t := p.at(i); t.sent == sent {
		return t
	}
	return p.at(none)
}

func (p *page) kind(t *token) text.BlockKind {
	if t.block < 0 || t.block >= len(p.blocks) {
		return text.Paragraph
	}
	return p.blocks[t.block].Kind
}

// opens reports whether token i is the first word of its sentence, quotation
// marks and the like apart.
func (p *page) opens(i int) bool {
	s := p.at(i).sent
	for i--; i >= 0 && p.tokens[i].sent == s; i-- {
		if c := p.tokens[i].word; c == ":" || c == "—" || c == "–" || c == "-" {
			return true
		}
		if !p.tokens[i].punct() {
			return false
		}
	}
	return true
}

// capital reports whether the token starts with an upper-case letter.
func (t *token) capital() bool {
	c, _ := utf8.DecodeRuneInString(t.word)
	return unicode.IsUpper(c) || unicode.IsTitle(c)
}

// punct reports whether the token has neither letter nor digit.
func (t *token) punct() bool {
	return strings.IndexFunc(t.word, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }) < 0
}

// possessive reports whether the token is a possessive ending.
func (t *token) possessive() bool {
	return t.low == "'s" || t.low == "’s" || t.word == "'" || t.word == "’"
}

// tag reports whether c is among the token's parts of speech.
func (t *token) tag(c byte) bool { return strings.IndexByte(t.tags, c) >= 0 }

// verb reports whether the token is likely a verb: by its commonest use, or
// by its ending where it is an unknown word.
func (t *token) verb() bool {
	if t.cue != none {
		return true
	}
	if t.tags != "" {
		return t.tags[0] == 'V' || t.tags[0] == 'A'
	}
	return len(t.low) > 4 && t.low == t.word && strings.HasSuffix(t.low, "ed")
}

// subject reports whether what ends before token i is likely a subject: a verb
// follows, adverbs and a clause between commas apart.
func (p *page) subject(i int) bool {
	s := p.at(i - 1).sent
	t := p.next(i, s)
	if t.low == "," || t.low == "(" || t.low == "—" {
		shut := t.low
		if shut == "(" {
			shut = ")"
		}
		if p.next(i+1, s).verb() && shut == "," { // it was the name after "the mayor,"
			return true
		}
		for j, n := i+1, 0; n < 15; j, n = j+1, n+1 {
			if u := p.next(j, s); u.word == shut {
				i, t = j+1, p.next(j+1, s)
				break
			} else if u.word == "" {
				return false
			}
		}
	}
	for n := 0; n < 2 && t.tags != "" && (t.tags[0] == 'R' || t.low == "also"); n++ {
		i++
		t = p.next(i, s)
	}
	return t.verb()
}
