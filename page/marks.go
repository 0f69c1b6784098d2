package page

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"dictum.example/entity"
	"dictum.example/text"
)

// A mark is a span of the text that becomes an element. Those of one layer do
// not overlap; those of an outer layer contain or cut those of an inner one.
type mark struct {
	text.Span
	piece  piece
	hidden []string // ids of marks that have no place of their own
}

// A layer holds marks.
type layer []mark

// ready sorts a layer and drops what overlaps an earlier mark; that one takes over the
// id, so that links lead to the place.
func (l layer) ready() layer {
	slices.SortStableFunc(l, func(a, b mark) int { return cmp.Or(a.Start-b.Start, b.End-a.End) })
	kept := l[:0]
	for _, m := range l {
		n := len(kept)
		if n == 0 || m.Start >= kept[n-1].End {
			kept = append(kept, m)
		} else if m.piece.ID != "" {
			kept[n-1].hidden = append(kept[n-1].hidden, m.piece.ID)
		}
	}
	return kept
}

// without drops the marks that overlap one of m, which is ready.
func (l layer) without(m layer) layer {
	return slices.DeleteFunc(l, func(x mark) bool {
		i, _ := slices.BinarySearchFunc(m, x.Start, func(y mark, at int) int { return cmp.Compare(y.End, at+1) })
		return i < len(m) && m[i].Overlaps(x.Span)
	})
}

// layers returns the marks of the article, the outermost first: quotes, quotes
// in quotes, sources, cues, names.
func (v *viewer) layers() []layer {
	var outer, inner, sources, cues layer
	for _, s := range v.quotes {
		class := ""
		for _, p := range s.who {
			class += fmt.Sprintf(" s%d", p.Number)
		}
		pieces := v.quoteMarks(s, class)
		if s.depth == 0 {
			outer = append(outer, pieces...)
		} else {
			inner = append(inner, pieces...)
		}
		if x := s.quote.Source; x != nil && v.fits(x.Span) {
			sources = append(sources, mark{Span: x.Span, piece: piece{Kind: "source", Class: "source" + class}})
		}
		if x := s.quote.Cue; x != nil && v.fits(x.Span) {
			cues = append(cues, mark{Span: x.Span, piece: piece{Kind: "cue", Class: "cue" + class}})
		}
	}
	return []layer{outer.ready(), inner.ready(), sources.ready(), cues.ready(), v.mentions()}
}

// mentions returns the marks of entities. Where two overlap, a name wins over "the
// ministry of trade" around it. The first mark of an entity that is left bears its id.
func (v *viewer) mentions() layer {
	var names, others layer
	of := map[text.Span]*entity.Entity{}
	for i, e := range v.doc.Entities {
		if e == nil || oneLine(e.Name) == "" {
			continue
		}
		t := typeOf(e.Type)
		for _, m := range e.Mentions {
			if !v.fits(m.Span) || of[m.Span] != nil {
				continue
			}
			of[m.Span] = e
			if t.value {
				title := t.Name
				if v := e.Value.String(); v != "" {
					title += ": " + v
				}
				others = append(others, mark{Span: m.Span, piece: piece{Kind: "value", Class: "value", Title: title}})
				continue
			}
			p := piece{Kind: "name", Class: t.Class, Target: v.target(i, e), Title: oneLine(e.Name) + ", " + t.Name}
			if m.Kind == entity.Name || m.Kind == "" {
				names = append(names, mark{Span: m.Span, piece: p})
				continue
			}
			if m.Kind == entity.Pronoun || m.Kind == entity.Nominal {
				p.Class += " other"
			}
			others = append(others, mark{Span: m.Span, piece: p})
		}
	}
	names = names.ready()
	all := append(names, others.without(names)...).ready()
	for i := range all {
		if e := of[all[i].Span]; !v.placed[e] {
			v.placed[e] = true
			all[i].piece.ID = v.anchor(e)
		}
	}
	v.hideIn(all)
	return all
}

// hideIn gives the ids of entities without a mark of their own to the marks in their places.
func (v *viewer) hideIn(all layer) {
	for _, e := range v.doc.Entities {
		if e == nil || v.placed[e] || v.anchor(e) == "" {
			continue
		}
		i := slices.IndexFunc(e.Mentions, func(m entity.Mention) bool { return v.fits(m.Span) })
		at := e.Mentions[i].Span
		j, _ := slices.BinarySearchFunc(all, at.Start, func(y mark, at int) int { return cmp.Compare(y.End, at+1) })
		if j < len(all) && all[j].Overlaps(at) {
			all[j].hidden = append(all[j].hidden, v.anchor(e))
		}
	}
}

// quoteMarks returns the marks of a quote's pieces; its speakers follow the last.
func (v *viewer) quoteMarks(s *said, class string) []mark {
	var marks []mark
	id := s.Anchor()
	for _, x := range s.quote.Content {
		if !v.fits(x.Span) {
			continue
		}
		marks = append(marks, mark{Span: x.Span,
			piece: piece{Kind: "quote", Class: kindClass(s.Kind) + class, ID: id, Title: s.Kind + " quote"}})
		id = ""
	}
	v.label(s, marks[len(marks)-1].End)
	return marks
}

// maxLabel is the length of a label, in runes.
const maxLabel = 40

// label has the speakers of s told behind its end, and behind the stops and closing marks
// that follow it there.
func (v *viewer) label(s *said, end int) {
	for end < len(v.doc.Text) {
		r, n := utf8.DecodeRuneInString(v.doc.Text[end:])
		if !strings.ContainsRune(".,;:!?…)]\"”’'»", r) {
			break
		}
		end += n
	}
	if v.labels[end] == nil {
		v.ends = append(v.ends, end)
	}
	if len(s.who) == 0 {
		v.labels[end] = append(v.labels[end], piece{Kind: "chip", Text: "not named", Target: "unassigned"})
	}
	for _, p := range s.who {
		label, title := cut(p.Name, maxLabel), s.Note
		if label != p.Name {
			title = strings.Trim(p.Name+", "+title, ", ")
		}
		v.labels[end] = append(v.labels[end], piece{Kind: "chip", Text: label, Target: p.Anchor(), Title: title})
	}
}

// cut returns at most n runes of s.
func cut(s string, n int) string {
	runes := []rune(s)
	if len(runes) <= n {
		return s
	}
	return strings.TrimSpace(string(runes[:n-1])) + "…"
}

func kindClass(kind string) string {
	switch kind {
	case "direct", "mixed":
		return "quote " + kind
	}
	return "quote indirect"
}

// pieces returns the part s of the text with the marks of the layers.
func (v *viewer) pieces(s text.Span, layers []layer) []piece {
	if s.Len() <= 0 {
		return nil
	}
	if len(layers) == 0 {
		return []piece{{Text: clean(s.Of(v.doc.Text))}}
	}
	here, rest := layers[0], layers[1:]
	i, _ := slices.BinarySearchFunc(here, s.Start, func(m mark, at int) int { return cmp.Compare(m.End, at+1) })
	var out []piece
	at := s.Start
	for ; i < len(here) && here[i].Start < s.End; i++ {
		m := here[i]
		part := text.Span{Start: max(m.Start, s.Start), End: min(m.End, s.End)}
		out = append(out, v.pieces(text.Span{Start: at, End: part.Start}, rest)...)
		p := m.piece
		p.Inside = v.pieces(part, rest)
		if part.Start > m.Start {
			p.ID = "" // it stands on the first part
		} else {
			for _, id := range m.hidden {
				out = append(out, piece{Kind: "place", ID: id})
			}
		}
		out = append(out, p)
		at = part.End
	}
	return append(out, v.pieces(text.Span{Start: at, End: s.End}, rest)...)
}

// labelled returns the pieces of the block s, with labels behind the quotes that end in it.
func (v *viewer) labelled(s text.Span, layers []layer) []piece {
	var out []piece
	i, _ := slices.BinarySearch(v.ends, s.Start+1)
	for at := s.Start; ; i++ {
		if i == len(v.ends) || v.ends[i] > s.End {
			return append(out, v.pieces(text.Span{Start: at, End: s.End}, layers)...)
		}
		out = append(out, v.pieces(text.Span{Start: at, End: v.ends[i]}, layers)...)
		out = append(out, v.labels[v.ends[i]]...)
		at = v.ends[i]
	}
}

// addBlocks cuts the article into blocks. Text that no block covers is shown too.
func (v *viewer) addBlocks() {
	layers := v.layers()
	at := 0
	slices.Sort(v.ends)
	add := func(kind string, s text.Span) {
		b := block{Kind: kind, Pieces: v.labelled(s, layers)}
		if kind != "item" {
			v.Blocks = append(v.Blocks, b)
			return
		}
		if n := len(v.Blocks); n > 0 && v.Blocks[n-1].Kind == "list" {
			v.Blocks[n-1].Children = append(v.Blocks[n-1].Children, b)
			return
		}
		v.Blocks = append(v.Blocks, block{Kind: "list", Children: []block{b}})
	}
	gap := func(end int) {
		if s := (text.Span{Start: at, End: end}); s.Len() > 0 && strings.TrimSpace(s.Of(v.doc.Text)) != "" {
			add("paragraph", s)
		}
	}
	blocks := v.doc.Blocks
	for i := 0; i < len(blocks); i++ {
		b := blocks[i]
		if !v.fits(b.Span) || b.Start < at {
			continue
		}
		gap(b.Start)
		s := b.Span
		if b.Kind == text.Dateline && i+1 < len(blocks) && blocks[i+1].Kind == text.Paragraph &&
			v.fits(blocks[i+1].Span) && blocks[i+1].Start >= b.End && !strings.Contains(v.doc.Text[b.End:blocks[i+1].Start], "\n") {
			i++
			s.End = blocks[i].End // a dateline opens the paragraph on its line
		}
		add(blockKind(b.Kind), s)
		at = s.End
	}
	gap(len(v.doc.Text))
}

func blockKind(k text.BlockKind) string {
	switch k {
	case text.Headline:
		return "headline"
	case text.Heading:
		return "heading"
	case text.Caption:
		return "caption"
	case text.Byline:
		return "byline"
	case text.ListItem:
		return "item"
	case text.BlockQuote:
		return "blockquote"
	}
	return "paragraph"
}
