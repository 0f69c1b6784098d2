package value_test

import (
	"strings"
	"testing"

	"dictum.example/internal/value"
	"dictum.example/text"
)

func BenchmarkFind(b *testing.B) {
	s := strings.Repeat("The minister said Thursday that nearly 3.5 million rupees were stolen in August 2021, when prices fell by 5 per "+
		"cent. "+
		"He was the third of 34-year-old twins, and left for Oslo last week, three hours after the vote on the bill at 2:30 p.m. EST. "+
		"Nobody knew what the officials had told them about the plan to build new houses near the old harbour of the town.\n", 40)
	l := text.Parse(s)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		value.Find(l, pub)
	}
}
