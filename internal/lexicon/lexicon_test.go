package lexicon

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Each class with words that it has and words that it must not have.
func TestClasses(t *testing.T) {
	tests := []struct {
		class   Class
		has, no string
	}{
		{RankTitle, "minister gen president", "mr the Minister"},
		{CorporateSuffix, "inc ltd gmbh", "bank Ltd"},
		{RegnalNumber, "II XIV", "ii I V X"},
		{SayingVerb, "said tweeted", "saw Said"},
		{FirstPersonSingular, "i me my myself", "mine we you"},
		{StatingVerb, "pledged ordering blasts", "hopes Pledged according"},
		{AttitudeVerb, "hopes decided", "said"},
	}
	for _, test := range tests {
		for w := range strings.FieldsSeq(test.has) {
			if !test.class.Has(w) {
				t.Errorf("%v has not %q", test.class, w)
			}
		}
		for w := range strings.FieldsSeq(test.no) {
			if test.class.Has(w) {
				t.Errorf("%v has %q", test.class, w)
			}
		}
	}
}

func TestZero(t *testing.T) {
	if Of("no-such-word") != (Set{}) || (Set{}).Has(RankTitle) || Class(0).Has("the") {
		t.Error("a word that is not in the lexicon has classes")
	}
	if got := Class(250).String(); got != "Class(250)" {
		t.Error(got)
	}
}

func TestWordsAreSorted(t *testing.T) {
	var words []string
	for line := range strings.Lines(wordsFile) {
		w, _, _ := strings.Cut(line, "\t")
		words = append(words, w)
	}
	if !slices.IsSorted(words) {
		t.Error("words.tsv is not in the order of its words: sort it with LC_ALL=C sort")
	}
}

func TestEveryClassHasWords(t *testing.T) {
	for c := Class(1); int(c) < len(classNames); c++ {
		if len(c.Words()) == 0 {
			t.Errorf("%v has no words", c)
		}
	}
}

func TestParseErrors(t *testing.T) {
	for _, file := range []string{"word\n", "word\tNoSuchClass\thand\t\n", "\tArticle\thand\t\n",
		"a\tArticle\thand\t\na\tArticle\thand\t\n"} {
		if _, err := parse(file); err == nil {
			t.Errorf("%q is accepted", file)
		}
	}
}

func TestConstantsAreGenerated(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the generator")
	}
	want, err := os.ReadFile("classes.go")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	file, err := os.ReadFile("classes.tsv")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(dir+"/classes.tsv", file, 0o644); err != nil {
		t.Fatal(err)
	}
	bin := dir + "/gen"
	if out, err := exec.Command("go", "build", "-o", bin, "./gen").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	cmd := exec.Command(bin)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	got, err := os.ReadFile(dir + "/classes.go")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("run go generate (-have +want):\n%s", diff)
	}
}

func TestMeanings(t *testing.T) {
	tests := []struct{ name, got, want string }{
		{"abbreviated title", LongTitle("sen"), "senator"},
		{"initials are no title", LongTitle("pm"), ""},
		{"other word", LongTitle("the"), ""},
		{"initials of an office", OfficeInitials()["prime minister"], "pm"},
		{"sort of a noun", OrganisationSort("lender"), "bank"},
		{"company", OrganisationSort("firm"), "company"},
		{"no organisation", OrganisationSort("table"), ""},
	}
	for _, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, tt.got, tt.want)
		}
	}
}
