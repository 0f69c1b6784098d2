package pattern_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"dictum.example/internal/pattern"
)

// words are tokens for tests: fields of a text, where "+" before a word glues it
// to the one before. Numbers are a phrase: one digit word, or two.
type words []string

var classes = map[string]pattern.Class{"capital": 0, "digits": 1, "weekday": 2, "month": 3, "unit": 4}

var names = pattern.Names{
	Class: func(name string) (pattern.Class, bool) { c, ok := classes[name]; return c, ok },
	Phrase: func(name string) (pattern.Phrase, bool) {
		return 0, name == "number"
	},
}

func (w words) Len() int          { return len(w) }
func (w words) Word(i int) string { return strings.ToLower(strings.TrimPrefix(w[i], "+")) }
func (w words) Glued(i int) bool  { return w[i][0] == '+' }

func (w words) Is(i int, c pattern.Class) bool {
	s := strings.TrimPrefix(w[i], "+")
	switch c {
	case 0:
		return s[0] >= 'A' && s[0] <= 'Z'
	case 1:
		return s[0] >= '0' && s[0] <= '9'
	case 2:
		return slices.Contains([]string{"monday", "friday"}, w.Word(i))
	case 3:
		return slices.Contains([]string{"may", "june"}, w.Word(i))
	}
	return slices.Contains([]string{"day", "days", "week"}, w.Word(i))
}

func (w words) Phrase(i int, _ pattern.Phrase) (int, bool) {
	if !w.Is(i, 1) {
		return 0, false
	}
	if i+1 < len(w) && w.Is(i+1, 1) {
		return i + 2, true
	}
	return i + 1, true
}

func load(src string) (*pattern.Set, error) {
	return pattern.Load(fstest.MapFS{"t.pat": {Data: []byte(src)}}, names, "t.pat")
}

// describe writes a match as "[tokens] name=tokens …".
func describe(w words, m pattern.Match, captures ...string) string {
	s := fmt.Sprint(w[m.Start:m.End])
	for _, c := range captures {
		if a, b, ok := m.Capture(c); ok {
			s += fmt.Sprintf(" %s=%v", c, w[a:b])
		}
	}
	return s
}

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		name, rules, text string
		at                int
		want              string // "" for no match
	}{
		{"word", "p = last", "Last week", 0, "[Last]"},
		{"another word", "p = last", "next week", 0, ""},
		{"beyond the end", "p = last week", "last", 0, ""},
		{"at the end", "p = last", "last", 1, ""},
		{"sequence", "p = last week", "the last week", 1, "[last week]"},
		{"words", "p = (last | next) week", "next week", 0, "[next week]"},
		{"alternatives", "p = last week | next", "next week", 0, "[next]"},
		{"the first that fits", "p = a | a b", "a b", 0, "[a]"},
		{"back to another alternative", "p = (a | a b) c", "a b c", 0, "[a b c]"},
		{"option", "p = the? week", "the week", 0, "[the week]"},
		{"option left out", "p = the? week", "week", 0, "[week]"},
		{"option given back", "p = a? a", "a", 0, "[a]"},
		{"bounds", "p = a{2,3}", "a a a a", 0, "[a a a]"},
		{"too few", "p = a{2,3}", "a b", 0, ""},
		{"bounded group", "p = (a b){0,2} c", "a b a b c", 0, "[a b a b c]"},
		{"class", "p = [weekday capital]", "Monday", 0, "[Monday]"},
		{"class that lacks", "p = [weekday capital]", "monday", 0, ""},
		{"class without", "p = [!weekday]", "Monday", 0, ""},
		{"class with a word", "p = [capital 'may']", "May", 0, "[May]"},
		{"class without a word", "p = [month !'may']", "may", 0, ""},
		{"any", "p = [] week", "that week", 0, "[that week]"},
		{"marks", "p = '$' [digits] '%'", "$ 5 %", 0, "[$ 5 %]"},
		{"glued", "p = [digits] ~ s", "90 +s", 0, "[90 +s]"},
		{"not glued", "p = [digits] ~ s", "90 s", 0, ""},
		{"nothing to glue", "p = [digits] ~ s?", "90", 0, ""},
		{"spaced", "p = [digits] _ s", "90 s", 0, "[90 s]"},
		{"spaced at the end", "p = [digits] _", "90", 0, "[90]"},
		{"not spaced", "p = [digits] _ s", "90 +s", 0, ""},
		{"start", "p = ^ a", "a", 0, "[a]"},
		{"not the start", "p = ^ a", "b a", 1, ""},
		{"end", "p = a $", "a", 0, "[a]"},
		{"not the end", "p = a $", "a b", 0, ""},
		{"ahead", "p = a (?= b)", "a b", 0, "[a]"},
		{"not ahead", "p = a (?! b)", "a b", 0, ""},
		{"nothing ahead", "p = a (?! b)", "a", 0, "[a]"},
		{"behind", "p = (?<= in the | on) week", "in the week", 2, "[week]"},
		{"other behind", "p = (?<= in the | on) week", "on week", 1, "[week]"},
		{"none behind", "p = (?<= in the | on) week", "week", 0, ""},
		{"behind, of two lengths", "p = (?<= in the? | a{2,3}) week", "a a week", 2, "[week]"},
		{"behind, longer", "p = (?<= a{1,3} b) week", "a a b week", 3, "[week]"},
		{"behind, too short", "p = (?<= a{2,3} b) week", "a b week", 2, ""},
		{"behind a look behind", "p = (?<= (?<= a b?) c?) week", "a b c week", 3, "[week]"},
		{"not behind", "p = (?<! in the | on) week", "on week", 1, ""},
		{"not behind, at the start", "p = (?<! in the | on) week", "week", 0, "[week]"},
		{"a look captures nothing", "p = (?= n:a) u:a", "a", 0, "[a] u=[a]"},
		{"rule", "p = <d> night\nd = [weekday]", "monday night", 0, "[monday night]"},
		{"phrase", "p = n:<number> u:[unit]", "5 000 days", 0, "[5 000 days] n=[5 000] u=[days]"},
		{"phrase in one way only", "p = <number> [digits]", "5 000", 0, ""},
		{"no phrase at the end", "p = a <number>", "a", 0, ""},
		{"capture left out", "p = (n:a | n:b) u:c?", "b", 0, "[b] n=[b]"},
		{"capture given back", "p = (n:a b | a c)", "a c", 0, "[a c]"},
		{"capture of a repetition", "p = n:a{1,3} u:a", "a a a", 0, "[a a a] n=[a a] u=[a]"},
		{"lines and comments", "# one\np = a # two\n  # three\n\n  b\n# four\nq = c\n", "a b", 0, "[a b]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			set, err := load(c.rules)
			if err != nil {
				t.Fatal(err)
			}
			w := words(strings.Fields(c.text))
			got := ""
			if m, ok := set.Pattern("p").Match(w, c.at); ok {
				got = describe(w, m, "n", "u")
			}
			if got != c.want {
				t.Errorf("%s on %q at %d: got %q, want %q", c.rules, c.text, c.at, got, c.want)
			}
		})
	}
}

func TestLoadRefuses(t *testing.T) {
	for _, c := range []struct{ name, rules, want string }{
		{"no expression", "p =", `t.pat:1: an empty alternative; write x? where nothing may stand`},
		{"no sign", "p a", `t.pat:1: want "="`},
		{"no name", "a = b\n\n= c", `t.pat:3: want a rule's name at the beginning of the line`},
		{"indented", "  a = b", `t.pat:1: want a rule's name at the beginning of the line`},
		{"no bracket", "p = (a\nq = b", `t.pat:1: want ")"`},
		{"bracket too many", "p = a)", `t.pat:1: rule p: unexpected ')'`},
		{"no class", "a = b\np = [color]", `t.pat:2: no class color`},
		{"no end of class", "p = [month", `t.pat:1: want a class or ]`},
		{"two words", "p = ['a' 'b']", `t.pat:1: a token cannot be two words`},
		{"no rule", "p = a\n  <q>", `t.pat:2: no rule or phrase <q>`},
		{"a rule twice", "p = a\np = b", `t.pat:2: rule p is at t.pat:1 already`},
		{"a rule in itself", "p = a <q>\nq = b <p>", `t.pat:2: rule p refers to itself`},
		{"upper case", "p = Monday", `t.pat:1: "Monday": words are matched in lower case`},
		{"bounds that cross", "p = a{3,2}", `t.pat:1: bounds {3,2}`},
		{"no upper bound", "p = a{3}", `t.pat:1: want {min,max}`},
		{"no bound", "p = a{,3}", `t.pat:1: want the number of repetitions`},
		{"a bound too high", "p = a{1,99}", `t.pat:1: more than 64 repetitions`},
		{"back without a bound", "p = (?<= <number>) c", `t.pat:1: what is looked back for may have more than 16 tokens`},
		{"a capture of nothing", "p = n:", `t.pat:1: nothing to capture as n`},
		{"a mark without its pair", "p = 'a", `t.pat:1: a quotation mark without its pair, or with nothing in between`},
		{"too large", "p = ((((a{1,64}){1,64}){1,64}){1,64}){1,64}", `t.pat:1: the pattern is too large`},
		{"too deep", "p = " + strings.Repeat("(", 99), `t.pat:1: nested too deeply`},
		{"too many captures", "p = " +
			"a:a b:a c:a d:a e:a f:a g:a h:a i:a j:a k:a l:a m:a", `t.pat:1: more than 12 captures`},
		{"no text", "p = \xff", `t.pat:1: not UTF-8`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := load(c.rules)
			if e := (*pattern.Error)(nil); !errors.As(err, &e) {
				t.Fatalf("got %v, want a pattern.Error", err)
			}
			if d := cmp.Diff(c.want, err.Error()); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

func TestLoadWithoutFile(t *testing.T) {
	if _, err := pattern.Load(fstest.MapFS{}, names, "none.pat"); err == nil || !strings.Contains(err.Error(), "none.pat") {
		t.Errorf("got %v, want an error with the file's name", err)
	}
}

func TestSetNames(t *testing.T) {
	set, err := load("b = a\na = c\n")
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"b", "a"}, set.Names()); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if p := set.Pattern("b"); p.Name() != "b" {
		t.Errorf("got the name %q", p.Name())
	}
	if set.Pattern("c") != nil {
		t.Error("a pattern that no rule names")
	}
}

func TestNoMatch(t *testing.T) {
	set, err := load("p = n:a")
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := set.Pattern("p").Match(words{"a"}, -1); ok {
		t.Error("a match before the first token")
	}
	var m pattern.Match
	if m.Has("n") {
		t.Error("no match has a capture")
	}
	m, _ = set.Pattern("p").Match(words{"a"}, 0)
	if !m.Has("n") || m.Has("o") {
		t.Error("want the capture n and no other")
	}
}

func TestList(t *testing.T) {
	set, err := load("one = last week\ntwo = [] week\nthree = (?! b) last | next\nfour = <number>\n")
	if err != nil {
		t.Fatal(err)
	}
	l, err := set.List("one", "two", "three", "four")
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string][]string{
		"last week": {"one", "two", "three"}, "5 week": {"two", "four"}, "next": {"three"}, "": nil,
	} {
		var got []string
		l.Each(words(strings.Fields(text)), 0, func(k int, m *pattern.Match) bool {
			got = append(got, m.Pattern.Name())
			return false
		})
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%q (-want +got):\n%s", text, d)
		}
	}
	if !l.Each(words{"next"}, 0, func(int, *pattern.Match) bool { return true }) {
		t.Error("want the answer of yield")
	}
	if _, err := set.List("one", "five"); err == nil || !strings.Contains(err.Error(), "five") {
		t.Errorf("got %v, want an error with the name", err)
	}
}

// counting counts how often a token is looked at.
type counting struct {
	words
	looks *int
}

func (c counting) Word(i int) string { *c.looks++; return c.words.Word(i) }

func TestMatchIsNotExponential(t *testing.T) {
	set, err := load("p = ((a | a a){0,16} | a{0,16}){0,8} b")
	if err != nil {
		t.Fatal(err)
	}
	w := words(slices.Repeat([]string{"a"}, 200))
	looks := 0
	if _, ok := set.Pattern("p").Match(counting{w, &looks}, 0); ok {
		t.Fatal("a match without b")
	}
	if looks > 100000 {
		t.Errorf("looked at %d tokens", looks)
	}
}

func FuzzLoad(f *testing.F) {
	for _, s := range []string{
		"p = (?<! in the | on) n:<number>{1,2} ~ [month !'may' capital] | '$'? _ ^ $ # x\nq = <p> (?= a b)",
		"p = ((a? b){0,3} | c | \"'\"){2,4}\n  d",
	} {
		f.Add(s, "in the 5 Monday may +s a b $ '")
	}
	f.Fuzz(func(t *testing.T, src, text string) {
		set, err := load(src)
		if err != nil {
			return
		}
		w := words(strings.Fields(strings.ReplaceAll(text, "+ ", "")))
		w = slices.DeleteFunc(w, func(s string) bool { return strings.TrimPrefix(s, "+") == "" })
		if len(w) > 32 {
			w = w[:32]
		}
		for _, name := range set.Names()[:min(8, len(set.Names()))] {
			for i := range w {
				m, ok := set.Pattern(name).Match(w, i)
				if ok && (m.Start != i || m.End < i || m.End > len(w)) {
					t.Fatalf("%s on %q at %d: [%d, %d)", name, w, i, m.Start, m.End)
				}
			}
		}
	})
}

func BenchmarkList(b *testing.B) {
	set, err := load("which = last | next | this coming?\nday = <which> d:[weekday] (morning | night)?\n" +
		"month = <which> m:[month capital]\nago = n:<number> u:[unit] ago\nthe = the (end | start) of <which> [unit]\n")
	if err != nil {
		b.Fatal(err)
	}
	l, err := set.List("day", "month", "ago", "the")
	if err != nil {
		b.Fatal(err)
	}
	w := words(strings.Fields(strings.Repeat("He left last Monday night , five or 6 weeks before the end of last week . ", 100)))
	b.ReportAllocs()
	for b.Loop() {
		for i := range w {
			l.Each(w, i, func(int, *pattern.Match) bool { return true })
		}
	}
	b.ReportMetric(float64(b.N*len(w))/b.Elapsed().Seconds(), "tokens/s")
}
