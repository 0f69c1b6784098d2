package text

import "fmt"

// A Span is a half-open range [Start, End) of byte offsets into the UTF-8 text
// that was given. Both ends lie on rune boundaries. The zero Span is empty.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len reports the length of the span in bytes.
func (s Span) Len() int { return s.End - s.Start }

// Contains reports whether t lies within s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps reports whether s and t share at least one byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Of returns the part of text that s covers, or "" where s does not fit text.
func (s Span) Of(text string) string {
	if s.Start < 0 || s.Start > s.End || s.End > len(text) {
		return ""
	}
	return text[s.Start:s.End]
}

// String returns the span in the form "[start:end]".
func (s Span) String() string { return fmt.Sprintf("[%d:%d]", s.Start, s.End) }

// Cut returns the excerpt of text that s covers.
func (s Span) Cut(text string) Excerpt { return Excerpt{s, s.Of(text)} }

// An Excerpt is a place in a text together with what stands there. Text shares
// the memory of the text that it was cut from.
type Excerpt struct {
	Span
	Text string `json:"text"`
}

// String returns the excerpt's text.
func (e Excerpt) String() string { return e.Text }
