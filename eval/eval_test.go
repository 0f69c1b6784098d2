package eval

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"dictum.example/entity"
	"dictum.example/extract"
	"dictum.example/quote"
	"dictum.example/text"
)

func TestWords(t *testing.T) {
	tests := map[string]struct {
		in   string
		want string
	}{
		"plain":             {"Ships may enter.", "Ships|may|enter"},
		"apostrophes":       {"don't rock 'n' roll o’clock", "don't|rock|n|roll|o’clock"},
		"ends":              {"'tis the workers'", "tis|the|workers"},
		"two apostrophes":   {"a''b a'’b x'y'z", "a|b|a|b|x'y'z"},
		"numbers":           {"1,200.5 ½ Ⅳ m² x_1", "1|200|5|½|Ⅳ|m²|x_1"},
		"other scripts":     {"東京で Ökonomie", "東京で|Ökonomie"},
		"marks part words":  {"cafe\u0301s हिन्दी", "cafe|s|ह|न|द"},
		"apostrophe, space": {"a' b", "a|b"},
		"invalid UTF-8":     {"a\xffb", "a|b"},
		"nothing":           {" ’'.", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, w := range words(tt.in) {
				got = append(got, w.Of(tt.in))
			}
			if got := strings.Join(got, "|"); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestNormal(t *testing.T) {
	tests := map[string]string{
		"The Élan Group, Inc.": "élan group inc",
		"A. An Okoye’s":        "okoye’s",
		"ΟΔΥΣΣΕΥΣ":             "οδυσσευς",
		"the":                  "",
	}
	for in, want := range tests {
		if got := normal(in); got != want {
			t.Errorf("normal(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestTrim(t *testing.T) {
	tests := map[string]string{
		"The Hague":        "Hague",
		"the\n House":      "House",
		"an Anne's":        "Anne",
		"A":                "A",
		"The ":             "The ",
		"Theo":             "Theo",
		"workers'":         "workers",
		"Norway’s":         "Norway\xe2\x80",
		"Norway’s\n":       "Norway\xe2\x80",
		"'s":               "'s",
		"the 's":           "'s",
		"St James's":       "St James",
		"the\u00a0Hague":   "the\u00a0Hague",
		"":                 "",
		"The the Hague's'": "the Hague's",
	}
	for in, want := range tests {
		if got := trim(in, text.Span{Start: 0, End: len(in)}).Of(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
	if s := (text.Span{Start: 5, End: 90}); trim("The end", s) != s {
		t.Error("a span outside the text is changed")
	}
}

// The best of all permutations is what assign finds.
func TestAssign(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		rows, columns := 1+r.IntN(5), 1+r.IntN(5)
		weight := map[[2]int]float64{}
		for i := range rows {
			for j := range columns {
				if r.IntN(3) == 0 {
					weight[[2]int{i, j}] = float64(1+r.IntN(8)) / 8
				}
			}
		}
		if got, want := assign(weight), best(weight, rows, columns, 0, 0); math.Abs(got-want) > 1e-12 {
			t.Fatalf("got %v, want %v for %v", got, want, weight)
		}
	}
}

// best tries all columns, and none, for each row.
func best(weight map[[2]int]float64, rows, columns, row, taken int) float64 {
	if row == rows {
		return 0
	}
	most := best(weight, rows, columns, row+1, taken)
	for j := range columns {
		if taken>>j&1 == 0 {
			most = max(most, weight[[2]int{row, j}]+best(weight, rows, columns, row+1, taken|1<<j))
		}
	}
	return most
}

func TestReadCoNLL(t *testing.T) {
	type article struct {
		id, text string
		mentions []string
	}
	tests := map[string]struct {
		in     string
		want   []article
		errors []string
	}{
		"BIO": {
			in:   "# doc a region=North\nThe\tO\nSea\tB-LAW\nAct\tI-LAW\nRome\tB-LOC\n\nIt\tO\n\n# doc b\nUlm\tB-LOC\n",
			want: []article{{"a", "The Sea Act Rome\nIt", []string{"LAW Sea Act", "LOC Rome"}}, {"b", "Ulm", []string{"LOC Ulm"}}},
		},
		"CoNLL-2003": {
			in: "-DOCSTART- -X- O O\n\nEU NNP I-NP I-ORG\nBonn NNP I-NP I-LOC\nUlm NNP I-NP B-LOC\n, , O O\nJohn NNP I-NP " +
				"I-PER\n\n-DOCSTART- -X- O O\n\nMary NNP I-NP I-PER\nRoe NNP I-NP I-PER\n",
			want: []article{
				{"f:1", "EU Bonn Ulm, John", []string{"ORG EU", "LOC Bonn", "LOC Ulm", "PER John"}},
				{"f:9", "Mary Roe", []string{"PER Mary Roe"}},
			},
		},
		"one article": {
			in: "\ufeffA\tx\tO\r\n\r\n\r\nB\tx\tS-creative-work\r\nC\tx\tU-PER\r\n" +
				"D\tx\tB-PER\r\nE\tx\tL-PER\r\nF\tx\tI-PER\r\nG\tx\tB-PER\r\nH\tx\tE-PER\r\nI\tx\tE-PER\r\n",
			want: []article{{"f:1", "A\nB C D E F G H I", []string{"creative-work B", "PER C", "PER D E", "PER F", "PER G H", "PER I"}}},
		},
		"spacing": {
			in: strings.ReplaceAll("`` Do n't ( ever ) '' -LRB- sic -RRB- , said O ’ s and Ana 's , \" no , \" $ 5 , 3 % off ; the "+
				"workers ' ' yes ' . “ Go ! ” Norway ’s It ’ ll", " ", "\tO\n") + "\tO\n",
			want: []article{{"f:1", "“Don't (ever)” (sic), said O’s and Ana's, \"no,\" $5, 3% off; the workers' 'yes'. “Go!” Norway’s " +
				"It’ll", nil}},
		},
		"comments and hashtags": {
			in:   "# sent_id = 4\n#begin document (x/y); part 000\n#Ulm\tB-LOC\n#\tO\n\n# newdoc id = n1\n#Ulm B-LOC\n#yes\n",
			want: []article{{"(x/y)", "#Ulm #", []string{"LOC #Ulm"}}, {"n1", "#Ulm", []string{"LOC #Ulm"}}},
		},
		"a mention never crosses sentences": {
			in:   "A B-PER\n\nB I-PER\n",
			want: []article{{"f:1", "A\nB", []string{"PER A", "PER B"}}},
		},
		"bad lines lose their sentence": {
			in:   "A B-PER\nB X-PER\nC\n\nD B-PER\nE\n\n\tO\n\nF\tB-\n\nG\xff O\n\nH I-PER",
			want: []article{{"f:1", "H", []string{"PER H"}}},
			errors: []string{`f:2: eval: "X-PER" is no tag such as O or B-PER`, "f:6: eval: a line needs a token and a tag",
				"f:8: eval: a line needs a token and a tag", `f:10: eval: "B-" is no tag such as O or B-PER`, "f:12: eval: not UTF-8"},
		},
		"empty":       {in: ""},
		"only marks":  {in: "# doc a\n\n# doc b\n-DOCSTART-\tO\n"},
		"bad at end":  {in: "A O\n\nB", want: []article{{"f:1", "A", nil}}, errors: []string{"f:3: eval: a line needs a token and a tag"}},
		"double sign": {in: "# doc\nA O\n", want: []article{{"f:1", "A", nil}}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var got []article
			var failed []string
			for a, err := range ReadCoNLL(strings.NewReader(tt.in), "f") {
				if err != nil {
					failed = append(failed, err.Error())
					continue
				}
				if a.Mentions == nil {
					t.Errorf("%s: mentions are nil", a.ID)
				}
				x := article{id: a.ID, text: a.Text}
				for _, m := range a.Mentions {
					x.mentions = append(x.mentions, m.Type+" "+m.Of(a.Text))
				}
				got = append(got, x)
			}
			if diff := cmp.Diff(tt.want, got, cmp.AllowUnexported(article{})); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.errors, failed); diff != "" {
				t.Errorf("errors (-want +got):\n%s", diff)
			}
		})
	}
}

func TestReadArticlesErrors(t *testing.T) {
	const good = `{"text":"Ulm","mentions":[]}`
	tests := map[string]struct {
		line, err string
		span      bool
	}{
		"no JSON":           {`{"text":`, "unexpected end of JSON input", false},
		"no text":           {`{"id":"x","mentions":[]}`, `article "x" has no text`, false},
		"nothing annotated": {`{"id":"x","text":"Ulm","entities":[]}`, `article "x" has none of mentions`, false},
		"after the text": {`{"text":"Ulm","mentions":[{"start":1,"end":4,"type":"LOC"}]}`,
			"mentions[0]: [1:4] of 3 bytes: offsets do not fit", true},
		"before the text":  {`{"text":"Ulm","mentions":[{"start":-1,"end":3,"type":"LOC"}]}`, "mentions[0]: [-1:3]", true},
		"backwards":        {`{"text":"Ulm","chains":[[[0,1],[2,1]]]}`, "chains[0][1]: [2:1]", true},
		"characters":       {`{"text":"Élan","attributions":[{"content":[[1,2]]}]}`, "attributions[0].content[0]: [1:2]", true},
		"no end":           {`{"text":"Ulm","mentions":[{"start":1,"type":"LOC"}]}`, "a span is [start, end]", false},
		"three ends":       {`{"text":"Ulm","chains":[[[0,1,2]]]}`, "a span is [start, end]", false},
		"heads":            {`{"text":"Ulm","chains":[[[0,1]]],"heads":[]}`, "1 chains, but heads of 0", false},
		"heads of a chain": {`{"text":"Ulm","chains":[[[0,1]]],"heads":[[]]}`, "chains[0] has 1 mentions, but 0 heads", false},
		"types":            {`{"text":"Ulm","chains":[[[0,1]]],"types":["place"],"named":[]}`, "1 chains, but 1 types and 0 named", false},
		"names of pronoun": {`{"text":"Ulm","pronoun":[0,1],"a":[0,1]}`, "a pronoun needs the names a and b", false},
		"pronoun":          {`{"text":"Ulm","pronoun":[0,9],"a":[0,1],"b":[0,1]}`, "pronoun: [0:9]", true},
		"speaker":          {`{"text":"Ulm","attributions":[{"speaker":{}}]}`, "attributions[0].speaker:", false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var ids []string
			var failed error
			for a, err := range ReadArticles(strings.NewReader(good+"\n"+tt.line+"\n\n"+good), "f") {
				if err != nil {
					failed = errors.Join(failed, err)
					continue
				}
				ids = append(ids, a.ID)
			}
			if diff := cmp.Diff([]string{"f:1", "f:4"}, ids); diff != "" {
				t.Errorf("the other lines: (-want +got):\n%s", diff)
			}
			var at *LineError
			if !errors.As(failed, &at) || at.Name != "f" || at.Line != 2 || !strings.Contains(failed.Error(), tt.err) {
				t.Errorf("got error %v, want one of line 2 with %q", failed, tt.err)
			}
			if errors.Is(failed, ErrSpan) != tt.span {
				t.Errorf("%v: is ErrSpan: %v, want %v", failed, !tt.span, tt.span)
			}
		})
	}
}

// What the reader of a file meets with is told, after all that came before.
func TestReadFails(t *testing.T) {
	torn := errors.New("torn")
	in := func() io.Reader { return io.MultiReader(strings.NewReader("A\tO\n\n"), iotest.ErrReader(torn)) }
	var last error
	for _, err := range ReadCoNLL(in(), "f") {
		last = err
	}
	if !errors.Is(last, torn) {
		t.Errorf("got error %v", last)
	}
	for _, err := range ReadPredictions(in(), "f") {
		last = err
	}
	if !errors.Is(last, torn) || last.Error() != "f:3: torn" {
		t.Errorf("got error %v", last)
	}
}

func TestReadPredictions(t *testing.T) {
	const in = `{"id":7,"entities":[{"id":1,"type":"ORG","name":"Élan","mentions":[{"start":0,"end":5},` +
		`{"start":6,"end":8,"type":"GPE","kind":"nominal"}]}],` +
		`"quotes":[{"kind":"direct","content":{"start":0,"end":2},"source":[[3,4],{"start":5,"end":6}],"cue":null,"speaker":1},` +
		`{"content":[],"speaker":"e9"}]}
{"entities":[]}
{"id":"x","entities":null,"quotes":null}
`
	var got []*Prediction
	var failed []string
	for p, err := range ReadPredictions(strings.NewReader(in), "f") {
		if err != nil {
			failed = append(failed, err.Error())
			continue
		}
		got = append(got, p)
	}
	want := []*Prediction{
		{
			ID: "7", Line: 1,
			Entities: []Entity{{"ORG", "Élan",
				[]Mention{{text.Span{Start: 0, End: 5}, "ORG", ""}, {text.Span{Start: 6, End: 8}, "GPE", entity.Nominal}}}},
			Quotes: []Attribution{
				{Kind: quote.Direct, Content: []text.Span{{Start: 0, End: 2}},
					Source: []text.Span{{Start: 3, End: 4}, {Start: 5, End: 6}}, Cue: []text.Span{}, Speaker: "Élan"},
				{Content: []text.Span{}, Source: []text.Span{}, Cue: []text.Span{}},
			},
		},
		{ID: "x", Line: 3},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"f:2: eval: prediction has no id"}, failed); diff != "" {
		t.Errorf("errors (-want +got):\n%s", diff)
	}
	if err := got[0].Check("Élan Group"); err != nil {
		t.Error(err)
	}
	if err := got[0].Check("Élan"); !errors.Is(err, ErrSpan) || !strings.Contains(err.Error(), `"7": entities[0].mentions[1]`) {
		t.Errorf("got error %v", err)
	}
}

// A document is scored as its JSON is.
func TestFromDocument(t *testing.T) {
	const in = "Ana Lima said “no”."
	cut := func(s string) text.Excerpt {
		i := strings.Index(in, s)
		return text.Span{Start: i, End: i + len(s)}.Cut(in)
	}
	source, cue := cut("Ana Lima"), cut("said")
	lima := &entity.Entity{ID: "e1", Type: entity.Person, Name: "Ana Lima",
		Mentions: []entity.Mention{{Excerpt: source, Type: entity.Person, Kind: entity.Name}}}
	doc := &extract.Document{
		Article: extract.Article{ID: "a", Text: in}, Entities: []*entity.Entity{lima},
		Quotes: []*quote.Quote{
			{Kind: quote.Direct, Speech: true, Content: []text.Excerpt{cut("“no”")}, Cue: &cue, Source: &source, Speaker: lima,
				Confidence: 1},
			{Kind: quote.Direct, Content: []text.Excerpt{cut("no")}, Confidence: 1},
		},
	}
	data, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	var want Prediction
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatal(err)
	}
	empty := cmp.Transformer("spans", func(s []text.Span) string { return fmt.Sprint(s) })
	if diff := cmp.Diff(&want, FromDocument(doc), empty); diff != "" {
		t.Errorf("(-JSON +document):\n%s", diff)
	}
}

func TestUnknown(t *testing.T) {
	s := NameScorer{Labels: Core}
	a := &Article{Mentions: []Mention{{Type: "PERSON"}, {Type: "DATE"}, {Type: "DATE"}, {Type: "Misc"}}}
	s.Add(a, nil)
	if diff := cmp.Diff(map[string]int{"DATE": 2, "Misc": 1}, s.Unknown()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestLabelSet(t *testing.T) {
	for _, s := range LabelSets() {
		name, err := s.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		var back LabelSet
		if err := back.UnmarshalText(name); err != nil || back != s || s.String() != string(name) {
			t.Errorf("%v: %q, %v", s, name, err)
		}
	}
	var s LabelSet
	if err := s.UnmarshalText([]byte("ace")); err == nil {
		t.Error("ace is taken for a label set")
	}
	if _, err := LabelSet(9).MarshalText(); err == nil || LabelSet(9).String() != "LabelSet(9)" {
		t.Error("9 is taken for a label set")
	}
	if _, ok := LabelSet(9).Label("PERSON"); ok {
		t.Error("label set 9 has labels")
	}
}

// Scores of nothing are zero, and no number is missing from their JSON.
func TestNothing(t *testing.T) {
	got, err := json.Marshal([]any{new(NameScorer).Scores(), new(CorefScorer).Scores(), new(PronounScorer).Scores().All,
		new(QuoteScorer).Scores().CueOverlap})
	if err != nil {
		t.Fatal(err)
	}
	const zero = `{"p":0,"r":0,"f1":0,"gold":0,"pred":0}`
	const none = `{"p":0,"r":0,"f1":0}`
	want := `[{"all":` + zero + `},{"muc":` + none + `,"b_cubed":` + none + `,"ceaf_e":` + none + `,"conll":{"f1":0}},` + zero +
		`,{"accuracy":0,"of":0}]`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
