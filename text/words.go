package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dictum.example/internal/lexicon"
	"github.com/clipperhouse/uax29/v2/words"
)

// maxChunk bounds, in bytes, what is given to the segmenter at once. A longer
// run without white space is cut, so that no text takes quadratic time.
const maxChunk = 4 << 10

// appendWords appends the words of the sentence sent of s.
func appendWords(out []Span, s string, sent Span, w *watch) []Span {
	for i := sent.Start; i < sent.End && !w.over(); {
		j := i
		for j < sent.End && j-i < maxChunk {
			r, n := utf8.DecodeRuneInString(s[j:sent.End])
			if isSpace(r) {
				break
			}
			j += n
		}
		if j > i {
			out = appendChunk(out, s, Span{i, j}, sent.End)
		}
		i = skipSpace(s, j, sent.End)
	}
	return out
}

// appendChunk appends the words of a run without white space.
func appendChunk(out []Span, s string, c Span, sentEnd int) []Span {
	first := len(out)
	out, c.Start = appendOpening(out, s, c)
	for c.Start < c.End {
		// The segmenter takes what follows a rune that is cut short for a part of it.
		n := validLen(c.Of(s))
		it := words.FromString(s[c.Start : c.Start+n])
		for it.Next() {
			out = appendWord(out, s, Span{c.Start + it.Start(), c.Start + it.End()}, first)
		}
		c.Start += n
		if n = invalidLen(c.Of(s)); n > 0 {
			out = appendWord(out, s, Span{c.Start, c.Start + n}, first)
			c.Start += n
		}
	}
	return splitClitics(joinStops(out, s, first, sentEnd), s, first)
}

// validLen returns how many bytes of s come before one that belongs to no rune.
func validLen(s string) int {
	for i, r := range s {
		if r == utf8.RuneError && invalidLen(s[i:]) > 0 {
			return i
		}
	}
	return len(s)
}

// invalidLen returns how many bytes at the start of s belong to no rune.
func invalidLen(s string) int {
	i := 0
	for i < len(s) {
		if r, n := utf8.DecodeRuneInString(s[i:]); r != utf8.RuneError || n != 1 {
			break
		}
		i++
	}
	return i
}

// appendWord appends w, or joins it to the word before where the two are one:
// runs of one mark ("...", "--"), "10:30", "AT&T", "#tag", "@name", ".5".
// appendOpening appends the marks that a chunk opens with, or an address, and returns where the rest begins.
func appendOpening(out []Span, s string, c Span) ([]Span, int) {
	first := len(out)
	for c.Start < c.End {
		if n := addressLen(c.Of(s)); n > 0 {
			return append(out, Span{c.Start, c.Start + n}), c.Start + n
		}
		n := openingMarkLen(c.Of(s))
		if n == 0 {
			break
		}
		out = appendWord(out, s, Span{c.Start, c.Start + n}, first)
		c.Start += n
	}
	return out, c.Start
}

// openingMarkLen returns the length of the mark that s opens with, if that is a word of its own, or 0.
func openingMarkLen(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	switch {
	case unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r):
		return 0
	case r == '@' || r == '#' || r == '.' || r == '-' || r != '<' && !unicode.IsPunct(r):
		return 0
	}
	if next, _ := utf8.DecodeRuneInString(s[n:]); unicode.IsMark(next) || next == '\u200d' {
		return 0
	}
	return n
}

func appendWord(out []Span, s string, w Span, first int) []Span {
	if len(out) == first || out[len(out)-1].End != w.Start {
		return append(out, w)
	}
	n := len(out)
	last := &out[n-1]
	if goesOn(last.Of(s), w.Of(s)) || opensNumber(out[first:], s, w) {
		last.End = w.End
		return out
	}
	if n-first >= 2 && isJoined(out[n-2].Of(s), last.Of(s), w.Of(s)) && out[n-2].End == last.Start {
		out[n-2].End = w.End
		return out[:n-1]
	}
	return append(out, w)
}

// goesOn reports whether b belongs to the word a right before it: as a run of one mark, or what a "@" or "#" marks.
func goesOn(a, b string) bool {
	last, _ := utf8.DecodeLastRuneInString(a)
	next, n := utf8.DecodeRuneInString(b)
	switch {
	case last == '!' || last == '?':
		return next == '!' || next == '?'
	case last == next && n == len(b) && strings.ContainsRune(".-=*_~`'", next):
		return isRun(a, last)
	case a == "@":
		return unicode.IsLetter(next) || next == '_' || unicode.IsDigit(next)
	case a == "#":
		return unicode.IsLetter(next) || next == '_'
	}
	return false
}

// opensNumber reports whether the last of the words is the stop of a number that goes on with w: ".5".
func opensNumber(words []Span, s string, w Span) bool {
	n := len(words)
	next, _ := utf8.DecodeRuneInString(w.Of(s))
	return words[n-1].Of(s) == "." && unicode.IsDigit(next) && (n == 1 || !alphanumericEnd(words[n-2].Of(s)))
}

// isJoined reports whether a mark makes one word of what is around it: "10:30", "R&D".
func isJoined(before, mark, behind string) bool {
	if mark != ":" && mark != "&" {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(behind)
	if mark == ":" {
		return unicode.IsDigit(last) && unicode.IsDigit(next)
	}
	return unicode.IsUpper(last) && unicode.IsUpper(next)
}

// isRun reports whether w is a run of the mark r. The end of a long one tells.
func isRun(w string, r rune) bool {
	const enough = 64
	return strings.Trim(w[max(0, len(w)-enough):], string(r)) == ""
}

func alphanumericEnd(w string) bool {
	r, _ := utf8.DecodeLastRuneInString(w)
	return unicode.IsLetter(r) || unicode.IsNumber(r)
}

// joinStops joins full stops to the abbreviations that they belong to.
func joinStops(out []Span, s string, first, sentEnd int) []Span {
	k := first
	for i := first; i < len(out); i++ {
		w := out[i]
		if k > first && w.Of(s) == "." && out[k-1].End == w.Start && ownsStop(s, out[k-1], w, sentEnd) {
			out[k-1].End = w.End
			continue
		}
		out[k] = w
		k++
	}
	return out[:k]
}

func ownsStop(s string, w, stop Span, sentEnd int) bool {
	t := w.Of(s)
	last := strings.IndexFunc(s[stop.End:sentEnd][:min(sentEnd-stop.End, 16)], isAlphanumeric) < 0
	if isInitial(t) {
		return !last
	}
	if isAcronym(t) || isAbbreviation(t) && t != "am" && t != "pm" {
		return !last || strings.Contains(t, ".") || !lexicon.AbbreviationOrWord.Has(strings.ToLower(t))
	}
	return !last && (t == "No" || t == "Nos" || t == "no")
}

// splitClitics cuts "Russia's" into "Russia" and "'s", and "don't" into "do" and "n't".
func splitClitics(out []Span, s string, first int) []Span {
	for i := first; i < len(out); i++ {
		if n := cliticLen(out[i].Of(s)); n > 0 {
			out = append(out, Span{})
			copy(out[i+1:], out[i:])
			cut := out[i].End - n
			out[i].End, out[i+1].Start = cut, cut
			i++
		}
	}
	// "U.S." and "'s" come apart as "'" and "s".
	k := first
	for i := first; i < len(out); i++ {
		if k > first && out[k-1].End == out[i].Start && isApostrophe(out[k-1].Of(s)) && k-1 > first && out[k-2].End == out[k-1].Start &&
			strings.HasSuffix(out[k-2].Of(s), ".") && strings.EqualFold(out[i].Of(s), "s") {
			out[k-1].End = out[i].End
			continue
		}
		out[k] = out[i]
		k++
	}
	return out[:k]
}

func isApostrophe(w string) bool { return w == "'" || w == "’" }

// cliticLen returns the length of the clitic that ends w, or 0.
func cliticLen(w string) int {
	if len(w) > 64 {
		w = w[len(w)-64:]
	}
	i := strings.LastIndexAny(w, "'’")
	if i <= 0 {
		return 0
	}
	_, n := utf8.DecodeRuneInString(w[i:])
	switch strings.ToLower(w[i+n:]) {
	case "s", "m", "d", "re", "ve", "ll":
		return len(w) - i
	case "t":
		if r := w[i-1]; (r == 'n' || r == 'N') && i > 1 {
			return len(w) - i + 1
		}
	}
	return 0
}

// addressLen returns the length of the URL, e-mail address, handle or hashtag
// at the beginning of chunk c, or 0.
func addressLen(c string) int {
	switch c[0] {
	case '@', '#':
		return tagLen(c)
	}
	lower := strings.ToLower(c[:min(len(c), 8)])
	for _, p := range [...]string{"http://", "https://", "ftp://", "www."} {
		if strings.HasPrefix(lower, p) && len(c) > len(p) {
			return trimAddress(c)
		}
	}
	if n := emailLen(c); n > 0 {
		return n
	}
	return domainLen(c)
}

// tagLen returns the length of "@name" or "#tag" at the beginning of c, or 0.
func tagLen(c string) int {
	i, letter := 1, false
	for i < len(c) {
		r, n := utf8.DecodeRuneInString(c[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '_' {
			break
		}
		letter = letter || unicode.IsLetter(r)
		i += n
	}
	if i == 1 || !letter && c[0] == '#' {
		return 0
	}
	return i
}

// trimAddress returns the length of c without the punctuation that ends it.
func trimAddress(c string) int {
	n := len(c)
	if i := strings.IndexAny(c, "<>\"“”’»"); i > 0 {
		n = i
	}
	excess := strings.Count(c[:n], ")") - strings.Count(c[:n], "(") // of closing brackets
	for n > 0 {
		r, k := utf8.DecodeLastRuneInString(c[:n])
		if r == ')' && excess <= 0 || !strings.ContainsRune(".,;:!?'\"”’»)]}>…", r) {
			break
		}
		if r == ')' {
			excess--
		}
		n -= k
	}
	return n
}

func emailLen(c string) int {
	at := strings.IndexByte(c[:min(len(c), 65)], '@')
	if at <= 0 {
		return 0
	}
	for i := range at {
		if b := c[i]; !isASCIIAlphanumeric(b) && !strings.ContainsRune("._%+-", rune(b)) {
			return 0
		}
	}
	j, dot := at+1, false
	for j < len(c) && (isASCIIAlphanumeric(c[j]) || c[j] == '-' || c[j] == '.') {
		dot = dot || c[j] == '.' && j+1 < len(c) && isASCIIAlphanumeric(c[j+1])
		j++
	}
	if !dot {
		return 0
	}
	return len(strings.TrimRight(c[:j], ".-"))
}

// domainLen returns the length of "example.com/path" at the beginning of c, or 0.
func domainLen(c string) int {
	j := 0
	for j < len(c) && j < 256 && (isASCIIAlphanumeric(c[j]) || c[j] == '-' || c[j] == '.') {
		j++
	}
	host := strings.TrimRight(c[:j], ".-")
	dot := strings.LastIndexByte(host, '.')
	if dot <= 0 || !lexicon.TopLevelDomain.Has(host[dot+1:]) || !isASCIIAlphanumeric(host[0]) || isAcronym(host) {
		return 0
	}
	if len(host) == j && j < len(c) && c[j] == '/' {
		return trimAddress(c)
	}
	return len(host)
}

func isASCIIAlphanumeric(b byte) bool {
	return '0' <= b && b <= '9' || 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z'
}
