package corpus

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"dictum.example/internal/identity"
)

// An Explanation says why the entities of a node are one thing.
type Explanation struct {
	Node Node
	// Articles name the node, in order.
	Articles []string
	// Merges are the decisions that made the node, the surest first. A name that all
	// articles write in one way needs none.
	Merges []Merge
}

// A Merge is a decision that two names mean one thing.
type Merge struct {
	// A and B are the names.
	A, B string
	// Article is where B stands, if B is the last name or first name of A which this
	// article gives alone; else "".
	Article string
	// P is how probable it is that the decision is right, 1 for the user's own.
	P float64
	// Ruled tells that the user decided so.
	Ruled bool
	// Reasons are what spoke for and against, the weightiest first.
	Reasons []Reason
}

// A Reason is a fact that speaks for a merge, or against it.
type Reason struct {
	Text string
	// Odds is what it is worth: the natural logarithm of the factor by which it changes
	// the odds, negative where it speaks against the merge.
	Odds float64
}

// Explain says why a node is what it is. The node may be named by an id that it bore
// before a merge. The error is ErrNode, the context's, or of the store.
func (x *Index) Explain(ctx context.Context, node string) (*Explanation, error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if err := x.resolve(ctx); err != nil {
		return nil, err
	}
	i, ok := x.current(node)
	if !ok {
		return nil, fmt.Errorf("%w: %.40q", ErrNode, node)
	}
	e := &Explanation{Node: x.node(i)}
	for _, m := range x.things[i].Members {
		if n := len(e.Articles); n == 0 || e.Articles[n-1] != m.Article {
			e.Articles = append(e.Articles, m.Article)
		}
	}
	for _, m := range x.things[i].Merges {
		e.Merges = append(e.Merges, explainMerge(m))
	}
	slices.SortStableFunc(e.Merges, func(a, b Merge) int { return cmp.Compare(b.P, a.P) })
	return e, nil
}

func explainMerge(m identity.Merge) Merge {
	out := Merge{A: m.A, B: m.B, Article: m.Article, P: m.P, Ruled: m.Ruled}
	for _, f := range m.Reasons {
		out.Reasons = append(out.Reasons, Reason{phrase(f), f.Value})
	}
	slices.SortStableFunc(out.Reasons, func(a, b Reason) int { return cmp.Compare(math.Abs(b.Odds), math.Abs(a.Odds)) })
	return out
}

// phrase says in words what a feature is.
func phrase(f identity.Feature) string {
	if p, ok := phrases[f.Name]; ok {
		return p
	}
	kinds, relation, _ := strings.Cut(f.Name, ".")
	if p, ok := relationPhrases[relation]; ok {
		if a, b, mixed := strings.Cut(kinds, "-"); mixed {
			return p + ", of a " + a + " and a " + b
		}
		return p
	}
	return f.Name
}

var relationPhrases = map[string]string{
	"exact":     "the same name",
	"reordered": "the same words in another order",
	"acronym":   "one name is the initials of the other",
	"code":      "one name is the two initials of the other",
	"shorter":   "one name lacks the word for what both are",
	"longer":    "one name has a common word more",
	"headless":  "one name lacks the first words of the other",
	"tailless":  "one name lacks the last words of the other",
	"inflected": "one name is a plural or adjective of the other",
	"misspelt":  "the names differ in few letters",
	"middle":    "one name has a middle name or initial more",
	"nickname":  "one first name is short for the other",
	"initials":  "one first name is an initial of the other",
	"respelt":   "the names are transcriptions of one name",
	"clashing":  "two full names that one person hardly bears",
	"vague":     "the shorter name has only common words",
	"unlike":    "the names are not alike",
}

var phrases = map[string]string{
	"alias":             "an article gives both names to one",
	"bracket":           "an article gives one in brackets after the other",
	"known.same":        "both names are mostly those of one Wikidata item",
	"known.two":         "the names are those of two known persons",
	"known.other":       "the names are mostly those of two Wikidata items",
	"item.same":         "both are linked to the same Wikidata item",
	"item.other":        "they are linked to different Wikidata items",
	"organ.item.same":   "both are linked to the same Wikidata item",
	"organ.item.other":  "they are linked to different Wikidata items",
	"company":           "their articles name the same others",
	"together":          "one article names both as two",
	"together.part":     "one article names both as two, one with a part of the other's name",
	"nation.same":       "their articles are about the same country",
	"nation.other":      "their articles are about different countries",
	"organ":             "the same name, of a body that many countries have",
	"organ.company":     "the articles on that body name the same others",
	"organ.other":       "a body of that name of two countries",
	"organ.unknown":     "the country of one is not known",
	"facility":          "one is a building or the like, the other a place",
	"place.known":       "the place is a known one",
	"gender.other":      "one is called he, the other she",
	"rivals":            "others have the shorter name in theirs",
	"roles":             "they have the same roles",
	"lone.last":         "the last name alone",
	"lone.first":        "the first name alone",
	"lone.middle":       "a middle name alone",
	"lone.misspelt":     "a name alone that differs in few letters",
	"lone.alias":        "another name that articles give",
	"lone.given":        "a first name that many bear",
	"lone.share":        "how often of those with the name this one is meant",
	"lone.known":        "articles give that name to this one",
	"lone.often":        "many articles name this one",
	"lone.company":      "the article names others of this one's company",
	"lone.item.same":    "the article's link is to the same Wikidata item",
	"lone.item.other":   "the article's link is to another Wikidata item",
	"lone.gender.other": "one is called he, the other she",
	"lone.roles":        "the article gives the same role",
	"lone.here":         "the article names this one in full too",
	"lone.nation.same":  "the article is about the same country",
	"lone.nation.other": "the article is about another country",
}
