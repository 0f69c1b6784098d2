package facts

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParser(t *testing.T) {
	p := newPage(read(t, "Nordbank dismissed its chief executive, Nora Lind, in May."))
	p.parse(learned().parser)
	var got []string
	for i, n := range p.trees.nodes {
		head := "-"
		if n.head >= 0 {
			head = p.word(n.head)
		}
		got = append(got, fmt.Sprintf("%s %s %s %s", p.word(i), n.tag, n.rel, head))
	}
	want := []string{"Nordbank NNP nsubj dismissed", "dismissed VBD root -", "its PRP$ nmod:poss executive", "chief JJ amod executive",
		"executive NN obj dismissed", ", , punct Nora", "Nora NNP appos executive", "Lind NNP flat Nora", ", , punct Nora",
		"in IN case May",
		"May NNP obl dismissed", ". . punct dismissed"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestTrees holds trees to their laws on texts of all sorts.
func TestTrees(t *testing.T) {
	for name, s := range map[string]string{
		"empty": "", "one line": strings.Repeat("Nora Lind said the line would reopen and ", 60),
		"invalid": "Nora \xff\xfe Lind said \x00 \"no\".",
		"CJK":     strings.Repeat("北京", 300),
	} {
		t.Run(name, func(t *testing.T) {
			p := newPage(read(t, s))
			p.parse(learned().parser)
			if len(p.trees.nodes) != p.Profiles.Len() {
				t.Fatalf("%d nodes of %d words", len(p.trees.nodes), p.Profiles.Len())
			}
			for i, n := range p.trees.nodes {
				s := p.trees.sentences[p.trees.of[i]]
				if n.head != -1 && (n.head < s.from || n.head >= s.to || p.trees.depth[i] == 0) || n.p <= 0 || n.p > 1 {
					t.Errorf("node %d of %v: %+v", i, s, n)
				}
			}
		})
	}
}

func TestLemma(t *testing.T) {
	for form, want := range map[string]string{"dismissed": "dismiss", "stopped": "stop", "announcing": "announce", "bought": "buy",
		"carries": "carry",
		"denied":  "deny", "reaches": "reach", "was": "be", "merged": "merge", "vetoed": "veto", "killed": "kill", "sues": "sue",
		"hoped": "hope", "opened": "open", "edited": "edit", "underscored": "underscore", "combating": "combat"} {
		if got := words().lemma("v", form); got != want {
			t.Errorf("verb %s: %s, want %s", form, got, want)
		}
	}
	for form, want := range map[string]string{"arrests": "arrest", "deaths": "death", "acquisitions": "acquisition", "children": "child"} {
		if got := words().lemma("n", form); got != want {
			t.Errorf("noun %s: %s, want %s", form, got, want)
		}
	}
}

// TestKinds holds the lexicon to the kinds that there are.
func TestKinds(t *testing.T) {
	for _, senses := range []map[string][]sense{words().verbs, words().nouns} {
		for w, ss := range senses {
			for _, s := range ss {
				if !s.kind.Valid() {
					t.Errorf("%s has the kind %s", w, s.kind)
				}
			}
		}
	}
	for _, k := range learned().ranker.kinds {
		if _, ok := sorts[k]; !ok || !k.Valid() {
			t.Errorf("the ranker knows %s", k)
		}
	}
}
