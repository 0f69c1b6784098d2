package attribution

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"dictum.example/entity"
	"dictum.example/internal/reader"
	"dictum.example/quote"
	"dictum.example/text"
)

// labelled adds what layout attributes and no verb does: what a speaker's label
// introduces ("TARR: …", "Q: …", a name and a colon in a headline), and quotations
// with a signature ("“…” — Mina Tarr", or the name on the next line).
func (a *article) labelled() {
	var found replacements
	a.transcript(&found)
	a.headline(&found)
	a.signatures(&found)
	a.groups = append(slices.DeleteFunc(a.groups, found.touch), found.groups...)
}

// replacements are groups that take the place of what the network found there.
type replacements struct {
	groups []*group
	places []text.Span
	sorted bool
}

func (r *replacements) add(place text.Span, g *group) {
	r.groups = append(r.groups, g)
	r.places = append(r.places, place)
}

// holds reports whether one of the places is s.
func (r *replacements) holds(s text.Span) bool { return slices.Contains(r.places, s) }

// touch reports whether a group has a piece in one of the places.
func (r *replacements) touch(g *group) bool {
	if !r.sorted {
		slices.SortFunc(r.places, func(x, y text.Span) int { return x.Start - y.Start })
		r.sorted = true
	}
	return slices.ContainsFunc(g.pieces, func(p piece) bool {
		i := firstAfter(r.places, p.Start, func(s text.Span) int { return s.End })
		return i < len(r.places) && r.places[i].Overlaps(p.Span)
	})
}

// A labelledLine is a block that begins with a label and a colon, or "Q" or "A" and a stop.
type labelledLine struct {
	text.Span
	index       int // of the block
	label, rest text.Span
}

// maxLabel is the length in bytes beyond which no label is looked for.
const maxLabel = 60

func (a *article) labelledLines() []labelledLine {
	var out []labelledLine
	for i, b := range a.Layout.Blocks {
		line := b.Span
		if b.Kind == text.Dateline && i+1 < len(a.Layout.Blocks) {
			line.End = a.Layout.Blocks[i+1].End // a label may look like a dateline
		}
		s := line.Of(a.text)
		colon := strings.IndexByte(s[:min(len(s), maxLabel)], ':')
		if stop := strings.IndexByte(s[:min(len(s), 5)], '.'); stop > 0 && isQA(s[:stop]) { // "Q. Will you run?"
			colon = stop
		}
		if colon < 1 || colon+1 >= len(s) || s[colon+1] != ' ' && s[colon+1] != '\t' {
			continue
		}
		rest := strings.TrimLeft(s[colon+1:], " \t")
		if rest != "" {
			label := line.Start + len(s) - len(strings.TrimLeft(s, "\"“‘'")) // each paragraph of a long quotation has an opening mark
			out = append(out, labelledLine{line, i, text.Span{Start: min(label, line.Start+colon), End: line.Start + colon}, text.Span{Start: line.End - len(rest), End: line.End}})
		}
	}
	return out
}

// transcript adds the turns of a transcript or interview: neighbouring lines
// with labels in capitals, with "Q" and "A", or with the names of people, and the paragraphs without one up to the next.
func (a *article) transcript(found *replacements) {
	var turns []labelledLine
	names := map[string]int{}
	for _, b := range a.labelledLines() {
		label := b.label.Of(a.text)
		if isQA(label) || isCapitals(label) || a.isPerson(b.label) {
			turns = append(turns, b)
			names[label]++
		}
	}
	turns = slices.DeleteFunc(turns, func(b labelledLine) bool { // "FORWARDS: Beck (Halden), Holm (Lund)"
		return names[b.label.Of(a.text)] == 1 && strings.Count(b.rest.Of(a.text), "(") > 1 && !a.isPerson(b.label)
	})
	if len(names) < 2 {
		return
	}
	for i, t := range turns {
		near := i > 0 && turns[i-1].index >= t.index-2 || i+1 < len(turns) && turns[i+1].index <= t.index+2
		if !near {
			continue
		}
		place, g := a.turn(t, true)
		if i+1 < len(turns) && turns[i+1].index-t.index <= maxTurn {
			for k := t.index + 1; k < turns[i+1].index; k++ {
				if b := a.Layout.Blocks[k]; b.Kind == text.Paragraph && b.Start >= place.End && !strings.ContainsAny(b.Of(a.text)[:1], "([") {
					g.pieces = append(g.pieces, piece{b.Span, none, .9})
					place.End = b.End
				}
			}
		}
		found.add(place, g)
	}
}

// maxTurn is over how many paragraphs a turn is followed, up to the next one.
const maxTurn = 12

// isQA reports whether a label is that of a question or an answer, which may have a number: "Q", "A12".
func isQA(s string) bool {
	if s == "" || s[0] != 'Q' && s[0] != 'A' || len(s) > 4 {
		return false
	}
	return strings.Trim(s[1:], "0123456789") == ""
}

// isCapitals reports whether a label has two letters or more, all of them
// capitals, in at most four words.
func isCapitals(s string) bool {
	letters := 0
	for _, r := range s {
		switch {
		case unicode.IsLower(r):
			return false
		case unicode.IsLetter(r):
			letters++
		case unicode.IsNumber(r):
			return false
		}
	}
	return letters >= 2 && len(strings.Fields(s)) <= 4
}

// isPerson reports whether the span is the name of a person and nothing else.
func (a *article) isPerson(s text.Span) bool {
	refs := a.entities.In(s)
	return len(refs) == 1 && refs[0].Type == entity.Person && refs[0].Kind == entity.Name && refs[0].Span == s
}

// headline adds what a headline attributes by a name and a colon.
func (a *article) headline(found *replacements) {
	for _, b := range a.labelledLines() {
		first := b.index == 0 || a.Layout.Blocks[b.index].Kind == text.Headline
		if first && a.isPerson(b.label) && !a.covered(b.rest) && !found.holds(b.Span) {
			found.add(a.turn(b, false))
		}
	}
}

// covered reports whether a group has a piece in s.
func (a *article) covered(s text.Span) bool {
	return slices.ContainsFunc(a.groups, func(g *group) bool { return g.touches(s) })
}

func (g *group) touches(s text.Span) bool {
	return slices.ContainsFunc(g.pieces, func(p piece) bool { return p.Overlaps(s) })
}

// turn returns the line and the group of what a label introduces.
func (a *article) turn(b labelledLine, verbatim bool) (text.Span, *group) {
	colon := text.Span{Start: b.label.End, End: b.label.End + 1}
	return b.Span, &group{
		pieces: []piece{{b.rest, none, .9}}, cue: none, source: none, label: &b.label, mark: &colon, p: 1, verbatim: verbatim,
	}
}

// reach is how many bytes from a place a name is looked for that would stand next
// to it. It bounds the work on texts of one line.
const reach = 400

var (
	dash   = regexp.MustCompile(`^\s*(—|–|―|--?)\s*`)
	handle = regexp.MustCompile(`^\s*\(@\w{1,30}\)`)
	post   = regexp.MustCompile(`\s(—|–|―|--)\s`)
)

// signatures adds quotations and posts that a name follows, after a dash or on
// the next line, and nothing else.
func (a *article) signatures(found *replacements) {
	for i := range a.passages {
		q := &a.passages[i]
		block := a.Layout.BlockAt(q.Start)
		b := a.Layout.Blocks[block]
		if !q.Closed() || q.End > b.End {
			continue
		}
		if m := dash.FindStringSubmatchIndex(a.text[q.End:min(b.End, q.End+reach)]); m != nil {
			name := text.Span{Start: q.End + m[1], End: b.End}
			if a.isSignature(name) {
				found.sign(q.Span, text.Span{Start: q.End + m[2], End: q.End + m[3]}, name)
			}
			continue
		}
		if s := (text.Span{Start: q.End, End: b.End}); strings.Trim(a.text[b.Start:q.Start], bullets) == "" && s.Len() > 0 && a.isSentence(q.Span) {
			s.Start += len(s.Of(a.text)) - len(strings.TrimLeft(s.Of(a.text), " \u00a0")) // "“Nobody asked us.” Karl Beck, driver"
			if a.isSignature(s) && !strings.ContainsAny(a.text[s.End-1:s.End], ".!?:;") && !a.hasCue(s) {
				found.sign(q.Span, text.Span{}, s)
			}
			continue
		}
		if q.Span == b.Span && block+1 < len(a.Layout.Blocks) {
			name := a.Layout.Blocks[block+1].Span
			if strings.Count(a.text[b.End:name.Start], "\n") == 1 && a.isSignature(name) {
				found.sign(q.Span, text.Span{}, name)
			}
		}
	}
	for _, b := range a.Layout.Blocks {
		for _, m := range post.FindAllStringSubmatchIndex(b.Of(a.text), -1) {
			mark := text.Span{Start: b.Start + m[2], End: b.Start + m[3]}
			refs := a.entities.In(text.Span{Start: b.Start + m[1], End: min(b.End, b.Start+m[1]+reach)})
			if len(refs) == 0 || refs[0].Start != b.Start+m[1] || refs[0].Type != entity.Person {
				continue
			}
			if h := handle.FindStringIndex(a.text[refs[0].End:min(b.End, refs[0].End+reach)]); h != nil {
				found.sign(text.Span{Start: b.Start, End: b.Start + m[0]}, mark, text.Span{Start: refs[0].Start, End: refs[0].End + h[1]})
			}
		}
	}
}

// hasCue reports whether a cue lies in s.
func (a *article) hasCue(s text.Span) bool {
	i := firstAfter(a.Cues, s.Start, func(l reader.Label) int { return l.End })
	return i < len(a.Cues) && a.Cues[i].Overlaps(s)
}

// maxItems is how many items of a list may stand between a heading and a quotation.
const maxItems = 8

// heading returns the person that the list which quote q is an item of has in its heading: "Nora Lind, Halden Bank", and
// below "– “It is late.”"
func (a *article) heading(q *quote.Quote) *entity.Entity {
	block := a.Layout.BlockAt(q.Content[0].Start)
	item := func(k int) bool { return strings.IndexAny(a.Layout.Blocks[k].Of(a.text), bullets) == 0 }
	if block < 1 || !item(block) {
		return nil
	}
	for k := block - 1; k >= max(0, block-maxItems); k-- {
		if item(k) {
			continue
		}
		if s := a.Layout.Blocks[k].Span; a.isSignature(s) && !strings.HasSuffix(s.Of(a.text), ".") && !a.hasCue(s) {
			return a.entities.In(s)[0].Entity
		}
		return nil
	}
	return nil
}

// isSignature reports whether s is a person's name, perhaps with a title after it.
func (a *article) isSignature(s text.Span) bool {
	if s.Len() > reach {
		return false
	}
	refs := a.entities.In(s)
	if len(refs) == 0 || refs[0].Start != s.Start || refs[0].Type != entity.Person || wordsIn(s.Of(a.text)) > 14 {
		return false
	}
	rest := a.text[refs[0].End:s.End]
	return rest == "" || strings.HasPrefix(rest, ",") || handle.MatchString(rest)
}

// sign makes a quotation with a signature a quote.
func (r *replacements) sign(content, mark, name text.Span) {
	g := &group{pieces: []piece{{content, none, .9}}, cue: none, source: none, label: &name, p: 1, verbatim: true}
	if mark.Len() > 0 {
		g.mark = &mark
	}
	r.add(content, g)
}
