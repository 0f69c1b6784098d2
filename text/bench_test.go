package text_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"dictum.example/text"
)

// BenchmarkParse reads the sample once and many times over, in blocks and in
// one line: the rates stay equal where the time is linear.
func BenchmarkParse(b *testing.B) {
	sample, err := os.ReadFile("../testdata/sample.txt")
	if err != nil {
		b.Fatal(err)
	}
	article := string(sample)
	line := strings.Join(strings.Fields(article), " ") + " "
	for _, n := range []int{1, 16, 256} {
		for _, c := range []struct{ name, s string }{
			{"blocks", strings.Repeat(article, n)},
			{"line", strings.Repeat(line, n)},
			{"stops", strings.Repeat(".\") ( ", n*len(article)/6)},
			{"marks", "a" + strings.Repeat("\u0301", n*len(article)/2)},
			{"brackets", "http://" + strings.Repeat("()", n*len(article)/2)},
			{"dots", strings.Repeat("a.", n*len(article)/2)},
		} {
			b.Run(fmt.Sprintf("%s/%dKB", c.name, len(c.s)/1000), func(b *testing.B) {
				b.SetBytes(int64(len(c.s)))
				for b.Loop() {
					text.Parse(c.s)
				}
			})
		}
	}
}
