package doc

import (
	"sort"
	"strings"

	"dictum.example/internal/reader"
	"dictum.example/internal/until"
	"dictum.example/text"
)

// A Document is an article's text as annotated tokens.
type Document struct {
	Text      string
	Tokens    []Token
	Blocks    []text.Block
	Sentences []text.Span // of tokens, not of bytes
	Reading   *reader.Reading
	// Sources are those that the reading labels, and once quotes are found theirs.
	Sources []text.Span

	// Passages are those between quotation marks that lie in no other, and Nested are the
	// others, as the layout has them.
	Passages, Nested []text.Quotation

	lower        map[string]bool
	*until.Watch // that the work on it ends with, or nil
}

// New makes the document of a reading, which it does not change.
func New(r *reader.Reading) *Document { return NewUntil(nil, r) }

// NewUntil is New for work that ends with a watch: At takes a step of it.
func NewUntil(w *until.Watch, r *reader.Reading) *Document {
	d := &Document{Reading: r, lower: map[string]bool{}, Watch: w}
	if l := r.Layout; l != nil {
		d.Text, d.Blocks = l.Text, l.Blocks
		d.quote(l.Quotations)
		d.tokenize(l)
	}
	d.annotate()
	return d
}

// annotate notes at each token what its place tells.
func (d *Document) annotate() {
	d.place()
	d.markQuoted()
	d.cover(spans(d.Reading.Cues), func(t *Token) *int { return &t.Cue })
	d.SetSources(spans(d.Reading.Sources))
	d.cover(spans(d.Reading.Contents), func(t *Token) *int { return &t.Content })
}

// SetSources notes at the tokens which of the sources, which are in order, covers them.
func (d *Document) SetSources(sources []text.Span) {
	d.Sources = sources
	d.cover(sources, func(t *Token) *int { return &t.Source })
}

// spans returns where labels stand.
func spans(labels []reader.Label) []text.Span {
	out := make([]text.Span, len(labels))
	for i, l := range labels {
		out[i] = l.Span
	}
	return out
}

// place gives each token its block and its sentence.
func (d *Document) place() {
	var sentences []text.Span
	if d.Reading.Layout != nil {
		sentences = d.Reading.Layout.Sentences
	}
	d.Sentences = d.Sentences[:0]
	b, s, last := 0, 0, None
	for i := range d.Tokens {
		d.Step()
		t := &d.Tokens[i]
		for b < len(d.Blocks) && d.Blocks[b].End <= t.Start {
			b++
		}
		for s < len(sentences) && sentences[s].End <= t.Start {
			s++
		}
		t.Block = b
		if s != last {
			d.Sentences = append(d.Sentences, text.Span{Start: i, End: i})
			last = s
		}
		t.Sentence = len(d.Sentences) - 1
		d.Sentences[t.Sentence].End = i + 1
	}
}

// quote takes the quotations of the text, those within others apart.
func (d *Document) quote(quotations []text.Quotation) {
	for _, q := range quotations {
		if q.Nested {
			d.Nested = append(d.Nested, q)
		} else {
			d.Passages = append(d.Passages, q)
		}
	}
}

// markQuoted marks the tokens within quotation marks: from the opening mark on, up to the closing one.
func (d *Document) markQuoted() {
	k := 0
	for _, q := range d.Passages {
		for ; k < len(d.Tokens) && d.Tokens[k].Start < q.Close.Start; k++ {
			d.Step()
			d.Tokens[k].Quoted = d.Tokens[k].End > q.Start
		}
	}
	for ; k < len(d.Tokens); k++ {
		d.Tokens[k].Quoted = false
	}
}

// InPassage reports whether the byte at the offset lies between quotation marks, or is of one.
func (d *Document) InPassage(at int) bool {
	i := sort.Search(len(d.Passages), func(i int) bool { return d.Passages[i].End > at })
	return i < len(d.Passages) && d.Passages[i].Start <= at
}

// IsPossessor reports whether a possessive ending follows the offset of the text.
func (d *Document) IsPossessor(end int) bool { return IsPossessor(d.Text, end) }

// IsPossessor reports whether a possessive ending follows the offset.
func IsPossessor(s string, end int) bool {
	rest := s[end:]
	for _, x := range []string{"'s", "’s", "' ", "’ "} {
		if strings.HasPrefix(rest, x) {
			return true
		}
	}
	return false
}

// cover notes at each token which of the spans, which are in order, covers it.
func (d *Document) cover(labels []text.Span, field func(*Token) *int) {
	k := 0
	for i := range d.Tokens {
		t := &d.Tokens[i]
		for k < len(labels) && labels[k].End <= t.Start {
			k++
		}
		*field(t) = None
		if k < len(labels) && labels[k].Overlaps(t.Span) {
			*field(t) = k
		}
	}
}

// At returns token i, and where there is none an empty one, which must not be changed.
func (d *Document) At(i int) *Token {
	d.Step()
	if i < 0 || i >= len(d.Tokens) {
		return &outside
	}
	return &d.Tokens[i]
}

// InSentence returns token i where it is in the sentence, else an empty one, which must not be changed.
func (d *Document) InSentence(i, sentence int) *Token {
	if t := d.At(i); t.Sentence == sentence {
		return t
	}
	return &outside
}

// TokensIn returns the tokens [from, to) that overlap s.
func (d *Document) TokensIn(s text.Span) (from, to int) {
	from = sort.Search(len(d.Tokens), func(i int) bool { return d.Tokens[i].End > s.Start })
	to = from
	for to < len(d.Tokens) && d.Tokens[to].Start < s.End {
		to++
	}
	return from, to
}

// SpanOf returns where the tokens [from, to), which are at least one, lie in the text.
func (d *Document) SpanOf(from, to int) text.Span {
	return text.Span{Start: d.Tokens[from].Start, End: d.Tokens[to-1].End}
}

// BlockKind returns the kind of the block that the token is in.
func (d *Document) BlockKind(t *Token) text.BlockKind {
	if t.Block < 0 || t.Block >= len(d.Blocks) {
		return text.Paragraph
	}
	return d.Blocks[t.Block].Kind
}

// HasLower reports whether the text has the word, which is in lower case, as it is.
func (d *Document) HasLower(word string) bool { return d.lower[word] }

// Opens reports whether token i is the first word of its sentence, or the first behind a
// colon or a dash; other marks do not count.
func (d *Document) Opens(i int) bool {
	s := d.At(i).Sentence
	for i--; i >= 0 && d.Tokens[i].Sentence == s; i-- {
		if c := d.Tokens[i].Text; c == ":" || c == "—" || c == "–" || c == "-" {
			return true
		}
		if !d.Tokens[i].IsPunct() {
			return false
		}
	}
	return true
}

// maxAside is how many tokens between a subject and its verb are passed over at most.
const maxAside = 15

// VerbFollows reports whether a verb follows what ends before token i, which so is likely its
// subject: adverbs and a clause between commas, dashes or brackets are passed over.
func (d *Document) VerbFollows(i int) bool {
	s := d.At(i - 1).Sentence
	if open := d.InSentence(i, s).Lower; open == "," || open == "(" || open == "—" {
		if open == "," && d.InSentence(i+1, s).IsVerb() { // it was the name after "the mayor,"
			return true
		}
		var ended bool
		if i, ended = d.pastAside(i); ended {
			return false
		}
	}
	t := d.InSentence(i, s)
	for n := 0; n < 2 && t.Tags != "" && (t.Tags[0] == 'R' || t.Lower == "also"); n++ {
		i++
		t = d.InSentence(i, s)
	}
	return t.IsVerb()
}

// pastAside returns the token behind the clause that opens with token i, or i where that is
// too long, and whether the sentence ends with it.
func (d *Document) pastAside(i int) (next int, ended bool) {
	open := d.Tokens[i]
	shut := open.Lower
	if shut == "(" {
		shut = ")"
	}
	for j := i + 1; j <= i+maxAside; j++ {
		switch t := d.InSentence(j, open.Sentence); t.Text {
		case shut:
			return j + 1, false
		case "":
			return i, true
		}
	}
	return i, false
}
