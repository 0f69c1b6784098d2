package attribution

import (
	"regexp"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"dictum.example/entity"
	"dictum.example/internal/doc"
	"dictum.example/internal/gazetteer"
	"dictum.example/internal/reader"
	"dictum.example/internal/resolve"
	"dictum.example/quote"
	"dictum.example/text"
)

// Attribute makes the quotes of an article, in the order of the text, from the document
// with the network's reading, and from its entities. It never fails: what it cannot
// resolve it leaves out. It runs in time linear in the length of the text.
func Attribute(d *doc.Document, res *resolve.Resolution) []*quote.Quote {
	a, quotes := candidates(d, res)
	kept := make([]*quote.Quote, 0, len(quotes))
	for i, q := range quotes {
		if next := after(quotes, i); !a.isNone(q) && !a.introduces(q, next) && !a.isPut(q, next) {
			q.Speech = q.Speech || isSaying(q)
			kept = append(kept, q)
		}
	}
	a.speakers(kept)
	return kept
}

// after returns the quote after the i-th, or nil.
func after(quotes []*quote.Quote, i int) *quote.Quote {
	if i+1 < len(quotes) {
		return quotes[i+1]
	}
	return nil
}

// candidates makes all quotes that an article may have, in the order of the text and
// of the article's groups.
func candidates(d *doc.Document, res *resolve.Resolution) (*article, []*quote.Quote) {
	a := &article{Reading: d.Reading, text: d.Text, entities: res}
	for _, q := range text.Quotations(a.text) {
		if q.Nested {
			a.nested = append(a.nested, q)
		} else {
			a.passages = append(a.passages, passage{Quotation: q})
		}
	}
	a.pieces = a.snap()
	a.group()
	a.float()
	a.labelled()
	for _, g := range a.groups {
		slices.SortStableFunc(g.pieces, func(x, y piece) int { return x.Start - y.Start })
	}
	slices.SortStableFunc(a.groups, func(x, y *group) int { return x.pieces[0].Start - y.pieces[0].Start })
	quotes := make([]*quote.Quote, len(a.groups))
	for i, g := range a.groups {
		quotes[i] = a.quote(g)
	}
	return a, quotes
}

// An article is the state of one Attribute.
type article struct {
	*reader.Reading
	text     string
	entities *resolve.Resolution
	passages []passage        // outside other quotation marks, in order
	nested   []text.Quotation // within passages, in order
	pieces   []piece
	groups   []*group
	answers  *speaker // who answers in an interview, once that is known
}

// A passage is a quotation of the text.
type passage struct {
	text.Quotation
	group *group // whose content is in it, or nil
}

// A piece is a contiguous part of a content.
type piece struct {
	text.Span
	label int     // its index among the reading's contents, or none
	p     float32 // how likely it is a content
}

const none = reader.None

// A group is the pieces of one attribution with their cue and source.
type group struct {
	pieces      []piece
	cue, source int        // indexes into the reading's, or none
	label       *text.Span // a source that is not the network's: a label, a signature
	mark        *text.Span // a cue that is not the network's: a colon, a dash
	verbatim    bool       // quoted without marks, as in a transcript
	p           float32    // how likely the pieces go with the cue, and the cue with the source
	evidence    *evidence  // once the quote is made
}

// quote makes the quote of a group, but for its speaker.
func (a *article) quote(g *group) *quote.Quote {
	q := &quote.Quote{Polarity: quote.Affirmed, Speech: true}
	var texts []string
	certain := float64(g.p)
	for _, p := range g.pieces {
		q.Content = append(q.Content, p.Cut(a.text))
		texts = append(texts, p.Of(a.text))
		certain *= float64(p.p)
	}
	q.Text = strings.Join(texts, " … ")
	q.Quoted = a.quoted(g.pieces)
	q.Kind = a.kind(g.pieces, q.Quoted)
	if g.verbatim {
		q.Kind = quote.Direct
	}
	switch {
	case g.mark != nil:
		q.Cue = excerpt(a.text, *g.mark)
	case g.cue != none:
		q.Cue = excerpt(a.text, a.Cues[g.cue].Span)
	}
	if g.cue != none {
		q.Speech = a.CueSpeech[g.cue] > .5 || q.Kind == quote.Direct
		q.Polarity = polarity(q.Cue.Text, q.Text)
	}
	switch {
	case g.label != nil:
		q.Source = excerpt(a.text, *g.label)
	case g.source != none:
		if s := a.outside(a.Sources[g.source].Span); !isEmpty(s.Of(a.text)) && !(isHearsay(a.Cues[g.cue].Of(a.text)) && strings.EqualFold(s.Of(a.text), "it")) {
			q.Source = excerpt(a.text, s)
		}
	case g.cue != none:
		s := a.beside(a.Cues[g.cue].Span)
		if s.Len() == 0 && isPassive(q.Cue.Text) {
			s = a.agent(g.pieces[len(g.pieces)-1].End)
		}
		if s.Len() > 0 && !g.touches(s) {
			q.Source = excerpt(a.text, s)
		}
	}
	if q.Source != nil && g.cue != none && g.label == nil && q.Source.End <= q.Cue.Start && addressed.MatchString(q.Cue.Text) {
		q.Source = nil
	}
	if q.Source != nil && q.Polarity == quote.Affirmed && g.cue != none && nobody.MatchString(q.Source.Text) {
		q.Polarity = quote.Declined
	}
	g.evidence = a.evidence(g, q, certain)
	q.Confidence = g.evidence.confidence()
	q.Nested = a.within(q)
	return q
}

// agent returns who is named behind the "by" that follows the content of a passive cue, "dubbed “a liar” by
// Senate leader Nora Lind", or an empty span.
func (a *article) agent(end int) text.Span {
	k := a.Layout.SentenceAt(end - 1)
	if k < 0 {
		return text.Span{}
	}
	limit := max(end, min(a.Layout.Sentences[k].End, end+reach))
	after := strings.TrimLeft(a.text[end:limit], " ")
	phrase, ok := strings.CutPrefix(after, "by ")
	if !ok {
		return text.Span{}
	}
	start := limit - len(phrase)
	if stop := strings.IndexAny(phrase, ",;:()“”\""); stop >= 0 {
		limit = start + stop
	}
	for _, r := range a.entities.In(text.Span{Start: start, End: limit}) {
		if r.Type == entity.Person && r.Kind == entity.Name && !a.isPossessor(r.End) && (r.Start == start || isTitled(a.text[start:r.Start])) {
			return text.Span{Start: start, End: r.End}
		}
	}
	return text.Span{}
}

// nobody is the beginning of a source that says that nobody says it.
var nobody = regexp.MustCompile(`(?i)^(?:neither|none|nobody|no one)\b`)

// beside returns the person right before or behind a cue to which the network gives no source, a name or
// the pronoun that is the cue's subject, or an empty span.
func (a *article) beside(cue text.Span) text.Span {
	k := a.Layout.SentenceAt(cue.Start)
	if k < 0 {
		return text.Span{}
	}
	s := a.Layout.Sentences[k]
	s.Start, s.End = max(s.Start, cue.Start-reach), min(s.End, cue.End+reach)
	for _, r := range a.entities.In(s) {
		before := r.End <= cue.Start && strings.TrimSpace(a.text[r.End:cue.Start]) == ""
		behind := r.Start >= cue.End && strings.TrimSpace(a.text[cue.End:r.Start]) == ""
		if (before || behind) && r.Type == entity.Person && r.Kind == entity.Name && !a.inPassage(r.Start) {
			return r.Span
		}
		if before && a.isSubject(r.Span) {
			return r.Span
		}
	}
	return text.Span{}
}

// isNone reports whether a quote says nothing: its content is a term that is mentioned and
// not said ("does not define “dwelling”"), or it is not quoted and likely not right.
// Statements are kept at less confidence than beliefs.
func (a *article) isNone(q *quote.Quote) bool {
	if q.Source == nil && q.Cue != nil && titling.MatchString(q.Cue.Text) {
		return true // "a film called “The Long Night”"
	}
	if q.Kind == quote.Indirect && q.Cue != nil && quoting.MatchString(q.Cue.Text) && len(q.Content) == 1 && gazetteer.PersonNoun(strings.ToLower(lastWord(q.Text))) {
		return true // "citing two officials": who it is from, and not what
	}
	if q.Kind == quote.Indirect && q.Cue != nil && strings.Trim(q.Cue.Text, ":—–- ") == "" && (q.Source == nil || a.isPlace(q.Source.Span)) {
		return true // "Muscat: …", where a story begins
	}
	if q.Kind == quote.Indirect {
		least := leastBelief
		if q.Speech {
			least = leastStatement
		}
		return q.Confidence < least
	}
	return q.Kind == quote.Direct && q.Polarity == quote.Declined && q.Cue != nil && len(q.Content) == 1 &&
		wordsIn(q.Text) == 1 && !a.isSentence(q.Content[0].Span)
}

// isPlace reports whether s is a place and nothing else, in a paragraph that it opens.
func (a *article) isPlace(s text.Span) bool {
	refs := a.entities.In(s)
	b := a.Layout.Blocks[max(0, a.Layout.BlockAt(s.Start))]
	return len(refs) == 1 && refs[0].Type == entity.GPE && refs[0].Span == s && b.Start == s.Start && b.Kind == text.Paragraph
}

// isCredit reports whether s is an organisation that ends its paragraph: the agency of a story.
func (a *article) isCredit(s text.Span) bool {
	refs := a.entities.In(s)
	return len(refs) > 0 && refs[0].Start == s.Start && !slices.ContainsFunc(refs, func(r resolve.Ref) bool { return r.Type != entity.Org }) &&
		strings.Trim(a.text[s.End:a.Layout.Blocks[max(0, a.Layout.BlockAt(s.Start))].End], " .)") == ""
}

// titling is what joins a thing and its title, or marks a word that is not the writer's.
var titling = regexp.MustCompile(`(?i)^(?:called|titled|entitled|subtitled|headlined|named|(?:the )?so-called)$`)

// introduces reports whether a quote is the sentence that leads to a quotation, and has for
// its content only what that is about: "Smith criticised Jones. “He misled us,” he said." So is who is quoted by
// whoever quotes.
func (a *article) introduces(q, next *quote.Quote) bool {
	if next != nil && next.Source != nil && q.Cue != nil && len(q.Content) == 1 && strings.EqualFold(next.Source.Text, "who") &&
		quoting.MatchString(q.Cue.Text) && strings.Trim(a.text[min(q.Content[0].End, next.Source.Start):next.Source.Start], ", ") == "" {
		return true // "quoting Smith, who said it was over"
	}
	if next == nil || next.Kind != quote.Direct || q.Kind != quote.Indirect || len(q.Content) != 1 || wordsIn(q.Text) > 4 {
		return false
	}
	c := q.Content[0]
	k := a.Layout.SentenceAt(c.Start)
	if k < 0 || k+1 >= len(a.Layout.Sentences) || c.End < a.Layout.Sentences[k].End-2 || next.Content[0].Start != a.Layout.Sentences[k+1].Start {
		return false
	}
	if refs := a.entities.In(c.Span); len(refs) > 0 {
		last := refs[len(refs)-1]
		return last.End == c.End && last.Kind == entity.Name && last.Type == entity.Person
	}
	return !q.Speech && wordsIn(q.Text) < 3
}

// quoting is a cue whose object may be who is quoted.
var quoting = regexp.MustCompile(`(?i)\b(?:quoting|citing)$`)

// put is how news reports a question that was put to whom its answer comes from.
var put = regexp.MustCompile(`^(?:Asked|Pressed|Questioned)\b`)

// isPut reports whether a quote is the question, by nobody who is named, that leads to the
// answer that is the next quote: "Asked whether he would run, Smith said no."
func (a *article) isPut(q, next *quote.Quote) bool {
	if next == nil || next.Source == nil || q.Source != nil || q.Cue == nil || q.Kind != quote.Indirect || !put.MatchString(q.Cue.Text) {
		return false
	}
	return next.Source.Start > q.Cue.Start && a.Layout.SentenceAt(next.Source.Start) == a.Layout.SentenceAt(q.Cue.Start)
}

// within returns what the speaker quotes in turn: the closed passages inside the
// quoted content that are more than a word and end as sentences or clauses do.
// Who said it, the quoted words alone would tell; it is left open.
func (a *article) within(q *quote.Quote) []*quote.Quote {
	var out []*quote.Quote
	for _, c := range q.Quoted {
		i, _ := slices.BinarySearchFunc(a.nested, c.Start, func(n text.Quotation, at int) int { return n.Start - at })
		for ; i < len(a.nested) && a.nested[i].End <= c.End; i++ {
			n := a.nested[i]
			inner := strings.TrimRightFunc(a.text[n.Open.End:n.Close.Start], unicode.IsSpace)
			last, _ := utf8.DecodeLastRuneInString(inner)
			if !n.Closed() || wordsIn(inner) < 2 || !strings.ContainsRune(".,!?…", last) {
				continue
			}
			x := n.Cut(a.text)
			out = append(out, &quote.Quote{Kind: quote.Direct, Text: x.Text, Content: []text.Excerpt{x}, Quoted: []text.Excerpt{x},
				Polarity: quote.Affirmed, Speech: true, Confidence: q.Confidence})
		}
	}
	return out
}

// outside returns the part of a source before the quoted passage that it runs into.
func (a *article) outside(s text.Span) text.Span {
	for _, q := range a.passagesIn(s) {
		if q.group != nil && q.Start > s.Start && q.End > s.End {
			return a.trim(text.Span{Start: s.Start, End: q.Start})
		}
	}
	return s
}

func excerpt(s string, at text.Span) *text.Excerpt {
	x := at.Cut(s)
	return &x
}

// quoted returns the parts of the pieces that stand inside quotation marks.
func (a *article) quoted(pieces []piece) []text.Excerpt {
	var out []text.Excerpt
	for _, p := range pieces {
		for _, q := range a.passagesIn(p.Span) {
			s := text.Span{Start: max(p.Start, q.Start), End: min(p.End, q.End)}
			if wordsIn(s.Of(a.text)) > 0 {
				out = append(out, s.Cut(a.text))
			}
		}
	}
	return out
}

// kind tells how much of the pieces is quoted: all words, some, or none.
func (a *article) kind(pieces []piece, quoted []text.Excerpt) quote.Kind {
	if len(quoted) == 0 {
		return quote.Indirect
	}
	all, inside := 0, 0
	for _, p := range pieces {
		all += wordsIn(p.Of(a.text))
	}
	for _, q := range quoted {
		inside += wordsIn(q.Text)
	}
	if inside >= all {
		return quote.Direct
	}
	return quote.Mixed
}

// passagesIn returns the passages that overlap s.
func (a *article) passagesIn(s text.Span) []passage {
	i := firstAfter(a.passages, s.Start, func(q passage) int { return q.End })
	j := i
	for j < len(a.passages) && a.passages[j].Start < s.End {
		j++
	}
	return a.passages[i:j]
}

// firstAfter returns the index of the first of xs, which are in order, that ends after the offset.
func firstAfter[T any](xs []T, at int, end func(T) int) int {
	return sort.Search(len(xs), func(i int) bool { return end(xs[i]) > at })
}

// wordsIn counts the runs of letters and digits.
func wordsIn(s string) int {
	n, in := 0, false
	for _, r := range s {
		is := unicode.IsLetter(r) || unicode.IsNumber(r)
		if is && !in {
			n++
		}
		in = is
	}
	return n
}
