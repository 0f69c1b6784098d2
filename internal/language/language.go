// Package language tells English from other languages.
package language

import (
	"strings"

	"github.com/abadojack/whatlanggo"
)

// enough is how many bytes of a text tell its language: trigrams of 300 already miss one English
// article in 400.
const enough = 2000

// few is how many bytes are too few to say that a text is not English.
const few = 200

// IsEnglish reports whether a text is English, as far as its beginning tells. One that is too
// short to tell is taken for English.
func IsEnglish(text string) bool {
	if len(text) < few {
		return true
	}
	text = strings.ToValidUTF8(text[:min(len(text), enough)], "")
	return whatlanggo.DetectLang(text) == whatlanggo.Eng
}
