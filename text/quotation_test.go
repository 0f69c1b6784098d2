package text_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dictum.example/text"
)

// marked writes ⟦ and ⟧ over the marks of a text, with a dot inside nested ones.
func marked(s string) string {
	type edit struct {
		text.Span
		as string
	}
	var edits []edit
	for _, q := range text.Quotations(s) {
		dot := ""
		if q.Nested {
			dot = "·"
		}
		edits = append(edits, edit{q.Open, "⟦" + dot}, edit{q.Close, dot + "⟧"})
	}
	var b strings.Builder
	at := 0
	for at <= len(s) {
		for _, e := range edits {
			if e.Start == at && e.Len() == 0 {
				b.WriteString("∅" + e.as)
			}
		}
		next := at + 1
		var r string
		if at < len(s) {
			r = s[at : at+1]
		}
		for _, e := range edits {
			if e.Start == at && e.Len() > 0 {
				r, next = e.as, e.End
			}
		}
		b.WriteString(r)
		at = next
	}
	return b.String()
}

func TestQuotations(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"none", `He spoke.`, `He spoke.`},
		{"curly", `“Stop,” he said. “Go.”`, `⟦Stop,⟧ he said. ⟦Go.⟧`},
		{"straight", `He said: "Stop." "Go."`, `He said: ⟦Stop.⟧ ⟦Go.⟧`},
		{"angle", `«Stop», he said`, `⟦Stop⟧, he said`},
		{"low-high", `„Stop“, he said`, `⟦Stop⟧, he said`},
		{"LaTeX", "``Stop,'' he said", `⟦Stop,⟧ he said`},
		{"doubled", `''Stop,'' he said`, `⟦Stop,⟧ he said`},
		{"mixed pair", `“Stop," he said`, `⟦Stop,⟧ he said`},
		{"wrong direction", `”Stop,” he said`, `⟦Stop,⟧ he said`},
		{"closed by an opener", `“Stop,“ he said`, `⟦Stop,⟧ he said`},
		{"single", `‘We don’t want the voters’ pity,’ he said`, `⟦We don’t want the voters’ pity,⟧ he said`},
		{"straight single", `'It's the lads' fault,' he said`, `⟦It's the lads' fault,⟧ he said`},
		{"single fragment", `Mayor calls plan ‘a farce’`, `Mayor calls plan ⟦a farce⟧`},
		{"elision", `’Tis the ’90s, rock 'n' roll`, `’Tis the ’90s, rock 'n' roll`},
		{"apostrophes", `the dogs' bowls and Ann's cat`, `the dogs' bowls and Ann's cat`},
		{"inches", `a 6'2" man, “tall”`, `a 6'2" man, ⟦tall⟧`},
		{"nested", `“He said, ‘Leave,’ and left.”`, `⟦He said, ⟦·Leave,·⟧ and left.⟧`},
		{"double in single", `‘He said, “Leave,” and left.’`, `⟦He said, ⟦·Leave,·⟧ and left.⟧`},
		{"open over paragraphs", "“One.\n\n“Two,” he said", "⟦One.∅⟧\n\n⟦Two,⟧ he said"},
		{"straight, open over lines", "\"One.\n\"Two,\" he said", "⟦One.∅⟧\n⟦Two,⟧ he said"},
		{"never closed", "He said: “One.\n\nTwo.", "He said: ⟦One.∅⟧\n\nTwo."},
		{"never closed, and another one opened", `"We ran, said Lind. "It was dark."`, `⟦We ran, said Lind.∅⟧ ⟦It was dark.⟧`},
		{"closed behind a space", `"We ran, " said Lind. "It was dark."`, `⟦We ran, ⟧ said Lind. ⟦It was dark.⟧`},
		{"marks apart", `" Stop , " he said . " Go . "`, `⟦ Stop , ⟧ he said . ⟦ Go . ⟧`},
		{"marks apart, but for the next", `so . " Stop "now"`, `so . " Stop ⟦now⟧`},
		{"one mark apart", `He spoke . " Stop`, `He spoke . " Stop`},
		{"inches apart", `a 6 ' 2 " man , 5 ' 3 " tall`, `a 6 ' 2 " man , 5 ' 3 " tall`},
		{"space behind the mark", `he said," It is late". It rained.`, `he said,⟦ It is late⟧. It rained.`},
		{"space behind the mark in brackets", `a sect (" Light of Lund") left`, `a sect (⟦ Light of Lund⟧) left`},
		{"a mark that closes what was not opened", `It is late," Lind said. "We lost."`, `It is late," Lind said. ⟦We lost.⟧`},
		{"ends with the text", `He said: “One. `, `He said: ⟦One.∅⟧ `},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, marked(tt.in)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func FuzzQuotations(f *testing.F) {
	f.Add("“One.\n\n‘Two’ \"x\" ``y''")
	f.Fuzz(func(t *testing.T, s string) {
		last := 0
		for _, q := range text.Quotations(s) {
			if q.Start < last || q.Open.Start != q.Start || q.Open.End > q.Close.Start || q.Close.End != q.End || q.End > len(s) {
				t.Fatalf("%+v after %d in %q", q, last, s)
			}
			last = q.Open.End
		}
	})
}

func ExampleQuotations() {
	s := `“We are ready,” said Moen. Her brother's book, ‘The Salt Road’, sold out.`
	for _, q := range text.Quotations(s) {
		fmt.Println(q.Of(s))
	}
	// Output:
	// “We are ready,”
	// ‘The Salt Road’
}
