package doc

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dictum.example/internal/lexicon"
	"dictum.example/text"
)

// tokenize cuts the layout's words, and whatever is printed between them.
func (d *Document) tokenize(l *text.Layout) {
	d.Tokens = make([]Token, 0, len(l.Words)+len(l.Words)/8)
	at := 0
	for _, w := range l.Words {
		if w.Start < at || w.End > len(d.Text) || w.Len() <= 0 {
			continue
		}
		d.addMarks(at, w.Start)
		d.addWord(w)
		at = w.End
	}
	d.addMarks(at, len(d.Text))
}

// addMarks adds what is neither white space nor a control character between two offsets, a rune a token.
func (d *Document) addMarks(from, to int) {
	for i := from; i < to; {
		c, n := utf8.DecodeRuneInString(d.Text[i:to])
		if !unicode.IsSpace(c) && !unicode.IsControl(c) {
			d.add(i, i+n)
		}
		i += n
	}
}

// addWord adds a word of the layout in up to four tokens: "Taliban", "-", "led" and "'s".
func (d *Document) addWord(w text.Span) {
	start, suffix := w.Start, w.End-possessiveLen(w.Of(d.Text))
	if i := strings.IndexByte(d.Text[start:suffix], '-'); i > 0 && IsCompoundTail(d.Text[start+i+1:suffix]) {
		d.add(start, start+i)
		d.add(start+i, start+i+1)
		start += i + 1
	}
	d.add(start, suffix)
	d.add(suffix, w.End)
}

// possessiveLen returns the length of the possessive ending of a word, which is not all of it, or 0.
func possessiveLen(w string) int {
	for _, x := range []string{"'s", "’s", "'S", "’S"} {
		if len(w) > len(x) && strings.HasSuffix(w, x) {
			return len(x)
		}
	}
	return 0
}

// IsCompoundTail reports whether s is what follows a name in "Taliban-led": lower case, and a verb or an
// adjective of its own.
func IsCompoundTail(s string) bool {
	if s == "" || strings.ToLower(s) != s {
		return false
	}
	tags := lexicon.Tags(s)
	return tags != "" && (tags[0] == 'V' || tags[0] == 'J') || strings.HasSuffix(s, "ed") && len(s) > 4
}

// add adds the token of the bytes from start to end, if there are any.
func (d *Document) add(start, end int) {
	if start >= end {
		return
	}
	d.Step()
	t := newToken(d.Text, text.Span{Start: start, End: end})
	d.Tokens = append(d.Tokens, t)
	if t.Lower == t.Text {
		d.lower[t.Text] = true
	}
}

// SplitAt cuts the tokens at the offsets, which are in order, so that none reaches over one of them.
func (d *Document) SplitAt(offsets []int) {
	if len(offsets) == 0 {
		return
	}
	tokens := make([]Token, 0, len(d.Tokens)+8)
	for _, t := range d.Tokens {
		for len(offsets) > 0 && offsets[0] <= t.Start {
			offsets = offsets[1:]
		}
		k, _ := slices.BinarySearch(offsets, t.End)
		if k == 0 {
			tokens = append(tokens, t)
			continue
		}
		tokens = append(tokens, d.split(t.Span, offsets[:k])...)
		offsets = offsets[k:]
	}
	d.Tokens = tokens
	d.annotate()
}

// split returns the tokens of a span that is cut at the offsets, which lie in it.
func (d *Document) split(s text.Span, offsets []int) []Token {
	var parts []Token
	at := s.Start
	for _, cut := range slices.Compact(append(slices.Clone(offsets), s.End)) { // two names may meet
		parts = append(parts, newToken(d.Text, text.Span{Start: at, End: cut}))
		at = cut
	}
	return parts
}
