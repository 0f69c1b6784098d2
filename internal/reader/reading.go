package reader

import "dictum.example/text"

// A Label is a span that the network marked.
type Label struct {
	text.Span
	// Type is an OntoNotes type for names, and empty for the parts of an attribution.
	Type string
	// Score is the probability of the label, in (0, 1].
	Score float32
	// Last is the probability of its last word's label, in (0, 1].
	Last float32
}

// A Link is one choice of partner for a span.
type Link struct {
	// To is the partner's index, or None.
	To int
	// P is the probability of the choice among all the span's choices.
	P float32
}

// None is the partner of a span that has none.
const None = -1

// A Reading is what the network says of a text: labelled spans, and for each
// content and cue the partners that it may belong to, with no decision taken.
// Spans of one list are in order and do not overlap.
type Reading struct {
	Layout   *text.Layout
	Names    []Label
	Sources  []Label
	Cues     []Label
	Contents []Label
	// CueSpeech holds, for each of Cues, the probability that it is one of saying.
	CueSpeech []float32
	// ContentCue holds, for each of Contents, its links into Cues (or to None),
	// the likeliest first.
	ContentCue [][]Link
	// CueSource holds, for each of Cues, its links into Sources (or to None),
	// the likeliest first.
	CueSource [][]Link
}
