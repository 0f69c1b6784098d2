package text

import (
	"context"
	"iter"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Quotation is a passage between quotation marks. Its span holds the marks.
type Quotation struct {
	Span
	// Open is the opening mark.
	Open Span
	// Close is the closing mark. It is empty, and lies at the end of the
	// passage, where the passage is never closed.
	Close Span
	// Nested reports whether the passage lies within another one.
	Nested bool
}

// Closed reports whether the quotation has a closing mark.
func (q Quotation) Closed() bool { return q.Close.Len() > 0 }

// Quotations finds the quotation marks of a text and pairs them, in the order
// of the opening marks. It knows straight, curly, angle, low-high, single,
// LaTeX and doubled marks, mixed pairs and marks that point the wrong way, and
// tells them from apostrophes, elisions and inches. A passage that is never
// closed ends with its paragraph (a blank line), or where another one opens.
//
// It takes linear time: the end of a single-quoted passage is looked for
// within a fixed distance.
func Quotations(s string) []Quotation { return quotations(s, &watch{ctx: context.Background()}) }

func quotations(s string, w *watch) []Quotation {
	var out []Quotation
	open := [2]int{-1, -1} // the open passage in double and in single marks
	closeAt := func(k int, mark Span) {
		if i := open[k]; i >= 0 {
			out[i].Close, out[i].End = mark, mark.End
			open[k] = -1
		}
	}
	cut := func(k, at int) {
		if i := open[k]; i >= 0 {
			at = max(out[i].Open.End, len(strings.TrimRightFunc(s[:at], unicode.IsSpace)))
			closeAt(k, Span{at, at})
		}
	}
	for m := range marks(s) {
		if w.over() {
			break
		}
		k := 0
		if m.single {
			k = 1
		}
		switch m.kind {
		case openMark:
			cut(k, m.Start)
			open[k] = len(out)
			out = append(out, Quotation{Span: m.Span, Open: m.Span, Nested: m.nested})
		case closeMark:
			closeAt(k, m.Span)
		case blankLine:
			cut(0, m.Start)
			cut(1, m.Start)
		}
	}
	cut(0, len(s))
	cut(1, len(s))
	return out
}

type markKind uint8

const (
	openMark markKind = iota
	closeMark
	blankLine // not a mark: where a paragraph ends
)

type mark struct {
	Span
	kind   markKind
	single bool
	nested bool
}

// elision matches what begins with an apostrophe: words cut at the front, and decades.
var elision = regexp.MustCompile(`^(?i:(?:tis|twas|em|til|till|cause|n|round|bout|cos|\d\ds?)\b)`)

// singleReach is how many characters are searched for the end of a single-quoted passage.
const singleReach = 1500

// marks yields the quotation marks of s and its blank lines, in order.
func marks(s string) iter.Seq[mark] {
	return func(yield func(mark) bool) {
		q := quotation{s: s, closing: -1}
		for i, w := 0, 0; i < len(s); i += w {
			var found mark
			var ok bool
			if found, w, ok = q.at(i); ok && !yield(found) {
				return
			}
		}
	}
}

// A quotation is what is known of the marks so far.
type quotation struct {
	s       string
	double  bool // inside double marks
	closing int  // where the single-quoted passage that we are in ends, or -1
}

// at returns the mark at an offset, if there is one, and the length of what stands there.
func (q *quotation) at(i int) (m mark, w int, ok bool) {
	r, w := utf8.DecodeRuneInString(q.s[i:])
	if r == '\n' {
		m, ok = q.lineEnd(i)
		return m, w, ok
	}
	if (r == '`' || r == '\'') && strings.HasPrefix(q.s[i+1:], string(r)) {
		w = 2
	}
	if w == 2 && r < utf8.RuneSelf || isDoubleMark(r) {
		m, ok = q.doubleAt(i, w, r)
	} else if isSingleMark(r) {
		m, ok = q.singleAt(i, w, r)
	}
	return m, w, ok
}

// lineEnd returns the mark for a blank line, which ends what is open.
func (q *quotation) lineEnd(i int) (m mark, ok bool) {
	if !strings.HasPrefix(strings.TrimLeft(q.s[i+1:], " \t\r"), "\n") {
		return m, false
	}
	q.double, q.closing = false, -1
	return mark{Span: Span{i, i + 1}, kind: blankLine}, true
}

func (q *quotation) doubleAt(i, w int, r rune) (m mark, ok bool) {
	kind, ok := doubleMark(q.s, i, w, r, q.double)
	if !ok {
		return m, false
	}
	q.double = kind == openMark
	return mark{Span{i, i + w}, kind, false, q.closing >= 0}, true
}

func (q *quotation) singleAt(i, w int, r rune) (m mark, ok bool) {
	if i == q.closing {
		q.closing = -1
		return mark{Span{i, i + w}, closeMark, true, q.double}, true
	}
	if q.closing >= 0 || !opensSingle(q.s, i, w, r) {
		return m, false
	}
	if q.closing = singleClose(q.s, i, w); q.closing < 0 {
		q.closing = -1
		return m, false
	}
	return mark{Span{i, i + w}, openMark, true, q.double}, true
}

func isDoubleMark(r rune) bool {
	switch r {
	case '"', '“', '„', '‟', '«', '”', '»', '＂':
		return true
	}
	return false
}

func isSingleMark(r rune) bool {
	switch r {
	case '‘', '’', '\'', '‛', '‹', '›':
		return true
	}
	return false
}

// doubleMark tells what the double mark r at [i, i+w) does, and whether it is a
// quotation mark at all, given that the text before it is inside marks or not.
func doubleMark(s string, i, w int, r rune, inside bool) (markKind, bool) {
	prev, next := before(s, i), after(s, i+w)
	switch r {
	case '“', '„', '‟', '«':
		if inside && !unicode.IsSpace(prev) && (unicode.IsSpace(next) || strings.ContainsRune(".,!?…;:-—–", next)) {
			return closeMark, true // it points the wrong way
		}
		return openMark, true
	case '”', '»':
		if inside {
			return closeMark, true
		}
		return openMark, unicode.IsSpace(prev) && isAlnum(next) // it points the wrong way
	case '`':
		return openMark, true
	}
	if inside {
		if reopens(i, r, prev, next) {
			return openMark, true
		}
		return closeMark, true
	}
	return openMark, opensStraight(s, i, w, r)
}

// reopens reports whether a mark without direction, at i inside a passage, opens another one: on a new line of a passage that goes on, or
// before a capital and apart from what precedes it, where the passage before was never closed.
func reopens(i int, r, prev, next rune) bool {
	return (i == 0 || prev == '\n') && !unicode.IsSpace(next) || r == '"' && unicode.IsSpace(prev) && unicode.IsUpper(next)
}

// opensStraight reports whether the double mark r at [i, i+w), which has no direction, opens a passage outside others. A mark after a
// digit stands for inches.
func opensStraight(s string, i, w int, r rune) bool {
	return !unicode.IsSpace(after(s, i+w)) && !unicode.IsDigit(before(s, i)) || r == '"' && (opensApart(s, i) || opensTight(s, i))
}

// opensTight reports whether a straight mark at i opens a passage although white space stands behind it, and not before it: behind a
// comma, a colon or a bracket, where the next mark of the paragraph closes, `he said," It is late".`
func opensTight(s string, i int) bool {
	if !strings.ContainsRune(",:(", before(s, i)) || !strings.HasPrefix(s[i+1:], " ") || !unicode.IsUpper(after(s, i+2)) {
		return false
	}
	inner, _, _ := strings.Cut(s[i+1:min(len(s), i+1+singleReach)], "\n\n")
	j := strings.IndexByte(inner, '"')
	return j > 0 && !unicode.IsSpace(before(inner, j)) && !isAlnum(after(inner, j+1))
}

// opensApart reports whether a straight mark at i opens a passage of a text whose marks are words of their own, as in
// corpora that are cut into words: white space is around it, and around the next one in its paragraph.
func opensApart(s string, i int) bool {
	if !unicode.IsSpace(before(s, i)) || !unicode.IsSpace(after(s, i+1)) {
		return false
	}
	if word := strings.TrimRight(s[:i], " "); unicode.IsDigit(before(s, len(word))) {
		return false
	}
	inner, _, _ := strings.Cut(s[i+1:min(len(s), i+1+singleReach)], "\n\n")
	j := strings.IndexByte(inner, '"')
	return j > 1 && unicode.IsSpace(before(inner, j)) && unicode.IsSpace(after(inner, j+1)) && strings.IndexFunc(inner[:j], isAlnum) >= 0
}

// opensSingle reports whether the single mark at [i, i+w) may open a passage.
func opensSingle(s string, i, w int, r rune) bool {
	prev, next := before(s, i), after(s, i+w)
	if r == '›' || !unicode.IsSpace(prev) && !strings.ContainsRune("([{—–-/\"“”„«‘'`", prev) {
		return false
	}
	if !isAlnum(next) && !strings.ContainsRune("([…$£€", next) {
		return false
	}
	return !elision.MatchString(s[i+w : min(len(s), i+w+16)])
}

// singleClose returns the place of the mark that closes the single mark at
// [i, i+w), or -1. A mark after an s, before a lower-case word, is taken for a
// plural's possessive, unless nothing else closes.
func singleClose(s string, i, w int) int {
	fallback := -1
	_, first := utf8.DecodeRuneInString(s[i+w:])
	prev := before(s, i+w+first)
	for j, n, size := i+w+first, 2, 0; j < len(s) && n < singleReach; j, n = j+size, n+1 {
		var r rune
		r, size = utf8.DecodeRuneInString(s[j:])
		last := prev
		prev = r
		if strings.HasPrefix(s[j:], "\n\n") {
			break
		}
		if !isSingleMark(r) || unicode.IsSpace(last) {
			continue
		}
		if j+size < len(s) {
			if next := after(s, j+size); isAlnum(next) || isSingleMark(next) {
				continue
			}
		}
		if (last == 's' || last == 'S') && strings.HasPrefix(s[j+size:], " ") && unicode.IsLower(after(s, j+size+1)) {
			if fallback < 0 {
				fallback = j
			}
			continue
		}
		return j
	}
	return fallback
}

// before returns the character that ends at i, or a space at the text's start.
func before(s string, i int) rune {
	if i == 0 {
		return ' '
	}
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return r
}

// after returns the character that begins at i, or a space at the text's end.
func after(s string, i int) rune {
	if i >= len(s) {
		return ' '
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return r
}

func isAlnum(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// A QuotationState tells where a word stands relative to the outermost quotation marks.
type QuotationState uint8

// The states of a word.
const (
	OutsideQuotation QuotationState = iota
	InsideQuotation
	OpeningMark
	ClosingMark
)

// QuotationStates returns the state of each of words, which must be in order
// and free of overlaps, among the quotations of their text: what a reader's network
// is told about quotation marks.
func QuotationStates(quotations []Quotation, words []Span) []QuotationState {
	out := make([]QuotationState, len(words))
	k := 0
	for _, q := range quotations {
		if q.Nested {
			continue
		}
		for k < len(words) && words[k].End <= q.Start {
			k++
		}
		for ; k < len(words) && words[k].Start < q.End; k++ {
			out[k] = q.stateOf(words[k])
		}
		k = max(0, k-1) // the next one may open within the last word
	}
	return out
}

// stateOf returns the state of a word that the quotation overlaps.
func (q Quotation) stateOf(word Span) QuotationState {
	switch {
	case q.Close.Overlaps(word):
		return ClosingMark
	case q.Open.Overlaps(word):
		return OpeningMark
	}
	return InsideQuotation
}
