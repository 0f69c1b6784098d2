package doc

import (
	"strings"
	"testing"

	"dictum.example/internal/lexicon"
	"dictum.example/internal/reader"
	"dictum.example/text"
	"github.com/google/go-cmp/cmp"
)

// parse makes the document of a text that the network has not read.
func parse(s string) *Document { return New(&reader.Reading{Layout: text.Parse(s)}) }

func words(d *Document) string {
	var ws []string
	for i := range d.Tokens {
		ws = append(ws, d.Tokens[i].Text)
	}
	return strings.Join(ws, " ")
}

func TestTokens(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"possessive", "Marsh's car, Holm’s house", "Marsh 's car , Holm ’s house"},
		{"possessive ending alone", "the 's of it", "the ' s of it"},
		{"compound of a name", "a Taliban-led council", "a Taliban - led council"},
		{"compound and possessive", "the Taliban-led’s", "the Taliban - led ’s"},
		{"name with a hyphen", "Park Ji-won", "Park Ji - won"},
		{"compound of capitals", "Halden-Linde", "Halden - Linde"},
		{"punctuation", "“No,” she said.", "“ No , ” she said ."},
		{"white space", " \n\t a\u00a0b ", "a b"},
		{"nothing", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, words(parse(tt.text))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSplitAt(t *testing.T) {
	tests := []struct {
		name, text string
		at         []int
		want       string
	}{
		{"within a token", "an Acmegate", []int{3, 7}, "an Acme gate"},
		{"where two names meet", "AcmeHalden rose", []int{0, 4, 4, 10}, "Acme Halden rose"},
		{"at the ends of tokens", "Acme rose", []int{0, 4}, "Acme rose"},
		{"nowhere", "Acme rose", nil, "Acme rose"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := parse(tt.text)
			d.SplitAt(tt.at)
			if diff := cmp.Diff(tt.want, words(d)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAnnotations(t *testing.T) {
	s := "“We left,” she said. It rained.\n\n“They stayed"
	d := New(&reader.Reading{Layout: text.Parse(s), Cues: []reader.Label{{Span: text.Span{Start: 19, End: 23}}}})
	var got []string
	for i := range d.Tokens {
		tok := &d.Tokens[i]
		s := tok.Text + string("0123"[tok.Sentence]) + string("01"[tok.Block])
		if tok.Quoted {
			s += "q"
		}
		if tok.Cue != None {
			s += "c"
		}
		got = append(got, s)
	}
	want := strings.Fields("“00q We00q left00q ,00q ”00 she00 said00c .00 It10 rained10 .10 “21q They21q stayed21q")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if len(d.Sentences) != 3 || d.Sentences[1] != (text.Span{Start: 8, End: 11}) {
		t.Errorf("sentences are %v", d.Sentences)
	}
	if from, to := d.TokensIn(text.Span{Start: 15, End: 20}); from != 5 || to != 7 {
		t.Errorf("TokensIn is [%d, %d)", from, to)
	}
	if got := d.SpanOf(5, 7).Of(s); got != "she said" {
		t.Errorf("SpanOf is of %q", got)
	}
	if d.InSentence(8, 0).Text != "" || d.InSentence(8, 1).Text != "It" || d.At(-1).Text != "" || d.At(99).Sentence != None {
		t.Error("a token outside is there")
	}
	if !d.HasLower("rained") || d.HasLower("it") {
		t.Error("HasLower errs")
	}
}

func TestQuoted(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"closed", `“We left,” she said`, `“ We left ,`},
		{"straight", `She said: "We left." It rained.`, `" We left .`},
		{"single", `a plan that is ‘a farce’ to her`, `‘ a farce`},
		{"one within another", `“He said ‘no’ twice,” she said`, `“ He said ‘ no ’ twice ,`},
		{"marks that point the wrong way", `”We left,“ she said`, `” We left ,`},
		{"never closed", "“We left.\n\nShe said so", `“ We left .`},
		{"inches", `a 6'2" man left`, ``},
		{"apostrophes", `the dogs' bowls and Ann's cat`, ``},
	} {
		d := parse(tt.text)
		var quoted []string
		for i := range d.Tokens {
			tok := &d.Tokens[i]
			if tok.Quoted {
				quoted = append(quoted, tok.Text)
			}
			if tok.Quoted && !d.InPassage(tok.Start) {
				t.Errorf("%s: %q is in no passage", tt.name, tok.Text)
			}
		}
		if got := strings.Join(quoted, " "); got != tt.want {
			t.Errorf("%s: %q is quoted, want %q", tt.name, got, tt.want)
		}
	}
	if d := parse("“No,” she said"); !d.InPassage(0) || !d.InPassage(len("“No,")) || d.InPassage(len("“No,” ")) || d.InPassage(-1) ||
		d.InPassage(99) {
		t.Error("InPassage errs")
	}
}

// The stroke stands before the token that is asked for.
func at(s string) (d *Document, i int) {
	before, after, _ := strings.Cut(s, "|")
	d = parse(before + after)
	i, _ = d.TokensIn(text.Span{Start: len(before), End: len(before) + 1})
	return d, i
}

func TestVerbFollows(t *testing.T) {
	tests := []struct {
		name, text string
		want       bool
	}{
		{"verb", "Olga Marsh |went home.", true},
		{"adverb and verb", "Olga Marsh |also quickly went home.", true},
		{"unknown participle", "Olga Marsh |zorbled.", true},
		{"aside between commas", "Olga Marsh|, the mayor of Leeds, went home.", true},
		{"aside between brackets", "Olga Marsh| (right) went home.", true},
		{"behind the subject's noun", "The mayor, Olga Marsh|, went home.", true},
		{"noun", "Olga Marsh |car.", false},
		{"end of a sentence", "They saw Olga Marsh|. Went home.", false},
		{"aside that does not end", "With Olga Marsh|, in the town.", false},
		{"aside that is too long", "Olga Marsh|, a a a a a a a a a a a a a a a a, went home.", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if d, i := at(tt.text); d.VerbFollows(i) != tt.want {
				t.Errorf("not %v", tt.want)
			}
		})
	}
}

func TestOpens(t *testing.T) {
	tests := []struct {
		name, text string
		want       bool
	}{
		{"first word", "|Olga left.", true},
		{"behind a quotation mark", "“|Olga left.”", true},
		{"behind a colon", "LEEDS: |Olga left.", true},
		{"behind a dash", "LEEDS — |Olga left.", true},
		{"second sentence", "It rained. |Olga left.", true},
		{"within", "It was |Olga.", false},
		{"behind a comma", "Then, |Olga left.", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if d, i := at(tt.text); d.Opens(i) != tt.want {
				t.Errorf("not %v", tt.want)
			}
		})
	}
}

func TestPredicates(t *testing.T) {
	d := parse("The II . Marsh's Élan")
	tests := []struct {
		name string
		got  bool
		want bool
	}{
		{"class in lower case", d.At(0).Is(lexicon.Article), true},
		{"class as written", d.At(0).IsWritten(lexicon.Article), false},
		{"class that holds capitals", d.At(1).IsWritten(lexicon.RegnalNumber), true},
		{"class that holds capitals, in lower case", d.At(1).Is(lexicon.RegnalNumber), false},
		{"punctuation", d.At(2).IsPunct(), true},
		{"punctuation that is a word", d.At(1).IsPunct(), false},
		{"possessive", d.At(4).IsPossessive(), true},
		{"possessive that is a word", d.At(5).IsPossessive(), false},
		{"capital with an accent", d.At(5).IsCapitalised(), true},
		{"capital of a mark", d.At(2).IsCapitalised(), false},
		{"class of what is not there", d.At(9).Is(lexicon.Article), false},
		{"verb that is not there", d.At(9).IsVerb(), false},
	}
	for _, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("%s: %v", tt.name, tt.got)
		}
	}
}

func TestStretch(t *testing.T) {
	s := "“Olga’s reply,” she said, the minister"
	r := &reader.Reading{Layout: text.Parse(s),
		Cues: []reader.Label{{Span: text.Span{Start: strings.Index(s, "said"), End: strings.Index(s, "said") + 4}}}}
	r.Sources = []reader.Label{{Span: text.Span{Start: strings.Index(s, "she"), End: strings.Index(s, "she") + 3}}}
	d := New(r)
	d.Tokens[1].Name = 0
	all := d.Stretch(0, len(d.Tokens))
	tests := []struct{ class, has, no string }{
		{"capital", "Olga", "reply"},
		{"cue", "said", "she"},
		{"name", "Olga", "she"},
		{"possessive", "’s", "reply"},
		{"punct", ",", "reply"},
		{"quoted", "reply", "said"},
		{"source", "she", "said"},
		{"verb", "said", "minister"},
		{"rank-title", "minister", "she"},
	}
	for _, tt := range tests {
		c, ok := PatternNames.Class(tt.class)
		if !ok {
			t.Fatalf("no class %s", tt.class)
		}
		for i := range d.Tokens {
			if w := d.Tokens[i].Text; w == tt.has && !all.Is(i, c) || w == tt.no && all.Is(i, c) {
				t.Errorf("%s: %q is wrong", tt.class, w)
			}
		}
	}
	if _, ok := PatternNames.Class("RankTitle"); ok {
		t.Error("there is a class RankTitle")
	}
	if all.Glued(0) || !all.Glued(1) || !all.Glued(2) || all.Glued(3) {
		t.Error("Glued errs")
	}
	if _, ok := all.Phrase(0, 0); ok {
		t.Error("there is a phrase")
	}
	if got := d.Stretch(3, 2).Len(); got != 0 {
		t.Errorf("%d tokens between 3 and 2", got)
	}
}

func TestBlockKind(t *testing.T) {
	d := parse("Port shut\n\nROTTERDAM (Reuters) - The port was shut on Monday.")
	if got := d.BlockKind(d.At(2)); got != text.Dateline {
		t.Errorf("ROTTERDAM is in a %v", got)
	}
	if got := d.BlockKind(d.At(-1)); got != text.Paragraph {
		t.Errorf("what is not there is in a %v", got)
	}
}

// The tokens are in order, do not overlap, leave out no letter, and are cut where they are told to.
func FuzzTokens(f *testing.F) {
	f.Add("“Taliban-led”’s 'S's\xff\u00a0.", 3)
	f.Fuzz(func(t *testing.T, s string, cut int) {
		d := parse(s)
		if cut >= 0 && cut <= len(s) {
			d.SplitAt([]int{cut})
		}
		end := 0
		for i := range d.Tokens {
			tok := &d.Tokens[i]
			if tok.Start < end || tok.End <= tok.Start || tok.Text != tok.Of(s) {
				t.Fatalf("token %v %q after %d", tok.Span, tok.Text, end)
			}
			if tok.Start < cut && cut < tok.End {
				t.Errorf("token %v is not cut at %d", tok.Span, cut)
			}
			if tok.Sentence < 0 || tok.Sentence >= len(d.Sentences) {
				t.Errorf("token %v is in no sentence", tok.Span)
			}
			end = tok.End
		}
	})
}
