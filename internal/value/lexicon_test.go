package value

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

func TestLoadLexiconRefuses(t *testing.T) {
	for _, c := range []struct{ name, file, line, want string }{
		{"too few columns", "values.tsv", "may\tmonth=5", "values.tsv:1: 2 columns, want 4"},
		{"no such class", "values.tsv", "may\tmont=5\thand\t", `values.tsv:1: no class "mont"`},
		{"no number", "values.tsv", "may\tmonth=V\thand\t", "values.tsv:1: month=V: strconv"},
		{"no unit", "values.tsv", "day\tunit=dey\thand\t", `values.tsv:1: unit=dey: no unit of time "dey"`},
		{"a class without values", "values.tsv", "days\tplural=2\thand\t", "values.tsv:1: plural=2: a class without values"},
		{"no number of parts", "currencies.tsv", "cent\tUSD\tUSD\tX\t", "currencies.tsv:1: strconv"},
		{"no kind of sign", "signs.tsv", "$\tsing\tUSD", `signs.tsv:1: "sing" is none of`},
		{"no day", "holidays.tsv", "easter\tsometime\t1", `holidays.tsv:1: no day "sometime"`},
		{"no weekday", "holidays.tsv", "labor day\t1 moonday 9\t1", `holidays.tsv:1: no weekday "moonday"`},
		{"no days from Easter", "holidays.tsv", "easter\teasterX\t1", "holidays.tsv:1: strconv"},
		{"no length", "holidays.tsv", "easter\teaster+0\tone", "holidays.tsv:1: strconv"},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := fstest.MapFS{}
			for _, f := range []string{"values", "currencies", "signs", "demonyms", "holidays", "modifiers"} {
				files[f+".tsv"] = &fstest.MapFile{}
			}
			files[c.file] = &fstest.MapFile{Data: []byte(c.line + "\n")}
			if _, err := loadLexicon(files); err == nil || !strings.HasPrefix(err.Error(), c.want) {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
	if _, err := loadLexicon(fstest.MapFS{}); err == nil {
		t.Error("no error without tables")
	}
}

// Every class is of use: some word or token has it.
func TestEveryClassHasWords(t *testing.T) {
	p := parser{grammar: english()}
	var all classSet
	for w := range p.words {
		p.scan(w, 0)
		for _, tok := range p.toks {
			all.addAll(tok.classes)
		}
	}
	for _, s := range []string{"A", "Is it US", "5 12 365 2025", "- – ' $ #", strings.Repeat("x", longest+1)} {
		p.scan(s, 0)
		for _, tok := range p.toks {
			all.addAll(tok.classes)
		}
	}
	for name, c := range classNames {
		if !all.has(c) {
			t.Errorf("no token is of class %s", name)
		}
	}
}

func TestWordsAreInOrder(t *testing.T) {
	b, err := fs.ReadFile(tables, "values.tsv")
	if err != nil {
		t.Fatal(err)
	}
	last := ""
	for line := range strings.Lines(string(b)) {
		w, _, _ := strings.Cut(line, "\t")
		if w <= last {
			t.Errorf("values.tsv: %q stands after %q", w, last)
		}
		last = w
	}
}
