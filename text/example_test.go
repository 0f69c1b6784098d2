package text_test

import (
	"fmt"

	"dictum.example/text"
)

func ExampleParse() {
	l := text.Parse("Two boats sink off Skua\n\nSKUA (Reuters) - Two boats sank. “Who is to blame?” asked Gen. Anna Lund.")
	for _, b := range l.Blocks {
		fmt.Println(b.Kind, b.Span)
		from, to := l.SentencesIn(b.Span)
		for _, s := range l.Sentences[from:to] {
			fmt.Println("   ", s.Of(l.Text))
		}
	}
	// Output:
	// headline [0:23]
	//     Two boats sink off Skua
	// dateline [25:41]
	//     SKUA (Reuters) -
	// paragraph [42:102]
	//     Two boats sank.
	//     “Who is to blame?” asked Gen. Anna Lund.
}

func ExampleLayout_WordsIn() {
	l := text.Parse("He left. The Taliban-led government didn’t.")
	from, to := l.WordsIn(l.Sentences[1])
	for _, w := range l.Words[from:to] {
		fmt.Print(w.Of(l.Text), " ")
	}
	// Output: The Taliban - led government did n’t .
}

func ExampleLayout_BlockAt() {
	l := text.Parse("Two boats sink\n\nTwo boats sank off Skua.")
	if i := l.BlockAt(20); i >= 0 {
		fmt.Println(l.Blocks[i].Kind, l.Blocks[i].Of(l.Text))
	}
	// Output: paragraph Two boats sank off Skua.
}

func ExampleSpan_Cut() {
	s := "Two boats sank."
	fmt.Println(text.Span{Start: 4, End: 9}.Cut(s))
	// Output: boats
}
