package value

import (
	"flag"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dictum.example/text"
)

var update = flag.Bool("update", false, "rewrite the golden files")

var published = time.Date(2025, 7, 4, 9, 30, 0, 0, time.UTC)

// describe writes a mention as "TYPE [span] field=value …", empty fields left out.
func describe(s string, m Mention) string {
	b := []string{m.Type + " [" + m.Of(s) + "]"}
	v := m.Value
	for _, f := range [][2]string{{"", v.Timex}, {"from=", v.Start}, {"to=", v.End}, {"n=", v.Number}, {"upper=", v.Upper},
		{"cur=", v.Currency}, {"unit=", v.Unit}, {"mod=", v.Mod}} {
		if f[1] != "" {
			b = append(b, f[0]+f[1])
		}
	}
	return strings.Join(b, " ")
}

// sentences are the lines of testdata/find.txt that are neither comments nor results.
func sentences(t *testing.T) (file string, lines []string) {
	b, err := os.ReadFile("testdata/find.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.SplitSeq(string(b), "\n") {
		if line != "" && line[0] != '#' && line[0] != '\t' {
			lines = append(lines, line)
		}
	}
	return string(b), lines
}

func TestCases(t *testing.T) {
	file, _ := sentences(t)
	golden(t, "testdata/find.txt", file, published)
}

// Without a day of publication the same sentences have other values.
func TestCasesWithoutPublication(t *testing.T) {
	file, _ := sentences(t)
	golden(t, "testdata/open.txt", file, time.Time{})
}

// golden compares what is found in the sentences of cases with the content of the file.
func golden(t *testing.T, name, cases string, published time.Time) {
	t.Helper()
	var b strings.Builder
	for line := range strings.SplitSeq(strings.TrimSuffix(cases, "\n"), "\n") {
		if strings.HasPrefix(line, "\t") {
			continue
		}
		b.WriteString(line + "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		for _, m := range Find(&text.Layout{Text: line}, published) {
			b.WriteString("\t" + describe(line, m) + "\n")
		}
	}
	if *update {
		if err := os.WriteFile(name, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(b.String(), "\n")); d != "" {
		t.Errorf("%s (-want +got):\n%s", name, d)
	}
}

// Every rule gives some value to a sentence of testdata/find.txt.
func TestEveryRuleHasACase(t *testing.T) {
	_, lines := sentences(t)
	g := english()
	fires := func(r rule) bool {
		for _, line := range lines {
			p := parser{grammar: g, text: line, cal: newCalendar(published), dollar: "USD"}
			p.scan(line, 0)
			for i := range p.toks {
				if m, ok := p.find(r.pattern, i); ok {
					if _, ok := r.value(&p, &m); ok {
						return true
					}
				}
			}
		}
		return false
	}
	for _, x := range append(g.passes, g.lengths) {
		for _, r := range x.rules {
			if !fires(r) {
				t.Errorf("pass %s: no sentence for %s", x.Name, r.pattern)
			}
		}
	}
}

// A value names the pass that found it, which can be left out.
func TestPasses(t *testing.T) {
	const s = "On 5 May at noon the 21st of nearly 40 men paid $5 for the second time."
	want := []string{"date", "clock", "compound ordinal", "modified amount", "amount", "ordinal"}
	by := map[string]bool{}
	for _, m := range Find(&text.Layout{Text: s}, published) {
		by[m.Pass] = true
	}
	for _, x := range Passes() {
		if !by[x.Name] || x.Purpose == "" {
			t.Errorf("nothing is found by %+v", x)
		}
		for _, m := range (Finder{Without: map[string]bool{x.Name: true}}).Find(&text.Layout{Text: s}, published) {
			if m.Pass == x.Name {
				t.Errorf("%s finds %q although it is left out", x.Name, m.Of(s))
			}
		}
	}
	if len(by) != len(want) {
		t.Errorf("got the passes %v, want %v", by, want)
	}
}
