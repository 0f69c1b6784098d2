package doc_test

import (
	"fmt"
	"testing/fstest"

	"dictum.example/internal/doc"
	"dictum.example/internal/pattern"
	"dictum.example/internal/reader"
	"dictum.example/text"
)

func ExampleDocument_Stretch() {
	files := fstest.MapFS{"titles.txt": {Data: []byte("titled = title:([rank-title]{1,3}) [capital !punct]{1,3}\n")}}
	set, err := pattern.Load(files, doc.PatternNames, "titles.txt")
	if err != nil {
		fmt.Println(err)
		return
	}
	d := doc.New(&reader.Reading{Layout: text.Parse("Then Prime Minister Olga Marsh left.")})
	sentence := d.Stretch(0, len(d.Tokens))
	for i := range d.Tokens {
		if m, ok := set.Pattern("titled").Match(sentence, i); ok {
			from, to, _ := m.Capture("title")
			fmt.Println(d.SpanOf(m.Start, m.End).Of(d.Text), "/", d.SpanOf(from, to).Of(d.Text))
			break
		}
	}
	// Output:
	// Prime Minister Olga Marsh / Prime Minister
}
