package page

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"dictum.example/text"
)

// A mark is a span of the text that becomes an element. Those of one layer do
// not overlap; those of an outer layer contain or cut those of an inner one.
type mark struct {
	text.Span
	piece piece
	after []piece // what follows its end
}

// A layer holds marks.
type layer []mark

// ready sorts a layer and drops what overlaps an earlier mark.
func (l layer) ready() layer {
	slices.SortStableFunc(l, func(a, b mark) int { return cmp.Or(a.Start-b.Start, b.End-a.End) })
	end := 0
	return slices.DeleteFunc(l, func(m mark) bool {
		if m.Start < end {
			return true
		}
		end = m.End
		return false
	})
}

// layers returns the marks of the article, the outermost first: quotes, quotes
// in quotes, sources, cues, names.
func (v *viewer) layers() []layer {
	var outer, inner, sources, cues, names layer
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
	for i, e := range v.doc.Entities {
		if e == nil || oneLine(e.Name) == "" {
			continue
		}
		id := v.anchor(e)
		t := typeOf(e.Type)
		for _, m := range e.Mentions {
			if !v.fits(m.Span) {
				continue
			}
			p := piece{Kind: "name", Class: t.Class, ID: id, Target: v.target(i, e), Title: oneLine(e.Name) + ", " + t.Name}
			names = append(names, mark{Span: m.Span, piece: p})
			id = ""
		}
	}
	return []layer{outer.ready(), inner.ready(), sources.ready(), cues.ready(), names.ready()}
}

// quoteMarks returns the marks of a quote's pieces; its speakers follow the last.
func (v *viewer) quoteMarks(s *said, class string) []mark {
	var marks []mark
	id := s.Anchor()
	for _, x := range s.quote.Content {
		if !v.fits(x.Span) {
			continue
		}
		marks = append(marks, mark{Span: x.Span, piece: piece{Kind: "quote", Class: kindClass(s.Kind) + class, ID: id, Title: s.Kind + " quote"}})
		id = ""
	}
	last := &marks[len(marks)-1]
	for _, p := range s.who {
		last.after = append(last.after, piece{Kind: "chip", Text: p.Name, Target: p.Anchor(), Title: s.Note})
	}
	if len(s.who) == 0 {
		last.after = []piece{{Kind: "chip", Text: "somebody not named", Target: "unassigned"}}
	}
	return marks
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
		}
		out = append(out, p)
		if part.End == m.End {
			out = append(out, m.after...)
		}
		at = part.End
	}
	return append(out, v.pieces(text.Span{Start: at, End: s.End}, rest)...)
}

// addBlocks cuts the article into blocks. Text that no block covers is shown too.
func (v *viewer) addBlocks() {
	layers := v.layers()
	at := 0
	add := func(kind string, s text.Span) {
		b := block{Kind: kind, Pieces: v.pieces(s, layers)}
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
	}
	return "paragraph"
}
