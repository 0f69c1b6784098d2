package attribution

import (
	"cmp"
	"slices"
	"sort"

	"dictum.example/internal/doc"
	"dictum.example/internal/reader"
	"dictum.example/internal/resolve"
	"dictum.example/quote"
	"dictum.example/text"
)

// An Attributor makes quotes by some of the passes. The zero Attributor runs all. It never fails: what it cannot tell it
// leaves out. It runs in time linear in the length of the text.
type Attributor struct {
	// Without names the passes that are not run: to measure what each is worth.
	Without map[string]bool
}

// A Finding is the quotes of an article on their way to their speakers.
type Finding struct {
	*article
	quotes []*quote.Quote
}

// Find finds the quotes of an article, with their contents, cues and sources, in the document with the network's reading, and
// among its names.
func (x Attributor) Find(d *doc.Document, res *resolve.Resolution) *Finding {
	a := newArticle(d, res, x.Without)
	quotes := a.candidates()
	f := &Finding{article: a, quotes: make([]*quote.Quote, 0, len(quotes))}
	for i, q := range quotes {
		d.Look()
		if !a.isNone(q, after(quotes, i)) {
			f.quotes = append(f.quotes, q)
		}
	}
	return f
}

// Sources returns the sources of the quotes, and those that the reading labels where no quote has one, in order.
func (f *Finding) Sources() []text.Span {
	var of []text.Span
	for _, q := range f.quotes {
		if q.Source != nil {
			of = append(of, q.Source.Span)
		}
	}
	slices.SortFunc(of, inOrder)
	of = slices.Compact(of)
	all := slices.Clone(of)
	for _, l := range f.Reading.Sources {
		if i := firstAfter(of, l.Start, func(s text.Span) int { return s.End }); i == len(of) || !of[i].Overlaps(l.Span) {
			all = append(all, l.Span)
		}
	}
	slices.SortFunc(all, inOrder)
	return all
}

// inOrder compares spans by their place.
func inOrder(x, y text.Span) int { return cmp.Or(x.Start-y.Start, x.End-y.End) }

// Speakers gives the quotes their speakers and addressees, once it is known whom pronouns and nouns mean, and returns them
// in the order of the text.
func (f *Finding) Speakers() []*quote.Quote {
	f.speakers(f.quotes)
	return f.quotes
}

// after returns the quote after the i-th, or nil.
func after(quotes []*quote.Quote, i int) *quote.Quote {
	if i+1 < len(quotes) {
		return quotes[i+1]
	}
	return nil
}

// An article is what the engine works on.
type article struct {
	*reader.Reading
	doc      *doc.Document
	text     string
	entities *resolve.Resolution
	talk     *resolve.Talk   // once the quotes are found
	without  map[string]bool // the passes that are left out
	running  string          // the step that runs

	passages []passage // outside other quotation marks, in order
	pieces   []piece
	groups   []*group
	found    replacements // what labels and signatures attribute
	answers  *speaker     // who answers in an interview, once that is known

	forgotten []attribution // of quotations whose closing mark was forgotten
}

func newArticle(d *doc.Document, res *resolve.Resolution, without map[string]bool) *article {
	a := &article{Reading: d.Reading, doc: d, text: d.Text, entities: res, without: without}
	for _, q := range d.Passages {
		a.passages = append(a.passages, passage{Quotation: q})
	}
	return a
}

// candidates makes all quotes that an article may have, in the order of the text and
// of the article's groups.
func (a *article) candidates() []*quote.Quote {
	a.run(cutting)
	a.run(grouping)
	a.claim()
	a.run(joining)
	a.float()
	a.run(dropping)
	a.run(labelling)
	a.groups = append(slices.DeleteFunc(a.groups, a.found.touch), a.found.groups...)
	for _, g := range a.groups {
		sortPieces(g.pieces)
	}
	slices.SortStableFunc(a.groups, func(x, y *group) int { return x.pieces[0].Start - y.pieces[0].Start })
	quotes := make([]*quote.Quote, len(a.groups))
	for i, g := range a.groups {
		a.doc.Look()
		quotes[i] = a.quote(g)
	}
	return quotes
}

// claim tells each quoted passage the group whose content is in it.
func (a *article) claim() {
	for _, g := range a.groups {
		for _, p := range g.pieces {
			a.give(p.Span, g)
		}
	}
}

// give gives the passages that overlap s to a group.
func (a *article) give(s text.Span, g *group) {
	in := a.passagesIn(s)
	for i := range in {
		in[i].group = g
	}
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
	// signed is the step that made it of the network's label, if one did.
	signed string
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
	speech      features   // what tells whether the quote that is made of it is a statement
	confidence  features   // and what tells whether it is right
	signed      []string   // the steps that had a hand in it
}

// apart makes a group of one piece that goes with no cue.
func apart(p piece, likely float32) *group {
	return &group{pieces: []piece{p}, cue: none, source: none, p: likely}
}

// detach takes cue and source from a group.
func (g *group) detach() { g.cue, g.source, g.p = none, none, .5 }

// touches reports whether a piece of the group overlaps s.
func (g *group) touches(s text.Span) bool {
	return slices.ContainsFunc(g.pieces, func(p piece) bool { return p.Overlaps(s) })
}

// within reports whether all pieces of the group lie in s.
func (g *group) within(s text.Span) bool {
	return !slices.ContainsFunc(g.pieces, func(p piece) bool { return !s.Contains(p.Span) })
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

// passageAt returns the passage that the offset lies in, or nil.
func (a *article) passageAt(at int) *passage {
	in := a.passagesIn(text.Span{Start: at, End: at + 1})
	if len(in) == 0 {
		return nil
	}
	return &in[0]
}

// inPassage reports whether the offset lies in a quoted passage.
func (a *article) inPassage(at int) bool { return a.passageAt(at) != nil }

// isQuoted reports whether s is a quoted passage that is a sentence of its own, or holds one.
func (a *article) isQuoted(s text.Span) bool {
	return slices.ContainsFunc(a.passagesIn(s), func(q passage) bool { return s.Contains(q.Span) && a.isSentence(q.Span) })
}

// hasPiece reports whether a content lies in s.
func (a *article) hasPiece(s text.Span) bool {
	i := firstAfter(a.pieces, s.Start, func(p piece) int { return p.End })
	return i < len(a.pieces) && a.pieces[i].Overlaps(s)
}

// hasCue reports whether a cue lies in s.
func (a *article) hasCue(s text.Span) bool {
	i := firstAfter(a.Cues, s.Start, func(l reader.Label) int { return l.End })
	return i < len(a.Cues) && a.Cues[i].Overlaps(s)
}

// firstAfter returns the index of the first of xs, which are in order, that ends after the offset.
func firstAfter[T any](xs []T, at int, end func(T) int) int {
	return sort.Search(len(xs), func(i int) bool { return end(xs[i]) > at })
}

// blockOf returns the block that the offset lies in, and its index.
func (a *article) blockOf(at int) (text.Block, int) {
	i := max(0, a.Layout.BlockAt(at))
	return a.Layout.Blocks[i], i
}
