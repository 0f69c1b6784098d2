package kb

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold returns the form of a name under which tables hold it: lower case,
// without accents, full stops, apostrophes, a leading "the" and a possessive
// ending; "&" as "and", and every other run of punctuation or white space as one
// space. Letters that have no accent to lose take their usual ASCII spelling
// ("ø" is "o", "ß" is "ss"). Fold(Fold(s)) is Fold(s).
func Fold(s string) string {
	return string(AppendFold(nil, s))
}

// AppendFold appends Fold(s) to dst, without allocating for ASCII that fits.
func AppendFold(dst []byte, s string) []byte {
	start := len(dst)
	s = trimPossessive(s)
	if isASCII(s) {
		for i := 0; i < len(s); i++ {
			dst = appendRune(dst, start, rune(s[i]))
		}
	} else {
		var it norm.Iter
		it.InitString(norm.NFKD, s)
		for !it.Done() {
			for b := it.Next(); len(b) > 0; {
				r, n := utf8.DecodeRune(b)
				dst = appendRune(dst, start, r)
				b = b[n:]
			}
		}
	}
	for len(dst) > start && dst[len(dst)-1] == ' ' {
		dst = dst[:len(dst)-1]
	}
	return trimArticle(dst, start)
}

// appendRune appends the folded form of one decomposed rune; the text begins at start.
func appendRune(dst []byte, start int, r rune) []byte {
	switch {
	case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
		return append(dst, byte(r))
	case 'A' <= r && r <= 'Z':
		return append(dst, byte(r)+'a'-'A')
	case r == '.' || isApostrophe(r):
		return dst
	case r == '&':
		return append(appendSpace(dst, start), "and "...)
	case r < utf8.RuneSelf:
		return appendSpace(dst, start)
	case unicode.In(r, unicode.Mn, unicode.Cf):
		return dst
	}
	r = unicode.ToLower(r)
	if ascii, ok := spelled[r]; ok {
		return append(dst, ascii...)
	}
	if unicode.IsLetter(r) || unicode.IsDigit(r) {
		return utf8.AppendRune(dst, r)
	}
	return appendSpace(dst, start)
}

// spelled has the letters that Unicode does not decompose.
var spelled = map[rune]string{
	'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'ħ': "h", 'ı': "i", 'ŧ': "t", 'ŋ': "n",
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'þ': "th", 'ə': "a", 'ĸ': "k", 'ɓ': "b", 'ɗ': "d",
}

func appendSpace(dst []byte, start int) []byte {
	if len(dst) > start && dst[len(dst)-1] != ' ' {
		return append(dst, ' ')
	}
	return dst
}

func isApostrophe(r rune) bool {
	switch r {
	case '\'', '’', '‘', 'ʼ', 'ʻ', 'ʹ', '`', '´', '′':
		return true
	}
	return false
}

// trimPossessive cuts every "'s" at the end of s; the apostrophe of "states'"
// goes with all others.
func trimPossessive(s string) string {
	for len(s) > 1 && (s[len(s)-1] == 's' || s[len(s)-1] == 'S') {
		r, n := utf8.DecodeLastRuneInString(s[:len(s)-1])
		if !isApostrophe(r) || len(s) == n+1 {
			return s
		}
		s = s[:len(s)-1-n]
	}
	return s
}

// trimArticle cuts the leading "the"s of dst[start:], unless nothing else is there.
func trimArticle(dst []byte, start int) []byte {
	i := start
	for len(dst)-i > 4 && string(dst[i:i+4]) == "the " {
		i += 4
	}
	if i == start {
		return dst
	}
	return append(dst[:start], dst[i:]...)
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
