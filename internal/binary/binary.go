// Package binary tells files that hold no text, such as pictures and archives, by how they begin.
package binary

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// Sniffed is how many bytes tell whether a file is a text.
const Sniffed = 8000

// fewest is how many characters tell what they are without NUL.
const fewest = 32

// Is reports whether the first bytes of a file, in UTF-8 if they are a text, are those of no text: NUL stands in
// none, and control characters and bytes that are not UTF-8 are few. It looks at Sniffed bytes at most.
func Is(start []byte) bool {
	start = start[:min(len(start), Sniffed)]
	if bytes.IndexByte(start, 0) >= 0 {
		return true
	}
	odd, all := 0, 0
	for i := 0; i < len(start); all++ {
		r, n := utf8.DecodeRune(start[i:])
		if r < ' ' && !strings.ContainsRune("\t\n\v\f\r\x1b", r) || r == utf8.RuneError && n == 1 {
			odd++
		}
		i += n
	}
	return all >= fewest && odd*3 > all
}
