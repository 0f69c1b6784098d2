package attribution_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dictum.example/internal/attribution"
	"dictum.example/internal/pass"
	"dictum.example/internal/resolve"
	"dictum.example/quote"
)

var update = flag.Bool("update", false, "rewrite what the cases of the passes expect")

// A passCase is a marked text in which a pass has a hand, or must not have one.
type passCase struct {
	name  string
	fires bool
	text  string
	want  []string // the quotes, one a line
}

// readCases reads the cases of a pass. Each begins with "+" or "-", where the pass fires or must not, and the case's
// name; then come the marked text, whose line breaks are "\n", and behind ">" the quotes.
func readCases(t *testing.T, file string) []passCase {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var cases []passCase
	for i, line := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n") {
		switch {
		case strings.HasPrefix(line, "+ "), strings.HasPrefix(line, "- "):
			cases = append(cases, passCase{name: line[2:], fires: line[0] == '+'})
		case len(cases) == 0:
			t.Fatalf("%s:%d: no case begins before %q", file, i+1, line)
		case strings.HasPrefix(line, "  > "):
			c := &cases[len(cases)-1]
			c.want = append(c.want, line[len("  > "):])
		case strings.HasPrefix(line, "  "):
			cases[len(cases)-1].text += strings.ReplaceAll(line[2:], `\n`, "\n")
		default:
			t.Fatalf("%s:%d: %q", file, i+1, line)
		}
	}
	return cases
}

func writeCases(t *testing.T, file string, cases []passCase) {
	var b strings.Builder
	for _, c := range cases {
		fmt.Fprintf(&b, "%s %s\n  %s\n", map[bool]string{true: "+", false: "-"}[c.fires], c.name, strings.ReplaceAll(c.text, "\n", `\n`))
		for _, q := range attributed(t, c.text) {
			fmt.Fprintf(&b, "  > %s\n", q)
		}
	}
	if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestPasses reads for each pass the file of its name in testdata/passes: at least one case where it fires and
// one where it must not. Where a pass fires, the quotes are signed with it, or are others without it, in one case
// at least.
func TestPasses(t *testing.T) {
	names := map[string]bool{}
	for _, stage := range stages() {
		for _, p := range stage.Passes {
			if names[p.Name] || p.Name == "" || !strings.HasSuffix(p.Purpose, ".") && !strings.Contains(p.Purpose, ": ") {
				t.Errorf("pass %q of %q: its name must be its own, and its purpose a sentence", p.Name, stage.Name)
			}
			names[p.Name] = true
			t.Run(p.Name, func(t *testing.T) { testPass(t, p.Name) })
		}
	}
}

// stages returns the passes of attribution, and those of resolution that only it asks.
func stages() []pass.Stage {
	return slices.Concat(attribution.Quoting(), attribution.Speaking(), resolve.Talking()[:1])
}

func testPass(t *testing.T, pass string) {
	file := filepath.Join("testdata", "passes", pass+".txt")
	cases := readCases(t, file)
	if *update {
		writeCases(t, file, cases)
		cases = readCases(t, file)
	}
	for _, fires := range []bool{true, false} {
		if !slices.ContainsFunc(cases, func(c passCase) bool { return c.fires == fires }) {
			t.Errorf("%s has no case where the pass fires: %t", file, fires)
		}
	}
	decides := false
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := attributed(t, c.text)
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			changes := !cmp.Equal(got, attributed(t, c.text, pass))
			if fires := changes || isSigned(attribute(marked(t, c.text)), pass); fires != c.fires {
				t.Errorf("the pass fires: %t: %s", fires, strings.Join(got, "; "))
			}
			decides = decides || changes
		})
	}
	if !decides {
		t.Errorf("%s has no case where the quotes are others without the pass", file)
	}
}

// isSigned reports whether the pass had a hand in a quote.
func isSigned(quotes []*quote.Quote, pass string) bool {
	return slices.ContainsFunc(quotes, func(q *quote.Quote) bool {
		p := q.Passes
		return slices.Contains(p.Content, pass) || p.Source == pass || p.Speaker == pass || p.Addressee == pass
	})
}
