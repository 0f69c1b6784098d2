package reader

import (
	"strings"

	"dictum.example/internal/wordpiece"
	"dictum.example/text"
)

// What stands before a word.
const (
	gapNone = iota
	gapSpace
	gapLine
)

// words are the words of a text with what the network is told about them.
type words struct {
	wordpiece.Tokens
	gaps   []uint8
	marks  []text.QuotationState
	stops  []bool // the word ends a sentence
	blocks []bool // the word is the first of its block
}

func readWords(t *wordpiece.Tokenizer, l *text.Layout) *words {
	w := &words{Tokens: t.Tokenize(l.Text)}
	n := len(w.Words)
	w.gaps = make([]uint8, n)
	w.stops = make([]bool, n)
	w.blocks = make([]bool, n)
	spans := make([]text.Span, n)
	last, block := 0, 0
	for i, x := range w.Words {
		spans[i] = x.Span
		switch {
		case i == 0 || strings.Contains(l.Text[last:x.Start], "\n"):
			w.gaps[i] = gapLine
		case x.Start > last:
			w.gaps[i] = gapSpace
		}
		last = x.End
		for block < len(l.Blocks) && l.Blocks[block].Start <= x.Start {
			w.blocks[i] = true
			block++
		}
	}
	w.marks = text.QuotationStates(l.Quotations, spans)
	w.findStops(l.Text)
	return w
}

// findStops marks the stops that nothing but closing marks and brackets follows
// before the next space.
func (w *words) findStops(s string) {
	clear := true // nothing else follows the word
	for i := len(w.Words) - 1; i >= 0; i-- {
		if i+1 == len(w.Words) || w.gaps[i+1] != gapNone {
			clear = true
		}
		word := w.Words[i].Of(s)
		switch word {
		case ".", "?", "!", "…":
			w.stops[i] = clear
		}
		switch word {
		case "'", `"`, "”", "’", "»", ")", "]":
		default:
			clear = false
		}
	}
}
