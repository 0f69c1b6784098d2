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
	for c.Start < c.End {
		if n := addressLen(c.Of(s)); n > 0 {
			out = append(out, Span{c.Start, c.Start + n})
			c.Start += n
			break
		}
		r, n := utf8.DecodeRuneInString(s[c.Start:c.End])
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			break
		}
		if r == '@' || r == '#' || r == '.' || r == '-' || r != '<' && !unicode.IsPunct(r) || unicode.IsMark(r) {
			break
		}
		if next, _ := utf8.DecodeRuneInString(s[c.Start+n : c.End]); unicode.IsMark(next) || next == '\u200d' {
			break
		}
		out = appendWord(out, s, Span{c.Start, c.Start + n}, first)
		c.Start += n
	}
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
func appendWord(out []Span, s string, w Span, first int) []Span {
	if len(out) == first || out[len(out)-1].End != w.Start {
		return append(out, w)
	}
	last := &out[len(out)-1]
	a, b := last.Of(s), w.Of(s)
	ra, _ := utf8.DecodeLastRuneInString(a)
	rb, nb := utf8.DecodeRuneInString(b)
	switch {
	case ra == rb && nb == len(b) && strings.ContainsRune(".-=*_~`'!?", rb) && isRun(a, ra),
		(ra == '!' || ra == '?') && (rb == '!' || rb == '?'):
		last.End = w.End
		return out
	case (a == "@" || a == "#") && (unicode.IsLetter(rb) || rb == '_' || a == "@" && unicode.IsDigit(rb)):
		last.End = w.End
		return out
	case a == "." && unicode.IsDigit(rb) && (len(out)-1 == first || !alphanumericEnd(out[len(out)-2].Of(s))):
		last.End = w.End
		return out
	}
	if len(out)-first >= 2 && (a == ":" || a == "&") {
		p := &out[len(out)-2]
		rp, _ := utf8.DecodeLastRuneInString(p.Of(s))
		if p.End == last.Start && (a == ":" && unicode.IsDigit(rp) && unicode.IsDigit(rb) ||
			a == "&" && unicode.IsUpper(rp) && unicode.IsUpper(rb)) {
			p.End = w.End
			return out[:len(out)-1]
		}
	}
	return append(out, w)
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
