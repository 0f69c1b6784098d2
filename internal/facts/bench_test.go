package facts

import (
	"os"
	"testing"

	"dictum.example/text"
)

// BenchmarkFind finds the facts of the sample article; BenchmarkRead is what the network takes for it.
func BenchmarkFind(b *testing.B) {
	a := read(b, sampleText(b))
	for b.Loop() {
		Find(a)
	}
}

func BenchmarkRead(b *testing.B) {
	net, err := network()
	if err != nil {
		b.Fatal(err)
	}
	l := text.Parse(sampleText(b))
	for b.Loop() {
		if _, err := net.Read(b.Context(), l); err != nil {
			b.Fatal(err)
		}
	}
}

func sampleText(b *testing.B) string {
	data, err := os.ReadFile("../../testdata/sample.txt")
	if err != nil {
		b.Fatal(err)
	}
	return string(data)
}
