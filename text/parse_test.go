package text_test

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dictum.example/text"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func TestSentences(t *testing.T) {
	tests := []struct {
		name string
		in   string // "|" stands where a sentence ends and another begins
	}{
		{"plain", "He left.| She stayed."},
		{"titles", "Gen. Anna Lund met Mrs. Roe, Sen. Doe and Dr. Moe.| They left."},
		{"initials", "J. K. Lund Jr. said so.| George W. Roe did not."},
		{"letter that ends", "They need vitamin C.| The rest is there."},
		{"country goes on", "The U.S. Senate met.| The U.K. prime minister did not."},
		{"country ends", "He moved to the U.S.| The move was hard."},
		{"company goes on", "Lund Inc. shares fell.| Roe Corp. Chairman Jan Roe left."},
		{"company ends", "She runs Lund Inc.| It makes boats."},
		{"month", "It opened on Jan. 5.| It closed in Feb.| The owner left."},
		{"clock", "They met at 5 p.m. Monday.| They left at 6 a.m.| Nobody slept.| At 7 p.m. EST it rained."},
		{"number", "See No. 5 and pp. 3 to 8.| He said no.| They left."},
		{"saint", "They went to St. Louis.| It rained in Mt. Abu."},
		{"decimal", "It rose 3.5 percent to 10,000.75 points.| Then it fell."},
		{"ellipsis inside", "He left ... and came back.| She … stayed."},
		{"ellipsis at the end", "He left ...| The door closed.| She waited…| Nothing came."},
		{"spaced ellipsis", "He left . . . and came back."},
		{"ellipsis at the beginning", "... and he left.| She stayed."},
		{"quotation ends", "“He left.”| She stayed.| \"I know.\"| He knew."},
		{"question in a quotation", "“Who paid?” asked Lena.| “Go!” he said.| \"Why?\" she asked."},
		{"question before a named source", "“Who paid?” Lena Lund asked.| “Go!” Sen. Jane Roe said."},
		{"question before a new sentence", "“Who paid?”| Lena had no money."},
		{"comma in a quotation", "“I paid,” said Lena.| “We know,” he said."},
		{"brackets", "He left (in May.)| She stayed (see p. 3).| (They all knew.)| It rained."},
		{"party", "Sen. Jane Roe (D-Mo.) said so.| Rep. Jan Doe (R-La.) agreed."},
		{"exclamation in a name", "Yahoo! shares fell.| The Jeopardy! host left."},
		{"no space", "It was over, he said.|The crowd left.| They cheered."},
		{"address", "See www.example.com for more.| Write to a.lund@example.org.| Read https://example.com/?A.B today."},
		{"reference mark", "He was born there.[12]| She was not. [3]| They left."},
		{"latin", "Boats, cars, etc. are sold here.| Lund et al. disagree, e.g. on boats, i.e. ships."},
		{"lower case on the web", "i loved it there.| we went back twice.| why not?| it was cheap."},
		{"mixed case start", "He sold the phone.| iPhone sales fell."},
		{"postscript", "P.S. I left.| PS. You did not."},
		{"number of an item", "1. Open the door.| 2. Close it."},
		{"double mark", "Really?!| Yes!!!| No."},
		{"ideographic", "你好。|再见。"},
		{"wrong language of marks", "« Il part. »| He left."},
		{"only marks", "?!"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			in := strings.ReplaceAll(test.in, "|", "")
			var want []string
			for _, s := range strings.Split(test.in, "|") {
				want = append(want, strings.TrimSpace(s))
			}
			// A line before keeps the cases from being list items or headlines.
			l := text.Parse("It rained. " + in)
			var got []string
			for _, s := range l.Sentences[1:] {
				got = append(got, s.Of(l.Text))
			}
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("sentences (-want +got):\n%s", d)
			}
		})
	}
}

func TestWords(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"punctuation", `"Yes," he said (twice).`, `" Yes , " he said ( twice ) .`},
		{"possessive", "Russia’s and Lund's and the students' boats", "Russia ’s and Lund 's and the students ' boats"},
		{"clitics", "I don’t, they're, we've, he'll, she'd, I'm, can't", "I do n’t , they 're , we 've , he 'll , she 'd , I 'm , ca n't"},
		{"names with an apostrophe", "O'Neill and d’Arc", "O'Neill and d’Arc"},
		{"compound", "the Taliban-led government", "the Taliban - led government"},
		{"abbreviations", "Mr. Lund of Roe Inc. left the U.S. at 5 p.m. Monday", "Mr. Lund of Roe Inc. left the U.S. at 5 p.m. Monday"},
		{"abbreviation at the end", "They left the U.S.", "They left the U.S."},
		{"possessive of an abbreviation", "the U.S.’s boats", "the U.S. ’s boats"},
		{"initials", "J. K. Lund", "J. K. Lund"},
		{"letter at the end", "They chose plan B.", "They chose plan B ."},
		{"numbers", "3.5 and 10,000 and .5 and 10:30 and 2-1", "3.5 and 10,000 and .5 and 10:30 and 2 - 1"},
		{"money", "$3.5m, €20 and 5%", "$ 3.5m , € 20 and 5 %"},
		{"numbered", "No. 5 but no.", "No. 5 but no ."},
		{"company", "AT&T and R&D", "AT&T and R&D"},
		{"marks in a row", "Well... no -- yes?!", "Well ... no -- yes ?!"},
		{"address", "see https://example.com/a_(b)?q=1. (www.example.org)", "see https://example.com/a_(b)?q=1 . ( www.example.org )"},
		{"domain", "at lund-boats.com/sale, or example.org.", "at lund-boats.com/sale , or example.org ."},
		{"e-mail", "<a.lund@example.org>, please", "< a.lund@example.org > , please"},
		{"handle and hashtag", "@lund_boats: #sale2020 is #1", "@lund_boats : #sale2020 is # 1"},
		{"no-break space", "a\u00a0b\u200bc", "a b c"},
		{"bad bytes", "a\xff b", "a \xff b"},
		{"a rune cut short before a comma", "a\xe1, b", "a \xe1 , b"},
		{"two bad bytes", "a\xff\xe1b", "a \xff\xe1 b"},
		{"combining mark", "cafe\u0301 open", "cafe\u0301 open"},
		{"dash without spaces", "the decision—approved", "the decision — approved"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			l := text.Parse(test.in)
			var got []string
			for _, w := range l.Words {
				got = append(got, w.Of(l.Text))
			}
			if d := cmp.Diff(strings.Fields(test.want), got); d != "" {
				t.Errorf("words (-want +got):\n%s", d)
			}
		})
	}
}

// article puts blocks between a headline and a paragraph.
func article(blocks string) string {
	return "Boats sink off Skua\n\n" + blocks + "\n\nThe harbour was closed on Monday, officials said."
}

func TestBlocks(t *testing.T) {
	tests := []struct {
		name, in string
		want     []string
	}{
		{"nothing", " \n\t\n", nil},
		{"one line", "Boats sink off Skua", []string{"paragraph Boats sink off Skua"}},
		{"headline", "Boats sink off Skua\n\nTwo boats sank.", []string{"headline Boats sink off Skua", "paragraph Two boats sank."}},
		{"headline above a single line end", "Boats sink off Skua\nTwo boats sank off Skua on Monday.",
			[]string{"headline Boats sink off Skua", "paragraph Two boats sank off Skua on Monday."}},
		{"headline with a stop", "Two Boats Sink Near Skua Harbour After Storm.\n\nTwo boats sank.",
			[]string{"headline Two Boats Sink Near Skua Harbour After Storm.", "paragraph Two boats sank."}},
		{"no headline", "Two boats sank.\n\nNobody was hurt.", []string{"paragraph Two boats sank.", "paragraph Nobody was hurt."}},
		{"line ends", "A b c\r\n\r\nOne.\r\rTwo.\u2029Three.\u2028Four.\u0085Five.",
			[]string{"headline A b c", "paragraph One.", "paragraph Two.", "paragraph Three.", "paragraph Four.", "paragraph Five."}},
		{"blank line of no-break spaces", "Boats sink\n\u00a0\nTwo sank.", []string{"headline Boats sink", "paragraph Two sank."}},
		{"byte order mark", "\ufeffBoats sink\n\nTwo sank.", []string{"headline Boats sink", "paragraph Two sank."}},
		{"byline", article("By Jane Doe and John Roe, Staff Writer"), []string{"headline Boats sink off Skua",
			"byline By Jane Doe and John Roe, Staff Writer", "paragraph The harbour was closed on Monday, officials said."}},
		{"no byline", article("By Monday the boats were gone."), []string{"headline Boats sink off Skua",
			"paragraph By Monday the boats were gone.", "paragraph The harbour was closed on Monday, officials said."}},
		{"sign-off", "The harbour was closed.\n\n(Reporting by Jane Doe; Editing by John Roe)",
			[]string{"paragraph The harbour was closed.", "byline (Reporting by Jane Doe; Editing by John Roe)"}},
		{"date", article("Friday, July 21, 2017"), []string{"headline Boats sink off Skua", "dateline Friday, July 21, 2017",
			"paragraph The harbour was closed on Monday, officials said."}},
		{"headings", article("Two boats sank.\n\nWhy did they sink?\n\nThe backstory:\n\nIt was dark.\n\nWhat we know\nIt was cold."),
			[]string{
				"headline Boats sink off Skua", "paragraph Two boats sank.", "heading Why did they sink?", "heading The backstory:",
				"paragraph It was dark.", "heading What we know", "paragraph It was cold.",
				"paragraph The harbour was closed on Monday, officials said."}},
		{"no heading before a quotation", article("Two boats sank.\n\nLund added:\n\n“It was dark.”"), []string{
			"headline Boats sink off Skua", "paragraph Two boats sank.", "paragraph Lund added:", "paragraph “It was dark.”",
			"paragraph The harbour was closed on Monday, officials said."}},
		{"a short line at the end", "Two boats sank.\n\nWorldNews", []string{"paragraph Two boats sank.", "paragraph WorldNews"}},
		{"a table", article("Two boats sank.\nSkua 1\nAurora 2\nFulmar 3\nPetrel 4"), []string{
			"headline Boats sink off Skua", "paragraph Two boats sank.", "paragraph Skua 1", "paragraph Aurora 2", "paragraph Fulmar 3",
			"paragraph Petrel 4",
			"paragraph The harbour was closed on Monday, officials said."}},
		{"list", article("• one boat\n- two boats\n1. three boats\n(b) four boats\n* five"), []string{
			"headline Boats sink off Skua", "list_item • one boat", "list_item - two boats", "list_item 1. three boats",
			"list_item (b) four boats",
			"list_item * five", "paragraph The harbour was closed on Monday, officials said."}},
		{"wrapped", "Two boats sank off the harbour of Skua on Monday night after a storm\n" +
			"that nobody had foreseen, and both of the crews were taken to safety by\n" +
			"the coast guard.\n\nThe harbour was closed, and the ferries to the islands stayed in port\n" +
			"until the next morning.\n- a list item that is longer than the width of the lines of this text\n  goes on here\n",
			[]string{
				"paragraph Two boats sank off the harbour of Skua on Monday night after a storm\nthat nobody had foreseen, and both of " +
					"the crews were taken to safety by\nthe coast guard.",
				"paragraph The harbour was closed, and the ferries to the islands stayed in port\nuntil the next morning.",
				"list_item - a list item that is longer than the width of the lines of this text\n  goes on here"}},
		{"not wrapped", "Two boats sank.\nThe crews were taken to safety by the coast guard on Monday.\nNobody was hurt, said the " +
			"mayor.", []string{
			"paragraph Two boats sank.", "paragraph The crews were taken to safety by the coast guard on Monday.",
			"paragraph Nobody was hurt, said the mayor."}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if d := cmp.Diff(test.want, kinds(text.Parse(test.in))); d != "" {
				t.Errorf("blocks (-want +got):\n%s", d)
			}
		})
	}
}

func kinds(l *text.Layout) []string {
	var out []string
	for _, b := range l.Blocks {
		out = append(out, b.Kind.String()+" "+b.Of(l.Text))
	}
	return out
}

func TestDatelines(t *testing.T) {
	for _, want := range []string{
		"LONDON (Reuters) -",
		"MOSCOW, July 3 —",
		"HEMPSTEAD, N.Y., Sept. 26 (UPI) —",
		"SYDNEY and KUALA LUMPUR, Jul 26 2022 (IPS) -",
		"ST. PAUL, Minn. (AP) —",
		"BEIJING, July 18 (Xinhua) --",
		"Nairobi —",
		"London, 3 July 2021 –",
		"NEW DELHI:",
		"(CNN) —",
		"Washington (CNN)",
		"WASHINGTON --",
		"WASHINGTON (AP) _",
	} {
		t.Run(want, func(t *testing.T) {
			l := text.Parse("Boats sink off Skua\n\n" + want + " The harbour was closed on Monday.")
			d := cmp.Diff([]string{"headline Boats sink off Skua", "dateline " + want, "paragraph The harbour was closed on Monday."},
				kinds(l))
			if d != "" {
				t.Errorf("blocks (-want +got):\n%s", d)
			}
		})
	}
	for _, in := range []string{
		"The well-known Lund — who left on Monday — was back.",
		"NATO said on Monday — at last — that it would help.",
		"Lund (who left) was back.",
		"It was late: The harbour was closed.",
		"A 20-year-old left.",
	} {
		t.Run(in, func(t *testing.T) {
			if got := text.Parse("Boats sink off Skua\n\n" + in); got.Blocks[1].Kind != text.Paragraph {
				t.Errorf("%q is taken for a dateline", got.Blocks[1].Of(got.Text))
			}
		})
	}
}

func TestCaptions(t *testing.T) {
	for in, want := range map[string]text.BlockKind{
		"FILE - Jane Lund speaks in Skua in 2020.":                 text.Caption,
		"FILE PHOTO: Jane Lund speaks in Skua.":                    text.Caption,
		"Jane Lund speaks in Skua. (AP Photo/John Roe)":            text.Caption,
		"Jane Lund speaks in Skua, July 3, 2020. REUTERS/John Roe": text.Caption,
		"Jane Lund speaks in Skua. (Reuters/John Roe)":             text.Caption,
		"Photo: John Roe":                                            text.Caption,
		"Jane Lund in 2020. Image: John Roe.":                        text.Caption,
		"Jane Lund speaks in Skua. (Photo by John Roe/Getty Images)": text.Caption,
		"The file was lost, she said.":                               text.Paragraph,
		"The photo was taken in Skua, Reuters reported.":             text.Paragraph,
		"Lund and/or Roe will pay.":                                  text.Paragraph,
	} {
		t.Run(in, func(t *testing.T) {
			if got := text.Parse(article(in)).Blocks[1].Kind; got != want {
				t.Errorf("kind = %v, want %v", got, want)
			}
		})
	}
}

// TestGolden compares the layout of each text in testdata with its golden file.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range append(files, "../testdata/sample.txt") {
		t.Run(filepath.Base(file), func(t *testing.T) {
			in, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			golden := filepath.Join("testdata", strings.TrimSuffix(filepath.Base(file), ".txt")+".layout")
			got := dump(text.Parse(string(in)))
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if errors.Is(err, fs.ErrNotExist) {
				t.Fatal("no golden file: run go test -update")
			} else if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(string(want), got); d != "" {
				t.Errorf("layout (-want +got):\n%s", d)
			}
		})
	}
}

// dump writes a layout with a line for each block and each sentence, words set apart by "·".
func dump(l *text.Layout) string {
	var b strings.Builder
	for _, bl := range l.Blocks {
		fmt.Fprintf(&b, "%v %v\n", bl.Kind, bl.Span)
		from, to := l.SentencesIn(bl.Span)
		for _, s := range l.Sentences[from:to] {
			var words []string
			from, to := l.WordsIn(s)
			for _, w := range l.Words[from:to] {
				words = append(words, w.Of(l.Text))
			}
			fmt.Fprintf(&b, "\t%v %s\n", s, strings.Join(words, "·"))
		}
	}
	return b.String()
}

func TestFind(t *testing.T) {
	l := text.Parse("Boats sink\n\nTwo sank. One did not.")
	tests := []struct {
		offset                int
		block, sentence, word int
	}{
		{-1, -1, -1, -1},
		{0, 0, 0, 0},
		{5, 0, 0, -1},
		{9, 0, 0, 1},
		{10, -1, -1, -1},
		{12, 1, 1, 2},
		{21, 1, -1, -1},
		{22, 1, 2, 5},
		{33, 1, 2, 8},
		{34, -1, -1, -1},
		{99, -1, -1, -1},
	}
	for _, test := range tests {
		got := [3]int{l.BlockAt(test.offset), l.SentenceAt(test.offset), l.WordAt(test.offset)}
		if want := [3]int{test.block, test.sentence, test.word}; got != want {
			t.Errorf("at %d: block, sentence, word = %v, want %v", test.offset, got, want)
		}
	}
	pair := func(from, to int) [2]int { return [2]int{from, to} }
	for _, test := range []struct {
		span                     text.Span
		blocks, sentences, words [2]int
	}{
		{text.Span{Start: 0, End: 34}, pair(0, 2), pair(0, 3), pair(0, 9)},
		{text.Span{Start: 7, End: 14}, pair(0, 2), pair(0, 2), pair(1, 3)},
		{text.Span{Start: 10, End: 12}, pair(1, 1), pair(1, 1), pair(2, 2)},
		{text.Span{Start: 50, End: 60}, pair(2, 2), pair(3, 3), pair(9, 9)},
	} {
		if got := pair(l.BlocksIn(test.span)); got != test.blocks {
			t.Errorf("blocks in %v = %v, want %v", test.span, got, test.blocks)
		}
		if got := pair(l.SentencesIn(test.span)); got != test.sentences {
			t.Errorf("sentences in %v = %v, want %v", test.span, got, test.sentences)
		}
		if got := pair(l.WordsIn(test.span)); got != test.words {
			t.Errorf("words in %v = %v, want %v", test.span, got, test.words)
		}
	}
}

func TestBlockKindJSON(t *testing.T) {
	want := []text.Block{{Span: text.Span{Start: 0, End: 5}, Kind: text.Headline}, {Span: text.Span{Start: 7, End: 9}}}
	data, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(data), `[{"start":0,"end":5,"kind":"headline"},{"start":7,"end":9,"kind":"paragraph"}]`; got != want {
		t.Errorf("JSON = %s, want %s", got, want)
	}
	var got []text.Block
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("after JSON (-want +got):\n%s", d)
	}
	if err := json.Unmarshal([]byte(`{"kind":"footer"}`), &want[0]); err == nil || !strings.Contains(err.Error(), "footer") {
		t.Errorf("an unknown kind: error %v", err)
	}
	if _, err := json.Marshal(text.Block{Kind: 99}); err == nil {
		t.Error("a kind without a name was written")
	}
	if got := text.BlockKind(99).String(); got != "BlockKind(99)" {
		t.Errorf("String() = %q", got)
	}
}
