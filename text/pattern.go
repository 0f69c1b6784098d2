package text

import (
	"regexp"
	"sync"
)

// A pattern is a regular expression that is compiled when it is first needed. Few
// texts need all of them, and compiling takes longer than parsing a text.
type pattern func() *regexp.Regexp

func lazily(expr string) pattern {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
